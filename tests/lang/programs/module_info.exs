defmodule Known do
  @moduledoc "doc"
  def a, do: 1
  def b(x, y), do: {x, y}
  defp c, do: 1
  defmacro m(x), do: x
  def d, do: c()
end
IO.inspect Known.__info__(:functions)
IO.inspect Known.__info__(:macros)
IO.inspect {function_exported?(Known, :a, 0), function_exported?(Known, :c, 0), macro_exported?(Known, :m, 1)}
# expect: [a: 0, b: 2, d: 0]
# expect: [m: 1]
# expect: {true, false, true}

defmodule Hygiene do
  defmacro hidden, do: quote(do: x = 1)
  defmacro leak, do: quote(do: var!(x) = 2)
  defmacro twice(expr) do
    quote do
      y = unquote(expr)
      y + y
    end
  end
end
require Hygiene
x = 0
Hygiene.hidden()
IO.inspect x
Hygiene.leak()
IO.inspect x
y = 7
IO.inspect {Hygiene.twice(y + 1), y}
# expect: 0
# expect: 2
# expect: {16, 7}

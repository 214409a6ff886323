defmodule Loc do
  defmacro line, do: __CALLER__.line
  defmacro vars, do: Macro.escape(Enum.sort(Keyword.keys(Macro.Env.vars(__CALLER__))))
end
defmodule UseLoc do
  require Loc
  def f(a, b) do
    c = a + b
    {Loc.line(), Loc.vars(), c}
  end
end
IO.inspect UseLoc.f(1, 2)
# expect: {9, [:a, :b, :c], 3}

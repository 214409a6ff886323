defmodule Lines do
  def outer(x) do
    y = inner(x)
    y + 1
  end
  def inner(x) do
    z = x * 2
    raise "at #{z}"
    z
  end
end
try do
  Lines.outer(1)
rescue
  _ ->
    for {Lines, f, a, loc} <- __STACKTRACE__, do: IO.inspect {f, a, loc[:line]}
end
# expect: {:inner, 1, 8}
# expect: {:outer, 1, 3}

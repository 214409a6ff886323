defmodule WithMacrop do
  defmacrop double(x), do: quote(do: unquote(x) * 2)
  def run(n), do: double(n + 1)
end
IO.inspect WithMacrop.run(3)
# expect: 8

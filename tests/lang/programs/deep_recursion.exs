defmodule Deep do
  def build(0), do: []
  def build(n), do: [n | build(n - 1)]
end
IO.inspect length(Deep.build(20_000))
# expect: 20000

size = fn n ->
  cond do
    n > 100 -> :big
    n > 10 -> :medium
    true -> :small
  end
end
IO.inspect Enum.map([1, 50, 500], size)
IO.inspect(cond do
  nil -> 1
  v = Map.get(%{a: 5}, :a) -> v + 1
end)
# expect: [:small, :medium, :big]
# expect: 6

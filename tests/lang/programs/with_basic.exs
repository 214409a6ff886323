fetch = fn map, key -> Map.fetch(map, key) end
map = %{a: 1, b: 2}
IO.inspect(with {:ok, a} <- fetch.(map, :a), {:ok, b} <- fetch.(map, :b), do: a + b)
IO.inspect(with {:ok, a} <- fetch.(map, :a), {:ok, c} <- fetch.(map, :c), do: a + c)
# expect: 3
# expect: :error

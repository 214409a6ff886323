f = fn
  x when hd(x) == 1 -> :one
  x when map_size(x) == 0 -> :empty_map
  x when elem(x, 0) == :a -> :tuple
  _ -> :none
end
IO.inspect Enum.map([[1], %{}, {:a}, {}, 5, []], f)
# expect: [:one, :empty_map, :tuple, :none, :none, :none]

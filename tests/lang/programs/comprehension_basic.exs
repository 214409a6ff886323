IO.inspect for x <- [1, 2, 3], do: x * 2
IO.inspect for x <- [1, 2], y <- [:a, :b], do: {x, y}
IO.inspect for x <- 1..4, rem(x, 2) == 0, do: x
IO.inspect for {:ok, v} <- [{:ok, 1}, :error, {:ok, 2}], do: v
# expect: [2, 4, 6]
# expect: [{1, :a}, {1, :b}, {2, :a}, {2, :b}]
# expect: [2, 4]
# expect: [1, 2]

grid = for y <- 0..1, x <- 0..2, into: %{}, do: {{x, y}, x * y}
IO.inspect grid
IO.inspect for({{x, 1}, v} <- grid, v > 0, do: {x, v}) |> Enum.sort()
IO.inspect for(x <- [1, 2], into: [:start], do: x)
IO.inspect for(l <- ["ab", "cd"], c <- String.graphemes(l), reduce: "", do: (acc -> c <> acc))
# expect: %{{0, 0} => 0, {0, 1} => 0, {1, 0} => 0, {1, 1} => 1, {2, 0} => 0, {2, 1} => 2}
# expect: [{1, 1}, {2, 2}]
# expect: [:start, 1, 2]
# expect: "dcba"

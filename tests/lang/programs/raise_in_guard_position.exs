f = fn
  x when rem(x, 2) == 0 -> :even
  x when x > 0 -> :positive
  _ -> :rest
end
IO.inspect Enum.map([4, 3, -3, 1.5, :a, "s"], f)
# expect: [:even, :positive, :rest, :positive, :positive, :positive]

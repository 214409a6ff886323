x = 10
IO.inspect for x <- [1, 2], y = x * x, do: {x, y}
IO.inspect x
IO.inspect for(x <- [1, 2, 3], x > 1, y <- 1..x, do: {x, y})
# expect: [{1, 1}, {2, 4}]
# expect: 10
# expect: [{2, 1}, {2, 2}, {3, 1}, {3, 2}, {3, 3}]

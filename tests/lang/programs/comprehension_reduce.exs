sums = for x <- [1, 2, 3, 4], reduce: {0, 0} do
  {even, odd} when rem(x, 2) == 0 -> {even + x, odd}
  {even, odd} -> {even, odd + x}
end
IO.inspect sums
# expect: {6, 4}

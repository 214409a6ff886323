fib = fn
  n, _ when n < 2 -> n
  n, f -> f.(n - 1, f) + f.(n - 2, f)
end
IO.inspect fib.(15, fib)
curry = fn a -> fn b -> fn c -> {a, b, c} end end end
IO.inspect curry.(1).(2).(3)
# expect: 610
# expect: {1, 2, 3}

x = 5
IO.inspect(dbg(x + 1) == 6) == true
# expect: [dbg_values.exs:2: (file)]
# expect: x + 1 #=> 6
# expect:
# expect: true

opts = [a: 1, b: 2, a: 3]
IO.inspect opts[:a]
IO.inspect Keyword.get_values(opts, :a)
IO.inspect [{:x, 1}] == [x: 1]
f = fn list -> Keyword.get(list, :size, :none) end
IO.inspect {f.(size: 3), f.([])}
# expect: 1
# expect: [1, 3]
# expect: true
# expect: {3, :none}

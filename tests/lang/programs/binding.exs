a = 1
b = 2
IO.inspect Enum.sort(binding())
IO.inspect Code.eval_string("a + b", binding()) |> elem(0)
# expect: [a: 1, b: 2]
# expect: 3

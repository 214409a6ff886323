add = fn a, b -> a + b end
IO.inspect add.(1, 2)
inc = &(&1 + 1)
IO.inspect Enum.map([1, 2], inc)
IO.inspect Enum.map(["a"], &String.upcase/1)
compose = fn f, g -> fn x -> g.(f.(x)) end end
IO.inspect compose.(inc, &{&1, &1}).(3)
fact = fn 0, _ -> 1; n, me -> n * me.(n - 1, me) end
IO.inspect fact.(5, fact)
# expect: 3
# expect: [2, 3]
# expect: ["A"]
# expect: {4, 4}
# expect: 120

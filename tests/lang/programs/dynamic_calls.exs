module = String
fun = :upcase
IO.inspect apply(module, fun, ["a"])
IO.inspect module.downcase("B")
IO.inspect apply(&Kernel.+/2, [1, 2])
IO.inspect apply(fn -> :none end, [])
# expect: "A"
# expect: "b"
# expect: 3
# expect: :none

IO.inspect ~w(a b c)
IO.inspect ~w(a b)a
IO.inspect ~c"abc" == [97, 98, 99]
IO.inspect ~s(quote " and #{1 + 1})
IO.inspect ~S(no #{interp} \t)
IO.inspect ~w[x#{1} y]
# expect: ["a", "b", "c"]
# expect: [:a, :b]
# expect: true
# expect: "quote \" and 2"
# expect: "no \#{interp} \\t"
# expect: ["x1", "y"]

IO.inspect for <<byte <- "abc">>, do: byte + 1000
IO.inspect for <<r::4, g::4 <- <<0x12, 0x34>> >>, do: {r, g}
IO.inspect for(<<c <- "hey">>, c != ?e, into: "", do: <<c>>)
# expect: [1097, 1098, 1099]
# expect: [{1, 2}, {3, 4}]
# expect: "hy"

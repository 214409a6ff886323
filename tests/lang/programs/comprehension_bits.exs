IO.inspect for <<byte <- "abc">>, do: byte + 1
IO.inspect for <<r::4, g::4 <- <<0x12, 0x34>> >>, do: {r, g}
IO.inspect for(<<c <- "hey">>, c != ?e, into: "", do: <<c>>)
# expect: 'bcd'
# expect: [{1, 2}, {3, 4}]
# expect: "hy"

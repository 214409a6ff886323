<<a::4, b::4, rest::bits>> = <<0xAB, 1, 2>>
IO.inspect {a, b, rest}
<<len, data::binary-size(len), tail::binary>> = <<3, "abcdef">>
IO.inspect {len, data, tail}
<<x::signed-8, y::unsigned-8>> = <<255, 255>>
IO.inspect {x, y}
<<c::utf8, _::binary>> = "éa"
IO.inspect c
<<f::float-32>> = <<1.5::float-32>>
IO.inspect f
# expect: {10, 11, <<1, 2>>}
# expect: {3, "abc", "def"}
# expect: {-1, 255}
# expect: 233
# expect: 1.5

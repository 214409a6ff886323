IO.inspect <<1, 2, 3>>
IO.inspect <<300::16>>
IO.inspect <<1::4, 2::4>>
IO.inspect <<-1::8, 1.5::float>>
IO.inspect <<"é"::utf16>>
IO.inspect <<1::size(3)>>
IO.inspect <<5::little-integer-size(16), 6::16-big>>
# expect: <<1, 2, 3>>
# expect: <<1, 44>>
# expect: <<18>>
# expect: <<255, 63, 248, 0, 0, 0, 0, 0, 0>>
# expect: <<0, 233>>
# expect: <<1::size(3)>>
# expect: <<5, 0, 0, 6>>

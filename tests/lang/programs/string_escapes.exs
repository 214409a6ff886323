IO.inspect "a\nb\t\"q\" \\ \x41 \u{1F600} #{"nested #{"deep"}"}"
IO.puts 'single' ++ [32] ++ ~c"c"
IO.inspect "\e[0m\0\a\b\d\f\r\s\v"
IO.inspect <<0xFF, 0xFE>>
IO.inspect "é" <> <<0>>
IO.inspect "#{}"
# expect: "a\nb\t\"q\" \\ A 😀 nested deep"
# expect: single c
# expect: <<27, 91, 48, 109, 0, 7, 8, 127, 12, 13, 32, 11>>
# expect: <<255, 254>>
# expect: <<195, 169, 0>>
# expect: ""

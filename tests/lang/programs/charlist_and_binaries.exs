IO.inspect [String.to_charlist("hé") == [104, 233], List.to_string([104, 233]), is_list(~c"a")]
IO.inspect byte_size("hé"), label: "bytes"
IO.inspect String.length("hé")
IO.inspect for(<<c::utf8 <- "hé">>, do: c + 0) == [104, 233]
# expect: [true, "hé", true]
# expect: bytes: 3
# expect: 2
# expect: true

size = 3
<<head::binary-size(size), rest::binary>> = "abcdef"
IO.inspect {head, rest}
<<n, name::binary-size(n), more::bits>> = <<3, "annxyz">>
IO.inspect {n, name, more}
# expect: {"abc", "def"}
# expect: {3, "ann", "xyz"}

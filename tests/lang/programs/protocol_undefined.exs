try do
  to_string(<<1::3>>)
rescue
  e in Protocol.UndefinedError -> IO.inspect {e.protocol, e.value, e.description}
end
# expect: {String.Chars, <<1::size(3)>>, "cannot convert a bitstring to a string"}

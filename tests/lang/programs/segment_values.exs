# A string only fits an integer or utf segment as a literal, where it means its characters.
build = fn f ->
  try do
    f.()
  rescue
    error -> Exception.message(error)
  end
end

text = "ab"
IO.inspect(build.(fn -> <<text::16>> end))
IO.inspect(build.(fn -> <<0, text>> end))
IO.inspect(build.(fn -> <<String.at(text, 0)::utf8>> end))
IO.inspect(build.(fn -> <<55296::utf16>> end))
IO.inspect(<<"hé"::utf16-little, "é"::utf8, "ab"::utf32>>)
IO.inspect(match?(<<"é"::utf16-little, _::bits>>, <<"é1"::utf16-little>>))
# expect: "construction of binary failed: segment 1 of type 'integer': expected an integer but got: \"ab\""
# expect: "construction of binary failed: segment 2 of type 'integer': expected an integer but got: \"ab\""
# expect: "construction of binary failed: segment 1 of type 'utf8': expected a non-negative integer encodable as utf8 but got: \"a\""
# expect: "construction of binary failed: segment 1 of type 'utf16': expected a non-negative integer encodable as utf16 but got: 55296"
# expect: <<104, 0, 233, 0, 195, 169, 0, 0, 0, 97, 0, 0, 0, 98>>
# expect: true

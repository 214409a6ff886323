IO.inspect quote(do: foo(1, a: 2))
n = 5
IO.puts Macro.to_string(quote(do: unquote(n) + x))
IO.inspect quote(do: [unquote_splicing([1, 2]), 3])
IO.inspect Code.eval_quoted(quote(do: 6 * 7)) |> elem(0)
IO.inspect Macro.escape(%{a: {1, 2, 3}})
# expect: {:foo, [], [1, [a: 2]]}
# expect: 5 + x
# expect: [1, 2, 3]
# expect: 42
# expect: {:%{}, [], [a: {:{}, [], [1, 2, 3]}]}

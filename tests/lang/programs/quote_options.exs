IO.inspect quote(bind_quoted: [a: 1 + 1], do: a + 1)
IO.inspect quote(unquote: false, do: unquote(x))
IO.inspect quote(line: 7, do: f())
x = [1, 2]
IO.inspect quote(do: {unquote_splicing(x), 3})
IO.inspect quote(do: f(unquote_splicing(x)))
IO.inspect quote(do: %{unquote_splicing([a: 1])})
# expect: {:__block__, [],
# expect:  [
# expect:    {:=, [], [{:a, [line: 1], Elixir}, 2]},
# expect:    {:+, [context: Elixir, imports: [{1, Kernel}, {2, Kernel}]],
# expect:     [{:a, [], Elixir}, 1]}
# expect:  ]}
# expect: {:unquote, [], [{:x, [], Elixir}]}
# expect: {:f, [line: 7], []}
# expect: {:{}, [], [1, 2, 3]}
# expect: {:f, [], [1, 2]}
# expect: {:%{}, [], [a: 1]}

quoted = quote(do: 1 + 2 * x)
IO.inspect Macro.prewalk(quoted, fn n when is_integer(n) -> n * 10; o -> o end) |> Macro.to_string()
{_, names} = Macro.postwalk(quoted, [], fn {n, _, c} = v, acc when is_atom(c) -> {v, [n | acc]}; o, acc -> {o, acc} end)
IO.inspect names
IO.inspect Macro.decompose_call(quote(do: f(1)))
# expect: "10 + 20 * x"
# expect: [:x]
# expect: {:f, [1]}

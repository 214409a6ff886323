m = %{"a" => 1, nil => 0, b: %{c: [1, 2, %{d: :deep}]}}
%{b: %{c: [_, _ | [%{d: x}]]}} = m
IO.inspect x
%{nil => z} = m
IO.inspect z
f = fn %{"a" => n} = whole -> {n, map_size(whole)} end
IO.inspect f.(m)
IO.inspect match?(%{}, m)
IO.inspect match?(%{q: _}, m)
k = "a"
f = fn %{^k => v} -> v; _ -> :none end
IO.inspect {f.(m), f.(%{})}
# expect: :deep
# expect: 0
# expect: {1, 3}
# expect: true
# expect: false
# expect: {1, :none}

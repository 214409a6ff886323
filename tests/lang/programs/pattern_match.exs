{a, [b | c], %{d: d}} = {1, [2, 3, 4], %{d: 5, e: 6}}
IO.inspect {a, b, c, d}
[first, second | _] = [1, 2, 3]
IO.inspect {first, second}
%{"key" => value} = %{"key" => "v", "other" => 1}
IO.inspect value
{x, x} = {1, 1}
IO.inspect x
# expect: {1, 2, [3, 4], 5}
# expect: {1, 2}
# expect: "v"
# expect: 1

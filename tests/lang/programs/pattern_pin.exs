x = 1
IO.inspect match?({^x, _}, {1, 2})
IO.inspect match?({^x, _}, {2, 2})
key = :b
%{^key => v} = %{a: 1, b: 2}
IO.inspect v
# expect: true
# expect: false
# expect: 2

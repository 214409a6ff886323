IO.inspect [1 == 1.0, 1 === 1.0, 1 != 2, 1 !== 1.0, 1 < :a, :a < "a", [] < "", {} < []]
IO.inspect Enum.sort([3, "a", :b, 1.5, [1], {1}, %{}, nil])
IO.inspect [max(1, 2), min(:a, 1), 5 in [1, 5], 5 not in [5]]
# expect: [true, false, true, true, true, true, true, true]
# expect: [1.5, 3, :b, nil, {1}, %{}, [1], "a"]
# expect: [2, 1, true, false]

IO.inspect [1, 2, 3] |> tl() |> hd()
IO.inspect [0 | [1, 2]]
IO.inspect Enum.with_index(~w(a b))
IO.inspect List.foldr([1, 2, 3], [], &[&1 * 2 | &2]) == [2, 4, 6]
IO.inspect Enum.zip_with([1, 2], [3, 4], &(&1 * &2))
IO.inspect List.keysort([b: 1, a: 2], 0)
IO.inspect Enum.split_with(1..6, &(rem(&1, 2) == 0))
IO.inspect [a: 1] ++ [b: 2]
# expect: 2
# expect: [0, 1, 2]
# expect: [{"a", 0}, {"b", 1}]
# expect: true
# expect: [3, 8]
# expect: [a: 2, b: 1]
# expect: {[2, 4, 6], [1, 3, 5]}
# expect: [a: 1, b: 2]

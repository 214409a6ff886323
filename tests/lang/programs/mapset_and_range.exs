s = MapSet.new([3, 1, 2, 1])
IO.inspect {MapSet.member?(s, 2), MapSet.size(s), Enum.sort(s)}
IO.inspect MapSet.union(s, MapSet.new([9])) |> MapSet.to_list() |> Enum.sort()
IO.inspect {1..10 |> Enum.take_every(3), Enum.random(5..5), Range.size(1..10//2), 5 in 1..10//2}
# expect: {true, 3, [1, 2, 3]}
# expect: [1, 2, 3, 9]
# expect: {[1, 4, 7, 10], 5, 5, true}

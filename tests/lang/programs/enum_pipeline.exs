words = ~w(the quick brown fox jumps over the lazy dog)
IO.inspect Enum.frequencies(words) |> Enum.filter(fn {_, n} -> n > 1 end)
IO.inspect Enum.group_by(words, &String.length/1, &String.first/1)
IO.inspect Enum.sort_by(words, &{String.length(&1), &1}) |> Enum.take(4)
IO.inspect Enum.chunk_every(1..5, 2) |> Enum.map(&Enum.sum/1)
IO.inspect Enum.reduce_while(1..10, 0, fn x, acc -> if acc > 10, do: {:halt, acc}, else: {:cont, acc + x} end)
IO.inspect Enum.flat_map([1, 2], &[&1, &1 * 10]) |> Enum.scan(&+/2)
# expect: [{"the", 2}]
# expect: %{3 => ["t", "f", "t", "d"], 4 => ["o", "l"], 5 => ["q", "b", "j"]}
# expect: ["dog", "fox", "the", "the"]
# expect: [3, 7, 5]
# expect: 15
# expect: [1, 11, 13, 33]

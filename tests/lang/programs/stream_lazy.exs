1..3 |> Stream.map(&(IO.inspect(&1, label: "map"))) |> Stream.filter(&(&1 > 1)) |> Enum.take(1) |> IO.inspect()
IO.inspect Stream.iterate(1, &(&1 * 2)) |> Stream.take_while(&(&1 < 20)) |> Enum.to_list()
IO.inspect Stream.unfold({0, 1}, fn {a, b} -> {a, {b, a + b}} end) |> Enum.take(8)
IO.inspect Stream.cycle([1, 2]) |> Stream.with_index() |> Enum.take(3)
IO.inspect Enum.zip(Stream.repeatedly(fn -> :x end), 1..2)
# expect: map: 1
# expect: map: 2
# expect: [2]
# expect: [1, 2, 4, 8, 16]
# expect: [0, 1, 1, 2, 3, 5, 8, 13]
# expect: [{1, 0}, {2, 1}, {1, 2}]
# expect: [x: 1, x: 2]

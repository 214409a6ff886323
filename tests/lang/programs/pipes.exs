"  Hello World " |> String.trim() |> String.split(" ") |> Enum.map(&String.downcase/1) |> IO.inspect()
5 |> then(&(&1 * 2)) |> tap(&IO.inspect/1) |> Kernel.+(1) |> IO.inspect()
[1, 2] |> case do
  [_ | t] -> t
end |> IO.inspect()
# expect: ["hello", "world"]
# expect: 10
# expect: 11
# expect: [2]

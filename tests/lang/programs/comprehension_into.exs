IO.inspect for {k, v} <- %{a: 1, b: 2}, into: %{}, do: {k, v * 10}
IO.inspect for c <- ["a", "b"], into: "", do: c <> c
IO.inspect for x <- [3, 1, 3], into: MapSet.new(), do: x
IO.inspect for x <- [1, 2, 1], uniq: true, do: x
# expect: %{a: 10, b: 20}
# expect: "aabb"
# expect: MapSet.new([1, 3])
# expect: [1, 2]

id = &Function.identity/1
IO.inspect(for x <- 1..4, y <- id.(x)..4, id.(rem(x + y, 2) == 0), do: {id.(x), y})
IO.inspect(for {a, [b | _] = l} <- [{1, [2]}, {3, []}, :x, {4, [5, 6]}], c <- id.(l), do: {a, b, id.(c)})
IO.inspect(for x <- [1, 2, 2, 3, 1], uniq: true, do: id.(x))
IO.inspect(for x <- id.(1..3), into: %{}, do: {id.(x), x * x})
IO.inspect(for x <- %{a: 1, b: 2}, into: [], do: id.(x))
IO.inspect(for x <- [1, 2], into: MapSet.new([id.(9)]), do: id.(x))
IO.inspect(for <<c <- "hello">>, id.(c) != ?l, into: "", do: <<id.(c) - 32>>)
IO.inspect(for <<a::4, b::4 <- <<0x12, 0x34, 0x56>> >>, x <- [a, b], do: id.(x))
IO.inspect(for <<1, x <- <<1, 2, 3, 4, 1, 5>> >>, do: id.(x))
IO.inspect(for x <- 1..5, y <- [:a, :b], reduce: {0, []} do
  {n, l} when n < 6 -> {id.(n) + 1, [{x, y} | id.(l)]}
  {n, l} -> {n + id.(10), l}
end)
IO.inspect(for x <- Stream.map([1, 2, 3], &(&1 * 2)), y <- MapSet.new([x, x + 1]), do: id.({x, y}))
IO.inspect(for x <- 1..3, do: (for y <- 1..x, do: (for z <- id.([y]), do: id.({x, y, z}))))
IO.inspect(for x <- 1..3, f = fn y -> x * y end, z = id.(f.(10)), do: {z, for(w <- [1, 2], do: f.(w))})
IO.inspect(for x when x > 1 <- [1, 2, 3], y when is_atom(y) or y > 2 <- [1, :a, 3], do: id.({x, y}))
fs = for x <- 1..3, y <- 1..2, do: fn z -> {x, y, id.(z)} end
IO.inspect(Enum.map(fs, & &1.(0)))
for x <- 1..3, do: IO.write("#{id.(x)} ")
IO.puts("")
IO.inspect(try do for x <- [1, 2, 0, 4], do: id.(12 / id.(x)) rescue e -> Exception.message(e) end)
IO.inspect(catch_throw = try do for x <- 1..1000, id.(x) > 700, do: throw(id.(x)) catch y -> {:thrown, y} end)
IO.inspect(catch_throw)
count = for x <- 1..3000, reduce: 0 do acc -> acc + id.(x) end
IO.inspect(count)
sum = Enum.reduce(1..50, 0, fn x, acc -> for y <- [x], reduce: acc do a -> (if id.(y) > 25, do: a + y, else: a) end end)
IO.inspect(sum)
defmodule C do
  def run(list) do
    total = for {k, v} <- list, is_integer(v), reduce: %{} do
      %{^k => old} = acc -> %{acc | k => add(old, v)}
      acc -> Map.put(acc, k, add(v, 0))
    end
    for({k, v} <- total, do: add(v, 0) |> then(&{k, &1})) |> Enum.sort()
  end
  def add(a, b), do: a + b
  def first(list) do
    for x <- list do
      receive do
        {:for, ^x, y} -> {x, y}
      after 0 -> add(x, 0)
      end
    end
  end
end
IO.inspect(C.run(a: 1, b: 2, a: 3, c: :x, b: 4))
for x <- [3, 1], do: send(self(), {:for, x, x * 2})
IO.inspect(C.first([1, 2, 3, 4]))
IO.inspect(for <<"a", x, y::16-little, z::float <- <<"a", 1, 2, 0, 1.5::float, "b", 1, 2, 0, 1.5::float, "a", 3, 4, 0, 2.5::float, "a">> >>, do: {x, y, z})
IO.inspect(for <<1::2, x::6 <- <<0x41, 0x80, 0x43>> >>, do: x)
IO.inspect(for <<x::binary-size(2), ?, <- "ab,cd;ef,g">>, do: x)
# expect: [{1, 1}, {1, 3}, {2, 2}, {2, 4}, {3, 3}, {4, 4}]
# expect: [{1, 2, 2}, {4, 5, 5}, {4, 5, 6}]
# expect: [1, 2, 3]
# expect: %{1 => 1, 2 => 4, 3 => 9}
# expect: [a: 1, b: 2]
# expect: MapSet.new([1, 2, 9])
# expect: "HEO"
# expect: [1, 2, 3, 4, 5, 6]
# expect: [2, 5]
# expect: {46, [{3, :b}, {3, :a}, {2, :b}, {2, :a}, {1, :b}, {1, :a}]}
# expect: [{2, 2}, {2, 3}, {4, 4}, {4, 5}, {6, 6}, {6, 7}]
# expect: [
# expect:   [[{1, 1, 1}]],
# expect:   [[{2, 1, 1}], [{2, 2, 2}]],
# expect:   [[{3, 1, 1}], [{3, 2, 2}], [{3, 3, 3}]]
# expect: ]
# expect: [{10, [1, 2]}, {20, [2, 4]}, {30, [3, 6]}]
# expect: [{2, :a}, {2, 3}, {3, :a}, {3, 3}]
# expect: [{1, 1, 0}, {1, 2, 0}, {2, 1, 0}, {2, 2, 0}, {3, 1, 0}, {3, 2, 0}]
# expect: 1 2 3
# expect: "bad argument in arithmetic expression"
# expect: {:thrown, 701}
# expect: {:thrown, 701}
# expect: 4501500
# expect: 950
# expect: [a: 4, b: 6]
# expect: [{1, 2}, 2, {3, 6}, 4]
# expect: [{1, 2, 1.5}, {3, 4, 2.5}]
# expect: [1, 3]
# expect: ["ab", "ef"]

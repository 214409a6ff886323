# Loops over lists and ranges with functions that compute (they count no reductions), call, wait and raise.
defmodule Walks do
  def call(x), do: Function.identity(x)
  def double(x), do: x * 2

  def wait(x) do
    receive do
      {:factor, factor} ->
        send(self(), {:factor, factor + 1})
        x * factor
    end
  end

  def all(source, fun) do
    {Enum.map(source, fun), Enum.filter(source, &(rem(fun.(&1), 2) == 0)), Enum.reduce(source, 0, &(fun.(&1) + &2)),
     Enum.each(source, fun), for(x <- source, fun.(x) > 2, do: fun.(x)), for(x <- source, reduce: 0, do: (sum -> sum + fun.(x)))}
  end

  def steps(ranges), do: for(range <- ranges, do: {for(x <- range, do: x), Enum.map(range, &double/1), Enum.filter(range, &(&1 > 1))})

  def pairs(n), do: for(x <- 1..n, y <- x..1//-1, z <- [x, y], rem(call(z), 2) == 0, do: {x, double(y), z})

  # Each turn of these counts, though nothing that they call does: others must get their slices.
  def endless(n), do: endless(double(n) - n)
  def endless_list(n), do: [double(n) | endless_list(n)]
  def endless_stream(fun), do: 1 |> Stream.iterate(fun) |> Enum.each(fun)
  def endless_range(fun), do: for(x <- 1..1_000_000_000_000, do: fun.(x)) |> length()
  def endless_reduce(fun), do: Enum.reduce(1..1_000_000_000_000, 0, fn x, _ -> fun.(x) end)
  def endless_any(fun), do: Enum.any?(1..1_000_000_000_000, &(fun.(&1) == :never))

  def outlives(fun) do
    {pid, monitor} = spawn_monitor(fun)
    for _ <- 1..20, do: :erlang.yield()
    alive = Process.alive?(pid)
    Process.exit(pid, :kill)

    receive do
      {:DOWN, ^monitor, _, _, reason} -> {alive, reason}
    end
  end

  def trace(fun) do
    fun.()
  rescue
    e -> {e.__struct__, for({module, name, arity, _} <- __STACKTRACE__, module in [:erlang, Walks], do: {module, name, arity_of(arity)})}
  end

  defp arity_of(arity) when is_integer(arity), do: arity
  defp arity_of(arguments), do: {:of, arguments}

  def raising(list), do: [Enum.map(list, &fail/1)]
  def adding(list), do: [Enum.reduce(list, &(&1 + &2))]
  def dividing(list), do: [Enum.reduce(list, &(&1 / &2))]
  def heads(range), do: [Enum.map(range, &hd/1)]
  def fail(3), do: raise("three")
  def fail(n), do: n
end

show = &IO.inspect(&1, charlists: :as_lists)

for fun <- [&Walks.double/1, &Walks.call/1, &(&1 + 1), fn x -> Walks.call(x) * 3 end], source <- [[1, 2, 3, 4], 1..4, 4..1//-1] do
  show.(Walks.all(source, fun))
end

send(self(), {:factor, 1})
show.(Walks.all(1..3, &Walks.wait/1))
show.(Walks.all([3, 1, 2], &Walks.wait/1))
show.(receive do message -> message end)
show.(Walks.steps([1..3, 3..1//-1, 1..0//1, 0..1//-1, 1..7//3, 7..2//-2, 5..5, 5..5//-1, -3..3//5, Integer.pow(2, 62)..(Integer.pow(2, 62) + 2)]))
show.(Walks.pairs(4))
show.(Walks.outlives(fn -> Walks.endless(1) end))
show.(Walks.outlives(fn -> Walks.endless_list(1) end))
show.(Walks.outlives(fn -> Walks.endless_stream(&Walks.double(&1 - &1)) end))
show.(Walks.outlives(fn -> Walks.endless_range(&Walks.double/1) end))
show.(Walks.outlives(fn -> Walks.endless_reduce(&Walks.double/1) end))
show.(Walks.outlives(fn -> Walks.endless_any(&Walks.double/1) end))
show.(Walks.trace(fn -> Walks.raising([1, 2, 3]) end))
show.(Walks.trace(fn -> Walks.raising(1..4) end))
show.(Walks.trace(fn -> Walks.adding([1, 2, :a]) end))
show.(Walks.trace(fn -> Walks.adding(["b", "a"]) end))
show.(Walks.trace(fn -> Walks.dividing([0, 1]) end))
show.(Walks.trace(fn -> Walks.heads(1..2) end))
show.(Enum.map([{1, 2.0}, {3, 3}, {"a", :b}], fn {a, b} -> {Enum.reduce([a, b], &==/2), Enum.reduce([a, b], &>/2), Enum.reduce([a, b], &!=/2)} end))
show.(Enum.map([[1, 2], [3]], &hd/1) ++ Enum.map([[1, 2], [3]], &length/1) ++ Enum.map([1, -2], &abs/1) ++ Enum.map([1, -2], &-/1))
show.(Enum.map([&+/2, &*/2, &rem/2, &div/2, &max/2], & &1.(17, 5)) ++ [(&is_atom/1).(:a), (&not/1).(true), (&++/2).([1], [2])])
wait = &Walks.wait/1
send(self(), {:factor, 1})
show.(for <<c <- "hé">>, do: Walks.call(c))
show.(for <<r, 2, b <- <<1, 2, 3, 4, 5, 6, 7, 2, 8, 9>> >>, Walks.call(r) > 0, do: {r, b})
show.(for <<c <- <<1, 2, 3::4>> >>, do: Walks.double(c))
show.(for <<x, x <- "aabbcd">>, do: x)
show.(for <<x <- "ab">>, <<y <- <<x, x + 1>> >>, into: "", do: <<Walks.call(y)>>)
show.(for <<x <- "">>, do: x)
show.(Enum.flat_map([1, 0, 2], fn n -> if n > 1, do: 1..Walks.call(n), else: [n, wait.(n)] end))
show.(Enum.flat_map(1..3, &List.duplicate(Walks.call(&1), &1)))
show.(:lists.flatmap(&[&1 | Walks.pairs(&1)], [1, 2]))
show.({Enum.map(%{a: 1, b: 2}, fn {k, v} -> {k, wait.(v)} end), Enum.filter(%{a: 1, b: 2}, &(elem(&1, 1) > 1)), Enum.each(%{a: 1}, & &1)})
show.(1..6 |> Stream.map(&Walks.call/1) |> Stream.filter(&(rem(&1, 2) == 0)) |> Stream.take_while(&(&1 < 6)) |> Enum.map(wait))
show.([4, 5] |> Stream.map(&(&1 + 1)) |> Stream.zip(Stream.map(6..1//-2, wait)) |> Enum.to_list())
show.(1..9 |> Stream.reject(&(&1 == 2)) |> Stream.chunk_every(2) |> Stream.map(&Enum.sum/1) |> Enum.take(3))
# expect: {[2, 4, 6, 8], [1, 2, 3, 4], 20, :ok, [4, 6, 8], 20}
# expect: {[2, 4, 6, 8], [1, 2, 3, 4], 20, :ok, [4, 6, 8], 20}
# expect: {[8, 6, 4, 2], [4, 3, 2, 1], 20, :ok, [8, 6, 4], 20}
# expect: {[1, 2, 3, 4], [2, 4], 10, :ok, [3, 4], 10}
# expect: {[1, 2, 3, 4], [2, 4], 10, :ok, [3, 4], 10}
# expect: {[4, 3, 2, 1], [4, 2], 10, :ok, [4, 3], 10}
# expect: {[2, 3, 4, 5], [1, 3], 14, :ok, [3, 4, 5], 14}
# expect: {[2, 3, 4, 5], [1, 3], 14, :ok, [3, 4, 5], 14}
# expect: {[5, 4, 3, 2], [3, 1], 14, :ok, [5, 4, 3], 14}
# expect: {[3, 6, 9, 12], [2, 4], 30, :ok, [3, 6, 9, 12], 30}
# expect: {[3, 6, 9, 12], [2, 4], 30, :ok, [3, 6, 9, 12], 30}
# expect: {[12, 9, 6, 3], [4, 2], 30, :ok, [12, 9, 6, 3], 30}
# expect: {[1, 4, 9], [1, 2, 3], 50, :ok, [14, 32, 54], 122}
# expect: {[66, 23, 48], [1, 2], 173, :ok, [105, 37, 78], 245}
# expect: {:factor, 43}
# expect: [
# expect:   {[1, 2, 3], [2, 4, 6], [2, 3]},
# expect:   {[3, 2, 1], [6, 4, 2], [3, 2]},
# expect:   {[], [], []},
# expect:   {[], [], []},
# expect:   {[1, 4, 7], [2, 8, 14], [4, 7]},
# expect:   {[7, 5, 3], [14, 10, 6], [7, 5, 3]},
# expect:   {[5], [10], [5]},
# expect:   {[5], [10], [5]},
# expect:   {[-3, 2], [-6, 4], [2]},
# expect:   {[4611686018427387904, 4611686018427387905, 4611686018427387906],
# expect:    [9223372036854775808, 9223372036854775810, 9223372036854775812],
# expect:    [4611686018427387904, 4611686018427387905, 4611686018427387906]}
# expect: ]
# expect: [
# expect:   {2, 4, 2},
# expect:   {2, 4, 2},
# expect:   {2, 2, 2},
# expect:   {3, 4, 2},
# expect:   {4, 8, 4},
# expect:   {4, 8, 4},
# expect:   {4, 6, 4},
# expect:   {4, 4, 4},
# expect:   {4, 4, 2},
# expect:   {4, 2, 4}
# expect: ]
# expect: {true, :killed}
# expect: {true, :killed}
# expect: {true, :killed}
# expect: {true, :killed}
# expect: {true, :killed}
# expect: {true, :killed}
# expect: {RuntimeError, [{Walks, :fail, 1}, {Walks, :raising, 1}, {Walks, :trace, 1}]}
# expect: {RuntimeError, [{Walks, :fail, 1}, {Walks, :raising, 1}, {Walks, :trace, 1}]}
# expect: {ArithmeticError,
# expect:  [{:erlang, :+, {:of, [:a, 3]}}, {Walks, :adding, 1}, {Walks, :trace, 1}]}
# expect: {ArithmeticError,
# expect:  [{:erlang, :+, {:of, ["a", "b"]}}, {Walks, :adding, 1}, {Walks, :trace, 1}]}
# expect: {ArithmeticError,
# expect:  [{:erlang, :/, {:of, [1, 0]}}, {Walks, :dividing, 1}, {Walks, :trace, 1}]}
# expect: {ArgumentError,
# expect:  [{:erlang, :hd, {:of, [1]}}, {Walks, :heads, 1}, {Walks, :trace, 1}]}
# expect: [{false, true, true}, {true, false, false}, {false, false, true}]
# expect: [1, 3, 2, 1, 1, 2, -1, 2]
# expect: [22, 85, 2, 3, 17, true, false, [1, 2]]
# expect: [104, 195, 169]
# expect: [{1, 3}, {7, 8}]
# expect: [2, 4]
# expect: [97, 98]
# expect: "abbc"
# expect: []
# expect: [1, 1, 0, 0, 1, 2]
# expect: [1, 2, 2, 3, 3, 3]
# expect: [1, 2, {2, 4, 2}, {2, 4, 2}, {2, 2, 2}]
# expect: {[a: 3, b: 8], [b: 2], :ok}
# expect: [10, 24]
# expect: [{5, 42}, {6, 32}]
# expect: [4, 9, 13]

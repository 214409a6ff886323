defmodule P do
  def id(x), do: Function.identity(x)
  def fib(n) when n < 2, do: n
  def fib(n), do: fib(n - 1) + fib(n - 2)
  def ring(0, parent), do: send(parent, :round)
  def ring(n, parent) do
    next = spawn(fn -> ring(n - 1, parent) end)
    id(next)
  end
  def collect(0, acc), do: Enum.sort(acc)
  def collect(n, acc), do: (receive do {:result, x} -> collect(n - 1, [x | acc]) end)
end
defmodule Counter do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call(:get, _, n), do: {:reply, n, n}
  def handle_call({:add, x}, _, n), do: {:reply, :ok, P.id(n + x)}
  def handle_call(:later, from, n), do: (send(self(), {:reply, from}); {:noreply, n})
  def handle_cast(:inc, n), do: {:noreply, n + 1}
  def handle_info({:reply, from}, n), do: (GenServer.reply(from, {:late, n}); {:noreply, n})
end

me = self()
for n <- 1..10, do: spawn(fn -> send(me, {:result, P.fib(n)}) end)
IO.inspect(P.collect(10, []))
P.ring(20, self())
receive do :round -> IO.puts("round") end
{:ok, pid} = GenServer.start_link(Counter, 1)
for _ <- 1..10, do: GenServer.cast(pid, :inc)
GenServer.call(pid, {:add, 5})
IO.inspect({GenServer.call(pid, :get), GenServer.call(pid, :later)})
{:ok, agent} = Agent.start_link(fn -> %{} end)
1..10 |> Enum.map(fn i -> Task.async(fn -> Agent.update(agent, &Map.put(&1, i, P.fib(i))) end) end) |> Enum.each(&Task.await/1)
IO.inspect(Agent.get(agent, & &1))
IO.inspect(1..8 |> Task.async_stream(fn x -> P.fib(x) end, max_concurrency: 3) |> Enum.to_list())
Process.flag(:trap_exit, true)
child = spawn_link(fn -> P.id(1); exit(P.id(:reason)) end)
receive do {:EXIT, ^child, r} -> IO.inspect(r) end
{pid, ref} = spawn_monitor(fn -> receive do :go -> P.fib(10) end end)
send(pid, :go)
receive do {:DOWN, ^ref, _, _, r} -> IO.inspect(r) end
IO.inspect(Enum.sort_by(["bb", "a", "ccc"], &String.length/1, :desc))
IO.inspect(Enum.map_reduce(1..5, 0, fn x, acc -> {P.id(x) * 2, acc + x} end))
IO.inspect(Stream.unfold({0, 1}, fn {a, b} -> {P.id(a), {b, a + b}} end) |> Stream.filter(&(rem(&1, 2) == 0)) |> Enum.take(5))
IO.inspect(Stream.resource(fn -> P.id(0) end, fn 4 -> {:halt, 4}; n -> {[n, P.id(n)], n + 1} end, fn n -> IO.inspect({:end, P.id(n)}) end) |> Enum.to_list())
IO.inspect(inspect(%{a: [1, %URI{host: "x"}], b: 1..3, c: MapSet.new([1])}))
IO.puts(Enum.join(Enum.zip_with([1, 2], [3, 4], &(&1 + &2)), ","))
IO.inspect(Enum.group_by(1..6, &rem(&1, 3)))
IO.inspect({:erlang.yield(), Enum.reduce(1..5000, 0, fn x, acc -> P.id(x) + acc end), Enum.reduce(1..3000, fn x, acc -> x + acc end)})
IO.inspect(1..6000 |> Enum.map(fn x -> P.id(x) * 2 end) |> Enum.filter(fn x -> rem(P.id(x), 3) == 0 end) |> Enum.reject(fn x -> x > 5000 end) |> length())
# expect: [1, 1, 2, 3, 5, 8, 13, 21, 34, 55]
# expect: round
# expect: {16, {:late, 16}}
# expect: %{
# expect:   1 => 1,
# expect:   2 => 1,
# expect:   3 => 2,
# expect:   4 => 3,
# expect:   5 => 5,
# expect:   6 => 8,
# expect:   7 => 13,
# expect:   8 => 21,
# expect:   9 => 34,
# expect:   10 => 55
# expect: }
# expect: [ok: 1, ok: 1, ok: 2, ok: 3, ok: 5, ok: 8, ok: 13, ok: 21]
# expect: :reason
# expect: :normal
# expect: ["ccc", "bb", "a"]
# expect: {[2, 4, 6, 8, 10], 15}
# expect: [0, 2, 8, 34, 144]
# expect: {:end, 4}
# expect: [0, 0, 1, 1, 2, 2, 3, 3]
# expect: "%{a: [1, %URI{scheme: nil, userinfo: nil, host: \"x\", port: nil, path: nil, query: nil, fragment: nil}], b: 1..3, c: MapSet.new([1])}"
# expect: 4,6
# expect: %{0 => [3, 6], 1 => [1, 4], 2 => [2, 5]}
# expect: {true, 12502500, 4501500}
# expect: 833

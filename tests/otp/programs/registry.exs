# Registries: unique and duplicate keys, partitions, values, matches, selection, dispatch, listeners, metadata, via names.
defmodule Listener do
  def start(name) do
    me = self()
    spawn_link(fn -> Process.register(self(), name); send(me, :up); loop(me) end)
    receive do :up -> :ok end
  end
  defp loop(me) do
    receive do m -> send(me, {:heard, m}) end
    loop(me)
  end
end
safe = fn f -> try do f.() rescue e -> {e.__struct__, Exception.message(e)} catch k, r -> {k, r} end end
heard = fn -> receive do {:heard, m} -> m after 50 -> :silence end end
named = fn p when is_pid(p) -> (if p == self(), do: :me, else: :other); x -> x end
Listener.start(:ears)
{:ok, sup} = Registry.start_link(keys: :unique, name: U, listeners: [:ears], meta: [kind: :test])
IO.inspect Registry.start_link(keys: :unique, name: U) == {:error, {:already_started, sup}}
IO.inspect safe.(fn -> Registry.start_link(keys: :wrong, name: V) end)
IO.inspect safe.(fn -> Registry.start_link(keys: :unique) end)
IO.inspect safe.(fn -> Registry.start_link(keys: :unique, name: "x") end)
IO.inspect safe.(fn -> Registry.start_link(keys: :unique, name: V, partitions: 0) end)
IO.inspect safe.(fn -> Registry.start_link(keys: :unique, name: V, listeners: 1) end)
IO.inspect Registry.meta(U, :kind)
IO.inspect Registry.meta(U, :none)
IO.inspect Registry.put_meta(U, :kind, 2)
IO.inspect Registry.meta(U, :kind)
IO.inspect Registry.delete_meta(U, :kind)
IO.inspect Registry.meta(U, :kind)
{:ok, owner} = Registry.register(U, :a, 1)
IO.inspect is_pid(owner)
IO.inspect (case heard.() do {:register, r, k, p, v} -> {:register, r, k, named.(p), v}; o -> o end)
IO.inspect (case Registry.register(U, :a, 2) do {:error, {:already_registered, p}} -> named.(p) end)
IO.inspect Registry.lookup(U, :a) == [{self(), 1}]
IO.inspect Registry.lookup(U, :zz)
IO.inspect Registry.update_value(U, :a, &(&1 + 10))
IO.inspect Registry.update_value(U, :zz, &(&1 + 10))
IO.inspect Registry.values(U, :a, self()), charlists: :as_lists
IO.inspect Registry.values(U, :a, owner)
IO.inspect Registry.keys(U, self())
IO.inspect Registry.count(U)
IO.inspect Registry.whereis_name({U, :a}) == self()
IO.inspect Registry.whereis_name({U, :b})
IO.inspect Registry.send({U, :a}, :hi)
IO.inspect (receive do m -> m after 50 -> :none end)
IO.inspect safe.(fn -> Registry.send({U, :nobody}, :hi) end)
IO.inspect Registry.unregister(U, :a)
IO.inspect (case heard.() do {:unregister, r, k, p} -> {:unregister, r, k, named.(p)}; o -> o end)
IO.inspect Registry.unregister(U, :a)
IO.inspect Registry.register_name({U, :n}, self())
IO.inspect tuple_size(heard.())
IO.inspect Registry.unregister_name({U, :n})
IO.inspect tuple_size(heard.())
{:ok, agent} = Agent.start_link(fn -> 0 end, name: {:via, Registry, {U, "agent"}})
IO.inspect tuple_size(heard.())
IO.inspect Agent.start_link(fn -> 0 end, name: {:via, Registry, {U, "agent"}}) == {:error, {:already_started, agent}}
{:ok, _} = Agent.start_link(fn -> 0 end, name: {:via, Registry, {U, "agent2", :val}})
IO.inspect(case heard.() do {what, r, k, p, v} -> {what, r, k, is_pid(p), v}; {what, r, k, p} -> {what, r, k, is_pid(p)} end)
IO.inspect Registry.lookup(U, "agent2") |> Enum.map(&elem(&1, 1))
IO.inspect Agent.get({:via, Registry, {U, "agent"}}, & &1)
Agent.stop(agent)
IO.inspect (case heard.() do {what, r, k, _} -> {what, r, k}; {what, r, k, _, v} -> {what, r, k, v} end)
IO.inspect Registry.lookup(U, "agent")
{:exit, {:noproc, _}} = safe.(fn -> Agent.get({:via, Registry, {U, "agent"}}, & &1) end)
{:ok, _} = Registry.start_link(keys: :duplicate, name: D, partitions: 3)
for v <- [1, 2, 3], do: Registry.register(D, :k, v)
Registry.register(D, :other, {:t, 1})
t = Task.async(fn -> Registry.register(D, :k, 9); receive do :stop -> :ok end end)
Process.sleep(30)
IO.inspect Registry.lookup(D, :k) |> Enum.map(&elem(&1, 1)) |> Enum.sort
IO.inspect Registry.keys(D, self()) |> Enum.sort
IO.inspect Registry.values(D, :k, self()) |> Enum.sort
IO.inspect Registry.count(D)
IO.inspect Registry.match(D, :k, :"$1", [{:>, :"$1", 2}]) |> Enum.map(&elem(&1, 1)) |> Enum.sort
IO.inspect Registry.match(D, :other, {:t, :_}) |> Enum.map(&elem(&1, 1))
IO.inspect Registry.count_match(D, :k, :_)
IO.inspect Registry.count_match(D, :k, :"$1", [{:<, :"$1", 3}])
IO.inspect Registry.select(D, [{{:"$1", :_, :"$3"}, [], [{{:"$1", :"$3"}}]}]) |> Enum.sort
IO.inspect Registry.count_select(D, [{{:k, :_, :_}, [], [true]}])
IO.inspect safe.(fn -> Registry.select(D, [{{:k, :_}, [], [true]}]) end)
IO.inspect safe.(fn -> Registry.select(D, :nope) end)
IO.inspect Registry.dispatch(D, :k, fn entries -> IO.inspect(length(entries)) end, parallel: false) |> then(& &1)
IO.inspect Registry.dispatch(D, :none, fn _ -> IO.puts "never" end)
IO.inspect Registry.unregister_match(D, :k, 2)
IO.inspect Registry.values(D, :k, self()) |> Enum.sort
IO.inspect Registry.unregister_match(D, :k, :"$1", [{:==, :"$1", 1}])
IO.inspect Registry.values(D, :k, self()) |> Enum.sort
send(t.pid, :stop)
Task.await(t)
Process.sleep(30)
IO.inspect Registry.count(D)
IO.inspect safe.(fn -> Registry.update_value(D, :k, & &1) end)
IO.inspect safe.(fn -> Registry.lookup(Nope, :k) end)
IO.inspect safe.(fn -> Registry.register(Nope, :k, 1) end)
IO.inspect safe.(fn -> Registry.whereis_name({D, :k}) end)
{:ok, l} = Registry.start_link(keys: :unique, name: L, partitions: 2)
IO.inspect Supervisor.count_children(l)
pid = spawn(fn -> Registry.register(L, 1, nil); Registry.register(L, 2, nil); Process.sleep(:infinity) end)
Process.sleep(30)
IO.inspect Registry.keys(L, pid) |> Enum.sort
Process.exit(pid, :kill)
Process.sleep(30)
IO.inspect {Registry.keys(L, pid), Registry.count(L)}
IO.inspect Registry.child_spec(keys: :unique, name: X)

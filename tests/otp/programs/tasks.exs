# Tasks, streams of tasks, timers, registries.
Logger.configure(level: :none)
show = fn name, fun -> IO.puts("#{name} => #{inspect(try do fun.() catch kind, {reason, {m, f, _}} -> {kind, reason, m, f}; kind, reason -> {kind, reason} end, width: 200, charlists: :as_lists)}") end

show.("await", fn -> Task.await(Task.async(fn -> 1 end)) end)
show.("await many", fn -> Task.await_many(for n <- 1..3, do: Task.async(fn -> Process.sleep(30 - n * 5); n end)) end)
show.("await timeout", fn -> Task.await(Task.async(fn -> Process.sleep(100) end), 5) end)
show.("yield", fn -> t = Task.async(fn -> Process.sleep(20); :done end); {Task.yield(t, 5), Task.yield(t, 100), Task.yield(t, 5)} end)
show.("yield many", fn -> [Task.async(fn -> 1 end), Task.async(fn -> Process.sleep(:infinity) end)] |> Task.yield_many(30) |> Enum.map(&elem(&1, 1)) end)
show.("shutdown", fn -> t = Task.async(fn -> Process.sleep(:infinity) end); {Task.shutdown(t), Process.alive?(t.pid)} end)
show.("shutdown done", fn -> t = Task.async(fn -> :x end); Process.sleep(10); Task.shutdown(t) end)
show.("callers", fn -> me = self(); Task.await(Task.async(fn -> Process.get(:"$callers") == [me] end)) end)
show.("stream", fn -> Task.async_stream(1..5, &(&1 * &1), max_concurrency: 2) |> Enum.to_list() end)
show.("unordered", fn -> Task.async_stream([50, 10, 30], fn n -> Process.sleep(n); n end, ordered: false, max_concurrency: 3) |> Enum.map(&elem(&1, 1)) end)
show.("stream timeout", fn -> Task.async_stream([1, 500], &Process.sleep/1, timeout: 50, on_timeout: :kill_task) |> Enum.to_list() end)
show.("stream exit", fn -> Task.async_stream([1, 500], &Process.sleep/1, timeout: 50) |> Enum.to_list() end)
show.("taken", fn -> Task.async_stream(Stream.iterate(1, &(&1 + 1)), & &1, max_concurrency: 2) |> Enum.take(3) end)
show.("nolink", fn ->
  {:ok, sup} = Task.Supervisor.start_link()
  {Task.Supervisor.async_stream_nolink(sup, 1..3, fn 2 -> exit(:two); n -> n end) |> Enum.to_list(), Task.Supervisor.children(sup)}
end)
show.("async_nolink", fn ->
  {:ok, sup} = Task.Supervisor.start_link()
  {Task.yield(Task.Supervisor.async_nolink(sup, fn -> exit(:boom) end)), Process.alive?(sup)}
end)
show.("messages left", fn -> receive do m -> m after 0 -> :none end end)
show.("timers", fn ->
  {:ok, tick} = :timer.send_interval(10, :tick)
  Process.sleep(35)
  {:ok, :cancel} = :timer.cancel(tick)
  Process.send_after(self(), :last, 50)
  for _ <- 1..4, do: receive(do: (m -> m))
end)
show.("registry", fn ->
  {:ok, _} = Registry.start_link(keys: :unique, name: Names)
  {:ok, agent} = Agent.start_link(fn -> 1 end, name: {:via, Registry, {Names, "a"}})
  found = Registry.lookup(Names, "a") == [{agent, nil}]
  Agent.stop({:via, Registry, {Names, "a"}})
  Process.sleep(10)
  {found, Registry.lookup(Names, "a"), Registry.count(Names)}
end)
show.("duplicate", fn ->
  {:ok, _} = Registry.start_link(keys: :duplicate, name: Topics)
  for v <- 1..3, do: Registry.register(Topics, :t, v)
  Registry.dispatch(Topics, :t, fn entries -> send(self(), Enum.map(entries, &elem(&1, 1)) |> Enum.sort()) end)
  receive do m -> {m, Registry.keys(Topics, self()), Registry.count_match(Topics, :t, 2)} end
end)
show.("agent", fn ->
  {:ok, agent} = Agent.start_link(fn -> %{} end)
  Agent.update(agent, &Map.put(&1, :a, 1))
  {Agent.get_and_update(agent, &Map.pop(&1, :a)), Agent.get(agent, & &1)}
end)

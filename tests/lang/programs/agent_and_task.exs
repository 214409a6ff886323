{:ok, agent} = Agent.start_link(fn -> 0 end)
for n <- 1..5, do: Agent.update(agent, &(&1 + n))
IO.inspect Agent.get(agent, & &1)
tasks = for n <- 1..3, do: Task.async(fn -> n * n end)
IO.inspect Enum.map(tasks, &Task.await/1)
IO.inspect Task.async_stream([1, 2, 3], &(&1 + 1)) |> Enum.to_list()
# expect: 15
# expect: [1, 4, 9]
# expect: [ok: 2, ok: 3, ok: 4]

# Calls that wait often: the same functions, called some hundred times, then traced, defined anew, interrupted.
defmodule Warm do
  def ask(pid, question) do
    send(pid, {question, self()})

    receive do
      {^question, answer} -> answer
      :stop -> raise "stopped"
    end
  end

  def twice(pid, question), do: ask(pid, {:twice, question})

  def patient(pid, question) do
    ask(pid, question)
  rescue
    error -> {:rescued, Exception.message(error)}
  end

  def many(_pid, 0, sum), do: sum
  def many(pid, n, sum), do: many(pid, n - 1, sum + ask(pid, n))

  def mixed(pid, n) do
    for i <- 1..n do
      case rem(i, 3) do
        0 -> ask(pid, i)
        1 -> twice(pid, i)
        2 -> patient(pid, i)
      end
    end
  end

  def answering(pid) do
    receive do
      {{:twice, n}, from} -> send(from, {{:twice, n}, 2 * n})
      {:silence, _from} -> :ok
      {:halt, from} -> send(from, :stop)
      {n, from} -> send(from, {n, n})
    end

    answering(pid)
  end
end

me = self()
server = spawn(fn -> Warm.answering(me) end)
IO.inspect(Warm.many(server, 300, 0))
IO.inspect(Enum.sum(Warm.mixed(server, 300)))
IO.inspect(Warm.patient(server, :halt))

caller = fn times ->
  spawn_monitor(fn ->
    Warm.many(server, times, 0)
    Warm.ask(server, :halt) |> IO.inspect()
  end)
end

Process.flag(:trap_exit, true)
Logger.configure(level: :none)
{_, ref} = caller.(200)

receive do
  {:DOWN, ^ref, _, _, {error, [{m, f, a, _} | _]}} -> IO.inspect({error, m, f, a})
end

# one that waits for ever, in the middle of many
waiting = spawn(fn -> Warm.many(server, 200, 0) && {Warm.ask(server, :silence), 1} end)
Process.sleep(20)
IO.inspect(Process.info(waiting, :current_function))
{:current_stacktrace, stack} = Process.info(waiting, :current_stacktrace)
IO.inspect(for {m, f, a, _} <- stack, m == Warm, do: {f, a})
IO.inspect(Process.info(waiting, :status))
Process.exit(waiting, :kill)

# told of calls, after they were warm
:erlang.trace_pattern({Warm, :ask, 2}, [{:_, [], [{:return_trace}]}], [:local])
:erlang.trace(me, true, [:call, {:tracer, tracer = spawn(fn -> Process.sleep(:infinity) end)}])
IO.inspect(Warm.many(server, 3, 0))
IO.inspect(Warm.twice(server, 4))
:erlang.trace(me, false, [:all])
Process.sleep(20)
{:messages, told} = Process.info(tracer, :messages)
for message <- told, do: IO.inspect(put_elem(message, 1, :me) |> Tuple.to_list() |> Enum.map(fn {m, f, args} when is_list(args) -> {m, f, tl(args)}; other -> other end))
:erlang.trace_pattern({Warm, :ask, 2}, false, [:local])

# defined anew in the middle
{:ok, agent} = Agent.start_link(fn -> 7 end)

defmodule Ask do
  def value(agent), do: Agent.get(agent, & &1)
  def values(agent, n), do: Enum.map(1..n, fn _ -> Ask.value(agent) end)
  def loop(_agent, 0, acc), do: acc

  def loop(agent, n, acc) do
    value = Ask.value(agent)
    loop(agent, n - 1, acc + value)
  end
end

IO.inspect(Ask.loop(agent, 400, 0))
IO.inspect(Enum.sum(Ask.values(agent, 400)))
defmodule Ask.Later do
  def loop(_agent, 0, acc), do: acc

  def loop(agent, n, acc) do
    if n == 200 do
      Code.compiler_options(ignore_module_conflict: true)
      Code.eval_string("defmodule Ask.Other do def value(agent), do: Agent.get(agent, & &1) + 1 end")
    end

    loop(agent, n - 1, acc + Ask.Other.value(agent))
  end
end

defmodule Ask.Other do
  def value(agent), do: Agent.get(agent, & &1)
end

IO.inspect(Ask.Later.loop(agent, 400, 0))

# a timeout among calls that are answered
slow = spawn(fn -> Process.sleep(:infinity) end)

attempt = fn pid, time ->
  try do
    GenServer.call(pid, :x, time)
  catch
    :exit, {reason, _} -> reason
  end
end

IO.inspect(for i <- 1..120, rem(i, 40) == 0, do: attempt.(slow, 1))
IO.inspect(Enum.frequencies(for i <- 1..300, do: if(rem(i, 100) == 0, do: attempt.(slow, 1), else: Agent.get(agent, & &1))))

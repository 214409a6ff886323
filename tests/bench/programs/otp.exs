# OTP: calls, casts, restarts, look-ups, tables, tasks, in thousands a second; the memory of a server that waits.
defmodule Otp.Server do
  use GenServer
  def init(state), do: {:ok, state}
  def handle_call(:get, _from, state), do: {:reply, state, state}
  def handle_cast(:inc, state), do: {:noreply, state + 1}
end

# A child that says when it is there.
defmodule Otp.Child do
  use GenServer
  def start_link(bench), do: GenServer.start_link(__MODULE__, bench, name: __MODULE__)
  def init(bench), do: {:ok, send(bench, {:up, self()})}
end

defmodule Otp do
  def rate(name, count, work) do
    work.(div(count, 10))
    :erlang.garbage_collect()
    start = System.monotonic_time(:microsecond)
    work.(count)
    microseconds = max(1, System.monotonic_time(:microsecond) - start)
    IO.puts("#{name} #{:erlang.float_to_binary(count / microseconds, decimals: 4)} M/s")
  end

  def restart(0), do: :ok

  def restart(count) do
    receive do
      {:up, pid} ->
        Process.exit(pid, :kill)
        restart(count - 1)
    end
  end

  def bytes(count) do
    before = :erlang.memory(:total)
    servers = for n <- 1..count, do: elem(GenServer.start(Otp.Server, n), 1)
    Process.sleep(100)
    IO.puts("idle_server #{:erlang.float_to_binary((:erlang.memory(:total) - before) / length(servers), decimals: 1)} bytes")
  end
end

Logger.configure(level: :none)
Otp.bytes(100_000)
{:ok, server} = GenServer.start(Otp.Server, 0)
Otp.rate("server_call", 30_000, fn n -> for _ <- 1..n, do: GenServer.call(server, :get) end)
Otp.rate("server_cast", 100_000, fn n -> for(_ <- 1..n, do: GenServer.cast(server, :inc)) && GenServer.call(server, :get, :infinity) end)
me = self()
{:ok, supervisor} = Supervisor.start_link([{Otp.Child, me}], strategy: :one_for_one, max_restarts: 1_000_000)
Otp.rate("restarts", 5_000, &Otp.restart/1)
Supervisor.stop(supervisor)
{:ok, _} = Registry.start_link(keys: :unique, name: Otp.Names)
for n <- 1..1000, do: Registry.register(Otp.Names, n, n)
Otp.rate("registry_lookup", 100_000, fn n -> for i <- 1..n, do: Registry.lookup(Otp.Names, rem(i, 1000) + 1) end)
Otp.rate("registry_register", 20_000, fn n -> for i <- 1..n, do: Registry.register(Otp.Names, {n, i}, i) end)
table = :ets.new(:otp, [:set, :public])
Otp.rate("ets_insert", 200_000, fn n -> for i <- 1..n, do: :ets.insert(table, {i, i}) end)
Otp.rate("ets_lookup", 200_000, fn n -> for i <- 1..n, do: :ets.lookup(table, i) end)
Otp.rate("ets_counter", 100_000, fn n -> for _ <- 1..n, do: :ets.update_counter(table, 1, 1) end)
Otp.rate("async_stream", 100_000, fn n -> 1..n |> Task.async_stream(& &1) |> Stream.run() end)
Otp.rate("async_await", 20_000, fn n -> for i <- 1..n, do: Task.await(Task.async(fn -> i end)) end)
Otp.rate("agent_get", 20_000, fn n -> {:ok, agent} = Agent.start(fn -> 0 end); for(_ <- 1..n, do: Agent.get(agent, & &1)) end)
Otp.rate("timers", 100_000, fn n -> for _ <- 1..n, do: Process.cancel_timer(Process.send_after(me, :never, 60_000)) end)

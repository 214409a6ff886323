# Messages a second: a ring of 1,000, ping-pong, 1,000 senders to one, GenServer.call.
defmodule Ring do
  def node_(successor) do
    receive do
      0 -> send(:bench, :done)
      n -> send(successor, n - 1)
    end

    node_(successor)
  end

  def first do
    receive do
      {:next, successor} -> node_(successor)
    end
  end

  def run(size, hops) do
    first = spawn(fn -> first() end)
    last = Enum.reduce(2..size, first, fn _, next -> spawn(fn -> node_(next) end) end)
    send(first, {:next, last})
    start = System.monotonic_time(:microsecond)
    send(first, hops)

    receive do
      :done -> System.monotonic_time(:microsecond) - start
    end
  end
end

defmodule Pong do
  def loop do
    receive do
      {:ping, from} ->
        send(from, :pong)
        loop()
    end
  end

  def play(_pid, 0), do: :ok

  def play(pid, n) do
    send(pid, {:ping, self()})

    receive do
      :pong -> play(pid, n - 1)
    end
  end
end

defmodule FanIn do
  def send_all(_to, 0), do: :ok

  def send_all(to, n) do
    send(to, {:message, n})
    send_all(to, n - 1)
  end

  def take(0), do: :ok

  def take(n) do
    receive do
      {:message, _} -> take(n - 1)
    end
  end
end

defmodule Server do
  use GenServer
  def init(state), do: {:ok, state}
  def handle_call(:get, _from, state), do: {:reply, state, state + 1}
  def calls(_pid, 0), do: :ok

  def calls(pid, n) do
    GenServer.call(pid, :get)
    calls(pid, n - 1)
  end
end

rate = fn name, count, micros -> IO.puts("#{name} #{Float.round(count / micros, 4)} M/s") end
Process.register(self(), :bench)
rate.("ring", 300_000, Ring.run(1000, 300_000))
pong = spawn(fn -> Pong.loop() end)
{micros, _} = :timer.tc(fn -> Pong.play(pong, 100_000) end)
rate.("ping_pong", 100_000, micros)
me = self()

{micros, _} =
  :timer.tc(fn ->
    Enum.each(1..1000, fn _ -> spawn(fn -> FanIn.send_all(me, 100) end) end)
    FanIn.take(100_000)
  end)

rate.("fan_in", 100_000, micros)
{:ok, server} = GenServer.start_link(Server, 0)
{micros, _} = :timer.tc(fn -> Server.calls(server, 50_000) end)
rate.("call", 50_000, micros)

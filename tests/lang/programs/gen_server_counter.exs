defmodule Counter do
  use GenServer
  def start_link(n), do: GenServer.start_link(__MODULE__, n)
  @impl true
  def init(n), do: {:ok, n}
  @impl true
  def handle_call(:get, _from, n), do: {:reply, n, n}
  def handle_call({:add, m}, _from, n), do: {:reply, :ok, n + m}
  @impl true
  def handle_cast(:inc, n), do: {:noreply, n + 1}
  @impl true
  def handle_info(:tick, n), do: {:noreply, n * 2}
end
{:ok, pid} = Counter.start_link(5)
GenServer.cast(pid, :inc)
IO.inspect GenServer.call(pid, :get)
send(pid, :tick)
:ok = GenServer.call(pid, {:add, 1})
IO.inspect GenServer.call(pid, :get)
IO.inspect GenServer.stop(pid)
# expect: 6
# expect: 13
# expect: :ok

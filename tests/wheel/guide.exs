defmodule SecretAgent do
  def listen do
    receive do
      {:whisper, message} ->
        IO.puts("Agent [#{inspect(self())}] received secret: #{message}")
        listen()

      {:set_priority, level} ->
        Process.flag(:priority, level)
        IO.puts("Agent priority changed to: #{level}")
        listen()

      :terminate ->
        IO.puts("Agent signing off. Over and out.")
    end
  end
end
agent_pid = spawn(fn -> SecretAgent.listen() end)
send(agent_pid, {:whisper, "The eagle has landed."})
send(agent_pid, {:set_priority, :high})
send(agent_pid, :terminate)
defmodule GlobalCounter do
  use GenServer
  def start_link(initial_value \\ 0), do: GenServer.start_link(__MODULE__, initial_value, name: :my_counter)
  def increment, do: GenServer.cast(:my_counter, :inc)
  def get_value, do: GenServer.call(:my_counter, :get)
  @impl true
  def init(count), do: {:ok, count}
  @impl true
  def handle_cast(:inc, current_count), do: {:noreply, current_count + 1}
  @impl true
  def handle_call(:get, _from, current_count), do: {:reply, current_count, current_count}
end
{:ok, supervisor} = Supervisor.start_link([{GlobalCounter, 10}], strategy: :one_for_one)
GlobalCounter.increment()
GlobalCounter.increment()
IO.puts "The count is: #{GlobalCounter.get_value()}"
pid = Process.whereis(:my_counter)
Process.exit(pid, :kill)
IO.puts "Counter is back: #{Process.whereis(:my_counter) != pid and GlobalCounter.get_value() == 10}"
spawn_link(fn -> raise "BOOM!" end)

# A flood of crash reports.
#
#     pyex floods.exs COUNT KIND ...         KIND: process, server, task. What is told and what is left out is counted by who reads it.
defmodule Floods.Server do
  use GenServer
  def init(state), do: {:ok, state}
  def handle_cast(:crash, _state), do: raise("flood")
end

defmodule Floods do
  def process, do: spawn(fn -> raise "flood" end)
  def server, do: GenServer.cast(elem(GenServer.start(Floods.Server, 1), 1), :crash)
  def task, do: Task.start(fn -> raise "flood" end)

  def flood(kinds, count) do
    for _ <- 1..count, kind <- kinds, do: apply(Floods, kind, [])
    Process.sleep(3000)
  end
end

[count | kinds] = System.argv()
Floods.flood(Enum.map(kinds, &String.to_existing_atom/1), String.to_integer(count))
IO.puts("-- the end")

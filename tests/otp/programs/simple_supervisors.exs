# Supervisors whose children are all alike (simple_one_for_one), in Erlang's own form.
defmodule Kid do
  def start_link(a, b), do: Agent.start_link(fn -> {a, b} end)
end
defmodule Sup do
  def init(kind), do: {:ok, {%{strategy: :simple_one_for_one, intensity: 2, period: 5}, [%{id: :kid, start: {Kid, :start_link, [:a]}, restart: kind}]}}
end
Logger.configure(level: :none)
Process.flag(:trap_exit, true)
{:ok, s} = :supervisor.start_link({:local, :sup}, Sup, :transient)
{:ok, a} = :supervisor.start_child(s, [1])
{:ok, b} = :supervisor.start_child(:sup, [2])
IO.inspect Agent.get(a, & &1)
IO.inspect :supervisor.which_children(s) |> Enum.map(fn {i, p, t, m} -> {i, is_pid(p), t, m} end)
IO.inspect :supervisor.count_children(s) |> Enum.sort
IO.inspect :supervisor.terminate_child(s, a)
IO.inspect :supervisor.terminate_child(s, a)
IO.inspect :supervisor.terminate_child(s, :kid)
IO.inspect :supervisor.delete_child(s, :kid)
IO.inspect :supervisor.restart_child(s, :kid)
IO.inspect :supervisor.get_childspec(s, :kid)
IO.inspect :supervisor.get_childspec(s, b)
IO.inspect :supervisor.get_childspec(s, :nope)
Process.exit(b, :kill)
Process.sleep(20)
[{_, c, _, _}] = :supervisor.which_children(s)
IO.inspect {c != b, Agent.get(c, & &1)}
Agent.stop(c)
Process.sleep(20)
IO.inspect :supervisor.which_children(s)
IO.inspect :supervisor.start_child(s, [1, 2, 3]) |> elem(0)
for _ <- 1..2 do
  {:ok, k} = :supervisor.start_child(s, [1])
  Process.exit(k, :kill)
  Process.sleep(20)
end
IO.inspect (receive do {:EXIT, ^s, r} -> r after 100 -> :alive end)
IO.inspect :supervisor.get_callback_module(elem(:supervisor.start_link(Sup, :temporary), 1))

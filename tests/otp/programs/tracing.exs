# Tracing: what processes do, told to another as messages.
defmodule T do
  def add(a, b), do: a + b
  def twice(x), do: add(x, x)
  def fail(x), do: raise(ArgumentError, "no #{x}")
end
defmodule Look do
  def all(names), do: all(names, [])
  defp all(names, acc) do
    receive do
      m when elem(m, 2) == :getting_unlinked -> all(names, acc)
      m when elem(m, 0) in [:trace, :trace_ts, :trace_delivered] -> all(names, [m | acc])
    after
      30 -> acc |> Enum.reverse() |> Enum.each(&IO.inspect(shown(&1, names)))
    end
  end
  defp shown(x, names) when is_pid(x), do: Map.get(names, x, :pid)
  defp shown(x, _) when is_reference(x), do: :ref
  defp shown(x, _) when is_function(x), do: :fun
  defp shown(x, names) when is_tuple(x), do: x |> Tuple.to_list() |> Enum.map(&shown(&1, names)) |> List.to_tuple()
  defp shown([h | t], names), do: [shown(h, names) | shown(t, names)]
  defp shown(x, _), do: x
end
me = self()
run = fn body ->
  pid = spawn(fn -> receive do :go -> body.() end end)
  {pid, fn -> send(pid, :go); Look.all(%{pid => :it, me => :me}) end}
end
{p, go} = run.(fn -> send(me, :hi); receive do :more -> :ok after 10 -> :ok end; Process.register(self(), :it_name); exit(:done) end)
IO.inspect :erlang.trace(p, true, [:send, :receive, :procs])
send(p, :more)
go.()
receive do :hi -> :ok end
{p, go} = run.(fn -> T.add(1, 2); T.twice(4); T.add(0, 1) end)
IO.inspect :erlang.trace_pattern({T, :add, 2}, true, [])
IO.inspect :erlang.trace(p, true, [:call])
go.()
{p, go} = run.(fn -> T.add(1, 2); T.twice(4) end)
IO.inspect 0 < :erlang.trace_pattern({T, :_, :_}, [{:_, [], [{:return_trace}]}], [:local])
:erlang.trace(p, true, [:call, :arity])
go.()
{p, go} = run.(fn -> try do T.fail(1) rescue _ -> :ok end; T.add(7, 1); T.add(8, 1) end)
IO.inspect 0 < :erlang.trace_pattern({T, :_, :_}, false, [:local])
IO.inspect :erlang.trace_pattern({T, :fail, 1}, [{:_, [], [{:exception_trace}]}], [:local])
IO.inspect :erlang.trace_pattern({T, :add, 2}, [{[:"$1", :_], [{:>, :"$1", 7}], []}], [:local])
:erlang.trace(p, true, [:call])
IO.inspect :erlang.trace_info(p, :flags)
IO.inspect :erlang.trace_info(p, :tracer) == {:tracer, me}
go.()
IO.inspect 0 < :erlang.trace_pattern({T, :_, :_}, false, [:local])
{p, go} = run.(fn -> q = spawn(fn -> receive do :x -> exit(:child) end end); send(q, :x); Process.sleep(5) end)
:erlang.trace(p, true, [:procs, :set_on_spawn])
go.()
{p, go} = run.(fn -> q = spawn_link(fn -> receive do :x -> :ok end end); Process.unlink(q); send(q, :x); Process.flag(:trap_exit, true); spawn_link(fn -> exit(:boom) end); receive do _ -> :ok end end)
:erlang.trace(p, true, [:procs, :receive])
go.()
{p, go} = run.(fn -> send(me, 1) end)
:erlang.trace(p, true, [:send])
IO.inspect :erlang.trace(p, false, [:send])
go.()
safe = fn f -> try do f.() rescue e -> e.__struct__ end end
IO.inspect safe.(fn -> :erlang.trace(p, true, [:send]) end)
IO.inspect safe.(fn -> :erlang.trace(self(), true, [:nonsense]) end)
IO.inspect safe.(fn -> :erlang.trace(:what, true, [:send]) end)
r = :erlang.trace_delivered(:all)
IO.inspect (receive do {:trace_delivered, :all, ^r} -> :delivered end)
tracer = spawn(fn -> Process.sleep(:infinity) end)
traced = spawn(fn -> Process.sleep(:infinity) end)
IO.inspect :erlang.trace(traced, true, [:send, {:tracer, tracer}])
monitor = Process.monitor(tracer)
Process.exit(tracer, :kill)
receive do {:DOWN, ^monitor, _, _, _} -> Process.sleep(5) end
IO.inspect :erlang.trace_info(traced, :flags)
IO.inspect :erlang.trace(traced, true, [:receive])
IO.inspect :erlang.trace_info(traced, :flags)

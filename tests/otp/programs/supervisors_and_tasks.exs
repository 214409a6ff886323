# Supervisors of both kinds and of tasks: specifications, functions and errors.
defmodule K do
  def start_link(:ok), do: Agent.start_link(fn -> :ok end)
  def start_link(:ignore), do: :ignore
  def start_link(:error), do: {:error, :refused}
  def start_link(:bad), do: :bad
  def start_link(:info), do: (with {:ok, p} <- Agent.start_link(fn -> 1 end), do: {:ok, p, :info})
  def start_link(:raise), do: raise "kid"
  def start_link(:exit), do: exit(:kid)
  def child_spec(x), do: %{id: {K, x}, start: {K, :start_link, [x]}}
end
defmodule NoSpec do
end
Logger.configure(level: :none)
Process.flag(:trap_exit, true)
clean = fn c, x -> case x do
  {r, [{_, _, _, _} | _]} -> c.(c, r)
  %Task{} -> :task
  p when is_pid(p) -> :pid
  r when is_reference(r) -> :ref
  t when is_tuple(t) -> t |> Tuple.to_list |> Enum.map(&c.(c, &1)) |> List.to_tuple
  [{_, _} | _] = l -> l |> Enum.map(&c.(c, &1)) |> Enum.sort
  l when is_list(l) and l != [] -> Enum.map(l, &c.(c, &1))
  f when is_function(f) -> :fun
  e when is_exception(e) -> {e.__struct__, e |> Exception.message() |> String.replace(~r"#PID<[0-9.]+>", "PID") |> String.trim() |> String.trim_trailing(".")}
  o -> o end end
show = fn x -> IO.inspect(clean.(clean, x), charlists: :as_lists) end
try_ = fn f -> show.(try do f.() catch k, r -> {k, r} end) end
drain = fn d -> receive do m -> show.({:got, m}); d.(d) after 30 -> :ok end end
for kids <- [[], [{K, :ok}], [{K, :ignore}], [{K, :error}], [{K, :bad}], [{K, :raise}], [{K, :exit}], [{K, :info}], [{K, :ok}, {K, :ok}], [NoSpec], [{NoSpec, 1}], [:notmod], [%{id: 1}], [%{id: 1, start: :x}], [%{id: 1, start: {K, :start_link, [:ok]}, restart: :what}], [%{id: 1, start: {K, :start_link, [:ok]}, shutdown: -1}], [%{id: 1, start: {K, :start_link, [:ok]}, type: :what}], ["x"], [{1, {K, :start_link, [:ok]}, :permanent, 5, :worker, [K]}], [%{id: 1, start: {K, :start_link, [:ok]}, significant: true, restart: :transient}], [%{id: 1, start: {K, :start_link, [:ok]}, modules: :dynamic}]] do
  show.({:kids, kids})
  try_.(fn -> case Supervisor.start_link(kids, strategy: :one_for_one) do {:ok, s} -> show.(Supervisor.which_children(s)); show.(Supervisor.count_children(s)); Supervisor.stop(s); o -> o end end)
  drain.(drain)
end
for o <- [[], [strategy: :what], [strategy: :one_for_one, max_restarts: -1], [strategy: :one_for_one, max_seconds: 0], [strategy: :one_for_one, auto_shutdown: :any_significant]] do
  show.({:opts, o})
  try_.(fn -> case Supervisor.start_link([], o) do {:ok, s} -> Supervisor.stop(s); x -> x end end)
  drain.(drain)
end
{:ok, s} = Supervisor.start_link([{K, :ok}], strategy: :one_for_one)
show.(Supervisor.start_child(s, {K, :ok}))
show.(Supervisor.start_child(s, {K, :ignore}))
show.(Supervisor.start_child(s, {K, :error}))
show.(Supervisor.start_child(s, {K, :bad}))
show.(Supervisor.start_child(s, {K, :raise}))
show.(Supervisor.start_child(s, {K, :info}))
show.(Supervisor.start_child(s, %{id: :tmp, start: {K, :start_link, [:ignore]}, restart: :temporary}))
try_.(fn -> Supervisor.start_child(s, %{id: 1}) end)
try_.(fn -> Supervisor.start_child(s, NoSpec) end)
show.(Supervisor.which_children(s))
show.(Supervisor.terminate_child(s, {K, :ok}))
show.(Supervisor.terminate_child(s, :nope))
try_.(fn -> Supervisor.terminate_child(s, self()) end)
show.(Supervisor.start_child(s, {K, :ok}))
show.(Supervisor.restart_child(s, {K, :ok}))
show.(Supervisor.restart_child(s, {K, :ok}))
show.(Supervisor.restart_child(s, :nope))
show.(Supervisor.delete_child(s, {K, :ok}))
show.(Supervisor.terminate_child(s, {K, :ok}))
show.(Supervisor.delete_child(s, {K, :ok}))
show.(Supervisor.delete_child(s, :nope))
show.(Supervisor.count_children(s))
show.(Supervisor.child_spec({K, :ok}, id: :other, restart: :temporary))
try_.(fn -> Supervisor.child_spec(NoSpec, []) end)
try_.(fn -> Supervisor.child_spec({K, :ok}, bogus: 1) end)
try_.(fn -> Supervisor.start_link(NoSpec, 1) end)
show.(Supervisor.stop(s))
try_.(fn -> Supervisor.stop(s) end)
drain.(drain)
{:ok, d} = DynamicSupervisor.start_link(strategy: :one_for_one, max_children: 3, extra_arguments: [])
for k <- [:ok, :ignore, :error, :bad, :info, :raise, :exit], do: show.(DynamicSupervisor.start_child(d, {K, k}))
for x <- [%{id: 1}, %{id: 1, start: :x}, %{id: 1, start: {K, :start_link, [:ok]}, restart: :what}, "x"], do: try_.(fn -> DynamicSupervisor.start_child(d, x) end)
show.(DynamicSupervisor.start_child(d, {K, :ok}))
show.(DynamicSupervisor.start_child(d, {K, :ok}))
show.(DynamicSupervisor.which_children(d))
show.(DynamicSupervisor.count_children(d))
[{_, p, _, _} | _] = DynamicSupervisor.which_children(d)
show.(DynamicSupervisor.terminate_child(d, p))
show.(DynamicSupervisor.terminate_child(d, p))
for o <- [[], [strategy: :one_for_all], [strategy: :one_for_one, max_children: -1], [strategy: :one_for_one, max_restarts: :x], [strategy: :one_for_one, extra_arguments: 1]], do: try_.(fn -> case DynamicSupervisor.start_link(o) do {:ok, s} -> DynamicSupervisor.stop(s); x -> x end end)
show.(DynamicSupervisor.stop(d))
drain.(drain)
{:ok, t} = Task.Supervisor.start_link()
show.(Task.await(Task.Supervisor.async(t, fn -> 1 end)))
show.(Task.await(Task.Supervisor.async(t, Kernel, :+, [1, 2])))
task = Task.Supervisor.async_nolink(t, fn -> exit(:oops) end)
try_.(fn -> Task.await(task) end)
task = Task.Supervisor.async_nolink(t, fn -> raise "oops" end)
show.(Task.yield(task, 50))
task = Task.Supervisor.async_nolink(t, fn -> Process.sleep(:infinity) end)
show.({Task.yield(task, 10), Task.shutdown(task, 10)})
task = Task.Supervisor.async_nolink(t, fn -> Process.sleep(:infinity) end)
show.(Task.shutdown(task, :brutal_kill))
show.(Task.Supervisor.start_child(t, fn -> :ok end))
show.(Task.Supervisor.children(t))
show.(Task.Supervisor.async_stream(t, 1..4, fn x -> if x == 3, do: Process.sleep(100); x end, timeout: 30, on_timeout: :kill_task, max_concurrency: 4) |> Enum.to_list)
show.(Task.Supervisor.async_stream_nolink(t, 1..3, fn x -> if x == 2, do: exit(:two); x end) |> Enum.to_list)
show.(Task.async_stream([3, 1, 2], fn x -> Process.sleep(x * 10); x end, ordered: false, max_concurrency: 3) |> Enum.to_list)
try_.(fn -> Task.async_stream(1..2, fn _ -> Process.sleep(100) end, timeout: 10) |> Enum.to_list end)
try_.(fn -> Task.async_stream(1..2, fn x -> x end, bogus: 1) |> Enum.to_list end)
try_.(fn -> Task.async_stream(1..2, fn x -> x end, max_concurrency: 0) |> Enum.to_list end)
show.(Task.async_stream(1..3, fn x -> if x == 2, do: Process.sleep(50); x end, timeout: 20, on_timeout: :kill_task, zip_input_on_exit: true, max_concurrency: 2) |> Enum.to_list)
ts = for i <- [30, 10, 100], do: Task.async(fn -> Process.sleep(i); i end)
show.(Task.yield_many(ts, 50) |> Enum.map(fn {_, r} -> r end))
drain.(drain)

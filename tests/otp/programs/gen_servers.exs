# GenServer: returns, names, timeouts, continues, hibernation, late answers, stops, calls that fail.
defmodule S do
  use GenServer
  def init({:return, r}), do: r
  def init({:raise, m}), do: raise m
  def init({:throw, x}), do: throw x
  def init({:exit, x}), do: exit x
  def init(:slow), do: (Process.sleep(200); {:ok, 1})
  def init(x), do: {:ok, x}
  def handle_call({:return, r}, _, _), do: r
  def handle_call({:do, f}, from, s), do: f.(from, s)
  def handle_call(:state, _, s), do: {:reply, s, s}
  def handle_cast({:return, r}, _), do: r
  def handle_cast({:do, f}, s), do: f.(s)
  def handle_continue(x, s), do: (send(:main, {:continued, x, s}); case x do {:more, y} -> {:noreply, s, {:continue, y}}; {:stop, r} -> {:stop, r, s}; _ -> {:noreply, s} end)
  def handle_info(:timeout, s), do: (send(:main, {:timeout, s}); {:noreply, s})
  def handle_info({:return, r}, _), do: r
  def handle_info(m, s), do: (send(:main, {:info, m, s}); {:noreply, s})
  def terminate(r, s), do: send(:main, {:terminate, r, s})
end
Logger.configure(level: :none)
Process.register(self(), :main)
Process.flag(:trap_exit, true)
clean = fn c, x -> case x do
  {r, [{_, _, _, _} | _]} -> c.(c, r)
  p when is_pid(p) -> :pid
  r when is_reference(r) -> :ref
  t when is_tuple(t) -> t |> Tuple.to_list |> Enum.map(&c.(c, &1)) |> List.to_tuple
  l when is_list(l) and l != [] -> (if List.improper?(l), do: :improper, else: Enum.map(l, &c.(c, &1)))
  f when is_function(f) -> :fun
  e when is_exception(e) -> {e.__struct__, e |> Exception.message() |> String.replace(~r"#PID<[0-9.]+>", "PID")}
  o -> o end end
show = fn x -> IO.inspect(clean.(clean, x), charlists: :as_lists) end
try_ = fn f -> show.(try do f.() catch k, r -> {k, r} end) end
drain = fn d -> receive do m -> show.({:got, m}); d.(d) after 30 -> :ok end end
start = fn x, o -> case GenServer.start_link(S, x, o) do {:ok, p} -> p; o -> show.(o); drain.(drain); nil end end
for r <- [{:ok, 1}, {:ok, 1, 10}, {:ok, 1, :hibernate}, {:ok, 1, {:continue, :c}}, {:ok, 1, {:continue, {:more, :d}}}, :ignore, {:stop, :why}, {:stop, :normal}, {:stop, :shutdown}, :bad, {:ok, 1, :what}] do
  show.({:init, r})
  p = start.({:return, r}, [])
  drain.(drain)
  if p, do: (Process.unlink(p); Process.exit(p, :kill))
end
for x <- [{:raise, "m"}, {:throw, :t}, {:throw, {:ok, 7}}, {:exit, :e}], do: (show.(x); start.(x, []); drain.(drain))
show.(GenServer.start_link(S, :slow, timeout: 20)); drain.(drain)
show.(GenServer.start(S, :slow, timeout: 20)); drain.(drain)
for r <- [{:reply, :r, 2}, {:reply, :r, 2, 5}, {:reply, :r, 2, :hibernate}, {:reply, :r, 2, {:continue, :x}}, {:noreply, 3}, {:stop, :normal, :bye, 4}, {:stop, :boom, :bye, 4}, {:stop, :normal, 4}, {:stop, {:shutdown, 1}, 4}, :bad, {:reply, :r}] do
  show.({:call, r})
  p = start.(1, [])
  try_.(fn -> GenServer.call(p, {:return, r}, 50) end)
  drain.(drain)
  if Process.alive?(p), do: (show.(:sys.get_state(p)); GenServer.stop(p); drain.(drain))
end
for r <- [{:noreply, 2}, {:noreply, 2, 5}, {:noreply, 2, :hibernate}, {:noreply, 2, {:continue, {:stop, :cs}}}, {:stop, :boom, 4}, {:stop, :normal, 4}, :bad, {:reply, 1, 2}] do
  show.({:cast, r})
  p = start.(1, [])
  show.(GenServer.cast(p, {:return, r}))
  drain.(drain)
  show.({:info, r})
  p = start.(1, [])
  send(p, {:return, r})
  drain.(drain)
end
p = start.(1, [])
show.(GenServer.call(p, {:do, fn from, s -> GenServer.reply(from, :early); {:noreply, s} end}))
show.(GenServer.call(p, {:do, fn from, s -> spawn(fn -> GenServer.reply(from, :elsewhere) end); {:noreply, s} end}))
try_.(fn -> GenServer.call(p, {:do, fn _, s -> Process.sleep(40); {:reply, :late, s} end}, 10) end)
Process.sleep(60)
drain.(drain)
try_.(fn -> GenServer.call(p, {:do, fn _, _ -> raise "in call" end}) end); drain.(drain)
p = start.(1, [])
try_.(fn -> GenServer.call(p, {:do, fn _, _ -> exit(:in_call) end}) end); drain.(drain)
p = start.(1, [])
try_.(fn -> GenServer.call(p, {:do, fn _, s -> throw({:reply, :thrown, s}) end}) end); drain.(drain)
try_.(fn -> GenServer.call(self(), :x) end)
try_.(fn -> GenServer.call(:nobody, :x) end)
try_.(fn -> GenServer.call({:nobody, node()}, :x) end)
try_.(fn -> GenServer.call({:nobody, :"other@host"}, :x) end)
try_.(fn -> GenServer.call({:global, :nobody}, :x) end)
try_.(fn -> GenServer.call(nil, :x) end)
show.(GenServer.cast(:nobody, :x))
show.(GenServer.cast({:global, :nobody}, :x))
show.(GenServer.whereis(:nobody)); show.(GenServer.whereis({:global, :n})); show.(GenServer.whereis(self()) == self())
try_.(fn -> GenServer.stop(:nobody) end)
try_.(fn -> GenServer.stop(p, :odd) end); drain.(drain)
p = start.(1, [])
try_.(fn -> GenServer.stop(p, :shutdown, 100) end); drain.(drain)
p = start.(1, name: N1)
show.(GenServer.start_link(S, 1, name: N1)); drain.(drain)
q = start.(1, name: {:global, :g1})
show.(GenServer.start_link(S, 1, name: {:global, :g1}))
try_.(fn -> GenServer.start_link(S, 1, name: "str") end)
try_.(fn -> GenServer.start_link(S, 1, name: {:via, "x", 1}) end)
try_.(fn -> GenServer.start_link(S, 1, bogus: 1) end); drain.(drain)
show.(GenServer.multi_call([node()], N1, :state)); show.(GenServer.abcast([node()], N1, {:return, {:noreply, 9}})); show.(GenServer.call(N1, :state))
show.(GenServer.multi_call([node(), :"other@host"], N1, :state, 100))
r = :gen_server.send_request(N1, :state); show.(:gen_server.wait_response(r, 50))
Process.exit(p, :from_parent); drain.(drain)
Process.unlink(q); Process.exit(q, :boom); drain.(drain)
defmodule D do
  use GenServer
  def init(_), do: {:ok, 0}
end
{:ok, d} = GenServer.start(D, 0)
try_.(fn -> GenServer.call(d, :x) end)
{:ok, d} = GenServer.start(D, 0)
GenServer.cast(d, :x); Process.sleep(10); show.(Process.alive?(d))
{:ok, d} = GenServer.start(D, 0); send(d, :x); show.(:sys.get_state(d))
defmodule E do
end
try_.(fn -> GenServer.start(E, 0) end)
{:ok, h} = GenServer.start(S, 1, hibernate_after: 10); Process.sleep(40); show.(Process.info(h, :current_function)); show.(GenServer.call(h, :state))

# GenServer and what `sys` and `proc_lib` can do with servers. One line is printed for each fact.
Logger.configure(level: :none)
t = fn name, f -> v = try do f.() rescue e -> {e.__struct__, Exception.message(e)} catch k, e -> {k, e} end; IO.puts("#{name}: " <> Regex.replace(~r/#(PID|Reference|Function)<[^>]*>/, inspect(v, width: 100, limit: 60, printable_limit: 900, charlists: :as_lists), "#\\1")) end
defmodule Plain do
  use GenServer
  def init(s), do: {:ok, s}
end
defmodule S do
  use GenServer
  def init(s), do: {:ok, s}
  def handle_call(:get, _, s), do: {:reply, s, s}
  def handle_call(x, _, s), do: {:reply, x, s}
  def handle_cast(x, _), do: {:noreply, x}
  def handle_info(x, _), do: {:noreply, x}
  def code_change(old, s, extra), do: {:ok, {old, s, extra}}
  def format_status(reason, [_pdict, s]), do: {:formatted, reason, s}
end
t.("bad module", fn -> GenServer.start(Nope, 5) |> elem(1) |> elem(0) end)
t.("not atom", fn -> GenServer.start("x", 5) end)
t.("opts", fn -> GenServer.start(S, 5, :x) end)
t.("name int", fn -> GenServer.start(S, 5, name: 5) end)
t.("name via bad", fn -> GenServer.start(S, 5, name: {:via, Nope, 1}) end)
{:ok, p} = GenServer.start(S, 1, name: :the_s)
t.("suspend/change", fn -> :sys.suspend(p); r = :sys.change_code(p, S, :old, :extra); :sys.resume(p); {r, GenServer.call(p, :get)} end)
t.("change_code running", fn -> :sys.change_code(p, S, :old, :extra) end)
t.("get_state bad", fn -> :sys.get_state(:nope) end)
t.("replace bad", fn -> :sys.replace_state(p, fn _ -> raise "x" end) end)
t.("unknown sys", fn -> :gen.call(p, :system, :foo) end)
:sys.trace(p, true)
GenServer.cast(p, :c); send(p, {:i, "x"}); Process.sleep(50)
:sys.trace(p, false)
:sys.log(p, true); GenServer.cast(p, 1)
t.("log", fn -> :sys.log(p, :get) end)
:sys.log(p, :print)
t.("nodebug", fn -> :sys.no_debug(p) end)
t.("install", fn -> me = self(); :sys.install(p, {fn n, ev, _ -> send(me, {n, ev}); n + 1 end, 0}); GenServer.call(p, :inst); receive do x -> x end end)
t.("reply", fn -> GenServer.reply({self(), :tag}, :r); receive do x -> x end end)
t.("abcast", fn -> GenServer.abcast(:the_s, :x) end)
t.("multi", fn -> GenServer.multi_call(:nope, :x) end)
t.("multi2", fn -> GenServer.multi_call([:a@b, node()], :nope, :x) end)
t.("whereis node", fn -> {GenServer.whereis({:a, :b@c}), GenServer.whereis({:the_s, node()})} end)
t.("call node", fn -> GenServer.call({:a, :b@c}, :x) end)
t.("cast node", fn -> GenServer.cast({:a, :b@c}, :x) end)
t.("child_spec", fn -> S.child_spec(1) end)
t.("enter_loop", fn -> pid = :proc_lib.spawn(fn -> :gen_server.enter_loop(S, [], :entered) end); GenServer.call(pid, :get) end)
t.("start_monitor", fn -> {:ok, {pid, ref}} = :gen_server.start_monitor(S, 1, []); GenServer.stop(pid); receive do {:DOWN, ^ref, _, _, w} -> w end end)
t.("proc_lib start", fn -> :proc_lib.start(Kernel, :apply, [fn -> :proc_lib.init_ack(:ok_then); Process.sleep(10) end, []]) end)
t.("proc_lib start exit", fn -> :proc_lib.start(Kernel, :exit, [:early]) end)
t.("proc_lib start raise", fn -> :proc_lib.start(Kernel, :hd, [[]]) |> elem(1) |> elem(0) end)
t.("proc_lib start timeout", fn -> :proc_lib.start(Process, :sleep, [:infinity], 10) end)
t.("proc_lib crash reason", fn -> {pid, r} = :proc_lib.spawn_opt(fn -> throw(:x) end, [:monitor]); receive do {:DOWN, ^r, _, ^pid, {why, [_|_]}} -> why end end)
t.("ancestors", fn -> {:ok, a} = Agent.start(fn -> Process.get(:"$ancestors") == [] or is_list(Process.get(:"$ancestors")) end); Agent.get(a, & &1) end)
t.("hibernate_after", fn -> {:ok, q} = GenServer.start(S, 1, hibernate_after: 10); Process.sleep(40); {Process.info(q, :current_function), GenServer.call(q, :get)} end)
t.("stop normal", fn -> GenServer.stop(p) end)
t.("timeout opt", fn -> GenServer.start(S, 1, timeout: 100, debug: [:trace], spawn_opt: [priority: :high]) |> elem(0) end)

# State machines in both modes: actions, timers, postponing, callback modules, failures and ends.
defmodule M do
  @behaviour :gen_statem
  def callback_mode, do: [:handle_event_function, :state_enter]
  def init({:bad, x}), do: x
  def init(d), do: {:ok, :one, d, [{:state_timeout, 20, :tick}, {:next_event, :internal, :first}]}
  def handle_event(:enter, old, s, d), do: (note({:enter, old, s, d}); :keep_state_and_data)
  def handle_event(:internal, e, s, d), do: (note({:internal, e, s}); {:keep_state, [e | d]})
  def handle_event({:call, f}, :data, s, d), do: {:keep_state_and_data, [{:reply, f, {s, d}}]}
  def handle_event({:call, f}, {:goto, s}, _, d), do: {:next_state, s, d, [{:reply, f, :ok}]}
  def handle_event({:call, f}, :repeat, _, d), do: {:repeat_state, d, [{:reply, f, :repeated}]}
  def handle_event({:call, f}, :module, _, _), do: {:keep_state_and_data, [{:change_callback_module, N}, {:reply, f, :changed}]}
  def handle_event({:call, f}, :push, _, _), do: {:keep_state_and_data, [{:push_callback_module, N}, {:reply, f, :pushed}]}
  def handle_event({:call, _}, :raise, _, _), do: raise "oops"
  def handle_event({:call, _}, :badret, _, _), do: :what
  def handle_event({:call, _}, :badact, _, _), do: {:keep_state_and_data, [:nonsense]}
  def handle_event({:call, f}, :stop, _, _), do: {:stop_and_reply, :normal, [{:reply, f, :bye}]}
  def handle_event({:call, f}, {:do, actions}, _, _), do: {:keep_state_and_data, [{:reply, f, :done} | actions]}
  def handle_event(:cast, :later, :one, _), do: {:keep_state_and_data, [:postpone]}
  def handle_event(:cast, :throw, _, d), do: throw {:keep_state, [:thrown | d]}
  def handle_event(t, e, s, d), do: (note({t, e, s}); {:keep_state, [e | d]})
  def terminate(r, s, d), do: note({:terminate, clean(r), s, d})
  def note(x), do: send(:main, {:note, x})
  def clean({r, st}) when is_list(st), do: r
  def clean(r), do: r
end
defmodule N do
  def callback_mode, do: :state_functions
  def init(d), do: {:ok, :one, d}
  def one({:call, f}, :who, d), do: {:keep_state, d, [{:reply, f, {:n, d}}]}
  def one({:call, f}, :pop, _), do: {:keep_state_and_data, [:pop_callback_module, {:reply, f, :popped}]}
  def one(t, e, _), do: (M.note({:n, t, e}); :keep_state_and_data)
  def format_status(s), do: %{s | data: :hidden}
end
Logger.configure(level: :none)
Process.register(self(), :main)
defmodule Show do
  def notes do
    receive do {:note, x} -> IO.inspect(x); notes() after 0 -> :ok end
  end
  def show(x, m \\ nil) do
    IO.inspect x
    if m, do: (try do :sys.get_state(m) catch _, _ -> :gone end)
    notes()
  end
end
show = fn x -> Show.show(x) end; show2 = fn x, m -> Show.show(x, m) end
Process.flag(:trap_exit, true)
safe = fn f -> try do f.() catch :exit, {{r, [_ | _]}, _} -> {:exit, r}; :exit, {r, _} -> {:exit, r}; k, r -> {k, r} end end
got = fn -> receive do {:EXIT, _, {r, [_ | _]}} -> {:EXIT, r}; {:EXIT, _, r} -> {:EXIT, r}; o -> o after 100 -> :none end end
{:ok, m} = :gen_statem.start_link(M, [], [])
show2.(:gen_statem.call(m, :data), m)
Process.sleep(40)
show2.(:gen_statem.call(m, :data), m)
:gen_statem.cast(m, :later); :gen_statem.cast(m, :later)
show2.(:gen_statem.call(m, :repeat), m)
show2.(:gen_statem.call(m, {:goto, :two}), m)
show2.(:gen_statem.call(m, :data), m)
:gen_statem.cast(m, :throw)
send(m, :hello)
show2.(:gen_statem.call(m, :data), m)
show2.(:gen_statem.call(m, {:do, [{:timeout, 0, :zero}, {{:timeout, :x}, 0, :named}, {:next_event, :internal, :n1}, {:next_event, :cast, :c1}]}), m)
show2.(:gen_statem.call(m, :data), m)
show2.(:gen_statem.call(m, {:do, [{{:timeout, :x}, 10, :named}, {:timeout, 5, :quiet}]}), m)
show2.(:gen_statem.call(m, {:do, [{{:timeout, :x}, :update, :renamed}, {{:timeout, :nope}, :cancel}]}), m)
Process.sleep(30)
show2.(:gen_statem.call(m, {:do, [{:state_timeout, 10, :st}, {:timeout, 10, :ev}]}), m)
show2.(:gen_statem.call(m, {:goto, :three}), m)
Process.sleep(30)
show2.(:gen_statem.call(m, {:do, [{:state_timeout, :erlang.monotonic_time(:millisecond) + 10, :abs, [abs: true]}, 5]}), m)
Process.sleep(30)
show2.(:gen_statem.call(m, {:do, [:hibernate]}), m)
show2.(:gen_statem.call(m, {:goto, :one}), m)
show2.(:gen_statem.call(m, :push), m)
show2.(:gen_statem.call(m, :who), m)
show.(:sys.get_state(m))
show2.(:gen_statem.call(m, :pop), m)
show.(elem(:gen_statem.call(m, :data), 0))
show2.(:gen_statem.call(m, :module), m)
{:status, _, {:module, mod}, [_, st, _, _, misc]} = :sys.get_status(m)
show.({mod, st, Enum.map(misc, fn {:header, _} -> :h; {:data, l} -> for {k, v} <- l, k != :lists.flatten([?P | ~c"arent"]), do: {to_string(k), v} end)})
show.(:sys.replace_state(m, fn {s, _} -> {s, [:replaced]} end))
show2.(:gen_statem.call(m, :who), m)
show.(:gen_statem.stop(m))
show.(got.())
for x <- [:raise, :badret, :badact, :stop] do
  {:ok, m} = :gen_statem.start_link(M, [], [])
  show.(safe.(fn -> :gen_statem.call(m, x) end))
  show.(got.())
end
for x <- [:ignore, {:stop, :why}, :rubbish, {:ok, :a}] do
  show.(:gen_statem.start_link(M, {:bad, x}, []))
  show.(got.())
end
{:ok, m} = :gen_statem.start_link({:local, :mm}, M, [], [])
:sys.statistics(:mm, true)
show.(:gen_statem.start_link({:local, :mm}, M, [], []) == {:error, {:already_started, m}})
r = :gen_statem.send_request(:mm, :data)
show.(:gen_statem.receive_response(r, 100))
r = :gen_statem.send_request(:mm, :data)
show.(:gen_statem.wait_response(r))
show.(safe.(fn -> :gen_statem.call(:mm, {:goto, :sleepy}, 100) end))
show.(safe.(fn -> :gen_statem.call(:nobody, 1, 100) end))
show.((try do :gen_statem.call(:nobody, 1) catch k, r -> {k, r} end))
show.((try do :gen_statem.stop(:nobody) catch k, r -> {k, r} end))
Process.exit(m, :parent_says)
show.(got.())
pid = :proc_lib.spawn_link(fn -> :gen_statem.enter_loop(M, [], :two, [:entered], [{:next_event, :internal, :go}]) end)
show.(:gen_statem.call(pid, :data))
show.(:gen_statem.stop(pid, :shutdown, 100))
show.(got.())
{:ok, {p, ref}} = :gen_statem.start_monitor(M, [], [])
:gen_statem.call(p, :stop)
receive do {:DOWN, ^ref, _, _, r} -> IO.inspect r end

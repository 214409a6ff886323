# State machines: changes of state, postponed and internal events, timeouts.
Logger.configure(level: :none)
defmodule Door do
  @behaviour :gen_statem
  def start(code), do: :gen_statem.start({:local, :door}, __MODULE__, code, [])
  def callback_mode, do: [:state_functions, :state_enter]
  def init(code), do: {:ok, :locked, %{code: code, tries: [], log: []}}
  def locked(:enter, old, d), do: {:keep_state, %{d | log: [{:enter, :locked, old} | d.log]}}
  def locked({:call, from}, {:code, c}, %{code: c} = d), do: {:next_state, :open, d, [{:reply, from, :ok}]}
  def locked({:call, from}, {:code, _}, d), do: {:keep_state, %{d | tries: [1 | d.tries]}, [{:reply, from, :wrong}]}
  def locked({:call, _}, :walk, _), do: {:keep_state_and_data, :postpone}
  def locked({:call, from}, :log, d), do: {:keep_state_and_data, {:reply, from, Enum.reverse(d.log)}}
  def locked(:cast, :boom, _), do: raise("boom")
  def locked(:info, m, d), do: {:keep_state, %{d | log: [{:info, m} | d.log]}}
  def open(:enter, old, d), do: {:keep_state, %{d | log: [{:enter, :open, old} | d.log]}, {:state_timeout, 50, :close}}
  def open(:state_timeout, :close, d), do: {:next_state, :locked, d}
  def open({:call, from}, :walk, _), do: {:keep_state_and_data, [{:reply, from, :walked}]}
  def open({:call, from}, :log, d), do: {:keep_state_and_data, {:reply, from, Enum.reverse(d.log)}}
  def open(:cast, {:next, x}, d), do: {:keep_state, d, [{:next_event, :internal, x}]}
  def open(:internal, x, d), do: {:keep_state, %{d | log: [{:internal, x} | d.log]}}
  def open({:call, from}, {:timeout, t}, d), do: {:keep_state, d, [{:reply, from, :set}, {{:timeout, :named}, t + 5, :content}, t]}
  def open({:timeout, :named}, c, d), do: {:keep_state, %{d | log: [{:named, c} | d.log]}}
  def open(:timeout, c, d), do: {:keep_state, %{d | log: [{:event_timeout, c} | d.log]}}
  def terminate(reason, state, _d), do: IO.inspect({:terminate, (if is_tuple(reason), do: elem(reason, 0), else: reason), state})
end
defmodule H do
  def callback_mode, do: :handle_event_function
  def init(x), do: {:ok, {:s, 0}, x, [{:next_event, :internal, :go}]}
  def handle_event(:internal, :go, {:s, n}, d), do: {:next_state, {:s, n + 1}, d}
  def handle_event({:call, f}, :state, s, d), do: {:keep_state_and_data, [{:reply, f, {s, d}}]}
  def handle_event({:call, f}, :stop, _, _), do: {:stop_and_reply, :normal, [{:reply, f, :bye}]}
  def handle_event({:call, f}, :repeat, _, d), do: {:repeat_state, d, {:reply, f, :again}}
  def handle_event(:cast, :stop, _, _), do: :stop
  def handle_event(:cast, :bad, _, _), do: :nonsense
  def handle_event(:info, m, _, d), do: {:next_state, :new, [m | d], {:next_event, :internal, :x}}
  def handle_event(:internal, :x, _, d), do: {:keep_state, [:x | d]}
end
{:ok, d} = Door.start(123)
c = &:gen_statem.call(:door, &1)
IO.inspect c.({:code, 1})
t = Task.async(fn -> c.(:walk) end)
Process.sleep(10)
IO.inspect c.({:code, 123})
IO.inspect Task.await(t)
:gen_statem.cast(:door, {:next, 1})
IO.inspect c.(:log)
Process.sleep(80)
IO.inspect c.(:log)
send(d, :hello)
c.({:code, 123})
IO.inspect c.({:timeout, 10})
Process.sleep(30)
IO.inspect c.(:log)
Process.sleep(60)
IO.inspect :sys.get_state(d) |> elem(0)
IO.inspect :sys.replace_state(d, fn {s, data} -> {s, %{data | log: []}} end)
:gen_statem.cast(:door, :boom); Process.sleep(100)
IO.inspect Process.whereis(:door)
{:ok, h} = :gen_statem.start(H, [], [])
IO.inspect :gen_statem.call(h, :state)
send(h, :m)
IO.inspect :gen_statem.call(h, :state)
IO.inspect :gen_statem.call(h, :repeat)
IO.inspect :gen_statem.call(h, :stop)
IO.inspect(try do :gen_statem.call(h, :state) catch k, e -> {k, elem(e, 0)} end)
{:ok, h} = :gen_statem.start(H, [], [])
:gen_statem.cast(h, :bad); Process.sleep(100)
{:ok, h} = :gen_statem.start(H, [], [])
IO.inspect :gen_statem.stop(h)
IO.inspect(try do :gen_statem.call(h, :state, 100) catch k, {r, {m, f, a}} -> {k, r, m, f, length(a)} end)

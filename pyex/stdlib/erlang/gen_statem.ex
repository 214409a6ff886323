defmodule :gen_statem do
  # State machines. An event is `{type, content}`; it is handled by `handle_event(type, content, state, data)`, or by the function
  # that the state is called, `state(type, content, data)`.
  #
  # `server` never changes: `{module, parent, name, mode, enter?}`. `machine` is a map: `state`, `data`, `queue` (events
  # before any message), `postponed` (newest first), `timers` (`{reference, content}` under `:timeout`, `:state_timeout` or
  # `{:timeout, name}`), `hibernate`.
  # Not here: `change_callback_module`, `format_status`, and reports of crashes, which Logger does not show.
  @moduledoc """
  State machines (as Erlang's `:gen_statem`).
  """

  @callback init(args :: term) :: tuple | :ignore
  @callback callback_mode() :: atom | [atom]
  @callback handle_event(type :: term, content :: term, state :: term, data :: term) :: term
  @callback terminate(reason :: term, state :: term, data :: term) :: term
  @callback code_change(old :: term, state :: term, data :: term, extra :: term) :: term
  @optional_callbacks handle_event: 4, terminate: 3, code_change: 4

  @doc "Starts a machine."
  def start(module, args, options), do: :gen.start(:gen_statem, :nolink, module, args, options)

  @doc "Starts a machine under a name."
  def start(name, module, args, options), do: :gen.start(:gen_statem, :nolink, name, module, args, options)

  @doc "As `start/3`, linked to the caller."
  def start_link(module, args, options), do: :gen.start(:gen_statem, :link, module, args, options)

  @doc "As `start/4`, linked to the caller."
  def start_link(name, module, args, options), do: :gen.start(:gen_statem, :link, name, module, args, options)

  @doc "Sends an event `{:call, from}` and waits for the answer."
  def call(server, request, timeout \\ :infinity) do
    {:ok, reply} = :gen.call(server, :"$gen_call", request, milliseconds(timeout))
    reply
  catch
    :exit, reason -> exit({reason, {:gen_statem, :call, [server, request, timeout]}})
  end

  defp milliseconds({kind, time}) when kind in [:clean_timeout, :dirty_timeout], do: time
  defp milliseconds(time), do: time

  @doc "Sends an event `:cast`."
  def cast(server, message), do: :gen_server.cast(server, message)

  @doc "Answers a call."
  def reply(from, reply), do: :gen.reply(from, reply)

  @doc "Carries out a reply action, or a list of them."
  def reply(replies) when is_list(replies), do: Enum.each(replies, &reply/1)
  def reply({:reply, from, reply}), do: reply(from, reply)

  @doc "Stops a machine."
  def stop(server, reason \\ :normal, timeout \\ :infinity) do
    :gen.stop(server, reason, timeout)
  catch
    :exit, why -> exit({why, {:gen_statem, :stop, [server, reason, timeout]}})
  end

  @doc "Makes the calling process a machine."
  def enter_loop(module, _options, state, data, actions \\ []) do
    server = server(module, self(), self())
    enter(state, data, actions, server)
  end

  defp server(module, parent, name) do
    modes = List.wrap(module.callback_mode())
    {module, parent, name, List.delete(modes, :state_enter), :state_enter in modes}
  end

  @doc false
  def init_it(starter, :self, name, module, args, options), do: init_it(starter, self(), name, module, args, options)

  def init_it(starter, parent, name, module, args, _options) do
    case tried(fn -> module.init(args) end) do
      {:ok, state, data} -> started(starter, state, data, [], server(module, parent, :gen.report_name(name)))
      {:ok, state, data, more} -> started(starter, state, data, more, server(module, parent, :gen.report_name(name)))
      other -> not_started(other, starter, name)
    end
  end

  defp started(starter, state, data, actions, server) do
    :proc_lib.init_ack(starter, {:ok, self()})
    enter(state, data, actions, server)
  end

  defp not_started(answer, starter, name) do
    :gen.unregister_name(name)
    {told, reason} = refusal(answer)
    :proc_lib.init_ack(starter, told)
    exit(reason)
  end

  defp refusal(:ignore), do: {:ignore, :normal}
  defp refusal({:stop, reason}), do: {{:error, reason}, reason}
  defp refusal({:crashed, :exit, reason, _}), do: {{:error, reason}, reason}
  defp refusal({:crashed, _, reason, stack}), do: {{:error, {reason, stack}}, {reason, stack}}
  defp refusal(other), do: {{:error, {:bad_return_from_init, other}}, {:bad_return_from_init, other}}

  defp tried(fun) do
    fun.()
  catch
    :throw, value -> value
    class, reason -> {:crashed, class, reason, __STACKTRACE__}
  end

  # A machine begins as if it had just changed to its first state.
  defp enter(state, data, actions, server) do
    machine = %{state: state, data: data, queue: [], postponed: [], timers: %{}, hibernate: false}
    finish({:changed, state, List.wrap(actions)}, {:init, :init}, machine, server)
  end

  defp loop(%{queue: [event | queue]} = machine, server), do: handle(event, %{machine | queue: queue}, server)

  defp loop(%{hibernate: true} = machine, server) do
    :erlang.hibernate(:gen_statem, :wake_up, [%{machine | hibernate: false}, server])
  end

  defp loop(machine, {_, parent, _, _, _} = server) do
    receive do
      {:"$gen_call", from, request} -> handle({{:call, from}, request}, machine, server)
      {:"$gen_cast", message} -> handle({:cast, message}, machine, server)
      {:timeout, ref, key} -> timed_out(key, ref, machine, server)
      {:system, from, request} -> :sys.handle_system_msg(request, from, parent, :gen_statem, [], {machine, server})
      {:EXIT, ^parent, reason} -> terminate(reason, machine, server)
      message -> handle({:info, message}, machine, server)
    end
  end

  @doc false
  def wake_up(machine, server), do: loop(machine, server)

  defp timed_out(key, ref, %{timers: timers} = machine, server) do
    case timers do
      %{^key => {^ref, content}} -> handle({key, content}, %{machine | timers: Map.delete(timers, key)}, server)
      _ -> loop(machine, server)
    end
  end

  # Any event ends the wait for none.
  defp handle(event, machine, server) do
    machine = cancel(machine, :timeout)
    event |> call_back(machine.state, machine, server) |> act(event, machine, server)
  end

  defp call_back({type, content}, state, %{data: data}, {module, _, _, [:handle_event_function], _}) do
    tried(fn -> module.handle_event(type, content, state, data) end)
  end

  defp call_back({type, content}, state, %{data: data}, {module, _, _, _, _}) do
    tried(fn -> apply(module, state, [type, content, data]) end)
  end

  # What a callback's answer says to do.
  defp act({:next_state, state, data}, event, machine, server), do: act({:next_state, state, data, []}, event, machine, server)

  defp act({:next_state, state, data, actions}, event, machine, server) do
    kind = if state === machine.state, do: :kept, else: :changed
    finish({kind, machine.state, List.wrap(actions)}, event, %{machine | state: state, data: data}, server)
  end

  defp act(:keep_state_and_data, event, machine, server), do: finish({:kept, machine.state, []}, event, machine, server)
  defp act({:keep_state, data}, event, machine, server), do: act({:keep_state, data, []}, event, machine, server)

  defp act({:keep_state_and_data, actions}, event, machine, server) do
    finish({:kept, machine.state, List.wrap(actions)}, event, machine, server)
  end

  defp act({:keep_state, data, actions}, event, machine, server) do
    finish({:kept, machine.state, List.wrap(actions)}, event, %{machine | data: data}, server)
  end

  defp act(:repeat_state_and_data, event, machine, server), do: act({:repeat_state, machine.data, []}, event, machine, server)

  defp act({:repeat_state_and_data, actions}, event, machine, server) do
    act({:repeat_state, machine.data, actions}, event, machine, server)
  end

  defp act({:repeat_state, data}, event, machine, server), do: act({:repeat_state, data, []}, event, machine, server)

  defp act({:repeat_state, data, actions}, event, machine, server) do
    finish({:changed, machine.state, List.wrap(actions)}, event, %{machine | data: data}, server)
  end

  defp act(:stop, _event, machine, server), do: terminate(:normal, machine, server)
  defp act({:stop, reason}, _event, machine, server), do: terminate(reason, machine, server)
  defp act({:stop, reason, data}, _event, machine, server), do: terminate(reason, %{machine | data: data}, server)

  defp act({:stop_and_reply, reason, replies}, event, machine, server) do
    act({:stop_and_reply, reason, replies, machine.data}, event, machine, server)
  end

  defp act({:stop_and_reply, reason, replies, data}, _event, machine, server) do
    replies |> List.wrap() |> reply()
    terminate(reason, %{machine | data: data}, server)
  end

  defp act({:crashed, :exit, reason, _stack}, _event, machine, server), do: terminate(reason, machine, server)
  defp act({:crashed, _class, reason, stack}, _event, machine, server), do: terminate({reason, stack}, machine, server)
  defp act(other, _event, machine, server), do: terminate({:bad_return_from_state_function, other}, machine, server)

  # Carries out actions. On a change of state the postponed events come again, before all others, and the state's own
  # timer ends; then its `:enter` call is made.
  defp finish({kind, old, actions}, event, machine, server) do
    case Enum.reduce_while(actions, {:ok, machine, [], false}, &action/2) do
      {:ok, machine, next, postpone?} ->
        machine = if postpone?, do: %{machine | postponed: [event | machine.postponed]}, else: machine
        machine = if kind == :changed, do: changed(machine, old), else: machine
        machine = %{machine | queue: Enum.reverse(next, machine.queue)}
        if kind == :changed, do: call_enter(old, machine, server), else: loop(machine, server)

      {:bad, action} ->
        terminate({:bad_action_from_state_function, action}, machine, server)
    end
  end

  defp changed(%{state: state} = machine, old) do
    machine = if state === old, do: machine, else: cancel(machine, :state_timeout)
    %{machine | queue: Enum.reverse(machine.postponed, machine.queue), postponed: []}
  end

  defp call_enter(_old, machine, {_, _, _, _, false} = server), do: loop(machine, server)

  defp call_enter(old, machine, server) do
    case call_back({:enter, old}, machine.state, machine, server) do
      {:next_state, state, _data} when state !== machine.state ->
        terminate({:bad_state_enter_return_from_state_function, state}, machine, server)

      {:next_state, _state, data} -> act({:keep_state, data}, {:enter, old}, machine, server)
      {:next_state, _state, data, actions} -> act({:keep_state, data, actions}, {:enter, old}, machine, server)
      answer -> act(answer, {:enter, old}, machine, server)
    end
  end

  defp action({:reply, from, reply}, acc) do
    reply(from, reply)
    {:cont, acc}
  end

  defp action({:next_event, type, content}, {:ok, machine, next, postpone}) do
    {:cont, {:ok, machine, [{type, content} | next], postpone}}
  end

  defp action(:postpone, acc), do: action({:postpone, true}, acc)
  defp action({:postpone, postpone}, {:ok, machine, next, _}), do: {:cont, {:ok, machine, next, postpone}}
  defp action(:hibernate, acc), do: action({:hibernate, true}, acc)
  defp action({:hibernate, on}, {:ok, machine, next, postpone}), do: {:cont, {:ok, %{machine | hibernate: on}, next, postpone}}
  defp action(time, acc) when is_integer(time) or time == :infinity, do: action({:timeout, time, time}, acc)
  defp action({kind, time, content, _options}, acc), do: action({kind, time, content}, acc)

  defp action({key, what}, {:ok, machine, next, postpone}) when what == :cancel do
    {:cont, {:ok, cancel(machine, key), next, postpone}}
  end

  defp action({key, :update, content}, {:ok, machine, next, postpone}) do
    {:cont, {:ok, update(machine, key, content), next, postpone}}
  end

  defp action({key, time, content} = action, {:ok, machine, next, postpone}) do
    if key in [:timeout, :state_timeout] or match?({:timeout, _}, key),
      do: {:cont, {:ok, start_timer(machine, key, time, content), next, postpone}},
      else: {:halt, {:bad, action}}
  end

  defp action(action, _acc), do: {:halt, {:bad, action}}

  defp start_timer(machine, key, :infinity, _content), do: cancel(machine, key)

  # No time at all: the event comes before any message.
  defp start_timer(machine, key, 0, content) do
    machine = cancel(machine, key)
    %{machine | queue: machine.queue ++ [{key, content}]}
  end

  defp start_timer(machine, key, time, content) do
    machine = cancel(machine, key)
    %{machine | timers: Map.put(machine.timers, key, {:erlang.start_timer(time, self(), key), content})}
  end

  defp cancel(%{timers: timers} = machine, key) do
    case timers do
      %{^key => {ref, _content}} ->
        :erlang.cancel_timer(ref)
        %{machine | timers: Map.delete(timers, key)}

      _ ->
        machine
    end
  end

  defp update(%{timers: timers} = machine, key, content) do
    case timers do
      %{^key => {ref, _old}} -> %{machine | timers: Map.put(timers, key, {ref, content})}
      _ -> start_timer(machine, key, 0, content)
    end
  end

  defp terminate(reason, machine, {module, _, _, _, _}) do
    if :erlang.function_exported(module, :terminate, 3) do
      case tried(fn -> module.terminate(reason, machine.state, machine.data) end) do
        {:crashed, :exit, why, _stack} -> exit(why)
        {:crashed, _class, why, stack} -> exit({why, stack})
        _ -> exit(reason)
      end
    end

    exit(reason)
  end

  # What `sys` asks of a behaviour.

  @doc false
  def system_continue(_parent, _debug, {machine, server}), do: loop(machine, server)

  @doc false
  def system_terminate(reason, _parent, _debug, {machine, server}), do: terminate(reason, machine, server)

  @doc false
  def system_get_state({machine, _server}), do: {:ok, {machine.state, machine.data}}

  @doc false
  def system_replace_state(fun, {machine, server}) do
    {state, data} = fun.({machine.state, machine.data})
    {:ok, {state, data}, {%{machine | state: state, data: data}, server}}
  end

  @doc false
  def system_code_change({machine, {module, _, _, _, _} = server}, _module, old, extra) do
    {:ok, state, data} = module.code_change(old, machine.state, machine.data, extra)
    {:ok, {%{machine | state: state, data: data}, server}}
  end

  @doc false
  def format_status(_option, [_dictionary, running, parent, _debug, {machine, {module, _, name, _, _}}]) do
    [
      {:header, ~c"Status for state machine " ++ :lists.flatten(:io_lib.format(~c"~tp", [name]))},
      {:data,
       [
         {~c"Status", running},
         {~c"Parent", parent},
         {~c"Modules", [module]},
         {~c"Time-outs", {map_size(machine.timers), Map.keys(machine.timers)}},
         {~c"Logged Events", []},
         {~c"Postponed", Enum.reverse(machine.postponed)}
       ]},
      {:data, [{~c"State", {machine.state, machine.data}}]}
    ]
  end
end

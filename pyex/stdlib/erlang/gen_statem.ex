defmodule :gen_statem do
  # State machines. An event is `{type, content}`; it is handled by `handle_event(type, content, state, data)`, or by the function
  # that the state is called, `state(type, content, data)`.
  #
  # All of a machine is one map: `parent`, `name`, `patience` (idle milliseconds before it hibernates), `debug` (of `sys`);
  # `module`, `mode`, `enter?`, `modules` (pushed ones); `state`, `data`, `queue` (events before any message), `postponed`
  # (newest first), `timers` (`{reference, content}` under `:timeout`, `:state_timeout` or `{:timeout, name}`), `hibernate`.
  # A turn is: `handle` an event, `act` on the callback's answer, carry out its actions, `settle` what the change means.
  @moduledoc """
  State machines (as Erlang's `:gen_statem`).
  """

  require :gen

  @doc "Begins: `{:ok, state, data}` or `{:ok, state, data, actions}`."
  @callback init(args :: term) :: tuple | :ignore

  @doc "`:state_functions` or `:handle_event_function`, and `:state_enter` in a list with it."
  @callback callback_mode() :: atom | [atom]

  @doc "Takes an event in the mode `:handle_event_function`."
  @callback handle_event(type :: term, content :: term, state :: term, data :: term) :: term

  @doc "Called when the machine ends by itself."
  @callback terminate(reason :: term, state :: term, data :: term) :: term

  @doc "Makes a new state of an old one when code is exchanged."
  @callback code_change(old :: term, state :: term, data :: term, extra :: term) :: term

  @doc "What reports show instead of the state."
  @callback format_status(status :: map) :: map
  @optional_callbacks handle_event: 4, terminate: 3, code_change: 4, format_status: 1

  @doc "Starts a machine."
  def start(module, args, options), do: :gen.start(:gen_statem, :nolink, module, args, options)

  @doc "Starts a machine under a name."
  def start(name, module, args, options), do: :gen.start(:gen_statem, :nolink, name, module, args, options)

  @doc "As `start/3`, linked to the caller."
  def start_link(module, args, options), do: :gen.start(:gen_statem, :link, module, args, options)

  @doc "As `start/4`, linked to the caller."
  def start_link(name, module, args, options), do: :gen.start(:gen_statem, :link, name, module, args, options)

  @doc "As `start/3`, monitored by the caller: `{:ok, {pid, ref}}`."
  def start_monitor(module, args, options), do: :gen.start(:gen_statem, :monitor, module, args, options)

  @doc "As `start/4`, monitored by the caller."
  def start_monitor(name, module, args, options), do: :gen.start(:gen_statem, :monitor, name, module, args, options)

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

  @doc "Sends an event `{:call, from}` and returns its id, for `receive_response/2` and its kin."
  def send_request(server, request), do: :gen.send_request(server, :"$gen_call", request)

  @doc "As `send_request/2`; the id goes into a collection under a label."
  def send_request(server, request, label, collection) do
    :gen.send_request(server, :"$gen_call", request, label, collection)
  end

  :gen.responses()

  @doc "Answers a call."
  def reply(from, reply), do: :gen.reply(from, reply)

  @doc "Carries out a reply action, or a list of them."
  def reply(replies) when is_list(replies), do: Enum.each(replies, &reply/1)
  def reply({:reply, from, reply}), do: reply(from, reply)

  @doc "Stops a machine."
  def stop(server, reason \\ :normal, timeout \\ :infinity), do: :gen.stop(server, reason, timeout)

  @doc "Makes the calling process a machine."
  def enter_loop(module, options, state, data), do: enter_loop(module, options, state, data, self(), [])

  @doc "As `enter_loop/4`, with a name, or with actions."
  def enter_loop(module, options, state, data, {kind, _} = name) when kind in [:local, :global] do
    enter_loop(module, options, state, data, name, [])
  end

  def enter_loop(module, options, state, data, {:via, _, _} = name), do: enter_loop(module, options, state, data, name, [])

  def enter_loop(module, options, state, data, pid) when pid == self() do
    enter_loop(module, options, state, data, pid, [])
  end

  def enter_loop(module, options, state, data, actions), do: enter_loop(module, options, state, data, self(), actions)

  @doc "As `enter_loop/4`, with a name and actions."
  def enter_loop(module, options, state, data, name, actions) do
    name = if is_pid(name), do: name, else: :gen.report_name(name)
    enter(machine(module, :gen.parent(), name, options), state, data, actions)
  end

  @doc false
  def init_it(starter, :self, name, module, args, options), do: init_it(starter, self(), name, module, args, options)

  def init_it(starter, parent, name, module, args, options) do
    case tried(fn -> module.init(args) end) do
      {:ok, state, data} -> started(starter, parent, name, module, options, state, data, [])
      {:ok, state, data, actions} -> started(starter, parent, name, module, options, state, data, actions)
      other -> not_started(other, starter, name)
    end
  end

  defp started(starter, parent, name, module, options, state, data, actions) do
    machine = machine(module, parent, :gen.report_name(name), options)
    :proc_lib.init_ack(starter, {:ok, self()})
    enter(machine, state, data, actions)
  end

  defp machine(module, parent, name, options) do
    limits = %{parent: parent, name: name, patience: :gen.hibernate_after(options), debug: :gen.debug_options(options)}
    start = %{state: nil, data: nil, queue: [], postponed: [], timers: %{}, hibernate: false, modules: []}
    limits |> Map.merge(start) |> with_module(module)
  end

  defp with_module(machine, module) do
    modes = List.wrap(module.callback_mode())
    [mode] = List.delete(modes, :state_enter)
    Map.merge(machine, %{module: module, mode: mode, enter?: :state_enter in modes})
  end

  defp not_started(answer, starter, name) do
    :gen.unregister_name(name)
    {told, reason} = refusal(answer)
    :proc_lib.init_ack(starter, told)
    exit(reason)
  end

  defp refusal(:ignore), do: {:ignore, :normal}
  defp refusal({:stop, reason}), do: {{:error, reason}, reason}
  defp refusal({:error, reason} = told), do: {told, {:shutdown, reason}}
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
  defp enter(machine, state, data, actions) do
    machine = noted(machine, {:enter, state})
    carry_out(List.wrap(actions), :entered, {:init, state}, state, %{machine | state: state, data: data})
  end

  # The loop

  defp loop(%{queue: [event | queue]} = machine), do: handle(event, %{machine | queue: queue})
  defp loop(%{hibernate: true} = machine), do: hibernate(%{machine | hibernate: false})

  defp loop(%{parent: parent, patience: patience} = machine) do
    receive do
      {:"$gen_call", from, request} -> machine |> received({{:call, from}, request})
      {:"$gen_cast", message} -> machine |> received({:cast, message})
      {:timeout, ref, key} -> timed_out(key, ref, machine)
      {:system, from, request} -> :sys.handle_system_msg(request, from, parent, :gen_statem, machine.debug, machine)
      {:EXIT, ^parent, reason} -> terminate({:exit, reason, []}, reason, machine, [{:info, {:EXIT, parent, reason}}])
      message -> machine |> received({:info, message})
    after
      patience -> hibernate(machine)
    end
  end

  defp hibernate(machine), do: :erlang.hibernate(:gen_statem, :wake_up, [machine])

  @doc false
  def wake_up(machine), do: loop(machine)

  defp received(machine, event), do: handle(event, noted(machine, {:in, event, machine.state}))

  # A timer that was cancelled or started anew may have rung meanwhile; then its message is one like others.
  defp timed_out(key, ref, %{timers: timers} = machine) do
    case timers do
      %{^key => {^ref, content}} -> received(%{machine | timers: Map.delete(timers, key)}, {key, content})
      _ -> received(machine, {:info, {:timeout, ref, key}})
    end
  end

  # Any event ends the wait for none.
  defp handle(event, machine) do
    machine = cancel(machine, :timeout)
    event |> call_back(machine.state, machine) |> act(event, machine)
  end

  defp call_back({type, content}, state, %{mode: :handle_event_function, module: module, data: data}) do
    tried(fn -> module.handle_event(type, content, state, data) end)
  end

  defp call_back({type, content}, state, %{module: module, data: data}) do
    tried(fn -> apply(module, state, [type, content, data]) end)
  end

  # What a callback's answer says to do.
  defp act({:next_state, state, data}, event, machine), do: act({:next_state, state, data, []}, event, machine)

  defp act({:next_state, state, data, actions}, event, %{state: old} = machine) do
    {kind, machine} = if state === old, do: {:kept, machine}, else: {:changed, cancel(machine, :state_timeout)}
    carry_out(List.wrap(actions), kind, event, old, %{machine | state: state, data: data})
  end

  defp act(:keep_state_and_data, event, machine), do: act({:keep_state, machine.data, []}, event, machine)
  defp act({:keep_state_and_data, actions}, event, machine), do: act({:keep_state, machine.data, actions}, event, machine)
  defp act({:keep_state, data}, event, machine), do: act({:keep_state, data, []}, event, machine)

  defp act({:keep_state, data, actions}, event, machine) do
    carry_out(List.wrap(actions), :kept, event, machine.state, %{machine | data: data})
  end

  defp act(:repeat_state_and_data, event, machine), do: act({:repeat_state, machine.data, []}, event, machine)
  defp act({:repeat_state_and_data, actions}, event, machine), do: act({:repeat_state, machine.data, actions}, event, machine)
  defp act({:repeat_state, data}, event, machine), do: act({:repeat_state, data, []}, event, machine)

  defp act({:repeat_state, data, actions}, event, machine) do
    carry_out(List.wrap(actions), :repeated, event, machine.state, %{machine | data: data})
  end

  defp act(:stop, event, machine), do: act({:stop, :normal}, event, machine)
  defp act({:stop, reason}, event, machine), do: act({:stop, reason, machine.data}, event, machine)

  defp act({:stop, reason, data}, event, machine) do
    terminate({:exit, reason, []}, reason, %{machine | data: data}, [event])
  end

  defp act({:stop_and_reply, reason, replies}, event, machine) do
    act({:stop_and_reply, reason, replies, machine.data}, event, machine)
  end

  defp act({:stop_and_reply, reason, replies, data}, event, machine) do
    replies |> List.wrap() |> reply()
    act({:stop, reason, data}, event, machine)
  end

  defp act({:crashed, :exit, reason, stack}, event, machine), do: terminate({:exit, reason, stack}, reason, machine, [event])

  defp act({:crashed, class, reason, stack}, event, machine) do
    terminate({class, reason, stack}, {reason, stack}, machine, [event])
  end

  defp act(other, event, machine), do: fail({:bad_return_from_state_function, other}, event, machine)

  defp fail(reason, event, machine) do
    {:current_stacktrace, [_ | stack]} = :erlang.process_info(self(), :current_stacktrace)
    terminate({:error, reason, stack}, {reason, stack}, machine, [event])
  end

  # Actions are carried out in their order; events and timers of no time that they make are queued afterwards, so `made` is
  # `{events, zero timers, postpone?}`, the newest first. `kind` says what became of the state.
  defp carry_out(actions, kind, event, old, machine) do
    case Enum.reduce_while(actions, {machine, [], [], false}, &action/2) do
      {:bad, action} -> fail({:bad_action_from_state_function, action}, event, machine)
      made -> settle(made, kind, event, old)
    end
  end

  # A new state sees postponed events again, before all others. (The old one's own timer has ended before its actions.)
  defp settle({machine, next, zeros, postpone?}, kind, event, old) do
    machine = if postpone?, do: %{machine | postponed: [event | machine.postponed]}, else: machine
    machine = moved(noted(machine, {if(postpone?, do: :postpone, else: :consume), event, machine.state}), kind)
    machine = %{machine | queue: Enum.reverse(next, machine.queue) ++ Enum.reverse(zeros)}
    if kind == :kept, do: loop(machine), else: call_enter(old, machine)
  end

  defp moved(machine, :changed) do
    %{machine | queue: Enum.reverse(machine.postponed, machine.queue), postponed: []}
  end

  defp moved(machine, _kept), do: machine

  defp call_enter(_old, %{enter?: false} = machine), do: loop(machine)

  defp call_enter(old, machine) do
    event = {:enter, old}

    case call_back(event, machine.state, machine) do
      {:next_state, state, data} when state === machine.state -> entered({:keep_state, data}, event, machine)
      {:next_state, state, data, actions} when state === machine.state -> entered({:keep_state, data, actions}, event, machine)
      {:next_state, _, _} = answer -> fail({:bad_state_enter_return_from_state_function, answer}, event, machine)
      {:next_state, _, _, _} = answer -> fail({:bad_state_enter_return_from_state_function, answer}, event, machine)
      answer -> entered(answer, event, machine)
    end
  end

  defp entered(answer, event, machine) do
    case Enum.find(actions_of(answer), &not_on_entry?/1) do
      nil -> act(answer, event, machine)
      action -> fail({:bad_state_enter_action_from_state_function, action}, event, machine)
    end
  end

  defp actions_of({kind, actions}) when kind in [:keep_state_and_data, :repeat_state_and_data], do: List.wrap(actions)
  defp actions_of({kind, _data, actions}) when kind in [:keep_state, :repeat_state], do: List.wrap(actions)
  defp actions_of(_answer), do: []

  defp not_on_entry?(:postpone), do: true
  defp not_on_entry?({:postpone, on}), do: on
  defp not_on_entry?({:next_event, _, _}), do: true
  defp not_on_entry?(_action), do: false

  # Actions

  defp action({:reply, from, reply}, {machine, next, zeros, postpone?}) do
    reply(from, reply)
    {:cont, {noted(machine, {:out, reply, from}), next, zeros, postpone?}}
  end

  defp action({:next_event, type, content}, {machine, next, zeros, postpone?}) do
    event = {type, content}
    {:cont, {noted(machine, {:in, event, machine.state}), [event | next], zeros, postpone?}}
  end

  defp action(:postpone, made), do: action({:postpone, true}, made)
  defp action({:postpone, on}, {machine, next, zeros, _}) when is_boolean(on), do: {:cont, {machine, next, zeros, on}}
  defp action(:hibernate, made), do: action({:hibernate, true}, made)

  defp action({:hibernate, on}, {machine, next, zeros, postpone?}) when is_boolean(on) do
    {:cont, {%{machine | hibernate: on}, next, zeros, postpone?}}
  end

  defp action({:change_callback_module, module}, {machine, next, zeros, postpone?}) when is_atom(module) do
    {:cont, {with_module(machine, module), next, zeros, postpone?}}
  end

  defp action({:push_callback_module, module}, {machine, next, zeros, postpone?}) when is_atom(module) do
    pushed = %{machine | modules: [machine.module | machine.modules]}
    {:cont, {with_module(pushed, module), next, zeros, postpone?}}
  end

  defp action(:pop_callback_module, {%{modules: [module | modules]} = machine, next, zeros, postpone?}) do
    {:cont, {with_module(%{machine | modules: modules}, module), next, zeros, postpone?}}
  end

  defp action(time, made) when is_integer(time) or time == :infinity, do: action({:timeout, time, time}, made)
  defp action({key, time, content}, made), do: timer_action({key, time, content}, key, time, content, [], made)

  defp action({key, time, content, options}, made) do
    timer_action({key, time, content, options}, key, time, content, List.wrap(options), made)
  end

  defp action({key, :cancel}, {machine, next, zeros, postpone?}), do: {:cont, {cancel(machine, key), next, zeros, postpone?}}
  defp action(action, _made), do: {:halt, {:bad, action}}

  defp timer_action(action, key, time, content, options, made) do
    if timer?(key) and time?(time), do: {:cont, set_timer(key, time, content, options, made)}, else: {:halt, {:bad, action}}
  end

  defp timer?(key) when key in [:timeout, :state_timeout], do: true
  defp timer?({:timeout, _name}), do: true
  defp timer?(_key), do: false

  defp time?(time), do: time in [:infinity, :update] or is_integer(time)

  defp set_timer(key, :infinity, _content, _options, {machine, next, zeros, postpone?}) do
    {cancel(machine, key), next, zeros, postpone?}
  end

  defp set_timer(key, :update, content, _options, {%{timers: timers} = machine, next, zeros, postpone?}) do
    case timers do
      %{^key => {ref, _old}} -> {%{machine | timers: Map.put(timers, key, {ref, content})}, next, zeros, postpone?}
      _ -> {machine, next, [{key, content} | zeros], postpone?}
    end
  end

  # No time at all: the event comes before any message, after the events that are queued.
  defp set_timer(key, 0, content, _options, {machine, next, zeros, postpone?}) do
    {cancel(machine, key), next, [{key, content} | zeros], postpone?}
  end

  defp set_timer(key, time, content, options, {machine, next, zeros, postpone?}) do
    machine = cancel(machine, key)
    timer = {:erlang.start_timer(time, self(), key, options), content}
    {%{machine | timers: Map.put(machine.timers, key, timer)}, next, zeros, postpone?}
  end

  # A timer of no time may be in the queue already.
  defp cancel(%{timers: timers, queue: queue} = machine, key) do
    case timers do
      %{^key => {ref, _content}} ->
        stop_timer(ref)
        %{machine | timers: Map.delete(timers, key)}

      _ when queue == [] ->
        machine

      _ ->
        %{machine | queue: Enum.reject(queue, &match?({^key, _}, &1))}
    end
  end

  defp stop_timer(ref) do
    if :erlang.cancel_timer(ref) == false do
      receive do: ({:timeout, ^ref, _key} -> :ok), after: (0 -> :ok)
    end
  end

  # The end

  # `why` is what the report says: class, reason, stack. `events` are those that nobody will handle any more.
  defp terminate(why, reason, machine, events) do
    machine = noted(machine, {:terminate, reason, machine.state})

    case last_words(reason, machine) do
      {:crashed, :exit, reason, stack} -> leave({:exit, reason, stack}, reason, machine, events)
      {:crashed, class, reason, stack} -> leave({class, reason, stack}, {reason, stack}, machine, events)
      _ -> leave(why, reason, machine, events)
    end
  end

  defp last_words(reason, %{module: module, state: state, data: data}) do
    if :erlang.function_exported(module, :terminate, 3), do: tried(fn -> module.terminate(reason, state, data) end)
  end

  defp leave(why, reason, machine, events) do
    unless quiet?(reason), do: report(why, machine, events)
    exit(reason)
  end

  defp quiet?(reason), do: reason in [:normal, :shutdown] or match?({:shutdown, _}, reason)

  defp report(why, %{queue: queue} = machine, events) do
    status = formatted(Map.put(Map.take(machine, [:state, :data, :postponed]), :queue, events ++ queue), machine)

    :logger.log(:error, %{
      label: {:gen_statem, :terminate},
      name: machine.name,
      queue: status.queue,
      postponed: status.postponed,
      modules: [machine.module | machine.modules],
      callback_mode: machine.mode,
      state_enter: machine.enter?,
      state: {status.state, status.data},
      timeouts: {map_size(machine.timers), Map.keys(machine.timers)},
      log: :sys.get_log(machine.debug),
      reason: why,
      client_info: events |> client() |> :gen.client_info()
    })
  end

  defp client([{{:call, from}, _request} | _]), do: from
  defp client(_events), do: :undefined

  # The state, the data and the events as the callback module wants them shown.
  defp formatted(status, %{module: module}) do
    if :erlang.function_exported(module, :format_status, 1), do: Map.merge(status, module.format_status(status)), else: status
  catch
    _, _ -> %{status | data: {module, :format_status, :failed}}
  end

  # What `sys` asks of a behaviour.

  @doc false
  def system_continue(_parent, debug, machine), do: loop(%{machine | debug: debug})

  @doc false
  def system_terminate(reason, _parent, debug, machine) do
    terminate({:exit, reason, []}, reason, %{machine | debug: debug}, [])
  end

  @doc false
  def system_get_state(machine), do: {:ok, {machine.state, machine.data}}

  @doc false
  def system_replace_state(fun, machine) do
    {state, data} = fun.({machine.state, machine.data})
    {:ok, {state, data}, %{machine | state: state, data: data}}
  end

  @doc false
  def system_code_change(%{module: module} = machine, _changed, old, extra) do
    case module.code_change(old, machine.state, machine.data, extra) do
      {:ok, state, data} -> {:ok, with_module(%{machine | state: state, data: data}, module)}
      other -> other
    end
  end

  @doc false
  def format_status(_option, [_dictionary, running, parent, debug, machine]) do
    status = formatted(Map.take(machine, [:state, :data, :postponed, :queue]), machine)

    [
      {:header, ~c"Status for state machine " ++ :lists.flatten(:io_lib.format(~c"~tp", [machine.name]))},
      {:data,
       [
         {~c"Status", running},
         {~c"Parent", parent},
         {~c"Modules", [machine.module | machine.modules]},
         {~c"Time-outs", {map_size(machine.timers), Map.keys(machine.timers)}},
         {~c"Logged Events", :sys.get_log(debug)},
         {~c"Postponed", status.postponed}
       ]},
      {:data, [{~c"State", {status.state, status.data}}]}
    ]
  end

  # Tracing

  defp noted(%{debug: []} = machine, _event), do: machine

  defp noted(%{debug: debug, name: name} = machine, event) do
    %{machine | debug: :sys.handle_debug(debug, &:gen_statem.print_event/3, name, event)}
  end

  @doc false
  def print_event(device, event, name), do: :io.put_chars(device, ["*DBG* ", shown(name), ?\s, told(event), ?\n])

  defp told({:in, event, state}), do: ["receive ", event_text(event), " in state ", shown(state)]
  defp told({:out, reply, {to, _tag}}), do: ["send ", shown(reply), " to ", shown(to)]
  defp told({:enter, state}), do: ["enter in state ", shown(state)]
  defp told({:terminate, reason, state}), do: ["terminate ", shown(reason), " in state ", shown(state)]
  defp told({what, event, state}), do: [shown(what), ?\s, event_text(event), " in state ", shown(state)]

  defp event_text({{:call, {pid, _tag}}, request}), do: ["call ", shown(request), " from ", shown(pid)]
  defp event_text({type, content}), do: [shown(type), ?\s, shown(content)]

  defp shown(term), do: :io_lib.format(~c"~tp", [term])
end

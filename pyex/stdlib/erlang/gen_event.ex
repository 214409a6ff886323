defmodule :gen_event do
  # Event managers: one process that hands each event to any number of handlers, each with a state of its own.
  #
  # A handler is named `module` or `{module, id}`; it is kept as `{name, module, state, supervisor}`, the newest first,
  # `supervisor` being the linked process that hears of its end (or `nil`). `manager` is what does not change:
  # `{parent, name, hibernate_after}`.
  # A callback's answer comes back as it is, a crash as `{:EXIT, reason}`, both as Erlang words them.
  @moduledoc """
  Event managers (as Erlang's `:gen_event`).

      iex> {:ok, manager} = :gen_event.start_link()
      iex> :gen_event.which_handlers(manager)
      []
      iex> :gen_event.stop(manager)
      :ok
  """

  require :gen

  @doc "Begins, when the handler is added."
  @callback init(args :: term) :: {:ok, term} | {:ok, term, :hibernate} | {:error, term}

  @doc "Takes an event: `{:ok, state}`, `:remove_handler`, or `{:swap_handler, ...}`."
  @callback handle_event(event :: term, state :: term) :: tuple | :remove_handler

  @doc "Answers a call to this handler: `{:ok, answer, state}`."
  @callback handle_call(request :: term, state :: term) :: tuple

  @doc "Takes any other message."
  @callback handle_info(info :: term, state :: term) :: tuple | :remove_handler

  @doc "Called when the handler is removed."
  @callback terminate(args :: term, state :: term) :: term

  @doc "Makes a new state of an old one when code is exchanged."
  @callback code_change(old :: term, state :: term, extra :: term) :: {:ok, term}

  @doc "What reports show instead of the state."
  @callback format_status(status :: map) :: map
  @optional_callbacks handle_info: 2, terminate: 2, code_change: 3, format_status: 1

  @doc "Starts a manager without a name."
  def start, do: start([])

  @doc "Starts a manager under a name, or with options."
  def start(options) when is_list(options), do: :gen.start(:gen_event, :nolink, :no_callback_module, [], options)
  def start(name), do: start(name, [])

  @doc "Starts a manager under a name, with options."
  def start(name, options), do: :gen.start(:gen_event, :nolink, name, :no_callback_module, [], options)

  @doc "As `start/0`, linked to the caller."
  def start_link, do: start_link([])

  @doc "As `start/1`, linked to the caller."
  def start_link(options) when is_list(options), do: :gen.start(:gen_event, :link, :no_callback_module, [], options)
  def start_link(name), do: start_link(name, [])

  @doc "As `start/2`, linked to the caller."
  def start_link(name, options), do: :gen.start(:gen_event, :link, name, :no_callback_module, [], options)

  @doc "As `start/0`, monitored by the caller: `{:ok, {pid, ref}}`."
  def start_monitor, do: start_monitor([])

  @doc "As `start/1`, monitored by the caller."
  def start_monitor(options) when is_list(options), do: :gen.start(:gen_event, :monitor, :no_callback_module, [], options)
  def start_monitor(name), do: start_monitor(name, [])

  @doc "As `start/2`, monitored by the caller."
  def start_monitor(name, options), do: :gen.start(:gen_event, :monitor, name, :no_callback_module, [], options)

  @doc "Sends an event to all handlers; does not wait."
  def notify(manager, event), do: tell(manager, {:notify, event})

  @doc "Sends an event to all handlers and waits until each has had it."
  def sync_notify(manager, event), do: ask(manager, {:sync_notify, event})

  @doc "Adds a handler: `:ok`, what else its `init/1` answered, or `{:EXIT, reason}`."
  def add_handler(manager, handler, args), do: ask(manager, {:add_handler, handler, args})

  @doc "As `add_handler/3`, linked to the caller, who gets `{:gen_event_EXIT, handler, reason}` when the handler is gone."
  def add_sup_handler(manager, handler, args), do: ask(manager, {:add_sup_handler, handler, args, self()})

  @doc "Removes a handler; returns what its `terminate(args, state)` did, or `{:error, :module_not_found}`."
  def delete_handler(manager, handler, args), do: ask(manager, {:delete_handler, handler, args})

  @doc "Puts a handler in another's place; it is started with `{args, what the old one's terminate returned}`."
  def swap_handler(manager, {old, old_args}, {new, args}), do: ask(manager, {:swap_handler, old, old_args, new, args})

  @doc "As `swap_handler/3`, with the new one supervised as by `add_sup_handler/3`."
  def swap_sup_handler(manager, {old, old_args}, {new, args}) do
    ask(manager, {:swap_sup_handler, old, old_args, new, args, self()})
  end

  @doc "The handlers, the newest first."
  def which_handlers(manager), do: ask(manager, :which_handlers)

  @doc "Asks one handler; `{:error, :bad_module}` when it is not there."
  def call(manager, handler, request), do: call(manager, handler, request, 5000, [manager, handler, request])

  @doc "As `call/3`, waiting `timeout` milliseconds at most."
  def call(manager, handler, request, timeout) do
    call(manager, handler, request, timeout, [manager, handler, request, timeout])
  end

  defp call(manager, handler, request, timeout, args) do
    {:ok, reply} = :gen.call(manager, self(), {:call, handler, request}, timeout)
    reply
  catch
    :exit, reason -> exit({reason, {:gen_event, :call, args}})
  end

  @doc "Sends a request to one handler and returns its id, for `receive_response/2` and its kin."
  def send_request(manager, handler, request), do: :gen.send_request(manager, self(), {:call, handler, request})

  @doc "As `send_request/3`; the id goes into a collection under a label."
  def send_request(manager, handler, request, label, collection) do
    :gen.send_request(manager, self(), {:call, handler, request}, label, collection)
  end

  :gen.responses()

  @doc "Stops a manager with `reason`; each handler's `terminate/2` is called with `:stop`."
  def stop(manager, reason \\ :normal, timeout \\ :infinity), do: :gen.stop(manager, reason, timeout)

  defp ask(manager, command) do
    {:ok, reply} = :gen.call(manager, self(), command, :infinity)
    reply
  end

  defp tell({:global, name}, message), do: tell_found(:global.whereis_name(name), message)
  defp tell({:via, module, name}, message), do: tell_found(module.whereis_name(name), message)

  defp tell(manager, message) do
    send(manager, message)
    :ok
  end

  defp tell_found(:undefined, _message), do: :ok
  defp tell_found(pid, message), do: tell(pid, message)

  # The manager

  @doc false
  def init_it(starter, :self, name, module, args, options), do: init_it(starter, self(), name, module, args, options)

  def init_it(starter, parent, name, _module, _args, options) do
    Process.flag(:trap_exit, true)
    manager = {parent, :gen.report_name(name), :gen.hibernate_after(options)}
    debug = :gen.debug_options(options)
    :proc_lib.init_ack(starter, {:ok, self()})
    loop([], debug, manager)
  end

  defp loop(handlers, debug, {parent, _, patience} = manager) do
    receive do
      {:system, from, request} -> :sys.handle_system_msg(request, from, parent, :gen_event, debug, {handlers, manager})
      {:EXIT, ^parent, reason} -> terminate(reason, handlers)
      message when debug == [] -> handle(message, handlers, debug, manager)
      message -> handle(message, handlers, :sys.handle_debug(debug, &print_event/3, elem(manager, 1), {:in, message}), manager)
    after
      patience -> sleep(handlers, debug, manager)
    end
  end

  defp sleep(handlers, debug, manager), do: :erlang.hibernate(:gen_event, :wake_up, [handlers, debug, manager])

  @doc false
  def wake_up(handlers, debug, manager), do: loop(handlers, debug, manager)

  defp handle({:notify, event}, handlers, debug, manager) do
    handlers |> each(:handle_event, event, manager) |> go_on(debug, manager)
  end

  # A supervisor's end takes its handlers along; the others are shown the message.
  defp handle({:EXIT, pid, reason} = message, handlers, debug, manager) do
    left = Enum.flat_map(handlers, &orphaned(&1, pid, reason))
    left |> each(:handle_info, message, manager) |> go_on(debug, manager)
  end

  defp handle({label, {_pid, _tag} = from, command}, handlers, debug, manager) when is_pid(label) do
    {reply, handlers} = obey(command, handlers, manager)
    :gen.reply(from, reply)
    go_on(handlers, debug, manager)
  end

  defp handle(message, handlers, debug, manager) do
    handlers |> each(:handle_info, message, manager) |> go_on(debug, manager)
  end

  # Handlers that asked for it have left `:hibernate` in the list.
  defp go_on(handlers, debug, manager) do
    if :hibernate in handlers,
      do: handlers |> Enum.reject(&(&1 == :hibernate)) |> sleep(debug, manager),
      else: loop(handlers, debug, manager)
  end

  defp obey({:sync_notify, event}, handlers, manager), do: {:ok, each(handlers, :handle_event, event, manager)}
  defp obey({:add_handler, name, args}, handlers, _manager), do: add(name, args, nil, handlers)

  defp obey({:add_sup_handler, name, args, supervisor}, handlers, _manager) do
    Process.link(supervisor)
    add(name, args, supervisor, handlers)
  end

  defp obey({:delete_handler, name, args}, handlers, _manager) do
    case take(name, handlers) do
      {handler, rest} -> {ended(handler, args, :normal), rest}
      nil -> {{:error, :module_not_found}, handlers}
    end
  end

  defp obey({:swap_handler, old, old_args, new, args}, handlers, _manager) do
    swap(take(old, handlers), old_args, new, args, :as_before, handlers)
  end

  defp obey({:swap_sup_handler, old, old_args, new, args, supervisor}, handlers, _manager) do
    Process.link(supervisor)
    swap(take(old, handlers), old_args, new, args, supervisor, handlers)
  end

  defp obey(:which_handlers, handlers, _manager), do: {Enum.map(handlers, &elem(&1, 0)), handlers}
  defp obey(:get_modules, handlers, _manager), do: {handlers |> Enum.map(&elem(&1, 1)) |> Enum.uniq(), handlers}

  defp obey({:call, name, request}, handlers, manager) do
    case Enum.find(handlers, &(elem(&1, 0) == name)) do
      nil -> {{:error, :bad_module}, handlers}
      handler -> ask_handler(handler, request, handlers, manager)
    end
  end

  defp ask_handler({_, module, state, _} = handler, request, handlers, manager) do
    answer = tried(fn -> module.handle_call(request, state) end)
    {reply, left} = replied(answer, handler, request, manager)
    {reply, Enum.flat_map(handlers, &if(&1 == handler, do: left, else: [&1]))}
  end

  defp replied({:ok, reply, state}, handler, _request, _manager), do: {reply, [with_state(handler, state)]}
  defp replied({:ok, reply, state, :hibernate}, handler, _request, _manager), do: {reply, [:hibernate, with_state(handler, state)]}

  defp replied({:swap_handler, reply, old_args, state, new, args}, handler, _request, _manager) do
    {reply, handler |> with_state(state) |> swapped(old_args, new, args, :as_before) |> elem(1)}
  end

  defp replied({:remove_handler, reply}, handler, _request, _manager) do
    ended(handler, :remove_handler, :normal)
    {reply, []}
  end

  defp replied(bad, handler, request, manager) do
    failed(handler, bad, request, manager)
    {{:error, bad}, []}
  end

  # An event or another message, shown to each handler: those that are left.
  defp each(handlers, callback, event, manager), do: Enum.flat_map(handlers, &shown(&1, callback, event, manager))

  defp shown({_, module, state, _} = handler, callback, event, manager) do
    case tried(fn -> apply(module, callback, [event, state]) end) do
      {:EXIT, {:undef, [{^module, :handle_info, [_, _], _} | _]}} -> unexpected(handler, event)
      answer -> noted(answer, handler, event, manager)
    end
  end

  defp unexpected({_, module, _, _} = handler, message) do
    :logger.warning(~c"** Undefined handle_info in ~tp~n** Unhandled message: ~tp~n", [module, message])
    [handler]
  end

  defp noted({:ok, state}, handler, _event, _manager), do: [with_state(handler, state)]
  defp noted({:ok, state, :hibernate}, handler, _event, _manager), do: [:hibernate, with_state(handler, state)]

  defp noted({:swap_handler, old_args, state, new, args}, handler, _event, _manager) do
    handler |> with_state(state) |> swapped(old_args, new, args, :as_before) |> elem(1)
  end

  defp noted(:remove_handler, handler, _event, _manager) do
    ended(handler, :remove_handler, :normal)
    []
  end

  defp noted(bad, handler, event, manager) do
    failed(handler, bad, event, manager)
    []
  end

  defp with_state({name, module, _old, supervisor}, state), do: {name, module, state, supervisor}

  defp take(name, handlers) do
    case Enum.split_while(handlers, &(elem(&1, 0) != name)) do
      {before, [handler | rest]} -> {handler, before ++ rest}
      {_all, []} -> nil
    end
  end

  defp add(name, args, supervisor, handlers) do
    module = module_of(name)

    case tried(fn -> module.init(args) end) do
      {:ok, state} -> {:ok, [{name, module, state, supervisor} | handlers]}
      {:ok, state, :hibernate} -> {:ok, [:hibernate, {name, module, state, supervisor} | handlers]}
      other -> not_added(other, supervisor, handlers)
    end
  end

  defp not_added(answer, supervisor, handlers) do
    if supervisor != nil and not Enum.any?(handlers, &match?({_, _, _, ^supervisor}, &1)), do: Process.unlink(supervisor)
    {answer, handlers}
  end

  defp module_of({module, _id}), do: module
  defp module_of(module), do: module

  defp swap(nil, _old_args, new, args, supervisor, handlers) do
    {reply, handlers} = add(new, {args, :error}, if(supervisor == :as_before, do: nil, else: supervisor), handlers)
    {swap_reply(reply), handlers}
  end

  defp swap({old, rest}, old_args, new, args, supervisor, _handlers) do
    {reply, added} = swapped(old, old_args, new, args, supervisor)
    {swap_reply(reply), added ++ rest}
  end

  defp swap_reply(:ok), do: :ok
  defp swap_reply(other), do: {:error, other}

  # The new handler gets what the old one left, and (unless told otherwise) its supervisor.
  defp swapped({_, _, _, kept} = old, old_args, new, args, supervisor) do
    left = ended(old, old_args, {:swapped, new, supervisor_of_swap(kept, supervisor)})
    add(new, {args, left}, supervisor_of_swap(kept, supervisor), [])
  end

  defp supervisor_of_swap(kept, :as_before), do: kept
  defp supervisor_of_swap(_kept, supervisor), do: supervisor

  defp orphaned({_, _, _, pid} = handler, pid, reason) do
    ended(handler, {:stop, reason}, reason)
    []
  end

  defp orphaned(handler, _pid, _reason), do: [handler]

  # The last call of a handler: what its `terminate/2` returns. Its supervisor is told `reason`.
  defp ended({_, module, state, _} = handler, args, reason) do
    left = if function_exported?(module, :terminate, 2), do: tried(fn -> module.terminate(args, state) end), else: :ok
    inform(handler, reason)
    left
  end

  defp inform({_, _, _, nil}, _reason), do: :ok
  defp inform({name, _, _, supervisor}, reason), do: send(supervisor, {:gen_event_EXIT, name, reason})

  # A handler that crashed, or answered what nobody understands, is removed, and the log says why.
  defp failed({name, _, state, _} = handler, bad, event, manager) do
    ended(handler, {:error, bad}, bad)
    report = %{label: {:gen_event, :terminate}, handler: name, name: elem(manager, 1), last_message: event, state: state}
    :logger.error(Map.put(report, :reason, bad))
  end

  defp tried(fun) do
    fun.()
  catch
    :throw, value -> value
    :exit, reason -> {:EXIT, reason}
    :error, reason -> {:EXIT, {reason, __STACKTRACE__}}
  end

  defp terminate(reason, handlers) do
    for handler <- handlers, do: ended(handler, :stop, :shutdown)
    exit(reason)
  end

  # What `sys` asks of a behaviour.

  @doc false
  def system_continue(_parent, debug, {handlers, manager}), do: loop(handlers, debug, manager)

  @doc false
  def system_terminate(reason, _parent, _debug, {handlers, _manager}), do: terminate(reason, handlers)

  @doc false
  def system_get_state({handlers, _manager}), do: {:ok, for({name, module, state, _} <- handlers, do: {module, id(name), state})}

  defp id({_module, id}), do: id
  defp id(_module), do: false

  @doc false
  def system_replace_state(fun, {handlers, manager}) do
    replaced = Enum.map(handlers, &replaced(&1, fun))
    {:ok, new} = system_get_state({replaced, manager})
    {:ok, new, {replaced, manager}}
  end

  defp replaced({name, module, state, _} = handler, fun) do
    {^module, _, new} = fun.({module, id(name), state})
    with_state(handler, new)
  catch
    _, _ -> handler
  end

  @doc false
  def system_code_change({handlers, manager}, changed, old, extra) do
    {:ok, {Enum.map(handlers, &upgraded(&1, changed, old, extra)), manager}}
  end

  defp upgraded({_, changed, state, _} = handler, changed, old, extra) do
    {:ok, new} = changed.code_change(old, state, extra)
    with_state(handler, new)
  end

  defp upgraded(handler, _changed, _old, _extra), do: handler

  @doc false
  def format_status(_option, [_dictionary, running, parent, debug, {handlers, {_, name, _}}]) do
    [
      {:header, ~c"Status for event handler " ++ :lists.flatten(:io_lib.format(~c"~tp", [name]))},
      {:data, [{~c"Status", running}, {~c"Parent", parent}, {~c"Logged Events", :sys.get_log(debug)}]},
      {:items, {~c"Installed handlers", for({handler, module, state, _} <- handlers, do: {module, id(handler), state})}}
    ]
  end

  defp print_event(device, event, name), do: :io.format(device, ~c"*DBG* ~tp got ~tp~n", [name, event])
end

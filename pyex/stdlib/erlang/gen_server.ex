defmodule :gen_server do
  # The server loop behind GenServer: receives a message, gives it to a callback, does what the callback's answer says.
  #
  # `server` is what does not change from message to message: `{module, parent, name, hibernate_after, debug}`.
  # `wait` is how long the next message may take: milliseconds, `:infinity`, or `:idle` (as long as `hibernate_after`).
  # The loop is one function whose usual ways end in a call of itself; all rarer answers go through `act`.
  # A crash in a callback comes back as `{@crash, class, reason, stack}`.
  @moduledoc """
  Client-server processes (as Erlang's `:gen_server`, on which `GenServer` stands).
  """

  require :gen

  @doc "Begins: `{:ok, state}`, `{:ok, state, what_next}`, `:ignore` or `{:stop, reason}`."
  @callback init(args :: term) :: {:ok, term} | {:ok, term, term} | {:stop, term} | :ignore

  @doc "Answers a call: `{:reply, answer, state}`, `{:noreply, state}` or `{:stop, reason, answer, state}`."
  @callback handle_call(request :: term, from :: {pid, term}, state :: term) :: tuple

  @doc "Takes what `cast/2` sent."
  @callback handle_cast(request :: term, state :: term) :: tuple

  @doc "Takes any other message."
  @callback handle_info(info :: term, state :: term) :: tuple

  @doc "Goes on after `{:continue, term}` in an answer."
  @callback handle_continue(info :: term, state :: term) :: tuple

  @doc "Called when the process ends by itself."
  @callback terminate(reason :: term, state :: term) :: term

  @doc "Makes a new state of an old one when code is exchanged."
  @callback code_change(old :: term, state :: term, extra :: term) :: {:ok, term} | {:error, term}

  @doc "What reports show instead of the state."
  @callback format_status(status :: map) :: map
  @optional_callbacks handle_info: 2, handle_continue: 2, terminate: 2, code_change: 3, format_status: 1

  @crash :"$callback_crashed"

  @doc "Starts a server without a name."
  def start(module, args, options), do: :gen.start(:gen_server, :nolink, module, args, options)

  @doc "Starts a server under a name: `{:local, atom}`, `{:global, term}` or `{:via, module, term}`."
  def start(name, module, args, options), do: :gen.start(:gen_server, :nolink, name, module, args, options)

  @doc "As `start/3`, linked to the caller."
  def start_link(module, args, options), do: :gen.start(:gen_server, :link, module, args, options)

  @doc "As `start/4`, linked to the caller."
  def start_link(name, module, args, options), do: :gen.start(:gen_server, :link, name, module, args, options)

  @doc "As `start/3`, monitored by the caller: `{:ok, {pid, ref}}`."
  def start_monitor(module, args, options), do: :gen.start(:gen_server, :monitor, module, args, options)

  @doc "As `start/4`, monitored by the caller."
  def start_monitor(name, module, args, options), do: :gen.start(:gen_server, :monitor, name, module, args, options)

  @doc "Asks a server and waits for its answer."
  def call(server, request, timeout \\ 5000) do
    {:ok, reply} = :gen.call(server, :"$gen_call", request, timeout)
    reply
  catch
    :exit, reason -> exit({reason, {:gen_server, :call, [server, request, timeout]}})
  end

  @doc "Tells a server something; nobody answers, and nobody minds when there is no server."
  def cast({:global, name}, request), do: cast_to(:global.whereis_name(name), request)
  def cast({:via, module, name}, request), do: cast_to(module.whereis_name(name), request)
  def cast({name, node}, request) when is_atom(name) and is_atom(node), do: cast_to({name, node}, request)
  def cast(server, request) when is_atom(server) or is_pid(server), do: cast_to(server, request)

  defp cast_to(:undefined, _request), do: :ok

  defp cast_to(server, request) do
    send(server, {:"$gen_cast", request})
    :ok
  catch
    :error, _ -> :ok
  end

  @doc "Casts to the servers registered as `name` on all the given nodes."
  def abcast(nodes \\ [node()], name, request), do: GenServer.abcast(nodes, name, request)

  @doc "Calls the servers registered as `name` on all the given nodes."
  def multi_call(nodes \\ [node()], name, request, timeout \\ :infinity) do
    GenServer.multi_call(nodes, name, request, timeout)
  end

  @doc "Answers a call that a callback left open."
  def reply(from, reply), do: :pyex_call.answer(from, reply)

  @doc "Sends a request and returns its id, for `receive_response/2` and its kin."
  def send_request(server, request), do: :gen.send_request(server, :"$gen_call", request)

  @doc "As `send_request/2`; the id goes into a collection under a label."
  def send_request(server, request, label, collection) do
    :gen.send_request(server, :"$gen_call", request, label, collection)
  end

  :gen.responses()

  @doc "Stops a server with `reason`, waiting for its end."
  def stop(server, reason \\ :normal, timeout \\ :infinity) do
    :gen.stop(server, reason, timeout)
  catch
    :exit, why -> exit({why, {:gen_server, :stop, [server, reason, timeout]}})
  end

  @doc "Makes the calling process a server with a state it has already."
  def enter_loop(module, options, state), do: enter_loop(module, options, state, self(), :infinity)

  @doc "As `enter_loop/3`, with a name or what to do first."
  def enter_loop(module, options, state, {kind, _} = name) when kind in [:local, :global] do
    enter_loop(module, options, state, name, :infinity)
  end

  def enter_loop(module, options, state, {:via, _, _} = name), do: enter_loop(module, options, state, name, :infinity)
  def enter_loop(module, options, state, action), do: enter_loop(module, options, state, self(), action)

  @doc "As `enter_loop/3`, with a name and what to do first: a timeout, `:hibernate` or `{:continue, term}`."
  def enter_loop(module, options, state, name, action) do
    name = if is_pid(name), do: name, else: :gen.report_name(name)
    server = {module, :gen.parent(), name, :gen.hibernate_after(options), :gen.debug_options(options)}
    act({:noreply, state, action}, :enter_loop, :undefined, state, server)
  end

  @doc false
  def init_it(starter, :self, name, module, args, options) do
    init_it(starter, self(), name, module, args, options)
  end

  def init_it(starter, parent, name, module, args, options) do
    server = {module, parent, :gen.report_name(name), :gen.hibernate_after(options), :gen.debug_options(options)}

    case try_init(module, args) do
      {:ok, state} -> started(starter, state, idle(server), server)
      {:ok, state, action} -> start_with(action, starter, state, name, server)
      other -> not_started(other, starter, name)
    end
  end

  defp try_init(module, args) do
    module.init(args)
  catch
    :throw, value -> value
    class, reason -> {@crash, class, reason, __STACKTRACE__}
  end

  defp started(starter, state, wait, server) do
    :proc_lib.init_ack(starter, {:ok, self()})
    next(state, wait, server)
  end

  defp start_with({:continue, _} = action, starter, state, _name, server), do: start_acting(action, starter, state, server)
  defp start_with(:hibernate, starter, state, _name, server), do: start_acting(:hibernate, starter, state, server)

  defp start_with(wait, starter, state, _name, server) when (is_integer(wait) and wait >= 0) or wait == :infinity do
    started(starter, state, wait, server)
  end

  defp start_with(action, starter, state, name, _server), do: not_started({:ok, state, action}, starter, name)

  defp start_acting(action, starter, state, server) do
    :proc_lib.init_ack(starter, {:ok, self()})
    act({:noreply, state, action}, :init, :undefined, state, server)
  end

  # The name must be free again before the starter hears of it: it may try another start at once.
  defp not_started(answer, starter, name) do
    :gen.unregister_name(name)
    {told, reason} = refusal(answer)
    :proc_lib.init_ack(starter, told)
    exit(reason)
  end

  defp refusal(:ignore), do: {:ignore, :normal}
  defp refusal({:stop, reason}), do: {{:error, reason}, reason}
  defp refusal({@crash, :exit, reason, _stack}), do: {{:error, reason}, reason}
  defp refusal({@crash, _error, reason, stack}), do: {{:error, {reason, stack}}, {reason, stack}}
  defp refusal(other), do: {{:error, {:bad_return_value, other}}, {:bad_return_value, other}}

  defp idle({_, _, _, :infinity, _}), do: :infinity
  defp idle(_server), do: :idle

  defp next(state, :infinity, {module, parent, _, :infinity, []} = server), do: loop(state, module, parent, server)
  defp next(state, wait, server), do: watched_loop(state, wait, server)

  defp loop(state, module, parent, server) do
    receive do
      {:"$gen_call", from, request} ->
        case try_call(module, request, from, state) do
          {:reply, reply, new_state} ->
            :pyex_call.answer(from, reply)
            loop(new_state, module, parent, server)

          {:noreply, new_state} ->
            loop(new_state, module, parent, server)

          answer ->
            act(answer, request, from, state, server)
        end

      {:"$gen_cast", request} = message ->
        case try_cast(module, request, state) do
          {:noreply, new_state} -> loop(new_state, module, parent, server)
          answer -> act(answer, message, :undefined, state, server)
        end

      {:system, from, request} ->
        :sys.handle_system_msg(request, from, parent, :gen_server, [], {state, :infinity, server})

      {:EXIT, ^parent, reason} = message ->
        terminate(:stop, reason, [], message, :undefined, state, server)

      message ->
        case try_info(module, message, state) do
          {:noreply, new_state} -> loop(new_state, module, parent, server)
          answer -> act(answer, message, :undefined, state, server)
        end
    end
  end

  # One turn of the loop when there is a time limit, and of servers with `hibernate_after` or `sys` debug options.
  defp watched_loop(state, :idle, {_, _, _, limit, _} = server) do
    receive do
      message -> watched(message, state, :idle, server)
    after
      limit -> hibernate(state, server)
    end
  end

  defp watched_loop(state, wait, server) do
    receive do
      message -> watched(message, state, wait, server)
    after
      wait -> watched(:timeout, state, wait, server)
    end
  end

  defp watched({:system, from, request}, state, wait, {_, parent, _, _, debug} = server) do
    :sys.handle_system_msg(request, from, parent, :gen_server, debug, {state, wait, server})
  end

  defp watched({:EXIT, parent, reason} = message, state, _wait, {_, parent, _, _, _} = server) do
    terminate(:stop, reason, [], message, :undefined, state, server)
  end

  defp watched(message, state, _wait, {module, _, _, _, _} = server) do
    server = noted({:in, message}, server)

    case message do
      {:"$gen_call", from, request} -> act(try_call(module, request, from, state), request, from, state, server)
      {:"$gen_cast", request} -> act(try_cast(module, request, state), message, :undefined, state, server)
      _ -> act(try_info(module, message, state), message, :undefined, state, server)
    end
  end

  defp noted(_event, {_, _, _, _, []} = server), do: server

  defp noted(event, {module, parent, name, limit, debug}) do
    {module, parent, name, limit, :sys.handle_debug(debug, &:gen_server.print_event/3, name, event)}
  end

  @doc false
  def print_event(device, {:in, {:"$gen_call", {from, _tag}, request}}, name) do
    line(device, "*DBG* #{shown(name)} got call #{shown(request)} from #{shown(from)}")
  end

  def print_event(device, {:in, {:"$gen_cast", request}}, name) do
    line(device, "*DBG* #{shown(name)} got cast #{shown(request)}")
  end

  def print_event(device, {:in, message}, name), do: line(device, "*DBG* #{shown(name)} got #{shown(message)}")

  def print_event(device, {:out, reply, {to, _tag}, state}, name) do
    line(device, "*DBG* #{shown(name)} sent #{shown(reply)} to #{shown(to)}, new state #{shown(state)}")
  end

  def print_event(device, {:noreply, state}, name), do: line(device, "*DBG* #{shown(name)} new state #{shown(state)}")
  def print_event(device, event, name), do: line(device, "*DBG* #{shown(name)} dbg  #{shown(event)}")

  defp line(device, text), do: :io.put_chars(device, [text, ?\n])
  defp shown(term), do: :io_lib.format(~c"~tp", [term])

  defp try_call(module, request, from, state) do
    module.handle_call(request, from, state)
  catch
    :throw, value -> value
    class, reason -> {@crash, class, reason, __STACKTRACE__}
  end

  defp try_cast(module, request, state) do
    module.handle_cast(request, state)
  catch
    :throw, value -> value
    class, reason -> {@crash, class, reason, __STACKTRACE__}
  end

  defp try_info(module, message, state) do
    module.handle_info(message, state)
  catch
    :throw, value -> value
    class, reason -> {@crash, class, reason, __STACKTRACE__}
  end

  defp try_continue(module, what, state) do
    module.handle_continue(what, state)
  catch
    :throw, value -> value
    class, reason -> {@crash, class, reason, __STACKTRACE__}
  end

  # What a callback's answer says to do. `message` and `from` are what the callback was called for, `state` the old state.
  defp act({:reply, reply, new_state}, _message, from, _state, server) when from != :undefined do
    server = answer(from, reply, new_state, server)
    next(new_state, idle(server), server)
  end

  defp act({:reply, reply, new_state, action}, message, from, _state, server) when from != :undefined do
    server = answer(from, reply, new_state, server)
    act({:noreply, new_state, action}, message, from, new_state, server)
  end

  defp act({:noreply, new_state}, _message, _from, _state, server) do
    server = noted({:noreply, new_state}, server)
    next(new_state, idle(server), server)
  end

  defp act({:noreply, new_state, {:continue, what} = continue}, _message, _from, _state, {module, _, _, _, _} = server) do
    act(try_continue(module, what, new_state), continue, :undefined, new_state, server)
  end

  defp act({:noreply, new_state, :hibernate}, _message, _from, _state, server), do: hibernate(new_state, server)

  defp act({:noreply, new_state, wait}, _message, _from, _state, server) do
    next(new_state, wait, server)
  end

  defp act({:stop, reason, reply, new_state}, message, from, _state, server) when from != :undefined do
    terminate(:stop, reason, [], message, from, new_state, server, fn -> reply(from, reply) end)
  end

  defp act({:stop, reason, new_state}, message, from, _state, server) do
    terminate(:stop, reason, [], message, from, new_state, server)
  end

  defp act({@crash, class, reason, stack}, message, from, state, server) do
    terminate(class, reason, stack, message, from, state, server)
  end

  defp act(other, message, from, state, server) do
    terminate(:stop, {:bad_return_value, other}, [], message, from, state, server)
  end

  defp answer(from, reply, state, server) do
    reply(from, reply)
    noted({:out, reply, from, state}, server)
  end

  defp hibernate(state, server), do: :erlang.hibernate(:gen_server, :wake_up, [state, server])

  @doc false
  def wake_up(state, server), do: next(state, idle(server), server)

  # The end of a server. Its reason is that of the callback's stop, or of the crash, or of a crash in `terminate`.
  defp terminate(class, reason, stack, message, from, state, server, last \\ fn -> :ok end) do
    {reason, report_reason} = reasons(class, reason, stack)

    case try_terminate(server, reason, state) do
      :ok -> leave(reason, report_reason, message, from, state, server, last)
      {reason, report_reason} -> leave(reason, report_reason, message, from, state, server, last)
    end
  end

  defp leave(reason, report_reason, message, from, state, server, last) do
    unless quiet?(reason), do: report(report_reason, message, from, state, server)
    last.()
    exit(reason)
  end

  defp reasons(:stop, reason, _stack), do: {reason, reason}
  defp reasons(:exit, reason, stack), do: {reason, {reason, stack}}
  defp reasons(:error, reason, stack), do: {{reason, stack}, {reason, stack}}

  defp try_terminate({module, _, _, _, _}, reason, state) do
    if :erlang.function_exported(module, :terminate, 2), do: module.terminate(reason, state)
    :ok
  catch
    :throw, _value -> :ok
    class, reason -> reasons(class, reason, __STACKTRACE__)
  end

  defp quiet?(:normal), do: true
  defp quiet?(:shutdown), do: true
  defp quiet?({:shutdown, _}), do: true
  defp quiet?(_reason), do: false

  defp report(reason, message, from, state, {module, _, name, _, debug}) do
    :logger.log(:error, %{
      label: {:gen_server, :terminate},
      name: name,
      last_message: if(message == :stop, do: [], else: message),
      state: formatted(module, :terminate, [:erlang.get(), state]),
      log: :sys.get_log(debug),
      reason: reason,
      client_info: :gen.client_info(from)
    })
  end

  # The state as the callback module wants it shown.
  defp formatted(module, kind, [_dictionary, state] = args) do
    cond do
      :erlang.function_exported(module, :format_status, 1) -> :maps.get(:state, module.format_status(%{state: state}))
      :erlang.function_exported(module, :format_status, 2) -> module.format_status(kind, args)
      true -> state
    end
  catch
    _, _ -> state
  end

  # What `sys` asks of a behaviour.

  @doc false
  def system_continue(_parent, debug, {state, wait, {module, parent, name, limit, _}}) do
    server = {module, parent, name, limit, debug}
    wait = if wait in [:infinity, :idle], do: idle(server), else: wait
    next(state, wait, server)
  end

  @doc false
  def system_terminate(reason, _parent, debug, {state, _wait, {module, parent, name, limit, _}}) do
    terminate(:stop, reason, [], :stop, :undefined, state, {module, parent, name, limit, debug})
  end

  @doc false
  def system_get_state({state, _wait, _server}), do: {:ok, state}

  @doc false
  def system_replace_state(fun, {state, wait, server}) do
    new_state = fun.(state)
    {:ok, new_state, {new_state, wait, server}}
  end

  @doc false
  def system_code_change({state, wait, {module, _, _, _, _} = server}, _module, old, extra) do
    case module.code_change(old, state, extra) do
      {:ok, new_state} -> {:ok, {new_state, wait, server}}
      other -> other
    end
  end

  @doc false
  def format_status(_option, [dictionary, running, parent, debug, {state, _wait, {module, _, name, _, _}}]) do
    shown = shown_state(module, formatted(module, :normal, [dictionary, state]))

    [
      {:header, ~c"Status for generic server " ++ :lists.flatten(:io_lib.format(~c"~tp", [name]))},
      {:data, [{~c"Status", running}, {~c"Parent", parent}, {~c"Logged events", :sys.get_log(debug)}]}
      | shown
    ]
  end

  # The old callback makes up the whole entry, the new one only changes the state in it.
  defp shown_state(module, shown) do
    cond do
      :erlang.function_exported(module, :format_status, 1) -> [data: [{~c"State", shown}]]
      not :erlang.function_exported(module, :format_status, 2) -> [data: [{~c"State", shown}]]
      is_list(shown) -> shown
      true -> [shown]
    end
  end
end

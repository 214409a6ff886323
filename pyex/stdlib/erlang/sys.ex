defmodule :sys do
  # Looking into OTP's processes while they run, and holding them still.
  #
  # A request is `{:system, from, request}`; the behaviour hands it to `handle_system_msg`, which answers and calls the
  # behaviour's `system_continue` again. Debug options are a list of `{:trace, true}`, `{:log, {limit, events}}`, `{:log_to_file, device}`,
  # `{:statistics, {started, reductions, received, sent}}` and `{:install, {name, {fun, state}}}`; an empty list costs nothing.
  @moduledoc """
  System messages of OTP's processes (as Erlang's `:sys`).

      iex> {:ok, agent} = Agent.start_link(fn -> [1, 2] end)
      iex> :sys.get_state(agent)
      [1, 2]
      iex> :sys.replace_state(agent, fn list -> [0 | list] end)
      [0, 1, 2]
      iex> Agent.stop(agent)
      :ok
  """

  @doc "The state of a process."
  def get_state(process) do
    unwrap(ask(process, :get_state, 5000, :get_state, [process]))
  end

  @doc "As `get_state/1`, waiting `timeout` milliseconds at most."
  def get_state(process, timeout) do
    unwrap(ask(process, :get_state, timeout, :get_state, [process, timeout]))
  end

  @doc "Replaces the state of a process by what `fun` makes of it; returns the new state."
  def replace_state(process, fun) do
    unwrap(ask(process, {:replace_state, fun}, 5000, :replace_state, [process, fun]))
  end

  @doc "As `replace_state/2`, waiting `timeout` milliseconds at most."
  def replace_state(process, fun, timeout) do
    unwrap(ask(process, {:replace_state, fun}, timeout, :replace_state, [process, fun, timeout]))
  end

  defp unwrap({:ok, state}), do: state
  defp unwrap({:error, reason}), do: :erlang.error(reason)

  @doc "All about a process: `{:status, pid, {:module, module}, [dictionary, running, parent, debug, misc]}`."
  def get_status(process, timeout \\ 5000), do: ask(process, :get_status, timeout, :get_status, [process, timeout])

  @doc "Makes a process leave all messages but system messages in its mailbox."
  def suspend(process, timeout \\ 5000), do: ask(process, :suspend, timeout, :suspend, [process, timeout])

  @doc "Lets a suspended process go on."
  def resume(process, timeout \\ 5000), do: ask(process, :resume, timeout, :resume, [process, timeout])

  @doc "Ends a process with `reason`."
  def terminate(process, reason, timeout \\ 5000) do
    ask(process, {:terminate, reason}, timeout, :terminate, [process, reason, timeout])
  end

  @doc "Calls `code_change` of a suspended process."
  def change_code(process, module, old, extra, timeout \\ 5000) do
    ask(process, {:change_code, module, old, extra}, timeout, :change_code, [process, module, old, extra, timeout])
  end

  @doc "Counting of messages: `true`, `false`, or `:get` for `{:ok, counts}`."
  def statistics(process, flag, timeout \\ 5000) do
    ask(process, {:debug, {:statistics, flag}}, timeout, :statistics, [process, flag, timeout])
  end

  @doc "Keeping the latest events: `true`, `{true, limit}`, `false`, `:get` or `:print`."
  def log(process, flag, timeout \\ 5000), do: ask(process, {:debug, {:log, flag}}, timeout, :log, [process, flag, timeout])

  @doc "Printing of all events: `true` or `false`."
  def trace(process, flag, timeout \\ 5000) do
    ask(process, {:debug, {:trace, flag}}, timeout, :trace, [process, flag, timeout])
  end

  @doc "Writing of all events to a file: a file's name, or `false`."
  def log_to_file(process, file, timeout \\ 5000) do
    ask(process, {:debug, {:log_to_file, file}}, timeout, :log_to_file, [process, file, timeout])
  end

  @doc "Takes all debug options away."
  def no_debug(process, timeout \\ 5000), do: ask(process, {:debug, :no_debug}, timeout, :no_debug, [process, timeout])

  @doc "Installs a function `{fun, state}` that sees each event and returns its new state, or `:done`."
  def install(process, spec, timeout \\ 5000) do
    ask(process, {:debug, {:install, spec}}, timeout, :install, [process, spec, timeout])
  end

  @doc "Removes an installed function."
  def remove(process, fun, timeout \\ 5000) do
    ask(process, {:debug, {:remove, fun}}, timeout, :remove, [process, fun, timeout])
  end

  defp ask(process, request, timeout, function, args) do
    {:ok, answer} = :gen.call(process, :system, request, timeout)
    answer
  catch
    :exit, reason -> exit({reason, {:sys, function, args}})
  end

  @doc "Debug options as a behaviour keeps them, of those given at its start."
  def debug_options(options), do: Enum.reduce(options, [], &with_option/2)

  defp with_option(:trace, debug), do: put(debug, :trace, true)
  defp with_option(:log, debug), do: put(debug, :log, {10, []})
  defp with_option({:log, limit}, debug), do: put(debug, :log, {limit, []})
  defp with_option(:statistics, debug), do: put(debug, :statistics, fresh_statistics())
  defp with_option({:log_to_file, file}, debug), do: elem(debug({:log_to_file, file}, debug), 1)
  defp with_option({:install, spec}, debug), do: put(debug, :install, [installed(spec) | get(debug, :install, [])])
  defp with_option(_unknown, debug), do: debug

  defp installed({name, fun, state}), do: {name, fun, state}
  defp installed({fun, state}), do: {fun, fun, state}

  defp put(debug, key, value), do: :lists.keystore(key, 1, debug, {key, value})

  defp get(debug, key, default) do
    case :lists.keyfind(key, 1, debug) do
      {^key, value} -> value
      false -> default
    end
  end

  @doc "Shows an event to the debug options; returns them as they are then."
  def handle_debug(debug, print, name, event) do
    debug |> Enum.map(&seen(&1, print, name, event)) |> Enum.reject(&(&1 == {:install, []}))
  end

  defp seen({:trace, true} = trace, print, name, event) do
    print.(:erlang.group_leader(), event, name)
    trace
  end

  defp seen({:log_to_file, device} = log, print, name, event) do
    print.(device, event, name)
    log
  end

  defp seen({:log, {limit, events}}, print, name, event), do: {:log, {limit, Enum.take([{event, name, print} | events], limit)}}
  defp seen({:statistics, {time, reductions, i, o}}, _, _, {:in, _}), do: {:statistics, {time, reductions, i + 1, o}}
  defp seen({:statistics, {time, reductions, i, o}}, _, _, {:out, _, _, _}), do: {:statistics, {time, reductions, i, o + 1}}
  defp seen({:statistics, {time, reductions, i, o}}, _, _, {:out, _, _}), do: {:statistics, {time, reductions, i, o + 1}}
  defp seen({:install, functions}, _, name, event), do: {:install, Enum.flat_map(functions, &shown(&1, event, name))}
  defp seen(other, _print, _name, _event), do: other

  defp shown({id, fun, state}, event, name) do
    case fun.(state, event, name) do
      :done -> []
      new_state -> [{id, fun, new_state}]
    end
  end

  @doc "What a debug option is set to, or a default."
  def get_debug(option, debug, default), do: get(debug, option, default)

  @doc "Prints the events that debug options hold."
  def print_log(debug) do
    {_limit, events} = get(debug, :log, {0, []})
    for {event, name, print} <- Enum.reverse(events), do: print.(:erlang.group_leader(), event, name)
    :ok
  end

  @doc "The events that debug options hold, oldest first."
  def get_log(debug) do
    {_limit, events} = get(debug, :log, {0, []})
    events |> Enum.map(&elem(&1, 0)) |> Enum.reverse()
  end

  defp fresh_statistics do
    {:reductions, reductions} = :erlang.process_info(self(), :reductions)
    {:erlang.localtime(), reductions, 0, 0}
  end

  @doc """
  Answers a system message, then calls `module.system_continue(parent, debug, misc)` (or `system_terminate`).
  """
  def handle_system_msg(request, from, parent, module, debug, misc) do
    handle(:running, request, from, parent, module, debug, misc)
  end

  @doc "As `handle_system_msg/6`; whether the process hibernated before plays no part here."
  def handle_system_msg(request, from, parent, module, debug, misc, _hibernated) do
    handle_system_msg(request, from, parent, module, debug, misc)
  end

  defp handle(running, request, from, parent, module, debug, misc) do
    case answer(request, running, parent, module, debug, misc) do
      {:terminate, reason} ->
        :gen.reply(from, :ok)
        module.system_terminate(reason, parent, debug, misc)

      {:running, reply, debug, misc} ->
        :gen.reply(from, reply)
        module.system_continue(parent, debug, misc)

      {:suspended, reply, debug, misc} ->
        :gen.reply(from, reply)
        suspended(parent, module, debug, misc)
    end
  end

  defp suspended(parent, module, debug, misc) do
    receive do
      {:system, from, request} -> handle(:suspended, request, from, parent, module, debug, misc)
      {:EXIT, ^parent, reason} -> module.system_terminate(reason, parent, debug, misc)
    end
  end

  defp answer(:suspend, _running, _parent, _module, debug, misc), do: {:suspended, :ok, debug, misc}
  defp answer(:resume, _running, _parent, _module, debug, misc), do: {:running, :ok, debug, misc}
  defp answer({:terminate, reason}, _running, _parent, _module, _debug, _misc), do: {:terminate, reason}
  defp answer(:get_state, running, _parent, module, debug, misc), do: {running, module.system_get_state(misc), debug, misc}

  defp answer({:replace_state, fun}, running, _parent, module, debug, misc) do
    {reply, misc} = replaced(module, fun, misc)
    {running, reply, debug, misc}
  end

  defp answer(:get_status, running, parent, module, debug, misc) do
    shown = module.format_status(:normal, [:erlang.get(), running, parent, debug, misc])
    {running, {:status, self(), {:module, module}, [:erlang.get(), running, parent, debug, shown]}, debug, misc}
  end

  defp answer({:change_code, changed, old, extra}, :suspended, _parent, module, debug, misc) do
    case module.system_code_change(misc, changed, old, extra) do
      {:ok, misc} -> {:suspended, :ok, debug, misc}
      other -> {:suspended, {:error, other}, debug, misc}
    end
  end

  defp answer({:debug, what}, running, _parent, _module, debug, misc) do
    {reply, debug} = debug(what, debug)
    {running, reply, debug, misc}
  end

  defp answer(other, running, _parent, _module, debug, misc), do: {running, {:error, {:unknown_system_msg, other}}, debug, misc}

  defp replaced(module, fun, misc) do
    {:ok, state, misc} = module.system_replace_state(fun, misc)
    {{:ok, state}, misc}
  catch
    class, reason -> {{:error, {:callback_failed, {module, :system_replace_state}, {class, reason}}}, misc}
  end

  defp debug(:no_debug, _debug), do: {:ok, []}
  defp debug({:trace, true}, debug), do: {:ok, put(debug, :trace, true)}
  defp debug({:trace, false}, debug), do: {:ok, without(debug, :trace)}
  defp debug({:log, true}, debug), do: debug({:log, {true, 10}}, debug)
  defp debug({:log, {true, limit}}, debug), do: {:ok, put(debug, :log, {limit, elem(get(debug, :log, {0, []}), 1)})}
  defp debug({:log, false}, debug), do: {:ok, without(debug, :log)}
  defp debug({:log, :get}, debug), do: {{:ok, get_log(debug)}, debug}

  defp debug({:log, :print}, debug), do: {print_log(debug), debug}
  defp debug({:log_to_file, false}, debug), do: {:ok, debug |> close_file() |> without(:log_to_file)}

  defp debug({:log_to_file, file}, debug) do
    case :file.open(file, [:write]) do
      {:ok, device} -> {:ok, debug |> close_file() |> put(:log_to_file, device)}
      {:error, _reason} -> {{:error, :open_file}, debug}
    end
  end


  defp debug({:statistics, true}, debug), do: {:ok, put(debug, :statistics, fresh_statistics())}
  defp debug({:statistics, false}, debug), do: {:ok, without(debug, :statistics)}
  defp debug({:statistics, :get}, debug), do: {{:ok, counts(get(debug, :statistics, nil))}, debug}
  defp debug({:install, spec}, debug), do: {:ok, with_option({:install, spec}, debug)}

  defp debug({:remove, fun}, debug) do
    kept = for {id, _, _} = installed <- get(debug, :install, []), id != fun, do: installed
    {:ok, if(kept == [], do: without(debug, :install), else: put(debug, :install, kept))}
  end

  defp debug(_unknown, debug), do: {:unknown_debug, debug}

  defp close_file(debug) do
    device = get(debug, :log_to_file, nil)
    device && :file.close(device)
    debug
  end

  defp without(debug, key), do: :lists.keydelete(key, 1, debug)

  defp counts(nil), do: :no_statistics

  defp counts({started, reductions, received, sent}) do
    {:reductions, now} = :erlang.process_info(self(), :reductions)

    [
      start_time: started,
      current_time: :erlang.localtime(),
      reductions: now - reductions,
      messages_in: received,
      messages_out: sent
    ]
  end
end

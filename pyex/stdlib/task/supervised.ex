defmodule Task.Supervised do
  # The process half of Task: runs `{module, function, args}`, sends the result where it is awaited, reports a crash.
  #
  # An owner is `{node, name_or_pid, pid}` of the process that started the task. A task with a reply starts empty and waits
  # for `{owner_pid, alias, tag, callers, mfa}`: only then is the owner's monitor in place, so that no result is lost.
  @moduledoc false

  @doc false
  def start(owner, callers, mfa), do: {:ok, :proc_lib.spawn(__MODULE__, :noreply, [owner, callers, mfa])}

  @doc false
  def start_link(owner, callers, mfa), do: {:ok, :proc_lib.spawn_link(__MODULE__, :noreply, [owner, callers, mfa])}

  @doc false
  def start_link(owner, monitor), do: {:ok, :proc_lib.spawn_link(__MODULE__, :reply, [owner, monitor])}

  @doc false
  def noreply(owner, callers, mfa) do
    announce(callers, mfa)
    invoke_mfa(owner, mfa)
  end

  @doc false
  def reply({_, _, pid} = owner, :nomonitor), do: reply(owner, pid, :none)
  def reply({_, _, pid} = owner, :monitor), do: reply(owner, pid, Process.monitor(pid))

  defp reply(owner, pid, monitor) do
    receive do
      {^pid, alias, tag, callers, mfa} ->
        is_reference(monitor) && Process.demonitor(monitor, [:flush])
        announce(callers, mfa)
        result = invoke_mfa(owner, mfa)
        send(alias, {tag, result})

      {:DOWN, ^monitor, _, _, reason} ->
        exit({:shutdown, reason})
    end
  end

  defp announce(callers, {module, function, args} = mfa) do
    Process.put(:"$callers", callers)

    case mfa do
      {:erlang, :apply, [fun, []]} when is_function(fun) -> Process.put(:"$initial_call", :erlang.fun_info_mfa(fun))
      _ -> Process.put(:"$initial_call", {module, function, length(args)})
    end
  end

  defp invoke_mfa(owner, {module, function, args} = mfa) do
    apply(module, function, args)
  catch
    :exit, value when value == :normal or value == :shutdown or (is_tuple(value) and elem(value, 0) == :shutdown) ->
      exit(value)

    kind, value ->
      report(owner, mfa, {logged(kind, value), __STACKTRACE__})
      exit(exit_reason(kind, value, __STACKTRACE__))
  end

  defp logged(:throw, value), do: {:nocatch, value}
  defp logged(_kind, value), do: value

  defp exit_reason(:error, value, stack), do: {value, stack}
  defp exit_reason(:exit, value, _stack), do: value
  defp exit_reason(:throw, value, stack), do: {{:nocatch, value}, stack}

  defp report({_node, starter, _pid}, mfa, reason) do
    {fun, args} = running(mfa)
    report = %{name: self(), starter: starter, function: fun, args: args, reason: reason}
    :logger.log(:error, %{label: {Task.Supervisor, :terminating}, report: report})
  end

  defp running({:erlang, :apply, [fun, args]}) when is_function(fun, length(args)), do: {fun, args}
  defp running({module, function, args}), do: {Function.capture(module, function, length(args)), args}
end

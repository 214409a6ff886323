defmodule :proc_lib do
  # Processes as OTP starts them: they know their ancestors and their first call, tell their starter when they are
  # ready, and end with `exit(reason)` whatever happened (so the runtime logs nothing: the behaviours report themselves, and
  # here only those are told who asked for such reports).
  #
  # Ancestors: the names or pids of the starter, its starter and so on, kept in the process dictionary.
  @moduledoc """
  Starts processes the way OTP's behaviours do (as Erlang's `:proc_lib`).
  """

  @doc "Starts a process with ancestors and initial call set."
  def spawn(fun), do: :erlang.spawn(:proc_lib, :init_p, [me(), ancestors(), fun])

  @doc "Starts `module.function(args)` in a process with ancestors and initial call set."
  def spawn(module, function, args), do: :erlang.spawn(:proc_lib, :init_p, [me(), ancestors(), module, function, args])

  @doc "As `spawn/1`, linked."
  def spawn_link(fun), do: :erlang.spawn_link(:proc_lib, :init_p, [me(), ancestors(), fun])

  @doc "As `spawn/3`, linked."
  def spawn_link(module, function, args) do
    :erlang.spawn_link(:proc_lib, :init_p, [me(), ancestors(), module, function, args])
  end

  @doc "As `spawn/1`, with the options of `:erlang.spawn_opt/2`."
  def spawn_opt(fun, options), do: :erlang.spawn_opt(:proc_lib, :init_p, [me(), ancestors(), fun], options)

  @doc "As `spawn/3`, with the options of `:erlang.spawn_opt/4`."
  def spawn_opt(module, function, args, options) do
    :erlang.spawn_opt(:proc_lib, :init_p, [me(), ancestors(), module, function, args], options)
  end

  @doc "Starts a process and waits until it calls `init_ack`; returns what it gave, or `{:error, reason}` when it ended."
  def start(module, function, args, timeout \\ :infinity, options \\ []) do
    wait_for_ack(spawn_opt(module, function, args, [:monitor | options]), timeout, false)
  end

  @doc "As `start/5`, linked."
  def start_link(module, function, args, timeout \\ :infinity, options \\ []) do
    wait_for_ack(spawn_opt(module, function, args, [:link, :monitor | options]), timeout, true)
  end

  @doc "As `start/5`; returns `{result, monitor}`, the monitor being kept."
  def start_monitor(module, function, args, timeout \\ :infinity, options \\ []) do
    {pid, ref} = spawn_opt(module, function, args, [:monitor | options])

    receive do
      {:ack, ^pid, result} -> {result, ref}
      {:DOWN, ^ref, :process, ^pid, reason} -> again({:error, reason}, ref, pid, reason)
    after
      timeout ->
        :erlang.exit(pid, :kill)
        receive do: ({:DOWN, ^ref, :process, ^pid, reason} -> again({:error, :timeout}, ref, pid, reason))
    end
  end

  defp again(result, ref, pid, reason) do
    send(self(), {:DOWN, ref, :process, pid, reason})
    {result, ref}
  end

  defp wait_for_ack({pid, ref}, timeout, linked) do
    receive do
      {:ack, ^pid, result} ->
        :erlang.demonitor(ref, [:flush])
        result

      {:DOWN, ^ref, :process, ^pid, reason} ->
        {:error, reason}
    after
      timeout -> give_up(pid, ref, linked)
    end
  end

  defp give_up(pid, ref, linked) do
    linked && :erlang.unlink(pid)
    :erlang.exit(pid, :kill)
    receive do: ({:DOWN, ^ref, :process, ^pid, _reason} -> :ok)
    {:error, :timeout}
  end

  @doc "Tells the starter that the process is ready."
  def init_ack(parent, result) do
    send(parent, {:ack, self(), result})
    :ok
  end

  @doc "As `init_ack/2`, to the process's own parent."
  def init_ack(result) do
    [parent | _] = :erlang.get(:"$ancestors")
    init_ack(parent, result)
  end

  @doc false
  def init_p(parent, ancestors, fun) do
    :erlang.put(:"$ancestors", [parent | ancestors])
    info = :erlang.fun_info(fun)
    :erlang.put(:"$initial_call", {info[:module], info[:name], info[:arity]})
    run(:erlang, :apply, [fun, []])
  end

  @doc false
  def init_p(parent, ancestors, module, function, args) do
    :erlang.put(:"$ancestors", [parent | ancestors])
    :erlang.put(:"$initial_call", initial(module, function, args))
    run(module, function, args)
  end

  defp run(module, function, args) do
    :erlang.apply(module, function, args)
  catch
    :exit, reason -> leave(:exit, reason, reason, __STACKTRACE__)
    :error, reason -> leave(:error, reason, {reason, __STACKTRACE__}, __STACKTRACE__)
    :throw, value -> leave(:error, {:nocatch, value}, {{:nocatch, value}, __STACKTRACE__}, __STACKTRACE__)
  end

  defp leave(class, reason, exit_reason, stack) do
    if Logger.Translator.sasl?() and not orderly?(class, reason), do: report(class, reason, stack)
    exit(exit_reason)
  end

  # A behaviour exits with the reason and the stack of what was raised in a callback.
  defp report(:exit, {reason, [{_, _, _, _} | _] = stack}, _stack), do: crashed(:error, reason, stack)
  defp report(class, reason, stack), do: crashed(class, reason, stack)

  defp orderly?(:exit, reason), do: reason in [:normal, :shutdown] or match?({:shutdown, _}, reason)
  defp orderly?(:error, _reason), do: false

  @reported [:registered_name, :messages, :links, :dictionary, :trap_exit, :status, :heap_size, :stack_size, :reductions]

  defp crashed(class, reason, stack) do
    info = self() |> Process.info(@reported) |> Keyword.update!(:dictionary, &Enum.reject(&1, fn {key, _} -> own?(key) end))

    told =
      [pid: self(), error_info: {class, reason, stack}, initial_call: translate_initial_call(self())] ++
        [ancestors: ancestors(), message_queue_len: length(info[:messages])] ++ info

    :logger.log(:error, %{label: {:proc_lib, :crash}, report: [told, []]}, %{domain: [:otp, :sasl]})
  end

  defp own?(key), do: key in [:"$ancestors", :"$initial_call"]

  # The call a behaviour was started with says more about the process than the behaviour's own entry.
  defp initial(:gen, :init_it, [:gen_server, _, _, _, :supervisor, {_, module, _}, _]), do: {:supervisor, module, 1}
  defp initial(:gen, :init_it, [_, _, _, _, module, _, _]), do: {module, :init, 1}
  defp initial(module, function, args), do: {module, function, length(args)}

  @doc "The initial call of a process, with a placeholder for each argument, or `false`."
  def initial_call(process) do
    case entry(process, :"$initial_call") do
      {module, function, arity} -> {module, function, arguments(arity)}
      nil -> false
    end
  end

  defp arguments(0), do: []
  defp arguments(arity), do: Enum.map(1..arity, fn n -> :erlang.list_to_atom(~c"Argument__#{n}") end)

  @doc "The initial call of a process as `{module, function, arity}`, as its behaviour wants it shown."
  def translate_initial_call(process) do
    entry(process, :"$initial_call") || {:proc_lib, :init_p, 5}
  end

  defp entry(pid, key) when is_pid(pid) do
    case :erlang.process_info(pid, :dictionary) do
      {:dictionary, dictionary} -> entry(dictionary, key)
      :undefined -> nil
    end
  end

  defp entry([{key, value} | _], key), do: value
  defp entry([_ | rest], key), do: entry(rest, key)
  defp entry(_none, _key), do: nil

  @doc "As `:erlang.hibernate/3`, for processes started here."
  def hibernate(module, function, args), do: :erlang.hibernate(:proc_lib, :wake_up, [module, function, args])

  @doc false
  def wake_up(module, function, args), do: run(module, function, args)

  @doc "Ends a process started here in an orderly way, as `:sys.terminate/2` does."
  def stop(process, reason \\ :normal, timeout \\ :infinity)
      when timeout == :infinity or (is_integer(timeout) and timeout >= 0) do
    ref = :erlang.monitor(:process, process, alias: :demonitor)
    send(process, {:system, {self(), [:alias | ref]}, {:terminate, reason}})

    receive do
      {:DOWN, ^ref, _, _, end_reason} -> stopped(end_reason, reason, ref)
    after
      timeout ->
        :erlang.demonitor(ref, [:flush])
        stopped(:timeout, reason, ref)
    end
  end

  # The answer to the system message is of no use: the end itself says all.
  defp stopped(end_reason, reason, ref) do
    receive do: ({[:alias | ^ref], _} -> :ok), after: (0 -> :ok)
    if end_reason == reason and end_reason != :timeout, do: :ok, else: exit(end_reason)
  end

  @doc "Keeps a label for tools that show processes."
  def set_label(label) do
    :erlang.put(:"$process_label", label)
    :ok
  end

  @doc "The label of a process, or `:undefined`."
  def get_label(pid), do: entry(pid, :"$process_label") || :undefined

  defp me do
    case :erlang.process_info(self(), :registered_name) do
      {:registered_name, name} -> name
      _ -> self()
    end
  end

  defp ancestors do
    case :erlang.get(:"$ancestors") do
      ancestors when is_list(ancestors) -> ancestors
      :undefined -> []
    end
  end
end

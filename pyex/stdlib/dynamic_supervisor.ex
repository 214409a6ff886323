defmodule DynamicSupervisor do
  @moduledoc """
  A supervisor whose children are started while it runs, any number of them, each on its own.

      iex> {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      iex> {:ok, agent} = DynamicSupervisor.start_child(supervisor, {Agent, fn -> 1 end})
      iex> Agent.get(agent, & &1)
      1
      iex> DynamicSupervisor.count_children(supervisor)
      %{active: 1, specs: 1, supervisors: 0, workers: 1}
      iex> DynamicSupervisor.stop(supervisor)
      :ok

  Its children have no ids; they are known by their pids, and ended all at once when the supervisor ends.
  """

  @type strategy :: :one_for_one
  @typedoc "Options of `init/1`."
  @type init_option ::
          {:strategy, strategy}
          | {:max_restarts, non_neg_integer}
          | {:max_seconds, pos_integer}
          | {:max_children, non_neg_integer | :infinity}
          | {:extra_arguments, [term]}
  @type option :: GenServer.option()
  @type on_start_child ::
          {:ok, pid} | {:ok, pid, info :: term} | :ignore | {:error, {:already_started, pid} | :max_children | term}

  # State: the flags, `module` and `args` of the callback, `restarts` (see :supervisor), and `children`, a map of
  # `{start, restart, shutdown, type, modules}` under pids, or under `{:restarting, pid}` while a restart fails.

  @behaviour GenServer

  @doc "The flags to begin with, made by `init/1`: there are no children yet. `:ignore` starts nothing."
  @callback init(init_arg :: term) :: {:ok, sup_flags} | :ignore

  @type sup_flags :: %{
          strategy: :one_for_one,
          intensity: non_neg_integer,
          period: pos_integer,
          max_children: non_neg_integer | :infinity,
          extra_arguments: [term]
        }

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      @behaviour DynamicSupervisor

      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        See `Supervisor`.
        """
      end

      def child_spec(arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [arg]}, type: :supervisor}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1
    end
  end

  @doc """
  The specification of a dynamic supervisor as a child of a supervisor.

      iex> DynamicSupervisor.child_spec(name: MyPool)
      %{id: MyPool, start: {DynamicSupervisor, :start_link, [[name: MyPool]]}, type: :supervisor}
  """
  @spec child_spec(keyword) :: Supervisor.child_spec()
  def child_spec(options) when is_list(options) do
    id =
      case Keyword.get(options, :name, DynamicSupervisor) do
        name when is_atom(name) -> name
        {:global, name} -> name
        {:via, _module, name} -> name
      end

    %{id: id, start: {DynamicSupervisor, :start_link, [options]}, type: :supervisor}
  end

  @doc """
  Starts a supervisor. Options: those of `init/1`, and `:name`.
  """
  @spec start_link(keyword) :: Supervisor.on_start()
  def start_link(options) when is_list(options) do
    {flags, options} = Keyword.split(options, [:extra_arguments, :max_children, :max_seconds, :max_restarts, :strategy])
    start_link(Supervisor.Default, init(flags), options)
  end

  @doc """
  Starts a supervisor whose flags `module.init(init_arg)` tells. Option: `:name`.
  """
  def start_link(module, init_arg, opts \\ []) do
    GenServer.start_link(DynamicSupervisor, {module, init_arg, opts[:name]}, opts)
  end

  @doc """
  What the `init/1` of a module-based supervisor answers.

  Options: `:strategy` (`:one_for_one`), `:max_restarts` (3), `:max_seconds` (5), `:max_children` (`:infinity`), and
  `:extra_arguments`, which come before those of each child's start.
  """
  @spec init([init_option]) :: {:ok, sup_flags}
  def init(options) when is_list(options) do
    {:ok,
     %{
       strategy: Keyword.get(options, :strategy, :one_for_one),
       intensity: Keyword.get(options, :max_restarts, 3),
       period: Keyword.get(options, :max_seconds, 5),
       max_children: Keyword.get(options, :max_children, :infinity),
       extra_arguments: Keyword.get(options, :extra_arguments, [])
     }}
  end

  @doc false
  def init({module, init_arg, name}) do
    Process.put(:"$initial_call", {:supervisor, module, 1})
    Process.flag(:trap_exit, true)

    case module.init(init_arg) do
      {:ok, flags} when is_map(flags) -> check_flags(flags, shown_name(name, module), module, init_arg)
      :ignore -> :ignore
      other -> {:stop, {:bad_return, {module, :init, other}}}
    end
  end

  defp shown_name(nil, module), do: {self(), module}
  defp shown_name(name, _module) when is_atom(name), do: {:local, name}
  defp shown_name(name, _module), do: name

  defp check_flags(flags, name, module, init_arg) do
    state = Map.merge(%{strategy: :one_for_one, intensity: 1, period: 5, max_children: :infinity, extra_arguments: []}, flags)

    case invalid(state) do
      nil -> {:ok, Map.merge(state, %{name: name, module: module, args: init_arg, children: %{}, restarts: []})}
      reason -> {:stop, {:supervisor_data, reason}}
    end
  end

  defp invalid(%{strategy: strategy}) when strategy != :one_for_one, do: {:invalid_strategy, strategy}
  defp invalid(%{intensity: n}) when not (is_integer(n) and n >= 0), do: {:invalid_intensity, n}
  defp invalid(%{period: n}) when not (is_integer(n) and n > 0), do: {:invalid_period, n}
  defp invalid(%{max_children: n}) when not (n == :infinity or (is_integer(n) and n >= 0)), do: {:invalid_max_children, n}
  defp invalid(%{extra_arguments: list}) when not is_list(list), do: {:invalid_extra_arguments, list}
  defp invalid(_flags), do: nil

  @doc """
  Starts a child: `{:ok, pid}`, `:ignore`, `{:error, reason}`; `{:error, :max_children}` when there are enough.
  """
  def start_child(supervisor, {_, _, _, _, _, _} = child_spec), do: start_valid(supervisor, valid(child_spec))
  def start_child(supervisor, child_spec), do: start_valid(supervisor, valid(Supervisor.child_spec(child_spec, [])))

  defp start_valid(supervisor, {:ok, child}), do: call(supervisor, {:start_child, child})
  defp start_valid(_supervisor, {:error, reason}), do: {:error, reason}

  defp valid(%{id: _, start: {module, _, _} = start} = spec) do
    type = Map.get(spec, :type, :worker)
    shutdown = Map.get(spec, :shutdown, if(type == :worker, do: 5000, else: :infinity))
    child(start, Map.get(spec, :restart, :permanent), shutdown, type, Map.get(spec, :modules, [module]))
  end

  defp valid({_id, start, restart, shutdown, type, modules}), do: child(start, restart, shutdown, type, modules)
  defp valid(other), do: {:error, {:invalid_child_spec, other}}

  defp child(start, restart, shutdown, type, modules) do
    cond do
      not match?({m, f, a} when is_atom(m) and is_atom(f) and is_list(a), start) -> {:error, {:invalid_mfa, start}}
      restart not in [:permanent, :transient, :temporary] -> {:error, {:invalid_restart_type, restart}}
      not shutdown?(shutdown) -> {:error, {:invalid_shutdown, shutdown}}
      type not in [:worker, :supervisor] -> {:error, {:invalid_child_type, type}}
      not (modules == :dynamic or is_list(modules)) -> {:error, {:invalid_modules, modules}}
      true -> {:ok, {start, restart, shutdown, type, modules}}
    end
  end

  defp shutdown?(time) when is_integer(time), do: time >= 0
  defp shutdown?(other), do: other in [:infinity, :brutal_kill]

  @doc """
  Ends a child: `:ok` or `{:error, :not_found}`.
  """
  @spec terminate_child(Supervisor.supervisor(), pid) :: :ok | {:error, :not_found}
  def terminate_child(supervisor, pid) when is_pid(pid), do: call(supervisor, {:terminate_child, pid})

  @doc """
  The children: `{:undefined, pid, type, modules}`, the pid being `:restarting` for one whose restart fails.
  """
  @spec which_children(Supervisor.supervisor()) :: [{:undefined, pid | :restarting, :worker | :supervisor, [module] | :dynamic}]
  def which_children(supervisor), do: call(supervisor, :which_children)

  @doc """
  How many children there are.
  """
  @spec count_children(Supervisor.supervisor()) :: map
  def count_children(supervisor), do: supervisor |> call(:count_children) |> Map.new()

  @doc """
  Ends a supervisor and its children.
  """
  @spec stop(Supervisor.supervisor(), reason :: term, timeout) :: :ok
  def stop(supervisor, reason \\ :normal, timeout \\ :infinity), do: GenServer.stop(supervisor, reason, timeout)

  defp call(supervisor, request), do: GenServer.call(supervisor, request, :infinity)

  @doc false
  def handle_call({:start_task, args, restart, shutdown}, from, state) do
    child = {{Task.Supervised, :start_link, args}, restart || :temporary, shutdown || 5000, :worker, [Task.Supervised]}
    handle_call({:start_child, child}, from, state)
  end

  def handle_call({:start_child, _child}, _from, %{children: children, max_children: max} = state)
      when map_size(children) >= max do
    {:reply, {:error, :max_children}, state}
  end

  def handle_call({:start_child, child}, _from, state) do
    {{module, function, args}, restart, shutdown, type, modules} = child
    child = {{module, function, state.extra_arguments ++ args}, restart, shutdown, type, modules}

    case start(child, state.name) do
      {:ok, pid, answer} -> {:reply, answer, save(state, pid, child)}
      answer -> {:reply, answer, state}
    end
  end

  def handle_call({:terminate_child, pid}, _from, %{children: children} = state) do
    case children do
      %{^pid => child} ->
        stop_children([{pid, child}], state)
        {:reply, :ok, %{state | children: Map.delete(children, pid)}}

      _ ->
        {:reply, {:error, :not_found}, state}
    end
  end

  def handle_call(:which_children, _from, state) do
    {:reply, for({pid, {_, _, _, type, modules}} <- state.children, do: {:undefined, shown(pid), type, modules}), state}
  end

  def handle_call(:count_children, _from, %{children: children} = state) do
    types = for {_, {_, _, _, type, _}} <- children, do: type
    active = Enum.count(children, &is_pid(elem(&1, 0)))
    supervisors = Enum.count(types, &(&1 == :supervisor))
    {:reply, [specs: map_size(children), active: active, supervisors: supervisors, workers: length(types) - supervisors], state}
  end

  defp shown({:restarting, _pid}), do: :restarting
  defp shown(pid), do: pid

  defp save(state, pid, child), do: %{state | children: Map.put(state.children, pid, child)}

  defp start({{module, function, args}, _, _, _, _} = child, supervisor) do
    case apply(module, function, args) do
      {:ok, pid} = answer when is_pid(pid) -> running(pid, answer, child, supervisor)
      {:ok, pid, _info} = answer when is_pid(pid) -> running(pid, answer, child, supervisor)
      :ignore -> :ignore
      {:error, _} = error -> error
      other -> {:error, other}
    end
  catch
    :error, reason -> {:error, {reason, __STACKTRACE__}}
    :exit, reason -> {:error, reason}
    :throw, value -> {:error, {{:nocatch, value}, __STACKTRACE__}}
  end

  defp running(pid, answer, child, supervisor) do
    if Logger.Translator.sasl?(), do: :supervisor.report_progress(supervisor, described(pid, child))
    {:ok, pid, answer}
  end

  # What happens to children is told to those who asked for it (`Logger.configure(handle_sasl_reports: true)`).
  defp report(what, reason, pid, child, %{name: supervisor}) do
    if Logger.Translator.sasl?(), do: :supervisor.report_error(what, reason, supervisor, described(pid, child))
  end

  defp described(pid, {start, restart, shutdown, type, _modules}) do
    [pid: pid, id: :undefined, mfargs: start, restart_type: restart, shutdown: shutdown, child_type: type]
  end

  @doc false
  def handle_cast(_message, state), do: {:noreply, state}

  @doc false
  def handle_info({:EXIT, pid, reason}, %{children: children} = state) do
    case children do
      %{^pid => child} -> noticed(child, pid, reason, state)
      _ -> {:noreply, state}
    end
  end

  def handle_info({:"$gen_restart", key}, %{children: children} = state) do
    case children do
      %{^key => child} -> restart(child, key, state)
      _ -> {:noreply, state}
    end
  end

  def handle_info(message, state) do
    :logger.log(:error, "DynamicSupervisor received unexpected message: #{inspect(message)}\n")
    {:noreply, state}
  end

  defp noticed({_, restart, _, _, _} = child, pid, reason, state) do
    if restart == :permanent or not orderly?(reason), do: report(:child_terminated, reason, pid, child, state)
    exited(child, pid, reason, state)
  end

  defp exited({_, :temporary, _, _, _}, pid, _reason, state), do: {:noreply, forget(state, pid)}
  defp exited({_, :permanent, _, _, _} = child, pid, _reason, state), do: restart(child, pid, state)

  defp exited(child, pid, reason, state) do
    if orderly?(reason), do: {:noreply, forget(state, pid)}, else: restart(child, pid, state)
  end

  defp orderly?(:normal), do: true
  defp orderly?(:shutdown), do: true
  defp orderly?({:shutdown, _}), do: true
  defp orderly?(_reason), do: false

  defp forget(state, pid), do: %{state | children: Map.delete(state.children, pid)}

  defp restart(child, key, state) do
    {count, restarts} = :supervisor.add_restart(state.restarts, state.period)
    state = forget(%{state | restarts: restarts}, key)
    if count <= state.intensity, do: start_again(child, key, state), else: give_up(child, key, state)
  end

  defp give_up(child, key, state) do
    report(:shutdown, :reached_max_restart_intensity, key, child, state)
    {:stop, :shutdown, state}
  end

  defp start_again(child, key, state) do
    case start(child, state.name) do
      {:ok, pid, _answer} ->
        {:noreply, save(state, pid, child)}

      :ignore ->
        {:noreply, state}

      {:error, reason} ->
        report(:start_error, reason, key, child, state)
        key = if is_pid(key), do: {:restarting, key}, else: key
        send(self(), {:"$gen_restart", key})
        {:noreply, save(state, key, child)}
    end
  end

  @doc false
  def terminate(_reason, state), do: stop_children(state.children, state)

  # All are told at once; then each has its time from that moment on.
  defp stop_children(children, state) do
    watched = for {pid, child} <- children, is_pid(pid), do: ask_to_stop(pid, child)
    Enum.each(watched, &await_end(&1, state))
  end

  defp ask_to_stop(pid, {_, _, shutdown, _, _} = child) do
    ref = Process.monitor(pid)
    Process.unlink(pid)
    Process.exit(pid, if(shutdown == :brutal_kill, do: :kill, else: :shutdown))
    {pid, ref, deadline(shutdown), child}
  end

  defp deadline(time) when is_integer(time), do: System.monotonic_time(:millisecond) + time
  defp deadline(_unlimited), do: :infinity

  defp await_end({pid, ref, deadline, child}, state) do
    reason =
      receive do
        {:DOWN, ^ref, _, _, reason} -> reason
      after
        left(deadline) ->
          Process.exit(pid, :kill)
          receive do: ({:DOWN, ^ref, _, _, reason} -> reason)
      end

    unless expected?(reason, child), do: report(:shutdown_error, reason, pid, child, state)
  end

  defp expected?(:killed, {_, _, :brutal_kill, _, _}), do: true
  defp expected?(:normal, {_, restart, _, _, _}), do: restart != :permanent
  defp expected?(reason, _child), do: reason == :shutdown or match?({:shutdown, _}, reason)

  defp left(:infinity), do: :infinity
  defp left(deadline), do: max(deadline - System.monotonic_time(:millisecond), 0)

  @doc false
  def code_change(_old, state, _extra), do: {:ok, state}
end

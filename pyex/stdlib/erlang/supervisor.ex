defmodule :supervisor do
  # Starts children, watches them, and starts them again as its strategy says.
  #
  # A child is a map `%{pid:, id:, start:, restart:, significant:, shutdown:, type:, modules:}`; `pid` is a pid, `:undefined`,
  # or `{:restarting, pid}` while a restart has failed and will be tried again. `children` holds them newest first.
  # Not here: the strategy `:simple_one_for_one` (see DynamicSupervisor), and progress reports, which Logger does not show.
  @moduledoc """
  Supervisors (as Erlang's `:supervisor`, on which `Supervisor` stands).
  """

  @doc "The flags and children to begin with."
  @callback init(args :: term) :: {:ok, {flags :: tuple | map, children :: list}} | :ignore

  @doc "Starts a supervisor whose children `module.init(args)` names."
  def start_link(module, args), do: :gen_server.start_link(:supervisor, {:self, module, args}, [])

  @doc "As `start_link/2`, under a name."
  def start_link(name, module, args), do: :gen_server.start_link(name, :supervisor, {name, module, args}, [])

  @doc "Starts one more child."
  def start_child(supervisor, spec), do: ask(supervisor, {:start_child, spec})

  @doc "Starts a child again that was terminated."
  def restart_child(supervisor, id), do: ask(supervisor, {:restart_child, id})

  @doc "Forgets a child that does not run."
  def delete_child(supervisor, id), do: ask(supervisor, {:delete_child, id})

  @doc "Ends a child."
  def terminate_child(supervisor, id), do: ask(supervisor, {:terminate_child, id})

  @doc "The specification of a child: `{:ok, spec}` or `{:error, :not_found}`."
  def get_childspec(supervisor, id), do: ask(supervisor, {:get_childspec, id})

  @doc "`{id, pid, type, modules}` of each child."
  def which_children(supervisor), do: ask(supervisor, :which_children)

  @doc "How many children there are."
  def count_children(supervisor), do: ask(supervisor, :count_children)

  defp ask(supervisor, request), do: :gen_server.call(supervisor, request, :infinity)

  @doc "Whether child specifications are right: `:ok` or `{:error, reason}`."
  def check_childspecs(specs, auto_shutdown \\ :any_significant) do
    case checked(specs, auto_shutdown) do
      {:ok, _children} -> :ok
      error -> error
    end
  end

  @doc false
  def init({name, module, args}) do
    :erlang.process_flag(:trap_exit, true)

    case module.init(args) do
      {:ok, {flags, specs}} -> init_flags(flags, specs, shown_name(name, module), module, args)
      :ignore -> :ignore
      other -> {:stop, {:bad_return, {module, :init, other}}}
    end
  end

  defp shown_name(:self, module), do: {self(), module}
  defp shown_name(name, _module), do: name

  defp init_flags(flags, specs, name, module, args) do
    start = %{name: name, module: module, args: args, children: [], restarts: []}

    case check_flags(flags) do
      {:ok, flags} -> flags |> Map.merge(start) |> init_children(specs)
      {:error, reason} -> {:stop, {:supervisor_data, reason}}
    end
  end

  # All children of `:simple_one_for_one` are made after one specification, the `template`: the rest is DynamicSupervisor's.
  defp init_children(%{strategy: :simple_one_for_one} = state, specs) do
    case checked(specs, state.auto_shutdown) do
      {:ok, [template]} -> {:ok, Map.merge(state, %{template: template, children: %{}, max_children: :infinity, extra_arguments: []})}
      {:ok, _several} -> {:stop, {:bad_start_spec, specs}}
      {:error, reason} -> {:stop, {:start_spec, reason}}
    end
  end

  defp init_children(state, specs) do
    case checked(specs, state.auto_shutdown) do
      {:ok, children} -> init_started(start_all(children, [], state.name), state)
      {:error, reason} -> {:stop, {:start_spec, reason}}
    end
  end

  defp init_started({:ok, children}, state), do: {:ok, %{state | children: children}}

  defp init_started({:error, id, reason, children}, state) do
    stop_all(children, state.name)
    {:stop, {:shutdown, {:failed_to_start_child, id, reason}}}
  end

  # Flags and specifications, as the callback gave them.

  @strategies [:one_for_one, :one_for_all, :rest_for_one, :simple_one_for_one]
  @flags %{strategy: :one_for_one, intensity: 1, period: 5, auto_shutdown: :never}

  defp check_flags({strategy, intensity, period}) do
    check_flags(%{strategy: strategy, intensity: intensity, period: period})
  end

  defp check_flags(%{} = given) do
    flags = Map.merge(@flags, Map.take(given, [:strategy, :intensity, :period, :auto_shutdown]))
    valid(flags.strategy, :invalid_strategy, &(&1 in @strategies))
    valid(flags.intensity, :invalid_intensity, &(is_integer(&1) and &1 >= 0))
    valid(flags.period, :invalid_period, &(is_integer(&1) and &1 > 0))
    valid(flags.auto_shutdown, :invalid_auto_shutdown, &(&1 in [:never, :any_significant, :all_significant]))
    {:ok, flags}
  catch
    :throw, reason -> {:error, reason}
  end

  defp check_flags(other), do: {:error, {:invalid_type, other}}

  defp checked(specs, auto_shutdown) when is_list(specs), do: checked(specs, auto_shutdown, [])
  defp checked(specs, _auto_shutdown), do: {:error, {:invalid_type, specs}}

  defp checked([], _auto_shutdown, children), do: {:ok, :lists.reverse(children)}

  defp checked([spec | rest], auto_shutdown, children) do
    with {:ok, child} <- check_spec(spec, auto_shutdown), :ok <- not_among(children, child.id) do
      checked(rest, auto_shutdown, [child | children])
    end
  end

  defp not_among(children, id) do
    if find(children, id), do: {:error, {:duplicate_child_name, id}}, else: :ok
  end

  defp check_spec({id, start, restart, shutdown, type, modules}, auto_shutdown) do
    check_spec(%{id: id, start: start, restart: restart, shutdown: shutdown, type: type, modules: modules}, auto_shutdown)
  end

  defp check_spec(%{} = spec, auto_shutdown) do
    {:ok, child(spec, auto_shutdown)}
  catch
    :throw, reason -> {:error, reason}
  end

  defp check_spec(other, _auto_shutdown), do: {:error, {:invalid_child_spec, other}}

  defp child(spec, auto_shutdown) do
    id = needed(spec, :id, :missing_id)
    start = spec |> needed(:start, :missing_start) |> valid(:invalid_mfa, &start?/1)
    restart = spec |> Map.get(:restart, :permanent) |> valid(:invalid_restart_type, &(&1 in [:permanent, :transient, :temporary]))
    significant = spec |> Map.get(:significant, false) |> valid(:invalid_significant, &is_boolean/1)
    significant && check_significant(restart, auto_shutdown)
    type = spec |> Map.get(:type, :worker) |> valid(:invalid_child_type, &(&1 in [:worker, :supervisor]))
    shutdown = spec |> Map.get(:shutdown, default_shutdown(type)) |> valid(:invalid_shutdown, &shutdown?/1)
    modules = spec |> Map.get(:modules, [elem(start, 0)]) |> valid(:invalid_modules, &(&1 == :dynamic or is_list(&1)))

    %{pid: :undefined, id: id, start: start, restart: restart, significant: significant}
    |> Map.merge(%{shutdown: shutdown, type: type, modules: modules})
  end

  defp needed(spec, key, reason) do
    case spec do
      %{^key => value} -> value
      _ -> throw(reason)
    end
  end

  defp valid(value, reason, check), do: if(check.(value), do: value, else: throw({reason, value}))

  defp start?({module, function, args}), do: is_atom(module) and is_atom(function) and (is_list(args) or args == :undefined)
  defp start?(_other), do: false

  defp shutdown?(time) when is_integer(time), do: time >= 0
  defp shutdown?(other), do: other in [:infinity, :brutal_kill]

  defp default_shutdown(:worker), do: 5000
  defp default_shutdown(:supervisor), do: :infinity

  defp check_significant(_restart, :never), do: throw({:bad_combination, [auto_shutdown: :never, significant: true]})
  defp check_significant(:permanent, _), do: throw({:bad_combination, [restart: :permanent, significant: true]})
  defp check_significant(_restart, _auto_shutdown), do: true

  # Starting and stopping.

  # Starts children in order; `{:ok, started}` newest first, or `{:error, id, reason, started}` with the failed one on top.
  defp start_all([], started, _supervisor), do: {:ok, started}

  defp start_all([child | rest], started, supervisor) do
    case start(child, supervisor) do
      {:ok, :undefined, _answer} when child.restart == :temporary -> start_all(rest, started, supervisor)
      {:ok, pid, _answer} -> start_all(rest, [%{child | pid: pid} | started], supervisor)
      {:error, reason} -> {:error, child.id, not_started(reason, child, supervisor), started}
    end
  end

  defp not_started(reason, child, supervisor) do
    report(:start_error, reason, child, supervisor)
    reason
  end

  defp start(%{start: {module, function, args}} = child, supervisor) do
    case called(module, function, args) do
      {:ok, pid} = answer when is_pid(pid) -> running(pid, answer, child, supervisor)
      {:ok, pid, _extra} = answer when is_pid(pid) -> running(pid, answer, child, supervisor)
      :ignore -> {:ok, :undefined, {:ok, :undefined}}
      {:error, reason} -> {:error, reason}
      other -> {:error, other}
    end
  end

  defp running(pid, answer, child, supervisor) do
    if Logger.Translator.sasl?(), do: report_progress(supervisor, described(%{child | pid: pid}))
    {:ok, pid, answer}
  end

  # What happens to children is told to those who asked for it (`Logger.configure(handle_sasl_reports: true)`).
  defp report(what, reason, child, supervisor) do
    if Logger.Translator.sasl?(), do: report_error(what, reason, supervisor, described(child))
  end

  defp described(child) do
    kind = [significant: child.significant, shutdown: child.shutdown, child_type: child.type]
    [pid: child.pid, id: child.id, mfargs: child.start, restart_type: child.restart] ++ kind
  end

  @doc false
  def report_error(what, reason, supervisor, child) do
    report = [supervisor: supervisor, errorContext: what, reason: reason, offender: child]
    :logger.log(:error, %{label: {:supervisor, what}, report: report}, %{domain: [:otp, :sasl]})
  end

  @doc false
  def report_progress(supervisor, child) do
    report = [supervisor: supervisor, started: child]
    :logger.log(:info, %{label: {:supervisor, :progress}, report: report}, %{domain: [:otp, :sasl]})
  end

  defp called(module, function, args) do
    :erlang.apply(module, function, args)
  catch
    :throw, value -> value
    :exit, reason -> {:EXIT, reason}
    :error, reason -> {:EXIT, {reason, __STACKTRACE__}}
  end

  # Ends children, newest first; temporary ones are forgotten.
  defp stop_all(children, supervisor) do
    children |> Enum.map(&stop(&1, supervisor)) |> Enum.reject(&(&1.restart == :temporary))
  end

  defp stop(%{pid: pid} = child, supervisor) when is_pid(pid) do
    ref = :erlang.monitor(:process, pid)
    :erlang.unlink(pid)

    reason =
      receive do
        {:EXIT, ^pid, _reason} -> receive do: ({:DOWN, ^ref, _, _, reason} -> reason)
      after
        0 -> shut_down(pid, ref, child.shutdown)
      end

    unless expected?(reason, child), do: report(:shutdown_error, reason, child, supervisor)
    %{child | pid: :undefined}
  end

  defp stop(child, _supervisor), do: %{child | pid: :undefined}

  defp expected?(:killed, %{shutdown: :brutal_kill}), do: true
  defp expected?(:normal, %{restart: restart}), do: restart != :permanent
  defp expected?(reason, _child), do: reason == :shutdown or match?({:shutdown, _}, reason)

  defp shut_down(pid, ref, :brutal_kill), do: kill(pid, ref)

  defp shut_down(pid, ref, time) do
    :erlang.exit(pid, :shutdown)

    receive do
      {:DOWN, ^ref, _, _, reason} -> reason
    after
      time -> kill(pid, ref)
    end
  end

  defp kill(pid, ref) do
    :erlang.exit(pid, :kill)
    receive do: ({:DOWN, ^ref, _, _, reason} -> reason)
  end

  # Requests.

  @doc false
  def handle_call(request, from, %{template: _} = state), do: simple(request, from, state)

  def handle_call({:start_child, spec}, _from, state) do
    case check_spec(spec, state.auto_shutdown) do
      {:ok, child} -> add_child(find(state.children, child.id), child, state)
      error -> {:reply, error, state}
    end
  end

  def handle_call({:restart_child, id}, _from, state), do: restart_stopped(find(state.children, id), state)

  def handle_call({:delete_child, id}, _from, state) do
    case find(state.children, id) do
      %{pid: :undefined} -> {:reply, :ok, %{state | children: without(state.children, id)}}
      child -> {:reply, {:error, refusal(child)}, state}
    end
  end

  def handle_call({:terminate_child, id}, _from, state) do
    case find(state.children, id) do
      nil -> {:reply, {:error, :not_found}, state}
      child -> {:reply, :ok, keep(state, stop(child, state.name))}
    end
  end

  def handle_call({:get_childspec, id}, _from, state) do
    case find(state.children, id) || :lists.search(&(&1.pid == id), state.children) do
      %{} = child -> {:reply, {:ok, Map.delete(child, :pid)}, state}
      {:value, child} -> {:reply, {:ok, Map.delete(child, :pid)}, state}
      _ -> {:reply, {:error, :not_found}, state}
    end
  end

  def handle_call(:which_children, _from, state) do
    {:reply, for(child <- state.children, do: {child.id, shown_pid(child.pid), child.type, child.modules}), state}
  end

  def handle_call(:count_children, _from, %{children: children} = state) do
    counts = [
      specs: length(children),
      active: Enum.count(children, &is_pid(&1.pid)),
      supervisors: Enum.count(children, &(&1.type == :supervisor)),
      workers: Enum.count(children, &(&1.type == :worker))
    ]

    {:reply, counts, state}
  end

  defp simple({:start_child, more}, from, %{template: template} = state) do
    {module, function, args} = template.start
    start = {module, function, args ++ more}
    child = {start, template.restart, template.shutdown, template.type, template.modules}
    DynamicSupervisor.handle_call({:start_child, child}, from, state)
  end

  defp simple({:get_childspec, id}, _from, %{template: template} = state) do
    known = id == template.id or is_map_key(state.children, id)
    {:reply, if(known, do: {:ok, Map.delete(template, :pid)}, else: {:error, :not_found}), state}
  end

  # What has ended before is as good as terminated.
  defp simple({:terminate_child, pid} = request, from, state) when is_pid(pid) do
    if is_map_key(state.children, pid) or Process.alive?(pid),
      do: DynamicSupervisor.handle_call(request, from, state),
      else: {:reply, :ok, state}
  end

  defp simple(:which_children, from, state), do: DynamicSupervisor.handle_call(:which_children, from, state)

  defp simple(:count_children, from, state) do
    {:reply, [{:specs, _} | counts], state} = DynamicSupervisor.handle_call(:count_children, from, state)
    {:reply, [{:specs, 1} | counts], state}
  end

  defp simple(_by_id, _from, state), do: {:reply, {:error, :simple_one_for_one}, state}

  defp add_child(nil, child, state) do
    case start(child, state.name) do
      {:ok, :undefined, answer} when child.restart == :temporary -> {:reply, answer, state}
      {:ok, pid, answer} -> {:reply, answer, %{state | children: [%{child | pid: pid} | state.children]}}
      {:error, reason} -> {:reply, {:error, {reason, record(child)}}, state}
    end
  end

  defp add_child(%{pid: pid}, _child, state) when is_pid(pid), do: {:reply, {:error, {:already_started, pid}}, state}
  defp add_child(_present, _child, state), do: {:reply, {:error, :already_present}, state}

  # A child as Erlang's supervisor shows it in its answers.
  defp record(child) do
    {:child, child.pid, child.id, child.start, child.restart, child.significant, child.shutdown, child.type, child.modules}
  end

  defp restart_stopped(%{pid: :undefined} = child, state) do
    case start(child, state.name) do
      {:ok, pid, answer} -> {:reply, answer, keep(state, %{child | pid: pid})}
      {:error, reason} -> {:reply, {:error, reason}, state}
    end
  end

  defp restart_stopped(child, state), do: {:reply, {:error, refusal(child)}, state}

  defp refusal(nil), do: :not_found
  defp refusal(%{pid: {:restarting, _}}), do: :restarting
  defp refusal(_running), do: :running

  defp shown_pid({:restarting, _}), do: :restarting
  defp shown_pid(pid), do: pid

  # Exits and restarts.

  @doc false
  def handle_cast({:try_again_restart, id}, state) do
    case find(state.children, id) do
      %{pid: {:restarting, _}} = child -> restart(child, state)
      _ -> {:noreply, state}
    end
  end

  def handle_cast(_unknown, state), do: {:noreply, state}

  @doc false
  def handle_info(message, %{template: _} = state), do: DynamicSupervisor.handle_info(message, state)

  def handle_info({:EXIT, pid, reason}, state) do
    case Enum.find(state.children, &(&1.pid == pid)) do
      nil -> {:noreply, state}
      child -> noticed(child, reason, state)
    end
  end

  def handle_info(message, state) do
    :logger.log(:error, "Supervisor received unexpected message: #{inspect(message)}\n")
    {:noreply, state}
  end

  defp noticed(%{restart: restart} = child, reason, state) do
    if restart == :permanent or not orderly?(reason), do: report(:child_terminated, reason, child, state.name)
    exited(child, reason, state)
  end

  defp exited(%{restart: :permanent} = child, _reason, state), do: restart(child, state)
  defp exited(%{restart: :temporary} = child, _reason, state), do: child |> gone(state) |> maybe_shut_down(child)

  defp exited(child, reason, state) do
    if orderly?(reason), do: child |> gone(state) |> maybe_shut_down(child), else: restart(child, state)
  end

  defp orderly?(:normal), do: true
  defp orderly?(:shutdown), do: true
  defp orderly?({:shutdown, _}), do: true
  defp orderly?(_reason), do: false

  defp gone(child, state), do: keep(state, %{child | pid: :undefined})

  defp maybe_shut_down(state, %{significant: false}), do: {:noreply, state}
  defp maybe_shut_down(%{auto_shutdown: :any_significant} = state, _child), do: {:stop, :shutdown, state}

  defp maybe_shut_down(%{auto_shutdown: :all_significant} = state, _child) do
    if Enum.any?(state.children, &(&1.significant and is_pid(&1.pid))), do: {:noreply, state}, else: {:stop, :shutdown, state}
  end

  defp restart(child, state) do
    case count_restart(state) do
      {:ok, state} -> state.strategy |> restarted(child, state) |> after_restart()
      {:too_many, state} -> give_up(child, state)
    end
  end

  defp give_up(child, state) do
    report(:shutdown, :reached_max_restart_intensity, %{child | pid: :undefined}, state.name)
    {:stop, :shutdown, gone(child, state)}
  end

  defp after_restart({:ok, state}), do: {:noreply, state}

  defp after_restart({:try_again, id, state}) do
    :gen_server.cast(self(), {:try_again_restart, id})
    {:noreply, state}
  end

  defp count_restart(state) do
    {count, restarts} = add_restart(state.restarts, state.period)
    {if(count <= state.intensity, do: :ok, else: :too_many), %{state | restarts: restarts}}
  end

  # `{count, restarts}`: one more restart, and how many there were within the period. They are kept as `{second, count}`, the latest
  # first: a supervisor may have thousands of them in one second.
  @doc false
  def add_restart(restarts, period) do
    now = :erlang.monotonic_time(:second)
    restarts |> one_more(now) |> of_late(now - period, 0, [])
  end

  defp one_more([{now, count} | rest], now), do: [{now, count + 1} | rest]
  defp one_more(restarts, now), do: [{now, 1} | restarts]

  defp of_late([{second, count} = entry | rest], since, sum, seen) when second >= since, do: of_late(rest, since, sum + count, [entry | seen])
  defp of_late(_older, _since, sum, seen), do: {sum, :lists.reverse(seen)}

  defp restarted(:one_for_one, child, state) do
    case start(child, state.name) do
      {:ok, pid, _answer} -> {:ok, keep(state, %{child | pid: pid})}
      {:error, reason} -> not_restarted(reason, child, state)
    end
  end

  defp restarted(:rest_for_one, child, state) do
    {newer, [_child | older]} = Enum.split_while(state.children, &(&1.id != child.id))
    start_again(newer ++ [%{child | pid: :undefined}], older, child, state)
  end

  defp restarted(:one_for_all, child, state) do
    start_again(state.children |> Enum.map(&if(&1.id == child.id, do: %{&1 | pid: :undefined}, else: &1)), [], child, state)
  end

  defp not_restarted(reason, child, state) do
    not_started(reason, child, state.name)
    {:try_again, child.id, keep(state, %{child | pid: restarting(child.pid)})}
  end

  defp start_again(stopping, others, child, state) do
    stopped = stop_all(stopping, state.name)

    case start_all(Enum.reverse(stopped), [], state.name) do
      {:ok, started} -> {:ok, %{state | children: started ++ others}}
      {:error, id, _reason, started} -> {:try_again, id, %{state | children: half_started(stopped, started, id, child) ++ others}}
    end
  end

  defp half_started(stopped, started, failed, child) do
    for one <- stopped do
      if one.id == failed, do: %{one | pid: restarting(child.pid)}, else: find(started, one.id) || one
    end
  end

  defp restarting({:restarting, _} = pid), do: pid
  defp restarting(pid), do: {:restarting, pid}

  @doc false
  def terminate(reason, %{template: _} = state), do: DynamicSupervisor.terminate(reason, state)
  def terminate(_reason, state), do: stop_all(state.children, state.name)

  @doc "The callback module of a supervisor."
  def get_callback_module(supervisor), do: :sys.get_state(supervisor).module

  @doc false
  def code_change(_old, state, _extra), do: {:ok, state}

  # The list of children.

  defp find(children, id), do: Enum.find(children, &(&1.id == id))

  defp without(children, id), do: Enum.reject(children, &(&1.id == id))

  # The child as it is now, in its place; a temporary one without a process is forgotten.
  defp keep(state, %{restart: :temporary, pid: :undefined, id: id}), do: %{state | children: without(state.children, id)}

  defp keep(state, %{id: id} = child) do
    %{state | children: for(one <- state.children, do: if(one.id == id, do: child, else: one))}
  end
end

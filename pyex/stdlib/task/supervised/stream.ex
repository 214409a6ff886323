defmodule Task.Supervised.Stream do
  # What `Task.async_stream` gives: an enumerable that runs its tasks while it is being reduced, in the reducing process.
  #
  # `state`: `next` gets elements from the input (`nil` at its end), `running` has `{index, element, pid, deadline}` under
  # each task's reference, `ready` has results under their indexes, `spawned` and `emitted` count.
  # The owner of tasks that it is not linked to has a guard: a process that kills them if the owner ends in the middle.
  @moduledoc false

  @doc "Checks the options and fills in those that were not given."
  def options(options) do
    max_concurrency = Keyword.get_lazy(options, :max_concurrency, &System.schedulers_online/0)

    unless is_integer(max_concurrency) and max_concurrency > 0 do
      raise ArgumentError, ":max_concurrency must be an integer greater than zero"
    end

    on_timeout = Keyword.get(options, :on_timeout, :exit)

    unless on_timeout in [:exit, :kill_task] do
      raise ArgumentError, ":on_timeout must be either :exit or :kill_task"
    end

    %{
      max_concurrency: max_concurrency,
      on_timeout: on_timeout,
      timeout: check_timeout(Keyword.get(options, :timeout, 5000)),
      ordered: Keyword.get(options, :ordered, true),
      zip: Keyword.get(options, :zip_input_on_exit, false)
    }
  end

  defp check_timeout(timeout) when timeout == :infinity or (is_integer(timeout) and timeout >= 0), do: timeout

  defp check_timeout(_timeout) do
    raise ArgumentError, ":timeout must be either a positive integer or :infinity"
  end

  @doc "The stream; `link` is `:link` or `:nolink`, `start` starts an empty task process for an owner."
  def new(enumerable, fun, options, link, start) do
    fn acc, reducer ->
      state = Map.merge(options, %{
        fun: fun,
        link: link,
        start: start,
        guard: link == :nolink && guard(self()),
        next: &Enumerable.reduce(enumerable, &1, fn element, _acc -> {:suspend, {:element, element}} end),
        running: %{},
        ready: %{},
        spawned: 0,
        until: nil,
        emitted: 0
      })

      reduce(state, acc, reducer)
    end
  end

  defp reduce(state, {:halt, acc}, _reducer) do
    close(state)
    {:halted, acc}
  end

  defp reduce(state, {:suspend, acc}, reducer), do: {:suspended, acc, &reduce(state, &1, reducer)}

  defp reduce(state, {:cont, acc}, reducer) do
    case step(state) do
      {:emit, result, state} -> reduce(state, guarded(state, fn -> reducer.(result, acc) end), reducer)
      {:again, state} -> reduce(state, {:cont, acc}, reducer)
      :done -> finished(state, acc)
    end
  end

  defp finished(state, acc) do
    dismiss(state.guard)
    {:done, acc}
  end

  defp step(state) do
    case ready(state) do
      {:ok, result, state} -> {:emit, result, state}
      :none when state.next != nil and map_size(state.running) < state.max_concurrency -> {:again, spawn_next(state)}
      :none when map_size(state.running) == 0 -> :done
      :none -> {:again, await(state)}
    end
  end

  defp ready(%{ready: ready}) when map_size(ready) == 0, do: :none

  defp ready(%{ordered: true, ready: ready, emitted: index} = state) do
    case ready do
      %{^index => result} -> {:ok, result, %{state | ready: Map.delete(ready, index), emitted: index + 1}}
      _ -> :none
    end
  end

  defp ready(%{ready: ready} = state) do
    [{index, result} | _] = Map.to_list(ready)
    {:ok, result, %{state | ready: Map.delete(ready, index)}}
  end

  # Any way out of user code but its return must not leave tasks behind.
  defp guarded(state, fun) do
    fun.()
  catch
    kind, reason ->
      close(state)
      :erlang.raise(kind, reason, __STACKTRACE__)
  end

  defp spawn_next(state) do
    case guarded(state, fn -> state.next.({:cont, :none}) end) do
      {:suspended, {:element, element}, next} -> run(%{state | next: next}, element)
      {_done_or_halted, {:element, element}} -> run(%{state | next: nil}, element)
      {_done_or_halted, :none} -> %{state | next: nil}
    end
  end

  defp run(state, element) do
    {:ok, pid} = guarded(state, fn -> state.start.(Task.__owner__()) end)
    ref = Task.__begin__(pid, call(state.fun, element))
    state.guard && send(state.guard, {:task, pid})
    deadline = deadline(state.timeout)
    task = {state.spawned, element, pid, deadline}
    %{state | running: Map.put(state.running, ref, task), spawned: state.spawned + 1, until: state.until || deadline}
  end

  defp call({module, function, args}, element), do: {module, function, [element | args]}
  defp call(fun, element), do: {:erlang, :apply, [fun, [element]]}

  defp deadline(:infinity), do: :infinity
  defp deadline(timeout), do: System.monotonic_time(:millisecond) + timeout

  defp await(%{running: running} = state) do
    receive do
      {ref, reply} when is_map_key(running, ref) ->
        Process.demonitor(ref, [:flush])
        settled(state, ref, {:ok, reply})

      {:DOWN, ref, _, _, reason} when is_map_key(running, ref) ->
        settled(state, ref, exited(state, ref, reason))
    after
      patience(state) -> overdue(state)
    end
  end

  defp settled(%{running: running, ready: ready} = state, ref, result) do
    {{index, _element, pid, _deadline}, running} = Map.pop!(running, ref)
    forget_link(state.link, pid)
    %{state | running: running, ready: Map.put(ready, index, result)}
  end

  defp exited(%{zip: false}, _ref, reason), do: {:exit, reason}
  defp exited(%{running: running}, ref, reason), do: {:exit, {running |> Map.fetch!(ref) |> elem(1), reason}}

  # A task's exit is told by its result; an owner that traps exits shall not hear of it twice.
  defp forget_link(:nolink, _pid), do: :ok

  defp forget_link(:link, pid) do
    Process.unlink(pid)
    # (To look for it goes through the whole mailbox, where the results of a thousand tasks may wait.)
    if :erlang.process_info(self(), :trap_exit) == {:trap_exit, true}, do: receive(do: ({:EXIT, ^pid, _} -> :ok), after: (0 -> :ok))
  end

  defp patience(%{timeout: :infinity}), do: :infinity
  defp patience(%{until: until}), do: max(until - System.monotonic_time(:millisecond), 0)

  # No task is late before `until`. That one was the earliest deadline once: to look at all of them for each result would take too long.
  defp overdue(%{running: running} = state) do
    now = System.monotonic_time(:millisecond)

    case for({ref, {_, _, _, deadline}} <- running, deadline <= now, do: ref) do
      [] -> %{state | until: running |> Map.values() |> Enum.map(&elem(&1, 3)) |> Enum.min()}
      late -> timed_out(state, late)
    end
  end

  defp timed_out(%{on_timeout: :exit} = state, _late) do
    close(state)
    exit({:timeout, {Task.Supervised, :stream, [state.timeout]}})
  end

  defp timed_out(%{running: running} = state, late) do
    Enum.reduce(late, state, fn ref, state ->
      stop(ref, running[ref])
      settled(state, ref, exited(state, ref, :timeout))
    end)
  end

  defp close(state) do
    for {ref, task} <- state.running do
      stop(ref, task)
      forget_link(state.link, elem(task, 2))
    end

    dismiss(state.guard)
    if state.next, do: state.next.({:halt, :none})
  end

  defp stop(ref, {_index, _element, pid, _deadline}) do
    Process.demonitor(ref, [:flush])
    receive do: ({^ref, _reply} -> :ok), after: (0 -> :ok)
    end_ref = Process.monitor(pid)
    Process.unlink(pid)
    Process.exit(pid, :kill)
    receive do: ({:DOWN, ^end_ref, _, _, _} -> :ok)
  end

  defp guard(owner) do
    spawn(fn -> watch(Process.monitor(owner), []) end)
  end

  defp watch(ref, pids) do
    receive do
      {:task, pid} -> watch(ref, [pid | Enum.filter(pids, &Process.alive?/1)])
      :dismissed -> :ok
      {:DOWN, ^ref, _, _, _} -> Enum.each(pids, &Process.exit(&1, :kill))
    end
  end

  defp dismiss(false), do: :ok
  defp dismiss(guard), do: send(guard, :dismissed)
end

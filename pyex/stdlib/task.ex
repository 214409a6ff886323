defmodule Task do
  @moduledoc """
  A process that does one thing, whose result can be awaited.

      iex> task = Task.async(fn -> 21 * 2 end)
      iex> Task.await(task)
      42

  An async task is linked to its caller: when it crashes the caller crashes, and when the caller ends the task ends.
  `Task.Supervisor.async_nolink/3` starts tasks without that link. `start/1` and `start_link/1` are for work whose result
  nobody awaits.

  A task is a struct: `:mfa` is what it runs, `:owner` the process that may await it, `:pid` its process (`nil` for a
  completed one), `:ref` the monitor that its result comes with.
  """

  @enforce_keys [:mfa, :owner, :pid, :ref]
  defstruct [:mfa, :owner, :pid, :ref]

  @type t :: %__MODULE__{mfa: mfa, owner: pid, pid: pid | nil, ref: ref}
  @opaque ref :: reference

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        `arg` is passed as the argument to `Task.start_link/1` in the `:start` field.
        See `Supervisor`.
        """
      end

      def child_spec(arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [arg]}, restart: :temporary}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1
    end
  end

  @doc """
  The specification of a task as a child of a supervisor.

      iex> Task.child_spec(fn -> :ok end) |> Map.drop([:start])
      %{id: Task, restart: :temporary}
  """
  @spec child_spec(term) :: Supervisor.child_spec()
  def child_spec(arg), do: %{id: Task, start: {Task, :start_link, [arg]}, restart: :temporary}

  @doc """
  Starts a process linked to the caller that runs `fun`: `{:ok, pid}`.
  """
  @spec start_link((-> any)) :: {:ok, pid}
  def start_link(fun) when is_function(fun, 0), do: start_link(:erlang, :apply, [fun, []])

  @doc """
  As `start_link/1`, for `module.function(args)`.
  """
  @spec start_link(module, atom, [term]) :: {:ok, pid}
  def start_link(module, function, args) when is_atom(module) and is_atom(function) and is_list(args) do
    Task.Supervised.start_link(owner(), callers(), {module, function, args})
  end

  @doc """
  Starts a process that runs `fun`, with no link to it: `{:ok, pid}`.
  """
  @spec start((-> any)) :: {:ok, pid}
  def start(fun) when is_function(fun, 0), do: start(:erlang, :apply, [fun, []])

  @doc """
  As `start/1`, for `module.function_name(args)`.
  """
  @spec start(module, atom, [term]) :: {:ok, pid}
  def start(module, function_name, args) when is_atom(module) and is_atom(function_name) and is_list(args) do
    Task.Supervised.start(owner(), callers(), {module, function_name, args})
  end

  @doc """
  Starts a task, linked to the caller, whose result `await/2` or `yield/2` gets.
  """
  @spec async((-> any)) :: t
  def async(fun) when is_function(fun, 0), do: async(:erlang, :apply, [fun, []])

  @doc """
  As `async/1`, for `module.function_name(args)`.

      iex> Task.await(Task.async(String, :upcase, ["loud"]))
      "LOUD"
  """
  @spec async(module, atom, [term]) :: t
  def async(module, function_name, args) when is_atom(module) and is_atom(function_name) and is_list(args) do
    {:ok, pid} = Task.Supervised.start_link(owner(), :nomonitor)
    ref = __begin__(pid, {module, function_name, args})
    %Task{pid: pid, ref: ref, owner: self(), mfa: {module, function_name, length(args)}}
  end

  @doc false
  # Tells a waiting task process what to run and where its result goes; returns the monitor.
  def __begin__(pid, mfa) do
    ref = :erlang.monitor(:process, pid, alias: :demonitor)
    send(pid, {self(), ref, ref, callers(), mfa})
    ref
  end

  @doc false
  def __owner__, do: owner()

  @doc false
  def __callers__, do: callers()

  defp owner do
    case Process.info(self(), :registered_name) do
      {:registered_name, name} when is_atom(name) -> {node(), name, self()}
      _ -> {node(), self(), self()}
    end
  end

  defp callers do
    case Process.get(:"$callers") do
      callers when is_list(callers) -> [self() | callers]
      nil -> [self()]
    end
  end

  @doc """
  A stream that runs `fun` in a task for each element of `enumerable`, several at a time.

  It yields `{:ok, result}`, or `{:exit, reason}` for tasks that ended otherwise. Options: `:max_concurrency` (as many as
  there are schedulers), `:ordered` (`true`), `:timeout` (5000), `:on_timeout` (`:exit` the caller, or `:kill_task`),
  `:zip_input_on_exit` (yield `{:exit, {element, reason}}`).

      iex> Task.async_stream(1..4, fn n -> n * n end) |> Enum.to_list()
      [ok: 1, ok: 4, ok: 9, ok: 16]
  """
  @spec async_stream(Enumerable.t(), (term -> term), keyword) :: Enumerable.t()
  def async_stream(enumerable, fun, options \\ []) when is_function(fun, 1) and is_list(options) do
    build_stream(enumerable, fun, options)
  end

  @doc """
  As `async_stream/3`, for `module.function_name(element, args...)`.
  """
  @spec async_stream(Enumerable.t(), module, atom, [term], keyword) :: Enumerable.t()
  def async_stream(enumerable, module, function_name, args, options \\ [])
      when is_atom(module) and is_atom(function_name) and is_list(args) do
    build_stream(enumerable, {module, function_name, args}, options)
  end

  defp build_stream(enumerable, fun, options) do
    options = Task.Supervised.Stream.options(options)
    Task.Supervised.Stream.new(enumerable, fun, options, :link, &Task.Supervised.start_link(&1, :nomonitor))
  end

  @doc """
  A task that is done already, with the given result.

      iex> Task.await(Task.completed(:already))
      :already
  """
  @spec completed(any) :: t
  def completed(result) do
    ref = make_ref()
    send(self(), {ref, result})
    %Task{pid: nil, ref: ref, owner: self(), mfa: {Task, :completed, 1}}
  end

  @doc """
  Waits for the result of a task, `timeout` milliseconds at most.

  The caller exits when the task ends without a result or the time is over; the task goes on in the latter case.
  """
  @spec await(t, timeout) :: term
  def await(%Task{ref: ref, owner: owner} = task, timeout \\ 5000)
      when timeout == :infinity or (is_integer(timeout) and timeout >= 0) do
    if owner != self(), do: raise(ArgumentError, not_owner(task))
    await_receive(ref, task, timeout)
  end

  defp await_receive(ref, task, timeout) do
    receive do
      {^ref, reply} ->
        Process.demonitor(ref, [:flush])
        reply

      {:DOWN, ^ref, _, proc, reason} ->
        exit({reason(reason, proc), {Task, :await, [task, timeout]}})
    after
      timeout ->
        Process.demonitor(ref, [:flush])
        exit({:timeout, {Task, :await, [task, timeout]}})
    end
  end

  defp not_owner(task) do
    "task #{inspect(task)} must be queried from the owner but was queried from #{inspect(self())}"
  end

  defp reason(:noconnection, proc), do: {:nodedown, node_of(proc)}
  defp reason(reason, _proc), do: reason

  defp node_of({_name, node}), do: node
  defp node_of(pid), do: node(pid)

  @doc """
  Waits for the results of many tasks, for `timeout` milliseconds in all.

      iex> 1..3 |> Enum.map(fn n -> Task.async(fn -> n * 10 end) end) |> Task.await_many()
      [10, 20, 30]
  """
  @spec await_many([t], timeout) :: [term]
  def await_many(tasks, timeout \\ 5000)
      when timeout == :infinity or (is_integer(timeout) and timeout >= 0) do
    for task <- tasks, task.owner != self(), do: raise(ArgumentError, not_owner(task))
    waiting = for task <- tasks, into: %{}, do: {task.ref, true}
    replies = await_all(waiting, %{}, deadline(timeout), [tasks, timeout])
    for task <- tasks, do: Map.fetch!(replies, task.ref)
  end

  # The first task that fails ends the wait for all.
  defp await_all(waiting, replies, _deadline, _args) when map_size(waiting) == 0, do: replies

  defp await_all(waiting, replies, deadline, args) do
    receive do
      {ref, reply} when is_map_key(waiting, ref) ->
        Process.demonitor(ref, [:flush])
        await_all(Map.delete(waiting, ref), Map.put(replies, ref, reply), deadline, args)

      {:DOWN, ref, _, proc, reason} when is_map_key(waiting, ref) ->
        give_up(waiting, reason(reason, proc), args)
    after
      left(deadline) -> give_up(waiting, :timeout, args)
    end
  end

  defp give_up(waiting, reason, args) do
    for {ref, true} <- waiting, do: Process.demonitor(ref, [:flush])
    exit({reason, {Task, :await_many, args}})
  end

  defp deadline(:infinity), do: :infinity
  defp deadline(timeout), do: System.monotonic_time(:millisecond) + timeout

  defp left(:infinity), do: :infinity
  defp left(deadline), do: max(deadline - System.monotonic_time(:millisecond), 0)

  @doc """
  Waits for a task: `{:ok, result}`, `{:exit, reason}`, or `nil` when the time is over (then it can be asked again).

      iex> Task.yield(Task.async(fn -> :quick end))
      {:ok, :quick}
  """
  @spec yield(t, timeout) :: {:ok, term} | {:exit, term} | nil
  def yield(%Task{ref: ref, owner: owner} = task, timeout \\ 5000)
      when timeout == :infinity or (is_integer(timeout) and timeout >= 0) do
    if owner != self(), do: raise(ArgumentError, not_owner(task))

    receive do
      {^ref, reply} ->
        Process.demonitor(ref, [:flush])
        {:ok, reply}

      {:DOWN, ^ref, _, proc, reason} ->
        {:exit, reason(reason, proc)}
    after
      timeout -> nil
    end
  end

  @doc """
  As `yield/2` for many tasks, in the same time: a list of `{task, result}`.

  The second argument is a timeout, or options: `:timeout`, `:limit` (return when so many are done), and `:on_timeout`:
  `:nothing`, `:ignore` or `:kill_task`.

      iex> [{_task, result}] = Task.yield_many([Task.async(fn -> 1 end)])
      iex> result
      {:ok, 1}
  """
  @spec yield_many([t], timeout | keyword) :: [{t, {:ok, term} | {:exit, term} | nil}]
  def yield_many(tasks, opts \\ [])

  def yield_many(tasks, timeout) when timeout == :infinity or (is_integer(timeout) and timeout >= 0) do
    yield_many(tasks, timeout: timeout)
  end

  def yield_many(tasks, opts) when is_list(opts) do
    for task <- tasks, task.owner != self(), do: raise(ArgumentError, not_owner(task))
    on_timeout = Keyword.get(opts, :on_timeout, :nothing)
    limit = opts |> Keyword.get(:limit, length(tasks)) |> check_limit()
    results = collect(tasks, limit, deadline(Keyword.get(opts, :timeout, 5000)), %{})
    for task <- tasks, do: {task, Map.get_lazy(results, task.ref, fn -> too_late(on_timeout, task) end)}
  end

  defp check_limit(limit) when is_integer(limit) and limit >= 0, do: limit

  defp check_limit(other) do
    raise ArgumentError, "expected :limit to be a non-negative integer, got: #{inspect(other)}"
  end

  # Takes results as they come: whichever task is done first, as many as wanted.
  defp collect(_tasks, limit, _deadline, results) when map_size(results) >= limit, do: results

  defp collect(tasks, limit, deadline, results) do
    refs = for task <- tasks, not is_map_key(results, task.ref), into: %{}, do: {task.ref, true}

    receive do
      {ref, reply} when is_map_key(refs, ref) ->
        Process.demonitor(ref, [:flush])
        collect(tasks, limit, deadline, Map.put(results, ref, {:ok, reply}))

      {:DOWN, ref, _, proc, reason} when is_map_key(refs, ref) ->
        collect(tasks, limit, deadline, Map.put(results, ref, {:exit, reason(reason, proc)}))
    after
      left(deadline) -> results
    end
  end

  defp too_late(:nothing, _task), do: nil
  defp too_late(:kill_task, task), do: shutdown(task, :brutal_kill)
  defp too_late(:ignore, task), do: ignore(task)

  @doc """
  Lets a task run on without its owner: unlinks it and drops its result. `{:ok, result}` or `{:exit, reason}` when it was
  done already, else `nil`.
  """
  @spec ignore(t) :: {:ok, term} | {:exit, term} | nil
  def ignore(%Task{ref: ref, pid: pid, owner: owner} = task) do
    if owner != self(), do: raise(ArgumentError, not_owner(task))

    receive do
      {^ref, reply} ->
        pid && Process.unlink(pid)
        Process.demonitor(ref, [:flush])
        {:ok, reply}

      {:DOWN, ^ref, _, proc, reason} ->
        pid && Process.unlink(pid)
        {:exit, reason(reason, proc)}
    after
      0 ->
        pid && Process.unlink(pid)
        Process.demonitor(ref, [:flush])
        nil
    end
  end

  @doc """
  Ends a task: asks it to (`:shutdown`) and kills it after a time (5000), or kills it at once (`:brutal_kill`).

  Returns `{:ok, result}` when it was done before, `{:exit, reason}` when it had ended otherwise, else `nil`.
  """
  @spec shutdown(t, timeout | :brutal_kill) :: {:ok, term} | {:exit, term} | nil
  def shutdown(task, shutdown \\ 5000)

  def shutdown(%Task{pid: nil} = task, _) do
    raise ArgumentError, "task #{inspect(task)} does not have an associated task process"
  end

  def shutdown(%Task{owner: owner} = task, _) when owner != self(), do: raise(ArgumentError, not_owner(task))

  def shutdown(%Task{pid: pid} = task, :brutal_kill) do
    unlink_and_exit(pid, :kill)
    shut_down(task, :brutal_kill, :infinity, pid)
  end

  def shutdown(%Task{pid: pid} = task, timeout) when timeout == :infinity or (is_integer(timeout) and timeout >= 0) do
    unlink_and_exit(pid, :shutdown)
    shut_down(task, :shutdown, timeout, pid)
  end

  # Without the unlink the task's end would be its owner's.
  defp unlink_and_exit(pid, reason) do
    Process.monitor(pid)
    Process.unlink(pid)
    Process.exit(pid, reason)
  end

  # A second monitor tells of the end even when the task's own has been used up: then nothing is left to return but
  # `:noproc`.
  defp shut_down(%Task{ref: ref} = task, how, timeout, pid) do
    receive do
      {:DOWN, down, _, ^pid, reason} when down != ref -> ended(task, how, reason)
    after
      timeout ->
        Process.exit(pid, :kill)
        shut_down(task, :brutal_kill, :infinity, pid)
    end
  end

  defp ended(%Task{ref: ref}, how, end_reason) do
    receive do
      {^ref, reply} -> flushed(ref, {:ok, reply})
      {:DOWN, ^ref, _, _, reason} -> flushed(ref, exit_answer(how, reason))
    after
      0 -> flushed(ref, exit_answer(how, end_reason))
    end
  end

  defp flushed(ref, answer) do
    Process.demonitor(ref, [:flush])
    answer
  end

  defp exit_answer(_how, :shutdown), do: nil
  defp exit_answer(_how, {:shutdown, _}), do: nil
  defp exit_answer(:brutal_kill, :killed), do: nil
  defp exit_answer(_how, reason), do: {:exit, reason}
end

defmodule Task.Supervisor do
  @moduledoc """
  A supervisor of tasks: they are started while it runs, and by default never started again.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> task = Task.Supervisor.async(supervisor, fn -> 6 * 7 end)
      iex> Task.await(task)
      42
      iex> Supervisor.stop(supervisor)
      :ok

  `async/3` links the task with the caller too; `async_nolink/3` does not, so the caller learns of a crash by `Task.yield/2`
  or by the monitor's message. Options of all of them: `:shutdown`, the time that a task has to end (5000).
  """

  @type option :: DynamicSupervisor.option() | DynamicSupervisor.init_option()

  @doc """
  The specification of a task supervisor as a child of a supervisor.
  """
  def child_spec(opts) when is_list(opts) do
    id =
      case Keyword.get(opts, :name, Task.Supervisor) do
        name when is_atom(name) -> name
        {:global, name} -> name
        {:via, _module, name} -> name
      end

    %{id: id, start: {Task.Supervisor, :start_link, [opts]}, type: :supervisor}
  end

  @doc """
  Starts a supervisor. Options: `:name`, `:max_restarts`, `:max_seconds`, `:max_children`.
  """
  def start_link(options \\ []) do
    {flags, options} = Keyword.split(options, [:max_children, :max_seconds, :max_restarts])
    DynamicSupervisor.start_link(Supervisor.Default, DynamicSupervisor.init([strategy: :one_for_one] ++ flags), options)
  end

  @doc """
  Starts a task whose result the caller awaits; both are linked.
  """
  def async(supervisor, fun, options \\ []) when is_function(fun, 0) do
    async(supervisor, :link, {:erlang, :apply, [fun, []]}, options, :start)
  end

  @doc """
  As `async/3`, for `module.fun(args)`.
  """
  def async(supervisor, module, fun, args, options \\ [])

  def async(supervisor, link, {module, fun, args}, options, :start) when link in [:link, :nolink] do
    pid = start_waiting(supervisor, Task.__owner__(), options[:shutdown])
    if link == :link, do: Process.link(pid)
    ref = Task.__begin__(pid, {module, fun, args})
    %Task{pid: pid, ref: ref, owner: self(), mfa: {module, fun, length(args)}}
  end

  def async(supervisor, module, fun, args, options) when is_atom(fun) and is_list(args) do
    async(supervisor, :link, {module, fun, args}, options, :start)
  end

  @doc """
  Starts a task whose result the caller may await, without a link: its crash is not the caller's.
  """
  def async_nolink(supervisor, fun, options \\ []) when is_function(fun, 0) do
    async(supervisor, :nolink, {:erlang, :apply, [fun, []]}, options, :start)
  end

  @doc """
  As `async_nolink/3`, for `module.fun(args)`.
  """
  def async_nolink(supervisor, module, fun, args, options \\ []) do
    async(supervisor, :nolink, {module, fun, args}, options, :start)
  end

  defp start_waiting(supervisor, owner, shutdown) do
    case start_task(supervisor, [owner, :monitor], :temporary, shutdown) do
      {:ok, pid} ->
        pid

      {:error, :max_children} ->
        raise "reached the maximum number of tasks for this task supervisor. The maximum number " <>
                "of tasks that are allowed to run at the same time under this supervisor can be " <>
                "configured with the :max_children option passed to Task.Supervisor.start_link/1"
    end
  end

  defp start_task(supervisor, args, restart, shutdown) do
    GenServer.call(supervisor, {:start_task, args, restart, shutdown}, :infinity)
  end

  @doc """
  A stream as `Task.async_stream/3` gives, its tasks being this supervisor's.
  """
  def async_stream(supervisor, enumerable, fun, options \\ []) when is_function(fun, 1) do
    stream(supervisor, enumerable, fun, options, :link)
  end

  @doc """
  As `async_stream/4`, for `module.function(element, args...)`.
  """
  def async_stream(supervisor, enumerable, module, function, args, options \\ []) when is_list(args) do
    stream(supervisor, enumerable, {module, function, args}, options, :link)
  end

  @doc """
  As `async_stream/4`, without links to the caller: a crash is an element `{:exit, reason}`.
  """
  def async_stream_nolink(supervisor, enumerable, fun, options \\ []) when is_function(fun, 1) do
    stream(supervisor, enumerable, fun, options, :nolink)
  end

  @doc """
  As `async_stream_nolink/4`, for `module.function(element, args...)`.
  """
  def async_stream_nolink(supervisor, enumerable, module, function, args, options \\ []) when is_list(args) do
    stream(supervisor, enumerable, {module, function, args}, options, :nolink)
  end

  defp stream(supervisor, enumerable, fun, options, link) do
    shutdown = options[:shutdown]

    Task.Supervised.Stream.new(enumerable, fun, Task.Supervised.Stream.options(options), link, fn owner ->
      pid = start_waiting(supervisor, owner, shutdown)
      if link == :link, do: Process.link(pid)
      {:ok, pid}
    end)
  end

  @doc """
  Starts a task whose result nobody awaits: `{:ok, pid}`.

  Options: `:restart` (`:temporary`, `:transient`, `:permanent`) and `:shutdown`.
  """
  def start_child(supervisor, fun, options \\ []) when is_function(fun, 0) do
    start_child(supervisor, :erlang, :apply, [fun, []], options)
  end

  @doc """
  As `start_child/3`, for `module.fun(args)`.
  """
  def start_child(supervisor, module, fun, args, options \\ []) when is_atom(fun) and is_list(args) do
    task = [Task.__owner__(), Task.__callers__(), {module, fun, args}]
    start_task(supervisor, task, Keyword.get(options, :restart), options[:shutdown])
  end

  @doc """
  Ends a task: `:ok` or `{:error, :not_found}`.
  """
  def terminate_child(supervisor, pid) when is_pid(pid), do: DynamicSupervisor.terminate_child(supervisor, pid)

  @doc """
  The pids of all tasks.
  """
  def children(supervisor) do
    for {_, pid, _, _} <- DynamicSupervisor.which_children(supervisor), is_pid(pid), do: pid
  end
end

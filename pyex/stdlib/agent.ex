defmodule Agent do
  @moduledoc """
  A process that keeps a state, to be read and changed by functions.

      iex> {:ok, agent} = Agent.start_link(fn -> 40 end)
      iex> Agent.update(agent, &(&1 + 2))
      :ok
      iex> Agent.get(agent, & &1)
      42
      iex> Agent.stop(agent)
      :ok

  The functions run in the agent's process: what takes long there makes all others wait.

  `use Agent` defines `child_spec/1`, whose start is the module's own `start_link/1`.
  """

  @type agent :: pid | {atom, node} | name
  @type name :: atom | {:global, term} | {:via, module, term}
  @type on_start :: {:ok, pid} | {:error, {:already_started, pid} | term}
  @type state :: term

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        See `Supervisor`.
        """
      end

      def child_spec(arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [arg]}}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1
    end
  end

  @doc """
  The specification of an agent as a child of a supervisor: `{Agent, fn -> state end}`.
  """
  def child_spec(arg), do: %{id: Agent, start: {Agent, :start_link, [arg]}}

  @doc """
  Starts an agent whose state is what `fun` returns, linked to the caller.

  Options: those of `GenServer.start_link/3`.
  """
  @spec start_link((-> term), GenServer.options()) :: on_start
  def start_link(fun, options \\ []) when is_function(fun, 0) do
    GenServer.start_link(Agent.Server, fun, options)
  end

  @doc """
  As `start_link/2`, the state being `module.fun(args)`.
  """
  @spec start_link(module, atom, [any], GenServer.options()) :: on_start
  def start_link(module, fun, args, options \\ []) do
    GenServer.start_link(Agent.Server, {module, fun, args}, options)
  end

  @doc """
  As `start_link/2`, without a link.
  """
  @spec start((-> term), GenServer.options()) :: on_start
  def start(fun, options \\ []) when is_function(fun, 0) do
    GenServer.start(Agent.Server, fun, options)
  end

  @doc """
  As `start/2`, the state being `module.fun(args)`.
  """
  @spec start(module, atom, [any], GenServer.options()) :: on_start
  def start(module, fun, args, options \\ []) do
    GenServer.start(Agent.Server, {module, fun, args}, options)
  end

  @doc """
  What `fun` makes of the state.

      iex> {:ok, agent} = Agent.start_link(fn -> [1, 2, 3] end)
      iex> Agent.get(agent, &Enum.sum/1)
      6
  """
  @spec get(agent, (state -> a), timeout) :: a when a: var
  def get(agent, fun, timeout \\ 5000) when is_function(fun, 1) do
    GenServer.call(agent, {:get, fun}, timeout)
  end

  @doc """
  As `get/3`, with `module.fun(state, args...)`.
  """
  @spec get(agent, module, atom, [term], timeout) :: any
  def get(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:get, {module, fun, args}}, timeout)
  end

  @doc """
  Reads and changes the state in one step: `fun` answers `{value, new_state}`.

      iex> {:ok, agent} = Agent.start_link(fn -> 1 end)
      iex> Agent.get_and_update(agent, fn n -> {n, n * 10} end)
      1
      iex> Agent.get(agent, & &1)
      10
  """
  @spec get_and_update(agent, (state -> {a, state}), timeout) :: a when a: var
  def get_and_update(agent, fun, timeout \\ 5000) when is_function(fun, 1) do
    GenServer.call(agent, {:get_and_update, fun}, timeout)
  end

  @doc """
  As `get_and_update/3`, with `module.fun(state, args...)`.
  """
  @spec get_and_update(agent, module, atom, [term], timeout) :: any
  def get_and_update(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:get_and_update, {module, fun, args}}, timeout)
  end

  @doc """
  Changes the state to what `fun` makes of it, and waits until that is done.
  """
  @spec update(agent, (state -> state), timeout) :: :ok
  def update(agent, fun, timeout \\ 5000) when is_function(fun, 1) do
    GenServer.call(agent, {:update, fun}, timeout)
  end

  @doc """
  As `update/3`, with `module.fun(state, args...)`.
  """
  @spec update(agent, module, atom, [term], timeout) :: :ok
  def update(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:update, {module, fun, args}}, timeout)
  end

  @doc """
  As `update/3`, without waiting. Always `:ok`.
  """
  @spec cast(agent, (state -> state)) :: :ok
  def cast(agent, fun) when is_function(fun, 1), do: GenServer.cast(agent, {:cast, fun})

  @doc """
  As `cast/2`, with `module.fun(state, args...)`.
  """
  @spec cast(agent, module, atom, [term]) :: :ok
  def cast(agent, module, fun, args), do: GenServer.cast(agent, {:cast, {module, fun, args}})

  @doc """
  Stops an agent.
  """
  @spec stop(agent, reason :: term, timeout) :: :ok
  def stop(agent, reason \\ :normal, timeout \\ :infinity), do: GenServer.stop(agent, reason, timeout)
end

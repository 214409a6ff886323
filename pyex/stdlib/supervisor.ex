defmodule Supervisor do
  @moduledoc """
  A process that starts other processes, its children, and starts them again when they end.

      children = [
        {Counter, 0},
        Supervisor.child_spec({Agent, fn -> %{} end}, id: :cache)
      ]

      {:ok, pid} = Supervisor.start_link(children, strategy: :one_for_one)

  ## Child specifications

  A child is given as a map, a module, or `{module, argument}`; the latter two call `module.child_spec(argument)`. The keys
  of the map:

    * `:id`: any term, which names the child in this supervisor
    * `:start`: `{module, function, arguments}`; must answer `{:ok, pid}`, the process being linked
    * `:restart`: `:permanent` (always, the default), `:transient` (when it crashed), `:temporary` (never)
    * `:shutdown`: how long it may take to end, in milliseconds (5000), `:infinity` (for supervisors) or `:brutal_kill`
    * `:type`: `:worker` or `:supervisor`
    * `:significant`: whether `:auto_shutdown` minds its end
    * `:modules`: `[module]` or `:dynamic`

  ## Strategies

    * `:one_for_one`: only the child that ended is started again
    * `:one_for_all`: all others are ended, then all are started again
    * `:rest_for_one`: those started after it are ended and started again with it

  More restarts than `:max_restarts` (3) in `:max_seconds` (5) end the supervisor, with the reason `:shutdown`. Children are
  ended in the reverse order of their start.

  A module-based supervisor says `use Supervisor` and has an `init/1` that answers `Supervisor.init(children, options)`.
  """

  @typedoc "Options of `init/2`."
  @type init_option :: {:strategy, :one_for_one | :one_for_all | :rest_for_one} | {:max_restarts, non_neg_integer} | {:max_seconds, pos_integer}
  @typedoc "When a child is started again: always, never, or only after a failure (`:transient`)."
  @type restart :: :permanent | :transient | :temporary
  @typedoc "How long a child may take to end, in milliseconds, until it is killed."
  @type shutdown :: timeout | :brutal_kill
  @type type :: :worker | :supervisor

  @doc "The flags and children to begin with, mostly made by `init/2`. `:ignore` starts nothing."
  @callback init(init_arg :: term) :: {:ok, {sup_flags, [child_spec]}} | :ignore

  @type on_start :: {:ok, pid} | :ignore | {:error, {:already_started, pid} | {:shutdown, term} | term}
  @type on_start_child ::
          {:ok, child} | {:ok, child, info :: term} | {:error, {:already_started, child} | :already_present | term}
  @type child :: pid | :undefined
  @type name :: atom | {:global, term} | {:via, module, term}
  @type option :: {:name, name}
  @type supervisor :: pid | name | {atom, node}
  @type strategy :: :one_for_one | :one_for_all | :rest_for_one
  @type auto_shutdown :: :never | :any_significant | :all_significant
  @type sup_flags :: %{
          strategy: strategy,
          intensity: non_neg_integer,
          period: pos_integer,
          auto_shutdown: auto_shutdown
        }
  @type child_spec :: %{
          required(:id) => atom | term,
          required(:start) => {module, atom, [term]},
          optional(:restart) => :permanent | :transient | :temporary,
          optional(:shutdown) => timeout | :brutal_kill,
          optional(:type) => :worker | :supervisor,
          optional(:modules) => [module] | :dynamic,
          optional(:significant) => boolean
        }

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      @behaviour Supervisor

      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        See `Supervisor`.
        """
      end

      def child_spec(init_arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [init_arg]}, type: :supervisor}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1
    end
  end

  @doc """
  Starts a supervisor of the given children, linked to the caller.

  Options: `:strategy` (needed), `:max_restarts`, `:max_seconds`, `:auto_shutdown`, `:name`.

      iex> {:ok, supervisor} = Supervisor.start_link([{Agent, fn -> 0 end}], strategy: :one_for_one)
      iex> Supervisor.count_children(supervisor)
      %{active: 1, specs: 1, supervisors: 0, workers: 1}
      iex> Supervisor.stop(supervisor)
      :ok
  """
  @spec start_link([:supervisor.child_spec() | {module, term} | module], keyword) :: on_start
  def start_link(children, options) when is_list(children) do
    {flags, options} = Keyword.split(options, [:strategy, :max_seconds, :max_restarts, :auto_shutdown])
    start_link(Supervisor.Default, init(children, flags), options)
  end

  def start_link(module, init_arg) when is_atom(module), do: start_link(module, init_arg, [])

  @doc """
  Starts a supervisor whose children `module.init(init_arg)` names. Option: `:name`.
  """
  def start_link(module, init_arg, options) when is_list(options) do
    case Keyword.get(options, :name) do
      nil -> :supervisor.start_link(module, init_arg)
      name -> :supervisor.start_link(GenServer.__name__(name), module, init_arg)
    end
  end

  @doc """
  What the `init/1` of a module-based supervisor answers: its children and its options.

      iex> Supervisor.init([], strategy: :one_for_one, max_restarts: 7)
      {:ok, {%{auto_shutdown: :never, intensity: 7, period: 5, strategy: :one_for_one}, []}}
  """
  def init(children, options) when is_list(children) and is_list(options) do
    strategy =
      case options[:strategy] do
        nil -> raise ArgumentError, "expected :strategy option to be given"
        strategy -> strategy
      end

    flags = %{
      strategy: strategy,
      intensity: Keyword.get(options, :max_restarts, 3),
      period: Keyword.get(options, :max_seconds, 5),
      auto_shutdown: Keyword.get(options, :auto_shutdown, :never)
    }

    {:ok, {flags, Enum.map(children, &init_child/1)}}
  end

  defp init_child(module) when is_atom(module), do: init_child({module, []})
  defp init_child(spec) when is_map(spec), do: spec
  defp init_child({_, _, _, _, _, _} = spec), do: spec

  defp init_child({module, arg}) when is_atom(module) do
    module.child_spec(arg)
  rescue
    error in UndefinedFunctionError ->
      case error do
        %{module: ^module, function: :child_spec, arity: 1} -> raise ArgumentError, no_child_spec(module)
        _ -> reraise error, __STACKTRACE__
      end
  end

  defp init_child(other) do
    raise ArgumentError, """
    supervisors expect each child to be one of the following:

      * a module
      * a {module, arg} tuple
      * a child specification as a map with at least the :id and :start fields
      * or a tuple with 6 elements generated by Supervisor.Spec (deprecated)

    Got: #{inspect(other)}
    """
  end

  defp no_child_spec(module) do
    if Code.ensure_loaded?(module) do
      """
      The module #{inspect(module)} was given as a child to a supervisor
      but it does not implement child_spec/1.

      If you own the given module, please define a child_spec/1 function
      that receives an argument and returns a child specification as a map.
      For example:

          def child_spec(opts) do
            %{
              id: __MODULE__,
              start: {__MODULE__, :start_link, [opts]},
              type: :worker,
              restart: :permanent,
              shutdown: 500
            }
          end

      Note that "use Agent", "use GenServer" and so on automatically define
      this function for you.

      However, if you don't own the given module and it doesn't implement
      child_spec/1, instead of passing the module name directly as a supervisor
      child, you will have to pass a child specification as a map:

          %{
            id: #{inspect(module)},
            start: {#{inspect(module)}, :start_link, [arg1, arg2]}
          }

      See the Supervisor documentation for more information
      """
    else
      "The module #{inspect(module)} was given as a child to a supervisor but it does not exist"
    end
  end

  @doc """
  The child specification of a module, `{module, argument}` or map, with some of its keys replaced.

      iex> Supervisor.child_spec(%{id: :x, start: {Agent, :start_link, [[]]}}, restart: :temporary)
      %{id: :x, restart: :temporary, start: {Agent, :start_link, [[]]}}
  """
  def child_spec(module_or_map, overrides) do
    Enum.reduce(overrides, init_child(module_or_map), fn
      {key, value}, spec when key in [:id, :start, :restart, :shutdown, :type, :modules, :significant] ->
        Map.put(spec, key, value)

      {key, _value}, _spec ->
        raise ArgumentError, "unknown key #{inspect(key)} in child specification override"
    end)
  end

  @doc """
  Starts one more child.

      iex> {:ok, supervisor} = Supervisor.start_link([], strategy: :one_for_one)
      iex> {:ok, agent} = Supervisor.start_child(supervisor, {Agent, fn -> :state end})
      iex> Agent.get(agent, & &1)
      :state
  """
  @spec start_child(supervisor, term) :: on_start_child
  def start_child(supervisor, child_spec)
  def start_child(supervisor, {_, _, _, _, _, _} = child_spec), do: call(supervisor, {:start_child, child_spec})
  def start_child(supervisor, child_spec), do: call(supervisor, {:start_child, child_spec(child_spec, [])})

  @doc """
  Ends a child. Its specification stays (but for temporary ones), so that `restart_child/2` can start it again.
  """
  @spec terminate_child(supervisor, term) :: :ok | {:error, :not_found}
  def terminate_child(supervisor, child_id)
  def terminate_child(supervisor, child_id), do: call(supervisor, {:terminate_child, child_id})

  @doc """
  Forgets a child that does not run.
  """
  @spec delete_child(supervisor, term) :: :ok | {:error, error} when error: :not_found | :running | :restarting
  def delete_child(supervisor, child_id), do: call(supervisor, {:delete_child, child_id})

  @doc """
  Starts a child again that was ended.
  """
  @spec restart_child(supervisor, term) :: {:ok, pid} | {:ok, pid, term} | {:error, error} when error: :not_found | :running | :restarting | term
  def restart_child(supervisor, child_id), do: call(supervisor, {:restart_child, child_id})

  @doc """
  The children, newest first: `{id, pid, type, modules}`, the pid being `:undefined` or `:restarting` for one that does not run.
  """
  @spec which_children(supervisor) :: [{term, pid | :restarting | :undefined, :worker | :supervisor, [module] | :dynamic}]
  def which_children(supervisor), do: call(supervisor, :which_children)

  @doc """
  How many children there are: `:specs` in all, `:active` ones, `:supervisors` and `:workers`.
  """
  @spec count_children(supervisor) :: map
  def count_children(supervisor), do: supervisor |> call(:count_children) |> :maps.from_list()

  @doc """
  Ends a supervisor and its children, with `reason`.
  """
  @spec stop(supervisor, reason :: term, timeout) :: :ok
  def stop(supervisor, reason \\ :normal, timeout \\ :infinity), do: GenServer.stop(supervisor, reason, timeout)

  defp call(supervisor, request), do: GenServer.call(supervisor, request, :infinity)
end

defmodule GenServer do
  @moduledoc """
  A process that keeps a state and answers requests: the server half is a callback module, the client half is here.

      defmodule Stack do
        use GenServer

        def init(items), do: {:ok, items}

        def handle_call(:pop, _from, [top | rest]), do: {:reply, top, rest}
        def handle_cast({:push, item}, items), do: {:noreply, [item | items]}
      end

      {:ok, pid} = GenServer.start_link(Stack, [:a])
      GenServer.cast(pid, {:push, :b})
      GenServer.call(pid, :pop)
      #=> :b

  `call/3` waits for the answer, `cast/2` does not, and any other message that comes goes to `handle_info/2`.

  ## What callbacks may answer

    * `init`: `{:ok, state}`, `{:ok, state, action}`, `:ignore`, `{:stop, reason}`
    * `handle_call`: `{:reply, reply, state}`, `{:reply, reply, state, action}`, `{:noreply, state}`,
      `{:noreply, state, action}`, `{:stop, reason, reply, state}`, `{:stop, reason, state}`
    * the others: `{:noreply, state}`, `{:noreply, state, action}`, `{:stop, reason, state}`

  An `action` is a timeout in milliseconds (the message `:timeout` comes when nothing else came until then), `:hibernate`,
  or `{:continue, term}`, which calls `handle_continue/2` before any message is looked at.

  `terminate/2` is called when a callback says stop or crashes, and, if the server traps exits, when its parent ends.

  ## Names

  With the option `name:` a server can be called by an atom, by `{:global, term}`, or by `{:via, module, term}` (as in
  `{:via, Registry, {MyRegistry, "key"}}`).

  `use GenServer` defines `child_spec/1` (its options `:id`, `:restart`, `:shutdown` override that spec) and callbacks that
  complain about requests that nobody expects.
  """

  @doc """
  Begins: called in the new process, with what `start_link/3` or `start/3` was given, which wait for it.

  `{:ok, state}` is the state to begin with. A third element is what comes next: a timeout in milliseconds, `:hibernate`, or
  `{:continue, term}`. `:ignore` ends the process without an error; with `{:stop, reason}` the caller gets `{:error, reason}`.
  """
  @callback init(init_arg :: term) ::
              {:ok, state} | {:ok, state, timeout | :hibernate | {:continue, term}} | :ignore | {:stop, reason :: any}
            when state: any

  @doc """
  Answers a `call/3`. `from` is who waits; the answer is given by `{:reply, answer, state}`, or later by `reply/2` after `{:noreply, state}`.

  A fourth (third) element is what comes next: a timeout, `:hibernate`, or `{:continue, term}`. `{:stop, reason, answer, state}` and
  `{:stop, reason, state}` end the server.
  """
  @callback handle_call(request :: term, from, state :: term) ::
              {:reply, reply, new_state}
              | {:reply, reply, new_state, timeout | :hibernate | {:continue, term}}
              | {:noreply, new_state}
              | {:noreply, new_state, timeout | :hibernate | {:continue, term}}
              | {:stop, reason, reply, new_state}
              | {:stop, reason, new_state}
            when reply: term, new_state: term, reason: term

  @doc "Takes what `cast/2` sent; nobody waits for an answer: `{:noreply, state}` or `{:stop, reason, state}`."
  @callback handle_cast(request :: term, state :: term) ::
              {:noreply, new_state}
              | {:noreply, new_state, timeout | :hibernate | {:continue, term}}
              | {:stop, reason :: term, new_state}
            when new_state: term

  @doc """
  Takes any other message: those of `send/2`, of timers, monitors and links, and `:timeout` after a timeout that an answer named.

  If it is not defined, the message is reported on the log.
  """
  @callback handle_info(msg :: :timeout | term, state :: term) ::
              {:noreply, new_state}
              | {:noreply, new_state, timeout | :hibernate | {:continue, term}}
              | {:stop, reason :: term, new_state}
            when new_state: term

  @doc "Goes on after `{:continue, continue_arg}` in an answer, before any other message is taken."
  @callback handle_continue(continue_arg :: term, state :: term) ::
              {:noreply, new_state}
              | {:noreply, new_state, timeout | :hibernate | {:continue, term}}
              | {:stop, reason :: term, new_state}
            when new_state: term

  @doc """
  Called when the server ends: after a `:stop`, an error in a callback, or an exit signal of its parent if it traps exits.

  Not when it is killed, nor for a signal if it does not trap exits. What it returns does not matter.
  """
  @callback terminate(reason, state :: term) :: term when reason: :normal | :shutdown | {:shutdown, term} | term

  @doc "Makes a new state of an old one when the code of a running system is exchanged."
  @callback code_change(old_vsn, state :: term, extra :: term) :: {:ok, new_state :: term} | {:error, reason :: term}
            when old_vsn: term | {:down, term}

  @doc "What reports and `:sys.get_status/1` show instead of the state: a place to hide what is secret."
  @callback format_status(reason, pdict_and_state :: list) :: term when reason: :normal | :terminate

  @optional_callbacks code_change: 3,
                      terminate: 2,
                      handle_info: 2,
                      handle_cast: 2,
                      handle_call: 3,
                      format_status: 2,
                      handle_continue: 2

  @type on_start :: {:ok, pid} | :ignore | {:error, {:already_started, pid} | term}
  @type name :: atom | {:global, term} | {:via, module, term}
  @type options :: [option]
  @type option ::
          {:debug, debug}
          | {:name, name}
          | {:timeout, timeout}
          | {:spawn_opt, [Process.spawn_opt()]}
          | {:hibernate_after, timeout}
  @type debug :: [:trace | :log | :statistics | {:log_to_file, Path.t()}]
  @type server :: pid | name | {atom, node}
  @type from :: {pid, tag :: term}

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      @behaviour GenServer

      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        See `Supervisor`.
        """
      end

      def child_spec(init_arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [init_arg]}}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1

      @before_compile GenServer

      @doc false
      def handle_call(message, _from, state), do: GenServer.__unexpected_call__(message, state)

      @doc false
      def handle_info(message, state) do
        GenServer.__unexpected_info__(__MODULE__, message)
        {:noreply, state}
      end

      @doc false
      def handle_cast(message, state), do: GenServer.__unexpected_cast__(message, state)

      @doc false
      def terminate(_reason, _state), do: :ok

      @doc false
      def code_change(_old, state, _extra), do: {:ok, state}

      defoverridable code_change: 3, terminate: 2, handle_info: 2, handle_cast: 2, handle_call: 3
    end
  end

  @doc false
  defmacro __before_compile__(env) do
    unless Module.defines?(env.module, {:init, 1}) do
      IO.warn(missing_init(env.module), env)

      quote do
        @doc false
        def init(init_arg), do: {:ok, init_arg}

        defoverridable init: 1
      end
    end
  end

  defp missing_init(module) do
    """
    function init/1 required by behaviour GenServer is not implemented \
    (in module #{inspect(module)}).

    We will inject a default implementation for now:

        def init(init_arg) do
          {:ok, init_arg}
        end

    You can copy the implementation above or define your own that converts \
    the arguments given to GenServer.start_link/3 to the server state.
    """
  end

  @doc false
  def __unexpected_call__(_message, _state) do
    raise "attempted to call GenServer #{inspect(me())} but no handle_call/3 clause was provided"
  end

  @doc false
  def __unexpected_cast__(_message, _state) do
    raise "attempted to cast GenServer #{inspect(me())} but no handle_cast/2 clause was provided"
  end

  @doc false
  def __unexpected_info__(module, message) do
    :logger.log(:error, %{label: {GenServer, :no_handle_info}, module: module, message: message, name: me()})
  end

  defp me do
    case Process.info(self(), :registered_name) do
      {_, []} -> self()
      {_, name} -> name
    end
  end

  @doc """
  Starts a server, linked to the caller, and waits until its `init` is done.

  Answers `{:ok, pid}`, `:ignore`, or `{:error, reason}`; a taken name gives `{:error, {:already_started, pid}}`.
  Options: `:name`, `:timeout` (for `init`), `:debug`, `:spawn_opt`, `:hibernate_after`.
  """
  @spec start_link(module, any, options) :: on_start
  def start_link(module, init_arg, options \\ []) when is_atom(module) and is_list(options) do
    do_start(:link, module, init_arg, options)
  end

  @doc """
  As `start_link/3`, without a link.
  """
  @spec start(module, any, options) :: on_start
  def start(module, init_arg, options \\ []) when is_atom(module) and is_list(options) do
    do_start(:nolink, module, init_arg, options)
  end

  defp do_start(link, module, init_arg, options) do
    case Keyword.pop(options, :name) do
      {nil, options} -> :gen.start(:gen_server, link, module, init_arg, options)
      {name, options} -> :gen.start(:gen_server, link, __name__(name), module, init_arg, options)
    end
  end

  @doc false
  def __name__(name) when is_atom(name), do: {:local, name}
  def __name__({:global, _term} = name), do: name
  def __name__({:via, module, _term} = name) when is_atom(module), do: name

  def __name__(other) do
    raise ArgumentError, """
    expected :name option to be one of the following:

      * nil
      * atom
      * {:global, term}
      * {:via, module, term}

    Got: #{inspect(other)}
    """
  end

  @doc """
  Stops a server with `reason`, after its `terminate` callback, and waits for its end.
  """
  @spec stop(server, reason :: term, timeout) :: :ok
  def stop(server, reason \\ :normal, timeout \\ :infinity) do
    case whereis(server) do
      nil -> exit({:noproc, {__MODULE__, :stop, [server, reason, timeout]}})
      pid when pid == self() -> exit({:calling_self, {__MODULE__, :stop, [server, reason, timeout]}})
      pid -> do_stop(pid, server, reason, timeout)
    end
  end

  defp do_stop(pid, server, reason, timeout) do
    :proc_lib.stop(pid, reason, timeout)
  catch
    :exit, why -> exit({why, {__MODULE__, :stop, [server, reason, timeout]}})
  end

  @doc """
  Sends a request and waits for the answer, `timeout` milliseconds at most.

  When no answer comes, because there is no such server, it ends meanwhile or the time is over, the caller exits with
  `{reason, {GenServer, :call, [server, request, timeout]}}`. An answer that comes too late is dropped.
  """
  @spec call(server, term, timeout) :: term
  def call(server, request, timeout \\ 5000)
      when (is_integer(timeout) and timeout >= 0) or timeout == :infinity do
    case :pyex_call.ask(if(is_pid(server), do: server, else: whereis(server)), :"$gen_call", request) do
      ref when is_reference(ref) ->
        receive do
          {[:alias | ^ref], reply} ->
            :pyex_call.done(ref)
            reply

          {:DOWN, ^ref, _, _, reason} ->
            exit({reason, {__MODULE__, :call, [server, request, timeout]}})
        after
          timeout -> late(ref, server, request, timeout)
        end

      reason ->
        exit({reason, {__MODULE__, :call, [server, request, timeout]}})
    end
  end

  defp late(ref, server, request, timeout) do
    :erlang.demonitor(ref, [:flush])

    receive do
      {[:alias | ^ref], reply} -> reply
    after
      0 -> exit({:timeout, {__MODULE__, :call, [server, request, timeout]}})
    end
  end

  @doc """
  Sends a request that nobody answers. Always `:ok`, even if there is no such server.
  """
  @spec cast(server, term) :: :ok
  def cast(server, request)

  def cast({:global, name}, request) do
    try do
      :global.send(name, {:"$gen_cast", request})
      :ok
    catch
      _, _ -> :ok
    end
  end

  def cast({:via, mod, name}, request) do
    try do
      mod.send(name, {:"$gen_cast", request})
      :ok
    catch
      _, _ -> :ok
    end
  end

  def cast({name, node}, request) when is_atom(name) and is_atom(node), do: do_cast({name, node}, request)
  def cast(dest, request) when is_atom(dest) or is_pid(dest), do: do_cast(dest, request)

  defp do_cast(dest, request) do
    send(dest, {:"$gen_cast", request})
    :ok
  catch
    :error, _ -> :ok
  end

  @doc """
  Casts to the servers registered as `name` on all the given nodes.
  """
  @spec abcast([node], name :: atom, term) :: :abcast
  def abcast(nodes \\ [node() | Node.list()], name, request) when is_list(nodes) and is_atom(name) do
    for node <- nodes, do: do_cast({name, node}, request)
    :abcast
  end

  @doc """
  Calls the servers registered as `name` on all the given nodes: `{[{node, reply}], nodes_without_an_answer}`.
  """
  @spec multi_call([node], name :: atom, term, timeout) :: {replies :: [{node, term}], bad_nodes :: [node]}
  def multi_call(nodes \\ [node() | Node.list()], name, request, timeout \\ :infinity) do
    nodes |> Enum.map(&called_there(&1, name, request, timeout)) |> Enum.split_with(&is_tuple/1)
  end

  defp called_there(node, name, request, timeout) do
    {:ok, reply} = :gen.call({name, node}, :"$gen_call", request, timeout)
    {node, reply}
  catch
    :exit, _ -> node
  end

  @doc """
  Answers a call from wherever: `client` is the `from` that `handle_call/3` was given.
  """
  @spec reply(from, term) :: :ok
  def reply(client, reply), do: :gen.reply(client, reply)

  @doc """
  The pid of a server: of itself, its name, or `nil`; `{name, node}` for a name on another node.

      iex> GenServer.whereis(:nobody_here)
      nil
      iex> GenServer.whereis(self()) == self()
      true
  """
  @spec whereis(server) :: pid | {atom, node} | nil
  def whereis(server)
  def whereis(pid) when is_pid(pid), do: pid
  def whereis(name) when is_atom(name), do: Process.whereis(name)

  def whereis({:global, name}) do
    case :global.whereis_name(name) do
      pid when is_pid(pid) -> pid
      :undefined -> nil
    end
  end

  def whereis({:via, mod, name}) do
    case mod.whereis_name(name) do
      pid when is_pid(pid) -> pid
      :undefined -> nil
    end
  end

  def whereis({name, local}) when is_atom(name) and local == node(), do: Process.whereis(name)
  def whereis({name, node} = server) when is_atom(name) and is_atom(node), do: server
end

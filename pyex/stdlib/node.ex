defmodule Node do
  @moduledoc """
  Nodes: running instances that could talk to each other. This one is always alone: it is called `:nonode@nohost`, and connecting
  to another one fails.
  """

  @type t :: node
  @type state :: :visible | :hidden | :connected | :this | :known

  import Kernel, except: [self: 0, spawn: 1, spawn: 3, spawn_link: 1, spawn_link: 3, spawn_monitor: 1, spawn_monitor: 3]

  @doc """
  The name of this node.

      iex> Node.self()
      :nonode@nohost
  """
  def self, do: :erlang.node()

  @doc "Whether this node could be reached by others: never."
  def alive?, do: false

  @doc """
  The other nodes.

      iex> Node.list()
      []
  """
  def list, do: :erlang.nodes()

  @doc "The nodes of a kind: `:this`, `:known`, `:visible`, `:hidden`, `:connected`, or a list of kinds."
  def list(kind), do: :erlang.nodes(kind)

  @doc "Connects to a node; `:ignored`, since this one is not alive."
  def connect(_node), do: :ignored

  @doc "Ends a connection; `:ignored`, since this one is not alive."
  def disconnect(_node), do: :ignored

  @doc "Whether a node can be reached: `:pong` or `:pang`."
  def ping(_node), do: :pang

  @doc "The secret that nodes know each other by."
  def get_cookie, do: :nocookie

  @doc "Makes the node one that others can reach, which it cannot be: `{:error, :not_supported}`."
  def start(_name, _type_or_options \\ [], _tick_time \\ 15_000), do: {:error, :not_supported}

  @doc "Makes the node one that others cannot reach, which it is already."
  def stop, do: {:error, :not_found}

  @doc "Monitors a node; its end, `{:nodedown, node}`, comes at once for a node that cannot be reached."
  def monitor(node, flag), do: monitor(node, flag, [])

  @doc "As `monitor/2`."
  def monitor(node, true, _options) when node != node() do
    send(:erlang.self(), {:nodedown, node})
    true
  end

  def monitor(_node, flag, _options) when is_boolean(flag), do: true

  @doc "Starts a process on a node."
  def spawn(node, fun), do: spawn(node, fun, [])

  @doc "As `spawn/2`, with options."
  def spawn(node, fun, options) when is_function(fun, 0), do: spawn(node, :erlang, :apply, [fun, []], options)

  @doc "Starts a process on a node that calls `module.fun(args)`."
  def spawn(node, module, fun, args), do: spawn(node, module, fun, args, [])

  @doc "As `spawn/4`, with options."
  def spawn(node, module, fun, args, options) do
    if node == node(), do: :erlang.spawn_opt(module, fun, args, options), else: unreachable(options)
  end

  # On the BEAM too, a process on a node that is not there is dead from its start.
  defp unreachable(options), do: :erlang.spawn_opt(fn -> exit(:noconnection) end, options)

  @doc "Starts a linked process on a node."
  def spawn_link(node, fun), do: spawn(node, fun, [:link])

  @doc "Starts a linked process on a node that calls `module.fun(args)`."
  def spawn_link(node, module, fun, args), do: spawn(node, module, fun, args, [:link])

  @doc "Starts a monitored process on a node."
  def spawn_monitor(node, fun), do: spawn(node, fun, [:monitor])

  @doc "Starts a monitored process on a node that calls `module.fun(args)`."
  def spawn_monitor(node, module, fun, args), do: spawn(node, module, fun, args, [:monitor])
end

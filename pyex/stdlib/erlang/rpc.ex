defmodule :rpc do
  @moduledoc """
  Calls on other nodes, the older way (as Erlang's `:rpc`): what goes wrong is `{:badrpc, reason}`. See `:erpc`.

      iex> :rpc.call(node(), String, :upcase, ["far"])
      "FAR"
  """

  @doc "Calls `module.function(args)` on a node."
  def call(node, module, function, args, timeout \\ :infinity) do
    :erpc.call(node, module, function, args, timeout)
  catch
    :throw, value -> value
    :exit, {:exception, reason} -> {:badrpc, {:EXIT, reason}}
    :error, {:exception, reason, stack} -> {:badrpc, {:EXIT, {reason, stack}}}
    :error, {:erpc, :noconnection} -> {:badrpc, :nodedown}
    :error, {:erpc, reason} -> {:badrpc, reason}
  end

  @doc "Calls a function on many nodes: `{results, nodes_that_failed}`."
  def multicall(nodes, module, function, args, timeout \\ :infinity) do
    nodes
    |> Enum.map(fn node -> {node, call(node, module, function, args, timeout)} end)
    |> Enum.split_with(&(elem(&1, 1) != {:badrpc, :nodedown}))
    |> then(fn {good, bad} -> {Enum.map(good, &elem(&1, 1)), Enum.map(bad, &elem(&1, 0))} end)
  end

  @doc "Calls a function on a node and forgets about it."
  def cast(node, module, function, args) do
    :erpc.cast(node, module, function, args)
    true
  end
end

defmodule :erpc do
  @moduledoc """
  Calls on other nodes (as Erlang's `:erpc`); on this one they are done in a process of their own, others cannot be reached.

      iex> :erpc.call(node(), String, :upcase, ["far"])
      "FAR"
  """

  @doc "Calls a function on a node."
  def call(node, fun, timeout \\ :infinity) when is_function(fun, 0), do: call(node, :erlang, :apply, [fun, []], timeout)

  @doc "Calls `module.function(args)` on a node."
  def call(node, module, function, args), do: call(node, module, function, args, :infinity)

  @doc "As `call/4`, waiting so many milliseconds at most."
  def call(node, _module, _function, _args, _timeout) when node != node(), do: :erlang.error({:erpc, :noconnection})

  def call(_node, module, function, args, timeout) do
    ref = make_ref()
    {pid, monitor} = spawn_monitor(fn -> exit({ref, outcome(module, function, args)}) end)

    receive do
      {:DOWN, ^monitor, _, ^pid, {^ref, outcome}} -> answer(outcome)
      {:DOWN, ^monitor, _, ^pid, reason} -> exit({:signal, reason})
    after
      timeout ->
        Process.demonitor(monitor, [:flush])
        :erlang.error({:erpc, :timeout})
    end
  end

  defp outcome(module, function, args) do
    {:return, apply(module, function, args)}
  catch
    :throw, value -> {:throw, value}
    :exit, reason -> {:exit, {:exception, reason}}
    :error, reason -> {:error, {:exception, reason, __STACKTRACE__}}
  end

  defp answer({:return, value}), do: value
  defp answer({class, reason}), do: :erlang.raise(class, reason, [])

  @doc "Calls a function on many nodes: `{:ok, value}` or `{class, reason}` for each."
  def multicall(nodes, module, function, args, timeout \\ :infinity) do
    for node <- nodes do
      try do
        {:ok, call(node, module, function, args, timeout)}
      catch
        class, reason -> {class, reason}
      end
    end
  end

  @doc "Calls a function on a node and forgets about it."
  def cast(node, module, function, args) do
    if node == node(), do: spawn(module, function, args)
    :ok
  end
end

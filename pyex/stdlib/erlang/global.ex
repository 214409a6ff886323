defmodule :global do
  # Names for any term. One process, started by the first registration, keeps them in an ETS table that all can read,
  # and watches the named processes. There is one node, so a lock is always free and a name never clashes with another node's.
  @moduledoc """
  Names that may be any term (as Erlang's `:global`, on a single node).

      iex> :global.register_name({:example, 1}, self())
      :yes
      iex> :global.whereis_name({:example, 1}) == self()
      true
      iex> :global.unregister_name({:example, 1})
      :ok
      iex> :global.whereis_name({:example, 1})
      :undefined
  """

  @table :global_names

  @doc "Gives a process a name: `:yes`, or `:no` when it is taken."
  def register_name(name, pid, _resolve \\ nil), do: ask({:register, name, pid})

  @doc "As `register_name/3`, taking the name from the process that had it."
  def re_register_name(name, pid, _resolve \\ nil), do: ask({:re_register, name, pid})

  @doc "Takes a name away."
  def unregister_name(name) do
    if :ets.whereis(@table) != :undefined, do: ask({:unregister, name})
    :ok
  end

  @doc "The pid of a name, or `:undefined`."
  def whereis_name(name) do
    case :ets.whereis(@table) != :undefined and :ets.lookup(@table, name) do
      [{_name, pid, _ref}] -> if :erlang.is_process_alive(pid), do: pid, else: :undefined
      _ -> :undefined
    end
  end

  @doc "All names."
  def registered_names do
    if :ets.whereis(@table) == :undefined, do: [], else: for({name, _, _} <- :ets.tab2list(@table), do: name)
  end

  @doc "Sends a message to a named process, whose pid is returned; exits with `{:badarg, {name, message}}` without one."
  def send(name, message) do
    case whereis_name(name) do
      pid when is_pid(pid) ->
        Kernel.send(pid, message)
        pid

      :undefined ->
        exit({:badarg, {name, message}})
    end
  end

  @doc "Runs a function that no other holder of the same lock may interrupt; alone on its node, it just runs."
  def trans(_id, fun, _nodes \\ [], _retries \\ :infinity), do: fun.()

  @doc "Takes a lock; on a single node it is always free."
  def set_lock(_id, _nodes \\ [], _retries \\ :infinity), do: true

  @doc "Gives a lock back."
  def del_lock(_id, _nodes \\ []), do: true

  @doc "Waits until all nodes know the same names; with one node they do."
  def sync, do: :ok

  defp ask(request) do
    {:ok, answer} = :gen.call(server(), :global, request, :infinity)
    answer
  end

  defp server do
    case :erlang.whereis(:global_name_server) do
      :undefined -> start()
      pid -> pid
    end
  end

  # Two processes may try at once: the one that loses the name ends, and both ask the winner.
  defp start do
    me = self()
    {pid, ref} = :erlang.spawn_opt(fn -> serve_first(me) end, [:monitor])

    receive do
      {^pid, :ready} -> :erlang.demonitor(ref, [:flush])
      {:DOWN, ^ref, _, _, _} -> :ok
    end

    :erlang.whereis(:global_name_server)
  end

  defp serve_first(starter) do
    :erlang.register(:global_name_server, self())
    :ets.new(@table, [:named_table, :protected, read_concurrency: true])
    Kernel.send(starter, {self(), :ready})
    serve()
  catch
    :error, _ -> :taken
  end

  defp serve do
    receive do
      {:global, from, request} -> :gen.reply(from, handle(request))
      {:DOWN, ref, :process, _pid, _reason} -> :ets.match_delete(@table, {:_, :_, ref})
      _ -> :ignored
    end

    serve()
  end

  defp handle({:register, name, pid}) do
    if whereis_name(name) == :undefined, do: put(name, pid), else: :no
  end

  defp handle({:re_register, name, pid}) do
    drop(name)
    put(name, pid)
  end

  defp handle({:unregister, name}), do: drop(name)

  defp put(name, pid) do
    drop(name)
    :ets.insert(@table, {name, pid, :erlang.monitor(:process, pid)})
    :yes
  end

  defp drop(name) do
    for {_, _, ref} <- :ets.lookup(@table, name), do: :erlang.demonitor(ref, [:flush])
    :ets.delete(@table, name)
    :ok
  end
end

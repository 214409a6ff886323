defmodule Registry do
  @moduledoc """
  A table of processes under keys, each entry with a value. Entries vanish with their processes.

      iex> {:ok, _} = Registry.start_link(keys: :unique, name: ExampleNames)
      iex> {:ok, _} = Registry.register(ExampleNames, "shop", :open)
      iex> Registry.lookup(ExampleNames, "shop") == [{self(), :open}]
      true
      iex> Registry.unregister(ExampleNames, "shop")
      :ok
      iex> Registry.lookup(ExampleNames, "shop")
      []

  With unique keys it names processes: `{:via, Registry, {MyRegistry, key}}` is a name for `GenServer.start_link/3` and its kin.
  With duplicate keys many processes share one, and `dispatch/3` reaches them all.
  """

  @typedoc "Patterns, guards and bodies of match specifications, for `match/4` and `select/2`."
  @type match_pattern :: atom | term
  @type guard :: atom | tuple
  @type guards :: [guard]
  @type body :: [term]
  @type spec :: [{match_pattern, guards, body}]
  @type meta_key :: atom | tuple
  @type meta_value :: term
  @type start_option ::
          {:keys, :unique | :duplicate}
          | {:name, atom}
          | {:partitions, pos_integer}
          | {:listeners, [atom]}
          | {:meta, [{meta_key, meta_value}]}

  # One partition is a process with two ETS tables, `{key, {pid, value}}` and `{pid, key}`. It is linked with all that
  # registered, and tidies up when one of them ends. Which partition an entry is in depends on its key in a unique registry, on
  # its pid in a duplicate one. The table named like the registry has `{:info, kind, partitions, listeners}`,
  # `{partition, server, keys, pids}` and `{{:meta, key}, value}`.

  @type registry :: atom
  @type keys :: :unique | :duplicate
  @type key :: term
  @type value :: term

  @doc """
  Starts a registry.

  Options: `:keys` (`:unique` or `:duplicate`) and `:name`, both needed; `:partitions` (1); `:listeners`, names of processes
  that get `{:register, registry, key, pid, value}` and `{:unregister, registry, key, pid}`; `:meta`, a keyword list.
  """
  @spec start_link([start_option]) :: {:ok, pid} | {:error, term}
  def start_link(options) do
    keys = Keyword.get(options, :keys)

    unless keys in [:unique, :duplicate] do
      raise ArgumentError, "expected :keys to be given and be one of :unique or :duplicate, got: #{inspect(keys)}"
    end

    name = check_name(Keyword.fetch(options, :name))
    meta = check_meta(Keyword.get(options, :meta, []))
    partitions = check_partitions(Keyword.get(options, :partitions, 1))
    listeners = check_listeners(Keyword.get(options, :listeners, []))
    Supervisor.start_link(Registry.Supervisor, {keys, name, partitions, listeners, meta}, name: name)
  end

  defp check_name({:ok, name}) when is_atom(name), do: name
  defp check_name({:ok, other}), do: raise(ArgumentError, "expected :name to be an atom, got: #{inspect(other)}")
  defp check_name(:error), do: raise(ArgumentError, "expected :name option to be present")

  defp check_meta(meta) do
    if Keyword.keyword?(meta), do: meta, else: raise(ArgumentError, "expected :meta to be a keyword list, got: #{inspect(meta)}")
  end

  defp check_partitions(partitions) when is_integer(partitions) and partitions >= 1, do: partitions

  defp check_partitions(other) do
    raise ArgumentError, "expected :partitions to be a positive integer, got: #{inspect(other)}"
  end

  defp check_listeners(listeners) do
    if is_list(listeners) and Enum.all?(listeners, &is_atom/1),
      do: listeners,
      else: raise(ArgumentError, "expected :listeners to be a list of named processes, got: #{inspect(listeners)}")
  end

  @doc """
  The specification of a registry as a child of a supervisor.
  """
  def child_spec(options) do
    %{id: Keyword.get(options, :name, Registry), start: {Registry, :start_link, [options]}, type: :supervisor}
  end

  @doc """
  Registers the calling process under a key: `{:ok, owner}`, or `{:error, {:already_registered, pid}}`.
  """
  @spec register(registry, key, value) :: {:ok, pid} | {:error, {:already_registered, pid}}
  def register(registry, key, value) when is_atom(registry) do
    {kind, partitions, listeners} = info!(registry)
    {server, keys, pids} = partition!(registry, partition(kind, key, self(), partitions))
    Process.link(server)
    noted? = :ets.member(pids, self())
    # First the note that lets the server clean up: the caller may be killed at any moment.
    :ets.insert(pids, {self(), key})

    case add(kind, keys, key, {key, {self(), value}}) do
      :ok ->
        for listener <- listeners, do: tell(listener, {:register, registry, key, self(), value})
        {:ok, server}

      error ->
        forget(pids, keys, key)
        unless noted?, do: unlink_if_gone(server, pids)
        error
    end
  end

  # One note for each entry that the calling process has under a key, no more.
  defp forget(pids, keys, key) do
    :ets.delete_object(pids, {self(), key})
    for _value <- own(keys, key, self()), do: :ets.insert(pids, {self(), key})
  end

  defp unlink_if_gone(server, pids) do
    if not :ets.member(pids, self()), do: Process.unlink(server)
  end

  defp add(:duplicate, keys, _key, entry) do
    :ets.insert(keys, entry)
    :ok
  end

  defp add(:unique, keys, key, entry) do
    if :ets.insert_new(keys, entry), do: :ok, else: taken(keys, key, entry)
  end

  # The process that has the key may have ended a moment ago.
  defp taken(keys, key, entry) do
    case :ets.lookup(keys, key) do
      [{_key, {pid, _value}} = old] ->
        if Process.alive?(pid), do: {:error, {:already_registered, pid}}, else: replace(keys, key, old, entry)

      [] ->
        add(:unique, keys, key, entry)
    end
  end

  defp replace(keys, key, old, entry) do
    :ets.delete_object(keys, old)
    add(:unique, keys, key, entry)
  end

  defp tell(listener, message) do
    if Process.whereis(listener), do: Kernel.send(listener, message)
  end

  @doc """
  Takes away all entries of the calling process under a key.
  """
  @spec unregister(registry, key) :: :ok
  def unregister(registry, key) when is_atom(registry) do
    remove(registry, key, fn keys -> for {_key, {pid, _value}} = object <- :ets.lookup(keys, key), pid == self(), do: object end)
  end

  @doc """
  Takes away those entries of the calling process under a key whose values match a pattern.
  """
  def unregister_match(registry, key, pattern, guards \\ []) when is_list(guards) do
    spec = [{{:_, {self(), pattern}}, [exactly(key) | guards], [:"$_"]}]
    remove(registry, key, &:ets.select(&1, spec))
  end

  defp remove(registry, key, objects_in) do
    {kind, partitions, listeners} = info!(registry)
    {server, keys, pids} = partition!(registry, partition(kind, key, self(), partitions))
    keys |> objects_in.() |> Enum.each(&:ets.delete_object(keys, &1))
    forget(pids, keys, key)
    unlink_if_gone(server, pids)
    for listener <- listeners, do: tell(listener, {:unregister, registry, key, self()})
    :ok
  end

  # A key may hold what means something in a match specification, so it is compared in a guard.
  defp exactly(key), do: {:"=:=", {:element, 1, :"$_"}, {:const, key}}

  defp own(keys, key, pid), do: for({^pid, value} <- entries(keys, key), do: value)

  defp entries(keys, key), do: for({_key, entry} <- :ets.lookup(keys, key), do: entry)

  @doc """
  The entries under a key: a list of `{pid, value}`.
  """
  @spec lookup(registry, key) :: [{pid, value}]
  def lookup(registry, key) when is_atom(registry) do
    case info!(registry) do
      {:unique, partitions, _} -> registry |> keys!(key, partitions) |> :ets.lookup(key) |> living()
      {:duplicate, partitions, _} -> Enum.flat_map(all_keys(registry, partitions), &entries(&1, key))
    end
  end

  defp living([{_key, {pid, _value} = entry}]), do: if(:erlang.is_process_alive(pid), do: [entry], else: [])
  defp living([]), do: []

  defp keys!(registry, key, partitions), do: elem(partition!(registry, partition(:unique, key, nil, partitions)), 1)

  defp all_keys(registry, partitions) do
    for partition <- 0..(partitions - 1), do: elem(partition!(registry, partition), 1)
  end

  # The key tables that entries under a key can be in.
  defp key_tables(registry, key) do
    case info!(registry) do
      {:unique, partitions, _} -> [keys!(registry, key, partitions)]
      {:duplicate, partitions, _} -> all_keys(registry, partitions)
    end
  end

  @doc """
  The values under a key that one process registered.
  """
  @spec values(registry, key, pid) :: [value]
  def values(registry, key, pid) when is_atom(registry) do
    registry |> key_tables(key) |> Enum.flat_map(&own(&1, key, pid))
  end

  @doc """
  The keys that a process registered, in no promised order.
  """
  @spec keys(registry, pid) :: [key]
  def keys(registry, pid) when is_atom(registry) and is_pid(pid) do
    {_kind, partitions, _listeners} = info!(registry)

    for partition <- 0..(partitions - 1),
        {^pid, key} <- :ets.lookup(elem(partition!(registry, partition), 2), pid),
        do: key
  end

  @doc """
  How many entries there are.
  """
  @spec count(registry) :: non_neg_integer
  def count(registry) when is_atom(registry) do
    {_kind, partitions, _listeners} = info!(registry)
    registry |> all_keys(partitions) |> Enum.map(&:ets.info(&1, :size)) |> Enum.sum()
  end

  @doc """
  Changes the value of the calling process's key in a unique registry: `{new, old}`, or `:error`.
  """
  @spec update_value(registry, key, (value -> value)) :: {new_value :: term, old_value :: term} | :error
  def update_value(registry, key, callback) when is_atom(registry) and is_function(callback, 1) do
    case info!(registry) do
      {:unique, partitions, _} -> update(keys!(registry, key, partitions), key, self(), callback)
      {kind, _, _} -> raise ArgumentError, "Registry.update_value/3 is not supported for #{kind} registries"
    end
  end

  defp update(keys, key, pid, callback) do
    case :ets.lookup(keys, key) do
      [{^key, {^pid, old}}] ->
        new = callback.(old)
        :ets.insert(keys, {key, {pid, new}})
        {new, old}

      _ ->
        :error
    end
  end

  @doc """
  Calls a function with the entries under a key, a list of `{pid, value}`, unless there are none.

  The function is called once for each partition; with `parallel: true` that is done by tasks.
  """
  def dispatch(registry, key, mfa_or_fun, opts \\ []) when is_atom(registry) do
    lists = for table <- key_tables(registry, key), [_ | _] = list <- [entries(table, key)], do: list

    if opts[:parallel],
      do: lists |> Enum.map(fn list -> Task.async(fn -> dispatched(mfa_or_fun, list) end) end) |> Task.await_many(:infinity),
      else: Enum.each(lists, &dispatched(mfa_or_fun, &1))

    :ok
  end

  defp dispatched({module, function, args}, entries), do: apply(module, function, [entries | args])
  defp dispatched(fun, entries), do: fun.(entries)

  @doc """
  The entries under a key whose values match a pattern, as match specifications have them.
  """
  def match(registry, key, pattern, guards \\ []) when is_atom(registry) and is_list(guards) do
    spec = [{{:_, {:_, pattern}}, [exactly(key) | guards], [{:element, 2, :"$_"}]}]
    registry |> key_tables(key) |> Enum.flat_map(&:ets.select(&1, spec))
  end

  @doc """
  How many entries `match/4` would give.
  """
  def count_match(registry, key, pattern, guards \\ []) when is_atom(registry) and is_list(guards) do
    spec = [{{:_, {:_, pattern}}, [exactly(key) | guards], [true]}]
    registry |> key_tables(key) |> Enum.map(&:ets.select_count(&1, spec)) |> Enum.sum()
  end

  @doc """
  What a match specification on `{key, pid, value}` selects from all entries.
  """
  @spec select(registry, spec) :: [term]
  def select(registry, spec) when is_atom(registry) and is_list(spec) do
    {_kind, partitions, _listeners} = info!(registry)
    spec = regroup(spec, "select/2")
    registry |> all_keys(partitions) |> Enum.flat_map(&:ets.select(&1, spec))
  end

  @doc """
  How many entries a match specification on `{key, pid, value}` selects.
  """
  @spec count_select(registry, spec) :: non_neg_integer
  def count_select(registry, spec) when is_atom(registry) and is_list(spec) do
    {_kind, partitions, _listeners} = info!(registry)
    spec = regroup(spec, "count_select/2")
    registry |> all_keys(partitions) |> Enum.map(&:ets.select_count(&1, spec)) |> Enum.sum()
  end

  defp regroup(spec, function) do
    for part <- spec do
      case part do
        {{key, pid, value}, guards, select} ->
          {{key, {pid, value}}, guards, select}

        _ ->
          raise ArgumentError,
                "invalid match specification in Registry.#{function}: #{inspect(spec)}"
      end
    end
  end

  @doc """
  Metadata of a registry: `{:ok, value}` or `:error`.
  """
  @spec meta(registry, meta_key) :: {:ok, meta_value} | :error
  def meta(registry, key) when is_atom(registry) do
    case :ets.lookup(registry, {:meta, key}) do
      [{_, value}] -> {:ok, value}
      [] -> :error
    end
  catch
    :error, :badarg -> not_running(registry)
  end

  @doc """
  Sets metadata of a registry.
  """
  @spec put_meta(registry, meta_key, meta_value) :: :ok
  def put_meta(registry, key, value) when is_atom(registry) do
    :ets.insert(registry, {{:meta, key}, value})
    :ok
  catch
    :error, :badarg -> not_running(registry)
  end

  @doc """
  Removes metadata of a registry.
  """
  @spec delete_meta(registry, meta_key) :: :ok
  def delete_meta(registry, key) when is_atom(registry) do
    :ets.delete(registry, {:meta, key})
    :ok
  catch
    :error, :badarg -> not_running(registry)
  end

  defp not_running(registry) do
    raise ArgumentError,
          "unknown registry: #{inspect(registry)}. Either the registry name is invalid or " <>
            "the registry is not running, possibly because its application isn't started"
  end

  # The functions of a `:via` module.

  @doc false
  def whereis_name({registry, key}), do: whereis_name(registry, key)
  def whereis_name({registry, key, _value}), do: whereis_name(registry, key)

  defp whereis_name(registry, key) do
    case info!(registry) do
      {:unique, _, _} ->
        case lookup(registry, key) do
          [{pid, _value}] -> pid
          [] -> :undefined
        end

      {kind, _, _} ->
        raise ArgumentError, ":via is not supported for #{kind} registries"
    end
  end

  @doc false
  def register_name({registry, key}, pid) when pid == self(), do: registered(register(registry, key, nil))
  def register_name({registry, key, value}, pid) when pid == self(), do: registered(register(registry, key, value))

  defp registered({:ok, _owner}), do: :yes
  defp registered({:error, _}), do: :no

  @doc false
  def unregister_name({registry, key}), do: unregister(registry, key)
  def unregister_name({registry, key, _value}), do: unregister(registry, key)

  @doc false
  def send(name, message) do
    case lookup(elem(name, 0), elem(name, 1)) do
      [{pid, _value}] -> Kernel.send(pid, message)
      [] -> :erlang.error(:badarg, [name, message])
    end
  end

  defp info!(registry) do
    [{:info, kind, partitions, listeners}] = :ets.lookup(registry, :info)
    {kind, partitions, listeners}
  catch
    :error, :badarg -> unknown(registry)
  end

  defp unknown(registry), do: raise(ArgumentError, "unknown registry: #{inspect(registry)}")

  defp partition(_kind, _key, _pid, 1), do: 0
  defp partition(:unique, key, _pid, partitions), do: :erlang.phash2(key, partitions)
  defp partition(:duplicate, _key, pid, partitions), do: :erlang.phash2(pid, partitions)

  defp partition!(registry, partition) do
    [{_, server, keys, pids}] = :ets.lookup(registry, partition)
    {server, keys, pids}
  end
end

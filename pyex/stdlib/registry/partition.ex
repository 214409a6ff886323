defmodule Registry.Partition do
  # Owns a partition's tables and is linked with each process that has an entry: its exit takes its entries away.
  @moduledoc false
  use GenServer

  @doc false
  def start_link(kind, registry, partition, listeners) do
    GenServer.start_link(__MODULE__, {kind, registry, partition, listeners})
  end

  @doc false
  def init({kind, registry, partition, listeners}) do
    Process.flag(:trap_exit, true)
    type = if kind == :unique, do: :set, else: :duplicate_bag
    keys = :ets.new(Registry.Keys, [type, :public, read_concurrency: true, write_concurrency: true])
    pids = :ets.new(Registry.Pids, [:duplicate_bag, :public, read_concurrency: true, write_concurrency: true])
    :ets.insert(registry, {partition, self(), keys, pids})
    {:ok, {registry, keys, pids, listeners}}
  end

  @doc false
  def handle_call(:sync, _from, state), do: {:reply, :ok, state}

  @doc false
  def handle_info({:EXIT, pid, _reason}, {registry, keys, pids, listeners} = state) do
    for {_pid, key} <- :ets.take(pids, pid) do
      for {_key, {^pid, _value}} = object <- :ets.lookup(keys, key), do: :ets.delete_object(keys, object)
      for listener <- listeners, Process.whereis(listener), do: send(listener, {:unregister, registry, key, pid})
    end

    {:noreply, state}
  end

  def handle_info(_message, state), do: {:noreply, state}
end

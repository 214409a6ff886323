defmodule Registry.Supervisor do
  # The top of a registry: owns the table that bears its name, and starts the partitions. When one of them ends all are
  # started again, since their tables belong together.
  @moduledoc false
  use Supervisor

  @doc false
  def init({kind, registry, partitions, listeners, meta}) do
    :ets.new(registry, [:set, :public, :named_table, read_concurrency: true])
    :ets.insert(registry, {:info, kind, partitions, listeners})
    for {key, value} <- meta, do: :ets.insert(registry, {{:meta, key}, value})

    children =
      for partition <- 0..(partitions - 1) do
        %{id: partition, start: {Registry.Partition, :start_link, [kind, registry, partition, listeners]}}
      end

    Supervisor.init(children, strategy: :one_for_all)
  end
end

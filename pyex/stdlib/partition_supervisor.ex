defmodule PartitionSupervisor do
  @moduledoc """
  A supervisor of several children of one kind, so that work can be spread over them.

      {:ok, _} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> [] end}, name: Buckets, partitions: 3)
      Agent.update({:via, PartitionSupervisor, {Buckets, key}}, &[item | &1])

  The name `{:via, PartitionSupervisor, {name, key}}` stands for one of the children: an integer key chooses by its remainder,
  any other term by its hash.
  """

  # The pids are in an ETS table that the supervisor owns; a persistent term leads from its name to the table.

  use Supervisor

  @type name :: atom | {:via, module, term}

  @doc """
  The specification of a partition supervisor as a child of a supervisor.
  """
  def child_spec(opts) when is_list(opts) do
    id =
      case Keyword.get(opts, :name, PartitionSupervisor) do
        name when is_atom(name) -> name
        {:via, _module, name} -> name
      end

    %{id: id, start: {PartitionSupervisor, :start_link, [opts]}, type: :supervisor}
  end

  @doc """
  Starts a supervisor.

  Options: `:name` and `:child_spec` (both needed), `:partitions` (as many as there are schedulers), `:with_arguments` (a
  function of the start's arguments and the partition, which answers the arguments to use), and `:strategy`,
  `:max_restarts`, `:max_seconds`.
  """
  def start_link(opts) when is_list(opts) do
    name = needed(opts, :name)
    spec = opts |> needed(:child_spec) |> Supervisor.child_spec([])
    partitions = Keyword.get_lazy(opts, :partitions, &System.schedulers_online/0)

    unless is_integer(partitions) and partitions >= 1 do
      raise ArgumentError, "the :partitions option must be a positive integer, got: #{inspect(partitions)}"
    end

    with_arguments = Keyword.get(opts, :with_arguments, fn args, _partition -> args end)

    unless is_function(with_arguments, 2) do
      raise ArgumentError,
            "the :with_arguments option must be a function that receives two arguments, " <>
              "the current call arguments and the partition, got: #{inspect(with_arguments)}"
    end

    flags = Keyword.take(opts, [:strategy, :max_restarts, :max_seconds])
    Supervisor.start_link(__MODULE__, {name, partitions, spec, with_arguments, flags}, name: name)
  end

  defp needed(opts, key) do
    opts[key] || raise(ArgumentError, "the #{inspect(key)} option must be given to PartitionSupervisor")
  end

  @doc false
  @impl true
  def init({name, partitions, spec, with_arguments, flags}) do
    table = :ets.new(:partitions, [:protected, read_concurrency: true])
    :ets.insert(table, {:partitions, partitions})
    :persistent_term.put({PartitionSupervisor, name}, table)
    children = for partition <- 0..(partitions - 1), do: child(spec, partition, table, with_arguments)
    Supervisor.init(children, Keyword.merge([strategy: :one_for_one], flags))
  end

  defp child(%{start: {module, function, args}} = spec, partition, table, with_arguments) do
    start = {__MODULE__, :start_child, [module, function, with_arguments.(args, partition), table, partition]}
    spec |> Map.merge(%{id: partition, start: start}) |> Map.put_new(:modules, [module])
  end

  @doc false
  # Runs in the supervisor, at the start of a child and at each restart.
  def start_child(module, function, args, table, partition) do
    case apply(module, function, args) do
      {:ok, pid} = answer ->
        :ets.insert(table, {partition, pid})
        answer

      {:ok, pid, _info} = answer ->
        :ets.insert(table, {partition, pid})
        answer

      other ->
        other
    end
  end

  @doc """
  How many partitions there are.
  """
  def partitions(name) do
    [{_, partitions}] = :ets.lookup(table(name, :partitions, [name]), :partitions)
    partitions
  end

  defp table(name, function, args) do
    table = :persistent_term.get({PartitionSupervisor, name}, nil)

    if table == nil or :ets.info(table, :size) == :undefined do
      exit({:noproc, {PartitionSupervisor, function, args}})
    end

    table
  end

  @doc """
  The children, as `Supervisor.which_children/1` gives them, their ids being the numbers of the partitions.
  """
  def which_children(name) when is_atom(name) or elem(name, 0) == :via, do: Supervisor.which_children(name)

  @doc """
  How many children there are.
  """
  def count_children(supervisor), do: Supervisor.count_children(supervisor)

  @doc """
  Ends a supervisor and its children.
  """
  def stop(supervisor, reason \\ :normal, timeout \\ :infinity), do: Supervisor.stop(supervisor, reason, timeout)

  @doc false
  def whereis_name({name, key}) do
    partition = partition(key, partitions(name))

    case :ets.lookup(table(name, :partitions, [name]), partition) do
      [{_, pid}] -> pid
      [] -> :undefined
    end
  end

  defp partition(key, partitions) when is_integer(key), do: rem(abs(key), partitions)
  defp partition(key, partitions), do: :erlang.phash2(key, partitions)

  @doc false
  def send(name_key, message), do: Kernel.send(whereis_name(name_key), message)

  @doc false
  def register_name(_name_key, _pid), do: raise("{:via, PartitionSupervisor, _} cannot be given on registration")

  @doc false
  def unregister_name(_name_key), do: raise("{:via, PartitionSupervisor, _} cannot be given on unregistration")
end

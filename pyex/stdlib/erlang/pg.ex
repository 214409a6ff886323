defmodule :pg do
  # Groups of processes, in a scope: a process that keeps `{group, pid, monitor}` for each membership.
  @moduledoc """
  Groups of processes under names of any kind (as Erlang's `:pg`, on a single node).

      iex> {:ok, scope} = :pg.start_link(:example_scope)
      iex> :pg.join(:example_scope, :listeners, self())
      :ok
      iex> :pg.get_members(:example_scope, :listeners) == [self()]
      true
      iex> GenServer.stop(scope)
      :ok
  """

  use GenServer

  @doc "Starts the default scope, linked."
  def start_link, do: start_link(:pg)

  @doc "Starts a scope, linked."
  def start_link(scope) when is_atom(scope), do: GenServer.start_link(:pg, scope, name: scope)

  @doc "Starts a scope."
  def start(scope) when is_atom(scope), do: GenServer.start(:pg, scope, name: scope)

  @doc "Puts processes into a group of the default scope."
  def join(group, pids), do: join(:pg, group, pids)

  @doc "Puts processes into a group; they may be in it several times."
  def join(scope, group, pids), do: GenServer.call(scope, {:join, group, List.wrap(pids)}, :infinity)

  @doc "Takes processes out of a group of the default scope."
  def leave(group, pids), do: leave(:pg, group, pids)

  @doc "Takes processes out of a group: `:ok`, or `:not_joined`."
  def leave(scope, group, pids), do: GenServer.call(scope, {:leave, group, List.wrap(pids)}, :infinity)

  @doc "The members of a group of the default scope."
  def get_members(group), do: get_members(:pg, group)

  @doc "The members of a group."
  def get_members(scope, group), do: GenServer.call(scope, {:members, group}, :infinity)

  @doc "As `get_members/1`: there is one node."
  def get_local_members(group), do: get_members(:pg, group)

  @doc "As `get_members/2`: there is one node."
  def get_local_members(scope, group), do: get_members(scope, group)

  @doc "The groups of the default scope."
  def which_groups, do: which_groups(:pg)

  @doc "The groups of a scope."
  def which_groups(scope), do: GenServer.call(scope, :groups, :infinity)

  @doc false
  def init(_scope), do: {:ok, []}

  @doc false
  def handle_call({:join, group, pids}, _from, members) do
    joined = for pid <- pids, do: {group, pid, Process.monitor(pid)}
    {:reply, :ok, Enum.reverse(joined, members)}
  end

  def handle_call({:leave, group, pids}, _from, members) do
    left = Enum.reduce(pids, members, &drop(&2, group, &1))
    {:reply, if(length(left) == length(members), do: :not_joined, else: :ok), left}
  end

  def handle_call({:members, group}, _from, members), do: {:reply, for({^group, pid, _} <- members, do: pid), members}
  def handle_call(:groups, _from, members), do: {:reply, members |> Enum.map(&elem(&1, 0)) |> Enum.uniq(), members}

  defp drop(members, group, pid) do
    case Enum.split_while(members, &(not match?({^group, ^pid, _}, &1))) do
      {before, [{_, _, ref} | rest]} ->
        Process.demonitor(ref, [:flush])
        before ++ rest

      {all, []} ->
        all
    end
  end

  @doc false
  def handle_info({:DOWN, ref, :process, _pid, _reason}, members) do
    {:noreply, Enum.reject(members, &(elem(&1, 2) == ref))}
  end

  def handle_info(_message, members), do: {:noreply, members}
end

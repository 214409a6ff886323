defmodule :pg do
  # Groups of processes, in a scope: a process that keeps `{group, pid, monitor}` for each membership, and `{reference, pid,
  # group}` for each process that wants to hear of changes (`:all` instead of `{:group, group}` when it is of all groups).
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
  def join(scope, group, pids) when is_pid(pids) or is_list(pids) do
    GenServer.call(scope, {:join, group, List.wrap(pids)}, :infinity)
  end

  @doc "Takes processes out of a group of the default scope."
  def leave(group, pids), do: leave(:pg, group, pids)

  @doc "Takes processes out of a group: `:ok`, or `:not_joined`."
  def leave(scope, group, pids) when is_pid(pids) or is_list(pids) do
    GenServer.call(scope, {:leave, group, List.wrap(pids)}, :infinity)
  end

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

  @doc "As `monitor_scope/1`, of the default scope."
  def monitor_scope, do: monitor_scope(:pg)

  @doc """
  The groups of a scope and their members, and from now on a message `{ref, :join | :leave, group, pids}` for each change.

  Returns `{ref, %{group => pids}}`; `demonitor/2` ends it.
  """
  def monitor_scope(scope), do: GenServer.call(scope, {:monitor, self(), :all}, :infinity)

  @doc "As `monitor/2`, in the default scope."
  def monitor(group), do: monitor(:pg, group)

  @doc "The members of a group, `{ref, pids}`, and from now on messages as with `monitor_scope/1`."
  def monitor(scope, group), do: GenServer.call(scope, {:monitor, self(), {:group, group}}, :infinity)

  @doc "As `demonitor/2`, in the default scope."
  def demonitor(ref), do: demonitor(:pg, ref)

  @doc "Ends what `monitor/2` or `monitor_scope/1` began: `:ok`, or `false` when there is no such reference."
  def demonitor(scope, ref) when is_reference(ref) do
    answer = GenServer.call(scope, {:demonitor, ref}, :infinity)
    flush(ref)
    answer
  end

  defp flush(ref) do
    receive do
      {^ref, _change, _group, _pids} -> flush(ref)
    after
      0 -> :ok
    end
  end

  @doc false
  def init(_scope), do: {:ok, {[], []}}

  @doc false
  def handle_call({:join, group, pids}, _from, {members, watchers}) do
    joined = for pid <- pids, do: {group, pid, Process.monitor(pid)}
    tell(watchers, :join, group, pids)
    {:reply, :ok, {Enum.reverse(joined, members), watchers}}
  end

  def handle_call({:leave, group, pids}, _from, {members, watchers}) do
    {left, gone} = Enum.reduce(pids, {members, []}, &drop(&2, group, &1))
    unless gone == [], do: tell(watchers, :leave, group, Enum.reverse(gone))
    {:reply, if(gone == [], do: :not_joined, else: :ok), {left, watchers}}
  end

  def handle_call({:members, group}, _from, {members, _} = state), do: {:reply, pids(members, group), state}
  def handle_call(:groups, _from, {members, _} = state), do: {:reply, groups(members), state}

  def handle_call({:monitor, pid, what}, _from, {members, watchers}) do
    ref = Process.monitor(pid)
    {:reply, {ref, present(what, members)}, {members, [{ref, pid, what} | watchers]}}
  end

  def handle_call({:demonitor, ref}, _from, {members, watchers}) do
    Process.demonitor(ref, [:flush])
    left = List.keydelete(watchers, ref, 0)
    {:reply, if(left == watchers, do: false, else: :ok), {members, left}}
  end

  defp present(:all, members), do: Map.new(groups(members), &{&1, pids(members, &1)})
  defp present({:group, group}, members), do: pids(members, group)

  defp pids(members, group), do: for({^group, pid, _} <- members, do: pid)
  defp groups(members), do: members |> Enum.map(&elem(&1, 0)) |> Enum.uniq()

  defp tell(watchers, change, group, pids) do
    for {ref, pid, what} <- watchers, what == :all or what == {:group, group}, do: send(pid, {ref, change, group, pids})
  end

  defp drop({members, gone}, group, pid) do
    case Enum.split_while(members, &(not match?({^group, ^pid, _}, &1))) do
      {before, [{_, _, ref} | rest]} ->
        Process.demonitor(ref, [:flush])
        {before ++ rest, [pid | gone]}

      {_all, []} ->
        {members, gone}
    end
  end

  @doc false
  def handle_info({:DOWN, ref, :process, _pid, _reason}, {members, watchers}) do
    {gone, left} = Enum.split_with(members, &(elem(&1, 2) == ref))
    for {group, pid, _} <- gone, do: tell(watchers, :leave, group, [pid])
    {:noreply, {left, List.keydelete(watchers, ref, 0)}}
  end

  def handle_info(_message, state), do: {:noreply, state}
end

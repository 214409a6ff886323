# A killer in random supervision trees: after each round of signals all must be as a model says.
#
#     elixir killer.exs SEED ROUNDS SLACK         SLACK: the milliseconds that a timer may be late (0 on a virtual clock)
#
# A tree is made of `{:sup, id, strategy, auto_shutdown, children}`, `{:partitions, id, workers}` (a PartitionSupervisor), `{:dynamic, id}`
# (a DynamicSupervisor), `{:tasks, id}` (a Task.Supervisor) and `{:worker, id, traps?, restart}`; a transient worker is a significant child.
# Children of the last two supervisors come and go: they are the *guests*, and the model keeps them in a list of their own.
#
# A worker has a name of its own, one in a unique registry and a key in a duplicate one, a table (with an heir, if its id is even), a timer
# that repeats, a counter, and a monitor on another worker. The model knows the pid of each node, what each counter should hold, and what
# a signal does: which nodes begin anew (they are *hit*), and which ones end for good (they are *gone*).
defmodule Killer.Tree do
  @strategies [:one_for_one, :one_for_all, :rest_for_one]

  def name(id), do: :"killer_#{id}"
  def id(node), do: elem(node, 1)

  # A random tree with at least one child, with ids from `next` on: `{tree, next}`.
  def random(depth, next) do
    {children, after_them} = Enum.map_reduce(1..(1 + :rand.uniform(3)), next + 1, fn _, next -> node(depth - 1, next) end)
    {{:sup, next, Enum.random(@strategies), :never, children}, after_them}
  end

  defp node(0, next), do: {worker(next, :permanent), next + 1}

  defp node(depth, next) do
    case :rand.uniform(12) do
      1 -> {{:dynamic, next}, next + 1}
      2 -> {{:tasks, next}, next + 1}
      3 -> {{:partitions, next, workers(next, 3, :permanent)}, next + 4}
      4 -> {{:sup, next, Enum.random(@strategies), :any_significant, workers(next, 3, :transient)}, next + 4}
      5 -> {{:sup, next, Enum.random(@strategies), :all_significant, workers(next, 2, :transient)}, next + 3}
      n when n < 9 -> {worker(next, :permanent), next + 1}
      _ -> random(depth, next)
    end
  end

  def worker(id, restart), do: {:worker, id, :rand.uniform(3) == 1, restart}
  defp workers(above, count, restart), do: for(n <- 1..count, do: worker(above + n, restart))

  def nodes(node), do: [node | Enum.flat_map(children(node), &nodes/1)]

  def children({:sup, _, _, _, children}), do: children
  def children({:partitions, _, children}), do: children
  def children(_other), do: []

  def workers(tree), do: Enum.filter(nodes(tree), &(elem(&1, 0) == :worker))

  def start_link({:worker, _, _, _} = worker), do: GenServer.start_link(Killer.Worker, worker)
  def start_link({:dynamic, id}), do: DynamicSupervisor.start_link(name: name(id), max_restarts: 1_000_000)
  def start_link({:tasks, id}), do: Task.Supervisor.start_link(name: name(id), max_restarts: 1_000_000)

  def start_link({:partitions, id, workers}) do
    spec = %{id: :worker, start: {__MODULE__, :start_partition, [workers]}, shutdown: 1000}
    options = [name: name(id), partitions: length(workers), max_restarts: 1_000_000]
    PartitionSupervisor.start_link([child_spec: spec, with_arguments: fn [workers], n -> [Enum.at(workers, n)] end] ++ options)
  end

  def start_link({:sup, id, strategy, auto, children}) do
    flags = %{strategy: strategy, auto_shutdown: auto, intensity: 1_000_000, period: 5}
    :supervisor.start_link({:local, name(id)}, __MODULE__, {flags, Enum.map(children, &spec/1)})
  end

  def init(flags_and_children), do: {:ok, flags_and_children}        # (Elixir 1.14 knows no auto_shutdown, Erlang does)

  def start_partition(worker), do: start_link(worker)

  def spec({:worker, id, _, restart} = worker) do
    %{id: id, start: {__MODULE__, :start_link, [worker]}, shutdown: 1000, restart: restart, significant: restart == :transient}
  end

  def spec(supervisor), do: %{id: id(supervisor), start: {__MODULE__, :start_link, [supervisor]}, type: :supervisor, shutdown: 1000}

  # What ends in which way when `node` gets a signal.
  def effect(_node, :normal), do: :none
  def effect(_node, :kill), do: :crash
  def effect({:worker, _, false, _}, :shutdown), do: :end
  def effect({:worker, _, false, _}, :boom), do: :crash
  def effect(_trapping, _reason), do: :none

  # The ids that are hit when a node of the tree crashes: its own subtree, and what the strategy of its supervisor adds.
  def hit(tree, id) do
    parent = parent(tree, id)
    {before, [child | later]} = Enum.split_while(children(parent), &(id(&1) != id))
    [child | also(parent, before, later)] |> Enum.flat_map(&nodes/1) |> Enum.map(&id/1)
  end

  def parent(tree, id), do: Enum.find(nodes(tree), fn node -> Enum.any?(children(node), &(id(&1) == id)) end)

  defp also({:sup, _, :rest_for_one, _, _}, _before, later), do: later
  defp also({:sup, _, :one_for_all, _, _}, before, later), do: before ++ later
  defp also(_one_for_one, _before, _later), do: []
end

defmodule Killer.Worker do
  use GenServer
  import Killer.Tree, only: [name: 1]

  @tick 50

  def init({:worker, id, traps?, _restart}) do
    Process.flag(:trap_exit, traps?)
    Process.register(self(), name(id))
    {:ok, _} = Registry.register(Killer.Names, id, nil)
    {:ok, _} = Registry.register(Killer.Groups, rem(id, 5), id)
    table = :ets.new(:killer, [:public] ++ if(heir?(id), do: [{:heir, Process.whereis(:killer), id}], else: []))
    :ets.insert(table, {:owner, self()})
    born = System.monotonic_time(:millisecond)
    {:ok, again(%{id: id, count: 0, ticks: 0, born: born, table: table, watched: nil, downs: 0, exits: 0})}
  end

  # A task becomes a worker.
  def enter(worker) do
    {:ok, state} = init(worker)
    :gen_server.enter_loop(__MODULE__, [], state)
  end

  def heir?(id), do: rem(id, 2) == 0

  def handle_call(:state, _from, state), do: {:reply, Map.put(state, :now, System.monotonic_time(:millisecond)), state}

  def handle_call({:watch, pid}, _from, state) do
    state.watched && Process.demonitor(state.watched, [:flush])
    {:reply, :ok, %{state | watched: Process.monitor(pid), downs: 0}}
  end

  def handle_cast(:inc, state), do: {:noreply, %{state | count: state.count + 1}}

  def handle_info(:tick, state), do: {:noreply, again(%{state | ticks: state.ticks + 1})}
  def handle_info({:DOWN, ref, :process, _, _}, %{watched: ref} = state), do: {:noreply, %{state | downs: state.downs + 1}}
  def handle_info({:EXIT, _, _}, state), do: {:noreply, %{state | exits: state.exits + 1}}

  defp again(state) do
    Process.send_after(self(), :tick, state.born + (state.ticks + 1) * @tick, abs: true)
    state
  end

  def due(state, late), do: max(0, div(state.now - state.born - late, @tick))
end

defmodule Killer do
  import Killer.Tree, except: [random: 2]

  def run(seed, rounds, slack) do
    :rand.seed(:exsss, {seed, seed, seed})
    Process.register(self(), :killer)
    Process.put(:checked, 0)
    before = world()
    registries = for {name, keys} <- [{Killer.Names, :unique}, {Killer.Groups, :duplicate}], do: registry(name, keys)
    {tree, next} = Killer.Tree.random(4, 0)
    {:ok, top} = start_link(tree)
    model = Enum.reduce(1..rounds, begin(tree, next, slack), &round/2)
    Supervisor.stop(top)
    assert([] == for({_, pid} <- model.pids, Process.alive?(pid), do: pid), "all have ended")
    Enum.each(registries, &Supervisor.stop/1)
    inherited()
    Process.unregister(:killer)
    assert(world() == before, "the world is as it was: #{inspect(before)}, not #{inspect(world())}")
    %{nodes: length(nodes(tree)), kills: model.kills, restarts: model.restarts, checked: Process.get(:checked)}
  end

  defp registry(name, keys) do
    {:ok, pid} = Registry.start_link(keys: keys, name: name, partitions: :rand.uniform(4))
    pid
  end

  # What must be as before in the end.
  defp world, do: {length(Process.list()), length(:ets.all()), Enum.sort(Process.registered()) -- [:killer]}

  defp begin(tree, next, slack) do
    guests = for {kind, id} <- nodes(tree), kind in [:dynamic, :tasks], into: %{}, do: {id, []}
    workers = Map.new(workers(tree), &{id(&1), 0})
    tables = length(:ets.all()) - map_size(workers)
    pids = Map.new(nodes(tree), &{id(&1), pid_of(&1)})
    %{tree: tree, next: next, pids: pids, counts: workers, guests: guests, gone: MapSet.new(), tables: tables, slack: slack, kills: 0, restarts: 0}
  end

  defp pid_of(node), do: Process.whereis(name(id(node)))

  # A round: guests come, counters are increased, watches are set; then the signals, and the look at what became of it all.

  defp round(_number, model) do
    model = model |> invite() |> count() |> watch()
    kills = for victim <- victims(model), do: {victim, Enum.random([:kill, :kill, :boom, :shutdown, :normal])}
    for {victim, reason} <- kills, do: Process.exit(model.pids[id(victim)], reason)
    Process.sleep(60 + :rand.uniform(60))
    {hit, gone} = outcome(kills, model)
    if model.slack > 0, do: settle(hit, model, 100)
    check(%{model | kills: model.kills + length(kills), restarts: model.restarts + MapSet.size(hit)}, hit, gone)
  end

  defp invite(model) do
    for {id, guests} <- model.guests, length(guests) < 4, reduce: model do
      model -> come(Enum.find(nodes(model.tree), &(id(&1) == id)), model)
    end
  end

  defp come({kind, id}, model) do
    guest = worker(model.next, if(kind == :tasks, do: :temporary, else: Enum.random([:permanent, :transient, :temporary])))
    {:ok, pid} = welcome(kind, name(id), guest)
    assert({:count, 0} == {:count, GenServer.call(pid, :state).count}, "guest #{id(guest)} is there")
    model = put_in(model.guests[id], [guest | model.guests[id]])
    model = put_in(model.pids[id(guest)], pid)
    put_in(%{model | next: model.next + 1}.counts[id(guest)], 0)
  end

  defp welcome(:dynamic, supervisor, guest), do: DynamicSupervisor.start_child(supervisor, %{spec(guest) | significant: false})
  defp welcome(:tasks, supervisor, guest), do: Task.Supervisor.start_child(supervisor, Killer.Worker, :enter, [guest], shutdown: 1000)

  defp living(model) do
    for node <- nodes(model.tree) ++ guests(model), id(node) not in model.gone, do: node
  end

  defp guests(model), do: Enum.flat_map(model.guests, fn {_, guests} -> guests end)
  defp living_workers(model), do: for({:worker, id, _, _} <- living(model), do: id)

  defp count(model) do
    for id <- Enum.take_random(living_workers(model), 5), reduce: model do
      model ->
        GenServer.cast({:via, Registry, {Killer.Names, id}}, :inc)
        update_in(model.counts[id], &(&1 + 1))
    end
  end

  # Each worker watches the next one.
  defp watch(model) do
    ids = living_workers(model)
    pairs = Enum.zip(ids, Enum.drop(ids, 1) ++ Enum.take(ids, 1))
    for {id, watched} <- pairs, do: :ok = GenServer.call(name(id), {:watch, model.pids[watched]})
    Map.put(model, :watching, pairs)
  end

  # With two victims below a supervisor that may shut itself down, what happens would depend on their order.
  defp victims(model) do
    [_top | rest] = living(model)
    rest |> Enum.take_random(:rand.uniform(4)) |> Enum.uniq_by(&below(&1, model.tree))
  end

  defp below(victim, tree) do
    case parent(tree, id(victim)) do
      {:sup, id, _, auto, _} when auto != :never -> {:auto, id}
      _ -> id(victim)
    end
  end

  # What the signals do: `{hit, gone}`. What begins anew does so whatever became of it before; guests of one that does are gone.
  defp outcome(kills, model) do
    {hit, ended} = Enum.reduce(kills, {MapSet.new(), MapSet.new()}, fn {victim, reason}, {hit, gone} ->
      {more, ended} = effect_of(victim, effect(victim, reason), model)
      {MapSet.union(hit, MapSet.new(more)), MapSet.union(gone, MapSet.new(ended))}
    end)
    left = for {host, guests} <- model.guests, host in hit, guest <- guests, do: id(guest)
    gone = model.gone |> MapSet.union(ended) |> MapSet.difference(hit) |> MapSet.union(MapSet.new(left))
    {MapSet.difference(hit, MapSet.new(left)), gone}
  end

  defp effect_of(_victim, :none, _model), do: {[], []}

  defp effect_of(victim, effect, model) do
    if victim in guests(model), do: guest_effect(victim, effect), else: tree_effect(victim, effect, parent(model.tree, id(victim)), model)
  end

  defp guest_effect({:worker, id, _, :permanent}, _effect), do: {[id], []}
  defp guest_effect({:worker, id, _, :transient}, :crash), do: {[id], []}
  defp guest_effect({:worker, id, _, _}, _effect), do: {[], [id]}

  defp tree_effect({:worker, id, _, :transient}, :end, {:sup, above, _, auto, children}, model) do
    others = for child <- children, id(child) != id, id(child) not in model.gone, do: child
    if auto == :any_significant or others == [], do: {hit(model.tree, above), []}, else: {[], [id]}
  end

  defp tree_effect(node, _effect, _parent, model), do: {hit(model.tree, id(node)), []}

  # On a busy machine it takes its time: a new supervisor may find the names of its children still taken, and begins again and again.
  defp settle(hit, model, tries) do
    unless tries == 0 or Enum.all?(hit, &(Process.whereis(name(&1)) not in [nil, model.pids[&1]])) do
      Process.sleep(20)
      settle(hit, model, tries - 1)
    end
  end

  # The look.

  defp check(model, hit, gone) do
    {old, inherited} = {model.pids, inherited()}
    check_inherited(inherited, MapSet.union(hit, MapSet.difference(gone, model.gone)), old)
    model = leave(%{model | gone: gone})
    nodes = living(model)
    now = Map.new(nodes, &{id(&1), pid_of(&1)})
    changed = for {id, pid} <- now, pid != old[id], into: MapSet.new(), do: id
    assert(changed == hit, "those that began anew are #{inspect(hit)}, not #{inspect(changed)}")
    for {id, pid} <- now, do: assert(is_pid(pid) and Process.alive?(pid), "node #{id} lives")
    for id <- MapSet.union(hit, gone), pid = old[id], do: assert(not Process.alive?(pid), "the old #{id} is dead")
    for id <- gone, do: assert(Process.whereis(name(id)) == nil, "the name of #{id} is free")
    counts = Map.new(now, fn {id, _} -> {id, if(id in hit, do: 0, else: model.counts[id])} end)
    model = %{model | pids: now, counts: counts}
    states = Map.new(living_workers(model), &{&1, GenServer.call(name(&1), :state)})
    for {id, state} <- states, do: check_worker(id, state, model)
    check_watches(states, hit, gone, model)
    check_supervisors(model)
    check_links()
    check_groups(model)
    assert(length(:ets.all()) == model.tables + map_size(states), "each worker has its table, and no dead one")
    model
  end

  # Guests that are gone are forgotten; a worker of the tree may come again.
  defp leave(model) do
    guests = Map.new(model.guests, fn {host, guests} -> {host, Enum.reject(guests, &(id(&1) in model.gone))} end)
    static = MapSet.new(nodes(model.tree), &id/1)
    %{model | guests: guests, gone: MapSet.intersection(model.gone, static)}
  end

  # The tables that came to the heir: `{worker's id, its pid}`.
  defp inherited do
    receive do
      {:"ETS-TRANSFER", table, from, id} ->
        [{:owner, ^from}] = :ets.lookup(table, :owner)
        :ets.delete(table)
        [{id, from} | inherited()]
    after
      0 -> []
    end
  end

  defp check_inherited(inherited, ended, old) do
    assert(inherited == Enum.uniq(inherited), "each table is inherited once")
    for {id, from} <- inherited, do: assert(Killer.Worker.heir?(id) and not Process.alive?(from), "#{id} had an heir")
    for id <- ended, pid = old[id], pid not in [nil], Killer.Worker.heir?(id), do: check_heritage(id, pid, inherited)
  end

  defp check_heritage(id, pid, inherited) do
    worker? = Enum.any?(inherited, fn {other, _} -> other == id end)
    assert(not worker? or {id, pid} in inherited, "the table of the old #{id} was inherited")
  end

  defp check_worker(id, state, model) do
    assert(state.count == model.counts[id], "counter #{id} holds #{model.counts[id]}, not #{state.count}")
    {least, most} = {Killer.Worker.due(state, model.slack), Killer.Worker.due(state, 0)}
    assert(state.ticks in least..most, "timer #{id} has rung #{least} to #{most} times, not #{state.ticks}")
    assert(Registry.lookup(Killer.Names, id) == [{model.pids[id], nil}], "the registry knows #{id}")
    assert(:ets.lookup(state.table, :owner) == [owner: model.pids[id]], "table of #{id}")
    assert(:ets.info(state.table, :owner) == model.pids[id], "owner of the table of #{id}")
  end

  defp check_watches(states, hit, gone, model) do
    for {id, watched} <- model.watching, id not in hit, state = states[id] do
      expected = if watched in hit or watched in gone, do: 1, else: 0
      assert(state.downs == expected, "#{id} heard #{expected} times of #{watched}, not #{state.downs}")
    end
  end

  defp check_supervisors(model) do
    for node <- living(model), elem(node, 0) != :worker do
      {specs, active} = expected_children(node, model)
      counts = counted(node)
      assert({specs, active} == {counts.specs, counts.active}, "supervisor #{inspect(node)} has #{specs} children, #{active} active: #{inspect(counts)}")
    end
  end

  defp expected_children({kind, id}, model) when kind in [:dynamic, :tasks], do: {length(model.guests[id]), length(model.guests[id])}
  defp expected_children(node, model), do: {length(children(node)), Enum.count(children(node), &(id(&1) not in model.gone))}

  defp counted({:sup, id, _, _, _}), do: Supervisor.count_children(name(id))
  defp counted({:dynamic, id}), do: DynamicSupervisor.count_children(name(id))
  defp counted({:partitions, id, _}), do: PartitionSupervisor.count_children(name(id))

  defp counted({:tasks, id}) do
    children = Task.Supervisor.children(name(id))
    %{specs: length(children), active: Enum.count(children, &Process.alive?/1)}
  end

  # Links go both ways and lead to the living; so do monitors.
  defp check_links do
    infos = for pid <- Process.list(), info = Process.info(pid, [:links, :monitors, :monitored_by]), into: %{}, do: {pid, info}

    for {pid, info} <- infos do
      for peer <- info[:links], is_pid(peer), do: assert(pid in infos[peer][:links], "link of #{inspect(pid)} and #{inspect(peer)}")
      for {:process, peer} when is_pid(peer) <- info[:monitors], do: assert(pid in infos[peer][:monitored_by], "monitor of #{inspect(peer)}")
    end
  end

  defp check_groups(model) do
    ids = living_workers(model)
    assert(Registry.count(Killer.Names) == length(ids), "the registry holds the living")
    assert(Registry.count(Killer.Groups) == length(ids), "the groups hold the living")

    for key <- 0..4 do
      expected = for id <- ids, rem(id, 5) == key, do: {model.pids[id], id}
      assert(Enum.sort(Registry.lookup(Killer.Groups, key)) == Enum.sort(expected), "group #{key}")
    end
  end

  defp assert(true, _what), do: Process.put(:checked, Process.get(:checked) + 1)
  defp assert(false, what), do: raise("broken: " <> what)
end

[seed, rounds, slack] = Enum.map(System.argv(), &String.to_integer/1)
Logger.configure(level: :none)
%{nodes: nodes, kills: kills, restarts: restarts, checked: checked} = Killer.run(seed, rounds, slack)
IO.puts("seed #{seed}: #{nodes} nodes, #{kills} signals, #{restarts} restarts, #{checked} facts checked")

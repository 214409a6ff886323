"""The observer's tables of a node: what they hold, sorted and filtered, and what can be done to processes."""
import pytest

from pyex.observer import filters, survey
from pyex.observer.model import Query
from pyex.runtime import waiting
from pyex.terms.atom import atom
from tests.observer.world import World

PROGRAM = '''
defmodule Counter do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call(:get, _, n), do: {:reply, n, n}
  def handle_call({:forward, other, request}, _, n), do: {:reply, GenServer.call(other, request, :infinity), n}
  def handle_info(_, n), do: {:noreply, n}
end
defmodule Shop do
  use Supervisor
  def init(_), do: Supervisor.init([{Counter, []}, Supervisor.child_spec({Agent, fn -> 2 end}, id: :two)], strategy: :one_for_one, max_restarts: 10)
end
{:ok, counter} = GenServer.start(Counter, 5, name: Count)
spawn(fn ->
  Process.register(self(), :waiter)
  limit = length([1, 2, 3])
  receive do
    {:ok, n} when n > limit -> n
    :stop -> :ok
  after
    60_000 -> :late
  end
end)
spawn(fn -> Process.set_label({:worker, 1}); Process.sleep(:infinity) end)
{:ok, _} = DynamicSupervisor.start_link(name: Dyn, strategy: :one_for_one)
DynamicSupervisor.start_child(Dyn, {Agent, fn -> 1 end})
Process.register(self(), :main)
:ets.new(:colours, [:named_table, :public])
:ets.insert(:colours, [{:red, 1}, {:blue, 2}])
Process.send_after(:waiter, {:ok, 1}, 500)
Process.sleep(:infinity)
'''


WAIT = '''defmodule Wait do
  def on(x) do
    receive do
      {:ok, n} when n > x -> n
      ^x ->
        x
    after
      9 -> 1
    end
  end
end'''


@pytest.fixture(scope='module')
def world():
    made = World()
    made.start(PROGRAM)
    return made


def names(world, **query):
    return [row.name or row.label or row.initial for row in world.source.processes(Query(**query)).rows]


def row(world, name):
    return world.source.process(world.number(name)).row


def test_each_process_is_called_by_name_label_or_beginning(world):
    assert names(world)[3:] == [':main', 'Count', ':waiter', '{:worker, 1}', 'Dyn', 'Agent fn']


def test_states_and_places(world):
    waiter = row(world, 'waiter')
    assert (waiter.state, waiter.due, waiter.where, waiter.line) == ('receive', 60_000 * 10**6, 'fn', 'nofile:17')
    assert row(world, 'Elixir.Count').where == ':gen_server.loop/4'
    assert world.source.process(world.number('waiter')).parent[1] == ':main'


@pytest.mark.parametrize('text, expected', [
    ('count', ['Count']), ('WAITER', [':waiter']), ('process.ex', ['{:worker, 1}']), ('state:waiting mark:c', []),
    ('links>0 !main', ['Dyn', 'Agent fn']), ('messages>0', []), ('name:x', [])])
def test_filters(world, text, expected):
    assert names(world, filter=text) == expected


def test_any_column_sorts_both_ways(world):
    for sort in survey.COLUMNS:
        up, down = (world.source.processes(Query(sort, descending)) for descending in (False, True))
        assert {row.pid for row in up.rows} == {row.pid for row in down.rows} and up.matched == up.total == len(up.rows)
    reductions = [row.reductions for row in world.source.processes(Query('reductions', True)).rows]
    assert reductions == sorted(reductions, reverse=True)
    assert names(world, sort='name')[:3] == [':logger', ':main', ':standard_error']


def test_pages(world):
    everything = [row.pid for row in world.source.processes(Query()).rows]
    page = world.source.processes(Query(first=2, count=3))
    assert [row.pid for row in page.rows] == everything[2:5] and page.first == 2
    assert world.source.processes(Query(first=1_000, count=4)).first == len(everything) - 4
    page = world.source.processes(Query(count=2, follow=everything[-1]))
    assert everything[-1] in [row.pid for row in page.rows]
    again = world.source.processes(Query(first=4, count=2, fresh=False))
    assert [row.pid for row in again.rows] == everything[4:6]


def test_a_tree_of_parents(world):
    rows = world.source.processes(Query(tree=True)).rows
    main = world.number('main')
    depths = {row.name: row.depth for row in rows}
    assert depths[':main'] == 0 and depths['Count'] == 1 and next(row.children for row in rows if row.pid == main) == 4
    folded = world.source.processes(Query(tree=True, folded=frozenset([main])))
    assert 'Count' not in [row.name for row in folded.rows]


def test_what_changed_since_the_last_look(world):
    world.source.processes(Query())
    world.run('for _ <- 1..3, do: send(:main, :more)')
    page = world.source.processes(Query('messages_change', True, count=1))
    assert (page.rows[0].name, page.rows[0].messages, page.rows[0].messages_change) == (':main', 3, 3)
    assert world.source.processes(Query(count=40)).rows[3].messages_change == 0


def test_a_process_in_detail(world):
    process = world.source.process(world.number('waiter'))
    assert process.variables == (('limit', '3'),) and process.registered == ':waiter'
    assert [text for _, text in process.timers] == ['{:ok, 1}']
    counter = world.source.process(world.number('Elixir.Count'))
    assert (counter.behaviour, counter.state, counter.waits.place) == ('gen_server Counter', '5', counter.row.line)
    assert world.source.process(1) is None


def test_messages_that_no_clause_takes(world):
    world.run('send(:waiter, {:ok, 2})')
    assert world.source.process(world.number('waiter')).messages == (('{:ok, 2}', None),)


def test_the_clauses_of_a_receive_and_which_of_them_takes_a_message(tmp_path):
    file = tmp_path / 'wait.ex'
    file.write_text(WAIT)
    world = World()
    world.run(f'Code.require_file("{file}")')
    process = world.start('Wait.on(3)')
    detail = world.source.process(process.pid.number)
    assert detail.waits.clauses == ((4, '{:ok, n} when n > x ->'), (5, '^x ->'), (8, 'after 9'))
    assert (detail.waits.function, detail.waits.deadline, detail.line) == ('Wait.on/1', 9 * 10**6, 3)
    assert (3, '    receive do') in detail.source
    terms = {(atom('ok'), 4): 4, (atom('ok'), 3): None, 3: 5, 4: None}
    assert {term: waiting.takes(world.node, process, term) for term in terms} == terms
    assert (process.scanned, len(process.mailbox), process.alive) == (0, 0, True)


def test_tables_timers_names_and_objects(world):
    table, = [table for table in world.source.tables() if table.name == ':colours']
    assert (table.type, table.protection, table.objects, table.owner_name, table.named) == ('set', 'public', 2, ':main', True)
    assert world.source.objects(table.id).texts == ('{:red, 1}', '{:blue, 2}')
    assert world.source.objects(table.id, filter='BLUE').matched == 1 and world.source.objects(99) is None
    timers = world.source.timers()
    assert [(timer.kind, timer.destination, timer.text) for timer in timers.timers] == [
        ('message', ':waiter', '{:ok, 1}'), ('receive', world.number('waiter'), ':waiter')]
    assert (':waiter', world.number('waiter')) in world.source.names()


def test_supervision_trees(world):
    branch, = world.source.tree()
    assert (branch.name, branch.kind, branch.strategy, branch.count) == ('Dyn', 'supervisor', 'one_for_one', 1)
    assert [(child.name, child.module) for child in branch.children] == [('Agent fn', 'Agent.Server')]
    assert world.source.children(branch.pid) == branch.children


def test_the_summary(world):
    summary = world.source.summary()
    assert (summary.processes, summary.virtual, summary.seed, summary.messages) == (9, True, 1, None)
    assert summary.spawned - summary.ended == summary.processes


# ---- actions ------------------------------------------------------------------------------------------------------------------

def test_suspending_resuming_sending_and_ending():
    world = World()
    world.start('spawn(fn -> Process.register(self(), :w); receive do x -> IO.inspect(x) end; Process.sleep(:infinity) end)\nProcess.sleep(:infinity)')
    pid = world.number('w')
    assert world.source.suspend([pid]) is None and world.source.process(pid).row.state == 'suspended'
    assert world.source.send([pid], '{:a, [1, "b"], %{c: -1}}') is None
    world.settle()
    assert world.output.take() == ''
    world.source.resume([pid])
    world.settle()
    assert world.output.take() == '{:a, [1, "b"], %{c: -1}}\n'
    assert 'missing' in world.source.send([pid], '{')
    assert world.source.kill([pid], 'kill') is None
    assert world.source.kill([pid], 'kill') == f'#PID<0.{pid}.0> has ended already'
    assert world.source.process(pid) is None


def test_an_expression_is_evaluated_and_sent():
    world = World()
    process = world.start('receive do x -> IO.inspect(x) end')
    assert world.source.send([process.pid.number], '{1 + 1, self() == hd(targets)}') is None
    world.settle()
    assert world.output.take() == '{2, false}\n'
    assert world.source.send([process.pid.number], '1 + 1') == f'{process.pid!r} has ended already'
    assert 'no plain term' in world.source.kill([process.pid.number], 'f(1)')


def test_those_that_lived_between_two_looks():
    world = World()
    world.source.processes(Query(ended=True))
    world.run('spawn(fn -> exit(:boom) end); spawn(fn -> :fine end); Process.sleep(1)')
    ended = [row for row in world.source.processes(Query(ended=True)).rows if row.state == 'exited']
    assert sorted((row.reason, row.marks) for row in ended) == [(':boom', 'x'), (':normal', ''), (':normal', '')]
    boom = next(row for row in ended if row.marks)
    assert world.source.process(boom.pid).exit == ':boom'
    assert not [row for row in world.source.processes(Query(ended=True)).rows if row.state == 'exited']
    world.source.close()
    assert not world.node.trace.listeners


# ---- marks --------------------------------------------------------------------------------------------------------------------

def marks(world):
    return {row.name or row.initial: row.marks for row in world.source.processes(Query()).rows if row.marks}


def test_a_growing_mailbox():
    world = World()
    world.start('Process.register(self(), :main)\nreceive do :never -> 1 end')
    assert marks(world) == {}
    for _ in range(3):
        world.run('send(:main, 1)')
        found = marks(world)
    assert found == {':main': 'g'}
    assert marks(world) == {}


def test_a_circle_of_calls():
    world = World()
    world.start(PROGRAM.split('{:ok, counter}')[0] + """
    for name <- [A, B, C], do: GenServer.start(Counter, 1, name: name)
    spawn(fn -> GenServer.call(C, {:forward, A, {:forward, B, {:forward, A, :get}}}, :infinity) end)
    Process.sleep(:infinity)""")
    assert marks(world) == {'A': 'c', 'B': 'c'}
    assert world.source.process(world.number('Elixir.C')).waits.call == world.number('Elixir.A')


def test_nobody_left_who_could_send():
    world = World()
    world.start('spawn(fn -> receive do :x -> 1 end end); keep = spawn(fn -> receive do :x -> 2 end end); Process.sleep(:infinity); keep')
    assert list(marks(world).values()) == ['o']


def test_restarts():
    world = World()
    world.start('''
    {:ok, _} = Supervisor.start_link([{Agent, fn -> 1 end}], strategy: :one_for_one, name: Shop)
    for _ <- 1..2 do
      [{_, pid, _, _}] = Supervisor.which_children(Shop)
      Process.exit(pid, :kill)
      Process.sleep(1)
    end
    Process.sleep(:infinity)''')
    world.node.run(until=lambda: world.node.clock.monotonic() > 10 * 10**6 or not any(world.node.scheduler.queues.values())
                   and world.node.timers.next is world.node.timers.NEVER)
    assert marks(world) == {'Shop': 'r'}
    assert world.source.tree()[0].restarts == 2


# ---- many ---------------------------------------------------------------------------------------------------------------------

def test_a_long_table_is_looked_at_in_steps(monkeypatch):
    monkeypatch.setattr(survey, 'REACH', 50)
    monkeypatch.setattr(survey, 'PAGES', 20)
    monkeypatch.setattr(survey, 'STEP', 0)
    world = World()
    world.start('for i <- 1..600, do: spawn(fn -> Enum.sum(1..i); Process.sleep(:infinity) end)\nProcess.sleep(:infinity)')
    everything = sorted(process.reductions for process in world.node.processes.values())
    page = world.source.processes(Query('reductions', True, count=10))
    assert [row.reductions for row in page.rows] == everything[::-1][:10] and page.total == len(everything)
    page = world.source.processes(Query('reductions', False, first=len(everything) - 3, count=3))
    assert [row.reductions for row in page.rows] == everything[-3:]
    pids = sorted(pid.number for pid in world.node.processes)
    for descending in (False, True):
        for first in (0, 5, 300, 600):
            page = world.source.processes(Query('pid', descending, first=first, count=4))
            assert [row.pid for row in page.rows] == (pids[::-1] if descending else pids)[page.first:page.first + 4]
    steps = world.source.survey.look(Query('name'))
    assert sum(1 for _ in steps) > 5
    assert world.source.processes(Query('reductions', True, first=5, count=5, fresh=False)) is not None


def test_a_look_can_be_abandoned():
    world = World()
    world.start('for _ <- 1..600, do: spawn(fn -> Process.sleep(:infinity) end)\nProcess.sleep(:infinity)')
    step = world.source._ask

    def interrupted(*arguments):
        world.source.abandon()
        return step(*arguments)
    world.source._ask = interrupted
    original, survey.STEP = survey.STEP, 0
    try:
        assert world.source.processes(Query('name')) is None
    finally:
        survey.STEP = original


def test_filters_of_times():
    test = filters.compiled('age<1s', {'age': lambda process: process})
    assert test(10**9 - 1) and not test(10**9)


def matched(world, filter):
    return world.source.processes(Query(filter=filter)).matched


def test_the_age_of_processes_is_counted_from_the_first_look():
    world = World()
    world.start('Process.sleep(:infinity)')
    all_ = matched(world, '')
    assert matched(world, 'age<1s') == all_ and matched(world, 'age>1s') == 0
    world.node.clock.advance(world.node.clock.monotonic() + 2 * 10**9)
    world.start('Process.sleep(:infinity)')
    assert matched(world, 'age>1s') == all_ and matched(world, 'age<1s') == 1


def test_columns_have_the_names_of_process_info_too():
    world = World()
    world.start('send(self(), 1); Process.sleep(:infinity)')
    assert matched(world, 'mailbox>0') == matched(world, 'message_queue_len>0') == matched(world, 'messages=1') == 1
    assert matched(world, 'mailbox>1.2.3') == 0


def test_terms_that_only_look_like_otp_s():
    world = World()
    world.source.watch_messages(True)
    world.start('Process.put(:"$initial_call", {:a, 1, 2}); send(self(), {:io_request, 1, 2, {}}); Process.sleep(:infinity)')
    assert [row.initial for row in world.source.processes(Query(filter='messages>0')).rows] == ['Code.eval_string/3']
    assert world.source.events().events and not world.node.defects


def test_expressions_that_only_look_like_terms():
    world = World()
    pid = world.start('Process.register(self(), :box); Process.sleep(:infinity)').pid.number
    for text in ('__MODULE__.Foo', 'Foo.{A}', '-"a"'):
        assert world.source.kill([pid], text)
    world.settle()
    assert world.source.process(pid).row.state == 'receive'


def test_a_state_that_may_hold_secrets_is_not_shown():
    world = World()
    world.start('''defmodule Vault do
      use GenServer
      def init(secret), do: {:ok, secret}
      def format_status(status), do: status
    end
    GenServer.start(Vault, "1234", name: Vault); Process.sleep(:infinity)''')
    assert world.source.process(world.number('Elixir.Vault')).state == \
        'not shown: Vault has a format_status of its own, see :sys.get_status'


def test_a_copy_of_a_node_is_observed_for_itself():
    world = World()
    world.run('timers()')
    copy = world.node.copy()
    assert copy.observer is None and copy.host.observer_of(copy).node is copy and world.node.observer.node is world.node


def test_reductions_are_counted_though_who_used_them_has_ended():
    world = World()
    assert world.source.summary().reductions == 0
    world.run('Enum.each(1..50_000, fn n -> n end)')
    assert world.source.summary().reductions >= 50_000


def test_timers_are_shown_in_order_and_few_of_many():
    world = World()
    lengths = [(n * 7919) % 400 + 1 for n in range(400)]
    world.start(f'for n <- [{", ".join(map(str, lengths))}], do: Process.send_after(self(), n, n * 1000)\nProcess.sleep(:infinity)')
    found = world.source.timers(10, 5)
    assert [timer.text for timer in found.timers] == ['11', '12', '13', '14', '15'] and found.total == 400
    assert found.timers[0].who.startswith('Code.eval_string')


@pytest.mark.parametrize('steps', [1, 2, 3])               # before everybody is looked at, and after that
def test_one_that_ends_during_a_look_is_there_once_and_tells_why(monkeypatch, steps):
    world = World()
    process = world.start('receive do reason -> exit(reason) end')
    world.source.processes(Query(ended=True))
    monkeypatch.setattr(survey, 'STEP', -1)                 # a pause after each chunk
    look = world.source.survey.look(Query(ended=True))
    for _ in range(steps):
        next(look)
    world.node.send(process.pid, atom('boom'))
    world.settle()
    with pytest.raises(StopIteration) as end:
        while True:
            next(look)
    row, = [row for row in end.value.value.rows if row.pid == process.pid.number]
    assert (row.state, row.reason, row.marks) == ('exited', ':boom', 'x')

"""The event log of a node: what is told of, to whom, and that nothing stays behind when nobody listens."""
import pytest

from pyex.runtime import probe, trace
from pyex.runtime.node import Node
from pyex.terms.atom import atom
from tests.observer.world import World, shown


@pytest.fixture(scope='module')
def world():
    made = World()
    made.run('Agent.start(fn -> 0 end)')        # the modules are loaded
    return made


def events(world, text, *kinds):
    """The events of a program, pids counted from its own, which is 0."""
    listener = world.listen(*kinds)
    first = world.node.pids + 1
    world.run(text)
    found = listener.take()
    listener.close()
    names = {str(first + index): str(index) for index in range(20)}
    return [' '.join(names.get(word, word) for word in shown(event).split(' ')) for event in found]


def test_a_conversation(world):
    text = 'pid = spawn(fn -> receive do {:hi, from} -> send(from, :ho) end end); send(pid, {:hi, self()}); receive do :ho -> 1 end; send(pid, :late)'
    found = events(world, text, 'spawn', 'send', 'receive', 'exit', 'lost')
    pid = f'#PID<0.{world.node.pids - 1}.0>'
    assert found == ['spawn -> 0', 'spawn 0 -> 1', f'send 0 -> 1 {{:hi, {pid}}}', f'receive 1 {{:hi, {pid}}}', 'send 1 -> 0 :ho', 'exit 1 :normal',
                     'receive 0 :ho', 'lost 0 -> 1 :late', 'exit 0 :normal']


def test_links_monitors_and_the_signals_of_a_death(world):
    text = '''Process.flag(:trap_exit, true)
    pid = spawn_link(fn -> receive do :go -> exit(:bad) end end)
    ref = Process.monitor(pid)
    Process.demonitor(ref)
    Process.monitor(pid)
    Process.unlink(pid); Process.link(pid)
    send(pid, :go)
    receive do {:EXIT, _, _} -> 1 end'''
    kinds = 'link', 'unlink', 'monitor', 'demonitor', 'signal', 'down', 'exit'
    assert events(world, text, *kinds) == ['link 0 -> 1', 'monitor 0 -> 1', 'demonitor 0 -> 1', 'monitor 0 -> 1', 'unlink 0 -> 1', 'link 0 -> 1',
                                           'exit 1 :bad', 'signal 1 -> 0 :bad (message)', 'down 1 -> 0 :bad', 'exit 0 :normal']


def test_who_is_not_there(world):
    text = '''pid = spawn(fn -> 1 end); Process.sleep(1); Process.monitor(pid); Process.flag(:trap_exit, true); Process.link(pid)'''
    found = events(world, text, 'monitor', 'down', 'signal')
    assert found == ['monitor 0 -> 1', 'down 1 -> 0 :noproc', 'signal 1 -> 0 :noproc (message)']


def test_names_timers_and_tables(world):
    text = '''Process.register(self(), :me)
    send(:me, :by_name)
    Process.send_after(self(), :tick, 5)
    Process.cancel_timer(Process.send_after(self(), :never, 5))
    receive do :none -> 1 after 1 -> 2 end
    receive do :tick -> 1 end
    :ets.new(:tab, [])'''
    kinds = 'register', 'unregister', 'timer', 'timeout', 'cancel', 'table', 'untable', 'send'
    assert events(world, text, *kinds) == [
        'register 0 :me', 'send 0 -> 0 :by_name (:me)', 'timer 0 -> 0 :tick', 'timer 0 -> 0 :never', 'cancel 0 -> 0 :never', 'timer 0', 'timeout 0',
        'timeout -> 0 :tick', 'send -> 0 :tick', 'table 0 :tab', 'unregister 0 :me', 'untable 0 :tab']


def test_calls_of_servers_are_told_of_without_their_monitors(world):
    text = '{:ok, pid} = Agent.start(fn -> 1 end); Process.sleep(1); Agent.get(pid, & &1)'
    found = events(world, text, 'send', 'receive', 'monitor', 'lost')
    assert [line.split(' ')[0] for line in found[-4:]] == ['send', 'receive', 'send', 'receive']
    assert found[-1].endswith(', 1}')


def test_where_it_happens(world):
    listener = world.listen('receive', 'send')
    world.run('send(self(), :x)\n\nreceive do\n  :y -> 1\n  :x ->\n    2\nend')
    assert [(event.kind, event.where.file, event.where.line) for event in listener.take()] == [('send', 'nofile', 1), ('receive', 'nofile', 5)]
    listener.close()


def test_the_time_is_the_nodes(world):
    listener = world.listen('timeout')
    start = world.node.clock.monotonic()
    world.run('receive do after 70_000 -> 1 end')
    assert [event.time - start for event in listener.take()] == [70_000 * 10**6]
    listener.close()


def test_only_some_processes_and_those_they_start(world):
    text = 'spawn(fn -> spawn(fn -> 1 end) end); Process.sleep(1)'
    listener = world.listen('spawn', pids=set())
    world.run(text)
    assert listener.take() == []
    process = world.start('receive do :go -> ' + text + ' end')
    listener.pids.add(process.pid)
    listener.inherit = True
    world.node.send(process.pid, atom('go'))
    world.settle()
    assert [shown(event).split(' ')[0] for event in listener.take()] == ['spawn', 'spawn']
    listener.close()


def test_a_ring_keeps_the_last_and_counts_the_others(world):
    listener = world.listen('send', size=3)
    world.run('for i <- 1..10, do: send(self(), i)')
    assert [event.what for event in listener.events()] == [8, 9, 10] and listener.dropped == 7
    last = listener.events()[-2].number
    assert [event.what for event in listener.events(since=last)] == [10]
    listener.close()


def test_a_listener_that_fails_ends_nobody(world):
    def fail(_event):
        raise KeyError('mine')
    listener = world.listen('send', each=fail)
    assert world.run('send(self(), 1); IO.puts("still here")') == 'still here\n'
    assert 'mine' in world.node.defects.pop()
    listener.close()


def test_nothing_is_left_when_nobody_listens(world):
    node = world.node
    before = dict(node.globals), node.__class__
    listener = world.listen()
    assert node.__class__ is not Node and node.globals['accept'] is not before[0]['accept']
    listener.close()
    assert node.__class__ is Node and all(node.globals[name] is value for name, value in before[0].items())


def test_natives_that_are_loaded_meanwhile_tell_too():
    world = World()
    listener = world.listen('send')
    world.run('{:ok, pid} = GenServer.start(Agent.Server, fn -> 1 end); Agent.get(pid, & &1)')
    assert any('$gen_call' in shown(event) for event in listener.take())


def test_a_copy_has_no_listeners():
    world = World()
    listener = world.listen()
    world.start('receive do :go -> 1 end')
    copy = world.node.copy()
    assert copy.trace is None and copy.__class__ is Node
    assert probe.digest(copy) == probe.digest(world.node)
    count = len(listener.events())
    copy.run()
    assert len(listener.events()) == count


def test_unknown_kinds_are_refused(world):
    with pytest.raises(ValueError, match='no kind of event: sent'):
        trace.listen(world.node, {'sent'})


def test_a_listener_leaves_stack_traces_as_they_are(world):
    text = 'try do send(12, :x) rescue _ -> IO.inspect(Enum.map(__STACKTRACE__, fn {m, f, a, _} -> {m, f, a} end) |> hd()) end'
    before = world.run(text)
    listener = world.listen()
    assert world.run(text) == before == '{:erlang, :send, [12, :x]}\n'
    listener.close()

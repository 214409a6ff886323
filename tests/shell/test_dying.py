"""Interrupting, dying and what comes after: crashes, `restore()`, `peek()`, a node that dies of a defect."""
import re
import threading

import pytest

from pyex.boot import boot
from pyex.natives import whereabouts
from pyex.natives.registry import native
from pyex.runtime import trace
from pyex.runtime.entry import NodeDied
from pyex.shell.reader import split
from pyex.shell.session import Session
from tests.shell.talk import Paper, check, mask, play


MEASURES = re.compile(r'\d\d:\d\d:\d\d|(?<=(Reductions    ))\d+')


class Talk:
    """A session that the test holds in its hands. tty: whether a person seems to sit there."""

    def __init__(self, tty=True):
        self.paper = Paper([])
        self.paper.tty = tty
        self.session = Session(self.paper)
        self.session.connect = self.connect
        self.connect()
        self.session.start()

    def connect(self):
        self.node = boot(output=self.paper, input=self.session, argv=[])
        self.session.attach(self.node)

    def type(self, text):
        """What is printed after these inputs."""
        before = len(self.paper.printed)
        for entry in split(text):
            try:
                self.session.evaluate(entry)
            except NodeDied:
                self.session.renew()
        return MEASURES.sub(lambda found: 'N' if found[1] else 'TIME', mask(''.join(self.paper.printed[before:])))

    def interrupt(self, text, when):
        """What is printed after an input that is interrupted as soon as its process does what `when` is in the description of."""
        thread = threading.Thread(target=self._press, args=(when,))
        thread.start()
        shown = self.type(text)
        thread.join()
        return shown

    def _press(self, when):
        while when not in self.node.entry.call(self._doing):
            self.node.entry.settle(5)
        self.session.interrupt()

    def _doing(self):
        process = self.node.processes.get(self.session.evaluator)
        return whereabouts.description(self.node, process) if process and not self.session.idle else ''


@pytest.fixture
def talk():
    made = Talk()
    yield made
    made.node.stop()


# ---- interrupting

RECEIVES = [
    ('receive do {:ok, _} -> 1 end',
     'waiting in receive at iex:2 for {:ok, _}; the mailbox holds {:error, 1}, which no clause takes'),
    ('receive do\n  {:ok, v} when v > 1 -> 1\n  {:bye, _} -> 2\nend',
     'waiting in receive at iex:2 for {:ok, v} when v > 1 or {:bye, _}; the mailbox holds {:error, 1}, which no clause takes'),
    ('receive do :a -> 1; :b -> 2; :c -> 3; :d -> 4; :e -> 5; :f -> 6 end',
     'waiting in receive at iex:2 for :a or :b or :c or :d and 2 more; the mailbox holds {:error, 1}, which no clause takes'),
    ('Process.sleep(:infinity)', 'waiting in Process.sleep at iex:2'),
]


@pytest.mark.parametrize('text, where', RECEIVES)
def test_it_says_what_it_waited_for(talk, text, where):
    talk.type('send(self(), {:error, 1})')
    assert talk.interrupt(text, 'waiting in') == f'** (interrupted) {where}'
    assert talk.type('flush()') == '{:error, 1}\n:ok'


SERVER = '''defmodule Counter do
  use GenServer
  def init(count), do: {:ok, count}
  def handle_call(:never, _from, count), do: {:noreply, count}
  def handle_call(:spin, _from, count), do: {:reply, spin(), count}
  def handle_call(:sleep, _from, count) do
    Process.sleep(:infinity)
    {:reply, count, count}
  end
  def handle_call({:ask, other}, _from, count), do: {:reply, GenServer.call(other, :never, :infinity), count}
  def spin, do: spin()
end
{:ok, one} = GenServer.start(Counter, 1, name: Counter)
{:ok, two} = GenServer.start(Counter, 2)
'''
CALLS = [
    ('GenServer.call(one, :never, :infinity)', '#PID<> (Counter), which is waiting for messages'),
    ('GenServer.call(one, :sleep, :infinity)', '#PID<> (Counter), which is waiting in Process.sleep at iex:7'),
    ('GenServer.call(one, :spin, :infinity)', '#PID<> (Counter), which is running Counter.spin/0 at iex:11'),
    ('GenServer.call(one, {:ask, two}, :infinity)',
     '#PID<> (Counter), which is waiting in GenServer.call at iex:10 for #PID<>, which is waiting for messages'),
    ('GenServer.call(one, {:ask, self()}, :infinity)',
     '#PID<> (Counter), which waits for #PID<> in turn'),
]


@pytest.mark.parametrize('text, server', CALLS)
def test_it_says_whom_it_waited_for(talk, text, server):
    talk.type(SERVER)
    assert talk.interrupt(text, 'waiting in GenServer') == f'** (interrupted) waiting in GenServer.call at iex:4 for {server}'


def test_a_module_that_was_being_defined_is_given_up(talk):
    shown = talk.interrupt('defmodule Outer do\n  defmodule Inner do\n    def f, do: 1\n    Process.sleep(:infinity)\n  end\nend', 'waiting in')
    assert shown == '** (interrupted) waiting in defmodule at iex:1'
    assert 'Inner' in talk.type('defmodule Outer.Inner do\n  def f, do: 2\nend').split('{:module, ')[1]
    assert talk.type('{Outer.Inner.f(), Code.ensure_loaded?(Outer)}') == '{2, false}'


def test_it_says_what_was_running(talk):
    talk.type('x = 42\ndefmodule Foo do\n  def loop(n), do: loop(n + 1)\nend')
    shown = talk.interrupt('Foo.loop(0)', 'running Foo')
    assert re.fullmatch(r'\*\* \(interrupted\) running Foo.loop/1 at iex:3 \([\d,]+ reductions\)', shown)
    assert talk.type('x') == '42'
    shown = talk.interrupt('Enum.each(Stream.cycle([1]), fn x -> x end)', 'running')
    assert shown.startswith('** (interrupted) running ')


def test_an_interrupt_at_a_breakpoint_stays_there(talk):
    talk.type('defmodule Foo do\n  require IEx\n  def go(x) do\n    IEx.pry()\n    x\n  end\nend\nFoo.go(7)')
    assert '(interrupted)' in talk.interrupt('Process.sleep(:infinity)', 'Process.sleep')
    assert talk.type('x') == '7'
    assert talk.type('continue').startswith('7\n\nBANNER')


# ---- death

def test_how_death_came(talk):
    talk.type('x = 1')
    assert talk.type('spawn_link(fn -> raise "oops" end)').endswith('''\
** (EXIT from #PID<>) shell process exited with reason: {%RuntimeError{message: "oops"}, []}
#PID<> (spawned at iex:2) raised RuntimeError -> linked to #PID<> (the shell); restore() gives back x

BANNER''')


def test_how_death_came_by_others(talk):
    talk.type('me = self()')
    shown = talk.type('''spawn(fn ->
  Process.register(self(), :between)
  Process.link(me)
  spawn_link(fn -> exit(:boom) end)
  Process.sleep(:infinity)
end)''')
    assert '#PID<> (spawned at iex:5) exited with :boom -> linked to #PID<> (:between) -> linked to #PID<> (the shell)' in shown
    talk.type('restore()')
    assert 'the shell ended itself with an exit signal' in talk.type('Process.exit(self(), :kill)')
    talk.type('me = self()')
    assert '#PID<> sent the exit signal :bye to #PID<> (the shell); restore() gives back me' in talk.type(
        'spawn(fn -> Process.exit(me, :bye) end)')


def test_a_pipe_gets_the_words_of_iex_only():
    shown = mask(play(['x = 1', 'spawn_link(fn -> exit(:boom) end)', 'spawn(fn -> raise "oops" end)']))
    assert 'linked' not in shown and 'restore' not in shown and 'crash' not in shown


def test_variables_are_restored():
    check('''
pyex(1)> restore()
There is nothing to restore: no shell process has died in this session
pyex(2)> x = 1
1
pyex(3)> y = 2
2
pyex(4)> import Enum, only: [sum: 1]
Enum
pyex(5)> Process.exit(self(), :kill)
** (EXIT from #PID<0.1.0>) shell process exited with reason: killed

BANNER
pyex(5)> y = 20
20
pyex(6)> restore
Restored: x; kept as now: y
pyex(7)> {x, y, sum([1, 2])}
{1, 20, 3}
pyex(8)> respawn

BANNER
pyex(9)> restore()
Restored: x, y
pyex(10)> restore()
No variables to restore; kept as now: x, y
pyex(11)> {x, y, sum([1, 2])}
{1, 20, 3}
''')


# ---- crashes

def test_crashes_have_numbers(talk):
    assert talk.type('crash()') == 'No crash has been reported in this session'
    shown = talk.type('spawn(fn -> Process.put(:k, 1); send(self(), :hello); raise "oops" end)')
    assert '** (RuntimeError) oops\ncrash(1) tells more\n' in shown
    assert 'crash(2) tells more' in talk.type('spawn(fn -> throw(:ball) end)')
    assert talk.type('crash(1)') == '''\
Crash 1, at TIME: #PID<>

** (RuntimeError) oops

Began with    a fn at iex:2
Started by    #PID<> (this shell)
Mailbox       :hello
Dictionary    :k: 1
Reductions    N'''
    assert talk.type('crashes()') == '''\
1  TIME  #PID<>  ** (RuntimeError) oops
   2  TIME  #PID<>  ** (throw) :ball'''
    assert talk.type('crash(7)') == 'There is no crash 7; kept are 1 to 2'


def test_the_crash_of_a_server(talk):
    talk.type('''defmodule Shaky do
  use GenServer
  def init(state), do: {:ok, state}
  def handle_call({:add, n}, _from, state) when n > 0, do: {:reply, :ok, state + n}
end
{:ok, pid} = GenServer.start(Shaky, 7, name: Shaky)
send(pid, :later)
''')
    talk.type('GenServer.call(pid, {:add, -1})')
    shown = talk.type('crash()')
    assert 'Attempted function clauses (showing 1 out of 1):' in shown and 'when -n > 0-' in shown
    assert '''
Began with    Shaky.init/1
Started by    #PID<> (this shell)
Last message  {:add, -1}
From          #PID<> (this shell)
State         7
''' in shown


# ---- mailboxes

def test_peek():
    check('''
pyex(1)> peek()
The mailbox of this shell is empty
pyex(2)> for message <- [{:error, 1}, {:ok, 0}, {:ok, 5}, %{a: 1}], do: send(self(), message); :sent
:sent
pyex(3)> peek()
The mailbox of this shell holds 4 messages:
  1  {:error, 1}
  2  {:ok, 0}
  3  {:ok, 5}
  4  %{a: 1}
pyex(4)> least = 1
1
pyex(5)> peek do
...(5)>   {:ok, x} when x > least -> x
...(5)>   %{a: ^least} -> :map
...(5)> end
The mailbox of this shell holds 4 messages:
  1  {:error, 1}
       {:ok, x} when x > least  does not take it: element 1 is :error, not :ok
       %{a: ^least}  does not take it: it is a tuple, no map
  2  {:ok, 0}
       {:ok, x} when x > least  does not take it: x is 0, and x > least does not hold
       %{a: ^least}  does not take it: it is a tuple, no map
  3  {:ok, 5}  is taken by  {:ok, x} when x > least
  4  %{a: 1}  is taken by  %{a: ^least}
This receive would take message 3
pyex(6)> peek do {:ok, {_, _}} -> 1; [_ | _] -> 2; %{b: _} -> 3 after 10 -> 4 end
The mailbox of this shell holds 4 messages:
  1  {:error, 1}
       {:ok, {_, _}}  does not take it: element 1 is :error, not :ok
       [_ | _]  does not take it: it is {:error, 1}, no list with a head
       %{b: _}  does not take it: it is a tuple, no map
  2  {:ok, 0}
       {:ok, {_, _}}  does not take it: element 2 is 0, no tuple of 2
       [_ | _]  does not take it: it is {:ok, 0}, no list with a head
       %{b: _}  does not take it: it is a tuple, no map
  3  {:ok, 5}
       {:ok, {_, _}}  does not take it: element 2 is 5, no tuple of 2
       [_ | _]  does not take it: it is {:ok, 5}, no list with a head
       %{b: _}  does not take it: it is a tuple, no map
  4  %{a: 1}
       {:ok, {_, _}}  does not take it: it is a map, no tuple of 2
       [_ | _]  does not take it: it is %{a: 1}, no list with a head
       %{b: _}  does not take it: it has no key :b
No clause takes any of them: this receive would wait until its timeout
pyex(7)> length(elem(Process.info(self(), :messages), 1))
4
pyex(8)> pid = spawn(fn -> receive do {:go, n} when n > 2 -> n end end)
#PID<0.1.0>
pyex(9)> send(pid, {:go, 1})
{:go, 1}
pyex(10)> peek(pid)
The mailbox of #PID<0.1.0> holds 1 message:
  1  {:go, 1}
None is taken by the receive that it waits in: {:go, n} when n > 2
pyex(11)> peek pid do {:go, 2} -> 2 end
The mailbox of #PID<0.1.0> holds 1 message:
  1  {:go, 1}
       {:go, 2}  does not take it: element 2 is 1, not 2
No clause takes any of them: this receive would wait
''')


# ---- a defect of ours

class Defect(BaseException):
    """What no handler expects."""


@native('pyex_debug', 'defect', 0, node=True)
def defect(node):
    """Ends the thread of the node, as a defect of ours would."""
    def closure():
        raise Defect('injected')
    node.entry.post(closure)
    return 1


def test_a_node_that_dies_is_replaced(talk):
    talk.type('x = 1\ndefmodule Kept do\n  def f, do: 42\nend\ny = Kept.f() + x')
    shown = talk.type(':pyex_debug.defect()')
    assert 'the scheduler ended by a defect of pyex: ' in shown and 'Defect: injected' in shown
    assert 'restore() evaluates the 3 inputs of this session again' in shown
    assert 'undefined variable "y"' in talk.type('y')
    shown = talk.type('restore()')
    assert '> x = 1\n1\n' in shown and shown.endswith('> y = Kept.f() + x\n43')
    assert talk.type('{x, Kept.f()}') == '{1, 42}'


def test_what_led_to_a_crash_is_told_if_somebody_listened(talk):
    listener = talk.node.entry.call(lambda: trace.listen(talk.node))
    talk.type('pid = spawn(fn ->\n  receive do :one -> send(:user, :odd) end\n  receive do :two -> raise "oops" end\nend)\n'
              'send(pid, :one)\nsend(pid, :two)')
    assert '\nBefore it     received :one\n              sent :odd to #PID<> (:user)\n              received :two\n' in talk.type('crash')
    talk.node.entry.call(listener.close)

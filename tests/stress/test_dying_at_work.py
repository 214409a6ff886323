"""A defect of ours ends the scheduler's thread while much is going on: that is told, and `restore()` gives a node with what the session had."""
import random

import pytest

from pyex.boot import boot
from pyex.natives.registry import native
from pyex.runtime.entry import NodeDied
from pyex.shell.reader import split
from pyex.shell.session import Session
from tests.shell.talk import Paper

SESSION = '''x = 41
defmodule Kept do
  def f(x), do: x + 1
end
y = Kept.f(x)
'''
LOADS = [
    'for _ <- 1..1000, do: spawn(fn -> Process.sleep(:infinity) end)',
    'for _ <- 1..20, do: spawn(fn -> Stream.cycle([1]) |> Stream.run() end)',
    'spawn(fn -> Stream.repeatedly(fn -> spawn(fn -> raise "flood" end); Process.sleep(1) end) |> Stream.run() end)',
    'spawn(fn -> Stream.repeatedly(fn -> IO.puts("text") end) |> Stream.run() end)',
    'spawn(fn -> Stream.cycle([1]) |> Task.async_stream(& &1) |> Stream.run() end)',
    'for _ <- 1..50, do: :timer.send_interval(1, :tick)',
]


class Defect(BaseException):
    """What no handler expects."""


@native('pyex_debug', 'defect_after', 1, node=True)
def defect_after(node, turns):
    """Ends the thread of the node in the middle of its work, as a defect of ours would."""
    def closure():
        nonlocal turns
        turns -= 1
        if turns < 0:
            raise Defect('injected')
        node.entry.post(closure)
    node.entry.post(closure)
    return turns


@pytest.fixture
def session():
    made = Session(Paper([]))
    made.terminal.tty = True

    def connect():
        made.node = boot(output=made.terminal, input=made, argv=[])
        made.attach(made.node)
    made.connect = connect
    connect()
    made.start()
    yield made
    made.node.stop()


def evaluate(session, text):
    """What is printed after these inputs."""
    before = len(session.terminal.printed)
    for entry in split(text):
        try:
            session.evaluate(entry)
        except NodeDied:
            session.renew()
    return ''.join(session.terminal.printed[before:])


@pytest.mark.parametrize('seed', range(3))
def test_a_node_that_dies_at_work(session, seed):
    source = random.Random(seed)
    evaluate(session, SESSION)
    for load in source.sample(LOADS, 3):
        evaluate(session, load)
    shown = evaluate(session, f':pyex_debug.defect_after({source.randrange(200)}); Process.sleep(:infinity)')
    assert 'the scheduler ended by a defect of pyex: ' in shown and 'Defect: injected' in shown
    assert 'restore() evaluates the 6 inputs of this session again' in shown
    assert '42' in evaluate(session, '6 * 7')
    evaluate(session, 'restore()')
    assert '{41, 42, 43}' in evaluate(session, '{x, y, Kept.f(y)}')

"""The door from other threads, on nodes that run in the background. Nothing sleeps: each test waits for what it wants to see."""
import threading

import pytest

from pyex.runtime.clock import Clock
from pyex.terms.atom import atom
from tests.runtime.compiled import LOOPS, furnished, load

BUSY = LOOPS + '''
site_busy = site('busy/0', 1, True)

def busy():                             # try do loop() catch _ -> busy() end: nothing that it runs can be caught from outside
    try: return spin([0])
    except STOP: captured.append((site_busy, ())); raise

def freed(event):
    event()
    return nap(1000000)
'''


@pytest.fixture
def node():
    made = furnished(clock=Clock())
    load(made, BUSY)
    made.start()
    yield made
    made.stop()


def test_call(node):
    assert node.entry.call(lambda: 1 + 1) == 2
    assert node.entry.call(lambda: threading.current_thread().name) == 'pyex'
    with pytest.raises(ZeroDivisionError):
        node.entry.call(lambda: 1 / 0)


def test_post_and_settle(node):
    spawned = []
    node.entry.post(lambda: spawned.append(node.spawn(node.globals['nap'], (0,))))
    assert node.entry.settle(10_000)
    assert not spawned[0].alive


def test_settle_gives_up_on_what_never_ends(node):
    node.entry.call(lambda: node.spawn(node.globals['spin'], ([0],)))
    assert not node.entry.settle(5)
    assert node.entry.call(lambda: len(node.processes)) == 1


@pytest.mark.parametrize('start', ['busy', 'nap'])
def test_interrupt(node, start):
    """Whatever a process does, running or waiting, it drops it and goes on with a new function."""
    event = threading.Event()
    arguments = (100_000,) if start == 'nap' else ()
    process = node.entry.call(lambda: node.spawn(node.globals[start], arguments))
    node.entry.settle(1)
    node.entry.interrupt(process.pid, node.globals['freed'], (event.set,))
    assert event.wait(10)
    assert node.entry.call(lambda: process.alive and len(process.stack)) == 1


def test_interrupt_breaks_into_python(node):
    """A native that runs on and on is left; so is a nested run."""
    event, running = threading.Event(), threading.Event()

    def native():
        running.set()
        while True:
            pass

    for run in native, lambda: node.nested(native):
        process = node.entry.call(lambda run=run: node.spawn(run))
        assert running.wait(10)
        node.entry.interrupt(process.pid, node.globals['freed'], (event.set,))
        assert event.wait(10)
        event.clear(), running.clear()

    assert node.nesting == 0


def test_stop_and_start(node):
    node.entry.call(lambda: node.spawn(node.globals['spin'], ([0],)))
    node.stop()
    assert node.scheduler.thread is None and len(node.processes) == 1
    node.start()
    assert node.entry.call(lambda: len(node.processes)) == 1


def test_interrupt_of_nobody(node):
    node.entry.interrupt(object(), atom)
    assert node.entry.call(lambda: 1) == 1

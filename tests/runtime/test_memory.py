"""The memory guard, with a machine whose free memory the tests decide."""
import threading

from pyex.runtime.clock import Clock
from pyex.runtime.exceptions import ElixirError
from pyex.terms.atom import atom
from tests.runtime.compiled import LOOPS, furnished, load
from tests.runtime.script import Scripts, receive

TOTAL = 1 << 30


def test_spawn_is_refused_when_memory_is_short():
    scripts, free = Scripts(), [TOTAL]
    scripts.node.guard.measure = lambda: (TOTAL, free[0])

    def child(erl):
        yield receive()

    def main(erl):
        erl.spawn(scripts.function(child))
        free[0] = TOTAL // 20
        erl.node.guard.check()
        try:
            erl.spawn_link(scripts.function(child))
        except ElixirError as error:
            erl.say(error.reason)
        free[0] = TOTAL
        erl.spawn_link(scripts.function(child))
        erl.say(len(erl.node.processes))
        yield
    assert scripts.run(main) == ['system_limit', '3']


def test_a_bomb_of_spawns_meets_the_limit():
    node = furnished()
    load(node, 'site_bomb = site("bomb/0")\nrest(site_bomb, lambda _, live: bomb())\n'
               'def bomb():\n  while True:\n    try: next(it)\n    except STOP: captured.append((site_bomb, ())); raise\n    spawn(bomb)\n')
    node.guard.measure = lambda: (TOTAL, TOTAL - 10_000 * len(node.processes))
    node.spawn(node.globals['bomb'])
    node.run(until=lambda: node.pids > 150_000)
    assert not node.defects and 80_000 < len(node.processes) < 120_000


def test_who_holds_most_is_killed_when_nothing_is_left():
    node, told = furnished(), []
    names = load(node, LOOPS)
    node.guard.measure = lambda: (TOTAL, 0)
    flooded, spinning = node.spawn(names['nap'], (1000,)), node.spawn(names['spin'], ([0],))
    logger = node.spawn(names['nap'], (1000,))
    node.names[atom('logger')] = logger.pid
    flooded.mailbox = list(range(300_000))
    node.guard.look(spinning)
    assert not flooded.alive and spinning.alive and node.guard.short
    node.guard.look(spinning)
    assert not spinning.alive
    told = [message[:3] for message in logger.mailbox]
    assert told == [(atom('memory'), flooded.pid, 300_000), (atom('memory'), spinning.pid, 0)]


def test_a_native_that_eats_all_memory_is_stopped():
    node, done = furnished(clock=Clock()), threading.Event()
    load(node, LOOPS)
    node.guard.measure = lambda: (TOTAL, 0)

    def greedy():
        try:
            while True:
                pass
        except MemoryError:
            done.set()
            raise
    node.start()
    process = node.entry.call(lambda: node.spawn(greedy))
    assert done.wait(10)
    assert node.entry.settle(10_000) and not process.alive
    node.stop()

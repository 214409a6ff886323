"""What the engine alone does, with functions written by hand as the compiler would write them. Run it: python tests/bench/engine.py

The figures to reach are those of the design: a million sleepers within 1.8 s (then 1.0 s) and 600 bytes each (then 350), 1.2 M ring
hops and 0.6 M round trips a second, a 10 ms timer beside a busy low-priority loop late by 1 ms at most (p99).
"""
import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from pyex.runtime.clock import Clock                                # noqa: E402 (after the path is set)
from pyex.runtime.memory import resident                            # noqa: E402
from pyex.terms.lists import from_python                            # noqa: E402
from tests.runtime.compiled import LOOPS, furnished, load           # noqa: E402

MORE = '''
site_spawn, site_spawn_1 = site('spawner/1'), site('spawner/1')

def spawner(left):                              # def spawner(0), do: :ok;  def spawner(n), do: (spawn(&sleeper/0); spawner(n - 1))
    while True:
        try: next(it)
        except STOP: captured.append((site_spawn, (left,))); raise
        if left == 0:
            return 'ok'
        spawn(sleeper)
        left = left - 1

def sleeper():
    try: next(it)
    except STOP: captured.append((site_sleeper, ())); raise
    return nap(5000)

site_sleeper = site('sleeper/0')
rest(site_spawn, lambda _, live: spawner(*live))
rest(site_sleeper, lambda _, live: sleeper())

site_fib, site_fib_1, site_fib_2 = site('fib/1'), site('fib/1'), site('fib/1')

def fib(n):
    try: next(it)
    except STOP: captured.append((site_fib, (n,))); raise
    if n < 2:
        return n
    try: a = fib(n - 1)
    except STOP: captured.append((site_fib_1, (n,))); raise
    try: b = fib(n - 2)
    except STOP: captured.append((site_fib_2, (a,))); raise
    return a + b

def fib_1(a, live):
    n, = live
    try: b = fib(n - 2)
    except STOP: captured.append((site_fib_2, (a,))); raise
    return a + b

rest(site_fib, lambda _, live: fib(*live))
rest(site_fib_1, fib_1)
rest(site_fib_2, lambda b, live: live[0] + b)

site_tick = site('tick/2')

def tick(late, due):                            # receive do after 10 -> note how late it is; tick end
    deadline(10)
    if peek() is WAIT: captured.append((site_tick, (late, now() + 10_000_000))); raise Suspend

def tick_1(message, live):
    late, due = live
    late.append(now() - due)
    return tick(late, due)

rest(site_tick, tick_1)

site_drain, site_drain_1 = site('drain/1'), site('drain/1')

def drain(left):                                # receive do _ -> drain(left - 1) end
    return drain_1(peek(), (left,))

def drain_1(message, live):
    left, = live
    while True:
        if message is WAIT:
            captured.append((site_drain, (left,)))
            return WAIT
        accept()
        left = left - 1
        if left == 0:
            return 'ok'
        try: next(it)
        except STOP: captured.append((site_drain_1, (left,))); raise
        message = peek()

rest(site_drain, drain_1)
rest(site_drain_1, lambda _, live: drain(*live))

site_flood = site('flood/2')

def flood(pid, left):
    while left:
        try: next(it)
        except STOP: captured.append((site_flood, (pid, left))); raise
        send(pid, left)
        left = left - 1

rest(site_flood, lambda _, live: flood(*live))
'''


def new():
    node = furnished(clock=Clock())
    names = load(node, LOOPS + MORE)
    names['now'] = node.clock.monotonic
    return node, names


def timed(thunk):
    start = time.perf_counter()
    thunk()
    return time.perf_counter() - start


def best(measure, rounds=3):
    return min(measure() for _ in range(rounds))


def ring(size, hops):
    node, names = new()
    processes = [node.spawn(names['ring'], (None,)) for _ in range(size)]
    node.run()
    for process, successor in zip(processes, processes[1:] + processes[:1]):
        process.frames = process.frames[0], (successor.pid,)
    node.send(processes[0].pid, hops)
    return timed(node.run) / hops


def fib():
    node, names = new()
    node.spawn(names['fib'], (22,))
    return timed(node.run) / 57_313


def deep():
    node, names = new()
    cells = from_python(range(1_000_000))
    node.spawn(names['sum_'], (cells,))
    return timed(node.run)


def fan_in():
    node, names = new()
    pid = node.spawn(names['drain'], (100_000,)).pid
    for _ in range(1000):
        node.spawn(names['flood'], (pid, 100))
    return timed(node.run) / 100_000


def lateness():
    node, names = new()
    late = []
    node.spawn(names['spin'], ([0],), priority='low')
    node.spawn(names['tick'], (late, 0), priority='high')
    end = time.monotonic() + 2
    node.run(until=lambda: time.monotonic() > end)
    late = sorted(late[1:])
    return late[len(late) // 2] / 1e6, late[len(late) * 99 // 100] / 1e6


def sleepers(count):
    node, names = new()
    before, start = resident(), time.perf_counter()
    node.spawn(names['spawner'], (count,))
    waiting = node.scheduler.queues['normal']
    node.run(until=lambda: not waiting)                 # all sleep
    asleep, used = time.perf_counter() - start, (resident() - before) / count
    started = time.perf_counter()
    node.run(until=lambda: not node.processes)
    return asleep, used, time.perf_counter() - started


def main():
    gc.disable()
    print(f'fib(22): {best(fib) * 1e9:.0f} ns a call')
    print(f'body recursion 1,000,000 deep: {deep():.2f} s')
    print(f'ring of 1,000: {1e-6 / best(lambda: ring(1000, 300_000)):.2f} M hops a second')
    print(f'ping-pong: {0.5e-6 / best(lambda: ring(2, 300_000)):.2f} M round trips a second')
    print(f'1,000 senders x 100 messages: {1e-6 / best(fan_in):.2f} M messages a second')
    median, worst = lateness()
    print(f'a high-priority 10 ms timer beside a busy low-priority loop is late by {median:.2f} ms, p99 {worst:.2f} ms')
    asleep, used, ended = sleepers(1_000_000)
    print(f'1,000,000 sleepers: all asleep after {asleep:.2f} s, {used:.0f} bytes each, all ended {ended:.1f} s later')


if __name__ == '__main__':
    main()

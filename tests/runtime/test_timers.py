"""Timers on a virtual clock: nothing here takes time."""
from hypothesis import given
from hypothesis import strategies as st

from pyex.runtime.clock import VirtualClock
from pyex.runtime.process import WAITING
from pyex.terms.atom import atom
from tests.runtime.compiled import LOOPS, furnished, load
from tests.runtime.script import Scripts, receive, run


def test_messages_come_in_the_order_of_their_times():
    def main(erl):
        for name, time in ('c', 90), ('a', 30), ('b', 60):
            erl.send_after(time, erl.self(), atom(name))
        for _ in range(3):
            erl.say((yield receive()))
            erl.say(erl.monotonic_time_1(atom('millisecond')))
    assert run(main) == ['a', '30', 'b', '60', 'c', '90']


def test_cancel_and_read():
    def main(erl):
        reference = erl.send_after(1000, erl.self(), 'x')
        erl.say(erl.read_timer(reference))
        yield receive(after=10)
        erl.say(erl.cancel_timer(reference))
        erl.say(erl.cancel_timer(reference))
        erl.say((yield receive(after=5000)))
        erl.say(erl.cancel_timer(erl.make_ref()))
        erl.send_after(5, atom('later'), 'by name')
        erl.register(atom('later'), erl.self())
        erl.say((yield receive()))
        reference = erl.start_timer(1, erl.self(), 'hey')
        message = yield receive()
        erl.say(message)
        erl.say(str(message[1] is reference))
    assert run(main) == ['1000', '990', 'false', 'TIMEOUT', 'false', 'by name', '{timeout, reference, hey}', 'True']


def test_a_timer_to_the_dead_is_gone():
    def main(erl):
        pid = erl.spawn_script(nothing)
        reference = erl.send_after(1000, pid, 'x')
        yield receive(after=1)
        erl.say(erl.cancel_timer(reference))
    assert run(main) == ['false']


def test_many_timers_to_the_dead_leave_nothing_behind():
    scripts = Scripts()

    def main(erl):
        erl.send_after(3_600_000, erl.self(), 'mine')
        for _ in range(10_000):
            erl.send_after(3_600_000, erl.spawn_script(nothing), 'x')
            yield receive(after=1)
        erl.say(str(len(erl.node.timers.messages) < 4_000 and erl.node.timers.count < 8_000))
        yield
    assert scripts.run(main) == ['True']


def nothing(erl):
    yield


def test_cancelled_deadlines_leave_nothing_behind():
    """A hundred thousand receives with a deadline of which each is met by a message before it."""
    def answerer(erl):
        while True:
            pid = yield receive()
            erl.send(pid, 'pong')

    def main(erl):
        pid = erl.spawn_script(answerer)
        for _ in range(20_000):
            erl.send(pid, erl.self())
            yield receive(after=5000)
        timers = erl.node.timers
        erl.say(timers.count < 3000 and sum(map(len, timers.buckets.values())) < 3000)
        yield receive(after=6000)
        erl.say(f'{timers.count} {timers.dead} {timers.buckets} {timers.heap}')
    # each step of the script nests in the one before it until it waits: so a fresh slice after each message
    assert run(main) == ['True', '0 0 {} []']


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans())))
def test_timers_against_a_sorted_list(times):
    """Messages to be sent at random times, some of them cancelled, come sorted by time, then by when they were asked for."""
    def main(erl):
        references = [erl.send_after(time, erl.self(), (time, number)) for number, (time, _) in enumerate(times)]
        kept = [(time, number) for number, (time, keep) in enumerate(times) if keep]
        for reference, (_, keep) in zip(references, times):
            if not keep:
                erl.cancel_timer(reference)
        for expected in sorted(kept):
            assert (yield receive()) == expected
        erl.say((yield receive(after=100)))
    assert run(main) == ['TIMEOUT']


def test_a_virtual_clock_jumps():
    scripts = Scripts(clock=VirtualClock())

    def main(erl):
        yield receive(after=86_400_000)
        erl.say(erl.monotonic_time_1(atom('second')))
    assert scripts.run(main) == ['86400']
    assert scripts.node.timers.next is scripts.node.timers.NEVER


def test_thousands_that_are_late_fire_in_portions():
    node = furnished()
    names = load(node, LOOPS)
    for milliseconds in range(1, 3001):
        node.spawn(names['nap'], (milliseconds,))
    node.run(until=lambda: node.timers.count == 3000)
    node.clock.advance(node.timers.heap[0] + 10_000_000_000)
    node.timers.fire(node.clock.monotonic())
    waiting = sum(process.state == WAITING for process in node.processes.values())
    assert 0 < 3000 - waiting <= 1001
    before = node.clock.monotonic()
    node.run()
    assert not node.processes and node.clock.monotonic() == before

"""Copies of nodes at rest: equal to the original, and both run on by themselves."""
from types import FunctionType

from hypothesis import given
from hypothesis import strategies as st

from pyex.runtime import probe
from pyex.terms.atom import atom
from pyex.terms.lists import from_python
from pyex.terms.maps import from_pairs
from tests.runtime.compiled import LOOPS, furnished, load

APPLYING = '''
site_apply = site('applying/1')

def applying(total):                    # receive do fun -> total = fun.(total); put(:total, total); applying(total) end
    message = peek()
    if message is WAIT: captured.append((site_apply, (total,))); raise Suspend
    return applying_1(message, (total,))

def applying_1(message, live):
    total, = live
    while True:
        accept()
        total = message(total)
        put('total', total)
        message = peek()
        if message is WAIT:
            captured.append((site_apply, (total,)))
            return WAIT

def adder(number):
    def f(total): return total + number
    return f

rest(site_apply, applying_1)
'''


def started():
    """A node with processes in the middle of all kinds of things."""
    node = furnished(seed=1)
    names = load(node, LOOPS + APPLYING)
    ring = [node.spawn(names['nap'], (50,))]
    for _ in range(9):
        ring.append(node.spawn(names['ring'], (ring[-1].pid,)))
    node.spawn(names['sum_'], (from_python(range(100_000)),))
    applying = node.spawn(names['applying'], (0,))
    node.names[atom('adder')] = applying.pid
    applying.special().name = atom('adder')
    node.run(until=lambda: node.scheduler.slices >= 20)
    node.current = None
    return node


def test_a_copy_is_equal_and_independent():
    node = started()
    copy = node.copy()
    before = probe.digest(node)
    assert probe.digest(copy) == before
    copy.run()
    assert probe.digest(node) == before and probe.digest(copy) != before
    node.run()
    assert probe.digest(node) == probe.digest(copy)


def test_functions_belong_to_the_copy():
    node = started()
    node.run()
    adder = node.names[atom('adder')]
    function = renamed(node.globals['adder'](5))
    node.send(adder, function)
    copy = node.copy()
    node.run()
    assert total(node) == 5 and total(copy) is None
    [message] = copy.processes[adder].mailbox
    assert message is not function and message.__globals__ is copy.globals
    copy.run()
    copy.send(adder, renamed(copy.globals['adder'](7)))
    copy.run()
    assert (total(node), total(copy)) == (5, 12)


def renamed(function):
    function.__code__ = function.__code__.replace(co_name='Elixir.Test.adder/1-fun-0-')
    return function


def total(node):
    assert not node.defects, node.defects[0]
    dictionary = node.processes[node.names[atom('adder')]].rare.dictionary
    return dictionary and dictionary['total']


def test_timers_tables_and_links_are_copied():
    node = furnished()
    names = load(node, LOOPS)
    one, two = node.spawn(names['nap'], (1000,)), node.spawn(names['nap'], (2000,))
    node.signals.join(one, two)
    node.current = one
    table = node.ets.new(atom('t'), atom('set'))
    table.insert((1, 'one'))
    node.timers.send_later(node.signals.fresh(), two.pid, 'hello', 500_000_000)
    node.current = None
    copy = node.copy()
    copy.run()
    assert not copy.defects, copy.defects[0]
    assert not copy.processes and copy.clock.monotonic() == 2_000_000_000 and not copy.ets.tables
    assert len(node.processes) == 2 and node.clock.monotonic() == 0 and table.lookup(1) == [(1, 'one')]
    node.signals.terminate(one, atom('boom'))
    assert not node.processes


leaves = st.one_of(st.integers(), st.text(max_size=3), st.floats(allow_nan=False), st.just(atom('a')))
terms = st.recursive(leaves, lambda inner: st.one_of(
    st.lists(inner, max_size=3).map(tuple), st.lists(inner, max_size=3).map(from_python),
    st.lists(st.tuples(inner, inner), max_size=3).map(from_pairs)))


@given(terms)
def test_terms_without_functions_are_shared(term):
    node = furnished()
    process = node.spawn(node.globals['self'])
    process.mailbox = [term]
    assert node.copy().processes[process.pid].mailbox[0] is term


def test_long_lists_do_not_recurse():
    node = furnished()
    load(node, APPLYING)
    function = renamed(node.globals['adder'](5))
    process = node.spawn(node.globals['self'])
    process.mailbox = [[*[1], from_python([function] * 100_000)]]
    copied = node.copy().processes[process.pid].mailbox[0]
    assert copied[1][0].__class__ is FunctionType and copied[1][0] is copied[1][1][0] is not function


def test_same_seed_same_run():
    first, second = started(), started()
    first.run()
    second.run()
    assert probe.digest(first)[4:] == probe.digest(second)[4:]

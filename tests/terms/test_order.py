"""Erlang's order of terms: its laws by generated terms, its answers as recorded from real Elixir."""
from functools import cmp_to_key
from itertools import pairwise
from random import Random

from hypothesis import given, strategies as st

from pyex.terms import maps, order
from pyex.terms.atom import TRUE, atom
from pyex.terms.binary import bitstring, canonical
from pyex.terms.identity import Port, Reference, pid_of
from pyex.terms.lists import from_python

pid, reference, port = pid_of(3), Reference(4), Port(5)


def cells(*items, tail=None):
    return from_python(items, tail)


def pairs(*items):
    return maps.from_pairs(items)


def function():
    return TRUE


ASCENDING = [
    -1, 0.5, 9007199254740992.0, 9007199254740993, 2 ** 2000, atom('a'), atom('ab'), atom('b'), reference, function, port, pid,
    (), (5,), (1, 2), (1, 3), pairs(), pairs((2, 'a')), pairs((1.0, 'a')), pairs((1, 0), (2, 0)), None, cells(1, tail=2),
    cells(1), cells(1, 2), cells(2), '', bitstring(0, 4), bitstring(1, 3), '\x7f', bitstring(1, 1), b'\x80', b'\x80\x00', 'é', b'\xff']

scalars = st.one_of(st.integers(-3, 3), st.sampled_from([-1.0, 0.0, -0.0, 1.0, 2.5, 2.0 ** 60]), st.sampled_from([2 ** 60, 2 ** 60 + 1]),
                    st.sampled_from(list(map(atom, ['a', 'b', 'nil']))), st.text('ab', max_size=2), st.binary(max_size=2).map(canonical),
                    st.sampled_from([None, pid, function, bitstring(5, 3)]))
terms = st.recursive(scalars, lambda inner: st.one_of(
    st.lists(inner, max_size=3).map(tuple),
    st.builds(lambda items, tail: from_python(items, tail), st.lists(inner, min_size=1, max_size=3), st.one_of(st.none(), inner)),
    st.lists(st.tuples(inner, inner), max_size=3).map(maps.from_pairs)), max_leaves=8)


def test_the_order_of_kinds():
    for lower, higher in pairwise(ASCENDING):
        assert order.compare(lower, higher) == -1, (lower, higher)
        assert order.compare(higher, lower) == 1, (lower, higher)
        assert order.sort_key(lower) < order.sort_key(higher), (lower, higher)
        assert order.lt(lower, higher) and order.le(lower, lower) and not order.eq(lower, higher)
    mixed = Random(1).sample(ASCENDING, len(ASCENDING))
    order.sort(mixed)
    assert all(a is b for a, b in zip(mixed, ASCENDING))


def test_equalities():
    assert order.eq(1, 1.0) and not order.same(1, 1.0)
    assert order.eq((1, cells(2)), (1.0, cells(2.0))) and not order.same((1, cells(2)), (1.0, cells(2.0)))
    assert order.eq(pairs(('a', 1)), pairs(('a', 1.0))) and not order.eq(pairs((1, 'a')), pairs((1.0, 'a')))
    assert order.same(0.0, -0.0) and maps.get(pairs((0.0, 1)), -0.0) == 1
    assert not order.eq(9007199254740993, 9007199254740992.0)


@given(terms, terms, terms)
def test_laws(a, b, c):
    ab, bc = order.compare(a, b), order.compare(b, c)
    assert order.compare(b, a) == -ab
    assert (ab == 0) == order.eq(a, b)
    assert not order.same(a, b) or order.eq(a, b)
    assert order.compare(a, a) == 0
    if ab <= 0 and bc <= 0:
        assert order.compare(a, c) <= 0
    assert ((order.sort_key(a) > order.sort_key(b)) - (order.sort_key(a) < order.sort_key(b))) == ab
    assert order.same(a, b) == (maps.key(a) == maps.key(b)) == (order.exact_key(a) == order.exact_key(b))


@given(st.lists(terms, max_size=6))
def test_sort_agrees_with_compare(items):
    expected = sorted(items, key=cmp_to_key(order.compare))
    ours = list(items)
    order.sort(ours)
    assert all(a is b for a, b in zip(ours, expected))


def test_long_lists():
    long, other = from_python(range(300_000)), from_python([*range(299_999), 1.5])
    assert order.compare(long, other) == 1 and not order.eq(long, other) and order.sort_key(long) > order.sort_key(other)


def test_maps_in_order():
    keys = [3, 4, 2.5, atom('a'), (1, 2), cells(1), '', '\x7f']
    shuffled = Random(2).sample(keys, len(keys))
    built = maps.from_pairs((k, i) for i, k in enumerate(shuffled))
    assert maps.keys(built) == keys
    assert maps.items(built)[3] == (atom('a'), shuffled.index(atom('a')))
    assert maps.keys(maps.from_pairs([(atom('b'), 1), (atom('a'), 2)])) == [atom('a'), atom('b')]

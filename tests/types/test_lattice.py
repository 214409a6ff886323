"""The laws of sets of values, on random ones, and how types are printed."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyex import syntax
from pyex.terms.atom import FALSE, TRUE, atom
from pyex.terms.maps import STRUCT
from pyex.types import lattice
from pyex.types.lattice import (
    BINARY, DYNAMIC, EMPTY_LIST, INTEGER, NONE, TERM, Set, any_list, atoms, bits, certain, disjoint, intersection, maps,
    non_empty_list, subset, tuples, uncertain, union)
from pyex.types.printing import text

A, B, C = map(atom, 'abc')
OK = atom('ok')
plain = st.one_of(
    st.integers(0, lattice.BITS).map(bits), st.lists(st.sampled_from([A, B, TRUE, FALSE]), max_size=3).map(lambda names: atoms(*names)),
    st.just(TERM), st.just(NONE), st.just(lattice.ANY_ATOM))


def larger(inner):
    return st.one_of(
        st.builds(tuples, st.lists(inner, max_size=2), st.booleans()), st.builds(non_empty_list, inner),
        st.builds(maps, st.dictionaries(st.sampled_from([A, B, C]), inner, max_size=2), st.booleans()), st.builds(union, inner, inner))


sets = st.recursive(plain, larger, max_leaves=6)


def within(left, right):
    return subset(left, right)


@settings(max_examples=300, deadline=None)
@given(sets, sets)
def test_union_holds_both(left, right):
    made = union(left, right)
    assert within(left, made) and within(right, made)
    assert within(made, union(right, left))


@settings(max_examples=300, deadline=None)
@given(sets, sets)
def test_intersection_lies_in_both(left, right):
    made = intersection(left, right)
    assert within(made, left) and within(made, right)
    assert bool(made) == bool(intersection(right, left))
    assert disjoint(left, right) == (not made)


@settings(max_examples=300, deadline=None)
@given(sets, sets, sets)
def test_what_meets_a_part_meets_the_union(left, right, other):
    assert disjoint(other, union(left, right)) == (disjoint(other, left) and disjoint(other, right))


@settings(max_examples=300, deadline=None)
@given(sets)
def test_bounds(one):
    assert union(one, NONE) == one and intersection(one, TERM) == one
    assert union(one, TERM) is TERM and not intersection(one, NONE)
    assert within(one, one) and within(NONE, one) and within(one, TERM)
    assert union(one, one) == one


@settings(max_examples=300, deadline=None)
@given(sets, sets)
def test_printed_types_are_code(lower, upper):
    for given_type in (certain(upper), uncertain(upper), lattice.Type(lower, union(lower, upper))):
        assert syntax.parse(text(given_type)) is not None


@pytest.mark.parametrize('made, printed', [
    (DYNAMIC, 'dynamic()'), (certain(TERM), 'term()'), (certain(NONE), 'none()'),
    (certain(bits(INTEGER | BINARY)), 'binary() or integer()'), (uncertain(bits(INTEGER)), 'integer()'),
    (certain(union(atoms(TRUE, FALSE), bits(INTEGER))), 'boolean() or integer()'), (certain(atoms(A, B)), ':a or :b'),
    (certain(lattice.ANY_ATOM), 'atom()'), (certain(any_list(bits(INTEGER))), 'list(integer())'),
    (certain(non_empty_list(bits(INTEGER))), 'non_empty_list(integer())'),
    (uncertain(non_empty_list(TERM, TERM)), 'dynamic(non_empty_list(term(), term()))'), (certain(bits(EMPTY_LIST)), 'empty_list()'),
    (certain(lattice.ANY_TUPLE), 'tuple()'), (certain(tuples([TERM], True)), '{term(), ...}'),
    (certain(union(tuples([atoms(OK), bits(INTEGER)]), tuples([atoms(OK), bits(BINARY)]))), '{:ok, binary() or integer()}'),
    (certain(lattice.ANY_MAP), '%{...}'), (certain(maps({})), 'empty_map()'), (uncertain(maps({A: TERM}, True)), 'dynamic(%{..., a: term()})'),
    (certain(maps({STRUCT: atoms(atom('Elixir.Date')), A: bits(INTEGER)})), '%Date{a: integer()}'),
    (lattice.either(certain(bits(INTEGER)), DYNAMIC), 'dynamic() or integer()'),
])
def test_text(made, printed):
    assert text(made) == printed


def test_lists_take_in_their_tails():
    assert non_empty_list(bits(INTEGER), any_list(bits(BINARY))) == non_empty_list(bits(INTEGER | BINARY))


def test_parts():
    pair = certain(tuples([atoms(OK), bits(INTEGER)]))
    assert lattice.part(pair, lambda found: lattice.element(found, 1)) == certain(bits(INTEGER))
    assert lattice.fetch(maps({A: bits(INTEGER)}), B) == (NONE, True)
    assert lattice.fetch(maps({A: bits(INTEGER)}, True), B) == (TERM, True)
    assert lattice.head(non_empty_list(bits(INTEGER))) == bits(INTEGER)
    assert lattice.tail(non_empty_list(bits(INTEGER))) == any_list(bits(INTEGER))


def test_compatible():
    number, text_ = bits(INTEGER), bits(BINARY)
    assert lattice.compatible(DYNAMIC, number) and lattice.compatible(uncertain(union(number, text_)), number)
    assert not lattice.compatible(certain(union(number, text_)), number) and not lattice.compatible(uncertain(text_), number)


def test_what_holds_itself_twice_stays_small():
    made = Set(INTEGER)
    for _ in range(60):
        made = tuples([made, made])
    assert made.size < 2 * lattice.LARGEST

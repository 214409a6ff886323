"""Erlang's order of all terms, and the two equalities.

number < atom < reference < function < port < pid < tuple < map < [] < list < bitstring. Numbers compare by value and
exactly (no rounding of big integers), tuples by size first, maps by size, then keys, then values. Among the keys of maps, and only there,
every integer stands before every float: that is the `exact` order.

`compare` stops at the first difference. Sorting many terms is faster by keys that Python compares itself: `sort_key` makes one,
and `sort` leaves them out where Python's own order is Erlang's (numbers, strings; tuples of them). Nothing here recurses along a
list; nesting does recurse.
"""
from operator import attrgetter, itemgetter
from types import FunctionType, NoneType

from immutables import Map

from pyex.terms.atom import Atom
from pyex.terms.binary import Bits
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.map_key import Key, key, unkey

_RANKS = {int: 0, float: 0, Atom: 1, Reference: 2, FunctionType: 3, Port: 4, Pid: 5, tuple: 6, Map: 7, NoneType: 8, list: 9,
          str: 10, bytes: 10, Bits: 10}
_NUMBERS = {int, float}
_AS_PYTHON = {int, float, str, bytes}           # kinds that Python orders as Erlang does
_ATOMIC = {int, str, bytes, Atom, Pid, Reference, Port}        # Python's == is Elixir's for two of one of these classes


# Equality

def same(a, b):
    """`a === b`."""
    if a is b:
        return True
    kind = a.__class__
    if kind is not b.__class__:
        return False
    if kind in _ATOMIC:
        return a == b
    alike = _ALIKE.get(kind)
    return alike(a, b, same) if alike else a == b


def eq(a, b):
    """`a == b`: as `===`, but 1 equals 1.0, also within other terms."""
    if a is b:
        return True
    kind = a.__class__
    if kind is not b.__class__:
        return kind in _NUMBERS and b.__class__ in _NUMBERS and a == b
    if kind in _ATOMIC:
        return a == b
    alike = _ALIKE.get(kind)
    return alike(a, b, eq) if alike else a == b


def _tuples_alike(a, b, equal):
    return len(a) == len(b) and all(map(equal, a, b))


def _lists_alike(a, b, equal):
    while a.__class__ is list and b.__class__ is list:
        if a is b:
            return True
        head, a = a
        other, b = b
        if head is not other and not equal(head, other):
            return False
    return equal(a, b)


def _maps_alike(a, b, equal):
    if len(a) != len(b):
        return False
    missing = object()
    for stored, value in a.items():
        other = b.get(stored, missing)
        if other is missing or not equal(value, other):
            return False
    return True


def _functions_alike(a, b, equal):
    return key(a) == key(b)


_ALIKE = {tuple: _tuples_alike, list: _lists_alike, Map: _maps_alike, FunctionType: _functions_alike}


# Comparison

def compare(a, b):
    """-1, 0 or 1: where `a` stands towards `b`."""
    if a is b:
        return 0
    kind, other = a.__class__, b.__class__
    if kind is other:
        return _COMPARE[kind](a, b)
    rank, other_rank = _RANKS[kind], _RANKS[other]
    if rank != other_rank:
        return -1 if rank < other_rank else 1
    if rank == 0:
        return (a > b) - (a < b)
    return _by_key(a, b)


def lt(a, b):
    """`a < b`."""
    if a.__class__ is b.__class__ and a.__class__ in _AS_PYTHON:
        return a < b
    return compare(a, b) < 0


def le(a, b):
    """`a <= b`."""
    if a.__class__ is b.__class__ and a.__class__ in _AS_PYTHON:
        return a <= b
    return compare(a, b) <= 0


def _by_value(a, b):
    return (a > b) - (a < b)


def _by_name(a, b):
    return -1 if a.name < b.name else 1             # one atom is one object: these two differ


def _by_number(a, b):
    return _by_value(a.number, b.number)


def _by_key(a, b):
    return _by_value(sort_key(a), sort_key(b))


def _compare_tuples(a, b):
    if len(a) != len(b):
        return -1 if len(a) < len(b) else 1
    for x, y in zip(a, b):
        if x is not y and (order := compare(x, y)):
            return order
    return 0


def _compare_lists(a, b):
    while a.__class__ is list and b.__class__ is list:
        if a is b:
            return 0
        head, a = a
        other, b = b
        if head is not other and (order := compare(head, other)):
            return order
    return compare(a, b)


def _compare_maps(a, b):
    if len(a) != len(b):
        return -1 if len(a) < len(b) else 1
    ours, theirs = items(a), items(b)
    for (k, _), (other, _) in zip(ours, theirs):
        if k is not other and (order := _by_value(exact_key(k), exact_key(other))):
            return order
    for (_, value), (_, other) in zip(ours, theirs):
        if value is not other and (order := compare(value, other)):
            return order
    return 0


_COMPARE = {int: _by_value, float: _by_value, str: _by_value, bytes: _by_value, Atom: _by_name, Reference: _by_number,
            Port: _by_number, Pid: _by_number, FunctionType: _by_key, Bits: _by_key, tuple: _compare_tuples,
            list: _compare_lists, Map: _compare_maps}


# Keys for sorting: tuples that begin with the rank. A list's is (9, head, 9, head, ..., tail's key), so that an improper tail meets
# the other list's next cell; a bitstring's is its bytes, padded, and its size.

def _keys(number_key, float_key):
    """A function that makes the sort key of any term, given those of numbers."""
    def make(term):
        return table[term.__class__](term)

    def of_tuple(term):
        return 6, len(term), *[make(x) for x in term]

    def of_list(term):
        out = []
        while term.__class__ is list:
            head, term = term
            out.append(9)
            out.append(make(head))
        out += make(term)
        return tuple(out)

    def of_function(term):
        cells = term.__closure__ or ()
        return 3, term.__code__.co_name, *[make(cell.cell_contents) for cell in cells]

    def of_map(term):
        pairs = items(term)
        return 7, len(pairs), tuple([exact_key(k) for k, _ in pairs]), tuple([make(v) for _, v in pairs])

    table = {int: number_key, float: float_key, Atom: lambda term: (1, term.name), Reference: lambda term: (2, term.number),
             Port: lambda term: (4, term.number), Pid: lambda term: (5, term.number), NoneType: lambda term: (8,),
             str: lambda term: (10, term.encode(), 0), bytes: lambda term: (10, term, 0),
             Bits: lambda term: (10, term.data, term.size - 8 * len(term.data)), FunctionType: of_function,
             tuple: of_tuple, list: of_list, Map: of_map}
    return make


sort_key = _keys(lambda n: (0, n), lambda n: (0, n))
sort_key.__doc__ = """A Python value that sorts as `term` does."""
exact_key = _keys(lambda n: (-1, n), lambda n: (0, n))
exact_key.__doc__ = """The same for the order of map keys, in which integers stand before floats."""


# Sorting

_name, _first = attrgetter('name'), itemgetter(0)
_DIRECT = ({int}, {float}, {int, float}, {str}, {bytes})        # Python's own order is right within each of these


def sort(terms, reverse=False):
    """Sort a Python list of terms in place, stably."""
    terms.sort(key=_key_for(terms), reverse=reverse)


def sort_by(items_, pick, reverse=False):
    """Sort a Python list in place and stably by the terms that `pick` takes out of its items."""
    make = _key_for(list(map(pick, items_)))
    items_.sort(key=(lambda item: make(pick(item))) if make else pick, reverse=reverse)


def _key_for(terms):
    """The fastest key function that sorts these terms, None for Python's own order."""
    kinds = set(map(type, terms))
    if kinds in _DIRECT:
        return None
    if kinds == {Atom}:
        return _name
    if kinds == {tuple} and _columns_direct(terms):
        return None
    return sort_key


def _columns_direct(tuples):
    """Whether Python compares these tuples as Erlang does: one size, each column of one kind."""
    return len(set(map(len, tuples))) == 1 and all(set(map(type, column)) in _DIRECT for column in zip(*tuples))


# Maps in term order

def items(map_):
    """The (key, value) pairs of a map as a Python list, in the order of the keys."""
    pairs = list(map_.items())
    if len(pairs) < 2:
        return [(unkey(k), v) for k, v in pairs]
    kinds = {k.__class__ for k, _ in pairs}
    if kinds == {Atom}:
        pairs.sort(key=lambda pair: pair[0].name)
    elif kinds == {int} or kinds == {str}:
        pairs.sort(key=_first)
    else:
        if Key in kinds:
            pairs = [(unkey(k), v) for k, v in pairs]
        pairs.sort(key=lambda pair: exact_key(pair[0]))
    return pairs


def keys(map_):
    """The keys of a map as a Python list, in term order."""
    return [k for k, _ in items(map_)]


def values(map_):
    """The values of a map as a Python list, in the order of their keys."""
    return [v for _, v in items(map_)]

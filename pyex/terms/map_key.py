"""Map keys: how a term is stored as a key of a Python map.

Python takes 1, 1.0 and True for one key, and cannot hash lists. So a key that is, or holds, a float, a list, a map or a
function is wrapped in a `Key`, which compares as Elixir's `===` does; all others are stored as they are.
"""
from types import FunctionType

from immutables import Map

from pyex.terms.atom import Atom


class Key:
    """A map key that Python alone would compare wrongly."""
    __slots__ = ('term', 'hash')

    def __init__(self, term):
        self.term = term
        self.hash = hash(shape(term))

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        return other.__class__ is Key and self.hash == other.hash and shape(self.term) == shape(other.term)

    def __repr__(self):
        return f'Key({self.term!r})'


_PLAIN = {Atom, int, str, bytes}
_WRAPPED = {float, list, Map, FunctionType}


def shape(term):
    """A hashable value that is equal for two terms exactly when they are `===`."""
    make = _SHAPES.get(term.__class__)
    return make(term) if make else term


def _float_shape(term):
    return float, (term + 0.0).hex()            # -0.0 is the key 0.0


def _tuple_shape(term):
    return tuple, *map(shape, term)


def _list_shape(term):
    out = [list]
    while term.__class__ is list:
        out.append(shape(term[0]))
        term = term[1]
    out.append(shape(term))
    return tuple(out)


def _map_shape(term):
    return Map, frozenset((shape(unkey(k)), shape(v)) for k, v in term.items())


def _function_shape(term):
    code = term.__code__
    if code.co_name.startswith('&'):
        return FunctionType, code.co_name
    return FunctionType, code, *(shape(cell.cell_contents) for cell in term.__closure__ or ())


_SHAPES = {float: _float_shape, tuple: _tuple_shape, list: _list_shape, Map: _map_shape, FunctionType: _function_shape}


def _needs_key(term):
    kind = term.__class__
    return kind in _WRAPPED or kind is tuple and any(map(_needs_key, term))


def key(term):
    """`term` as it is stored as a key."""
    if term.__class__ in _PLAIN or not _needs_key(term):
        return term
    return Key(term)


def unkey(stored):
    """The term of a stored key."""
    return stored.term if stored.__class__ is Key else stored

"""Maps: `immutables.Map` itself, structs included (they hold the key `__struct__`).

Python takes 1, 1.0 and True for one key, and cannot hash lists. So a key that is, or holds, a float, a list or a
map is wrapped in a `Key`, which compares as Elixir's `===` does; all others are stored as they are. Everything that
reads or writes a map whose key is not a literal atom, integer or string goes through this module.

Elixir's small maps (32 keys at most) are in term order, larger ones in no promised order. Ours are in term order always,
which makes runs repeatable.
"""
from immutables import Map

from pyex.terms.atom import Atom, atom

MISSING = type('Missing', (), {'__slots__': (), '__repr__': lambda _: 'MISSING'})()
EMPTY_MAP = Map()
STRUCT = atom('__struct__')


class Key:
    """A map key that Python alone would compare wrongly."""
    __slots__ = ('term', 'hash')

    def __init__(self, term):
        self.term = term
        self.hash = hash(_shape(term))

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        return other.__class__ is Key and self.hash == other.hash and _shape(self.term) == _shape(other.term)

    def __repr__(self):
        return f'Key({self.term!r})'


_PLAIN = {Atom, int, str, bytes}


def _shape(term):
    """A hashable value that is equal for two terms exactly when they are `===`."""
    kind = term.__class__
    if kind is float:
        return float, term.hex()
    if kind is tuple:
        return tuple, *map(_shape, term)
    if kind is list:
        out = [list]
        while term.__class__ is list:
            out.append(_shape(term[0]))
            term = term[1]
        out.append(_shape(term))
        return tuple(out)
    if kind is Map:
        return Map, frozenset((_shape(unkey(k)), _shape(v)) for k, v in term.items())
    return term


def _needs_key(term):
    kind = term.__class__
    return kind is float or kind is list or kind is Map or kind is tuple and any(map(_needs_key, term))


def key(term):
    """`term` as it is stored as a key."""
    if term.__class__ in _PLAIN or not _needs_key(term):
        return term
    return Key(term)


def unkey(stored):
    """The term of a stored key."""
    return stored.term if stored.__class__ is Key else stored


def get(map_, term, default=MISSING):
    return map_.get(key(term), default)


def put(map_, term, value):
    return map_.set(key(term), value)


def delete(map_, term):
    stored = key(term)
    return map_.delete(stored) if stored in map_ else map_


def has(map_, term):
    return key(term) in map_


def from_pairs(pairs):
    """The map of (key, value) pairs of terms; a later pair wins."""
    with EMPTY_MAP.mutate() as draft:
        for term, value in pairs:
            draft[key(term)] = value
        return draft.finish()


def struct_name(term):
    """The module atom of a struct, None for anything else."""
    if term.__class__ is Map:
        name = term.get(STRUCT)
        if name.__class__ is Atom:
            return name
    return None

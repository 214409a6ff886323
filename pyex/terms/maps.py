"""Maps: `immutables.Map` itself, structs included (they hold the key `__struct__`).

Everything that reads or writes a map whose key is not a literal atom, integer or string goes through this module, which
stores each key as `terms/map_key.py` says.

Elixir's small maps (32 keys at most) are in term order, larger ones in no promised order. Ours are in term order always
(`items`, `keys`, `values`: Python lists), which makes runs repeatable.
"""
from immutables import Map

from pyex.terms.atom import Atom, atom
from pyex.terms.map_key import Key, key, unkey
from pyex.terms.order import items, keys, values

__all__ = ['MISSING', 'EMPTY_MAP', 'STRUCT', 'Map', 'Key', 'key', 'unkey', 'get', 'put', 'delete', 'has', 'from_pairs',
           'struct_name', 'items', 'keys', 'values']

MISSING = type('Missing', (), {'__slots__': (), '__repr__': lambda _: 'MISSING'})()
EMPTY_MAP = Map()
STRUCT = atom('__struct__')


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

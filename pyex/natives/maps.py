"""`:maps`: the functions that take no function (`stdlib/erlang/maps.ex` has the others)."""
from immutables import Map

from pyex.natives.arguments import elements, linked
from pyex.natives.erlang.maps import BADKEY, badmap
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg, error
from pyex.terms import maps
from pyex.terms.atom import ERROR, FALSE, OK, TRUE, atom
from pyex.terms.maps import EMPTY_MAP, MISSING, key

NONE = atom('none')


def _map(term, position):
    if term.__class__ is not Map:
        raise badmap(term, position)
    return term


def _badkey(term):
    return error((BADKEY, term), {1: 'not present in map'})


@native('maps', 'new', 0)
def new():
    """An empty map."""
    return EMPTY_MAP


@native('maps', 'get', 2)
def get(term, map_):
    """The value of a key, which must be there."""
    value = _map(map_, 2).get(key(term), MISSING)
    if value is MISSING:
        raise _badkey(term)
    return value


@native('maps', 'get', 3)
def get_or(term, map_, default):
    """The value of a key, or a default."""
    return _map(map_, 2).get(key(term), default)


@native('maps', 'find', 2)
def find(term, map_):
    """`{:ok, value}` of a key, or `:error`."""
    value = _map(map_, 2).get(key(term), MISSING)
    return ERROR if value is MISSING else (OK, value)


@native('maps', 'is_key', 2)
def is_key(term, map_):
    """Whether the map has the key."""
    return TRUE if key(term) in _map(map_, 2) else FALSE


@native('maps', 'put', 3)
def put(term, value, map_):
    """The map with a key set."""
    return _map(map_, 3).set(key(term), value)


@native('maps', 'update', 3)
def update(term, value, map_):
    """The map with a key, which must be there, set anew."""
    stored = key(term)
    if stored not in _map(map_, 3):
        raise _badkey(term)
    return map_.set(stored, value)


@native('maps', 'remove', 2)
def remove(term, map_):
    """The map without a key."""
    return maps.delete(_map(map_, 2), term)


@native('maps', 'take', 2)
def take(term, map_):
    """`{value, the map without the key}`, or `:error`."""
    stored = key(term)
    value = _map(map_, 2).get(stored, MISSING)
    return ERROR if value is MISSING else (value, map_.delete(stored))


@native('maps', 'merge', 2)
def merge(left, right):
    """Both maps as one; the right side's values win."""
    if left.__class__ is not Map or right.__class__ is not Map:
        raise badmap(left, 1) if left.__class__ is not Map else badmap(right, 2)
    return left.update(right) if left else right


@native('maps', 'size', 1)
def size(map_):
    """The number of keys."""
    return len(_map(map_, 1))


@native('maps', 'keys', 1)
def keys(map_):
    """The keys in term order."""
    return linked(maps.keys(_map(map_, 1)))


@native('maps', 'values', 1)
def values(map_):
    """The values in the order of their keys."""
    return linked(maps.values(_map(map_, 1)))


@native('maps', 'to_list', 1)
def to_list(map_):
    """The `{key, value}` pairs in the order of the keys."""
    return linked(maps.items(_map(map_, 1)))


@native('maps', 'from_list', 1)
def from_list(pairs):
    """The map of a list of `{key, value}` pairs; the last one of a key wins."""
    items = elements(pairs, 1, 'not a proper list' if pairs.__class__ is list else 'not a list')
    for item in items:
        if item.__class__ is not tuple or len(item) != 2:
            raise badarg()
    return maps.from_pairs(items)


@native('maps', 'from_keys', 2)
def from_keys(cells, value):
    """A map with one value for all keys of a list."""
    return maps.from_pairs((term, value) for term in elements(cells))


@native('maps', 'with', 2)
def with_(cells, map_):
    """The map with no other keys than those of a list."""
    source = _map(map_, 2)
    with EMPTY_MAP.mutate() as draft:
        for term in elements(cells):
            stored = key(term)
            value = source.get(stored, MISSING)
            if value is not MISSING:
                draft[stored] = value
        return draft.finish()


@native('maps', 'without', 2)
def without(cells, map_):
    """The map without the keys of a list."""
    with _map(map_, 2).mutate() as draft:
        for term in elements(cells):
            draft.pop(key(term), None)
        return draft.finish()


@native('maps', 'iterator', 1)
def iterator(map_):
    """An iterator for `next/1`: the pairs that are still to come."""
    return linked(maps.items(_map(map_, 1)))


@native('maps', 'next', 1)
def next_(pairs):
    """`{key, value, iterator}`, or `:none` at the end."""
    if pairs is None:
        return NONE
    if pairs.__class__ is not list or pairs[0].__class__ is not tuple or len(pairs[0]) != 2:
        raise badarg({1: 'not a valid iterator'})
    (term, value), rest = pairs
    return term, value, rest

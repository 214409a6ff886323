"""Maps: the guards of `:erlang` about them (`natives/maps.py` has `:maps`)."""
from immutables import Map

from pyex.natives.registry import native
from pyex.runtime.exceptions import error
from pyex.terms.atom import FALSE, TRUE, atom
from pyex.terms.map_key import key

BADMAP, BADKEY = atom('badmap'), atom('badkey')
_missing = object()


def badmap(term, position):
    """The error for a term that should be a map."""
    return error((BADMAP, term), {position: 'not a map'})


@native('erlang', 'map_size', 1)
def map_size(map_):
    """The number of keys."""
    if map_.__class__ is not Map:
        raise badmap(map_, 1)
    return len(map_)


@native('erlang', 'map_get', 2)
def map_get(term, map_):
    """The value of a key."""
    if map_.__class__ is not Map:
        raise badmap(map_, 2)
    value = map_.get(key(term), _missing)
    if value is _missing:
        raise error((BADKEY, term), {1: 'not present in map'})
    return value


@native('erlang', 'is_map_key', 2)
def is_map_key(term, map_):
    """Whether the map has the key."""
    if map_.__class__ is not Map:
        raise badmap(map_, 2)
    return TRUE if key(term) in map_ else FALSE

"""`:persistent_term`: terms stored under keys for the whole node."""
from pyex.natives.arguments import linked
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import FALSE, OK, TRUE, atom
from pyex.terms.map_key import key as stored_key
from pyex.terms.map_key import unkey
from pyex.terms.maps import from_pairs
from pyex.terms.order import same


@native('persistent_term', 'put', 2, node=True)
def put(node, key, value):
    """Store a value under a key."""
    node.persistent[stored_key(key)] = value
    return OK


@native('persistent_term', 'put_new', 2, node=True)
def put_new(node, key, value):
    """Store a value under a key, which must be new or hold the same value."""
    stored = stored_key(key)
    if not same(node.persistent.setdefault(stored, value), value):
        raise badarg({1: 'the key already exists'})
    return OK


@native('persistent_term', 'get', 0, node=True)
def get_all(node):
    """All {key, value}."""
    return linked([(unkey(stored), value) for stored, value in node.persistent.items()])


@native('persistent_term', 'get', 1, node=True)
def get(node, key):
    """The value under a key; an error if there is none."""
    stored = stored_key(key)
    if stored not in node.persistent:
        raise badarg({1: 'no persistent term stored with this key'})
    return node.persistent[stored]


@native('persistent_term', 'get', 2, node=True)
def get_2(node, key, default):
    """The value under a key, or a default."""
    return node.persistent.get(stored_key(key), default)


@native('persistent_term', 'erase', 1, node=True)
def erase(node, key):
    """Forget a key; whether there was one."""
    stored = stored_key(key)
    if stored not in node.persistent:
        return FALSE
    del node.persistent[stored]
    return TRUE


@native('persistent_term', 'info', 0, node=True)
def info(node):
    """How many there are, and about how many bytes they take."""
    count = len(node.persistent)
    return from_pairs([(atom('count'), count), (atom('memory'), 100 * count)])

"""The process dictionary: the functions of `:erlang` that read and write it."""
from pyex.natives.arguments import linked
from pyex.natives.registry import native
from pyex.terms.atom import UNDEFINED
from pyex.terms.maps import key, unkey
from pyex.terms.order import same


def _dictionary(node):
    rare = node.current.special()
    if rare.dictionary is None:
        rare.dictionary = {}
    return rare.dictionary


@native('erlang', 'put', 2, node=True)
def put(node, term, value):
    """Store a value under a key in the process dictionary; the value that was there, or `undefined`."""
    dictionary, stored = _dictionary(node), key(term)
    old = dictionary.get(stored, UNDEFINED)
    dictionary[stored] = value
    return old


@native('erlang', 'get', 1, node=True)
def get(node, term):
    """The value under a key of the process dictionary, or `undefined`."""
    dictionary = node.current.rare.dictionary
    return dictionary.get(key(term), UNDEFINED) if dictionary else UNDEFINED


@native('erlang', 'get', 0, node=True)
def get_all(node):
    """The process dictionary as a list of {key, value}."""
    return linked([(unkey(stored), value) for stored, value in (node.current.rare.dictionary or {}).items()])


@native('erlang', 'get_keys', 0, node=True)
def get_keys(node):
    """The keys of the process dictionary."""
    return linked([unkey(stored) for stored in node.current.rare.dictionary or ()])


@native('erlang', 'get_keys', 1, node=True)
def get_keys_of(node, value):
    """The keys of the process dictionary under which a value is stored."""
    pairs = (node.current.rare.dictionary or {}).items()
    return linked([unkey(stored) for stored, found in pairs if same(found, value)])


@native('erlang', 'erase', 1, node=True)
def erase(node, term):
    """Remove a key from the process dictionary; the value that was there, or `undefined`."""
    return _dictionary(node).pop(key(term), UNDEFINED)


@native('erlang', 'erase', 0, node=True)
def erase_all(node):
    """Empty the process dictionary; what was in it."""
    all_ = get_all(node)
    _dictionary(node).clear()
    return all_

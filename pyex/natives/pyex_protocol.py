"""Protocols' dispatch: which module implements a protocol for a term.

The *type* of a term is the atom that `defimpl ..., for: Type` names; for a struct it is the struct's module. What was found is
remembered for each protocol and type, and is good as long as the table of modules still says the same.
"""
from types import FunctionType

from immutables import Map

from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import Atom, NIL, TRUE, alias, atom
from pyex.terms.binary import Bits
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.lists import iterate
from pyex.terms.maps import STRUCT

MAP, ANY = alias('Map'), alias('Any')
TYPES = {
    Atom: alias('Atom'), int: alias('Integer'), float: alias('Float'), str: alias('BitString'), bytes: alias('BitString'),
    Bits: alias('BitString'), list: alias('List'), type(None): alias('List'), tuple: alias('Tuple'), Map: MAP,
    FunctionType: alias('Function'), Pid: alias('PID'), Reference: alias('Reference'), Port: alias('Port'),
}
IMPL, PROTOCOL = (atom('__impl__'), 1), (atom('__protocol__'), 1)
FALLBACK, TARGET = atom('fallback_to_any'), atom('target')


@native('pyex_protocol', 'type_of', 1)
def type_of(term):
    """The type of a term as `defimpl` names it; a struct's is its module."""
    if term.__class__ is Map:
        name = term.get(STRUCT)
        return name if name.__class__ is Atom else MAP
    return TYPES[term.__class__]


@native('pyex_protocol', 'impl_for', 2, maker=True)
def make_impl_for(node):
    modules = node.modules
    known = {}                      # {(protocol, type): (implementation, its own name, whether it is of that name)}

    def impl_for(protocol, term):
        """The module that implements the protocol for the term, or nil."""
        kind = TYPES[term.__class__]
        if kind is MAP:
            name = term.get(STRUCT)
            if name.__class__ is Atom:
                kind = name
        found = known.get((protocol, kind))
        if found is not None and (found[1] in modules) is found[2]:
            return found[0]
        return look_up(protocol, kind)

    def look_up(protocol, kind):
        name = atom(f'{protocol.name}.{kind.name.removeprefix("Elixir.")}')
        own = find(name, kind)
        result = own or (fallback(protocol) or NIL)
        known[protocol, kind] = result, name, own is not None
        return result

    def find(name, kind):
        """The target of the implementation called `name`, which stands in the protocol's file or in that of the struct."""
        module = modules.get(name)
        if module is None and kind not in TYPES.values() and modules.find(kind) is not None:
            module = modules.get(name)
        return target(module)

    def target(module):
        if module is None or IMPL not in module.functions:
            return None
        return node.call(module.name.name, '__impl__', TARGET)

    def fallback(protocol):
        if not falls_back(modules.find(protocol)):
            return None
        return target(modules.get(atom(f'{protocol.name}.Any')))

    return impl_for


def falls_back(protocol):
    """Whether a protocol's module says `@fallback_to_any true`."""
    if protocol is None or PROTOCOL not in protocol.functions:
        raise badarg({1: 'not a protocol'})
    attributes = dict((name.name, value) for name, value in protocol.metadata.attributes)
    return any(option == (FALLBACK, TRUE) for option in iterate(attributes.get('__protocol__')))

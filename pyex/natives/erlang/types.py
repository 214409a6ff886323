"""Type tests of `:erlang`."""
from types import FunctionType

from immutables import Map

from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import FALSE, TRUE, Atom
from pyex.terms.binary import Bits
from pyex.terms.identity import Pid, Port, Reference

_KINDS = {
    'is_atom': ({Atom}, 'an atom'), 'is_integer': ({int}, 'an integer'), 'is_float': ({float}, 'a float'),
    'is_number': ({int, float}, 'a number'), 'is_binary': ({str, bytes}, 'a binary'),
    'is_bitstring': ({str, bytes, Bits}, 'a bitstring'), 'is_list': ({list, type(None)}, 'a list, proper or improper'),
    'is_tuple': ({tuple}, 'a tuple'), 'is_map': ({Map}, 'a map'), 'is_pid': ({Pid}, 'a pid'), 'is_port': ({Port}, 'a port'),
    'is_reference': ({Reference}, 'a reference'), 'is_function': ({FunctionType}, 'a function')}


def _type_test(kinds):
    def test(term):
        return TRUE if term.__class__ in kinds else FALSE
    return test


def _register():
    for name, (kinds, words) in _KINDS.items():
        test = _type_test(frozenset(kinds))
        test.__code__ = test.__code__.replace(co_name=name)
        test.__doc__ = f'Whether the term is {words}.'
        native('erlang', name, 1)(test)


_register()


@native('erlang', 'is_boolean', 1)
def is_boolean(term):
    """Whether the term is `true` or `false`."""
    return TRUE if term is TRUE or term is FALSE else FALSE


@native('erlang', 'is_function', 2)
def is_function(term, arity):
    """Whether the term is a function that takes `arity` arguments."""
    if arity.__class__ is not int:
        raise badarg({2: 'not an integer'})
    if arity < 0:
        raise badarg({2: 'out of range'})
    return TRUE if term.__class__ is FunctionType and term.__code__.co_argcount == arity else FALSE


def _is_tagged(term, tag):
    if tag.__class__ is not Atom:
        raise badarg({2: 'not an atom'})
    return term.__class__ is tuple and len(term) > 0 and term[0] is tag


@native('erlang', 'is_record', 2)
def is_record(term, tag):
    """Whether the term is a tuple whose first element is the atom `tag`."""
    return TRUE if _is_tagged(term, tag) else FALSE


@native('erlang', 'is_record', 3)
def is_record_of_size(term, tag, size):
    """Whether the term is a tuple of `size` elements whose first one is the atom `tag`."""
    return TRUE if _is_tagged(term, tag) and len(term) == size else FALSE

"""The plain forms: tuples, maps, structs, binaries, terms that stand for themselves."""
from pyex.compiler import binaries, clauses, comprehensions          # they register their forms
from pyex.compiler.calls import Calls
from pyex.compiler.emitter import value_form
from pyex.compiler.ir import ATOM, BITS, LIST, MAP, TUPLE, known, name
from pyex.terms import lists
from pyex.terms.atom import Atom, atom
from pyex.terms.binary import Bits
from pyex.terms.maps import Map, unkey

__all__ = ['Forms', 'binaries', 'clauses', 'comprehensions']


class Forms(Calls):
    """An emitter that knows all forms."""


@value_form('{}')
def emit_tuple(emitter, _meta, args):
    return 'tuple', tuple(emitter.values(lists.to_python(args)))


@value_form('__term__')
def emit_term(emitter, _meta, args):
    """Any term as a constant."""
    return 'c', _encode(emitter, args[0])


def _encode(emitter, term):
    kind = term.__class__
    if kind is Atom:
        return ATOM, term.name
    if term is None or kind in (int, float, str, bytes):
        return term
    if kind is tuple:
        return TUPLE, tuple(_encode(emitter, t) for t in term)
    if kind is list:
        items, tail = lists.split(term)
        return LIST, tuple(_encode(emitter, t) for t in items), _encode(emitter, tail)
    if kind is Map:
        return MAP, tuple((_encode(emitter, unkey(k)), _encode(emitter, v)) for k, v in term.items())
    if kind is Bits:
        return BITS, term.data, term.size
    return emitter.object(term)


# ---- maps and structs

_BAR, _STRUCT = atom('|'), ('c', (ATOM, '__struct__'))


@value_form('%{}')
def emit_map(emitter, _meta, args):
    pairs = lists.to_python(args)
    if len(pairs) == 1 and len(pairs[0]) == 3 and pairs[0][0] is _BAR:
        subject, updates = lists.to_python(pairs[0][2])
        return _update(emitter, subject, lists.to_python(updates))
    return _build(emitter, ('c', (MAP, ())), pairs)


def _build(emitter, start, pairs):
    """A map from pairs of code: constant ones first (they are one constant), then one `set` each."""
    keys_and_values = emitter.values([part for pair in pairs for part in pair])
    written = list(zip(keys_and_values[::2], keys_and_values[1::2]))
    constants = [(k[1], v[1]) for k, v in written if k[0] == 'c' and v[0] == 'c']
    constant_keys = {repr(k[1]) for k, _ in written if k[0] == 'c'}
    if len(constant_keys) < len(written) or len(written) > 20:
        flat = tuple(e for pair in written for e in pair)
        return 'call', known('make_map'), (start, ('tuple', flat))
    base = ('c', (MAP, (*start[1][1], *constants)))
    for key, value in written:
        if value[0] != 'c':
            base = 'method', base, 'set', (_stored(key), value)
    return base


def _stored(key):
    """The key as a map stores it: constants that Python compares rightly need no wrapping."""
    constant = key[1] if key[0] == 'c' else None
    plain = constant.__class__ in (int, str, bytes) or constant.__class__ is tuple and constant[0] == ATOM
    return key if plain else ('call', known('key'), (key,))


def _update(emitter, subject, updates):
    value, *parts = emitter.values([subject, *(part for pair in updates for part in pair)])
    for key, new in zip(parts[::2], parts[1::2]):
        value = 'call', _updater(emitter), (value, key, new), emitter.line
    return value


def _updater(emitter):
    return known('update_key' if emitter.module else 'update_key_at_prompt')


@value_form('%')
def emit_struct(emitter, _meta, args):
    module, map_ = lists.to_python(args)
    pairs = lists.to_python(map_[2])
    if len(pairs) == 1 and len(pairs[0]) == 3 and pairs[0][0] is _BAR:
        subject, updates = lists.to_python(pairs[0][2])
        value, target = emitter.simple_value(subject), emitter.temp('s')
        emitter.add('let', target, ('call', known('check_struct'), (value, emitter.value(module)), emitter.line))
        names = emitter.values([part for pair in lists.iterate(updates) for part in pair])
        result = name(target)
        for key, new in zip(names[::2], names[1::2]):
            result = 'call', _updater(emitter), (result, key, new), emitter.line
        return result
    return _build(emitter, ('c', (MAP, ((_STRUCT[1], (ATOM, module.name)),))), pairs)

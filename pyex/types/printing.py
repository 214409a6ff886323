"""Types as text: quoted code of a type, that `syntax.to_source` lays out as Elixir's formatter does."""
from pyex import syntax
from pyex.expand.quoted import cells
from pyex.terms.atom import FALSE, NIL, TRUE, atom
from pyex.terms.maps import STRUCT
from pyex.types import lattice
from pyex.types.lattice import EMPTY_LIST, NO_ATOMS, NONE, TERM, Set, union

NAMES = {lattice.BINARY: 'binary', lattice.FLOAT: 'float', lattice.FUN: 'fun', lattice.INTEGER: 'integer', lattice.PID: 'pid',
         lattice.PORT: 'port', lattice.REFERENCE: 'reference', EMPTY_LIST: 'empty_list'}
REST = atom('...'), None, NIL
BOTH = frozenset({TRUE, FALSE})


def text(given, structs=None):
    """The text of a Type. structs(module) -> field names or None: with it structs leave out fields of which nothing is known."""
    return syntax.to_source(quoted(given, structs))


def quoted(given, structs=None):
    if not given.gradual:
        return joined(_terms(given.upper, structs))
    if given.upper is TERM and not given.lower:
        return _call('dynamic')
    rest = _without(given.upper, given.lower)
    terms = _terms(given.lower, structs) if given.lower else []
    return joined([*_dynamic(rest, structs), *terms])


def _dynamic(given, structs):
    """`dynamic(...)`, without these words around a single plain kind, which nothing could make smaller."""
    if not given:
        return []
    if not given.bits & (given.bits - 1) and given == Set(given.bits):
        return _terms(given, structs)
    return [_call('dynamic', *([] if given is TERM else [joined(_terms(given, structs))]))]


def _without(upper, lower):
    if not lower or upper is TERM:
        return upper
    names = lattice.intersection(Set(atoms=upper.atoms), Set(atoms=(not lower.atoms[0], lower.atoms[1]))).atoms
    return Set(upper.bits & ~lower.bits, names, *[tuple(one for one in getattr(upper, kind) if one not in getattr(lower, kind))
                                                  for kind in ('lists', 'tuples', 'maps')])


def _call(name, *args):
    return atom(name), None, cells(args)


def joined(terms):
    out, *more = terms or [_call('none')]
    for term in more:
        out = atom('or'), None, cells([out, term])
    return out


def _terms(given, structs):
    """The quoted members of a union, in the order of Erlang's terms: atoms, pairs, nodes by their names."""
    if given is TERM:
        return [_call('term')]
    found = [*_atoms(given.atoms), *_lists(given, structs)]
    found += [_call(name) for bit, name in NAMES.items() if given.bits & bit and (bit != EMPTY_LIST or not given.lists)]
    found += [_tuple(entry, structs) for entry in fused(given.tuples, _tuple_parts, _tuple_made)]
    found += [_map(entry, structs) for entry in fused(given.maps, _map_parts, _map_made)]
    return sorted(found, key=_order)


def _order(term):
    if term.__class__ is not tuple:
        return 0, '', term.name
    if len(term) == 2:
        return 1, '', syntax.to_source(term)
    return 2, term[0].name, syntax.to_source(term)


def _atoms(given):
    but, names = given
    if given == NO_ATOMS:
        return []
    if not but:
        boolean = [_call('boolean')] if names >= BOTH else []
        return boolean + list(names - BOTH if boolean else names)
    term = _call('atom')
    for name in sorted(names, key=lambda one: one.name):
        term = atom('and'), None, cells([term, (atom('not'), None, [name, None])])
    return [term]


def _lists(given, structs):
    if not given.lists:
        return []
    name = 'list' if given.bits & EMPTY_LIST else 'non_empty_list'
    out = []
    for index, (elements, tail) in enumerate(given.lists):
        args = [elements] if tail == Set(EMPTY_LIST) else [elements, tail]
        out.append(_call(name if index == 0 else 'non_empty_list', *[joined(_terms(arg, structs)) for arg in args]))
    return out


# -- tuples and maps that differ in one place are printed as one ----------------------------------------------------------------------

def fused(entries, parts, made):
    """Entries of the same shape that differ in one part only become one with the union of that part."""
    out = []
    for entry in entries:
        for index, other in enumerate(out):
            joint = _fusion(parts(other), parts(entry))
            if joint is not None:
                out[index] = made(other, joint)
                break
        else:
            out.append(entry)
    return out


def _fusion(left, right):
    (shape, sets), (other_shape, others) = left, right
    if shape != other_shape:
        return None
    different = [index for index, pair in enumerate(zip(sets, others)) if pair[0] != pair[1]]
    if len(different) > 1:
        return None
    return [union(*pair) for pair in zip(sets, others)]


def _tuple_parts(entry):
    return (entry[0], len(entry[1])), entry[1]


def _tuple_made(entry, parts):
    return entry[0], tuple(parts)


def _map_parts(entry):
    keys = sorted(entry[1], key=_name)
    return (entry[0], [(key, entry[1][key][1]) for key in keys]), [entry[1][key][0] for key in keys]


def _map_made(entry, parts):
    keys = sorted(entry[1], key=_name)
    return entry[0], {key: (value, entry[1][key][1]) for key, value in zip(keys, parts)}


def _name(key):
    return key.name


def _tuple(entry, structs):
    open_, elements = entry
    if open_ and not elements:
        return _call('tuple')
    made = [joined(_terms(element, structs)) for element in elements] + [REST] * open_
    return tuple(made) if len(made) == 2 else (atom('{}'), None, cells(made))


def _map(entry, structs):
    open_, fields = entry
    if not open_ and not fields:
        return _call('empty_map')
    module = None if open_ else struct_of(entry)
    if module is None:
        return atom('%{}'), None, cells([REST] * open_ + _fields(fields, structs))
    known = structs(module) if structs else None
    if known is not None and all(key in fields for key in known):
        fields = {key: found for key, found in fields.items() if key not in known or found[0] is not TERM}
    shown = {key: found for key, found in fields.items() if key is not STRUCT}
    return atom('%'), None, cells([module, (atom('%{}'), None, cells(_fields(shown, structs)))])


def struct_of(entry):
    """The module atom of an entry of `maps` that is one struct, or None."""
    found = entry[1].get(STRUCT)
    if found is None or found[1]:
        return None
    but, names = found[0].atoms
    return next(iter(names)) if not but and len(names) == 1 and found[0] == Set(atoms=found[0].atoms) else None


def _fields(fields, structs):
    out = []
    for key in sorted(fields, key=_name):
        value, optional = fields[key]
        made = joined(_terms(value, structs)) if value is not NONE else _call('not_set')
        out.append((key, _call('if_set', made) if optional and value else made))
    return out

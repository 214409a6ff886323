"""Patterns: the set of values that one can match, and what its variables are then.

A variable is found by a *path*, functions of sets that lead from the whole value to the part where it stands.
"""
from functools import partial

from pyex.expand.quoted import EQUALS, MAP, PIN, TERM as CONSTANT, TUPLE, UNDERSCORE, is_node, is_variable, items, length
from pyex.terms.atom import Atom, atom
from pyex.terms.maps import STRUCT, Map
from pyex.types import lattice
from pyex.types.lattice import NONE, TERM, bits, intersection, non_empty_list, union

STRUCT_FORM, BITS_FORM, CONS, SEGMENT, MINUS, SIZE = map(atom, ('%', '<<>>', '|', '::', '-', 'size'))
WHOLE_NUMBERS, NUMBERS, TEXT = bits(lattice.INTEGER), bits(lattice.INTEGER | lattice.FLOAT), bits(lattice.BINARY)
SEGMENTS = {'integer': WHOLE_NUMBERS, 'float': bits(lattice.FLOAT), 'utf8': WHOLE_NUMBERS, 'utf16': WHOLE_NUMBERS, 'utf32': WHOLE_NUMBERS}
LITERALS = {int: WHOLE_NUMBERS, float: bits(lattice.FLOAT), str: TEXT, bytes: TEXT}


class Reading:
    """A pattern that is being read. fields(module) -> keys of a struct or None; pinned(variable) -> Set.
    found: [(variable, path, the binary pattern it stands in or None)]."""

    def __init__(self, fields, pinned):
        self.fields, self.pinned, self.found = fields, pinned, []

    def read(self, pattern, path=()):
        """The Set of what a pattern can match."""
        kind = pattern.__class__
        if kind is Atom:
            return lattice.atoms(pattern)
        if kind in LITERALS:
            return LITERALS[kind]
        if pattern is None:
            return bits(lattice.EMPTY_LIST)
        if kind is list:
            return self.list(pattern, path)
        if kind is tuple and len(pattern) == 2:
            return self.tuple(pattern, path)
        if is_variable(pattern):
            if pattern[0] is not UNDERSCORE:
                self.found.append((pattern, path, None))
            return TERM
        form = FORMS.get(pattern[0]) if is_node(pattern) and pattern[0].__class__ is Atom else None
        return form(self, pattern, path) if form else TERM

    def list(self, pattern, path):
        elements, tail = NONE, bits(lattice.EMPTY_LIST)
        while pattern.__class__ is list:
            item, pattern = pattern
            if is_node(item) and item[0] is CONS:
                item, (last, _) = item[2]
                tail = self.read(last, (*path, lattice.tail))
            elements = union(elements, self.read(item, (*path, lattice.head)))
        return non_empty_list(elements, tail)

    def tuple(self, elements, path):
        return lattice.tuples(self.read(one, (*path, partial(_element, index))) for index, one in enumerate(elements))

    def map_fields(self, pairs, path):
        out = {}
        for pair in items(pairs):
            if pair.__class__ is tuple and len(pair) == 2:
                key, value = pair
                if key.__class__ is Atom:
                    out[key] = self.read(value, (*path, partial(_field, key)))
                else:
                    self.read(value, (*path, _anything))
        return out


def _element(index, given):
    return lattice.element(given, index)


def _field(key, given):
    return lattice.fetch(given, key)[0]


def _anything(given):
    return TERM if given else NONE


def _always(found, given):
    return found if given else NONE


FORMS = {}


def form(name):
    def register(function):
        FORMS[name] = function
        return function
    return register


@form(EQUALS)
def read_match(reading, pattern, path):
    left, (right, _) = pattern[2]
    return intersection(reading.read(left, path), reading.read(right, path))


@form(PIN)
def read_pin(reading, pattern, _path):
    return reading.pinned(pattern[2][0])


@form(TUPLE)
def read_tuple(reading, pattern, path):
    return reading.tuple(items(pattern[2]), path)


@form(MAP)
def read_map(reading, pattern, path):
    return lattice.maps(reading.map_fields(pattern[2], path), open_=True)


@form(STRUCT_FORM)
def read_struct(reading, pattern, path):
    module, (inner, _) = pattern[2]
    given = reading.map_fields(inner[2], path)
    if module.__class__ is not Atom:
        reading.read(module, (*path, partial(_field, STRUCT)))
        return lattice.maps({STRUCT: lattice.ANY_ATOM, **given}, open_=True)
    return struct(reading.fields(module), module, given)


def struct(known, module, given):
    """The set of a struct whose fields are `known` (None if it is not known at all)."""
    if known is None:
        return lattice.maps({STRUCT: lattice.atoms(module), **given}, open_=True)
    return lattice.maps({**dict.fromkeys(known, TERM), STRUCT: lattice.atoms(module), **given})


@form(BITS_FORM)
def read_bits(reading, pattern, path):
    for segment in items(pattern[2]):
        if is_node(segment) and segment[0] is SEGMENT:
            value, (spec, _) = segment[2]
            inner = Reading(reading.fields, reading.pinned)
            inner.read(value)
            found = SEGMENTS.get(segment_type(spec), TEXT)
            reading.found += [(variable, (*path, partial(_always, found)), pattern) for variable, _, _ in inner.found]
    return TEXT


@form(CONSTANT)
def read_constant(_reading, pattern, _path):
    return set_of(pattern[2][0])


def segment_type(spec):
    """The name of the type in a segment's specification."""
    while is_node(spec) and spec[0] is MINUS and length(spec[2]) == 2:
        spec = spec[2][0]
    return spec[0].name if is_node(spec) and spec[0].__class__ is Atom else 'binary'


def set_of(term):
    """The set that describes a constant."""
    kind = term.__class__
    if kind in LITERALS:
        return LITERALS[kind]
    if kind is Atom:
        return lattice.atoms(term)
    if term is None:
        return bits(lattice.EMPTY_LIST)
    if kind is tuple:
        return lattice.tuples(map(set_of, term))
    if kind is Map:
        return _set_of_map(term)
    return _set_of_list(term) if kind is list else TERM


def _set_of_map(term):
    keys = [key for key in term if key.__class__ is Atom]
    return lattice.maps({key: set_of(term[key]) for key in keys}, open_=len(keys) < len(term))


def _set_of_list(term):
    elements = NONE
    while term.__class__ is list:
        found, term = set_of(term[0]), term[1]
        elements = union(elements, found)
    return non_empty_list(elements, set_of(term))


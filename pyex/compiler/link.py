"""Linking: tagged constants become terms, names get their module's version, code becomes functions of a node."""
from types import CodeType, FunctionType

from pyex.compiler.ir import ATOM, BITS, KNOWN, LIST, MAP, OBJECT, SITE, TUPLE
from pyex.compiler.support import SUPPORT
from pyex.runtime.frames import Site
from pyex.runtime.modules import VARIANT
from pyex.terms import lists, maps
from pyex.terms.atom import atom
from pyex.terms.binary import Bits


class Linker:
    """Turns the tagged constants of one unit into terms."""

    def __init__(self, unit, version=None):
        self.unit = unit
        self.version = version
        if unit.sites is None:
            unit.sites = tuple(Site(unit, number, *row) for number, row in enumerate(unit.site_rows))
            unit.constants, unit.version = self.constant, version

    def code(self, code):
        """The linked copy of a code object (and those within). Its last constant is its unit."""
        constants = tuple([self.code(c) if c.__class__ is CodeType else self.constant(c) for c in code.co_consts])
        names = code.co_names
        if self.version is not None and any('@' in n[-2:] for n in names):
            names = tuple(self.versioned(n) for n in names)
        return code.replace(co_consts=(*constants, self.unit), co_names=names)

    def versioned(self, name):
        """The global name that `Foo.bar/2@` (or `Foo.bar/2@~`) stands for in code of this version."""
        if name[-1] == '@':
            return name + str(self.version)
        return name[:-1] + str(self.version) + VARIANT if name[-2:] == '@' + VARIANT else name

    def constant(self, value):
        if value.__class__ is not tuple or not value:
            return value
        if value[0].__class__ is not str or value[0][:1] != '\0':
            return tuple(map(self.constant, value))         # Python's compiler made it of several constants
        return getattr(self, _MAKERS[value[0]])(*value[1:])

    def make_atom(self, name):
        return atom(name)

    def make_tuple(self, items):
        return tuple(map(self.constant, items))

    def make_list(self, items, tail):
        return lists.from_python([self.constant(i) for i in items], self.constant(tail))

    def make_map(self, pairs):
        return maps.from_pairs((self.constant(k), self.constant(v)) for k, v in pairs)

    def make_bits(self, data, size):
        return Bits(data, size)

    def make_site(self, number):
        return self.unit.sites[number]

    def make_known(self, name):
        return SUPPORT[name]

    def make_object(self, index, tagged=False):
        found = self.unit.objects[index]
        return self.constant(found) if tagged else found


_MAKERS = {ATOM: 'make_atom', TUPLE: 'make_tuple', LIST: 'make_list', MAP: 'make_map', BITS: 'make_bits', SITE: 'make_site',
           KNOWN: 'make_known', OBJECT: 'make_object'}


def link(unit, code, node, version=None):
    """The Python function of a unit's (unlinked) code in a node."""
    linked = Linker(unit, version).code(code)
    node.modules.require_names(names_of(linked))
    return FunctionType(linked, node.globals, linked.co_name)


def names_of(code):
    """All global names that a code object and those nested in it mention."""
    yield from code.co_names
    for constant in code.co_consts:
        if constant.__class__ is CodeType:
            yield from names_of(constant)

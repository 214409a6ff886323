"""From quoted code back to text, part one: what the parts that print nodes share.

Each kind of node has a function (node, place) -> document (`terms.algebra`), registered with `form`; one that declines gives
None and the node is printed as a call. `place` is where the node stands, which decides about parentheses:

- BLOCK: an expression of its own; ONE: the only argument of a call; OPERAND: beside an operator or before a dot;
- MANY: one of several arguments, elements, values.
"""
from pyex.syntax.operators import BINARY, KINDS, WORDS
from pyex.terms.algebra import BREAK, ENABLED, FITS, FORCE, GROUP, INHERIT, LINE, NEST, STRICT, WHEN_BROKEN, concat, group
from pyex.terms.atom import Atom, atom
from pyex.terms.lists import split

BLOCK, ONE, OPERAND, MANY = 'block', 'one', 'operand', 'many'
DISABLED, ARROW, DO = atom('disabled'), atom('->'), atom('do')
MAYBE_EMPTY_LINE = BREAK, '', STRICT
SECTIONS = frozenset(map(atom, ('do', 'else', 'rescue', 'catch', 'after')))

FORMS = {}                      # name of a node -> function(node, place) -> document or None
CALLS = []                      # functions(node, place) -> document or None for nodes whose head is a node
PRINTERS = {}                   # Python class of a literal -> function(term, place) -> document

_KINDS = {**KINDS, **WORDS, '..//': 'ternary_op', 'not in': 'in_op'}
UNARY = frozenset(('+', '-', '!', '^', 'not', '&', '...', '@', '~~~'))


def form(*given):
    """Register what prints the nodes of these names."""
    def register(function):
        for name in given:
            FORMS[atom(name)] = function
        return function
    return register


def prints(*classes):
    def register(function):
        for kind in classes:
            PRINTERS[kind] = function
        return function
    return register


def is_node(term):
    return term.__class__ is tuple and len(term) == 3 and (term[1] is None or term[1].__class__ is list)


def arguments(node):
    """The arguments of a call as a Python list; None for a variable (or what is no proper node)."""
    cells = node[2]
    if cells is None:
        return []
    if cells.__class__ is not list:
        return None
    items, tail = split(cells)
    return items if tail is None else None


def named(node, name, count):
    """The arguments of a node called `name` if there are `count` of them."""
    if is_node(node) and node[0].__class__ is Atom and node[0].name == name:
        found = arguments(node)
        if found is not None and len(found) == count:
            return found
    return None


def meta_of(node, key):
    """An entry of the metadata, or None."""
    cells = node[1]
    while cells.__class__ is list:
        entry, cells = cells
        if entry.__class__ is tuple and len(entry) == 2 and entry[0].__class__ is Atom and entry[0].name == key:
            return entry[1]
    return None


def binary_powers(name):
    """(how tightly a binary operator binds, 'left' or 'right'), or None."""
    powers = BINARY.get(_KINDS.get(name))
    return powers and (powers[0], 'left' if powers[1] > powers[0] else 'right')


def unwrapped(node):
    """What a block of one expression holds: `(!a)` is parsed as such a block."""
    found = named(node, '__block__', 1)
    return unwrapped(found[0]) if found and named(found[0], 'unquote_splicing', 1) is None else node


def operator(node):
    """(name, operands) if the node is a unary or binary operator, else (None, [])."""
    node = unwrapped(node)
    if is_node(node) and node[0].__class__ is Atom:
        name, found = node[0].name, arguments(node)
        if found and (len(found) == 2 and name in _KINDS and binary_powers(name) or len(found) == 1 and name in UNARY):
            return name, found
    return None, []


def is_binary(node):
    return len(operator(node)[1]) == 2


def is_capture(node):
    found = named(node, '&', 1)
    return found is not None and found[0].__class__ is not int


def keywords(term):
    """The pairs of a keyword list that can be written as `a: 1, b: 2`, or None."""
    if term.__class__ is not list:
        return None
    items, tail = split(term)
    if tail is None and all(i.__class__ is tuple and len(i) == 2 and i[0].__class__ is Atom for i in items):
        return items
    return None


def sections(term):
    """The pairs of a keyword list that is a do-block, or None."""
    pairs = keywords(term)
    if pairs and pairs[0][0] is DO and all(key in SECTIONS for key, _ in pairs):
        return pairs
    return None


def clauses(term):
    """The clauses of a list of `->` nodes, or None."""
    if term.__class__ is not list:
        return None
    items, tail = split(term)
    if tail is None and all(named(item, '->', 2) is not None and listed(item[2][0]) for item in items):
        return items
    return None


def listed(term):
    return term is None or term.__class__ is list


# -- documents

def glue(left, right, between=(BREAK, ' ', STRICT)):
    return concat(left, between, right)


def line(*docs):
    """Documents on lines of their own."""
    out = docs[-1]
    for doc in reversed(docs[:-1]):
        out = concat(doc, LINE, out)
    return out


def force(doc):
    return FORCE, doc


def nest_broken(doc, indent):
    """Indented only if the group around it is broken."""
    return NEST, doc, indent, WHEN_BROKEN


def inherit(doc):
    return GROUP, doc, INHERIT


def fits(doc, enabled):
    """Whether a group may take a line break inside of `doc` for one that makes it fit."""
    return FITS, doc, ENABLED if enabled else DISABLED


def parens(doc):
    """In parentheses, what goes on in a next line stands behind the opening one."""
    return group(concat('(', nest_broken(doc, atom('cursor')), ')'))


def surround(left, doc, right):
    """Between brackets, on lines of its own if it does not fit."""
    soft = BREAK, '', STRICT
    return group(concat(left, (NEST, concat(soft, doc), 2, WHEN_BROKEN), soft, right))


def ungroup(doc):
    return doc[1] if doc.__class__ is tuple and doc[0] is GROUP else doc


# -- any node

def document(term, place=MANY):
    """The document of any quoted term."""
    if is_node(term):
        head = term[0]
        if head.__class__ is Atom:
            function = FORMS.get(head)
            doc = function(term, place) if function else None
            return FORMS[None](term, place) if doc is None else doc
        for function in CALLS:
            doc = function(term, place)
            if doc is not None:
                return doc
    return PRINTERS.get(term.__class__, PRINTERS[None])(term, place)




"""What encloses: parentheses, lists, tuples, bitstrings, maps, structs, `fn`."""
from pyex.syntax import messages
from pyex.syntax.parser import KEYS, MATCHED, NO_PARENS, PRIMARY, Clauses, Parser, primary
from pyex.syntax.calls import NAMES, named
from pyex.syntax.literals import encoded
from pyex.syntax.operators import PREFIX
from pyex.syntax.quoted import (
    BLOCK, EMPTY, FN, NEWLINES, PARENS, TUPLE, CLOSING, is_splicing, negated, two, with_meta)
from pyex.terms.atom import atom
from pyex.terms.lists import from_python

BITS, MAP, STRUCT, PIPE = map(atom, ('<<>>', '%{}', '%', '|'))


def finish(parser, node):
    parser.kind_of, parser.access, parser.bare = MATCHED, True, True
    return node


# -- parentheses

@primary('(')
def parentheses(parser, _do_ok):
    opening = parser.next()
    parser.skip_eol()
    semicolon = parser.kinds[parser.pos] == ';'
    if semicolon:
        parser.pos += 1
    items = parser.clauses()
    closing = parser.expect(')')
    return finish(parser, _parenthesized(parser, items, opening, closing, semicolon))


def _parenthesized(parser, items, opening, closing, semicolon):
    if items.__class__ is Clauses:
        return encoded(parser, from_python(items), opening)
    if not items and not semicolon:
        parser.warn(messages.EMPTY_PARENTHESES, opening)
        return BLOCK, _parens_meta(parser, opening, closing, EMPTY), EMPTY
    if len(items) == 1 and negated(items[0]) is None and not is_splicing(items[0]):
        node = items[0]
        if parser.meta.tokens and node.__class__ is tuple and len(node) == 3:
            return with_meta(node, PARENS, _closing_last(parser, opening, closing))
        return node
    return BLOCK, parser.meta.closed(opening, closing), from_python(items)


def _closing_last(parser, opening, closing):
    return [(CLOSING, parser.meta.at(closing)), parser.meta.at(opening)]


def _parens_meta(parser, opening, closing, meta):
    return [(PARENS, _closing_last(parser, opening, closing)), meta] if parser.meta.tokens else meta


# -- lists, tuples, bitstrings

def container_items(parser, closer):
    """The elements up to the closing token; keywords at the end are one element."""
    items, kinds = [], parser.kinds
    while kinds[parser.pos] != closer:
        if items and kinds[parser.pos] in KEYS:
            items.append(from_python(parser.keywords(closer, messages.AFTER_KEYWORDS_IN_DATA)))
            break
        if items and kinds[parser.pos] == 'eol' and kinds[parser.pos + 1] == closer:
            break
        items.append(parser.element())
        if kinds[parser.pos] != ',':
            break
        parser.pos += 1
    return items


Parser.container_items = container_items


@primary('[')
def list_(parser, _do_ok):
    opening = parser.next()
    newlines = parser.skip_eol()
    items, kinds = [], parser.kinds
    while kinds[parser.pos] != ']':
        if kinds[parser.pos] in KEYS:
            items.extend(parser.keywords(']', messages.AFTER_KEYWORDS_IN_DATA))
            break
        items.append(parser.element())
        if kinds[parser.pos] != ',':
            break
        parser.pos += 1
    closing = parser.expect(']')
    return finish(parser, encoded(parser, from_python(items), opening, *closing_entries(parser, closing, newlines)))


def closing_entries(parser, closing, newlines):
    entries = ((CLOSING, parser.meta.at(closing)),)
    return ((NEWLINES, newlines), *entries) if newlines else entries


@primary('{')
def tuple_(parser, _do_ok):
    opening = parser.next()
    newlines = parser.skip_eol()
    if parser.kinds[parser.pos] in KEYS:
        raise keywords_alone(parser, opening, '}', 'tuple')
    items = parser.container_items('}')
    closing = parser.expect('}')
    if len(items) == 2:
        return finish(parser, encoded(parser, tuple(items), opening, *closing_entries(parser, closing, newlines)))
    return finish(parser, (TUPLE, parser.meta.closed(opening, closing, newlines), from_python(items)))


def keywords_alone(parser, opening, closer, what):
    parser.keywords(closer, messages.AFTER_KEYWORDS_IN_DATA)
    parser.expect(closer)
    return parser.error(messages.KEYWORDS_IN.format(what=what, mark=opening[3]), opening)


@primary('<<')
def bitstring(parser, _do_ok):
    opening = parser.next()
    newlines = parser.skip_eol()
    if parser.kinds[parser.pos] in KEYS:
        raise keywords_alone(parser, opening, '>>', 'bitstring')
    items = parser.container_items('>>')
    closing = parser.expect('>>')
    return finish(parser, (BITS, parser.meta.closed(opening, closing, newlines), from_python(items)))


# -- maps and structs

@primary('%{}')
def map_(parser, _do_ok):
    parser.pos += 1
    return finish(parser, map_arguments(parser))


@primary('%')
def struct(parser, _do_ok):
    token = parser.next()
    name = struct_name(parser)
    parser.skip_eol()
    if parser.kinds[parser.pos] != '{':
        raise parser.unexpected()
    return finish(parser, (STRUCT, parser.meta.at(token), two(name, map_arguments(parser))))


def struct_name(parser):
    """What may stand between `%` and `{`: a name, an alias, a call, perhaps behind `@`, `^`..."""
    kind = parser.kinds[parser.pos]
    if kind in PREFIX or kind == 'at_op':
        token = parser.next()
        parser.skip_eol()
        return atom(token[3]), parser.meta.at(token), [struct_name(parser), EMPTY]
    if kind not in _STRUCT_NAMES:
        parser.expression(False)
        raise parser.unexpected()
    node = named(parser, parser.next(), None, False, bare=True) if kind == 'identifier' else PRIMARY[kind](parser, False)
    parser.access = False
    node = parser.suffixes(node, False, bare=True)
    parser.access = False
    return node


_STRUCT_NAMES = NAMES - {'op_identifier'} | {'alias', 'atom', 'atom_quoted', 'atom_interpolated'}


def map_arguments(parser):
    """The `%{}` node, from its brace on."""
    opening = parser.next()
    newlines = parser.skip_eol()
    kinds = parser.kinds
    items = []
    if kinds[parser.pos] not in KEYS and kinds[parser.pos] != '}':
        left = parser.expression(until_pipe=True)
        if kinds[parser.pos] == 'pipe_op':
            items = [update(parser, left)]
        else:
            items = [pair(parser, left)]
            pairs(parser, items)
    else:
        pairs(parser, items, first=True)
    closing = parser.expect('}')
    return MAP, parser.meta.closed(opening, closing, newlines), from_python(items)


def update(parser, left):
    """`map | key => value, key: value`"""
    token = parser.next()
    after = parser.skip_eol()
    items = []
    pairs(parser, items, first=True)
    if not items:
        raise parser.unexpected()
    return PIPE, parser.meta.operator(token, after or token[4]), two(left, from_python(items))


def pairs(parser, items, first=False):
    """Read the pairs that follow."""
    kinds = parser.kinds
    while True:
        if not first:
            if kinds[parser.pos] != ',':
                return
            parser.pos += 1
        first = False
        if kinds[parser.pos] == '}' or kinds[parser.pos] == 'eol' and items:
            return
        if kinds[parser.pos] in KEYS:
            items.extend(parser.keywords('}', messages.AFTER_KEYWORDS_IN_DATA))
            return
        items.append(pair(parser, parser.expression()))


def pair(parser, key):
    """`key => value`, or a lone expression such as `unquote(pairs)`."""
    if parser.kinds[parser.pos] != 'assoc_op':
        if not parser.bare:
            raise parser.unexpected()
        return key
    if parser.kind_of is NO_PARENS:
        raise parser.unexpected()
    parser.pos += 1
    parser.skip_eol()
    return key, parser.expression()


# -- functions

@primary('fn')
def function(parser, _do_ok):
    opening = parser.next()
    eol = parser.end_of_expression()
    items = parser.clauses()
    if not items or parser.kinds[parser.pos] != 'end':
        raise parser.unexpected()
    if items.__class__ is not Clauses:
        raise parser.error(messages.FN_WITHOUT_CLAUSES, opening)
    closing = parser.next()
    newlines = eol[3] if eol else 0
    return finish(parser, (FN, parser.meta.closed(opening, closing, newlines), from_python(items)))


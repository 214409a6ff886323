"""Names and what is called: variables, calls with and without parentheses, do-blocks, dots, `@`, `&1`, aliases."""
from pyex.syntax import messages
from pyex.syntax.parser import KEYS, MATCHED, NO_PARENS, PRIMARY, UNMATCHED, Clauses, postfix, primary
from pyex.syntax.literals import encoded, name_atom
from pyex.syntax.operators import AT, PREFIX
from pyex.syntax.quoted import (
    ACCESS, ALIASES, CAPTURE, DO, DOT, EMPTY, EMPTY_BLOCK, END, FROM_BRACKETS, GET, NO_PARENS as NO_PARENS_KEY, TUPLE,
    block, two)
from pyex.terms.atom import NIL, TRUE, atom
from pyex.terms.lists import from_python, to_python

AMBIGUOUS, LAST, AT_SIGN = atom('ambiguous_op'), atom('last'), atom('@')
NAMES = frozenset(('identifier', 'paren_identifier', 'bracket_identifier', 'do_identifier', 'op_identifier'))

# What may begin the first argument of a call without parentheses. A sign is told by the tokenizer (op_identifier).
ARGUMENT_STARTS = NAMES | KEYS | {
    'int', 'flt', 'char', 'atom', 'atom_quoted', 'atom_interpolated', 'true', 'false', 'nil', 'alias', 'bin_string', 'list_string',
    'bin_heredoc', 'list_heredoc', 'sigil', '(', '[', '{', '<<', '%{}', '%', 'fn', 'unary_op', 'at_op', 'capture_op',
    'capture_int', 'ellipsis_op'}


@primary(*NAMES)
def name(parser, do_ok):
    return named(parser, parser.next(), None, do_ok)


def named(parser, token, target, do_ok, bare=False):
    """A variable or call. `target` is (token of the dot, node before it) or None."""
    kind = token[0]
    if kind == 'paren_identifier':
        return parens_call(parser, callee(parser, token, target), token, do_ok)
    if kind == 'do_identifier' and do_ok:
        return with_do(parser, callee(parser, token, target), parser.meta.at(token), [])
    if kind == 'op_identifier' or kind == 'identifier' and parser.kinds[parser.pos] in ARGUMENT_STARTS and not bare:
        return loose_call(parser, token, target, do_ok)
    parser.kind_of, parser.access = MATCHED, kind == 'bracket_identifier'
    if target is None:
        return name_atom(parser, token), parser.meta.at(token), NIL
    return callee(parser, token, target), [(NO_PARENS_KEY, TRUE), parser.meta.at(token)], EMPTY


def callee(parser, token, target):
    if target is None:
        return name_atom(parser, token)
    dot, left = target
    meta = parser.meta.at(dot)
    return DOT, meta, two(left, name_atom(parser, token))


def loose_call(parser, token, target, do_ok):
    """A call without parentheses."""
    arguments, many = loose_arguments(parser)
    inner_kind = parser.kind_of
    parser.bare = parser.access = False
    called, meta = callee(parser, token, target), parser.meta.at(token)
    if do_ok and parser.kinds[parser.pos] == 'do':
        return with_do(parser, called, meta, arguments)
    if token[0] == 'op_identifier' and target is None and len(arguments) == 1:
        meta = [(AMBIGUOUS, NIL), meta]
    node = called, meta, from_python(arguments)
    if many or inner_kind is NO_PARENS:
        parser.kind_of, parser.blame = NO_PARENS, token
    else:
        parser.kind_of, parser.loose = MATCHED, node
    return node


def loose_arguments(parser):
    """(arguments, whether there were several)"""
    kinds, first = parser.kinds, parser.pos
    if kinds[first] in KEYS:
        pairs = parser.loose_keywords()
        parser.kind_of = MATCHED
        return [from_python(pairs)], False
    if kinds[first] == '(':
        _refuse_space(parser, first)
    arguments = [parser.expression(False)]
    if kinds[parser.pos] != ',':
        return arguments, False
    while kinds[parser.pos] == ',':
        if parser.kind_of is NO_PARENS:
            raise parser.error(messages.NESTED_COMMA, parser.blame)
        parser.pos += 1
        if kinds[parser.pos] in KEYS:
            arguments.append(from_python(parser.loose_keywords()))
            break
        arguments.append(parser.expression(False))
        if parser.kind_of is NO_PARENS:
            raise parser.error(messages.NESTED_COMMA, parser.blame)
    return arguments, True


def _refuse_space(parser, position):
    """`foo (1, 2)`: remember where such parentheses began, for the error."""
    parser.spaced = position


def parens_call(parser, called, token, do_ok):
    """`name(arguments)`, perhaps with a second pair of parentheses, perhaps with a do-block."""
    arguments, meta = arguments_of(parser, parser.meta.at(token))
    if parser.kinds[parser.pos] == '(':
        called = called, meta, from_python(arguments)
        arguments, meta = arguments_of(parser, meta)
    if do_ok and parser.kinds[parser.pos] == 'do':
        return with_do(parser, called, meta, arguments)
    parser.kind_of, parser.access = MATCHED, True
    return called, meta, from_python(arguments)


def arguments_of(parser, meta):
    """(arguments in parentheses, metadata with where they end)"""
    kinds = parser.kinds
    opening = parser.next()
    newlines = parser.skip_eol()
    arguments = []
    if kinds[parser.pos] != ')':
        while True:
            if kinds[parser.pos] in KEYS:
                arguments.append(from_python(parser.keywords(')', messages.AFTER_KEYWORDS_IN_CALL, messages.TRAILING_COMMA)))
                break
            arguments.append(parser.expression())
            more = kinds[parser.pos] == ','
            if parser.kind_of is NO_PARENS and (more or len(arguments) > 1):
                raise parser.error(messages.NESTED_COMMA, parser.blame)
            if not more:
                break
            parser.pos += 1
    closing = parser.expect(')')
    return arguments, parser.meta.closed(opening, closing, newlines, rest=meta)


# -- do-blocks

def with_do(parser, called, meta, arguments):
    """The call with its do-block as a last argument."""
    begin, end, sections = do_block(parser)
    if parser.meta.tokens:
        meta = [(DO, parser.meta.at(begin)), [(END, parser.meta.at(end)), meta]]
    parser.kind_of, parser.access, parser.bare = UNMATCHED, False, False
    return called, meta, from_python([*arguments, from_python(sections)])


def do_block(parser):
    """(token of do, token of end, [(key, body)])"""
    begin = token = parser.next()
    sections, kinds = [], parser.kinds
    while True:
        parser.end_of_expression()
        key = encoded(parser, atom(token[3]), token)
        body = EMPTY_BLOCK
        if kinds[parser.pos] not in ('end', 'block_identifier'):
            body = _body(parser.clauses())
        sections.append((key, body))
        if kinds[parser.pos] != 'block_identifier':
            break
        token = parser.next()
    if kinds[parser.pos] != 'end':
        raise parser.unexpected()
    return begin, parser.next(), sections


def _body(items):
    return from_python(items) if items.__class__ is Clauses else block(items)


# -- dots and brackets

@postfix('.')
def dot(parser, left, do_ok, bare):
    token = parser.next()
    parser.skip_eol()
    kind = parser.kinds[parser.pos]
    if kind in NAMES:
        return named(parser, parser.next(), (token, left), do_ok, bare)
    if kind == 'alias':
        return dotted_alias(parser, left, token)
    if kind == '{':
        return several_aliases(parser, left, token)
    raise parser.unexpected()


def dotted_alias(parser, left, token):
    last = parser.next()
    part = name_atom(parser, last)
    parser.access = True
    if left.__class__ is tuple and len(left) == 3 and left[0] is ALIASES:
        meta = left[1]
        if parser.meta.tokens:
            meta = [(LAST, parser.meta.at(last)), meta[1]]
        return ALIASES, meta, from_python([*to_python(left[2]), part])
    meta = parser.meta.at(token)
    if parser.meta.tokens:
        meta = [(LAST, parser.meta.at(last)), meta]
    return ALIASES, meta, two(left, part)


@primary('alias')
def alias(parser, _do_ok):
    token = parser.next()
    meta = parser.meta.at(token)
    parser.kind_of, parser.access = MATCHED, True
    if parser.meta.tokens:
        meta = [(LAST, meta), meta]
    return ALIASES, meta, [name_atom(parser, token), EMPTY]


def several_aliases(parser, left, token):
    opening = parser.next()
    newlines = parser.skip_eol()
    items = parser.container_items('}')
    closing = parser.expect('}')
    parser.kind_of, parser.access = MATCHED, True
    meta = outer = parser.meta.at(token)
    if items:
        outer = parser.meta.closed(opening, closing, newlines, rest=meta)
    return (DOT, meta, two(left, TUPLE)), outer, from_python(items)


@postfix('dot_call_op')
def anonymous_call(parser, left, do_ok, _bare):
    token = parser.next()
    return parens_call(parser, (DOT, parser.meta.at(token), [left, EMPTY]), token, do_ok)


@postfix('[')
def access(parser, left, _do_ok, _bare):
    opening = parser.next()
    newlines = parser.skip_eol()
    if parser.kinds[parser.pos] in KEYS:
        key = from_python(parser.keywords(']', messages.AFTER_KEYWORDS_IN_DATA))
    else:
        key = parser.element()
        if parser.kinds[parser.pos] == ',':
            parser.pos += 1
            if parser.kinds[parser.pos] not in (']', 'eol'):
                parser.container_items(']')
                raise parser.error(messages.ACCESS_ARGUMENTS, opening)
    closing = parser.expect(']')
    parser.kind_of, parser.access = MATCHED, True
    meta = [(FROM_BRACKETS, TRUE), parser.meta.closed(opening, closing, newlines)]
    return (DOT, meta, two(ACCESS, GET)), meta, two(left, key)


# -- operators that bind tighter than a dot

@primary('at_op')
def attribute(parser, do_ok):
    token = parser.next()
    parser.skip_eol()
    kind = parser.kinds[parser.pos]
    if kind in PREFIX:
        operand = parser.expression(do_ok, AT)
    elif kind in PRIMARY:
        operand = PRIMARY[kind](parser, do_ok)
    else:
        raise parser.unexpected()
    if parser.kind_of is NO_PARENS:
        parser.blame = token
    parser.bare = False
    return AT_SIGN, parser.meta.at(token), [operand, EMPTY]


@primary('capture_int')
def placeholder(parser, do_ok):
    token = parser.next()
    return CAPTURE, parser.meta.at(token), [PRIMARY['int'](parser, do_ok), EMPTY]


@primary('range_op', 'ellipsis_op')
def alone(parser, _do_ok):
    token = parser.next()
    parser.kind_of, parser.access = MATCHED, False
    return atom(token[3]), parser.meta.at(token), EMPTY


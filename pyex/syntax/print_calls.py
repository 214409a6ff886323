"""From quoted code back to text: variables, calls, do-blocks, dots, attributes, aliases."""
from pyex.syntax.shapes import (
    BLOCK, CALLS, FORMS, MANY, ONE, OPERAND, arguments, document, fits, force, form, glue, group, inherit, is_capture, is_node,
    keywords, line, meta_of, named, nest_broken, operator, parens, sections, surround, ungroup, unwrapped)
from pyex.syntax.operators import KINDS, WORDS
from pyex.syntax.print_literals import keyword_docs, sigil
from pyex.syntax.print_operators import opens_on_line
from pyex.terms import names
from pyex.terms.algebra import LINE, SOFT, SPACE, concat, nest
from pyex.terms.atom import TRUE, Atom, atom

ACCESS, GET, CURSOR = atom('Elixir.Access'), atom('get'), atom('cursor')

# Calls that are written without parentheses, by the number of their arguments (None: any).
_LOOSE = {
    'alias': (1, 2), 'case': (2,), 'cond': (1,), 'for': None, 'import': (1, 2), 'quote': (1, 2), 'receive': (1,),
    'require': (1, 2), 'try': (1,), 'with': None, 'def': (1, 2), 'defp': (1, 2), 'defmacro': (1, 2), 'defmacrop': (1, 2),
    'defguard': (1,), 'defguardp': (1,), 'defmodule': (2,), 'defdelegate': (2,), 'defexception': (1,), 'defoverridable': (1,),
    'defstruct': (1,), 'destructure': (2,), 'raise': (1, 2), 'reraise': (2, 3), 'if': (2,), 'unless': (2,), 'use': (1, 2),
    'defrecord': (2, 3), 'defrecordp': (2, 3), 'assert': (1, 2), 'assert_in_delta': (3, 4), 'assert_raise': (2, 3),
    'assert_receive': (1, 2, 3), 'assert_received': (1, 2), 'doctest': (1, 2), 'refute': (1, 2), 'refute_in_delta': (3, 4),
    'refute_receive': (1, 2, 3), 'refute_received': (1, 2), 'setup': (1, 2), 'setup_all': (1, 2), 'test': (1, 2),
    'config': (2, 3), 'import_config': (1,)}
_WITHOUT_PARENS = (BLOCK, OPERAND, ONE)


def is_loose(name, count):
    counts = _LOOSE.get(name, ())
    return counts is None or count in counts


# -- arguments

def call(head, given, loose, place, bare=True):
    """A call: `head` is the document before the arguments, `loose` says that it needs no parentheses, `bare` that
    it needs none when a do-block is all it has."""
    pairs = sections(given[-1]) if given else None
    if pairs:
        rest = given[:-1]
        head = concat(head, ' do' if bare and not rest else argument_docs(rest, loose, ' do'))
        return force(line(concat(head, FORMS['sections'](pairs)), 'end'))
    return concat(head, argument_docs(given, loose and place in _WITHOUT_PARENS))


def argument_docs(given, loose, after=''):
    """The arguments with or without parentheses, and what follows right after them."""
    if not given:
        return '()' + after
    left, last = given[:-1], given[-1]
    pairs = keywords(last) if last is not None else None
    if left and pairs and not any(named(item, '<-', 2) for item in given):
        doc = _positional_and_keywords(left, pairs, loose)
        if loose:
            return group(concat(nest(concat(' ', doc), 2), after))
        return fits(group(concat('(', nest_broken(SOFT, 2), doc, after)), False)
    place = ONE if len(given) == 1 and not pairs else MANY
    docs = [before_do(item, place) if after and loose else document(item, place) for item in left]
    opens = pairs is None and opens_on_line(last)
    if pairs:
        docs.append(keyword_docs(pairs))
    else:
        final = before_do(last, place) if after and loose else document(last, place)
        docs.append(fits(group(final), True) if opens else final)
    spread = on_own_lines(given)
    body = _joined(docs, LINE if spread else SPACE)
    if len(given) == 1:
        body = ungroup(body)
    if spread:
        body = force(body)
    if loose:
        doc = group(concat(' ', nest_broken(body, CURSOR), after))
    else:
        doc = group(concat(surround('(', body, ')'), after))
    return fits(doc, False) if opens else doc


def before_do(node, place):
    """An argument before a `do` that is not its own."""
    doc = document(node, place)
    return parens(doc) if _holds_block(node) else doc


def _holds_block(node):
    """Whether the text of a node has a do-block that no brackets enclose."""
    found = arguments(node) if is_node(node) else None
    if not found:
        return False
    return bool(sections(found[-1])) or any(map(_holds_block, operator(node)[1]))


def _positional_and_keywords(left, pairs, loose):
    first = _joined([document(item) for item in left])
    rest = concat(SPACE, keyword_docs(pairs))
    if loose:
        return nest_broken(concat(first, ',', fits(inherit(rest), True)), CURSOR)
    closing = concat(nest_broken(rest, 2), SOFT, ')')
    return concat(nest_broken(concat(first, ','), 2), fits(inherit(closing), True))


def on_own_lines(given):
    """Whether arguments that know their lines were written each in a line of its own."""
    lines = [meta_of(item, 'line') if is_node(item) else None for item in given]
    return len(lines) > 1 and None not in lines and len(set(lines)) == len(lines)


def _joined(docs, between=SPACE):
    body = docs[-1]
    for doc in reversed(docs[:-1]):
        body = glue(concat(doc, ','), body, between)
    return body


# -- local calls and variables

def local(node, place):
    """A variable or a call by name."""
    name, given = node[0].name, arguments(node)
    if node[2].__class__ is Atom:
        return callable_name(name) or f'unquote({names.literal(name)})'
    if given is None:
        return FORMS['anything'](node)
    if name.startswith('sigil_'):
        doc = sigil(node, place)
        if doc is not None:
            return doc
    plain = callable_name(name, strict=True)
    head = plain if plain else f'unquote({names.literal(name)})'
    return call(head, given, is_loose(name, len(given)), place)


FORMS[None] = local
_RESERVED = frozenset(('true', 'false', 'nil', 'and', 'or', 'not', 'in', 'when', 'fn', 'do', 'end', 'after', 'else', 'rescue', 'catch'))


def callable_name(name, strict=False):
    """The name as it may stand alone, or None. Operators may, as variables."""
    if names.remote(name) == name and name not in _RESERVED:
        if not strict or name not in KINDS:
            return name
    if not strict and (name in KINDS or name in WORDS or name in ('..//', '%', '{}', '%{}', '<<>>')):
        return name
    return None


FORMS['captured'] = callable_name


# -- dots

def remote_call(node, place):
    """`left.name(arguments)`, `left.(arguments)`, `left[key]`, `Left.{A, B}`; None for other heads."""
    found, given = arguments(node[0]) if is_node(node[0]) and node[0][0] is atom('.') else None, arguments(node)
    if not found or given is None or len(found) > 2:
        return None
    if len(found) == 1:
        return _anonymous(found[0], given, place)
    if meta_of(node, 'from_brackets') is TRUE and found[0] is ACCESS and found[1] is GET and len(given) == 2:
        return _bracket(*given)
    if found[1] is atom('{}'):
        return concat(target(found[0]), '.', FORMS['braces'](given))
    head = remote_name(node)
    if head is None:
        return None
    if not given:
        return head if meta_of(node, 'no_parens') is TRUE and not _is_module(found[0]) else concat(head, '()')
    return call(head, given, bool(sections(given[-1])), place)


def _is_module(node):
    return node.__class__ is Atom or is_node(node) and node[0] is atom('__aliases__')


def remote_name(node):
    """`left.name` of a remote call or capture."""
    left, name = arguments(node[0])
    if name.__class__ is not Atom:
        inner = named(name, 'unquote', 1)
        return concat(target(left), '.unquote(', document(inner[0]), ')') if inner else None
    return concat(target(left), '.', names.remote(name.name))


FORMS['remote'] = remote_name


def target(node):
    """What stands before a dot or bracket."""
    node = unwrapped(node)
    name, operands = operator(node)
    doc = document(node, MANY if name == '@' else OPERAND)
    plain = name is None or name == '@' and is_node(operands[0]) and operands[0][2].__class__ is Atom \
        or name == '&' and operands[0].__class__ is int
    if not plain or is_node(node) and node[0] in (atom('fn'), atom('..//')) or is_capture(node):
        return parens(doc)
    if is_node(node) and arguments(node) and sections(arguments(node)[-1]):
        return parens(doc)
    return doc


def _anonymous(left, given, place):
    return call(concat(target(left), '.'), given, False, place, bare=False)


def _bracket(left, key):
    pairs = keywords(key) if key is not None else None
    doc = keyword_docs(pairs) if pairs else document(key)
    return concat(target(left), surround('[', doc, ']'))


def other_call(node, place):
    """A call of what a call gives: `foo()()`, `unquote(name)(arguments)`."""
    given = arguments(node)
    if given is None or not is_node(node[0]):
        return None
    return call(document(node[0], OPERAND), given, False, place, bare=False)


CALLS.append(remote_call)
CALLS.append(other_call)


# -- aliases and attributes

@form('__aliases__')
def alias(node, _place):
    parts = arguments(node)
    if not parts:
        return None
    first = parts[0].name if parts[0].__class__ is Atom else target(parts[0])
    if not all(part.__class__ is Atom for part in parts[1:]):
        return None
    return concat(first, *('.' + part.name for part in parts[1:]))


def attribute(node, inner, place):
    """`@name` and `@name value`"""
    found = arguments(inner) if is_node(inner) and inner[0].__class__ is Atom and inner[2].__class__ is not Atom else None
    if found and len(found) == 1 and callable_name(inner[0].name, strict=True) and operator(inner)[0] is None \
            and inner[0] not in FORMS:
        pairs = keywords(found[0]) if found[0] is not None else None
        head = f'@{inner[0].name}'
        if pairs:
            return concat(head, group(concat(' ', nest_broken(keyword_docs(pairs), CURSOR))))
        return concat(head, argument_docs(found, place in _WITHOUT_PARENS))
    doc = document(inner, OPERAND)
    name, operands = operator(inner)
    if name is not None and name != '@' or _has_dot(inner):
        doc = parens(doc)
    return concat('@', doc)


def _has_dot(node):
    """Whether a dot in the text of a node would be taken for one after `@node`."""
    return is_node(node) and (node[0].__class__ is tuple or node[0] is atom('__aliases__') and len(arguments(node) or ()) > 1)


FORMS['attribute'] = attribute


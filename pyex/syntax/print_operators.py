"""From quoted code back to text: operators, and which of their operands need parentheses."""
from pyex.syntax.shapes import (
    BLOCK, FORMS, ONE, OPERAND, UNARY, arguments, binary_powers, clauses, document, fits, form, glue, group, is_capture, is_node, keywords,
    meta_of, named, nest_broken, operator, parens, unwrapped)
from pyex.syntax.operators import BINARY, KINDS, WORDS
from pyex.syntax.print_literals import keyword_docs
from pyex.terms.algebra import concat, nest
from pyex.terms.atom import Atom

PIPELINES = frozenset(('|>', '~>>', '<<~', '~>', '<~', '<~>', '<|>'))
_TIGHT = frozenset(('..', '//'))
_ONE_LINE = frozenset(('\\\\', 'in', 'not in'))
_BEFORE = frozenset(('|', 'when'))                  # these begin a new line
_OPENS_ON_LINE = frozenset(('::', '<-', '==', '!=', '=~', '===', '!==', '=', '\\\\'))
_ALWAYS_PARENS = frozenset(('|>', '<<<', '>>>', '<~', '~>', '<<~', '~>>', '<~>', '<|>', '^^^', '+++', '---', 'in', 'not in', '++',
                            '--', '..', '<>'))
_JOINING = frozenset(('++', '--', '+++', '---', '<>'))
_LOGICAL = frozenset(('||', '|||', 'or', '&&', '&&&', 'and'))
_LOOSE = frozenset(('=', '\\\\', '::', '|', 'when', '<-'))


@form(*(name for name, kind in {**KINDS, **WORDS}.items() if kind in BINARY))
def binary(node, place):
    """`left op right`, or None."""
    operands = arguments(node)
    if not operands or len(operands) == 1:
        return unary(node, place)
    if not operands or len(operands) != 2 or node[0].name == '//':
        return None
    nesting = 0 if place == BLOCK and node[0].name in PIPELINES else 2
    return group(binary_doc(node[0].name, *operands, nesting))


def binary_doc(name, left, right, nesting=2, chained=False):
    """The operator with its operands, not yet a group. chained: it stands right of the same operator."""
    first = operand(left, name, 'left', nesting)
    if chained and name in _BEFORE:
        first = nest(first, len(name) + 1)
    pairs = keywords(right) if name == 'when' else None
    second = group(keyword_docs(pairs)) if pairs else operand(right, name, 'right', nesting)
    if name in _TIGHT:
        return concat(group(first), name, group(second))
    if name in _ONE_LINE:
        return concat(group(first), f' {name} ', group(second))
    if name in PIPELINES:
        return glue(first, concat(name + ' ', second))
    if name in _BEFORE:
        if operator(right)[0] != name:
            second = nest(second, len(name) + 1)
        return glue(first, concat(name + ' ', second))
    return _after(name, first, right, second, nesting)


def _after(name, first, right, second, nesting):
    """An operator at the end of a line: the right side may go to the next one."""
    opens = name in _OPENS_ON_LINE and opens_on_line(right)
    if opens:
        second = fits(second, True)
    rest = group(nest_broken(glue(f' {name}', group(second)), nesting))
    doc = concat(group(first), rest)
    return fits(doc, False) if opens else doc


def opens_on_line(node):
    """Whether a node may begin in a line and go on in the next ones: `fn`, maps, lists."""
    if node.__class__ is list:
        return clauses(node) is None
    if not is_node(node) or node[0].__class__ is not Atom:
        return False
    return node[0].name in ('fn', '%{}', '%') and bool(arguments(node))


def operand(node, parent, side, nesting):
    """An operand of the operator `parent`, in parentheses where the tree needs them or the formatter wants them."""
    power, leans = binary_powers(parent)
    node = unwrapped(node)
    name, operands = _binary_parts(node)
    if name is None:
        doc = document(node, OPERAND)
        if parent == 'in' and side == 'left' and operator(node)[0] in ('not', '!'):
            return parens(doc)
        return parens(doc) if is_capture(node) and (side == 'left' or parent not in _LOOSE) else doc
    if name == parent and leans == side and name != '..//':
        return binary_doc(name, *operands, nesting, side == 'right')
    own, _ = binary_powers(name)
    doc = _operand_doc(node, name, operands)
    if power > own or power == own and leans != side:
        return parens(doc)
    return parens(doc) if _wants_parens(name, own, parent, power) else doc


def _wants_parens(name, own, parent, power):
    """Parentheses that the tree does not need but the reader does."""
    if name in _TIGHT or name == '..//' or name == 'not in':
        return False
    if name in _LOGICAL and parent in _LOGICAL:
        return own != power
    return parent in _ALWAYS_PARENS and (own != power or name in _JOINING)


def _binary_parts(node):
    """(name, operands) of a binary operator; `not in` is one."""
    inner = named(node, 'not', 1)
    inside = inner and named(inner[0], 'in', 2)
    if inside:
        return 'not in', inside
    if named(node, '..//', 3):
        return '..//', arguments(node)
    name, operands = operator(node)
    return (name, operands) if len(operands) == 2 else (None, [])


def _operand_doc(node, name, operands):
    if name == '..//':
        return document(node, OPERAND)
    return binary_doc(name, *operands)


@form('..//')
def stepped(node, _place):
    found = arguments(node)
    if not found or len(found) != 3:
        return None
    sides = ('..', 'left'), ('..', 'right'), ('//', 'right')
    first, last, step = (operand(item, *side, 2) for item, side in zip(found, sides))
    return concat(first, '..', last, '//', step)


@form('!', '^', 'not', '@', '...', '~~~')
def unary(node, place):
    """`-operand`, or None."""
    operands = arguments(node)
    if operands is None or len(operands) != 1:
        return FORMS['alone'](node) if node[2] is None else None
    name, inner = node[0].name, unwrapped(operands[0])
    if name not in UNARY:
        return None
    negated = named(inner, 'in', 2) if name == 'not' else None
    if negated:
        return group(binary_doc('not in', *negated))
    if name == '@':
        return FORMS['attribute'](node, inner, place)
    doc = document(inner, OPERAND)
    wrapped = _wrapped_in_unary(name, inner)
    if wrapped:
        doc = parens(doc)
    return concat('not ' if name == 'not' else name, doc)


def _wrapped_in_unary(name, inner):
    own, operands = operator(inner)
    if own is None or own == '@' or own == '&' and operands[0].__class__ is int:
        return named(inner, '..//', 3) is not None
    return not (own == name and name in ('!', 'not')) or _binary_parts(inner)[0] == 'not in'


def alone(node):
    """`..` and `...` without operands."""
    return node[0].name if node[0].name in ('..', '...') else None


FORMS['alone'] = alone


# -- `&`

@form('&')
def capture(node, place):
    found = arguments(node)
    if found is None or len(found) != 1:
        return None
    inner = unwrapped(found[0])
    if inner.__class__ is int:
        return f'&{inner}'
    name = _function_name(inner)
    if name is not None:
        return name
    doc = document(inner, ONE)
    if operator(inner)[0] not in (None, '&') or named(inner, '..//', 3):
        return concat('&', parens(doc))
    if named(inner, '__block__', len(arguments(inner) or ())) if is_node(inner) else False:
        return concat('&', doc)
    return concat('& ' if _begins_with_placeholder(inner) else '&', doc)


def _function_name(node):
    """`&name/arity` and `&Module.name/arity`, or None."""
    found = named(node, '/', 2)
    if not found or found[1].__class__ is not int or not is_node(found[0]):
        return None
    target = found[0]
    if target[0].__class__ is Atom and target[2].__class__ is Atom:
        return f'&{FORMS["captured"](target[0].name)}/{found[1]}' if FORMS['captured'](target[0].name) else None
    if target[0].__class__ is tuple and target[2] is None and named(target[0], '.', 2):
        return concat('&', FORMS['remote'](target), f'/{found[1]}')
    return None


def _begins_with_placeholder(node):
    """Whether the text of a node begins with `&`."""
    while is_node(node):
        if operator(node)[0] == '&':
            return True
        if node[0].__class__ is not tuple or not is_node(node[0]):
            return False
        dot = arguments(node[0])
        if not dot:
            return False
        bracket = meta_of(node, 'from_brackets') and arguments(node)
        node = bracket[0] if bracket else dot[0]
    return False



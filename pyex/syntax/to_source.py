"""From quoted code back to text as Elixir's formatter would write it at 98 columns: `Macro.to_string`.

Here are blocks, clauses, `fn` and do-blocks; the other nodes are in `print_literals`, `print_operators`, `print_calls`, what they share
is in `shapes`.
"""
from pyex.syntax.print_calls import before_do
from pyex.syntax.print_literals import anything, elements, flexible
from pyex.syntax.print_operators import operand
from pyex.syntax.shapes import (
    BLOCK, FORMS, MANY, MAYBE_EMPTY_LINE, PRINTERS, arguments, clauses, document, force, form, glue, is_node, line, named,
    ungroup)
from pyex.terms.algebra import COLLAPSE, LINE, NIL_DOC, SPACE, concat, group, nest, render
from pyex.terms.atom import atom
from pyex.terms.lists import to_python

WIDTH = 98
_CURSOR = atom('cursor')


def to_source(quoted, width=WIDTH):
    """The text of quoted code (any term)."""
    return '\n'.join(part.rstrip() if not part.strip() else part for part in render(_program(quoted), width).split('\n'))


def _program(quoted):
    found = arguments(quoted) if is_node(quoted) and quoted[0] is atom('__block__') else None
    if found is None or len(found) == 1:
        return group(document(quoted, BLOCK))
    return body(quoted)


# -- blocks

def body(node):
    """The expressions of a block, one a line; those that need several lines are set apart by empty ones."""
    found = arguments(node) if is_node(node) and node[0] is atom('__block__') else None
    if found is None or len(found) == 1:
        return document(node, BLOCK)
    if not found:
        return NIL_DOC
    docs, last, edge_before = [], len(found) - 1, NIL_DOC
    for index, expression in enumerate(found):
        edge = NIL_DOC if _is_attribute(expression) else MAYBE_EMPTY_LINE
        doc = document(expression, BLOCK)
        doc = concat(edge_before, doc) if edge_before is not NIL_DOC else doc
        if index < last and edge is not NIL_DOC:
            doc = concat(doc, (COLLAPSE, 2), edge)
        edge_before = edge
        docs.append(group(doc))
    return force(line(*docs))


def _is_attribute(node):
    return named(node, '@', 1) is not None


@form('__block__')
def block(node, place):
    found = arguments(node)
    if found is None:
        return None
    if not found:
        return 'nil' if place != BLOCK else ''
    if len(found) == 1:
        inner = found[0]
        if named(inner, 'unquote_splicing', 1):
            return concat('(', document(inner), ')')
        return document(inner, place)
    return force(line(nest(line('(', body(node)), 2), ')'))


# -- clauses

def clause_head(given):
    """The arguments before an arrow, with their guard."""
    if len(given) == 1 and is_node(given[0]) and given[0][0] is atom('when'):
        inner = arguments(given[0])
        if inner:
            return _guarded(inner[:-1], inner[-1])
    return _clause_arguments(given)


def _clause_arguments(given):
    if not given:
        return NIL_DOC
    docs = [before_do(item, MANY) for item in given]
    out = docs[-1]
    for doc in reversed(docs[:-1]):
        out = glue(concat(doc, ','), out)
    return group(out)


def _guarded(given, guard):
    first = _clause_arguments(given) if given else '()'
    second = nest(operand(guard, 'when', 'right', 2), len('when '))
    return group(glue(first, concat('when ', second)))


def _clause(node):
    given, expression = node[2][0], node[2][1][0]
    head = clause_head(to_python(given)) if given is not None else '()'
    return concat(ungroup(head), ' ->', nest(concat(SPACE, body(expression)), 2))


def clause_lines(found):
    """Clauses one a line, or each on several lines if one of them needs that."""
    out = _clause(found[0])
    for node in found[1:]:
        out = concat(out, MAYBE_EMPTY_LINE, LINE, _clause(node))
    return group(out)


def enclosed_clauses(found):
    """`(a -> b)`"""
    if len(found) > 1:
        return force(line(nest(line('(', clause_lines(found)), 2), ')'))
    given, expression = found[0][2][0], found[0][2][1][0]
    head = clause_head(to_python(given)) if given is not None else '()'
    return group(concat('(', nest(concat(ungroup(head), ' ->', nest(concat(SPACE, group(document(expression))), 2)), 1), ')'))


PRINTERS['clauses'] = enclosed_clauses
FORMS['body'] = body
FORMS['anything'] = lambda node: anything(node, None)
FORMS['braces'] = lambda items: flexible('{', elements(items), '}', 1)


@form('fn')
def function(node, _place):
    found = clauses(node[2])
    if not found:
        return None
    if len(found) > 1:
        return force(line(nest(line('fn', clause_lines(found)), 2), 'end'))
    given, expression = found[0][2][0], found[0][2][1][0]
    if given is None:
        head = 'fn ->'
    else:
        head = concat('fn ', group(nest(concat(ungroup(clause_head(to_python(given))), ' ->'), _CURSOR)))
    return group(glue(nest(glue(head, body(expression)), 2), 'end'))


def section_docs(pairs):
    """What stands between `do` and `end`."""
    out = _section(pairs[0][1])
    for key, value in pairs[1:]:
        out = concat(out, LINE, key.name, _section(value))
    return out


def _section(value):
    if named(value, '__block__', 0) is not None:
        return NIL_DOC
    found = clauses(value) if value.__class__ is list else None
    return nest(concat(LINE, clause_lines(found) if found else body(value)), 2)


FORMS['sections'] = section_docs


"""Building quoted code: nodes as Elixir's parser makes them, and their metadata.

What is special about Elixir's tree is here and not in the grammar: `not in`, `..//`, aliases joined by dots, blocks, clauses.
"""
from pyex.syntax import messages
from pyex.syntax.errors import ElixirSyntaxError
from pyex.terms.atom import atom
from pyex.terms.lists import from_python

LINE, COLUMN, BLOCK, ALIASES, DOT = map(atom, ('line', 'column', '__block__', '__aliases__', '.'))
NO_PARENS, CLOSING, NEWLINES, PARENS = map(atom, ('no_parens', 'closing', 'newlines', 'parens'))
FROM_BRACKETS, FROM_INTERPOLATION, END_OF_EXPRESSION = map(atom, ('from_brackets', 'from_interpolation', 'end_of_expression'))
ACCESS, GET, NOT, BANG, IN, RANGE, STEP = map(atom, ('Elixir.Access', 'get', 'not', '!', 'in', '..', '..//'))
WHEN, STAB, TUPLE, SPLICING, DO, END, FN, CAPTURE, SLASH = map(
    atom, ('when', '->', '{}', 'unquote_splicing', 'do', 'end', 'fn', '&', '/'))
EMPTY = None
EMPTY_BLOCK = (BLOCK, EMPTY, EMPTY)


class Meta:
    """Makes metadata, with columns and token metadata or without."""

    def __init__(self, columns, tokens):
        self.columns, self.tokens = columns, tokens
        self._lines = {}
        if columns:
            self.at = self._with_column

    def at(self, token):
        """[line: 1] of a token."""
        line = token[1]
        found = self._lines.get(line)
        if found is None:
            found = self._lines[line] = [(LINE, line), EMPTY]
        return found

    def _with_column(self, token):
        return [(LINE, token[1]), [(COLUMN, token[2]), EMPTY]]

    def operator(self, token, newlines):
        meta = self.at(token)
        if self.tokens and newlines:
            return [(NEWLINES, newlines), meta]
        return meta

    def closed(self, opening, closing, newlines=0, rest=None):
        """Metadata of what `opening` begins and `closing` ends."""
        meta = rest if rest is not None else self.at(opening)
        if not self.tokens:
            return meta
        meta = [(CLOSING, self.at(closing)), meta]
        return [(NEWLINES, newlines), meta] if newlines else meta


def two(left, right):
    return [left, [right, EMPTY]]


def binary(meta, left, token, right):
    """The node of `left op right`. `token` is the operator's, `meta` its metadata."""
    symbol = token[3]
    if symbol == '//':
        return step(left, token, right)
    if symbol == 'not in':
        return NOT, meta, [(IN, meta, two(left, right)), EMPTY]
    return atom(symbol), meta, two(left, right)


def step(left, token, right):
    if left.__class__ is tuple and len(left) == 3 and left[0] is RANGE and left[2] is not EMPTY:
        first, (last, _) = left[2]
        return STEP, left[1], [first, [last, [right, EMPTY]]]
    raise ElixirSyntaxError(messages.STEP_ALONE, token[1], token[2])


def negated(node):
    """The operand of `not x` or `!x`, or None."""
    if node.__class__ is tuple and len(node) == 3 and (node[0] is NOT or node[0] is BANG):
        arguments = node[2]
        if arguments.__class__ is list and arguments[1] is EMPTY:
            return arguments[0]
    return None


def block(expressions):
    """The one node for a sequence of expressions."""
    if len(expressions) == 1 and not is_splicing(expressions[0]):
        return expressions[0]
    return BLOCK, EMPTY, from_python(expressions)


def is_splicing(node):
    return node.__class__ is tuple and len(node) == 3 and node[0] is SPLICING and node[2].__class__ is list \
        and node[2][1] is EMPTY


def with_meta(node, key, value):
    """The node with one more entry at the head of its metadata, if it has metadata."""
    if node.__class__ is tuple and len(node) == 3:
        return node[0], [(key, value), node[1]], node[2]
    return node


def unwrap_when(arguments):
    """`a, b when c` is parsed as `a, (b when c)`; a clause holds `when(a, b, c)`."""
    last = arguments[-1] if arguments else None
    if last.__class__ is tuple and len(last) == 3 and last[0] is WHEN and last[2].__class__ is list:
        operands = []
        cells = last[2]
        while cells is not None:
            operands.append(cells[0])
            cells = cells[1]
        if len(operands) == 2:
            return [(WHEN, last[1], from_python([*arguments[:-1], *operands]))]
    return arguments

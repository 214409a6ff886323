"""What was opened and must be closed: brackets, `do`, `fn`, interpolations.

Indentation gives hints: a `do` that is followed by another one no further to the right probably lacks its `end`.
"""
from typing import NamedTuple

from pyex.syntax.errors import ElixirSyntaxError

CLOSING = {'fn': 'end', 'do': 'end', '(': ')', '[': ']', '{': '}', '<<': '>>'}


class Opened(NamedTuple):
    kind: str
    line: int
    column: int
    indentation: int
    index: int


class Terminators:
    def __init__(self):
        self.stack = []
        self.hints = {}                 # 'do' or 'end' -> the line of one that looks wrong
        self.partners = {}              # index of the opening token -> index of the closing one

    def open(self, kind, line, column, indentation, index):
        if self.stack and CLOSING[kind] == 'end' == CLOSING[self.stack[-1].kind] and indentation <= self.stack[-1].indentation:
            self.hints[self.stack[-1].kind] = self.stack[-1].line
        self.stack.append(Opened(kind, line, column, indentation, index))

    def close(self, kind, line, column, indentation, index):
        if not self.stack:
            raise self._nothing_open(kind, line, column)
        opened = self.stack.pop()
        expected = CLOSING[opened.kind]
        if expected != kind:
            raise ElixirSyntaxError(
                unexpected(kind), opened.line, opened.column, exception='MismatchedDelimiterError', end_line=line,
                end_column=column, opening_delimiter=opened.kind, closing_delimiter=kind, expected_delimiter=expected)
        if kind == 'end':
            self._compare(opened, line, indentation)
        self.partners[opened.index] = index

    def _compare(self, opened, line, indentation):
        if indentation > opened.indentation and opened.line != line:
            self.hints['end'] = line
        if indentation == opened.indentation and self.hints.get(opened.kind) == opened.line:
            del self.hints[opened.kind]

    def _nothing_open(self, kind, line, column):
        hint = ''
        if kind == 'end' and 'end' in self.hints:
            hint = (f'\nhint: the "end" on line {self.hints["end"]} may not have a matching "do" defined before it '
                    '(based on indentation)')
        return ElixirSyntaxError(unexpected(kind) + hint, line, column)

    def unclosed(self, line, column):
        """The error for a text that ends here while something is open."""
        opened = self.stack[-1]
        expected, hint = CLOSING[opened.kind], ''
        if opened.kind in self.hints:
            hint = (f'\nhint: it looks like the "{opened.kind}" on line {self.hints[opened.kind]} '
                    f'does not have a matching "{expected}"')
        return ElixirSyntaxError(
            f'missing terminator: {expected}{hint}', opened.line, opened.column, exception='TokenMissingError',
            incomplete=True, end_line=line, end_column=column, opening_delimiter=opened.kind,
            expected_delimiter=expected)


def unexpected(kind):
    return ('unexpected reserved word: ' if kind == 'end' else 'unexpected token: ') + kind

"""Tokens with their places, for whoever colours or completes text while it is typed. Never raises.

The tokenizer does the work; here it is kept going after errors, and strings are taken apart at their interpolations.
Kinds are the grammar's (`alias`, `kw_identifier`, `bin_string`, `arrow_op`...), besides them `comment`, `eol`,
`interpolation` (`#{` and its `}`) and `error`. Blanks belong to no token.
"""
from typing import NamedTuple

from pyex.syntax.errors import ElixirSyntaxError
from pyex.syntax.strings import Code
from pyex.syntax.terminators import CLOSING, Terminators
from pyex.syntax.tokenizer import AFTER_DOT, HANDLERS, MASTER, Tokenizer


class Span(NamedTuple):
    """A token in its text."""
    kind: str
    text: str
    start: int
    end: int


def tokens(text):
    """The list of Spans of a text that may be unfinished or wrong."""
    marker = _Marker(text)
    try:
        marker.run()
    except RecursionError:                      # interpolations within interpolations within...
        end = marker.spans[-1].end if marker.spans else 0
        marker.spans.append(Span('error', text[end:], end, len(text)))
    return marker.spans


class _Forgiving(Terminators):
    def close(self, kind, line, column, indentation, index):
        if self.stack and CLOSING[self.stack[-1].kind] == kind:
            self.stack.pop()


_KIND_OF_GROUP = {'newline': 'eol', 'comment': 'comment', 'continuation': 'eol', 'string': 'bin_string', 'sigil': 'sigil',
                  'quoted_atom': 'atom_quoted', 'dot': 'identifier'}


class _Marker(Tokenizer):
    def __init__(self, text):
        super().__init__(text)
        self.terminators = _Forgiving()
        self.spans = []

    def _unescaped(self, parts, line, column):
        return [part if part.__class__ is Code else '' for part in parts]       # a wrong escape is still inside a string

    def _loop(self):
        """Whether a `}` that closes an interpolation was found."""
        while True:
            found = MASTER(self.text, self.position)
            group = found.lastgroup
            start, first = found.start(group), len(self.spans)
            if group == 'end':
                self.position = start
                return False
            try:
                done = HANDLERS[group](self, start, found.end())
            except ElixirSyntaxError as error:
                self._failed(group, start, found.end(), first, error)
                continue
            if done:
                return True
            self._mark(group, start, first)

    def _mark(self, group, start, first):
        kind = _KIND_OF_GROUP.get(group) if group in ('newline', 'comment', 'continuation') else self.tokens[-1][0]
        if group == 'percent':
            kind = '%' if kind == '%' else '%{}'
        elif group == 'dot':
            self._span('.', start, start + 1)
            start = AFTER_DOT(self.text, start + 1).end()
            first += 1
        if start < self.position:
            self._pieces(kind, start, self.position, first)

    def _pieces(self, kind, start, end, first):
        """Mark what is not inside of the interpolations found since `first`."""
        inner = self.spans[first:]
        if not inner:
            self._span(kind, start, end)
            return
        del self.spans[first:]
        depth, at = 0, start
        for span in inner:
            if span.kind == 'interpolation':
                depth += 1 if span.text == '#{' else -1
                if depth == 1 and span.text == '#{' and at < span.start:
                    self._span(kind, at, span.start)
                at = span.end
            self.spans.append(span)
        if at < end and not depth:
            self._span(kind, at, end)

    def _failed(self, group, start, end, first, error):
        if error.incomplete and group in ('string', 'sigil', 'quoted_atom', 'dot'):
            self.position = len(self.text)
            self._pieces(_KIND_OF_GROUP[group], start, self.position, first)
            return
        del self.spans[first:]
        self.position = max(end, start + 1)
        self._span('error', start, self.position)

    def _span(self, kind, start, end):
        self.spans.append(Span(kind, self.text[start:end], start, end))

    def interpolation(self, position, opened):
        self._span('interpolation', position, position + 2)
        outer = self.tokens, self.terminators
        line, column = self.place(position)
        self.tokens, self.terminators, self.position = [], _Forgiving(), position + 2
        self.depth += 1
        closed = self._loop()
        self.depth -= 1
        self.tokens, self.terminators = outer
        if closed:
            self._span('interpolation', self.position - 1, self.position)
        return Code(line, column, ([], {}), line, column), self.position

"""From lines to entries: an *entry* is what is evaluated at one prompt, one or more lines.

The parser says whether lines are complete. A line `#iex:break` gives up an entry that is not.
"""
from typing import NamedTuple

from pyex.shell.brackets import unfinished_lines
from pyex.syntax import parse, tokens
from pyex.syntax.errors import ElixirSyntaxError

BREAK = '#iex:break'
FILE = 'iex'
VALUE = 'v '              # what an operator at the begin goes on with


class Entry(NamedTuple):
    """text: its lines. operator: None; or the binary operator it begins with, to go on with the value before; or 'break'."""
    text: str
    operator: str = None


def entry_of(text):
    """A text as one Entry."""
    head, mark, last = text.rpartition('\n')
    return Entry(head, 'break') if mark and last.strip() == BREAK and is_incomplete(head + mark) else Entry(text, leading_operator(text))


def is_incomplete(text):
    """Whether more lines could make it complete. What is wrong already is not incomplete."""
    error = error_of(text)
    return error is not None and error.incomplete


def error_of(text):
    """The ElixirSyntaxError of a text, None if it is complete. It may begin with an operator, and go on with the value before."""
    error = _error(text)
    return error if error is None or leading_operator(text) is None else _error(VALUE + text, 1 - len(VALUE))


def _error(text, column=1):
    try:
        parse(text, FILE, column=column)
    except ElixirSyntaxError as error:
        return error
    return None


class Reader:
    """Collects the lines of one entry after the other.

    Within a `do` block not all of it is parsed again at each line: what stands there is expressions, and only what is wrong as
    an expression of its own, like `end`, can complete it or be an error. `inner` is what has come of such an expression, None elsewhere.
    """

    def __init__(self):
        self.text, self.inner = '', None

    @property
    def empty(self):
        return not self.text

    def feed(self, line):
        """Take a line (with its newline); the Entry that it completes, or None."""
        if line.strip() == BREAK:
            return self._break(line)
        self.text += line
        if self.inner is not None and self._goes_on(line):
            return None
        if is_incomplete(self.text):
            self.inner = '' if _opens_block(self.text) else None
            return None
        return self._finish(leading_operator(self.text))

    def _goes_on(self, line):
        """Whether the block is open still, and there is nothing wrong."""
        self.inner += line
        error = _error(self.inner)
        if error is None:
            self.inner = ''
        return error is None or error.incomplete

    def _break(self, line):
        if self.empty:                          # as in iex, it then begins an entry
            self.text = line
            return None
        return self._finish('break')

    def _finish(self, operator):
        entry = Entry(self.text, operator)
        self.text, self.inner = '', None
        return entry


def _opens_block(text):
    """Whether the last token is the `do` of a block."""
    last = None
    for token in tokens(text):
        last = token if token.kind not in ('eol', 'comment') else last
    return last is not None and last.kind == 'do'


# Kinds of operators that go on with the value before. Not those that mean something at the head of an expression.
CONTINUING = {'and_op', 'or_op', 'comp_op', 'rel_op', 'arrow_op', 'in_op', 'concat_op', 'mult_op'}


def leading_operator(text):
    """The binary operator that a text begins with, or None."""
    first, second = [*tokens(text), None, None][:2]
    if first is None or first.kind not in CONTINUING and [first.text, second and second.text] != ['not', 'in']:
        return None
    return first.text


def split(text):
    """The entries of a block of text, as if it were typed: one for each expression, with the comments before it.

    As in a file, a line that begins with a binary operator goes on with the expression before. From a syntax error on,
    the rest is one entry: what follows it would mean nothing.
    """
    entries, held = [], ''
    lines = [line + '\n' for line in text.split('\n')]
    lines[-1] = lines[-1][:-1]
    unfinished = unfinished_lines(text, tokens(text))          # what is open there need not be parsed
    for number, line in enumerate(lines):
        held = held + line if held.strip() else line
        if number in unfinished and number + 1 < len(lines) or is_blank(held):
            continue
        error = error_of(held)
        if number + 1 < len(lines) and (error and error.incomplete or leading_operator(_next(lines, number))):
            continue
        if error and not error.incomplete:
            held += ''.join(lines[number + 1:])
            break
        entries.append(_entry(held, entries))
        held = ''
    if held.strip() and not (entries and is_blank(held)):
        entries.append(_entry(held, entries))
    return entries


def _next(lines, number):
    """The line after line `number` that is neither blank nor a comment."""
    return next((line for line in lines[number + 1:] if not is_blank(line)), '')


def _entry(text, before):
    return Entry(text, None if before else leading_operator(text))


def is_blank(text):
    """Whether there is nothing but white space and comments."""
    return all(token.kind in ('eol', 'comment') for token in tokens(text))

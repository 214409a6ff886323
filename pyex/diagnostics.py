"""Diagnostics: errors and warnings about source text, and the only code that draws snippets and carets.

Two shapes exist. Without the text at hand (at the prompt), `render` gives

    warning: variable "x" is unused
    └─ iex:2: Mod.fun/1

and with it (a file that is compiled) it draws the line and a caret under what is meant. Syntax errors carry such a
drawing inside of their message (`error_snippet`, `mismatch_snippet`). In colours the title and the carets stand out, as in Elixir.
"""
from typing import NamedTuple


class Diagnostic(NamedTuple):
    severity: str                   # 'error' or 'warning'
    message: str
    file: str
    line: int
    column: int | None = None
    span: int | None = None         # how many columns the carets cover
    hint: str | None = None
    where: str | None = None        # 'Mod.fun/1' or 'Mod (module)'
    places: tuple = ()   # further (file, line, column, where): the same message for them

    def location(self):
        column = '' if self.column is None else f':{self.column}'
        where = f': {self.where}' if self.where else ''
        return f'{self.file}:{self.line}{column}{where}'


COLORS = {'error': '\x1b[31m', 'warning': '\x1b[33m', 'hint': '\x1b[34m'}


def render(diagnostic, source=None, colors=False):
    """The text Elixir prints for a diagnostic, without its last line end. `source` is the file's text, if known."""
    message = diagnostic.message
    if diagnostic.hint:
        message = f'{message}\n\n{_painted("hint:", "hint", colors)} {diagnostic.hint}'
    line = _source_line(source, diagnostic.line)
    if line is None or diagnostic.line is None:
        return f'{_title(diagnostic, colors)} {message}\n└─ {diagnostic.location()}'
    return _with_source(diagnostic, message, line, colors)


def _painted(text, role, colors):
    return f'{COLORS[role]}{text}\x1b[0m' if colors else text


def _title(diagnostic, colors):
    return _painted(f'{diagnostic.severity}:', diagnostic.severity, colors)


def _source_line(source, number):
    if source is None or not number:
        return None
    lines = source.split('\n')
    return lines[number - 1] if number <= len(lines) and lines[number - 1].strip() else None


def _with_source(diagnostic, message, line, colors):
    gutter = _gutter(diagnostic.line)
    bar = ' ' * gutter + '│'
    number = f' {diagnostic.line} │'.rjust(gutter + 1)
    shown = line.lstrip()
    if diagnostic.column is None:
        marks = '~' * len(shown.rstrip())
        indent = len(line) - len(shown)
    else:
        marks = '^' * max(1, diagnostic.span or 1)
        indent = diagnostic.column - 1
    head = f'{" " * gutter}{_title(diagnostic, colors)} {_padded(message, gutter)}'
    marks = _painted(marks, diagnostic.severity, colors)
    return '\n'.join((head, bar, f'{number} {line}', f'{bar} {" " * indent}{marks}', bar,
                      f'{" " * gutter}└─ {diagnostic.location()}'))


def _gutter(line):
    """The column where the bar stands, counted from 0."""
    return max(2, len(str(line))) + 2


def _padded(message, gutter):
    first, *rest = message.split('\n')
    return '\n'.join([first, *(' ' * gutter + line if line else '' for line in rest)])


def error_snippet(file, line, column, message, source_line):
    """The drawing inside of a SyntaxError: the line and a caret."""
    if source_line is None or column is None:
        place = f'{file}:{line}' if column is None else f'{file}:{line}:{column}'
        return f'error: {message}\n└─ {place}'
    gutter = _gutter(line)
    pad, bar = ' ' * gutter, ' ' * gutter + '│'
    return '\n'.join((f'{pad}error: {_padded(message, gutter)}', bar, f'{_number(line, gutter)} {source_line}',
                      f'{bar} {" " * (column - 1)}^', bar, f'{pad}└─ {file}:{line}:{column}'))


def _number(line, gutter):
    return f'{line} '.rjust(gutter) + '│'


LONGEST_SPAN = 5                # lines; of longer ones only the first and the last are shown


def mismatch_snippet(fields):
    """The drawing for a delimiter that was never closed, or closed by another one."""
    line, column, end_line, end_column = (fields[name] for name in ('line', 'column', 'end_line', 'end_column'))
    closing = 'mismatched closing delimiter' if 'closing_delimiter' in fields else 'missing closing delimiter'
    below = f'└ {closing} (expected "{fields["expected_delimiter"]}")'
    gutter = _gutter(end_line)
    pad, bar = ' ' * gutter, ' ' * gutter + '│'
    head = [f'{pad}error: {_padded(fields["description"], gutter)}', bar]
    tail = [bar, f'{pad}└─ {fields["file"]}:{end_line}:{end_column}']
    lines = fields['text'].split('\n')

    def shown(number):
        return f'{_number(number, gutter)} {lines[number - fields["first_line"]]}'.rstrip('\r')

    def mark(at, text):
        return f'{bar} {" " * (at - 1)}{text}'

    if line == end_line:
        gap = ' ' * (end_column - column - 1)
        body = [shown(line), mark(column, f'│{gap}{below}'), mark(column, '└ unclosed delimiter')]
    else:
        if end_line - line < LONGEST_SPAN:
            between = [shown(number) for number in range(line + 1, end_line)]
        else:
            between = ['...'.rjust(gutter)]
        body = [shown(line), mark(column, '└ unclosed delimiter'), *between, shown(end_line), mark(end_column, below)]
    return '\n'.join([*head, *body, *tail])

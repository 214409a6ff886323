"""How far a line is indented, from what is open before it: what Elixir's formatter would give, as far as that can be told while typing."""
from pyex.shell.brackets import pair
from pyex.syntax import tokens

STEP = '  '
JOINING = {'stab_op', 'block_identifier', 'match_op', 'kw_identifier'}         # a line that ends with these goes on further in
OPENERS = {'do', 'fn'}


def indentation(text):
    """The white space that the line after `text` begins with."""
    line = _last_line(text)
    spans = tokens(text)
    shown = [span for span in spans if span.kind not in ('comment', 'eol')]
    if not shown or not line.strip():
        return leading(line)
    last, start = shown[-1], len(text) - len(line)
    brackets = pair(spans)
    opened = [spans[index] for index in brackets.open if spans[index].start >= start]
    if opened or last.start >= start and last.kind in JOINING:
        return leading(line) + STEP
    if joins(last):
        return leading(line) if _goes_on(shown, start) else leading(line) + STEP
    return leading(_first_line(text, shown, start))


def joins(span):
    """Whether an expression goes on after it."""
    return span.kind.endswith('_op') and span.kind not in ('stab_op', 'capture_op', 'at_op', 'unary_op')


def _goes_on(shown, start):
    """Whether the line that begins at `start` goes on with the line before it."""
    before = [span for span in shown if span.start < start]
    return bool(before) and (joins(before[-1]) or before[-1].kind == 'match_op')


def _first_line(text, shown, start):
    """The first line of the expression that the last line, which begins at `start`, goes on with."""
    while start and _goes_on(shown, start):
        start = text.rfind('\n', 0, start - 1) + 1
    return text[start:].partition('\n')[0]


def aligned(before, line):
    """The white space that a line should begin with for what it begins with (`end`, `else`, `)`, `pattern ->`); None if that does not matter."""
    spans = tokens(before)
    inside = pair(spans)
    inner = [span for span in tokens(line) if span.kind not in ('comment', 'eol')]
    if not inside.open or not inner or inside.wrong is not None:
        return None
    opener = spans[inside.open[-1]]
    outer = leading(_line_at(before, opener.start))
    if inner[0].kind in ('end', ')', ']', '}', '>>', 'block_identifier'):
        return outer
    if opener.kind in OPENERS and _is_clause(inner) and '\n' in before[opener.end:]:
        return outer + STEP
    return None


def _is_clause(spans):
    """Whether `->` stands outside of all that the line itself opens."""
    arrow = next((index for index, span in enumerate(spans) if span.kind == 'stab_op'), None)
    return arrow is not None and not pair(spans[:arrow]).open


def leading(line):
    return line[:len(line) - len(line.lstrip(' \t'))]


def _last_line(text):
    return text.rpartition('\n')[2]


def _line_at(text, position):
    start = text.rfind('\n', 0, position) + 1
    return text[start:].partition('\n')[0]

"""What all views draw with: roles instead of colours, numbers and times for people, and strips of a width.

A *role* is what a piece of text means ('name', 'bad'); `palette(light)` says how a role looks on a dark or a light
background. Only the terminal's own sixteen colours and its own background are used, and whatever a colour says is also said
by a letter or a word. A *piece* is `(text, role)`; a line is a list of pieces.
"""
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

COMMON = {'plain': '', 'dim': 'dim', 'head': 'bold', 'sorted': 'bold reverse', 'cursor': 'reverse', 'bad': 'bold red', 'title': 'bold',
          'key': 'bold', 'tagged': 'bold', 'label': 'italic'}
DARK = {'name': 'cyan', 'good': 'green', 'warn': 'yellow', 'busy': 'bold green', 'link': 'cyan', 'note': 'magenta', 'bar': 'green'}
LIGHT = {'name': 'blue', 'good': 'green', 'warn': 'magenta', 'busy': 'bold green', 'link': 'blue', 'note': 'magenta', 'bar': 'blue'}

UNITS = ((10 ** 12, 'T'), (10 ** 9, 'G'), (10 ** 6, 'M'), (10 ** 3, 'k'))
SECOND = 10 ** 9


def palette(light):
    """{role: Style}"""
    return {role: Style.parse(text) for role, text in {**COMMON, **(LIGHT if light else DARK)}.items()}


def human(number):
    """A count in at most five characters or so: 9999, 12.3k, 4.0M; '' for None."""
    if number is None:
        return ''
    if abs(number) < 10_000:
        return str(number) if number.__class__ is int else f'{number:.0f}'
    for size, letter in UNITS:
        if abs(number) >= size:
            value = number / size
            return f'{value:.1f}{letter}' if abs(value) < 100 else f'{value:.0f}{letter}'
    return ''


def change(number):
    """A difference, with its sign; '' for none."""
    return '' if not number else ('+' if number > 0 else '') + human(number)


def duration(nanoseconds):
    """A length of time in at most five characters or so: 12ms, 3.4s, 12m05, 3h20; '' for None."""
    if nanoseconds is None:
        return ''
    milliseconds = max(0, nanoseconds) // 1_000_000
    if milliseconds < 1_000:
        return f'{milliseconds}ms'
    if milliseconds < 100_000:
        return f'{milliseconds / 1000:.1f}s'
    minutes, seconds = divmod(milliseconds // 1000, 60)
    if minutes < 60:
        return f'{minutes}m{seconds:02}'
    hours, minutes = divmod(minutes, 60)
    return f'{hours}h{minutes:02}' if hours < 48 else f'{hours // 24}d'


def pid_text(pid):
    """A pid as people know it, short."""
    return '' if pid is None else f'<0.{pid}.0>'


def cut(text, width):
    """A text in at most so many cells; what is cut is shown by a dot."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + '…' if width > 0 else ''


def cell(text, width, align='<'):
    """A text in exactly so many cells."""
    text = cut(text, width)
    space = ' ' * (width - cell_len(text))
    return space + text if align == '>' else text + space


def flat(text):
    """A text without line ends and other control characters."""
    return text if text.isprintable() else ''.join(c if c.isprintable() else '⏎' if c == '\n' else '·' for c in text)


def strip(pieces, width, styles, over=None):
    """A line of pieces, cut or filled to a width; `over` is a role in place of those of the pieces."""
    segments = [Segment(text, styles[over or role]) for text, role in pieces]
    return Strip(segments).adjust_cell_length(width, styles[over] if over else None)

"""What all views draw with: roles instead of colours, and strips of a width.

A *role* is what a piece of text means ('name', 'bad'); `palette(light)` says how a role looks on a dark or a light
background. Only the terminal's own sixteen colours and its own background are used, and whatever a colour says is also said
by a letter or a word. A *piece* is `(text, role)`; a line is a list of pieces.
"""
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

COMMON = {'plain': '', 'dim': 'dim', 'head': 'bold', 'sorted': 'bold reverse', 'cursor': 'reverse', 'bad': 'bold red', 'title': 'bold',
          'key': 'bold', 'tagged': 'bold', 'label': 'italic'}
DARK = {'name': 'cyan', 'good': 'green', 'warn': 'yellow', 'busy': 'bold green', 'link': 'cyan', 'note': 'magenta', 'bar': 'green'}
LIGHT = {'name': 'blue', 'good': 'green', 'warn': 'magenta', 'busy': 'bold green', 'link': 'blue', 'note': 'magenta', 'bar': 'blue'}


def palette(light):
    """{role: Style}"""
    return {role: Style.parse(text) for role, text in {**COMMON, **(LIGHT if light else DARK)}.items()}


def strip(pieces, width, styles, over=None):
    """A line of pieces, cut or filled to a width; `over` is a role in place of those of the pieces."""
    segments = [Segment(text, styles[over or role]) for text, role in pieces]
    return Strip(segments).adjust_cell_length(width, styles[over] if over else None)

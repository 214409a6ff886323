"""Lines of text with a cursor. Some lines lead somewhere: Enter on them goes there."""
from typing import Any, NamedTuple

from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pyex.observer.views.paint import palette, strip


class Line(NamedTuple):
    """pieces: what stands there. target: what Enter opens, or None. section: its heading, on the first line of a section."""
    pieces: tuple
    target: Any = None
    section: str = ''


def heading(text, note=''):
    return Line(((f' {text}', 'head'), (f'  {note}' if note else '', 'dim')), section=text)


def text(words, role='plain', indent=3):
    return Line(((' ' * indent + words, role),))


class Document(ScrollView, can_focus=True):
    """See above. lines: anything with a length and numbers. The cursor keeps its line number over refreshes."""

    DEFAULT_CSS = 'Document { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }'
    BINDINGS = (
        Binding('down,j', 'move(1)', show=False), Binding('up,k', 'move(-1)', show=False),
        Binding('pagedown,ctrl+f', 'screen(1)', show=False), Binding('pageup,ctrl+b', 'screen(-1)', show=False),
        Binding('home,g', 'go(0)', show=False), Binding('end,G', 'go(-1)', show=False),
        Binding('tab', 'section(1)', 'next section'), Binding('shift+tab', 'section(-1)', 'previous section'),
        Binding('enter', 'enter', show=False),
    )

    class Entered(Message):
        def __init__(self, target):
            super().__init__()
            self.target = target

    def __init__(self, **options):
        super().__init__(**options)
        self.lines, self.cursor = [], 0

    def show(self, lines):
        self.lines = lines
        self.cursor = max(0, min(self.cursor, len(lines) - 1))
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh()

    @property
    def current(self):
        return self.lines[self.cursor] if self.lines else None

    def put_cursor(self, number):
        self.cursor = max(0, min(number, len(self.lines) - 1))
        top, height = round(self.scroll_offset.y), max(self.size.height, 1)
        top = min(top, self.cursor) if self.cursor < top + height else self.cursor - height + 1
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()

    def on_resize(self):
        self.virtual_size = Size(self.size.width, len(self.lines))
        self.put_cursor(self.cursor)

    def action_move(self, by):
        self.put_cursor(self.cursor + by)

    def action_screen(self, by):
        self.put_cursor(self.cursor + by * max(self.size.height - 1, 1))

    def action_go(self, number):
        self.put_cursor(number if number >= 0 else len(self.lines) - 1)

    def action_section(self, by):
        """To the next heading, or the one before; its section comes into sight as far as there is room."""
        heads = [number for number, line in enumerate(self.lines) if line.section] if self.lines.__class__ is list else []
        later = [number for number in heads if (number > self.cursor if by > 0 else number < self.cursor)]
        if later:
            goal = later[0] if by > 0 else later[-1]
            self.put_cursor(goal + self.size.height // 2)
            self.put_cursor(goal)

    def action_enter(self):
        if self.current is not None and self.current.target is not None:
            self.post_message(self.Entered(self.current.target))

    def on_click(self, event):
        number = event.y + round(self.scroll_offset.y)
        if number < len(self.lines):
            again = number == self.cursor and event.chain > 1
            self.put_cursor(number)
            if again:
                self.action_enter()

    def render_line(self, y):
        number, width = y + round(self.scroll_offset.y), self.size.width
        if number >= len(self.lines):
            return Strip.blank(width)
        styles = getattr(self.app, 'roles', None) or palette(False)
        return strip(self.lines[number].pieces, width, styles, 'cursor' if number == self.cursor and self.has_focus else None)

"""A table of which only the rows on the screen exist: each line is drawn when it is shown.

The rows lie with the source of the view. What is here is a *window* onto them: `rows[0]` is row number `first` of `total`. When
the cursor or the wheel leaves the window the table says so (`Wanted`), and the view fetches another one. Columns give way
by their rank when it gets narrow; the one that is sorted by always stays.
"""
from collections.abc import Callable
from typing import NamedTuple

from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pyex.observer.cells import cell
from pyex.observer.views.paint import palette, strip

UP, DOWN = '▲', '▼'
LATE = 5                        # the rank from which columns are shown only where there is room to spare
ROOM = 2                        # screens fetched above and below the one that is shown, together


class Column(NamedTuple):
    """text(row), role(row): what stands in a cell and how. rank: 0 stays longest. flex: a share of the room that is left.
    comfort: a width that it gets before columns of rank `LATE` appear.

    letter: the key (with Shift) that sorts by it. first: whether the first sort is the descending one.
    """
    key: str
    title: str
    width: int
    text: Callable
    role: Callable | None = None
    align: str = '<'
    rank: int = 0
    flex: int = 0
    comfort: int = 0
    letter: str = ''
    descending: bool = False
    about: str = ''



def fitted(columns, width, needed=None, widths=()):
    """[(Column, its width)] of the columns that have room; `needed` is the key of one that must, widths: {key: at least}."""
    widths = dict(widths)
    size = {column.key: max(column.width, widths.get(column.key, 0)) for column in columns}
    shown, room = set(), width
    spare = sum(max(0, column.comfort - size[column.key]) for column in columns)
    for column in sorted(columns, key=lambda column: (column.key != needed, column.rank)):
        late = column.rank >= LATE and column.key != needed
        if size[column.key] < room - (spare if late else 0) or not shown:
            shown.add(column.key)
            room -= size[column.key] + 1
    columns = [column for column in columns if column.key in shown]
    shares = sum(column.flex for column in columns)
    for column in columns:
        if column.flex and room > 0:
            share = room * column.flex // shares
            size[column.key] += share
            room, shares = room - share, shares - column.flex
    return [(column, size[column.key]) for column in columns]


class Table(ScrollView, can_focus=True):
    """See above. cursor: the number of the row that keys act on. key_of(row) tells rows apart; tagged: a set of such keys."""

    DEFAULT_CSS = 'Table { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto; }'
    BINDINGS = (
        Binding('down,j', 'move(1)', 'down', show=False), Binding('up,k', 'move(-1)', 'up', show=False),
        Binding('pagedown,ctrl+f', 'screen(1)', 'page down', show=False), Binding('pageup,ctrl+b', 'screen(-1)', 'page up', show=False),
        Binding('home,g', 'go(0)', 'first', show=False), Binding('end,G', 'go(-1)', 'last', show=False),
        Binding('enter', 'enter', 'in', show=False),
    )

    class Wanted(Message):
        """Rows have come into view that are not there."""

    class Entered(Message):
        def __init__(self, table, row):
            super().__init__()
            self.table, self.row = table, row

    class Moved(Message):
        """The cursor was moved by a person."""

    class SortBy(Message):
        def __init__(self, key):
            super().__init__()
            self.key = key

    def __init__(self, columns, key_of, *, sort=None, descending=False, empty='nothing here', **options):
        super().__init__(**options)
        self.columns, self.key_of, self.empty = columns, key_of, empty
        self.sort, self.descending = sort, descending
        self.rows, self.first, self.total = [], 0, 0
        self.cursor, self.tagged = 0, set()
        self.layout_of = (None, ())

    # ---- the window ---------------------------------------------------------------------------------------------------

    def window(self):
        """(first, count) of the rows to fetch: those on the screen, and a screen around it."""
        height = max((self.size.height or self.app.size.height) - 1, 1)
        top = self._top()
        first = max(0, top - height * ROOM // 2)
        return first, height * (ROOM + 1)

    def show(self, rows, first, total):
        """Other rows. The cursor stays in the same place, as long as there is one."""
        self.rows, self.first, self.total = rows, first, total
        self.cursor = max(0, min(self.cursor, total - 1))
        self.layout_of = (None, ())
        self.virtual_size = Size(self.size.width, total + 1)
        self.refresh()

    def row_at(self, number):
        index = number - self.first
        return self.rows[index] if 0 <= index < len(self.rows) else None

    @property
    def current(self):
        """The row under the cursor, or None."""
        return self.row_at(self.cursor)

    def put_cursor(self, number):
        """Move the cursor, and what is shown with it."""
        self.cursor = max(0, min(number, self.total - 1))
        height, top = max(self.size.height - 1, 1), self._top()
        if self.cursor < top:
            top = self.cursor
        elif self.cursor >= top + height:
            top = self.cursor - height + 1
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._demand(top, height)
        self.refresh()

    def _demand(self, top, height):
        last = min(top + height, self.total)
        if top < self.first or last > self.first + len(self.rows):
            self.post_message(self.Wanted())

    def _top(self):
        return round(self.scroll_offset.y)

    def watch_scroll_y(self, old_value, new_value):
        super().watch_scroll_y(old_value, new_value)
        self._demand(self._top(), max(self.size.height - 1, 1))

    def on_resize(self):
        self.layout_of = (None, ())
        self.virtual_size = Size(self.size.width, self.total + 1)
        self.put_cursor(self.cursor)

    # ---- keys and mouse -------------------------------------------------------------------------------------------------

    def action_move(self, by):
        self._move(self.cursor + by)

    def action_screen(self, by):
        self._move(self.cursor + by * max(self.size.height - 2, 1))

    def action_go(self, number):
        self._move(number if number >= 0 else self.total + number)

    def _move(self, number):
        self.put_cursor(number)
        self.post_message(self.Moved())

    def action_enter(self):
        if self.current is not None:
            self.post_message(self.Entered(self, self.current))

    def on_click(self, event):
        if event.y == 0:
            self._click_header(event.x)
        elif event.y + self._top() <= self.total:
            number = event.y - 1 + self._top()
            if number == self.cursor and event.chain > 1:
                self.action_enter()
            else:
                self._move(number)

    def _click_header(self, x):
        for column, width in self.shown_columns():
            if x <= width:
                self.post_message(self.SortBy(column.key))
                return
            x -= width + 1

    # ---- drawing ----------------------------------------------------------------------------------------------------------

    def shown_columns(self):
        """[(Column, width)] of what is shown."""
        width = self.size.width - 1
        if self.layout_of[0] != width:
            widths = {column.key: max((len(column.text(row)) for row in self.rows), default=0)
                      for column in self.columns if column.key == 'pid'}
            self.layout_of = width, fitted(self.columns, width, self.sort, widths)
        return self.layout_of[1]

    def render_line(self, y):
        styles, width = self.styles_of(), self.size.width
        if y == 0:
            return strip(self._header(), width, styles)
        number = y - 1 + self._top()
        if number >= self.total:
            return strip([(' ' + self.empty, 'dim')], width, styles) if y == 1 else Strip.blank(width)
        row = self.row_at(number)
        over = 'cursor' if number == self.cursor and self.has_focus else None
        return strip([('…', 'dim')] if row is None else self._pieces(row), width, styles, over)

    def styles_of(self):
        return getattr(self.app, 'roles', None) or palette(False)

    def _header(self):
        pieces = []
        for column, width in self.shown_columns():
            title = column.title
            if column.key == self.sort:
                title = title[:width - 1] + (DOWN if self.descending else UP)
            pieces += [(cell(title, width, column.align), 'sorted' if column.key == self.sort else 'head'), (' ', 'plain')]
        return pieces

    def _pieces(self, row):
        tagged = self.key_of(row) in self.tagged
        pieces = []
        for number, (column, width) in enumerate(self.shown_columns()):
            text = '*' + column.text(row) if tagged and number == 0 else column.text(row)
            role = 'tagged' if tagged else column.role(row) if column.role else 'plain'
            pieces += [(cell(text, width, column.align), role), (' ', 'plain')]
        return pieces

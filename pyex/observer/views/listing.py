"""A view that is one table, and what the views of this kind have in common."""
from textual.binding import Binding

from pyex.observer.views.bottom import Question
from pyex.observer.views.table import Table
from pyex.observer.views.view import View


class FilteredView(View):
    """A view of one `table`, of which `filter`, a text, leaves a part."""

    def action_filter(self):
        self.app.ask(Question('/', self.set_filter, self.filter, self.set_filter))

    def set_filter(self, words):
        self.filter = words.strip()
        self.table.put_cursor(0)
        self.ask_again()

    def leave(self):
        """Esc takes the filter back."""
        if self.filter:
            self.set_filter('')
            return True
        return False


class ListingView(FilteredView):
    """A table, sorted and filtered here. columns, key_of, empty: of the table. sort, descending: how it is sorted at first."""
    columns, empty, sort, descending = (), 'nothing here', None, False
    hints = (('Enter', 'in'), ('/', 'filter'), ('←→', 'sort'), ('r', 'reverse'), ('?', 'help'), ('q', 'leave'))
    BINDINGS = (
        Binding('left', 'side(-1)', 'sort by the column on the left'), Binding('right', 'side(1)', 'sort by the column on the right'),
        Binding('r,I', 'reverse', 'reverse the order'), Binding('slash,f', 'filter', 'only rows with this text, !text without it'),
    )

    def __init__(self, **options):
        super().__init__(**options)
        self.filter, self.table = '', Table(self.columns, self.key_of, sort=self.sort, descending=self.descending, empty=self.empty)

    @staticmethod
    def key_of(row):
        return row

    def compose(self):
        yield self.table

    @property
    def notes(self):
        return [f'{self.table.total} row{"" if self.table.total == 1 else "s"}'] + ([f'filter {self.filter!r}'] if self.filter else [])

    def show(self, data):
        """All rows (they are few); sorted and filtered here."""
        rows = [row for row in data if self.wanted(row)]
        column = next((column for column in self.columns if column.key == self.table.sort), None)
        if column is not None:
            rows.sort(key=lambda row: sorting(getattr(row, column.key)), reverse=self.table.descending)
        self.table.show(rows, 0, len(rows))

    def wanted(self, row):
        words, negated = self.filter.removeprefix('!').lower(), self.filter.startswith('!')
        return not words or any(words in column.text(row).lower() for column in self.columns) is not negated

    def action_side(self, by):
        keys = [column.key for column in self.columns]
        self._sort(keys[(keys.index(self.table.sort) + by) % len(keys)] if self.table.sort in keys else keys[0])

    def action_reverse(self):
        self._sort(self.table.sort)

    def on_table_sort_by(self, event):
        self._sort(event.key)

    def _sort(self, key):
        if key == self.table.sort:
            self.table.descending = not self.table.descending
        elif key is not None:
            column = next(column for column in self.columns if column.key == key)
            self.table.sort, self.table.descending = key, column.descending
        self.table.put_cursor(0)
        self.ask_again()


def sorting(value):
    """A key that sorts numbers as numbers and whatever is missing last."""
    return (0, 0, '') if value is None else (1, value, '') if value.__class__ in (int, float) else (2, 0, str(value).lower())

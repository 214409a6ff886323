"""ETS tables, and what is in them."""
from textual.binding import Binding

from pyex.observer.cells import flat, human, pid_text
from pyex.observer.views.listing import FilteredView, ListingView
from pyex.observer.views.process import ProcessView, TextView
from pyex.observer.views.table import Column, Table


class TablesView(ListingView):
    crumb = 'ets'
    empty = 'there is no ETS table: :ets.new(:name, [:set]) makes one'
    sort = 'name'
    hints = (('Enter', 'its objects'), ('o', 'owner'), ('/', 'filter'), ('←→', 'sort'), ('r', 'reverse'), ('?', 'help'), ('q', 'leave'))
    columns = (
        Column('name', 'Name', 16, lambda row: row.name, lambda row: 'name', rank=0, flex=2),
        Column('objects', 'Objects', 8, lambda row: human(row.objects), None, '>', rank=0, descending=True),
        Column('type', 'Type', 13, lambda row: row.type, rank=1),
        Column('protection', 'Access', 9, lambda row: row.protection, rank=1),
        Column('keypos', 'Key', 3, lambda row: str(row.keypos), None, '>', rank=3),
        Column('memory', 'Memory', 6, lambda row: human(row.memory), None, '>', rank=2, descending=True),
        Column('owner', 'Owner', 9, lambda row: pid_text(row.owner), rank=1),
        Column('owner_name', 'Owner is', 12, lambda row: row.owner_name or '', lambda row: 'name', rank=4, flex=1),
        Column('named', 'Named', 6, lambda row: 'yes' if row.named else 'no', lambda row: 'dim', rank=5),
    )
    BINDINGS = Binding('o', 'owner', 'its owner'),

    @staticmethod
    def key_of(row):
        return row.id

    def request(self):
        return lambda source: source.tables()

    def on_table_entered(self, event):
        event.stop()
        self.post_message(self.Open(ObjectsView(event.row)))

    def action_owner(self):
        row = self.table.current
        if row is not None:
            self.post_message(self.Open(ProcessView(row.owner, row.owner_name or '')))


class ObjectsView(FilteredView):
    """The objects of a table, in its order."""
    hints = (('Enter', 'whole'), ('/', 'filter'), ('o', 'owner'), ('Esc', 'back'), ('?', 'help'), ('q', 'leave'))
    BINDINGS = Binding('slash,f', 'filter', 'only objects with this text'), Binding('o', 'owner', 'the owner of the table'),

    def __init__(self, row, **options):
        super().__init__(**options)
        self.row, self.filter, self.crumb = row, '', row.name
        self.table = Table((Column('object', 'Object', 20, lambda words: flat(words), flex=1),), lambda words: words,
                           empty='the table is empty')

    def compose(self):
        yield self.table

    @property
    def notes(self):
        return [f'{self.table.total} objects', f'key at {self.row.keypos}'] + ([f'filter {self.filter!r}'] if self.filter else [])

    def request(self):
        first, count = self.table.window()
        return lambda source: objects(source, self.row.id, first, count, self.filter)

    def show(self, page):
        self.table.empty = 'the table is gone' if page is None else 'no object is like that' if self.filter else 'the table is empty'
        texts, first, matched = page or ((), 0, 0)
        self.table.show(texts, first, matched)

    def action_owner(self):
        self.post_message(self.Open(ProcessView(self.row.owner, self.row.owner_name or '')))

    def on_table_entered(self, event):
        event.stop()
        self.post_message(self.Open(TextView(f'object {self.table.cursor + 1}', event.row)))


def objects(source, id_, first, count, words):
    """(texts, number of the first, how many there are) of a table, or None."""
    found = source.objects(id_, first, count, words)
    return found and (found.texts, first, found.matched)

"""Timers that will fire, and registered names."""
from typing import NamedTuple

from pyex.observer.cells import duration, flat, pid_text
from pyex.observer.views.listing import ListingView
from pyex.observer.views.process import ProcessView
from pyex.observer.views.table import Column

KINDS = {'receive': 'receive timeout'}
MOST = 1_000                    # timers that are shown, the next ones


def destination(row):
    """The pid and what it is called, or the name, that it goes to."""
    return f'{pid_text(row.destination)} {row.who}'.rstrip() if row.destination.__class__ is int else str(row.destination)


class TimersView(ListingView):
    crumb, total = 'timers', 0
    empty = 'no timer runs: Process.send_after(self(), :tick, 5000) starts one'
    hints = (('Enter', 'its process'), ('/', 'filter'), ('←→', 'sort'), ('r', 'reverse'), ('?', 'help'), ('q', 'leave'))
    columns = (
        Column('due', 'In', 8, lambda row: duration(row.due), lambda row: 'good', '>', rank=0),
        Column('kind', 'Kind', 15, lambda row: KINDS.get(row.kind, row.kind), lambda row: 'dim', rank=1),
        Column('destination', 'Goes to', 14, destination, lambda row: 'plain' if row.destination.__class__ is int else 'name', rank=0, flex=1),
        Column('text', 'Message', 16, lambda row: '' if row.kind == 'receive' else flat(row.text), rank=1, flex=3),
    )

    def request(self):
        return lambda source: source.timers(0, MOST)

    def show(self, data):
        self.total = data.total
        super().show(data.timers)

    @property
    def notes(self):
        return [*super().notes, *([f'the next of {self.total} timers'] if self.total > MOST else [])]

    def on_table_entered(self, event):
        event.stop()
        if event.row.destination.__class__ is int:
            self.post_message(self.Open(ProcessView(event.row.destination, '')))


class Name(NamedTuple):
    """A registered name."""
    name: str
    pid: int


class NamesView(ListingView):
    crumb = 'names'
    sort = 'name'
    columns = (
        Column('pid', 'Pid', 9, lambda row: pid_text(row.pid), rank=0),
        Column('name', 'Name', 20, lambda row: row.name, lambda row: 'name', rank=0, flex=1),
    )

    def request(self):
        return lambda source: [Name(name, pid) for name, pid in source.names()]

    def on_table_entered(self, event):
        event.stop()
        self.post_message(self.Open(ProcessView(event.row.pid, event.row.name)))

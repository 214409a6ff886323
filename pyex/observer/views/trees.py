"""Supervision trees: who looks after whom."""
from typing import NamedTuple

from textual.binding import Binding

from pyex.observer.cells import human, pid_text
from pyex.observer.model import Branch
from pyex.observer.views.columns import ROLES
from pyex.observer.views.listing import ListingView
from pyex.observer.views.process import ProcessView
from pyex.observer.views.table import Column


class Leaf(NamedTuple):
    """A branch as a row of the table. folded: whether its children are left out."""
    branch: Branch
    depth: int
    folded: bool

    @property
    def pid(self):
        return self.branch.pid


def rows_of(branches, folded, unfolded, children, depth=0):
    """The rows of a tree, depth first. children(pid): those of a branch that has not brought them along, asked for if it is `unfolded`."""
    for branch in branches:
        fold = branch.pid in folded or branch.children is None and branch.pid not in unfolded
        yield Leaf(branch, depth, fold)
        if branch.count and not fold:
            below = children(branch.pid) if branch.children is None else branch.children
            yield from rows_of(below or (), folded, unfolded, children, depth + 1)


def _name(row):
    mark = '  ' if not row.branch.count else '▸ ' if row.folded else '▾ '
    return '  ' * row.depth + mark + row.branch.name


def _about(row):
    """A supervisor's strategy, a worker's module."""
    return row.branch.strategy or row.branch.module


class TreesView(ListingView):
    crumb = 'trees'
    empty = 'no supervisor runs: Supervisor.start_link([...], strategy: :one_for_one) starts one'
    hints = (('Enter', 'in'), ('←→', 'fold'), ('*', 'all'), ('/', 'filter'), ('K', 'kill'), ('m', 'messages'), ('?', 'help'), ('q', 'leave'))
    columns = (
        Column('name', 'Supervisor or child', 20, _name, lambda row: 'name' if row.branch.kind == 'supervisor' else 'plain', rank=0, flex=3),
        Column('pid', 'Pid', 9, lambda row: pid_text(row.pid) or '-', rank=0),
        Column('kind', 'Kind', 10, lambda row: row.branch.kind, lambda row: 'dim', rank=1),
        Column('about', 'Strategy or module', 14, _about, lambda row: 'dim', rank=3, flex=2),
        Column('restarts', 'Restarts', 8, lambda row: human(row.branch.restarts), lambda row: 'warn' if row.branch.restarts else 'plain', '>', rank=2),
        Column('messages', 'Mbox', 5, lambda row: human(row.branch.messages), None, '>', rank=2),
        Column('state', 'State', 9, lambda row: row.branch.state, lambda row: ROLES.get(row.branch.state, 'plain'), rank=1),
    )
    BINDINGS = (
        Binding('left', 'fold(True)', 'fold'), Binding('right', 'fold(False)', 'unfold'), Binding('asterisk', 'fold_all', 'fold or unfold all'),
        Binding('K,f9', 'act("kill")', 'exit with a reason'), Binding('s', 'act("send")', 'send a message'),
        Binding('m', 'messages', 'the messages of this process and those below it'),
    )

    def __init__(self, **options):
        super().__init__(**options)
        self.folded = self.unfolded = frozenset()

    @staticmethod
    def key_of(row):
        return row.pid

    def request(self):
        folded, unfolded = self.folded, self.unfolded
        return lambda source: list(rows_of(source.tree() or (), folded, unfolded, source.children))

    def show(self, rows):
        rows = [row for row in rows if self.wanted(row)]
        self.table.show(rows, 0, len(rows))

    def action_fold(self, fold):
        row = self.table.current
        if row is not None and row.pid is not None:
            self.folded = self.folded | {row.pid} if fold else self.folded - {row.pid}
            self.unfolded = self.unfolded - {row.pid} if fold else self.unfolded | {row.pid}
            self.ask_again()

    def action_fold_all(self):
        self.folded = frozenset() if self.folded else frozenset(row.pid for row in self.table.rows if row.branch.count)
        self.ask_again()

    def action_act(self, name):
        row = self.table.current
        if row is not None and row.pid is not None:
            self.app.act_on(name, (row.pid,), f'{pid_text(row.pid)} {row.branch.name}')

    def action_messages(self):
        rows, number = self.table.rows, self.table.cursor - self.table.first
        if 0 <= number < len(rows):
            self.app.show_messages_of(tuple(row.pid for row in family(rows, number) if row.pid is not None))

    def on_table_entered(self, event):
        event.stop()
        if event.row.pid is not None:
            self.post_message(self.Open(ProcessView(event.row.pid, event.row.branch.name)))


def family(rows, number):
    """A row and those below it in the tree."""
    yield rows[number]
    for row in rows[number + 1:]:
        if row.depth <= rows[number].depth:
            return
        yield row

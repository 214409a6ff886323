"""The table of all processes."""
from textual.binding import Binding

from pyex.observer.cells import pid_text
from pyex.observer.model import MARKS, Query
from pyex.observer.views.actions import ACTIONS, start
from pyex.observer.views.bottom import Question
from pyex.observer.views.columns import PROCESSES, name_of, tree_name
from pyex.observer.views.process import ProcessView
from pyex.observer.views.table import Table
from pyex.observer.views.view import View

SORTS = {column.letter: column.key for column in PROCESSES if column.letter}
FILTERS = (('word', 'in pid, name, function or state; several words must all be there'), ('!word', 'not there'), ('messages>10', 'a column: < > ='),
           ('age<1s', 'a time: ms s m h'), ('state:receive', 'in this state'), ('mark:g', 'with this mark'))


class ProcessesView(View):
    """See above. The keys act on the tagged rows, or else on the one under the cursor."""
    crumb = 'processes'
    gentle = True
    hints = (('Enter', 'in'), ('/', 'filter'), ('←→', 'sort'), ('t', 'tree'), ('Space', 'tag'), ('K', 'kill'), ('s', 'send'),
             ('F', 'follow'), ('z', 'freeze'), ('?', 'help'), ('q', 'leave'))
    BINDINGS = (
        Binding('left', 'side(-1)', 'sort by the column on the left (tree: fold)'),
        Binding('right', 'side(1)', 'sort by the column on the right (tree: unfold)'),
        Binding('less_than_sign', 'sort_next(-1)', 'the same through all columns, in a tree too'),
        Binding('greater_than_sign,f6', 'sort_next(1)', 'the same through all columns, in a tree too'),
        *[Binding(letter, f'sort({key!r})', 'sort by the column with this letter, see below') for letter, key in SORTS.items()],
        Binding('r,I', 'reverse', 'reverse the order'),
        Binding('slash,f,f3,f4', 'filter', 'filter, see below'),
        Binding('t,f5', 'tree', 'tree of who spawned whom'), Binding('asterisk', 'fold_all', 'fold or unfold all'),
        Binding('space', 'tag', 'tag'), Binding('U', 'untag', 'untag all'),
        Binding('F', 'follow', 'follow this process'),
        Binding('d', 'ended', 'also those that ended since the last refresh'),
        Binding('K,f9', 'act("kill")', 'exit with a reason'), Binding('s', 'act("send")', 'send a message'),
        Binding('p', 'pause', 'suspend or resume'), Binding('m', 'messages', 'the messages of these processes'),
        Binding('w', 'watch', 'count messages in and out (it costs the node some time)'),
    )

    def __init__(self, **options):
        super().__init__(**options)
        self.filter, self.as_tree, self.folded, self.following, self.ended = '', False, frozenset(), None, False
        self.matched, self.total = None, None       # how many pass the filter, how many there are; None for not known yet
        self.looked = False             # whether all have been looked at once
        self.watching = False
        self.paging = False             # whether only other rows of the last look are wanted
        self.table = Table(self._columns(), lambda row: row.pid, sort='reductions_step', descending=True, empty='no process is like that')

    def _columns(self):
        """The columns; the name shows the tree."""
        def name(row):
            return tree_name(row, self.as_tree, row.pid in self.folded)
        changes = {'name': {'text': name, 'width': 28 if self.as_tree else 14}}
        if self.watching:
            changes |= {'received': {'rank': 1}, 'sent': {'rank': 1}}
        return tuple(column._replace(**changes.get(column.key, {})) for column in PROCESSES)

    def compose(self):
        yield self.table

    # ---- the source -------------------------------------------------------------------------------------------------------

    def request(self):
        first, count = self.table.window()
        query = Query(self.table.sort, self.table.descending, self.filter, first, count, self.as_tree, self.folded, self.following, self.ended,
                      fresh=not self.paging)
        if self.total is None or self.paging and not self.looked:
            query = Query(first=first, count=count)         # in the order of pids: this much is known at once of a million, too
        self.paging = False
        return lambda source: (self.watching and source.watch_messages(True), source.processes(query))[1]

    def show(self, page):
        self.looked = self.looked or self.total is not None and page.sort == self.table.sort
        if self.total is None:
            self.ask_again()
        self.total = page.total
        self.matched = page.matched if self.looked or not self.filter else None         # the first page of all knows of no filter
        self.table.show(page.rows, page.first, page.matched)
        if self.following is not None:
            index = next((index for index, row in enumerate(page.rows) if row.pid == self.following), None)
            if index is not None and page.first + index != self.table.cursor:
                self.table.put_cursor(page.first + index)

    @property
    def notes(self):
        """What is peculiar about what is shown, for the head."""
        notes = ['tree'] if self.as_tree else []
        notes += [f'filter {self.filter!r}: {"..." if self.matched is None else self.matched}'] if self.filter else []
        notes += [f'following {pid_text(self.following)}'] if self.following is not None else []
        notes += [f'{len(self.table.tagged)} tagged'] if self.table.tagged else []
        notes += ['messages counted'] if self.watching else []
        return notes + (['with ended'] if self.ended else [])

    legends = (('Marks', tuple(MARKS.items())), ('Filter', FILTERS),
               ('Columns', tuple((f'{column.title}  {column.letter}', column.about) for column in PROCESSES if column.about)))

    def left(self):
        """What the source is told when nobody looks any more."""
        return lambda source: source.watch_messages(False)

    def on_table_wanted(self, event):
        self.paging = True
        super().on_table_wanted(event)

    # ---- keys ---------------------------------------------------------------------------------------------------------------

    def action_side(self, by):
        row = self.table.current
        if not self.as_tree:
            self._sort_beside(by, [column.key for column, _ in self.table.shown_columns()])
        elif row is not None:
            self.folded = self.folded - {row.pid} if by > 0 else self.folded | {row.pid}
            self.ask_again()

    def action_sort_next(self, by):
        self._sort_beside(by, [column.key for column in PROCESSES])

    def _sort_beside(self, by, keys):
        position = keys.index(self.table.sort) + by if self.table.sort in keys else 0
        self.action_sort(keys[position % len(keys)])

    def action_sort(self, key):
        """Sort by a column; the second time, the other way."""
        column = next(column for column in PROCESSES if column.key == key)
        if self.table.sort == key:
            self.table.descending = not self.table.descending
        else:
            self.table.sort, self.table.descending = key, column.descending
        self.table.layout_of = (None, ())
        self.following = None
        self.table.put_cursor(0)
        self.ask_again()

    def on_table_sort_by(self, event):
        self.action_sort(event.key)

    def action_reverse(self):
        self.action_sort(self.table.sort)

    def action_filter(self):
        before = self.filter
        self.app.ask(Question('/', self.set_filter, before, self.set_filter))

    def set_filter(self, text):
        self.filter, self.matched = text.strip(), None
        self.table.put_cursor(0)
        self.ask_again()

    def action_tree(self):
        self.as_tree = not self.as_tree
        self.table.columns = self._columns()
        self.ask_again()

    def action_fold_all(self):
        rows = frozenset(row.pid for row in self.table.rows if row.children)
        self.folded = frozenset() if self.folded else rows
        self.ask_again()

    def action_tag(self):
        row = self.table.current
        if row is not None:
            self.table.tagged ^= {row.pid}
            self.table.action_move(1)
            self.app.show_head()

    def action_untag(self):
        self.table.tagged.clear()
        self.table.refresh()
        self.app.show_head()

    def action_follow(self):
        row = self.table.current
        self.following = None if self.following is not None or row is None else row.pid
        self.ask_again()

    def on_table_moved(self):
        if self.following is not None and self.table.current is not None and self.table.current.pid != self.following:
            self.following = None
            self.app.show_head()

    def action_ended(self):
        self.ended = not self.ended
        self.ask_again()

    def action_act(self, name):
        pids, who = self.chosen()
        if pids:
            start(self.app, ACTIONS[name], pids, who)
        else:
            self.app.tell(('no process is chosen', 'bad'))

    def action_pause(self):
        """Suspend, or if the chosen ones on the screen are suspended resume."""
        pids, _ = self.chosen()
        states = {row.state for row in self.table.rows if row.pid in pids}
        self.action_act('resume' if states == {'suspended'} else 'suspend')

    def action_watch(self):
        self.watching = not self.watching
        self.app.errands.append(lambda source: source.watch_messages(self.watching))
        self.table.columns = self._columns()
        self.ask_again()

    def action_messages(self):
        pids, _ = self.chosen()
        self.app.show_messages_of(pids)

    def chosen(self):
        """(pids, what they are called) that a key acts on."""
        row, tagged = self.table.current, self.table.tagged
        if tagged:
            return tuple(sorted(tagged)), f'{len(tagged)} tagged processes' if len(tagged) > 1 else pid_text(*tagged)
        return ((row.pid,), f'{pid_text(row.pid)} {name_of(row)}') if row is not None else ((), '')

    # ---- in and out -----------------------------------------------------------------------------------------------------------

    def on_table_entered(self, event):
        event.stop()
        self.post_message(self.Open(ProcessView(event.row.pid, name_of(event.row), event.row)))

    def leave(self):
        """Esc: take back what narrows the view, if anything does."""
        if self.filter:
            self.set_filter('')
        elif self.following is not None:
            self.following = None
            self.ask_again()
        elif self.table.tagged:
            self.action_untag()
        else:
            return False
        return True

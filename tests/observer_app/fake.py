"""A source with made-up processes: it answers as a node's does, from a list."""
from pyex.observer.model import (
    Branch,
    Event,
    Events,
    Objects,
    Page,
    Process,
    Row,
    Summary,
    Table,
    Timer,
    Timers,
    Waits,
)

SECOND = 10 ** 9
EVENTS = (
    Event(1, SECOND, 'spawn', 100, 101, 'Demo.loop/0', None, 'demo.exs:1'), Event(2, SECOND, 'send', 100, 101, '{:ping, 1}', None, 'demo.exs:2'),
    Event(3, SECOND, 'receive', 101, None, '{:ping, 1}', None, 'demo.exs:3'), Event(4, 2 * SECOND, 'send', 101, 100, '{:pong, 1}', None, 'demo.exs:4'),
)


def row(pid, **fields):
    """A process that waits in `Demo.loop/0`."""
    return Row(**{'pid': pid, 'initial': 'Demo.loop/0', 'state': 'receive', 'since': SECOND, 'memory': 300, 'where': 'Demo.loop/0',
                  'line': 'demo.exs:3', 'age': SECOND, **fields})


class Fake:
    """rows: the processes. log: what it was asked to do."""
    title = 'fake'

    def __init__(self, rows):
        self.rows, self.log, self.now = list(rows), [], 0

    def summary(self):
        self.now += SECOND
        second = self.now // SECOND
        return Summary(now=self.now, busy=self.now // 4, virtual=True, seed=1, events=4, processes=len(self.rows), spawned=second, ended=second // 2,
                       queues=(('max', 0), ('high', 0), ('normal', second % 4), ('low', 1)), running=None, reductions=second * second * 1000,
                       messages=5 * second, memory=(('processes', 5000), ('mailboxes', 300), ('code', 20_000)), timers=2, names=2, tables=2,
                       survey=0.0, elapsed=0.0)

    def processes(self, query):
        self.log.append(query)
        rows = [row for row in self.rows if query.filter in f'{row.name} {row.initial} <0.{row.pid}.0>']
        if not query.tree:
            rows.sort(key=lambda row: (getattr(row, query.sort) is None, getattr(row, query.sort)), reverse=query.descending)
        first = query.first
        if query.follow is not None:
            index = next(index for index, row in enumerate(rows) if row.pid == query.follow)
            if not first <= index < first + query.count:
                first = max(0, index - query.count // 2)
        return Page(tuple(rows[first:first + query.count]), first, len(rows), len(self.rows), query.sort, query.descending)

    def process(self, pid):
        row = next((row for row in self.rows if row.pid == pid), None)
        if row is None:
            return None
        return Process(row=row, registered=row.name, label=None, parent=(100, 'main'), ancestors=(), children=(), leader=None,
                       links=((100, 'main'),), monitors=(), watchers=(), trapping=False, priority='normal', stack=(('Demo.loop/0', 'demo.exs:3'),),
                       variables=(('count', '1'),), dictionary=((':seed', '42'),), behaviour='gen_server Demo', state='%{count: 1}',
                       messages=(('{:error, 1}', None), ('{:ok, 2}', 4)), more=0,
                       waits=Waits('Demo.loop/0', 'demo.exs:3', ((4, '{:ok, _}'),), None, None), source=((3, 'receive do'),), line=3,
                       started='by main', tables=((1, ':cache'),), timers=(), exit=None)

    def tree(self):
        children = (Branch(101, 'Counter', 'worker', 'Counter', 'Counter', None, 0, 'receive', 2, 0, ()),
                    Branch(102, 'Jobs', 'supervisor', 'DynamicSupervisor', 'Jobs', 'one_for_one', 0, 'receive', 0, 1, None))
        return (Branch(100, 'MyApp.Sup', 'supervisor', 'Supervisor', None, 'one_for_one', 3, 'receive', 0, 2, children),)

    def children(self, pid):
        return (Branch(103, 'job', 'worker', 'Job', 'job', None, 0, 'receive', 0, 0, ()),) if pid == 102 else ()

    def events(self, since=0, limit=1000, pids=None):
        return Events(tuple(event for event in EVENTS if event.number > since and (pids is None or event.pid in pids or event.peer in pids)), 4, 0)

    def watch_messages(self, on):
        self.log.append(('watch', on))

    def tables(self):
        return (Table(1, ':cache', 'set', 'protected', 100, 'main', 3, 100, 1, True), Table(2, ':stock', 'bag', 'public', 101, None, 1, 50, 1, False))

    def objects(self, id_, first=0, count=50, filter=''):
        texts = [text for text in ('{:a, 1}', '{:b, 2}', '{:c, 3}') if filter in text]
        return Objects(tuple(texts[first:first + count]), 3, len(texts)) if id_ == 1 else None

    def timers(self, first=0, count=100):
        return Timers((Timer(5 * SECOND, 'message', 101, ':tick'), Timer(SECOND, 'receive', 102, '')), 2)

    def names(self):
        return (('main', 100), (':worker', 101))

    def kill(self, pids, reason):
        self.log.append(('kill', pids, reason))

    def send(self, pids, text):
        self.log.append(('send', pids, text))
        return None if text != '1 +' else 'syntax error'

    def suspend(self, pids):
        self.log.append(('suspend', pids))

    def resume(self, pids):
        self.log.append(('resume', pids))

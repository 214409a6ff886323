"""What an observer shows: plain data, the same from a node in this Python and from one at the other end of a socket.

Pids are numbers, terms are texts, times are nanoseconds, memory is about what Python keeps, in bytes. None stands for what is
not known. Who fills these in: `source.py`; what happens to be on the way of a socket: `wire.py`.
"""
from typing import NamedTuple


class SourceLost(Exception):
    """The node that was observed is gone; the text says so kindly."""


MARKS = {
    'g': 'its mailbox grows from look to look',
    'c': 'it waits in a circle of calls',
    'r': 'it is restarted again and again',
    'o': 'nobody holds its pid any more, and it waits for a message',
    'x': 'it crashed, and nobody was told',
}

# what a table can be sorted by: the title of the column, and whether it holds numbers
COLUMNS = {
    'marks': ('!', False), 'pid': ('Pid', True), 'name': ('Name or initial call', False), 'state': ('State', False),
    'messages': ('MsgQ', True), 'messages_change': ('+/-', True), 'reductions': ('Reds', True), 'reductions_step': ('Reds/step', True),
    'received': ('In', True), 'sent': ('Out', True), 'links': ('Links', True), 'monitors': ('Mons', True), 'memory': ('Memory', True),
    'where': ('Current function', False), 'parent': ('Parent', True), 'age': ('Age', True),
    'priority': ('Priority', False),
}
ALIASES = {                     # what columns may also be called, after `process_info`
    'mailbox': 'messages', 'message_queue_len': 'messages', 'reds': 'reductions', 'function': 'where', 'current_function': 'where',
}
NOTHING = frozenset()


class Query(NamedTuple):
    """What is wanted of the table of processes. sort: one of COLUMNS. filter: see `filters.py`. tree: in the order of
    parents, those in `folded` without their children. follow: a pid that is to be on the page. ended: also those that ended
    since the last look. fresh: False if the order of the last look will do (for another page of it); rows are as of now in
    any case."""
    sort: str = 'pid'
    descending: bool = False
    filter: str = ''
    first: int = 0
    count: int = 40
    tree: bool = False
    folded: frozenset = NOTHING
    follow: int | None = None
    ended: bool = False
    fresh: bool = True


class Row(NamedTuple):
    """A process. initial: what it began with, or the outermost function it is in. marks: letters of MARKS. state: running,
    ready, receive (waiting in one), suspended or exited. since: how long it is in this state, due: how long until its deadline passes.
    reductions_step, messages_change: since the last look. received, sent: None unless messages are watched. where: the
    function it is in, line: the place in its source. since_least, age_least: it may be more."""
    pid: int
    marks: str = ''
    name: str | None = None
    label: str | None = None
    initial: str = ''
    state: str = ''
    since: int | None = None
    due: int | None = None
    messages: int = 0
    messages_change: int = 0
    reductions: int = 0
    reductions_step: int = 0
    received: int | None = None
    sent: int | None = None
    links: int = 0
    monitors: int = 0
    memory: int = 0
    where: str = ''
    line: str = ''
    priority: str = 'normal'
    parent: int | None = None
    age: int | None = None
    reason: str | None = None
    depth: int = 0
    children: int = 0
    since_least: bool = False
    age_least: bool = False


class Page(NamedTuple):
    """A part of the table. first: the place of its first row. matched: how many pass the filter, total: how many there are."""
    rows: tuple
    first: int
    matched: int
    total: int
    sort: str
    descending: bool


class Summary(NamedTuple):
    """The node as a whole. now: since it was started; busy: how much of it the scheduler computed. events: how many the trace
    has numbered. queues: ((priority, how many wait to run), ...). messages: how many were sent since they are watched, None
    if they are not. reductions: used since this observer's first summary, at least. survey, elapsed: seconds of the
    scheduler's time that the last look at all processes took, and over how many it was spread."""
    now: int
    busy: int
    virtual: bool
    seed: int | None
    events: int
    processes: int
    spawned: int
    ended: int
    queues: tuple
    running: int | None
    reductions: int
    messages: int | None
    memory: tuple
    timers: int
    names: int
    tables: int
    survey: float
    elapsed: float


class Waits(NamedTuple):
    """Where a process waits. clauses: ((line, text), ...) of its receive. deadline: how long until its `after`. call: whose
    answer it waits for."""
    function: str
    place: str
    clauses: tuple
    deadline: int | None
    call: int | None


class Process(NamedTuple):
    """One process in detail. Others are (pid or None, text). messages: ((text, the line of the clause that takes it, None if
    none does, '?' if it does not wait in a receive), ...), `more` of them left out. source: ((line, text), ...) around
    `line`. state: of a server. children: None if they were not looked for among very many."""
    row: Row
    registered: str | None
    label: str | None
    parent: tuple | None
    ancestors: tuple
    children: tuple | None
    leader: tuple | None
    links: tuple
    monitors: tuple
    watchers: tuple
    trapping: bool
    priority: str
    stack: tuple
    variables: tuple
    dictionary: tuple
    behaviour: str | None
    state: str | None
    messages: tuple
    more: int
    waits: Waits | None
    source: tuple
    line: int | None
    started: str
    tables: tuple
    timers: tuple
    exit: str | None


class Branch(NamedTuple):
    """A part of a supervision tree. kind: supervisor or worker. id: its child specification's. restarts: how many its
    supervisor has counted within its period (a supervisor's: those of its children). count: of children; children: None if
    they must be asked for."""
    pid: int | None
    name: str
    kind: str
    module: str
    id: str | None
    strategy: str | None
    restarts: int
    state: str
    messages: int
    count: int
    children: tuple | None


class Event(NamedTuple):
    """Something that happened; kinds are those of runtime/trace.py. pid, peer: a number, or a name. text: its message, reason
    or name; brief: what a message means among OTP's processes ('call :get', 'reply 1'), or ''."""
    number: int
    time: int
    kind: str
    pid: int | str | None
    peer: int | str | None
    text: str
    detail: str | None
    where: str
    brief: str = ''


class Events(NamedTuple):
    """newest: the number of the last. missed: how many after `since` are not kept any more."""
    events: tuple
    newest: int
    missed: int


class Table(NamedTuple):
    """An ETS table."""
    id: int
    name: str
    type: str
    protection: str
    owner: int
    owner_name: str | None
    objects: int
    memory: int
    keypos: int
    named: bool


class Objects(NamedTuple):
    texts: tuple
    total: int
    matched: int


class Timer(NamedTuple):
    """due: nanoseconds from now. kind: 'receive' (the deadline of one) or 'message'. destination: a pid or a name;
    who: what the process of a pid is called."""
    due: int
    kind: str
    destination: int | str
    text: str
    who: str = ''


class Timers(NamedTuple):
    timers: tuple
    total: int

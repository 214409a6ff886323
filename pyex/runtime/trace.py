"""The event log of a node: what its processes do to each other, for whoever listens.

    listener = trace.listen(node, kinds={'send', 'receive'}, pids={pid}, inherit=True)
    ...
    listener.take()                 # the events since the last look, oldest first
    listener.close()

While nobody listens there is nothing: no test, no counter. The first listener swaps the node's classes (of the node itself,
its signals, its timers, its tables) for those below, which tell of what they do, and the natives that take a short way by
their *twins* (`registry.twin`), which take the long one; the last listener to leave swaps them back. An event costs some 2
us then.

All here is called on the node's thread (`entry.call`). A listener belongs to its node: `node.copy()` has none.
What is not told of: the monitor and the alias that a call to a server (`:pyex_call`) sets for its own length.
"""
import sys
from collections import deque
from typing import NamedTuple

from pyex.natives import registry
from pyex.runtime import mailbox
from pyex.runtime.ets import Tables
from pyex.runtime.node import Node
from pyex.runtime.process import FUNCTION
from pyex.runtime.scheduler import CALL, Scheduler
from pyex.runtime.signals import KILL, NOPROC, NORMAL, Signals
from pyex.runtime.timers import Timers
from pyex.terms.atom import Atom, atom
from pyex.terms.identity import Pid

SIZE = 10_000                           # events that a listener keeps, unless it says otherwise
MANY = 50_000                           # pids of a listener that inherits: when there are more, the dead ones are forgotten
NEAR = 8                                # Python frames between an event and the Elixir code it comes from, at most
RUN = Scheduler.run.__code__
make = tuple.__new__                    # a NamedTuple, in half the time


class Place(NamedTuple):
    """A line of Elixir: function is a code name (see terms/function.py)."""
    function: str
    file: str
    line: int


class Event(NamedTuple):
    """Something that happened. number: grows through a node's life. time: nanoseconds of the node's monotonic clock. The rest
    is as `KINDS` says. where: the Place in Elixir code that did it, or None."""
    number: int
    time: int
    kind: str
    pid: Pid | None
    other: object
    what: object
    reference: object
    detail: object
    where: Place | None


KINDS = {
    # kind: pid, other, what, reference, detail ('-': always None)
    'spawn': 'parent (None: not by a process), child, initial call (module, name, arity), -, Place of the fn it begins with, or None',
    'exit': 'process, -, reason, -, -',
    'send': 'sender (None: not a process), receiver Pid, message, -, the name or alias it was sent to, or None',
    'lost': 'sender (None: not a process), what it was sent to, message, -, -: a message to nobody',
    'receive': 'process, -, the message it took, -, -',
    'link': 'process, other process, -, -, -',
    'unlink': 'process, other process, -, -, -',
    'monitor': 'watcher, watched Pid or {name, node}, -, reference, -',
    'demonitor': 'watcher, watched Pid or {name, node}, -, reference, -',
    'signal': "sender Pid, receiver Pid, exit reason, -, 'exit' (it ends the receiver), 'message' ({:EXIT, ...}) or 'ignored'",
    'down': 'the watched Pid or {name, node}, watcher, exit reason, reference, -: the message of a monitor is put into a mailbox',
    'register': 'process, -, name, -, -',
    'unregister': 'process, -, name, -, -',
    'timer': 'process that started it, destination Pid or name (None: deadline of its own receive), message, reference, due time',
    'cancel': 'process that cancelled it, destination Pid or name, message, reference, -',
    'timeout': 'None, destination, message, reference, -: a timer fires. Of a deadline: process, -, -, -, -',
    'table': 'owner, -, name of a new ETS table, its reference, -',
    'give': 'giver, new owner, name of the table, its reference, -',
    'untable': 'owner, -, name of a table that is gone, its reference, -',
    'in': 'process, -, -, -, -: a slice of it begins',
    'out': 'process, -, -, -, -: its slice is over',
}
SLICES = {'in', 'out'}          # told of by nodes whose listeners ask for them by name: there are thousands a second


class Listener:
    """What one listener wants, and the last events of it.

    kinds: frozenset. pids: a set of Pids (an event concerns its `pid` and its `other`), or None for all; it may be changed.
    inherit: processes started by one of `pids` are put there too. dropped: how many events did not fit into the ring any
    more. each(event): called at once, on the node's thread, within whatever happens; it must be short and must not call into
    the node.
    """

    def __init__(self, trace, kinds, pids, inherit, size, each):
        self.trace, self.kinds, self.inherit, self.each = trace, kinds, inherit, each
        self.pids = None if pids is None else set(pids)
        self.ring = deque(maxlen=size)
        self.heard = self.taken = 0

    @property
    def dropped(self):
        return self.heard - self.taken - len(self.ring)

    def hears(self, event):
        self.heard += 1
        self.ring.append(event)
        if self.each is not None:
            try:
                self.each(event)
            except Exception as error:          # of whoever listens: it must not end the process that was heard
                self.trace.node.defects.append(f'a listener failed: {error!r}')
                self.each = None

    def events(self, since=0):
        """The events that are kept, oldest first, of those numbered above `since`."""
        return [event for event in self.ring if event.number > since]

    def take(self):
        """The events that are kept, oldest first, which are then forgotten."""
        events = list(self.ring)
        self.taken += len(events)
        self.ring.clear()
        return events

    def close(self):
        """Listen no more. What was kept stays."""
        self.trace.remove(self)

    def inherits(self, parent, child):
        pids = self.pids
        if pids is not None and self.inherit and parent in pids:
            if len(pids) > MANY and len(pids) > 2 * len(self.trace.node.processes):
                pids.intersection_update(self.trace.node.processes)
            pids.add(child)


def listen(node, kinds=None, pids=None, inherit=False, size=SIZE, each=None):
    """A new `Listener` of a node. kinds: names out of `KINDS`, None for all. pids: of which processes, None for all."""
    kinds = frozenset(KINDS.keys() - SLICES if kinds is None else kinds)
    unknown = kinds - KINDS.keys()
    if unknown:
        raise ValueError(f'no kind of event: {", ".join(sorted(unknown))}')
    if node.trace is None:
        node.trace = Trace(node)
    listener = Listener(node.trace, kinds, pids, inherit, size, each)
    node.trace.add(listener)
    return listener


class Trace:
    """The listeners of a node, and the events they get."""

    def __init__(self, node):
        self.node = node
        self.number, self.now = 0, node.clock.monotonic
        self.listeners = []
        self.by_kind = {kind: () for kind in KINDS}
        self.covered = {}               # {(module, name, arity) of a native, or a helper's name: the function a twin stands in for}

    def add(self, listener):
        self.listeners.append(listener)
        self._arrange()

    def remove(self, listener):
        if listener in self.listeners:
            self.listeners.remove(listener)
            self._arrange()

    def _arrange(self):
        """Have the node tell of what the listeners want, and of nothing else."""
        node = self.node
        for kind in KINDS:
            self.by_kind[kind] = tuple(listener for listener in self.listeners if kind in listener.kinds)
        for owner, (plain, heard) in ((node, (Node, HeardNode)), (node.signals, (Signals, HeardSignals)),
                                      (node.timers, (Timers, HeardTimers)), (node.ets, (Tables, HeardTables))):
            owner.__class__ = heard if self.listeners else plain
        if self.by_kind['in'] or self.by_kind['out']:
            node.__class__ = WatchedNode
        self._uncover()
        self.cover()

    def cover(self):
        """Put twins in the place of natives that tell nothing. Called again when further natives are loaded."""
        node = self.node
        wanted = {kind for kind, listeners in self.by_kind.items() if listeners}
        for key, twin in registry.twins(node, wanted).items():
            plain = node.exports.get((atom(key[0]), atom(key[1]), key[2]))
            if plain is not None and key not in self.covered:
                self.covered[key] = plain
                node.modules.add_natives({key: twin})
        if 'receive' in wanted and 'accept' not in self.covered:
            self.covered['accept'] = node.globals['accept']
            node.globals['accept'] = self._make_accept(node.globals['accept'])
            node.globals['receiver'] = Receiver(self)

    def _uncover(self):
        node = self.node
        if 'accept' in self.covered:
            node.globals['accept'], node.globals['receiver'] = self.covered.pop('accept'), node
        node.modules.add_natives(self.covered)
        self.covered = {}

    def _make_accept(self, plain):
        node = self.node

        def accept():
            process = node.current
            self.emit('receive', process.pid, what=process.mailbox[process.scanned - 1])
            plain()
        return accept

    # ---- events ---------------------------------------------------------------------------------------------------

    def emit(self, kind, pid, other=None, what=None, reference=None, detail=None):
        """Something happened."""
        self.number += 1
        event = None
        for listener in self.by_kind[kind]:
            pids = listener.pids
            if pids is None or pid in pids or other in pids:
                if event is None:
                    event = make(Event, (self.number, self.now(), kind, pid, other, what, reference, detail, self._place()))
                listener.hears(event)

    def _place(self):
        """The Place in Elixir code that runs, or None."""
        frame, globals_ = sys._getframe(2), self.node.globals
        for _ in range(NEAR):
            if frame is None or frame.f_code is RUN:
                return None
            if frame.f_globals is globals_:
                code = frame.f_code
                return make(Place, (code.co_name, code.co_filename, frame.f_lineno))
            frame = frame.f_back
        return None

    def me(self):
        """The Pid of the running process, or None."""
        current = self.node.current
        return current and current.pid

    def delivered(self, process, message, to=None):
        """A message is put into a mailbox."""
        self.emit('send', self.me(), process.pid, message, None, to)
        mailbox.deliver(process, message)

    def spawned(self, process):
        """A process was started, and nothing more."""
        parent, initial = process.origin.parent, process.origin.initial
        for listener in self.listeners:
            listener.inherits(parent, process.pid)
        self.emit('spawn', parent, process.pid, initial, None, _beginning(process.frames) if initial is FUNCTION else None)


def _beginning(frames):
    """The Place of the function that a new process begins with."""
    if frames.__class__ is tuple:
        site, live = frames
        if site is not CALL:
            return None
        frames = live[0]
    code = getattr(frames, '__code__', None)
    return code and Place(code.co_name, code.co_filename, code.co_firstlineno)


# ---- a node that is heard ---------------------------------------------------------------------------------------------------

class Receiver:
    """What generated code takes for the node when it takes a message: whoever asks for the running process is about to do that."""

    def __init__(self, trace):
        self.trace = trace

    @property
    def current(self):
        process = self.trace.node.current
        self.trace.emit('receive', process.pid, what=process.mailbox[process.scanned - 1])
        return process


class HeardNode(Node):
    """A node while somebody listens."""

    def launch(self, frames, origin, priority='normal', link=None):
        process = super().launch(frames, origin, priority)
        self.trace.spawned(process)
        if link is not None:
            self.signals.join(link, process)
        return process

    def deliver(self, destination, message):
        trace, to = self.trace, None
        if destination.__class__ is Atom:
            to, destination = destination, self.names.get(destination, destination)
        process = self.processes.get(destination)
        if process is not None:
            trace.delivered(process, message, to)
        elif destination.__class__ is Pid or destination.__class__ is Atom:
            trace.emit('lost', trace.me(), destination, message)
        else:
            self.signals.send_to_alias(destination, message)

    send = deliver


RUNNING = Node.current                  # the slot that the property of a watched node hides


class WatchedNode(HeardNode):
    """A node while somebody listens to who runs."""

    @property
    def current(self):
        return RUNNING.__get__(self)

    @current.setter
    def current(self, process):
        before = RUNNING.__get__(self)
        if before is not None:
            self.trace.emit('out', before.pid)
        RUNNING.__set__(self, process)
        if process is not None:
            self.trace.emit('in', process.pid)


class HeardSignals(Signals):
    """Signals while somebody listens."""

    def _emit(self, *event):
        self.node.trace.emit(*event)

    def send_to_alias(self, reference, message):
        trace, found = self.node.trace, self.aliases.get(reference)
        if found is None:
            trace.emit('lost', trace.me(), reference, message)
        else:
            trace.emit('send', trace.me(), found[0].pid, message, None, reference)
            super().send_to_alias(reference, message)

    def join(self, one, other):
        self._emit('link', one.pid, other.pid)
        super().join(one, other)

    def link(self, process, pid):
        if pid not in self.node.processes:
            self._emit('signal', pid, process.pid, NOPROC, None, 'message' if process.rare.trapping else 'exit')
        super().link(process, pid)

    def unlink(self, process, pid):
        other = self.node.processes.get(pid)
        if other is not None and process.rare.links and other in process.rare.links:
            self._emit('unlink', process.pid, pid)
        super().unlink(process, pid)

    def monitor(self, watcher, target, object_, reference, *tag):
        if target is not watcher:
            self._emit('monitor', watcher.pid, target.pid if target else object_, None, reference)
        super().monitor(watcher, target, object_, reference, *tag)

    def demonitor(self, watcher, reference):
        watch = (watcher.rare.monitors or {}).get(reference)
        if watch is not None:
            self._emit('demonitor', watcher.pid, watch[1].pid, None, reference)
        return super().demonitor(watcher, reference)

    def down(self, watcher, tag, reference, object_, reason, ended=None):
        self._emit('down', ended or object_, watcher.pid, reason, reference)
        super().down(watcher, tag, reference, object_, reason)

    def exit_signal(self, sender, process, reason):
        if process.frames is not None:
            ends = reason is KILL or not process.rare.trapping and (reason is not NORMAL or sender is process.pid)
            fate = 'exit' if ends else 'message' if process.rare.trapping else 'ignored'
            self._emit('signal', sender, process.pid, reason, None, fate)
        super().exit_signal(sender, process, reason)

    def linked_exit(self, process, sender, reason):
        fate = 'message' if process.rare.trapping else 'ignored' if reason is NORMAL else 'exit'
        self._emit('signal', sender, process.pid, reason, None, fate)
        super().linked_exit(process, sender, reason)

    def terminate(self, process, reason):
        if process.frames is not None:
            self._emit('exit', process.pid, None, reason)
        super().terminate(process, reason)


class HeardTimers(Timers):
    """Timers while somebody listens."""

    def wait(self, process, timeout):
        super().wait(process, timeout)
        self.node.trace.emit('timer', process.pid, None, None, None, process.timer[0])

    def fire(self, now):
        self.node.current = None                # else what is sent would seem to come from the last that ran
        super().fire(now)

    def send_later(self, reference, destination, content, due):
        trace = self.node.trace
        trace.emit('timer', trace.me(), destination, content, reference, due)
        super().send_later(reference, destination, content, due)

    def cancel(self, reference):
        message, trace = self.messages.get(reference), self.node.trace
        left = super().cancel(reference)
        if left is not None:
            trace.emit('cancel', trace.me(), message.destination, message.content, reference)
        return left

    def expire(self, process):
        if process.state:
            self.node.trace.emit('timeout', process.pid)
        super().expire(process)

    def ring(self, message):
        self.node.trace.emit('timeout', None, message.destination, message.content, message.reference)
        super().ring(message)


class HeardTables(Tables):
    """ETS tables while somebody listens."""

    def new(self, name, kind):
        table = super().new(name, kind)
        self.node.trace.emit('table', table.owner, None, name, table.id)
        return table

    def forget(self, table):
        self.node.trace.emit('untable', table.owner, None, table.name, table.id)
        super().forget(table)

    def give(self, table, process, data):
        self.node.trace.emit('give', table.owner, process.pid, table.name, table.id)
        super().give(table, process, data)

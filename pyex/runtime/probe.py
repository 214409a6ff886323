"""What an observer sees of a node: pure data, taken between two slices (through `entry.call`).

`processes(node)` is a row for each process; `digest(node)` a value that is equal for two nodes in the same state, for
tests of copying and of repeatable runs. Rows hold no reference into the node except pids and terms.
"""
from typing import NamedTuple

from pyex.runtime.process import WAITING
from pyex.runtime.scheduler import SLICE
from pyex.runtime.timers import Message
from pyex.terms.atom import Atom
from pyex.terms.identity import Pid
from pyex.terms.order import sort_key


class Row(NamedTuple):
    """A process. due: when the deadline of its receive passes, in nanoseconds of the node's clock, or None."""
    pid: Pid
    name: Atom | None
    initial: tuple
    where: str                          # the code name of the function it is in
    line: int
    state: str                          # 'waiting', 'runnable' or 'suspended'
    priority: str
    messages: int
    reductions: int
    frames: int
    due: int | None
    trapping: bool
    parent: Pid | None
    links: tuple
    monitors: tuple
    watchers: tuple


class Pulse(NamedTuple):
    """What a glance at a node tells. mailbox, links: of one process, None if it is dead. runnable: processes in the run queues.

    reductions: of the living processes, or the full slices that were used, whichever is more; only differences mean anything.
    """
    pid: Pid
    mailbox: int | None
    links: int | None
    processes: int
    reductions: tuple
    runnable: int
    virtual: bool
    seed: int | None


MANY = 5_000            # processes whose reductions are added up for a glance


def pulse(node, pid):
    """A `Pulse` of a node and of one of its processes, in some microseconds however many there are."""
    process, scheduler = node.processes.get(pid), node.scheduler
    alive = node.processes.values() if len(node.processes) <= MANY else ()
    used = sum(process.reductions for process in alive), scheduler.slices * SLICE
    runnable = sum(map(len, scheduler.queues.values()))
    mailbox, links = (len(process.mailbox), len(process.rare.links or ())) if process else (None, None)
    return Pulse(pid, mailbox, links, len(node.processes), used, runnable, node.clock.virtual, node.seed)


def processes(node):
    """A `Row` of each process, in the order they were started."""
    return [_row(node, process) for process in node.processes.values()]


def _row(node, process):
    rare, stack = process.rare, process.stack
    site = stack[-1][0] if stack else None
    state = 'suspended' if rare.suspenders else 'waiting' if process.state == WAITING else 'runnable'
    due = process.timer[0] if process.timer.__class__ is list else None
    return Row(process.pid, rare.name, process.origin.initial, site.name if site else 'start', site.line if site else 0, state,
               node.scheduler.priority_of(process), len(process.mailbox), process.reductions, len(stack), due, rare.trapping,
               process.origin.parent, tuple(peer.pid for peer in rare.links or ()),
               tuple(watch[2] for watch in (rare.monitors or {}).values()),
               tuple(watch[0].pid for watch in (rare.watchers or {}).values()))


def digest(node):
    """All state that decides how a node goes on, as nested tuples that compare equal for equal states."""
    return (node.clock.monotonic() if node.clock.virtual else None, node.pids, node.references, node.integers,
            node.random.getstate(), tuple(sorted((name.name, pid.number) for name, pid in node.names.items())),
            tuple(_process(node, process) for process in node.processes.values()),
            tuple((due, _timer(timer)) for due, timer in node.timers.live()),
            tuple(tuple(process.pid.number for process in queue if process.alive) for queue in node.scheduler.queues.values()),
            tuple(_table(table) for table in node.ets.tables.values()))


def _process(node, process):
    frames = tuple((repr(site), sort_key(live)) for site, live in process.stack) or sort_key(process.frames)
    dictionary = sort_key(tuple((process.rare.dictionary or {}).values()))
    row = tuple(repr(field) for field in _row(node, process))
    return row, process.scanned, frames, tuple(map(sort_key, process.mailbox)), dictionary


def _timer(timer):
    return sort_key((timer.destination, timer.content)) if timer.__class__ is Message else timer.pid.number


def _table(table):
    return table.id.number, table.name, tuple(map(sort_key, table.objects()))

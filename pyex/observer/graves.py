"""Processes that have ended, for those who look only now and then.

The node tells of each exit (runtime/trace.py) while this is wanted: `open` has the last ones kept, `fresh` gives those that
ended since it was last asked.
"""
from typing import NamedTuple

from pyex.observer import names
from pyex.runtime import trace
from pyex.runtime.process import Process
from pyex.terms.atom import atom

KEPT = 1_000
NORMAL, SHUTDOWN, KILLED = map(atom, ('normal', 'shutdown', 'killed'))


class Grave(NamedTuple):
    """unseen: it crashed, and neither a link nor a monitor told anybody."""
    process: Process
    cause: object
    time: int
    unseen: bool

    @property
    def pid(self):
        return self.process.pid

    @property
    def marks(self):
        return 'x' if self.unseen else ''

    @property
    def reason(self):
        return names.short(self.cause)


class Graves:
    """The last processes of a node that ended while this was open."""

    def __init__(self, node):
        self.node = node
        self.listener = None
        self.recent, self.known = {}, {}            # {Process: Grave} of those since the last look, and of those that it told of

    def open(self):
        if self.listener is None:
            self.listener = trace.listen(self.node, {'exit'}, size=1, each=self._bury)

    def close(self):
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def _bury(self, event):
        process = self.node.processes[event.pid]
        rare = process.rare
        unseen = is_crash(event.what) and not rare.links and not rare.watchers
        self.recent[process] = Grave(process, event.what, event.time, unseen)
        if len(self.recent) > KEPT:
            del self.recent[next(iter(self.recent))]

    def fresh(self):
        """The processes that ended since this was last asked."""
        self.known, self.recent = self.recent, {}
        return list(self.known)

    def of(self, process):
        """The Grave of an ended process, or None."""
        return self.known.get(process) or self.recent.get(process) if process.frames is None else None

    def marks(self, process):
        grave = self.of(process)
        return grave.marks if grave else ''

    def find(self, number):
        """The Grave of a pid's number, or None."""
        for grave in [*self.recent.values(), *self.known.values()]:
            if grave.process.pid.number == number:
                return grave
        return None


def is_crash(reason):
    """Whether an exit reason is neither an orderly one nor an order."""
    if reason is NORMAL or reason is SHUTDOWN or reason is KILLED:
        return False
    return not (reason.__class__ is tuple and len(reason) == 2 and reason[0] is SHUTDOWN)

"""What happens between processes, while somebody wants to know: events as texts, and messages counted. On the node's thread."""
from pyex.observer import names, otp
from pyex.observer.model import Event, Events
from pyex.runtime import trace
from pyex.terms.atom import Atom
from pyex.terms.identity import Pid

KEPT = 20_000
MANY = 100_000                          # processes whose messages are counted before the dead among them are forgotten


class Traffic:
    """The events of a node since `watch(True)`. counts: {Pid: [received, sent]} or None; sent: messages in all, or None."""

    def __init__(self, node):
        self.node = node
        self.listener = self.counts = self.sent = None

    def watch(self, on):
        if not on:
            self.close()
        elif self.listener is None:
            self.counts, self.sent = {}, 0
            self.listener = trace.listen(self.node, size=KEPT, each=self._count)

    def close(self):
        if self.listener is not None:
            self.listener.close()
        self.listener = self.counts = self.sent = None

    def _count(self, event):
        kind = event.kind
        if kind == 'receive':
            self._of(event.pid)[0] += 1
        elif kind == 'send' or kind == 'lost':
            self.sent += 1
            if event.pid is not None:
                self._of(event.pid)[1] += 1

    def _of(self, pid):
        counts = self.counts
        found = counts.get(pid)
        if found is None:
            if len(counts) >= MANY:
                self.counts = counts = {known: both for known, both in counts.items() if known in self.node.processes}
            found = counts[pid] = [0, 0]
        return found

    def events(self, since, limit, pids):
        """The last `limit` events numbered above `since`, of these pids."""
        if self.listener is None:
            return Events((), since, 0)
        found, newest = [], since
        ring = self.listener.ring
        for event in reversed(ring):
            if event.number <= since:
                break
            newest = max(newest, event.number)
            if pids is None or number(event.pid) in pids or number(event.other) in pids:
                found.append(event)
        missed = max(0, len(found) - limit) + (max(0, ring[0].number - since - 1) if ring and since else 0)
        start = self.node.start_time
        return Events(tuple(shown(event, start) for event in reversed(found[:limit])), newest, missed)


def number(term):
    return term.number if term.__class__ is Pid else None


def party(term):
    """Who takes part in an event: the number of a pid, a name, or None."""
    if term is None or term.__class__ is str:
        return term
    if term.__class__ is Pid:
        return term.number
    if term.__class__ is tuple and len(term) == 2 and term[0].__class__ is Atom:
        return names.literal(term[0].name)
    return names.short(term)


def shown(event, start=0):
    """A trace event as texts; its time is counted from `start`."""
    if event.kind == 'spawn':
        text = names.begun(event.what, event.detail)
    else:
        text = '' if event.what is None and event.kind in SILENT else names.short(event.what)
    detail = event.detail
    if detail.__class__ is int or detail is None:
        detail = None if detail is None else str(detail)
    elif detail.__class__ is trace.Place:
        detail = f'{names.code(detail.function)} {names.place(detail.file, detail.line)}'
    elif detail.__class__ is not str:
        detail = names.short(detail)
    where = f'{names.code(event.where.function)} {names.place(event.where.file, event.where.line)}' if event.where else ''
    brief = otp.brief(event.what) if event.kind in MESSAGES else ''
    return Event(event.number, event.time - start, event.kind, party(event.pid), party(event.other), text, detail, where, brief)


MESSAGES = {'send', 'lost', 'receive', 'timer', 'timeout', 'cancel'}
SILENT = {'link', 'unlink', 'monitor', 'demonitor', 'timer', 'timeout', 'cancel'}       # kinds in which `what` may be missing

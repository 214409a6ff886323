"""What is left of processes that crashed: kept for the person who reads the report on the log, and bounded.

A *crash* is noted where its report is made, while the process still has what it had: by the scheduler for plain processes, by
the log's translator (in the process that dies) for servers and tasks. It gets its number when the report is printed. The deaths
of *witnessed* processes (shells) are noted with the links along which they came, whether they are reported or not.
"""
from collections import deque
from copy import copy
from itertools import islice

from pyex.runtime.frames import Site
from pyex.runtime.process import FUNCTION
from pyex.terms.atom import NIL, atom

KEPT = 50                               # crashes
MESSAGES = 20                           # of the mailbox of each
EVENTS, LOOKED_AT = 8, 500              # that are kept of each, of so many that a listener has heard last
TOLD = {'receive', 'send', 'spawn', 'signal'}
LINKED = 1_000                          # deaths of one cascade that are told apart
INITIAL_CALL, SIGNAL = atom('$initial_call'), atom('$exit_signal')
KILL, NORMAL = atom('kill'), atom('normal')


class Crash:
    """
    id: grows; number: what the person knows it by, None until its report is printed. reason: as the process ended with.
    stack: a term. report: what a behaviour reported, or NIL. born: where the function it began with stands, (file, line) or None.
    messages: the first of its mailbox, waiting: how many there were. events: its last (kind, other, what), if somebody listened (see trace.py).
    """
    __slots__ = ('id', 'number', 'pid', 'name', 'time', 'reason', 'stack', 'report', 'initial', 'parent', 'born', 'messages', 'waiting',
                 'dictionary', 'links', 'reductions', 'events')

    def __init__(self, id_, process, time, reason, stack, report, born):
        rare = process.rare
        self.id, self.number, self.time = id_, None, time
        self.pid, self.name, self.reductions = process.pid, rare.name, process.reductions
        self.reason, self.stack, self.report, self.born = reason, stack, report, born
        self.initial, self.parent = process.origin.initial, process.origin.parent
        self.messages, self.waiting = list(islice(process.mailbox, MESSAGES)), len(process.mailbox)
        self.dictionary = dict(rare.dictionary or {})
        self.links = [peer.pid for peer in islice(rare.links or (), LINKED)]


class Crashes:
    """Those of a node. witnessed: {Pid: None, or how it died: a list of (Pid, name, initial call, reason, born), the first to die first;
    of who called `exit(pid, reason)`, the reason is {:"$exit_signal", reason}}."""

    def __init__(self, node):
        self.node = node
        self.kept = deque(maxlen=KEPT)
        self.noted = self.printed = 0
        self.witnessed = {}
        self.causes = {}                # {Pid: the same tuple of who it was linked to} of the cascade of deaths under way
        self.bottom = None, None        # the process whose error nobody handled last, and the Site or code of its outermost frame

    def remember(self, others):
        """Know what the Crashes of another node know, of which this node is a copy. (What a Crash holds is shown, and not called.)"""
        self.kept.extend(map(copy, others.kept))
        self.noted, self.printed, self.witnessed = others.noted, others.printed, dict(others.witnessed)

    def note(self, process, reason, stack, report=NIL):
        """Keep what is known of a process that crashes; the Crash."""
        self.noted += 1
        crash = Crash(self.noted, process, self.node.clock.system() // 1000, reason, stack, report, self.born(process.pid))
        crash.reductions += self.node.scheduler.used()
        crash.events = self._heard(process.pid)
        self.kept.append(crash)
        return crash

    def _heard(self, pid):
        """The last things that happened to a process, the oldest first, as far as somebody listens to them."""
        found = {}
        for listener in self.node.trace.listeners if self.node.trace is not None else ():
            for event in islice(reversed(listener.ring), LOOKED_AT):
                if event.kind in TOLD and pid is (event.other if event.kind == 'signal' else event.pid):
                    found[event.number] = event.kind, event.pid if event.kind == 'signal' else event.other, event.what
        return [found[number] for number in sorted(found)[-EVENTS:]]

    def latest(self, pid):
        """The last Crash of a process, or None."""
        return next((crash for crash in reversed(self.kept) if crash.pid is pid), None)

    def numbered(self, id_):
        """The Crash whose report is being printed, with its number; None if it is too old."""
        crash = next((crash for crash in self.kept if crash.id == id_), None)
        if crash is not None and crash.number is None:
            self.printed += 1
            crash.number = self.printed
        return crash

    # ---- deaths ---------------------------------------------------------------------------------------------------

    def falls(self, pid, bottom):
        """No code of a process has handled an error. bottom: the Site or code of its outermost frame."""
        self.bottom = pid, bottom

    def born(self, pid):
        """(file, line) of the function that a process began with, if it is the last one that fell."""
        known, place = self.bottom
        if known is not pid or place is None:
            return None
        if place.__class__ is not Site:
            return (place.co_filename, place.co_firstlineno) if '-fun-' in place.co_name else None
        return (place.unit.file, place.unit.line_of(place.name)) if place.unit is not None and '-fun-' in place.name else None

    def linked(self, process, name, reason, peer):
        """A process has died, and `peer`, linked to it, may die of that."""
        if len(self.causes) < LINKED and peer.pid not in self.causes:
            self.causes[peer.pid] = self._death(process, name, reason)
            if peer.pid in self.witnessed:
                self.witnessed[peer.pid] = self._chain(peer.pid)

    def signalled(self, sender, process, reason):
        """`exit(pid, reason)` is called for a witnessed process; it may be the end of it."""
        if reason is KILL or not process.rare.trapping and (reason is not NORMAL or sender is process.pid):
            caller, signal = self.node.processes.get(sender), (SIGNAL, reason)
            gone = sender, None, FUNCTION, signal, None
            self.witnessed[process.pid] = [self._death(caller, caller.rare.name, signal) if caller else gone]

    def _death(self, process, name, reason):
        initial = (process.rare.dictionary or {}).get(INITIAL_CALL, process.origin.initial)
        return process.pid, name, initial, reason, self.born(process.pid)

    def _chain(self, pid):
        chain = []
        while pid in self.causes and len(chain) < LINKED:
            chain.append(self.causes[pid])
            pid = chain[-1][0]
        return chain[::-1]

"""A process: what the scheduler and the signals know of it. Suspended, it is data.

`frames` is all there is of its code: a function without parameters before its first slice, then its heap frames
(innermost last), and None once it is dead. Most processes wait with one frame, so that one is kept bare: `(site, live)`
instead of a list of it (64 bytes less). `state` says what its next slice begins with. What few processes have stands in
`Rare` (the shared, empty `NOTHING_RARE` until something is put there), where it came from in `Origin`, which it shares with
its siblings: a million processes are a million times what is left, and each slot is 8 bytes and 20 ns of a spawn.
"""
from pyex.terms.atom import atom

READY, WAITING, WOKEN, EXPIRED = range(4)
# READY: runs, or is to run on. WAITING: for a message. WOKEN, EXPIRED: in the run queue, since a message came or the
# deadline of its receive passed; it goes on with what `peek()` gives.

NO_MESSAGES = ()                # the mailbox of a process that was never sent anything

FUNCTION = atom('erlang'), atom('apply'), 2     # the initial call of what was spawned with a fn


class Process:
    """
    pid; frames, state: see above; queue: the run queue of its priority (a list of its own while it is suspended).
    mailbox: the messages, a list while short, a deque when long (both know append, [i], del [i]).
    scanned: how many of them the running `receive` has looked at.
    timer: None, or the milliseconds of a `receive ... after` that has not had to wait yet, or the bucket of `timers` it is
    in, or TIMEOUT when it passed. mark: (a reference, how long the mailbox was when it was made), or None.
    reductions: how many it has used. origin, rare: see there. `born` sets them: an `__init__` costs 60 ns more.
    """
    __slots__ = ('pid', 'frames', 'state', 'queue', 'mailbox', 'scanned', 'timer', 'mark', 'reductions', 'origin', 'rare')

    def __repr__(self):
        return f'<process {self.pid!r}>'

    @property
    def alive(self):
        return self.frames is not None

    @property
    def stack(self):
        """The heap frames as a Python list, innermost last."""
        frames = self.frames
        if frames.__class__ is list:
            return frames
        return [frames] if frames.__class__ is tuple else []

    def special(self):
        """Its own `Rare`, made if need be."""
        if self.rare is NOTHING_RARE:
            self.rare = Rare()
        return self.rare


def born(pid, frames, queue, origin):
    """A process in the state of one that was just started. (`spawn/1` writes this out: see there.)"""
    process = Process()
    process.pid, process.frames, process.queue, process.origin = pid, frames, queue, origin
    process.state = process.scanned = process.reductions = 0
    process.mailbox = NO_MESSAGES
    process.timer = process.mark = None
    process.rare = NOTHING_RARE
    return process


class Origin:
    """Where a process comes from: leader and parent (Pids or None), initial (module, name, arity) of its first function."""
    __slots__ = ('leader', 'parent', 'initial')

    def __init__(self, leader, parent, initial=FUNCTION):
        self.leader, self.parent, self.initial = leader, parent, initial


class Rare:
    """What few processes have.

    trapping: the flag `trap_exit`. links: {Process: True}. watchers: {Reference: watch} of who monitors it, monitors:
    {Reference: watch} of what it monitors (a watch is a tuple, see signals.py). dictionary: {key: value}.
    name: its registered name. aliases: {Reference: True} to it. tables: {Reference: True} of the ETS tables it owns.
    suspenders: {Pid: count} of who suspended it. hibernating. flags: {Atom: term} of process flags that have no effect here.
    """
    __slots__ = ('trapping', 'links', 'watchers', 'monitors', 'dictionary', 'name', 'aliases', 'tables', 'suspenders',
                 'hibernating', 'flags')

    def __init__(self):
        self.trapping = self.hibernating = False
        self.links = self.watchers = self.monitors = self.dictionary = self.name = None
        self.aliases = self.suspenders = self.flags = self.tables = None


NOTHING_RARE = Rare()

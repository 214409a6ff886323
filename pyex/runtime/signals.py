"""Signals: links, monitors, aliases, exit signals, and the end of a process.

All processes of a node run in one thread and a signal arrives at once, so signals between two processes keep their
order; only what `exit/2` sends arrives when the sender's slice is over (`exit_soon`). The end of a process goes in
Erlang's order: it stops being alive, its name and its ETS tables are given up, those linked to it get its exit
signal, and those who monitor it their `:DOWN`. A signal may end further processes, a million in one go: they wait in
`doomed` and are told of one after another.

A *watch* (one monitor) is the tuple (watcher Process, target Process, object term, tag Atom): object is the pid, or
{name, node} if the monitor was asked for by name. It stands in the watcher's `rare.monitors` and the target's `rare.watchers`.
"""
from collections import deque

from pyex.runtime import mailbox, names
from pyex.runtime.exceptions import ProcessExit, error
from pyex.runtime.process import NO_MESSAGES, NOTHING_RARE, READY
from pyex.terms.atom import atom
from pyex.terms.identity import Reference

KILL, KILLED, NORMAL, NOPROC = map(atom, ('kill', 'killed', 'normal', 'noproc'))
EXIT, DOWN, PROCESS = map(atom, ('EXIT', 'DOWN', 'process'))
EXPLICIT, DEMONITOR, REPLY, REPLY_DEMONITOR = map(atom, ('explicit_unalias', 'demonitor', 'reply', 'reply_demonitor'))


class Signals:
    """The signals of a node."""

    def __init__(self, node):
        self.node = node
        self.aliases = {}               # {Reference: (Process, how the alias ends)}
        self.doomed = deque()           # (process, reason) whose end must yet be announced
        self.announcing = False
        self.under_way = {}             # {Process: (sender Pid, reason)}: exit signals that arrive when the running slice is over

    # ---- messages -----------------------------------------------------------------------------------------------

    def send_to_alias(self, reference, message):
        """Send to an alias: nothing happens if it is not active (any more)."""
        found = self.aliases.get(reference)
        if found is None:
            return
        process, ending = found
        if ending is REPLY or ending is REPLY_DEMONITOR:
            self.unalias(process, reference)
            if ending is REPLY_DEMONITOR:
                self.demonitor(process, reference)
        mailbox.deliver(process, message)

    def alias(self, process, reference, ending):
        self.aliases[reference] = process, ending
        rare = process.special()
        if rare.aliases is None:
            rare.aliases = {}
        rare.aliases[reference] = True

    def unalias(self, process, reference):
        """False if it is no active alias of this process."""
        found = self.aliases.get(reference)
        if found is None or found[0] is not process:
            return False
        del self.aliases[reference], process.rare.aliases[reference]
        return True

    # ---- links --------------------------------------------------------------------------------------------------

    @staticmethod
    def join(one, other):
        """Link two living processes."""
        for process, peer in (one, other), (other, one):
            rare = process.special()
            if rare.links is None:
                rare.links = {}
            rare.links[peer] = True

    def link(self, process, pid):
        """`link(pid)`, called by `process`."""
        if pid is process.pid:
            return
        other = self.node.find(pid)
        if other is not None:
            self.join(process, other)
        elif process.rare.trapping:
            mailbox.deliver(process, (EXIT, pid, NOPROC))
        else:
            raise error(NOPROC)

    def unlink(self, process, pid):
        other = self.node.processes.get(pid)
        if other is not None and process.rare.links and process.rare.links.pop(other, None):
            del other.rare.links[process]

    # ---- monitors -----------------------------------------------------------------------------------------------

    def monitor(self, watcher, target, object_, reference, tag=DOWN):
        """Watch a process (None: nobody is there, so the message comes at once)."""
        if target is None:
            self.down(watcher, tag, reference, object_, NOPROC)
        elif target is not watcher:
            watch = watcher, target, object_, tag
            rare = watcher.special()
            if rare.monitors is None:
                rare.monitors = {}
            rare.monitors[reference] = watch
            rare = target.special()
            if rare.watchers is None:
                rare.watchers = {}
            rare.watchers[reference] = watch

    def demonitor(self, watcher, reference):
        """End a monitor. False if it was none (any more)."""
        monitors = watcher.rare.monitors
        watch = monitors.pop(reference, None) if monitors else None
        if self.aliases and reference in self.aliases and self.aliases[reference][1] is not EXPLICIT:
            self.unalias(watcher, reference)
        if watch is None:
            return False
        watched = watch[1].rare
        del watched.watchers[reference]
        if not watched.watchers:
            watched.watchers = None                 # an empty dict is 230 bytes of each server that was started
        return True

    @staticmethod
    def flush(watcher, reference):
        """Remove the message of a monitor that has ended."""
        mailbox.remove(watcher, lambda message: message.__class__ is tuple and len(message) == 5 and message[1] is reference
                       and message[2] is PROCESS)

    # ---- exits --------------------------------------------------------------------------------------------------

    def exit_signal(self, sender, process, reason):
        """`exit(pid, reason)` from the Pid `sender`."""
        if process.frames is None:
            return
        if process.pid in self.node.crashes.witnessed:
            self.node.crashes.signalled(sender, process, reason)
        if reason is KILL:
            self.terminate(process, KILLED)
        elif process.rare.trapping:
            mailbox.deliver(process, (EXIT, sender, reason))
        elif reason is not NORMAL or sender is process.pid:
            self.terminate(process, reason)

    def exit_soon(self, sender, process, reason):
        """`exit(pid, reason)` of a running process: what would end another arrives when the sender's slice is over.

        On the BEAM, too, the sender has done something else by then; so one that is linked to its victim may end before it.
        Whatever asks about a process comes after the signals that were sent to it (`hurry`).
        """
        if sender is process.pid or reason is NORMAL or process.rare.trapping and reason is not KILL:
            self.exit_signal(sender, process, reason)
            return
        if not self.under_way:
            self.node.entry.post(self.arrive)
        self.under_way.setdefault(process, (sender, reason))

    def arrive(self):
        """The exit signals that are under way arrive."""
        arriving, self.under_way = self.under_way, {}
        for process, (sender, reason) in arriving.items():
            self.exit_signal(sender, process, reason)

    def hurry(self):
        """The running process asks about another: the signals that it has sent arrive first, and may be its own end."""
        current = self.node.current
        self.arrive()
        if current is not None and current.frames is None:
            raise ProcessExit(None)

    def terminate(self, process, reason):
        """The end of a process, and of all that end with it. It may be the running one: see `ProcessExit`."""
        if process.frames is None:
            return
        del self.node.processes[process.pid]
        process.frames = None
        process.state = READY
        process.mailbox = NO_MESSAGES
        if process.timer is not None:
            mailbox.abandon(process, self.node.timers)
        if process.rare is not NOTHING_RARE:
            self.doomed.append((process, reason))
            if not self.announcing:
                self._announce_all()

    def _announce_all(self):
        self.announcing = True
        self.node.crashes.causes.clear()
        while self.doomed:
            self._announce(*self.doomed.popleft())
        self.announcing = False

    def _announce(self, process, reason):
        rare, name, crashes = process.rare, process.rare.name, self.node.crashes
        self._give_up(process, rare)
        links, rare.links = rare.links, None
        for peer in links or ():
            theirs = peer.rare
            if theirs.links is not None:            # None: it is dying too, and has told its own
                theirs.links.pop(process, None)
                if peer.frames is not None:
                    if crashes.witnessed and reason is not NORMAL:
                        crashes.linked(process, name, reason, peer)
                    self.linked_exit(peer, process.pid, reason)
        watchers, rare.watchers = rare.watchers, None
        for reference, (watcher, _, object_, tag) in (watchers or {}).items():
            if watcher.rare.monitors is not None:
                watcher.rare.monitors.pop(reference, None)
            if self.aliases and reference in self.aliases and self.aliases[reference][1] is not EXPLICIT:
                self.unalias(watcher, reference)
            if watcher.frames is not None:
                self.down(watcher, tag, reference, object_, reason, process.pid)

    @staticmethod
    def down(watcher, tag, reference, object_, reason, _ended=None):
        """Send the message of a monitor."""
        mailbox.deliver(watcher, (tag, reference, PROCESS, object_, reason))

    def linked_exit(self, process, sender, reason):
        """The exit signal of a link."""
        if process.rare.trapping:
            mailbox.deliver(process, (EXIT, sender, reason))
        elif reason is not NORMAL:
            self.terminate(process, reason)

    def _give_up(self, process, rare):
        if rare.name is not None:
            names.unregister_dead(self.node, process)
        if rare.tables:
            self.node.ets.owner_died(process)
        for reference in rare.aliases or ():
            del self.aliases[reference]
        for reference, watch in (rare.monitors or {}).items():
            if watch[1].rare.watchers is not None:
                watch[1].rare.watchers.pop(reference, None)
        rare.monitors = rare.aliases = None

    def fresh(self):
        """A new reference, made by the running process: its next `receive` for it begins here."""
        node = self.node
        node.references += 1
        reference = Reference(node.references)
        process = node.current
        if process is not None:
            process.mark = reference, len(process.mailbox)
        return reference

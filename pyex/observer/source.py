"""A node as the observer asks for it: `LocalSource(node)`. Its methods block and may be called from any one thread.

Each question is a closure that runs on the node's thread (`entry.call`), short whatever the node holds; a look at all
processes is many of them, with pauses while something else wants to run. `remote.py` has the same methods for a node in
another program.
"""
from functools import partial
from time import sleep, thread_time, thread_time_ns

from pyex import __version__
from pyex.observer import details, names, rows, supervision, tables, traffic
from pyex.observer.graves import Graves
from pyex.observer.model import Page, Query, SourceLost, Summary
from pyex.observer.survey import REACH, Survey, scan
from pyex.runtime.entry import NodeDied
from pyex.runtime.memory import resident
from pyex.runtime.node import FIRST_PID
from pyex.runtime.scheduler import SLICE
from pyex.terms import lists
from pyex.terms.atom import alias, atom
from pyex.terms.identity import pid_of

SHARE = 0.04                            # of the scheduler's time, for looks
LARGER = 0.25                           # the same for a search, which is made once and which a person waits for
PATIENCE = 60                           # seconds that the node may take to answer
CODE = alias('Code')
SEND = 'import IEx.Helpers, only: [pid: 1, pid: 3]\nmessage = (%s\n)\nfor target <- targets, do: send(target, message)'
MANY = 100_000                          # processes among which nobody's children are looked for
LONGEST_PAUSE = 0.1                     # seconds


class LocalSource:
    """A node of this program."""

    def __init__(self, node):
        self.node = node
        self.graves = Graves(node)
        self.survey = Survey(node, self.graves)
        self.traffic = traffic.Traffic(node)
        self.abandoned = False
        self.reductions, self.counted = 0, None         # since the first summary; what slices and processes said at the last one
        self.title = f'pyex {__version__}'
        self.pid = pid_of(0)               # whom signals come from, and who suspends

    def close(self):
        self._ask(self._close)

    def _close(self):
        self.graves.close()
        self.traffic.close()

    def _ask(self, question, *arguments):
        """The answer of a function that runs on the node's thread."""
        try:
            return self.node.entry.call(partial(question, *arguments), PATIENCE)
        except TimeoutError:
            raise SourceLost('the node does not answer: a built-in function may have run for long') from None
        except NodeDied:
            raise SourceLost('the node has ended') from None

    # ---- the table ------------------------------------------------------------------------------------------------------

    def processes(self, query: Query) -> Page:
        """A page of the table of processes; None if it was abandoned."""
        self._ask(self.graves.open if query.ended else self.graves.close)
        return self._long(self.survey.look(query, self.traffic.counts))

    def abandon(self):
        """Have a look that is under way end at its next step: `processes` gives None then. From any thread."""
        self.abandoned = True

    def _long(self, steps, share=SHARE):
        """The value of a generator whose steps run on the node's thread, with pauses while that has something else to do."""
        self.abandoned = False
        began, total = None, 0          # the CPU time of the node's thread at the first step; what the steps have taken of it
        while not self.abandoned:
            done, value, spent, now, busy = self._ask(_step, steps, self.node)
            if done:
                return value
            began, total = now - spent if began is None else began, total + spent
            if busy:
                sleep(max(0, min(LONGEST_PAUSE, total / share - (now - began))))
        return None

    def summary(self):
        return self._ask(self._summary)

    def _summary(self):
        node, survey = self.node, self.survey
        queues = node.scheduler.queues
        waiting = {name: len(queues[name]) for name in ('max', 'high', 'normal', 'low')}
        waiting['normal'] += len(queues['favourite'])
        spawned = node.pids - FIRST_PID + 1
        return Summary(
            now=node.clock.monotonic() - node.start_time, busy=thread_time_ns(), virtual=node.clock.virtual, seed=node.seed,
            events=node.trace.number if node.trace else 0, processes=len(node.processes), spawned=spawned,
            ended=spawned - len(node.processes), queues=tuple(waiting.items()), running=None, reductions=self._reductions(),
            messages=self.traffic.sent, memory=self._memory(), timers=tables.count(node.timers), names=len(node.names),
            tables=len(node.ets.tables), survey=survey.spent, elapsed=survey.elapsed)

    def _reductions(self):
        """Those used since the first summary: of full slices at least, and what the living tell if they are few."""
        slices, alive = self.node.scheduler.slices * SLICE, None
        if len(self.node.processes) <= REACH:
            alive = sum([process.reductions for process in self.node.processes.values()])
        if self.counted is not None:
            told = alive - self.counted[1] if alive is not None and self.counted[1] is not None else 0
            self.reductions += max(slices - self.counted[0], told, 0)
        self.counted = slices, alive
        return self.reductions

    def _memory(self):
        return (('program', resident() or 0), ('tables', self.node.ets.memory()))

    def find(self, number):
        """The living Process with a pid's number, or None. On the node's thread."""
        return self.survey.find(number)

    # ---- others -----------------------------------------------------------------------------------------------------------

    def process(self, number):
        """One process in detail; None if it is not known (any more)."""
        found = self._ask(details.process, self, number)
        if found is None or len(self.node.processes) > MANY:
            return found
        children = self._long(scan(self.node, lambda process: rows.parent(process) == number))
        return self._ask(lambda: found._replace(children=details.those(children or ())))

    def tree(self):
        """The supervision trees, those with many children without them."""
        return self._ask(supervision.trees, self.node, self._supervisors())

    def children(self, number):
        """The children of a supervisor."""
        return self._ask(supervision.children, self.node, number, self._supervisors())

    def _supervisors(self):
        return self._long(scan(self.node, supervision.is_supervisor)) or ()

    def watch_messages(self, on):
        """Have messages counted and kept, or not: it costs each message some microseconds."""
        self._ask(self.traffic.watch, bool(on))

    def events(self, since=0, limit=1_000, pids=None):
        """What happened after the event numbered `since` while messages are watched."""
        return self._ask(self.traffic.events, since, limit, pids)

    def tables(self):
        return self._ask(tables.tables, self.node)

    def objects(self, number, first=0, count=50, filter=''):
        """Some objects of an ETS table as texts; None if it is gone, or this was abandoned."""
        return self._long(tables.objects(self.node, number, first, count, filter), LARGER)

    def timers(self, first=0, count=100):
        return self._ask(tables.timers, self.node, first, count)

    def names(self):
        """((name, pid), ...) by name."""
        return self._ask(lambda: tuple(sorted((names.literal(name.name), pid.number) for name, pid in self.node.names.items())))

    # ---- actions: None, or a text that says why not -------------------------------------------------------------------------

    def kill(self, pids, reason='kill'):
        """Send an exit signal with a reason: a plain term or a bare word."""
        try:
            return self._ask(self._for_each, pids, tables.word(reason), self._kill)
        except tables.NoTerm as error:
            return str(error)

    def send(self, pids, text):
        """Send what an Elixir expression gives. One that is no plain term is evaluated in a process of its own."""
        return self._ask(self._send, pids, text)

    def _send(self, numbers, text):
        try:
            return self._for_each(numbers, tables.term(text), lambda process, term: self.node.send(process.pid, term))
        except tables.NotPlain:
            node, targets = self.node, []
            refusal = self._for_each(numbers, None, lambda process, _: targets.append(process.pid))
            binding = lists.from_python([(atom('targets'), lists.from_python(targets))])
            if targets:
                node.spawn(node.exports[CODE, atom('eval_string'), 2], (SEND % text, binding))
            return refusal
        except tables.NoTerm as error:
            return str(error)

    def suspend(self, pids):
        return self._ask(self._for_each, pids, None, self._suspend)

    def resume(self, pids):
        return self._ask(self._for_each, pids, None, self._resume)

    def _for_each(self, numbers, term, act):
        """act(process, term) on each that lives; a text that says which do not."""
        gone = []
        for number in numbers:
            process = self.find(number)
            if process is None:
                gone.append(number)
            else:
                act(process, term)
        return None if not gone else f'{", ".join(f"#PID<0.{number}.0>" for number in gone)} has ended already'

    def _kill(self, process, reason):
        self.node.signals.exit_signal(self.pid, process, reason)

    def _suspend(self, process, _):
        rare = process.special()
        if rare.suspenders is None:
            rare.suspenders = {}
            self.node.scheduler.park(process)
        rare.suspenders[self.pid] = 1

    def _resume(self, process, _):
        """End a suspension, whoever began it."""
        if process.rare.suspenders:
            process.rare.suspenders = None
            self.node.scheduler.unpark(process)


def _step(steps, node):
    """A step of a generator: (whether it is done, its value, CPU seconds that the step took, those that the thread has used
    by now, whether the node has something else to do)."""
    began = thread_time()
    try:
        next(steps)
    except StopIteration as end:
        return True, end.value, 0, 0, False
    now = thread_time()
    return False, None, now - began, now, any(node.scheduler.queues.values())

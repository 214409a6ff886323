"""A node: everything that runs together. It owns all state, so two nodes live in one Python without knowing each other."""
import gc
import random
from collections import deque
from types import FunctionType

from pyex.runtime import copying, mailbox, stacktrace
from pyex.runtime.clock import Clock
from pyex.runtime.crashes import Crashes
from pyex.runtime.entry import Entry
from pyex.runtime.ets import Tables
from pyex.runtime.exceptions import STOP, ElixirError, Suspend
from pyex.runtime.frames import TIMEOUT, WAIT, Throw
from pyex.runtime.memory import SPAWNS, Guard
from pyex.runtime.modules import Modules
from pyex.runtime.process import FUNCTION, Origin, born
from pyex.runtime.scheduler import CALL, REDUCTIONS, Scheduler
from pyex.runtime.signals import Signals
from pyex.runtime.timers import Timers
from pyex.terms.atom import Atom, atom
from pyex.terms.identity import Port, Reference, pid_of

PROCESS_LIMIT = 1 << 27
FIRST_PID = 104                 # the shell of iex has this number, or one near it
HOST = atom('nonode@nohost')


def _no_compiler(site, warm=False):
    raise LookupError(f'nothing compiles the rest of {site!r}')


class Node:
    """
    globals: the names of generated code, and what it calls of the runtime. captured: frames that are being saved.
    rests: {Site: function}. processes: {Pid: Process}. names: {Atom: Pid}. current: the running Process or None.
    nesting: how many nested runs are under way. output: where what has no group leader may print. host: the shell, or
    None. defects: texts of Python errors that should not have happened. leader: the Pid that processes without a parent get.
    fresh: makes an empty node that is furnished as this one, for `copy`.
    """
    __slots__ = 'current', 'nesting', 'pids', '__dict__', '__weakref__'         # (what each send, receive and spawn reads is found faster so)

    def __init__(self, clock=None, seed=None, output=None):
        self.clock = clock or Clock()
        self.random = random.Random(seed)
        self.seed, self.output, self.host = seed, output, None
        self.globals, self.captured, self.rests = {'__builtins__': __builtins__}, [], {}
        self.compile_rest = _no_compiler
        self.begun = {}                         # {id of the code of what many processes began with: (it, the code of its waiting variant)}
        self.processes, self.names = {}, {}
        self.strangers = {}                     # what was made from text: {number: Pid of no living process}, ports, references
        self.current = self.leader = None
        self.trace = self.observer = None       # who listens to what happens here, see trace.py; what the host shows of it
        self.tracing = None                     # who is traced by Elixir processes, see natives/pyex_tracing.py
        self.nesting = 0
        self.spared = 0                                         # crash reports that the logger was not told of
        self.pids, self.references, self.integers = FIRST_PID - 1, 0, 0
        self.origin = Origin(None, None)        # of the process that was started last
        self.defects = deque(maxlen=20)
        self.last_now, self.asked = 0, {}       # the last `now()`; {statistic: what it was when last asked for}
        self.start_time = self.clock.monotonic()
        self.modules = Modules(self.globals)
        self.exports = self.modules.exports
        self.timers = Timers(self)
        self.crashes = Crashes(self)
        self.signals = Signals(self)
        self.guard = Guard(self)
        self.ets, self.compiled_specs = Tables(self), {}        # {Reference: compiled match specification}
        self.persistent, self.arrays = {}, {}                   # {key: term}, {Reference: array of atomics}
        self.entry = Entry(self)
        self.scheduler = Scheduler(self)
        self.run, self.start, self.stop = self.scheduler.run, self.scheduler.start, self.scheduler.stop
        self.globals.update(self._helpers())
        self.fresh = lambda: Node(self.clock.copy(), self.seed, self.output)

    def _helpers(self):
        """What generated code finds in its globals."""
        return {'node': self, 'receiver': self, 'it': iter(REDUCTIONS), 'captured': self.captured, 'STOP': STOP, 'Suspend': Suspend, 'WAIT': WAIT,
                'TIMEOUT': TIMEOUT, 'Throw': Throw, 'caught': lambda error: stacktrace.caught(error, self),
                'caught_to_handle': lambda error: stacktrace.caught_to_handle(error, self),
                'stack_of': lambda error: stacktrace.caught(error, self).stack,
                **mailbox.helpers(self)}

    # ---- processes ------------------------------------------------------------------------------------------------

    def spawn(self, function, args=(), *, link=None, priority='normal', leader=None, initial=FUNCTION):
        """Start a process that calls a function, linked to the Process `link` if one is given."""
        bare = not args and function.__class__ is FunctionType and not function.__code__.co_argcount
        frames = function if bare else (CALL, (function, tuple(args)))
        return self.launch(frames, self.origin_of(initial, leader), priority, link)

    def origin_of(self, initial, leader=None):
        """The Origin of a process that is started now: siblings share one."""
        current = self.current
        if current is None:
            return Origin(leader or self.leader, None, initial)
        leader, last = leader or current.origin.leader, self.origin
        if last.parent is not current.pid or last.leader is not leader or last.initial != initial:
            last = self.origin = Origin(leader, current.pid, initial)
        return last

    def launch(self, frames, origin, priority='normal', link=None):
        """Start a process with its first frames."""
        self.pids += 1
        pid = pid_of(self.pids)
        if not self.pids & SPAWNS:
            self.guard.check()
        if (self.guard.short or len(self.processes) >= PROCESS_LIMIT) and not self._begins_anew():
            self.refuse_if_short()
        queue = self.scheduler.queues[priority]
        process = self.processes[pid] = born(pid, frames, queue, origin)
        queue.append(process)
        if link is not None:
            self.signals.join(link, process)
        return process

    def _begins_anew(self):
        """Whether the shell asks: the program around the node, or what it keeps evaluators alive with. They may always begin anew."""
        current = self.current
        return current is None or current.origin.parent is None and current.queue is self.scheduler.queues['max']

    def refuse_if_short(self):
        """`:system_limit` if the machine is short of memory, or there are too many processes."""
        if self.guard.short or len(self.processes) >= PROCESS_LIMIT:
            self.guard.check()
            if self.guard.short or len(self.processes) >= PROCESS_LIMIT:
                raise ElixirError('error', stacktrace.SYSTEM_LIMIT)

    def deliver(self, destination, message):
        """Send without an error if nobody is there: to a Pid, a name (Atom), or an alias (Reference)."""
        if destination.__class__ is Atom:
            destination = self.names.get(destination)
        if destination.__class__ is Reference:
            self.signals.send_to_alias(destination, message)
        process = self.processes.get(destination)
        if process is not None:
            mailbox.deliver(process, message)

    send = deliver

    def pid(self, number):
        """The pid with a number, whether its process is alive or not."""
        for pid in self.processes:
            if pid.number == number:
                return pid
        return self.strangers.setdefault(number, pid_of(number))

    def exit_signal(self, sender, pid, reason):
        """`exit(pid, reason)` from the Pid `sender`."""
        process = self.processes.get(pid)
        if process is not None:
            self.signals.exit_signal(sender, process, reason)

    def find(self, pid):
        """The Process with a pid, or None. What the running process has sent to it has arrived."""
        if self.signals.under_way:
            self.signals.hurry()
        return self.processes.get(pid)

    # ---- calls from natives -----------------------------------------------------------------------------------------

    def nested(self, function, *args):
        """Run Elixir code to its end from within a native; a `receive` in it that would wait is an error."""
        return self.scheduler.nested(function, args)

    def reference(self, number):
        """The reference with a number, as somebody wrote it down.

        Nothing keeps a table of references (there are too many), so the few times that one is asked for, Python is.
        """
        known = (thing for thing in gc.get_objects() if thing.__class__ is Reference and thing.number == number)
        return next(known, None) or self.strangers.setdefault(('reference', number), Reference(number))

    def port(self, number):
        """The port with a number."""
        return self.strangers.setdefault(('port', number), Port(number))

    def copy(self):
        """Another node in the same state, which runs on by itself. Only between two slices (`entry.call`)."""
        return copying.copy(self)

    def call(self, module, name, *args):
        """`nested` for a function by its names (str)."""
        return self.nested(self.exports[atom(module), atom(name), len(args)], *args)

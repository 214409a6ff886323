"""The world of a lesson: a shell on a node that runs in the same way every time.

Its processes run only while an input is being evaluated, until all have come to rest; at the prompt the world stands still.
Its clock is virtual: it moves when nothing can run and something waits for a time (`Process.sleep`), and by a millisecond
for each slice of 2,000 reductions that a process uses up, so that time passes beside a busy loop, too.

`Still` is what all shells of lessons share; a `Rehearsal` has no person and no thread of its own: what is typed runs in the
caller's thread, what is printed is kept. It can be copied (`fork`) at any time: to try an answer, to look, to come back.
"""
import random
import time
from types import FunctionType

from pyex.boot import boot
from pyex.compiler.modules import linked
from pyex.runtime import trace
from pyex.runtime.clock import VirtualClock
from pyex.runtime.copying import copy_with_terms
from pyex.shell.console import PlainConsole
from pyex.shell.host import nothing
from pyex.shell.reader import Entry
from pyex.shell.session import SETTLED, SHELL, Session
from pyex.terms.atom import alias, atom
from pyex.terms.maps import from_pairs
from pyex.terms.order import same

TICK = 1_000_000                # nanoseconds that pass while a process uses up a slice
SLICES, TURNS = 20, 10_000      # of processes that never rest (an endless loop, two that ping each other), before it counts as rest
MIXED = 64                      # processes of a long queue among which chance chooses
EVENTS = 2_000                  # that are remembered of a step
PATIENCE = 20                   # seconds for an input of a rehearsal
ONE_OF_MANY = 3_000             # slices for each of the runs of `orders`
HEAVY = 200                     # turns that count as much as one in which only the shell can run
PRELOADED = 'GenServer', 'Process', 'Enum', 'Enumerable', 'String.Chars', 'IO', 'Macro', 'IEx.History', 'Pyex.Lesson'         # what every lesson uses
NEVER = atom('never_ends')
HELPERS = alias('Pyex', 'Lesson', 'Helpers')


class Stuck(Exception):
    """An input whose evaluation never ends; the message says why."""


class Still(Session):
    """A shell whose world stands still at the prompt."""
    imports = (*Session.imports, HELPERS)

    def __init__(self, terminal):
        super().__init__(terminal)
        self.services['orders'] = orders

    def attach(self, node):
        super().attach(node)
        node.output, node.input = Ear(self), self
        self.serving = False                # whether the main thread does something that an input asked for
        self.settler = None                 # the Pid of who waits for the others to come to rest
        self.rested = False                 # whether they have, after the last input
        self.hearing = False                # whether what is printed now comes from a process, and is no answer of the prompt
        self.printed = ''                   # what processes printed since somebody emptied it
        self.muted = None                   # a list that gets what is printed instead of the terminal
        self.listener = None                # of what happens since the step began
        self.order = None                   # a Random that chooses who runs next, or None: then it goes by turns
        self.scheduler, self.normal = node.scheduler, node.scheduler.queues['normal']
        self.counted = self.scheduler.slices
        self._watch()

    def adopt(self, node, other):
        """Go on in a copy of another shell's node."""
        for name in ('counter', 'evaluator', 'server', 'own', 'outcome'):
            setattr(self, name, getattr(other, name))
        self.templates = dict(other.templates)
        self.attach(node)
        if other.order is not None:
            self.shuffle(0)
            self.order.setstate(other.order.getstate())
        self.printed, self.heritage = other.printed, other.heritage
        self.idle = True

    def snapshot(self):
        """A Rehearsal in the same state."""
        made = Rehearsal()
        node, heritage = self.node.entry.call(self._copies)
        made.adopt(node, self)
        made.heritage = heritage
        return made

    def _copies(self):
        node, copier = copy_with_terms(self.node)
        return node, self.heritage.copy(copier.term)

    # on the node's thread

    def settle(self, pid):
        self.settler = pid
        self._watch()

    def ready(self, pid, outcome):
        super().ready(pid, outcome)
        self._watch()

    def listen(self):
        """Begin to remember what happens, anew."""
        self.stop_listening()
        self.listener = trace.listen(self.node, size=EVENTS)

    def stop_listening(self):
        self.printed = ''
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def serve(self, name, pid, *arguments):
        """While a service is at work the world stands still: it may look at a copy."""
        self.serving = super().serve(name, pid, *arguments)
        return self.serving

    def tell(self, pid, message):
        self.serving = False
        super().tell(pid, message)

    def _begin(self, entry, given):
        self.rested, self.hearing = False, True
        return super()._begin(entry, given)

    def shuffle(self, seed):
        """Have chance say, from now on, which of the processes that can run goes next."""
        self.order = random.Random(seed)

    def turn(self):
        """Whether the world stands still: asked before each slice, hence its form (a million sleepers are a million turns)."""
        if self.serving:
            return True
        scheduler = self.scheduler
        if scheduler.slices != self.counted:
            self._pass_time(scheduler.slices)
        if self.order is not None:
            self._mix(scheduler)
        if self.normal:
            self.turns -= 1
            if self.turns > 0:
                return False
        return self._rest()

    def _rest(self):
        """The same when no more than the shell can run, or many turns have gone by."""
        if self.settler is None and not self.idle:
            self.turns -= HEAVY                 # it may be the shell itself that runs on and on
            if self.turns <= 0:
                self.turns = TURNS
                self.look()
            return False
        if self.turns > 0 and any(self.scheduler.queues.values()):
            return False
        if self.settler is not None:
            self.node.send(self.settler, (SHELL, SETTLED))
            self.settler, self.hearing = None, False
            return False
        if not self.rested:
            self.rested = True
            self.events.put(nothing)
        return True

    def look(self):
        """Called now and then while an input is being evaluated."""

    def _pass_time(self, slices):
        clock = self.node.clock
        if clock.virtual:
            clock.advance(clock.monotonic() + (slices - self.counted) * TICK)
        self.counted = slices
        if slices >= self.until and (self.idle or self.settler is not None):
            self.turns = 0

    def _mix(self, scheduler):
        normal = scheduler.queues['normal']
        if len(normal) > 1:
            normal.rotate(self.order.randrange(min(len(normal), MIXED)))
        scheduler.turn = self.order.random() < 0.5

    def _watch(self):
        """Begin to wait for rest."""
        self.turns, self.until = TURNS + 4 * len(self.node.processes), self.scheduler.slices + SLICES


class Ear:
    """The output of a lesson's node: the shell's terminal, and what processes print is remembered."""

    def __init__(self, session):
        self.session, self.terminal = session, session.terminal

    def __getattr__(self, name):
        return getattr(self.terminal, name)

    def write(self, device, text):
        if self.session.hearing:
            self.session.printed += text
        if self.session.muted is None:
            self.terminal.write(device, text)
        else:
            self.session.muted.append(text)


class Paper(PlainConsole):
    """A console that keeps what is printed; nobody sits at it."""

    def __init__(self):
        super().__init__(color=False)
        self.text = ''

    def columns(self):
        return None

    rows = columns

    def write(self, _device, text):
        self.text += text if text.__class__ is str else text.decode('utf-8', 'replace')

    def read(self, _kind, _prompt):
        return None


class Rehearsal(Still):
    """A shell that runs in the caller's thread."""

    def __init__(self):
        super().__init__(Paper())
        self.deadline = None
        self.limit = None               # the number of slices after which it is stuck, if there is one

    fork = Still.snapshot

    def close(self):
        """Nobody needs this world any more: its thousands of functions go at once (they and their node know each other)."""
        for names in (self.node.globals, self.node.exports, self.node.rests, self.node.processes):
            names.clear()

    def open(self, seed, shuffled=False):
        """The world in which a lesson with this seed begins."""
        made = self.fork()
        made.node.random.seed(seed)
        made.node.seed = seed
        if shuffled:
            made.shuffle(seed)
        return made

    def start(self, commands=()):
        self._start_server()
        self.run()

    def evaluate(self, entry):
        given = []
        if not self._begin(entry, given):
            raise Stuck('the shell is dead')
        self.run()

    def enter(self, entry):
        """Evaluate an Entry; what is printed meanwhile, without blanks at the ends of lines."""
        self.terminal.text = ''
        self.evaluate(entry)
        return '\n'.join(line.rstrip() for line in self.terminal.text.strip('\n').split('\n'))

    def type(self, inputs):
        """Evaluate the Inputs of a block; what each printed."""
        return [self.enter(item.entry) for item in inputs]

    def run(self):
        """Let the world run until the shell is idle and all is at rest."""
        self.deadline = time.monotonic() + PATIENCE
        while not (self.idle and self.rested):
            self.node.run(self.turn)
            if self.idle and self.rested:
                return
            self.handle_pending()
            if not self.node.entry.inbox:
                raise Stuck('it waits for a message that nobody will send')

    def allow(self, slices):
        """Have it be stuck after so many slices more: the same number on each machine."""
        self.limit = self.scheduler.slices + slices

    def _pass_time(self, slices):
        if self.limit is not None and slices > self.limit:
            raise Stuck('it did not end within some millions of reductions')
        super()._pass_time(slices)

    def look(self):
        if time.monotonic() > self.deadline:
            raise Stuck(f'it did not end within {PATIENCE} seconds')

    def ask(self, name, *arguments):
        """What a function of `Pyex.Lesson` tells (`:pyex_learn.verdict/1`) that the shell calls instead of going on. The world is spoilt then."""
        self.verdict, self.idle, self.rested = None, False, False
        function = exported(self.node, 'Pyex', 'Lesson', name, len(arguments))
        self.node.entry.interrupt(self.evaluator, function, arguments)
        self.run()
        return self.verdict


def orders(session, times):
    """How often each value comes of what the shell calls (`Pyex.Lesson.run_order/0`), in copies with other orders: a map."""
    world, counts = session.snapshot(), []
    for seed in range(1, times + 1):
        fork = world.fork()
        fork.shuffle(seed)
        fork.allow(ONE_OF_MANY)
        try:
            value = fork.ask('run_order')
        except Stuck:
            value = NEVER
        fork.close()
        known = next((pair for pair in counts if same(pair[0], value)), None)
        if known is None:
            counts.append([value, 1])
        else:
            known[1] += 1
    return from_pairs(map(tuple, counts))


def prepare(virtual=True):
    """A Rehearsal that has just come up: lessons begin in a copy of it."""
    made = Rehearsal()
    made.attach(boot(output=made.terminal, input=made, argv=[], clock=VirtualClock() if virtual else None, seed=1))
    for name in PRELOADED:
        made.node.modules.find(alias(name))
    made.start()
    made.terminal.text = ''
    for function in [*made.node.globals.values()]:          # a copy of a function is cheap, one that is linked later is not
        if function.__class__ is FunctionType:
            linked(function)
    return made


class Bases(dict):
    """The worlds that lessons begin in: with a virtual clock or without."""

    def __missing__(self, virtual):
        made = self[virtual] = prepare(virtual)
        return made


def entry(text):
    """The Entry of a text that a program types."""
    return Entry(text)


def exported(node, *path):
    """A function of the node by its names: ('Pyex', 'Lesson', 'judge', 2)."""
    *module, name, arity = path
    return node.exports[alias(*module), atom(name), arity]

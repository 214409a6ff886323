"""A conversation: the evaluator process of a node, and the number at the prompt.

The evaluator is Elixir (`IEx.Evaluator`, kept alive by `IEx.Server`). It is *idle* between two inputs. Where inputs come
from is not known here (`pipe.py`, `terminal.py`).
"""
import re
import traceback
from functools import partial
from queue import SimpleQueue

from pyex import ELIXIR_VERSION
from pyex.natives import whereabouts
from pyex.runtime.entry import NodeDied
from pyex.runtime.scheduler import CALL
from pyex.shell.heritage import Heritage
from pyex.shell.host import Host, nothing
from pyex.shell.transcript import Transcript, page, script
from pyex.terms.atom import NIL, alias, atom

SHELL, EVAL, SETTLED, KILL = map(atom, ('pyex_iex', 'eval', 'settled', 'kill'))
OBSERVER = atom('pyex_observer')
EVALUATOR, SERVER = alias('IEx', 'Evaluator'), alias('IEx', 'Server')
INTERRUPTED = 130                           # the exit status
COUNTED = {'evaluated', 'respawned'}        # outcomes after which the prompt's number goes up
ANEW = {'pried', 'resumed'}                 # after which it begins with 1: the prompt goes to a breakpoint, and comes back
SUCCESSORS = {'started', 'restarted', 'respawned'}      # with which the first input of a shell process is asked for
INTERRUPT, INTERRUPTED_LOOP = atom('interrupt'), atom('interrupted')
DEFECT = '''
** (Pyex.InternalError) the scheduler ended by a defect of pyex: {}
   All processes are gone; a fresh node runs now. restore() evaluates the {} inputs of this session again.
'''
FEW = 50                # times that a value gets as long as it may take to settle
EVALUATE = 'Elixir.IEx.Evaluator.evaluate/4'


class Session(Host):
    interactive = True
    settling = 20                       # milliseconds, at most, for what an input set in motion

    def __init__(self, terminal):
        super().__init__(terminal)
        self.counter = 1
        self.templates = {'default_prompt': '%prefix(%counter)>', 'continuation_prompt': '%prefix(%counter)>'}
        self.evaluator = self.server = None
        self.own = set()                # the pids of the processes that came up before the first input
        self.idle = False
        self.outcome = 'started'
        self.transcript = Transcript()
        terminal.listener = self.transcript.printed
        self.lent = None                # the pid of the process at a breakpoint that has the prompt
        self.urgent = False             # the next request for input is the shell's own: who types is asked at once
        self.breaking = False           # an evaluation was interrupted while it waited for input
        self.heritage = Heritage()
        self.inputs, self.lost_inputs = [], []  # the Entries that were evaluated, on this node and on the one before it died
        self.replaying = []             # those of them that are to be evaluated again
        self.connect = None             # makes a fresh node for this session: set by who made the first
        self.used = 0                   # the reductions that the evaluator had used before the running evaluation
        self.show_observer = None       # shows the observer in the terminal until the person leaves: set by the shell

    def start(self, commands=()):
        """Begin: the node runs in its own thread, after the commands comes the banner, and an evaluator there. False if a command failed."""
        self.node.start()
        if commands and self.run_commands(commands):
            return False
        self.terminal.write('stdout', self.banner + '\n')
        self.begin(self._start_server)
        if self.dot_files:
            self._wait()                # they may print, and set the prompt
        return True

    def _start_server(self, outcome='started'):
        run = self.node.exports[SERVER, atom('run'), 1]
        self.server = self.node.spawn(run, (atom(outcome),)).pid

    # on the node's thread

    def ready(self, pid, outcome):
        if self.lent is not None and pid is not self.lent:
            return                      # its turn comes when the prompt is given back
        if pid is not self.evaluator and self.lent is None:
            self.node.scheduler.favour(self.node.processes[pid])
        if outcome in SUCCESSORS:
            self.heritage.bury(self.evaluator)
        self.evaluator, self.idle, self.outcome = pid, True, outcome
        self.own = self.own or {*self.node.processes}
        self.transcript.ended(outcome)
        self.counter = 1 if outcome in ANEW else self.counter + (outcome in COUNTED)
        self.events.put(nothing)

    def lend(self, pid):
        """The prompt is for a process at a breakpoint; None: it is the evaluator's again."""
        self.lent = pid

    def saved(self, kind, last, helpers):
        """(the last inputs, or all, as a 'page' or a 'script', how many they are)."""
        records = self.transcript.selected(last)
        title = f'A session with {self.version} (Elixir {ELIXIR_VERSION})' + self.transcript.gap()
        return page(records, title) if kind == 'page' else script(records, title, helpers), len(records)

    def request(self, *request):
        super().request(*request)
        self.urgent = False

    def settle(self, pid):
        self.events.put(partial(self._settle, pid))

    def observe(self, pid, reference):
        if self.show_observer is None:
            return super().observe(pid, reference)
        self.events.put(partial(self._observe, pid, reference))
        return None

    def sweep(self):
        """Kill all nameless processes but those of the shell; how many. Their links to the shell are cut first."""
        node, shell = self.node, self.node.processes[self.evaluator]
        swept = [process for pid, process in node.processes.items() if self._is_nobody(pid, process)]
        for process in swept:
            node.signals.unlink(shell, process.pid)
            node.signals.exit_signal(self.evaluator, process, KILL)
        return len(swept)

    def _is_nobody(self, pid, process):
        return pid not in self.own and pid not in (self.evaluator, self.server) and process.rare.name is None

    def _begin(self, entry, given):
        """Give the evaluator an input, once; False if it has just died. given: a list, filled when it has got it."""
        if given:
            return True
        if not self.idle or not self._alive(self.evaluator):
            self.idle = False
            return False
        self.idle = False
        self.used = self.node.processes[self.evaluator].reductions
        given.append(entry)
        self.transcript.began(entry, self.counter)
        shorthand = NIL if entry.operator is None else atom(entry.operator)
        self.node.send(self.evaluator, (SHELL, EVAL, entry.text, shorthand, self.counter))
        return True

    def _alive(self, pid):
        process = self.node.processes.get(pid)
        return process is not None and process.alive

    def configure(self, name, template):
        """The setting of `IEx.configure/1` for a prompt."""
        self.templates[name] = template

    # on the main thread

    def prompt(self, continued=False):
        """What stands before the next line of input."""
        template = self.templates['continuation_prompt' if continued else 'default_prompt']
        values = {'%counter': str(self.counter), '%prefix': '...' if continued else self.heritage.prefix(self.evaluator), '%node': 'nonode@nohost'}
        return re.sub('%counter|%prefix|%node', lambda found: values[found[0]], template) + ' '

    def offer(self):
        """What stands at the next prompt already, for a person to enter as it is."""
        return ''

    def enter(self):
        """A person entered an empty line."""

    def evaluate(self, entry):
        """Have an `Entry` evaluated; returns when its answer is printed. Ctrl+C interrupts it, at whatever moment it comes."""
        given = []
        presses = 0                     # of Ctrl+C that have not been answered yet
        while True:
            try:
                self._give(entry, given)
                if presses and not self.breaking:
                    self.interrupt()    # it may take a while, and the person may press Ctrl+C again
                presses, self.breaking = 0, False
                self._finish()
                return self._evaluated(entry)
            except KeyboardInterrupt:
                presses += 1
                self._impatient(presses)

    def _evaluated(self, entry):
        if self.outcome in COUNTED:
            self.inputs.append(entry)
        entries, self.replaying = self.replaying, []
        for again in entries:
            self.terminal.write('stdout', self.prompt() + again.text.rstrip('\n') + '\n')
            self.evaluate(again)

    def replay(self):
        """Have the inputs of the node that died evaluated again, after the present one; how many."""
        self.replaying, self.lost_inputs = self.lost_inputs, []
        return len(self.replaying)

    def renew(self):
        """The node has died by a defect of ours: go on with a fresh one."""
        defect = (self.node.scheduler.defect or '').strip().rpartition('\n')[2]
        self.lost_inputs, self.inputs = self.lost_inputs + self.inputs, []
        self.evaluator = self.server = self.lent = None
        self.own, self.heritage, self.idle, self.events = set(), Heritage(), False, SimpleQueue()
        self.connect()
        self.terminal.write('stderr', DEFECT.format(defect, len(self.lost_inputs)))
        self.start()

    def _give(self, entry, given):
        if given:                       # a native may be running, and the node would not answer
            return
        self._wait()
        while not self.node.entry.call(partial(self._begin, entry, given)):
            self._wait()

    def _finish(self):
        self._wait()
        if self.outcome == 'restarted':
            self.node.entry.settle(self.settling)      # what the death set in motion is printed before the prompt

    def _wait(self):
        self.handle_events(lambda: self.idle, self._heal)

    def _impatient(self, presses):
        """What a person is told who presses Ctrl+C again: some natives cannot be stopped (a long match of a regular expression)."""
        if presses == 2:
            self.terminal.write('stderr', '\n** (interrupted) a built-in function goes on; press Ctrl+C again to leave pyex\n')
        elif presses > 2:
            self.halt(INTERRUPTED)

    def _observe(self, pid, reference):
        try:
            self.show_observer(self.observer.source)
        finally:
            self.tell(pid, (OBSERVER, reference))

    def answer(self, request):
        """While an input is evaluated, what it prints comes before the question."""
        if self.idle:
            self._answer(request)
        else:
            self.node.entry.settle(self.settling)
            self.events.put(lambda: self._answer(request))

    def _answer(self, request):
        """An answer may decide whose prompt comes next (`IEx.pry`), so what it sets in motion comes first."""
        super().answer(request)
        self.node.entry.settle(self.settling)

    def interrupt(self):
        """Stop what the evaluator does; it keeps its bindings."""
        if not self.idle and self.evaluator is not None:
            self.node.entry.redirect(self.evaluator, self._interrupted)

    def stop_asking(self, request):
        self.interrupt()
        self.breaking = True
        return request.asker is self.evaluator

    def _interrupted(self, process):
        """The frames that an interrupted evaluator goes on with: those around its evaluation, if they are there still."""
        try:
            text = whereabouts.interrupted(self.node, process, self.used)
        except Exception:               # a defect of ours may cost the explanation, but never the interrupt
            self.node.defects.append(traceback.format_exc())
            text = 'evaluation stopped, your variables are kept'
        if self.node.observer is not None:
            self.node.observer.discard(process.pid)         # `messages(fn)` records no longer
        frames = list(process.stack)
        while frames and not (frames[-1][0].handles and frames[-1][0].name == EVALUATE):
            frames.pop()
        function = self.node.exports[EVALUATOR, INTERRUPT if frames else INTERRUPTED_LOOP, 1]
        return [*frames, (CALL, (function, (text,)))]

    def _settle(self, pid):
        self.node.entry.settle(self.settling)
        self.tell(pid, (SHELL, SETTLED))
        if not self.events.empty():
            self._let_it_print()

    def _let_it_print(self):
        """The value is printed before anything is asked."""
        for _ in range(FEW):
            if not self.idle:
                self.node.entry.settle(self.settling)

    def _heal(self):
        """Somebody may have killed every process there was, the server included; or the node has died."""
        if self.node.scheduler.defect is not None:
            raise NodeDied
        self.begin(self._restart_server)

    def _restart_server(self):
        if not self._alive(self.server):
            self._start_server('restarted')


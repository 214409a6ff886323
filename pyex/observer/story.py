"""What a function set in motion: the events of a trace that come from it, as the steps of a sequence chart.

A process *acts for* the function if it is the one that runs it or was started by one that acts for it, or if the message it
took last came from one that does: as the tokens of Erlang's `seq_trace` go. What others do meanwhile is left out. So is talk
with the terminal (IO), unless that is asked for.
"""
from pyex.observer import chart, names, otp
from pyex.observer.chart import Step
from pyex.terms.atom import Atom, atom
from pyex.terms.identity import Pid

KINDS = {'spawn', 'exit', 'send', 'lost', 'receive', 'link', 'unlink', 'monitor', 'demonitor', 'signal', 'down', 'register', 'timeout'}
SYSTEM = {atom(name) for name in ('user', 'standard_error', 'logger', 'standard_io')}
IO = {atom('io_request'), atom('io_reply')}
ACK, EXIT = atom('ack'), atom('EXIT')
STARTED = ':proc_lib.init_p/5'          # ... and with proc_lib


class Story:
    """events: of KINDS, in their order. runner: the Pid of who runs the function. processes: {Pid: Process} of all that took
    part, first: {Pid: title} of what they were called when they were met or ended."""

    def __init__(self, node, events, runner, processes, first, io=False):
        self.node, self.runner, self.processes, self.first, self.io = node, runner, processes, first, io
        self.acting = {runner}          # Pids
        self.own = {runner}             # those that act for the function whatever they take
        self.pending = []               # (receiver, a function that knows the message, its step's place): not taken yet
        self.steps, self.people = [], []
        self.ended = {}                 # {Pid of a supervisor: how many children have ended and were not replaced}
        self.parents = {}               # {Pid: Pid of its parent}
        self.fired = None               # the event of the timer that fired last
        self.noise = {pid for name, pid in node.names.items() if name in SYSTEM}
        for event in events:
            TELL[event.kind](self, event)

    def titles(self):
        """[(title, pid)] of those in the chart."""
        return [(self._title(pid), repr(pid)) for pid in self.people]

    def _title(self, pid):
        process = self.processes.get(pid)
        if pid is self.runner:
            return 'shell' if self.node.host is not None and getattr(self.node.host, 'evaluator', None) is pid else 'self()'
        title = names.title(process) if process is not None else ''
        if process is None or process.frames is not None and title != names.FN or self.first.get(pid) in (None, names.FN, STARTED):
            return title
        return self.first[pid]

    def _place(self, pid):
        if pid not in self.people:
            self.people.append(pid)
        return self.people.index(pid)

    def _step(self, kind, source, target=None, text=''):
        self.steps.append(Step(kind, self._place(source), None if target is None else self._place(target), text))

    def _is_noise(self, event):
        if self.io:
            return False
        message = event.what
        return (event.pid in self.noise or event.other in self.noise
                or message.__class__ is tuple and message and message[0].__class__ is Atom and message[0] in IO)

    # ---- one method for each kind ---------------------------------------------------------------------------------------------

    def spawn(self, event):
        if event.pid not in self.acting:
            return
        self.acting.add(event.other)
        self.own.add(event.other)
        self.parents[event.other] = event.pid
        again = self.ended.get(event.pid, 0)
        if again:
            self.ended[event.pid] = again - 1
        self._step('restart' if again else 'spawn', event.pid, event.other)

    def send(self, event):
        if self._is_noise(event) or event.what.__class__ is tuple and event.what[:1] == (ACK,):
            self._expect(event.other, event.what, None)
            return
        if event.pid in self.acting or event.pid is None and event.other in self.own and self._was_timer(event):
            text = otp.brief(event.what) or names.short(event.what)
            self._expect(event.other, event.what, len(self.steps))
            if event.pid is None:
                self._step('fires', event.other, None, text)
            else:
                self._step('send', event.pid, event.other, text)

    def _expect(self, receiver, message, place):
        self.pending.append((receiver, lambda taken: taken is message, place))

    def _was_timer(self, event):
        return self.fired is not None and self.fired.what is event.what

    def timeout(self, event):
        self.fired = event
        if event.pid in self.acting and event.pid is not None:
            self._step('timeout', event.pid)

    def lost(self, event):
        if event.pid in self.acting and not self._is_noise(event):
            text = chart.lost(names.short(event.what, 30), names.short(event.other), event.other.__class__ is not Pid)
            self._step('lost', event.pid, None, text)

    def receive(self, event):
        found = next((entry for entry in self.pending if entry[0] is event.pid and entry[1](event.what)), None)
        if found is None:
            if event.pid not in self.own and not self._is_noise(event):
                self.acting.discard(event.pid)
            return
        self.pending.remove(found)
        if found[2] is None:
            return
        self.acting.add(event.pid)
        place = self._place(event.pid)
        if any(place in (step.source, step.target) for step in self.steps[found[2] + 1:]):
            self._step('receive', event.pid, None, otp.brief(event.what) or names.short(event.what))

    def exit(self, event):
        if event.pid in self.acting:
            process = self.processes.get(event.pid)
            parent = process and process.origin.parent
            if parent is not None and self._supervises(parent):
                self.ended[parent] = self.ended.get(parent, 0) + 1
            self._step('exit', event.pid, None, otp.reason(event.what, 40))

    def _supervises(self, pid):
        process = self.processes.get(pid)
        return process is not None and names.initial(process).startswith('supervisor')

    def link(self, event):
        if event.pid in self.acting and self.parents.get(event.other) is not event.pid:
            self._step('link', event.pid, event.other)

    def unlink(self, event):
        if event.pid in self.acting:
            self._step('unlink', event.pid, event.other)

    def monitor(self, event):
        if event.pid in self.acting and event.other.__class__ is Pid and not self._is_noise(event) and not _is_library(event):
            self._step(event.kind, event.pid, event.other)

    demonitor = monitor

    def signal(self, event):
        if event.pid in self.acting and event.detail != 'ignored':
            text = chart.signal(otp.reason(event.what, 30), event.detail)
            if event.detail == 'exit':
                self.acting.add(event.other)
            else:
                self.pending.append((event.other, lambda taken: _is_exit(taken, event.pid), len(self.steps)))
            self._step('signal', event.pid, event.other, text)

    def down(self, event):
        if event.pid in self.acting and event.pid.__class__ is Pid and event.other not in self.noise:
            self.pending.append((event.other, lambda taken: _is_down(taken, event.reference), len(self.steps)))
            self._step('down', event.pid, event.other, otp.reason(event.what, 30))

    def register(self, event):
        if event.pid in self.acting:
            self._step('register', event.pid, None, names.literal(event.what.name))


def _is_library(event):
    """Whether OTP's own code did it, for the length of a start."""
    place = event.where
    return place is not None and place.file.startswith(names.OWN) and place.function.startswith(('proc_lib.', 'gen.'))


def _is_down(message, reference):
    return message.__class__ is tuple and len(message) == 5 and message[1] is reference


def _is_exit(message, pid):
    return message.__class__ is tuple and len(message) == 3 and message[0] is EXIT and message[1] is pid


TELL = {kind: getattr(Story, kind) for kind in KINDS}

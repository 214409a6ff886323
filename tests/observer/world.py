"""A node for tests of the observer: Elixir text runs in it under a virtual clock, with a seed, so that every run is the same."""
from pyex.boot import boot
from pyex.observer.source import LocalSource
from pyex.runtime import trace
from pyex.runtime.clock import VirtualClock
from pyex.shell.host import Host
from pyex.terms.atom import atom
from pyex.terms.identity import Pid
from pyex.terms.show import inspect

EVAL = atom('Elixir.Code'), atom('eval_string'), 1
HEADER = 'import IEx.Observer; '


class Output:
    """Keeps what is printed."""
    ansi = False

    def __init__(self):
        self.text, self.width = '', None

    def write(self, _device, text):
        self.text += text

    def columns(self):
        return self.width

    def take(self):
        text, self.text = self.text, ''
        return text


class World:
    """A node with processes that text has started."""

    def __init__(self):
        self.output = Output()
        self.node = boot(clock=VirtualClock(), seed=1, output=self.output)
        Host(None).attach(self.node)
        self.source = LocalSource(self.node)

    def start(self, text):
        """Evaluate a program, until everything waits; its process."""
        process = self.node.spawn(self.node.exports[EVAL], (HEADER + text,))
        self.settle()
        return process

    def settle(self):
        """Until everything waits; the time stands still."""
        self.node.run(until=lambda: not any(self.node.scheduler.queues.values()))

    def run(self, text):
        """Evaluate a program to its end, the time going on; what it printed."""
        process = self.node.spawn(self.node.exports[EVAL], (HEADER + text,))
        self.node.run(until=lambda: not process.alive and not any(self.node.scheduler.queues.values()))
        return self.output.take()

    def listen(self, *kinds, **options):
        return trace.listen(self.node, kinds or None, **options)

    def number(self, name):
        """The number of the process with a registered name."""
        return self.node.names[atom(name)].number


def shown(event):
    """An event in one line: 'send 105 -> 106 :hello'."""
    parts = [event.kind]
    if event.pid is not None:
        parts.append(_who(event.pid))
    if event.other is not None:
        parts.append('-> ' + _who(event.other))
    if event.what is not None and event.kind != 'spawn':
        parts.append(inspect(event.what))
    if event.detail.__class__ is str or event.kind == 'send' and event.detail is not None:
        parts.append(f'({_who(event.detail)})')
    return ' '.join(parts)


def _who(term):
    return str(term.number) if term.__class__ is Pid else term if term.__class__ is str else inspect(term)

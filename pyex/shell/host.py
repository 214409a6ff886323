"""The program around a node: what `:pyex_iex`, `System.halt` and `IO.gets` reach of it.

Two threads meet here. Methods called by natives run on the node's thread; they only put an *event* into a queue, or change
plain attributes. The main thread takes the events and does what may wait: settling, reading a line from a person.
"""
import importlib
import os
import sys
import traceback
from functools import partial
from queue import Empty, SimpleQueue

from pyex import ELIXIR_VERSION, __version__
from pyex.shell.person import edit
from pyex.terms import lists
from pyex.terms.atom import ERROR, OK, alias, atom
from pyex.terms.binary import canonical

BANNER = f'Interactive pyex (Elixir {ELIXIR_VERSION}) - Ctrl+D to exit (type h() ENTER for help)'
PULSE = 0.25            # seconds between two looks at whether all is well
CLI, HELPERS, OBSERVER = alias('Kernel', 'CLI'), alias('IEx', 'Helpers'), alias('IEx', 'Observer')
INPUT, EOF, DROPPED = atom('pyex_input'), atom('eof'), atom('pyex_dropped')
SHELL, SERVED = atom('pyex_iex'), atom('served')


class Request:
    """The device `pid` waits for input on behalf of the process `asker`: `kind` is 'line', ('chars', n) or 'rest'."""
    __slots__ = ('pid', 'reference', 'kind', 'prompt', 'asker')

    def __init__(self, pid, reference, kind, prompt, asker):
        self.pid, self.reference, self.kind, self.prompt, self.asker = pid, reference, kind, prompt, asker


class Host:
    """The parts that a shell and a script have in common."""
    interactive = False
    imports = HELPERS, OBSERVER      # modules whose functions are at hand at the prompt
    banner = BANNER
    version = f'pyex {__version__}'

    def __init__(self, terminal):
        self.terminal = terminal        # reads from and restores the terminal: `PlainConsole` or `Console`
        self.events = SimpleQueue()     # closures for the main thread
        self.node = None
        self.farewells = []             # functions without parameters: what is to be done when the program ends
        self.status = None              # of the commands of the command line, once they are done
        self.services = {'edit': edit}  # {name: function(host, *arguments)} of what needs the main thread, or a program above the shell
        self.directory = os.getcwd()    # in which the program was started
        self.dot_files = ()             # that a shell process begins with

    def attach(self, node):
        self.node = node
        node.host = self

    # on the node's thread

    def request(self, pid, reference, kind, prompt, asker):
        """The node's input: a process asks for some (see `pyex/natives/pyex_io.py`)."""
        request = Request(pid, reference, kind, prompt, asker)
        self.expects(request)
        self.events.put(lambda: self.answer(request))

    def expects(self, request):
        """A process has asked for input; who is typing something else may be told."""

    def halt(self, status):
        """End the program at once, whatever its threads do."""
        self.farewell()
        self.terminal.restore()
        os._exit(status)

    def markdown(self, text, width, colors):
        """Documentation in lines; `colors` are sequences of the terminal for `shell/markdown.py`, which few sessions need."""
        return importlib.import_module('pyex.shell.markdown').render(text, width, colors)

    def farewell(self):
        """The program ends."""
        for last in self.farewells:
            last()

    @property
    def observer(self):
        return self.observer_of(self.node)

    @staticmethod
    def observer_of(node):
        """What prints tables of a node's processes; few sessions need it."""
        if node.observer is None:
            node.observer = importlib.import_module('pyex.observer.prompt').Prompt(node)
        return node.observer

    def observe(self, _pid, _reference):
        """Show the full-screen observer, and tell the process when the person has left it; or give the reason why it cannot be shown."""
        return 'the observer needs a terminal; processes(), tree() and messages() print what it shows'

    def finished(self, status):
        self.status = status
        self.events.put(nothing)

    def serve(self, name, pid, *arguments):
        """Have a service run on the main thread; when it is done the process gets `{:pyex_iex, :served, result}`. False if there is none."""
        service = self.services.get(name)
        if service is not None:
            self.events.put(lambda: self._served(service, pid, arguments))
        return service is not None

    # on the main thread

    def _served(self, service, pid, arguments):
        result = ERROR
        try:
            result = service(self, *arguments) or OK
        finally:                        # whatever happens, nobody is left waiting
            self.tell(pid, (SHELL, SERVED, result))

    def run_commands(self, commands):
        """Run commands, pairs of ('file' | 'require' | 'eval', text), by `Kernel.CLI`; the exit status."""
        term = lists.from_python([(atom(kind), text) for kind, text in commands])
        self.begin(lambda: self.node.spawn(self.node.exports[CLI, atom('main'), 1], (term,)))
        self.handle_events(lambda: self.status is not None)
        return self.status

    def answer(self, request):
        """Read what a process asked for, and send it there."""
        data = EOF
        try:
            read = self.terminal.read(request.kind, request.prompt)
            data = EOF if read is None else canonical(read)
        except KeyboardInterrupt:
            data = DROPPED if self.stop_asking(request) else EOF
            raise
        finally:                        # an interrupt, too, must leave nobody waiting
            self.tell(request.pid, (INPUT, request.reference, data))

    def stop_asking(self, request):
        """Ctrl+C while a process waits for input. Whether it waits no longer, and wants no answer."""
        return False

    def begin(self, closure):
        """Run a closure on the node's thread; an error in it is raised in the main thread, by and by."""
        def run():
            try:
                closure()
            except BaseException as error:      # whatever it is, it must not end the node's thread in silence
                self.events.put(partial(_raise, error))
        self.node.entry.post(run)

    def tell(self, pid, message):
        self.node.entry.post(lambda: self.node.send(pid, message))

    def handle_events(self, finished, pulse=None):
        """Do what is asked for until `finished()`; `pulse()` is called now and then."""
        while not finished():
            try:
                event = self.events.get(timeout=PULSE)
            except Empty:
                if pulse is not None:
                    pulse()
            else:
                event()

    def handle_pending(self):
        """Do what was asked for meanwhile."""
        while not self.events.empty():
            self.events.get()()


def report(error):
    """Tell about a Python error that should not have happened, in one line; all of it with PYEX_DEBUG=1."""
    if os.environ.get('PYEX_DEBUG'):
        traceback.print_exception(error)
    print(f'** (Pyex.InternalError) {type(error).__name__}: {error}', file=sys.stderr, flush=True)


def nothing():
    """An event that only wakes the main thread."""


def _raise(error):
    raise error

"""The shell on a pipe: a prompt before each line that it reads, answers after."""
from functools import partial

from pyex.runtime.entry import NodeDied
from pyex.shell.console import PlainConsole
from pyex.shell.reader import Reader
from pyex.shell.session import Session


class PipeShell:

    def __init__(self, session, console):
        self.session, self.console = session, console

    def run(self, commands=()):
        """Until the input ends; the exit status."""
        session = self.session
        try:
            if not session.start(commands):
                return session.status
            while self.turn():
                pass
        except KeyboardInterrupt:
            return 130
        return 0

    def turn(self):
        """One entry and its answer; False at the end of the input."""
        try:
            entry = self.next_entry()
            if entry is not None:
                self.session.evaluate(entry)
        except NodeDied:
            self.session.renew()
            return True
        return entry is not None

    def next_entry(self):
        """The next Entry; None at the end of the input. Where a person types, Ctrl+C leaves what is half typed."""
        while True:
            try:
                return self.read_entry()
            except KeyboardInterrupt:
                if not self.console.tty:
                    raise
                self.console.write('stdout', '\n')

    def read_entry(self):
        reader = Reader()
        while True:
            self.session.handle_pending()       # what processes have asked for is read before the next expression
            line = self.console.read_line(self.session.prompt(continued=not reader.empty))
            if line is None:
                return None
            entry = reader.feed(line.decode('utf-8', 'replace'))
            if entry is not None:
                return entry


def run(options, connect):
    """A shell on a pipe, on the node that `connect(host, console, options)` makes; the exit status."""
    console = PlainConsole(options.color)
    session = Session(console)
    session.connect = partial(connect, session, console, options)
    session.connect()
    return PipeShell(session, console).run(options.commands)

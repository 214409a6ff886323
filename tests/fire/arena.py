"""A shell that is expected to survive: input is typed, what does not end is interrupted, and then the shell must still answer.

Ctrl-C is an alarm of the operating system that raises KeyboardInterrupt in the main thread, as the key does.
"""
import signal
import sys
import threading
from contextlib import contextmanager

from pyex.boot import boot
from pyex.shell.pipe import PipeShell
from pyex.shell.reader import Entry
from pyex.shell.session import Session
from tests.shell.talk import Paper

PATIENCE = 3.0              # seconds until Ctrl-C is pressed
AGAIN = 1.0                 # seconds until it is pressed once more
PRESSES = 8                 # so often it is pressed in vain before the shell counts as hanging
FORBIDDEN = 'Traceback (most recent call last)', '{:python,', 'InternalError'


class Hang(Exception):
    """The shell did not come back to its prompt."""


class Guarded(Session):
    """A session that does not end the tests when somebody halts the system."""

    def halt(self, status):
        self.status = status


class Arena:
    """A shell on paper."""

    def __init__(self):
        self.paper = Paper([])
        self.session = Guarded(self.paper)
        self.node = boot(output=self.paper, input=self.session, argv=[])
        self.session.attach(self.node)
        self.session.start()

    def type(self, lines, patience=PATIENCE):
        """Type lines at the prompt until the input is used up."""
        self.paper.lines = list(lines)
        shell = PipeShell(self.session, self.paper)
        with impatience(patience):
            while (entry := shell.read_entry()) is not None:
                self.session.evaluate(entry)

    def ask(self, text, patience=PATIENCE):
        """What is printed while one input is evaluated."""
        before = len(self.paper.printed)
        with impatience(patience):
            self.session.evaluate(Entry(text))
        return ''.join(self.paper.printed[before:])

    def faults(self):
        """What a user must never see, as a list of texts."""
        found = [word for word in FORBIDDEN if word in self.paper.text]
        found += self.node.defects
        if ':still_here' not in self.ask(':still_here', 10 * PATIENCE):
            found.append('the shell is dead: ' + self.paper.text[-500:])
        return found

    def close(self):
        self.node.stop()


@contextmanager
def impatience(seconds):
    """Press Ctrl-C after some seconds, and again."""
    presses = 0

    def press(_signal, _frame):
        nonlocal presses
        presses += 1
        if presses > PRESSES:
            raise Hang(where())
        raise KeyboardInterrupt
    before = signal.signal(signal.SIGALRM, press)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def where():
    """The Python stacks of all threads."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    rows = []
    for ident, frame in sys._current_frames().items():
        rows.append(f'--- {names.get(ident)}')
        while frame is not None:
            rows.append(f'{frame.f_code.co_filename}:{frame.f_lineno} {frame.f_code.co_name}')
            frame = frame.f_back
    return '\n'.join(rows[:60])


@contextmanager
def arena():
    made = Arena()
    try:
        yield made
    finally:
        made.close()

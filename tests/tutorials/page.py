"""A Markdown page with sessions in it, replayed: what is typed in its fences goes to one shell, whose answers are put in their place.

An ```iex fence is a transcript: inputs after their prompts, and the answers between them. An ```elixir fence is pasted as it
stands, and its answers are not on the page. `python tests/tutorials/page.py FILE...` writes the answers of today into pages.
"""
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from pyex.boot import boot
from pyex.runtime.clock import VirtualClock
from pyex.shell.reader import split
from pyex.shell.session import Session

FENCE = re.compile(r'^```(iex|elixir)\n(.*?)^```$', re.MULTILINE | re.DOTALL)
INPUT = re.compile(r'^pyex\(\d+\)> ?(.*\n(?:\.\.\.\(\d+\)>.*\n)*)', re.MULTILINE)
CONTINUATION = re.compile(r'^\.\.\.\(\d+\)> ?', re.MULTILINE)
FAULT = re.compile(r'^(?:\*\* \(|error: |warning: )', re.MULTILINE)
SEED = 1


@dataclass
class Fence:
    """One fence: its kind, and where the text in it starts and ends on the page."""
    kind: str
    text: str
    start: int
    end: int

    @property
    def entries(self):
        """What is typed."""
        inputs = [self.text] if self.kind == 'elixir' else [CONTINUATION.sub('', found[1]) for found in INPUT.finditer(self.text)]
        return [entry for text in inputs for entry in split(text)]


class Screen:
    """A console of which the text is kept; nobody sits at it."""
    ansi = False

    def __init__(self):
        self.text = ''

    def columns(self):
        return None

    rows = columns

    def write(self, _device, text):
        self.text += text

    def read(self, _kind, _prompt):
        return None


class Replay(Session):
    """The shell of one page."""
    settling = 300                  # milliseconds for an input to come to rest, however busy the machine is

    def __init__(self):
        super().__init__(Screen())
        self.attach(boot(output=self.terminal, input=self, argv=[], clock=VirtualClock(), seed=SEED))
        self.start()

    def screen(self, fence):
        """What stands on the screen when a fence has been typed."""
        self.terminal.text = ''
        for entry in fence.entries:
            self.terminal.write('stdout', echo(entry.text, self.counter))
            self.evaluate(entry)
        return re.sub(r'[ \t]+$', '', self.terminal.text, flags=re.MULTILINE).rstrip('\n') + '\n'


def echo(text, number):
    return f'pyex({number})> ' + f'\n...({number})> '.join(text.rstrip('\n').split('\n')) + '\n'


def screens(fences):
    """What each of some fences shows, in one session on a node with a virtual clock and a seed."""
    session = Replay()
    try:
        return [session.screen(fence) for fence in fences]
    finally:
        session.node.stop()


def replay(page):
    """(the page with the answers of today, the screens of ```elixir fences that met an error)."""
    fences = [Fence(found[1], found[2], found.start(2), found.end(2)) for found in FENCE.finditer(page)]
    shown = list(zip(fences, screens(fences)))
    for fence, screen in reversed(shown):
        if fence.kind == 'iex':
            page = page[:fence.start] + screen + page[fence.end:]
    return page, [screen for fence, screen in shown if fence.kind == 'elixir' and FAULT.search(screen)]


def record(path):
    page, faults = replay(path.read_text())
    print(*faults, sep='\n', end='')
    path.write_text(page)


if __name__ == '__main__':
    for name in sys.argv[1:]:
        record(Path(name))

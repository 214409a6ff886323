"""A pseudo-terminal with a shell in it: keys in, screen out."""
import json
import os
import re
import sys
import time

import pexpect
import pyte

import pyex

ENTER, CTRL_C, CTRL_D, UP, TAB, DISCARD, F2 = '\r', '\x03', '\x04', '\x1b[A', '\t', '\x05\x15', '\x1bOQ'
NUMBER = re.compile(r'(?m)^((?:pyex| *\.\.\.))\(\d+\)>')
PACKAGE = os.path.dirname(os.path.dirname(pyex.__file__))
WHERE = '\x1b[6n'               # a program asks where the cursor is


class Terminal:
    """A shell on a screen of so many columns and rows. `status`: whether its status line is on. `folder`: in which it is started."""

    def __init__(self, home, columns=80, rows=24, status=False, folder=None, arguments=(), **environment):
        self.screen = pyte.HistoryScreen(columns, rows, history=10_000)
        self.stream = pyte.Stream(self.screen)
        os.makedirs(home / 'pyex', exist_ok=True)
        if not status:
            (home / 'pyex' / 'settings').write_text(json.dumps({'status': False}))
        environment = {**os.environ, 'PYTHONPATH': PACKAGE, 'TERM': 'xterm-256color', 'XDG_STATE_HOME': str(home), 'IEX_HOME': str(home), 'NO_COLOR': '', **environment}
        environment = {name: value for name, value in environment.items() if value}
        self.raw, self.unanswered = '', ''
        self.child = pexpect.spawn(sys.executable, ['-m', 'pyex', *arguments], env=environment, dimensions=(rows, columns), encoding='utf-8',
                                   timeout=20, cwd=folder)
        self.wait('pyex(1)>')

    @property
    def text(self):
        return '\n'.join(line.rstrip() for line in self.screen.display).rstrip()

    @property
    def plain(self):
        """The text with prompts without numbers: for tests that share a terminal."""
        return NUMBER.sub(r'\1>', self.text)

    def fresh(self):
        """An empty screen with a prompt."""
        return self.type(DISCARD + 'clear' + ENTER, lambda terminal: terminal.plain == 'pyex>')

    @property
    def lines(self):
        """All lines, with those that have left the screen."""
        above = [''.join(line[x].data for x in range(self.screen.columns)).rstrip() for line in self.screen.history.top]
        return above + self.text.split('\n')

    def wait(self, wanted, seconds=20):
        """Read until `wanted` is on the screen: a text (prompts with or without their numbers), or a function of the terminal."""
        end = time.monotonic() + seconds
        while not (wanted(self) if callable(wanted) else wanted in self.text or wanted in self.plain):
            assert time.monotonic() < end, f'no {wanted!r} on the screen:\n{self.text}'
            self._read()
        return self

    def _read(self):
        try:
            data = self.child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            return
        self.raw += data
        *parts, rest = (self.unanswered + data).split(WHERE)
        self.unanswered = next((rest[-n:] for n in (3, 2, 1) if rest and WHERE.startswith(rest[-n:])), '')
        for part in parts:
            self.stream.feed(part)
            self.child.send(f'\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R')
        self.stream.feed(rest[:len(rest) - len(self.unanswered)])

    def type(self, keys, wanted):
        self.child.send(keys)
        return self.wait(wanted)

    def paste(self, text, wanted):
        return self.type(f'\x1b[200~{text}\x1b[201~', wanted)

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def ends(self):
        """Wait for the end of the program; its exit status, or the negative number of the signal that ended it."""
        self.child.expect(pexpect.EOF)
        self.raw += self.child.before
        self.child.close()
        return -self.child.signalstatus if self.child.exitstatus is None else self.child.exitstatus

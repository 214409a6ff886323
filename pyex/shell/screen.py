"""A terminal: what processes print appears above the prompt, and never disturbs what is being typed.

While a prompt stands, output is collected and shown in batches, whole lines only; a flood is shortened, since a person
cannot read it anyhow. Between prompts it is written straight through, so a slow terminal slows the writer down.
"""
import os
import sys
import termios
from collections import deque

from prompt_toolkit.application import run_in_terminal

from pyex.shell import markdown
from pyex.shell.console import PlainConsole

BATCH = 0.02            # seconds that output waits for more of it
FLOOD = 400             # lines in one batch, more are left out


class Screen(PlainConsole):

    def __init__(self, color=None):
        super().__init__(color)
        self.application = None         # of the prompt that stands
        self.pending = deque()
        self.scheduled = False
        self.attributes = termios.tcgetattr(sys.stdin)
        self.ask_person = None          # shows a prompt to a person and gives the line: set by the shell

    def restore(self):
        termios.tcsetattr(sys.stdin, termios.TCSANOW, self.attributes)

    def document(self, text):
        return markdown.render(text) if self.ansi else text

    # on the node's thread

    def write(self, device, text):
        application = self.application
        if application is None:
            super().write(device, text)
            return
        self.pending.append(text if text.__class__ is str else text.decode('utf-8', 'replace'))
        if not self.scheduled:
            self.scheduled = True
            self._schedule(application.loop)

    def _schedule(self, loop):
        try:
            loop.call_soon_threadsafe(loop.call_later, BATCH, self._flush)
        except RuntimeError:            # the prompt has just ended; `closed` writes the rest
            self.scheduled = False

    def _closed(self):
        self.application, self.scheduled = None, False
        self._put(1, self._take())

    # on the main thread

    def opened(self, application):
        """A prompt stands from now on."""
        self.application = application

    def closed(self):
        """The prompt is over."""
        self.on_node(self._closed)

    def read(self, kind, prompt):
        if kind == 'line':
            line = self.ask_person(prompt)
            return None if line is None else line.encode() + b'\n'
        return super().read(kind, prompt)

    def _flush(self):
        self.scheduled = False
        whole, mark, rest = self._take().rpartition('\n')
        if rest:
            self.pending.appendleft(rest)
        if mark:
            run_in_terminal(lambda: self._put(1, shortened(whole) + mark))

    def _take(self):
        parts = []
        while self.pending:
            parts.append(self.pending.popleft())
        return ''.join(parts)


def shortened(text):
    """A text without its middle, if it has very many lines."""
    lines = text.split('\n')
    if len(lines) <= FLOOD:
        return text
    half = FLOOD // 2
    return '\n'.join([*lines[:half], f'... {len(lines) - 2 * half} more lines ...', *lines[-half:]])


def history_path():
    """Where the typed lines of all sessions are kept, or None if there is no such place."""
    state = os.environ.get('XDG_STATE_HOME') or os.path.expanduser('~/.local/state')
    folder = os.path.join(state, 'pyex')
    try:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'history'), 'a', encoding='utf-8'):
            return os.path.join(folder, 'history')
    except OSError:
        return None

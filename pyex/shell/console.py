"""Standard input, output and error as they are: for pipes, files and scripts.

The node's thread writes, the main thread reads. While a line is awaited the prompt is remembered, so that it can be printed
again after whatever a process prints meanwhile, as iex does. Both happen on the node's thread, hence never at once.
"""
import os
import select
import shutil
import sys
from contextlib import nullcontext

DEVICES = {'stdout': 1, 'stderr': 2}


class PlainConsole:

    def __init__(self, color=None):
        self.tty = sys.stdout.isatty()
        wanted = 'NO_COLOR' not in os.environ and os.environ.get('TERM') != 'dumb'
        self.ansi = color if color is not None else wanted and self.tty
        self.ansi_errors = color if color is not None else wanted and sys.stderr.isatty()
        self.prompt = None              # of the line that is awaited
        self.listener = None            # called with all that is written
        self.on_node = None             # runs a closure on the node's thread: `node.entry.call`

    def attach(self, node):
        self.on_node = node.entry.call

    def columns(self):
        return terminal_size().columns if self.tty else None

    def rows(self):
        return terminal_size().lines if self.tty else None

    def restore(self):
        """Nothing was changed."""

    def lent(self):
        """A block in which another program has the terminal."""
        return nullcontext()

    # on the node's thread

    def write(self, device, text):
        if self.listener is not None:
            self.listener(text)
        self._put(DEVICES[device], text)
        if self.prompt is not None and device == 'stdout':
            self._put(1, self.prompt)

    def _put(self, descriptor, text):
        data = text.encode('utf-8', 'replace') if text.__class__ is str else text
        while data:
            try:
                data = data[os.write(descriptor, data):]
            except BlockingIOError:     # somebody else has made it so
                select.select([], [descriptor], [])
            except OSError:
                os._exit(1)             # nobody reads any more: a closed pipe, a terminal that is gone, a full disk

    def _ask(self, prompt):
        self.prompt = prompt
        self._put(1, prompt)

    def _asked(self):
        self.prompt = None

    # on the main thread

    def read_line(self, prompt):
        """The next line with its newline, as bytes; None at the end of the input."""
        return self._await(prompt, sys.stdin.buffer.readline)

    def read(self, kind, prompt):
        """What a process asked for, as bytes; None at the end."""
        data = self._await(prompt, lambda: self._fetch(kind))
        self._heard(prompt, (data or b'').decode('utf-8', 'replace'))
        return data

    def _heard(self, prompt, text):
        """Input for a process belongs to what is seen on the screen."""
        if self.listener is not None:
            self.listener(prompt + text)

    def _fetch(self, kind):
        if kind == 'line':
            return sys.stdin.buffer.readline()
        if kind == 'rest':
            return sys.stdin.buffer.read()
        return _characters(kind[1])

    def _await(self, prompt, fetch):
        self.on_node(lambda: self._ask(prompt))
        try:
            return fetch() or None
        finally:
            self.on_node(self._asked)


def _characters(count):
    """The bytes of `count` characters of UTF-8 text."""
    data = sys.stdin.buffer.read(count)
    while data:
        text = data.decode('utf-8', 'ignore')
        missing = count - len(text)
        more = sys.stdin.buffer.read(missing) if missing > 0 else b''
        if not more:
            break
        data += more
    return data


def terminal_size():
    """That of the terminal itself: COLUMNS and LINES may be old, and count only if it does not know."""
    try:
        size = os.get_terminal_size(1)
    except OSError:
        size = os.terminal_size((0, 0))
    return size if size.columns and size.lines else shutil.get_terminal_size()

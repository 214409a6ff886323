"""How quick the prompt feels, in a pseudo-terminal: run by hand, prints milliseconds; each figure is the best of some runs.

    python tests/bench/shell.py [NAME ...]

start      from the start of the program to an answered `1 + 1`
answer     from Enter to the answer of `1 + 1`
key        from a key to its echo, in an empty prompt and at the end of 200 lines
popup      from a `.` to the menu of a module's functions: the first time, and later
paste      200 lines: until they are shown (with no line end after them), and until all their 100 expressions are answered
"""
import os
import select
import sys
import tempfile
import time
from pathlib import Path

import pexpect

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 5
PASTE, END = '\x1b[200~', '\x1b[201~'
MODULE = 'defmodule Bench do\n' + ''.join(f'  def f{n}(x) do\n    Enum.map([1, 2, {n}], fn y -> x * y + {n} end)\n  end\n' for n in range(66)) + 'end'
LINES = ''.join(f'x{n} =\n  {n} + 1\n' for n in range(100))


class Shell:
    """A shell, and how long it takes until something appears."""

    def __init__(self):
        folder = tempfile.mkdtemp()
        environment = {**os.environ, 'TERM': 'xterm-256color', 'PYTHONPATH': str(ROOT), 'XDG_STATE_HOME': folder}
        for name in ('PYTHONDONTWRITEBYTECODE', 'NO_COLOR'):            # a start as users have it
            environment.pop(name, None)
        self.begun = time.perf_counter()
        self.child = pexpect.spawn(sys.executable, ['-m', 'pyex'], env=environment, dimensions=(40, 100))
        self.child.delaybeforesend = None

    def await_(self, wanted, seconds=20):
        """Seconds since `begun` until these bytes have come."""
        seen, end = b'', time.perf_counter() + seconds
        while wanted not in seen:
            if not select.select([self.child.child_fd], [], [], max(0, end - time.perf_counter()))[0]:
                raise TimeoutError(f'{wanted!r} did not come: {seen[-300:]!r}')
            data = os.read(self.child.child_fd, 65536)
            for _ in range(data.count(b'\x1b[6n')):
                os.write(self.child.child_fd, b'\x1b[2;1R')
            seen += data
        return time.perf_counter() - self.begun

    def type(self, text, wanted):
        self.rest()
        self.begun = time.perf_counter()
        os.write(self.child.child_fd, text.encode())
        return self.await_(wanted)

    def rest(self, seconds=0.15):
        """Let it finish what it does, and forget what it has written."""
        while select.select([self.child.child_fd], [], [], seconds)[0]:
            data = os.read(self.child.child_fd, 65536)
            for _ in range(data.count(b'\x1b[6n')):
                os.write(self.child.child_fd, b'\x1b[2;1R')

    def processor_time(self):
        """Seconds that it has computed (Linux): what a busy machine does not change."""
        fields = Path(f'/proc/{self.child.pid}/stat').read_text().rpartition(')')[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def close(self):
        self.child.close(force=True)


BENCHES = {}


def bench(function):
    BENCHES[function.__name__.strip('_')] = function
    return function


def best(measure, runs=RUNS):
    return min(measure() for _ in range(runs)) * 1000


@bench
def start():
    used = []

    def once():
        shell = Shell()
        os.write(shell.child.child_fd, b'1 + 1\r')
        seconds = shell.await_(b'\x1b[33m2')
        used.append(shell.processor_time())
        shell.close()
        return seconds
    once()
    return {'start to an answered 1 + 1': best(once), 'processor time of that': min(used) * 1000}


@bench
def answer():
    shell = ready()
    figure = best(lambda: shell.type('1 + 1\r', b'\x1b[33m2'))
    shell.close()
    return {'1 + 1 answered': figure}


@bench
def key():
    shell = ready()
    empty = best(lambda: shell.type('7', b'7'), 15)
    shell.type('\x03', b'pyex')
    shell.type(f'{PASTE}{MODULE}\n\n{END}', b'end')
    shell.type('\x1b\r', b'\x1b[')
    long = best(lambda: shell.type('7', b'7'), 15)
    shell.close()
    return {'a key': empty, 'a key below 200 lines': long}


@bench
def popup():
    shell = ready()
    first = shell.type('Enum.', b'all?') * 1000
    shell.type('\x03', b'pyex')

    def again():
        seconds = shell.type('String.', b'at/2')
        shell.type('\x03', b'pyex')
        return seconds
    later = best(again)
    names = shell.type('sp', b'spawn') * 1000
    shell.close()
    return {'popup, the first': first, 'popup, later': later, 'popup of imported names, the first': names}


@bench
def paste():
    shell = ready()

    def shown():
        seconds = shell.type(f'{PASTE}{MODULE}{END}', b'4mend')
        shell.type('\x03', b'pyex')
        return seconds
    seen = best(shown)
    ran = shell.type(f'{PASTE}{LINES}{END}', b'pyex(101)>') * 1000
    shell.close()
    return {'200 lines pasted, shown': seen, '100 expressions of 2 lines pasted, answered': ran}


def ready():
    shell = Shell()
    shell.await_(b'pyex(1)>')
    shell.rest(0.5)
    return shell


if __name__ == '__main__':
    for name in sys.argv[1:] or BENCHES:
        for what, milliseconds in BENCHES[name]().items():
            print(f'{what:45} {milliseconds:8.1f} ms')

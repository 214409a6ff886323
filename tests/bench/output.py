"""Output beside typing: lines a second, how soon a key is seen, and what a prompt costs, in a pseudo-terminal that reads at once.

    python tests/bench/output.py

A *key* is the time from a key press to its echo; a *prompt* from Enter after `1 + 1` to the next prompt. Both are taken beside nothing,
1,000 lines a second, 100,000 (in chunks), and as many as a process can print one by one.
"""
import os
import re
import select
import statistics
import sys
import tempfile
import time

import pexpect

LINES = 200_000
KEYS = 'QZXJVKWYBGQZXJVKWYBG'
WHERE = b'\x1b[6n'
QUIET = ':ok'
SLOW = 'spawn(fn -> Stream.interval(10) |> Enum.each(fn n -> for m <- 1..10, do: IO.puts("line #{10 * n + m}") end) end)'
MANY = 'chunk = Enum.map_join(1..1000, &"line #{&1}\\n"); spawn(fn -> Stream.interval(10) |> Enum.each(fn _ -> IO.write(chunk) end) end)'
FLOOD = 'spawn(fn -> Stream.iterate(1, & &1 + 1) |> Enum.each(&IO.puts("line #{&1}")) end)'


class Shell:
    """A shell in a terminal that nobody looks at."""

    def __init__(self):
        environment = {**os.environ, 'TERM': 'xterm-256color', 'XDG_STATE_HOME': tempfile.mkdtemp()}
        self.child = pexpect.spawn(sys.executable, ['-m', 'pyex'], env=environment, dimensions=(40, 100))
        self.seen, self.number = b'', 1
        self.wait(rb'pyex\(1\)>')

    def wait(self, pattern, seconds=60):
        """Read until a pattern comes; the match. What came before it is forgotten."""
        pattern, end = re.compile(pattern), time.monotonic() + seconds
        while (found := pattern.search(self.seen)) is None:
            self.read(end - time.monotonic())
        self.seen = self.seen[found.end():]
        return found

    def read(self, seconds):
        if not select.select([self.child.child_fd], [], [], max(0, seconds))[0]:
            raise TimeoutError(self.seen[-500:])
        data = os.read(self.child.child_fd, 1 << 16)
        for _ in range((self.seen[-3:] + data).count(WHERE)):
            os.write(self.child.child_fd, b'\x1b[20;1R')
        self.seen = self.seen[-10_000:] + data

    def enter(self, text):
        """Enter an input; the seconds until the next prompt."""
        os.write(self.child.child_fd, f'\x1b[200~{text}\x1b[201~'.encode())
        self.wait(re.escape(text[-1].encode()))
        self.number += 1
        start = time.perf_counter()
        os.write(self.child.child_fd, b'\r')
        self.wait(rb'pyex\(%d\)>' % self.number)
        return time.perf_counter() - start

    def key(self, key):
        """The seconds until a key is seen."""
        start = time.perf_counter()
        os.write(self.child.child_fd, key.encode())
        self.wait(key.encode())
        return time.perf_counter() - start

    def memory(self):
        with open(f'/proc/{self.child.pid}/status') as file:
            return int(re.search(r'VmRSS:\s+(\d+)', file.read())[1]) / 1024

    def idle(self, seconds):
        """Let time pass, as a person does."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self.read(left)
            except TimeoutError:
                return


def lines_a_second(shell, start, finish):
    timed = f'{start}{{t, _}} = :timer.tc(fn -> Enum.each(1..{LINES}, &IO.puts("line #{{&1}}")) end); IO.puts("took " <> "#{{t}}."){finish}'
    os.write(shell.child.child_fd, f'\x1b[200~{timed}\x1b[201~\r'.encode())
    shell.number += 1
    took = int(shell.wait(rb'took (\d+)\.')[1])
    shell.idle(0.5)
    return LINES / took * 1e6


def beside(name, background):
    shell = Shell()
    shell.enter(background)
    shell.idle(2)
    before = shell.memory()
    os.write(shell.child.child_fd, b'"')
    keys = [shell.key(key) for key in KEYS if not shell.idle(0.05)]
    os.write(shell.child.child_fd, b'\x05\x15')
    shell.idle(0.3)
    prompts = [shell.enter('1 + 1') for _ in range(10) if not shell.idle(0.1)]
    print(f'{name:24} key {statistics.median(keys) * 1e3:5.1f} ms (most {max(keys) * 1e3:5.1f})   '
          f'prompt {statistics.median(prompts) * 1e3:5.1f} ms (most {max(prompts) * 1e3:5.1f})   '
          f'memory {before:.0f} -> {shell.memory():.0f} MB')
    shell.child.close(force=True)


def main():
    shell = Shell()
    print(f'{"printed at the prompt":24} {lines_a_second(shell, "", ""):9,.0f} lines a second, all of them shown')
    print(f'{"printed beside it":24} {lines_a_second(shell, "spawn(fn -> ", " end)"):9,.0f} lines a second, a screenful twice a second shown')
    shell.child.close(force=True)
    beside('beside nothing', QUIET)
    beside('beside 1,000 lines/s', SLOW)
    beside('beside 100,000 lines/s', MANY)
    beside('beside all it can', FLOOD)


if __name__ == '__main__':
    main()

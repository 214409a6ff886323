"""The stress runs in their long form.

    python -m tests.stress [NAME ...] [--minutes M] [--elixir]

Without names each run is made once, one after the other. `--minutes`: the killer, the timers and the interrupts go on with new seeds for
so long (one, if nothing is said). `--elixir`: the programs run on real Elixir instead, which shows whether their models are right.
Figures are printed as they come; the exit status is 1 if anything was broken.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.shell.terminals import Terminal
from tests.stress import runs
from tests.stress.interrupts import in_terminal, on_pipe

PRESSES = 20                            # of Ctrl+C in one shell
SLACK = 50                              # milliseconds that a timer of a real machine may be late
LONG = [                                # (name, arguments, whether the clock is virtual)
    ('linked', (1_000_000,), True),
    ('mailbox', (10_000_000, 10_000), False),
    ('dying', (60_000,), False),
    ('floods', (2000, 'process'), True),
    ('floods', (2000, 'server'), True),
    ('floods', (2000, 'task'), True),
    ('floods', (2000, 'process', 'server', 'task'), True),
]
SEEDED = {                              # name: arguments for a seed, repeated for some minutes
    'killer': lambda seed, slack: (seed, 100, slack),
    'timers': lambda seed, slack: (seed, 2000, 100, slack),
}


def on_elixir(program, *arguments):
    """Run a program on real Elixir: a Run without what only our node tells."""
    start = time.perf_counter()
    done = subprocess.run(['elixir', str(runs.PROGRAMS / f'{program}.exs'), *map(str, arguments)], capture_output=True, text=True, check=False,
                          env={**os.environ, 'ELIXIR_ERL_OPTIONS': '+P 2000000'})
    return runs.Run(done.stdout + done.stderr[:500] * bool(done.returncode), time.perf_counter() - start, 0, [])


def tell(name, done):
    """Print what came of a run; True if it was broken."""
    last = done.text.strip().split('\n')[-1] if 'broken' not in done.text else done.text.strip()[-800:]
    printed, left_out = runs.reports(done.text)
    if printed:
        last = f'{printed} reports printed, {left_out} counted as left out'
    print(f'{name}: {last}; {done.seconds:.1f} s, {done.grown >> 20} MB', *done.left, sep='; ', flush=True)
    return bool(done.left) or '**' in done.text and not printed


def once(chosen):
    """The runs that are made once; how many were broken."""
    broken = 0
    for name, arguments, virtual in LONG:
        if chosen(name):
            broken += tell(name, on_elixir(name, *arguments) if chosen.elixir else runs.run(name, *arguments, virtual=virtual))
    return broken


def seeded(chosen):
    """The runs with one seed after the other; how many were broken."""
    broken = 0
    for name, arguments in SEEDED.items():
        end, seed = time.monotonic() + 60 * chosen.minutes, int(time.time())
        while chosen(name) and time.monotonic() < end:
            broken += tell(name, on_elixir(name, *arguments(seed, SLACK)) if chosen.elixir else runs.run(name, *arguments(seed, 0)))
            seed += 1
    return broken


def interrupted(chosen):
    """Ctrl+C at random moments, in shells in a terminal and on a pipe. Fails where a shell does not come back."""
    end, seed = time.monotonic() + 60 * chosen.minutes, int(time.time())
    while not chosen.elixir and chosen('interrupts') and time.monotonic() < end:
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as home:
            terminal = Terminal(Path(home))
            in_terminal(terminal, PRESSES, random.Random(seed))
            terminal.child.close(True)
        on_pipe(PRESSES, random.Random(seed))
        print(f'interrupts: seed {seed}: {2 * PRESSES} programs interrupted, the shell answered after each; {time.monotonic() - start:.1f} s', flush=True)
        seed += 1


class Choice(argparse.Namespace):
    """What is to be run."""

    def __call__(self, name):
        return not self.names or name in self.names


def main():
    parser = argparse.ArgumentParser(prog='python -m tests.stress')
    parser.add_argument('names', nargs='*')
    parser.add_argument('--minutes', type=float, default=1)
    parser.add_argument('--elixir', action='store_true')
    chosen = parser.parse_args(namespace=Choice())
    broken = once(chosen) + seeded(chosen)
    interrupted(chosen)
    sys.exit(broken > 0)


if __name__ == '__main__':
    main()

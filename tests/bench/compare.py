"""Runs the programs beside this file in pyex and in real Elixir, in turns, and prints the ratios.

    python tests/bench/compare.py [--rounds N] [NAME ...]

NAME is a program without .exs; `start` is the time to an answered 1 + 1. Of each figure the best of N rounds is printed (3 unless
told otherwise), for both alike: what other programs do on the machine can halve a single one. Without `elixir` on the PATH only
our own figures are printed.
"""
import argparse
import os
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PYEX = [sys.executable, '-m', 'pyex']
MORE_IS_BETTER = ('M/s',)


def run(command, text=''):
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'TERM': 'dumb', 'ELIXIR_ERL_OPTIONS': '+P 2000000'}
    environment.pop('PYTHONDONTWRITEBYTECODE', None)        # a start as users have it
    start = time.perf_counter()
    done = subprocess.run(command, input=text, capture_output=True, text=True, env=environment)
    return done.stdout, (time.perf_counter() - start) * 1000, done.stderr


def figures(command, program):
    """{name: (value, unit)} that a program prints."""
    out, _, errors = run([*command, str(program)])
    rows = {}
    for line in out.splitlines():
        name, value, unit = line.split()
        rows[name] = float(value), unit
    if not rows:
        print(errors.strip()[-500:], file=sys.stderr)
    return rows


def start_time(command):
    """Milliseconds from the start to an answered `1 + 1` on a pipe."""
    return {'start_piped': (run(command, '1 + 1\n')[1], 'ms')}


def best_of(rounds, *measures):
    """The best figures of some rounds, in which the measures (functions that give figures, or None) take turns."""
    found = [{} for _ in measures]
    for _ in range(rounds):
        for best, measure in zip(found, measures):
            for name, (value, unit) in (measure() if measure else {}).items():
                better = max if unit in MORE_IS_BETTER else min
                best[name] = better(value, best.get(name, (value,))[0]), unit
    return found


def report(ours, theirs):
    for name, (value, unit) in ours.items():
        other = theirs.get(name)
        line = f'{name:20} {value:12.3f} {unit:6}'
        if other is not None:
            ratio = value / other[0] if unit in MORE_IS_BETTER else other[0] / value if value else 0
            line += f' elixir {other[0]:12.3f}   {ratio:8.2f} times its speed'
        print(line, flush=True)


def main():
    parser = argparse.ArgumentParser(description='figures of pyex beside those of Elixir')
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    elixir, iex = shutil.which('elixir'), shutil.which('iex')
    for program in sorted((HERE / 'programs').glob('*.exs')):
        if not options.names or program.stem in options.names:
            report(*best_of(options.rounds, partial(figures, PYEX, program), elixir and partial(figures, [elixir], program)))
    if not options.names or 'start' in options.names:
        report(*best_of(options.rounds, partial(start_time, PYEX), iex and partial(start_time, [iex])))


if __name__ == '__main__':
    main()

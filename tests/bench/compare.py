"""Runs the programs beside this file in pyex and in real Elixir, one after the other in one run, and prints the ratios.

    python tests/bench/compare.py [NAME ...]       names of programs without .exs; `start` is the time to an answered 1 + 1

Without `elixir` on the PATH only our own figures are printed. Figures are of one run: repeat it before you believe a small difference.
"""
import os
import shutil
import subprocess
import sys
import time
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
    """Milliseconds from the start to an answered `1 + 1` on a pipe, the best of five."""
    return {'start_piped': (min(run(command, '1 + 1\n')[1] for _ in range(5)), 'ms')}


def report(ours, theirs):
    for name, (value, unit) in ours.items():
        other = theirs.get(name)
        line = f'{name:20} {value:12.3f} {unit:6}'
        if other is not None:
            ratio = value / other[0] if unit in MORE_IS_BETTER else other[0] / value if value else 0
            line += f' elixir {other[0]:12.3f}   {ratio:8.2f} times its speed'
        print(line, flush=True)


def main():
    wanted = sys.argv[1:]
    elixir = shutil.which('elixir')
    for program in sorted((HERE / 'programs').glob('*.exs')):
        if not wanted or program.stem in wanted:
            report(figures(PYEX, program), figures([elixir], program) if elixir else {})
    if not wanted or 'start' in wanted:
        iex = shutil.which('iex')
        report(start_time(PYEX), start_time([iex]) if iex else {})


if __name__ == '__main__':
    main()

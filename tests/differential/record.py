"""Writes `recorded.json`: programs, and what real Elixir showed of each in many runs. By hand, on a quiet machine with `elixir`:

    python tests/differential/record.py [PROGRAMS [RUNS [SEED]]]
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from model import TooManyStates, outcomes
from programs import programs, to_elixir

HERE = Path(__file__).parent
AT_ONCE = 40
FEW, MANY = 3, 3_000                    # operations of a program at least, states of its model at most


def make(count, number):
    """That many different programs whose model is small."""
    made = {}

    @seed(number)
    @settings(max_examples=20 * count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(programs(3, 6))
    def collect(program):
        if len(made) < count and sum(map(len, program)) > FEW and program not in made and small(program):
            made[program] = True
    collect()
    return list(made)


def small(program):
    try:
        return len(outcomes(program, limit=MANY)) > 1
    except TooManyStates:
        return False


def run(scripts, runs):
    """{number: {outcome: how often}} of what real Elixir did."""
    text = ',\n'.join(f'{{{number}, {to_elixir(program)}}}' for number, program in enumerate(scripts))
    with tempfile.NamedTemporaryFile('w', suffix='.exs') as file:
        file.write(f'Code.require_file({json.dumps(str(HERE / "interpreter.exs"))})\nDifferential.explore([{text}], {runs}, {AT_ONCE})\n')
        file.flush()
        printed = subprocess.run(['elixir', file.name], capture_output=True, text=True, check=True).stdout
    found = {}
    for line in printed.splitlines():
        number, count, outcome = line.split('\t')
        found.setdefault(int(number), {})[outcome] = int(count)
    return found


def main(count=150, runs=300, number=1):
    made = make(count, number)
    found = run(made, runs)
    lines = [json.dumps({'program': program, 'beam': dict(sorted(found[number].items()))}) for number, program in enumerate(made)]
    (HERE / 'recorded.json').write_text('[\n' + ',\n'.join(lines) + '\n]\n')
    print(f'{len(made)} programs, {runs} runs of each, {sum(map(len, found.values()))} outcomes')


if __name__ == '__main__':
    main(*map(int, sys.argv[1:]))

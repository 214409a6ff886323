"""Small concurrent programs beside the BEAM: what it showed of them is recorded, what the rules allow is computed.

Every outcome of pyex must be one that the rules allow; every outcome that the BEAM showed must be possible in pyex, but for those
that need a second core at the right microsecond: fewer than one run in a thousand.
"""
import json
from functools import cache
from pathlib import Path

import pytest
from model import outcomes as enumerate_outcomes
from programs import to_elixir

from tests.script import printed

outcomes = cache(enumerate_outcomes)
HERE = Path(__file__).parent
RUNS = 12                               # of each program, in pyex


def frozen(program):
    """What JSON made lists of, as tuples."""
    return tuple(map(frozen, program)) if isinstance(program, list) else program


PROGRAMS = [(frozen(entry['program']), entry['beam']) for entry in json.loads((HERE / 'recorded.json').read_text())]


@pytest.fixture(scope='module')
def shown():
    """{number of a program: the outcomes that it showed in pyex}."""
    numbered = ', '.join(f'{{{number}, {to_elixir(program)}}}' for number, (program, _) in enumerate(PROGRAMS))
    code = f'Code.require_file({json.dumps(str(HERE / "interpreter.exs"))})\nDifferential.explore([{numbered}], {RUNS}, 1)'
    found = {}
    for line in printed('eval', code).splitlines():
        number, _count, outcome = line.split('\t')
        found.setdefault(int(number), set()).add(outcome)
    return found


def test_what_pyex_does_is_allowed(shown):
    wrong = {to_elixir(program): sorted(shown[number] - outcomes(program)) for number, (program, _) in enumerate(PROGRAMS)}
    assert {program: outcomes_ for program, outcomes_ in wrong.items() if outcomes_} == {}


def test_what_the_beam_does_is_allowed():
    wrong = {to_elixir(program): sorted(beam.keys() - outcomes(program)) for program, beam in PROGRAMS}
    assert {program: outcomes_ for program, outcomes_ in wrong.items() if outcomes_} == {}


def test_what_the_beam_does_is_possible():
    runs = sum(sum(beam.values()) for _, beam in PROGRAMS)
    impossible = sum(count for program, beam in PROGRAMS for outcome, count in beam.items() if outcome not in outcomes(program, prompt=True))
    assert impossible / runs < 0.001


def test_pyex_on_one_core_is_as_modelled(shown):
    wrong = {to_elixir(program): sorted(shown[number] - outcomes(program, prompt=True)) for number, (program, _) in enumerate(PROGRAMS)}
    assert {program: outcomes_ for program, outcomes_ in wrong.items() if outcomes_} == {}

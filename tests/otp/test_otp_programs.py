"""Programs of processes, each run in a node whose clock is virtual: what they print must be what real Elixir printed.

`programs/NAME.out` is the output of `elixir programs/NAME.exs`; record it again when you change the program.
"""
from pathlib import Path

import pytest

from tests.script import printed

PROGRAMS = Path(__file__).parent / 'programs'


def check(name):
    assert printed('file', PROGRAMS / f'{name}.exs') == (PROGRAMS / f'{name}.out').read_text()


@pytest.mark.parametrize('name', sorted(path.stem for path in PROGRAMS.glob('*.exs')))
def test_program(name):
    check(name)

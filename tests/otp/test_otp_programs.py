"""Programs of processes, each run in a node whose clock is virtual: what they print must be what real Elixir printed.

`programs/NAME.out` is the output of `elixir programs/NAME.exs`; record it again when you change the program.
"""
from pathlib import Path

import pytest

from pyex.boot import boot
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import atom
from pyex.terms.lists import from_python

PROGRAMS = Path(__file__).parent / 'programs'


class Paper:
    """Output that is kept."""
    ansi = False

    def __init__(self):
        self.text = ''

    def write(self, _device, text):
        self.text += text


def check(name):
    paper = Paper()
    node = boot(output=paper, clock=VirtualClock())
    run = node.exports[atom('Elixir.Kernel.CLI'), atom('run'), 1]
    runner = node.spawn(run, (from_python([(atom('file'), str(PROGRAMS / f'{name}.exs'))]),))
    node.run(until=lambda: not runner.alive)
    assert paper.text == (PROGRAMS / f'{name}.out').read_text()


@pytest.mark.parametrize('name', sorted(path.stem for path in PROGRAMS.glob('*.exs')))
def test_program(name):
    check(name)

"""Suspension is invisible: a program prints the same whether its processes are stopped at every call or hardly ever.

The programs of this folder and of `tests/lang` run with slices of so few reductions that they stop at every place where they
can; each must print its `# expect:` lines, which real Elixir wrote (`elixir tests/lang/record.exs FILE`).
"""
from pathlib import Path

import pytest

from pyex.boot import boot
from pyex.runtime import scheduler
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import alias
from tests.lang.test_programs import PROGRAMS, RUNNER, Output, call, check

HERE = sorted(Path(__file__).parent.glob('programs/*.exs'))
USUAL = scheduler.SLICE


@pytest.fixture(scope='module', params=[1, 2, 3, 7])
def origin(request):
    """A node whose slices have so many reductions."""
    node = boot(output=Output(), clock=VirtualClock(), seed=1)
    call(node, alias('Code'), 'compile_string', RUNNER)
    shorten(request.param)
    yield node
    shorten(USUAL)


def shorten(reductions):
    scheduler.SLICE, scheduler.REDUCTIONS = reductions, (None,) * reductions


@pytest.mark.parametrize('path', [*HERE, *PROGRAMS], ids=lambda path: path.stem)
def test_stopped_everywhere(origin, path):
    check(origin, path)


@pytest.mark.parametrize('path', HERE, ids=lambda path: path.stem)
def test_usual_slices(usual, path):
    check(usual, path)


@pytest.fixture(scope='module')
def usual():
    node = boot(output=Output(), clock=VirtualClock(), seed=1)
    call(node, alias('Code'), 'compile_string', RUNNER)
    return node

"""Suspension is invisible: a program prints the same whether its processes are stopped at every call or hardly ever.

The programs of this folder and of `tests/lang` run with slices of so few reductions that they stop at every place where they
can; each must print its `# expect:` lines, which real Elixir wrote (`elixir tests/lang/record.exs FILE`). In some runs every call
that waited once is taken for one that waits often (compiler/awaiting.py).
"""
from pathlib import Path

import pytest

from pyex.boot import boot
from pyex.runtime import scheduler
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import alias
from tests.lang.test_programs import PROGRAMS, RUNNER, Output, call, check

HERE = sorted(Path(__file__).parent.glob('programs/*.exs'))
USUAL = scheduler.SLICE, scheduler.WARM


@pytest.fixture(scope='module', params=[(1, 50), (2, 1), (3, 50), (7, 1), (2000, 1)], ids=str)
def origin(request):
    """A node whose slices have so many reductions, and in which one wait in so many is looked into."""
    node = boot(output=Output(), clock=VirtualClock(), seed=1)
    call(node, alias('Code'), 'compile_string', RUNNER)
    shorten(*request.param)
    yield node
    shorten(*USUAL)


def shorten(reductions, warm):
    scheduler.SLICE, scheduler.REDUCTIONS, scheduler.WARM = reductions, (None,) * reductions, warm


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

"""Each expression of expressions.txt expands as in real Elixir 1.14 (record.exs wrote the answers down).

newer.txt holds those that 1.14 answers otherwise: the words of 1.18 (as in the recorded sessions), names of helpers that are
our own, and numbers that are folded at once (`-1`).
"""
from pathlib import Path

import pytest

from tests.expand.sandbox import Sandbox

HERE = Path(__file__).parent
BLOCKS = [block.rpartition('\n') for name in ('expressions.txt', 'newer.txt')
          for block in (HERE / name).read_text().strip().split('\n\n')]


@pytest.fixture(scope='module')
def sandbox():
    return Sandbox()


@pytest.mark.parametrize('text, answer', [(text, answer) for text, _, answer in BLOCKS], ids=[block[0] for block in BLOCKS])
def test_expression(sandbox, text, answer):
    assert sandbox.expand(text) == answer

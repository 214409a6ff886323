"""Each expression of expressions.txt expands as in real Elixir (record.exs wrote the answers down)."""
from pathlib import Path

import pytest

from tests.expand.sandbox import Sandbox

BLOCKS = [block.rpartition('\n') for block in Path(__file__).with_name('expressions.txt').read_text().strip().split('\n\n')]


@pytest.fixture(scope='module')
def sandbox():
    return Sandbox()


@pytest.mark.parametrize('text, answer', [(text, answer) for text, _, answer in BLOCKS], ids=[block[0] for block in BLOCKS])
def test_expression(sandbox, text, answer):
    assert sandbox.expand(text) == answer

"""Modules typed in one after the other: what is written and what they give. The texts of errors and warnings are those of
recorded sessions of iex 1.18.4, with line numbers that begin at 1 for each input."""
import re
from pathlib import Path

import pytest

from tests.expand.sandbox import Sandbox, blocks

BLOCKS = blocks(Path(__file__).with_name('modules.txt'))


@pytest.fixture(scope='module')
def sandbox():
    return Sandbox()


@pytest.mark.parametrize('text, answer', BLOCKS, ids=[text.split('\n')[0] for text, _ in BLOCKS])
def test_module(sandbox, text, answer):
    assert re.sub(r'<<70, 79[^>]*>>', '<<BINARY>>', sandbox.run(text)) == answer

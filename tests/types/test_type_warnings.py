"""Modules and the warnings that their types give. The first eleven are recorded from iex 1.18.4; the others say what its rules say."""
from pathlib import Path

import pytest

from tests.expand.sandbox import Sandbox, blocks
from tests.types.corpus import checked

BLOCKS = blocks(Path(__file__).with_name('modules.txt'))


@pytest.fixture(scope='module')
def sandbox():
    return Sandbox()


@pytest.mark.parametrize('text, answer', BLOCKS, ids=[text.split('\n')[0] for text, _ in BLOCKS])
def test_module(sandbox, text, answer):
    assert checked(text, sandbox) == answer


@pytest.mark.parametrize('text', [
    'def f(x) do\nx0 = {x}\n' + ''.join(f'x{i + 1} = {{x{i}, x{i}}}\n' for i in range(40)) + 'x40\nend',
    ''.join(f'def f{i}(x), do: f{i + 1}({{x}})\n' for i in range(600)) + 'def f600(x), do: x',
    'def f, do: [' + ', '.join(f'{{:a{i}, {i}}}' for i in range(300)) + ']',
    'def f(x) do\ncase x do\n' + ''.join(f':a{i} -> %{{b{i}: {i}}}\n' for i in range(200)) + 'end\nend',
    'def f(x, size), do: <<x::binary-size(size), x::size(size)>>',
], ids=['twice itself', 'a chain of calls', 'a long list', 'many clauses', 'sizes'])
def test_large_code_is_silent(sandbox, text):
    assert checked(f'defmodule Large do\n{text}\nend', sandbox).replace('warning: redefining module', 'silent').startswith('silent')

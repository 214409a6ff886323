"""Each example in the docs of the standard library gives what stands below it."""
import re

import pytest
from doctest import failures

from pyex.library import STDLIB


def modules():
    """The names of the modules whose files hold examples."""
    for path in sorted(STDLIB.rglob('*.ex')):
        text = path.read_text()
        if 'iex>' in text:
            yield from _defined(text)


def _defined(text):
    for name in re.findall(r'^def(?:module|protocol) (\S+) do', text, re.M):
        yield name[1:] if name.startswith(':') else f'Elixir.{name}'


@pytest.mark.parametrize('module', list(modules()))
def test_examples(module, evaluation):
    problems = failures(evaluation, module)
    assert not problems, '\n' + '\n'.join(problems)

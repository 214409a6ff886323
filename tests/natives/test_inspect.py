"""inspect against answers recorded from iex 1.18.4 at a width of 80: inspect.txt holds inputs after `iex> ` and what followed them."""
from pathlib import Path
from types import SimpleNamespace

import pytest

from expressions import evaluate, natives_without_node
from pyex.natives.pyex_inspect import make_inspect
from pyex.syntax import parse
from pyex.terms.atom import TRUE, atom
from pyex.terms.lists import from_python

PRETTY = from_python([(atom('pretty'), TRUE)])


def sessions():
    text = (Path(__file__).parent / 'inspect.txt').read_text()
    return [tuple(part.rstrip('\n').split('\n', 1)) for part in text.split('iex> ')[1:]]


@pytest.mark.parametrize('question,expected', sessions())
def test_answers(question, expected):
    node = SimpleNamespace(modules=SimpleNamespace(find=lambda name: None))
    inspect = make_inspect(node)
    natives = natives_without_node() | {('pyex', 'inspect', 1): lambda term: inspect(term, None), ('pyex', 'inspect', 2): inspect}
    assert inspect(evaluate(parse(question), natives), PRETTY) == expected

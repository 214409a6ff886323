"""Natives against real Elixir: each line of cases/*.exs must give the line of cases/*.out, which record.exs wrote."""
from pathlib import Path

import pytest

from pyex.natives import everything
from expressions import answer, natives_without_node

CASES = Path(__file__).parent / 'cases'
assert everything


@pytest.mark.parametrize('name', sorted(path.stem for path in CASES.glob('*.exs')))
def test_answers(name):
    questions = (CASES / f'{name}.exs').read_text().splitlines()
    answers = (CASES / f'{name}.out').read_text().splitlines()
    natives = natives_without_node()
    wrong = [(question, ours, expected) for question, expected in zip(questions, answers, strict=True)
             if (ours := answer(question, natives)) != expected]
    assert not wrong, '\n'.join(f'{question}\n  ours   {ours}\n  Elixir {expected}' for question, ours, expected in wrong)

"""Expressions and what real Elixir answers, recorded by record.exs."""
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent / 'golden').glob('*.txt'))


def cases(path):
    """(expression, answer) pairs of a golden file."""
    lines = [line for line in path.read_text().split('\n') if line and not line.startswith('#')]
    return [(source, answer.lstrip('=>! ')) for source, answer in zip(lines[::2], lines[1::2])]


@pytest.mark.parametrize('path', FILES, ids=lambda path: path.stem)
def test_answers(path, evaluation):
    wrong = [f'{source}\n  expected {answer}\n  got      {got}' for source, answer in cases(path)
             if (got := evaluation.answer(source)) != answer]
    assert not wrong, '\n' + '\n'.join(wrong)

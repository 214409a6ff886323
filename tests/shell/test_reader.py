"""Lines to entries."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyex.shell.indentation import aligned, indentation
from pyex.shell.keys import without_prompts
from pyex.shell.reader import Reader, error_of, is_incomplete, leading_operator, split


@pytest.mark.parametrize('text', ['[1,', 'fn ->', 'defmodule A do\n  def f, do: 1\n', '"text', '1 +', 'foo(', '%{a: 1', '|> foo(', 'and [1,', '|> f(fn x ->'])
def test_incomplete(text):
    assert is_incomplete(text + '\n')


@pytest.mark.parametrize('text', ['', '1', '# comment', 'fn -> 1 end', ')', '1 + * 2', '[1, 2\n)', '"a" "b"', '|> f()', 'not in x', '|> +* 1'])
def test_not_incomplete(text):
    assert not is_incomplete(text + '\n')


def test_errors():
    assert error_of('|> f()') is error_of('not in [1]') is None
    assert (error_of('1 +* 2').column, error_of('|> f(1 +* 2)').column) == (4, 9)


@pytest.mark.parametrize('text, operator', [
    ('|> f()', '|>'), ('  ++ [1]', '++'), ('and true', 'and'), ('in [1]', 'in'), ('not in [1]', 'not'), ('not x', None), ('/ 2', '/'), ('== 1', '=='), ('<> "a"', '<>'),
    ('- 1', None), ('+ 1', None), ('& &1', None), ('= 1', None), ('.. 5', None), ('-> 1', None), ('x |> f', None), ('', None)])
def test_leading_operator(text, operator):
    assert leading_operator(text) == operator


def entries(*lines):
    reader = Reader()
    return [(entry.text, entry.operator) for entry in map(reader.feed, lines) if entry]


def test_reader():
    assert entries('1 +\n', '\n', '2\n', '|> f\n') == [('1 +\n\n2\n', None), ('|> f\n', '|>')]
    assert entries('[1,\n', ' #iex:break\n', '2\n') == [('[1,\n', 'break'), ('2\n', None)]
    assert entries('#iex:break\n', '2\n') == [('#iex:break\n2\n', None)]


@pytest.mark.parametrize('text, expected', [
    ('1\n2\n', ['1\n', '2\n']),
    ('# note\n\nx = 1\nx\n', ['# note\n\nx = 1\n', 'x\n']),
    ('[1, 2]\n|> Enum.sum()\n3', ['[1, 2]\n|> Enum.sum()\n', '3']),
    ('x = f()\n# then\n|> g()\n', ['x = f()\n# then\n|> g()\n']),
    ('defmodule A do\n\n  def f, do: 1\nend\nA.f()', ['defmodule A do\n\n  def f, do: 1\nend\n', 'A.f()']),
    ('1\n)\n2\n', ['1\n', ')\n2\n']),
    ('1 +', ['1 +']),
    ('# alone', ['# alone']),
    ('1\n# after\n', ['1\n']),
])
def test_split(text, expected):
    assert [entry.text for entry in split(text)] == expected


def test_pasted_sessions_lose_their_prompts():
    assert without_prompts('iex> 1 +\n...> 2\n3\niex(2)> x') == '1 +\n2\nx'
    assert without_prompts('x = 1\niex> 2') == 'x = 1\niex> 2'


@pytest.mark.parametrize('text, spaces', [
    ('x = 1', 0), ('defmodule A do', 2), ('  fn x ->', 4), ('  foo(', 4), ('  [1,', 4), ('  def f, do: 1', 2), ('do # note', 2), ('x =', 2), ('x =\n  1 +', 2), ('x =\n  1 +\n  2', 0),
    ('list\n|> Enum.map(fn x ->', 2), ('case x do\n  1 ->\n    2', 4), ('if x do\n  1\nelse', 2)])
def test_indentation(text, spaces):
    assert indentation(text) == ' ' * spaces


@pytest.mark.parametrize('before, line, spaces', [
    ('if x do\n  1\n', '  end', 0), ('  if x do\n    1\n', '    else', 2), ('case x do\n  1 ->\n    2\n', '    3 ->', 2),
    ('Enum.map(x, fn y ->\n  y\n', '  end', 0), ('Enum.map(x, fn y ->\n  y\n', '  fn z -> 1', None), ('foo(\n  1\n', '  )', 0), ('x = 1\n', 'end', None),
    ('fn\n  1 -> 2\n', '    3 -> ', 2), ('def f do\n', '  Enum.map(x, fn y -> y', None), ('[1\n', '  2', None)])
def test_aligned(before, line, spaces):
    assert aligned(before, line) == (None if spaces is None else ' ' * spaces)


LINES = ['defmodule A do', 'def f(x) do', 'def g(x), do: x', 'case x do', '1 -> 2', 'else', 'end', 'end)', 'x', '|> y', 'foo(', ')', 'fn x ->',
         'x = """', '"""', 'if a, do: b, else: c', '# do', '', 'x +', 'a do', '[1,', ']', "~s(do", '#iex:break', '"do', '-> 1', 'end |> f']


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_a_block_is_read_as_if_all_of_it_was_parsed_at_each_line(lines):
    reader, held = Reader(), ''
    for line in lines:
        breaks = line == '#iex:break' and held
        held = held if breaks else held + line + '\n'
        ended = breaks or line != '#iex:break' and not is_incomplete(held)
        entry = reader.feed(line + '\n')
        assert (entry and entry.text) == (held if ended else None)
        held = '' if ended else held

"""Errors and warnings about text: recorded from iex 1.18, and those of files, which iex does not show."""
import pytest
from golden import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from pyex.diagnostics import Diagnostic, render
from pyex.syntax import ElixirSyntaxError, parse, tokens

NOISE = ['"', '#{', '}', ')', '(', ' do ', ' end ', 'fn ', '->', '~s', '\\', '\n', '%{', '<<', 'é', '\0', "'''", '"""', ':', '?', '.',
         '&', '@', '&1', ' ', ',', '|', ' not ', ' in ', '..', '//', '...', ';', '=>', 'a: ', '"a": ', '0x', '1.', '🚀', '\r\n', '#']


def failure(text, line=1):
    with pytest.raises(ElixirSyntaxError) as caught:
        parse(text, 'iex', line)
    return caught.value


def check(text, expected):
    error = failure(text)
    assert f'{error.exception}: {error.message}' == expected.strip('\n')


@pytest.mark.parametrize('text, answer', cases('recorded.errors'))
def test_recorded_errors(text, answer):
    line, expected = answer.split('\n', 1)
    error = failure(text if 'nofile' in expected else text + '\n', int(line.split()[1]))
    assert f'{error.exception}: {error.message}' == expected
    assert not error.incomplete


@pytest.mark.parametrize('text, answer', cases('recorded.warnings'))
def test_recorded_warnings(text, answer):
    line, expected = answer.split('\n', 1)
    warnings = []
    parse(text + '\n', 'iex', int(line.split()[1]), warnings=warnings)
    assert '\n\n'.join(map(render, warnings)) == expected


@pytest.mark.parametrize('text', [case[0] for case in cases('recorded.incomplete')])
def test_recorded_incomplete_inputs(text):
    assert failure(text + '\n').incomplete


def test_each_line_of_a_correct_input_but_the_last_is_incomplete_or_complete():
    text = 'defmodule A do\n  def f(x) do\n    """\n    text #{x}\n    """\n  end\nend\n'
    lines = text.splitlines(keepends=True)
    for count in range(1, len(lines)):
        assert failure(''.join(lines[:count])).incomplete
    parse(text)


def test_expression_that_stops_too_early():
    check('1 + ', '''
TokenMissingError: token missing on iex:1:3:
    error: syntax error: expression is incomplete
    │
  1 │ 1 + 
    │   ^
    │
    └─ iex:1:3''')


def test_unclosed_delimiters():
    check('foo(', '''
TokenMissingError: token missing on iex:1:5:
    error: missing terminator: )
    │
  1 │ foo(
    │    │└ missing closing delimiter (expected ")")
    │    └ unclosed delimiter
    │
    └─ iex:1:5''')
    check('defmodule A do\n  def a do\n    1\n\n  def b do\n    2\n  end\nend', '''
TokenMissingError: token missing on iex:8:4:
    error: missing terminator: end
    hint: it looks like the "do" on line 2 does not have a matching "end"
    │
  1 │ defmodule A do
    │             └ unclosed delimiter
 ...
  8 │ end
    │    └ missing closing delimiter (expected "end")
    │
    └─ iex:8:4''')


def test_error_fields_are_those_of_the_struct():
    fields = failure('{1, 2]').fields
    assert {name: fields[name] for name in ('line', 'column', 'end_line', 'end_column', 'opening_delimiter',
                                            'closing_delimiter', 'expected_delimiter', 'description')} == {
        'line': 1, 'column': 1, 'end_line': 1, 'end_column': 6, 'opening_delimiter': '{', 'closing_delimiter': ']',
        'expected_delimiter': '}', 'description': 'unexpected token: ]'}


def test_diagnostics_at_the_prompt_and_in_files():
    plain = Diagnostic('error', 'undefined variable "x"', 'iex', 2)
    assert render(plain) == 'error: undefined variable "x"\n└─ iex:2'
    inside = Diagnostic('warning', 'variable "y" is unused', 'a.exs', 2, 12, span=1, where='A.f/1')
    assert render(inside, 'defmodule A do\n  def f(x, y), do: x\nend\n') == '''\
    warning: variable "y" is unused
    │
  2 │   def f(x, y), do: x
    │            ^
    │
    └─ a.exs:2:12: A.f/1'''


@given(st.sampled_from([text for text, _ in cases('sessions.quoted')]), st.data())
@settings(max_examples=300, deadline=None)
def test_nothing_but_a_syntax_error_comes_of_broken_text(text, data):
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(NOISE)) + text[at + data.draw(st.integers(0, 3)):]
    try:
        parse(text, columns=True, token_metadata=True, warnings=[])
    except ElixirSyntaxError as error:
        assert str(error)
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end and text[token.start:token.end] == token.text
        end = token.end

"""Text to quoted code, against what real Elixir answered (golden files), and the options that other layers use."""
import sys

import pytest
from golden import cases
from quoted_text import common, dump, read

from pyex.syntax import ElixirSyntaxError, parse, tokens

TOKEN_METADATA = frozenset((
    'closing', 'do', 'end', 'end_of_expression', 'newlines', 'last', 'parens', 'format', 'from_brackets', 'from_interpolation',
    'delimiter', 'indentation'))


@pytest.fixture
def small_stack():
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    sys.setrecursionlimit(limit)


def check(text, expected):
    assert dump(parse(text)) == expected


@pytest.mark.parametrize('name', ['grammar.quoted', 'sessions.quoted'])
def test_quoted_code_and_metadata_are_elixirs(name):
    wrong = []
    for text, answer in cases(name):
        ours = dump(common(parse(text, columns=True, token_metadata=True), old=False))
        if ours != dump(common(read(answer), old=True)):
            wrong.append(text)
    assert wrong == []


def test_without_token_metadata_only_that_is_missing():
    for text, _ in cases('sessions.quoted'):
        plain = common(parse(text, columns=True), old=False, drop=TOKEN_METADATA)
        full = common(parse(text, columns=True, token_metadata=True), old=False, drop=TOKEN_METADATA)
        assert dump(full) == dump(plain), text


def test_what_1_18_does_otherwise():
    check('a[b]', '{{:. [{:from_brackets :true} {:line 1}] [:Elixir.Access :get]} [{:from_brackets :true} {:line 1}] '
                  '[{:a [{:line 1}] :nil} {:b [{:line 1}] :nil}]}')
    check('"#{a}"', '{:"<<>>" [{:line 1}] [{:"::" [{:line 1}] [{{:. [{:line 1}] [:Elixir.Kernel :to_string]} '
                    '[{:from_interpolation :true} {:line 1}] [{:a [{:line 1}] :nil}]} {:binary [{:line 1}] :nil}]}]}')
    check('...', '{:... [{:line 1}] []}')
    check('... a', '{:... [{:line 1}] [{:a [{:line 1}] :nil}]}')
    check('!a', '{:! [{:line 1}] [{:a [{:line 1}] :nil}]}')
    check('~MASK(a)', '{:sigil_MASK [{:delimiter "("} {:line 1}] [{:"<<>>" [{:line 1}] ["a"]} []]}')


def test_parentheses_are_told_with_token_metadata():
    tree = parse('(a + b)', columns=True, token_metadata=True)
    assert dump(tree[1]) == ('[{:parens [{:closing [{:line 1} {:column 7}]} {:line 1} {:column 1}]} {:line 1} {:column 4}]')


def test_lines_begin_where_told():
    assert dump(parse('a', line=7, column=3, columns=True)) == '{:a [{:line 7} {:column 3}] :nil}'


def test_existing_atoms_only():
    parse(':ok', existing_atoms_only=True)
    with pytest.raises(ElixirSyntaxError, match='unsafe atom does not exist: no_such_atom_at_all'):
        parse('no_such_atom_at_all', existing_atoms_only=True)


def test_literals_go_through_an_encoder():
    seen = []

    def encoder(value, meta):
        seen.append(dump(value))
        return value

    parse('[1, :a, "b", {c, 2.0}, d: nil]', literal_encoder=encoder)
    assert seen[:3] == ['1', ':a', '"b"'] and ':d' in seen and ':nil' in seen and 'f2.0' in seen


def test_long_inputs_need_no_python_stack(small_stack):
    parse('[' + ', '.join(map(str, range(5000))) + ']')
    parse('a' + ''.join(f'\n|> f({n})' for n in range(2000)))
    parse(' <> '.join(f'"{n}"' for n in range(3000)))
    parse('x = ' * 3000 + '1')
    parse('- ' * 3000 + '1')
    parse('%{' + ', '.join(f'k{n}: {n}' for n in range(3000)) + '}')
    parse('\n'.join(f'x = {n}' for n in range(3000)))


def test_nesting_too_deep_is_a_syntax_error(small_stack):
    for text in ('(' * 3000 + ')' * 3000, '"#{' * 3000 + '}"' * 3000):
        with pytest.raises(ElixirSyntaxError, match='nested too deeply'):
            parse(text)
        assert tokens(text)

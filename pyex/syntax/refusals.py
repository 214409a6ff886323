"""Why a token cannot stand where it does, in Elixir's words."""
import re

from pyex.syntax import messages
from pyex.syntax.errors import ElixirSyntaxError
from pyex.syntax.strings import Code

_RESERVED_KINDS = frozenset(('true', 'false', 'nil', 'fn', 'end', 'block_identifier'))
_RESERVED_OPERATORS = frozenset(('and', 'or', 'not', 'when', 'in'))
_NOT_AFTER = frozenset((',', '(', '[', '{', '<<', 'eol', ';', 'do', 'fn', 'block_identifier', 'kw_identifier', '.', '%'))
_PLAIN_ATOM = re.compile(r'[a-z][A-Za-z0-9_@]*').fullmatch
_ERLANG_WORDS = frozenset('after and andalso band begin bnot bor bsl bsr bxor case catch cond div end fun if let maybe not of '
                          'or orelse receive rem try when xor'.split())


def refusal(parser):
    """The error for the token at the parser's position."""
    token = parser.tokens[parser.pos]
    kind, line, column, value, extra = token
    if kind == '$end':
        return _incomplete(parser)
    if kind == 'eol':
        return ElixirSyntaxError(messages.END_OF_LINE, line, column)
    if kind == 'kw_identifier' and _after_operand(parser):
        if value == 'do':
            return ElixirSyntaxError(messages.invalid_do('unexpected keyword: do:'), line, column)
        return ElixirSyntaxError(f"syntax error before: '{value}:'", line, column)
    if kind in _RESERVED_KINDS or value.__class__ is str and value in _RESERVED_OPERATORS and kind.endswith('_op'):
        if value != 'in':
            return ElixirSyntaxError(messages.reserved(value), line, column)
    if kind == 'sigil':
        first = extra[2][0] if extra[2] and extra[2][0].__class__ is not Code else ''
        return ElixirSyntaxError(f"syntax error before: sigil ~{value} starting with content '{first}'", line, column)
    return ElixirSyntaxError('syntax error before: ' + _shown(token), line, column)


def _after_operand(parser):
    if parser.pos == 0:
        return False
    before = parser.kinds[parser.pos - 1]
    return before not in _NOT_AFTER and not before.endswith('_op')


def _incomplete(parser):
    last = parser.tokens[parser.pos - 1] if parser.pos else parser.tokens[-1]
    index = parser.pos - 1
    while index > 0 and parser.kinds[index] in ('eol', ';'):
        index -= 1
        last = parser.tokens[index]
    return ElixirSyntaxError(messages.INCOMPLETE, last[1], last[2], exception='TokenMissingError', incomplete=True)


def _shown(token):
    """A token as Erlang's parser generator would print it."""
    kind, _line, _column, value, extra = token
    if kind in ('int', 'flt'):
        return f'"{extra}"'
    if kind == 'char':
        return '?' + extra[1:]
    if kind in ('bin_string', 'list_string', 'kw_identifier_quoted', 'atom_interpolated'):
        return f'"{value[0]}"' if value and value[0].__class__ is str else '"'
    if kind in ('bin_heredoc', 'list_heredoc'):
        return f'"{value[0]}"' if value and value[0].__class__ is str else '"'
    if kind in (',', ';'):
        return f"'{kind}'"
    return erlang_atom(str(value))


def erlang_atom(name):
    """An atom as Erlang writes it."""
    if _PLAIN_ATOM(name) and name not in _ERLANG_WORDS:
        return name
    return "'" + name.replace('\\', '\\\\').replace("'", "\\'") + "'"

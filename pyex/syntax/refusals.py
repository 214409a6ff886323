"""Why a token cannot stand where it does, in Elixir's words."""
import re

from pyex.syntax import messages
from pyex.syntax.errors import ElixirSyntaxError
from pyex.syntax.strings import Code

_RESERVED_KINDS = frozenset(('true', 'false', 'nil', 'fn', 'end', 'block_identifier'))
_RESERVED_OPERATORS = frozenset(('and', 'or', 'not', 'when'))
_TEXTS = frozenset(('bin_string', 'list_string', 'bin_heredoc', 'list_heredoc', 'kw_identifier_quoted', 'atom_interpolated'))
_NOT_AFTER = frozenset((',', '(', '[', '{', '<<', 'eol', ';', 'do', 'fn', 'block_identifier', 'kw_identifier', '.', '%'))
_PLAIN_ATOM = re.compile(r'[a-z][A-Za-z0-9_@]*').fullmatch
_ERLANG_WORDS = frozenset('after and andalso band begin bnot bor bsl bsr bxor case catch cond div end fun if let maybe not of '
                          'or orelse receive rem try when xor'.split())


def refusal(parser):
    """The error for the token at the parser's position."""
    token = parser.tokens[parser.pos]
    kind, line, column, value, _ = token
    if kind == '$end':
        return _incomplete(parser)
    if kind == 'kw_identifier' and _after_operand(parser):
        if value == 'do':
            return invalid_do('unexpected keyword: ', 'do:', line, column)
        return ElixirSyntaxError(f"syntax error before: '{value}:'", line, column)
    return ElixirSyntaxError(_worded(token), line, column, raw=('syntax error before: ', _printed(token)))


def invalid_do(start, token, line, column):
    """The error for a `do` that belongs to nothing."""
    return ElixirSyntaxError(start + token + messages.INVALID_DO, line, column, raw=((start, messages.INVALID_DO), token))


def _worded(token):
    """What stands in the error's description."""
    kind, _line, _column, value, extra = token
    if kind == 'eol':
        return messages.END_OF_LINE
    if kind in _RESERVED_KINDS or kind.endswith('_op') and value in _RESERVED_OPERATORS:
        return messages.reserved(value)
    if kind == 'sigil':
        first = extra[2][0] if extra[2] and extra[2][0].__class__ is not Code else ''
        return f"syntax error before: sigil ~{value} starting with content '{first}'"
    if kind in _TEXTS:
        return 'syntax error before: ' + (f'"{value[0]}"' if value and value[0].__class__ is str else '"')
    return 'syntax error before: ' + _printed(token)


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
    return ElixirSyntaxError(messages.INCOMPLETE, last[1], last[2], exception='TokenMissingError', incomplete=True,
                             raw=('syntax error before: ', ''))


def _printed(token):
    """A token as Erlang's parser generator prints it."""
    kind, _line, _column, value, extra = token
    if kind in ('int', 'flt'):
        return f'"{extra}"'
    if kind == 'char':
        return '?' + extra[1:]
    if kind in _TEXTS:
        return '[' + ','.join(_binary(part) for part in value if part.__class__ is not Code) + ']'
    if kind in (',', ';', 'eol', 'fn'):
        return erlang_atom(kind)
    return erlang_atom(str(value))


def _binary(text):
    escaped = text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n') if text.__class__ is str else ''
    return f'<<"{escaped}">>'


def erlang_atom(name):
    """An atom as Erlang writes it."""
    if _PLAIN_ATOM(name) and name not in _ERLANG_WORDS:
        return name
    return "'" + name.replace('\\', '\\\\').replace("'", "\\'") + "'"

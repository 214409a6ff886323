"""How atoms are written: as literals (`:ok`, `Foo.Bar`, `:"two words"`), as keys (`ok:`) and as names of functions after a dot."""
import re
from unicodedata import normalize

from pyex.terms.escapes import escape

_ALIAS = re.compile(r'Elixir(\.[A-Z][A-Za-z0-9_]*)*')
_PLAIN = re.compile(r'[a-zA-Z_][a-zA-Z0-9_@]*[?!]?')
OPERATORS = frozenset('''
    ! !== != && &&& & ** * ++ +++ + --- -- -> - .. ... ..// . / <<< <<~ <> <- <= < <~> <~ === => == =~ = >>> >= > @ \\\\ ^^^ ^ |||
    || |> | :: ~>> ~> ~~~ <|> <<>> %{} {} %'''.split())
_QUOTED = frozenset(('~~~', '^^^', '::', '=>'))            # operators that are written in quotes as atoms
_UNQUOTED = OPERATORS - _QUOTED


def is_alias(name):
    """Whether an atom's name is a module name such as `Elixir.Foo.Bar`."""
    return _ALIAS.fullmatch(name) is not None


def is_identifier(name):
    """Whether a name needs no quotes as an atom."""
    if name.isascii():
        return _PLAIN.fullmatch(name) is not None
    stem = name[:-1] if name[-1] in '?!' else name
    return stem.replace('@', '_').isidentifier() and not stem.startswith('@') and normalize('NFC', name) == name


def literal(name):
    """An atom of that name as an expression."""
    if _PLAIN.fullmatch(name):
        if name == 'nil' or name == 'true' or name == 'false' or name == 'Elixir':
            return name
        return ':' + name
    if is_alias(name):
        return name[len('Elixir.'):]
    return ':' + bare(name)


def bare(name):
    """The name itself, in quotes where it needs them."""
    if name in _UNQUOTED or name and is_identifier(name):
        return name
    return f'"{escape(name)}"'


def as_key(name):
    """An atom of that name as the key of a keyword list or map."""
    return '"Elixir":' if name == 'Elixir' else bare(name) + ':'


_CALLABLE = re.compile(r'[a-z_][a-zA-Z0-9_]*[?!]?')
_CALLED_QUOTED = frozenset(('.', '...', '{}', '%{}', '<<>>', '%', '->', '&', '__aliases__', '__block__', '..//'))


def remote(name):
    """The name of a function behind a dot."""
    if name.isascii():
        plain = _CALLABLE.fullmatch(name) is not None
    else:
        plain = is_identifier(name) and not name[0].isupper() and '@' not in name
    if plain and name not in _CALLED_QUOTED or name in OPERATORS and name not in _CALLED_QUOTED:
        return name
    return f'"{escape(name)}"'

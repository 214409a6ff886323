"""Terms in Erlang's own syntax, as `~w` and `~p` of `:io_lib.format` write them. Long terms stay on one line."""
import re
from types import FunctionType, NoneType

from immutables import Map

from pyex.terms.atom import Atom
from pyex.terms.binary import Bits, to_bytes
from pyex.terms.float_text import shortest
from pyex.terms.function import is_external, mfa
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.integer_text import digits
from pyex.terms.order import items

_PLAIN_ATOM = re.compile(r'[a-z][a-zA-Z0-9_@]*')
_RESERVED = frozenset('''after and andalso band begin bnot bor bsl bsr bxor case catch cond div end fun if let maybe not of or
    orelse receive rem try when xor'''.split())
_ESCAPES = {'\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\v': '\\v', '\f': '\\f', '\x1b': '\\e', '\x7f': '\\d', '\\': '\\\\',
            '"': '\\"', "'": "\\'"}
_PRINTABLE = frozenset(range(32, 127)) | frozenset(range(160, 256)) | frozenset((8, 9, 10, 11, 12, 13, 27))


class Style:
    """How terms are written. strings: printable lists and binaries as text (`~p`); unicode: beyond Latin-1 too (`~tp`); depth: how
    deep and long terms are written, -1 for all.
    """
    __slots__ = ('strings', 'unicode')

    def __init__(self, strings, unicode=False):
        self.strings, self.unicode = strings, unicode


def write(term, style, depth=-1):
    """The text of a term."""
    if depth == 0:
        return '...'
    return _WRITERS[term.__class__](term, style, depth)


def atom_text(name):
    """An atom of that name in Erlang's syntax."""
    if _PLAIN_ATOM.fullmatch(name) and name not in _RESERVED:
        return name
    return "'" + quoted(name, "'") + "'"


def quoted(text, mark):
    """A text between quotes, its escapes made."""
    other = '"' if mark == "'" else "'"
    return ''.join(c if c == other else _ESCAPES.get(c) or (c if c >= ' ' else f'\\{ord(c):03o}') for c in text)


def _atom(term, style, depth):
    return atom_text(term.name)


def _integer(term, style, depth):
    return digits(term)


def _float(term, style, depth):
    return shortest(term)


def _empty(term, style, depth):
    return '[]'


def _list(term, style, depth):
    if style.strings and depth and (text := _string_of(term, style)) is not None:
        return '"' + quoted(text, '"') + '"'
    parts, left = [], depth
    while term.__class__ is list:
        if left == 1:
            return '[' + ','.join(parts) + ('|...]' if parts else '...]')
        left -= 1 if left > 0 else 0
        parts.append(write(term[0], style, left))
        term = term[1]
    tail = '' if term is None else '|' + write(term, style, left)
    return '[' + ','.join(parts) + tail + ']'


def _string_of(cells, style):
    """The text of a list of printable characters, else None."""
    out = []
    while cells.__class__ is list:
        head, cells = cells
        if head.__class__ is not int or head not in _PRINTABLE and not (style.unicode and 255 < head < 0x110000 and chr(head).isprintable()):
            return None
        out.append(chr(head))
    return ''.join(out) if cells is None else None


def _tuple(term, style, depth):
    parts, left = [], depth
    for element in term:
        if left == 1:
            parts.append('...')
            break
        left -= 1 if left > 0 else 0
        parts.append(write(element, style, left))
    return '{' + ','.join(parts) + '}'


def _map(term, style, depth):
    inner = depth - 1 if depth > 0 else depth
    return '#{' + ','.join(f'{write(k, style, inner)} => {write(v, style, inner)}' for k, v in items(term)) + '}'


def _binary(term, style, depth):
    data = to_bytes(term)
    if not data:
        return '<<>>'
    if style.strings:
        if style.unicode and term.__class__ is str and term.isprintable() and not term.isascii():
            return '<<"' + quoted(term, '"') + '"/utf8>>'
        if all(byte in _PRINTABLE for byte in data):
            return '<<"' + quoted(data.decode('latin-1'), '"') + '">>'
    return '<<' + ','.join(map(str, data)) + '>>'


def _bits(term, style, depth):
    whole, over = divmod(term.size, 8)
    parts = [*map(str, term.data[:whole]), f'{term.data[whole] >> 8 - over}:{over}']
    return '<<' + ','.join(parts) + '>>'


def _function(term, style, depth):
    name = term.__code__.co_name
    if is_external(term) and (named := mfa(name)):
        module, function, arity = named
        return f'fun {atom_text(module)}:{atom_text(function)}/{arity}'
    return f'#Fun<{name.partition("-fun-")[0].partition("/")[0]}>'


def _identity(term, style, depth):
    text = repr(term)
    return text.removeprefix('#PID') if text.startswith('#PID') else text.replace('#Reference', '#Ref')


_WRITERS = {Atom: _atom, int: _integer, float: _float, NoneType: _empty, list: _list, tuple: _tuple, Map: _map, str: _binary,
            bytes: _binary, Bits: _bits, FunctionType: _function, Pid: _identity, Reference: _identity, Port: _identity}

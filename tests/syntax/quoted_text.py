"""Quoted code as text and back, for golden files; and what Elixir 1.18 does otherwise than 1.14, which wrote them.

`{a [b c] :d "e" 1 f2.5}` is a tuple of a variable-free notation: `:name` atoms, `f` floats, lists and tuples without commas.
"""
import re

from pyex.terms.atom import Atom, atom
from pyex.terms.binary import canonical
from pyex.terms.lists import from_python, to_python

_PLAIN = re.compile(r'[a-zA-Z0-9_.?!]+').fullmatch
_TOKEN = re.compile(r'\s*(?:(?P<bracket>[\[\]{}])|(?P<colon>:)?"(?P<text>(?:[^"\\]|\\.)*)"|:(?P<atom>[^\s\]}]+)'
                    r'|f(?P<float>[^\s\]}]+)|(?P<int>-?\d+))')


def dump(term):
    """The text of a term."""
    kind = term.__class__
    if kind is Atom:
        return ':' + (term.name if _PLAIN(term.name) else _text(term.name))
    if kind is str or kind is bytes:
        return _text(term)
    if kind is float:
        return f'f{term!r}'
    if term is None or kind is list:
        return '[' + ' '.join(map(dump, to_python(term) if term else [])) + ']'
    if kind is tuple:
        return '{' + ' '.join(map(dump, term)) + '}'
    return str(term)


def _text(binary):
    data = binary.encode() if binary.__class__ is str else binary
    return '"' + ''.join(_byte(byte) for byte in data) + '"'


def _byte(byte):
    if chr(byte) in '"\\':
        return '\\' + chr(byte)
    return chr(byte) if 32 <= byte < 127 else f'\\x{byte:02X}'


def read(text):
    """The term of a text."""
    stack = [[]]
    for found in _TOKEN.finditer(text):
        bracket = found['bracket']
        if bracket in ('[', '{'):
            stack.append([])
        elif bracket:
            items = stack.pop()
            stack[-1].append(tuple(items) if bracket == '}' else from_python(items))
        else:
            stack[-1].append(_literal(found))
    return stack[0][0]


def _literal(found):
    if found['text'] is not None:
        raw = re.sub(rb'\\(x..|.)', lambda m: bytes([int(m[1][1:], 16)]) if len(m[1]) == 3 else m[1], found['text'].encode())
        return atom(canonical(raw)) if found['colon'] else canonical(raw)
    if found['atom']:
        return atom(found['atom'])
    return float(found['float']) if found['float'] else int(found['int'])


NEW = frozenset(('from_brackets', 'from_interpolation', 'parens'))       # metadata that 1.14 does not give


def common(tree, *, old, drop=NEW, inside_struct=False):
    """A tree without what differs between the versions. `old`: the tree is 1.14's."""
    if tree.__class__ is list:
        return from_python([common(item, old=old, drop=drop) for item in to_python(tree)])
    if tree.__class__ is not tuple:
        return tree
    if len(tree) != 3:
        return tuple(common(item, old=old, drop=drop) for item in tree)
    if tree[0].__class__ is not Atom:
        return common(tree[0], old=old, drop=drop), _meta(tree[1], old, drop), common(tree[2], old=old, drop=drop)
    return _common_node(tree, old, drop, inside_struct)


def _meta(meta, old, drop):
    entries = [entry for entry in to_python(meta) if entry[0].name not in drop] if meta else []
    return from_python([common(entry, old=old, drop=drop) for entry in entries])


def _common_node(tree, old, drop, inside_struct):
    name, meta, arguments = tree[0].name, tree[1], tree[2]
    if name == '__block__' and arguments.__class__ is list and arguments[1] is None and _is_negation(arguments[0]):
        return common(arguments[0], old=old, drop=drop)             # 1.14 wraps all of these, 1.18 those in parentheses
    if name == '...' and arguments is None:
        arguments = atom('nil')                                     # a variable in 1.14, an operator in 1.18
    if name == '%{}' and old and not inside_struct:
        meta = from_python([_moved(entry) for entry in to_python(meta)])
    if name == '%':
        struct, (map_, _) = arguments
        rest = [common(struct, old=old, drop=drop), [common(map_, old=old, drop=drop, inside_struct=True), None]]
        return tree[0], _meta(meta, old, drop), rest
    return tree[0], _meta(meta, old, drop), common(arguments, old=old, drop=drop)


def _moved(entry):
    """`%{` begins at its percent sign in 1.18."""
    return (entry[0], entry[1] - 1) if entry.__class__ is tuple and entry[0].name == 'column' else entry


def _is_negation(node):
    return node.__class__ is tuple and len(node) == 3 and node[0].__class__ is Atom and node[0].name in ('!', 'not')

"""What stands for itself: numbers, atoms, strings, sigils; and the interpolations inside of strings."""
from pyex.syntax import messages
from pyex.syntax.errors import ElixirSyntaxError, LiteralRefused
from pyex.syntax.parser import MATCHED, Parser, primary
from pyex.syntax.quoted import DOT, EMPTY, FROM_INTERPOLATION, two
from pyex.syntax.strings import Code
from pyex.terms.atom import FALSE, NIL, TRUE, atom, known
from pyex.terms.lists import from_python

KERNEL, TO_STRING, LIST, TO_CHARLIST = map(atom, ('Elixir.Kernel', 'to_string', 'Elixir.List', 'to_charlist'))
ERLANG, BINARY_TO_ATOM, EXISTING_ATOM, UTF8 = map(atom, ('erlang', 'binary_to_atom', 'binary_to_existing_atom', 'utf8'))
SEGMENT, BINARY, BITS, KEYWORD = map(atom, ('::', 'binary', '<<>>', 'keyword'))
DELIMITER, INDENTATION, FORMAT, TOKEN = map(atom, ('delimiter', 'indentation', 'format', 'token'))
WORDS = {'true': TRUE, 'false': FALSE, 'nil': NIL}


def literal(parser, value, token, *extra):
    """A literal: itself, or what the caller's encoder makes of it."""
    parser.kind_of, parser.access = MATCHED, True
    if parser.encoder is None:
        return value
    return encoded(parser, value, token, *extra)


def encoded(parser, value, token, *extra):
    if parser.encoder is None:
        return value
    meta = parser.meta.at(token)
    if parser.meta.tokens:
        for entry in reversed(extra):
            meta = [entry, meta]
    try:
        return parser.encoder(value, meta)
    except LiteralRefused as refused:
        raise ElixirSyntaxError(f'{refused}: literal', token[1], token[2]) from None


@primary('int', 'flt', 'char')
def number(parser, _do_ok):
    token = parser.next()
    return literal(parser, token[3], token, (TOKEN, token[4]))


@primary('true', 'false', 'nil')
def word(parser, _do_ok):
    token = parser.next()
    return literal(parser, WORDS[token[3]], token)


@primary('atom')
def plain_atom(parser, _do_ok):
    token = parser.next()
    return literal(parser, name_atom(parser, token), token)


@primary('atom_quoted')
def quoted_atom(parser, _do_ok):
    token = parser.next()
    return literal(parser, name_atom(parser, token), token, (DELIMITER, token[4]))


def name_atom(parser, token):
    """The atom a token names; an error if it must exist already and does not, or is too long."""
    name = token[3]
    if name.__class__ is bytes:
        raise parser.error(f'{messages.BAD_ATOM}invalid encoding starting at {bytes_shown(name)}', token)
    if len(name) > 255:
        raise parser.error(messages.LONG_ATOM + name, token)
    if parser.existing_atoms_only and known(name) is None:
        raise parser.error(messages.UNKNOWN_ATOM + name, token)
    return atom(name)


def bytes_shown(data):
    """The rest of some bytes from where they stop being UTF-8, as Elixir prints a binary."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        data = data[error.start:]
    return '<<' + ', '.join(map(str, data)) + '>>'


@primary('atom_interpolated')
def interpolated_atom(parser, _do_ok):
    token = parser.next()
    node = atom_call(parser, token, (DELIMITER, token[4][0]))
    parser.kind_of, parser.access = MATCHED, True
    return node


def atom_call(parser, token, entry):
    """The call that makes an atom of a string with interpolations."""
    meta = parser.meta.at(token)
    name = EXISTING_ATOM if parser.existing_atoms_only else BINARY_TO_ATOM
    text = BITS, meta, from_python(segments(parser, token[3]))
    outer = [entry, meta] if parser.meta.tokens else meta
    return (DOT, meta, two(ERLANG, name)), outer, two(text, UTF8)


def key_node(parser, token):
    """The key of `key: value`."""
    if token[0] == 'kw_identifier_quoted':
        return atom_call(parser, token, (FORMAT, KEYWORD))
    return encoded(parser, name_atom(parser, token), token, (FORMAT, KEYWORD))


Parser.key_node = key_node


@primary('bin_string', 'bin_heredoc')
def string(parser, _do_ok):
    token = parser.next()
    parts, entries = token[3], _entries(token)
    if not any(part.__class__ is Code for part in parts):
        return literal(parser, parts[0] if parts else '', token, *entries)
    node = BITS, _with(parser, token, entries), from_python(segments(parser, parts))
    parser.kind_of, parser.access = MATCHED, True
    return node


@primary('list_string', 'list_heredoc')
def charlist(parser, _do_ok):
    token = parser.next()
    parts, entries = token[3], _entries(token)
    if not any(part.__class__ is Code for part in parts):
        return literal(parser, from_python(points(parser, token, parts[0] if parts else '')), token, *entries)
    meta = parser.meta.at(token)
    items = [part if part.__class__ is not Code else interpolated(parser, part) for part in parts]
    parser.kind_of, parser.access = MATCHED, True
    return (DOT, meta, two(LIST, TO_CHARLIST)), _with(parser, token, entries), [from_python(items), EMPTY]


def points(parser, token, text):
    """The code points of a binary."""
    if text.__class__ is bytes:
        raise parser.error('invalid encoding starting at ' + bytes_shown(text), token)
    return [ord(character) for character in text]


def _entries(token):
    mark, indentation = token[4]
    if indentation is None:
        return ((DELIMITER, mark),)
    return (DELIMITER, mark), (INDENTATION, indentation)


def _with(parser, token, entries):
    meta = parser.meta.at(token)
    if parser.meta.tokens:
        for entry in reversed(entries):
            meta = [entry, meta]
    return meta


def segments(parser, parts):
    """The segments of the bitstring that a string with interpolations is."""
    out = []
    for part in parts:
        if part.__class__ is Code:
            meta = parser.meta.at((None, part.line, part.column))
            out.append((SEGMENT, meta, two(interpolated(parser, part), (BINARY, meta, NIL))))
        else:
            out.append(part)
    return out


def interpolated(parser, code):
    """The call of `Kernel.to_string` for an interpolation."""
    meta = parser.meta.at((None, code.line, code.column))
    outer = parser.meta.closed(None, (None, code.end_line, code.end_column), rest=meta)
    return (DOT, meta, two(KERNEL, TO_STRING)), [(FROM_INTERPOLATION, TRUE), outer], [inner(parser, code), EMPTY]


def inner(parser, code):
    """The quoted code of an interpolation, read by a parser of its own."""
    tokens, partners = code.tokens
    return Parser(tokens, partners, parser.meta, file=parser.file, warnings=parser.warnings,
                  existing_atoms_only=parser.existing_atoms_only, encoder=parser.encoder).program()


@primary('sigil')
def sigil(parser, _do_ok):
    token = parser.next()
    mark, indentation, parts, modifiers = token[4]
    meta = parser.meta.at(token)
    inside = meta if indentation is None else [(INDENTATION, indentation), meta]
    text = BITS, inside, from_python(segments(parser, parts) or [''])
    parser.kind_of, parser.access = MATCHED, True
    return atom('sigil_' + token[3]), [(DELIMITER, mark), meta], two(text, from_python(points(parser, token, modifiers)))


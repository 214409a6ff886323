"""Conversions between atoms, numbers and their text in `:erlang`: as binaries (`..._to_binary`) and as lists of characters."""
from math import isinf
import re

from pyex.natives.arguments import binary_bytes, charlist, codes, elements
from pyex.natives.registry import native
from pyex.runtime.exceptions import SYSTEM_LIMIT, badarg, error
from pyex.terms.atom import Atom, atom, count, known
from pyex.terms.binary import canonical
from pyex.terms.float_text import COMPACT, decimals, scientific, shortest
from pyex.terms.integer_text import digits

_LATIN1, _UTF8, _UNICODE = atom('latin1'), atom('utf8'), atom('unicode')
_ENCODINGS = {_LATIN1: 'latin-1', _UTF8: 'utf-8', _UNICODE: 'utf-8'}
_INTEGER = 'not a textual representation of an integer'
_FLOAT = 'not a textual representation of a float'
_RADIX = 'not an integer in the range 2 through 36'
_LONGEST_ATOM = 255
ATOMS = 1_048_576             # how many there may be when a program makes one of a text: they stay for ever


# Atoms

@native('erlang', 'atom_to_binary', 1)
def atom_to_binary(term):
    """The name of an atom."""
    if term.__class__ is not Atom:
        raise badarg({1: 'not an atom'})
    return term.name


@native('erlang', 'atom_to_binary', 2)
def atom_to_encoded_binary(term, encoding):
    """The name of an atom in an encoding: `:utf8`, `:unicode` or `:latin1`."""
    name = atom_to_binary(term)
    if encoding not in _ENCODINGS:
        raise badarg({2: 'is an invalid encoding option'})
    try:
        return canonical(name.encode(_ENCODINGS[encoding]))
    except UnicodeEncodeError:
        raise badarg({1: 'contains a character not expressible in latin1'}) from None


@native('erlang', 'atom_to_list', 1)
def atom_to_list(term):
    """The name of an atom as a list of characters."""
    return charlist(atom_to_binary(term))


def _name(binary, encoding=_UTF8):
    hints = {}
    if binary.__class__ is not str and binary.__class__ is not bytes:
        hints[1] = 'not a binary'
    if encoding.__class__ is not Atom or encoding not in _ENCODINGS:
        hints[2] = 'not one of the atoms: latin1, utf8, or unicode'
    if hints:
        raise badarg(hints)
    if encoding is _LATIN1:
        return binary_bytes(binary).decode('latin-1')
    if binary.__class__ is bytes:
        raise badarg({1: 'invalid UTF8 encoding'})
    return binary


def _atom(name):
    if len(name) > _LONGEST_ATOM or count() >= ATOMS and known(name) is None:
        raise error(SYSTEM_LIMIT)
    return atom(name)


def _known(name):
    found = known(name)
    if found is None:
        raise badarg({1: 'not an already existing atom'})
    return found


@native('erlang', 'binary_to_atom', 1)
def binary_to_atom(binary):
    """The atom of a name."""
    return _atom(_name(binary))


@native('erlang', 'binary_to_atom', 2)
def encoded_binary_to_atom(binary, encoding):
    """The atom of a name that is encoded as `:utf8`, `:unicode` or `:latin1`."""
    return _atom(_name(binary, encoding))


@native('erlang', 'binary_to_existing_atom', 1)
def binary_to_existing_atom(binary):
    """The atom of a name, if it exists already."""
    return _known(_name(binary))


@native('erlang', 'binary_to_existing_atom', 2)
def encoded_binary_to_existing_atom(binary, encoding):
    """The atom of a name in an encoding, if it exists already."""
    return _known(_name(binary, encoding))


@native('erlang', 'list_to_atom', 1)
def list_to_atom(cells):
    """The atom of a list of characters."""
    return _atom(codes(cells))


@native('erlang', 'list_to_existing_atom', 1)
def list_to_existing_atom(cells):
    """The atom of a list of characters, if it exists already."""
    return _known(codes(cells))


# Integers

def _integer_text(number, radix=10):
    hints = {}
    if number.__class__ is not int:
        hints[1] = 'not an integer'
    if radix.__class__ is not int or not 2 <= radix <= 36:
        hints[2] = _RADIX
    if hints:
        raise badarg(hints)
    return digits(number, radix)


@native('erlang', 'integer_to_binary', 1)
def integer_to_binary(number):
    """The decimal digits of an integer."""
    return _integer_text(number)


@native('erlang', 'integer_to_binary', 2)
def integer_to_binary_in(number, radix):
    """The digits of an integer in a base from 2 to 36, in upper case."""
    return _integer_text(number, radix)


@native('erlang', 'integer_to_list', 1)
def integer_to_list(number):
    """The decimal digits of an integer as a list of characters."""
    return charlist(_integer_text(number))


@native('erlang', 'integer_to_list', 2)
def integer_to_list_in(number, radix):
    """The digits of an integer in a base from 2 to 36, as a list of characters."""
    return charlist(_integer_text(number, radix))


def _parse_integer(text, radix):
    if radix.__class__ is not int or not 2 <= radix <= 36:
        raise badarg({2: _RADIX})
    if not text.isascii() or not text[-1:].isalnum() or text[0].isspace() or not text[1:].replace('_', '-').isalnum() and len(text) > 1:
        raise badarg({1: _INTEGER})
    try:
        return int(text, radix)
    except ValueError:
        raise badarg({1: _INTEGER}) from None


@native('erlang', 'binary_to_integer', 1)
def binary_to_integer(binary):
    """The integer that a binary writes in decimal digits."""
    return binary_to_integer_in(binary, 10)


@native('erlang', 'binary_to_integer', 2)
def binary_to_integer_in(binary, radix):
    """The integer that a binary writes in a base from 2 to 36."""
    return _parse_integer(binary_bytes(binary).decode('latin-1'), radix)


@native('erlang', 'list_to_integer', 1)
def list_to_integer(cells):
    """The integer that a list of characters writes in decimal digits."""
    return list_to_integer_in(cells, 10)


@native('erlang', 'list_to_integer', 2)
def list_to_integer_in(cells, radix):
    """The integer that a list of characters writes in a base from 2 to 36."""
    return _parse_integer(codes(cells), radix)


# Floats

_FLOAT_TEXT = re.compile(r'[+-]?[0-9]+\.[0-9]+([eE][+-]?[0-9]+)?', re.ASCII)


def _parse_float(text):
    if not _FLOAT_TEXT.fullmatch(text) or isinf(number := float(text)):
        raise badarg({1: _FLOAT})
    return number


@native('erlang', 'binary_to_float', 1)
def binary_to_float(binary):
    """The float that a binary writes, with a point in it."""
    return _parse_float(binary_bytes(binary).decode('latin-1'))


@native('erlang', 'list_to_float', 1)
def list_to_float(cells):
    """The float that a list of characters writes, with a point in it."""
    return _parse_float(codes(cells))


def _float_text(number, options):
    if number.__class__ is not float:
        raise badarg({1: 'not a float'})
    if options is not None and options.__class__ is not list:
        raise badarg({2: 'not a list'})
    style, compact = (scientific, 20), False
    for option in elements(options, 2):
        if option is COMPACT:
            compact = True
        else:
            style = _float_style(option)
    make, count = style
    return make(number, count, compact) if count is not None else make(number)


def _float_style(option):
    """(function, digits) of one option that chooses how a float is written."""
    if option is atom('short'):
        return shortest, None
    if option.__class__ is tuple and len(option) == 2 and option[1].__class__ is int:
        name, count = option
        if name is atom('decimals') and 0 <= count <= 253:
            return decimals, count
        if name is atom('scientific') and 0 <= count <= 249:
            return scientific, count
    raise badarg({2: 'invalid option in list'})


@native('erlang', 'float_to_binary', 1)
def float_to_binary(number):
    """A float with twenty digits after the point and an exponent."""
    return _float_text(number, None)


@native('erlang', 'float_to_binary', 2)
def float_to_binary_as(number, options):
    """A float as text; options: `:short`, `{:decimals, n}`, `{:scientific, n}`, `:compact`."""
    return _float_text(number, options)


@native('erlang', 'float_to_list', 1)
def float_to_list(number):
    """A float with twenty digits after the point and an exponent, as a list of characters."""
    return charlist(_float_text(number, None))


@native('erlang', 'float_to_list', 2)
def float_to_list_as(number, options):
    """A float as a list of characters; options as for `float_to_binary/2`."""
    return charlist(_float_text(number, options))

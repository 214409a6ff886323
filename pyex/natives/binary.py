"""`:binary`: searching, cutting and joining binaries. Places and lengths count bytes."""
import re

from pyex.natives.arguments import binary_bytes, elements, flatten_iodata, linked
from pyex.natives.erlang.binaries import binary_part, binary_part_pair, binary_to_list
from pyex.natives.patterns import COMPILED, alike, alternatives, finder, split
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.runtime.memory import afford
from pyex.terms.atom import Atom, atom
from pyex.terms.binary import byte_size, canonical, to_bytes

NOMATCH, GLOBAL, TRIM, TRIM_ALL, SCOPE, INSERT_REPLACED = map(
    atom, ('nomatch', 'global', 'trim', 'trim_all', 'scope', 'insert_replaced'))
BIG, LITTLE = atom('big'), atom('little')


def _patterns(pattern, position=2):
    found = alternatives(pattern, position)
    if not found or not all(found):
        raise badarg({position: 'not a valid pattern'})
    return found


@native('binary', 'compile_pattern', 1)
def compile_pattern(pattern):
    """A pattern for the functions that search; it is taken as it is."""
    found = _patterns(pattern, 1)
    return COMPILED[len(found) > 1], linked(found)


# Searching

def _scope(data, options):
    """(start, stop) of the `scope: {start, length}` option, the whole if there is none."""
    for option in elements(options, 3):
        if option.__class__ is not tuple or option[0] is not SCOPE:
            raise badarg({3: 'invalid options'})
        start, length = option[1]
        start, stop = (start, start + length) if length >= 0 else (start + length, start)
        if start < 0 or stop > len(data):
            raise badarg({3: 'specified part is not wholly inside binary'})
        return start, stop
    return 0, len(data)


def _found(subject, pattern, options):
    """The Python matches of a pattern, places in bytes."""
    data = binary_bytes(subject)
    patterns = [to_bytes(item) for item in _patterns(pattern)]
    return finder(patterns).finditer(data, *_scope(data, options))


@native('binary', 'match', 2)
def match(subject, pattern):
    """`{place, length}` of the first occurrence of a pattern, or `:nomatch`."""
    return match_within(subject, pattern, None)


@native('binary', 'match', 3)
def match_within(subject, pattern, options):
    """`{place, length}` of the first occurrence of a pattern within `scope: {start, length}`, or `:nomatch`."""
    for found in _found(subject, pattern, options):
        return found.start(), found.end() - found.start()
    return NOMATCH


@native('binary', 'matches', 2)
def matches(subject, pattern):
    """`{place, length}` of all occurrences of a pattern."""
    return matches_within(subject, pattern, None)


@native('binary', 'matches', 3)
def matches_within(subject, pattern, options):
    """`{place, length}` of all occurrences of a pattern within `scope: {start, length}`."""
    return linked([(found.start(), found.end() - found.start()) for found in _found(subject, pattern, options)])


@native('binary', 'split', 2)
def split_once(subject, pattern):
    """The two parts before and after the first occurrence of a pattern."""
    return split_with(subject, pattern, None)


@native('binary', 'split', 3)
def split_with(subject, pattern, options):
    """The parts between occurrences of a pattern; options: `:global`, `:trim`, `:trim_all`, `{:scope, {start, length}}`."""
    binary_bytes(subject)
    chosen = elements(options, 3)
    scopes = [option for option in chosen if option.__class__ is tuple]
    if any(option not in (GLOBAL, TRIM, TRIM_ALL) for option in chosen if option.__class__ is not tuple):
        raise badarg({3: 'invalid options'})
    parts = _split_scope(subject, pattern, scopes, GLOBAL in chosen) if scopes else _split(subject, pattern, GLOBAL in chosen)
    if TRIM_ALL in chosen:
        parts = [part for part in parts if part]
    elif TRIM in chosen:
        while parts and not parts[-1]:
            parts.pop()
    return linked(parts)


def _split(subject, pattern, everywhere):
    text, patterns, term = alike(subject, _patterns(pattern))
    return [term(part) for part in split(text, patterns, 0 if everywhere else 2)]


def _split_scope(subject, pattern, scopes, everywhere):
    data, parts, place = binary_bytes(subject), [], 0
    for found in _found(subject, pattern, [scopes[0], None]):
        parts.append(canonical(data[place:found.start()]))
        place = found.end()
        if not everywhere:
            break
    return parts + [canonical(data[place:])]


@native('binary', 'replace', 3)
def replace_once(subject, pattern, replacement):
    """The binary with the first occurrence of a pattern replaced."""
    return replace_with(subject, pattern, replacement, None)


@native('binary', 'replace', 4)
def replace_with(subject, pattern, replacement, options):
    """The binary with occurrences of a pattern replaced.

    Options: `:global`, `{:scope, ...}`, `{:insert_replaced, place}` (puts what was found into the replacement).
    """
    data, new = binary_bytes(subject), binary_bytes(replacement, 3)
    chosen = elements(options, 4)
    inserts = [option[1] for option in chosen if option.__class__ is tuple and option[0] is INSERT_REPLACED]
    scopes = [option for option in chosen if option.__class__ is tuple and option[0] is SCOPE]
    start, stop = _scope(data, [scopes[0], None] if scopes else None)
    patterns = [to_bytes(item) for item in _patterns(pattern)]
    made = _insertion(new, inserts)
    changed = finder(patterns).sub(made, data[start:stop], 0 if GLOBAL in chosen else 1)
    return canonical(data[:start] + changed + data[stop:])


def _insertion(new, inserts):
    """The function that makes the replacement of a Python match."""
    if not inserts:
        return lambda _: new
    places = elements(inserts[0], 4) if inserts[0].__class__ is list else [inserts[0]]
    if any(place.__class__ is not int or not 0 <= place <= len(new) for place in places):
        raise badarg({4: 'invalid options'})
    cuts = [0, *sorted(places), len(new)]
    return lambda found: found[0].join(new[a:b] for a, b in zip(cuts, cuts[1:]))


# Parts

@native('binary', 'part', 3)
def part(binary, start, length):
    """`length` bytes from `start` on."""
    return binary_part(binary, start, length)


@native('binary', 'part', 2)
def part_at(binary, place):
    """The bytes at `{start, length}`."""
    return binary_part_pair(binary, place)


@native('binary', 'at', 2)
def at(binary, place):
    """The byte at a place, counted from 0."""
    data = binary_bytes(binary)
    if place.__class__ is not int:
        raise badarg({2: 'not an integer'})
    if not 0 <= place < len(data):
        raise badarg({2: 'out of range'} if place < 0 else None)
    return data[place]


@native('binary', 'first', 1)
def first(binary):
    """The first byte."""
    data = binary_bytes(binary)
    if not data:
        raise badarg({1: 'a zero-sized binary is not allowed'})
    return data[0]


@native('binary', 'last', 1)
def last(binary):
    """The last byte."""
    data = binary_bytes(binary)
    if not data:
        raise badarg({1: 'a zero-sized binary is not allowed'})
    return data[-1]


@native('binary', 'copy', 1)
def copy(binary):
    """The same binary."""
    binary_bytes(binary)
    return binary


@native('binary', 'copy', 2)
def copy_times(binary, count):
    """The binary `count` times."""
    binary_bytes(binary)
    if count.__class__ is not int:
        raise badarg({2: 'not an integer'})
    if count < 0:
        raise badarg({2: 'out of range'})
    afford(len(binary) * count)
    return binary * count if binary.__class__ is str else canonical(binary * count)


@native('binary', 'referenced_byte_size', 1)
def referenced_byte_size(binary):
    """The size of what the binary is stored in: its own size."""
    binary_bytes(binary)
    return byte_size(binary)


@native('binary', 'bin_to_list', 1)
def bin_to_list(binary):
    """The bytes as a list."""
    return binary_to_list(binary)


@native('binary', 'bin_to_list', 2)
def bin_to_list_part(binary, place):
    """The bytes at `{start, length}` as a list."""
    return binary_to_list(binary_part_pair(binary, place))


@native('binary', 'bin_to_list', 3)
def bin_to_list_from(binary, start, length):
    """`length` bytes from `start` on as a list."""
    return binary_to_list(binary_part(binary, start, length))


@native('binary', 'list_to_bin', 1)
def list_to_bin(cells):
    """The binary of a list of bytes and binaries."""
    return canonical(flatten_iodata(cells, 'not an iodata term', binary_allowed=False))


# Numbers, common parts, base 16

def _order(endianness):
    if endianness is not BIG and endianness is not LITTLE:
        raise badarg({2: 'must be big or little'})
    return endianness.name


@native('binary', 'encode_unsigned', 1)
def encode_unsigned(number):
    """The shortest binary of a number that is not negative, its highest byte first."""
    return encode_unsigned_as(number, BIG)


@native('binary', 'encode_unsigned', 2)
def encode_unsigned_as(number, endianness):
    """The shortest binary of a number, `:big` or `:little` end first."""
    order = _order(endianness)
    if number.__class__ is not int or number < 0:
        raise badarg({1: 'not an integer' if number.__class__ is not int else 'out of range'})
    return canonical(number.to_bytes(max(1, (number.bit_length() + 7) // 8), order))


@native('binary', 'decode_unsigned', 1)
def decode_unsigned(binary):
    """The number of a binary, its highest byte first."""
    return int.from_bytes(binary_bytes(binary), 'big')


@native('binary', 'decode_unsigned', 2)
def decode_unsigned_as(binary, endianness):
    """The number of a binary, `:big` or `:little` end first."""
    return int.from_bytes(binary_bytes(binary), _order(endianness))


def _common(binaries):
    """The length of what all byte strings of a Python list begin with."""
    shortest, longest = min(binaries), max(binaries)
    for index, (a, b) in enumerate(zip(shortest, longest)):
        if a != b:
            return index
    return min(len(shortest), len(longest))


def _all_bytes(cells):
    binaries = elements(cells, 1, _FLAT)
    if not binaries:
        raise badarg({1: _FLAT})
    return [binary_bytes(item, 1, _FLAT) for item in binaries]


@native('binary', 'longest_common_prefix', 1)
def longest_common_prefix(binaries):
    """How many bytes all binaries of a list begin with."""
    return _common(_all_bytes(binaries))


@native('binary', 'longest_common_suffix', 1)
def longest_common_suffix(binaries):
    """How many bytes all binaries of a list end with."""
    return _common([data[::-1] for data in _all_bytes(binaries)])


_FLAT = 'not a flat list of binaries'
_HEX = re.compile(b'(?:[0-9a-fA-F]{2})*')


@native('binary', 'encode_hex', 1)
def encode_hex(binary):
    """Two hexadecimal digits for each byte, in upper case."""
    return binary_bytes(binary).hex().upper()


@native('binary', 'encode_hex', 2)
def encode_hex_in(binary, case):
    """Two hexadecimal digits for each byte, in `:uppercase` or `:lowercase`."""
    digits = binary_bytes(binary).hex()
    if case.__class__ is not Atom or case.name not in ('uppercase', 'lowercase'):
        raise badarg({2: 'not one of the atoms: uppercase, lowercase'})
    return digits.upper() if case.name == 'uppercase' else digits


@native('binary', 'decode_hex', 1)
def decode_hex(digits):
    """The bytes that hexadecimal digits write."""
    data = binary_bytes(digits)
    if len(data) % 2:
        raise badarg({1: 'must contain an even number of bytes'})
    if not _HEX.fullmatch(data):
        raise badarg({1: 'must only contain hex digits 0-9, A-F, and a-f'})
    return canonical(bytes.fromhex(data.decode('ascii')))

"""Bitstrings for generated code: building `<<...>>` from segments, and reading segments off one.

A segment's specification is (kind, signed, little, unit); the kinds are integer, float, binary, bitstring, utf8, utf16, utf32.
"""
import struct

from pyex.runtime.exceptions import SYSTEM_LIMIT, ElixirError, badarg
from pyex.runtime.memory import LARGE, afford
from pyex.terms.binary import ENCODINGS, Bits, bitstring, canonical, to_bytes
from pyex.terms.maps import MISSING
from pyex.terms.show import inspect

MOST_BITS = 1 << 36                     # 8 GB: what is larger would only take the machine down

_FLOATS = {16: 'e', 32: 'f', 64: 'd'}


def join(*parts):
    """The concatenation of whole binaries."""
    for part in parts:
        if part.__class__ is not str:
            return _join_bytes(parts)
    if len(parts[0]) > LARGE:
        afford(sum(map(len, parts)))
    return ''.join(parts)


def _join_bytes(parts):
    for number, part in enumerate(parts, 1):
        if part.__class__ is not str and part.__class__ is not bytes:
            raise _unfit(number, 'binary', _why_no_binary(part))
    return canonical(b''.join(map(to_bytes, parts)))


# ---- building: segments are added to one integer that holds all bits so far

class Unfit(Exception):
    """What is wrong with a segment."""


def build(*segments):
    """The bitstring of ((kind, signed, little, unit), value, size) segments."""
    bits, length = 0, 0
    for count, (spec, value, size) in enumerate(segments, 1):
        try:
            number, width = _BUILDERS[spec[0]](spec, value, size)
        except Unfit as reason:
            raise _unfit(count, 'binary' if spec[0] == 'bitstring' else spec[0], reason) from None
        if length + width > MOST_BITS:
            raise ElixirError('error', SYSTEM_LIMIT)
        bits, length = bits << width | number, length + width
    return bitstring(bits, length)


def _unfit(number, kind, reason):
    return badarg({'reason': 'construction of binary failed', 'general': f"segment {number} of type '{kind}': {reason}"})


def _expected(what, value):
    return Unfit(f'expected {what} but got: {inspect(value)}')


def _why_no_binary(value):
    if value.__class__ is Bits:
        return Unfit(f'the size of the value {inspect(value)} is not a multiple of the unit for the segment')
    return _expected('a binary', value)


def _build_integer(spec, value, size):
    if value.__class__ is not int:
        raise _expected('an integer', value)
    width = _width(8 if size is None else size, spec[3])
    number = value & (1 << width) - 1
    return (_little(number, width) if spec[2] else number), width


def _width(size, unit):
    if size.__class__ is not int or size < 0:
        raise _expected('a non-negative integer as size', size)
    if size * unit > MOST_BITS:
        raise ElixirError('error', SYSTEM_LIMIT)
    return size * unit


def _little(number, width):
    """The bytes of a number the other way round; an odd rest of bits comes last."""
    whole, odd = divmod(width, 8)
    low = (number & (1 << whole * 8) - 1).to_bytes(whole, 'little')
    return int.from_bytes(low, 'big') << odd | number >> whole * 8


def _build_float(spec, value, size):
    width = _width(64 if size is None else size, spec[3])
    if value.__class__ not in (int, float):
        raise _expected('a float or an integer', value)
    if width not in _FLOATS:
        raise _expected('one of the supported sizes 16, 32, or 64', width)
    try:
        data = struct.pack(('<' if spec[2] else '>') + _FLOATS[width], value)
    except (OverflowError, struct.error):
        raise Unfit(f'the value {inspect(value)} is outside the range expressible as a float') from None
    return int.from_bytes(data, 'big'), width


def _build_binary(spec, value, size):
    if value.__class__ not in (str, bytes, Bits):
        raise _expected('a binary', value)
    number, width = number_of(value)
    if size is None:
        if width % spec[3]:
            raise _why_no_binary(value)
        return number, width
    wanted = _width(size, spec[3])
    if wanted > width:
        raise Unfit(f'the value {inspect(value)} is shorter than the size of the segment')
    return number >> width - wanted, wanted


def number_of(binary):
    """(all bits as an integer, their count) of a bitstring."""
    if binary.__class__ is Bits:
        return int.from_bytes(binary.data, 'big') >> -binary.size % 8, binary.size
    if binary.__class__ is not str and binary.__class__ is not bytes:
        raise badarg()
    data = to_bytes(binary)
    return int.from_bytes(data, 'big'), len(data) * 8


def _build_utf(spec, value, _size):
    if value.__class__ is not int or not 0 <= value < 0x110000 or 0xD800 <= value < 0xE000:
        raise _expected(f'a non-negative integer encodable as {spec[0]}', value)
    encoding = ENCODINGS[spec[0]]
    data = chr(value).encode(encoding.replace('-be', '-le') if spec[2] else encoding)
    return int.from_bytes(data, 'big'), len(data) * 8


_BUILDERS = {'integer': _build_integer, 'float': _build_float, 'binary': _build_binary, 'bitstring': _build_binary,
             'utf8': _build_utf, 'utf16': _build_utf, 'utf32': _build_utf}


# ---- reading

class Reader:
    """A bitstring being matched; it lives only within one pattern. position counts bits."""
    __slots__ = ('text', 'data', 'size', 'position')

    def __init__(self, term):
        self.position = 0
        self.text = term if term.__class__ is str and term.isascii() else None
        if self.text is not None:
            self.data, self.size = None, len(term) * 8
        elif term.__class__ is Bits:
            self.data, self.size = term.data, term.size
        else:
            self.data = to_bytes(term)
            self.size = len(self.data) * 8

    def bytes_(self):
        if self.data is None:
            self.data = self.text.encode()
        return self.data

    def number(self, width):
        """The next `width` bits as an unsigned integer."""
        start, end = self.position, self.position + width
        self.position = end
        if start % 8 == 0 and end % 8 == 0:
            return int.from_bytes(self.bytes_()[start // 8:end // 8], 'big')
        data = self.bytes_()[start // 8:(end + 7) // 8]
        return int.from_bytes(data, 'big') >> -end % 8 & (1 << width) - 1

    def rest(self, width):
        """The next `width` bits as a bitstring."""
        start, end = self.position, self.position + width
        if start % 8 == 0 and end % 8 == 0:
            self.position = end
            if self.text is not None:
                return self.text[start // 8:end // 8]
            return canonical(self.bytes_()[start // 8:end // 8])
        return bitstring(self.number(width), width)


def open_(term):
    """A Reader of a bitstring, or None for any other term."""
    if term.__class__ is str or term.__class__ is bytes or term.__class__ is Bits:
        return Reader(term)
    return None


def read(reader, spec, size):
    """The value of the next segment, or MISSING if the bits do not have it."""
    return _READERS[spec[0]](reader, spec, size)


def _space(reader, size, unit):
    """The width in bits if that many are left, else None."""
    if size.__class__ is not int or size < 0:
        return None
    width = size * unit
    return width if reader.position + width <= reader.size else None


def _read_integer(reader, spec, size):
    width = _space(reader, 8 if size is None else size, spec[3])
    if width is None:
        return MISSING
    if width == 8 and reader.text is not None and reader.position % 8 == 0:
        number = ord(reader.text[reader.position // 8])
        reader.position += 8
    else:
        number = reader.number(width)
    if spec[2]:
        number = _big(number, width)
    return number - (1 << width) if spec[1] and width and number >> width - 1 else number


def _big(number, width):
    whole, odd = divmod(width, 8)
    high = (number >> odd).to_bytes(whole, 'big')
    return (number & (1 << odd) - 1) << whole * 8 | int.from_bytes(high, 'little')


def _read_float(reader, spec, size):
    width = _space(reader, 64 if size is None else size, spec[3])
    if width not in _FLOATS:
        return MISSING
    data = reader.number(width).to_bytes(width // 8, 'big')
    value = struct.unpack(('<' if spec[2] else '>') + _FLOATS[width], data)[0]
    return value if value - value == 0 else MISSING


def _read_binary(reader, spec, size):
    if size is None:
        width = reader.size - reader.position
        return reader.rest(width) if width % spec[3] == 0 else MISSING
    width = _space(reader, size, spec[3])
    return MISSING if width is None else reader.rest(width)


def _read_utf(reader, spec, _size):
    step = {'utf8': 8, 'utf16': 16, 'utf32': 32}[spec[0]]
    start, encoding = reader.position, ENCODINGS[spec[0]]
    if spec[2]:
        encoding = encoding.replace('-be', '-le')
    for count in range(1, 5):
        if start + step * count > reader.size:
            break
        reader.position = start
        data = reader.number(step * count).to_bytes(step * count // 8, 'big')
        try:
            return ord(data.decode(encoding))
        except (UnicodeDecodeError, TypeError):
            continue
    reader.position = start
    return MISSING


_READERS = {'integer': _read_integer, 'float': _read_float, 'binary': _read_binary, 'bitstring': _read_binary,
            'utf8': _read_utf, 'utf16': _read_utf, 'utf32': _read_utf}


def skip(reader, text):
    """Do the next bytes say `text`? They are passed over."""
    data = to_bytes(text)
    if reader.position + len(data) * 8 > reader.size:
        return False
    return reader.number(len(data) * 8) == int.from_bytes(data, 'big')


def done(reader):
    return reader.position == reader.size


def take_bytes(term, count):
    """The first bytes of a binary and what follows them, as a tuple; None if it has fewer, or is no binary."""
    if term.__class__ is str:
        first = term[:count]
        if first.isascii():
            return (*map(ord, first), term[count:]) if len(first) == count else None
        term = term.encode()
    elif term.__class__ is not bytes:
        return None
    return (*term[:count], canonical(term[count:])) if len(term) >= count else None


def after_prefix(term, prefix):
    """What follows `prefix` in a binary, or None."""
    if term.__class__ is str:
        return term[len(prefix):] if term.startswith(prefix) else None
    if term.__class__ is bytes:
        data = to_bytes(prefix)
        return canonical(term[len(data):]) if term.startswith(data) else None
    return None

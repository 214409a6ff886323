"""Binaries: `str` when the bytes are valid UTF-8, else `bytes`; a bitstring whose size is no multiple of 8 is `Bits`.

There is one representation for each value, so equality is Python's: whoever makes bytes passes them through `canonical`.
"""

ENCODINGS = {'utf8': 'utf-8', 'utf16': 'utf-16-be', 'utf32': 'utf-32-be'}


class Bits:
    """A bitstring of `size` bits, `size % 8 != 0`; the last byte is padded with zero bits on the right."""
    __slots__ = ('data', 'size')

    def __init__(self, data, size):
        self.data, self.size = data, size

    def __eq__(self, other):
        return other.__class__ is Bits and self.size == other.size and self.data == other.data

    def __hash__(self):
        return hash((self.data, self.size))

    def __repr__(self):
        return f'Bits({self.data!r}, {self.size})'


def canonical(data):
    """The binary term of some bytes."""
    try:
        return str(data, 'utf-8')
    except UnicodeDecodeError:
        return bytes(data)


def to_bytes(binary):
    """The bytes of a binary term (TypeError for anything else)."""
    if binary.__class__ is str:
        return binary.encode()
    if binary.__class__ is bytes:
        return binary
    raise TypeError('not a binary')


def is_binary(term):
    return term.__class__ is str or term.__class__ is bytes


def byte_size(binary):
    if binary.__class__ is str:
        return len(binary) if binary.isascii() else len(binary.encode())
    return len(binary)


def bitstring(number, size):
    """The bitstring of the lowest `size` bits of an integer."""
    pad = -size % 8
    data = ((number & (1 << size) - 1) << pad).to_bytes((size + pad) // 8, 'big')
    return Bits(data, size) if pad else canonical(data)

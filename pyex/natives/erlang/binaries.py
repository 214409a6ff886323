"""Binaries, bitstrings and iodata: their sizes, parts and lists in `:erlang` (`natives/binary.py` has `:binary`)."""
from pyex.natives.arguments import binary_bytes, flatten_iodata, linked
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.binary import Bits, bitstring, canonical


@native('erlang', 'byte_size', 1)
def byte_size(bits):
    """The size in bytes, rounded up."""
    if bits.__class__ is str:
        return len(bits) if bits.isascii() else len(bits.encode())
    if bits.__class__ is bytes:
        return len(bits)
    if bits.__class__ is Bits:
        return len(bits.data)
    raise badarg({1: 'not a bitstring'})


@native('erlang', 'bit_size', 1)
def bit_size(bits):
    """The size in bits."""
    if bits.__class__ is Bits:
        return bits.size
    return 8 * byte_size(bits)


@native('erlang', 'size', 1)
def size(term):
    """The number of elements of a tuple or of bytes of a binary."""
    if term.__class__ is tuple:
        return len(term)
    if term.__class__ is str or term.__class__ is bytes:
        return byte_size(term)
    raise badarg({1: 'not tuple or binary'})


@native('erlang', 'binary_part', 3)
def binary_part(binary, start, length):
    """`length` bytes from `start` on; a negative length takes those before `start`."""
    _check_part(binary, start, length)
    data = binary if binary.__class__ is str and binary.isascii() else binary_bytes(binary)
    return _part(data, start, length, {2: 'out of range'}, {3: 'out of range'})


def _check_part(binary, start, length):
    hints = {}
    if binary.__class__ is not str and binary.__class__ is not bytes:
        hints[1] = 'not a binary'
    if start.__class__ is not int:
        hints[2] = 'not an integer'
    if length.__class__ is not int:
        hints[3] = 'not an integer'
    if hints:
        raise badarg(hints)


def _part(data, start, length, no_start, no_length):
    if not 0 <= start <= len(data):
        raise badarg(no_start)
    if not 0 <= start + length <= len(data):
        raise badarg(no_length)
    if length < 0:
        start, length = start + length, -length
    part = data[start:start + length]
    return part if part.__class__ is str else canonical(part)


@native('erlang', 'binary_part', 2)
def binary_part_pair(binary, place):
    """The part of a binary at `{start, length}`."""
    if place.__class__ is not tuple or len(place) != 2 or {type(place[0]), type(place[1])} != {int}:
        raise badarg({2: 'not a valid {Pos,Length} tuple'})
    return _part(binary_bytes(binary), *place, {2: 'out of range'}, {2: 'out of range'})


@native('erlang', 'split_binary', 2)
def split_binary(binary, position):
    """`{the first position bytes, the rest}`."""
    data = binary_bytes(binary)
    if position.__class__ is not int:
        raise badarg({2: 'not an integer'})
    if not 0 <= position <= len(data):
        raise badarg({2: 'out of range'})
    return canonical(data[:position]), canonical(data[position:])


@native('erlang', 'binary_to_list', 1)
def binary_to_list(binary):
    """The bytes of a binary as a list of integers."""
    return linked(binary_bytes(binary))


@native('erlang', 'binary_to_list', 3)
def binary_to_list_part(binary, start, stop):
    """The bytes from position `start` to `stop` (counted from 1) as a list."""
    data = binary_bytes(binary)
    if start.__class__ is not int or not 1 <= start <= len(data):
        raise badarg({2: 'out of range'})
    if stop.__class__ is not int or not start <= stop <= len(data):
        raise badarg({3: 'out of range'})
    return linked(data[start - 1:stop])


@native('erlang', 'bitstring_to_list', 1)
def bitstring_to_list(bits):
    """The bytes of a bitstring as a list; bits left over come as a bitstring at its end."""
    if bits.__class__ is not Bits:
        return linked(binary_bytes(bits, 1, 'not a bitstring'))
    whole, over = divmod(bits.size, 8)
    last = bitstring(bits.data[whole] >> 8 - over, over)
    return linked(bits.data[:whole], [last, None])


@native('erlang', 'list_to_binary', 1)
def list_to_binary(cells):
    """The binary of a list of bytes, binaries and such lists."""
    return canonical(flatten_iodata(cells, 'not an iolist term', binary_allowed=False))


@native('erlang', 'iolist_to_binary', 1)
def iolist_to_binary(data):
    """The binary of iodata."""
    if data.__class__ is str or data.__class__ is bytes:
        return data
    return canonical(flatten_iodata(data, 'not an iodata term'))


@native('erlang', 'iolist_size', 1)
def iolist_size(data):
    """The number of bytes of iodata."""
    return len(flatten_iodata(data, 'not an iodata term'))


@native('erlang', 'iolist_to_iovec', 1)
def iolist_to_iovec(data):
    """The bytes of iodata as a list of one binary."""
    binary = iolist_to_binary(data)
    return [binary, None] if binary else None


@native('erlang', 'list_to_bitstring', 1)
def list_to_bitstring(cells):
    """The bitstring of a list of bytes, bitstrings and such lists."""
    if cells is not None and cells.__class__ is not list:
        raise badarg({1: 'not a bitstring list'})
    number, count, rest = 0, 0, [cells]
    while rest:
        term = rest.pop()
        if term.__class__ is list:
            rest.append(term[1])
            rest.append(term[0])
        elif term is not None:
            more, size_ = _bits_of(term)
            number, count = number << size_ | more, count + size_
    return bitstring(number, count)


def _bits_of(term):
    """(number, size) of an item of a bitstring list."""
    if term.__class__ is int and 0 <= term < 256:
        return term, 8
    if term.__class__ is Bits:
        return int.from_bytes(term.data, 'big') >> -term.size % 8, term.size
    data = binary_bytes(term, 1, 'not a bitstring list')
    return int.from_bytes(data, 'big'), 8 * len(data)

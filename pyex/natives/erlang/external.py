"""`term_to_binary` and `binary_to_term`: terms in Erlang's external format (as OTP 25 writes it)."""
import struct
import zlib

from immutables import Map

from pyex.natives.arguments import binary_bytes, elements, linked
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms import maps
from pyex.terms.atom import Atom, atom, known
from pyex.terms.binary import Bits, canonical
from pyex.terms.identity import Pid, Port, Reference, pid_of

_VERSION, _COMPRESSED = 131, 80
_NODE = b'd\x00\rnonode@nohost'
_BAD = {1: 'invalid external representation of a term'}
_SAFE, _USED = atom('safe'), atom('used')


# Writing: each function adds the bytes of a term to a bytearray. Elements wait on a stack, so nothing recurses.

def encode(term):
    """The bytes of a term."""
    out, rest = bytearray([_VERSION]), [term]
    while rest:
        term = rest.pop()
        writer = _WRITERS.get(term.__class__)
        if writer is None:
            raise badarg({1: 'a function has no external representation here'})
        writer(term, out, rest)
    return bytes(out)


def _write_integer(term, out, rest):
    if 0 <= term < 256:
        out += bytes((97, term))
    elif -1 << 31 <= term < 1 << 31:
        out += struct.pack('>Bi', 98, term)
    else:
        size = (abs(term).bit_length() + 7) // 8
        head = struct.pack('>BB', 110, size) if size < 256 else struct.pack('>BI', 111, size)
        out += head + bytes([term < 0]) + abs(term).to_bytes(size, 'little')


def _write_float(term, out, rest):
    out += struct.pack('>Bd', 70, term)


def _write_atom(term, out, rest):
    try:
        name = term.name.encode('latin-1')
        out += struct.pack('>BH', 100, len(name)) + name
    except UnicodeEncodeError:
        name = term.name.encode()
        out += struct.pack('>BH', 118, len(name)) + name


def _write_binary(term, out, rest):
    data = binary_bytes(term)
    out += struct.pack('>BI', 109, len(data)) + data


def _write_bits(term, out, rest):
    out += struct.pack('>BIB', 77, len(term.data), term.size % 8) + term.data


def _write_empty(term, out, rest):
    out.append(106)


def _write_list(term, out, rest):
    items = []
    while term.__class__ is list:
        head, term = term
        items.append(head)
    if term is None and len(items) < 1 << 16 and all(item.__class__ is int and 0 <= item < 256 for item in items):
        out += struct.pack('>BH', 107, len(items)) + bytes(items)
        return
    out += struct.pack('>BI', 108, len(items))
    rest.append(term)
    rest.extend(reversed(items))


def _write_tuple(term, out, rest):
    out += struct.pack('>BB', 104, len(term)) if len(term) < 256 else struct.pack('>BI', 105, len(term))
    rest.extend(reversed(term))


def _write_map(term, out, rest):
    out += struct.pack('>BI', 116, len(term))
    for key, value in reversed(maps.items(term)):
        rest.append(value)
        rest.append(key)


def _write_pid(term, out, rest):
    out += b'X' + _NODE + struct.pack('>III', term.number, 0, 0)


def _write_port(term, out, rest):
    out += b'Y' + _NODE + struct.pack('>II', term.number, 0)


def _write_reference(term, out, rest):
    out += b'Z\x00\x02' + _NODE + struct.pack('>III', 0, term.number >> 32, term.number & 0xffffffff)


_WRITERS = {int: _write_integer, float: _write_float, Atom: _write_atom, str: _write_binary, bytes: _write_binary, Bits: _write_bits,
            type(None): _write_empty, list: _write_list, tuple: _write_tuple, Map: _write_map, Pid: _write_pid, Port: _write_port,
            Reference: _write_reference}


# Reading

class Reader:
    """A place in the bytes of a term. safe: no new atoms. node: for pids and references, or None."""

    def __init__(self, data, safe=False, node=None):
        self.data, self.place, self.safe, self.node = data, 0, safe, node

    def take(self, count):
        part = self.data[self.place:self.place + count]
        if len(part) < count:
            raise badarg(_BAD)
        self.place += count
        return part

    def unpack(self, layout):
        values = struct.unpack('>' + layout, self.take(struct.calcsize('>' + layout)))
        return values[0] if len(values) == 1 else values

    def term(self):
        reader = _READERS.get(self.unpack('B'))
        if reader is None:
            raise badarg(_BAD)
        return reader(self)

    def atom(self, name):
        found = known(name) if self.safe else atom(name)
        if found is None:
            raise badarg(_BAD)
        return found


def _read_atom(size, codec):
    def read(reader):
        try:
            return reader.atom(str(reader.take(reader.unpack(size)), codec))
        except UnicodeDecodeError:
            raise badarg(_BAD) from None
    return read


def _read_big(size):
    def read(reader):
        count, sign = reader.unpack(size + 'B')
        number = int.from_bytes(reader.take(count), 'little')
        return -number if sign else number
    return read


def _read_list(reader):
    items = [reader.term() for _ in range(reader.unpack('I'))]
    return linked(items, reader.term())


def _read_tuple(size):
    def read(reader):
        return tuple([reader.term() for _ in range(reader.unpack(size))])
    return read


def _read_map(reader):
    return maps.from_pairs([(reader.term(), reader.term()) for _ in range(reader.unpack('I'))])


def _read_bits(reader):
    size, bits = reader.unpack('IB')
    data = reader.take(size)
    return canonical(data) if bits == 8 or not size else Bits(data, 8 * size - 8 + bits)


def _read_pid(reader):
    reader.term()
    number = reader.unpack('III')[0]
    return next((pid for pid in reader.node.processes if pid.number == number), None) or pid_of(number)


def _read_port(reader):
    reader.term()
    return Port(reader.unpack('II')[0])


def _read_reference(reader):
    count = reader.unpack('H')
    reader.term()
    words = reader.unpack('I' * (count + 1))
    return Reference(words[1] << 32 | words[-1])


_READERS = {
    97: lambda reader: reader.unpack('B'), 98: lambda reader: reader.unpack('i'), 70: lambda reader: reader.unpack('d'),
    100: _read_atom('H', 'latin-1'), 115: _read_atom('B', 'latin-1'), 118: _read_atom('H', 'utf-8'), 119: _read_atom('B', 'utf-8'),
    109: lambda reader: canonical(reader.take(reader.unpack('I'))), 77: _read_bits, 106: lambda reader: None,
    107: lambda reader: linked(reader.take(reader.unpack('H'))), 108: _read_list, 104: _read_tuple('B'), 105: _read_tuple('I'),
    116: _read_map, 110: _read_big('B'), 111: _read_big('I'), 88: _read_pid, 89: _read_port, 90: _read_reference}


def decode(data, safe=False, node=None):
    """(term, count of the bytes that it took)."""
    if data[:1] != bytes([_VERSION]):
        raise badarg(_BAD)
    body = data[1:]
    if body[:1] == bytes([_COMPRESSED]):
        try:
            body = zlib.decompress(body[5:])
        except zlib.error:
            raise badarg(_BAD) from None
    reader = Reader(body, safe, node)
    return reader.term(), reader.place + 1


@native('erlang', 'term_to_binary', 1)
def term_to_binary(term):
    """A term as a binary that `binary_to_term/1` reads."""
    return canonical(encode(term))


@native('erlang', 'term_to_binary', 2)
def term_to_binary_with(term, options):
    """A term as a binary; with the option `:compressed` a compressed one if that is shorter."""
    data = encode(term)
    for option in elements(options, 2):
        if option is atom('compressed') or option.__class__ is tuple and option[0] is atom('compressed') and option[1]:
            packed = struct.pack('>BBI', _VERSION, _COMPRESSED, len(data) - 1) + zlib.compress(data[1:])
            data = min(data, packed, key=len)
    return canonical(data)


@native('erlang', 'term_to_iovec', 1)
def term_to_iovec(term):
    """A term as a list of one binary."""
    return [term_to_binary(term), None]


@native('erlang', 'external_size', 1)
def external_size(term):
    """The size of a term's binary."""
    return len(encode(term))


@native('erlang', 'binary_to_term', 1, node=True)
def binary_to_term(node, binary):
    """The term that a binary holds."""
    return decode(binary_bytes(binary), node=node)[0]


@native('erlang', 'binary_to_term', 2, node=True)
def binary_to_term_with(node, binary, options):
    """The term that a binary holds. Options: `:safe` (makes no new atoms), `:used` (gives `{term, bytes used}`)."""
    chosen = elements(options, 2)
    term, used = decode(binary_bytes(binary), _SAFE in chosen, node)
    return (term, used) if _USED in chosen else term

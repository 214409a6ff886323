"""`erlang:phash2`, number for number: Bob Jenkins' mixing over the parts of a term.

The order of the parts, and the constants, are Erlang's; both are promised never to change. A function, reference or port hashes by
its number or name, which Erlang does otherwise.
"""
import struct
from types import FunctionType, NoneType

from immutables import Map

from pyex.terms.atom import Atom
from pyex.terms.binary import Bits, to_bytes
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.map_key import unkey

_MASK = 0xffffffff
_GOLDEN = 0x9e3779b9
_NIL_HASH, _NIL_WORD = 3468870702, 2
_TAIL, _PAIR = object(), object()               # marks on the stack: the end of a map, the end of one of its pairs


def _constant(number):
    return _GOLDEN * number & _MASK


def _mix(a, b, c):
    """Jenkins' mixing of three words; only the third is kept."""
    for first, second, third in ((13, 8, 13), (12, 16, 5), (3, 10, 15)):
        a = (a - b - c & _MASK) ^ c >> first
        b = (b - c - a & _MASK) ^ a << second & _MASK
        c = (c - a - b & _MASK) ^ b >> third
    return a, b, c


def _add(hash_, word, constant, other=0):
    return _mix(constant + word & _MASK, constant + other & _MASK, hash_)[2]


def _block(data, initial):
    """The hash of bytes."""
    a = b = _GOLDEN
    c, whole = initial, len(data) // 12 * 12
    for x, y, z in struct.iter_unpack('<III', data[:whole]):
        a, b, c = _mix(a + x & _MASK, b + y & _MASK, c + z & _MASK)
    rest = data[whole:]
    c = c + len(data) & _MASK
    a = a + int.from_bytes(rest[:4], 'little') & _MASK
    b = b + int.from_bytes(rest[4:8], 'little') & _MASK
    c = c + (int.from_bytes(rest[8:], 'little') << 8) & _MASK
    return _mix(a, b, c)[2]


def _atom_hash(name):
    """The hash of an atom's name (P. J. Weinberger's), by characters of Latin-1 and bytes of all others."""
    hash_ = 0
    for character in name:
        for value in [ord(character)] if character < '\u0100' else character.encode():
            hash_ = (hash_ << 4) + value
            high = hash_ & 0xf0000000
            hash_ ^= high >> 24 | high
    return hash_


# One function for each class: (term, hash so far, stack of what is still to come) -> hash

def _atom(term, hash_, stack):
    value = _atom_hash(term.name)
    return value if hash_ == 0 else _add(hash_, value, _constant(3))


def _empty(term, hash_, stack):
    return _NIL_HASH if hash_ == 0 else _add(hash_, _NIL_WORD, _constant(2))


def _integer(term, hash_, stack):
    if -1 << 27 <= term < 1 << 27:
        if term < 0:
            hash_ = _add(hash_, -term, _GOLDEN)
        return _add(hash_, term & _MASK, _GOLDEN)
    constant, rest = _constant(10 if term < 0 else 11), abs(term)
    while True:
        hash_ = _add(hash_, rest & _MASK, constant, rest >> 32 & _MASK)
        rest >>= 64
        if not rest:
            return hash_


def _float(term, hash_, stack):
    low, high = struct.unpack('<II', struct.pack('<d', term + 0.0))
    return _add(hash_, high, _constant(12), low)


def _list(term, hash_, stack):
    count = word = 0
    while term.__class__ is list and term[0].__class__ is int and 0 <= term[0] < 256:
        word = (word << 8) + term[0]
        count += 1
        if count == 4:
            hash_, count, word = _add(hash_, word, _constant(4)), 0, 0
        term = term[1]
    if count:
        hash_ = _add(hash_, word, _constant(4))
    if term.__class__ is list:
        stack.append(term[1])
        stack.append(term[0])
    else:
        stack.append(term)
    return hash_


def _tuple(term, hash_, stack):
    stack.extend(reversed(term))
    return _add(hash_, len(term), _constant(9))


def _binary(term, hash_, stack):
    data, initial = to_bytes(term), _constant(13) + hash_ & _MASK
    return _block(data, initial) if data else initial


def _bits(term, hash_, stack):
    whole, over = divmod(term.size, 8)
    hash_ = _block(term.data[:whole], _constant(13) + hash_ & _MASK)
    return _add(hash_, over, _constant(15), term.data[whole] >> 8 - over)


def _pid(term, hash_, stack):
    return _add(hash_, term.number, _constant(5))


def _function(term, hash_, stack):
    return _block(term.__code__.co_name.encode(), hash_)


_HASHES = {Atom: _atom, NoneType: _empty, int: _integer, float: _float, list: _list, tuple: _tuple, str: _binary, bytes: _binary,
           Bits: _bits, Pid: _pid, Port: _pid, Reference: _pid, FunctionType: _function}


def phash2(term):
    """The hash of a term, 32 bits."""
    hash_, pairs, stack = 0, 0, [term]
    while stack:
        term = stack.pop()
        if term.__class__ is Map:
            hash_ = _add(hash_, len(term), _constant(16))
            if term:
                stack += [pairs, hash_, _TAIL]
                for stored, value in term.items():
                    stack += [_PAIR, value, unkey(stored)]
                hash_ = pairs = 0
        elif term is _TAIL:
            hash_ = _add(stack.pop(), pairs, _constant(19))
            pairs = stack.pop()
        elif term is _PAIR:
            pairs, hash_ = pairs ^ hash_, 0
        else:
            hash_ = _HASHES[term.__class__](term, hash_, stack)
    return hash_

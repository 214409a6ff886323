"""Checksums and hashes of `:erlang`."""
from hashlib import md5 as md5_of
from zlib import adler32 as adler32_of
from zlib import crc32 as crc32_of

from pyex.natives.arguments import flatten_iodata
from pyex.natives.erlang.phash2 import phash2
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.binary import canonical

_IODATA = 'not an iodata term'
_RANGE = 1 << 27


@native('erlang', 'crc32', 1)
def crc32(data):
    """The CRC-32 checksum of iodata."""
    return crc32_of(flatten_iodata(data, _IODATA))


@native('erlang', 'crc32', 2)
def crc32_from(old, data):
    """The CRC-32 checksum of iodata that follows what has the checksum `old`."""
    return crc32_of(flatten_iodata(data, _IODATA), old)


@native('erlang', 'adler32', 1)
def adler32(data):
    """The Adler-32 checksum of iodata."""
    return adler32_of(flatten_iodata(data, _IODATA))


@native('erlang', 'md5', 1)
def md5(data):
    """The MD5 hash of iodata."""
    return canonical(md5_of(flatten_iodata(data, _IODATA), usedforsecurity=False).digest())


@native('erlang', 'phash2', 1)
def phash2_(term):
    """A hash of a term, from 0 to 2^27 - 1, the same on every node."""
    return phash2(term) & _RANGE - 1


@native('erlang', 'phash2', 2)
def phash2_below(term, range_):
    """A hash of a term, from 0 to `range - 1`, the same on every node."""
    if range_.__class__ is not int or not 0 < range_ <= 1 << 32:
        raise badarg({1: 'out of range' if range_.__class__ is int else 'not an integer'})
    return phash2(term) % range_

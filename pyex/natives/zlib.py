"""`:zlib`: compression of whole binaries; streams are not here."""
import zlib

from pyex.natives.arguments import flatten_iodata
from pyex.natives.registry import native
from pyex.runtime.exceptions import error
from pyex.terms.atom import atom
from pyex.terms.binary import canonical

_RAW, _ZLIB, _GZIP = -15, 15, 31                # Python's numbers for the three formats
_DATA_ERROR = atom('data_error')


def _packed(data, form):
    packer = zlib.compressobj(wbits=form)
    source = flatten_iodata(data, 'not an iodata term')
    return canonical(packer.compress(source) + packer.flush())


def _unpacked(data, form):
    try:
        return canonical(zlib.decompress(flatten_iodata(data, 'not an iodata term'), form))
    except zlib.error:
        raise error(_DATA_ERROR) from None


@native('zlib', 'gzip', 1)
def gzip(data):
    """Iodata compressed, with the header and checksum of gzip."""
    return _packed(data, _GZIP)


@native('zlib', 'gunzip', 1)
def gunzip(data):
    """What `gzip/1` compressed."""
    return _unpacked(data, _GZIP)


@native('zlib', 'compress', 1)
def compress(data):
    """Iodata compressed, with the header and checksum of zlib."""
    return _packed(data, _ZLIB)


@native('zlib', 'uncompress', 1)
def uncompress(data):
    """What `compress/1` compressed."""
    return _unpacked(data, _ZLIB)


@native('zlib', 'zip', 1)
def zip_(data):
    """Iodata compressed, without header and checksum."""
    return _packed(data, _RAW)


@native('zlib', 'unzip', 1)
def unzip(data):
    """What `zip/1` compressed."""
    return _unpacked(data, _RAW)


@native('zlib', 'crc32', 1)
def crc32(data):
    """The CRC-32 checksum of iodata."""
    return zlib.crc32(flatten_iodata(data, 'not an iodata term'))

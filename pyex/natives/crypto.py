"""`:crypto`: hashes, message authentication and random bytes. Ciphers and signatures are not here."""
import hashlib
import hmac

from pyex.natives.arguments import charlist, flatten_iodata
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg, error
from pyex.terms.atom import Atom, atom
from pyex.terms.binary import canonical

_HASHES = {'md5': 'md5', 'sha': 'sha1', 'sha224': 'sha224', 'sha256': 'sha256', 'sha384': 'sha384', 'sha512': 'sha512',
           'sha3_224': 'sha3_224', 'sha3_256': 'sha3_256', 'sha3_384': 'sha3_384', 'sha3_512': 'sha3_512', 'blake2b': 'blake2b',
           'blake2s': 'blake2s'}
_IODATA = 'not an iodata term'


def _hash_name(kind):
    if kind.__class__ is not Atom or kind.name not in _HASHES:
        raise error((atom('badarg'), (charlist('hash.c'), 108), charlist('Bad digest type')))
    return _HASHES[kind.name]


@native('crypto', 'hash', 2)
def hash_(kind, data):
    """The hash of iodata: `:md5`, `:sha`, `:sha256`, `:sha512` and their relatives."""
    return canonical(hashlib.new(_hash_name(kind), flatten_iodata(data, _IODATA)).digest())


@native('crypto', 'mac', 4)
def mac(kind, digest, key, data):
    """The authentication code of data with a key: kind `:hmac` and a hash."""
    if kind is not atom('hmac'):
        raise badarg({1: 'not a known mac algorithm'})
    made = hmac.new(flatten_iodata(key, _IODATA), flatten_iodata(data, _IODATA), _hash_name(digest))
    return canonical(made.digest())


@native('crypto', 'strong_rand_bytes', 1, node=True)
def strong_rand_bytes(node, count):
    """Random bytes, from the node's own source of randomness, so that a node with a seed repeats itself."""
    if count.__class__ is not int or count < 0:
        raise badarg({1: 'not a non-negative integer'})
    return canonical(node.random.randbytes(count))


@native('crypto', 'hash_equals', 2)
def hash_equals(left, right):
    """Whether two binaries of one size are equal, in a time that does not tell where they differ."""
    a, b = flatten_iodata(left, _IODATA), flatten_iodata(right, _IODATA)
    if len(a) != len(b):
        raise badarg()
    return atom('true' if hmac.compare_digest(a, b) else 'false')

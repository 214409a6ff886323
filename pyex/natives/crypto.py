"""`:crypto`: hashes, message authentication and random bytes. Ciphers and signatures are not here.

A hash that is made piece by piece is a term, `{kind, pieces so far, the last one first}`: Python's own hash objects are none, and an
older state must stay as it was.
"""
import hashlib
import hmac

from pyex.natives.arguments import charlist, flatten_iodata
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg, error
from pyex.terms.atom import Atom, atom
from pyex.terms.binary import canonical, to_bytes
from pyex.terms.lists import iterate

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


@native('crypto', 'hash_init', 1)
def hash_init(kind):
    """Begins a hash that is made piece by piece."""
    _hash_name(kind)
    return kind, None


@native('crypto', 'hash_update', 2)
def hash_update(state, data):
    """Adds iodata to a hash that was begun."""
    kind, pieces = _begun(state)
    return kind, [canonical(flatten_iodata(data, _IODATA)), pieces]


@native('crypto', 'hash_final', 1)
def hash_final(state):
    """The hash of all pieces."""
    kind, pieces = _begun(state)
    made = hashlib.new(_hash_name(kind))
    for piece in reversed(list(iterate(pieces))):
        made.update(to_bytes(piece))
    return canonical(made.digest())


def _begun(state):
    if state.__class__ is not tuple or len(state) != 2:
        raise badarg({1: 'not a hash state'})
    return state


@native('crypto', 'mac', 4)
def mac(kind, digest, key, data):
    """The authentication code of data with a key: kind `:hmac` and a hash."""
    if kind is not atom('hmac'):
        raise badarg({1: 'not a known mac algorithm'})
    made = hmac.new(flatten_iodata(key, _IODATA), flatten_iodata(data, _IODATA), _hash_name(digest))
    return canonical(made.digest())


@native('crypto', 'macN', 5)
def mac_cut(kind, digest, key, data, size):
    """The first bytes of `mac/4`."""
    code = to_bytes(mac(kind, digest, key, data))
    if size.__class__ is not int or not 0 < size <= len(code):
        raise badarg({5: 'bad mac length'})
    return canonical(code[:size])


@native('crypto', 'pbkdf2_hmac', 5)
def pbkdf2_hmac(digest, password, salt, rounds, size):
    """A key of some bytes, derived from a password."""
    if rounds.__class__ is not int or rounds < 1 or size.__class__ is not int or size < 1:
        raise badarg()
    made = hashlib.pbkdf2_hmac(_hash_name(digest), flatten_iodata(password, _IODATA), flatten_iodata(salt, _IODATA), rounds, size)
    return canonical(made)


@native('crypto', 'exor', 2)
def exor(left, right):
    """The bits in which two pieces of data of one size differ."""
    a, b = flatten_iodata(left, _IODATA), flatten_iodata(right, _IODATA)
    if len(a) != len(b):
        raise badarg({2: 'not of the size of the 1st argument'})
    return canonical(bytes(x ^ y for x, y in zip(a, b)))


@native('crypto', 'bytes_to_integer', 1)
def bytes_to_integer(binary):
    """The integer that bytes stand for, the largest part first."""
    return int.from_bytes(to_bytes(binary), 'big')


@native('crypto', 'mod_pow', 3)
def mod_pow(number, power, modulus):
    """The bytes of a power of a number, modulo another; each may be an integer or the bytes of one."""
    n, p, m = (part if part.__class__ is int else bytes_to_integer(part) for part in (number, power, modulus))
    result = pow(n, p, m)
    return canonical(result.to_bytes(max(1, (result.bit_length() + 7) // 8), 'big'))


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

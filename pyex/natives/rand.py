"""`:rand`: random numbers by Erlang's default algorithm, exsss (Xorshift116** on 58 bits): floats and integers up to 2^58 bit for bit.

The state is a term, `{%{type: :exsss, ...}, [s1 | s0]}`, kept in the process dictionary under `:rand_seed`. A process that was not
seeded takes its seed from the node's random numbers, so a node with a seed runs the same way every time. The names `:default`, `:exs1024s`, `:exrop`,
`:exsp` and so on are taken for exsss too: other algorithms are not here.
"""
import math

from pyex.natives.erlang.dictionary import get, put
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg, error
from pyex.terms import maps
from pyex.terms.atom import UNDEFINED, Atom, atom
from pyex.terms.binary import canonical
from pyex.terms.lists import iterate

EXSSS, SEED_KEY = atom('exsss'), atom('rand_seed')
_ALGORITHMS = {'exsss', 'default', 'exro928ss', 'exrop', 'exs1024s', 'exsp', 'exsplus', 'exs64', 'exs1024', 'mwc59'}
_HANDLER = maps.from_pairs([(atom('type'), EXSSS), (atom('bits'), 58)])
_58, _64 = (1 << 58) - 1, (1 << 64) - 1
_UNIT = 2.0 ** -53


# The algorithm

def _splitmix(x):
    x = x + 0x9e3779b97f4a7c15 & _64
    z = (x ^ x >> 30) * 0xbf58476d1ce4e5b9 & _64
    z = (z ^ z >> 27) * 0x94d049bb133111eb & _64
    return z ^ z >> 31, x


def _seed58(x):
    while True:
        z, x = _splitmix(x)
        if z & _58:
            return z & _58, x


def _seeded(numbers):
    """[s1 | s0] of one or three integers."""
    if len(numbers) == 1:
        s0, x = _seed58(numbers[0] & _64)
        return [s0, _seed58(x)[0]]
    _, x = _seed58(numbers[0] & _64)
    s0, x = _seed58(numbers[1] & _64 ^ x)
    return [s0, _seed58(numbers[2] & _64 ^ x)[0]]


def _next(state):
    """(a number of 58 bits, the next state)."""
    s1, s0 = state
    x = (s1 & _58) ^ (s1 << 24 & _58)
    following = x ^ s0 ^ x >> 11 ^ s0 >> 41
    a = s0 * 5 & _58
    rotated = (a << 7 & _58) | a >> 51
    return rotated * 9 & _58, [s0, following]


def _uniform(state):
    number, state = _next(state)
    return (number >> 5) * _UNIT, state


def _below(count, state):
    """(an integer from 0 to count - 1, the next state)."""
    if count > 1 << 58:
        return _below_big(count, state)
    while True:
        number, state = _next(state)
        if number < count:
            return number, state
        rest = number % count
        if number - rest <= (1 << 58) - count:
            return rest, state


def _below_big(count, state):
    bits = count.bit_length() if count & count - 1 else count.bit_length() - 1
    while True:
        number = 0
        for shift in range(0, bits, 58):
            part, state = _next(state)
            number = part >> 58 - min(58, bits - shift) | number << min(58, bits - shift)
        if number < count:
            return number, state


def _normal(state):
    """(a normally distributed float, the next state), by Marsaglia's polar method."""
    while True:
        x, state = _uniform(state)
        y, state = _uniform(state)
        x, y = 2 * x - 1, 2 * y - 1
        size = x * x + y * y
        if 0 < size < 1:
            return x * math.sqrt(-2 * math.log(size) / size), state


# States as terms

def _algorithm(name):
    if name.__class__ is not Atom or name.name not in _ALGORITHMS:
        raise error(atom('undef') if name.__class__ is Atom else atom('badarg'))


def _state_of(seed):
    """[s1 | s0] of a seed term: an integer, three of them, or a list of two."""
    if seed.__class__ is int:
        return _seeded([seed])
    if seed.__class__ is tuple and len(seed) == 3 and all(part.__class__ is int for part in seed):
        return _seeded(seed)
    parts = [part & _58 for part in iterate(seed) if part.__class__ is int] if seed.__class__ is list else []
    if len(parts) != 2:
        raise badarg()
    return parts


def _made(name, seed):
    _algorithm(name)
    return _HANDLER, _state_of(seed)


def _current(node):
    """The state of the running process, seeded now if it was not."""
    found = get(node, SEED_KEY)
    return found[1] if found is not UNDEFINED else _fresh(node)


def _fresh(node):
    return _seeded([node.random.getrandbits(58) for _ in range(3)])


def _keep(node, state):
    put(node, SEED_KEY, (_HANDLER, state))


def _run(node, draw):
    """The result of a function of states, the new state kept."""
    value, state = draw(_current(node))
    _keep(node, state)
    return value


# Seeds

@native('rand', 'seed', 2, node=True)
def seed(node, name, value):
    """Seed the process: an algorithm and an integer, three integers or a list of two."""
    made = _made(name, value)
    _keep(node, made[1])
    return made


@native('rand', 'seed', 1, node=True)
def seed_again(node, name_or_state):
    """Seed the process from the node's random numbers, or with a state that was exported."""
    made = _named_or_exported(node, name_or_state)
    _keep(node, made[1])
    return made


def _named_or_exported(node, term):
    if term.__class__ is tuple and len(term) == 2 and term[1].__class__ is list:
        return _HANDLER, term[1]
    _algorithm(term)
    return _HANDLER, _fresh(node)


@native('rand', 'seed_s', 2)
def seed_s(name, value):
    """A state for the functions that end in `_s`."""
    return _made(name, value)


@native('rand', 'seed_s', 1, node=True)
def seed_s_again(node, name_or_state):
    """A state from the node's random numbers, or from one that was exported."""
    return _named_or_exported(node, name_or_state)


@native('rand', 'export_seed', 0, node=True)
def export_seed(node):
    """The state of the process in a form that can be kept, or `undefined`."""
    found = get(node, SEED_KEY)
    return found if found is UNDEFINED else (EXSSS, found[1])


@native('rand', 'export_seed_s', 1)
def export_seed_s(state):
    """A state in a form that can be kept."""
    return EXSSS, state[1]


# Numbers

def _positive(count):
    if count.__class__ is not int or count < 1:
        raise error(atom('function_clause'))
    return count


@native('rand', 'uniform', 0, node=True)
def uniform(node):
    """A float from 0.0 up to but not 1.0."""
    return _run(node, _uniform)


@native('rand', 'uniform_real', 0, node=True)
def uniform_real(node):
    """A float between 0.0 and 1.0."""
    return _run(node, _uniform) or _UNIT


@native('rand', 'uniform', 1, node=True)
def uniform_to(node, count):
    """An integer from 1 to `count`."""
    _positive(count)
    return _run(node, lambda state: _below(count, state)) + 1


@native('rand', 'uniform_s', 1)
def uniform_s(state):
    """`{float, next state}`."""
    value, following = _uniform(state[1])
    return value, (state[0], following)


@native('rand', 'uniform_s', 2)
def uniform_to_s(count, state):
    """`{integer from 1 to count, next state}`."""
    value, following = _below(_positive(count), state[1])
    return value + 1, (state[0], following)


@native('rand', 'normal', 0, node=True)
def normal(node):
    """A float of the normal distribution with mean 0 and variance 1."""
    return _run(node, _normal)


@native('rand', 'normal', 2, node=True)
def normal_with(node, mean, variance):
    """A float of a normal distribution."""
    return mean + math.sqrt(variance) * _run(node, _normal)


@native('rand', 'bytes', 1, node=True)
def bytes_(node, count):
    """A binary of random bytes."""
    if count.__class__ is not int or count < 0:
        raise error(atom('function_clause'))

    def draw(state):
        out = bytearray()
        while len(out) < count:
            number, state = _next(state)
            out += (number >> 2).to_bytes(7, 'little')
        return canonical(bytes(out[:count])), state
    return _run(node, draw)

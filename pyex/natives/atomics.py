"""`:atomics`: arrays of 64-bit integers that processes share. A reference names the array; the numbers live in the node."""
from pyex.natives.arguments import elements
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import FALSE, OK, TRUE, atom
from pyex.terms.identity import Reference
from pyex.terms.maps import from_pairs

SIGNED = atom('signed')
SPAN = 1 << 64


class Array:
    """Integers from `least` to `most`, which wrap around."""
    __slots__ = ('numbers', 'least', 'most')

    def __init__(self, size, signed):
        self.numbers = [0] * size
        self.least, self.most = (-SPAN // 2, SPAN // 2 - 1) if signed else (0, SPAN - 1)

    def copy(self):
        made = Array(0, self.least < 0)
        made.numbers = list(self.numbers)
        return made

    def wrap(self, number):
        return (number - self.least) % SPAN + self.least


def make(node, size, signed=True):
    """A new array; its reference."""
    if size.__class__ is not int:
        raise badarg({1: 'not an integer'})
    if size < 1:
        raise badarg({1: 'out of range'})
    reference = node.signals.fresh()
    node.arrays[reference] = Array(size, signed)
    return reference


def find(node, reference, index=1):
    """The array of a reference, and the place of an index that counts from 1."""
    array = node.arrays.get(reference) if reference.__class__ is Reference else None
    if array is None:
        raise badarg({1: 'invalid atomics reference'})
    if index.__class__ is not int:
        raise badarg({2: 'not an integer'})
    if not 0 < index <= len(array.numbers):
        raise badarg({2: 'out of range'})
    return array, index - 1


def number(array, term, position=3):
    """An integer that the array can hold."""
    if term.__class__ is not int:
        raise badarg({position: 'not an integer'})
    if not array.least <= term <= array.most:
        raise badarg({position: 'out of range'})
    return term


def change(node, reference, index, increment):
    """Add to a number of an array; the new value."""
    array, place = find(node, reference, index)
    if increment.__class__ is not int:
        raise badarg({3: 'not an integer'})
    value = array.numbers[place] + increment
    if not array.least <= value <= array.most:
        value = array.wrap(value)
    array.numbers[place] = value
    return value


def store(node, reference, index, term):
    """Set a number of an array; the old value."""
    array, place = find(node, reference, index)
    old, array.numbers[place] = array.numbers[place], number(array, term)
    return old


@native('atomics', 'new', 2, node=True)
def new(node, size, options):
    """An array of so many integers, all 0; option `signed: false`."""
    signed = True
    for option in elements(options, 2):
        if option not in ((SIGNED, TRUE), (SIGNED, FALSE)):
            raise badarg({2: 'invalid option in list'})
        signed = option[1] is TRUE
    return make(node, size, signed)


@native('atomics', 'get', 2, node=True)
def get(node, reference, index):
    """A number of the array."""
    array, place = find(node, reference, index)
    return array.numbers[place]


@native('atomics', 'put', 3, node=True)
def put(node, reference, index, value):
    """Set a number of the array."""
    store(node, reference, index, value)
    return OK


@native('atomics', 'exchange', 3, node=True)
def exchange(node, reference, index, value):
    """Set a number of the array; the old one."""
    return store(node, reference, index, value)


@native('atomics', 'add', 3, node=True)
def add(node, reference, index, increment):
    """Add to a number of the array."""
    change(node, reference, index, increment)
    return OK


@native('atomics', 'add_get', 3, node=True)
def add_get(node, reference, index, increment):
    """Add to a number of the array; the new one."""
    return change(node, reference, index, increment)


@native('atomics', 'sub', 3, node=True)
def sub(node, reference, index, decrement):
    """Subtract from a number of the array."""
    sub_get(node, reference, index, decrement)
    return OK


@native('atomics', 'sub_get', 3, node=True)
def sub_get(node, reference, index, decrement):
    """Subtract from a number of the array; the new one."""
    if decrement.__class__ is not int:
        raise badarg({3: 'not an integer'})
    return change(node, reference, index, -decrement)


@native('atomics', 'compare_exchange', 4, node=True)
def compare_exchange(node, reference, index, expected, desired):
    """Set a number if it is the expected one: `:ok`, or the number that is there."""
    array, place = find(node, reference, index)
    if array.numbers[place] != number(array, expected):
        return array.numbers[place]
    array.numbers[place] = number(array, desired, 4)
    return OK


@native('atomics', 'info', 1, node=True)
def info(node, reference):
    """Size, limits and memory of the array."""
    array, _ = find(node, reference)
    return from_pairs([(atom('size'), len(array.numbers)), (atom('max'), array.most), (atom('min'), array.least),
                       (atom('memory'), 40 + 8 * len(array.numbers))])

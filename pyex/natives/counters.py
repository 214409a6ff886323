"""`:counters`: arrays of integers to count with; an array is `{:atomics, reference}`, as on the BEAM."""
from pyex.natives import atomics
from pyex.natives.arguments import elements
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import OK, atom
from pyex.terms.maps import from_pairs

MANY = 1_000_000_000                    # CPython compares smaller integers faster
KINDS = ATOMICS, WRITE_CONCURRENCY = atom('atomics'), atom('write_concurrency')


def _reference(counter):
    if counter.__class__ is not tuple or len(counter) != 2 or counter[0] not in KINDS:
        raise badarg({1: 'invalid counters reference' if counter.__class__ is tuple else 'invalid atomics reference'})
    return counter[1]


@native('counters', 'new', 2, node=True)
def new(node, size, options):
    """An array of so many counters, all 0; options `:atomics` and `:write_concurrency` make no difference here."""
    kind = ATOMICS
    for option in elements(options, 2):
        if option not in KINDS:
            raise badarg({2: 'invalid option in list'})
        kind = option
    return kind, atomics.make(node, size)


@native('counters', 'get', 2, node=True)
def get(node, counter, index):
    """The value of a counter."""
    array, place = atomics.find(node, _reference(counter), index)
    return array.numbers[place]


@native('counters', 'put', 3, node=True)
def put(node, counter, index, value):
    """Set a counter."""
    atomics.store(node, _reference(counter), index, value)
    return OK


@native('counters', 'add', 3, maker=True)
def make_add(node):
    """Add to a counter."""
    small = atomics.SPAN // 4
    last, numbers = None, []                # the counter that was found last, its numbers

    def find(counter):
        nonlocal last, numbers
        array, _ = atomics.find(node, _reference(counter))
        last, numbers = counter, array.numbers

    def add(counter, index, increment):
        if counter is not last:
            find(counter)
        if index.__class__ is int and increment.__class__ is int and 0 < index <= len(numbers):
            value = numbers[index - 1] + increment
            if -MANY < value < MANY or -small < value < small:
                numbers[index - 1] = value
                return OK
        atomics.change(node, counter[1], index, increment)
        return OK
    return add


@native('counters', 'sub', 3, node=True)
def sub(node, counter, index, decrement):
    """Subtract from a counter."""
    atomics.sub_get(node, _reference(counter), index, decrement)
    return OK


@native('counters', 'info', 1, node=True)
def info(node, counter):
    """Size and memory of the array."""
    described = atomics.info(node, _reference(counter))
    if counter[0] is WRITE_CONCURRENCY:
        return from_pairs([(name, described[name]) for name in (atom('memory'), atom('size'))])
    return described

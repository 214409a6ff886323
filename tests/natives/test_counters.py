"""`:counters.add` takes a short way; here it is beside the long one, that of `:atomics`."""
from hypothesis import given
from hypothesis import strategies as st

from pyex.natives import atomics, counters
from pyex.runtime.exceptions import ElixirError
from pyex.runtime.node import Node
from pyex.terms.atom import OK, atom

NUMBERS = st.integers(-5, 5) | st.integers(-2**64, 2**64) | st.just(2**62) | st.just(10**9) | st.just(1.0) | st.just(atom('a'))
STEPS = st.lists(st.tuples(st.integers(0, 2), st.integers(-1, 4) | st.just(atom('a')), NUMBERS), max_size=30)


def outcome(function, *arguments):
    try:
        function(*arguments)
    except ElixirError as error:
        return error.reason, error.hints
    return OK


@given(STEPS)
def test_add_is_what_atomics_do(steps):
    node = Node()
    add = counters.make_add(node)
    counted = [counters.new(node, 3, None) for _ in range(3)]
    references = [atomics.make(node, 3) for _ in range(3)]
    for which, index, increment in steps:
        expected = outcome(atomics.change, node, references[which], index, increment)
        assert outcome(add, counted[which], index, increment) == expected
    assert [node.arrays[counter[1]].numbers for counter in counted] == [node.arrays[reference].numbers for reference in references]


def test_what_is_no_counter():
    add = counters.make_add(Node())
    assert [outcome(add, term, 1, 1)[1] for term in (5, (atom('atomics'), 5), (1, 2))] == [
        {1: 'invalid atomics reference'}, {1: 'invalid atomics reference'}, {1: 'invalid counters reference'}]

"""Tuples: the functions of `:erlang` that build, read and change them. Positions count from 1."""
from pyex.natives.arguments import elements, linked
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg


def _check(tuple_, position, argument=2):
    """Erlang's complaint about a position and a tuple that do not go together."""
    hints = {}
    if position.__class__ is not int:
        hints[1] = 'not an integer'
    if tuple_.__class__ is not tuple:
        hints[argument] = 'not a tuple'
    return badarg(hints or {1: 'out of range'})


@native('erlang', 'element', 2)
def element(position, tuple_):
    """The element at a position, counted from 1."""
    if tuple_.__class__ is tuple and position.__class__ is int and 0 < position <= len(tuple_):
        return tuple_[position - 1]
    raise _check(tuple_, position)


@native('erlang', 'setelement', 3)
def setelement(position, tuple_, value):
    """The tuple with another element at a position."""
    if tuple_.__class__ is tuple and position.__class__ is int and 0 < position <= len(tuple_):
        return *tuple_[:position - 1], value, *tuple_[position:]
    raise _check(tuple_, position)


@native('erlang', 'insert_element', 3)
def insert_element(position, tuple_, value):
    """The tuple with a new element put in at a position."""
    if tuple_.__class__ is tuple and position.__class__ is int and 0 < position <= len(tuple_) + 1:
        return *tuple_[:position - 1], value, *tuple_[position - 1:]
    raise _check(tuple_, position)


@native('erlang', 'delete_element', 2)
def delete_element(position, tuple_):
    """The tuple without the element at a position."""
    if tuple_.__class__ is tuple and position.__class__ is int and 0 < position <= len(tuple_):
        return tuple_[:position - 1] + tuple_[position:]
    raise _check(tuple_, position)


@native('erlang', 'append_element', 2)
def append_element(tuple_, value):
    """The tuple with one more element at its end."""
    if tuple_.__class__ is not tuple:
        raise badarg({1: 'not a tuple'})
    return *tuple_, value


@native('erlang', 'tuple_size', 1)
def tuple_size(tuple_):
    """The number of elements."""
    if tuple_.__class__ is not tuple:
        raise badarg({1: 'not a tuple'})
    return len(tuple_)


@native('erlang', 'make_tuple', 2)
def make_tuple(size, value):
    """A tuple of `size` times the same value."""
    if size.__class__ is not int or size < 0 or size >= 1 << 24:
        raise badarg({1: 'out of range'})
    return (value,) * size


@native('erlang', 'make_tuple', 3)
def make_tuple_with(size, value, changes):
    """A tuple of `size` times the same value, but for the `{position, value}` pairs of a list."""
    made = list(make_tuple(size, value))
    for change in elements(changes, 3):
        if change.__class__ is not tuple or len(change) != 2 or change[0].__class__ is not int or not 0 < change[0] <= size:
            raise badarg({3: 'invalid option in list'})
        made[change[0] - 1] = change[1]
    return tuple(made)


@native('erlang', 'tuple_to_list', 1)
def tuple_to_list(tuple_):
    """The elements as a list."""
    if tuple_.__class__ is not tuple:
        raise badarg({1: 'not a tuple'})
    return linked(tuple_)


@native('erlang', 'list_to_tuple', 1)
def list_to_tuple(cells):
    """The tuple of a list's elements."""
    return tuple(elements(cells))

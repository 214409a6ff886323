"""Lists: a cell is the Python list `[head, tail]`, the empty list is `None` (so one identity test tells them apart).

Cells are never changed after they are built. Nothing here recurses: lists may be millions of cells long.
"""

EMPTY = None


def from_python(items, tail=EMPTY):
    """The Elixir list of a Python sequence (any iterable), ending in `tail`."""
    if items.__class__ is not list and items.__class__ is not tuple:
        items = list(items)
    for item in reversed(items):
        tail = [item, tail]
    return tail


def to_python(cells):
    """The Python list of a proper Elixir list. ValueError for an improper one, TypeError for anything else."""
    out = []
    append = out.append
    while cells.__class__ is list:
        head, cells = cells
        append(head)
    if cells is not EMPTY:
        raise ValueError('improper list') if out else TypeError('not a list')
    return out


def split(cells):
    """(Python list of the elements, tail): the tail is EMPTY for a proper list."""
    out = []
    while cells.__class__ is list:
        head, cells = cells
        out.append(head)
    return out, cells


def iterate(cells):
    """The elements of a list, one by one; an improper tail ends it silently."""
    while cells.__class__ is list:
        head, cells = cells
        yield head


def is_list(term):
    return term is EMPTY or term.__class__ is list

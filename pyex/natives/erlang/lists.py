"""Lists: the functions and operators of `:erlang` for them (`natives/lists.py` has those of `:lists`)."""
from pyex.natives.arguments import linked
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.map_key import key


@native('erlang', 'hd', 1)
def hd(cells):
    """The first element."""
    if cells.__class__ is not list:
        raise badarg({1: 'not a nonempty list'})
    return cells[0]


@native('erlang', 'tl', 1)
def tl(cells):
    """The list without its first element."""
    if cells.__class__ is not list:
        raise badarg({1: 'not a nonempty list'})
    return cells[1]


@native('erlang', 'length', 1)
def length(cells):
    """The number of elements of a proper list."""
    count, rest = 0, cells
    while rest.__class__ is list:
        rest = rest[1]
        count += 1
    if rest is not None:
        raise badarg({1: 'not a list'})
    return count


@native('erlang', '++', 2)
def append(left, right):
    """Both lists as one; the right side becomes the tail as it is."""
    if left is None:
        return right
    out, rest = [], left                # the parameters stay as they are: a stack trace shows them
    while rest.__class__ is list:
        head, rest = rest
        out.append(head)
    if rest is not None or not out:
        raise badarg()
    return linked(out, right)


@native('erlang', '--', 2)
def subtract(left, right):
    """The left list without the first occurrence of each element of the right one."""
    kept, unwanted = _proper(left), _counts(_proper(right))
    if not unwanted:
        return left
    out = []
    for item in kept:
        stored = key(item)
        if unwanted.get(stored):
            unwanted[stored] -= 1
        else:
            out.append(item)
    return linked(out)


def _proper(cells):
    out = []
    while cells.__class__ is list:
        head, cells = cells
        out.append(head)
    if cells is not None:
        raise badarg()
    return out


def _counts(items):
    counts = {}
    for item in items:
        stored = key(item)
        counts[stored] = counts.get(stored, 0) + 1
    return counts

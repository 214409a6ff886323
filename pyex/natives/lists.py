"""`:lists`: the functions that take no function (`stdlib/erlang/lists.ex` has the others).

Most of them read the cells into a Python list and build new cells from its end; those that may stop early walk the cells.
Elements are compared as Erlang does: `member`, `delete` and `subtract` by `=:=`, the key functions by `==`.
"""
from operator import itemgetter

from pyex.natives.arguments import clause_elements, elements, function_clause, linked
from pyex.natives.erlang.lists import append as join
from pyex.natives.erlang.lists import subtract as difference
from pyex.natives.erlang.numbers import add
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.runtime.memory import CELL, afford
from pyex.terms.atom import FALSE, TRUE, Atom, atom
from pyex.terms.order import compare, eq, same, sort, sort_by

VALUE = atom('value')
_IDENTICAL = {Atom, str, bytes}             # for a term of these classes Python's == is =:= towards any other term


# Whole lists

@native('lists', 'reverse', 1)
def reverse(cells):
    """The list from its end."""
    out, rest = None, cells
    while rest.__class__ is list:
        out = [rest[0], out]
        rest = rest[1]
    if rest is not None:
        raise function_clause()
    return out


@native('lists', 'reverse', 2)
def reverse_onto(cells, tail):
    """The list from its end, followed by `tail`."""
    out, rest = tail, cells
    while rest.__class__ is list:
        out = [rest[0], out]
        rest = rest[1]
    if rest is not None:
        raise badarg({1: 'not a list'})
    return out


@native('lists', 'append', 2)
def append(left, right):
    """Both lists as one."""
    return join(left, right)


@native('lists', 'append', 1)
def append_all(lists):
    """The lists of a list as one."""
    parts = clause_elements(lists)
    out = parts.pop() if parts else None
    for part in reversed(parts):
        out = join(part, out)
    return out


@native('lists', 'concat', 1)
def concat(things):
    """The characters of atoms, numbers and strings (lists) as one list."""
    out = None
    for thing in reversed(clause_elements(things)):
        out = join(linked([ord(c) for c in _thing_text(thing)]) if thing.__class__ in (Atom, int, float) else thing, out)
    return out


def _thing_text(thing):
    if thing.__class__ is Atom:
        return thing.name
    return str(thing) if thing.__class__ is int else f'{thing:.20e}'


@native('lists', 'flatten', 1)
def flatten(cells):
    """The list with the elements of all lists within it."""
    return flatten_onto(cells, None)


@native('lists', 'flatten', 2)
def flatten_onto(cells, tail):
    """The flattened list, followed by `tail`."""
    if cells is not None and cells.__class__ is not list:
        raise function_clause()
    out, stack = [], [cells]
    while stack:
        cells = stack.pop()
        while cells.__class__ is list:
            head, cells = cells
            if head is None:
                continue
            if head.__class__ is list:
                stack.append(cells)
                cells = head
            else:
                out.append(head)
        if cells is not None:
            raise function_clause()
    return linked(out, tail)


@native('lists', 'duplicate', 2)
def duplicate(count, term):
    """A list of `count` times the same term."""
    if count.__class__ is not int or count < 0:
        raise function_clause()
    afford(count * CELL)
    out = None
    for _ in range(count):
        out = [term, out]
    return out


@native('lists', 'seq', 2)
def seq(first, last):
    """The integers from `first` to `last`."""
    if first.__class__ is not int or last.__class__ is not int or first - 1 > last:
        raise function_clause()
    return _range(first, last, 1)


def _range(first, last, step):
    afford((last - first) // step * CELL)
    out = None
    for number in reversed(range(first, last + (1 if step > 0 else -1), step)):
        out = [number, out]
    return out


@native('lists', 'seq', 3)
def seq_by(first, last, step):
    """The integers from `first` to `last` by `step`."""
    hints = {n: 'not an integer' for n, x in ((1, first), (2, last), (3, step)) if x.__class__ is not int}
    if hints:
        raise badarg(hints)
    if step > 0 and first - step > last:
        raise badarg({3: 'not a negative increment'})
    if step < 0 and first - step < last:
        raise badarg({3: 'not a positive increment'})
    if step == 0 and first != last:
        raise badarg({3: 'not a positive increment' if first < last else 'not a negative increment'})
    return [first, None] if step == 0 else _range(first, last, step)


@native('lists', 'sum', 1)
def sum_(cells):
    """The sum of a list of numbers."""
    items = clause_elements(cells)
    if set(map(type, items)) <= {int}:
        return sum(items)
    total = 0
    for item in items:
        total = add(item, total)
    return total


@native('lists', 'max', 1)
def max_(cells):
    """The greatest element, the first one of equals."""
    return _extreme(cells, 1)


@native('lists', 'min', 1)
def min_(cells):
    """The least element, the first one of equals."""
    return _extreme(cells, -1)


def _extreme(cells, sign):
    items = clause_elements(cells)
    if not items:
        raise function_clause()
    kinds = set(map(type, items))
    if kinds == {int} or kinds == {str}:
        return max(items) if sign > 0 else min(items)
    best = items[0]
    for item in items:
        if compare(item, best) == sign:
            best = item
    return best


# Places in a list

@native('lists', 'nth', 2)
def nth(position, cells):
    """The element at a position, counted from 1."""
    if position.__class__ is not int or position < 1:
        raise function_clause()
    rest = _after(position - 1, cells)
    if rest.__class__ is not list:
        raise function_clause()
    return rest[0]


def _after(count, cells):
    """The cells after the first `count` elements, which must be there."""
    for _ in range(count):
        if cells.__class__ is not list:
            raise function_clause()
        cells = cells[1]
    return cells


@native('lists', 'nthtail', 2)
def nthtail(count, cells):
    """The list without its first `count` elements."""
    if count.__class__ is not int or count < 0:
        raise function_clause()
    rest = _after(count, cells)
    if rest is not None and rest.__class__ is not list:
        raise function_clause()
    return rest


@native('lists', 'last', 1)
def last(cells):
    """The last element."""
    if cells.__class__ is not list:
        raise function_clause()
    rest = cells
    while rest[1].__class__ is list:
        rest = rest[1]
    if rest[1] is not None:
        raise function_clause()
    return rest[0]


@native('lists', 'droplast', 1)
def droplast(cells):
    """The list without its last element."""
    items = clause_elements(cells)
    if not items:
        raise function_clause()
    items.pop()
    return linked(items)


@native('lists', 'sublist', 2)
def sublist(cells, length):
    """The first `length` elements."""
    if length.__class__ is not int or length < 0 or cells is not None and cells.__class__ is not list:
        raise function_clause()
    out = []
    while length > 0 and cells.__class__ is list:
        out.append(cells[0])
        cells = cells[1]
        length -= 1
    return linked(out)


@native('lists', 'sublist', 3)
def sublist_from(cells, start, length):
    """At most `length` elements from position `start` on, counted from 1."""
    if start.__class__ is not int or start < 1:
        raise function_clause()
    for _ in range(start - 1):
        if cells.__class__ is not list:
            break
        cells = cells[1]
    return sublist(cells, length)


@native('lists', 'split', 2)
def split(count, cells):
    """`{the first count elements, the rest}`."""
    if count.__class__ is not int or count < 0 or cells is not None and cells.__class__ is not list:
        raise badarg()
    out, rest = [], cells
    for _ in range(count):
        if rest.__class__ is not list:
            raise badarg()
        out.append(rest[0])
        rest = rest[1]
    return linked(out), rest


@native('lists', 'prefix', 2)
def prefix(start, cells):
    """Whether a list begins with another one."""
    left, right = start, cells
    while left.__class__ is list and right.__class__ is list:
        if not same(left[0], right[0]):
            return FALSE
        left, right = left[1], right[1]
    if left is None:
        return TRUE
    if left.__class__ is list and right is None:
        return FALSE
    raise function_clause()


@native('lists', 'suffix', 2)
def suffix(end, cells):
    """Whether a list ends with another one."""
    ends, items = elements(end), elements(cells, 2)
    if len(ends) > len(items):
        return FALSE
    return TRUE if all(map(same, ends, items[len(items) - len(ends):])) else FALSE


# Membership

@native('lists', 'member', 2)
def member(term, cells):
    """Whether the term is an element."""
    rest = cells
    if term.__class__ in _IDENTICAL:
        while rest.__class__ is list:
            head, rest = rest
            if head == term:
                return TRUE
    else:
        while rest.__class__ is list:
            head, rest = rest
            if same(head, term):
                return TRUE
    if rest is not None:
        raise badarg({2: 'not a list' if rest is cells else 'not a proper list'})
    return FALSE


@native('lists', 'delete', 2)
def delete(term, cells):
    """The list without the first element that is the term."""
    out, rest = [], cells
    while rest.__class__ is list:
        head, rest = rest
        if same(head, term):
            return linked(out, rest)
        out.append(head)
    if rest is not None:
        raise function_clause()
    return cells


@native('lists', 'subtract', 2)
def subtract(left, right):
    """`left -- right`."""
    return difference(left, right)


# Zips

@native('lists', 'zip', 2)
def zip_(left, right):
    """A list of the pairs of two lists of one length."""
    a, b = clause_elements(left), clause_elements(right)
    if len(a) != len(b):
        raise function_clause()
    return linked(list(zip(a, b)))


@native('lists', 'zip3', 3)
def zip3(first, second, third):
    """A list of the triples of three lists of one length."""
    a, b, c = map(clause_elements, (first, second, third))
    if not len(a) == len(b) == len(c):
        raise function_clause()
    return linked(list(zip(a, b, c)))


@native('lists', 'unzip', 1)
def unzip(pairs):
    """`{first elements, second elements}` of a list of pairs."""
    return _unzip(pairs, 2)


@native('lists', 'unzip3', 1)
def unzip3(triples):
    """Three lists of the elements of a list of triples."""
    return _unzip(triples, 3)


def _unzip(cells, size):
    items = clause_elements(cells)
    if any(item.__class__ is not tuple or len(item) != size for item in items):
        raise function_clause()
    return tuple(linked([item[i] for item in items]) for i in range(size))


# Sorting and merging

@native('lists', 'sort', 1)
def sort_(cells):
    """The list in the order of terms."""
    items = clause_elements(cells)
    sort(items)
    return linked(items)


def _unique(items, equal):
    out = items[:1]
    for item in items[1:]:
        if not equal(item, out[-1]):
            out.append(item)
    return out


@native('lists', 'usort', 1)
def usort(cells):
    """The list in the order of terms, without repeated elements."""
    items = clause_elements(cells)
    sort(items)
    return linked(_unique(items, eq))


@native('lists', 'merge', 2)
def merge(left, right):
    """One sorted list of two sorted lists."""
    items = clause_elements(left) + clause_elements(right)
    sort(items)
    return linked(items)


@native('lists', 'merge', 1)
def merge_all(lists):
    """One sorted list of a list of sorted lists."""
    items = [item for part in clause_elements(lists) for item in clause_elements(part)]
    sort(items)
    return linked(items)


@native('lists', 'umerge', 2)
def umerge(left, right):
    """One sorted list of two sorted lists, without repeated elements."""
    items = clause_elements(left) + clause_elements(right)
    sort(items)
    return linked(_unique(items, eq))


@native('lists', 'umerge', 1)
def umerge_all(lists):
    """One sorted list of a list of sorted lists, without repeated elements."""
    items = [item for part in clause_elements(lists) for item in clause_elements(part)]
    sort(items)
    return linked(_unique(items, eq))


# Lists of tuples, looked up by the element at a position

def _place(position, argument=2):
    if position.__class__ is not int or position < 1:
        raise badarg({argument: 'not an integer' if position.__class__ is not int else 'out of range'})
    return position - 1


def _first(term, index, tuples):
    """The first tuple whose element at `index` equals `term`, or None. An atom, as in most of such lists, equals only itself."""
    cells, is_atom = tuples, term.__class__ is Atom
    while cells.__class__ is list:
        head, cells = cells
        if head.__class__ is tuple and len(head) > index and ((x := head[index]) is term or not is_atom and eq(x, term)):
            return head
    if cells is not None:
        raise badarg({3: 'not a list' if cells is tuples else 'not a proper list'})
    return None


def _find(term, index, cells):
    """(elements before, the first tuple whose element at `index` equals `term` or None, cells after)."""
    before = []
    while cells.__class__ is list:
        head, cells = cells
        if head.__class__ is tuple and len(head) > index and ((x := head[index]) is term or eq(x, term)):
            return before, head, cells
        before.append(head)
    if cells is not None:
        raise badarg({3: 'not a list' if not before else 'not a proper list'})
    return before, None, None


@native('lists', 'keyfind', 3)
def keyfind(term, position, tuples):
    """The first tuple with `term` at a position, or `false`."""
    found = _first(term, _place(position), tuples)
    return FALSE if found is None else found


@native('lists', 'keymember', 3)
def keymember(term, position, tuples):
    """Whether a tuple has `term` at a position."""
    return FALSE if _first(term, _place(position), tuples) is None else TRUE


@native('lists', 'keysearch', 3)
def keysearch(term, position, tuples):
    """`{:value, tuple}` of the first tuple with `term` at a position, or `false`."""
    found = _first(term, _place(position), tuples)
    return FALSE if found is None else (VALUE, found)


def _clause_place(position):
    if position.__class__ is not int or position < 1:
        raise function_clause()
    return position - 1


def _clause_find(term, position, cells):
    index = _clause_place(position)
    if cells is not None and cells.__class__ is not list:
        raise function_clause()
    return _find(term, index, cells)


@native('lists', 'keydelete', 3)
def keydelete(term, position, tuples):
    """The list without the first tuple that has `term` at a position."""
    before, found, after = _clause_find(term, position, tuples)
    return tuples if found is None else linked(before, after)


@native('lists', 'keyreplace', 4)
def keyreplace(term, position, tuples, new):
    """The list with the first tuple that has `term` at a position replaced."""
    before, found, after = _clause_find(term, position, tuples)
    if new.__class__ is not tuple:
        raise function_clause()
    return tuples if found is None else linked(before, [new, after])


@native('lists', 'keystore', 4)
def keystore(term, position, tuples, new):
    """The list with the first tuple that has `term` at a position replaced, or with the new one at its end."""
    before, found, after = _clause_find(term, position, tuples)
    if new.__class__ is not tuple:
        raise function_clause()
    return linked(before, [new, after])


@native('lists', 'keytake', 3)
def keytake(term, position, tuples):
    """`{:value, tuple, rest}` of the first tuple with `term` at a position, or `false`."""
    before, found, after = _clause_find(term, position, tuples)
    return FALSE if found is None else (VALUE, found, linked(before, after))


def _tuples_with(position, cells):
    index = _clause_place(position)
    items = clause_elements(cells)
    for item in items if len(items) > 1 else ():
        if item.__class__ is not tuple or len(item) <= index:
            raise badarg()
    return items, itemgetter(index)


@native('lists', 'keysort', 2)
def keysort(position, tuples):
    """The tuples in the order of their elements at a position."""
    items, pick = _tuples_with(position, tuples)
    if len(items) > 1:
        sort_by(items, pick)
    return linked(items)


@native('lists', 'ukeysort', 2)
def ukeysort(position, tuples):
    """The tuples in the order of their elements at a position, the first one of equals only."""
    items, pick = _tuples_with(position, tuples)
    if len(items) > 1:
        sort_by(items, pick)
    return linked(_unique(items, lambda a, b: eq(pick(a), pick(b))))


@native('lists', 'keymerge', 3)
def keymerge(position, left, right):
    """One sorted list of two lists of tuples that are sorted by their elements at a position."""
    items, pick = _tuples_with(position, join(left, right))
    sort_by(items, pick)
    return linked(items)

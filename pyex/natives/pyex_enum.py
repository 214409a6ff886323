"""`:pyex_enum`: the work of `Enum`, `List` and `Range` that calls no function back.

Lists come and go as cells. Those natives that need all of a list read it into a Python list first; those that may stop
early walk the cells and leave the rest as it is. Elements are told apart as `===` does.
"""
from itertools import chain, repeat

from immutables import Map

from pyex.natives.arguments import clause_elements, function_clause, linked
from pyex.natives.erlang.numbers import add, multiply
from pyex.natives.registry import native
from pyex.runtime.exceptions import ElixirError
from pyex.runtime.memory import CELL, afford
from pyex.terms.atom import ERROR, NIL, OK, Atom, atom
from pyex.terms.binary import canonical, to_bytes
from pyex.terms.integer_text import digits
from pyex.terms.map_key import key
from pyex.terms.order import same, sort, sort_by

ERLANG = atom('erlang')
DISCARD, END, NONE = atom('discard'), atom('end'), atom('none')
PART = 1000                         # how many integers of a long range are made at once


# Ranges

@native('pyex_enum', 'range_to_list', 3)
def range_to_list(first, last, step):
    """The integers from `first` to `last` in steps of `step`."""
    tail, numbers = None, range(first, last + 1 if step > 0 else last - 1, step)
    afford((last - first) // step * CELL)
    for number in reversed(numbers):
        tail = [number, tail]
    return tail


@native('pyex_enum', 'range_part', 3)
def range_part(first, last, step):
    """`{the first integers of a range, the next one or :end}`."""
    border = first + PART * step
    if border <= last if step > 0 else border >= last:
        return range_to_list(first, border - step, step), border
    return range_to_list(first, last, step), END


# Places

@native('pyex_enum', 'fetch', 2)
def fetch(cells, index):
    """`{:ok, element}` at an index, a negative one from the end, or `:error`."""
    if index < 0:
        items = clause_elements(cells)
        return (OK, items[index]) if -index <= len(items) else ERROR
    while index and cells.__class__ is list:
        cells = cells[1]
        index -= 1
    if cells.__class__ is list:
        return OK, cells[0]
    if cells is not None:
        raise function_clause()
    return ERROR


@native('pyex_enum', 'split_at', 2)
def split_at(cells, index):
    """`{elements before the index, the rest}`, or `:none` if nothing stands there."""
    if index < 0:
        index += len(clause_elements(cells))
        if index < 0:
            return NONE
    front, rest = _cut(cells, index)
    return (linked(front), rest) if rest is not None else NONE


@native('pyex_enum', 'split', 2)
def split(cells, count):
    """`{the first elements, the rest}`."""
    front, rest = _cut(cells, count)
    return linked(front), rest


@native('pyex_enum', 'take', 2)
def take(cells, count):
    """The first elements."""
    return linked(_cut(cells, count)[0])


@native('pyex_enum', 'drop', 2)
def drop(cells, count):
    """What follows the first elements."""
    while count and cells.__class__ is list:
        cells = cells[1]
        count -= 1
    if count and cells is not None:
        raise function_clause()
    return cells


def _cut(cells, count):
    front = []
    while count and cells.__class__ is list:
        head, cells = cells
        front.append(head)
        count -= 1
    if count and cells is not None:
        raise function_clause()
    return front, cells


@native('pyex_enum', 'slice', 3)
def slice_(cells, start, amount):
    """`amount` elements from `start` on; a negative start is counted from the end."""
    if start < 0:
        items = clause_elements(cells)
        start += len(items)
        return linked(items[start:start + amount]) if start >= 0 else None
    return take(drop(cells, start), amount)


@native('pyex_enum', 'slide', 4)
def slide(cells, first, last, insertion):
    """Move the elements from `first` to `last` so that they begin at `insertion` (or end there, if they move down)."""
    items = clause_elements(cells)
    insertion = max(insertion, 0)
    moved = items[first:last + 1]
    if insertion <= first:
        return linked(items[:insertion] + moved + items[insertion:first] + items[last + 1:])
    return linked(items[:first] + items[last + 1:insertion + 1] + moved + items[insertion + 1:])


@native('pyex_enum', 'take_every', 2)
def take_every(cells, nth):
    """Every nth element, the first one included."""
    return linked(clause_elements(cells)[::nth])


@native('pyex_enum', 'drop_every', 2)
def drop_every(cells, nth):
    """All but every nth element, the first one included."""
    items = clause_elements(cells)
    del items[::nth]
    return linked(items)


# Folding and counting

@native('pyex_enum', 'sum', 1)
def sum_(cells):
    """The sum of the elements."""
    items = clause_elements(cells)
    if set(map(type, items)) <= {int}:
        return sum(items)
    return _folded(items, 0, add, '+')


@native('pyex_enum', 'product', 1)
def product(cells):
    """The product of the elements."""
    return _folded(clause_elements(cells), 1, multiply, '*')


def _folded(items, total, operation, sign):
    for item in items:
        try:
            total = operation(item, total)
        except ElixirError as error:
            raise ElixirError('error', error.reason, entry=(ERLANG, atom(sign), [item, total])) from None
    return total


@native('pyex_enum', 'frequencies', 1)
def frequencies(cells):
    """A map from each element to how often it occurs."""
    counts = {}
    for item in clause_elements(cells):
        stored = key(item)
        counts[stored] = counts.get(stored, 0) + 1
    return Map(counts)


@native('pyex_enum', 'group', 1)
def group(pairs):
    """A map from each key to the list of its values."""
    groups = {}
    for group_key, value in clause_elements(pairs):
        groups.setdefault(key(group_key), []).append(value)
    return Map({stored: linked(values) for stored, values in groups.items()})


# One of each

@native('pyex_enum', 'uniq', 1)
def uniq(cells):
    """The first of all elements that are the same."""
    items = clause_elements(cells)
    return _uniq_by(items, items)


@native('pyex_enum', 'uniq_by', 2)
def uniq_by(cells, keys):
    """The first of all elements that have the same key."""
    return _uniq_by(clause_elements(cells), clause_elements(keys))


def _uniq_by(items, keys):
    firsts = {}
    for item, its_key in zip(items, keys):
        firsts.setdefault(key(its_key), item)
    return linked(list(firsts.values()))


@native('pyex_enum', 'dedup_by', 2)
def dedup_by(cells, keys):
    """The first of elements in a row that have the same key."""
    return linked([chunk[0] for chunk in _runs(cells, keys)])


@native('pyex_enum', 'chunk_by', 2)
def chunk_by(cells, keys):
    """The lists of elements in a row that have the same key."""
    return linked([linked(chunk) for chunk in _runs(cells, keys)])


def _runs(cells, keys):
    runs, last = [], object()
    for item, its_key in zip(clause_elements(cells), clause_elements(keys)):
        if runs and same(its_key, last):
            runs[-1].append(item)
        else:
            runs.append([item])
        last = its_key
    return runs


@native('pyex_enum', 'chunk_every', 4)
def chunk_every(cells, count, step, leftover):
    """Lists of `count` elements, one for each `step` elements; `leftover` fills the last one, or is `:discard`."""
    items = clause_elements(cells)
    chunks = [linked(items[start:start + count]) for start in range(0, len(items) - count + 1, step)]
    start = len(chunks) * step
    if start < len(items) and leftover is not DISCARD:
        missing = count - (len(items) - start)
        chunks.append(linked(items[start:], linked(clause_elements(leftover)[:missing])))
    return linked(chunks)


# Side by side

@native('pyex_enum', 'with_index', 2)
def with_index(cells, offset):
    """Pairs of the elements and their indexes, counted from `offset`."""
    items = clause_elements(cells)
    return linked(list(zip(items, range(offset, offset + len(items)))))


@native('pyex_enum', 'zip', 2)
def zip_(left, right):
    """Pairs of the elements of two lists, as many as the shorter one has."""
    out = []
    while left.__class__ is list and right.__class__ is list:
        out.append((left[0], right[0]))
        left, right = left[1], right[1]
    if left is not None and right is not None:
        raise function_clause()
    return linked(out)


@native('pyex_enum', 'zip_lists', 1)
def zip_lists(lists):
    """Tuples of the elements of several lists, as many as the shortest one has."""
    return linked(_rows(lists))


@native('pyex_enum', 'zip_rows', 1)
def zip_rows(lists):
    """The same as lists."""
    return linked([linked(row) for row in _rows(lists)])


def _rows(lists):
    return list(zip(*map(clause_elements, clause_elements(lists))))


@native('pyex_enum', 'intersperse', 2)
def intersperse(cells, separator):
    """The elements with the separator between them."""
    items = clause_elements(cells)
    return linked(list(chain.from_iterable(zip(repeat(separator), items)))[1:])


# Order

@native('pyex_enum', 'sort_desc', 1)
def sort_desc(cells):
    """The elements from the greatest to the least; equal ones keep their order."""
    items = clause_elements(cells)
    sort(items, reverse=True)
    return linked(items)


@native('pyex_enum', 'sort_by', 2)
def sort_by_keys(cells, keys):
    """The elements in the order of their keys; equal ones keep their order."""
    return _sorted_by(cells, keys, False)


@native('pyex_enum', 'sort_by_desc', 2)
def sort_by_keys_desc(cells, keys):
    """The elements in the reversed order of their keys; equal ones keep their order."""
    return _sorted_by(cells, keys, True)


def _sorted_by(cells, keys, reverse):
    pairs = list(zip(clause_elements(keys), clause_elements(cells)))
    sort_by(pairs, _first, reverse)
    return linked([item for _, item in pairs])


def _first(pair):
    return pair[0]


# Strings

@native('pyex_enum', 'join', 2)
def join(cells, joiner):
    """Strings, integers and atoms as one string with the joiner between them; `nil` if there is anything else."""
    items = clause_elements(cells)
    kinds = set(map(type, items))
    if not kinds <= _TEXT.keys():
        return NIL
    if kinds != {str}:
        items = [_TEXT[item.__class__](item) for item in items]
    if joiner.__class__ is str and bytes not in kinds:
        return joiner.join(items)
    return canonical(to_bytes(joiner).join(map(to_bytes, items)))


def _itself(text):
    return text


def _atom_text(term):
    return '' if term is NIL else term.name


_TEXT = {str: _itself, bytes: _itself, int: digits, Atom: _atom_text}

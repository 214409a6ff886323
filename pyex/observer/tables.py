"""ETS tables and timers as rows, and terms that a person types. On the node's thread."""
from heapq import heappop, heappush
from itertools import islice

from pyex import syntax
from pyex.observer import names
from pyex.observer.model import Objects, Table, Timer, Timers
from pyex.runtime.timers import Message
from pyex.syntax.errors import ElixirSyntaxError
from pyex.terms import lists, maps
from pyex.terms.atom import Atom, alias, atom
from pyex.terms.identity import Pid

MANY = 100_000                          # objects that are searched for a text, at most
CHUNK = 50                              # of them in a step: about a millisecond


class NoTerm(Exception):
    """What was typed is no term; the text says why."""


class NotPlain(NoTerm):
    """It is an expression that must be evaluated."""


def tables(node):
    """All ETS tables, in the order they were made."""
    return tuple(_table(node, table) for table in node.ets.tables.values())


def _table(node, table):
    owner = node.processes.get(table.owner)
    return Table(table.id.number, name(table), table.kind.name, table.protection.name, table.owner.number,
                 names.title(owner) if owner else None, table.size, 2_000 + 100 * table.size, table.keypos, table.named)


def name(table):
    return names.literal(table.name.name)


def objects(node, number, first, count, wanted):
    """A generator whose value is the `Objects` of a table, None if there is none; see `objects_of`."""
    table = next((table for table in node.ets.tables.values() if table.id.number == number), None)
    if table is None:
        return None
    return (yield from objects_of(table, first, count, wanted))


def objects_of(table, first, count, wanted):
    """A generator whose value is the objects number `first` and following of those that hold a text."""
    rows, texts = table.objects(), []
    if not wanted:
        return Objects(tuple(names.short(row) for row in rows[first:first + count]), len(rows), len(rows))
    for place in range(0, min(len(rows), MANY), CHUNK):
        shown = (names.short(row, 1_000) for row in rows[place:place + CHUNK])
        texts += (text for text in shown if wanted.lower() in text.lower())
        yield
    return Objects(tuple(texts[first:first + count]), len(rows), len(texts))


def timers(node, first, wanted):
    """The timers that will fire, the next one first."""
    found = Timers((), count(node.timers))
    now, rows = node.clock.monotonic(), []
    for place, (due, timer) in enumerate(islice(_live(node.timers), first + wanted)):
        if place >= first:
            rows.append(_timer(node, due - now, timer))
    return found._replace(timers=tuple(rows))


def count(timers_):
    """How many timers run; at least, if they are very many."""
    return len(timers_.buckets) if len(timers_.buckets) > MANY else timers_.count - timers_.dead


def _live(timers_):
    """The timers that will fire, in order: (due, Process or Message)."""
    for due in _ascending(timers_.heap):
        bucket = timers_.buckets[due]
        yield from ((due, timer) for timer in dict.fromkeys(bucket[1:]) if timer.timer is bucket)


def _ascending(heap):
    """The elements of a heap in order, which stays as it is: the first few of a million cost no more than those of a hundred."""
    todo = [(heap[0], 0)] if heap else []
    while todo:
        value, place = heappop(todo)
        yield value
        for child in (2 * place + 1, 2 * place + 2):
            if child < len(heap):
                heappush(todo, (heap[child], child))


def _timer(node, left, timer):
    if timer.__class__ is Message:
        destination = timer.destination
        process = node.processes.get(destination)
        return Timer(left, 'message', destination.number if destination.__class__ is Pid else names.literal(destination.name),
                     names.short(timer.content), names.title(process) if process is not None else '')
    return Timer(left, 'receive', timer.pid.number, names.title(timer), names.title(timer))


# ---- terms that are typed -----------------------------------------------------------------------------------------------------

def term(text):
    """The term that a text stands for: a literal of Elixir, pids as `#PID<0.1.0>` left out. NoTerm if it is none."""
    try:
        return _value(syntax.parse(text))
    except ElixirSyntaxError as error:
        raise NoTerm(f'{error.args[0] if error.args else error}') from None


def _value(quoted):
    if quoted.__class__ is list or quoted is None:
        return lists.from_python([_value(part) for part in lists.to_python(quoted)])
    if quoted.__class__ is not tuple:
        return quoted
    if len(quoted) == 2:
        return _value(quoted[0]), _value(quoted[1])
    name, _, arguments = quoted
    make = MAKERS.get(name) if name.__class__ is Atom else None
    if make is not None and (arguments is None or arguments.__class__ is list):
        return make(lists.to_python(arguments))
    raise NotPlain(f'{syntax.to_source(quoted)} is no plain term: numbers, atoms, strings, lists, tuples and maps are')


def _alias(arguments):
    if not all(part.__class__ is Atom for part in arguments):
        raise NotPlain('only names of capital letters make a module name')
    return alias(*(part.name for part in arguments))


def _negative(arguments):
    value = _value(arguments[0])
    if len(arguments) != 1 or value.__class__ not in (int, float):
        raise NotPlain('only a number can be negative')
    return -value


MAKERS = {
    atom('{}'): lambda arguments: tuple(map(_value, arguments)),
    atom('%{}'): lambda arguments: maps.from_pairs(map(_value, arguments)),
    atom('__aliases__'): _alias,
    atom('-'): _negative,
}


def word(text):
    """`term`, and a bare word is an atom: `kill` as well as `:kill`."""
    return atom(text) if text.isidentifier() and text.islower() else term(text)

"""ETS: tables of tuples. Here are their contents and who owns them; what `:ets` checks and answers is in `natives/ets.py`.

A table keeps its objects in `rows`: {index: object}, or {index: [objects]} for bags. The index of a key is the key as it is
stored in maps, so that 1 and 1.0 are two; in an `ordered_set` it is the key's sort key, so that they are one. Objects of
sets and bags come in the order in which their keys were first inserted (the BEAM promises none).
"""
from bisect import bisect_left, bisect_right

from pyex.runtime import mailbox
from pyex.terms.atom import atom
from pyex.terms.identity import Reference
from pyex.terms.lists import from_python
from pyex.terms.map_key import key as map_index
from pyex.terms.order import same, sort_key

SET, ORDERED_SET, BAG, DUPLICATE_BAG = map(atom, ('set', 'ordered_set', 'bag', 'duplicate_bag'))
PUBLIC, PROTECTED, PRIVATE = map(atom, ('public', 'protected', 'private'))
TRANSFER = atom('ETS-TRANSFER')
FEW = 8                             # new keys that are inserted one by one into the order; more are sorted in


class Table:
    """A table whose keys are single (`set`), and what all tables know.

    id: Reference. name: Atom, named: whether it is known by it. keypos counts from 1. owner: Pid. heir: (Pid, data) or None.
    fixed: how many `safe_fixtable`s hold. options: {Atom: term} without an effect here. size: number of objects.
    """
    many = False

    def __init__(self, id_, name, kind):
        self.id, self.name, self.kind = id_, name, kind
        self.named, self.keypos, self.protection, self.owner, self.heir = False, 1, PROTECTED, None, None
        self.fixed, self.options = 0, {}
        self.rows, self.walk = {}, None
        self.index = map_index

    def key_of(self, object_):
        return object_[self.keypos - 1]

    @property
    def size(self):
        return len(self.rows)

    def lookup(self, key):
        """The objects with a key."""
        found = self.rows.get(self.index(key))
        return [] if found is None else [found]

    def cells(self, key):
        """`lookup`, as an Elixir list."""
        found = self.rows.get(self.index(key))
        return None if found is None else [found, None]

    def insert(self, object_):
        self.rows[self.index(object_[self.keypos - 1])] = object_

    def delete(self, key):
        self.rows.pop(self.index(key), None)

    def delete_object(self, object_):
        index = self.index(self.key_of(object_))
        found = self.rows.get(index)
        if found is not None and same(found, object_):
            self.delete(self.key_of(object_))

    def has(self, key):
        return self.index(key) in self.rows

    def clear(self):
        self.rows.clear()
        self.walk = None

    def objects(self):
        """All objects, in the order of the table."""
        return list(self.rows.values())

    # ---- first, next: over a list of the indexes that is made for the first step and serves while its keys are found in it ----

    def indexes(self):
        return list(self.rows)

    def key_at(self, index):
        return self.key_of(self.rows[index])

    def end(self, last):
        """(first key,) or the last; () of an empty table."""
        if not self.rows:
            return ()
        return self.key_at(next(reversed(self.rows) if last else iter(self.rows))),

    def step(self, key, by):
        """(the key after `key`,), or before it (by = -1); () at the end, None if there is no such key."""
        index = self.index(key)
        if index not in self.rows and not self.fixed:
            return None
        if self.walk is None or index not in self.walk[1]:
            order = self.indexes()
            self.walk = order, {found: position for position, found in enumerate(order)}
            if index not in self.walk[1]:
                return None
        order, positions = self.walk
        position = positions[index] + by
        while 0 <= position < len(order):
            if order[position] in self.rows:
                return self.key_at(order[position]),
            position += by
        return ()

    def copy(self, term):
        """Another table with the same objects, each passed through `term`."""
        made = type(self)(self.id, self.name, self.kind)
        made.named, made.keypos, made.protection = self.named, self.keypos, self.protection
        made.owner, made.heir, made.fixed, made.options = self.owner, term(self.heir), self.fixed, dict(self.options)
        for object_ in self.objects():
            made.insert(term(object_))
        return made


class OrderedTable(Table):
    """`ordered_set`: single keys in term order, `==` ones being equal."""

    def __init__(self, id_, name, kind):
        super().__init__(id_, name, kind)
        self.index = sort_key
        self.order, self.fresh = [], []         # sorted indexes; new ones that are not sorted in yet

    def insert(self, object_):
        index = sort_key(object_[self.keypos - 1])
        if index not in self.rows:
            self.fresh.append(index)
        self.rows[index] = object_

    def delete(self, key):
        index = sort_key(key)
        if self.rows.pop(index, None) is not None:
            order = self._sorted()
            del order[bisect_left(order, index)]

    def _sorted(self):
        """The indexes, sorted."""
        order, fresh = self.order, self.fresh
        if not fresh:
            return order
        if len(fresh) > FEW:
            order += fresh
            order.sort()
        else:
            for index in fresh:
                order.insert(bisect_left(order, index), index)
        fresh.clear()
        return order

    def indexes(self):
        return self._sorted()

    def objects(self):
        return [self.rows[index] for index in self._sorted()]

    def clear(self):
        super().clear()
        self.order, self.fresh = [], []

    def end(self, last):
        order = self._sorted()
        return (self.key_at(order[-1 if last else 0]),) if order else ()

    def step(self, key, by):
        order, index = self._sorted(), sort_key(key)
        position = bisect_right(order, index) if by > 0 else bisect_left(order, index) - 1
        return (self.key_at(order[position]),) if 0 <= position < len(order) else ()


class Bag(Table):
    """`bag` and `duplicate_bag`: several objects for a key, in a bag all different."""
    many = True

    def __init__(self, id_, name, kind):
        super().__init__(id_, name, kind)
        self.count = 0

    @property
    def size(self):
        return self.count

    def lookup(self, key):
        return list(self.rows.get(self.index(key), ()))

    def cells(self, key):
        return from_python(self.lookup(key))

    def insert(self, object_):
        found = self.rows.setdefault(self.index(object_[self.keypos - 1]), [])
        if self.kind is DUPLICATE_BAG or not any(same(object_, other) for other in found):
            found.append(object_)
            self.count += 1

    def delete(self, key):
        self.count -= len(self.rows.pop(self.index(key), ()))

    def delete_object(self, object_):
        index = self.index(self.key_of(object_))
        found = self.rows.get(index)
        if found is None:
            return
        kept = [other for other in found if not same(object_, other)]
        self.count -= len(found) - len(kept)
        if kept:
            self.rows[index] = kept
        else:
            del self.rows[index]

    def clear(self):
        super().clear()
        self.count = 0

    def key_at(self, index):
        return self.key_of(self.rows[index][0])

    def objects(self):
        return [object_ for found in self.rows.values() for object_ in found]


KINDS = {SET: Table, ORDERED_SET: OrderedTable, BAG: Bag, DUPLICATE_BAG: Bag}


class Tables:
    """The tables of a node. names: {Atom: Reference} of the named ones."""

    def __init__(self, node):
        self.node = node
        self.tables, self.names = {}, {}

    def new(self, name, kind):
        """A table of the running process."""
        self.node.references += 1
        table = KINDS[kind](Reference(self.node.references), name, kind)
        self.tables[table.id] = table
        self._own(self.node.current, table)
        return table

    def _own(self, process, table):
        table.owner = process.pid
        rare = process.special()
        rare.tables = rare.tables or {}
        rare.tables[table.id] = True

    def find(self, term):
        """The table of a Reference or of a name, or None."""
        return self.tables.get(term) or self.tables.get(self.names.get(term))

    def delete(self, table):
        owner = self.node.processes.get(table.owner)
        if owner is not None:
            del owner.rare.tables[table.id]
        self.forget(table)

    def forget(self, table):
        del self.tables[table.id]
        if table.named:
            del self.names[table.name]

    def give(self, table, process, data):
        """Make a process the owner, and tell it."""
        giver = table.owner
        holder = self.node.processes.get(giver)
        if holder is not None:
            del holder.rare.tables[table.id]
        self._own(process, table)
        mailbox.deliver(process, (TRANSFER, table.name if table.named else table.id, giver, data))

    def owner_died(self, process):
        """The tables of a process go to their heirs, or away."""
        for reference in process.rare.tables:
            table = self.tables[reference]
            heir = self.node.processes.get(table.heir[0]) if table.heir is not None else None
            if heir is not None:
                self.give(table, heir, table.heir[1])
            else:
                self.forget(table)
        process.rare.tables = None

    def memory(self):
        """About how many bytes the tables use."""
        return sum(2_000 + 100 * table.size for table in self.tables.values())

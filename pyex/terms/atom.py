"""Atoms: interned names, compared by identity.

The table is the only state that all nodes of one Python share; like `sys.intern` it only ever grows and its entries
never change. Module names are atoms with the prefix `Elixir.`, as on the BEAM.
"""


class Atom:
    """An atom. Never construct one: `atom(name)` gives the one there is."""
    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'atom({self.name!r})'

    def __reduce__(self):
        return _unpickled, (self.name,)

    def __copy__(self):
        return self

    def __deepcopy__(self, _memo):
        return self


class _Table(dict):
    def __missing__(self, name):
        made = self[name] = Atom(name)
        return made


_table = _Table()
atom = _table.__getitem__           # atom(name: str) -> Atom


def _interned(name):
    """What a pickled atom calls: pickling `atom` itself, a method of the table, would copy the table."""
    return _table[name]


def _unpickled(name):
    return atom(name)


def known(name):
    """The atom called `name` if it exists already, else None (`String.to_existing_atom/1`)."""
    return _table.get(name)


def count():
    """How many atoms exist."""
    return len(_table)


def alias(*parts):
    """The module atom of `Foo.Bar` from its parts: `alias('Foo', 'Bar')`."""
    return atom('.'.join(('Elixir', *parts)))


NIL, TRUE, FALSE = atom('nil'), atom('true'), atom('false')
OK, ERROR = atom('ok'), atom('error')
UNDEFINED = atom('undefined')


def boolean(condition):
    """A Python truth value as Elixir's `true` or `false`."""
    return TRUE if condition else FALSE

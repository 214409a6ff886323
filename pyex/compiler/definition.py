"""What goes into the compiler and what comes out: definitions of functions, compiled modules."""
from typing import NamedTuple

from pyex.terms.atom import Atom


class Definition(NamedTuple):
    """One function or macro of a module: all clauses of one name and arity, expanded.

    clauses: list of (meta, args, guards, body): args a Python list of patterns, guards a Python list of alternatives
    (`when a when b`), body expanded. A macro's arity and clauses do not count the caller's environment.
    """
    kind: str                   # 'def', 'defp', 'defmacro' or 'defmacrop'
    name: Atom
    arity: int
    line: int
    clauses: list
    file: str

    @property
    def compiled_name(self):
        """('MACRO-name', arity + 1) for macros, else (name, arity): what the Python function is called."""
        if self.kind in ('defmacro', 'defmacrop'):
            return f'MACRO-{self.name.name}', self.arity + 1
        return self.name.name, self.arity


class CompiledModule(NamedTuple):
    """A compiled module: its units by function name and arity. `modules.packed` makes it what a cache stores."""
    name: str                   # 'Elixir.Foo'
    file: str
    units: tuple                # of Unit data, see compiler/unit.py
    exports: tuple              # of (function name, arity), macros as 'MACRO-name'

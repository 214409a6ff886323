"""What is to be warned of in a module: every clause is looked at, each function once and before its first caller goes on.

A call of a function of the same module is compared with what its clauses' patterns take, and gives what the bodies of those give
that could match. A function that is being looked at (recursion) is unknown. What a private function's clauses are called with is
noted, to tell of clauses that no call reaches.
"""
from typing import NamedTuple

from pyex.expand.quoted import GENERATED, TRUE, get, line_of
from pyex.terms.maps import STRUCT
from pyex.types import lattice, texts
from pyex.types.expressions import Frame, guards
from pyex.types.lattice import DYNAMIC, NOTHING, either, weakened

MANY = 16           # a call that as many clauses could take has an unknown value, as in Elixir


class Finding(NamedTuple):
    line: int
    env: object
    message: str


def findings(world, builder):
    """The Findings of a module that is closed, in the order of its lines."""
    checker = Checker(world, builder)
    if all([checker.look(key) for key in (*builder.definitions, *builder.hidden)]):
        checker.note_unused()
    return sorted(checker.found, key=lambda finding: finding.line)


class Checker:
    def __init__(self, world, builder):
        self.world, self.builder = world, builder
        self.signatures = {}            # key -> [([Type of each argument], Type of the body)], None while it is being made
        self.used = {}                  # key of a private function -> the indexes of the clauses that calls reach, None for all
        self.structs = {}
        self.found = []

    def note(self, line, env, message):
        self.found.append(Finding(line, env, message))

    # -- functions ----------------------------------------------------------------------------------------------------

    def look(self, key):
        """Note what is wrong in a function; whether all of it was seen. Code that is nested too deep for Python stays unknown."""
        try:
            self.signature(key)
        except RecursionError:
            return False
        return True

    def signature(self, key):
        if key not in self.signatures:
            entry = self.builder.entry(key)
            if entry is None:
                return None
            self.signatures[key] = None
            self.signatures[key] = [self.clause(key, entry, clause) for clause in entry.clauses]
        return self.signatures[key]

    def clause(self, key, entry, clause):
        meta, args, alternatives, body = clause
        silent = get(meta, GENERATED) is TRUE or entry.default_of is not None or key in self.builder.hidden
        frame = Frame(self, entry.env, line_of(meta), silent)
        given = [frame.match(pattern, DYNAMIC, pattern, meta) or DYNAMIC for pattern in args]
        guards(frame, alternatives)
        return given, frame.of(body)

    def call(self, key, given):
        """(Type of a call's value, None) or (None, signature) if no clause could take these arguments."""
        signature = self.signature(key)
        if not signature:
            self.use_all(key)
            return DYNAMIC, None
        taken = [index for index, (row, _) in enumerate(signature)
                 if all(not lattice.disjoint(one.upper, arg.upper) for one, arg in zip(given, row))]
        if not taken:
            return None, signature
        self.use(key, taken)
        return (DYNAMIC if len(taken) > MANY else self.result(signature, taken)), None

    def result(self, signature, taken):
        out = NOTHING
        for index in taken:
            out = either(out, signature[index][1])
        return weakened(out)

    # -- private clauses ------------------------------------------------------------------------------------------------

    def use(self, key, taken):
        used = self.used.setdefault(key, set())
        if used is not None:
            used.update(taken)

    def use_all(self, key):
        self.used[key] = None

    def note_unused(self):
        for key, used in self.used.items():
            entry = self.builder.definitions.get(key)
            if used is not None and entry is not None and entry.kind == 'defp':
                for index, (meta, _, _, _) in enumerate(entry.clauses):
                    if index not in used and get(meta, GENERATED) is not TRUE:
                        self.note(line_of(meta), entry.env, texts.unused_clause(entry.kind, key[0].name, key[1]))

    # -- structs ----------------------------------------------------------------------------------------------------------

    def fields(self, module):
        """The keys of a struct without `__struct__`, None for what is none."""
        if module not in self.structs:
            self.structs[module] = self.find_fields(module)
        return self.structs[module]

    def find_fields(self, module):
        if module is self.builder.name:
            struct = self.builder.struct
        else:
            record = self.world.module(module)
            struct = record.metadata.struct if record is not None and record.metadata is not None else None
        return [key for key in struct if key is not STRUCT] if struct is not None else None

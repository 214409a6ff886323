"""A module that is being defined: what its body has said so far.

The body runs as ordinary code and calls natives (`natives/pyex_module.py`), which change the builder of their module.
"""
from pyex.compiler.definition import Definition
from pyex.terms.atom import NIL, atom
from pyex.terms.lists import to_python

MACROS = ('defmacro', 'defmacrop')
PUBLIC = ('def', 'defmacro')


class Place:
    """Where a `def` stands: its kind, its environment, and its code unless that is computed by the body."""
    __slots__ = ('kind', 'env', 'meta', 'code')

    def __init__(self, kind, env, meta, code):
        self.kind, self.env, self.meta, self.code = kind, env, meta, code


class Entry:
    """A function or macro with its clauses so far."""
    __slots__ = ('kind', 'name', 'arity', 'line', 'file', 'clauses', 'defaults', 'has_body', 'generated', 'default_of', 'header', 'env', 'context')

    def __init__(self, kind, name, arity, line, env):
        self.kind, self.name, self.arity, self.line, self.env, self.file = kind, name, arity, line, env, env.file
        self.clauses, self.defaults, self.has_body, self.generated = [], 0, False, False
        self.default_of, self.header = None, False
        self.context = None             # the module whose quote the definition comes from

    def definition(self):
        return Definition(self.kind, self.name, self.arity, self.line, self.clauses, self.file)


class Attribute:
    __slots__ = ('value', 'line', 'read', 'accumulate')

    def __init__(self, value, line, accumulate=False):
        self.value, self.line, self.read, self.accumulate = value, line, False, accumulate


class Builder:
    def __init__(self, name, env, line, tracker):
        self.name, self.env, self.line, self.file, self.tracker = name, env, line, env.file, tracker
        self.places = []
        self.definitions = {}           # (name, arity) -> Entry
        self.overridden = {}            # (name, arity) -> the Entry as it was before it was made overridable
        self.overriding = {}            # (name, arity) -> the latest hidden Entry that `super` calls
        self.hidden = {}                # (hidden name, arity) -> Entry
        self.deprecated = {}            # (name, arity) -> reason
        self.attributes = {}
        self.persisted = set()
        self.last_defined = None
        self.doc_meta = {}              # 'doc' | 'typedoc' | 'moduledoc' -> {key: value} of `@doc key: value`
        self.docs = {}                  # (kind, name, arity) -> metadata.Doc
        self.specs = []                 # (kind, quoted, line)
        self.owner = None               # the process whose body this is
        self.impls = []                 # (name, arity, kind, value, line, has defaults)
        self.calls = {}                 # caller (name, arity) -> {callee (name, arity): meta of the first call}
        self.plain_calls = set()        # (caller, callee) of calls that were no macros when they were expanded
        self.used_imports = {}          # (name, arity) -> (module, line) of imports that were called
        self.remotes = []
        self.tainted = False
        self.local_functions = {}       # key -> (shape of what it needed, function)
        self.saved_env = env            # the environment at the end of the body

    # -- places -------------------------------------------------------------------------------------------------------

    def note_place(self, kind, env, meta, code):
        self.places.append(Place(kind, env, meta, code))
        return len(self.places) - 1

    # -- definitions ----------------------------------------------------------------------------------------------------

    def macro(self, name, arity):
        """The Entry of a local macro that can be called already, or None."""
        entry = self.definitions.get((name, arity))
        return entry if entry is not None and entry.kind in MACROS and entry.clauses else None

    def public_arities(self, name):
        return [arity for (other, arity), entry in self.definitions.items() if other is name and entry.kind in PUBLIC]

    def record_call(self, caller, callee, meta, plain=True):
        self.calls.setdefault(caller, {}).setdefault(callee, meta)
        if plain:
            self.plain_calls.add((caller, callee))

    def reachable(self, start):
        """The keys of all definitions that those in `start` call, themselves included."""
        found, pending = set(start), list(start)
        while pending:
            for callee in self.calls.get(pending.pop(), ()):
                if callee not in found and (callee in self.definitions or callee in self.hidden):
                    found.add(callee)
                    pending.append(callee)
        return found

    def entry(self, key):
        return self.definitions.get(key) or self.hidden.get(key)

    # -- calling what is not finished -------------------------------------------------------------------------------------

    def local_macro(self, world, entry):
        return self._local(world, entry, entry.arity + 1)

    def local_function(self, world, entry):
        return self._local(world, entry, entry.arity)

    def _local(self, world, entry, arity):
        """A Python function for a definition, made of it and all that it calls as they are now."""
        key = entry.name, entry.arity
        needed = sorted(self.reachable([key]), key=lambda pair: (pair[0].name, pair[1]))
        shape = tuple((needed_key, len(self.entry(needed_key).clauses)) for needed_key in needed)
        known = self.local_functions.get(key)
        if known is None or known[0] != shape:
            definitions = [self.entry(needed_key).definition() for needed_key in needed]
            functions = world.link_local(self.name, [one for one in definitions if one.clauses], self.file)
            known = self.local_functions[key] = shape, functions[entry.name, arity]
        return known[1]

    # -- the struct (Kernel's defstruct leaves it in attributes) ----------------------------------------------------------

    @property
    def struct(self):
        return self.single('__struct__', None)

    @property
    def enforced(self):
        keys = self.single('enforce_keys', None)
        return tuple(to_python(keys)) if keys.__class__ is list else ()

    @property
    def fields(self):
        return self.single('__struct_info__', None)

    # -- attributes -----------------------------------------------------------------------------------------------------

    def values(self, name):
        """The values of an accumulating attribute, the oldest first."""
        found = self.attributes.get(atom(name))
        if found is None or found.value is None:
            return []
        out = []
        cell = found.value
        while cell.__class__ is list:
            out.append(cell[0])
            cell = cell[1]
        return out[::-1]

    def single(self, name, default=NIL):
        found = self.attributes.get(atom(name))
        return default if found is None else found.value

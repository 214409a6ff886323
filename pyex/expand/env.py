"""The lexical environment of a piece of code: what `__ENV__` shows.

An `Env` is never changed; `replace` gives another one. The line, the context (match, guard) and the variables change at
every step of an expansion: the expander holds them and puts them in when a macro or `__ENV__` asks for the struct.
"""
from pyex.terms.atom import NIL, alias, atom
from pyex.terms.lists import from_python as cells, to_python as items
from pyex.terms.maps import EMPTY_MAP, STRUCT

FIELDS = ('module', 'function', 'file', 'line', 'context', 'aliases', 'macro_aliases', 'requires', 'functions', 'macros',
          'context_modules', 'tracker', 'versioned_vars')

MACRO_ENV = alias('Macro', 'Env')
LINE, CONTEXT, VARS = atom('line'), atom('context'), atom('versioned_vars')
MODULE, FUNCTION, FILE = atom('module'), atom('function'), atom('file')
ALIASES, MACRO_ALIASES, REQUIRES = atom('aliases'), atom('macro_aliases'), atom('requires')
FUNCTIONS, MACROS, CONTEXT_MODULES = atom('functions'), atom('macros'), atom('context_modules')
TRACKER, TRACERS = atom('lexical_tracker'), atom('tracers')


class Import:
    """What one `import` brings: names {(name, arity)} of a module, and the same as the term in `__ENV__`."""
    __slots__ = ('module', 'names', '_term', 'index')

    def __init__(self, module, names):
        self.module, self.names, self._term, self.index = module, frozenset(names), None, None

    @property
    def term(self):
        if self._term is None:
            ordered = sorted(self.names, key=lambda pair: (pair[0].name, pair[1]))
            self._term = self.module, cells(ordered)
        return self._term


class Env:
    __slots__ = (*FIELDS, '_struct')

    def __init__(self, file='nofile', module=NIL):
        self.module, self.function, self.file, self.line, self.context = module, NIL, file, 0, NIL
        self.aliases, self.macro_aliases = {}, {}
        self.requires, self.functions, self.macros = frozenset(), (), ()
        self.context_modules, self.tracker, self.versioned_vars = (), NIL, EMPTY_MAP
        self._struct = None

    def replace(self, **changes):
        made = Env.__new__(Env)
        for field in FIELDS:
            setattr(made, field, getattr(self, field))
        for field, value in changes.items():
            setattr(made, field, value)
        made._struct = None
        return made

    def struct(self, line=None, context=None, variables=None):
        """The `%Macro.Env{}` of this environment at a line, in a context, with some variables."""
        made = self._struct
        if made is None:
            made = self._struct = _to_struct(self)
        made = made.set(LINE, self.line if line is None else line)
        if context is not None:
            made = made.set(CONTEXT, context)
        return made.set(VARS, self.versioned_vars if variables is None else variables)

    def where(self):
        """`Mod.fun/arity`, `Mod (module)` or None, as diagnostics name a place."""
        if self.module is NIL:
            return None
        name = module_text(self.module)
        if self.function is NIL:
            return f'{name} (module)'
        return f'{name}.{self.function[0].name}/{self.function[1]}'


def module_text(module):
    """A module's name as Elixir prints it."""
    name = module.name
    return name[7:] if name.startswith('Elixir.') and name != 'Elixir.' else f':{name}' if name != 'Elixir' else name


def _to_struct(env):
    with EMPTY_MAP.mutate() as draft:
        draft[STRUCT] = MACRO_ENV
        draft[MODULE], draft[FUNCTION], draft[FILE] = env.module, env.function, env.file
        draft[LINE], draft[CONTEXT], draft[VARS] = env.line, env.context, env.versioned_vars
        draft[ALIASES] = cells(list(env.aliases.items()))
        draft[MACRO_ALIASES] = cells([(name, pair) for name, pair in env.macro_aliases.items()])
        draft[REQUIRES] = cells(sorted(env.requires, key=lambda module: module.name))
        draft[FUNCTIONS] = cells([imported.term for imported in env.functions])
        draft[MACROS] = cells([imported.term for imported in env.macros])
        draft[CONTEXT_MODULES] = cells(env.context_modules)
        draft[TRACKER], draft[TRACERS] = env.tracker, None
        return draft.finish()


def from_struct(struct, known=()):
    """The Env of a `%Macro.Env{}`. Its imports are read again unless they are among `known` (tuples of Imports)."""
    env = Env(struct.get(FILE, 'nofile'), struct.get(MODULE, NIL))
    env.function, env.line = struct.get(FUNCTION, NIL), struct.get(LINE, 0)
    env.context = struct.get(CONTEXT, NIL)
    env.versioned_vars = struct.get(VARS, EMPTY_MAP)
    env.aliases = dict(items(struct.get(ALIASES)))
    env.macro_aliases = dict(items(struct.get(MACRO_ALIASES)))
    env.requires = frozenset(items(struct.get(REQUIRES)))
    env.functions = _imports(struct.get(FUNCTIONS), known)
    env.macros = _imports(struct.get(MACROS), known)
    env.context_modules = tuple(items(struct.get(CONTEXT_MODULES)))
    env.tracker = struct.get(TRACKER, NIL)
    return env


def _imports(term, known):
    return tuple([_known(pair, known) or _import(pair) for pair in items(term)])


def _known(pair, known):
    return next((imported for group in known for imported in group if imported._term is pair), None)


def _import(pair):
    made = Import(pair[0], items(pair[1]))
    made._term = pair
    return made


def is_env(term):
    return hasattr(term, 'get') and term.get(STRUCT) is MACRO_ENV

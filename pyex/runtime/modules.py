"""The module table of a node: which modules are loaded, and their functions under the names that generated code calls.

A function of module version 3 has two names in `node.globals`: `Elixir.Foo.bar/2` (the newest version, for calls from other
modules) and `Elixir.Foo.bar/2@3` (for calls from within). A name called before its module is loaded is a stub.
Where modules come from (the stdlib's files, the compiler) is not known here.
"""
from pyex.natives.registry import mfa_of
from pyex.runtime.exceptions import ElixirError
from pyex.terms.atom import Atom, atom
from pyex.terms.function import mfa

UNDEF = atom('undef')
VARIANT = '~'                   # ends the name of the waiting variant of a function (compiler/awaiting.py)


class Module:
    """A loaded module.

    functions, macros: sets of (name Atom, arity) that are exported (macros without the caller's argument).
    metadata: what else is known of it (expand/metadata.py); None for a module of natives alone.
    """
    __slots__ = ('name', 'version', 'functions', 'macros', 'metadata')

    def __init__(self, name, version, functions=(), macros=(), metadata=None):
        self.name, self.version, self.metadata = name, version, metadata
        self.functions, self.macros = set(functions), set(macros)

    @property
    def file(self):
        return 'nofile' if self.metadata is None else self.metadata.file

    def __repr__(self):
        return f'<module {self.name.name} version {self.version}>'


class Exports(dict):
    """{(module Atom, name Atom, arity): function}; what is missing is loaded, or is a function that raises `:undef`."""

    def __init__(self, modules):
        super().__init__()
        self.modules = modules

    def __missing__(self, key):
        module, name, arity = key
        if module.__class__ is not Atom or name.__class__ is not Atom:
            raise ElixirError('error', atom('badarg'), entry=(atom('erlang'), atom('apply'), 3))
        self.modules.find(module)
        found = self.get(key)
        return found or _undefined(module, name)


def _undefined(module, name):
    def undefined(*arguments):
        raise ElixirError('error', UNDEF, entry=(module, name, list(arguments)))
    return undefined


class Modules(dict):
    """{module Atom: Module}, the functions' names in the node's globals, and their versions.

    loader(module Atom): loads it (through `load` or `install`) if it knows where from. linker(compiled, version): the
    functions of a compiled module, {(name str, arity): Python function}. variant_of(function): its waiting variant. All are given by `boot`.
    """

    def __init__(self, global_names):
        super().__init__()
        self.globals = global_names
        self.exports = Exports(self)
        self.loader = self.linker = self.variant_of = None
        self.variants = set()           # the names of functions whose waiting variants have one
        self.versions = {}

    def find(self, name):
        """The module called `name`, loaded if need be, or None."""
        found = self.get(name)
        if found is None and self.loader is not None and name.__class__ is Atom:
            self.loader(name)
            found = self.get(name)
        return found

    def next_version(self, name):
        self.versions[name] = version = self.versions.get(name, 0) + 1
        return version

    def load(self, compiled, metadata):
        """Make a compiled module the newest version of its name; the Module."""
        name = atom(compiled.name)
        version = self.next_version(name)
        functions = self.linker(compiled, version)
        module = Module(name, version, metadata.functions, metadata.macros, metadata)
        self.install(module, functions, set(compiled.exports))
        return module

    def install(self, module, functions, exported):
        """Make `functions` ({(name str, arity): Python function}) callable; `exported` is the set of the public ones."""
        old = self.get(module.name)
        self[module.name] = module
        prefix = module.name.name
        for (name, arity), function in functions.items():
            if (name, arity) in exported:
                self._export(module.name, name, arity, function)
            self.name(f'{prefix}.{name}/{arity}@{module.version}', function)
        if old is not None:
            self._withdraw(module.name, exported)

    def add_natives(self, natives):
        """Make natives callable: {(module str, name str, arity): function}."""
        for (module, name, arity), function in natives.items():
            self._export(atom(module), name, arity, function)

    def replace(self, module, name, arity, version, old, new):
        """Let the names that mean the function `old` mean `new`."""
        key = atom(module), atom(name), arity
        self.name(f'{module}.{name}/{arity}@{version}', new)
        if self.exports.get(key) is old:
            self._export(key[0], name, arity, new)

    def name(self, name, function):
        """Let a global name mean a function."""
        self.globals[name] = function
        if name in self.variants:
            self.globals[name + VARIANT] = self._variant_later(name)

    def _variant_later(self, name):
        self.variants.add(name)

        def stub(*arguments):
            variant = self.globals[name + VARIANT] = self.variant_of(self.globals[name])
            return variant(*arguments)
        return stub

    def _export(self, module, name, arity, function):
        self.name(f'{module.name}.{name}/{arity}', function)
        self.exports[module, atom(name), arity] = function

    def _withdraw(self, module, exported):
        gone = [key for key in self.exports if key[0] is module and (key[1].name, key[2]) not in exported
                and mfa_of(self.exports[key].__code__) is None]
        for key in gone:
            del self.exports[key]
            self.name(f'{module.name}.{key[1].name}/{key[2]}', self._stub(*key))

    def delete(self, name):
        """Forget a module: calls to it raise `:undef` from now on. True if there was one."""
        if self.pop(name, None) is None:
            return False
        self._withdraw(name, ())
        return True

    def require_names(self, names):
        """Give every global name that generated code mentions a value: a stub where there is none yet."""
        globals_ = self.globals
        for name in names:
            if name in globals_ or '/' not in name:
                continue
            if name[-1] == VARIANT:
                globals_[name] = self._variant_later(name[:-1])
            elif '@' not in name.rpartition('/')[2]:
                module, function, arity = mfa(name)
                globals_[name] = self._stub(atom(module), atom(function), arity)

    def _stub(self, module, name, arity):
        exports = self.exports

        def stub(*arguments):
            return exports[module, name, arity](*arguments)
        return stub

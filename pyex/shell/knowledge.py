"""What can be known while a prompt stands: the names of the library, and what is in the node at that moment.

The node's thread is asked once for each look, and not waited for when it is busy.
"""
import threading

from immutables import Map

from pyex.runtime.entry import NodeDied
from pyex.shell.cursor import look
from pyex.shell.highlight import Chunks
from pyex.shell.names import ELIXIR, Names, offer_of
from pyex.terms import lists, maps
from pyex.terms.atom import Atom, atom
from pyex.terms.show import inspect

STATE, BINDING, ENV, FUNCTIONS, MACROS, ALIASES = map(atom, ('iex_evaluator', 'binding', 'env', 'functions', 'macros', 'aliases'))
SPECIAL = 'Elixir.Kernel.SpecialForms'
PATIENCE = 0.3          # seconds that a first completion waits for the table of the standard library
BUSY = 0.1              # seconds that the node may take to answer
CODE = ('function', 'macro')
UNANSWERED = TimeoutError, NodeDied             # the node is busy, or dead


class Knowledge:
    """What can be known while a prompt stands: the library's names, and what is in the node now."""

    def __init__(self, session):
        self.session = session
        self.library = Names(inspect=inspect)
        self.ready, self.begun = threading.Event(), False
        self.chunks, self.looked = Chunks(), (None, None)       # of the text before the cursor, and its Cursor
        self.described = {}             # (module name, version) -> its Offer
        self.imported = False, False, ()        # the environment's functions and macros, and the Entries they are

    def begin(self):
        """Read the table of the library, once, in a thread of its own."""
        if self.begun:
            return
        self.begun = True
        threading.Thread(target=self._read, name='names', daemon=True).start()

    def _read(self):
        try:
            self.library.load()
        finally:
            self.ready.set()

    def cursor(self, text):
        """The Cursor at the end of a text."""
        if self.looked[0] != text:
            self.looked = text, look(text, self.chunks.spans)
        return self.looked[1]

    def look(self):
        """The Scene of this moment."""
        self.begin()
        self.ready.wait(PATIENCE)
        return self.ask(self._scene)

    def ask(self, closure):
        """What a closure gives on the node's thread. TimeoutError if the node is busy: nobody wants to wait for a menu."""
        return self.session.node.entry.call(closure, BUSY)

    def documentation(self, text):
        """What is documented of the function or the module at the end of a text, or of the call around it; as Markdown, None if there is nothing."""
        cursor = self.cursor(text)
        scene = self.look()
        path = f'{cursor.head}.{cursor.typed}' if cursor.head else cursor.typed
        for callee in (path, *(frame.callee for frame in cursor.around())):
            found = self._documented(scene, callee) if callee else None
            if found:
                return found
        return None

    def _documented(self, scene, callee):
        module = scene.module(callee) if callee[:1] in ':' or callee.rpartition('.')[2][:1].isupper() else None
        if module is not None:
            docs = self._docs(module)
            return f'`{callee}`\n\n{docs.moduledoc}' if docs and docs.moduledoc else None
        parts = []
        for entry in scene.entries(callee):
            docs = self._docs(scene.home(callee, entry))
            doc = docs and docs.entries.get((entry.kind, atom(entry.name), entry.arity))
            parts.append(f'`{callee.rpartition(".")[0] + "." if "." in callee else ""}{entry.signature}`\n\n{doc.text if doc and doc.text else entry.doc}')
        return '\n'.join(parts).rstrip()

    def _docs(self, module):
        found = self.ask(lambda: self.session.node.modules.find(atom(module))) if module else None
        return found.metadata.docs if found and found.metadata else None

    def _scene(self):
        node = self.session.node
        process = node.processes.get(self.session.evaluator)
        rare = process.rare if process is not None else None
        state = (rare.dictionary or {}).get(STATE) if rare else None
        state = state if state.__class__ is Map else maps.EMPTY_MAP
        variables = {name.name: value for name, value in lists.iterate(state.get(BINDING)) if name.__class__ is Atom}
        env = state.get(ENV)
        return Scene(self, node, variables, env if env.__class__ is Map else maps.EMPTY_MAP, {name.name for name in node.modules})


class Scene:
    """A moment: variables {name: term}, env (the evaluator's), loaded (names of the node's modules)."""

    def __init__(self, knowledge, node, variables, env, loaded):
        self.knowledge, self.node, self.variables, self.env, self.loaded = knowledge, node, variables, env, loaded

    @property
    def modules(self):
        """The names of all modules there are."""
        return self.knowledge.library.modules | {name for name in self.loaded if not name.startswith('pyex_')}

    def module(self, path):
        """The name of the module that a path (`Foo.Bar`, `:lists`, a variable) means here, or None."""
        if path.startswith(':'):
            return path[1:].strip('"')
        if path[:1].isupper():
            first, dot, rest = path.partition('.')
            return self.aliases().get(ELIXIR + first, ELIXIR + first) + dot + rest
        value = self.value(path)
        return value.name if value.__class__ is Atom else None

    def aliases(self):
        return {short.name: full.name for short, full in lists.iterate(self.env.get(ALIASES)) if full.__class__ is Atom}

    def offer(self, name):
        """The Offer of a module, None if there is no such module. What is typed here hides the library's."""
        module = self.node.modules.get(atom(name)) if name in self.loaded else None
        known = self.knowledge.library.offers.get(name)
        if module is None or module.metadata is None or known and module.metadata.file.startswith('lib/'):
            return known or self._loaded_for_it(name)
        key = name, module.version
        described = self.knowledge.described
        if key not in described:
            described[key] = offer_of(module.metadata, inspect)
        return described[key]

    def _loaded_for_it(self, name):
        """The library's code may have been compiled never yet: then a module must be."""
        if name not in self.knowledge.library.modules:
            return None
        module = self.knowledge.ask(lambda: self.node.modules.find(atom(name)))
        return offer_of(module.metadata, inspect) if module and module.metadata else None

    def value(self, path):
        """What a path such as `user.address` holds, or None."""
        name, *keys = path.split('.')
        value = self.variables.get(name)
        for key in keys:
            value = value.get(atom(key)) if value.__class__ is Map else None
        return value

    def imports(self):
        """The Entries of all that can be called without a module."""
        knowledge, wanted = self.knowledge, (self.env.get(FUNCTIONS), self.env.get(MACROS))
        if knowledge.imported[0] is not wanted[0] or knowledge.imported[1] is not wanted[1]:
            found = [self._imported(module.name, names) for kind in wanted for module, names in lists.iterate(kind)]
            special = self.offer(SPECIAL)
            entries = [entry for each in found for entry in each] + [*(special.of('macro') if special else ())]
            knowledge.imported = *wanted, tuple(entry for entry in entries if entry.name[:1].isalpha() or entry.name[:2] == '__')
        return knowledge.imported[2]

    def _imported(self, module, names):
        wanted = {(name.name, arity) for name, arity in lists.iterate(names)}
        offer = self.offer(module)
        return [entry for entry in (offer.of(*CODE) if offer else ()) if any((entry.name, arity) in wanted for arity in entry.arities)]

    def home(self, callee, entry):
        """The name of the module in which an Entry of a function called so is."""
        path, dot, _ = callee.rpartition('.')
        if dot:
            return self.module(path)
        for kind in (self.env.get(FUNCTIONS), self.env.get(MACROS)):
            for module, names in lists.iterate(kind):
                if any((name.name, arity) == (entry.name, entry.arity) for name, arity in lists.iterate(names)):
                    return module.name
        return SPECIAL

    def entries(self, callee):
        """The Entries of a function by its path as called ('Enum.map', 'spawn')."""
        path, dot, name = callee.rpartition('.')
        if not dot:
            return [entry for entry in self.imports() if entry.name == name]
        module = self.module(path)
        offer = self.offer(module) if module else None
        return [entry for entry in (offer.of(*CODE) if offer else ()) if entry.name == name]

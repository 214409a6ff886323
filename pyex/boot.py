"""Making a node: natives, the compiler, and the standard library, which is loaded module by module when it is first used."""
from pyex.compiler import compile_rest, load_functions, variant_of
from pyex.compiler.modules import external
from pyex.library import Cache, path_of
from pyex.natives import registry
from pyex.pipeline import World, compile_file
from pyex.runtime.modules import Module
from pyex.runtime.node import Node
from pyex.terms.atom import atom


def boot(*, output=None, input=None, argv=(), clock=None, seed=None, cache=None):
    """A Node that knows Elixir.

    output, input: the host's ends of IO (see natives/pyex_io.py). argv: what `System.argv/0` gives (strs). clock, seed: for
    runs that repeat themselves. cache: where compiled code is kept (library.Cache).
    """
    node = furnished(Node(clock=clock, seed=seed, output=output), cache or Cache())
    node.input, node.argv = input, list(argv)
    start_system(node)
    return node


def furnished(node, cache):
    """A node that can compile, and finds natives and the stdlib; nothing runs in it yet."""
    node.compile_rest = lambda site, warm=False: compile_rest(site, node, warm)
    node.modules.variant_of = lambda function: variant_of(function, node)
    node.world = World(node)
    node.modules.linker = lambda compiled, version: load_functions(compiled, node, version, node.world.source(compiled.file))
    node.modules.loader = Loader(node, cache)
    node.globals['exported'] = node.exports.__getitem__
    node.globals['external'] = external_maker(node)
    node.fresh = lambda: fresh(node, cache)
    node.modules.find(atom('erlang'))
    return node


def fresh(node, cache):
    """The empty node that a copy of `node` begins with (see runtime/copying.py)."""
    made = furnished(Node(clock=node.clock.copy(), seed=node.seed, output=node.output), cache)
    made.input, made.argv, made.host = node.input, list(node.argv), node.host
    made.world.take_over(node.world)
    made.modules.loader.seen |= node.modules.loader.seen
    for module in node.modules.loader.bound:
        made.modules.loader.bind_natives(module)
    return made


def start_system(node):
    """Run the processes that every node has until they wait."""
    starter = node.spawn(node.exports[atom('pyex_boot'), atom('start'), 0])
    node.run(until=lambda: not starter.alive)


class Loader:
    """Finds and loads what a node does not know yet: a module of the stdlib, or one that is natives alone."""

    def __init__(self, node, cache):
        self.node, self.cache = node, cache
        self.bound = set()              # names of the modules whose natives are there
        self.seen = set()               # paths that are loaded or under way: what is not in them by then is nowhere

    def __call__(self, name):
        natives = self.bind_natives(name.name)
        path = path_of(name.name)
        if path in self.seen:
            return
        if path is not None:
            self.load_file(path)
        if natives:
            self.add_names(name, natives)

    def bind_natives(self, module):
        """Make the natives of a module callable; {(module, name, arity): function} the first time, later nothing."""
        if module in self.bound or not registry.load(module):
            return {}
        self.bound.add(module)
        natives = registry.bind(self.node, module)
        self.node.modules.add_natives(natives)
        if self.node.trace is not None:
            self.node.trace.cover()
        return natives

    def load_file(self, path):
        self.seen.add(path)
        found = self.cache.load(path)
        if found is None:
            self.cache.store(path, compile_file(path, self.node))
        else:
            for compiled, metadata in found:
                self.node.modules.load(compiled, metadata)

    def add_names(self, name, natives):
        """A module's natives stand among its functions."""
        module = self.node.modules.get(name)
        if module is None:
            module = self.node.modules[name] = Module(name, 0)
        module.functions |= {(atom(function), arity) for _, function, arity in natives}


def external_maker(node):
    """`external(module, name, arity)`: the function that `&Mod.fun/1` gives, one for each name in a node."""
    made = {}

    def make(module, name, arity):
        key = module, name, arity
        function = made.get(key)
        if function is None:
            function = made[key] = external(node, module, name, arity)
        return function
    return make

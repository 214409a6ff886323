"""The compiler in one screen: *text -> quoted -> expanded -> Python -> value*, and what the expander may ask of a node.

The stages do not know each other; only this file calls them one after the other. The evaluation that a running process asks
for (`Code.eval_string/3`, the prompt) takes the same way through `natives/pyex_code.py`, but there the process itself calls the function that comes
out of it, so that it can wait and be preempted.
"""
import os
from contextlib import contextmanager
from importlib import import_module
from typing import NamedTuple

from pyex.compiler import compile_expression, compile_module, load_functions
from pyex.compiler.link import link
from pyex.diagnostics import render
from pyex.runtime import stacktrace
from pyex.expand.module import compile_source
from pyex.library import STDLIB
from pyex.syntax import parse
from pyex.terms.atom import TRUE, alias, atom


def compile_file(path, node):
    """Compile and load a source file of modules; [(CompiledModule, Metadata)] of what it defines, in order."""
    file = f'lib/{path.relative_to(STDLIB)}'
    quoted = parse(path.read_text(), file)
    with node.world.collected() as modules:
        compile_source(node.world, quoted, file)
    return modules


VITAL = frozenset('''Access Application Code Enum Exception IEx Inspect IO Kernel Keyword List Logger Macro Map Module Process Protocol
    String'''.split())         # the families of modules that the prompt, the printing of values and the log are made of

CONFLICTS_IGNORED = alias('Code'), atom('ignore_module_conflict')        # a key in the node's persistent terms


class Source(NamedTuple):
    """A text that was typed at the prompt: its lines are numbered from `line` on."""
    file: str
    line: int
    text: str


class Recorder:
    """What a process defines while it compiles a file. modules: [(module, binary)]. checks: closures that run when all is defined."""

    def __init__(self):
        self.modules, self.checks = [], []


class World:
    """What `expand` needs of the node (see expand/world.py)."""

    def __init__(self, node):
        self.node = node
        self.collectors = []
        self.builders, self.trackers = {}, {}
        self.imports, self.recorders = {}, {}           # what `expand` keeps for itself
        self.stashed = []            # terms that evaluated code asks for by number: see `expand.expander.Expander.constant`
        self.counter = 0
        self.locals = 0
        self.sources = []            # the Source of each input of a shell; what is compiled belongs to the last one

    def take_over(self, other):
        """Begin where the World of a node that is being copied is; a module that is half defined is not taken along."""
        self.counter, self.locals, self.stashed = other.counter, other.locals, list(other.stashed)
        self.sources = list(other.sources)

    def later(self, check):
        """Have a check run when the file that the running process compiles is over; at once if there is none."""
        recorders = self.recorders.get(self.node.current)
        if recorders:
            recorders[-1].checks.append(check)
        else:
            check()

    def module(self, name):
        return self.node.modules.find(name)

    def builder(self, name):
        return self.builders.get(name)

    def open_builder(self, builder):
        self.builders[builder.name] = builder

    def close_builder(self, name):
        self.builders.pop(name, None)

    def call_macro(self, module, name, args, env):
        macro = self.node.exports[module, atom('MACRO-' + name.name), len(args) + 1]
        return self.node.nested(macro, env, *args)

    def call_function(self, module, name, args):
        return self.node.nested(self.node.exports[module, name, len(args)], *args)

    def call(self, function, args):
        return self.node.nested(function, *args)

    def caught(self, error):
        """The ElixirError that an exception out of nested code is, with its stack trace."""
        return stacktrace.caught(error, self.node)

    def link_local(self, module, definitions, file):
        """Functions of an unfinished module, under a version of their own that nobody else calls."""
        self.locals -= 1
        functions = load_functions(compile_module(module, definitions, file), self.node, self.locals)
        for (name, arity), function in functions.items():
            self.node.globals[f'{module.name}.{name}/{arity}@{self.locals}'] = function
        return {(atom(name.removeprefix('MACRO-')), arity): function for (name, arity), function in functions.items()}

    def compile(self, expanded, inputs, outputs, file, name):
        """The Python function of expanded code, in this node."""
        compiled = compile_expression(expanded, inputs, outputs, file, name)
        compiled.unit.source = self.source(file)
        return link(compiled.unit, compiled.code, self.node)

    def source(self, file):
        """The Source of what is compiled now and stands in `file`, or None."""
        source = self.sources[-1] if self.sources else None
        return source if source is not None and source.file == file else None

    def evaluate(self, expanded, inputs, values, file, name):
        return self.node.nested(self.compile(expanded, inputs, None, file, name), *values)

    def compile_module(self, name, definitions, file):
        return compile_module(name, definitions, file)

    def load(self, compiled, metadata):
        if self.collectors:
            self.collectors[-1].append((compiled, metadata))
        metadata.source = self.source(metadata.file)
        return self.node.modules.load(compiled, metadata)

    @contextmanager
    def collected(self):
        """What is loaded in this block goes into the list that the block gets."""
        self.collectors.append([])
        try:
            yield self.collectors[-1]
        finally:
            self.collectors.pop()

    def warns(self, file):
        """Should code of this file be checked for what is unused or undefined? The stdlib is checked by its tests."""
        return not file.startswith('lib/')

    def warns_of_redefinition(self, file):
        """The same for modules that are there already: `Code.compiler_options(ignore_module_conflict: true)` says no."""
        return self.warns(file) and self.node.persistent.get(CONFLICTS_IGNORED) is not TRUE

    def type_findings(self, builder):
        """Imported at its first use: most runs define no module, and a start has no time for it (3 ms)."""
        return import_module('pyex.types.check').findings(self, builder)

    def is_vital(self, name, file):
        """Would another module of this name, defined in `file`, leave neither a shell nor a runtime to work with?"""
        known = self.module(name)
        if file.startswith('lib/') or known.version and not (known.file or '').startswith('lib/'):
            return False
        first, *more = name.name.split('.')
        return first != 'Elixir' or more[:1] and more[0] in VITAL

    def directory(self):
        return os.getcwd()

    def emit(self, diagnostic):
        if self.node.output is not None:
            diagnostic = diagnostic._replace(file=stacktrace.relative(diagnostic.file))
            colors = getattr(self.node.output, 'ansi_errors', False)
            self.node.output.write('stderr', render(diagnostic, colors=colors) + '\n\n')

    def next_counter(self):
        self.counter += 1
        return self.counter

    def tracker(self, key):
        return self.trackers.get(key)

    def open_tracker(self, key, tracker):
        self.trackers[key] = tracker

    def close_tracker(self, key):
        self.trackers.pop(key, None)

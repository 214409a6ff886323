"""What the expander needs of the node it works for. `pipeline.World` does it over a Node.

The expander has no other door: it looks up modules, calls macros and reports what it finds through these methods only.
Four attributes are its own memory in a node: `imports` ({Kernel's record: its Imports}), `recorders` ({process: [Recorder]} of
files that are being compiled), `stashed` (see `Expander.constant`) and the counter of macro calls.
"""
from typing import Protocol


class World(Protocol):
    def module(self, name):
        """The loaded (or loadable) module called `name` (an Atom), or None: it has `.functions`, `.macros`, `.metadata`."""

    def later(self, check):
        """Have a check run when the file that is being compiled is over, at once if there is none."""

    def builder(self, name):
        """The module of that name that is being defined now (expand/builder.py), or None."""

    def open_builder(self, builder):
        """Make a builder known until it is closed."""

    def close_builder(self, name):
        """Forget a builder."""

    def call_macro(self, module, name, args, env):
        """Run `module`'s macro `name` (Atoms) on quoted `args` (a Python list) with the caller's `%Macro.Env{}`."""

    def call_function(self, module, name, args):
        """Run a function to its end in a nested run; `args` is a Python list."""

    def call(self, function, args):
        """Run a function value to its end in a nested run."""

    def caught(self, error):
        """The ElixirError that an exception out of nested code is, with its stack trace."""

    def link_local(self, module, definitions, file):
        """{(name, arity): function} of some definitions of a module that is not finished: seen by nobody else."""

    def compile(self, expanded, inputs, outputs, file, name):
        """The Python function of expanded code; inputs and outputs are lists of (name, context, version)."""

    def evaluate(self, expanded, inputs, values, file, name):
        """Run expanded code with the inputs (name, context, version) bound to values; its value."""

    def is_vital(self, name, file):
        """Would a module of this name, defined in `file`, take the place of one that the shell or the runtime stands on?"""

    def emit(self, diagnostic):
        """Report a Diagnostic."""

    def next_counter(self):
        """A new integer for the hygiene of one macro call."""

    def compile_module(self, name, definitions, file):
        """A compiled module."""

    def load(self, compiled, metadata):
        """Put a compiled module into the node's table."""

    def tracker(self, key):
        """The lexical tracker (expand/lexical.py) known by that term, or None."""

    def open_tracker(self, key, tracker):
        """Make a tracker known."""

    def close_tracker(self, key):
        """Forget a tracker."""

    def warns(self, file):
        """Whether code of this file is checked for what is unused or undefined (the stdlib is not)."""

    def warns_of_redefinition(self, file):
        """The same for modules that are there already."""

    def type_findings(self, builder):
        """[(line, Env, text)] of what the types in a closed module say against it."""

    def directory(self):
        """The current directory, for `__DIR__` of code without a file."""

"""Quoted -> expanded: the walk, its state, and the scopes of variables. The forms stand in the files beside this one.

An Expander works through one function clause, one module body or one input. It holds what changes on the way: the
environment (aliases, imports), the visible variables with their *versions*, the context (nil, match, guard).
A version is a number unique in this expansion; a variable that is bound anew gets a new one.
"""
from immutables import Map

from pyex import syntax
from pyex.expand import errors
from pyex.expand.calls import expand_call, expand_dot, resolve_call
from pyex.expand.forms import FORMS, NAMES, OPEN_FORMS
from pyex.expand.quoted import (
    CONTEXT, COUNTER, DOT, GENERATED, LEAVES, PIN, TRUE, UNDERSCORE, VERSION, cells, constant, get, is_call, items, line_of,
    remote)
from pyex.terms.atom import Atom, NIL, atom
from pyex.terms.function import is_external, is_function
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.show import inspect

MATCH, GUARD = atom('match'), atom('guard')
PIPE = atom('|')
CONSTANTS = frozenset({Pid, Port, Reference, Map})      # values that macros put into code as they are


class Expanded:
    """Code that is expanded already, where quoted code is expected: what a native macro may return."""
    __slots__ = ('code',)

    def __init__(self, code):
        self.code = code


class Expander:
    """State of one expansion.

    vars: {(name, kind): version} of the visible variables; unused: {version: (name, meta, shadows)} of those not read yet.
    pattern_vars and pattern_start: the variables outside of the pattern being expanded, and the first version bound in it.
    """

    def __init__(self, world, env, variables=None, counter=0):
        self.world, self.env = world, env
        self.line, self.context = env.line, env.context
        self.vars = Map() if variables is None else variables
        self.counter = counter
        self.unused = {}
        self.pattern_vars, self.pattern_start = None, 0
        self.caller = self.stacktrace = False
        self.remotes = []               # remote calls: (module, name, arity, meta, line, env), checked at the end
        self.in_size = False            # inside a `size(...)` of a pattern
        self.flawed = False

    # -- the walk ---------------------------------------------------------------------------------------------------

    def expand(self, term):
        kind = term.__class__
        if kind in LEAVES or term is None:
            return term
        if kind is tuple:
            if len(term) == 3:
                return self.expand_node(term)
            if len(term) == 2:
                return tuple(self.expand_args(term))
        elif kind is list:
            return self.expand_list(term)
        return self.expand_value(term)

    def expand_node(self, node):
        name, meta, args = node
        if name.__class__ is Atom:
            if args is None or args.__class__ is list:
                args = items(args)
                handler = FORMS.get((name, len(args))) or OPEN_FORMS.get(name)
                if handler is not None:
                    return handler(self, meta, args)
                return expand_call(self, name, meta, args)
            if args.__class__ is Atom:
                handler = NAMES.get(name)
                return self.expand_variable(node) if handler is None else handler(self, meta)
        elif name.__class__ is tuple and (args is None or args.__class__ is list):
            if name[0] is DOT and len(name) == 3:
                return expand_dot(self, name, meta, items(args))
            raise errors.fatal(self, meta, self.invalid_call(node))
        elif args is None or args.__class__ is list:
            raise errors.fatal(self, meta, self.invalid_call(node))
        return self.expand_value(node)

    def expand_value(self, term):
        """A term that is no quoted code: those that can be constants are taken."""
        if term.__class__ is Expanded:
            return term.code
        if term.__class__ in CONSTANTS or is_function(term) and is_external(term):
            return constant(term)
        raise errors.fatal(self, None, INVALID_QUOTED.format(inspect(term)))

    def expand_list(self, term):
        elements = items(term)
        if is_call(elements[-1], PIPE, 2):
            _, meta, (head, (tail, _)) = elements[-1]
            *out, head, tail = self.expand_args([*elements[:-1], head, tail])
            return cells([*out, (PIPE, meta, [head, [tail, None]])])
        return cells(self.expand_args(elements))

    def expand_args(self, args):
        """Expand expressions side by side: none sees the variables of another, what follows sees all."""
        if self.context is MATCH:
            return [self.expand(arg) for arg in args]
        before = after = self.vars
        out = []
        for arg in args:
            if arg.__class__ in LEAVES:
                out.append(arg)
                continue
            out.append(self.expand(arg))
            if self.vars is not before:
                after = self.vars if after is before else merged(after, self.vars)
                self.vars = before
        self.vars = after
        return out

    def at_line(self, meta):
        line = line_of(meta)
        if line:
            self.line = line

    def expand_in(self, context, term):
        """Expand in a context (match, guard or nil) other than the present one."""
        outer, self.context = self.context, context
        try:
            return self.expand(term)
        finally:
            self.context = outer

    # -- variables --------------------------------------------------------------------------------------------------

    def expand_variable(self, node):
        name, meta, kind = node
        if meta.__class__ is not list and meta is not None:
            return self.expand_value(node)
        if name is UNDERSCORE:
            return self.expand_underscore(node)
        counter = get(meta, COUNTER) if meta is not None else None
        key = name, (kind if counter is None else counter)
        if self.context is MATCH:
            version = self.bind_variable(key, meta)
        else:
            version = self.vars.get(key)
            if version is None:
                return self.undefined_variable(node, key)
            self.read_variable(key, version, meta)
        return name, [(VERSION, version), meta], kind

    def expand_underscore(self, node):
        if self.context is not MATCH:
            errors.flaw(self, node[1], INVALID_UNDERSCORE)
        return node

    def read_variable(self, key, version, meta):
        self.unused.pop(version, None)
        name = key[0].name
        if name[0] == '_' and key[1] is NIL and is_plain_underscored(name) and get(meta, GENERATED) is not TRUE:
            errors.warn(self, meta, UNDERSCORED_READ.format(name))

    def bind_variable(self, key, meta):
        """The version of a variable in a pattern: a new one unless the same pattern has bound it already."""
        version = self.vars.get(key)
        if version is not None and version >= self.pattern_start:
            self.unused.pop(version, None)
            name = key[0].name
            if name[0] == '_' and key[1] is NIL and is_plain_underscored(name) and get(meta, GENERATED) is not TRUE:
                errors.warn(self, meta, UNDERSCORED_REPEATED.format(name, name))
            return version
        fresh = self.new_version(key)
        if key[1] is NIL and get(meta, GENERATED) is not TRUE:
            self.unused[fresh] = key[0], meta, version is not None
        return fresh

    def new_version(self, key):
        fresh = self.counter
        self.counter = fresh + 1
        self.vars = self.vars.set(key, fresh)
        return fresh

    def undefined_variable(self, node, key):
        name, meta, kind = node
        if kind is NIL or get(meta, CONTEXT) is kind or kind.__class__ is not Atom:
            text = f'undefined variable "{name.name}"'
        else:
            text = f'undefined variable "{name.name}" (context {errors.module_text(kind)})'
        if self.in_size:
            text = UNDEFINED_SIZE.format(text)
        if not self.flawed:                 # Elixir tells of one undefined variable in a function
            errors.flaw(self, meta, text)
        self.flawed = True
        return name, [(VERSION, self.new_version(key)), meta], kind

    def expand_pinned(self, meta, args):
        """`^x` in a pattern: the variable of that name outside of the pattern."""
        node, = args
        if node.__class__ is not tuple or len(node) != 3 or node[0].__class__ is not Atom or node[2].__class__ is not Atom:
            raise errors.fatal(self, meta, INVALID_PIN.format(syntax.to_source(node)))
        name, var_meta, kind = node
        counter = get(var_meta, COUNTER)
        key = name, (kind if counter is None else counter)
        version = self.pattern_vars.get(key) if self.pattern_vars is not None else None
        if version is None:
            errors.flaw(self, meta, UNDEFINED_PIN.format(name.name, name.name))
            version = 0
        else:
            self.read_variable(key, version, var_meta)
        return PIN, meta, [(name, [(VERSION, version), var_meta], kind), None]

    # -- scopes -----------------------------------------------------------------------------------------------------

    def enter(self):
        """Begin a scope: what `leave` needs to end it."""
        return self.vars, self.env, self.counter, self.line

    def leave(self, scope):
        """End a scope: its variables, aliases and imports are gone; what it bound and never read is reported."""
        self.vars, self.env, first, self.line = scope
        if self.unused:
            self.report_unused(first)

    def report_unused(self, first=0):
        """Warn of the variables bound since version `first` and not read, by name as Elixir does."""
        found = []
        for version in reversed(self.unused):
            if version < first:
                break
            found.append(version)
        entries = sorted((self.unused.pop(version)[0].name, version, entry) for version, entry in
                         [(version, self.unused[version]) for version in found])
        for name, _, (_, meta, shadows) in entries:
            if name[0] != '_':
                errors.warn(self, meta, (UNUSED_SHADOW if shadows else UNUSED).format(name))

    def constant(self, term):
        """Expanded code for a large constant. Code outside of functions runs once or twice and goes into no cache: there the
        term is fetched by a number, which spares the compiler the making of a constant."""
        if self.env.function is not NIL:
            return constant(term)
        stash = self.world.stashed
        stash.append(term)
        return remote(atom('pyex_code'), atom('stashed'), None, len(stash) - 1)

    # -- the struct -------------------------------------------------------------------------------------------------

    def env_struct(self, line=None):
        """`__ENV__` as it is here."""
        return self.env.struct(line or self.line, self.context, self.vars)

    def resolve(self, name, meta, args):
        """What an unqualified call is: see `calls.resolve_call`."""
        return resolve_call(self, name, meta, args)

    def invalid_call(self, node):
        return f'invalid call {syntax.to_source(node)}'


def merged(one, other):
    """The newest versions of two sets of variables."""
    with one.mutate() as draft:
        for key, version in other.items():
            if draft.get(key, -1) < version:
                draft[key] = version
        return draft.finish()


def is_plain_underscored(name):
    """`_x`, but not `__MODULE__` or `_`."""
    return len(name) > 1 and name[0] == '_' and name[1] != '_'


UNUSED = 'variable "{}" is unused (if the variable is not meant to be used, prefix it with an underscore)'
UNUSED_SHADOW = (
    'variable "{}" is unused (there is a variable with the same name in the context, use the pin operator (^) to match on it '
    'or prefix this variable with underscore if it is not meant to be used)')
UNDERSCORED_READ = (
    'the underscored variable "{}" is used after being set. A leading underscore indicates that the value of the variable '
    'should be ignored. If this is intended please rename the variable to remove the underscore')
UNDERSCORED_REPEATED = (
    'the underscored variable "{}" appears more than once in a match. This means the pattern will only match if all "{}" bind '
    'to the same value. If this is the intended behaviour, please remove the leading underscore from the variable name, '
    'otherwise give the variables different names')
INVALID_UNDERSCORE = (
    'invalid use of _. _ can only be used inside patterns to ignore values and cannot be used in expressions. '
    'Make sure you are inside a pattern or change it accordingly')
INVALID_PIN = 'invalid argument for unary operator ^, expected an existing variable, got: ^{}'
UNDEFINED_PIN = 'undefined variable ^{}. No variable "{}" has been defined before the current pattern'
UNDEFINED_SIZE = (
    '{} in bitstring segment. If the size of the binary is a variable, the variable must be defined prior to its use in the '
    'binary/bitstring match, itself, or outside the pattern match')
INVALID_QUOTED = (
    'invalid quoted expression: {}\n\nPlease make sure your quoted expressions are made of valid AST nodes. If you would like '
    'to introduce a value into the AST, such as a four-element tuple or a map, make sure to call Macro.escape/1 before')

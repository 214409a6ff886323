"""Expanded code into code IR: the core that the forms share.

An `Emitter` writes one unit. Each form of expanded code has one decorated function here or in the files beside
(`forms`, `clauses`, `calls`, `operators`, `binaries`, `comprehensions`, `functions`). A form is emitted towards a destination:

    TAIL        the value is returned (a call there is a tail call)
    EFFECT      the value is not needed
    'name'      the value is assigned to this Python variable

`value(q)` writes what must happen first as statements and gives IR for the value itself.
"""
from pyex.compiler.ir import ATOM, LIST, MAP, NOTHING, OBJECT, TUPLE, is_simple, name
from pyex.compiler.liveness import live_variables
from pyex.compiler.unit import Unit
from pyex.terms import lists
from pyex.terms.atom import Atom, atom
from pyex.terms.lists import EMPTY

TAIL, EFFECT = object(), object()
_NOT_CONSTANT = object()
_LINE, _VERSION = atom('line'), atom('version')
_PLAIN = (int, float, str, bytes)
DEEP = 40               # levels of tuples: about half as many of terms

FORMS = {}                  # special form name -> function(emitter, meta, args, to)


def form(name_):
    """Register the function that emits a special form."""
    def register(function):
        FORMS[name_] = function
        return function
    return register


def meta_value(meta, key, default=None):
    for entry in lists.iterate(meta):
        if entry[0] is key:
            return entry[1]
    return default


class Emitter:
    """The state of writing one unit: the block being written, names of variables, sites, operations."""

    def __init__(self, file, code_name, module=None):
        self.file, self.module = file, module
        self.code_name = code_name
        self.block = []
        self.line = 0
        self.counter = 0
        self.fn_counter = [0]
        self.variables = {}             # (name, version) -> IR of the variable
        self.sites, self.operations, self.objects = [], [], []
        self.in_try = 0                 # sites here need a handler
        self.self_call = None           # (name, arity, parameters) when a self tail call can loop
        self.loops = False              # a self tail call was written
        self.repeats = None             # the line of a self call that is the tail of a list in tail position
        self.leaves = False             # a tail call of another function was written
        self.lists = []                 # those made from front to back: (its last cell, a cell before its first) as variables
        self.result = None              # the one of them that is what the function returns
        self.inner_loops = 0            # Python loops between the function's loop and here
        self.in_loop = False            # closures here must capture by value
        self.stacktrace_read = False    # `__STACKTRACE__` was read in the clause being written
        self.stacktrace_error = None    # the Python variable with the error being handled

    # ---- names, blocks, sites

    def temp(self, hint='t'):
        self.counter += 1
        return f'@{hint}{self.counter}'

    def add(self, *statement):
        self.block.append(statement)

    def into(self, write, *arguments):
        """The statements that `write(*arguments)` adds."""
        around, self.block = self.block, []
        write(*arguments)
        written, self.block = self.block, around
        return tuple(written)

    def site(self):
        self.sites.append((self.code_name, self.line, self.in_try > 0))
        return len(self.sites) - 1

    def new_list(self, last, start, line=None):
        """Begin a list that is made from front to back, which nothing else knows of until it is whole.

        last, start: variables for its last cell (see `grow` and `close` in ir.py) and for a cell before its first. line: what that holds.
        """
        self.add('let', start, ('cell', ('c', line), NOTHING))
        self.add('let', last, name(start))
        self.lists.append((last, start))

    def operation(self, kind, name_, arguments):
        """A column that lets a Python error at this place be explained."""
        self.operations.append((kind, name_, tuple(arguments), False))
        return len(self.operations)

    def tail_operation(self, column):
        """The column of a call that is in tail position (`column` is its own, if it has one)."""
        if column is None:
            column = self.operation('tail', '', ())
        self.operations[column - 1] = (*self.operations[column - 1][:3], True)
        return column

    def at(self, meta):
        line = meta_value(meta, _LINE)
        if line.__class__ is int and line > 0:
            self.line = line

    # ---- variables

    def key_of(self, variable):
        return variable[0].name, meta_value(variable[1], _VERSION, variable[2].name)

    def python_name(self, key):
        return f'{key[0]}@{key[1]}'

    def read(self, variable):
        key = self.key_of(variable)
        return self.variables.get(key) or name(self.python_name(key))

    def bind(self, variable, value):
        """Let a variable stand for `value`; simple values are not copied."""
        key = self.key_of(variable)
        if is_simple(value):
            self.variables[key] = value
        else:
            self.add('let', self.python_name(key), value)
            self.variables.pop(key, None)

    # ---- values

    def simple(self, e, hint='t'):
        """`e` as a name or constant, assigned to a new name if it is neither."""
        if is_simple(e):
            return e
        target = self.temp(hint)
        self.add('let', target, e)
        return name(target)

    def values(self, expressions):
        """IR of several expressions, evaluated from left to right whatever statements they need."""
        out = []
        for q in expressions:
            start = len(self.block)
            value = self.value(q)
            if len(self.block) > start:
                written = self.block[start:]
                del self.block[start:]
                out = [self.simple(e) if e[0] != 'c' and e[0] != 'n' else e for e in out]
                self.block += written
            out.append(value)
        return out

    def simple_value(self, q):
        return self.simple(self.value(q))

    def value(self, q):
        """IR of the value of expanded code."""
        constant = self.constant(q)
        if constant is not _NOT_CONSTANT:
            return 'c', self.placed(constant)
        kind = q.__class__
        if kind is list:
            return self.list_value(q)
        if kind is not tuple or len(q) == 2:
            return ('tuple', tuple(self.values(q))) if kind is tuple else ('c', self.object(q))
        return self.node_value(q)

    def node_value(self, q):
        head, meta, args = q
        if args.__class__ is Atom and head.__class__ is Atom:
            return self.variable_value(q)
        self.at(meta)
        if head.__class__ is Atom:
            special = VALUES.get(head.name)
            if special is not None:
                return special(self, meta, args)
            if head.name in FORMS:
                return self.form_value(q)
        return self.call_value(q)

    def variable_value(self, q):
        if q[0].name == '__STACKTRACE__':
            self.stacktrace_read = True
            return 'call', ('g', 'stack_of'), (name(self.stacktrace_error),)
        if q[0].name == '__CALLER__':
            return 'n', '@caller'
        return self.read(q)

    def form_value(self, q):
        target = self.temp('v')
        self.emit(q, target)
        return name(target)

    def list_value(self, cells):
        items, tail = lists.split(cells)
        rest = EMPTY
        if tail is EMPTY and items[-1].__class__ is tuple and len(items[-1]) == 3 and items[-1][0] is atom('|'):
            left, rest = lists.to_python(items[-1][2])
            items[-1] = left
        *values, end = self.values([*items, rest])
        if len(values) > 8:
            return 'call', ('c', ('\0k', 'make_list')), (('tuple', tuple(values)), end)
        for value in reversed(values):
            end = 'cell', value, end
        return end

    # ---- constants

    def constant(self, q):
        """The tagged constant of a literal without variable parts, else _NOT_CONSTANT."""
        kind = q.__class__
        if kind is Atom:
            return ATOM, q.name
        if kind in _PLAIN or q is EMPTY:
            return q
        if kind is tuple and len(q) == 2:
            items = [self.constant(i) for i in q]
            return _NOT_CONSTANT if _NOT_CONSTANT in items else (TUPLE, tuple(items))
        if kind is list:
            return self.constant_list(q)
        if kind is tuple and len(q) == 3 and q[0].__class__ is Atom and q[0].name in _CONSTANT_FORMS:
            return _CONSTANT_FORMS[q[0].name](self, q[2])
        return _NOT_CONSTANT

    def constant_list(self, cells):
        items, tail = lists.split(cells)
        found = []
        for item in items:
            constant = self.constant(item)
            if constant is _NOT_CONSTANT:
                return _NOT_CONSTANT
            found.append(constant)
        end = self.constant(tail)
        return _NOT_CONSTANT if end is _NOT_CONSTANT else (LIST, tuple(found), end)

    def constant_tuple(self, args):
        found = self.constant_list(args) if args is not EMPTY else (LIST, (), None)
        return _NOT_CONSTANT if found is _NOT_CONSTANT else (TUPLE, found[1])

    def constant_map(self, args):
        if args is EMPTY:
            return MAP, ()
        found = self.constant_list(args)
        if found is _NOT_CONSTANT or not all(p.__class__ is tuple and p[0] == TUPLE and len(p[1]) == 2 for p in found[1]):
            return _NOT_CONSTANT
        return MAP, tuple(p[1] for p in found[1])

    def placed(self, constant):
        """A constant as it stands in the code: deep ones aside, since Python's compiler takes quadratic time over them."""
        if constant.__class__ is tuple and is_deep(constant, DEEP):
            self.objects.append(constant)
            return OBJECT, len(self.objects) - 1, True
        return constant

    def object(self, term):
        """A term that is no code (a pid, a function, a map put in by `unquote`) as a constant."""
        self.objects.append(term)
        return OBJECT, len(self.objects) - 1

    # ---- towards a destination

    def emit(self, q, to):
        """Write the code of `q` with its value going to `to`."""
        if q.__class__ is tuple and len(q) == 3 and q[0].__class__ is Atom and q[2].__class__ is not Atom:
            function = FORMS.get(q[0].name)
            if function is not None:
                self.at(q[1])
                return function(self, q[1], q[2], to)
            if q[0].name in VALUES:
                return self.finish(self.value(q), to)
        if to is TAIL and q.__class__ is tuple and len(q) == 3 and q[2].__class__ is not Atom:
            self.at(q[1])
            if self.tail_call(q):
                return None
        if to is TAIL and q.__class__ is list and self.repeating(q):
            return None
        return self.finish(self.value(q), to)

    def finish(self, value, to):
        if to is TAIL:
            self.returns(value)
        elif to is EFFECT:
            if not is_simple(value):
                self.add('do', value)
        elif value != ('n', to):
            self.add('let', to, value)

    def returns(self, value):
        """Return a value: after the list that self calls have made, if they make one."""
        if self.result is not None:
            last, start = self.result
            if value != NOTHING:
                self.add('close', last, value)
            value = 'index', name(start), 1
        self.add('ret', value)

    def leave(self, to):
        """End a branch inside a ('block', ...) or loop whose value has gone to `to`."""
        if to is not TAIL:
            self.add('break')

    def after_inner_loop(self, to):
        """In tail position a Python loop is only left by `break` to begin the function's loop anew."""
        if to is TAIL:
            self.continue_function()

    def continue_function(self):
        if self.loops:
            self.add('break' if self.inner_loops else 'continue')

    # ---- the unit

    def finish_unit(self, params, line):
        """(define, Unit) of what was written."""
        define = ('def', self.code_name, self.code_name, tuple(params), tuple(self.block), line, self.loops)
        live = {}
        live_variables(define, live)
        parts = define, live, self.operations
        sites = tuple((*row, self.unfinished(live.get(number, ()))) for number, row in enumerate(self.sites))
        return define, live, Unit(self.code_name, self.file, sites, parts, tuple(self.objects))

    def unfinished(self, saved):
        """Which of the variables that a site saves hold lists that are still being made: pairs of places, as in `Site`."""
        return tuple((saved.index(last), saved.index(start)) for last, start in self.lists if last in saved and start in saved)


def is_deep(constant, left):
    """Are tuples nested more than `left` times in a tagged constant?"""
    return left == 0 or any(part.__class__ is tuple and is_deep(part, left - 1) for part in constant)


_CONSTANT_FORMS = {'{}': Emitter.constant_tuple, '%{}': Emitter.constant_map}
VALUES = {}                 # special form name -> function(emitter, meta, args) -> IR, for forms that are plain expressions


def value_form(name_):
    """Register the function that gives the IR of a special form which is a plain expression."""
    def register(function):
        VALUES[name_] = function
        return function
    return register

"""Calls: natives in place, remote and local functions, anonymous functions, map access, `apply`.

Only a call of Elixir code can be suspended, so only that is a site. In tail position it is a plain `return f(x)`.
"""
from pyex.compiler.emitter import Emitter, meta_value
from pyex.compiler.ir import FALSE, NO, TRUE, YES, is_, is_class, is_simple, known, name
from pyex.compiler.operators import INLINE, TESTS, boolean
from pyex.natives import registry
from pyex.terms import lists
from pyex.terms.atom import Atom, atom
from pyex.terms.lists import EMPTY

_DOT, _BAR = atom('.'), atom('|')
_NO_PARENS = atom('no_parens')
_STRING_CHARS, _TO_STRING = atom('Elixir.String.Chars'), atom('to_string')
_TRUE = atom('true')
_NO_MODULES = {atom(name) for name in ('nil', 'true', 'false')}


def _remote(head):
    """(module, name) of the head of a remote call, or None."""
    if head.__class__ is tuple and len(head) == 3 and head[0] is _DOT:
        parts = lists.to_python(head[2])
        if len(parts) == 2:
            return parts
    return None


def global_name(module, function, arity):
    return f'{module.name}.{function.name}/{arity}'


def is_field(left, meta):
    """Whether `left.name` asks for a field: no call of a module's function is written so, but for one with a literal name."""
    return (left.__class__ is not Atom or left in _NO_MODULES) and meta_value(meta, _NO_PARENS) is _TRUE


def is_to_string(module, function, arguments):
    return module is _STRING_CHARS and function is _TO_STRING and len(arguments) == 1


class Calls(Emitter):
    """The part of the emitter that writes calls."""

    # ---- what is called

    def call_value(self, q):
        head, meta, args = q
        remote = _remote(head)
        arguments = lists.to_python(args)
        if remote is None:
            return self.suspending(*self.callee(q))
        module, function = remote
        if module is _ERLANG and function.__class__ is Atom:
            special = _ERLANG_CALLS.get((function.name, len(arguments)))
            if special is not None:
                return special(self, arguments)
            if (function.name, len(arguments)) in _BUILTIN:
                return self.operator(module, function, self.values(arguments))
        if args is None and is_field(module, meta):
            return self.field(module, function)
        if self.is_native(module, function, len(arguments)):
            return self.native_call(module, function, arguments)
        if is_to_string(module, function, arguments):
            return self.as_string(q)
        return self.suspending(*self.callee(q))

    def operator(self, module, function, values):
        """The value of one of Erlang's operators or tests, written in place; None for any other function."""
        if module is not _ERLANG:
            return None
        key = function.name, len(values)
        if key in TESTS:
            return boolean(TESTS[key](self, *values))
        return INLINE[key](self, *values) if key in INLINE else None

    def as_string(self, q):
        """`to_string(x)`: a binary is not asked for its protocol, as Elixir's own compiler writes it."""
        function, (value,), operation = self.callee(q)
        value = self.simple(value)
        target = self.temp('c')
        self.add('let', target, value)
        call = 'call', function, (value,), self.line, operation
        self.add('if', ('not', is_class(value, 'str')), (('site', self.site(), target, call, self.line),), ())
        return name(target)

    def is_native(self, module, function, arity):
        """Is this a native that is called in place? Those that can suspend are called as Elixir functions are."""
        if module.__class__ is not Atom or function.__class__ is not Atom:
            return False
        key = module.name, function.name, arity
        return registry.is_native(*key) and not registry.suspends(*key)

    def native_call(self, module, function, arguments):
        values = tuple(self.values(arguments))
        return 'call', ('g', global_name(module, function, len(values))), values, self.line

    def callee(self, q):
        """(IR of the Python function, IR of the arguments, operation) of a call of Elixir code."""
        head, meta, args = q
        arguments = lists.to_python(args)
        if head.__class__ is Atom:
            return ('g', f'{self.module}.{head.name}/{len(arguments)}@'), self.values(arguments), None
        remote = _remote(head)
        if remote is None:
            function, *values = [self.simple(v) for v in self.values([head[2][0], *arguments])]
            return function, values, self.operation('call', '', (function, *values))
        module, function = remote
        if module.__class__ is Atom and function.__class__ is Atom:
            return ('g', global_name(module, function, len(arguments))), self.values(arguments), None
        target, *values = self.values([module, *arguments])
        key = ('tuple', (target, ('c', ('\0a', function.name)), ('c', len(values))))
        return ('call', ('g', 'exported'), (key,), self.line), values, None

    def suspending(self, function, arguments, operation):
        """A call as a site; IR of its value."""
        target = self.temp('c')
        if not is_simple(function) and function[0] != 'g':
            function = self.simple(function, 'f')
        number = self.site()
        self.add('site', number, target, ('call', function, tuple(arguments), self.line, operation), self.line)
        return name(target)

    def tail_call(self, q):
        """Write a call in tail position; False if it is not a call of Elixir code."""
        head, meta, args = q
        if head.__class__ is Atom:
            return self.local_tail_call(q)
        remote = _remote(head)
        if remote is not None and not self.is_elixir_call(*remote, args, meta):
            return False
        self.leave_by_call(q)
        return True

    def is_elixir_call(self, module, function, args, meta):
        if module is _ERLANG and (function.name, len(lists.to_python(args))) in _ERLANG_CALLS:
            return False
        if module is _ERLANG and (function.name, len(lists.to_python(args))) in _BUILTIN:
            return False
        if args is None and is_field(module, meta):
            return False
        return not self.is_native(module, function, len(lists.to_python(args)))

    def local_tail_call(self, q):
        if self.is_self_call(q):
            self.begin_anew(self.values(lists.to_python(q[2])))
        else:
            self.leave_by_call(q)
        return True

    def leave_by_call(self, q):
        function, arguments, operation = self.callee(q)
        if is_to_string(*(_remote(q[0]) or (None, None)), arguments):
            arguments = [self.simple(arguments[0])]
            self.add('if', is_class(arguments[0], 'str'), (('ret', arguments[0]),), ())
        self.add('ret', ('call', function, tuple(arguments), self.line, self.tail_operation(operation)))
        self.leaves = True

    def is_self_call(self, q):
        """Is this a call of the function being written, by its name?"""
        if self.self_call is None or q.__class__ is not tuple or len(q) != 3 or q[2].__class__ is Atom:
            return False
        return q[0].__class__ is Atom and self.self_call[:2] == (q[0].name, len(lists.to_python(q[2])))

    def begin_anew(self, values):
        """A self call in tail position: the parameters get new values, and the function's loop goes on."""
        changed = [(p, v) for p, v in zip(self.self_call[2], values) if v != ('n', p)]
        if len(changed) == 1:
            self.add('let', *changed[0])
        elif changed:
            self.add('lets', tuple(p for p, _ in changed), tuple(v for _, v in changed))
        self.loops = True
        self.continue_function()

    def repeating(self, cells):
        """Write `[a, b | f(x)]` in tail position of `f` itself: what f returns gets a and b, then f's loop goes on.

        False if the list is another, or if f is not written so. Not so is an f that ends by calling another function,
        which must not find anything of f still to be done.
        """
        (*items, last), end = lists.split(cells)
        if end is not EMPTY or last.__class__ is not tuple or len(last) != 3 or last[0] is not _BAR:
            return False
        item, rest = lists.to_python(last[2])
        if not self.is_self_call(rest):
            return False
        self.at(rest[1])
        self.repeats = self.line
        if self.result is None:
            return False
        values = self.values([*items, item, *lists.to_python(rest[2])])
        for value in values[:len(items) + 1]:
            self.add('grow', self.result[0], value)
        self.begin_anew(values[len(items) + 1:])
        return True

    # ---- map.field and module.function without parentheses

    def field(self, q, field):
        subject = self.simple_value(q)
        target = self.temp('v')
        key = ('c', ('\0a', field.name))
        got = ('cmp', 'is not', ('set', target, ('method', subject, 'get', (key, known('MISSING')))), known('MISSING'))
        missing = ('raise', ('call', known('no_field'), (key, subject)), self.line)
        number = self.site()
        exported = ('call', ('g', 'exported'), (('tuple', (subject, key, ('c', 0))),), self.line)
        function = self.temp('f')
        called = (('let', function, exported), ('site', number, target, ('call', name(function), (), self.line, None), self.line))
        no_modules = (('cmp', 'is not', subject, ('c', ('\0a', each))) for each in ('nil', 'true', 'false'))
        is_module = ('and', (is_class(subject, 'Atom'), *no_modules))
        not_map = ('if', is_module, called, (('raise', ('call', known('no_map'), (key, subject)), self.line),))
        self.add('if', is_class(subject, 'Map'), (('if', got, (), (missing,)),), (not_map,))
        return name(target)

    # ---- conditions

    def test_of(self, function, arguments):
        """The Python condition of an Erlang test or boolean operator, or None."""
        check = TESTS.get((function, len(arguments)))
        if check is not None:
            return check(self, *self.values(arguments))
        return None

    def condition(self, q):
        """The Python condition that holds when the value of `q` is truthy (neither false nor nil)."""
        found = self.known_condition(q) or self.lazy_condition(q)
        if found is not None:
            return found
        value = self.simple_value(q)
        return 'and', (('cmp', 'is not', value, FALSE), ('cmp', 'is not', value, ('c', ('\0a', 'nil'))))

    def known_condition(self, q):
        """The Python condition of code whose value is a boolean in any case, else None."""
        if q is _TRUE:
            return YES
        if q is _FALSE_ATOM or q is _NIL_ATOM:
            return NO
        if q.__class__ is not tuple or len(q) != 3:
            return None
        remote = _remote(q[0])
        if remote is None or remote[0] is not _ERLANG or remote[1].__class__ is not Atom:
            return None
        self.at(q[1])
        return self.test_of(remote[1].name, lists.to_python(q[2]))


    def lazy_condition(self, q):
        """The Python condition of `a and b`, `a or b` (their expansion to `case`) where `a` is a boolean in any case, else None."""
        found = _lazy_operands(q)
        if found is None:
            return None
        operator, left, right = found
        start = len(self.block)
        first = self.known_condition(left) or self.lazy_condition(left)
        if first is None:
            del self.block[start:]
            return None
        around, self.block = self.block, []
        second = self.condition(right)
        needed, self.block = self.block, around
        if not needed:
            return operator, (first, second)
        target = self.temp('b')
        self.add('let', target, first)
        go_on = name(target) if operator == 'and' else ('not', name(target))
        self.add('if', go_on, (*needed, ('let', target, second)), ())
        return name(target)


def _lazy_operands(q):
    """('and' | 'or', left, right) of the `case` that Kernel's boolean operators expand to, or None."""
    if q.__class__ is not tuple or len(q) != 3 or q[0] is not _CASE:
        return None
    left, blocks = lists.to_python(q[2])
    clauses = lists.to_python(blocks[0][1])
    if len(clauses) != 3:
        return None
    (first, a), (second, b), _ = [lists.to_python(clause[2]) for clause in clauses]
    if first[0] is not _FALSE_ATOM or second[0] is not _TRUE:
        return None
    if a is _FALSE_ATOM:
        return 'and', left, b
    return ('or', left, a) if b is _TRUE else None


_CASE = atom('case')
_ERLANG, _FALSE_ATOM, _NIL_ATOM = atom('erlang'), atom('false'), atom('nil')
_BUILTIN = TESTS.keys() | INLINE.keys()
_ERLANG_CALLS = {}              # (name, arity) -> function(emitter, arguments): `apply` and the boolean operators


def erlang_call(name_, arity):
    def register(function):
        _ERLANG_CALLS[name_, arity] = function
        return function
    return register


@erlang_call('apply', 2)
def apply_function(emitter, arguments):
    function, cells = [emitter.simple(v) for v in emitter.values(arguments)]
    return _apply(emitter, ('call', known('applicable'), (function, cells), emitter.line), cells)


@erlang_call('apply', 3)
def apply_named(emitter, arguments):
    module, function, cells = [emitter.simple(v) for v in emitter.values(arguments)]
    count = ('call', known('count_arguments'), (cells,), emitter.line)
    key = ('tuple', (module, function, count))
    return _apply(emitter, ('call', ('g', 'exported'), (key,), emitter.line), cells)


def _apply(emitter, function, cells):
    function = emitter.simple(function, 'f')
    target = emitter.temp('c')
    call = ('star', function, ('call', known('to_python'), (cells,)), emitter.line)
    emitter.add('site', emitter.site(), target, call, emitter.line)
    return name(target)


@erlang_call('andalso', 2)
def andalso(emitter, arguments):
    return _lazy(emitter, arguments, TRUE, FALSE)


@erlang_call('orelse', 2)
def orelse(emitter, arguments):
    return _lazy(emitter, arguments, FALSE, TRUE)


def _lazy(emitter, arguments, going_on, stopping):
    """The second operand where the first is `going_on`, else `stopping`; :badarg where it is neither."""
    target = emitter.temp('v')
    left = emitter.simple_value(arguments[0])
    right = emitter.into(emitter.emit, arguments[1], target)
    bad = ('raise', ('call', known('bad_boolean'), (left,)), emitter.line)
    emitter.add('if', is_(left, going_on), right, (('if', is_(left, stopping), (('let', target, stopping),), (bad,)),))
    return name(target)

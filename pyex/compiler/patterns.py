"""Patterns and guards.

A pattern becomes Python conditions (which may set temporaries on their way) and, once they hold, statements that bind its variables.
A guard becomes a Python condition; what in it could raise is evaluated in a Python `try`, for a guard that raises fails.
"""
from pyex.compiler.binaries import binary_pattern
from pyex.compiler.calls import _remote, _ERLANG
from pyex.compiler.ir import FALSE, NO, NOTHING, TRUE, YES, is_, is_class, is_simple, known, name
from pyex.terms import lists
from pyex.terms.atom import Atom, atom
from pyex.terms.lists import EMPTY

_NODES = {}                 # head name -> function(matching, meta, args, subject)


def node(head):
    def register(function):
        _NODES[head] = function
        return function
    return register


class Matching:
    """The conditions and bindings of the patterns of one clause."""

    def __init__(self, emitter):
        self.emitter = emitter
        self.conditions = []
        self.bindings = []              # statements
        self.bound = {}                 # variables of this clause: key -> IR

    def test(self, condition):
        if condition != YES:
            self.conditions.append(condition)

    def temp(self, e):
        """(IR that sets a temporary to `e`, the temporary); simple expressions need none."""
        if is_simple(e):
            return e, e
        target = self.emitter.temp('p')
        return ('set', target, e), name(target)

    # ---- one pattern against one subject (IR)

    def match(self, pattern, subject):
        constant = self.emitter.constant(pattern)
        if constant.__class__ is not object:
            return self.constant(constant, subject)
        if pattern.__class__ is list:
            return self.list(pattern, subject)
        if pattern.__class__ is tuple and len(pattern) == 2:
            return self.tuple(pattern, subject)
        if pattern.__class__ is not tuple:
            return self.test(('call', known('same'), (('c', self.emitter.object(pattern)), subject)))
        head, meta, args = pattern
        if args.__class__ is Atom:
            return self.variable(pattern, subject)
        if head.__class__ is Atom and head.name in _NODES:
            return _NODES[head.name](self, meta, args, subject)
        return self.computed(pattern, subject)

    def variable(self, pattern, subject):
        if pattern[0].name == '_':
            return
        key = self.emitter.key_of(pattern)
        if key in self.bound:
            self.settle()
            self.test(('call', known('same'), (self.bound[key], subject)))
        elif is_simple(subject):
            self.bound[key] = self.emitter.variables[key] = subject
        else:
            target = self.emitter.python_name(key)
            self.bound[key] = name(target)
            self.emitter.variables.pop(key, None)
            self.bindings.append(('let', target, subject))

    def early(self, pattern, subject):
        """Match a part: variables wait for the bindings, anything else is tested through a temporary.

        A setting that must hold in any case is written as a tuple of one, which Python takes for true.
        """
        if self.is_plain_variable(pattern) or pattern.__class__ is tuple and len(pattern) == 3 and pattern[2].__class__ is Atom:
            return self.variable(pattern, subject)
        if self.emitter.constant(pattern).__class__ is not object:
            return self.match(pattern, subject)
        setting, temporary = self.temp(subject)
        before = len(self.conditions)
        self.match(pattern, temporary)
        self.fold(setting, temporary, before)

    def fold(self, setting, temporary, before):
        """Make the first condition about a temporary the one that sets it."""
        if setting is temporary:
            return
        if len(self.conditions) > before and _first_is_class_of(self.conditions[before], temporary):
            first = self.conditions[before]
            self.conditions[before] = ('cmp', first[1], ('class', setting), first[3])
        else:
            self.conditions.insert(before, ('tuple', (setting,)))

    def settle(self):
        """Turn bindings so far into conditions, since a later condition reads their variables."""
        for statement in self.bindings:
            if statement[0] == 'let':
                self.conditions.append(('tuple', (('set', statement[1], statement[2]),)))
            else:
                for index, target in enumerate(statement[1]):
                    self.conditions.append(('tuple', (('set', target, ('index', statement[2], index)),)))
        self.bindings.clear()

    def is_plain_variable(self, pattern):
        return (pattern.__class__ is tuple and len(pattern) == 3 and pattern[2].__class__ is Atom
                and pattern[0].__class__ is Atom and self.emitter.key_of(pattern) not in self.bound)

    # ---- constants, lists, tuples

    def constant(self, constant, subject):
        e = ('c', constant)
        if constant is None or constant.__class__ is tuple and constant[0] == '\0a':
            return self.test(is_(subject, e))
        if constant.__class__ in (str, bytes):
            return self.test(('cmp', '==', subject, e))
        if constant.__class__ is int:
            setting, temporary = self.temp(subject)
            self.test(is_class(setting, 'int'))
            return self.test(('cmp', '==', temporary, e))
        if constant == ('\0m', ()):
            return self.test(is_class(subject, 'Map'))
        if constant.__class__ is tuple and constant[0] == '\0m':
            return self.constant_map(constant, subject)
        return self.test(('call', known('same'), (subject, e)))

    def constant_map(self, constant, subject):
        setting, temporary = self.temp(subject)
        self.test(is_class(setting, 'Map'))
        for key, value in constant[1]:
            self.constant(value, ('call', known('map_get'), (temporary, ('c', key))))

    def list(self, cells, subject):
        items, tail = lists.split(cells)
        if tail is EMPTY and items[-1].__class__ is tuple and len(items[-1]) == 3 and items[-1][0] is _BAR:
            items[-1], tail = lists.to_python(items[-1][2])
        setting, temporary = self.temp(subject)
        for index, item in enumerate(items):
            self.test(is_class(setting, 'list'))
            last = index == len(items) - 1
            rest = tail if last else None
            if last and self.unpack((item, tail), temporary):
                return
            self.early(item, ('index', temporary, 0))
            if last:
                self.early(rest, ('index', temporary, 1))
            else:
                setting, temporary = self.temp(('index', temporary, 1))

    def tuple(self, items, subject):
        setting, temporary = self.temp(subject)
        self.test(is_class(setting, 'tuple'))
        self.test(('cmp', '==', ('call', ('g', 'len'), (temporary,)), ('c', len(items))))
        if not self.unpack(items, temporary):
            for index, item in enumerate(items):
                self.early(item, ('index', temporary, index))

    def unpack(self, items, subject):
        """Bind all parts at once when each is a new variable."""
        if len(items) < 2 or not all(map(self.is_plain_variable, items)):
            return False
        keys = [self.emitter.key_of(i) for i in items]
        if any(i[0].name == '_' for i in items) or len(set(keys)) < len(keys):
            return False
        for key in keys:
            self.bound[key] = name(self.emitter.python_name(key))
            self.emitter.variables.pop(key, None)
        self.bindings.append(('unpack', tuple(map(self.emitter.python_name, keys)), subject))
        return True

    def computed(self, pattern, subject):
        """An expression that is a constant once it is computed (`-1`, `1 + 2`)."""
        self.test(('call', known('same'), (self.emitter.value(pattern), subject)))


def _first_is_class_of(condition, temporary):
    return condition[0] == 'cmp' and condition[1] == 'is' and condition[2] == ('class', temporary)


_BAR = atom('|')


@node('{}')
def match_tuple(matching, _meta, args, subject):
    matching.tuple(lists.to_python(args), subject)


@node('=')
def match_both(matching, _meta, args, subject):
    left, right = lists.to_python(args)
    setting, temporary = matching.temp(subject)
    if setting is not temporary:
        matching.test(('tuple', (setting,)))
    if matching.is_plain_variable(right):
        left, right = right, left
    matching.early(left, temporary)
    matching.early(right, temporary)


@node('^')
def match_pinned(matching, _meta, args, subject):
    setting, temporary = matching.temp(subject)
    pinned = matching.emitter.value(args[0])
    matching.test(('or', (is_(setting, pinned), ('call', known('same'), (pinned, temporary)))))


@node('%{}')
def match_map(matching, _meta, args, subject):
    setting, temporary = matching.temp(subject)
    matching.test(is_class(setting, 'Map'))
    for key, value in lists.iterate(args):
        _match_key(matching, key, value, temporary)


def _match_key(matching, key, value, subject):
    constant = matching.emitter.constant(key)
    if constant.__class__ is int or constant.__class__ is str or constant.__class__ is tuple and constant[0] == '\0a':
        found = ('method', subject, 'get', (('c', constant), known('MISSING')))
    else:
        if _is_read(key) and matching.emitter.key_of(_pinned(key)) in matching.bound:
            matching.settle()
        found = ('call', known('map_get'), (subject, matching.emitter.value(_pinned(key))))
    target = matching.emitter.temp('p')
    matching.test(('cmp', 'is not', ('set', target, found), known('MISSING')))
    matching.early(value, name(target))


def _pinned(key):
    return key[2][0] if key.__class__ is tuple and len(key) == 3 and key[0] is atom('^') else key


def _is_read(key):
    key = _pinned(key)
    return key.__class__ is tuple and len(key) == 3 and key[2].__class__ is Atom


@node('%')
def match_struct(matching, _meta, args, subject):
    module, map_ = lists.to_python(args)
    setting, temporary = matching.temp(subject)
    matching.test(is_class(setting, 'Map'))
    struct = ('method', temporary, 'get', (('c', ('\0a', '__struct__')), NOTHING))
    if module.__class__ is Atom:
        matching.test(is_(struct, ('c', ('\0a', module.name))))
    else:
        target = matching.emitter.temp('p')
        matching.test(is_class(('set', target, struct), 'Atom'))
        matching.early(module, name(target))
    for key, value in lists.iterate(map_[2]):
        _match_key(matching, key, value, temporary)


@node('<<>>')
def match_binary(matching, _meta, args, subject):
    binary_pattern(matching, lists.to_python(args), subject)


# ---- guards

_HARMLESS = {('c', ('\0k', n)) for n in ('eq', 'same', 'lt', 'le')}


def may_raise(e):
    """Could evaluating this IR raise? (Wrongly yes does no harm.)"""
    tag = e[0]
    if tag in ('n', 'c', 'g'):
        return False
    if tag in ('bin', 'method', 'index') or tag == 'call' and e[1] not in _HARMLESS and e[1] != ('g', 'len'):
        return True
    if tag == 'call':
        return any(map(may_raise, e[2]))
    return any(may_raise(c) for c in _children(e))


def _children(e):
    for child in e[1:]:
        if child.__class__ is tuple and child:
            if child[0].__class__ is str:
                yield child
            else:
                yield from child


def guard_condition(emitter, guards):
    """The condition that one of the guards (alternatives) holds; statements it needs go to the block."""
    conditions = [_one_guard(emitter, g) for g in guards]
    result = conditions[0]
    for other in conditions[1:]:
        result = ('or', (result, other))
    return result


def _one_guard(emitter, guard):
    around, emitter.block = emitter.block, []
    condition = guard_test(emitter, guard)
    prelude, emitter.block = emitter.block, around
    if not prelude and not may_raise(condition):
        return condition
    target = emitter.temp('g')
    emitter.add('guard', target, condition, tuple(prelude))
    return name(target)


def guard_test(emitter, q):
    """A guard expression as a Python condition."""
    if q is atom('true'):
        return YES
    if q.__class__ is tuple and len(q) == 3 and q[0].__class__ is tuple:
        remote = _remote(q[0])
        if remote is not None and remote[0] is _ERLANG:
            arguments = lists.to_python(q[2])
            special = _GUARDS.get((remote[1].name, len(arguments)))
            if special is not None:
                return special(emitter, *arguments)
            check = emitter.test_of(remote[1].name, arguments)
            if check is not None:
                return check
    if q.__class__ is Atom:
        return NO
    return is_(emitter.value(q), TRUE)


def _guard_and(emitter, left, right):
    return 'and', (guard_test(emitter, left), guard_test(emitter, right))


def _guard_or(emitter, left, right):
    condition = guard_test(emitter, left)
    around, emitter.block = emitter.block, []
    other = guard_test(emitter, right)
    prelude, emitter.block = emitter.block, around
    if not prelude:
        return 'or', (condition, other)
    target = emitter.temp('g')
    emitter.add('let', target, condition)
    emitter.add('if', ('not', name(target)), (*prelude, ('let', target, other)), ())
    return name(target)


def _guard_not(emitter, operand):
    if operand.__class__ is tuple and len(operand) == 3 and operand[0].__class__ is tuple:
        return 'not', guard_test(emitter, operand)
    return is_(emitter.value(operand), FALSE)


_GUARDS = {('andalso', 2): _guard_and, ('and', 2): _guard_and, ('orelse', 2): _guard_or, ('or', 2): _guard_or,
           ('not', 1): _guard_not}

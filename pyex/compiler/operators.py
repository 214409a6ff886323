"""Erlang's operators and type tests as Python expressions.

Python's own operator does the work where the operands' classes make it right; anything else goes to the native, which
raises what Erlang raises. `a + b` of two unknowns is computed first and its class checked after (one test instead of two):
nothing but two integers gives an `int`. The figure behind it: a class test costs 12 ns, a call of the native 60 ns.
"""
from pyex.compiler.ir import (FALSE, NO, NOTHING, TRUE, YES, is_, is_class, is_simple, known)

INLINE = {}             # (erlang name, arity) -> function(emitter, args IR) -> IR
TESTS = {}              # the same for what gives a Python truth value


def inline(name, arity):
    def register(function):
        INLINE[name, arity] = function
        return function
    return register


def test(name, arity):
    def register(function):
        TESTS[name, arity] = function
        return function
    return register


def native(emitter, name, arguments):
    """A call of the native `:erlang.name`."""
    return 'call', ('g', f'erlang.{name}/{len(arguments)}'), tuple(arguments), emitter.line


def boolean(condition):
    """The atom of a Python truth value."""
    if condition == YES:
        return TRUE
    if condition == NO:
        return FALSE
    return 'ternary', condition, TRUE, FALSE


def is_int(e):
    return YES if e[0] == 'c' and e[1].__class__ is int else is_class(e, 'int')


def is_int_constant(e):
    return e[0] == 'c' and e[1].__class__ is int


def is_float_constant(e):
    return e[0] == 'c' and e[1].__class__ is float


def conjunction(a, b):
    if a == YES:
        return b
    return a if b == YES else ('and', (a, b))


# ---- arithmetic

def _bin(emitter, operator, name, a, b):
    column = emitter.operation('native', f'erlang.{name}/2', (a, b)) if is_simple(a) and is_simple(b) else None
    return 'bin', operator, a, b, emitter.line, column


def _checked(emitter, operator, name, a, b):
    """Compute, then look whether it is an int or a float that is not infinite."""
    a, b = emitter.simple(a), emitter.simple(b)
    result = emitter.temp('r')
    computed = is_class(('set', result, _bin(emitter, operator, name, a, b)), 'int')
    number = 'or', (computed, ('and', (is_class(('n', result), 'float'), _is_finite(result))))
    return 'ternary', number, ('n', result), native(emitter, name, (a, b))


def _with_float(emitter, operator, name, a, b):
    """The same where one operand is a float constant: nothing but a float can come out."""
    a, b = emitter.simple(a), emitter.simple(b)
    result = emitter.temp('r')
    computed = 'tuple', (('set', result, _bin(emitter, operator, name, a, b)),)
    return 'ternary', ('and', (computed, _is_finite(result))), ('n', result), native(emitter, name, (a, b))


def _is_finite(result):
    return 'cmp', '==', ('bin', '-', ('n', result), ('n', result)), ('c', 0.0)


@inline('self', 0)
def own_pid(_emitter):
    return ('self',)


@inline('+', 2)
def add(emitter, a, b):
    if is_int_constant(a) or is_int_constant(b):
        return _bin(emitter, '+', '+', emitter.simple(a), emitter.simple(b))
    return _checked(emitter, '+', '+', a, b)


@inline('-', 2)
def subtract(emitter, a, b):
    if is_int_constant(a) or is_int_constant(b):
        return _bin(emitter, '-', '-', emitter.simple(a), emitter.simple(b))
    return _checked(emitter, '-', '-', a, b)


@inline('*', 2)
def multiply(emitter, a, b):
    if is_float_constant(a) or is_float_constant(b):
        return _with_float(emitter, '*', '*', a, b)
    a, b = emitter.simple(a), emitter.simple(b)
    ints = conjunction(is_int(a), is_int(b))
    return 'ternary', ints, _bin(emitter, '*', '*', a, b), native(emitter, '*', (a, b))


def _divided(operator, name):
    def divide(emitter, a, b):
        a, b = emitter.simple(a), emitter.simple(b)
        call = native(emitter, name, (a, b))
        if is_int_constant(b) and b[1] > 0:
            natural = conjunction(is_int(a), ('cmp', '>=', a, ('c', 0)))
            return 'ternary', natural, ('bin', operator, a, b), call
        return call
    return divide


INLINE['div', 2] = _divided('//', 'div')
INLINE['rem', 2] = _divided('%', 'rem')


def _bitwise(operator, name):
    def operate(emitter, a, b):
        a, b = emitter.simple(a), emitter.simple(b)
        return 'ternary', conjunction(is_int(a), is_int(b)), ('bin', operator, a, b), native(emitter, name, (a, b))
    return operate


INLINE['band', 2] = _bitwise('&', 'band')
INLINE['bor', 2] = _bitwise('|', 'bor')
INLINE['bxor', 2] = _bitwise('^', 'bxor')


# ---- comparisons

def _ordered(operator, slow, swapped):
    def compare(emitter, a, b):
        a, b = emitter.simple(a), emitter.simple(b)
        fast = conjunction(is_int(a), is_int(b))
        arguments = (b, a) if swapped else (a, b)
        compared = ('cmp', operator, a, b)
        return compared if fast == YES else ('ternary', fast, compared, ('call', known(slow), arguments))
    return compare


TESTS['<', 2] = _ordered('<', 'lt', False)
TESTS['=<', 2] = _ordered('<=', 'le', False)
TESTS['>', 2] = _ordered('>', 'lt', True)
TESTS['>=', 2] = _ordered('>=', 'le', True)


def _tag(e):
    """'identity' for constants that are compared with `is`, 'equality' for those where Python's `==` is Elixir's `==`."""
    if e[0] != 'c':
        return None
    if e[1] is None or e[1].__class__ is tuple and e[1][0] == '\0a':
        return 'identity'
    return 'equality' if e[1].__class__ in (int, str) else None


@test('==', 2)
def equal(emitter, a, b):
    tags = _tag(a), _tag(b)
    if 'identity' in tags:
        return is_(a, b)
    if 'equality' in tags:
        return 'cmp', '==', a, b
    a, b = emitter.simple(a), emitter.simple(b)
    return 'or', (is_(a, b), ('call', known('eq'), (a, b)))


@test('=:=', 2)
def identical(emitter, a, b):
    tags = _tag(a), _tag(b)
    if 'identity' in tags:
        return is_(a, b)
    if 'equality' in tags:
        constant, other = (a, b) if tags[0] else (b, a)
        if constant[1].__class__ is str:
            return 'cmp', '==', constant, other
        other = emitter.simple(other)
        return conjunction(is_int(other), ('cmp', '==', other, constant))
    a, b = emitter.simple(a), emitter.simple(b)
    return 'or', (is_(a, b), ('call', known('same'), (a, b)))


@test('/=', 2)
def unequal(emitter, a, b):
    return 'not', equal(emitter, a, b)


@test('=/=', 2)
def not_identical(emitter, a, b):
    return 'not', identical(emitter, a, b)


# ---- type tests

def _class_test(*classes):
    def check(emitter, e):
        if len(classes) == 1:
            return is_class(e, classes[0])
        e = emitter.simple(e)
        return 'or', tuple(is_class(e, c) for c in classes)
    return check


for _name, _classes in {'is_integer': ['int'], 'is_float': ['float'], 'is_number': ['int', 'float'], 'is_atom': ['Atom'],
                        'is_binary': ['str', 'bytes'], 'is_bitstring': ['str', 'bytes', 'Bits'], 'is_tuple': ['tuple'],
                        'is_map': ['Map'], 'is_pid': ['Pid'], 'is_reference': ['Reference'], 'is_port': ['Port'],
                        'is_function': ['Function']}.items():
    TESTS[_name, 1] = _class_test(*_classes)


@test('is_list', 1)
def is_list(emitter, e):
    e = emitter.simple(e)
    return 'or', (is_class(e, 'list'), is_(e, NOTHING))


@test('is_boolean', 1)
def is_boolean(emitter, e):
    e = emitter.simple(e)
    return 'or', (is_(e, TRUE), is_(e, FALSE))


# ---- reading lists and tuples

def _part(index, name):
    def part(emitter, e):
        e = emitter.simple(e)
        return 'ternary', is_class(e, 'list'), ('index', e, index), native(emitter, name, (e,))
    return part


INLINE['hd', 1] = _part(0, 'hd')
INLINE['tl', 1] = _part(1, 'tl')


@inline('element', 2)
def element(emitter, position, e):
    if not is_int_constant(position) or position[1] < 1:
        return native(emitter, 'element', (position, e))
    e = emitter.simple(e)
    fits = ('cmp', '>=', ('call', ('g', 'len'), (e,)), position)
    return 'ternary', conjunction(is_class(e, 'tuple'), fits), ('index', e, position[1] - 1), native(emitter, 'element', (position, e))

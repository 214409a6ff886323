"""Arithmetic, bit operations, comparison and boolean operators of `:erlang`.

Compiled code does these inline for two small integers and calls the natives for the rest, so they are right for every term.
Python's own operators are not enough: they join strings and tuples, and they give infinity where Erlang raises.
"""
from pyex.natives.registry import native
from pyex.runtime.exceptions import SYSTEM_LIMIT, badarg, badarith, error
from pyex.terms.atom import FALSE, TRUE
from pyex.terms.order import compare, eq, same

_NUMBERS = {int, float}
_SHIFT_LIMIT = 1 << 26              # bits of the biggest integer that a shift may make
_OF = {True: TRUE, False: FALSE}


def _finite(number):
    """A result of float arithmetic, which must not be infinite or no number."""
    if number.__class__ is float and number - number != 0.0:
        raise badarith()
    return number


def _check_numbers(a, b):
    if a.__class__ not in _NUMBERS or b.__class__ not in _NUMBERS:
        raise badarith()


def _check_integers(a, b):
    if a.__class__ is not int or b.__class__ is not int:
        raise badarith()


# Arithmetic

@native('erlang', '+', 2)
def add(a, b):
    """The sum of two numbers."""
    _check_numbers(a, b)
    try:
        return _finite(a + b)
    except OverflowError:
        raise badarith() from None


@native('erlang', '-', 2)
def subtract(a, b):
    """The difference of two numbers."""
    _check_numbers(a, b)
    try:
        return _finite(a - b)
    except OverflowError:
        raise badarith() from None


@native('erlang', '*', 2)
def multiply(a, b):
    """The product of two numbers."""
    _check_numbers(a, b)
    try:
        return _finite(a * b)
    except OverflowError:
        raise badarith() from None


@native('erlang', '/', 2)
def divide(a, b):
    """The quotient of two numbers, always a float."""
    _check_numbers(a, b)
    try:
        return _finite(float(a) / float(b))
    except (OverflowError, ZeroDivisionError):
        raise badarith() from None


@native('erlang', 'div', 2)
def div(a, b):
    """The integer quotient, cut off towards zero."""
    _check_integers(a, b)
    if b == 0:
        raise badarith()
    quotient = a // b
    return quotient + 1 if quotient < 0 and quotient * b != a else quotient


@native('erlang', 'rem', 2)
def rem(a, b):
    """The remainder of `div`; it has the sign of the left side."""
    _check_integers(a, b)
    if b == 0:
        raise badarith()
    remainder = a % b
    return remainder - b if remainder and (a < 0) != (b < 0) else remainder


@native('erlang', '+', 1)
def plus(number):
    """The number itself."""
    if number.__class__ not in _NUMBERS:
        raise badarith()
    return number


@native('erlang', '-', 1)
def negate(number):
    """The number with its sign turned round."""
    if number.__class__ not in _NUMBERS:
        raise badarith()
    return -number


def _number(term):
    if term.__class__ not in _NUMBERS:
        raise badarg({1: 'not a number'})
    return term


@native('erlang', 'abs', 1)
def abs_(number):
    """The absolute value."""
    return abs(_number(number))


@native('erlang', 'round', 1)
def round_(number):
    """The nearest integer; halves go away from zero."""
    whole = int(_number(number))
    if abs(number - whole) >= 0.5:
        whole += 1 if number > 0 else -1
    return whole


@native('erlang', 'trunc', 1)
def trunc(number):
    """The integer part of a number."""
    return int(_number(number))


@native('erlang', 'floor', 1)
def floor(number):
    """The largest integer that is not greater than the number."""
    return int(_number(number) // 1)


@native('erlang', 'ceil', 1)
def ceil(number):
    """The smallest integer that is not less than the number."""
    return int(-(-_number(number) // 1))


@native('erlang', 'float', 1)
def float_(number):
    """The number as a float."""
    try:
        return float(_number(number))
    except OverflowError:
        raise badarg({1: 'not a number'}) from None


# Bits of integers

@native('erlang', 'band', 2)
def band(a, b):
    """The bits that are set in both integers."""
    _check_integers(a, b)
    return a & b


@native('erlang', 'bor', 2)
def bor(a, b):
    """The bits that are set in one or both integers."""
    _check_integers(a, b)
    return a | b


@native('erlang', 'bxor', 2)
def bxor(a, b):
    """The bits that are set in exactly one of two integers."""
    _check_integers(a, b)
    return a ^ b


@native('erlang', 'bnot', 1)
def bnot(number):
    """All bits turned round."""
    if number.__class__ is not int:
        raise badarith()
    return ~number


@native('erlang', 'bsl', 2)
def bsl(number, places):
    """The integer shifted left; a negative count shifts right."""
    _check_integers(number, places)
    if places < 0:
        return number >> -places
    if number and number.bit_length() + places > _SHIFT_LIMIT:
        raise error(SYSTEM_LIMIT)
    return number << places


@native('erlang', 'bsr', 2)
def bsr(number, places):
    """The integer shifted right; a negative count shifts left."""
    _check_integers(number, places)
    return bsl(number, -places)


# Comparison

@native('erlang', '==', 2)
def equal(a, b):
    """Whether two terms are equal; 1 equals 1.0."""
    return _OF[eq(a, b)]


@native('erlang', '/=', 2)
def unequal(a, b):
    """Whether two terms differ; 1 and 1.0 do not."""
    return _OF[not eq(a, b)]


@native('erlang', '=:=', 2)
def identical(a, b):
    """Whether two terms are the same; 1 and 1.0 are not."""
    return _OF[same(a, b)]


@native('erlang', '=/=', 2)
def different(a, b):
    """Whether two terms are not the same; 1 and 1.0 are not."""
    return _OF[not same(a, b)]


@native('erlang', '<', 2)
def less(a, b):
    """Whether the left term stands before the right one in the order of terms."""
    return _OF[compare(a, b) < 0]


@native('erlang', '>', 2)
def greater(a, b):
    """Whether the left term stands after the right one in the order of terms."""
    return _OF[compare(a, b) > 0]


@native('erlang', '=<', 2)
def at_most(a, b):
    """Whether the left term does not stand after the right one in the order of terms."""
    return _OF[compare(a, b) <= 0]


@native('erlang', '>=', 2)
def at_least(a, b):
    """Whether the left term does not stand before the right one in the order of terms."""
    return _OF[compare(a, b) >= 0]


@native('erlang', 'max', 2)
def max_(a, b):
    """The greater of two terms, the first one if they are equal."""
    return a if compare(a, b) >= 0 else b


@native('erlang', 'min', 2)
def min_(a, b):
    """The lesser of two terms, the first one if they are equal."""
    return a if compare(a, b) <= 0 else b


# Booleans

def _booleans(a, b):
    if a is not TRUE and a is not FALSE or b is not TRUE and b is not FALSE:
        raise badarg()
    return a is TRUE, b is TRUE


@native('erlang', 'and', 2)
def and_(a, b):
    """Whether both booleans are true."""
    left, right = _booleans(a, b)
    return _OF[left and right]


@native('erlang', 'or', 2)
def or_(a, b):
    """Whether one of two booleans is true."""
    left, right = _booleans(a, b)
    return _OF[left or right]


@native('erlang', 'xor', 2)
def xor(a, b):
    """Whether exactly one of two booleans is true."""
    left, right = _booleans(a, b)
    return _OF[left != right]


@native('erlang', 'not', 1)
def not_(term):
    """The other boolean."""
    if term is TRUE:
        return FALSE
    if term is FALSE:
        return TRUE
    raise badarg()

"""`:pyex_number`: what Elixir's `Integer` and `Float` are made of."""
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import cache
from math import gcd as greatest_divisor, isinf
import re

from pyex.natives.arguments import elements
from pyex.natives.registry import native
from pyex.runtime.exceptions import SYSTEM_LIMIT, badarith, error
from pyex.terms.atom import ERROR

_DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'
_FLOAT = re.compile(r'[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?')
_ROUNDINGS = {'round': ROUND_HALF_UP, 'ceil': ROUND_CEILING, 'floor': ROUND_FLOOR}
_EXACT = Context(prec=400)              # the digits of any float with fifteen places after the point
_BIGGEST = 1 << 23                      # bits of the biggest integer that `pow` may make: a second's work


@native('pyex_number', 'pow', 2)
def pow_(base, exponent):
    """An integer to the power of an integer that is not negative."""
    if exponent < 0:
        raise badarith()
    if abs(base) > 1 and base.bit_length() * exponent > _BIGGEST:
        raise error(SYSTEM_LIMIT)
    return base ** exponent


@native('pyex_number', 'gcd', 2)
def gcd(a, b):
    """The greatest common divisor of two integers."""
    return greatest_divisor(a, b)


@native('pyex_number', 'extended_gcd', 2)
def extended_gcd(a, b):
    """`{divisor, m, n}` so that the divisor is a * m + b * n."""
    x, next_x, y, next_y = 1, 0, 0, 1
    while b:
        quotient, rest = divmod(a, b)
        a, b = b, rest
        x, next_x = next_x, x - quotient * next_x
        y, next_y = next_y, y - quotient * next_y
    return (-a, -x, -y) if a < 0 else (a, x, y)


@native('pyex_number', 'digits', 2)
def digits(number, base):
    """The digits of an integer in a base, as a list."""
    out, rest = None, abs(number)
    while True:
        rest, digit = divmod(rest, base)
        out = [-digit if number < 0 else digit, out]
        if not rest:
            return out


@native('pyex_number', 'undigits', 2)
def undigits(cells, base):
    """The integer of a list of digits, or the first one that is no digit in a tuple."""
    total = 0
    for digit in elements(cells):
        if digit.__class__ is int and digit >= base:
            return digit,
        total = total * base + digit
    return total


@cache
def _integer_pattern(base):
    figures = _DIGITS[:base]
    return re.compile(f'[+-]?[{figures}{figures.upper()}]+')


@native('pyex_number', 'parse_integer', 2)
def parse_integer(string, base):
    """`{integer, rest}` for a string that begins with an integer, or `:error`."""
    text = string if string.__class__ is str else string.decode('utf-8', 'surrogateescape')
    found = _integer_pattern(base).match(text)
    return (int(found[0], base), string[found.end():]) if found else ERROR


@native('pyex_number', 'parse_float', 1)
def parse_float(string):
    """`{float, rest}` for a string that begins with a number, or `:error`."""
    text = string if string.__class__ is str else string.decode('utf-8', 'surrogateescape')
    found = _FLOAT.match(text)
    if not found or isinf(number := float(found[0])):
        return ERROR
    return number, string[found.end():]


@native('pyex_number', 'round', 3)
def round_(number, places, way):
    """A float with no more than `places` decimals, by way of `:round`, `:ceil` or `:floor`; from its exact value."""
    return float(Decimal(number).quantize(Decimal(1).scaleb(-places), _ROUNDINGS[way.name], _EXACT))


@native('pyex_number', 'ratio', 1)
def ratio(number):
    """`{numerator, denominator}` of a float."""
    return number.as_integer_ratio()

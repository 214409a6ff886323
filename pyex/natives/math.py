"""`:math`: floating-point functions. What has no finite result raises `:badarith`."""
import math

from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg, badarith

_ONE = {'sin': 'sine', 'cos': 'cosine', 'tan': 'tangent', 'asin': 'inverse sine', 'acos': 'inverse cosine', 'atan': 'inverse tangent',
        'sinh': 'hyperbolic sine', 'cosh': 'hyperbolic cosine', 'tanh': 'hyperbolic tangent', 'asinh': 'inverse hyperbolic sine',
        'acosh': 'inverse hyperbolic cosine', 'atanh': 'inverse hyperbolic tangent', 'exp': 'power of e', 'log': 'natural logarithm',
        'log2': 'logarithm to base 2', 'log10': 'logarithm to base 10', 'sqrt': 'square root', 'erf': 'error function',
        'erfc': 'complementary error function'}
_TWO = {'atan2': 'inverse tangent of a quotient', 'fmod': 'floating-point remainder', 'pow': 'power'}


def _float(term, position=1):
    if term.__class__ is float:
        return term
    if term.__class__ is not int:
        raise badarg({position: 'not a number'})
    try:
        return float(term)
    except OverflowError:
        raise badarith() from None


def _finite(function, *arguments):
    try:
        result = function(*map(_float, arguments, (1, 2)))
    except (ValueError, OverflowError, ZeroDivisionError):
        raise badarith() from None
    if result - result != 0.0:
        raise badarith()
    return result


def _one(function):
    def of(number):
        return _finite(function, number)
    return of


def _two(function):
    def of(number, other):
        return _finite(function, number, other)
    return of


def _register(table, arity, make):
    for name, words in table.items():
        made = make(getattr(math, name))
        made.__code__ = made.__code__.replace(co_name=name)
        made.__doc__ = f'The {words}.'
        native('math', name, arity)(made)


_register(_ONE, 1, _one)
_register(_TWO, 2, _two)


@native('math', 'pi', 0)
def pi():
    """The ratio of a circle's circumference to its diameter."""
    return math.pi


@native('math', 'tau', 0)
def tau():
    """Two pi."""
    return math.tau


@native('math', 'floor', 1)
def floor(number):
    """The greatest whole number that is not greater, as a float."""
    return float(math.floor(_float(number)))


@native('math', 'ceil', 1)
def ceil(number):
    """The least whole number that is not less, as a float."""
    return float(math.ceil(_float(number)))

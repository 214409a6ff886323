"""Filters of the table: words that all must be found, and comparisons.

    counter              in the pid, name, label, initial call, function, place or state (in whatever case)
    !receive             not there
    messages>10  age<1s  a column compared with a number; times may end in ms, s, m, h
    state:receive mark:g a state, a mark
"""
import re

from pyex.observer import rows
from pyex.observer.model import ALIASES

COMPARISON = re.compile(r'(!?)(\w+)(>=|<=|>|<|=)(-?\d+(?:\.\d+)?)(ms|s|m|h|k|M)?')
UNITS = {None: 1, 'k': 1_000, 'M': 1_000_000, 'ms': 1_000_000, 's': 10 ** 9, 'm': 60 * 10 ** 9, 'h': 3600 * 10 ** 9}
TESTS = {'>': lambda a, b: a > b, '<': lambda a, b: a < b, '=': lambda a, b: a == b, '>=': lambda a, b: a >= b, '<=': lambda a, b: a <= b}


def compiled(text, values):
    """A function of a Process, or None if all pass. values: {column: function(process)} of what can be compared."""
    tests = [_test(word, values) for word in text.split()]
    if not tests:
        return None
    return tests[0] if len(tests) == 1 else lambda process: all(test(process) for test in tests)


def _test(word, values):
    found = COMPARISON.fullmatch(word)
    column = found and ALIASES.get(found[2], found[2])
    if column in values:
        return _compare(found, values[column])
    wanted = word.lower()
    if wanted.startswith('!') and len(wanted) > 1:
        inverted = _test(wanted[1:], values)
        return lambda process: not inverted(process)
    kind, _, rest = wanted.partition(':')
    if kind == 'state' and rest:
        wanted_state = 'receive' if rest == 'waiting' else rest         # as Process.info/2 calls it
        return lambda process: rows.state(process).startswith(wanted_state)
    if kind == 'mark' and rest:
        return lambda process: rest in values['marks'](process)
    return lambda process: wanted in rows.text(process)


def _compare(found, value):
    inverted, _, sign, number, unit = found.groups()
    number, test = float(number) * UNITS[unit], TESTS[sign]

    def compare(process):
        actual = value(process)
        return actual.__class__ in (int, float) and test(actual, number) != (inverted == '!')
    return compare

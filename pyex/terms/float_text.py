"""Floats as text: the shortest text that reads back as the same float, and Erlang's other formats."""
from pyex.terms.atom import atom

COMPACT = atom('compact')
_EXACT_INTEGERS = 2.0 ** 53


def shortest(number):
    """The shortest decimal text that reads back as the same float: `1.0e3`, `0.1`."""
    mantissa, _, exponent = repr(number).partition('e')
    sign = '-' if mantissa[0] == '-' else ''
    whole, _, fraction = mantissa.lstrip('-').partition('.')
    power = int(exponent or 0) + len(whole)                 # the value is 0.DIGITS * 10 ** power
    figures = whole + fraction
    stripped = figures.lstrip('0')
    if not stripped:
        return sign + '0.0'
    power -= len(figures) - len(stripped)
    return sign + _place_point(stripped.rstrip('0'), power, abs(number) < _EXACT_INTEGERS)


def _place_point(digits, power, exact):
    """`0.digits * 10 ** power` with or without an exponent, whichever is shorter (without on a tie)."""
    exponential = f'{digits[0]}.{digits[1:] or "0"}e{power - 1}'
    if not exact:
        return exponential
    plain = _plain(digits, power)
    return plain if len(plain) <= len(exponential) else exponential


def inspected(number):
    """A float as `inspect` shows it: whole numbers below 1.0e16 without an exponent."""
    size = abs(number)
    if 1.0 <= size < 1.0e16 and size == int(size):
        return f'{int(number)}.0'
    return shortest(number)


def _plain(digits, power):
    if power <= 0:
        return '0.' + '0' * -power + digits
    if power >= len(digits):
        return digits + '0' * (power - len(digits)) + '.0'
    return digits[:power] + '.' + digits[power:]


def scientific(number, count, compact=False):
    """One digit, `count` digits after the point, and an exponent of two digits at least."""
    return f'{number:.{count}e}'


def decimals(number, count, compact=False):
    """`count` digits after the point; halves of the last place go away from zero. `compact` drops zeros at the end."""
    size = abs(number)
    if size >= _EXACT_INTEGERS or count > 15:
        text = f'{size:.{count}f}'
    else:
        text = _rounded(size, count)
    if compact and count > 0:
        text = text.rstrip('0')
        text += '0' if text.endswith('.') else ''
    return '-' + text if number < 0 or repr(number)[0] == '-' else text


def _rounded(size, count):
    whole, unit = int(size), 10 ** count
    scaled = (size - whole) * unit
    fraction = int(scaled)
    if scaled - fraction >= 0.5:
        fraction += 1
    if fraction >= unit:
        whole, fraction = whole + 1, fraction - unit
    return f'{whole}.{fraction:0{count}d}' if count else str(whole)

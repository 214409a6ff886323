"""The digits of an integer in any base from 2 to 36, and in decimal beyond Python's own limit of 4,300 digits."""
from decimal import Context, MAX_EMAX, MAX_PREC, MIN_EMIN

_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
_FORMATS = {2: 'b', 8: 'o', 16: 'X'}
_CHUNK = 12                             # digits in other bases that are made one by one
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_SMALL = 1 << 13000                     # a little less than 4,300 digits
_SMALL_WIDTH = 4096                     # bits that `decimal` converts at once


def digits(number, radix=10):
    """`number` in base `radix`, with upper case letters."""
    if radix == 10:
        return str(number) if -_SMALL < number < _SMALL else _decimal(number)
    if radix in _FORMATS:
        return format(number, _FORMATS[radix])
    return '-' + _in_base(-number, radix) if number < 0 else _in_base(number, radix)


def _decimal(number):
    """By halves: 4,000,000 bits take 0.2 s instead of 26, and Python code is in between, which can be interrupted."""
    powers = {}

    def power(width):
        if width not in powers:
            half = width >> 1
            powers[width] = _EXACT.power(2, width) if width <= _SMALL_WIDTH else _EXACT.multiply(power(half), power(width - half))
        return powers[width]

    def part(number, width):
        if width <= _SMALL_WIDTH:
            return _EXACT.create_decimal(number)
        half = width >> 1
        high = number >> half
        return _EXACT.add(part(number - (high << half), half), _EXACT.multiply(part(high, width - half), power(half)))
    return ('-' if number < 0 else '') + format(part(abs(number), number.bit_length()), 'f')


def _in_base(number, radix):
    """By halves, too: the number of digits is not known, so zeros may be too many."""
    powers = [radix ** _CHUNK]
    while powers[-1] <= number:
        powers.append(powers[-1] ** 2)

    def part(number, level):
        if not level:
            return _chunk(number, radix)
        high, low = divmod(number, powers[level - 1])
        return part(high, level - 1) + part(low, level - 1)
    return part(number, len(powers) - 1).lstrip('0') or '0'


def _chunk(number, radix):
    out = []
    for _ in range(_CHUNK):
        number, digit = divmod(number, radix)
        out.append(_DIGITS[digit])
    return ''.join(reversed(out))

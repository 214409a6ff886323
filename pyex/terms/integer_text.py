"""The digits of an integer in any base from 2 to 36, and in decimal beyond Python's own limit of 4,300 digits."""
from decimal import Context, MAX_EMAX, MAX_PREC, MIN_EMIN

_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
_FORMATS = {2: 'b', 8: 'o', 16: 'X'}
_CHUNK = 12                             # digits that are cut off at once in other bases
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_SMALL = 1 << 13000                     # a little less than 4,300 digits


def digits(number, radix=10):
    """`number` in base `radix`, with upper case letters."""
    if radix == 10:
        return str(number) if -_SMALL < number < _SMALL else _decimal(number)
    if radix in _FORMATS:
        return format(number, _FORMATS[radix])
    return '-' + _in_base(-number, radix) if number < 0 else _in_base(number, radix)


def _decimal(number):
    return format(_EXACT.create_decimal(number), 'f')


def _in_base(number, radix):
    chunks, unit = [], radix ** _CHUNK
    while True:
        number, low = divmod(number, unit)
        chunks.append(_chunk(low, radix))
        if not number:
            return ''.join(reversed(chunks)).lstrip('0') or '0'


def _chunk(number, radix):
    out = []
    for _ in range(_CHUNK):
        number, digit = divmod(number, radix)
        out.append(_DIGITS[digit])
    return ''.join(reversed(out))

"""`:pyex_calendar`: the proleptic Gregorian calendar of Elixir's `Calendar.ISO`.

Days count from 0000-01-01. A moment is a count of microseconds from midnight of that day; `{microseconds, precision}` is a fraction of
a second with the number of its digits. Years go from -9999 to 9999.
"""
import re

from pyex.natives.registry import native
from pyex.runtime.exceptions import error
from pyex.terms.atom import ERROR, FALSE, NIL, OK, TRUE, atom
from pyex.terms.lists import to_python

DAY = 86_400_000_000
_INVALID_DATE, _INVALID_TIME, _INVALID_FORMAT = atom('invalid_date'), atom('invalid_time'), atom('invalid_format')
_CYCLE = 146_097                        # days of 400 years
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = r'([+-]?\d{4})-(\d\d)-(\d\d)'
_CLOCK = r'(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?'
_OFFSET = r'(Z|[+-]\d\d:?\d\d|[+-]\d\d)?'
_DATE_TEXT = re.compile(_DATE, re.ASCII)
_TIME_TEXT = re.compile('T?' + _CLOCK + _OFFSET, re.ASCII)
_NAIVE_TEXT = re.compile(_DATE + '[T ]' + _CLOCK + _OFFSET, re.ASCII)
_BASIC_TEXT = re.compile(r'([+-]?\d{4})(\d\d)(\d\d)[T ](\d\d)(\d\d)(\d\d)(?:[.,](\d+))?' + _OFFSET, re.ASCII)


# Dates and days

def days_of(year, month, day):
    """The days from 0000-01-01 to a date."""
    year -= month <= 2
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + day_of_year + 60


def date_of(days):
    """(year, month, day) of a count of days from 0000-01-01."""
    cycle, day = divmod(days - 60, _CYCLE)
    year = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day_of_year = day - (365 * year + year // 4 - year // 100)
    month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return year + cycle * 400 + (month <= 2), month, day


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year, month):
    return 29 if month == 2 and is_leap(year) else _MONTHS[month - 1]


def is_date(year, month, day):
    return (all(part.__class__ is int for part in (year, month, day)) and -9999 <= year <= 9999 and 1 <= month <= 12
            and 1 <= day <= month_length(year, month))


@native('pyex_calendar', 'days', 3)
def days(year, month, day):
    """The days from 0000-01-01 to a date."""
    return days_of(year, month, day)


@native('pyex_calendar', 'date', 1)
def date(count):
    """`{year, month, day}` of a count of days."""
    return date_of(count)


@native('pyex_calendar', 'valid_date?', 3)
def valid_date(year, month, day):
    """Whether there is such a date."""
    return TRUE if is_date(year, month, day) else FALSE


@native('pyex_calendar', 'days_in_month', 2)
def days_in_month(year, month):
    """The number of days of a month."""
    return month_length(year, month)


@native('pyex_calendar', 'leap_year?', 1)
def leap_year(year):
    """Whether a year has 366 days."""
    return TRUE if is_leap(year) else FALSE


@native('pyex_calendar', 'add_months', 4)
def add_months(year, month, day, count):
    """`{year, month, day}` so many months later; the day is cut to the length of the month."""
    year, month = divmod(year * 12 + month - 1 + count, 12)
    return year, month + 1, min(day, month_length(year, month + 1))


# Moments

@native('pyex_calendar', 'moment', 7)
def moment(year, month, day, hour, minute, second, microseconds):
    """The microseconds from 0000-01-01 to a moment."""
    return days_of(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1_000_000 + microseconds


@native('pyex_calendar', 'parts', 1)
def parts(count):
    """`{year, month, day, hour, minute, second, microseconds}` of a moment."""
    whole, rest = divmod(count, DAY)
    seconds, microseconds = divmod(rest, 1_000_000)
    return *date_of(whole), seconds // 3600, seconds // 60 % 60, seconds % 60, microseconds


# Reading

def _fraction(text):
    if text is None:
        return 0, 0
    return int(text[:6].ljust(6, '0')), min(len(text), 6)


def _clock(groups):
    """(hour, minute, second, fraction) of the groups of a match, or None."""
    hour, minute, second = map(int, groups[:3])
    return (hour, minute, second, _fraction(groups[3])) if hour < 24 and minute < 60 and second < 60 else None


def _offset(text):
    """Seconds of an offset such as +02:00; nil without one; None for -00:00, which ISO 8601 forbids."""
    if not text:
        return NIL
    if text == 'Z':
        return 0
    figures = text[1:].replace(':', '').ljust(4, '0')
    seconds = int(figures[:2]) * 3600 + int(figures[2:]) * 60
    if text[0] == '-':
        return -seconds if seconds else None
    return seconds


@native('pyex_calendar', 'parse_date', 1)
def parse_date(text):
    """`{:ok, {year, month, day}}`, or `{:error, reason}`."""
    found = _DATE_TEXT.fullmatch(text)
    if found is None:
        return ERROR, _INVALID_FORMAT
    made = tuple(map(int, found.groups()))
    return (OK, made) if is_date(*made) else (ERROR, _INVALID_DATE)


@native('pyex_calendar', 'parse_time', 1)
def parse_time(text):
    """`{:ok, {hour, minute, second, fraction}}`, or `{:error, reason}`."""
    found = _TIME_TEXT.fullmatch(text)
    if found is None or _offset(found[5]) is None:
        return ERROR, _INVALID_FORMAT
    made = _clock(found.groups())
    return (OK, made) if made else (ERROR, _INVALID_TIME)


@native('pyex_calendar', 'parse_datetime', 1)
def parse_datetime(text):
    """`{:ok, {year, month, day, hour, minute, second, fraction}, offset or nil}`, or `{:error, reason}`."""
    return _moment(_NAIVE_TEXT.fullmatch(text))


@native('pyex_calendar', 'parse_datetime', 2)
def parse_datetime_of(text, style):
    """The same for a text in the style `:extended` or `:basic`."""
    return _moment((_BASIC_TEXT if style.name == 'basic' else _NAIVE_TEXT).fullmatch(text))


def _moment(found):
    if found is None or (offset := _offset(found[8])) is None:
        return ERROR, _INVALID_FORMAT
    day, clock = tuple(map(int, found.groups()[:3])), _clock(found.groups()[3:])
    if not is_date(*day):
        return ERROR, _INVALID_DATE
    return (OK, (*day, *clock), offset) if clock else (ERROR, _INVALID_TIME)


_DURATION = re.compile(r'(-)?P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?'
                       r'(T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:[.,](\d+))?S)?)?', re.ASCII)


@native('pyex_calendar', 'parse_duration', 1)
def parse_duration(text):
    """`{years, months, weeks, days, hours, minutes, seconds, fraction}` of a duration such as P1DT2H, or nil."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(group for group in found.groups()[1:5] + found.groups()[6:]):
        return NIL
    sign = -1 if found[1] else 1
    numbers = [sign * int(found[group] or 0) for group in (2, 3, 4, 5, 7, 8)]
    second_sign = -sign if found[9] else sign
    fraction, precision = _fraction(found[11])
    return *numbers, second_sign * int(found[10] or 0), (second_sign * fraction, precision)


# Writing

def _year(year):
    return f'-{-year:04d}' if year < 0 else f'{year:04d}'


@native('pyex_calendar', 'date_text', 4)
def date_text(year, month, day, style):
    """A date as text, `:extended` (with hyphens) or `:basic`."""
    mark = '-' if style.name == 'extended' else ''
    return f'{_year(year)}{mark}{month:02d}{mark}{day:02d}'


@native('pyex_calendar', 'time_text', 5)
def time_text(hour, minute, second, fraction, style):
    """A time as text, `:extended` (with colons) or `:basic`."""
    mark = ':' if style.name == 'extended' else ''
    text = mark.join(f'{part:02d}' for part in (hour, minute, second))
    microseconds, precision = fraction
    return f'{text}.{microseconds:06d}'[:len(text) + 1 + precision] if precision else text


# strftime

_DIRECTIVE = re.compile(r'%([-_0]?)(\d*)(.)', re.DOTALL)
_NAMED = {'a': 'abbreviated_day_of_week_names', 'A': 'day_of_week_names', 'b': 'abbreviated_month_names', 'B': 'month_names'}


class _Format:
    """One formatting: the fields (functions by name), and the names and preferred formats of the options."""

    def __init__(self, value, options):
        self.value, self.options = value, options

    def field(self, name):
        found = self.value.get(atom(name))
        if found is None:
            raise error((atom('badkey'), atom(name), self.value))
        return found

    def run(self, template):
        out, place = [], 0
        for found in _DIRECTIVE.finditer(template):
            out.append(template[place:found.start()])
            out.append(self.directive(found))
            place = found.end()
        rest = template[place:]
        if '%' in rest:
            raise error((atom('invalid_strftime'), '%'))
        return ''.join(out) + rest

    def directive(self, found):
        flag, width, letter = found.groups()
        if letter in 'cxX':
            return self.run(self.options['preferred_' + {'c': 'datetime', 'x': 'date', 'X': 'time'}[letter]])
        if letter not in _FIELDS:
            raise error((atom('invalid_strftime'), found[0]))
        make, size, pad = _FIELDS[letter]
        pad = {'_': ' ', '0': '0'}.get(flag, pad)
        text = str(make(self))
        return text if flag == '-' else text.rjust(int(width or size), pad)

    def name(self, letter, number):
        return self.options[_NAMED[letter]][number - 1]

    def weekday(self):
        return (days_of(self.field('year'), self.field('month'), self.field('day')) + 5) % 7 + 1

    def half(self, upper):
        name = self.options['am_pm_names'][self.field('hour') >= 12]
        return name.upper() if upper else name

    def fraction(self):
        microseconds, precision = self.field('microsecond')
        return f'{microseconds:06d}'[:max(precision, 1)]

    def offset(self):
        if atom('utc_offset') not in self.value:
            return ''
        seconds = self.field('utc_offset') + self.field('std_offset')
        return f'{"-" if seconds < 0 else "+"}{abs(seconds) // 3600:02d}{abs(seconds) // 60 % 60:02d}'

    def day_of_year(self):
        return days_of(self.field('year'), self.field('month'), self.field('day')) - days_of(self.field('year'), 1, 1) + 1


def _number(name):
    return lambda form: form.field(name)


_FIELDS = {                                     # letter: (function of a _Format, width, padding)
    'a': (lambda form: form.name('a', form.weekday()), 0, ' '), 'A': (lambda form: form.name('A', form.weekday()), 0, ' '),
    'b': (lambda form: form.name('b', form.field('month')), 0, ' '), 'B': (lambda form: form.name('B', form.field('month')), 0, ' '),
    'd': (_number('day'), 2, '0'), 'f': (_Format.fraction, 0, '0'), 'H': (_number('hour'), 2, '0'),
    'I': (lambda form: form.field('hour') % 12 or 12, 2, '0'), 'j': (_Format.day_of_year, 3, '0'), 'm': (_number('month'), 2, '0'),
    'M': (_number('minute'), 2, '0'), 'p': (lambda form: form.half(True), 0, ' '), 'P': (lambda form: form.half(False), 0, ' '),
    'q': (lambda form: (form.field('month') + 2) // 3, 1, '0'), 'S': (_number('second'), 2, '0'), 'u': (_Format.weekday, 1, '0'),
    'y': (lambda form: form.field('year') % 100, 2, '0'), 'Y': (_number('year'), 4, '0'), 'z': (_Format.offset, 0, '0'),
    'Z': (lambda form: form.value.get(atom('zone_abbr'), ''), 0, ' '), '%': (lambda form: '%', 0, ' ')}


@native('pyex_calendar', 'strftime', 3)
def strftime(value, template, options):
    """A date or time by a template; options: a list of {name, string or list of strings}."""
    chosen = {pair[0].name: to_python(pair[1]) if pair[1].__class__ is list else pair[1] for pair in to_python(options)}
    return _Format(value, chosen).run(template)

"""`:calendar`: dates as tuples. Days and seconds count from the beginning of the year 0."""
import re
from calendar import timegm
from time import localtime as localtime_of

from pyex.natives.arguments import character, clause_elements, function_clause
from pyex.natives.erlang.system import localtime, universaltime
from pyex.natives.pyex_calendar import date_of, days_of, is_date, is_leap, month_length
from pyex.natives.registry import native
from pyex.natives.unicode import Stop, text_of
from pyex.runtime.exceptions import badarg, error
from pyex.terms.atom import Atom, atom, boolean
from pyex.terms.lists import from_python

_DAY = 86_400
_EPOCH = 62_167_219_200             # the seconds from the beginning of the year 0 to that of 1970
_UNITS = {'second': 1, 'millisecond': 10**3, 'microsecond': 10**6, 'nanosecond': 10**9, 'native': 10**9}
_OFFSET = re.compile(r'[Zz]|[+-]\d\d:\d\d', re.ASCII)
_RFC3339 = re.compile(r'(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)', re.ASCII)


def _days(date):
    if date.__class__ is not tuple or len(date) != 3 or not is_date(*date):
        raise function_clause()
    return days_of(*date)


def _seconds(time):
    if time.__class__ is not tuple or len(time) != 3:
        raise function_clause()
    hour, minute, second = time
    return (hour * 60 + minute) * 60 + second


def _time(seconds):
    return seconds // 3600, seconds // 60 % 60, seconds % 60


def _datetime(seconds):
    if seconds.__class__ is not int or seconds < 0:
        raise function_clause()
    days, rest = divmod(seconds, _DAY)
    return date_of(days), _time(rest)


@native('calendar', 'date_to_gregorian_days', 1)
def date_to_gregorian_days(date):
    """The days up to a date."""
    return _days(date)


@native('calendar', 'date_to_gregorian_days', 3)
def parts_to_gregorian_days(year, month, day):
    """The days up to a date."""
    return _days((year, month, day))


@native('calendar', 'gregorian_days_to_date', 1)
def gregorian_days_to_date(days):
    """The date of a count of days."""
    return date_of(days)


@native('calendar', 'datetime_to_gregorian_seconds', 1)
def datetime_to_gregorian_seconds(datetime):
    """The seconds up to a moment."""
    if datetime.__class__ is not tuple or len(datetime) != 2:
        raise function_clause()
    return _days(datetime[0]) * _DAY + _seconds(datetime[1])


@native('calendar', 'gregorian_seconds_to_datetime', 1)
def gregorian_seconds_to_datetime(seconds):
    """The moment of a count of seconds."""
    return _datetime(seconds)


@native('calendar', 'day_of_the_week', 1)
def day_of_the_week(date):
    """The day of the week: 1 is Monday."""
    return (_days(date) + 5) % 7 + 1


@native('calendar', 'day_of_the_week', 3)
def day_of_the_week_of(year, month, day):
    """The day of the week: 1 is Monday."""
    return day_of_the_week((year, month, day))


@native('calendar', 'valid_date', 1)
def valid_date(date):
    """Whether there is such a date."""
    return boolean(is_date(*date))


@native('calendar', 'valid_date', 3)
def valid_date_of(year, month, day):
    """Whether there is such a date."""
    return boolean(is_date(year, month, day))


@native('calendar', 'is_leap_year', 1)
def is_leap_year(year):
    """Whether a year has 366 days."""
    return boolean(is_leap(year))


@native('calendar', 'last_day_of_the_month', 2)
def last_day_of_the_month(year, month):
    """The number of days of a month."""
    return month_length(year, month)


@native('calendar', 'iso_week_number', 1)
def iso_week_number(date):
    """`{year, week}` of a date by ISO 8601."""
    days = _days(date)
    year = date_of(days - day_of_the_week(date) + 4)[0]             # the year of the week's Thursday
    first = days_of(year, 1, 4)
    monday = first - (first + 5) % 7
    return year, (days - monday) // 7 + 1


@native('calendar', 'seconds_to_daystime', 1)
def seconds_to_daystime(seconds):
    """`{days, {hour, minute, second}}` of a count of seconds."""
    return seconds // _DAY, _time(seconds % _DAY)


@native('calendar', 'seconds_to_time', 1)
def seconds_to_time(seconds):
    """`{hour, minute, second}` of the seconds since midnight."""
    if not 0 <= seconds < _DAY:
        raise function_clause()
    return _time(seconds)


@native('calendar', 'time_to_seconds', 1)
def time_to_seconds(time):
    """The seconds since midnight."""
    return _seconds(time)


@native('calendar', 'universal_time', 0, node=True)
def universal_time(node):
    """{date, time} in UTC."""
    return universaltime(node)


@native('calendar', 'local_time', 0, node=True)
def local_time(node):
    """{date, time} here and now."""
    return localtime(node)


@native('calendar', 'time_difference', 2)
def time_difference(earlier, later):
    """`{days, {hour, minute, second}}` from one moment to another."""
    return seconds_to_daystime(datetime_to_gregorian_seconds(later) - datetime_to_gregorian_seconds(earlier))


@native('calendar', 'system_time_to_universal_time', 2)
def system_time_to_universal_time(time, unit):
    """{date, time} in UTC of a count of seconds, milliseconds and so on since 1970."""
    if time.__class__ is not int:
        raise badarg()
    return _datetime(_EPOCH + time // _per_second(unit))


@native('calendar', 'universal_time_to_local_time', 1)
def universal_time_to_local_time(moment):
    """{date, time} here, of a moment in UTC."""
    stamp = datetime_to_gregorian_seconds(moment) - _EPOCH
    return _datetime(_EPOCH + timegm(localtime_of(stamp)))


@native('calendar', 'system_time_to_rfc3339', 1)
def system_time_to_rfc3339(time):
    """The text of RFC 3339 of a count of seconds since 1970, with the offset of this place."""
    return system_time_to_rfc3339_with(time, None)


@native('calendar', 'system_time_to_rfc3339', 2)
def system_time_to_rfc3339_with(time, options):
    """The text of RFC 3339 of a time since 1970. Options: `:unit`, `:offset` (seconds, or as text) and `:time_designator`."""
    given = _given(options)
    per_second = _per_second(given.get('unit', atom('second')))
    if time.__class__ is not int:
        raise badarg()
    seconds, rest = divmod(time, per_second)
    offset, text = _offset(given.get('offset', ''), seconds)
    (year, month, day), (hour, minute, second) = _datetime(_EPOCH + seconds + offset)
    fraction = f'.{rest:0{len(str(per_second)) - 1}d}' if per_second > 1 else ''
    mark = character(given.get('time_designator', 84))
    written = f'{year:04d}-{month:02d}-{day:02d}{mark}{hour:02d}:{minute:02d}:{second:02d}{fraction}{text}'
    return from_python(list(map(ord, written)))


@native('calendar', 'rfc3339_to_system_time', 1)
def rfc3339_to_system_time(text):
    """The seconds since 1970 of a text of RFC 3339."""
    return rfc3339_to_system_time_in(text, None)


@native('calendar', 'rfc3339_to_system_time', 2)
def rfc3339_to_system_time_in(text, options):
    """The time since 1970 of a text of RFC 3339, in the option `:unit`."""
    given = _given(options)
    found = _RFC3339.fullmatch(_characters(text))
    if found is None:
        raise error((atom('badmatch'), text))
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    per_second = _per_second(given.get('unit', atom('second')))
    seconds = datetime_to_gregorian_seconds(((year, month, day), (hour, minute, second))) - _EPOCH - _offset(found[8], 0)[0]
    return seconds * per_second + int(((found[7] or '') + '0' * 9)[:9]) * per_second // 10**9


def _given(options):
    """The options of a keyword list, by their names."""
    entries = clause_elements(options)
    if not all(entry.__class__ is tuple and len(entry) == 2 and entry[0].__class__ is Atom for entry in entries):
        raise badarg()
    return {key.name: value for key, value in entries}


def _characters(text):
    if text is not None and text.__class__ not in (str, bytes, list):
        raise badarg()
    try:
        return text_of(text)
    except Stop:
        raise badarg() from None


def _per_second(unit):
    count = unit if unit.__class__ is int and unit > 0 else _UNITS.get(unit.name) if unit.__class__ is Atom else None
    if count is None:
        raise badarg()
    return count


def _offset(given, seconds):
    """(seconds, text) of an offset: a count of seconds, a text such as "+02:00" or "Z", or an empty one for that of this place."""
    if given.__class__ is int:
        seconds = given
    else:
        text = _characters(given)
        if text and not _OFFSET.fullmatch(text):
            raise badarg()
        if text in ('Z', 'z'):
            return 0, text
        if text:
            sign = -1 if text[0] == '-' else 1
            return sign * (int(text[1:3]) * 3600 + int(text[4:6]) * 60), text
        seconds = timegm(localtime_of(seconds)) - seconds
    sign = '-' if seconds < 0 else '+'
    return seconds, f'{sign}{abs(seconds) // 3600:02d}:{abs(seconds) // 60 % 60:02d}'

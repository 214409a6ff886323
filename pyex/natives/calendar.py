"""`:calendar`: dates as tuples. Days and seconds count from the beginning of the year 0."""
from pyex.natives.arguments import function_clause
from pyex.natives.erlang.system import localtime, universaltime
from pyex.natives.pyex_calendar import date_of, days_of, is_date, is_leap, month_length
from pyex.natives.registry import native
from pyex.terms.atom import boolean

_DAY = 86_400


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

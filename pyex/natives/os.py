"""`:os`: the operating system. Texts are charlists, as Erlang has them; a binary is taken as well."""
import os
import shutil
import subprocess
import sys
import time

from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import FALSE, TRUE, atom
from pyex.terms.lists import from_python, is_list, iterate

PER_SECOND = {'second': 1, 'millisecond': 1000, 'microsecond': 1_000_000, 'nanosecond': 1_000_000_000,
              'native': 1_000_000_000, 'seconds': 1, 'milli_seconds': 1000, 'micro_seconds': 1_000_000,
              'nano_seconds': 1_000_000_000, 'perf_counter': 1_000_000_000}


def _text(term, position=1):
    if term.__class__ is str:
        return term
    if is_list(term):
        items = list(iterate(term))
        if all(item.__class__ is int for item in items):
            return ''.join(map(chr, items))
    raise badarg({position: 'not a charlist'})


def charlist(text):
    return from_python([*map(ord, text)])


def _parts(unit):
    if unit.__class__ is int and unit > 0:
        return unit
    parts = PER_SECOND.get(getattr(unit, 'name', None))
    if parts is None:
        raise badarg({1: 'invalid time unit'})
    return parts


@native('os', 'getenv', 0)
def getenv():
    """All environment variables, as charlists "NAME=value"."""
    return from_python([charlist(f'{name}={value}') for name, value in os.environ.items()])


@native('os', 'getenv', 1)
def getenv_1(name):
    """An environment variable as a charlist, or false."""
    value = os.environ.get(_text(name))
    return FALSE if value is None else charlist(value)


@native('os', 'getenv', 2)
def getenv_2(name, default):
    """An environment variable as a charlist, or a default."""
    value = os.environ.get(_text(name))
    return default if value is None else charlist(value)


@native('os', 'putenv', 2)
def putenv(name, value):
    """Sets an environment variable."""
    os.environ[_text(name)] = _text(value, 2)
    return TRUE


@native('os', 'unsetenv', 1)
def unsetenv(name):
    """Removes an environment variable."""
    os.environ.pop(_text(name), None)
    return TRUE


@native('os', 'system_time', 0)
def system_time():
    """Nanoseconds since 1970."""
    return time.time_ns()


@native('os', 'system_time', 1)
def system_time_1(unit):
    """The time since 1970 in a unit."""
    return time.time_ns() * _parts(unit) // 1_000_000_000


@native('os', 'perf_counter', 0)
def perf_counter():
    """Nanoseconds of a precise clock."""
    return time.perf_counter_ns()


@native('os', 'perf_counter', 1)
def perf_counter_1(unit):
    """A precise clock in a unit."""
    return time.perf_counter_ns() * _parts(unit) // 1_000_000_000


@native('os', 'timestamp', 0)
def timestamp():
    """The time since 1970 as {megaseconds, seconds, microseconds}."""
    seconds, micros = divmod(time.time_ns() // 1000, 1_000_000)
    return *divmod(seconds, 1_000_000), micros


@native('os', 'type', 0)
def type_():
    """The family and name of the operating system: {:unix, :linux}."""
    if sys.platform.startswith('win'):
        return atom('win32'), atom('nt')
    return atom('unix'), atom(sys.platform)


@native('os', 'version', 0)
def version():
    """The version of the operating system, as a tuple of numbers."""
    numbers = os.uname().release.split('-')[0].split('.') if hasattr(os, 'uname') else []
    return tuple(int(n) for n in (numbers + ['0', '0', '0'])[:3] if n.isdigit())


@native('os', 'getpid', 0)
def getpid():
    """The process id of the node."""
    return charlist(str(os.getpid()))


@native('os', 'find_executable', 1)
def find_executable(name):
    """The path of a program, or false."""
    path = shutil.which(_text(name))
    return FALSE if path is None else charlist(path)


@native('os', 'cmd', 1)
def cmd(command):
    """Runs a line in the shell and returns its output as a charlist."""
    done = subprocess.run(['/bin/sh', '-c', _text(command)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    return charlist(done.stdout.decode(errors='replace'))

"""`pyex observe [PID|NAME]`: the observer of a shell that runs in another terminal."""
import importlib
import os
import sys

from pyex.observer import meeting, plain
from pyex.observer.model import Query, SourceLost
from pyex.observer.remote import RemoteSource

USAGE = '''\
Usage: pyex observe [options] [PID|NAME]

Shows the processes of a pyex shell (or script) of yours that runs elsewhere, in the whole terminal: `?` lists the keys, `q` leaves.
PID is its process id, NAME a part of its title; without either, and with several, you are asked. Where there is no
terminal the table of processes is printed once.

  -l, --list           Lists what runs
  --no-color           No colours (as does the environment variable NO_COLOR)
  -h, --help           Prints this
'''
NOBODY = 'No pyex runs (or it has just begun). Start one with `pyex` in another terminal.'


class Refused(Exception):
    """There is nothing to observe; the text says why."""


def main(arguments):
    """The exit status."""
    if {'-h', '--help'} & set(arguments):
        print(USAGE, end='')
        return 0
    color = '--no-color' not in arguments and not os.environ.get('NO_COLOR')
    wanted = [argument for argument in arguments if not argument.startswith('-')]
    unknown = [argument for argument in arguments if argument.startswith('-') and argument not in ('-l', '--list', '--no-color')]
    if unknown or len(wanted) > 1:
        print(USAGE, end='', file=sys.stderr)
        return 1
    try:
        running = sources()
        if {'-l', '--list'} & set(arguments):
            print(listed(running))
            return 0
        observe(choose(running, wanted[0] if wanted else None), color)
    except (Refused, meeting.Unsafe, OSError) as error:
        print(f'pyex observe: {error}', file=sys.stderr)
        return 1
    except SourceLost as error:
        print(f'{str(error)[0].upper()}{str(error)[1:]}.')
    return 0


def sources():
    """A RemoteSource of each shell that runs."""
    found = []
    for _, path in meeting.sockets():
        try:
            found.append(RemoteSource(path))
        except SourceLost:
            pass                        # it has ended since
    return found


def listed(running):
    """One line for each."""
    if not running:
        return NOBODY
    rows = [[str(source.pid), source.title, plain.duration(int(source.age * 1e9))] for source in running]
    return plain.table([('Pid', True), ('Title', False), ('Up', True)], rows, 200)


def choose(running, wanted):
    """The source that is meant."""
    if not running:
        raise Refused(NOBODY)
    if wanted is not None:
        fitting = [source for source in running if str(source.pid) == wanted] or [source for source in running if wanted in source.title]
        if not fitting:
            raise Refused(f'nothing that runs is called {wanted}\n{listed(running)}')
        running = fitting
    if len(running) == 1:
        return running[0]
    if not sys.stdin.isatty():
        raise Refused(f'several run, say which\n{listed(running)}')
    return ask(running)


def ask(running):
    print(listed(running))
    while True:
        try:
            answer = input('Which (its pid)? ').strip()
        except (EOFError, KeyboardInterrupt):
            raise Refused('nothing chosen') from None
        for source in running:
            if str(source.pid) == answer:
                return source


def observe(source, color):
    """Show a source: in the whole terminal, or once as text."""
    if sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get('TERM') != 'dumb':
        importlib.import_module('pyex.observer.app').run(source, color=color)
    else:
        print(plain.processes(source.processes(Query(count=10_000)), source.summary(), 160))

"""`pyex observe [PID|NAME]`: the observer of a shell that runs in another terminal."""
import gc
import importlib
import os
import sys
from getopt import GetoptError, gnu_getopt

from pyex.observer import meeting, plain
from pyex.observer.model import Query, SourceLost
from pyex.observer.remote import RemoteSource

USAGE = '''\
Usage: pyex observe [options] [PID|NAME]

Shows the processes of a pyex shell (or script) of yours that runs elsewhere, in the whole terminal: `?` lists the keys, `q` leaves.
PID is its process id, NAME a part of its title; without either, and with several, you are asked. Where there is no
terminal the table of processes is printed once.

  -l, --list           Lists what runs
  --save FILE          Writes a picture of a view and ends: SVG, or text if FILE ends in .txt or .md
  --view VIEW          Which: processes, trees, messages, ets, timers, names, scheduler, or a pid such as 0.104.0
  --size 100x30        How large, in letters
  --seconds 2          How long to look first: the rates, charts and messages in the picture are of this time
  --no-color           No colours (as does the environment variable NO_COLOR)
  -h, --help           Prints this
'''
OPTIONS = ['list', 'no-color', 'save=', 'view=', 'size=', 'seconds=']
NOBODY = 'No pyex runs (or it has just begun). Start one with `pyex` in another terminal.'


class Refused(Exception):
    """There is nothing to observe; the text says why."""


def main(arguments):
    """The exit status."""
    if {'-h', '--help'} & set(arguments):
        print(USAGE, end='')
        return 0
    try:
        flags, wanted = gnu_getopt(arguments, 'l', OPTIONS)
        options, (name,) = dict(flags), wanted or [None]
    except (GetoptError, ValueError):
        print(USAGE, end='', file=sys.stderr)
        return 1
    try:
        running = sources()
        if {'-l', '--list'} & set(options):
            print(listed(running))
        elif '--save' in options:
            save(choose(running, name), options)
        else:
            observe(choose(running, name), '--no-color' not in options and not os.environ.get('NO_COLOR'))
    except (Refused, meeting.Unsafe, OSError) as error:
        said = f'{error.filename}: {error.strerror}' if isinstance(error, OSError) and error.filename else error
        print(f'pyex observe: {said}', file=sys.stderr)
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
        load('pyex.observer.app').run(source, color=color)
    else:
        print(plain.processes(source.processes(Query(count=10_000)), source.summary(), 160))


def save(source, options):
    """Write a picture of a view, as the options say."""
    snapshot = load('pyex.observer.snapshot')
    view = options.get('--view', 'processes')
    number = view.strip('#PID<>').removeprefix('0.').removesuffix('.0')
    if view not in snapshot.ROOTS and not number.isdigit():
        raise Refused(f'no view is called {view}; there are {snapshot.VIEWS}, or a pid such as 0.104.0')
    try:
        columns, rows = map(int, options.get('--size', '100x30').split('x'))
        seconds = float(options.get('--seconds', snapshot.SECONDS))
    except ValueError:
        raise Refused('--size wants columns and rows, such as 100x30, and --seconds a number') from None
    snapshot.take(source, options['--save'], view if view in snapshot.ROOTS else number, (columns, rows), seconds)
    print(f'Written to {options["--save"]}')


def load(name):
    """A module of the full screen, which is not loaded before; a tenth quicker without the collector."""
    gc.disable()
    module = importlib.import_module(name)
    gc.freeze()
    gc.enable()
    return module

"""`pyex lesson ...`: what authors of lessons do at the command line."""
import sys
from pathlib import Path

from pyex.learn import check, page
from pyex.learn.course import pages_of
from pyex.learn.world import Stuck, prepare

USAGE = '''\
Usage: pyex lesson COMMAND ...

  check FILE...        Tests lessons, folders of them, too: answers, checks, wrong answers, skipping, resuming, other orders
  fill FILE...         Writes today's answers into the transcripts of lessons; read them before you keep them
'''
COMMANDS = {}


def command(function):
    COMMANDS[function.__name__.removesuffix('_')] = function
    return function


def main(arguments):
    """Run a command; the exit status."""
    name, *rest = arguments or ['--help']
    if name in ('-h', '--help'):
        print(USAGE, end='')
        return 0
    if name not in COMMANDS:
        return complain(f'there is no command `{name}`\n\n{USAGE}')
    missing = next((text for text in rest if not text.startswith('-') and name != 'record' and not Path(text).exists()), None)
    if missing is not None:
        return complain(f'No file named {missing}')
    return COMMANDS[name](rest)


def complain(text):
    print(f'pyex lesson: {text}', file=sys.stderr)
    return 1


@command
def check_(names):
    """Prints all faults; 1 if there are any."""
    bases, wrong, count = Bases(), 0, 0
    for path in pages_of(names):
        found = page.load(path)
        faults = check.check(found, bases[found.virtual])
        print(check.report(found, faults), end='')
        count += 1
        wrong += bool(faults)
    print(f'{count} lesson{"s" * (count != 1)}, ' + (f'{wrong} with faults' if wrong else 'no faults'))
    return 1 if wrong else 0


@command
def fill(names):
    bases, status = Bases(), 0
    for path in pages_of(names):
        found = page.load(path)
        print(check.report(found, found.faults), end='')
        try:
            text = check.filled(found, bases[found.virtual])
        except Stuck as error:
            status = complain(f'{path}: {error}')
            continue
        if text != found.text:
            path.write_text(text, encoding='utf-8')
            print(f'{path}: answers were filled in')
    return status


class Bases(dict):
    """The worlds that lessons begin in: with a virtual clock or without."""

    def __missing__(self, virtual):
        made = self[virtual] = prepare(virtual)
        return made

"""`pyex lesson ...`: what authors of lessons do at the command line."""
import importlib
import sys
from pathlib import Path

from pyex.learn import check, export, page
from pyex.learn.course import Course, pages_of
from pyex.learn.demonstration import Demonstration
from pyex.learn.world import Bases, Stuck
from pyex.shell.console import PlainConsole

USAGE = '''\
Usage: pyex lesson COMMAND ...

  check FILE...        Tests lessons, folders of them, too: answers, checks, wrong answers, skipping, resuming, other orders
  fill FILE...         Writes today's answers into the transcripts of lessons; read them before you keep them
  play FILE            Types a lesson by itself, as a demonstration; --speed 2 is twice as fast, --speed 0 without pauses
  record OUT.md        Makes the draft of a lesson from what you type
  export FILE...       Writes a script for real Elixir beside each lesson (--exs, NAME.exs), or a notebook for Livebook (--livemd);
                       with --out FOLDER they go there
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
    missing = next((text for text in rest if Path(text).suffix == '.md' and name != 'record' and not Path(text).exists()), None)
    if missing is not None:
        return complain(f'No file named {missing}')
    return COMMANDS[name](rest)


def complain(text):
    print(f'pyex lesson: {text}', file=sys.stderr)
    return 1


@command
def check_(names):
    """Prints all faults; 1 if there are any."""
    bases, wrong = Bases(), 0
    pages = [page.load(path) for path in pages_of(names)]
    known = {found.id for found in pages} | {*Course().pages}
    for found in pages:
        unknown = [name for name in found.settings.get('needs', ()) if name not in known]
        found.faults += [page.Fault(1, f'it needs a lesson `{name}`, and there is none') for name in unknown]
        faults = check.check(found, bases[found.virtual])
        print(check.report(found, faults), end='', flush=True)
        wrong += bool(faults)
    print(f'{len(pages)} lesson{"s" * (len(pages) != 1)}, ' + (f'{wrong} with faults' if wrong else 'no faults'))
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


@command
def play(arguments):
    speed, names = option(arguments, '--speed', '1')
    try:
        speed = float(speed)
    except ValueError:
        return complain(f'--speed wants a number, not {speed}')
    terminal, bases = PlainConsole(), Bases()
    for path in pages_of(names):
        found = page.load(path)
        try:
            Demonstration(found, bases[found.virtual], terminal, speed).give()
        except (KeyboardInterrupt, Stuck) as error:
            return complain(str(error) or 'stopped')
    return 0


@command
def record(names):
    if len(names) != 1 or Path(names[0]).exists():
        return complain('record wants the name of one file, which is not there yet')
    return importlib.import_module('pyex.learn.learn').record(Path(names[0]))


@command
def export_(arguments):
    folder, rest = option(arguments, '--out', None)
    kinds = [kind for kind in EXPORTS if f'--{kind}' in rest]
    if len(kinds) != 1:
        return complain('export wants --exs or --livemd')
    for path in pages_of(name for name in rest if not name.startswith('--')):
        found = page.load(path)
        target = Path(folder or path.parent) / f'{path.stem}.{kinds[0]}'
        target.write_text(EXPORTS[kinds[0]](found), encoding='utf-8')
        print(f'{target}')
    return 0


EXPORTS = {'exs': export.script, 'livemd': export.notebook}


def option(arguments, name, default):
    """(the value of an option, the other arguments)."""
    if name not in arguments:
        return default, arguments
    at = arguments.index(name)
    return (arguments[at + 1] if at + 1 < len(arguments) else default), arguments[:at] + arguments[at + 2:]

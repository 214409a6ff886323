"""The command line: `pyex`, `pyex FILE`, `pyex -e EXPR`, with the flags of `iex` and `elixir`; and programs beside the shell:
`pyex learn`, `pyex lesson`, `pyex observe`.

Only what a command needs is imported: the terminal's libraries cost more time than the rest of the start.
"""
import gc
import importlib
import os
import sys

from pyex import ELIXIR_VERSION, __version__
from pyex.boot import boot
from pyex.observer import server
from pyex.shell.console import PlainConsole
from pyex.shell.host import report
from pyex.shell.person import dot_files
from pyex.shell.script import Script

INTERNAL = 70           # the exit status after a defect of pyex itself

USAGE = '''\
Usage: pyex [options] [FILE [ARGS]]

Without FILE and -e it is an interactive shell, as iex; with them it runs them and ends, as elixir.

  FILE [ARGS]          Runs a script; ARGS are its System.argv()
  learn [LESSON]       The guided course; or a lesson, by its name or the path of a Markdown file
  observe [PID|NAME]   The processes of a pyex that runs in another terminal
  lesson COMMAND       For authors of lessons: check, fill, play, record, export
  -e, --eval EXPR      Evaluates an expression (*)
  -r, --require FILE   Evaluates a file first (*); alone, the shell follows
  -i, --interactive    The shell follows in any case
  --dot-iex FILE       The shell begins with FILE instead of .iex.exs and .pyex.exs; with '' it begins with nothing
  --dbg pry            Each dbg(...) is a breakpoint: the prompt gets the variables of the place
  --no-color           No colours (as does the environment variable NO_COLOR)
  -h, --help           Prints this
  -v, --version        Prints the versions
  --short-version      Prints pyex's version

(*) may be given several times. What stands after FILE or -- goes to System.argv().
'''


PROGRAMS = {                        # modules, imported when they are asked for
    'learn': 'pyex.learn.learn', 'lesson': 'pyex.learn.commands', 'observe': 'pyex.observer.program',
}
POSIX = {'termios', 'fcntl'}        # what a shell that edits needs of the operating system
PLAIN = '''\
pyex: this system has no POSIX terminals (as Windows without WSL). Evaluation, processes and scripts work here; editing of lines,
completion, the status line, the observer in the terminal and background output above the prompt do not.
'''


class UsageError(Exception):
    """The command line makes no sense; the message says why."""


class Options:
    """What the command line asks for.

    commands: (kind, text) in order. argv: what is left for the program. answer: something to print, and that is all.
    """

    def __init__(self):
        self.commands, self.argv = [], []
        self.interactive = False
        self.color = self.answer = self.dot_iex = None
        self.host = None                # once there is one

    @property
    def shell(self):
        return self.interactive or all(kind in ('require', 'dbg') for kind, _ in self.commands)


FLAGS = {}


def _flag(*names):
    def register(function):
        FLAGS.update(dict.fromkeys(names, function))
        return function
    return register


@_flag('-e', '--eval')
def _eval(options, name, rest):
    options.commands.append(('eval', _value(name, rest)))


@_flag('-r', '--require')
def _require(options, name, rest):
    options.commands.append(('require', _value(name, rest)))


@_flag('-i', '--interactive')
def _interactive(options, _name, _rest):
    options.interactive = True


@_flag('--dot-iex')
def _dot_iex(options, name, rest):
    options.dot_iex = _value(name, rest)


@_flag('--dbg')
def _dbg(options, name, rest):
    if _value(name, rest) != 'pry':
        raise UsageError(f'{name} knows only pry')
    options.commands.insert(0, ('dbg', 'pry'))


@_flag('--no-color')
def _no_color(options, _name, _rest):
    options.color = False


@_flag('-h', '--help')
def _help(options, _name, _rest):
    options.answer = USAGE


@_flag('-v', '--version')
def _version(options, _name, _rest):
    python = '.'.join(map(str, sys.version_info[:3]))
    options.answer = f'pyex {__version__} (Elixir {ELIXIR_VERSION}, on Python {python})\n'


@_flag('--short-version')
def _short_version(options, _name, _rest):
    options.answer = f'{__version__}\n'


def _value(name, rest):
    if not rest:
        raise UsageError(f'{name} wants an argument')
    return rest.pop(0)


def read_options(arguments):
    """The Options of the command line's arguments."""
    options, rest = Options(), list(arguments)
    while rest and options.answer is None:
        argument = rest.pop(0)
        if argument == '--':
            break
        if argument in FLAGS:
            FLAGS[argument](options, argument, rest)
        elif argument.startswith('-') and argument != '-':
            raise UsageError(f'{argument} is no option of pyex')
        else:
            _program(options, argument, rest)
            break
    options.argv += rest
    return options


def _program(options, argument, rest):
    """The first argument that is no flag: a script, unless an expression was given."""
    if any(kind == 'eval' for kind, _ in options.commands):
        options.argv.append(argument)
    else:
        options.commands.append(('file', argument))


def main(arguments=None):
    """The program; returns the exit status."""
    open_streams()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] in PROGRAMS:
        leave(guarded(importlib.import_module(PROGRAMS[arguments[0]]).main, arguments[1:]))
    try:
        options = read_options(arguments)
    except UsageError as error:
        print(f'pyex: {error} (pyex --help lists them)', file=sys.stderr)
        return 1
    if options.answer is not None:
        print(options.answer, end='')
        return 0
    files = [text for kind, text in options.commands if kind not in ('eval', 'dbg')] + [options.dot_iex] * bool(options.dot_iex)
    missing = next((file for file in files if not os.path.isfile(file)), None)
    if missing is not None:
        print(f'No file named {missing}', file=sys.stderr)
        return 1
    status = guarded(shell if options.shell else script, options)
    if options.host is not None:
        options.host.farewell()
    leave(status)


def open_streams():
    """What the parent has closed of the standard streams leads nowhere."""
    for name, mode in (('stdin', 'r'), ('stdout', 'w'), ('stderr', 'w')):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))


def leave(status):
    """End the program: a million processes need no tidying up, and the node's thread need not end."""
    sys.stdout.flush()
    os._exit(status)


def guarded(program, options):
    """The status of a program. An error that leaves it is a defect of pyex."""
    try:
        return program(options)
    except Exception as error:
        report(error)
        return INTERNAL


def script(options):
    console = PlainConsole(options.color)
    host = Script(console)
    _connect(host, console, options)
    return host.run(options.commands)


def shell(options):
    gc.disable()                # as the node will (runtime/scheduler.py); imports are a tenth quicker
    if sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get('TERM') != 'dumb':
        try:
            return importlib.import_module('pyex.shell.terminal').run(options, _connect)
        except ModuleNotFoundError as error:
            if error.name not in POSIX:
                raise
            print(PLAIN, file=sys.stderr)
    return importlib.import_module('pyex.shell.pipe').run(options, _connect)


def title(options):
    """What an observer calls this program."""
    return next((os.path.basename(text) for kind, text in options.commands if kind == 'file'), 'shell')


def _connect(host, console, options):
    """A node with this host and console."""
    node = boot(output=console, input=host, argv=options.argv)
    host.attach(node)
    host.services['learn'] = lambda *arguments: importlib.import_module(PROGRAMS['learn']).at_prompt(*arguments)
    console.attach(node)
    host.dot_files = dot_files(options.dot_iex)
    if not host.interactive or sys.stdin.isatty():
        host.farewells.append(server.start(node, f'{title(options)} in {os.getcwd()}').close)
    options.host = host
    return node

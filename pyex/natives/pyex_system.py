"""`:pyex_system`: what `System` and `:application` need of the host that no Erlang module offers."""
import os
import subprocess

from pyex.natives.registry import native
from pyex.terms.atom import NIL, OK, ERROR, TRUE, UNDEFINED, atom
from pyex.terms.binary import canonical
from pyex.terms.lists import from_python, iterate, to_python

OF_THEIR_OWN = {'Logger': atom('logger'), 'IEx': atom('iex'), 'ExUnit': atom('ex_unit')}
ELIXIR, STDLIB, KERNEL = atom('elixir'), atom('stdlib'), atom('kernel')
OF_KERNEL = {'application', 'code', 'error_logger', 'file', 'global', 'inet', 'logger', 'os', 'pg', 'rpc', 'erpc'}


@native('pyex_system', 'argv', 0, node=True)
def argv(node):
    """The arguments of the program."""
    return from_python(getattr(node, 'argv', None) or [])


@native('pyex_system', 'run', 4)
def run(words, directory, environment, mix):
    """Runs a program and waits: `{:ok, output, status}` or `{:error, reason}`."""
    changed = dict(os.environ)
    for name, value in iterate(environment):
        if value is NIL:
            changed.pop(name, None)
        else:
            changed[name] = value
    stderr = subprocess.STDOUT if mix is TRUE else None
    try:
        done = subprocess.run(to_python(words), cwd=None if directory is NIL else directory, env=changed,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr)
    except FileNotFoundError:
        return ERROR, atom('enoent')
    except PermissionError:
        return ERROR, atom('eacces')
    return OK, canonical(done.stdout), done.returncode


@native('pyex_system', 'application_of', 1, node=True)
def application_of(node, module):
    """`{:ok, application}` of a module that comes with the node, `:undefined` for others."""
    found = node.modules.get(module)
    if found is None or not _comes_with_us(found):
        return UNDEFINED
    if not module.name.startswith('Elixir.'):
        return OK, KERNEL if module.name in OF_KERNEL else STDLIB
    return OK, OF_THEIR_OWN.get(module.name.split('.')[1], ELIXIR)


def _comes_with_us(module):
    if module.metadata is None:
        return True
    path = getattr(module.metadata, 'file', '') or ''
    return f'{os.sep}pyex{os.sep}stdlib{os.sep}' in path

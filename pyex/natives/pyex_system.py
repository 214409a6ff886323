"""`:pyex_system`: what `System` needs of the host that no Erlang module offers."""
import os
import subprocess

from pyex.natives.registry import native
from pyex.terms.atom import NIL, OK, ERROR, TRUE, atom
from pyex.terms.binary import canonical
from pyex.terms.lists import from_python, iterate, to_python


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

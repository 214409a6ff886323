"""`:pyex_io`, the Python half: the terminal's streams, as the node's host offers them (`node.output`, `node.input`).

`node.output.write(device, text)` takes 'stdout' or 'stderr' and a str. `node.input.request(pid,
ref, kind, prompt, asker)` asks for input; the host answers later by the message `{:pyex_input, ref, data | :eof}`. A node without
a host drops its output and is at the end of its input. The Elixir half (`stdlib/erlang/pyex_io.ex`) is the device process.
"""
from pyex.natives.registry import native
from pyex.runtime.exceptions import ElixirError, badarg
from pyex.terms.atom import NIL, OK, Atom, atom, boolean
from pyex.terms.lists import to_python

EOF, INPUT, INVALID = atom('eof'), atom('pyex_input'), atom('invalid')
UNKNOWN_SIZE = (atom('error'), atom('enotsup'))


@native('pyex_io', 'write', 2, maker=True)
def make_write(node):
    """Writes a text to "stdout" or "stderr": `:ok`, or `:invalid` for a binary that is no text."""
    def write(device, text):
        if text.__class__ is not str:
            return INVALID
        output = getattr(node, 'output', None)
        if output is not None:
            output.write(device, text)
        return OK
    return write


@native('pyex_io', 'request', 4, node=True)
def request(node, ref, kind, prompt, asker):
    """Asks the host for a `:line`, the `:rest` or `{:chars, count}`, on behalf of a process; the answer comes as a message."""
    host = getattr(node, 'input', None)
    pid = node.current.pid
    if host is None:
        node.send(pid, (INPUT, ref, EOF))
    else:
        host.request(pid, ref, _kind(kind), prompt, asker)
    return OK


def _kind(kind):
    if kind.__class__ is Atom:
        return kind.name
    if kind.__class__ is tuple:
        return kind[0].name, kind[1]
    raise badarg({2: 'not a kind of input'})


@native('pyex_io', 'geometry', 1, node=True)
def geometry(node, what):
    """The `:columns` or `:rows` of the terminal, or an error without one."""
    measure = getattr(getattr(node, 'output', None), what.name, None)
    size = measure() if measure else None
    return UNKNOWN_SIZE if size is None else size


@native('pyex_io', 'colours', 0, node=True)
def colours(node):
    """Whether the terminal shows colours."""
    return atom('true' if getattr(getattr(node, 'output', None), 'ansi', False) else 'false')


@native('pyex_io', 'colours', 1, node=True)
def colours_of(node, device):
    """Whether "stdout" or "stderr" shows colours."""
    name = 'ansi_errors' if device == 'stderr' else 'ansi'
    return boolean(getattr(getattr(node, 'output', None), name, False))


@native('pyex_io', 'nested', 0, node=True)
def nested(node):
    """Whether the caller runs inside the compiler or a printer, where nothing can be waited for."""
    return boolean(node.nesting)


@native('pyex_io', 'refuse', 4)
def refuse(function, arguments, reason, hints):
    """Raises the error of an IO function of Erlang's; hints: {position of the bad argument, what is wrong with it}, or nil."""
    hints = None if hints is NIL else dict([hints])
    raise ElixirError('error', reason, hints, entry=(atom('io'), function, to_python(arguments)))

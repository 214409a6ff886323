"""`:pyex_debug`: what the debugger of the prompt asks: the text around a place, and where a process is, in words."""
import textwrap

from pyex.natives import whereabouts
from pyex.natives.registry import native
from pyex.pipeline import Source
from pyex.runtime.exceptions import badarg
from pyex.terms import lists
from pyex.terms.atom import NIL, OK


@native('pyex_debug', 'input', 3, node=True)
def input_(node, file, line, text):
    """What is compiled from now on in a file of this name was typed as this text, whose lines begin with `line`; its number."""
    node.world.sources.append(Source(file, line, text))
    return len(node.world.sources)


@native('pyex_debug', 'latest', 1, node=True)
def latest(node, file):
    """The number of the input that code of this file belongs to now, 0 for a file on disk."""
    return len(node.world.sources) if node.world.source(file) else 0


@native('pyex_debug', 'lines', 4, node=True)
def lines(node, file, number, line, radius):
    """The lines around one, of input `number` or of a file: `[{line, text}]`; nil if the text is not to be had."""
    typed = node.world.sources[number - 1] if number else None
    found = whereabouts.text_of(file, typed)
    if found is None:
        return NIL
    text, first = found
    rows = list(enumerate(text.removesuffix('\n').split('\n'), first))
    near = [(row, content) for row, content in rows if abs(row - line) <= radius]
    return lists.from_python(near) if any(row == line for row, _ in rows) else NIL


@native('pyex_debug', 'clauses', 1, node=True)
def clauses(node, pid):
    """The heads of the clauses of the `receive` that a process waits in, as texts; nil if it waits in none that can be shown."""
    process = node.processes.get(pid)
    if process is None:
        raise badarg({1: 'not alive'})
    site = process.stack[-1][0] if process.stack else None
    found = whereabouts.clauses_of(site) if site is not None and whereabouts.is_peek(site) else None
    return NIL if found is None else lists.from_python(found)


@native('pyex_debug', 'private', 3, node=True)
def private(node, module, name, arguments):
    """The function that a call of a private function of a finished module stands for; see `stdlib/erlang/pyex_debug.ex`."""
    version = node.modules.find(module).version
    return node.globals[f'{module.name}.{name.name}/{len(lists.to_python(arguments))}@{version}']


# ---- the shell around the node ------------------------------------------------------------------------------------------

@native('pyex_debug', 'keep', 3, node=True)
def keep(node, prefix, binding, env):
    """What the calling process goes on with after an input: its prompt's prefix, its variables, its environment."""
    node.host.heritage.keep(node.current.pid, prefix, binding, env)
    return OK


@native('pyex_debug', 'lost', 0, node=True)
def lost(node):
    """`{binding, env}` of the shell processes that have died, or nil."""
    heritage = node.host.heritage
    return NIL if heritage.env is None else (heritage.binding, heritage.env)


@native('pyex_debug', 'server', 0, node=True)
def server(node):
    """The process that lends the prompt to others, or nil without a shell."""
    return NIL if node.host is None or not node.host.interactive else node.host.server


@native('pyex_debug', 'wrapped', 1, node=True)
def wrapped(node, text):
    """A long sentence as lines of the terminal, broken between words; on a pipe it stays as it is."""
    columns = node.output.columns()
    return textwrap.fill(text, columns - 1, subsequent_indent='   ', break_on_hyphens=False) if columns else text


@native('pyex_debug', 'lend', 1, node=True)
def lend(node, pid):
    """The prompt goes to a process at a breakpoint, or (nil) back to the evaluator."""
    node.host.lend(None if pid is NIL else pid)
    return OK


@native('pyex_debug', 'interject', 0, node=True)
def interject(node):
    """The next request for input is the shell's own: a prompt that stands is taken away for it, and comes back after."""
    node.host.urgent = True
    return OK


@native('pyex_debug', 'replay', 0, node=True)
def replay(node):
    """After a defect of ours: have the inputs of the session evaluated again, after the present one; how many."""
    return node.host.replay()


@native('pyex_debug', 'variables', 1, node=True)
def variables(node, pid):
    """The names of the variables of a shell process, after its last input."""
    return lists.from_python(node.host.heritage.names(pid))

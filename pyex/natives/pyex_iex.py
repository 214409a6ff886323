"""`:pyex_iex`: what the shell's Elixir part asks of the program around the node (`node.host`, see `shell/host.py`).

Without a host (a node in a test or in another program) there is no shell: `started` is false and sizes are the usual ones.
"""
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms import lists
from pyex.terms.atom import NIL, OK, Atom, atom, boolean

WIDTH = 80


def _host(node):
    if node.host is None:
        raise badarg('this node has no shell')
    return node.host


@native('pyex_iex', 'started', 0, node=True)
def started(node):
    """Whether a shell runs on this node."""
    return boolean(node.host is not None and node.host.interactive)


@native('pyex_iex', 'banner', 0, node=True)
def banner(node):
    """The line that a shell begins with."""
    return _host(node).banner


@native('pyex_iex', 'version', 0, node=True)
def version(node):
    """This program's name and version."""
    return _host(node).version


@native('pyex_iex', 'directory', 0, node=True)
def directory(node):
    """The directory in which the program was started."""
    return _host(node).directory


@native('pyex_iex', 'dot_files', 0, node=True)
def dot_files(node):
    """The files that a shell process begins with."""
    return lists.from_python(_host(node).dot_files)


@native('pyex_iex', 'columns', 0, node=True)
def columns(node):
    """The width of the terminal, 80 without one."""
    return node.output.columns() or WIDTH if node.host else WIDTH


@native('pyex_iex', 'ansi', 0, node=True)
def ansi(node):
    """Whether colours may be printed."""
    return boolean(node.host is not None and node.output.ansi)


@native('pyex_iex', 'imports', 0, node=True)
def imports(node):
    """The modules whose functions are at hand at the prompt."""
    return lists.from_python([*_host(node).imports])


@native('pyex_iex', 'serve', 2, node=True)
def serve(node, name, arguments):
    """Ask a program above the shell for a service; the caller gets `{:pyex_iex, :served, result}`. false if nobody offers it."""
    return boolean(node.host is not None and node.host.serve(name.name, node.current.pid, *lists.to_python(arguments)))


@native('pyex_iex', 'configure', 2, node=True)
def configure(node, name, template):
    """A setting of the prompts; without a shell there are none."""
    if template.__class__ is not str:
        raise badarg({2: 'not a binary'})
    if node.host is not None and node.host.interactive:
        node.host.configure(name.name, template)
    return OK


@native('pyex_iex', 'ready', 2, node=True)
def ready(node, pid, outcome):
    """An evaluator waits for an input; `outcome` says what came of the last one."""
    _host(node).ready(pid, outcome.name)
    return OK


@native('pyex_iex', 'settle', 0, node=True)
def settle(node):
    """Have the host send the caller `{:pyex_iex, :settled}` when nothing else is runnable."""
    _host(node).settle(node.current.pid)
    return OK


@native('pyex_iex', 'sweep', 0, node=True)
def sweep(node):
    """Kill all nameless processes but those of the shell; how many."""
    return _host(node).sweep()


@native('pyex_iex', 'finished', 1, node=True)
def finished(node, status):
    """The commands of the command line are done."""
    _host(node).finished(status)
    return OK


@native('pyex_iex', 'markdown', 3, node=True)
def markdown(node, text, width, colors):
    """Documentation laid out in lines of a width, `colors` being a keyword list of roles and sequences; the text itself where there is no host."""
    if node.host is None:
        return text
    return node.host.markdown(text, width, {role.name: sequence for role, sequence in lists.to_python(colors)})


@native('pyex_iex', 'source', 1, node=True)
def source(node, module):
    """The file of a loaded module, or nil."""
    found = node.modules.find(module)
    return found.file if found else NIL


@native('pyex_iex', 'typespecs', 1, node=True)
def typespecs(node, module):
    """`{kind, quoted}` of all `@spec`, `@type`, `@callback`... of a module, in their order."""
    found = node.modules.find(module)
    specs = getattr(found.metadata, 'specs', ()) if found and found.metadata else ()
    return lists.from_python([(kind if kind.__class__ is Atom else atom(kind), quoted) for kind, quoted in specs])

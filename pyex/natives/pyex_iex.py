"""`:pyex_iex`: what the shell's Elixir part asks of the program around the node (`node.host`, see `shell/host.py`).

Without a host (a node in a test or in another program) there is no shell: `started` is false and sizes are the usual ones.
"""
from pyex.library import path_of
from pyex.natives.registry import load, names, native, place
from pyex.runtime.exceptions import badarg
from pyex.terms import lists
from pyex.terms.atom import NIL, OK, Atom, atom, boolean

WIDTH = 80
RESTED = atom('pyex_iex'), atom('rested')


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


@native('pyex_iex', 'rest', 0, node=True)
def rest(node):
    """The same without the host, which may be busy: `{:pyex_iex, :rested}`."""
    pid = node.current.pid
    node.entry.settlers.append(lambda: node.send(pid, RESTED))
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


@native('pyex_iex', 'exports', 1, node=True)
def exports(node, module):
    """`[{name, arity}]` of the functions of one of Erlang's modules, wherever they are written, sorted."""
    found = node.modules.find(module)
    load(module.name)
    own = {key[1:] for key in names() if key[0] == module.name} | {(name.name, arity) for name, arity in (found.functions if found else ())}
    return lists.from_python([(atom(name), arity) for name, arity in sorted(own)])


@native('pyex_iex', 'typespecs', 1, node=True)
def typespecs(node, module):
    """`{kind, quoted}` of all `@spec`, `@type`, `@callback`... of a module, in their order."""
    found = node.modules.find(module)
    specs = getattr(found.metadata, 'specs', ()) if found and found.metadata else ()
    return lists.from_python([(kind if kind.__class__ is Atom else atom(kind), quoted) for kind, quoted in specs])


@native('pyex_iex', 'location', 3, node=True)
def location(node, module, name, arity):
    """`{file, line, typed}` of a module, or of its function with a name (nil: the module) and an arity (nil: any); nil if it is not known.

    `typed` is `{text, line of its beginning}` if the module was typed at the prompt, else nil.
    """
    found = node.modules.find(module)
    if name is NIL:
        return _place(found) if found else NIL
    lines = _lines_of(found, name, arity) if found else []
    return _place(found, min(lines)) if lines else _native_place(module, name, arity)


def _lines_of(module, name, arity):
    """The lines where functions of a module begin."""
    docs = module.metadata and module.metadata.docs
    return [doc.line for key, doc in docs.entries.items()
            if key[0] in ('function', 'macro') and key[1] is name and arity in (NIL, key[2])] if docs else []


def _place(module, line=None):
    metadata = module.metadata
    if metadata is None:
        return NIL
    path = path_of(module.name.name) if metadata.file.startswith('lib/') else None
    source = getattr(metadata, 'source', None)
    return str(path or metadata.file), line or metadata.line or 1, (source.text, source.line) if source else NIL


def _native_place(module, name, arity):
    """Where a function written in Python stands."""
    load(module.name)
    places = [place(*key) for key in names() if key[:2] == (module.name, name.name) and arity in (NIL, key[2])]
    return (*places[0], NIL) if places and places[0] else NIL

"""`:pyex_crash`: what is kept of processes that crashed (see runtime/crashes.py), for the log and for `crash/1` at the prompt."""
from pyex.natives.registry import native
from pyex.terms import lists
from pyex.terms.atom import NIL, OK, atom, boolean
from pyex.terms.maps import from_pairs

DIM, RESET = '\x1b[2m', '\x1b[0m'


@native('pyex_crash', 'note', 4, node=True)
def note(node, pid, reason, stack, report):
    """Keep what is known of a crash that is about to be reported, and the report; its id. The process may be gone: then it is kept already."""
    process = node.processes.get(pid)
    crash = node.crashes.note(process, reason, stack, report) if process is not None else node.crashes.latest(pid)
    return 0 if crash is None else crash.id


@native('pyex_crash', 'printed', 1, node=True)
def printed(node, id_):
    """The report with this id is printed: its number is given, and a line that names it; nil where nobody reads it at a prompt."""
    crash = node.crashes.numbered(id_)
    if crash is None or not explains(node):
        return NIL
    text = f'crash({crash.number}) tells more'
    return (f'{DIM}{text}{RESET}' if node.output.ansi else text) + '\n'


def explains(node):
    """Whether a person sits at the prompt, for whom more is printed than iex prints."""
    return node.host is not None and node.host.interactive and getattr(node.output, 'tty', False)


@native('pyex_crash', 'all', 0, node=True)
def all_(node):
    """The crashes that were printed, the oldest first, as maps."""
    return lists.from_python([shown(crash) for crash in node.crashes.kept if crash.number is not None])


@native('pyex_crash', 'explains', 0, node=True)
def explains_(node):
    """Whether a person sits at the prompt, for whom more is printed than iex prints."""
    return boolean(explains(node))


@native('pyex_crash', 'death', 1, node=True)
def death(node, pid):
    """Along which links the death of a shell process came: `[{pid, name, initial call, reason, {file, line}}]`, the first death first; []
    if that is not known."""
    chain = node.crashes.witnessed.pop(pid, None)
    return lists.from_python([(who, name or NIL, initial, reason, born or NIL) for who, name, initial, reason, born in chain or ()])


def shown(crash):
    """A Crash as a map."""
    pairs = {name: getattr(crash, name) for name in ('number', 'pid', 'time', 'reason', 'stack', 'report', 'initial', 'waiting', 'reductions')}
    pairs.update(name=crash.name or NIL, parent=crash.parent or NIL, born=crash.born or NIL, messages=lists.from_python(crash.messages),
                 events=lists.from_python([(atom(kind), other or NIL, NIL if what is None else what) for kind, other, what in crash.events]),
                 dictionary=lists.from_python(list(crash.dictionary.items())), links=lists.from_python(crash.links))
    return from_pairs((atom(name), value) for name, value in pairs.items())


@native('pyex_crash', 'witness', 1, node=True)
def witness(node, pid):
    """Note how this process dies, if it does of a link."""
    node.crashes.witnessed[pid] = None
    return OK

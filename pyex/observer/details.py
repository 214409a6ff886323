"""One process in detail. On the node's thread."""
from itertools import islice

from pyex.observer import clauses, names, servers
from pyex.observer.model import Process, Waits
from pyex.runtime import waiting
from pyex.terms import lists
from pyex.terms.atom import Atom, atom
from pyex.terms.identity import Pid
from pyex.terms.maps import unkey

FORMAT_STATUS = atom('format_status')
SHOWN = 200                             # messages, links, children: the first ones
DEEPEST = 50                            # frames


def process(source, number, found=None):
    """The `Process` with a pid's number, alive or lately dead, without its children; None otherwise. found: the process, if it
    is at hand."""
    found = found or source.find(number)
    grave = source.graves.find(number) if found is None else None
    if found is None and grave is None:
        return None
    return _detail(source, found or grave.process, grave)


def _detail(source, process, grave):
    node, rare = source.node, process.rare
    server = servers.server(process)
    place = _innermost(process)
    messages, more = _messages(node, process)
    source.survey.remember(_related(node, process))
    return Process(
        row=source.survey.row(process), registered=names.name(process), label=names.label(process),
        parent=who(node, process.origin.parent), ancestors=_ancestors(node, process), children=None,
        leader=who(node, process.origin.leader), links=those(peer for peer in rare.links or ()),
        monitors=those(watch[1] for watch in (rare.monitors or {}).values()),
        watchers=those(watch[0] for watch in (rare.watchers or {}).values()),
        trapping=rare.trapping, priority=node.scheduler.priority_of(process),
        stack=_stack(process), variables=tuple((name, names.short(value)) for name, value in servers.named_variables(process)),
        dictionary=tuple((names.short(unkey(stored)), names.short(value)) for stored, value in (rare.dictionary or {}).items()),
        behaviour=_behaviour(server), state=None if server is None else _state(node, server),
        messages=messages, more=more, waits=_waits(node, process),
        source=clauses.around(place) if place else (), line=place.line if place else None,
        started=_started(process), tables=_tables(node, rare), timers=_timers(node, process),
        exit=grave.reason if grave is not None else None)


def _related(node, process):
    """The processes that its details mention, which may be asked for next."""
    rare, origin = process.rare, process.origin
    found = [node.processes[pid] for pid in (origin.parent, origin.leader) if pid in node.processes]
    return [*found, *(rare.links or ()), *(watch[1] for watch in (rare.monitors or {}).values()),
            *(watch[0] for watch in (rare.watchers or {}).values())]


def who(node, pid):
    """(number, title) of a Pid; (number, '') if it has ended, None without one."""
    if pid is None:
        return None
    found = node.processes.get(pid)
    return pid.number, names.title(found) if found is not None else ''


def those(processes):
    """((number, title), ...) of processes, the first ones."""
    return tuple((process.pid.number, names.title(process)) for process in islice(processes, SHOWN))


def _ancestors(node, process):
    found = names.value(process.rare.dictionary, names.ANCESTORS)
    listed = lists.split(found)[0] if found.__class__ is list else []
    return tuple(who(node, term) if term.__class__ is Pid else _named(node, term) for term in listed)


def _named(node, term):
    pid = node.names.get(term) if term.__class__ is Atom else None
    return (pid.number if pid is not None else None), names.short(term, 60)


def _behaviour(server):
    if server is None:
        return None
    return f'{server.behaviour} {names.module(server.module)}' if server.module.__class__ is Atom else server.behaviour


def _state(node, server):
    """The state of a server as text, unless its module says itself how that is to be shown: it may hold secrets, and its code
    is not run here."""
    functions = getattr(node.modules.get(server.module), 'functions', ())
    if any((FORMAT_STATUS, arity) in functions for arity in (1, 2)):
        return f'not shown: {names.module(server.module)} has a format_status of its own, see :sys.get_status'
    return names.whole(server.state)


def _innermost(process):
    """The innermost Site in code that is not the library's, or else in that; None if there is none."""
    found = None
    for site, _ in reversed(process.stack):
        if site.unit is not None and site.unit.file:
            found = found or site
            if not site.unit.file.startswith(names.OWN):
                return site
    return found


def _stack(process):
    frames = [(names.code(site.name), names.place(site.unit.file, site.line) if site.unit is not None else '')
              for site, _ in process.stack[-DEEPEST:]]
    return tuple(reversed(frames))


def _messages(node, process):
    """((text, line of the clause that takes it or None or '?'), ...) of the first messages, and how many more there are."""
    waits = waiting.site(process) is not None
    shown = tuple((names.short(message), waiting.takes(node, process, message) if waits else '?')
                  for message in islice(process.mailbox, SHOWN))
    return shown, len(process.mailbox) - len(shown)


def _waits(node, process):
    site = waiting.site(process)
    if site is None:
        return None
    timer, call = process.timer, servers.awaited(process)
    return Waits(names.code(site.name), names.place(site.unit.file, site.line),
                 clauses.receive_clauses(site),
                 timer[0] - node.clock.monotonic() if timer.__class__ is list else None, call.pid.number if call is not None else None)


def _started(process):
    parent = process.origin.parent
    by = f' by {parent!r}' if parent is not None else ''
    return f'{names.initial(process)}{by}'


def _tables(node, rare):
    owned = (node.ets.tables[reference] for reference in rare.tables or ())
    return tuple((table.id.number, names.literal(table.name.name)) for table in owned)


def _timers(node, process):
    """((nanoseconds from now, text), ...) of the messages that timers will send it."""
    now, pid, name = node.clock.monotonic(), process.pid, process.rare.name
    found = [(message.due - now, names.short(message.content)) for message in node.timers.messages.values()
             if message.destination is pid or name is not None and message.destination is name]
    return tuple(sorted(found))

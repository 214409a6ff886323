"""A process as a row of the table, and the values that the table is sorted by. On the node's thread."""
import sys

from pyex.natives.erlang import process_info
from pyex.observer import names, servers
from pyex.observer.model import Row
from pyex.runtime.process import WAITING
from pyex.terms import lists, maps
from pyex.terms.atom import atom

RESTARTS = atom('restarts')
AGAIN = 2                       # restarts within a supervisor's period that are worth a mark
HOLDERS = 3                     # references to a pid that nobody knows: the table of processes, the process, whoever counts


def state(process):
    if process.frames is None:
        return 'exited'
    if process.rare.suspenders:
        return 'suspended'
    return 'receive' if process.state == WAITING else 'ready'


def function(process):
    """The code name of the function that a process is in."""
    frames = process.frames
    if frames.__class__ is tuple and frames[0] is not None:
        return frames[0].name if frames[0].unit is not None else begins(process)
    if frames.__class__ is list and frames:
        return frames[-1][0].name
    return begins(process)


def begins(process):
    """The code name of the function that a process begins with, if it has not begun."""
    code = getattr(process.frames, '__code__', None)
    return code.co_name if code else 'start'


def line(process):
    """The place in the code of its user where a process is, else in the library's: 'file.ex:12'."""
    innermost = ''
    for site, _ in reversed(process.stack):
        file = site.unit.file if site.unit is not None else None
        if file:
            innermost = innermost or names.place(file, site.line)
            if not file.startswith(names.OWN):
                return names.place(file, site.line)
    return innermost or _first_line(process)


def _first_line(process):
    code = getattr(process.frames, '__code__', None)
    return names.place(code.co_filename, code.co_firstlineno) if code else ''


def parent(process):
    found = process.origin.parent
    return None if found is None else found.number


def links(process):
    return len(process.rare.links or ())


def monitors(process):
    rare = process.rare
    return len(rare.monitors or ()) + len(rare.watchers or ())


def memory(process):
    return process_info.memory(None, process)


# What the table is sorted by, of a living process; those that need the look before are in survey.py.
VALUES = {
    'pid': lambda process: process.pid.number, 'name': names.title, 'state': state, 'messages': lambda process: len(process.mailbox),
    'reductions': lambda process: process.reductions, 'links': links, 'monitors': monitors, 'memory': memory,
    'where': lambda process: names.code(function(process)), 'parent': lambda process: parent(process) or 0,
}


def text(process):
    """What a filter looks at."""
    rare = process.rare
    own = f'{names.name(process) or ""} {names.label(process) or ""}' if rare.name or rare.dictionary else ''
    return f'{process.pid!r} {own} {names.initial(process)} {names.code(function(process))} {line(process)} {state(process)}'.lower()


# ---- marks ----------------------------------------------------------------------------------------------------------------

def marks(process):
    """The marks that a process shows by itself: 'c', 'r', 'o'."""
    found = ''
    if process.rare.monitors and waits_in_circle(process):
        found += 'c'
    if process.rare.links and _restarts(process) >= AGAIN:
        found += 'r'
    if is_forgotten(process):
        found += 'o'
    return found


def waits_in_circle(process):
    """Whether it waits for the answer of one who waits for the answer ... of this one."""
    seen, other = {process}, servers.awaited(process)
    while other is not None and other not in seen:
        seen.add(other)
        other = servers.awaited(other)
    return other is process


def _restarts(process):
    server = servers.server(process)
    return restarts(server) if server is not None and server.behaviour == 'supervisor' else 0


def restarts(server):
    """How many restarts a supervisor remembers."""
    return sum(count for _second, count in lists.to_python(maps.get(server.state, RESTARTS, None)))


def is_forgotten(process):
    """Whether it waits for ever since nobody can send to it: no name, no alias, no deadline, no monitor or (trapped) link of
    its own, and its pid is held by nobody, itself included. Who makes up a pid from its number could still send, of
    course."""
    if process.state != WAITING or process.timer is not None:
        return False
    rare = process.rare
    if rare.name is not None or rare.aliases or rare.monitors or rare.watchers or rare.links or rare.suspenders:
        return False
    return sys.getrefcount(process.pid) <= HOLDERS


# ---- rows -----------------------------------------------------------------------------------------------------------------

def row(node, process, change):
    """The Row of a process. change: what only a survey knows (a dict of fields)."""
    timer = process.timer
    due = timer[0] - node.clock.monotonic() if timer.__class__ is list else None
    extra = change.pop('marks', '')
    alive = process.frames is not None
    return Row(
        process.pid.number, extra + (marks(process) if alive else ''), names.name(process), names.label(process), names.initial(process),
        'running' if process is node.current else state(process), due=due, messages=len(process.mailbox),
        reductions=process.reductions, links=links(process), monitors=monitors(process),
        memory=memory(process) if alive else 0, where=names.code(function(process)) if alive else '', line=line(process),
        priority=node.scheduler.priority_of(process), parent=parent(process), **change)

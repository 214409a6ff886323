"""Supervision trees, read from the states of the supervisors (nobody is asked). On the node's thread.

A root is a supervisor that is no child of another. Supervisors with more than `MANY` children are given without them
(`children=None`): `children` asks for those of one.
"""
from pyex.observer import names, rows, servers
from pyex.observer.model import Branch
from pyex.runtime.process import NOTHING_RARE
from pyex.terms import lists, maps
from pyex.terms.atom import Atom, atom
from pyex.terms.identity import Pid

CHILDREN, PID, ID, TYPE, STRATEGY, SUPERVISOR = map(atom, ('children', 'pid', 'id', 'type', 'strategy', 'supervisor'))
MANY = 200
DEEP = 100                              # levels


def trees(node, supervisors):
    """A `Branch` for each root among the processes that supervise."""
    known = _known(supervisors)
    below = {pid for server in known.values() for _, pid, _ in specified(server) if pid is not None}
    return tuple(_branch(node, node.processes[pid], known) for pid in known if pid not in below)


def tree(node, process, supervisors):
    """The `Branch` of one process."""
    return _branch(node, process, _known(supervisors))


def children(node, number, supervisors):
    """The branches below the supervisor with this pid."""
    known = _known(supervisors)
    pid = next((pid for pid in known if pid.number == number), None)
    return () if pid is None else _below(node, known[pid], known, DEEP)


def is_supervisor(process):
    if process.rare is NOTHING_RARE or not process.rare.dictionary:
        return False
    server = servers.server(process)
    return server is not None and server.behaviour == 'supervisor'


def _known(supervisors):
    """{Pid: Server} of supervisors."""
    return {process.pid: servers.server(process) for process in supervisors if is_supervisor(process)}


def specified(server):
    """(id or None, Pid or None, whether it is a supervisor) of a supervisor's children, the first started first."""
    kept = maps.get(server.state, CHILDREN, None)
    if kept.__class__ is maps.Map:              # a DynamicSupervisor: {pid: {start, restart, shutdown, type, modules}}
        return [(None, pid if pid.__class__ is Pid else None, child[3] is SUPERVISOR) for pid, child in maps.items(kept)]
    found = []
    for child in reversed(lists.to_python(kept)):
        pid = maps.get(child, PID, None)
        found.append((maps.get(child, ID, None), pid if pid.__class__ is Pid else None, maps.get(child, TYPE, None) is SUPERVISOR))
    return found


def _branch(node, process, known, id_=None, depth=DEEP):
    server = known.get(process.pid)
    if server is None:
        found = servers.server(process)
        module = names.module(found.module) if found is not None and found.module.__class__ is Atom else ''
        return Branch(process.pid.number, names.title(process), 'worker', module, id_, None, 0, rows.state(process),
                      len(process.mailbox), 0, ())
    count = len(specified(server))
    below = None if count > MANY or not depth else _below(node, server, known, depth)
    return Branch(process.pid.number, names.title(process), 'supervisor', names.module(server.module), id_,
                  maps.get(server.state, STRATEGY).name, rows.restarts(server), rows.state(process), len(process.mailbox), count, below)


def _below(node, server, known, depth):
    return tuple(_child(node, known, depth - 1, *child) for child in specified(server))


def _child(node, known, depth, id_, pid, supervises):
    """A child that runs, or only its specification."""
    id_ = None if id_ is None else names.short(id_, 60)
    process = node.processes.get(pid)
    if process is not None:
        return _branch(node, process, known, id_, depth)
    return Branch(None, id_ or '?', 'supervisor' if supervises else 'worker', '', id_, None, 0, 'exited', 0, 0, ())

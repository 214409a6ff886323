"""What the frames of a waiting process hold: its variables, and the state of a server, without asking it.

A frame is (site, live values); the unit of the site knows the names: `y@4` is the variable y, `@0` the first parameter, `@v2`
a value without a name.
A server that works at a call still has the state in the frame of its loop that it began the call with.
"""
from typing import NamedTuple

from immutables import Map

from pyex.terms import maps
from pyex.terms.atom import Atom, atom
from pyex.terms.identity import Reference

STATES = {                              # {function whose frame holds the state: (behaviour, parameters of state and module)}
    'gen_server.loop/4': ('gen_server', '@0', '@1'),
    'gen_server.watched_loop/3': ('gen_server', '@0', None),
    'gen_event.loop/3': ('gen_event', '@0', None),
    'gen_statem.loop/1': ('gen_statem', '@0', None),
}
SUPERVISOR, DYNAMIC = atom('supervisor'), atom('Elixir.DynamicSupervisor')
CALLS = {'Elixir.GenServer.call/3', 'gen.do_call/4'}              # functions that wait for an answer in a receive of their own
STATE, DATA, MODULE = map(atom, ('state', 'data', 'module'))


class Server(NamedTuple):
    """behaviour: 'gen_server', 'supervisor' and so on. module: Atom or None. state: a term."""
    behaviour: str
    module: Atom | None
    state: object


def variables(frame):
    """{name in the unit: value} of a frame."""
    site, live = frame
    names = site.unit.parts()[1].get(site.number, ()) if site.unit is not None else ()
    return dict(zip(names, live))


def named_variables(process):
    """[(name, value)] of the variables in the innermost frame, out of the library, that has any that a person has named."""
    for frame in reversed(process.stack):
        if frame[0].unit is None or frame[0].unit.file.startswith('lib/'):
            continue
        found = [(name.partition('@')[0], value) for name, value in variables(frame).items() if name[0] != '@']
        if found:
            return found
    return []


def server(process):
    """The `Server` that a process is, or None."""
    for frame in reversed(process.stack):
        known = STATES.get(frame[0].name)
        if known is not None:
            return _server(*known, variables(frame))
    return None


def _server(behaviour, state, module, found):
    if state not in found:
        return None
    state, module = found[state], found.get(module)
    if module is None:
        module = _module_of_server(found)
    if behaviour == 'gen_statem' and state.__class__ is Map:
        module = maps.get(state, MODULE, module)
        state = maps.get(state, STATE, None), maps.get(state, DATA, None)
    if module is SUPERVISOR or module is DYNAMIC:
        return Server('supervisor', maps.get(state, MODULE, module), state)
    return Server(behaviour, module, state)


def _module_of_server(found):
    """The callback module in the tuple that watched servers carry along: {module, parent, ...}."""
    return next((value[0] for value in found.values() if value.__class__ is tuple and len(value) == 5 and value[0].__class__ is Atom), None)


def awaited(process):
    """The Process whose answer to a call a process waits for, or None."""
    monitors = process.rare.monitors
    if not monitors or not process.stack:
        return None
    frame = process.stack[-1]
    if frame[0].name not in CALLS:
        return None
    for value in frame[1]:
        watch = monitors.get(value) if value.__class__ is Reference else None
        if watch is not None:
            return watch[1]
    return None

"""Copying a node at rest: another node with the same processes, which runs on by itself.

Everything a process is made of is data, so terms without functions are shared between the two. A function belongs to its
node through its globals, so each function in a term, and each term around it, is made anew (once: `Copier` remembers).
`node.fresh()` makes the empty node to begin with; who furnishes nodes (`boot`) sets it, so that the copy is furnished alike.
"""
from types import CellType, FunctionType, GeneratorType

from immutables import Map

from pyex.natives import registry
from pyex.runtime.modules import Module
from pyex.runtime.process import NOTHING_RARE, Origin, Process, Rare
from pyex.runtime.scheduler import Parked
from pyex.runtime.stacktrace import is_generated
from pyex.runtime.timers import Message
from pyex.terms.atom import atom
from pyex.terms.lists import EMPTY, iterate
from pyex.terms.map_key import Key, key, unkey

NO_CODE = compile('', '', 'exec')
CONTAINERS = {tuple, list, Map, Key, FunctionType}


def copy(node):
    """Another node that is as `node` is."""
    return copy_with_terms(node)[0]


def copy_with_terms(node):
    """(another node that is as `node` is, the Copier: for terms that are kept outside of it)."""
    if node.current is not None or node.captured:
        raise RuntimeError('a node can be copied only between two slices: use entry.call')
    made = node.fresh()
    copier = Copier(node, made)
    _copy_counters(node, made)
    _copy_modules(node, made, copier)
    _copy_processes(node, made, copier)
    _copy_timers(node, made, copier)
    _copy_tables(node, made, copier)
    made.crashes.remember(node.crashes)
    return made, copier


class Copier:
    """Terms of one node as terms of another."""

    def __init__(self, node, made):
        self.node, self.made = node, made
        self.copies = {}                # {id of a container: its copy, or itself}
        self.processes = {}             # {Process: its copy}
        self.owned = {id(node): made, id(node.exports): made.exports, id(node.modules): made.modules}

    def term(self, root):
        """A term of the other node. It does not recurse: terms may be nested as deep as they like."""
        copies = self.copies
        todo = [root]
        while todo:
            term = todo[-1]
            kind = term.__class__
            if kind not in CONTAINERS or id(term) in copies:
                if kind is GeneratorType:
                    raise TypeError('a process that holds a Python generator cannot be copied')
                todo.pop()
                continue
            parts = self._parts(term)
            missing = [part for part in parts if part.__class__ in CONTAINERS and id(part) not in copies]
            if missing:
                todo += missing
            else:
                copies[id(term)] = self._rebuild(term, parts)
                todo.pop()
        return self._copied(root)

    def _parts(self, term):
        kind = term.__class__
        if kind is Map:
            return [*term.keys(), *term.values()]
        if kind is Key:
            return [term.term]
        if kind is not FunctionType:
            return term
        if term.__globals__ is not self.node.globals:           # a native: what is in its cells is no term
            return ()
        return [cell.cell_contents for cell in term.__closure__ or ()]

    def _copied(self, term):
        return self.copies.get(id(term), term) if term.__class__ in CONTAINERS else term

    def _rebuild(self, term, parts):
        kind = term.__class__
        if kind is FunctionType:
            return self._function(term, parts)
        copied = [self._copied(part) for part in parts]
        if all(map(_is, parts, copied)):
            return term
        if kind is tuple or kind is list:
            return kind(copied)
        if kind is Key:
            return key(copied[0])
        half = len(copied) // 2
        return Map(zip(copied[:half], copied[half:]))

    def _function(self, function, parts):
        if function.__globals__ is self.node.globals:
            cells = tuple(CellType(self._copied(part)) for part in parts)
            return FunctionType(function.__code__, self.made.globals, function.__name__, function.__defaults__, cells)
        native = registry.mfa_of(function.__code__)
        if native is None:
            return self._helper(function)
        module, name, arity = native
        return self.made.exports[atom(module), atom(name), arity]

    def code(self, function):
        """What a name stands for that generated code calls: mostly a function that holds no terms, which is copied without ado."""
        made = self.copies.get(id(function))
        if made is not None:
            return made
        if function.__class__ is not FunctionType:
            return self.term(function)
        if function.__globals__ is self.node.globals:
            if function.__closure__:
                return self.term(function)
            made = FunctionType(function.__code__, self.made.globals, function.__name__, function.__defaults__)
            self.copies[id(function)] = made
            return made
        made = self.copies[id(function)] = self._function(function, ())
        return made

    def _helper(self, function):
        """A Python function that is no term (one that links or loads at its first call): its closure, and those of the
        functions in there, get the other node."""
        if not function.__closure__:
            return function
        family = _family(function)
        if len(family) == 1:
            return self._closure(function)
        if not any(id(content) in self.owned for member in family for content in _contents(member)):
            return function
        made = {id(member): FunctionType(member.__code__, member.__globals__, member.__name__, member.__defaults__,
                                         tuple(CellType() for _ in member.__closure__)) for member in family}
        stand_ins = {**self.owned, **made}
        for member in family:
            for cell, content in zip(made[id(member)].__closure__, _contents(member)):
                cell.cell_contents = stand_ins.get(id(content), content)
        return made[id(function)]

    def _closure(self, function):
        """The same for a function alone, as most are."""
        owned, cells, own = self.owned, [*function.__closure__], None
        changed = False
        for index, cell in enumerate(cells):
            content = cell.cell_contents
            if content is function:
                own = cells[index] = CellType()
            elif id(content) in owned:
                cells[index] = CellType(owned[id(content)])
                changed = True
        if not changed:
            return function
        made = FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__, tuple(cells))
        if own is not None:
            own.cell_contents = made
        return made

    def frames(self, frames):
        if frames.__class__ is list:
            return [self.frame(*frame) for frame in frames]
        if frames.__class__ is tuple:
            return self.frame(*frames)
        return self.term(frames)

    def frame(self, site, live):
        """A heap frame. Lists that are still being made, which it alone knows of, get cells of their own."""
        if not site.growing:
            return site, self.term(live)
        values = list(live)
        for last, start in site.growing:
            values[last], values[start] = self._growing(values[start])
        return site, tuple(map(self.term, values))

    def _growing(self, start):
        last = copied = [start[0], EMPTY]
        for head in iterate(start[1]):
            last[1] = last = [self.term(head), EMPTY]
        return last, copied

    def dictionary(self, pairs):
        """A {stored key: term} or None."""
        return None if pairs is None else {key(self.term(unkey(stored))): self.term(value) for stored, value in pairs.items()}


def _contents(function):
    return [cell.cell_contents for cell in function.__closure__ or ()]


def _family(function):
    """A function with a closure, and those like it that it reaches through closures."""
    family = [function]
    for member in family:
        for cell in member.__closure__:
            content = cell.cell_contents
            if content.__class__ is FunctionType and content.__closure__ and content not in family:
                family.append(content)
    return family


def _is(one, other):
    return one is other


# ---- the parts of a node --------------------------------------------------------------------------------------------------

def _copy_counters(node, made):
    made.clock.follow(node.clock)
    made.random.setstate(node.random.getstate())
    for name in ('pids', 'references', 'integers', 'leader', 'start_time', 'last_now', 'seed'):
        setattr(made, name, getattr(node, name))
    made.names, made.asked, made.strangers = dict(node.names), dict(node.asked), dict(node.strangers)
    for name in ('slices', 'turn', 'credit'):
        setattr(made.scheduler, name, getattr(node.scheduler, name))


def _copy_modules(node, made, copier):
    """Functions by the names that generated code calls, and rests. What the empty node has of its own it keeps, unless it is code."""
    for export, function in node.exports.items():
        made.exports[export] = copier.code(function)
    for name, value in node.globals.items():
        if name not in made.globals or is_generated(getattr(value, '__code__', NO_CODE)):
            made.globals[name] = copier.code(value)
    for site, rest in node.rests.items():
        if rest.__globals__ is node.globals:
            made.rests[site] = copier.code(rest)
    for name, module in node.modules.items():
        made.modules[name] = Module(name, module.version, module.functions, module.macros, module.metadata)
    made.modules.versions, made.modules.variants = dict(node.modules.versions), set(node.modules.variants)


def _copy_processes(node, made, copier):
    origins = {}
    for pid, process in node.processes.items():
        origin = process.origin
        if origin not in origins:
            origins[origin] = Origin(origin.leader, origin.parent, origin.initial)
        copied = Process(pid, copier.frames(process.frames), None, origins[origin])
        copied.state, copied.scanned, copied.reductions = process.state, process.scanned, process.reductions
        copied.mark = process.mark
        if process.timer.__class__ is not list:
            copied.timer = process.timer
        if process.mailbox:
            copied.mailbox = type(process.mailbox)(map(copier.term, process.mailbox))
        copier.processes[process] = made.processes[pid] = copied
    for process, copied in copier.processes.items():
        if process.rare is not NOTHING_RARE:
            copied.rare = _copy_rare(process.rare, copier)
    _copy_queues(node, made, copier)
    made.signals.aliases.update({reference: (copier.processes[process], ending)
                                 for reference, (process, ending) in node.signals.aliases.items()})


def _copy_rare(rare, copier):
    made = Rare()
    made.trapping, made.hibernating, made.name = rare.trapping, rare.hibernating, rare.name
    for name in ('aliases', 'tables', 'suspenders', 'flags'):
        value = getattr(rare, name)
        setattr(made, name, dict(value) if value is not None else None)
    made.dictionary = copier.dictionary(rare.dictionary)
    made.links = None if rare.links is None else {copier.processes[peer]: True for peer in rare.links}
    made.watchers, made.monitors = _copy_watches(rare.watchers, copier), _copy_watches(rare.monitors, copier)
    return made


def _copy_watches(watches, copier):
    if watches is None:
        return None
    processes = copier.processes
    return {reference: (processes[watcher], processes[target], object_, copier.term(tag))
            for reference, (watcher, target, object_, tag) in watches.items()}


def _copy_queues(node, made, copier):
    names = {id(queue): name for name, queue in node.scheduler.queues.items()}
    for process, copied in copier.processes.items():
        queue = process.queue
        if queue.__class__ is Parked:
            copied.queue = Parked(made.scheduler.queues[names[id(queue.queue)]])
            copied.queue += [copied] * len(queue)
        else:
            copied.queue = made.scheduler.queues[names[id(queue)]]
    for name, queue in node.scheduler.queues.items():
        made.scheduler.queues[name].extend(copier.processes[process] for process in queue if process.alive)


def _copy_timers(node, made, copier):
    for due, timer in node.timers.live():
        if timer.__class__ is Message:
            copied = Message(timer.reference, timer.destination, copier.term(timer.content), timer.due)
            made.timers.messages[timer.reference] = copied
        else:
            copied = copier.processes[timer]
        made.timers.start(copied, due)


def _copy_tables(node, made, copier):
    made.ets.names = dict(node.ets.names)
    made.ets.tables = {reference: table.copy(copier.term) for reference, table in node.ets.tables.items()}
    made.persistent = copier.dictionary(node.persistent)
    made.arrays.update({reference: array.copy() for reference, array in node.arrays.items()})
    made.compiled_specs = {reference: type(spec)(copier.term(spec.term), made.exports)
                           for reference, spec in node.compiled_specs.items()}

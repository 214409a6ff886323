"""Whether a step is done: its check, run on a copy of the world; or, without one, whether what the model answer changes has changed.

*Changes* are compared from the start of the step: between its `before`, the world that the model answer leads to, and the
learner's. Whatever the model answer changed must be the same in the learner's world, up to the names of what is new (pids,
references); what it left alone may be as it likes, so there are many right ways. A model answer that changes nothing is
compared by its value, or by what it printed.
"""
import re
from types import CodeType, FunctionType
from typing import NamedTuple

from immutables import Map

from pyex.learn.world import Stuck
from pyex.runtime.process import NOTHING_RARE
from pyex.syntax import parse, to_source
from pyex.syntax.errors import ElixirSyntaxError
from pyex.terms import maps
from pyex.terms.atom import NIL, Atom, atom, boolean
from pyex.terms.identity import Pid, Reference
from pyex.terms.lists import from_python, to_python
from pyex.terms.map_key import Key

YES, EVALUATOR, HISTORY, BINDING = map(atom, ('yes', 'iex_evaluator', 'iex_history', 'binding'))
VALUES, LAST = atom('values'), atom('last')
OWN = 'iex_', '$', 'pyex_'              # what begins like this in a dictionary is no business of a learner's
FAILED = 'failed', 'restarted', 'interrupted'      # outcomes of an input that has no value
CONTAINERS = tuple, list, Map
TERMS = int, float, str, bytes, tuple, Atom          # among the constants of a function; others tell where it stands
DEFINITIONS = atom('def'), atom('defp')
MODULE = atom('module')
CHECKING = 1_000                # slices that a check may take: a learner's function that never ends must not keep the learner waiting


class Attempt(NamedTuple):
    """What a learner did at a step.

    before, world: Rehearsals at its start and now. texts: the inputs. printed: by processes. failed: whether the last input
    has no value. events: see `happened`.
    """
    before: object
    world: object
    texts: tuple
    printed: str
    failed: bool
    events: tuple = ()


def holds(source, attempt, spare=False):
    """(whether a check holds, why not: a text). spare: nobody needs the attempt's world any more, so it need not be copied."""
    fork = attempt.world if spare else attempt.world.fork()
    fork.allow(CHECKING)
    try:
        verdict = fork.ask('judge', source, facts(attempt))
    except Stuck as error:
        return False, f'the check never ends: {error}'
    finally:
        fork.close()
    if verdict is YES:
        return True, ''
    if verdict is None:
        return False, 'it ended the shell'          # a process linked to it crashed while the check ran
    diagnostic = re.search(r'^error: (.*)', fork.terminal.text, re.MULTILINE)
    return False, verdict[1] + (f' ({diagnostic[1]})' if diagnostic else '')


def is_done(step, attempt, model, spare=False):
    """Whether an Attempt does what a Step wants; model: a function that gives the Attempt of the model answer."""
    return holds(step.check.text, attempt, spare)[0] if step.check else same_changes(model(), attempt)


def foreseen(step, attempt):
    """The `wrong` Block of a Step that an Attempt is like, by what was typed last or by what it changed; or the `when` Block that
    holds; or None."""
    return (next((wrong for wrong in step.wrongs if is_typed(wrong, attempt)), None) or foreseen_by_changes(step, attempt)
            or next((case for case in step.cases if holds(case.text, attempt)[0]), None))


def is_typed(wrong, attempt):
    """Whether the last inputs of an Attempt are those of a Block; in a module, variables may have other names."""
    form = plain if wrong.transcript else nameless
    inputs = [form(text) for text in texts(wrong)]
    return [form(text) for text in attempt.texts[-len(inputs):]] == inputs


def foreseen_by_changes(step, attempt):
    """The `wrong` Block of a Step that changes what an Attempt has changed, or None."""
    for wrong in step.wrongs:
        if len(wrong.inputs) > len(attempt.texts):      # half of it may be half of a right answer
            continue
        tried = attempted(attempt.before, wrong)
        same = not tried.failed and alike(tried, attempt)
        tried.world.close()
        if same:
            return wrong
    return None


def attempted(before, block):
    """The Attempt that types a Block's inputs in a copy of a world."""
    world = before.fork()
    world.listen()
    world.type(block.inputs)
    return attempt_of(before, world, texts(block))


def texts(block):
    """What is typed in a Block."""
    return [item.entry.text for item in block.inputs]


def attempt_of(before, world, texts):
    """The Attempt that led from a world to another, in which some inputs were typed."""
    return Attempt(before, world, tuple(texts), world.printed, world.outcome in FAILED, happened(world))


def happened(world):
    """The events since a world's listener was made, as terms: {kind, pid, other, what}."""
    events = world.node.entry.call(world.listener.events) if world.listener else ()
    return tuple((atom(event.kind), known(event.pid), known(event.other), NIL if event.what is None else event.what) for event in events)


def known(pid):
    return NIL if pid is None else pid


def is_beginning(wrong, step):
    """Whether a Block is how the model answer of a Step begins: right as far as it goes."""
    begun, whole = ([plain(text) for text in texts(block)] for block in (wrong, step.block))
    return len(begun) < len(whole) and whole[:len(begun)] == begun


def plain(text):
    """Code without what makes no difference: white space, comments, parentheses."""
    try:
        return to_source(parse(text))
    except ElixirSyntaxError:
        return text.strip()


def nameless(text):
    """The same, with names for variables that tell only which are the same."""
    try:
        return to_source(renamed(parse(text), {}))
    except ElixirSyntaxError:
        return text.strip()


def renamed(form, names):
    """A quoted form whose variables have other names, counted anew in each function. names: {Atom: Atom} of those that were met."""
    if form.__class__ is list:
        return [renamed(part, names) for part in form]
    if form.__class__ is not tuple:
        return form
    if len(form) == 3 and form[0].__class__ is Atom and form[2].__class__ is Atom:
        name = form[0]
        return name if name.name.startswith('_') else names.setdefault(name, atom(f'v{len(names)}')), *form[1:]
    if form[0] in DEFINITIONS:
        names = {}
    return tuple(renamed(part, names) for part in form)


def facts(attempt):
    """What `Pyex.Lesson` knows of an attempt, as a map."""
    node = attempt.before.node
    return maps.from_pairs([
        (atom('typed'), from_python(list(attempt.texts))), (atom('printed'), attempt.printed), (atom('failed'), boolean(attempt.failed)),
        (atom('events'), from_python(list(attempt.events))), (atom('began'), node.clock.monotonic()),
        (atom('processes'), from_python([*node.processes]))])


# ---- comparing changes -----------------------------------------------------------------------------------------------------

def alike(one, other):
    """Whether two Attempts (from the same start) changed the same, neither of them more than the other."""
    return same_changes(one, other, strict=True) and same_changes(other, one, strict=True)


def same_changes(model, attempt, strict=False):
    """Whether an Attempt changed what the model's Attempt (from the same start) did. strict: functions are alike only
    if their code is."""
    if model.failed != attempt.failed:
        return False
    before, wanted, got = View(model.before), View(model.world), View(attempt.world)
    names = Names(before, wanted, got, strict)
    changed = False
    for name, value in wanted.bindings.items():
        if name not in before.bindings or not identical(before.bindings[name], value):
            changed = True
            if name not in got.bindings or not names.same(value, got.bindings[name]):
                return False
    for part in before.parts() | wanted.parts(processes=before.node.processes):
        old, new = before.part(part), wanted.part(part)
        if not identical(old, new):
            changed = True
            if not names.same(new, got.part(part)):
                return False
    if not names.follow():
        return False
    if changed or names.new:
        return names.place_others()
    if strict and is_module(wanted.value):
        return False
    if model.printed:
        return model.printed == attempt.printed
    return model.failed or names.same(wanted.value, got.value)


def is_module(value):
    """Whether it is the value of a `defmodule`, which does not tell one code from another."""
    return value.__class__ is tuple and len(value) == 4 and value[0] is MODULE


class View:
    """What of a world is compared."""

    def __init__(self, world):
        self.world, self.node = world, world.node
        shell = self.node.processes[world.evaluator]
        dictionary = shell.rare.dictionary
        self.bindings = {}
        for pair in to_python(maps.get(dictionary[EVALUATOR], BINDING)):
            self.bindings.setdefault(pair[0], pair[1])
        history = dictionary.get(HISTORY)
        self.value = maps.get(maps.get(history, VALUES), maps.get(history, LAST)) if history is not None else None

    def parts(self, processes=None):
        """What can be looked at by name: ('process', pid, what), ('name', atom), ('table', name)."""
        found = {('name', name) for name in self.node.names}
        found |= {('table', table.name) for table in self.node.ets.tables.values()}
        for pid in self.node.processes if processes is None else processes:
            found |= {('process', pid, what) for what in PARTS}
        return found

    def part(self, part):
        kind, *rest = part
        if kind == 'name':
            return self.node.names.get(rest[0])
        if kind == 'table':
            return next((tuple(table.objects()) for table in self.node.ets.tables.values() if table.name is rest[0]), None)
        return self.of_process(*rest)

    def of_process(self, pid, what):
        process = self.node.processes.get(pid)
        return None if process is None else PARTS[what](self, process)

    def is_shell(self, process):
        return process.pid is self.world.evaluator

    def local(self, pid):
        """All of a process that can be compared."""
        return tuple(self.of_process(pid, what) for what in PARTS)


PARTS = {}


def _part(function):
    PARTS[function.__name__] = function
    return function


@_part
def alive(_view, process):
    return process.alive


@_part
def mailbox(_view, process):
    return tuple(process.mailbox)


@_part
def links(_view, process):
    return frozenset(peer.pid for peer in process.rare.links or ())


@_part
def watched(_view, process):
    return frozenset(watch[1].pid for watch in (process.rare.monitors or {}).values())


@_part
def flags(view, process):
    rare = process.rare
    priority = view.node.scheduler.priority_of(process)
    return (priority, False, None) if rare is NOTHING_RARE else (priority, rare.trapping, rare.name)


@_part
def dictionary(_view, process):
    return tuple((key, value) for key, value in (process.rare.dictionary or {}).items()
                 if not (hasattr(key, 'name') and key.name.startswith(OWN)))


@_part
def state(view, process):
    """Where a process stands and what it knows; not of the shell, nor of what came up with the system."""
    if view.is_shell(process) or process.pid in view.world.own:
        return ()
    return tuple(live for _, live in process.stack)


class Names:
    """A one-to-one renaming of what is new, found while terms are compared."""

    def __init__(self, before, wanted, got, strict=False):
        self.wanted, self.got, self.strict = wanted, got, strict
        self.old = before.node.processes if before else {}
        self.new = [pid for pid in wanted.node.processes if pid not in self.old] if wanted else []
        self.there, self.back = {}, {}
        self.todo = []                  # pairs of Pids whose processes are still to be compared

    def same(self, one, other):
        """Whether two terms are equal up to the renaming. It does not recurse along lists."""
        todo = [(one, other)]
        while todo:
            one, other = todo.pop()
            if one is other:
                continue
            if one.__class__ is not other.__class__ or not self._level(one, other, todo):
                return False
        return True

    def _level(self, one, other, todo):
        kind = one.__class__
        if kind is Pid or kind is Reference:
            return self._renamed(one, other)
        if kind is FunctionType:
            return one.__code__.co_argcount == other.__code__.co_argcount and (not self.strict or shape(one.__code__) == shape(other.__code__))
        if kind is Key:
            todo.append((one.term, other.term))
            return True
        if kind is Map:
            todo += [(one[key], other[key]) for key in one if key in other]
            return len(one) == len(other) and all(key in other for key in one)
        if kind is frozenset:
            return len(one) == len(other) and all(self._among(item, other) for item in one)
        if kind in CONTAINERS:
            todo += zip(one, other)
            return len(one) == len(other)
        return one == other

    def _among(self, pid, others):
        return self.there[pid] in others if pid in self.there else any(self._renamed(pid, other) for other in others)

    def _renamed(self, one, other):
        if one in self.there or other in self.back:
            return self.there.get(one) is other
        if one.__class__ is Pid and (one in self.old or other in self.old) and one is not other:
            return False
        self.there[one], self.back[other] = other, one
        if one.__class__ is Pid:
            self.todo.append((one, other))
        return True

    def follow(self):
        """Compare the processes behind pids that stand for each other, and those that they know."""
        while self.todo:
            one, other = self.todo.pop()
            if one not in self.old and not self.same(self.wanted.local(one), self.got.local(other)):
                return False
        return True

    def place_others(self):
        """Whether each process that the model answer has started, and nothing names, has one like it."""
        others = [pid for pid in self.got.node.processes if pid not in self.old]
        return all(pid in self.there or any(self._stands_for(pid, other) for other in others if other not in self.back)
                   for pid in self.new)

    def _stands_for(self, pid, other):
        there, back = dict(self.there), dict(self.back)
        self.there[pid], self.back[other] = other, pid
        if self.same(self.wanted.local(pid), self.got.local(other)) and self.follow():
            return True
        self.there, self.back, self.todo = there, back, []
        return False


def shape(code):
    """What two functions have in common whose sources differ by the names of variables."""
    return code.co_code, code.co_names, tuple(
        shape(constant) if isinstance(constant, CodeType) else constant if isinstance(constant, TERMS) else constant.__class__
        for constant in code.co_consts)


class Same(Names):
    """Names that are all the same: plain equality."""

    def __init__(self):
        super().__init__(None, None, None)

    def _renamed(self, one, other):
        return one is other

    def _among(self, pid, others):
        return pid in others


def identical(one, other):
    """Whether two terms, of a node and its copy, are equal; functions are if they take as many arguments."""
    return Same().same(one, other)

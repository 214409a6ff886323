"""Processes for tests without the compiler: Python generators that yield what they wait for.

    def echo(erl):
        message = yield receive()
        erl.send(erl.whereis(atom('main')), message)

`erl` has the natives of `:erlang` as methods. `run(main)` runs `main` in a node with a virtual clock and gives the node's
log: what the scripts `erl.say`. An error raised in a script is an error of the process; `yield work(n)` uses n reductions.
"""
from types import SimpleNamespace

from pyex.natives import everything, registry
from pyex.runtime.clock import VirtualClock
from pyex.runtime.frames import TIMEOUT, WAIT, Site, Throw
from pyex.runtime.node import Node
from pyex.terms.atom import Atom, atom
from pyex.terms.lists import iterate

STEP = Site(None, 0, 'Elixir.Test.script/1', 1)
SCAN = Site(None, 1, 'Elixir.Test.script/1', 2)
BURN = Site(None, 2, 'Elixir.Test.script/1', 3)


def receive(match=lambda message: True, after=None, mark=None):
    """Wait for a message; the value of `yield` is the message, or TIMEOUT."""
    return SimpleNamespace(match=match, after=after, mark=mark)


def work(reductions):
    """Use reductions."""
    return reductions


def whole(rest):
    """A rest that takes the live values one by one."""
    return lambda value, live: rest(value, *live)


class Scripts:
    """A node whose processes are scripts."""

    def __init__(self, **options):
        options.setdefault('clock', VirtualClock())
        self.node = Node(**options)
        self.log = []
        self.erl = SimpleNamespace(say=self.say, spawn_script=self.spawn, node=self.node)
        for (module, name, arity), function in registry.bind(self.node).items():
            self.node.exports[atom(module), atom(name), arity] = function
            there = self.erl if module == 'erlang' else vars(self.erl).setdefault(module, SimpleNamespace())
            setattr(there, f'{name}_{arity}', function)
            vars(there).setdefault(name, function)
        self.node.rests = {STEP: whole(self._step), SCAN: whole(self._scan), BURN: whole(self._burn)}

    def say(self, term):
        self.log.append(show(term))

    def function(self, script, *args):
        """A term: a function that runs a script."""
        def start():
            return self._step(None, script(self.erl, *args))
        return start

    def spawn(self, script, *args, **options):
        return self.node.spawn(self.function(script, *args), **options).pid

    def _step(self, value, generator):
        names = self.node.globals
        try:
            wanted = generator.send(value)
        except StopIteration as stop:
            return stop.value
        if wanted is None:                      # a bare `yield`, which makes a script of a function that waits for nothing
            return self._step(None, generator)
        if wanted.__class__ is int:
            return self._burn(wanted, generator, wanted)
        if wanted.after is not None:
            names['deadline'](wanted.after)
        if wanted.mark is not None:
            names['from_mark'](wanted.mark)
        return self._scan(names['peek'](), generator, wanted)

    def _scan(self, message, generator, wanted):
        names = self.node.globals
        while message is not WAIT:
            if message is TIMEOUT:
                return self._step(TIMEOUT, generator)
            if wanted.match(message):
                names['accept']()
                return self._step(message, generator)
            message = names['peek']()
        self.node.captured.append((SCAN, (generator, wanted)))
        return WAIT

    def _burn(self, _, generator, left):
        for done in range(left):
            try:
                next(self.node.globals['it'])
            except StopIteration:
                self.node.captured.append((BURN, (generator, left - done)))
                raise
        return self._step(None, generator)

    def run(self, main, *args):
        self.spawn(main, *args)
        self.node.run()
        assert not self.node.defects, self.node.defects[0]
        return self.log


def run(main, *args, **options):
    """The log of a script run as the first process of a new node."""
    return Scripts(**options).run(main, *args)


def show(term):
    """A short text of a term, with pids and references as their kinds."""
    kind = term.__class__
    if kind is Atom:
        return term.name
    if kind is tuple:
        return '{' + ', '.join(map(show, term)) + '}'
    if kind is list or term is None:
        return '[' + ', '.join(map(show, iterate(term))) + ']'
    if kind.__name__ in ('Pid', 'Reference'):
        return kind.__name__.lower()
    if term is TIMEOUT:
        return 'TIMEOUT'
    return str(term)


__all__ = ['Scripts', 'Throw', 'everything', 'receive', 'run', 'show', 'work']

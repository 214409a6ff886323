"""Waiting by returning: what is called where processes often wait.

A `receive` in a function that has to wait raises `Suspend`, and the site of each caller saves its frame on the way: some
0.6 us. A rest that waits returns `WAIT` instead, which costs a fifth of that, but its caller must know. So a site that was seen
to wait is *warm*: its rest is written once more, and calls the *waiting variant* of the function there. That one is called
`Elixir.GenServer.call/2~` and returns `WAIT` too; where it ends by calling another function it calls that one's variant.
"""
from types import FunctionType

from pyex.compiler import python
from pyex.compiler.ir import function_of, rewritten, walk
from pyex.compiler.link import link
from pyex.runtime.modules import VARIANT


def warm_rest(define, rest, number, node, version):
    """The ('def', ...) of the `rest` after a site of `define` in which what is called there waits by returning; None if it never waits.

    version: of the module, for the names of its own functions.
    """
    name = next((_callee(s) for s in walk(function_of(define, number)[4]) if s[0] == 'site' and s[1] == number), None)
    if name is None or not _waits(name, node, version, set()):
        return None
    return _with_body(rest, lambda s: _awaiting(s, name))


def variant_of(function, node):
    """The waiting variant of a function; the function itself where it has none, since it is a native, say."""
    unit = _unit(function)
    if unit is None:
        return function
    define, live, _ = unit.parts()
    code = python.code_of(_with_body(define, _returning), unit.file, live, in_rest=True)
    return link(unit, code, node, unit.version)


def _with_body(define, change):
    *head, body, line, by_value = define
    return (*head, tuple(map(change, body)), line, by_value)


def _unit(function):
    """What a function of a module was compiled from; None for a native, or for what loads it at its first call."""
    unit = function.__code__.co_consts[-1] if function.__class__ is FunctionType and function.__code__.co_consts else None
    return unit if hasattr(unit, 'parts') else None


def _waits(name, node, version, seen):
    """Does a function receive, by itself or in one that it ends by calling?"""
    full = name + str(version) if name[-1] == '@' else name
    unit = _unit(node.globals.get(full))
    if unit is None or full in seen:
        return False
    seen.add(full)
    for statement in walk(unit.parts()[0][4]):
        if statement[0] == 'peek':
            return True
        tail = _tail(statement)
        if tail is not None and _waits(tail, node, unit.version, seen):
            return True
    return False


def _tail(statement):
    """The name of the function that a statement returns the value of."""
    if statement[0] == 'ret' and statement[1][0] == 'call' and statement[1][1][0] == 'g' and '/' in statement[1][1][1]:
        return statement[1][1][1]
    return None


def _callee(site):
    """The global name of the function that is called at a ('site', ...), or None."""
    e = site[3]
    return e[1][1] if e[0] == 'call' and e[1][0] == 'g' and '/' in e[1][1] else None


def _awaiting(statement, name):
    if statement[0] == 'site' and _callee(statement) == name:
        _, number, target, (_, _, *arguments), line = statement
        return ('await', number, target, ('call', ('g', name + VARIANT), *arguments), line)
    return rewritten(statement, lambda s: _awaiting(s, name))


def _returning(statement):
    tail = _tail(statement)
    if tail is not None:
        return ('ret', ('call', ('g', tail + VARIANT), *statement[1][2:]))
    return rewritten(statement, _returning)

"""Evaluates expressions that hold literals and calls of natives only, so that natives are tested before there is a compiler."""
from types import SimpleNamespace

from pyex.natives import registry
from pyex.natives.erlang.numbers import greater, less
from pyex.runtime.clock import VirtualClock
from pyex.runtime.exceptions import ElixirError, error
from pyex.syntax import parse
from pyex.terms import maps
from pyex.terms.atom import atom
from pyex.terms.binary import bitstring, to_bytes
from pyex.terms.lists import from_python, to_python
from pyex.terms.show import inspect

_OPERATORS = {'<': less, '>': greater}


def answer(line, natives):
    """What the recorder of real Elixir's answers writes for a line."""
    try:
        return inspect(evaluate(parse(line), natives), limit=None, charlists='as_lists')
    except ElixirError as failure:
        return f'** {failure.kind} {inspect(failure.reason, charlists="as_lists")}' + hints(failure)


def hints(failure):
    if failure.reason is not atom('badarg') or failure.hints is None:
        return ''
    return ' ' + inspect(maps.from_pairs(failure.hints.items()))


def evaluate(quoted, natives):
    if quoted.__class__ is list or quoted is None:
        return evaluate_list(to_python(quoted), natives)
    if quoted.__class__ is not tuple:
        return quoted
    if len(quoted) == 2:
        return tuple(evaluate(part, natives) for part in quoted)
    head, _, arguments = quoted
    if head.__class__ is tuple:
        return call(head, arguments, natives)
    return _FORMS[head.name](to_python(arguments), natives)


def evaluate_list(items, natives):
    if items and items[-1].__class__ is tuple and items[-1][0] is atom('|'):
        *items, (_, _, ends) = items
        last, tail = to_python(ends)
        return from_python([evaluate(item, natives) for item in [*items, last]], evaluate(tail, natives))
    return from_python([evaluate(item, natives) for item in items])


def call(head, arguments, natives):
    module, name = to_python(head[2])
    values = [evaluate(argument, natives) for argument in to_python(arguments)]
    if (module.name, name.name, len(values)) not in natives:
        raise error(atom('undef'))
    return natives[module.name, name.name, len(values)](*values)


def bits(segments, natives):
    number, size = 0, 0
    for segment in segments:
        if segment.__class__ is tuple:
            value, width = to_python(segment[2])
            number, size = number << width | value & (1 << width) - 1, size + width
        else:
            data = to_bytes(segment) if segment.__class__ is str else bytes([segment])
            number, size = number << 8 * len(data) | int.from_bytes(data, 'big'), size + 8 * len(data)
    return bitstring(number, size)


def alias(parts, natives):
    return atom('.'.join(['Elixir', *[part.name for part in parts]]))


_FORMS = {
    '{}': lambda items, natives: tuple(evaluate(item, natives) for item in items),
    '%{}': lambda items, natives: maps.from_pairs(evaluate(item, natives) for item in items),
    '<<>>': bits, '__aliases__': alias,
    '-': lambda items, natives: -evaluate(items[0], natives),
    **{name: lambda items, natives, function=function: function(*[evaluate(item, natives) for item in items])
       for name, function in _OPERATORS.items()}}


def natives_without_node():
    """The natives, bound to a node that has nothing."""
    node = SimpleNamespace(processes={}, clock=VirtualClock())
    return {key: function if kind == 'plain' else registry._with_node(function, node)
            for key, (function, kind) in registry._natives.items() if kind != 'maker'}


def inspected(items, natives):
    """`inspect(term, options)` in an expression."""
    return natives['pyex', 'inspect', len(items)](*[evaluate(item, natives) for item in items])


_FORMS['inspect'] = inspected

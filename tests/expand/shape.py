"""Expanded code as short text: no meta, variables as `name.number` in order of appearance. record.exs writes the same."""
from pyex.expand.quoted import DOT, NO_PARENS, VERSION, get, items
from pyex.terms.atom import Atom, TRUE, atom
from pyex.terms.show import inspect

SEGMENT, TERM = atom('::'), atom('__term__')


def shape(term, numbers=None):
    numbers = {} if numbers is None else numbers
    if term.__class__ is tuple and len(term) == 3:
        return node(term, numbers)
    if term.__class__ is tuple and len(term) == 2:
        return f'{{{shape(term[0], numbers)}, {shape(term[1], numbers)}}}'
    if term.__class__ is list:
        return f'[{", ".join(each(term, numbers))}]'
    return inspect(term)


def each(list_, numbers):
    return [shape(item, numbers) for item in items(list_)]


def node(term, numbers):
    name, meta, args = term
    if name.__class__ is Atom and args.__class__ is Atom:
        version = get(meta, VERSION)
        shown = 'capture' if name.name in ('x1', 'x2', 'x3') else name.name
        return name.name if version is None else f'{shown}.{numbers.setdefault(version, len(numbers))}'
    if name is SEGMENT:
        value, spec = each(args, numbers)
        return f'{value} :: {spec}'
    if name is TERM:
        return inspect(args[0])
    if name.__class__ is tuple and name[0] is DOT:
        dot, args = each(name[2], numbers), each(args, numbers)
        mark = '' if get(meta, NO_PARENS) is TRUE and not args else f'({", ".join(args)})'
        return '.'.join(dot) + mark
    return f'{name.name}({", ".join(each(args, numbers))})'

"""`&`: captures of functions (`&Mod.fun/1`, `&fun/1`) and short functions (`&(&1 + 1)`).

A capture whose arguments are exactly `&1, &2, ...` in order is the function itself; all others become `fn`.
"""
from pyex import syntax
from pyex.expand import errors, macros
from pyex.expand.calls import find_function
from pyex.expand.control import refuse_context
from pyex.expand.forms import form, is_special
from pyex.expand.quoted import (
    ARROW, BLOCK, COUNTER, DOT, FN, NO_PARENS, cells, get, is_call, is_node, items, length)
from pyex.expand.rewriting import inline
from pyex.terms.atom import Atom, NIL, TRUE, atom

AMPERSAND, SLASH, CAPTURE = atom('&'), atom('/'), atom('capture')


@form('&', 1)
def expand_capture(x, meta, args):
    refuse_context(x, meta, '&')
    x.at_line(meta)
    node, = args
    if node.__class__ is int:
        raise errors.fatal(x, meta, f'capture argument &{node} must be used within the capture operator &')
    if is_call(node, SLASH, 2) and node[2][1][0].__class__ is int:
        made = capture_by_arity(x, meta, *items(node[2]))
        if made is not None:
            return made
    return capture_expression(x, meta, node)


def capture_by_arity(x, meta, target, arity):
    """`&name/2` and `&Mod.name/2`; None when it is neither."""
    if not is_node(target):
        return None
    head, target_meta, args = target
    numbers = [(AMPERSAND, None, [number, None]) for number in range(1, arity + 1)]
    if is_node(head) and head[0] is DOT and length(head[2]) == 2 and head[2][1][0].__class__ is Atom and args is None:
        return capture_remote(x, meta, head, target_meta, numbers)
    if head.__class__ is Atom and args.__class__ is Atom:
        return capture_name(x, meta, head, target_meta, numbers)
    return None


def is_sequential(args):
    """Whether arguments are `&1, &2, ...` and nothing else."""
    return bool(args) and all(
        is_call(arg, AMPERSAND, 1) and arg[2][0] == number for number, arg in enumerate(args, 1))


def capture_expression(x, meta, node):
    if is_node(node):
        head, node_meta, args = node
        if head is BLOCK and length(args) == 1:
            return capture_expression(x, meta, args[0])
        if head is BLOCK:
            raise errors.fatal(x, meta, BLOCKS.format(syntax.to_source(node)))
        if args is None or args.__class__ is list:
            args = items(args)
            if is_node(head) and head[0] is DOT and length(head[2]) == 2 and head[2][1][0].__class__ is Atom:
                return capture_call(x, meta, node, args, lambda: capture_remote(x, meta, head, node_meta, args))
            if head.__class__ is Atom:
                return capture_call(x, meta, node, args, lambda: capture_name(x, meta, head, node_meta, args))
            return short_function(x, meta, node)
    elif node.__class__ is tuple and len(node) == 2 or node.__class__ is list:
        return short_function(x, meta, node)
    raise errors.fatal(x, meta, INVALID.format(syntax.to_source(node)))


def capture_call(x, meta, node, args, direct):
    if is_sequential(args) and not is_special_call(node):
        return direct()
    return short_function(x, meta, node)


def is_special_call(node):
    """`&1` itself is written `&(&1)`: no call."""
    return node[0] is AMPERSAND or get(node[1], NO_PARENS) is TRUE


def capture_remote(x, meta, head, call_meta, args):
    """`&Mod.fun/n`: the function, or a `fn` around a macro."""
    _, dot_meta, (module, (name, _)) = head
    receiver = x.expand(module)
    if receiver.__class__ is Atom:
        if (receiver in x.env.requires or receiver.name == 'Elixir.Kernel') and macros.is_macro(x, receiver, name, len(args)):
            return short_function(x, meta, ((DOT, dot_meta, [receiver, [name, None]]), call_meta, cells(args)))
        receiver, name = inline(receiver, name, len(args)) or (receiver, name)
    elif receiver.__class__ is not tuple:
        raise errors.fatal(x, meta, INVALID.format(syntax.to_source((SLASH, meta, [(head, call_meta, None), [len(args), None]]))))
    return external(meta, receiver, name, len(args))


def external(meta, module, name, arity):
    return AMPERSAND, meta, [(SLASH, None, [((DOT, None, [module, [name, None]]), None, None), [arity, None]]), None]


def capture_name(x, meta, name, name_meta, args):
    """`&fun/n`: an imported or a local function, or a `fn` around a macro."""
    arity = len(args)
    node = name, name_meta, cells(args)
    if is_special(name, arity):
        return short_function(x, meta, node)
    kind, module = find_function(x, name, name_meta, arity)
    if kind == 'macro':
        return short_function(x, meta, node)
    if kind == 'remote':
        module, name = inline(module, name, arity) or (module, name)
        return external(meta, module, name, arity)
    if x.env.function is NIL:
        raise errors.fatal(x, meta, f'undefined function {name.name}/{arity} (there is no such import)')
    builder = x.world.builder(x.env.module)
    if builder is not None:
        builder.record_call(x.env.function, (name, arity), name_meta or meta)
    return AMPERSAND, meta, [(SLASH, None, [(name, name_meta, NIL), [arity, None]]), None]


# -- short functions ----------------------------------------------------------------------------------------------------

def short_function(x, meta, body):
    found = {}
    body = replaced(x, meta, body, found)
    if not found:
        raise errors.fatal(x, meta, INVALID.format(syntax.to_source(body)))
    last = max(found)
    for number in range(1, last):
        if number not in found:
            raise errors.fatal(x, meta, f'capture argument &{last} cannot be defined without &{number} '
                               '(you cannot skip arguments, all arguments must be numbered)')
    variables = [found[number] for number in sorted(found)]
    return x.expand((FN, meta, [(ARROW, meta, [cells(variables), [body, None]]), None]))


def replaced(x, meta, term, found):
    """The term with `&1` and so on replaced by variables, which are noted in `found`."""
    kind = term.__class__
    if kind is tuple:
        if len(term) == 3 and term[0] is AMPERSAND and length(term[2]) == 1:
            return placeholder(x, meta, term, found)
        return tuple([replaced(x, meta, part, found) for part in term])
    if kind is list:
        parts = items_and_tail(term)
        return cells([replaced(x, meta, part, found) for part in parts[0]], parts[1])
    return term


def items_and_tail(list_):
    out = []
    while list_.__class__ is list:
        out.append(list_[0])
        list_ = list_[1]
    return out, list_


def placeholder(x, meta, node, found):
    number = node[2][0]
    if number.__class__ is not int:
        raise errors.fatal(x, meta, NESTED.format(syntax.to_source(node)))
    if number < 1:
        raise errors.fatal(x, meta, f'capture argument &{number} must be numbered between 1 and 255')
    if number not in found:
        found[number] = CAPTURE, [(COUNTER, x.world.next_counter()), node[1]], NIL
    return found[number]


INVALID = (
    'invalid args for &, expected one of:\n\n  * &Mod.fun/arity to capture a remote function, such as &Enum.map/2\n'
    '  * &fun/arity to capture a local or imported function, such as &is_atom/1\n'
    '  * &some_code(&1, ...) containing at least one argument as &1, such as &List.flatten(&1)\n\nGot: {}')
BLOCKS = 'block expressions are not allowed inside the capture operator &, got: {}'
NESTED = (
    'nested captures are not allowed. You cannot define a function using the capture operator & inside another function '
    'defined via &. Got invalid nested capture: {}')

"""Calling macros: native ones, those of compiled modules, those of the module that is being defined.

What a macro returns gets the call's line where it has none, and the *counter* of this call on the variables and aliases
that the macro's own quotes made, so that they cannot meet those of the caller or of another call.
"""
from pyex.expand import names
from pyex.expand.quoted import ALIASES, COUNTER, KEEP, KERNEL, LINE, UNDERSCORE, cells, delete, get, items, put, put_new
from pyex.runtime.exceptions import ElixirError
from pyex.terms.atom import Atom, NIL, alias, atom
from pyex.terms.maps import STRUCT

COMPILE_ERROR = alias('CompileError')

LEXICAL = frozenset({ALIASES, atom('alias'), atom('require'), atom('import')})

NATIVE = {}         # (name, arity) -> function(x, meta, args) -> quoted: Kernel's macros that are written in Python


def native_macro(*keys):
    """Register a Python function as Kernel's macro of these (name, arity)."""
    def register(function):
        for key in keys:
            NATIVE[key] = function
            names.NATIVE_NAMES.add(key)
        return function
    return register


def is_macro(x, module, name, arity):
    if module is KERNEL and (name, arity) in NATIVE:
        return True
    record = x.world.module(module)
    return record is not None and (name, arity) in record.macros


def run_macro(x, meta, module, name, args):
    """The quoted code that a macro of a compiled module gives for some arguments."""
    x.at_line(meta)
    native = NATIVE.get((name, len(args))) if module is KERNEL else None
    line = x.line
    try:
        if native is not None:
            return native(x, meta, args)
        result = x.world.call_macro(module, name, args, x.env_struct())
    except Exception as error:          # whatever the macro's code does
        raise failed(x, error, module, name, len(args), line) from None
    return lined(result, line, module, x.world.next_counter())


def run_local_macro(x, meta, builder, definition, args):
    """The same for a macro of the module that is being defined."""
    x.at_line(meta)
    line = x.line
    function = builder.local_macro(x.world, definition)
    try:
        result = x.world.call(function, [x.env_struct(), *args])
    except Exception as error:          # as above
        raise failed(x, error, builder.name, definition.name, len(args), line) from None
    return lined(result, line, builder.name, x.world.next_counter())


def expand_result(x, result, module, name, arity):
    """Expand what a macro gave; an error in there tells of the macro."""
    line = x.line
    try:
        return x.expand(result)
    except ElixirError as error:
        raise failed(x, error, module, name, arity, line) from None


# -- errors -------------------------------------------------------------------------------------------------------------

FILE, EXPANDING = atom('file'), cells(list(map(ord, 'expanding macro')))


def failed(x, error, module, name, arity, line):
    """The error with a stack trace that says which macro was being expanded, and where."""
    error = x.world.caught(error)
    if getattr(error.reason, 'get', dict().get)(STRUCT) is COMPILE_ERROR:
        return error                    # its diagnostics have said where
    macro, stack = atom(f'MACRO-{name.name}'), items(error.stack)
    inner = next((index for index, entry in enumerate(stack) if entry[0] is module and entry[1] is macro), None)
    if inner is None:
        inner = getattr(error, 'expanded', len(stack) if is_expanding(stack) else 0)
    info = [(module, name, arity, [(FILE, EXPANDING), None]), place_entry(x, line)]
    error.stack, error.expanded = cells(stack[:inner] + info), inner + len(info)
    return error


def is_expanding(stack):
    """Whether a trace was made by an expansion: it begins with a file that is none (`expanding struct`)."""
    return bool(stack) and get(stack[0][3], FILE) is not None and text_of(get(stack[0][3], FILE)).startswith('expanding ')


def text_of(charlist):
    return ''.join(map(chr, items(charlist)))


def place_entry(x, line):
    """The stack entry of the code that calls the macro."""
    env = x.env
    location = [(FILE, cells(list(map(ord, env.file)))), [(LINE, line), None]]
    if env.function is not NIL:
        return env.module, *env.function, location
    if env.module is not NIL:
        return env.module, atom('__MODULE__'), 0, location
    return atom('elixir_eval'), atom('__FILE__'), 1, location


def lined(term, line, module, counter):
    """A macro's result with lines and counters put in; parts that need neither stay the same objects."""
    kind = term.__class__
    if kind is tuple:
        if len(term) == 3:
            return _lined_node(term, line, module, counter)
        if len(term) == 2:
            left, right = lined(term[0], line, module, counter), lined(term[1], line, module, counter)
            return term if left is term[0] and right is term[1] else (left, right)
        return term
    return _lined_list(term, line, module, counter) if kind is list else term


def _lined_list(list_, line, module, counter):
    out, changed = [], False
    rest = list_
    while rest.__class__ is list:
        head, rest = rest
        made = lined(head, line, module, counter)
        changed = changed or made is not head
        out.append(made)
    tail = lined(rest, line, module, counter) if rest is not None else None
    if not changed and tail is rest:
        return list_
    for item in reversed(out):
        tail = [item, tail]
    return tail


def _lined_node(node, line, module, counter):
    name, meta, args = node
    if meta is not None and meta.__class__ is not list:
        return tuple([lined(part, line, module, counter) for part in node])
    made = with_line(meta, line)
    if name.__class__ is Atom:
        if args is module and args.__class__ is Atom and name is not UNDERSCORE or name in LEXICAL:
            made = put_new(made, COUNTER, counter)
        head = name
    else:
        head = lined(name, line, module, counter)
    rest = lined(args, line, module, counter) if args.__class__ is list else args
    if made is meta and head is name and rest is args:
        return node
    return head, made, rest


def with_line(meta, line):
    """Meta that surely has a line; `keep: {file, line}` (of `location: :keep`) gives its own."""
    rest = meta
    while rest.__class__ is list:
        pair, rest = rest
        if pair[0] is LINE and pair[1] != 0:
            return meta
        if pair[0] is KEEP:
            return put(delete(meta, LINE), LINE, pair[1][1])
    if not line:
        return meta
    return [(LINE, line), delete(meta, LINE)]

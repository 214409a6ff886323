"""Data in code: tuples, maps, structs; and the forms that only name something (`__MODULE__`, blocks, `=`)."""
from pyex import syntax
from pyex.expand import errors
from pyex.expand.env import module_text
from pyex.expand.forms import NAME, form
from pyex.expand.macros import place_entry
from pyex.expand.quoted import (
    BLOCK, EQUALS, GENERATED, LEAVES, MAP, PIN, TERM, TUPLE, cells, constant, get, is_call, is_node, is_variable, items, length)
from pyex.runtime.exceptions import error
from pyex.terms.atom import Atom, NIL, TRUE, atom
from pyex.terms.maps import STRUCT, items as map_items
from pyex.terms.show import inspect

MATCH, GUARD, PIPE, STRUCT_FORM = atom('match'), atom('guard'), atom('|'), atom('%')
AT, BADKEY = atom('@'), atom('badkey')


@form('=', 2)
def expand_match(x, meta, args):
    left, right = args
    if x.context is GUARD:
        raise errors.fatal(x, meta, 'invalid expression in guard, = is not allowed in guards. ' + GUARD_HINT)
    if x.context is MATCH:
        return EQUALS, meta, cells(x.expand_args(args))
    before = x.vars
    right = x.expand(right)
    return EQUALS, meta, [expand_pattern(x, left, before), [right, None]]


def expand_pattern(x, pattern, before=None):
    """Expand in a match; pinned variables are those of `before` (the ones visible now, if not given)."""
    return expand_patterns(x, [pattern], before)[0]


def expand_patterns(x, patterns, before=None):
    """Several patterns that bind together (a function's arguments)."""
    outer = x.context, x.pattern_vars, x.pattern_start
    x.context, x.pattern_vars, x.pattern_start = MATCH, (x.vars if before is None else before), x.counter
    try:
        return [x.expand(pattern) for pattern in patterns]
    finally:
        x.context, x.pattern_vars, x.pattern_start = outer


@form('^', 1)
def expand_pin(x, meta, args):
    if x.context is MATCH:
        return x.expand_pinned(meta, args)
    source = syntax.to_source((PIN, meta, cells(args)))
    errors.flaw(x, meta, MISPLACED_PIN.format(source))
    return NIL


@form('{}')
def expand_tuple(x, meta, args):
    if len(args) == 2:
        return tuple(x.expand_args(args))
    return TUPLE, meta, cells(x.expand_args(args))


@form('__term__', 1)
def expand_term(x, meta, args):
    """A constant of any kind: only the expander itself writes these."""
    return TERM, meta, [args[0], None]


# -- blocks -----------------------------------------------------------------------------------------------------------

@form('__block__')
def expand_block(x, meta, args):
    if not args:
        return BLOCK, meta, None
    if len(args) == 1:
        return x.expand(args[0])
    if x.context is not NIL:
        raise errors.fatal(x, meta, f'invalid expression in {x.context.name}, block is not allowed')
    out = []
    last = len(args) - 1
    for index, expression in enumerate(args):
        made = x.expand(expression)
        if index != last:
            warn_useless(x, meta, expression, made)
        out.append(made)
    return BLOCK, meta, cells(out)


def warn_useless(x, meta, expression, expanded):
    kind = expression.__class__
    if kind is tuple and len(expression) == 3:
        if get(expression[1], GENERATED) is TRUE:
            return
        if is_variable(expression) and expanded[0] is expression[0] and expression[2] is NIL:
            errors.warn(x, expression[1], USELESS_VARIABLE.format(expression[0].name))
        elif expression[0] is AT and is_variable_attribute(expression):
            errors.warn(x, expression[1], USELESS_ATTRIBUTE.format(expression[2][0][0].name))
    elif (kind in LEAVES or expression is None) and expression is not NIL and not is_ok(expression) and get(meta, GENERATED) is not TRUE:
        errors.warn(x, meta, USELESS_LITERAL.format(inspect(expression)))


def is_ok(expression):
    """Atoms are not reported: macros leave `:ok` behind all the time."""
    return expression.__class__ is Atom


def is_variable_attribute(node):
    return length(node[2]) == 1 and is_variable(node[2][0])


# -- names without arguments --------------------------------------------------------------------------------------------

@form('__MODULE__', NAME)
def expand_module(x, meta):
    return x.env.module


@form('__DIR__', NAME)
def expand_dir(x, meta):
    if x.env.file == 'nofile':
        return x.world.directory()
    head, slash, _ = x.env.file.rpartition('/')
    return head if slash else x.world.directory()


@form('__ENV__', NAME)
def expand_env(x, meta):
    x.at_line(meta)
    for version in x.vars.values():
        x.unused.pop(version, None)
    return x.constant(x.env_struct())


@form('__CALLER__', NAME)
def expand_caller(x, meta):
    if not x.caller:
        raise errors.fatal(x, meta, '__CALLER__ is available only inside defmacro and defmacrop')
    return CALLER, meta, NIL


@form('__STACKTRACE__', NAME)
def expand_stacktrace(x, meta):
    if not x.stacktrace:
        raise errors.fatal(x, meta, '__STACKTRACE__ is available only inside catch and rescue clauses of try expressions')
    return STACKTRACE, meta, NIL


CALLER, STACKTRACE = atom('__CALLER__'), atom('__STACKTRACE__')


# -- maps and structs ---------------------------------------------------------------------------------------------------

@form('%{}')
def expand_map(x, meta, args):
    if len(args) == 1 and is_call(args[0], PIPE, 2):
        return expand_update(x, meta, args[0])
    check_pairs(x, meta, args)
    flat = []
    for key, value in args:
        flat += [key, value]
    if x.context is MATCH:
        pairs = [(expand_key(x, meta, key), x.expand(value)) for key, value in args]
    else:
        made = x.expand_args(flat)
        pairs = list(zip(made[::2], made[1::2]))
    warn_duplicates(x, meta, pairs)
    return MAP, meta, cells(pairs)


def check_pairs(x, meta, args):
    for pair in args:
        if pair.__class__ is not tuple or len(pair) != 2:
            raise errors.fatal(x, meta, f'expected key-value pairs in a map, got: {syntax.to_source(pair)}')


def warn_duplicates(x, meta, pairs):
    seen = set()
    for key, _ in pairs:
        if key.__class__ in LEAVES:
            mark = key.__class__, key
            if mark in seen:
                errors.warn(x, meta, f'key {inspect(key)} will be overridden in map', where=False)
            seen.add(mark)


def expand_key(x, meta, key):
    """A key in a pattern: no variables may be bound in it."""
    made = x.expand(key)
    if key.__class__ in LEAVES:
        return made
    variable = bound_variable(made)
    if variable is not None:
        raise errors.fatal(x, meta, VARIABLE_KEY.format(variable))
    return made


def bound_variable(term):
    """The name of the first variable in an expanded pattern that is not pinned, or None."""
    if is_node(term):
        if is_variable(term):
            return term[0].name
        return None if term[0] is PIN else bound_variable(term[2])
    parts = term if term.__class__ is tuple else items(term) if term.__class__ is list else ()
    return next((found for found in map(bound_variable, parts) if found is not None), None)


def expand_update(x, meta, update):
    _, bar_meta, (map_, (pairs, _)) = update
    if x.context is not NIL:
        source = syntax.to_source((MAP, meta, [update, None]))
        raise errors.fatal(x, meta, f'cannot use map/struct update syntax in {x.context.name}, got: {source}')
    if pairs is not None and pairs.__class__ is not list:
        raise errors.fatal(x, meta, f'expected key-value pairs in a map, got: {syntax.to_source(pairs)}')
    pairs = items(pairs)
    check_pairs(x, meta, pairs)
    flat = [map_]
    for key, value in pairs:
        flat += [key, value]
    map_, *made = x.expand_args(flat)
    pairs = list(zip(made[::2], made[1::2]))
    warn_duplicates(x, meta, pairs)
    return MAP, meta, [(PIPE, bar_meta, [map_, [cells(pairs), None]]), None]


@form('%', 2)
def expand_struct(x, meta, args):
    left, right = args
    if not (is_node(right) and right[0] is MAP):
        raise errors.fatal(x, meta, f'expected struct to be followed by a map, got: {syntax.to_source(right)}')
    fields = items(right[2])
    name = expand_struct_name(x, meta, left)
    if name.__class__ is not Atom:
        return STRUCT_FORM, meta, [name, [x.expand(right), None]]
    if len(fields) == 1 and is_call(fields[0], PIPE, 2):
        made = x.expand(right)
        defaults = struct_defaults(x, meta, name, None)
        check_fields(x, meta, name, defaults, items(made[2][0][2][1][0]))
        return STRUCT_FORM, meta, [name, [made, None]]
    if x.context is MATCH:
        made = x.expand(right)
        check_fields(x, meta, name, struct_defaults(x, meta, name, None), items(made[2]))
        return STRUCT_FORM, meta, [name, [made, None]]
    return build_struct(x, meta, name, right)


def expand_struct_name(x, meta, left):
    if x.context is MATCH and is_variable(left) or is_call(left, PIN, 1) and x.context is MATCH:
        return x.expand(left)
    name = x.expand_in(NIL, left)
    if name.__class__ is not Atom:
        raise errors.fatal(x, meta, f'expected struct name to be a compile time atom or alias, got: {syntax.to_source(left)}'
                           if x.context is not MATCH else
                           'expected struct name in a match to be a compile time atom, alias or a variable, got: '
                           + syntax.to_source(left))
    return name


def build_struct(x, meta, name, right):
    """A new struct: the given fields, and the defaults of all others."""
    _, map_meta, fields = x.expand(right)
    pairs = items(fields)
    for key, _ in pairs:
        if key.__class__ is not Atom:
            raise errors.fatal(x, meta, f'expected struct keys to be atoms, got: {syntax.to_source(key)}')
    defaults = struct_defaults(x, meta, name, pairs)
    unknown = next((key for key, _ in pairs if key not in defaults), None)
    if unknown is not None:
        raise expanding_struct(x, meta, name, error((BADKEY, unknown)))
    given = {key for key, _ in pairs}
    missing = [(key, constant(value)) for key, value in map_items(defaults) if key not in given and key is not STRUCT]
    return STRUCT_FORM, meta, [name, [(MAP, map_meta, cells(missing + pairs)), None]]


def check_fields(x, meta, name, defaults, pairs):
    for key, _ in pairs:
        if key is STRUCT or key.__class__ is Atom and key not in defaults:
            raise errors.fatal(x, meta, f'unknown key {inspect(key)} for struct {module_text(name)}')


def struct_defaults(x, meta, name, pairs):
    """The map of a struct's defaults. With pairs it is about to be built: `@enforce_keys` are checked."""
    builder = x.world.builder(name)
    if builder is not None and (name is x.env.module or builder.struct is not None):
        defaults, enforced = builder_struct(x, meta, builder)
    else:
        defaults, enforced = loaded_struct(x, meta, name)
    if pairs is not None and enforced:
        missing = [key for key in enforced if not any(key is given for given, _ in pairs)]
        if missing:
            text = f'the following keys must also be given when building struct {module_text(name)}: {inspect(cells(missing))}'
            raise expanding_struct(x, meta, name, errors.argument_error(text))
    return defaults


def expanding_struct(x, meta, name, failure):
    """An error out of a struct's `__struct__/1`, with a stack trace that says so."""
    x.at_line(meta)
    entry = name, STRUCT, 1, [(atom('file'), cells(list(map(ord, 'expanding struct')))), None]
    failure.stack = cells([entry, place_entry(x, x.line)])
    return failure


def builder_struct(x, meta, builder):
    if builder.struct is not None:
        return builder.struct, builder.enforced
    definition = builder.definitions.get((STRUCT, 1)) or builder.definitions.get((STRUCT, 0))
    if definition is None or x.env.function is NIL:
        raise errors.fatal(x, meta, STRUCT_NOT_YET.format(module_text(builder.name)) if definition is None
                           else NO_STRUCT.format(module_text(builder.name)))
    function = builder.local_function(x.world, definition)
    return x.world.call(function, [None] if definition.arity == 1 else []), ()


def loaded_struct(x, meta, name):
    record = x.world.module(name)
    if record is not None:
        if record.metadata is not None and record.metadata.struct is not None:
            return record.metadata.struct, record.metadata.enforced
        if (STRUCT, 0) in record.functions:
            return x.world.call_function(name, STRUCT, []), ()
    text = STRUCT_NOT_YET if name in x.env.context_modules else NO_STRUCT
    raise errors.fatal(x, meta, text.format(module_text(name)))


GUARD_HINT = 'To learn more about guards, visit: https://hexdocs.pm/elixir/patterns-and-guards.html#guards'
MISPLACED_PIN = (
    'misplaced operator {}\n\nThe pin operator ^ is supported only inside matches or inside custom macros. Make sure you are '
    'inside a match or all necessary macros have been required')
USELESS_VARIABLE = (
    'variable {} in code block has no effect as it is never returned (remove the variable or assign it to _ to avoid warnings)')
USELESS_ATTRIBUTE = (
    'module attribute @{} in code block has no effect as it is never returned (remove the attribute or assign it to _ to avoid '
    'warnings)')
USELESS_LITERAL = (
    'code block contains unused literal {} (remove the literal or assign it to _ to avoid warnings)')
VARIABLE_KEY = (
    'cannot use variable {} as map key inside a pattern. Map keys in patterns can only be literals (such as atoms, strings, '
    'tuples, and the like) or an existing variable matched with the pin operator (such as ^some_var)')
NO_STRUCT = (
    '{0}.__struct__/1 is undefined, cannot expand struct {0}. Make sure the struct name is correct. If the struct name exists '
    'and is correct but it still cannot be found, you likely have cyclic module usage in your code')
STRUCT_NOT_YET = (
    'cannot access struct {}, the struct was not yet defined or the struct is being accessed in the same context that defines it')


# -- forms out of place -------------------------------------------------------------------------------------------------

@form('->', 2)
def expand_arrow(x, meta, args):
    raise errors.fatal(x, meta, 'unhandled operator ->')


@form('::', 2)
def expand_double_colon(x, meta, args):
    raise errors.fatal(x, meta, MISPLACED_COLONS)


@form('|', 2)
def expand_bar(x, meta, args):
    raise errors.fatal(x, meta, MISPLACED_BAR)


@form('unquote', 1)
def expand_unquote(x, meta, args):
    raise errors.fatal(x, meta, 'unquote called outside quote')


@form('unquote_splicing', 1)
def expand_unquote_splicing(x, meta, args):
    raise errors.fatal(x, meta, 'unquote_splicing called outside quote')


MISPLACED_COLONS = (
    'misplaced operator ::/2\n\nThe :: operator is typically used in bitstrings to specify types and sizes of segments:\n\n'
    '    <<size::32-integer, letter::utf8, rest::binary>>\n\n'
    'It is also used in typespecs, such as @type and @spec, to describe inputs and outputs')
MISPLACED_BAR = (
    'misplaced operator |/2\n\nThe | operator is typically used between brackets as the cons operator:\n\n    [head | tail]\n\n'
    'where head is a single element and the tail is the remaining of a list.\n'
    'It is also used to update maps and structs, via the %{map | key: value} notation,\n'
    'and in typespecs, such as @type and @spec, to express the union of two types')

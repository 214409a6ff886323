"""`def` and its kin when the module's body reaches them: defaults, clauses, and the checks on what was defined before."""
from pyex import syntax
from pyex.expand import attributes, errors
from pyex.expand.builder import MACROS, PUBLIC, Entry
from pyex.expand.control import expand_guard
from pyex.expand.env import module_text
from pyex.expand.expander import Expander
from pyex.expand.forms import form, is_special
from pyex.expand.quoted import (
    CONTEXT, COUNTER, DO, DOT, GENERATED, KEEP, LINE, TRUE, WHEN, cells, get, guard_alternatives, is_call, is_keywords,
    is_node, is_variable, items, line_of)
from pyex.expand.structures import expand_patterns
from pyex.syntax.operators import KINDS, WORDS
from pyex.runtime.stacktrace import relative
from pyex.terms.atom import Atom, FALSE, NIL, atom
from pyex.terms.lists import split
from pyex.terms.maps import from_pairs
from pyex.terms.show import inspect

TRY, DEFAULTS = atom('try'), atom('\\\\')
DEFINITION_CONTEXT = atom('pyex_def')


def define(world, builder, place, head, body):
    """Store one clause; {name, arity} of it."""
    x = Expander(world, place.env)
    guard, name, args, meta = read_head(x, place, head)
    line = line_of(meta) or line_of(place.meta) or place.env.line
    kept = get(meta, KEEP)
    body = read_body(x, place, body)
    args, defaults = split_defaults(args)
    key = name, len(args)
    run_definition_hooks(world, builder, place, name, args, guard, body)
    env = place.env.replace(function=key, line=line, **({'file': kept[0]} if kept.__class__ is tuple else {}))
    check_previous(world, builder, place, key, line, env, defaults, body)
    entry = builder.definitions.get(key)
    if entry is None:
        entry = builder.definitions[key] = Entry(place.kind, name, len(args), line, env)
        entry.context = get(meta, CONTEXT)
    note_docs(world, builder, entry, place, args, defaults, line, get(meta, CONTEXT))
    note_defaults(world, builder, entry, place, env, args, defaults, meta, line, body)
    if body is not NO_BODY:
        add_clause(world, builder, entry, env, meta, line, args, guard, body)
    builder.last_defined = key
    return key


NO_BODY = object()


# -- reading ------------------------------------------------------------------------------------------------------------

def read_head(x, place, head):
    """(guard or None, name, args as a Python list, meta) of `name(args) when guard`."""
    guard = None
    if is_call(head, WHEN, 2):
        head, (guard, _) = head[2]
    if not is_node(head) or head[0].__class__ is not Atom or head[1].__class__ is not list and head[1] is not None:
        raise errors.fatal(x, place.meta, f'invalid syntax in {place.kind} {syntax.to_source(head)}', plain=True)
    name, meta, args = head
    return guard, name, [] if args.__class__ is Atom else split(args)[0], meta


def read_body(x, place, body):
    if body is None:
        return NO_BODY
    if not is_keywords(body):
        raise errors.fatal(x, place.meta, f'missing :do option in "{place.kind}"', plain=True)
    keys = [key for key, _ in items(body)]
    if DO not in keys:
        raise errors.fatal(x, place.meta, f'missing :do option in "{place.kind}"', plain=True)
    if len(keys) == 1:
        return body[0][1]
    return TRY, [(LINE, place.env.line), None], [body, None]


def split_defaults(args):
    """The arguments without `\\\\`, and {position: default}."""
    out, defaults = [], {}
    for index, arg in enumerate(args):
        if is_call(arg, DEFAULTS, 2):
            arg, (default, _) = arg[2]
            defaults[index] = default
        out.append(arg)
    return out, defaults


def run_definition_hooks(world, builder, place, name, args, guard, body):
    for module, function in builder.values('on_definition'):
        guards = None if guard is None else cells(guard_alternatives(guard))
        block = NIL if body is NO_BODY else [(DO, body), None]
        env = place.env.replace(function=(name, len(args))).struct()
        world.call_function(module, function, [env, atom(place.kind), name, cells(args), guards, block])


# -- checks ---------------------------------------------------------------------------------------------------------------

def check_previous(world, builder, place, key, line, env, defaults, body):
    x = Expander(world, env)
    meta = [(LINE, line), None]
    check_shadowed(x, builder, place, key, meta)
    entry = builder.definitions.get(key)
    if entry is not None:
        check_same(x, builder, place, entry, key, meta, defaults, body)
    name, arity = key
    for other, found in builder.definitions.items():
        if found.defaults and other[0] is name and arity - len(defaults) <= other[1] < arity:
            raise errors.fatal(x, meta, f'{place.kind} {name.name}/{arity} defaults conflicts with {name.name}/{other[1]}')


def check_same(x, builder, place, entry, key, meta, defaults, body):
    """What may be wrong with another clause of the same function."""
    text = f'{key[0].name}/{key[1]}'
    if entry.default_of is not None:
        return
    if entry.kind != place.kind:
        raise errors.fatal(x, meta, f'{place.kind} {text} already defined as {entry.kind} in {relative(entry.file)}:{entry.line}', plain=True)
    if defaults and entry.defaults:
        raise errors.fatal(x, meta, f'{place.kind} {text} {DEFAULTS_TWICE}', plain=True)
    if (defaults or entry.defaults and not entry.header) and entry.has_body and body is not NO_BODY:
        errors.warn(x, meta, DEFAULTS_CLAUSES.format(place.kind, text), where=False)
    if builder.last_defined != key and entry.has_body and body is not NO_BODY and not is_generated(place):
        errors.warn(x, meta, UNGROUPED.format(place.kind, text, relative(entry.file), entry.line), where=False)


def is_generated(place):
    return get(place.meta, GENERATED) is TRUE or get(place.meta, CONTEXT) is not None


def check_shadowed(x, builder, place, key, meta):
    """A definition whose arity is one that another's defaults make."""
    for other, found in builder.definitions.items():
        if other[0] is key[0] and found.arity - found.defaults <= key[1] < found.arity:
            raise errors.fatal(x, meta, f'{place.kind} {key[0].name}/{key[1]} conflicts with defaults from {other[0].name}/{other[1]}')


# -- clauses --------------------------------------------------------------------------------------------------------------

def add_clause(world, builder, entry, env, meta, line, args, guard, body):
    x = Expander(world, env)
    x.caller = entry.kind in MACROS
    patterns = expand_patterns(x, args)
    guards = [] if guard is None else guard_alternatives(expand_guard(x, guard))
    body = x.expand(body)
    x.report_unused()
    builder.remotes += x.remotes
    clause_meta = [(LINE, line), None]
    if get(meta, GENERATED) is TRUE:
        clause_meta = [(LINE, line), [(GENERATED, TRUE), None]]
        entry.file = ''                     # code that nobody wrote has no place in stack traces
    entry.clauses.append((clause_meta, patterns, guards, body))
    entry.has_body = True


def note_defaults(world, builder, entry, place, env, args, defaults, meta, line, body):
    """The functions of fewer arguments that `\\\\` makes."""
    if body is NO_BODY:
        entry.header = True
        check_header_args(world, entry, env, args, line)
    if not defaults:
        return
    entry.defaults = len(defaults)
    if body is not NO_BODY:
        entry.header = False
    positions = sorted(defaults)
    for given in range(len(defaults)):
        taken = set(positions[:given])
        add_default(world, builder, entry, place, env, args, defaults, taken, line)


def check_header_args(world, entry, env, args, line):
    for arg in args:
        if not is_variable(arg):
            raise errors.fatal(Expander(world, env), [(LINE, line), None],
                               'only variables and \\\\ are allowed as arguments in function head.\n\nIf you did not intend to define '
                               'a function head, make sure your function definition has the proper syntax by wrapping the '
                               'arguments in parentheses and using the do instruction accordingly:\n\n    def add(a, b), do: a + b\n\n'
                               '    def add(a, b) do\n      a + b\n    end\n', plain=True)


def add_default(world, builder, entry, place, env, args, defaults, taken, line):
    counter = world.next_counter()
    parameters, call_args = [], []
    for index in range(len(args)):
        if index in defaults and index not in taken:
            call_args.append(defaults[index])
        else:
            variable = atom(f'x{index}'), [(COUNTER, counter), None], DEFINITION_CONTEXT
            parameters.append(variable)
            call_args.append(variable)
    key = entry.name, len(parameters)
    made = builder.definitions.get(key)
    if made is None:
        made = builder.definitions[key] = Entry(entry.kind, entry.name, len(parameters), line, env)
        made.default_of = entry.name, entry.arity
    x = Expander(world, env.replace(function=key))
    x.caller = entry.kind in MACROS
    patterns = expand_patterns(x, parameters)
    builder.record_call(key, (entry.name, entry.arity), [(LINE, line), None], plain=False)
    made_args = x.expand_args(call_args)
    builder.remotes += x.remotes
    body = definition_call(entry, made_args, line, x)
    if made.default_of is not None:
        made.clauses = []
    made.clauses.append(([(LINE, line), None], patterns, [], body))
    made.has_body = True


def definition_call(entry, args, line, x):
    """The call of the full function. A macro's is compiled as a function that takes the caller."""
    meta = [(LINE, line), None]
    if entry.kind in MACROS:
        caller = atom('__CALLER__'), meta, NIL
        return atom(f'MACRO-{entry.name.name}'), meta, cells([caller, *args])
    if is_special(entry.name, len(args)):       # `def with(x \\ 1)`: a plain call would be taken for the form
        capture = atom('&'), meta, [(atom('/'), meta, [(entry.name, meta, NIL), [len(args), None]]), None]
        return (DOT, meta, [capture, None]), meta, cells(args)
    return entry.name, meta, cells(args)


# -- docs -----------------------------------------------------------------------------------------------------------------

def note_docs(world, builder, entry, place, args, defaults, line, context):
    """What `@doc`, `@impl`, `@deprecated`, `@since` said about this definition."""
    doc_line, text, meta = attributes.take_doc(builder, 'doc')
    for name in ('deprecated', 'since'):
        found = builder.attributes.pop(atom(name), None)
        if found is not None:
            meta = {**meta, atom(name): found.value}
    if defaults:
        meta = {**meta, atom('defaults'): len(defaults)}
    impl = builder.attributes.pop(atom('impl'), None)
    if impl is not None:
        builder.impls.append((entry, impl.value, line, len(defaults), context))
        if text is None:
            text = False if impl.value is not FALSE else text
    if atom('deprecated') in meta:
        builder.deprecated[entry.name, entry.arity] = meta[atom('deprecated')]
    if place.kind not in PUBLIC:
        if doc_line is not None and text.__class__ in (str, bytes):
            errors.emit(world, 'warning', place.env, doc_line, PRIVATE_DOC.format(place.kind, entry.name.name, entry.arity),
                        f'{module_text(builder.name)}.{entry.name.name}/{entry.arity}')
        return
    store_doc(builder, entry, place, args, defaults, line, doc_line, text, meta)


def store_doc(builder, entry, place, args, defaults, line, doc_line, text, meta):
    key = 'function' if place.kind == 'def' else 'macro', entry.name, entry.arity
    known = builder.docs.get(key)
    signature = signature_text(entry.name, args, defaults)
    if known is None:
        builder.docs[key] = attributes.doc_entry(line, signature, text, meta)
        return
    if text is not None:
        known.text = False if text is FALSE or text is False else text if text.__class__ in (str, bytes) else None
    if meta:
        known.meta = from_pairs([*known.meta.items(), *meta.items()])


WRITTEN_AS_SYNTAX = {*KINDS, *WORDS, '%{}', '{}', '<<>>', '..//'}


def signature_text(name, args, defaults):
    """`name(first, second \\\\ 1)`, `left + right`: names for what is no plain variable are made up from what it is."""
    used, out = {}, []
    for index, arg in enumerate(args):
        text = argument_name(arg)
        used[text] = used.get(text, 0) + 1
        out.append(text)
    repeated = {text for text, count in used.items() if count > 1}
    seen = {}
    for index, text in enumerate(out):
        if text in repeated:
            seen[text] = seen.get(text, 0) + 1
            text = f'{text}{seen[text]}'
        out[index] = f'{text} \\\\ {syntax.to_source(defaults[index])}' if index in defaults else text
    if name.name in WRITTEN_AS_SYNTAX and not defaults:
        return syntax.to_source((name, None, cells([(atom(text), None, NIL) for text in out])))
    return f'{name.name}({", ".join(out)})'


def argument_name(arg):
    if is_variable(arg):
        return arg[0].name.lstrip('_') or 'arg'
    if is_call(arg, atom('='), 2):
        left, (right, _) = arg[2]
        return argument_name(right if is_variable(right) else left)
    if is_node(arg) and arg[0] is atom('%') and is_node(arg[2][0]):
        parts = split(arg[2][0][2])[0]
        return snake(parts[-1].name) if parts and parts[-1].__class__ is Atom else 'struct'
    kind = arg.__class__
    if is_node(arg):
        return NODE_NAMES.get(arg[0].name if arg[0].__class__ is Atom else '', 'arg')
    if kind is tuple:
        return 'tuple'
    if kind is list or arg is None:
        return 'list'
    return VALUE_NAMES.get(kind, 'arg') if kind is not Atom else ATOM_NAMES.get(arg.name, 'atom')


NODE_NAMES = {'%{}': 'map', '{}': 'tuple', '<<>>': 'binary', '<>': 'binary', '@': 'arg', '++': 'list'}
VALUE_NAMES = {int: 'int', float: 'float', str: 'binary', bytes: 'binary'}
ATOM_NAMES = {'true': 'bool', 'false': 'bool', 'nil': 'nil'}


def snake(name):
    out = []
    for index, letter in enumerate(name):
        if letter.isupper() and index and not name[index - 1].isupper():
            out.append('_')
        out.append(letter.lower())
    return ''.join(out)


# -- super ----------------------------------------------------------------------------------------------------------------

@form('super')
def expand_super(x, meta, args):
    env = x.env
    builder = x.world.builder(env.module) if env.module is not NIL else None
    if builder is None:
        raise errors.fatal(x, meta, 'cannot invoke super outside module')
    if env.function is NIL:
        raise errors.fatal(x, meta, 'cannot invoke super outside function')
    if len(args) != env.function[1]:
        raise errors.fatal(x, meta, 'super must be called with the same number of arguments as the current definition')
    hidden = hidden_definition(x, meta, builder, env.function)
    builder.record_call(env.function, (hidden.name, hidden.arity), meta, plain=False)
    made = x.expand_args(args)
    return definition_call(hidden, made, line_of(meta) or x.line, x)


def hidden_definition(x, meta, builder, key):
    found = builder.overriding.get(key)
    if found is None:
        raise errors.fatal(x, meta, NO_SUPER.format(key[0].name, key[1], inspect(builder.name), overridables_text(builder)))
    return found


def overridables_text(builder):
    return ', '.join(sorted(f'{name.name}/{arity}' for name, arity in builder.overridden))


def make_overridable(builder, key):
    """Hide a definition under another name, so that the next one may call it with `super`."""
    entry = builder.overridden[key] = builder.definitions.pop(key)
    name = atom(f'{key[0].name} (overridable {len(builder.hidden) + 1})')
    hidden = Entry('defmacrop' if entry.kind in MACROS else 'defp', name, key[1], entry.line, entry.env)
    hidden.clauses, hidden.has_body, hidden.file = entry.clauses, entry.has_body, entry.file
    builder.calls[name, key[1]] = builder.calls.pop(key, {})
    builder.overriding[key] = builder.hidden[name, key[1]] = hidden
    if builder.last_defined == key:
        builder.last_defined = None


def restore_overridden(builder):
    """At the end of the module: what was made overridable and not defined again is what it was."""
    for key, entry in builder.overridden.items():
        if key not in builder.definitions:
            builder.definitions[key] = entry
            hidden = builder.overriding[key]
            builder.calls[key] = builder.calls.get((hidden.name, hidden.arity), {})


NO_SUPER = 'no super defined for {}/{} in module {}. Overridable functions available are: {}'
DEFAULTS_TWICE = '''defines defaults multiple times. Elixir allows defaults to be declared once per definition. Instead of:

    def foo(:first_clause, b \\\\ :default) do ... end
    def foo(:second_clause, b \\\\ :default) do ... end

one should write:

    def foo(a, b \\\\ :default)
    def foo(:first_clause, b) do ... end
    def foo(:second_clause, b) do ... end
'''
DEFAULTS_CLAUSES = '''\
{} {} has multiple clauses and also declares default values. In such cases, the default values should be defined in a header. Instead of:

    def foo(:first_clause, b \\\\ :default) do ... end
    def foo(:second_clause, b) do ... end

one should write:

    def foo(a, b \\\\ :default)
    def foo(:first_clause, b) do ... end
    def foo(:second_clause, b) do ... end
'''
UNGROUPED = (
    'clauses with the same name and arity (number of arguments) should be grouped together, "{} {}" was previously defined ({}:{})')
PRIVATE_DOC = '{} {}/{} is private, @doc attribute is always discarded for private functions/macros/types'

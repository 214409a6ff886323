"""What is reported about a whole module: unused private functions, unknown locals, clauses that never match, unused names,
calls of functions that do not exist or are deprecated."""
from pyex.expand import attributes, errors
from pyex.expand.builder import PUBLIC
from pyex.expand.env import module_text
from pyex.expand.macros import NATIVE
from pyex.expand.quoted import CASE, FN, GENERATED, KERNEL, TRUE, UNDERSCORE, WHEN, get, is_node, is_variable, items, line_of
from pyex.expand.similar import similar_functions
from pyex.terms.atom import NIL, atom
from pyex.terms.show import inspect

MODULE_INFO = frozenset((atom(name), arity) for name, arity in (('__info__', 1), ('module_info', 0), ('module_info', 1)))


def check_definitions(world, builder):
    check_bodies(world, builder)
    check_locals(world, builder)
    check_conflicts(world, builder)
    if world.warns(builder.file) and not builder.tainted:
        report_unused_functions(world, builder)
        report_clauses(world, builder)
        for line, name in sorted(attributes.unused(builder), key=lambda pair: pair[0]):
            warn(world, builder, line, f'module attribute @{name.name} was set but never used')


def warn(world, builder, line, text, where=True):
    errors.emit(world, 'warning', builder.env, line, text, f'{module_text(builder.name)} (module)' if where else None)


def flaw(world, builder, env, line, text, where):
    errors.emit(world, 'error', env, line, text, where)
    builder.tainted = True


def check_bodies(world, builder):
    """Heads without any clause; Kernel has such for the docs of its native macros."""
    for (name, arity), entry in builder.definitions.items():
        if not entry.clauses and not (builder.name is KERNEL and (name, arity) in NATIVE):
            flaw(world, builder, entry.env, entry.line, f'implementation not provided for predefined {entry.kind} {name.name}/{arity}',
                 f'{module_text(builder.name)} (module)')


def check_locals(world, builder):
    """Calls of functions that the module does not have, and of macros before their definition."""
    for caller, callees in builder.calls.items():
        entry = builder.entry(caller)
        if entry is None:
            continue
        for (name, arity), meta in callees.items():
            found = builder.entry((name, arity))
            if found is None and (name, arity) not in MODULE_INFO:
                report_unknown(world, builder, entry, caller, name, arity, meta)
            elif found is not None and found.kind in ('defmacro', 'defmacrop') and (caller, (name, arity)) in builder.plain_calls:
                flaw(world, builder, entry.env, line_of(meta) or entry.line,
                     f'cannot invoke macro {name.name}/{arity} before its definition', where(builder, caller))


def where(builder, key):
    if key in builder.hidden:
        key = builder.hidden[key].env.function
    return f'{module_text(builder.name)}.{key[0].name}/{key[1]}'


def report_unknown(world, builder, entry, caller, name, arity, meta):
    text = (f'undefined function {name.name}/{arity} (expected {module_text(builder.name)} to define such a function or for it to '
            'be imported, but none are available)')
    flaw(world, builder, entry.env, line_of(meta) or entry.line, text, where(builder, caller))


def check_conflicts(world, builder):
    """A local function with the name of an import that the module has called."""
    for (name, arity), (module, line) in builder.used_imports.items():
        entry = builder.definitions.get((name, arity))
        if entry is not None and module is not builder.name:
            flaw(world, builder, entry.env, entry.line,
                 f'imported {module_text(module)}.{name.name}/{arity} conflicts with local function', None)


# -- unused private functions -----------------------------------------------------------------------------------------------

def report_unused_functions(world, builder):
    public = [key for key, entry in builder.definitions.items() if entry.kind in PUBLIC]
    on_load = builder.single('on_load')
    if on_load is not NIL:
        public.append(on_load if on_load.__class__ is tuple else (on_load, 0))
    reached = builder.reachable(public)
    for key, entry in reversed(list(builder.definitions.items())):
        if entry.kind in PUBLIC or entry.default_of is not None or get_generated(entry):
            continue
        family = [key] + [other for other, made in builder.definitions.items() if made.default_of == key]
        if not any(member in reached for member in family):
            kind = 'macro' if entry.kind == 'defmacrop' else 'function'
            warn(world, builder, entry.line, f'{kind} {key[0].name}/{key[1]} is unused')
        elif entry.defaults:
            report_unused_defaults(world, builder, entry, reached)


def get_generated(entry):
    return bool(entry.clauses) and all(get(meta, GENERATED) is TRUE for meta, _, _, _ in entry.clauses)


def report_unused_defaults(world, builder, entry, reached):
    lowest = entry.arity - entry.defaults
    used = [arity for arity in range(lowest, entry.arity) if (entry.name, arity) in reached]
    text = f'{entry.name.name}/{entry.arity}'
    if not used:
        warn(world, builder, entry.line, f'default values for the optional arguments in {text} are never used')
    elif min(used) > lowest:
        count = min(used) - lowest + 1
        warn(world, builder, entry.line, f'the default values for the first {count} optional arguments in {text} are never used')


# -- clauses that never match -----------------------------------------------------------------------------------------------

def report_clauses(world, builder):
    for (name, arity), entry in builder.definitions.items():
        caught = None
        for meta, args, guards, body in entry.clauses:
            if caught is not None and get(meta, GENERATED) is not TRUE:
                warn(world, builder, line_of(meta), f'this clause for {name.name}/{arity} cannot match because a previous clause at '
                     f'line {caught} always matches', where=False)
            if caught is None and not guards and catches_all(args):
                caught = line_of(meta)
            report_inner(world, builder, body)


def catches_all(patterns):
    """Whether patterns are distinct variables only."""
    seen = set()
    for pattern in patterns:
        if not is_variable(pattern):
            return False
        if pattern[0] is UNDERSCORE:
            continue
        version = pattern[1][0]
        if version in seen:
            return False
        seen.add(version)
    return True


def report_inner(world, builder, body):
    """The same for `case` and `fn` within a body."""
    pending = [body]
    while pending:
        term = pending.pop()
        if is_node(term):
            if term[0] is CASE and get(term[1], GENERATED) is not TRUE:
                report_arrows(world, builder, term[2][1][0][0][1])
            elif term[0] is FN:
                report_arrows(world, builder, term[2])
            pending += [term[0], term[2]]
        elif term.__class__ is tuple:
            pending += term
        elif term.__class__ is list:
            pending += items_of(term)


def items_of(list_):
    out = []
    while list_.__class__ is list:
        out.append(list_[0])
        list_ = list_[1]
    return out


def report_arrows(world, builder, clauses):
    caught = None
    for _, meta, (args, _) in items(clauses):
        if caught is not None and get(meta, GENERATED) is not TRUE:
            warn(world, builder, line_of(meta), f'this clause cannot match because a previous clause at line {caught} always matches',
                 where=False)
        args = items(args)
        if caught is None and not (len(args) == 1 and is_node(args[0]) and args[0][0] is WHEN) and catches_all(args):
            caught = line_of(meta)


# -- names ------------------------------------------------------------------------------------------------------------------

def report_unused_names(world, key, env):
    """Aliases and imports that nothing between the tracker's opening and now has used."""
    tracker = world.tracker(key)
    if tracker is None or not world.warns(env.file):
        return
    for line, name in tracker.unused_aliases():
        errors.emit(world, 'warning', env, line, f'unused alias {module_text(name)}')
    for line, module, pair in tracker.unused_imports():
        suffix = '' if pair is None else f'.{pair[0].name}/{pair[1]}'
        errors.emit(world, 'warning', env, line, f'unused import {module_text(module)}{suffix}')


# -- remote calls -----------------------------------------------------------------------------------------------------------

def check_calls(world, builder):
    """What can only be told when all modules of a file are there: calls of unknown functions, and types, in the order of the lines."""
    if world.warns(builder.file):
        found = [*remote_findings(world, builder.remotes, True, builder), *world.type_findings(builder)]
        emit_findings(world, sorted(found, key=lambda finding: finding[0]))


def check_remotes(world, remotes):
    """Warnings about calls of deprecated functions."""
    emit_findings(world, remote_findings(world, remotes, False))


def emit_findings(world, found):
    for line, env, text in found:
        errors.emit(world, 'warning', env, line, text, errors.where_of(env))


def remote_findings(world, remotes, undefined, own=None):
    """(line, Env, text) of calls of deprecated and (if asked for) undefined functions."""
    seen = set()
    for module, name, arity, meta, line, env in remotes:
        line = line_of(meta) or line
        mark = module, name, arity, line
        if mark in seen:
            continue
        seen.add(mark)
        if own is not None and module is own.name:
            text = own_call(own, name, arity)
        else:
            text = remote_call(world, module, name, arity, undefined)
        if text:
            yield line, env, text


def own_call(builder, name, arity):
    reason = builder.deprecated.get((name, arity))
    if reason is not None:
        return f'{module_text(builder.name)}.{name.name}/{arity} is deprecated. {reason}'
    entry = builder.definitions.get((name, arity))
    if (name, arity) in MODULE_INFO or entry is not None and entry.kind in PUBLIC or name.name == 'behaviour_info':
        return None
    return f'{module_text(builder.name)}.{name.name}/{arity} is undefined or private'


def remote_call(world, module, name, arity, undefined):
    record = world.module(module)
    text = f'{inspect(module)}.{function_text(name)}/{arity}'
    if record is None:
        return f'{text} is undefined (module {inspect(module)} is not available or is yet to be defined)' if undefined else None
    metadata = record.metadata
    if metadata is not None and (name, arity) in metadata.deprecated:
        return f'{text} is deprecated. {metadata.deprecated[name, arity]}'
    if not undefined or (name, arity) in record.functions or (name, arity) in MODULE_INFO:
        return None
    if (name, arity) in record.macros:
        return (f'you must require {inspect(module)} before invoking the macro {text}')
    similar = similar_functions(name, arity, record.functions)
    hint = f'. Did you mean:\n\n{similar}' if similar else ''
    return f'{text} is undefined or private{hint}'


def function_text(name):
    text = inspect(name)
    return text[1:]


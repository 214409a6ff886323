"""Behaviours: the callbacks that a module declares, and whether a module has those that it promised."""
from pyex.expand import errors
from pyex.expand.env import module_text
from pyex.expand.quoted import WHEN, is_call, is_node, items
from pyex.terms.atom import Atom, FALSE, TRUE, atom
from pyex.terms.lists import split
from pyex.terms.show import inspect

CALLBACK, MACROCALLBACK, RETURNS = atom('callback'), atom('macrocallback'), atom('::')


def signature(quoted):
    """(name, arity) of the head of a spec, or None."""
    if is_call(quoted, WHEN, 2):
        quoted = quoted[2][0]
    if is_call(quoted, RETURNS, 2):
        quoted = quoted[2][0]
    if not is_node(quoted) or quoted[0].__class__ is not Atom:
        return None
    args = quoted[2]
    return quoted[0], 0 if args.__class__ is Atom else len(split(args)[0])


def callbacks_of(builder):
    """The callbacks that a module declares, newest first as Elixir lists them, and the optional ones."""
    found = []
    for kind, quoted, _ in builder.specs:
        key = signature(quoted) if kind in (CALLBACK, MACROCALLBACK) else None
        if key is not None:
            key = (atom('MACRO-' + key[0].name), key[1] + 1) if kind is MACROCALLBACK else key
            if key not in found:
                found.append(key)
    optional = []
    for value in builder.values('optional_callbacks'):
        for name, arity in items(value):
            macro = atom('MACRO-' + name.name), arity + 1
            optional.append(macro if macro in found else (name, arity))
    return tuple(reversed(found)), tuple(optional)


def check(world, builder):
    """Warnings about missing callbacks and wrong `@impl`."""
    known, behaviours = {}, builder.values('behaviour')
    if (atom('__impl__'), 1) in builder.definitions and not behaviours:
        behaviours = []
    for behaviour in behaviours:
        for key, optional in promised(world, builder, behaviour):
            if key in known and known[key][0] is not behaviour:
                warn(world, builder, builder.line, f'conflicting behaviours found. {describe(key)} is required by '
                     f'{inspect(known[key][0])} and {inspect(behaviour)} (in module {inspect(builder.name)})')
            known[key] = behaviour, optional
    missing(world, builder, known)
    check_impls(world, builder, known, behaviours)


def promised(world, builder, behaviour):
    """[(callback, whether it is optional)] of a behaviour, or a warning that it is none."""
    record = world.module(behaviour)
    where = f'(in module {inspect(builder.name)})'
    if record is None:
        warn(world, builder, builder.line, f'@behaviour {inspect(behaviour)} does not exist {where}')
        return []
    metadata = record.metadata
    if metadata is None or not metadata.callbacks:
        if (atom('behaviour_info'), 1) in record.functions:
            callbacks = items(world.call_function(behaviour, atom('behaviour_info'), [atom('callbacks')]))
            optional = items(world.call_function(behaviour, atom('behaviour_info'), [atom('optional_callbacks')]))
            return [(key, key in optional) for key in callbacks]
        warn(world, builder, builder.line, f'module {inspect(behaviour)} is not a behaviour {where}')
        return []
    return [(key, key in metadata.optional_callbacks) for key in sorted(metadata.callbacks, key=lambda pair: (pair[0].name, pair[1]))]


def missing(world, builder, known):
    for key, (behaviour, optional) in known.items():
        name, arity, is_macro = plain(key)
        entry = builder.definitions.get((name, arity))
        if optional or entry is not None and entry.kind == ('defmacro' if is_macro else 'def'):
            continue
        kind = 'protocol' if is_protocol(world, behaviour) else 'behaviour'
        text = f'{describe(key)} required by {kind} {inspect(behaviour)} is not implemented (in module {inspect(builder.name)})'
        if entry is not None and entry.kind in ('defp', 'defmacrop'):
            text = (f'{describe(key)} required by {kind} {inspect(behaviour)} was implemented as "{entry.kind}" but should have been '
                    f'"{entry.kind[:-1]}"')
        warn(world, builder, builder.line, text)


def is_protocol(world, behaviour):
    record = world.module(behaviour)
    return record is not None and (atom('__protocol__'), 1) in record.functions


def plain(key):
    """(name, arity, whether it is a macro) of a callback's key."""
    name, arity = key
    if name.name.startswith('MACRO-'):
        return atom(name.name[6:]), arity - 1, True
    return name, arity, False


def describe(key):
    name, arity, is_macro = plain(key)
    return f'{"macro" if is_macro else "function"} {name.name}/{arity}'


def check_impls(world, builder, known, behaviours):
    """`@impl` on what is no callback, and callbacks without `@impl` when others of the same context have it."""
    if not builder.impls:
        return
    plain_known = {plain(key)[:2]: (key, behaviour) for key, (behaviour, _) in known.items()}
    marked, contexts = set(), {}        # behaviour -> contexts (who wrote it: nil, or the module of a quote) with an @impl
    for entry, value, line, defaults, context in builder.impls:
        keys = [(entry.name, arity) for arity in range(entry.arity - defaults, entry.arity + 1)]
        callbacks = [key for key in keys if key in plain_known]
        text = bad_impl(builder, entry, value, known, behaviours, callbacks, plain_known)
        if text:
            warn(world, builder, line, text)
            continue
        for key in callbacks:
            marked.add(key)
            contexts.setdefault(plain_known[key][1], set()).add(context)
    for key, (_, behaviour) in plain_known.items():
        if key in marked:
            continue
        entry = builder.definitions.get(key)
        if entry is None or entry.kind not in ('def', 'defmacro') or entry.default_of is not None:
            continue
        if entry.context in contexts.get(behaviour, {None}):
            kind = 'macro' if entry.kind == 'defmacro' else 'function'
            warn(world, builder, entry.line, MISSING_IMPL.format(kind, key[0].name, key[1], inspect(behaviour)))


def bad_impl(builder, entry, value, known, behaviours, callbacks, plain_known):
    what = f'{"macro" if entry.kind.startswith("defmacro") else "function"} {entry.name.name}/{entry.arity}'
    if entry.kind in ('defp', 'defmacrop'):
        return f'{what} is private, @impl attribute is always discarded for private functions/macros'
    if value is FALSE:
        if not callbacks:
            return None
        return f'got "@impl false" for {what} but it is a callback specified in {inspect(plain_known[callbacks[0]][1])}'
    shown = f'got "@impl {inspect(value)}" for {what} but'
    if not behaviours:
        return f'{shown} no behaviour was declared'
    if value is TRUE:
        return None if callbacks else f'{shown} no behaviour specifies such callback.{known_text(known)}'
    if value not in behaviours:
        return f'{shown} this behaviour was not declared with @behaviour'
    if not any(plain_known[key][1] is value for key in callbacks):
        return f'{shown} this behaviour does not specify such callback.{known_text(known)}'
    return None


def known_text(known):
    if not known:
        return ' There are no known callbacks, please specify the proper @behaviour and make sure it defines callbacks'
    lines = []
    for key, (behaviour, _) in known.items():
        name, arity, is_macro = plain(key)
        lines.append(f'  * {module_text(behaviour)}.{name.name}/{arity} ({"macro" if is_macro else "function"})\n')
    return ' The known callbacks are:\n\n' + ''.join(lines)


def warn(world, builder, line, text):
    errors.emit(world, 'warning', builder.env, line, text, f'{module_text(builder.name)} (module)')


MISSING_IMPL = (
    'module attribute @impl was not set for {} {}/{} callback (specified in {}). This either means you forgot to add the '
    '"@impl true" annotation before the definition or that you are accidentally overriding this callback')

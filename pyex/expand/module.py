"""Opening and closing a module: what stands around its body.

    builder = open_module(...)      the body is expanded; run it, then the hooks
    ... the body's natives fill the builder ...
    close_module(...)               checks, compiles and loads it
"""
from functools import partial

from pyex.compiler.definition import Definition
from pyex.expand import behaviours, errors, reports, typespecs
from pyex.expand.builder import Builder
from pyex.expand.definitions import restore_overridden
from pyex.expand.env import Env, Import, module_text
from pyex.expand.expander import Expander
from pyex.expand.lexical import Tracker
from pyex.expand.macros import NATIVE
from pyex.expand.metadata import Docs, Metadata
from pyex.expand.names import exported_macros, public
from pyex.expand.quoted import (
    BLOCK, DO, KERNEL, LINE, VERSION, cells, constant, get, is_call, is_node, items, line_of, remote)
from pyex.terms.atom import FALSE, NIL, atom
from pyex.terms.binary import is_binary
from pyex.terms.lists import is_list
from pyex.terms.maps import from_pairs

PYEX_MODULE, INFO, KIND, DEFMODULE = atom('pyex_module'), atom('info'), atom('kind'), atom('defmodule')


def environment(world, file='nofile'):
    """The Env at the top of a file or at the prompt: Kernel is required and imported."""
    env = Env(file)
    record = world.module(KERNEL)
    known = world.imports.get(record)
    if known is None:
        functions = public(record.functions) if record is not None else ()
        macros = public(exported_macros(KERNEL, record)) if record is not None else frozenset(NATIVE)
        known = world.imports[record] = Import(KERNEL, functions), Import(KERNEL, macros)
    env.functions = (known[0],) if known[0].names else ()
    env.macros, env.requires = (known[1],), frozenset({KERNEL})
    return env


def open_module(world, name, env, line):
    """A Builder for a module that begins in `env`, and the Env of its body."""
    if world.builder(name) is not None:
        raise errors.compile_error(f'cannot define module {module_text(name)} because it is currently being defined in '
                                   f'{world.builder(name).file}:{world.builder(name).line}', env.file, line)
    if world.module(name) is not None:
        if world.is_vital(name, env.file):
            raise errors.compile_error(f'cannot define module {module_text(name)}, since pyex itself runs on it: please choose '
                                       'another name', env.file, line)
        if world.warns_of_redefinition(env.file):
            errors.emit(world, 'warning', env, line, redefinition(world.module(name), name), f'{module_text(name)} (module)')
    key = NIL
    if env.tracker is NIL:
        key = world.next_counter()
        world.open_tracker(key, Tracker())
    body_env = env.replace(
        module=name, function=NIL, line=line, context_modules=(name, *env.context_modules),
        tracker=key if key is not NIL else env.tracker)
    if name is KERNEL:
        body_env = body_env.replace(functions=(), macros=(Import(KERNEL, NATIVE.keys()),))
    builder = Builder(name, body_env, line, key)
    world.open_builder(builder)
    return builder


def redefinition(record, name):
    file = record.file or 'nofile'
    where = 'in memory' if not file.endswith('.ex') or file == 'nofile' else f'from {file}'
    return f'redefining module {module_text(name)} (current version defined {where})'


def expand_body(world, builder, block, variables):
    """The expanded body of a module; variables: [(name, kind)] that it sees. Returns (expanded, inputs)."""
    x = Expander(world, builder.env)
    inputs = []
    for name, kind in variables:
        inputs.append((name, kind, x.new_version((name, kind))))
    expanded = x.expand(block)
    x.report_unused()
    builder.remotes += x.remotes
    builder.saved_env = x.env
    return expanded, inputs


def expand_hook(world, builder, module, function):
    """Expanded code for the call of a `@before_compile` hook in the module's body."""
    env = builder.saved_env.replace(line=builder.line)
    x = Expander(world, env)
    require = x.env.requires | {module}
    x.env = x.env.replace(requires=require)
    meta = [(LINE, builder.line), None]
    expanded = x.expand(remote(module, function, meta, x.env_struct()))
    builder.remotes += x.remotes
    builder.saved_env = x.env.replace(requires=env.requires)
    return expanded


# -- closing ---------------------------------------------------------------------------------------------------------------

def close_module(world, builder):
    """Check, compile and load a module; (stand-in binary, Metadata)."""
    restore_overridden(builder)
    reports.check_definitions(world, builder)
    behaviours.check(world, builder)
    if world.warns(builder.file):
        typespecs.check(world, builder)
    if builder.tainted:
        raise errors.cannot_compile(builder.env)
    world.later(partial(reports.check_calls, world, builder))
    definitions = all_definitions(builder)
    metadata = make_metadata(builder)
    metadata.definitions = {(entry.name, entry.arity): (entry.definition(), entry.env) for entry in builder.definitions.values()}
    definitions += generated_definitions(builder, metadata)
    compiled = world.compile_module(builder.name, definitions, builder.file)
    world.load(compiled, metadata)
    close_tracker(world, builder)
    return binary(builder.name, metadata), metadata


def abort_module(world, name):
    builder = world.builder(name)
    if builder is not None:
        world.close_builder(name)
        world.close_tracker(builder.tracker)


def close_tracker(world, builder):
    if builder.tracker is not NIL:
        reports.report_unused_names(world, builder.tracker, builder.env)
        world.close_tracker(builder.tracker)


def all_definitions(builder):
    entries = [entry for entry in builder.definitions.values() if entry.clauses]
    reached = builder.reachable(builder.definitions)
    entries += [entry for key, entry in builder.hidden.items() if key in reached]
    return [entry.definition() for entry in entries]


def generated_definitions(builder, metadata):
    """`__info__/1`, `module_info/0,1`, and `behaviour_info/1` where there are callbacks."""
    variable = KIND, [(VERSION, 0), None], NIL
    name, line = builder.name, builder.line
    made = [
        one_clause(builder, '__info__', [variable], remote(PYEX_MODULE, INFO, None, name, variable)),
        one_clause(builder, 'module_info', [], remote(PYEX_MODULE, atom('about'), None, name)),
        one_clause(builder, 'module_info', [variable], remote(PYEX_MODULE, atom('about'), None, name, variable)),
    ]
    if metadata.callbacks and (atom('behaviour_info'), 1) not in builder.definitions:
        made.append(Definition('def', atom('behaviour_info'), 1, line, [
            ([(LINE, line), None], [atom('callbacks')], [], constant(cells(metadata.callbacks))),
            ([(LINE, line), None], [atom('optional_callbacks')], [], constant(cells(metadata.optional_callbacks)))], builder.file))
    return made


def one_clause(builder, name, args, body):
    return Definition('def', atom(name), len(args), builder.line, [([(LINE, builder.line), None], args, [], body)], builder.file)


# -- a whole module from Python ------------------------------------------------------------------------------------------------

def compile_source(world, quoted, file):
    """Run a file's code from Python. Its `defmodule`s do not need `:pyex_module.compile/4`, which is a module of such a file itself."""
    x = Expander(world, environment(world, file))
    value = NIL
    for expression in items(quoted[2]) if is_node(quoted) and quoted[0] is BLOCK else [quoted]:
        x.line = line_of(expression[1]) if is_node(expression) else x.line
        if is_call(expression, DEFMODULE, 2):
            value = define_from_python(x, expression)
        else:
            value = world.evaluate(x.expand(expression), [], [], file, '(file)')
    return value


def define_from_python(x, node):
    """`defmodule name do ... end` at the top of a file."""
    world, (name, (options, _)) = x.world, node[2]
    x.env = x.env.replace(line=x.line)
    builder = open_module(world, x.expand(name), x.env, x.line)
    try:
        expanded, _ = expand_body(world, builder, get(options, DO, None), [])
        value = world.evaluate(expanded, [], [], builder.file, '(module)')
        for module, function in builder.values('before_compile'):
            world.evaluate(expand_hook(world, builder, module, function), [], [], builder.file, '(module)')
        made, _ = close_module(world, builder)
    finally:
        abort_module(world, builder.name)
    run_after_compile(world, builder, made)
    return atom('module'), builder.name, made, value


def run_after_compile(world, builder, made):
    for module, function in builder.values('after_compile'):
        world.call_function(module, function, [builder.env.struct(), made])
    for module, function in builder.values('after_verify'):
        world.call_function(module, function, [builder.name])


def sorted_names(builder, kind):
    found = [key for key, entry in builder.definitions.items() if entry.kind == kind and entry.clauses]
    if builder.name is KERNEL and kind == 'defmacro':
        found += [key for key in NATIVE if key not in found]
    return tuple(sorted(found, key=lambda pair: (pair[0].name, pair[1])))


def make_metadata(builder):
    callbacks, optional = behaviours.callbacks_of(builder)
    behaviour_names = tuple(builder.values('behaviour'))
    metadata = Metadata(
        builder.name, builder.file, builder.line, sorted_names(builder, 'def'), sorted_names(builder, 'defmacro'),
        persisted(builder, behaviour_names), docs(builder), builder.struct, tuple(builder.enforced or ()), builder.fields,
        dict(builder.deprecated), behaviour_names, callbacks, optional, tuple((kind, quoted) for kind, quoted, _ in builder.specs))
    metadata.heads = {key: (entry.kind, [(args, guards) for _, args, guards, _ in entry.clauses])
                      for key, entry in builder.definitions.items()}
    return metadata


def persisted(builder, behaviour_names):
    """What `module_info(:attributes)` shows: one entry for each value of an accumulated attribute; what is no list is put in one."""
    out = [(atom('behaviour'), [name, None]) for name in behaviour_names]
    for name in sorted(builder.persisted | {atom('vsn')}, key=lambda one: one.name):
        found = builder.attributes.get(name)
        if found is not None:
            values = builder.values(name.name) if found.accumulate else [found.value]
            out += [(name, value if is_list(value) else [value, None]) for value in values]
    return tuple(out)


def docs(builder):
    found = builder.attributes.get(atom('moduledoc'))
    line, text = found.value if found is not None else (builder.line, None)
    plain = False if text is FALSE else text if is_binary(text) else None
    meta = from_pairs(list(builder.doc_meta.get('moduledoc', {}).items()))
    return Docs(plain, meta, line, builder.docs)


def binary(name, metadata):
    """What stands where Elixir gives the compiled file: a header and an atom table like a real one's, and nothing after."""
    names = [name.name, '__info__', 'attributes', 'compile', 'functions', 'macros', 'md5', 'exports_md5', 'module', 'deprecated', 'struct']
    names += [function.name for function, _ in metadata.functions + metadata.macros]
    table = b''.join(bytes([len(text) % 256]) + text for text in (one.encode() for one in names))
    chunk = len(names).to_bytes(4, 'big') + table
    padded = chunk + bytes(-len(chunk) % 4)
    body = b'BEAMAtU8' + len(chunk).to_bytes(4, 'big') + padded + bytes(64 + 40 * len(names))
    return b'FOR1' + len(body).to_bytes(4, 'big') + body

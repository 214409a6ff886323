"""Names: aliases, `alias`, `require`, `import`, and which module an imported name comes from."""
from pyex.expand import errors
from pyex.expand.env import Import
from pyex.expand.forms import form, is_special
from pyex.expand.quoted import (
    ALIASES, CONTEXT, COUNTER, DOT, ELIXIR, FALSE, IMPORTS, KERNEL, TUPLE, cells, get, is_keywords, items, line_of)
from pyex import syntax
from pyex.terms.atom import Atom, NIL, TRUE, atom
from pyex.terms.show import inspect

ALIAS, AS, WARN, ONLY, EXCEPT = map(atom, ('alias', 'as', 'warn', 'only', 'except'))
FUNCTIONS, MACROS, SIGILS = map(atom, ('functions', 'macros', 'sigils'))


def concat(parts):
    """The module atom of some atoms: `concat([Elixir.Foo, Bar])`."""
    names = []
    for part in parts:
        name = part.name
        names.append(name[7:] if name.startswith('Elixir.') else name)
    if names[0] == 'Elixir':
        names = names[1:]
    return atom('.'.join(['Elixir', *names]))


# -- aliases --------------------------------------------------------------------------------------------------------

def resolve(x, meta, parts):
    """The module atom of an alias's parts (a Python list), or None if the first part is no atom."""
    first = parts[0]
    if first.__class__ is not Atom:
        return None
    if first is ELIXIR:
        return concat(parts)
    hygiene = get(meta, ALIAS)
    if hygiene is not None and hygiene is not FALSE:
        return hygiene
    name = atom('Elixir.' + first.name)
    found = _macro_alias(x, meta, name) if hygiene is FALSE else x.env.aliases.get(name)
    if found is None:
        return concat(parts)
    tracker = x.world.tracker(x.env.tracker)
    if tracker is not None:
        tracker.use_alias(name)
    return found if len(parts) == 1 else concat([found, *parts[1:]])


def _macro_alias(x, meta, name):
    counter, target = x.env.macro_aliases.get(name, (None, None))
    return target if counter is not None and counter == get(meta, COUNTER) else None


def literal_alias(node):
    """The module atom that an alias node means without any alias in force, or None."""
    if node.__class__ is tuple and len(node) == 3 and node[0] is ALIASES:
        parts = items(node[2])
        if all(part.__class__ is Atom for part in parts):
            return concat(parts)
    return None


@form('__aliases__')
def expand_aliases(x, meta, parts):
    found = resolve(x, meta, parts)
    if found is not None:
        return found
    head = x.expand(parts[0])
    if head.__class__ is not Atom or not all(part.__class__ is Atom for part in parts[1:]):
        text = syntax.to_source((ALIASES, meta, cells(parts)))
        raise errors.fatal(x, meta, f'invalid alias: "{text}". If you wanted to define an alias, an alias must expand to an atom at '
                           'compile time but it did not, you may use Module.concat/2 to build it at runtime. If instead you wanted '
                           'to invoke a function or access a field, wrap the function or field name in double quotes')
    return concat([head, *parts[1:]])


# -- alias, require, import ------------------------------------------------------------------------------------------

@form('alias', 1)
def expand_alias(x, meta, args):
    return _each(x, meta, args[0], None, _alias)


@form('alias', 2)
def expand_alias_options(x, meta, args):
    return _each(x, meta, args[0], args[1], _alias)


@form('require', 1)
def expand_require(x, meta, args):
    return _each(x, meta, args[0], None, _require)


@form('require', 2)
def expand_require_options(x, meta, args):
    return _each(x, meta, args[0], args[1], _require)


@form('import', 1)
def expand_import(x, meta, args):
    return _each(x, meta, args[0], None, _import)


@form('import', 2)
def expand_import_options(x, meta, args):
    return _each(x, meta, args[0], args[1], _import)


def _each(x, meta, reference, options, action):
    """Run `alias`, `require` or `import` for one name, or for all of `Foo.{Bar, Baz}`."""
    if reference.__class__ is tuple and len(reference) == 3 and _is_multiple(reference[0]):
        base, _ = reference[0][2]
        if options is not None and get(options, AS) is not None:
            raise errors.fatal(x, meta, ':as option is not supported by multi-alias call')
        return cells([action(x, meta, _member(x, meta, base, node), options) for node in items(reference[2])])
    return action(x, meta, reference, options)


def _is_multiple(head):
    return head.__class__ is tuple and len(head) == 3 and head[0] is DOT and head[2][1] is not None and head[2][1][0] is TUPLE


def _member(x, meta, base, node):
    if node.__class__ is tuple and len(node) == 3 and node[0] is ALIASES:
        base = items(base[2]) if base.__class__ is tuple and base[0] is ALIASES else [base]
        return ALIASES, meta, cells(base + items(node[2]))
    if node.__class__ is Atom:
        return concat([x.expand(base), node])
    raise errors.fatal(x, meta, f'invalid argument for alias, expected a compile time atom or alias, got: {syntax.to_source(node)}')


def _module(x, meta, form_name, reference):
    found = x.expand_in(NIL, reference)
    if found.__class__ is not Atom:
        raise errors.fatal(
            x, meta, f'invalid argument for {form_name}, expected a compile time atom or alias, got: {syntax.to_source(reference)}')
    return found


def _options(x, meta, form_name, allowed, options):
    """The options of a form as a keyword list of literals, `as:` as a module atom."""
    if options is None:
        return None
    if is_keywords(options):
        pairs = [(key, literal_alias(value) or value) if key is AS else (key, value) for key, value in items(options)]
        options = x.expand(cells(pairs))
    else:
        options = x.expand(options)
    if not is_keywords(options):
        raise errors.fatal(x, meta, f'invalid options for {form_name}, expected a keyword list, got: {syntax.to_source(options)}')
    for key, _ in items(options):
        if key.name not in allowed:
            raise errors.fatal(x, meta, f'unsupported option {inspect(key)} given to {form_name}')
    return options


def _alias(x, meta, reference, options):
    module = _module(x, meta, 'alias', reference)
    options = _options(x, meta, 'alias', ('as', 'warn', 'defined'), options)
    _store_alias(x, meta, module, options, inferred=True)
    return module


def _store_alias(x, meta, module, options, inferred):
    name = _alias_name(x, meta, module, options, inferred)
    if name is None:
        return
    env, tracker = x.env, x.world.tracker(x.env.tracker)
    aliases = {key: value for key, value in env.aliases.items() if key is not name}
    macro_aliases = env.macro_aliases
    if module is not name:
        aliases[name] = module
        counter = get(meta, COUNTER)
        if counter is not None:
            macro_aliases = {**macro_aliases, name: (counter, module)}
    x.env = env.replace(aliases=aliases, macro_aliases=macro_aliases)
    if tracker is not None:
        tracker.drop_alias(name)
        if module is not name and _should_warn(meta, options):
            tracker.add_alias(name, line_of(meta) or x.line)


def _should_warn(meta, options):
    warn = get(options, WARN)
    return warn is TRUE if warn is not None else get(meta, CONTEXT) is None


def _alias_name(x, meta, module, options, inferred):
    given = get(options, AS)
    if given is None or given is TRUE:
        if not inferred and given is None:
            return None
        if not module.name.startswith('Elixir.'):
            raise errors.fatal(x, meta, f'alias cannot be inferred automatically for module: {inspect(module)}, please use the :as '
                               'option. Implicit aliasing is only supported with Elixir modules')
        return atom('Elixir.' + module.name.rpartition('.')[2])
    if given is FALSE:
        return None
    if given.__class__ is Atom and given.name.startswith('Elixir.'):
        if given.name.count('.') > 1:
            raise errors.fatal(x, meta, f'invalid value for option :as, expected a simple alias, got nested alias: {inspect(given)}')
        return given
    raise errors.fatal(x, meta, f'invalid value for option :as, expected an alias, got: {syntax.to_source(given)}')


def ensure_loaded(x, meta, module):
    """The module's record, or a compile error."""
    found = x.world.module(module)
    if found is not None:
        return found
    name = inspect(module)
    if module in x.env.context_modules and x.world.builder(module) is not None:
        raise errors.fatal(x, meta, BEING_DEFINED.format(name))
    if module in x.env.context_modules:
        raise errors.fatal(x, meta, NOT_LOADED.format(name))
    raise errors.fatal(x, meta, f'module {name} is not loaded and could not be found')


def _require(x, meta, reference, options):
    module = _module(x, meta, 'require', reference)
    options = _options(x, meta, 'require', ('as', 'warn'), options)
    ensure_loaded(x, meta, module)
    require(x, module)
    _store_alias(x, meta, module, options, inferred=False)
    return module


def require(x, module):
    if module not in x.env.requires:
        x.env = x.env.replace(requires=x.env.requires | {module})


def _import(x, meta, reference, options):
    module = _module(x, meta, 'import', reference)
    options = _options(x, meta, 'import', ('only', 'except', 'warn'), options)
    record = ensure_loaded(x, meta, module)
    only, excluded = get(options, ONLY), get(options, EXCEPT)
    functions, macros = imported_names(x, meta, module, record, only, excluded)
    _check_special(x, meta, module, functions | macros)
    x.env = x.env.replace(
        functions=_with_import(x.env.functions, module, functions), macros=_with_import(x.env.macros, module, macros),
        requires=x.env.requires | {module})
    _track_import(x, meta, module, options, only)
    return module


def _track_import(x, meta, module, options, only):
    tracker = x.world.tracker(x.env.tracker)
    if tracker is not None:
        tracker.drop_import(module)
        if _should_warn(meta, options):
            tracker.add_import(module, line_of(meta) or x.line, items(only) if only.__class__ is list else None)


def _with_import(imports, module, names):
    others = tuple(imported for imported in imports if imported.module is not module)
    return (Import(module, names), *others) if names else others


def imported_names(x, meta, module, record, only, excluded):
    """The functions and the macros ({(name, arity)}) that an import brings."""
    all_functions, all_macros = frozenset(record.functions), exported_macros(module, record)
    if only is FUNCTIONS:
        return public(all_functions), frozenset()
    if only is MACROS:
        return frozenset(), public(all_macros)
    if only is SIGILS:
        return sigils(all_functions), sigils(all_macros)
    if only is not None:
        chosen = _pairs(x, meta, 'only', only, ONLY_EXPECTED)
        for name, arity in items(only):
            if (name, arity) not in all_functions and (name, arity) not in all_macros:
                errors.warn(x, meta, f'cannot import {inspect(module)}.{name.name}/{arity} because it is undefined or private')
        return all_functions & chosen, all_macros & chosen
    if excluded is not None:
        return _excluding(x, meta, module, excluded, all_functions, all_macros)
    return public(all_functions), public(all_macros)


def _excluding(x, meta, module, excluded, all_functions, all_macros):
    dropped = _pairs(x, meta, 'except', excluded, 'a list literal')
    before = [imported.names for imported in x.env.functions if imported.module is module]
    before_macros = [imported.names for imported in x.env.macros if imported.module is module]
    functions = before[0] if before else public(all_functions)
    macros = before_macros[0] if before_macros else public(all_macros)
    return functions - dropped, macros - dropped


def _pairs(x, meta, option, value, expected):
    if value.__class__ is not list and value is not None:
        raise errors.fatal(x, meta, f'invalid :{option} option for import, expected value to be {expected}, got: {inspect(value)}')
    if not is_keywords(value):
        raise errors.fatal(x, meta, f'invalid :{option} option for import, expected a keyword list with integer values')
    pairs = items(value)
    if any(arity.__class__ is not int for _, arity in pairs):
        raise errors.fatal(x, meta, f'invalid :{option} option for import, expected a keyword list with integer values')
    duplicate = next((pair for index, pair in enumerate(pairs) if pair in pairs[:index]), None)
    if duplicate is not None:
        raise errors.fatal(x, meta, f'invalid :{option} option for import, {duplicate[0].name}/{duplicate[1]} is duplicated')
    return frozenset(pairs)


def public(names):
    return frozenset(pair for pair in names if pair[0].name[:1] != '_')


def sigils(names):
    return frozenset(pair for pair in names if pair[1] == 2 and pair[0].name.startswith('sigil_'))


def exported_macros(module, record):
    """The macros of a module, Kernel's native ones included."""
    macros = frozenset(record.macros)
    return macros | NATIVE_NAMES if module is KERNEL else macros


NATIVE_NAMES = set()        # {(name, arity)} of the macros of Kernel written in Python: expand/definers.py fills it


def _check_special(x, meta, module, names):
    for name, arity in names:
        if is_special(name, arity) and (name, arity) not in NATIVE_NAMES:
            raise errors.fatal(x, meta, f'cannot import {inspect(module)}.{name.name}/{arity} because it conflicts with Elixir special forms')


# -- looking imports up ------------------------------------------------------------------------------------------------

def find_import(x, meta, name, arity):
    """('function' | 'macro' | 'import', module) that an unqualified name comes from, or None.

    'import' is what a quote noted when it was written: its module decides whether it is a macro.
    """
    noted = noted_import(meta, arity)
    if noted is not None:
        return 'import', noted
    pair = name, arity
    functions = [imported.module for imported in x.env.functions if pair in imported.names]
    macros = [imported.module for imported in x.env.macros if pair in imported.names]
    if len(functions) + len(macros) > 1:
        first, second = (functions + macros)[:2]
        text = f'function {name.name}/{arity} imported from both {inspect(first)} and {inspect(second)}, call is ambiguous'
        raise errors.fatal(x, meta, text)
    if functions:
        return 'function', functions[0]
    return ('macro', macros[0]) if macros else None


def noted_import(meta, arity):
    if meta is None:
        return None
    noted = get(meta, IMPORTS)
    if noted is None or get(meta, CONTEXT) is None:
        return None
    for pair in items(noted):
        if pair[0] == arity:
            return pair[1]
    return None


def imports_of(x, name):
    """[(arity, module)] of all imports of a name, sorted: what a quote notes."""
    found = {}
    for imported in x.env.functions + x.env.macros:
        for other, arity in _by_name(imported).get(name, ()):
            found[arity] = imported.module
    builder = x.world.builder(KERNEL) if x.env.module is KERNEL else None
    if builder is not None:
        found.update((arity, KERNEL) for arity in builder.public_arities(name))
    return sorted(found.items())


def _by_name(imported):
    """{name: [(name, arity)]} of an import, made at its first use."""
    index = imported.index
    if index is None:
        index = imported.index = {}
        for pair in imported.names:
            index.setdefault(pair[0], []).append(pair)
    return index


ONLY_EXPECTED = 'an atom :functions, :macros, or a list literal'
NOT_LOADED = (
    'module {} is not loaded but was defined. This happens when you depend on a module in the same context in which it is '
    'defined. For example:\n\n    defmodule MyApp do\n      defmodule Mod do\n      end\n\n      use Mod\n    end\n\nTry '
    'defining the module outside the context that uses it:\n\n    defmodule MyApp.Mod do\n    end\n\n    defmodule MyApp do\n'
    '      use MyApp.Mod\n    end\n\nIf the module is defined at the top-level and you are trying to use it at the top-level, '
    'this is not supported by Elixir')
BEING_DEFINED = (
    'you are trying to use/import/require the module {} which is currently being defined.\n\nThis may happen if you accidentally '
    'override the module you want to use. For example:\n\n    defmodule MyApp do\n      defmodule Supervisor do\n'
    '        use Supervisor\n      end\n    end\n\nIn the example above, the new Supervisor conflicts with Elixir\'s Supervisor. '
    'This may be fixed by using the fully qualified name in the definition:\n\n    defmodule MyApp.Supervisor do\n'
    '      use Supervisor\n    end\n')

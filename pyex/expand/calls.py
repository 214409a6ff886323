"""Calls: unqualified ones (imports, macros, locals), remote ones, and anonymous functions'."""
from pyex import syntax
from pyex.expand import errors, macros, names, rewriting
from pyex.expand.errors import module_text
from pyex.expand.quoted import DOT, ERLANG, IMPORTS, KERNEL, NO_PARENS, TRUE, cells, get, remote
from pyex.terms.atom import Atom, NIL, atom
from pyex.terms.lists import split

MATCH, GUARD = atom('match'), atom('guard')
LAZY = frozenset({atom('andalso'), atom('orelse')})      # operators that are written as calls
PYEX_CODE, UNDEFINED_LOCAL = atom('pyex_code'), atom('undefined_local')
PYEX_DEBUG, LOCAL = atom('pyex_debug'), atom('local')
REQUIRED, PLUS, MINUS, APPEND, PIPE = map(atom, ('required', '+', '-', '++', '|'))


# -- unqualified calls ------------------------------------------------------------------------------------------------

def expand_call(x, name, meta, args):
    found = resolve_call(x, name, meta, args)
    if found is None:
        return expand_local(x, name, meta, args)
    kind, result, module = found
    if kind == 'macro':
        return macros.expand_result(x, result, module, name, len(args))
    return expand_remote(x, module, meta, name, meta, args)


def resolve_call(x, name, meta, args):
    """('macro', quoted result, module), ('remote', None, module) or None (a local call) for an unqualified call."""
    arity = len(args)
    found = names.find_import(x, meta, name, arity)
    env = x.env
    if found is None or found[0] != 'import':
        builder = x.world.builder(env.module) if env.module is not NIL else None
        native = env.module is KERNEL and (name, arity) in macros.NATIVE
        if builder is not None and env.function is not NIL and env.function != (name, arity) and not native:
            definition = builder.macro(name, arity)
            if definition is not None:
                if found is not None and found[1] is not env.module:
                    raise errors.fatal(x, meta, MACRO_CONFLICT.format(module_text(found[1]), name.name, arity))
                builder.record_call(env.function, (name, arity), meta, plain=False)
                return 'macro', macros.run_local_macro(x, meta, builder, definition, args), env.module
    if found is None:
        return resolve_kernel_local(env, name, arity)
    return use_import(x, found, name, meta, args)


def resolve_kernel_local(env, name, arity):
    """Kernel's own code calls its inlined functions unqualified."""
    if env.module is KERNEL and (rewriting.inline(KERNEL, name, arity) or (KERNEL, name, arity) in rewriting.REWRITES):
        return 'remote', None, KERNEL
    return None


def use_import(x, found, name, meta, args):
    kind, module = found
    tracker = x.world.tracker(x.env.tracker)
    if tracker is not None:
        tracker.use_import(module, name, len(args))
    note_import(x, module, name, len(args), meta)
    if kind == 'macro' or kind == 'import' and is_macro_of(x, module, name, len(args)):
        return 'macro', run_imported(x, meta, module, name, args), module
    if module is x.env.module:
        return None if rewriting.inline(module, name, len(args)) is None else ('remote', None, module)
    return 'remote', None, module


def note_import(x, module, name, arity, meta):
    """A module may not define what it has called as an import (quotes of macros are another matter)."""
    builder = x.world.builder(x.env.module) if x.env.module is not NIL else None
    if builder is not None and x.env.function is not NIL and get(meta, IMPORTS) is None:
        builder.used_imports.setdefault((name, arity), (module, x.line))


def is_macro_of(x, module, name, arity):
    if module is x.env.module:
        builder = x.world.builder(module)
        if builder is not None and builder.macro(name, arity) is not None:
            return True
    return macros.is_macro(x, module, name, arity)


def run_imported(x, meta, module, name, args):
    native = module is KERNEL and (name, len(args)) in macros.NATIVE
    builder = x.world.builder(module) if module is x.env.module and not native else None
    definition = builder.macro(name, len(args)) if builder is not None else None
    if definition is not None:
        return macros.run_local_macro(x, meta, builder, definition, args)
    return macros.run_macro(x, meta, module, name, args)


def find_function(x, name, meta, arity):
    """('macro', None), ('remote', module) or (None, None) (a local function) for an unqualified name: for captures."""
    found = names.find_import(x, meta, name, arity)
    env = x.env
    builder = x.world.builder(env.module) if env.module is not NIL and env.function is not NIL else None
    if builder is not None and builder.macro(name, arity) is not None:
        return 'macro', None
    if found is None:
        return ('remote', KERNEL) if resolve_kernel_local(env, name, arity) else (None, None)
    kind, module = found
    tracker = x.world.tracker(env.tracker)
    if tracker is not None:
        tracker.use_import(module, name, arity)
    if kind == 'macro' or kind == 'import' and is_macro_of(x, module, name, arity):
        return 'macro', None
    return (None, None) if module is env.module and rewriting.inline(module, name, arity) is None else ('remote', module)


def expand_local(x, name, meta, args):
    x.at_line(meta)
    env, arity = x.env, len(args)
    if env.function is NIL:
        raise errors.fatal(x, meta, f'undefined function {name.name}/{arity} (there is no such import)')
    if x.context is not NIL:
        call = syntax.to_source((name, meta, cells(args)))
        raise errors.fatal(x, meta, LOCAL_IN_CONTEXT.format(
            name.name, arity, 'guard' if x.context is GUARD else 'match', 'guard' if x.context is GUARD else 'match', call))
    builder = x.world.builder(env.module)
    if builder is None:
        return expand_local_of_closed(x, name, meta, args)
    builder.record_call(env.function, (name, arity), meta)
    return name, meta, cells(x.expand_args(args))


def expand_local_of_closed(x, name, meta, args):
    """A local call in code that is evaluated in the environment of a finished module's function (at a breakpoint)."""
    module = x.env.module
    record = x.world.module(module)
    if record is None or record.metadata is None or (name, len(args)) not in record.metadata.heads:
        raise errors.fatal(x, meta, f'undefined function {name.name}/{len(args)} (there is no such import)')
    arguments = cells(x.expand_args(args))
    if (name, len(args)) in record.functions:
        return (DOT, meta, [module, [name, None]]), meta, arguments
    return remote(PYEX_DEBUG, LOCAL, meta, module, name, arguments)


# -- remote calls -----------------------------------------------------------------------------------------------------

def expand_dot(x, head, meta, args):
    """`left.right(args)` or `fun.(args)`."""
    _, dot_meta, inner = head
    inner = split(inner)[0]
    if len(inner) == 1:
        return expand_anonymous(x, dot_meta, meta, inner[0], args)
    left, right = inner
    if right.__class__ is not Atom or left.__class__ is not tuple and left.__class__ is not Atom:
        raise errors.fatal(x, meta, x.invalid_call((head, meta, cells(args))))
    outer = x.vars
    receiver = x.expand_in(NIL if x.context is MATCH else x.context, left)
    if receiver.__class__ is Atom:
        return expand_module_call(x, receiver, dot_meta, right, meta, args)
    if receiver.__class__ is not tuple:
        raise errors.fatal(x, meta, x.invalid_call((head, meta, cells(args))))
    return expand_dynamic_call(x, receiver, outer, dot_meta, right, meta, args)


def expand_dynamic_call(x, receiver, outer, dot_meta, name, meta, args):
    x.at_line(meta)
    if x.context is GUARD and get(meta, NO_PARENS) is not TRUE:
        call = syntax.to_source(((DOT, dot_meta, [receiver, [name, None]]), meta, cells(args)))
        raise errors.fatal(x, meta, 'cannot invoke remote function inside a guard. If you want to do a map lookup instead, please '
                           f'remove parens from {call}')
    if x.context is MATCH:
        call = syntax.to_source(((DOT, dot_meta, [receiver, [name, None]]), meta, cells(args)))
        raise errors.fatal(x, meta, f'cannot invoke remote function {call.partition("(")[0]}/{len(args)} inside a match')
    after, x.vars = x.vars, outer
    expanded = x.expand_args(args)
    x.vars = x.vars if after is outer else merged_vars(after, x.vars)
    return (DOT, dot_meta, [receiver, [name, None]]), meta, cells(expanded)


def merged_vars(one, other):
    if one is other:
        return one
    return one.update({key: version for key, version in other.items() if one.get(key, -1) < version})


def expand_anonymous(x, dot_meta, meta, function, args):
    if x.context is not NIL:
        raise errors.fatal(x, meta, 'invalid pattern in match, anonymous call is not allowed in matches' if x.context is MATCH
                           else 'invalid expression in guard, anonymous call is not allowed in guards. ' + GUARD_HINT)
    x.at_line(meta)
    if function.__class__ is Atom:              # `:name.(1)`, which Elixir takes for a call of a local function
        return remote(PYEX_CODE, UNDEFINED_LOCAL, meta, function, cells(x.expand_args(args)))
    function, *args = x.expand_args([function, *args])
    return (DOT, dot_meta, [function, None]), meta, cells(args)


def expand_module_call(x, module, dot_meta, name, meta, args):
    """A call of a module known by name: perhaps a macro."""
    arity = len(args)
    if (module is KERNEL or module in x.env.requires or get(meta, REQUIRED) is TRUE) and macros.is_macro(x, module, name, arity):
        return macros.expand_result(x, macros.run_macro(x, meta, module, name, args), module, name, arity)
    if module is x.env.module and x.env.function is not NIL:
        builder = x.world.builder(module)
        definition = builder.macro(name, arity) if builder is not None else None
        if definition is not None:
            return macros.expand_result(x, macros.run_local_macro(x, meta, builder, definition, args), module, name, arity)
    return expand_remote(x, module, dot_meta, name, meta, args)


def expand_remote(x, module, dot_meta, name, meta, args):
    """A call of a function of a module known by name."""
    x.at_line(meta)
    arity = len(args)
    expanded = x.expand_args(args)
    inlined = rewriting.inline(module, name, arity)
    if inlined is not None:
        target, target_name = inlined
        if module is not KERNEL:
            note_remote(x, module, name, arity, meta)
        result = folded(target_name, expanded) if target is ERLANG else None
        if result is not None:
            return result
    else:
        rewritten = rewriting.rewrite(module, name, meta, expanded)
        if rewritten is not None:
            return check_context(x, module, name, meta, expanded, rewritten)
        target, target_name = module, name
        note_remote(x, module, name, arity, meta)
    call = (DOT, dot_meta, [target, [target_name, None]]), meta, cells(expanded)
    return call if x.context is NIL else check_context(x, module, name, meta, expanded, call)


def folded(name, args):
    """`+1`, `-1` as numbers."""
    if len(args) == 1 and (name is MINUS or name is PLUS) and (args[0].__class__ is int or args[0].__class__ is float):
        return -args[0] if name is MINUS else args[0]
    return None


def check_context(x, module, name, meta, args, call):
    """A remote call as guards and patterns allow it."""
    if x.context is NIL:
        return call
    (_, _, [target, [target_name, _]]), _, _ = call
    if x.context is GUARD:
        if rewriting.is_guard(target, target_name, len(args)):
            return call
        raise errors.fatal(x, meta, f'cannot invoke remote function {module_text(target)}.{target_name.name}/{len(args)} inside a guard')
    if target is ERLANG and target_name is APPEND and len(args) == 2:
        return static_append(x, meta, *args)
    raise errors.fatal(x, meta, f'cannot invoke remote function {module_text(target)}.{target_name.name}/{len(args)} inside a match')


def static_append(x, meta, left, right):
    """`[a, b] ++ rest` in a pattern."""
    elements, tail = split(left)
    if tail is not None or left is not None and left.__class__ is not list or elements and _is_cons(elements[-1]):
        raise errors.fatal(x, meta, INVALID_APPEND.format(syntax.to_source(left)))
    if not elements:
        return right
    if right.__class__ is list or right is None:
        return cells(elements, right)
    return cells([*elements[:-1], (PIPE, meta, [elements[-1], [right, None]])])


def _is_cons(node):
    return node.__class__ is tuple and len(node) == 3 and node[0] is PIPE


def note_remote(x, module, name, arity, meta):
    """Remember a remote call for the check of deprecated and undefined functions at the end of the module or the input."""
    if module is not ERLANG or name not in LAZY:
        x.remotes.append((module, name, arity, meta, x.line, x.env))


MACRO_CONFLICT = 'call to local macro {1}/{2} conflicts with imported {0}.{1}/{2}, please rename the local macro or remove the conflicting import'
LOCAL_IN_CONTEXT = (
    'cannot find or invoke local {}/{} inside a {}. Only macros can be invoked inside a {} and they must be defined before their '
    'invocation. Called as: {}')
GUARD_HINT = 'To learn more about guards, visit: https://hexdocs.pm/elixir/patterns-and-guards.html#guards'
INVALID_APPEND = (
    'invalid argument for ++ operator inside a match, expected a literal proper list, got: {}')

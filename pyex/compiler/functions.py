"""Functions: named ones with their clauses, `fn`, captures, and expressions typed at a prompt or standing in a module's body."""
from pyex.compiler.calls import global_name
from pyex.compiler.clauses import clause_parts, write_clause
from pyex.compiler.emitter import TAIL, value_form
from pyex.compiler.forms import Forms
from pyex.compiler.ir import known, name, walk
from pyex.runtime.frames import RESULT
from pyex.terms import lists
from pyex.terms.atom import Atom


class Functions(Forms):
    """The emitter, whole."""


def emit_definition(definition, module):
    """(define, live, Unit) of one definition of a module."""
    arity = definition.compiled_name[1]
    params = [f'@{index}' for index in range(definition.arity)]
    emitter = _written(definition, module, params)
    if emitter.repeats and not emitter.leaves:
        emitter = _written(definition, module, params, emitter.repeats)
    return emitter.finish_unit([*(['@caller'] if arity > definition.arity else []), *params], definition.line)


def _written(definition, module, params, repeats=None):
    """The emitter that has written a definition.

    repeats: the line of a self call that makes the tail of the result, in a function that is written as a loop which makes its result
    from front to back. The cell before the first one holds it, for stack traces.
    """
    function_name, arity = definition.compiled_name
    emitter = Functions(definition.file, f'{module.name}.{function_name}/{arity}', module.name)
    emitter.line = definition.line
    if definition.kind in ('def', 'defp'):
        emitter.self_call = definition.name.name, arity, params
    if repeats is not None:
        emitter.result = RESULT
        emitter.new_list(*RESULT, repeats)
    begun, emitter.block = emitter.block, []
    head, *body = emitter.into(_function_body, emitter, definition, params)
    emitter.block = [*begun, ('loop', (head, *body))] if emitter.loops else _counted(emitter, head, body)
    return emitter


def _counted(emitter, head, body):
    """The body of a function, with `head`, which counts a reduction, unless it is a leaf.

    A leaf calls no Elixir code, has no loop and does not wait: it is over soon, whoever calls it for ever counts, and so it need not.
    """
    is_leaf = not emitter.leaves and not any(s[0] in ('site', 'peek', 'loop') for s in walk(body))
    return list(body) if is_leaf else [head, *body]


def _function_body(emitter, definition, params):
    emitter.add('count', emitter.site(), definition.line)
    subjects = [name(p) for p in params]
    for meta, patterns, guards, body in definition.clauses:
        emitter.at(meta)
        if write_clause(emitter, patterns, guards, subjects, lambda: emitter.emit(body, TAIL)):
            return
    arguments = ('tuple', tuple(name(p) for p in params))
    key = ('c', ('\0a', emitter.module)), ('c', ('\0a', emitter.code_name[len(emitter.module) + 1:].rpartition('/')[0]))
    emitter.add('raise', ('call', known('no_clause'), (*key, arguments)), definition.line)


def emit_expression(expanded, inputs, outputs, file, code_name):
    """(define, live, Unit) of an expression: takes the inputs' values, returns (value, outputs) or, without outputs, the value."""
    emitter = Functions(file, code_name)
    params = []
    for index, (variable, _context, version) in enumerate(inputs):
        params.append(f'@{index}')
        emitter.variables[variable.name, version] = name(f'@{index}')
    emitter.add('count', emitter.site(), 1)
    if outputs is None:
        emitter.emit(expanded, TAIL)
    else:
        value = emitter.simple_value(expanded)
        bound = [emitter.variables.get((n.name, v)) or name(f'{n.name}@{v}') for n, _context, v in outputs]
        emitter.add('ret', ('tuple', (value, ('tuple', tuple(bound)))))
    return emitter.finish_unit(params, 1)


# ---- fn and captures

@value_form('fn')
def emit_fn(emitter, meta, args):
    clauses = lists.to_python(args)
    arity = len(clause_parts(clauses[0])[0])
    line = emitter.line
    around = _enter_function(emitter)
    params = [emitter.temp('a') for _ in range(arity)]
    head, *body = emitter.into(_fn_body, emitter, clauses, params, line)
    body = tuple(_counted(emitter, head, body))
    code_name = emitter.code_name
    _leave_function(emitter, around)
    target = emitter.temp('fn')
    by_value = True if emitter.in_loop else 'looping'
    emitter.add('def', target, code_name, tuple(params), body, line, by_value)
    emitter.line = line
    return name(target)


def _fn_body(emitter, clauses, params, line):
    emitter.add('count', emitter.site(), line)
    subjects = [name(p) for p in params]
    for clause in clauses:
        patterns, guards, body = clause_parts(clause)
        emitter.at(clause[1])
        if write_clause(emitter, patterns, guards, subjects, lambda: emitter.emit(body, TAIL)):
            return
    arguments = ('tuple', tuple(subjects))
    emitter.add('raise', ('call', known('no_fn_clause'), (('c', emitter.code_name), arguments)), line)


_PER_FUNCTION = ('code_name', 'in_try', 'self_call', 'loops', 'inner_loops', 'in_loop', 'stacktrace_error', 'result', 'leaves')


def _enter_function(emitter):
    around = [getattr(emitter, field) for field in _PER_FUNCTION]
    owner, mark, _ = emitter.code_name.partition('-fun-')
    number = emitter.fn_counter[0]
    emitter.fn_counter[0] += 1
    emitter.code_name = f'{owner}-fun-{number}-' if '/' in owner else f'{owner}-fun-'
    emitter.in_try, emitter.self_call, emitter.inner_loops, emitter.in_loop = 0, None, 0, False
    emitter.loops = emitter.leaves = False
    emitter.result = None
    return around


def _leave_function(emitter, around):
    for field, value in zip(_PER_FUNCTION, around):
        setattr(emitter, field, value)


@value_form('&')
def emit_capture(emitter, meta, args):
    """`&Mod.fun/1` and `&fun/1`; all other captures have been expanded to `fn`."""
    (target, arity) = lists.to_python(args[0][2])
    head = target[0]
    if head.__class__ is Atom:
        return _local_capture(emitter, head, arity)
    module, function = emitter.values(lists.to_python(head[2]))
    return 'call', ('g', 'external'), (module, function, ('c', arity)), emitter.line


def emit_external(module, function, arity):
    """(define, live, Unit) of what `&Mod.fun/arity` stands for: an operator in place, or a call of the newest version by its global name.

    It need not count, as `_local_capture` says.
    """
    target = global_name(module, function, arity)
    emitter = Functions('', '&' + target)
    params = [f'a{index}' for index in range(arity)]
    arguments = tuple(map(name, params))
    written = emitter.operator(module, function, arguments) or ('call', ('g', target), arguments)
    emitter.add('ret', written)
    return emitter.finish_unit(params, 1)


def _local_capture(emitter, function, arity):
    """`&fun/1`: it need not count, since what it calls does if it must."""
    around = _enter_function(emitter)
    params = tuple(emitter.temp('a') for _ in range(arity))
    called = ('call', ('g', f'{emitter.module}.{function.name}/{arity}@'), tuple(map(name, params)), emitter.line, emitter.tail_operation(None))
    code_name = emitter.code_name
    _leave_function(emitter, around)
    result = emitter.temp('fn')
    emitter.add('def', result, code_name, params, (('ret', called),), emitter.line, False)
    return name(result)

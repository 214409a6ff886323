"""Forms that choose: `case`, `cond`, `fn` and function heads, `receive`, `try`, `with`; and `=`.

Clauses are tried one after the other. A body ends by leaving (a `return`, or the `break` of the block around the clauses), so what
stands after a clause is only reached when it did not match.
"""
from pyex.compiler.calls import _ERLANG, _remote
from pyex.compiler.emitter import EFFECT, TAIL, form
from pyex.compiler.ir import FALSE, NIL, NOTHING, TRUE, YES, both, is_, is_simple, known, name
from pyex.compiler.patterns import Matching, guard_condition
from pyex.terms import lists
from pyex.terms.atom import Atom, atom
from pyex.terms.lists import EMPTY

_WHEN, _TRUE, _FALSE, _UNDERSCORE = atom('when'), atom('true'), atom('false'), atom('_')


def sections(args):
    """{'do': ..., 'else': ...} of the last argument of a form."""
    *_, blocks = lists.to_python(args)
    return {key.name: body for key, body in lists.iterate(blocks)}


def clause_parts(clause):
    """(patterns, guards, body) of a `->`."""
    _, _, args = clause
    left, body = lists.to_python(args)
    patterns = lists.to_python(left)
    guards = []
    if len(patterns) == 1 and patterns[0].__class__ is tuple and len(patterns[0]) == 3 and patterns[0][0] is _WHEN:
        *patterns, guard = lists.to_python(patterns[0][2])
        guards = alternatives(guard)
    return patterns, guards, body


def alternatives(guard):
    if guard.__class__ is tuple and len(guard) == 3 and guard[0] is _WHEN:
        left, right = lists.to_python(guard[2])
        return [*alternatives(left), *alternatives(right)]
    return [guard]


def write_clause(emitter, patterns, guards, subjects, body):
    """One clause: `body()` writes what it does and must leave. True if it always matches."""
    matching = Matching(emitter)
    for pattern, subject in zip(patterns, subjects):
        if matching.bindings and matching.conditions is None:
            matching.settle()
        matching.match(pattern, subject)
    test = both(matching.conditions)
    inner = emitter.into(_clause_body, emitter, matching, guards, body)
    if test is None:
        emitter.block += inner
    else:
        emitter.add('if', test, inner, ())
    return test is None and not guards


def _clause_body(emitter, matching, guards, body):
    emitter.block += matching.bindings
    if not guards:
        return body()
    condition = guard_condition(emitter, guards)
    emitter.add('if', condition, emitter.into(body), ())


def choose(emitter, clauses, subjects, to, failure):
    """Clauses over subjects (simple IR), their values to `to`; `failure()` writes what happens when none matches."""
    if to is TAIL:
        return _choices(emitter, clauses, subjects, to, failure)
    emitter.inner_loops += 1
    emitter.add('block', emitter.into(_choices, emitter, clauses, subjects, to, failure))
    emitter.inner_loops -= 1


def _choices(emitter, clauses, subjects, to, failure):
    for clause in clauses:
        patterns, guards, body = clause_parts(clause)
        emitter.at(clause[1])
        if write_clause(emitter, patterns, guards, subjects, lambda: _branch(emitter, body, to)):
            return
    failure()


def _branch(emitter, body, to):
    emitter.emit(body, to)
    emitter.leave(to)


# ---- block, match

@form('__block__')
def emit_block(emitter, _meta, args, to):
    expressions = lists.to_python(args)
    if not expressions:
        return emitter.finish(NIL, to)
    for expression in expressions[:-1]:
        emitter.emit(expression, EFFECT)
    emitter.emit(expressions[-1], to)


@form('=')
def emit_match(emitter, meta, args, to):
    pattern, expression = lists.to_python(args)
    if _is_variable(pattern) and pattern[0].name != '_':
        key = emitter.key_of(pattern)
        target = emitter.python_name(key)
        emitter.emit(expression, target)
        if emitter.block[-1:] and emitter.block[-1][:2] == ('let', target) and is_simple(emitter.block[-1][2]):
            emitter.variables[key] = emitter.block.pop()[2]
        else:
            emitter.variables.pop(key, None)
        return emitter.finish(emitter.read(pattern), to)
    value = emitter.simple_value(expression)
    matching = Matching(emitter)
    matching.match(pattern, value)
    test = both(matching.conditions)
    if test is not None:
        emitter.at(meta)
        emitter.add('if', ('not', test), (('raise', ('call', known('bad_match'), (value,)), emitter.line),), ())
    emitter.block += matching.bindings
    emitter.finish(value, to)


def _is_variable(q):
    return q.__class__ is tuple and len(q) == 3 and q[0].__class__ is Atom and q[2].__class__ is Atom


# ---- case, cond

@form('case')
def emit_case(emitter, meta, args, to):
    subject, _ = lists.to_python(args)
    clauses = lists.to_python(sections(args)['do'])
    if _as_condition(emitter, subject, clauses, to):
        return
    value = emitter.simple_value(subject)
    line = emitter.line

    def failure():
        emitter.add('raise', ('call', known('no_case'), (value,)), line)
    choose(emitter, clauses, [value], to, failure)


def _as_condition(emitter, subject, clauses, to):
    """Write a `case` that only asks for truth (`if`, `and`, `!`) as a Python `if`; False if it is another."""
    if len(clauses) == 3 and _is_boolean(subject) and _is_variable(clause_parts(clauses[2])[0][0]):
        clauses = clauses[:2]               # the operators' third clause is for what is no boolean
    if len(clauses) != 2:
        return False
    (first, first_guards, a), (second, second_guards, b) = map(clause_parts, clauses)
    if second_guards or not first or not second:
        return False
    if _asks_falsy(first[0], first_guards) and _is_variable(second[0]):
        condition, yes, no = _truth(emitter, subject, first[0], second[0]), b, a
    elif not first_guards and first[0] is _FALSE and second[0] is _TRUE and _is_boolean(subject):
        condition, yes, no = emitter.condition(subject), b, a
    elif not first_guards and first[0] is _TRUE and second[0] is _FALSE and _is_boolean(subject):
        condition, yes, no = emitter.condition(subject), a, b
    else:
        return False
    emitter.add('if', condition, emitter.into(emitter.emit, yes, to), emitter.into(emitter.emit, no, to))
    return True


def _truth(emitter, subject, falsy, truthy):
    """The condition that the subject is truthy; the variables of the two clauses stand for it."""
    if _is_underscore(falsy) and _is_underscore(truthy):
        return emitter.condition(subject)
    condition = None if subject.__class__ is Atom else emitter.known_condition(subject)
    values = FALSE, TRUE
    if condition is None:
        value = emitter.simple_value(subject)
        values = value, value
        condition = 'and', (('cmp', 'is not', value, FALSE), ('cmp', 'is not', value, NIL))
    for variable, value in zip((falsy, truthy), values):
        if not _is_underscore(variable):
            emitter.variables[emitter.key_of(variable)] = value
    return condition


def _is_underscore(pattern):
    return _is_variable(pattern) and pattern[0] is _UNDERSCORE


def _is_boolean(q):
    """Is this a call whose value is true or false in any case?"""
    if q.__class__ is not tuple or len(q) != 3:
        return False
    remote = _remote(q[0])
    return (remote is not None and remote[0] is _ERLANG and remote[1].__class__ is Atom
            and remote[1].name in _BOOLEAN_CALLS)


_BOOLEAN_CALLS = {'==', '/=', '=:=', '=/=', '<', '>', '=<', '>=', 'is_integer', 'is_float', 'is_number', 'is_atom',
                  'is_binary', 'is_bitstring', 'is_list', 'is_tuple', 'is_map', 'is_pid', 'is_reference', 'is_function', 'is_boolean'}


def _asks_falsy(pattern, guards):
    """Is the clause `x when x in [false, nil]` (as its expansion: `x =:= false orelse x =:= nil`)?"""
    if not _is_variable(pattern) or len(guards) != 1:
        return False
    alternatives_ = _erlang_call(guards[0], 'orelse')
    if alternatives_ is None:
        return False
    compared = [_erlang_call(a, '=:=') for a in alternatives_]
    return all(c is not None and _is_variable(c[0]) and c[0][0] is pattern[0] and c[0][2] is pattern[2] for c in compared) and \
        {c[1] for c in compared if c[1].__class__ is Atom} == {_FALSE, atom('nil')}


def _erlang_call(q, function):
    if q.__class__ is tuple and len(q) == 3:
        remote = _remote(q[0])
        if remote is not None and remote[0] is _ERLANG and remote[1] is atom(function):
            return lists.to_python(q[2])
    return None


@form('cond')
def emit_cond(emitter, meta, args, to):
    clauses = lists.to_python(sections(args)['do'])
    line = emitter.line
    emitter.inner_loops += to is not TAIL
    written = emitter.into(_conditions, emitter, clauses, to, line)
    emitter.inner_loops -= to is not TAIL
    if to is TAIL:
        emitter.block += written
    else:
        emitter.add('block', written)


def _conditions(emitter, clauses, to, line):
    for clause in clauses:
        (test,), _, body = clause_parts(clause)
        emitter.at(clause[1])
        condition = emitter.condition(test)
        inner = emitter.into(_branch, emitter, body, to)
        if condition == YES:
            emitter.block += inner
            return
        emitter.add('if', condition, inner, ())
    emitter.add('raise', ('call', known('no_cond'), ()), line)


# ---- with

@form('with')
def emit_with(emitter, meta, args, to):
    *steps, _ = lists.to_python(args)
    parts = sections(args)
    failed = emitter.temp('w')
    emitter.add('let', failed, known('MISSING'))
    if to is not TAIL and to is not EFFECT:
        emitter.add('let', to, NOTHING)             # sites of the steps save it: `else` may set it or leave it
    emitter.inner_loops += 1
    emitter.add('block', emitter.into(_with_steps, emitter, steps, parts['do'], failed, to))
    emitter.inner_loops -= 1
    handler = emitter.into(_with_else, emitter, parts, failed, to)
    emitter.add('if', ('cmp', 'is not', name(failed), known('MISSING')), handler, ())
    emitter.after_inner_loop(to)


def _with_steps(emitter, steps, body, failed, to):
    for step in steps:
        if step.__class__ is tuple and len(step) == 3 and step[0] is _ARROW:
            emitter.at(step[1])
            _with_arrow(emitter, step, failed)
        else:
            emitter.emit(step, EFFECT)
    emitter.emit(body, to)


_ARROW = atom('<-')


def _with_arrow(emitter, step, failed):
    pattern, expression = lists.to_python(step[2])
    guards = []
    if pattern.__class__ is tuple and len(pattern) == 3 and pattern[0] is _WHEN:
        pattern, guard = lists.to_python(pattern[2])
        guards = alternatives(guard)
    value = emitter.simple_value(expression)
    matching = Matching(emitter)
    matching.match(pattern, value)
    fail = (('let', failed, value), ('break',))
    test = both(matching.conditions)
    if test is not None:
        emitter.add('if', ('not', test), fail, ())
    emitter.block += matching.bindings
    if guards:
        emitter.add('if', ('not', guard_condition(emitter, guards)), fail, ())


def _with_else(emitter, parts, failed, to):
    if 'else' not in parts:
        return emitter.finish(name(failed), to)
    line = emitter.line

    def failure():
        emitter.add('raise', ('call', known('no_with'), (name(failed),)), line)
    choose(emitter, lists.to_python(parts['else']), [name(failed)], to, failure)


# ---- receive

@form('receive')
def emit_receive(emitter, meta, args, to):
    parts = sections(args)
    clauses = lists.to_python(parts.get('do', EMPTY)) if parts.get('do').__class__ is list else []
    reference = _awaited_reference(emitter, clauses)
    if 'after' in parts:
        ((milliseconds,), _, late) = clause_parts(parts['after'][0])
        emitter.add('do', ('call', ('g', 'deadline'), (emitter.value(milliseconds),), emitter.line))
    else:
        late = None
    if reference is not None:
        emitter.add('do', ('call', ('g', 'from_mark'), (reference,)))
    around, emitter.in_loop = emitter.in_loop, True
    emitter.inner_loops += 1
    emitter.add('loop', emitter.into(_receive_clauses, emitter, clauses, late, 'after' in parts, to))
    emitter.inner_loops -= 1
    emitter.in_loop = around
    emitter.after_inner_loop(to)


def _receive_clauses(emitter, clauses, late, has_late, to):
    message = emitter.temp('m')
    emitter.add('peek', emitter.site(), message, emitter.line, has_late)
    if has_late:
        emitter.add('if', is_(name(message), ('g', 'TIMEOUT')), emitter.into(_branch, emitter, late, to), ())
    for clause in clauses:
        patterns, guards, body = clause_parts(clause)
        emitter.at(clause[1])
        if write_clause(emitter, patterns, guards, [name(message)], lambda: _accept(emitter, has_late, body, to)):
            return


def _accept(emitter, has_late, body, to):
    emitter.add(*(('do', ('call', ('g', 'accept'), (), emitter.line)) if has_late else ('accept', emitter.line)))
    _branch(emitter, body, to)


def _awaited_reference(emitter, clauses):
    """The variable (IR) that every clause pins somewhere in its pattern: a receive that only awaits one reference."""
    common = None
    for clause in clauses:
        patterns, _, _ = clause_parts(clause)
        pinned = [emitter.read(variable) for variable in _pinned(patterns[0])]
        common = pinned if common is None else [variable for variable in common if variable in pinned]
        if not common:
            return None
    return common[0] if common else None


def _pinned(pattern):
    """The pinned variables of a pattern, wherever they stand."""
    if pattern.__class__ is list:
        items, tail = lists.split(pattern)
        return [variable for item in (*items, tail) for variable in _pinned(item)]
    if pattern.__class__ is not tuple:
        return []
    if len(pattern) == 3 and pattern[0] is _PIN:
        return [pattern[2][0]]
    parts = pattern if len(pattern) == 2 else pattern[2:] if pattern[0] in _CONTAINERS else ()
    return [variable for part in parts for variable in _pinned(part)]


_PIN, _CONTAINERS = atom('^'), (atom('{}'), atom('|'))


# ---- try

@form('try')
def emit_try(emitter, meta, args, to):
    parts = sections(args)
    if 'after' not in parts:
        return _try_handlers(emitter, parts, to)
    failed, value = emitter.temp('x'), emitter.temp('v')
    emitter.add('let', value, NOTHING)
    _protected(emitter, failed, 'caught', lambda: _try_handlers(emitter, parts, value))
    emitter.emit(parts['after'], EFFECT)
    emitter.add('if', ('cmp', 'is not', name(failed), NOTHING), (('raise', name(failed), emitter.line),), ())
    emitter.finish(name(value), to)


def _protected(emitter, failed, catch, write):
    """`write()` in a Python `try`; `failed` is None or the error that left it, as `catch` gives it.

    What the body assigns and others read must have a value before: it is saved at sites whose `try` has not ended.
    """
    emitter.in_try += 1
    inner_loops, emitter.inner_loops = emitter.inner_loops, emitter.inner_loops + 1
    emitter.add('try', emitter.into(write), failed, catch)
    emitter.inner_loops = inner_loops
    emitter.in_try -= 1


def _try_handlers(emitter, parts, to):
    if not any(k in parts for k in ('rescue', 'catch', 'else')):
        return emitter.emit(parts['do'], to)
    failed, value = emitter.temp('x'), emitter.temp('v')
    has_handlers = 'rescue' in parts or 'catch' in parts
    if has_handlers:
        emitter.add('let', value, NOTHING)
        _protected(emitter, failed, 'caught_to_handle', lambda: emitter.emit(parts['do'], value))
        handler = emitter.into(_handle, emitter, parts, failed, to)
        emitter.add('if', ('cmp', 'is not', name(failed), NOTHING), handler, emitter.into(_try_else, emitter, parts, value, to))
    else:
        emitter.emit(parts['do'], value)
        _try_else(emitter, parts, value, to)


def _try_else(emitter, parts, value, to):
    if 'else' not in parts:
        return emitter.finish(name(value), to)

    def failure():
        emitter.add('raise', ('call', known('no_try'), (name(value),)), emitter.line)
    choose(emitter, lists.to_python(parts['else']), [name(value)], to, failure)


def _handle(emitter, parts, failed, to):
    """The `rescue` and `catch` clauses for the ElixirError in `failed`."""
    around, emitter.stacktrace_error = emitter.stacktrace_error, failed
    if to is TAIL:
        _handlers(emitter, parts, failed, to)
    else:
        emitter.inner_loops += 1
        emitter.add('block', emitter.into(_handlers, emitter, parts, failed, to))
        emitter.inner_loops -= 1
    emitter.stacktrace_error = around


def _handlers(emitter, parts, failed, to):
    if 'rescue' in parts:
        is_error = ('cmp', '==', ('call', known('kind_of'), (name(failed),)), ('c', 'error'))
        emitter.add('if', is_error, emitter.into(_rescues, emitter, lists.to_python(parts['rescue']), failed, to), ())
    if 'catch' in parts:
        kind, reason = emitter.temp('k'), emitter.temp('y')
        emitter.add('let', kind, ('call', known('kind_atom'), (name(failed),)))
        emitter.add('let', reason, ('call', known('reason_of'), (name(failed),)))
        for clause in lists.to_python(parts['catch']):
            _catch(emitter, clause, name(kind), name(reason), failed, to)
    emitter.add('raise', name(failed), None)


def _handled(emitter, body, failed, to):
    """The body of a clause that handles the error: it is rid of Python's frames, after the stack trace was made if it is asked for."""
    start, read_outside = len(emitter.block), emitter.stacktrace_read
    emitter.stacktrace_read = False
    _branch(emitter, body, to)
    settle = ('g', 'stack_of') if emitter.stacktrace_read else known('handled')
    emitter.block.insert(start, ('do', ('call', settle, (name(failed),))))
    emitter.stacktrace_read = read_outside


def _catch(emitter, clause, kind, reason, failed, to):
    patterns, guards, body = clause_parts(clause)
    if len(patterns) == 1:
        patterns = [atom('throw'), *patterns]
    write_clause(emitter, patterns, guards, [kind, reason], lambda: _handled(emitter, body, failed, to))


def _rescues(emitter, clauses, failed, to):
    """Exceptions as structs: the reason itself if it is one, else what `Exception.normalize/3` makes of it."""
    exception = emitter.temp('e')
    normalize = ('call', ('g', 'Elixir.Exception.normalize/3'),
                 (('c', ('\0a', 'error')), ('call', known('reason_of'), (name(failed),)), ('call', ('g', 'stack_of'), (name(failed),))))
    emitter.add('let', exception, ('call', known('reason_of'), (name(failed),)))
    emitter.add('if', ('not', ('call', known('is_exception'), (name(exception),))),
                (('site', emitter.site(), exception, normalize, emitter.line),), ())
    for clause in clauses:
        (pattern,), _, body = clause_parts(clause)
        _rescue(emitter, pattern, body, name(exception), failed, to)


def _rescue(emitter, pattern, body, exception, failed, to):
    variable, modules = pattern, None
    if pattern.__class__ is tuple and len(pattern) == 3 and pattern[0] is atom('in'):
        variable, modules = lists.to_python(pattern[2])
    elif pattern.__class__ is Atom or pattern.__class__ is list:
        variable, modules = None, pattern
    if _is_variable(modules):
        modules = None
    if modules.__class__ is Atom and modules is not _UNDERSCORE:
        modules = [modules, EMPTY]
    tests = None
    if modules.__class__ is list:
        struct = ('method', exception, 'get', (('c', ('\0a', '__struct__')), NOTHING))
        tests = [is_(struct, ('c', ('\0a', m.name))) for m in lists.iterate(modules)]
        if any(m.name == 'Elixir.ErlangError' for m in lists.iterate(modules)):
            tests.append(('not', ('call', known('is_exception'), (('call', known('reason_of'), (name(failed),)),))))
    patterns = [variable] if variable is not None else []
    write = emitter.into(write_clause, emitter, patterns, [], [exception], lambda: _handled(emitter, body, failed, to))
    if tests is None:
        emitter.block += write
    else:
        emitter.add('if', tests[0] if len(tests) == 1 else ('or', tuple(tests)), write, ())

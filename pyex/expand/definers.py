"""Kernel's native macros: `defmodule`, `def` and its kin, `@`, and the small ones that nearly all code uses.

Each takes (x, meta, args) and returns quoted code with its lines already in place, or `Expanded` code.
"""
from pyex import syntax
from pyex.expand import errors, names
from pyex.expand.attributes import expand_attribute
from pyex.expand.control import OPTIMIZE
from pyex.expand.expander import Expanded
from pyex.expand.macros import native_macro
from pyex.expand.quoted import (
    ALIASES, ARROW, BLOCK, CASE, CONTEXT, COUNTER, DO, DOT, FALSE, IMPORTS, GENERATED, KERNEL, LINE, TRUE, TUPLE, UNDERSCORE, WHEN, cells,
    constant, erlang, get, is_call, is_keywords, is_node, is_variable, items, length, put_new, remote)
from pyex.expand.quoting import escape_unquoting, has_unquotes
from pyex.runtime.exceptions import error
from pyex.terms.atom import Atom, NIL, alias, atom
from pyex.terms.lists import split
from pyex.terms.show import inspect

ELSE, MATCH, GUARD = atom('else'), atom('match'), atom('guard')
PYEX_MODULE, COMPILE, DEFINE = atom('pyex_module'), atom('compile'), atom('define')
DBG = atom('dbg')
X, OTHER, IN, RANGE, STEP_RANGE, STRUCT, PIPE = map(atom, ('x', 'other', 'in', '..', '..//', '%', '|'))


# -- conditions ---------------------------------------------------------------------------------------------------------

def kernel_variable(x, meta, name):
    """A variable that only this macro call knows."""
    return name, [(COUNTER, x.world.next_counter()), meta], KERNEL


def is_falsy(meta, variable):
    return erlang(atom('orelse'), meta, erlang(atom('=:='), meta, variable, FALSE), erlang(atom('=:='), meta, variable, NIL))


def branches(x, meta, condition, falsy, truthy):
    """`case condition do x when falsy -> falsy; _ -> truthy end`."""
    line = place(meta)
    made = [(GENERATED, TRUE), line]
    variable = kernel_variable(x, line, X)
    clauses = [(ARROW, made, [[(WHEN, line, [variable, [is_falsy(line, variable), None]]), None], [falsy, None]]),
               [(ARROW, made, [[(UNDERSCORE, line, KERNEL), None], [truthy, None]]), None]]
    return CASE, [(OPTIMIZE, TRUE), line], [condition, [[(DO, clauses), None], None]]


def place(meta):
    line = get(meta, LINE)
    return None if line is None else [(LINE, line), None]


@native_macro((atom('if'), 2))
def expand_if(x, meta, args):
    condition, options = args
    do, else_ = two_branches(x, options, 'if')
    return branches(x, meta, condition, else_, do)


@native_macro((atom('unless'), 2))
def expand_unless(x, meta, args):
    condition, options = args
    do, else_ = two_branches(x, options, 'unless')
    return branches(x, meta, condition, do, else_)


def two_branches(x, options, name):
    keys = [key.name for key, _ in items(options)] if is_keywords(options) else []
    if sorted(keys) not in (['do'], ['do', 'else']):
        raise errors.argument_error(f'invalid or duplicate keys for {name}, only "do" and an optional "else" are permitted')
    return get(options, DO, None), get(options, ELSE, NIL)


@native_macro((atom('&&'), 2))
def expand_and_and(x, meta, args):
    return short_circuit(x, meta, args, 0)


@native_macro((atom('||'), 2))
def expand_or_or(x, meta, args):
    return short_circuit(x, meta, args, 1)


def short_circuit(x, meta, args, otherwise):
    """`left && right` (0) or `left || right` (1): the value that decided is the result."""
    left, right = args
    refuse_match(x, '&&' if otherwise == 0 else '||')
    refuse_guard(x, '&&' if otherwise == 0 else '||')
    line = place(meta)
    variable = kernel_variable(x, line, X)
    falsy = WHEN, line, [variable, [is_falsy(line, variable), None]]
    if otherwise == 0:
        clauses = [(ARROW, line, [[falsy, None], [variable, None]]), [(ARROW, line, [[(UNDERSCORE, line, KERNEL), None], [right, None]]), None]]
    else:
        clauses = [(ARROW, line, [[falsy, None], [right, None]]), [(ARROW, line, [[variable, None], [variable, None]]), None]]
    return CASE, line, [left, [[(DO, clauses), None], None]]


@native_macro((atom('!'), 1))
def expand_not(x, meta, args):
    value, = args
    refuse_match(x, '!')
    refuse_guard(x, '!')
    if is_call(value, atom('!'), 1):
        return branches(x, meta, value[2][0], FALSE, TRUE)
    return branches(x, meta, value, TRUE, FALSE)


@native_macro((atom('and'), 2))
def expand_and(x, meta, args):
    return boolean_operator(x, meta, 'and', args)


@native_macro((atom('or'), 2))
def expand_or(x, meta, args):
    return boolean_operator(x, meta, 'or', args)


def boolean_operator(x, meta, name, args):
    left, right = args
    refuse_match(x, name)
    line = place(meta)
    if x.context is GUARD:
        return erlang(atom(name + ('also' if name == 'and' else 'else')), line, left, right)
    made = [(GENERATED, TRUE), line]
    other = kernel_variable(x, line, OTHER)
    raising = erlang(atom('error'), line, (TUPLE, line, cells([atom('badbool'), atom(name), other])))
    results = (FALSE, right) if name == 'and' else (right, TRUE)
    clauses = [(ARROW, made, [[value, None], [result, None]]) for value, result in zip((FALSE, TRUE), results)]
    clauses.append((ARROW, made, [[other, None], [raising, None]]))
    return CASE, [(OPTIMIZE, TRUE), line], [left, [[(DO, cells(clauses)), None], None]]


def refuse_guard(x, name):
    if x.context is GUARD:
        raise errors.argument_error(f'invalid expression in guard, {name} is not allowed in guards. To learn more about guards, visit: '
                                    'https://hexdocs.pm/elixir/patterns-and-guards.html')


def refuse_match(x, name):
    if x.context is MATCH:
        raise errors.argument_error(f'invalid expression in match, {name} is not allowed in patterns such as function clauses, '
                                    'case clauses or on the left side of the = operator')


@native_macro((atom('is_nil'), 1))
def expand_is_nil(x, meta, args):
    return atom('=='), [(CONTEXT, KERNEL), [(IMPORTS, [(2, KERNEL), None]), place(meta)]], [args[0], [NIL, None]]


# -- in -------------------------------------------------------------------------------------------------------------------

@native_macro((IN, 2))
def expand_in(x, meta, args):
    left, right = args
    line = place(meta)
    refuse_match(x, 'in')
    if right.__class__ is tuple and len(right) == 3:
        right = expand_right(x, right)
    if is_node(right) and right[0] is atom('%{}') and x.context is NIL:
        return remote(alias('Enum'), atom('member?'), line, right, left)
    if right is None or right.__class__ is list:
        return in_list(x, line, left, right)
    bounds = range_bounds(right)
    if bounds is not None:
        return in_range(x, line, left, bounds)
    if x.context is GUARD:
        raise errors.argument_error(
            'invalid right argument for operator "in", it expects a compile-time proper list or compile-time range on the right '
            f'side when used in guard expressions, got: {syntax.to_source(right)}')
    return remote(alias('Enum'), atom('member?'), line, right, left)


def expand_right(x, right):
    """The right side of `in` with its macros expanded (a sigil, `@attribute`, a range)."""
    name, meta, args = right
    if name.__class__ is Atom and (args is None or args.__class__ is list) and name not in (RANGE, STEP_RANGE):
        kind, result, _ = x.resolve(name, meta, items(args)) or (None, None, None)
        if kind == 'macro':
            return constant_list(result)
    return right


def constant_list(result):
    """An expanded attribute as the literal list it is, if it is one."""
    if result.__class__ is Expanded:
        code = result.code
        if is_node(code) and code[0] is atom('__term__') and code[2][0].__class__ is list:
            elements, tail = split(code[2][0])
            if tail is None:
                return cells([element if element.__class__ in (Atom, int, float, str) else Expanded(constant(element))
                              for element in elements])
    return result


def range_bounds(right):
    """(first, last, step) of a literal range, or None."""
    if is_call(right, RANGE, 2):
        first, (last, _) = right[2]
        return first, last, None
    if is_call(right, STEP_RANGE, 3):
        return tuple(items(right[2]))
    return None


def once(x, meta, value, build):
    """`build(value)` where the value, unless it is simple, is bound to a variable first (a guard cannot bind)."""
    if x.context is GUARD or value.__class__ in (Atom, int, float, str) or is_variable(value):
        return build(value)
    variable = kernel_variable(x, meta, X)
    return BLOCK, meta, [(atom('='), meta, [variable, [value, None]]), [build(variable), None]]


def in_list(x, meta, left, right):
    elements, tail = split(right)
    if not elements:
        return FALSE if x.context is GUARD else once(x, meta, left, lambda value: false_after(meta, value))
    if is_call(elements[-1], PIPE, 2):
        if x.context is GUARD:
            raise errors.argument_error('invalid right argument for operator "in", it expects a compile-time proper list or '
                                        f'compile-time range on the right side when used in guard expressions, got: {syntax.to_source(right)}')
        return remote(atom('lists'), atom('member'), meta, left, right)

    def build(value):
        tests = [erlang(atom('=:='), meta, value, element) for element in elements]
        code = tests[0]
        for test in tests[1:]:
            code = erlang(atom('orelse'), meta, code, test)
        return code
    return once(x, meta, left, build)


def false_after(meta, value):
    """`false`, once the value has been computed."""
    return BLOCK, [(GENERATED, TRUE), meta], [(atom('='), meta, [(UNDERSCORE, meta, KERNEL), [value, None]]), [FALSE, None]]


def in_range(x, meta, left, bounds):
    first, last, step = bounds
    if not all(part is None or part.__class__ is int for part in bounds):
        if x.context is GUARD:
            return in_open_range(meta, left, first, last)
        right = (RANGE, meta, cells([first, last])) if step is None else (STEP_RANGE, meta, cells(bounds))
        return remote(alias('Enum'), atom('member?'), meta, right, left)
    if step is None:
        step = 1 if first <= last else -1
    return once(x, meta, left, lambda value: in_literal_range(meta, value, first, last, step))


def both(meta, left, right):
    return erlang(atom('andalso'), meta, left, right)


def in_literal_range(meta, value, first, last, step):
    near, far = (atom('>='), atom('=<')) if step > 0 else (atom('=<'), atom('>='))
    bounds = both(meta, erlang(near, meta, value, first), erlang(far, meta, value, last))
    code = both(meta, erlang(atom('is_integer'), meta, value), bounds)
    if step in (1, -1):
        return code
    remainder = erlang(atom('rem'), meta, erlang(atom('-'), meta, value, first), step)
    return both(meta, code, erlang(atom('=:='), meta, remainder, 0))


def in_open_range(meta, value, first, last):
    """A guard on a range whose bounds are known at run time only: both directions are tested."""
    def between(low, high):
        return both(meta, erlang(atom('>='), meta, value, low), erlang(atom('=<'), meta, value, high))
    integers = both(meta, erlang(atom('is_integer'), meta, first), erlang(atom('is_integer'), meta, last))
    up = both(meta, erlang(atom('=<'), meta, first, last), between(first, last))
    down = both(meta, erlang(atom('<'), meta, last, first), between(last, first))
    return both(meta, both(meta, erlang(atom('is_integer'), meta, value), integers), erlang(atom('orelse'), meta, up, down))


# -- pipes ----------------------------------------------------------------------------------------------------------------

@native_macro((atom('|>'), 2))
def expand_pipe(x, meta, args):
    steps = []
    left, right = args
    while True:
        steps.append(right)
        if not is_call(left, atom('|>'), 2):
            break
        left, (right, _) = left[2]
    whole = left
    for step in reversed(steps):
        if is_node(step) and step[0] is DBG:        # it shows every step, and so wants the pipeline as it was written
            left = whole
        left = piped(left, step, meta)
        whole = atom('|>'), meta, cells([whole, step])
    return left


def piped(value, step, meta):
    """The call with the value as its first argument."""
    if is_node(step):
        head, step_meta, args = step
        if is_node(head) and head[0] is DOT and (args is None or args.__class__ is list):
            return head, without_no_parens(step_meta), [value, args]
        if head.__class__ is Atom and args.__class__ is Atom:       # a bare name
            return head, step_meta, [value, None]
        if head.__class__ is Atom and (args is None or args.__class__ is list):
            refuse_target(value, step, head, args)
            return head, step_meta, [value, args]
        if (args is None or args.__class__ is list) and is_node(head) and head[0] is atom('unquote'):
            return head, step_meta, [value, args]
    raise cannot_pipe(value, step)


def without_no_parens(meta):
    return cells([pair for pair in items(meta) if pair[0].name != 'no_parens'])


def refuse_target(value, step, head, args):
    if head.name in NOT_PIPED and not (head.name == '__block__' and args is None):
        raise cannot_pipe(value, step)
    if head.name == 'fn':
        raise errors.argument_error(
            f'cannot pipe {syntax.to_source(value)} into an anonymous function without calling the function; use Kernel.then/2 instead '
            'or define the anonymous function as a regular private function')
    if length(args) == 1 and head.name in ('!', '^', 'not', '~~~'):
        raise errors.argument_error(
            f'cannot pipe {syntax.to_source(value)} into {syntax.to_source(step)}, the :{head.name} operator can only take one argument')
    if length(args) == 1 and head.name in ('+', '-'):
        raise errors.argument_error(
            'piping into a unary operator is not supported, please use the qualified name: '
            f'Kernel.{head.name}({syntax.to_source(args[0])}), instead of {syntax.to_source(step)}')
    if length(args) == 2 and head.name in BINARY_OPERATORS:
        count = 'one argument' if head.name in ('+', '-') else 'two arguments'
        raise errors.argument_error(
            f'cannot pipe {syntax.to_source(value)} into {syntax.to_source(step)}, the :{head.name} operator can only take {count}')


BINARY_OPERATORS = frozenset((
    '+ - * / ++ -- <> == != === !== =~ < > <= >= and or && || in |> <<< >>> ||| &&& ^^^ ~> <~ ~>> <<~ <~> <|> .. ** +++ ---').split())
NOT_PIPED = frozenset(('&', '__block__', '__aliases__', '{}', '%{}', '%', '<<>>', '=', '->'))


def cannot_pipe(value, step):
    return errors.argument_error(
        f'cannot pipe {syntax.to_source(value)} into {syntax.to_source(step)}, can only pipe into local calls foo(), remote calls '
        'Foo.bar() or anonymous function calls foo.()')


# -- hygiene ------------------------------------------------------------------------------------------------------------

@native_macro((atom('var!'), 1), (atom('var!'), 2))
def expand_var(x, meta, args):
    node = args[0]
    context = NIL
    if len(args) == 2:
        context = x.expand(args[1])
        if context.__class__ is not Atom:
            raise errors.argument_error(f'expected var!/2 context to expand to an atom, got: {inspect(context)}')
    if is_variable(node):
        kept = cells([pair for pair in items(node[1]) if pair[0] is not COUNTER])
        return node[0], kept, context
    if is_node(node) and node[0].__class__ is Atom and node[2] is None:
        return node[0], node[1], context
    raise errors.argument_error(f'expected a variable to be given to var!, got: {syntax.to_source(node)}')


@native_macro((atom('alias!'), 1))
def expand_alias_escape(x, meta, args):
    node = args[0]
    if node.__class__ is Atom:
        return node
    if is_node(node) and node[0] is ALIASES:
        kept = cells([pair for pair in items(node[1]) if pair[0].name not in ('alias', 'counter')])
        return ALIASES, kept, node[2]
    raise errors.argument_error(f'expected an alias to be given to alias!, got: {syntax.to_source(node)}')


@native_macro((atom('binding'), 0), (atom('binding'), 1))
def expand_binding(x, meta, args):
    context = x.expand(args[0]) if args else NIL
    if x.context is not NIL:
        raise errors.argument_error('invalid expression in match, binding is not allowed in patterns such as function clauses, case '
                                    'clauses or on the left side of the = operator')
    found = sorted((name.name, name) for (name, kind) in x.vars if kind is context and kind.__class__ is Atom)
    line = place(meta)
    return cells([(name, (name, [(GENERATED, TRUE), line], context)) for _, name in found])


# -- modules ------------------------------------------------------------------------------------------------------------

@native_macro((atom('defmodule'), 2))
def expand_defmodule(x, meta, args):
    name, options = args
    if not is_keywords(options) or not (options and options[0][0] is DO):
        raise errors.argument_error('expected :do with a block to be given to defmodule')
    body = get(options, DO, None)
    x.at_line(meta)
    module, prefix = module_name(x, meta, name)
    line = place(meta)
    variables = [(key_name, kind, (key_name, kind_meta(line, kind), kind if kind.__class__ is Atom else KERNEL))
                 for key_name, kind in x.vars]
    bindings = cells([(TUPLE, None, cells([key_name, kind, variable])) for key_name, kind, variable in variables])
    for part in prefix:
        x.expand(part)
    env, block = x.constant(x.env_struct()), x.constant(body)
    if module.__class__ is Atom and module not in x.env.context_modules:
        x.env = x.env.replace(context_modules=(module, *x.env.context_modules))
    return remote(PYEX_MODULE, COMPILE, line, module, block, bindings, env)


def kind_meta(line, kind):
    made = [(GENERATED, TRUE), line]
    return made if kind.__class__ is Atom else [(COUNTER, kind), made]


def module_name(x, meta, node):
    """The module's atom (or code for it), and what makes its alias in the surroundings."""
    if not (is_node(node) and node[0] is ALIASES):
        made = x.expand(node)
        if made.__class__ is Atom:
            return made, []
        return Expanded(made), []
    parts = items(node[2])
    full = x.expand(node)
    outer = x.env.module
    if outer is NIL or parts[0] is atom('Elixir') or not all(part.__class__ is Atom for part in parts):
        return full, []
    first = names.concat([parts[0]])
    if get(node[1], atom('alias')) not in (None, FALSE) or first in x.env.aliases:
        return names.concat([outer, *parts]) if first not in x.env.aliases else full, []
    nested = names.concat([outer, parts[0]])
    full = names.concat([outer, *parts])
    options = cells([(atom('as'), first), (atom('warn'), FALSE)])
    return full, [(atom('alias'), alias_meta(meta, node), [nested, [options, None]])]


def alias_meta(meta, node):
    counter = get(node[1], COUNTER)
    made = place(meta)
    return made if counter is None else put_new(made, COUNTER, counter)


def definer(kind):
    @native_macro((atom(kind), 1), (atom(kind), 2))
    def expand_definition(x, meta, args):
        return define(x, kind, meta, args[0], args[1] if len(args) == 2 else None)
    return expand_definition


for _kind in ('def', 'defp', 'defmacro', 'defmacrop'):
    definer(_kind)


def assert_module_scope(x, name, arity):
    if x.env.module is NIL:
        raise errors.argument_error(f'cannot invoke {name}/{arity} outside module')


def define(x, kind, meta, head, body):
    """`def head, body`: noted with its environment; expanded when the module's body runs this place."""
    arity = 1 if body is None else 2
    assert_module_scope(x, kind, 2)
    if x.env.function is not NIL:
        raise errors.argument_error(f'cannot invoke {kind}/{arity} inside function/macro')
    x.at_line(meta)
    builder = x.world.builder(x.env.module)
    dynamic = has_unquotes(head) or body is not None and has_unquotes(body)
    place_ = builder.note_place(kind, x.env.replace(line=x.line), meta, None if dynamic else (head, body))
    line = place(meta)
    if not dynamic:
        return remote(PYEX_MODULE, DEFINE, line, x.env.module, place_)
    head_code, _ = escape_unquoting(x, head)
    body_code, _ = escape_unquoting(x, body)
    return Expanded(remote(PYEX_MODULE, DEFINE, line, x.env.module, place_, head_code, body_code))


@native_macro((atom('@'), 1))
def expand_at(x, meta, args):
    if not is_node(args[0]):
        raise error(atom('function_clause'))
    assert_module_scope(x, '@', 1)
    x.at_line(meta)
    return expand_attribute(x, meta, args[0])

"""Control flow: `case`, `cond`, `receive`, `try`, `with`, `fn`: everything made of clauses.

A clause is a scope: what its patterns and its body bind is gone after it.
"""
from pyex import syntax
from pyex.expand import errors
from pyex.expand.forms import form
from pyex.expand.quoted import (
    ALIASES, ARROW, BLOCK, CASE, DO, DOT, ERLANG, FALSE, FN, TRUE, UNDERSCORE, WHEN, cells, get, is_call, is_keywords,
    is_node, is_variable, items, length, split_when)
from pyex.expand.structures import expand_pattern, expand_patterns
from pyex.terms.atom import Atom, NIL, atom

GUARD, MATCH = atom('guard'), atom('match')
COND, RECEIVE, TRY, WITH, IN, LEFT_ARROW = map(atom, ('cond', 'receive', 'try', 'with', 'in', '<-'))
ELSE, AFTER, OPTIMIZE = map(atom, ('else', 'after', 'optimize_boolean'))


# -- clauses ------------------------------------------------------------------------------------------------------------

def is_arrows(term):
    """Whether a section holds `->` clauses."""
    return term.__class__ is list and is_node(term[0]) and term[0][0] is ARROW


def expand_clauses(x, meta, form_name, section, clauses, head):
    """Expand `->` clauses, their left sides by `head(x, meta, args)`."""
    if not is_arrows(clauses):
        raise errors.fatal(x, meta, f'expected -> clauses for :{section} in "{form_name}"')
    return cells([expand_clause(x, clause, head) for clause in items(clauses)])


def expand_clause(x, clause, head):
    if not is_call(clause, ARROW, 2):
        raise errors.fatal(x, None, 'expected -> clauses')
    _, meta, (args, (body, _)) = clause
    scope = x.enter()
    x.at_line(meta)
    args = head(x, meta, items(args))
    body = x.expand(body)
    x.leave(scope)
    return ARROW, meta, [cells(args), [body, None]]


def expand_head(x, meta, args):
    """Patterns, and perhaps a guard."""
    patterns, guard = split_when(args)
    patterns = expand_patterns(x, patterns)
    if guard is None:
        return patterns
    return [(WHEN, args[0][1], cells([*patterns, expand_guard(x, guard)]))]


def expand_guard(x, guard):
    if is_call(guard, WHEN, 2):
        _, meta, (left, (right, _)) = guard
        return WHEN, meta, [expand_guard(x, left), [expand_guard(x, right), None]]
    return x.expand_in(GUARD, guard)


def one_argument(form_name, section):
    def head(x, meta, args):
        if len(split_when(args)[0]) != 1:
            raise errors.fatal(x, meta, f'expected one argument for :{section} clauses (->) in "{form_name}"')
        return expand_head(x, meta, args)
    return head


def sections(x, meta, form_name, options, allowed):
    """{section name: code} of `do ... else ... end`."""
    if not is_keywords(options):
        raise errors.fatal(x, meta, f'invalid arguments for "{form_name}"')
    found = {}
    for key, value in items(options):
        if key.name not in allowed:
            raise errors.fatal(x, meta, f'unexpected option :{key.name} in "{form_name}"')
        if key.name in found:
            raise errors.fatal(x, meta, f'duplicate :{key.name} clauses given for "{form_name}"')
        found[key.name] = value
    return found


def refuse_context(x, meta, form_name):
    """Most forms stand neither in patterns nor in guards."""
    if x.context is MATCH:
        raise errors.fatal(x, meta, f'invalid pattern in match, {form_name} is not allowed in matches')
    if x.context is GUARD:
        raise errors.fatal(x, meta, f'invalid expression in guard, {form_name} is not allowed in guards. To learn more about guards, '
                           'visit: https://hexdocs.pm/elixir/patterns-and-guards.html#guards')


# -- case ---------------------------------------------------------------------------------------------------------------

@form('case', 2)
def expand_case(x, meta, args):
    refuse_context(x, meta, 'case')
    subject, options = args
    found = sections(x, meta, 'case', options, ('do',))
    if 'do' not in found:
        raise errors.fatal(x, meta, 'missing :do option in "case"')
    x.at_line(meta)
    subject = x.expand(subject)
    clauses = found['do']
    if get(meta, OPTIMIZE) is TRUE and returns_boolean(subject):
        clauses = boolean_clauses(clauses)
    clauses = expand_clauses(x, meta, 'case', 'do', clauses, CASE_HEAD)
    return CASE, meta, [subject, [[(DO, clauses), None], None]]


CASE_HEAD = one_argument('case', 'do')


def boolean_clauses(clauses):
    """`if`'s clauses for a condition that can only be true or false."""
    falsy, truthy = items(clauses)[:2]
    return [(ARROW, falsy[1], [[FALSE, None], falsy[2][1]]), [(ARROW, truthy[1], [[TRUE, None], truthy[2][1]]), None]]


BOOLEAN_OPERATORS = frozenset(map(atom, '== /= =:= =/= < > =< >= not and or xor'.split()))
LAZY_OPERATORS = frozenset({atom('andalso'), atom('orelse')})


def returns_boolean(term):
    """Whether expanded code surely gives true or false."""
    if term is TRUE or term is FALSE:
        return True
    if not is_node(term):
        return False
    head, meta, args = term
    if head is CASE and get(meta, OPTIMIZE) is TRUE:
        return all(returns_boolean(clause[2][1][0]) for clause in items(args[1][0][0][1]))
    if head is BLOCK and args is not None:
        return returns_boolean(items(args)[-1])
    if not (is_node(head) and head[0] is DOT and length(head[2]) == 2 and head[2][0] is ERLANG):
        return False
    name = head[2][1][0]
    if name in LAZY_OPERATORS:
        return returns_boolean(args[1][0])
    return name in BOOLEAN_OPERATORS or name.name.startswith('is_') and name.name != 'is_'


# -- cond ---------------------------------------------------------------------------------------------------------------

@form('cond', 1)
def expand_cond(x, meta, args):
    refuse_context(x, meta, 'cond')
    found = sections(x, meta, 'cond', args[0], ('do',))
    if 'do' not in found:
        raise errors.fatal(x, meta, 'missing :do option in "cond"')
    x.at_line(meta)
    clauses = found['do']
    if is_arrows(clauses):
        last = items(clauses)[-1][2][0]
        if length(last) == 1 and is_variable(last[0]) and last[0][0] is UNDERSCORE:
            raise errors.fatal(x, meta, 'invalid use of _ inside "cond". If you want the last clause to always match, you probably '
                               'meant to use: true ->')
    return COND, meta, [[(DO, expand_clauses(x, meta, 'cond', 'do', clauses, cond_head)), None], None]


def cond_head(x, meta, args):
    if len(args) != 1:
        raise errors.fatal(x, meta, 'expected one argument for :do clauses (->) in "cond"')
    return [x.expand(args[0])]


# -- receive ------------------------------------------------------------------------------------------------------------

@form('receive', 1)
def expand_receive(x, meta, args):
    refuse_context(x, meta, 'receive')
    found = sections(x, meta, 'receive', args[0], ('do', 'after'))
    if not found:
        raise errors.fatal(x, meta, 'missing :do/:after option in "receive"')
    x.at_line(meta)
    out = []
    for name, clauses in found.items():
        if name == 'do' and is_call(clauses, BLOCK, 0):
            out.append((DO, clauses))
        elif name == 'do':
            out.append((DO, expand_clauses(x, meta, 'receive', 'do', clauses, RECEIVE_HEAD)))
        else:
            out.append((AFTER, expand_timeout(x, meta, clauses)))
    return RECEIVE, meta, [cells(out), None]


RECEIVE_HEAD = one_argument('receive', 'do')


def expand_timeout(x, meta, clauses):
    if is_arrows(clauses) and clauses[1] is not None:
        raise errors.fatal(x, meta, 'expected a single -> clause for :after in "receive"')
    return expand_clauses(x, meta, 'receive', 'after', clauses, timeout_head)


def timeout_head(x, meta, args):
    if len(args) != 1:
        raise errors.fatal(x, meta, 'expected one argument for :after clauses (->) in "receive"')
    return [x.expand(args[0])]


# -- try ----------------------------------------------------------------------------------------------------------------

@form('try', 1)
def expand_try(x, meta, args):
    refuse_context(x, meta, 'try')
    found = sections(x, meta, 'try', args[0], ('do', 'rescue', 'catch', 'else', 'after'))
    if 'do' not in found:
        raise errors.fatal(x, meta, 'missing :do option in "try"')
    if len(found) == 1:
        raise errors.fatal(x, meta, 'missing :catch/:rescue/:after option in "try"')
    if len(found) == 2 and 'else' in found:
        errors.warn(x, meta, '"else" shouldn\'t be used as the only clause in "try", use "case" instead')
    x.at_line(meta)
    return TRY, meta, [cells([(atom(name), TRY_SECTIONS[name](x, meta, code)) for name, code in found.items()]), None]


def try_body(x, meta, code):
    scope = x.enter()
    code = x.expand(code)
    x.leave(scope)
    return code


def with_stacktrace(section, head):
    def expand_section(x, meta, clauses):
        outer, x.stacktrace = x.stacktrace, True
        clauses = expand_clauses(x, meta, 'try', section, clauses, head)
        x.stacktrace = outer
        return clauses
    return expand_section


def rescue_head(x, meta, args):
    if len(args) != 1:
        raise errors.fatal(x, meta, 'expected one argument for :rescue clauses (->) in "try"')
    made = expand_rescue(x, args[0])
    if made is None:
        raise errors.fatal(x, meta, INVALID_RESCUE.format(syntax.to_source(args[0])))
    return [made]


def expand_rescue(x, node):
    """`variable`, `variable in [modules]` or the modules alone; None for anything else."""
    if is_variable(node):
        return expand_pattern(x, node)
    if is_call(node, IN, 2):
        _, meta, (left, (right, _)) = node
        if not is_variable(left):
            return None
        variable = expand_pattern(x, left)
        if is_variable(right) and right[0] is UNDERSCORE:
            return variable
        modules = rescue_modules(x, right)
        return None if modules is None else (IN, meta, [variable, [modules, None]])
    modules = rescue_modules(x, node)
    return None if modules is None else (IN, None, [(UNDERSCORE, None, NIL), [modules, None]])


def rescue_modules(x, node):
    """The list of module atoms that a rescue clause names, or None."""
    if is_node(node) and node[0] is not ALIASES and not node[0].__class__ is Atom:
        return None
    made = x.expand(node) if not is_variable(node) else node
    if made.__class__ is Atom:
        return [made, None]
    if made.__class__ is list and all(item.__class__ is Atom for item in items(made)):
        return made
    return None


def catch_head(x, meta, args):
    if len(split_when(args)[0]) not in (1, 2):
        raise errors.fatal(x, meta, 'expected one or two args for :catch clauses (->) in "try"')
    return expand_head(x, meta, args)


def try_else(x, meta, clauses):
    return expand_clauses(x, meta, 'try', 'else', clauses, one_argument('try', 'else'))


TRY_SECTIONS = {
    'do': try_body, 'after': try_body, 'else': try_else,
    'rescue': with_stacktrace('rescue', rescue_head), 'catch': with_stacktrace('catch', catch_head),
}
INVALID_RESCUE = (
    'invalid "rescue" clause. The clause should match on an alias, a variable or be in the "var in [alias]" format. Got: {}')


# -- with ---------------------------------------------------------------------------------------------------------------

@form('with')
def expand_with(x, meta, args):
    refuse_context(x, meta, 'with')
    if not args or not is_keywords(args[-1]) or args[-1] is None:
        raise errors.fatal(x, meta, 'missing :do option in "with"')
    found = sections(x, meta, 'with', args[-1], ('do', 'else'))
    if 'do' not in found:
        raise errors.fatal(x, meta, 'missing :do option in "with"')
    x.at_line(meta)
    scope = x.enter()
    steps = [expand_step(x, step) for step in args[:-1]]
    options = [(DO, x.expand(found['do']))]
    x.leave(scope)
    if 'else' in found:
        options.append((ELSE, expand_clauses(x, meta, 'with', 'else', found['else'], one_argument('with', 'else'))))
    return WITH, meta, cells([*steps, cells(options)])


def expand_step(x, step):
    """`pattern <- expression`, or any expression."""
    if not is_call(step, LEFT_ARROW, 2):
        return x.expand(step)
    _, meta, (left, (right, _)) = step
    before = x.vars
    right = x.expand(right)
    return LEFT_ARROW, meta, [expand_generator_pattern(x, left, before), [right, None]]


def expand_generator_pattern(x, left, before):
    """A pattern, or `pattern when guard`, on the left of `<-`."""
    if not is_call(left, WHEN, 2):
        return expand_pattern(x, left, before)
    _, meta, (pattern, (guard, _)) = left
    pattern = expand_pattern(x, pattern, before)
    return WHEN, meta, [pattern, [expand_guard(x, guard), None]]


# -- fn -----------------------------------------------------------------------------------------------------------------

@form('fn')
def expand_fn(x, meta, clauses):
    refuse_context(x, meta, 'fn')
    if not is_arrows(cells(clauses)):
        raise errors.fatal(x, meta, 'invalid fn, expected -> clauses')
    x.at_line(meta)
    made = [expand_clause(x, clause, fn_head) for clause in clauses]
    arities = {len(split_when(items(clause[2][0]))[0]) for clause in made}
    if len(arities) > 1:
        raise errors.fatal(x, meta, 'cannot mix clauses with different arities in anonymous functions')
    return FN, meta, cells(made)


def fn_head(x, meta, args):
    for arg in split_when(args)[0]:
        if is_call(arg, DEFAULTS, 2):
            raise errors.fatal(x, meta, 'anonymous functions cannot have optional arguments')
    return expand_head(x, meta, args)


DEFAULTS = atom('\\\\')

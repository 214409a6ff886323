"""`if`, `and`, `or`, `!`, `&&` and `||` again, out of the `case` that their macros made, so that code is shown as it was written."""
from pyex.expand.control import DO, ELSE, OPTIMIZE
from pyex.expand.quoted import FALSE, TRUE, UNDERSCORE, WHEN, cells, get, is_node, is_variable, items
from pyex.terms.atom import NIL, atom

AND, OR, NOT, BOTH, EITHER, IF = map(atom, ('and', 'or', '!', '&&', '||', 'if'))


def restored(case):
    """The operator's or `if`'s node, None for a `case` that somebody wrote."""
    _, meta, (subject, (sections, _)) = case
    heads, bodies = [], []
    for clause in items(sections[0][1]):
        args, (body, _) = clause[2]
        heads.append(args[0])
        bodies.append(body)
    if not get(meta, OPTIMIZE) is TRUE:
        return _lazy(subject, heads, bodies)
    if len(heads) == 3 and heads[0] is FALSE and heads[1] is TRUE:
        return _boolean(subject, bodies)
    return _condition(subject, heads, bodies) if len(heads) == 2 else None


def _lazy(subject, heads, bodies):
    if len(heads) != 2 or not (is_node(heads[0]) and heads[0][0] is WHEN and heads[0][2][0][2] is not NIL):
        return None
    if _is(heads[0][2][0], bodies[0]):
        return BOTH, None, cells([subject, bodies[1]])
    return (EITHER, None, cells([subject, bodies[0]])) if _is(heads[1], bodies[1]) else None


def _is(variable, code):
    return is_variable(variable) and is_variable(code) and variable[0] is code[0] and variable[0] is not UNDERSCORE


def _boolean(subject, bodies):
    if bodies[0] is FALSE:
        return AND, None, cells([subject, bodies[1]])
    return (OR, None, cells([subject, bodies[0]])) if bodies[1] is TRUE else None


def _condition(subject, heads, bodies):
    if not (heads[0] is FALSE and heads[1] is TRUE or is_node(heads[0]) and heads[0][0] is WHEN):
        return None
    if bodies[0] is TRUE and bodies[1] is FALSE:
        return NOT, None, cells([subject])
    sections = [(DO, bodies[1])] + [(ELSE, bodies[0])] * (bodies[0] is not NIL)
    return IF, None, cells([subject, cells(sections)])

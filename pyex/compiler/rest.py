"""The rest of a function: what is left to do after one of its sites, as a function of its own.

It is cut out of the same IR. What was done before the site is dropped; of each `if` around it the branch that was taken is kept;
a loop around it first finishes the iteration that was begun.
"""
from pyex.compiler.ir import NO, YES, contains, function_of, name

FIRST, VALUE, LIVE = '@first', '@value', '@live'


def rest_of(define, number, live, handles):
    """The ('def', ...) of the rest after a site: takes the awaited value and the tuple of the live variables."""
    _, _, code_name, _, body, line, _ = function_of(define, number)
    statements = _after(body, number, handles)
    saved = (('unpack', live, name(LIVE)),) if live else ()
    return ('def', '@rest', code_name, (VALUE, LIVE), (*saved, *statements), line, define[6])


def _after(statements, number, handles):
    for index, statement in enumerate(statements):
        if contains(statement, number):
            inner = _within(statement, number, handles)
            return [*inner, *statements[index + 1:]] if falls_through(inner) else inner
    raise LookupError(number)


def _within(statement, number, handles):
    tag = statement[0]
    if tag == 'if':
        branch = statement[2] if any(contains(s, number) for s in statement[2]) else statement[3]
        return _after(branch, number, handles)
    if tag == 'block':
        return [('block', tuple(_after(statement[1], number, handles)))]
    if tag == 'try':
        return [('try', tuple(_after(statement[1], number, handles)), *statement[2:])]
    if tag == 'loop':
        return _loop(statement[1], number, handles)
    return [('resume', None if tag == 'count' else statement[2], handles)]


def _loop(body, number, handles):
    """The loop, entered in the middle."""
    if body[0][0] == 'count':
        return _counted_loop(body, number, handles)
    top = next((i for i, s in enumerate(body) if s[0] in ('site', 'count', 'peek') and s[1] == number), None)
    if top is not None:                                     # no copy of the body needed
        started = ('if', name(FIRST), (('let', FIRST, NO), *_within(body[top], number, handles)), body[:top + 1])
        return [('let', FIRST, YES), ('loop', (started, *body[top + 1:]))]
    first = _after(body, number, handles)
    if not falls_through(first) and not _continues(first):
        return [('block', tuple(first))]
    started = ('if', name(FIRST), (('let', FIRST, NO), *first), body)
    return [('let', FIRST, YES), ('loop', (started,))]


def _counted_loop(body, number, handles):
    """The same of a loop that counts its turns; the one that was begun has been counted."""
    if body[0][1] == number:                                # none was begun
        return [('resume', None, handles), ('loop', body)]
    begun = _after(body, number, handles)
    if not falls_through(begun) and not _continues(begun):
        return [('block', tuple(begun))]
    return [('enter', tuple(begun), body)]


def falls_through(statements):
    """Can control reach what stands after these statements?"""
    if not statements:
        return True
    last = statements[-1]
    tag = last[0]
    if tag in ('ret', 'raise', 'break', 'continue'):
        return False
    if tag == 'if':
        return falls_through(last[2]) or falls_through(last[3])
    if tag == 'loop':
        return _breaks(last[1])
    if tag == 'enter':
        return _breaks(last[1]) or _breaks(last[2])
    if tag == 'block':
        return falls_through(last[1]) or _breaks(last[1])
    return True


def _breaks(statements):
    return _jumps(statements, 'break')


def _continues(statements):
    return _jumps(statements, 'continue')


def _jumps(statements, kind):
    """Does a `break` (or `continue`) of the loop around stand in these statements?"""
    for s in statements:
        if s[0] == kind:
            return True
        if s[0] == 'if' and (_jumps(s[2], kind) or _jumps(s[3], kind)):
            return True
        if s[0] == 'try' and _jumps(s[1], kind):
            return True
        if s[0] == 'block' and kind == 'continue' and _jumps(s[1], kind):
            return True
    return False

"""The rest of a function: what is left to do after one of its sites, as a function of its own.

It is cut out of the same IR. What was done before the site is dropped; of each `if` around it the branch that was taken is kept;
a loop around it first finishes the iteration that was begun.
"""
from pyex.compiler.ir import NO, YES, assigned, contains, function_of, name, rewritten

FIRST, VALUE, LIVE = '@first', '@value', '@live'


def rest_of(define, number, live, handles):
    """The ('def', ...) of the rest after a site: takes the awaited value and the tuple of the live variables.

    Where nothing has assigned to them, what waits at the same site again returns WAIT and saves no frame: the one that it had is as it was.
    """
    _, _, code_name, _, body, line, _ = function_of(define, number)
    statements = _after(body, number, handles)
    if not assigned(statements) & {*live}:
        statements = [_staying(s, number) for s in statements]
    saved = (('unpack', live, name(LIVE)),) if live else ()
    return ('def', '@rest', code_name, (VALUE, LIVE), (*saved, *statements), line, define[6])


def _staying(statement, number):
    tag = statement[0]
    if tag == 'peek' and statement[1] == number:
        return ('stay', *statement[1:])
    return rewritten(statement, lambda s: _staying(s, number))


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
    counts = body[0][0] == 'count'
    if counts and body[0][1] == number:                     # no turn was begun
        return [*_within(body[0], number, handles), ('loop', body)]
    top = next((i for i, s in enumerate(body) if s[0] in ('site', 'count', 'peek') and s[1] == number), None)
    if top is not None and not counts:                      # it is turned, so that it begins after the site: no copy of the body
        after, before = body[top + 1:], body[:top + 1]
        started = _within(body[top], number, handles)
        if not _continues(body):
            return [*started, ('loop', (*after, *before))]
        if not _continues(before) and not _breaks(after):
            return [*started, ('loop', (_left_by_break(after), *before))]
        return _flagged([*started], after, before)
    first = _after(body, number, handles)
    if not _breaks(first):
        begun = _left_by_break(first)
        return [begun, ('loop', body)] if falls_through(first) or _continues(first) else [begun]
    if not falls_through(first) and not _continues(first):
        return [('block', tuple(first))]
    return _flagged(first, (), body)


def _flagged(first, after, body):
    """A loop whose first turn is `first` and `after`, each other one `body` and `after`."""
    started = ('if', name(FIRST), (('let', FIRST, NO), *first), body)
    return [('let', FIRST, YES), ('loop', (started, *after))]


def _left_by_break(statements):
    """A block of statements in which each `continue` of the loop around is the end of the block."""
    return ('block', tuple([_ended(s) for s in statements]))


def _ended(statement):
    tag = statement[0]
    if tag == 'continue':
        return ('break',)
    if tag == 'if':
        return ('if', statement[1], tuple(map(_ended, statement[2])), tuple(map(_ended, statement[3])))
    if tag == 'try':
        return ('try', tuple(map(_ended, statement[1])), *statement[2:])
    return statement


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
    return False

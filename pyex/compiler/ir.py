"""Code IR: what the compiler writes and `python.py` turns into Python. Nodes are plain tuples, so `marshal` can store them.

Expressions
    ('n', name)                 a local variable           ('g', name)             a global
    ('c', constant)             see below                  ('set', name, e)        `name := e`
    ('call', f, args, line, operation)                     ('star', f, e, line)    `f(*e)`
    ('method', e, name, args)                              ('bin', op, a, b, line, operation)
    ('cmp', op, a, b)           op '<' '==' 'is' ...       ('index', e, i)         `e[i]`, i a number or IR
    ('self',)                   the pid of the running process
    ('slice', e, i)             `e[i:]`                    ('class', e)            `e.__class__`
    ('tuple', items)            ('cell', head, tail)       ('ternary', test, a, b)
    ('and', items) ('or', items) ('not', e)                Python truth values

Statements
    ('let', name, e)            ('lets', names, values)    parallel assignment
    ('unpack', names, e)        ('do', e)                  ('ret', e)              ('raise', e, line)
    ('if', test, body, orelse)  ('loop', body)             ('break',) ('continue',)
                                (a ('count', ...) at the head of a loop's body is next to free)
    ('block', body)             runs once; ('break',) leaves it
    ('try', body, name, catch)  name is None, or what the global `catch` made of the error that left the body
    ('guard', name, e, prelude) name = the truth of e, after the prelude; False if anything raises
    ('def', name, code_name, params, body, line, by_value)   a closure; by_value: captures values, not variables
                                (True, False, or 'looping': if the unit's function, whose own flag says so, loops)
    ('site', number, target, e, line)      target = e, where e calls a function that may be suspended
    ('await', number, target, e, line)     the same where e calls a waiting variant, which may give WAIT (awaiting.py)
    ('count', number, line)                one reduction
    ('grow', last, e)                      `last[1] = last = [e, None]`: a list that is made from front to back gets an element
    ('close', last, e)                     `last[1] = e`: and its tail
    ('peek', number, target, line, late)   target = the next message; late: there may be a deadline
    ('stay', number, target, line, late)   the same in a rest that begins there and has changed nothing it was given
    ('accept', line)                       `accept()` written out, where no deadline can be running
    ('resume', target, handles)            in a rest: target = the awaited value

Constants are Python's own (int, float, str, bytes, None, True, False) or tuples tagged with a string that starts with NUL, which `link.py` turns
into terms: ATOM, TUPLE, LIST, MAP, BITS; SITE (a site of the unit), KNOWN (something of `support.py`), OBJECT (of the unit's table).
"""

ATOM, TUPLE, LIST, MAP, BITS, SITE, KNOWN, OBJECT = '\0a', '\0t', '\0l', '\0m', '\0b', '\0s', '\0k', '\0o'

NOTHING = ('c', None)
YES, NO = ('c', True), ('c', False)

BODIES = {'if': (2, 3), 'loop': (1,), 'block': (1,), 'try': (1,)}       # where the statements within a statement stand
TARGETS = {'set': 1, 'let': 1, 'lets': 1, 'unpack': 1, 'guard': 1, 'grow': 1, 'def': 1, 'resume': 1, 'site': 2, 'await': 2, 'peek': 2, 'try': 2}


def name(text):
    return ('n', text)


def known(text):
    """Something of `support.py`, as a constant."""
    return ('c', (KNOWN, text))


def atom_constant(text):
    return ('c', (ATOM, text))


TRUE, FALSE, NIL = atom_constant('true'), atom_constant('false'), atom_constant('nil')


def is_simple(e):
    """Can `e` be written several times, anywhere later?"""
    return e[0] == 'n' or e[0] == 'c'


def is_class(e, class_name):
    return ('cmp', 'is', ('class', e), known(class_name))


def is_(a, b):
    return ('cmp', 'is', a, b)


def both(items):
    """The conjunction of Python conditions; None when there are none."""
    items = [i for i in items if i != YES]
    if not items:
        return None
    return items[0] if len(items) == 1 else ('and', tuple(items))


def scan(node, used, defined):
    """Add the variables that an expression reads to `used` (unless `defined` within it), those that it sets to `defined`."""
    tag = node[0]
    if tag == 'n':
        if node[1] not in defined:
            used.add(node[1])
    elif tag == 'set':
        scan(node[2], used, defined)
        defined.add(node[1])
    elif tag != 'c' and tag != 'g':
        for child in node[1:]:
            if child.__class__ is tuple and child:
                if child[0].__class__ is str:
                    scan(child, used, defined)
                else:
                    for item in child:
                        scan(item, used, defined)


def walk(statements):
    """All statements of a body, those in nested functions left out."""
    for statement in statements:
        yield statement
        tag = statement[0]
        if tag == 'if':
            yield from walk(statement[2])
            yield from walk(statement[3])
        elif tag in ('loop', 'block', 'try'):
            yield from walk(statement[1])


def assigned(node):
    """The variables that a statement, an expression, or a sequence of them assigns to; those of nested functions left out."""
    tag = node[0] if node else None
    found = set()
    if tag.__class__ is str:
        if tag == 'c':
            return found
        target = node[TARGETS[tag]] if tag in TARGETS else None
        found.update((target,) if target.__class__ is str else target or ())
        if tag == 'def':
            return found
    for part in node:
        if part.__class__ is tuple:
            found |= assigned(part)
    return found


def rewritten(statement, change):
    """A statement with `change` made of those in its bodies; nested functions stay as they are."""
    places = BODIES.get(statement[0], ())
    return tuple([tuple(map(change, part)) if place in places else part for place, part in enumerate(statement)])


def closures(statements):
    return [s for s in walk(statements) if s[0] == 'def']


def contains(statement, number):
    """Does the site lie in this statement (not in a function nested in it)?"""
    tag = statement[0]
    if tag in ('site', 'count', 'peek'):
        return statement[1] == number
    if tag == 'if':
        return any(contains(s, number) for s in statement[2]) or any(contains(s, number) for s in statement[3])
    if tag in ('loop', 'block', 'try'):
        return any(contains(s, number) for s in statement[1])
    return False


def function_of(define, number):
    """The ('def', ...) in which the site lies, looked for in `define` and in the functions nested in it; None if nowhere."""
    body = define[4]
    if any(contains(s, number) for s in body):
        return define
    for nested in closures(body):
        found = function_of(nested, number)
        if found is not None:
            return found
    return None


def function_named(define, code_name):
    """The ('def', ...) of this code name: `define` or one of the functions nested in it; None if none has it."""
    if define[2] == code_name:
        return define
    return next(filter(None, (function_named(nested, code_name) for nested in closures(define[4]))), None)

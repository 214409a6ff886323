"""Quoted code as Python sees it: reading and building nodes `(name, meta, args)`.

A *node* is a 3-tuple; its *meta* a keyword list in cells, its *args* a list in cells (a call) or an atom (a variable).
Nothing here knows what a form means.
"""
from pyex.terms.atom import Atom, alias, atom
from pyex.terms.lists import from_python as cells, to_python as items

LINE, COLUMN, COUNTER, CONTEXT, IMPORTS = map(atom, ('line', 'column', 'counter', 'context', 'imports'))
DOT, BLOCK, ALIASES, TUPLE, MAP, TERM = map(atom, ('.', '__block__', '__aliases__', '{}', '%{}', '__term__'))
DO, ARROW, WHEN, FN, CASE, PIN, UNDERSCORE = map(atom, ('do', '->', 'when', 'fn', 'case', '^', '_'))
GENERATED, VERSION, KEEP, NO_PARENS, EQUALS = map(atom, ('generated', 'version', 'keep', 'no_parens', '='))
ERLANG, KERNEL, ELIXIR = atom('erlang'), alias('Kernel'), atom('Elixir')
TRUE, FALSE = atom('true'), atom('false')

LEAVES = frozenset({Atom, int, float, str, bytes})


def get(keywords, key, default=None):
    """The value of a key in a keyword list, without a complaint about what is no keyword list."""
    while keywords.__class__ is list:
        pair, keywords = keywords
        if pair.__class__ is tuple and len(pair) == 2 and pair[0] is key:
            return pair[1]
    return default


def delete(keywords, key):
    """The keyword list without a key; the same object when there is none."""
    found = get(keywords, key, delete)
    if found is delete:
        return keywords
    return cells([pair for pair in items(keywords) if pair[0] is not key])


def put(keywords, key, value):
    """Like `lists:keystore`: replaced where it stands, else appended."""
    pairs = items(keywords)
    for index, pair in enumerate(pairs):
        if pair[0] is key:
            pairs[index] = (key, value)
            return cells(pairs)
    return cells(pairs + [(key, value)])


def put_new(keywords, key, value):
    """Like `Keyword.put_new`: in front."""
    return keywords if get(keywords, key, put_new) is not put_new else [(key, value), keywords]


def line_of(meta):
    line = get(meta, LINE, 0)
    return line if line.__class__ is int else 0


def is_keywords(term):
    """Whether a term is a (possibly empty) keyword list."""
    while term.__class__ is list:
        pair, term = term
        if pair.__class__ is not tuple or len(pair) != 2 or pair[0].__class__ is not Atom:
            return False
    return term is None


def is_node(term):
    return term.__class__ is tuple and len(term) == 3


def is_call(term, name, arity):
    """Whether a term is the call `name/arity` (an operator, a special form)."""
    return (term.__class__ is tuple and len(term) == 3 and term[0] is name
            and length(term[2]) == arity)


def is_variable(term):
    return (term.__class__ is tuple and len(term) == 3 and term[0].__class__ is Atom and term[2].__class__ is Atom
            and (term[1] is None or term[1].__class__ is list))


def length(list_):
    """How long a list is; -1 for anything else."""
    count = 0
    while list_.__class__ is list:
        list_ = list_[1]
        count += 1
    return count if list_ is None else -1


def call(name, meta, *args):
    return name, meta, cells(args)


def remote(module, name, meta, *args):
    return (DOT, meta, [module, [name, None]]), meta, cells(args)


def erlang(name, meta, *args):
    return (DOT, meta, [ERLANG, [name, None]]), meta, cells(args)


def block(meta, *expressions):
    return BLOCK, meta, cells(expressions)


def clause(meta, patterns, body):
    return ARROW, meta, [cells(patterns), [body, None]]


def case(meta, subject, *clauses):
    return CASE, meta, [subject, [[(DO, cells(clauses)), None], None]]


def constant(term):
    """Expanded code whose value is a term, whatever the term is."""
    if term.__class__ in LEAVES or term is None:
        return term
    return TERM, None, [term, None]


def split_when(args):
    """The patterns and the guard (None when there is none) of a clause's arguments `[a, b when guard]` (a Python list)."""
    if len(args) == 1 and is_node(args[0]) and args[0][0] is WHEN and args[0][2].__class__ is list:
        inner = items(args[0][2])
        return inner[:-1], inner[-1]
    return args, None


def guard_alternatives(guard):
    """The Python list of guards in `g1 when g2 when g3`."""
    out = []
    while is_call(guard, WHEN, 2):
        left, (guard, _) = guard[2]
        out.append(left)
    return out + [guard]

"""The source around the place where a process is, and the clauses of the `receive` it waits in.

Sources are files; what was typed at the prompt is known to the shell (`node.host`) if that keeps it. Without a source there are no clauses.
"""
import os

from pyex import syntax
from pyex.library import STDLIB
from pyex.observer import names
from pyex.syntax.errors import ElixirSyntaxError
from pyex.terms import lists
from pyex.terms.atom import atom

RECEIVE, DO, AFTER = map(atom, ('receive', 'do', 'after'))
AROUND = 6                              # lines before and after the one that is meant
LARGEST = 1 << 20                       # bytes of a file that is read


def text_of(node, file):
    """The source that a file name in code means, or None."""
    if not file:
        return None
    if file.startswith(names.OWN):
        file = STDLIB / file.removeprefix(names.OWN)
    if os.path.isfile(file) and os.path.getsize(file) <= LARGEST:
        with open(file, encoding='utf-8', errors='replace') as opened:
            return opened.read()
    found = getattr(node.host, 'text_of', None)         # of what was typed at the prompt
    return found(str(file)) if found is not None else None


def around(text, line):
    """((number, text), ...) of the lines around one."""
    rows = text.split('\n')
    first = max(1, line - AROUND)
    return tuple(enumerate(rows[first - 1:line + AROUND], first))


def receive_clauses(text, line):
    """((line, head), ...) of the clauses of the receive that begins in a line; () if there is none."""
    try:
        quoted = syntax.parse(text)
    except ElixirSyntaxError:
        return ()
    found = _receive_at(quoted, line)
    if found is None:
        return ()
    parts = dict(lists.to_python(found[2][0]))
    clauses = [_clause(clause) for clause in lists.to_python(parts.get(DO)) or ()] if parts.get(DO).__class__ is list else []
    if AFTER in parts and parts[AFTER].__class__ is list:
        clauses.append((_line(parts[AFTER][0]), f'after {syntax.to_source(parts[AFTER][0][2][0][0])}'))
    return tuple(clauses)


def _clause(clause):
    head = ', '.join(syntax.to_source(part) for part in lists.to_python(clause[2][0]))
    return _line(clause), f'{head} ->'


def _line(quoted):
    return dict(lists.to_python(quoted[1])).get(atom('line'), 0)


def _receive_at(quoted, line):
    """The node of a receive that begins in a line, the first one in it."""
    todo = [quoted]
    while todo:
        term = todo.pop()
        if term.__class__ is list:
            todo += [part for part in term if part is not None][::-1]
        elif term.__class__ is tuple:
            if len(term) == 3 and term[0] is RECEIVE and term[2].__class__ is list and _line(term) == line:
                return term
            todo += [part for part in term if part.__class__ in (tuple, list)][::-1]
    return None

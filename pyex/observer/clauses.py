"""The source around the place where a process is, and the clauses of the `receive` it waits in (texts come from
natives/whereabouts.py)."""
from pyex import syntax
from pyex.expand.quoted import items, line_of
from pyex.natives import whereabouts

AROUND = 6                              # lines before and after the one that is meant


def around(site):
    """((number, text), ...) of the lines around a site; () if its text is not to be had."""
    found = whereabouts.text_of(site.unit.file, site.unit.source)
    if found is None:
        return ()
    text, first = found
    rows = text.split('\n')
    begin = max(0, site.line - first - AROUND)
    return tuple(enumerate(rows[begin:site.line - first + AROUND + 1], first + begin))


def receive_clauses(site):
    """((line, head), ...) of the clauses of the receive that a site waits in; () if its text is not to be had."""
    sections = whereabouts.receive_at(site) or {}
    clauses = sections.get(whereabouts.DO)
    found = [(line_of(clause[1]), f'{whereabouts.head(clause)} ->') for clause in items(clauses)] if clauses.__class__ is list else []
    after = sections.get(whereabouts.AFTER)
    if after.__class__ is list:
        found.append((line_of(after[0][1]), f'after {syntax.to_source(after[0][2][0][0])}'))
    return tuple(found)

"""Where processes are, in words: what one is running or waiting for, with the clauses of its `receive` as they were written.

A *place* is a heap frame `(site, live)` of a process; it is somebody's *own* if it does not belong to the standard library.
The clauses stand nowhere in the compiled code: they are looked up in the text that the site was compiled from, when somebody
asks, so that they cost nothing at run time. A receive that a macro made is not found there, and then not shown.
"""
from pathlib import Path

from pyex import syntax
from pyex.compiler.ir import function_of, walk
from pyex.expand.quoted import LINE, get, is_node, items, length, line_of
from pyex.library import STDLIB
from pyex.runtime.frames import TIMEOUT
from pyex.runtime.process import READY
from pyex.runtime.stacktrace import BODIES
from pyex.terms import function as functions
from pyex.terms.atom import atom
from pyex.terms.identity import Reference
from pyex.terms.lists import split
from pyex.terms.show import inspect

RECEIVE, DO, AFTER = atom('receive'), atom('do'), atom('after')
DEVICES = atom('user'), atom('standard_error')
MESSAGES, CLAUSES = 3, 4            # so many are shown, the rest is counted
WIDE = 60                           # letters of one message or clause


# ---- the text of code ---------------------------------------------------------------------------------------------------

def is_library(file):
    return file.startswith('lib/') and (STDLIB / file[4:]).exists()


def text_of(file, source=None):
    """(text, number of its first line) of a file or of what was typed at the prompt; None if it is not to be had."""
    if source is not None:
        return source.text, source.line
    path = STDLIB / file[4:] if is_library(file) else Path(file)
    try:
        return path.read_text('utf-8', 'replace'), 1
    except (OSError, ValueError):
        return None


def quoted_of(unit):
    """The quoted code of the text that a unit stands in, or None."""
    found = text_of(unit.file, unit.source)
    try:
        return found and syntax.parse(found[0], unit.file, found[1], warnings=[])
    except syntax.ElixirSyntaxError:                    # the file has changed meanwhile
        return None


def receives(quoted, line):
    """The sections (lists of (key, value)) of all `receive`s that stand on a line, in their order."""
    if quoted.__class__ is list:
        parts, tail = split(quoted)
        quoted = (*parts, tail)
    if quoted.__class__ is not tuple:
        return
    if is_node(quoted) and quoted[0] is RECEIVE and quoted[2].__class__ is list and line_of(quoted[1]) == line:
        yield items(quoted[2][0])
    for part in quoted:
        yield from receives(part, line)


def receive_at(site):
    """The sections of the `receive` that a site waits in: {key Atom: quoted}. None if its text is not to be had."""
    peeks = [number for number, row in enumerate(site.unit.sites) if row.line == site.line and is_peek(row)]
    quoted = quoted_of(site.unit)
    found = list(receives(quoted, site.line)) if quoted is not None else []
    if len(found) == len(peeks):
        return dict(found[peeks.index(site.number)])
    return dict(found[0]) if len(found) == 1 else None


def is_peek(site):
    """Whether a site is that of a receive."""
    found = statement_of(site)
    return found is not None and found[0] == 'peek'


def statement_of(site):
    """The statement (see compiler/ir.py) in which a site lies."""
    if site.unit is None:
        return None
    define = site.unit.parts()[0]
    inside = function_of(define, site.number)
    return inside and next((s for s in walk(inside[4]) if s[0] in ('site', 'count', 'peek') and s[1] == site.number), None)


def clauses_of(site):
    """The heads of the clauses of the receive that a site waits in, as text. None if they are not to be had."""
    sections = receive_at(site)
    clauses = sections and sections.get(DO)
    if clauses is None or clauses.__class__ is not list:
        return None if sections is None else []
    return [head(clause) for clause in items(clauses)]


def head(clause):
    """`pattern when guard` of a quoted clause, on one line."""
    return shortened(' '.join(syntax.to_source(clause[2][0][0]).split()))


WRITTEN = {'pyex_module.compile/4': 'defmodule'}           # what some functions of ours are called in a program


# ---- names ----------------------------------------------------------------------------------------------------------------

def name_of(code_name):
    """What a person calls the function of a code name: `Foo.loop/1`, `a fn in Foo.loop/1`; nothing for code outside of functions."""
    if code_name in BODIES or code_name.startswith('elixir_compiler_'):
        return ''
    around = functions.owner(code_name)
    if around is not None:
        return f'a fn in {_mfa(*around)}'
    return _mfa(*functions.mfa(code_name)) if '/' in code_name else 'a fn'


def _mfa(module, name, arity):
    if name.startswith('MACRO-'):
        name, arity = name[6:], arity - 1
    return f'{inspect(atom(module))}.{name}/{arity}'


def at(site):
    """`Foo.loop/1 at iex:12`."""
    name = name_of(site.name)
    return f'{name} at {site.unit.file}:{site.line}' if name else f'{site.unit.file}:{site.line}'


def called(site):
    """The function that is called at a site, as it is written: `GenServer.call`. None if it is not known."""
    statement = statement_of(site)
    if statement is None or statement[0] != 'site' or statement[3][0] != 'call' or statement[3][1][0] != 'g':
        return None
    name = statement[3][1][1].partition('@')[0]
    if name in WRITTEN:
        return WRITTEN[name]
    mfa = functions.mfa(name) if '/' in name else None
    return mfa and f'{inspect(atom(mfa[0]))}.{mfa[1]}'


def shortened(text, width=WIDE):
    return text if len(text) <= width else text[:width - 3] + '...'


def titled(process):
    """`#PID<0.1.0>`, with its name if it has one."""
    name = process.rare.name
    return repr(process.pid) if name is None else f'{process.pid!r} ({inspect(name)})'


# ---- places ---------------------------------------------------------------------------------------------------------------

def places(process):
    """The sites that a process would come back to, the innermost first: (those of the library, those from the first own on)."""
    sites = [site for site, _ in reversed(process.stack) if site.unit is not None]
    own = next((index for index, site in enumerate(sites) if not is_library(site.unit.file)), len(sites))
    return sites[:own], sites[own:]


def description(node, process):
    """What a process does now: `waiting in receive at iex:3 for ...` or `running Foo.loop/1 at iex:12`."""
    library, own = places(process)
    if not library and not own:
        return 'running'
    if process.state == READY:
        return running(library, own)
    if library:
        return waiting_in_library(node, process, library, own)
    return waiting(node, process, own[0])


def interrupted(node, process, used):
    """What an evaluation was doing when it was interrupted; used: its process's reductions before it."""
    broken = node.entry.broken
    if broken:
        return broken_into(broken)
    if not places(process)[1] and not awaited_by(process):
        return 'at the end of the evaluation'
    text = description(node, process)
    return f'{text} ({process.reductions - used:,} reductions)' if process.state == READY else text


def broken_into(entries):
    """The same for a native that had to be broken into, whose frames are gone: from the entries of a stack trace."""
    own = next((entry for entry in entries if not is_library(file_of(entry))), None)
    module, name, arity, _ = entries[0]
    text = f'running {_mfa(module.name, name.name, arity if arity.__class__ is int else length(arity))}'
    if own is None or not file_of(own):
        return text
    return f'{text}{"" if own is entries[0] else ", called"} at {file_of(own)}:{get(own[3], LINE)}'


def file_of(entry):
    letters = get(entry[3], atom('file'))
    return ''.join(map(chr, items(letters))) if letters.__class__ is list else 'lib/kernel.ex'


def running(library, own):
    if not own:
        return f'running {name_of(library[-1].name)}'
    if not library:
        return f'running {at(own[0])}'
    return f'running {called(own[0]) or name_of(library[-1].name)}, called in {at(own[0])}'


def waiting(node, process, site):
    name = name_of(site.name)
    place = f'in receive at {site.unit.file}:{site.line}' + (f' in {name}' if name else '')
    heads = clauses_of(site)
    wanted = f' for {listed(heads, CLAUSES, " or ")}' if heads else ''
    return f'waiting {place}{wanted}{deadline(node, process)}; {held(process)}'


def waiting_in_library(node, process, library, own):
    """It waits in a function of the library, perhaps for another process, that was called in code of its own."""
    name = (called(own[0]) if own else None) or name_of(library[-1].name).partition('/')[0]
    place = f' at {own[0].unit.file}:{own[0].line}' if own else ''
    awaited = awaited_by(process)
    text = f'waiting in {name}{place}{deadline(node, process)}'
    return text if awaited is None or awaited.rare.name in DEVICES else f'{text} for {titled(awaited)}{doing(node, awaited, process)}'


def awaited_by(process):
    """The process that one waits for an answer of: it monitors it, and the reference is at hand where it waits."""
    monitors = process.rare.monitors
    if not monitors or process.state == READY or not process.stack:
        return None
    _, live = process.stack[-1]
    known = [value for value in live if value.__class__ is Reference and value in monitors]
    return monitors[known[-1]][1] if known else None


def doing(node, awaited, asking):
    """What the process does that another waits for: `, which is running ...`."""
    chain, process = [asking], awaited
    while process is not None and process not in chain:
        chain.append(process)
        process = awaited_by(process)
    if process is asking:
        return f', which waits for {asking.pid!r} in turn' if len(chain) == 2 else f', and so on in a circle of {len(chain)} processes'
    library, own = places(awaited)
    if awaited.state == READY:
        return f', which is {running(library, own)}' if library or own else ', which has not begun'
    return f', which is {description(node, awaited)}' if own else ', which is waiting for messages'


def deadline(node, process):
    if process.timer.__class__ is not list:
        return ''
    left = max(0, process.timer[0] - node.clock.monotonic()) / 1e9
    return f' ({left:,.1f} s left)'


def held(process):
    """What lies in the mailbox, and that no clause takes it."""
    messages = list(process.mailbox)[:process.scanned] if process.timer is not TIMEOUT else list(process.mailbox)
    if not messages:
        return 'the mailbox is empty'
    shown = listed([shortened(inspect(message, limit=10)) for message in messages[:MESSAGES]], MESSAGES, ', ', len(messages))
    return f'the mailbox holds {shown}, which no clause takes'


def listed(texts, most, joint, count=None):
    """Some texts, and how many more there are."""
    more = (len(texts) if count is None else count) - most
    return joint.join(texts[:most]) + (f' and {more:,} more' if more > 0 else '')

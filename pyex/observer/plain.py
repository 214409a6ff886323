"""The observer's tables as plain text, for the prompt, for files and for lessons."""
from pyex.observer.model import COLUMNS, MARKS

MS, SECOND = 10 ** 6, 10 ** 9
UNITS = (('d', 86_400 * SECOND), ('h', 3_600 * SECOND), ('min', 60 * SECOND), ('s', SECOND))
TITLE = 34                              # letters of a name
WIDE = 100                              # letters of a line with room for the memory, too


def pid(number):
    return f'#PID<0.{number}.0>'


def duration(nanoseconds):
    """'250 ms', '3 s', '2 min'."""
    for name, unit in UNITS:
        if nanoseconds >= unit:
            count = nanoseconds / unit
            return f'{count:.0f} {name}' if count >= 9.95 or count == int(count) else f'{count:.1f} {name}'
    return f'{max(0, nanoseconds) / MS:.0f} ms'


def table(titles, rows, width):
    """Columns under their titles; columns of numbers stand at the right. titles: [(title, numeric)]. The last column is cut at
    `width`."""
    cells = [[title for title, _ in titles], *rows]
    widths = [max(len(row[index]) for row in cells) for index in range(len(titles))]
    lines = []
    for row in cells:
        parts = [cell.rjust(wide) if numeric else cell.ljust(wide) for cell, wide, (_, numeric) in zip(row, widths, titles)]
        lines.append(cut('  '.join(parts).rstrip(), width))
    return '\n'.join(lines)


def cut(text, width):
    return text if len(text) <= width else text[:width - 1] + '…'


def title(row, width=TITLE):
    """A process's name, or its label in quotes, or what it began with."""
    return cut(row.name or row.label and f'"{row.label}"' or row.initial, width)


def state(row):
    """'receive', 'receive, 250 ms left', 'exited: :boom'."""
    if row.state == 'exited':
        return f'exited: {cut(row.reason or "", 24)}'
    if row.state == 'receive':
        return 'receive' if row.due is None else f'receive, {duration(row.due)} left'
    return row.state


def where(row, width):
    text = f'{row.where} ({row.line})' if row.line else row.where
    return cut(text, width)


def processes(page, summary, width, tree=False):
    """The table of processes, with a line above and the meaning of its marks below."""
    ready = sum(dict(summary.queues).values())
    clock = f'virtual time {summary.now // MS} ms, seed {summary.seed}' if summary.virtual else f'up {duration(summary.now)}'
    columns = _columns(page, width)
    rows = [[_cell(name, row, tree, width) for name in columns] for row in page.rows]
    lines = [f'{page.total} processes, {ready} ready to run, {clock}', '', table([TITLES[name] for name in columns], rows, width)]
    if page.matched > len(page.rows):
        lines.append(f'... {page.matched - len(page.rows)} more of {page.matched}; `limit: {page.matched}` shows them')
    meanings = [f'{mark}: {MARKS[mark]}' for mark in MARKS if any(mark in row.marks for row in page.rows)]
    return '\n'.join(lines + ([''] + meanings if meanings else []))


def _columns(page, width):
    """The names of the columns: those that always are there, and the one that the table is sorted by."""
    marks = ['marks'] * any(row.marks for row in page.rows)
    usual = ['pid', 'name', 'state', 'messages', 'reductions', *['memory'] * (width >= WIDE)]
    more = [page.sort] if page.sort not in (*usual, 'where', 'marks') else []
    return [*marks, *usual, *more, 'where']


TITLES = {**COLUMNS, 'name': ('Name or first call', False), 'age': ('Age', True), 'pid': ('Pid', False), 'parent': ('Parent', False)}


def _cell(name, row, tree, width):
    make = CELLS.get(name)
    if make is not None:
        return make(row, tree, width)
    value = getattr(row, name)
    return '' if value is None else str(value)


CELLS = {
    'pid': lambda row, tree, width: pid(row.pid), 'state': lambda row, tree, width: state(row),
    'name': lambda row, tree, width: '  ' * row.depth * tree + title(row),
    'where': lambda row, tree, width: where(row, width), 'parent': lambda row, tree, width: '' if row.parent is None else pid(row.parent),
    'age': lambda row, tree, width: '' if row.age is None else ('over ' if row.age_least else '') + duration(row.age),
}


# ---- supervision trees ------------------------------------------------------------------------------------------------------------

def trees(branches):
    """Supervision trees, drawn with lines."""
    if not branches:
        return 'No supervisors'
    return '\n'.join(line for branch in branches for line in _branch(branch, '', '', ''))


def _branch(branch, lead, fork, below):
    """The lines of a branch: `lead` stands before it, `fork` joins it to its parent, `below` stands before its children in
    place of `fork`."""
    yield f'{lead}{fork}{_about(branch)}'
    children = branch.children or ()
    for place, child in enumerate(children):
        last = place == len(children) - 1
        yield from _branch(child, lead + below, '└─ ' if last else '├─ ', '   ' if last else '│  ')
    if branch.children is None:
        yield f'{lead}{below}└─ {branch.count} children'


def _about(branch):
    name = branch.name if branch.id is None or branch.id == branch.name else f'{branch.id}: {branch.name}'
    if branch.pid is None:
        return f'{branch.name} (not running)'
    if branch.kind == 'supervisor':
        restarts = f', {branch.restarts} restarts of late' if branch.restarts else ''
        return f'{name} {pid(branch.pid)} {branch.strategy}{restarts}'
    messages = f', {branch.messages} messages' if branch.messages else ''
    return f'{name} {pid(branch.pid)}{messages}'


# ---- one process ------------------------------------------------------------------------------------------------------------------

def info(process):
    """All about one process."""
    row = process.row
    lines = [f'{pid(row.pid)} {title(row, 60)}', '']
    lines += _fields([
        ('state', 'exited: ' + process.exit if process.exit is not None else state(row)), ('started by', _started(process)),
        ('current function', where(row, 100)), ('waits for', _waits(process.waits)), ('behaviour', process.behaviour),
        ('priority', process.priority if process.priority != 'normal' else None),
        ('traps exits', 'yes' if process.trapping else None), ('links', _who(process.links)), ('monitors', _who(process.monitors)),
        ('monitored by', _who(process.watchers)), ('children', _who(process.children or ())),
        ('ETS tables', ', '.join(name for _, name in process.tables)),
        ('timers', ', '.join(f'{text} in {duration(left)}' for left, text in process.timers)),
        ('reductions', str(row.reductions)), ('memory', f'{row.memory} (estimated, in bytes of Python)'),
    ])
    if process.state is not None:
        lines += ['', 'server state', *_indented(process.state.split('\n'))]
    if process.variables:
        lines += ['', 'variables', *_indented(f'{name} = {text}' for name, text in process.variables)]
    if process.dictionary:
        lines += ['', 'dictionary', *_indented(f'{key} => {text}' for key, text in process.dictionary)]
    lines += ['', *_mailbox(process)]
    if process.stack:
        lines += ['', 'stack', *_indented(f'{function} ({place})' if place else function for function, place in process.stack)]
    return '\n'.join(lines)


def _fields(pairs):
    return [f'  {name.ljust(16)}  {text}' for name, text in pairs if text]


def _indented(lines):
    return [f'  {line}' for line in lines]


def _who(others):
    return ', '.join(f'{pid(number)} {text}' if text else pid(number) for number, text in others)


def _started(process):
    return None if process.parent is None else f'{pid(process.parent[0])} {process.parent[1] or "(ended)"}'


def _waits(waits):
    if waits is None:
        return None
    if waits.call is not None:
        return f'the answer of {pid(waits.call)}'
    heads = [head.removesuffix(' ->') for _, head in waits.clauses if not head.startswith('after ')]
    return ' | '.join(heads)


def _mailbox(process):
    count = len(process.messages) + process.more
    if not count:
        return ['mailbox: empty']
    lines = [f'mailbox: {count} {"message" if count == 1 else "messages"}']
    for text, clause in process.messages:
        remark = '' if clause == '?' else '   no clause takes it' if clause is None else f'   taken by the clause in line {clause}'
        lines.append(f'  {cut(text, 100)}{remark}')
    return lines + ([f'  ... {process.more} more'] if process.more else [])


# ---- ETS tables, timers -------------------------------------------------------------------------------------------------------------

def tables(found, width):
    if not found:
        return 'No ETS tables'
    titles = [('Name', False), ('Type', False), ('Protection', False), ('Objects', True), ('Memory', True), ('Owner', False)]
    rows = [[each.name, each.type, each.protection, str(each.objects), str(each.memory),
             f'{pid(each.owner)} {each.owner_name or ""}'.strip()] for each in found]
    return table(titles, rows, width)


def objects(found, name):
    lines = [f'{name}: {found.total} {"object" if found.total == 1 else "objects"}', *_indented(found.texts)]
    left = found.matched - len(found.texts)
    return '\n'.join(lines + ([f'  ... {left} more'] if left else []))


def timers(found, width):
    if not found.timers:
        return 'No timers'
    titles = [('In', True), ('What', False), ('For', False), ('Message', False)]
    rows = [[duration(each.due), 'deadline of a receive' if each.kind == 'receive' else 'message',
             pid(each.destination) if each.destination.__class__ is int else each.destination, each.text] for each in found.timers]
    more = found.total - len(found.timers)
    return table(titles, rows, width) + (f'\n... {more} more' if more else '')

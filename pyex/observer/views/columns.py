"""The columns of the table of processes."""
from pyex.observer.cells import change, duration, human, pid_text
from pyex.observer.views.table import Column

ROLES = {'running': 'busy', 'ready': 'good', 'receive': 'dim', 'suspended': 'warn', 'exited': 'bad'}


def name_of(row):
    """The registered name, else its label in quotes, else the function it began with."""
    return row.name or (f'"{row.label}"' if row.label else row.initial)


def tree_name(row, as_tree, folded):
    """The name, in a tree as deep as it stands there, with a mark if there are children."""
    if not as_tree:
        return name_of(row)
    return '  ' * row.depth + ('  ' if not row.children else '▸ ' if folded else '▾ ') + name_of(row)


def _name_role(row):
    return 'name' if row.name else 'label' if row.label else 'plain'


def state(row):
    """The state, and since when or until when."""
    if row.state == 'exited' and row.reason:
        return f'exit {row.reason}'
    if row.due is not None and row.state == 'receive':
        return f'timer {duration(row.due)}'
    since = ('>' if row.since_least else '') + duration(row.since) if row.since else ''
    return f'{row.state} {since}'.rstrip()


def where(row):
    return f'{row.where} {row.line}' if row.line else row.where


def links(row):
    return '' if not row.links and not row.monitors else f'{row.links}+{row.monitors}' if row.monitors else str(row.links)


def number(field):
    return lambda row: human(getattr(row, field))


def _growing(row):
    return 'warn' if row.messages_change and row.messages_change > 0 else 'plain'


PROCESSES = (
    Column('marks', '!', 2, lambda row: row.marks, lambda row: 'bad', rank=2, descending=True,
           about='what is wrong with it, see below'),
    Column('pid', 'Pid', 9, lambda row: pid_text(row.pid), lambda row: 'dim' if row.state == 'exited' else 'plain', rank=0, letter='P'),
    Column('name', 'Name', 14, name_of, _name_role, rank=0, flex=2, comfort=22, letter='N',
           about='registered name, "label", or the function it began with'),
    Column('state', 'State', 15, state, lambda row: ROLES.get(row.state, 'plain'), rank=1, letter='S',
           about='running, ready, receive (waits in one) and since when, timer until its timeout, suspended, exited'),
    Column('messages', 'Mbox', 5, number('messages'), _growing, '>', rank=1, letter='M', descending=True, about='messages in the mailbox'),
    Column('messages_change', '+Mbox', 6, lambda row: change(row.messages_change), _growing, '>', rank=4, descending=True,
           about='how the mailbox has grown since the last refresh'),
    Column('reductions_step', '+Reds', 6, number('reductions_step'), None, '>', rank=2, letter='R', descending=True,
           about='reductions since the last refresh'),
    Column('reductions', 'Reds', 6, number('reductions'), None, '>', rank=5, letter='T', descending=True, about='reductions in total'),
    Column('received', 'In', 5, number('received'), None, '>', rank=10, descending=True, about='messages it took from its mailbox'),
    Column('sent', 'Out', 5, number('sent'), None, '>', rank=10, descending=True, about='messages it sent'),
    Column('links', 'L+M', 4, links, None, '>', rank=5, letter='L', descending=True, about='links + monitors'),
    Column('memory', 'Memory', 6, number('memory'), None, '>', rank=5, letter='Y', descending=True,
           about="what Python keeps for it, about: not the BEAM's bytes"),
    Column('age', 'Age', 5, lambda row: ('>' if row.age_least and row.age is not None else '') + duration(row.age), None, '>', rank=8,
           letter='A', descending=True, about='how long it is alive'),
    Column('priority', 'Prio', 6, lambda row: '' if row.priority == 'normal' else row.priority, None, rank=9),
    Column('parent', 'Parent', 9, lambda row: pid_text(row.parent), None, rank=9, about='who spawned it'),
    Column('where', 'Current function', 16, where, lambda row: 'dim', rank=3, flex=3, comfort=26, letter='W'),
)

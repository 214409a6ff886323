"""One process: all that is known of it, section by section. Pids in it can be entered."""
from textual.binding import Binding
from textual.containers import Horizontal

from pyex.observer.cells import duration, flat, human, pid_text
from pyex.observer.model import MARKS
from pyex.observer.views.columns import ROLES, state
from pyex.observer.views.document import Document, Line, heading, text
from pyex.observer.views.view import View

MAILBOX = 'mailbox'             # a target: the whole mailbox
FEW = 10                        # messages shown beside all else
WIDE = 110                      # columns from which two panes stand side by side


class ProcessView(View):
    hints = (('Enter', 'into a pid'), ('Tab', 'section'), ('K', 'kill'), ('s', 'send'), ('p', 'suspend'), ('m', 'messages'), ('Esc', 'back'),
             ('?', 'help'))
    BINDINGS = (
        Binding('K,f9', 'act("kill")', 'exit with a reason'), Binding('s', 'act("send")', 'send a message'),
        Binding('p', 'pause', 'suspend or resume'), Binding('m', 'messages', 'the messages of this process'),
        Binding('u', 'parent', 'up to its parent'),
    )
    DEFAULT_CSS = 'ProcessView Horizontal { height: 1fr; }'
    notes = ()

    def __init__(self, pid, name, row=None, **options):
        """row: what the table showed of it, if it comes from there."""
        super().__init__(**options)
        self.pid, self.name_of, self.row, self.process = pid, name, row, None
        self.facts, self.contents = Document(), Document()

    @property
    def crumb(self):
        return f'{pid_text(self.pid)} {self.name_of}'

    def compose(self):
        with Horizontal():
            yield self.facts
            yield self.contents

    def on_mount(self):
        self._arrange()
        if self.row is not None:
            self.facts.show(basics(self.row))           # the rest takes a while among a million of them

    def on_resize(self):
        self._arrange()
        if self.process is not None:
            self.show(self.process)

    def _arrange(self):
        self.contents.display = self.app.size.width >= WIDE

    def request(self):
        return lambda source: source.process(self.pid)

    def show(self, process):
        if process is None:
            self._show_gone()
            return
        self.process = process
        if process.row.name:
            self.name_of = process.row.name
        first, held, rest = [*facts(process), *waiting(process)], contents(process), [*relations(process), *code(process)]
        if self.contents.display:
            self.facts.show([*first, *rest])
            self.contents.show(held)
        else:
            self.facts.show([*first, *held, *rest])

    def _show_gone(self):
        """It is dead: how it was when it was last seen, if it was."""
        note = text(f'{pid_text(self.pid)} has ended' + ('; it was like this:' if self.process or self.row else ', and nothing is known of it'), 'bad', 1)
        if self.process is not None:
            self.facts.show([note, *facts(self.process), *contents(self.process), *relations(self.process), *code(self.process)])
        else:
            self.facts.show([note, *(basics(self.row) if self.row else ())])
        self.contents.show([])

    def on_document_entered(self, event):
        event.stop()
        if event.target is MAILBOX:
            self.post_message(self.Open(MailboxView(self.pid)))
        elif event.target.__class__ is int:
            self.post_message(self.Open(ProcessView(event.target, '')))
        else:
            self.post_message(self.Open(TextView(*event.target)))

    def action_act(self, name):
        self.app.act_on(name, (self.pid,), self.crumb)

    def action_pause(self):
        suspended = self.process is not None and self.process.row.state == 'suspended'
        self.app.act_on('resume' if suspended else 'suspend', (self.pid,), self.crumb)

    def action_messages(self):
        self.app.show_messages_of((self.pid,))

    def action_parent(self):
        if self.process is not None and self.process.row.parent is not None:
            self.post_message(self.Open(ProcessView(self.process.row.parent, '')))


class MailboxView(View):
    """The mailbox of a process, message by message."""
    crumb = 'mailbox'
    hints = (('Enter', 'whole'), ('Esc', 'back'))
    notes = ()

    def __init__(self, pid, **options):
        super().__init__(**options)
        self.pid = pid

    def compose(self):
        yield Document()

    def request(self):
        return lambda source: source.process(self.pid)

    def show(self, process):
        lines = [message(*numbered) for numbered in enumerate(process.messages, 1)] if process else []
        if process and process.more:
            lines.append(text(f'and {process.more} more', 'dim'))
        self.query_one(Document).show(lines or [text('no message is in it', 'dim')])

    def on_document_entered(self, event):
        event.stop()
        self.post_message(self.Open(TextView(*event.target)))


class TextView(View):
    """A term, whole."""
    hints = (('↑↓', 'scroll'), ('Esc', 'back'))
    notes = ()

    def __init__(self, crumb, words, **options):
        super().__init__(**options)
        self.crumb, self.words = crumb, words

    def compose(self):
        yield Document()

    def on_mount(self):
        self.query_one(Document).show(list(wrapped(self.words, max(self.app.size.width - 4, 20))))

    def request(self):
        return lambda source: None

    def show(self, data):
        """It stays as it was when it was opened."""


def wrapped(words, width):
    """Lines of a long text."""
    for line in words.split('\n'):
        for start in range(0, max(len(line), 1), width):
            yield text(line[start:start + width], indent=1)


def fact(name, value, role='plain', target=None):
    return Line(((f' {name:<11}', 'dim'), (flat(value), role)) + (((' ▸', 'link'),) if target is not None else ()), target)


def facts(process):
    """What a process is."""
    row = process.row
    return [
        *basics(row, process.behaviour, process.exit),
        fact('started', process.started, target=row.parent),
        fact('used', f'{human(row.reductions)} reductions, {human(row.memory)} bytes, alive for {duration(row.age) or "?"}'),
        fact('priority', process.priority + (', traps exits' if process.trapping else '')),
    ]


def basics(row, behaviour=None, ended=None):
    """What the table knows of it."""
    known = row.name or (f'"{row.label}"' if row.label else 'no name')
    return [
        Line(((f' {pid_text(row.pid)} ', 'title'), (known, 'name' if row.name else 'label'), (f'  {behaviour or ""}', 'dim')), section='process'),
        *[fact('look', MARKS.get(mark, mark), 'bad') for mark in row.marks],
        fact('state', state(row) + (f': {ended}' if ended else ''), ROLES.get(row.state, 'plain')),
        fact('is in', f'{row.where} {row.line or ""}'),
        fact('began with', row.initial),
    ]


def relations(process):
    """Whom it knows, and what it owns."""
    lines = [*pids('Links', process.links), *pids('Monitors', process.monitors), *pids('Monitored by', process.watchers),
             *pids('Children', process.children or ()), *pids('Ancestors', process.ancestors)]
    if process.tables:
        lines += [heading('ETS tables', str(len(process.tables))), *[text(name, 'name') for _, name in process.tables]]
    return lines


def waiting(process):
    """Where it waits, and for what."""
    waits = process.waits
    if waits is None:
        return []
    lines = [heading('Waits', f'in {waits.function} {waits.place}')]
    lines += [Line(((f' {number:>5} ', 'dim'), (flat(words), 'plain'))) for number, words in waits.clauses]
    if waits.deadline is not None:
        lines.append(text(f'until {duration(waits.deadline)} have passed', 'dim'))
    if waits.call is not None:
        lines.append(Line((('   for the answer of ', 'dim'), (pid_text(waits.call), 'link')), waits.call))
    return lines


def code(process):
    """Its stack, the variables of the innermost function, and the source around the line where it is."""
    lines = []
    if process.stack:
        lines.append(heading('Stack', 'innermost first'))
        lines += [Line(((f'   {name}', 'plain'), (f'  {place}', 'dim'))) for name, place in process.stack]
    if process.variables:
        lines.append(heading('Variables', 'of the innermost function'))
        lines += [Line(((f'   {name} ', 'name'), (flat(words), 'plain')), (name, words)) for name, words in process.variables]
    if process.source:
        lines.append(heading('Source', process.row.line))
        lines += [Line(((f' {"▶" if number == process.line else " "}{number:>5} ', 'note' if number == process.line else 'dim'),
                        (words, 'title' if number == process.line else 'plain'))) for number, words in process.source]
    return lines


def pids(title, known):
    """A section of processes; nothing at all if there are none."""
    if not known:
        return []
    return [heading(title, str(len(known))),
            *[Line(((f'   {pid_text(pid)} ', 'link'), (name or '', 'name')), pid) for pid, name in known]]


def contents(process):
    """What a process holds: mailbox, state, dictionary."""
    count = process.row.messages
    lines = [heading('Mailbox', f'{count} message{"" if count == 1 else "s"}, oldest first' if count else 'empty')]
    lines += [message(*numbered) for numbered in enumerate(process.messages[:FEW], 1)]
    if count > FEW:
        lines.append(Line(((f'      and {count - FEW} more', 'dim'), (' ▸', 'link')), MAILBOX))
    if process.state is not None:
        lines.append(heading('State', process.behaviour or ''))
        lines += [Line(((f'   {words}', 'plain'),), ('state', process.state)) for words in process.state.split('\n')]
    if process.dictionary:
        lines.append(heading('Dictionary', str(len(process.dictionary))))
        lines += [Line(((f'   {flat(key)}: ', 'name'), (flat(value), 'plain')), (key, value)) for key, value in process.dictionary]
    return lines


def message(number, entry):
    """A message in a mailbox. entry: its text, and the line of the clause that will take it."""
    words, taker = entry
    return Line(((f' {number:>4} ', 'dim'), (flat(words), 'plain'), *_taken(taker)), (f'message {number}', words))


def _taken(taker):
    """What will become of a message."""
    if taker is None:
        return (('  no clause takes it', 'warn'),)
    return () if taker == '?' else ((f'  taken by line {taker}', 'good'),)

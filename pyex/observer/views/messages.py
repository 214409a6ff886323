"""Messages as they pass: a sequence chart that grows at its end."""
from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget

from pyex.observer.cells import duration
from pyex.observer.chart import LEGEND
from pyex.observer.views import sequence
from pyex.observer.views.bottom import Question
from pyex.observer.views.document import Document, Line, heading, text
from pyex.observer.views.paint import strip
from pyex.observer.views.process import ProcessView, wrapped
from pyex.observer.views.view import View

BATCH = 1_000                   # events fetched at once
KEPT = 5_000                    # events that can be scrolled back to
TIME = 10                       # cells for the time of an event
LEVELS = (
    ('messages', frozenset({'send', 'lost', 'spawn', 'exit', 'signal', 'down'})),
    ('messages and receives', frozenset({'send', 'lost', 'spawn', 'exit', 'signal', 'down', 'receive', 'register', 'monitor', 'link'})),
    ('everything', None),
)
INPUT_OUTPUT = '{:io_request,', '{:io_reply,'


class Names(Widget):
    """The names above the lifelines."""
    DEFAULT_CSS = 'Names { height: 1; }'

    def __init__(self, **options):
        super().__init__(**options)
        self.names = []

    def show(self, names):
        self.names = names
        self.refresh()

    def render_line(self, _y):
        return strip([(' ' * (TIME - 5) + 'time ', 'head'), *self.names], self.size.width, self.app.roles)


class Lines:
    """The lines of a chart, each made when it is shown."""

    def __init__(self, chart):
        self.chart = chart

    def __len__(self):
        return len(self.chart.events)

    def __getitem__(self, number):
        event = self.chart.events[number]
        return Line(((sequence.time_cell(event.time, TIME - 1) + ' ', 'dim'), *self.chart.line(number)), event)


class MessagesView(View):
    crumb = 'messages'
    hints = (('Enter', 'whole'), ('/', 'filter'), ('e', 'more kinds'), ('z', 'freeze'), ('End', 'newest'), ('c', 'clear'), ('a', 'all processes'),
             ('?', 'help'), ('q', 'leave'))
    BINDINGS = (
        Binding('slash,f', 'filter', 'only events with this text, !text without it'),
        Binding('e', 'level', 'kinds of events: messages, receives too, everything'),
        Binding('c', 'clear', 'clear'), Binding('a', 'all', 'all processes again'),
    )
    legends = (('Signs', LEGEND),)

    def __init__(self, **options):
        super().__init__(**options)
        self.names, self.chart = Names(), Document()
        self.events, self.shown, self.known = [], [], {}
        self.newest = self.missed = self.level = 0
        self.filter, self.chosen = '', None

    def compose(self):
        with Vertical():
            yield self.names
            yield self.chart

    def request(self):
        since, chosen = self.newest, self.chosen
        return lambda source: look(source, since, chosen)

    def left(self):
        """What the source is told when nobody looks any more."""
        return lambda source: source.watch_messages(False)

    def show(self, data):
        events, names = data
        if not self.app.frozen:
            self.missed += events.missed
            self.newest = events.newest
            self.known.update(names)
            self.events = [*self.events, *events.events][-KEPT:]
        self._draw()

    def _draw(self):
        at_end = self.chart.cursor >= len(self.chart.lines) - 1
        kinds = LEVELS[self.level][1]
        self.shown = [event for event in self.events if (kinds is None or event.kind in kinds) and self._wanted(event)]
        width = max(self.app.size.width - TIME - 2, 20)
        chart = sequence.Chart(self.shown, sequence.room_for(width), width, self.who, self.chosen)
        self.names.show(chart.above)
        self.chart.show(Lines(chart) if self.shown else [text('no message has passed since this view was opened', 'dim', 1)])
        if at_end and not self.app.frozen:
            self.chart.put_cursor(len(self.chart.lines) - 1)

    def _wanted(self, event):
        if self.level < len(LEVELS) - 1 and event.text.startswith(INPUT_OUTPUT):
            return False
        if event.kind == 'timeout' and event.pid is None:
            return False                        # a timer that fires: the message that it sends says so
        words, negated = self.filter.removeprefix('!').lower(), self.filter.startswith('!')
        return not words or (words in f'{event.kind} {event.text} {self.who(event.pid)} {self.who(event.peer)}'.lower()) is not negated

    def who(self, pid):
        return self.known.get(pid) or (sequence.name_of(pid) if pid is not None else '')

    @property
    def notes(self):
        notes = [LEVELS[self.level][0]]
        notes += [f'filter {self.filter!r}'] if self.filter else []
        notes += [f'of {len(self.chosen)} processes'] if self.chosen else []
        return notes + ([f'{self.missed} came too fast'] if self.missed else [])

    def only(self, pids):
        """Show the messages of these processes, None for all."""
        self.chosen = frozenset(pids) if pids else None
        self.action_clear()

    def action_filter(self):
        self.app.ask(Question('/', self.set_filter, self.filter, self.set_filter))

    def set_filter(self, words):
        self.filter = words.strip()
        self._draw()
        self.app.show_head()

    def action_level(self):
        self.level = (self.level + 1) % len(LEVELS)
        self._draw()
        self.app.show_head()

    def action_clear(self):
        self.events, self.missed = [], 0
        self._draw()
        self.ask_again()

    def action_all(self):
        self.only(None)

    def on_document_entered(self, event):
        event.stop()
        self.post_message(self.Open(EventView(event.target, self.who)))

    def leave(self):
        """Esc takes the filter back."""
        if self.filter:
            self.set_filter('')
            return True
        return False


def look(source, since, pids):
    """The events since the last look, and what pids are called."""
    source.watch_messages(True)
    return source.events(since, BATCH, pids), {pid: name for name, pid in source.names()}


class EventView(View):
    """One event, whole."""
    hints = (('Enter', 'into a pid'), ('Esc', 'back'))
    notes = ()

    def __init__(self, event, name_of, **options):
        super().__init__(**options)
        self.event, self.name_of = event, name_of
        self.crumb = f'{event.kind} {event.number}'

    def compose(self):
        yield Document()

    def on_mount(self):
        event = self.event
        lines = [heading(event.kind, f'event {event.number}, {duration(event.time)} after the start')]
        for title, pid in (('by', event.pid), ('to', event.peer)):
            if pid is not None:
                number, name = sequence.name_of(pid), self.name_of(pid)
                lines.append(Line(((f'   {title:<5}', 'dim'), (number, 'link'), (f' {name}' if name != number else '', 'name')),
                                  pid if pid.__class__ is int else None))
        lines += [text(f'at {event.where}', 'dim')] if event.where else []
        self.query_one(Document).show([*lines, heading('Content'), *wrapped(event.text, max(self.app.size.width - 4, 20))])

    def request(self):
        return lambda source: None

    def show(self, data):
        """It happened, and does not change."""

    def on_document_entered(self, event):
        event.stop()
        self.post_message(self.Open(ProcessView(event.target, '')))

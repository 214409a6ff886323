"""A sequence chart: a column for each process (its *lifeline*), a line for each event.

    Chart(events, room, width, names).line(number) -> pieces
    as_text(events, width) -> all of it

An event has `kind, pid, peer, text` (kinds as in `runtime/trace.py`; pid and peer are numbers, or None, or for what is no
process a text). Processes without a lifeline share the last column, 'others', in which they are called by their numbers.
"""
from typing import NamedTuple

from pyex.observer.views.paint import cell, cell_len, cut, flat

OTHERS = 'others'
RECENT = 500                    # events that decide who gets a lifeline
MANY = 1_000                    # lifelines at most, however wide it is
NARROW = 16                     # cells that a lifeline takes at least


class Arrow(NamedTuple):
    """How an event between two processes looks: its foot, shaft and head; word comes before the text of the event."""
    foot: str
    shaft: str
    head: str
    word: str
    role: str


ARROWS = {
    'send': Arrow('●', '─', '▶', '', 'name'),
    'spawn': Arrow('●', '┄', '▷', 'spawn', 'good'),
    'link': Arrow('●', '═', '●', 'link', 'note'),
    'unlink': Arrow('○', '═', '○', 'unlink', 'note'),
    'monitor': Arrow('○', '┄', '▷', 'monitor', 'note'),
    'demonitor': Arrow('○', '┄', '▷', 'demonitor', 'note'),
    'signal': Arrow('✖', '╌', '▶', 'exit', 'bad'),
    'down': Arrow('✖', '╌', '▶', 'DOWN', 'bad'),
    'timer': Arrow('◷', '┄', '▷', 'timer', 'dim'),
    'give': Arrow('●', '┄', '▷', 'gives table', 'note'),
}
POINTS = {
    'receive': ('◆', 'takes', 'dim'),
    'exit': ('✖', 'exits', 'bad'),
    'lost': ('✗', 'nobody gets', 'warn'),
    'register': ('●', 'is named', 'note'),
    'unregister': ('○', 'gives up the name', 'note'),
    'timeout': ('◷', 'timeout', 'warn'),
    'cancel': ('○', 'cancels a timer', 'dim'),
    'table': ('●', 'makes table', 'note'),
    'untable': ('○', 'drops table', 'note'),
}
ODD = Arrow('●', '─', '▶', '?', 'dim')


def most_active(events, count, chosen=None):
    """The pids that get a lifeline, in the order in which they first appear: the chosen ones, else those of most events."""
    seen = {}
    for event in events:
        for pid in (event.pid, event.peer):
            if pid.__class__ is int and (chosen is None or pid in chosen):
                seen[pid] = seen.get(pid, 0) + 1
    kept = {*sorted(seen, key=lambda pid: -seen[pid])[:count]}
    return [pid for pid in seen if pid in kept]


def room_for(width):
    """How many lifelines fit."""
    return max(width // NARROW, 2)


def centres(count, width):
    """The cells in which the lifelines stand."""
    share = width // max(count, 1)
    return [share * number + min(share // 2, 6) for number in range(count)]


def header(names, width):
    """The names of the lifelines, a line of pieces."""
    places, pieces, at = centres(len(names), width), [], 0
    for number, (name, place) in enumerate(zip(names, places)):
        room = width // len(names) - 1
        name = cut(name, room)
        start = max(at, min(place - cell_len(name) // 2, width - cell_len(name)))
        pieces += [(' ' * (start - at), 'plain'), (name, 'head')]
        at = start + cell_len(name)
    return pieces


class Chart:
    """A chart of events with at most `room` lifelines. Its lines are drawn when they are asked for: `line(number)`, pieces.

    names(pid): what a process is called. chosen: the pids that shall have a lifeline, None for the most active of late. above: the names
    above the lifelines.
    """

    def __init__(self, events, room, width, names, chosen=None):
        recent = events[-RECENT:]
        everybody = most_active(recent, MANY, chosen)
        known = {*everybody}
        strangers = any(pid.__class__ is int and pid not in known for event in events for pid in (event.pid, event.peer))
        others = strangers or len(everybody) > room
        lifelines = most_active(recent, room - others, chosen)
        self.events, self.width = events, width
        self.columns = Columns(lifelines, centres(len(lifelines) + others, width), names)
        self.above = [*self._names(lifelines, names), *([OTHERS] if others else [])]
        self.lives = {pid: [-1, len(events)] for pid in lifelines}          # {pid: numbers of the lines of its birth and death}
        for number, event in enumerate(events):
            if event.kind == 'spawn' and event.peer in self.lives:
                self.lives[event.peer][0] = number
            elif event.kind == 'exit' and event.pid in self.lives:
                self.lives[event.pid][1] = number

    @staticmethod
    def _names(lifelines, names):
        """The names above; those that had one name one after the other are told apart."""
        above = [*map(names, lifelines)]
        return [f'{name_of(pid)} {name}' if above.count(name) > 1 else name for pid, name in zip(lifelines, above)]

    def line(self, number):
        event, canvas = self.events[number], Canvas(self.width)
        for pid, (birth, death) in self.lives.items():
            if birth < number < death:
                canvas.put(self.columns.place(pid), '│', 'dim')
        draw = _point if event.kind in POINTS else _arrow
        draw(canvas, event, self.columns, self.width)
        return canvas.pieces()


class Canvas:
    """A line of cells, each a character and its role."""

    def __init__(self, width):
        self.cells = [(' ', 'plain')] * width

    def put(self, at, text, role):
        for character in text:
            size = cell_len(character)
            if 0 <= at < len(self.cells) - size + 1:
                self.cells[at] = character, role
                for more in range(1, size):
                    self.cells[at + more] = '', role
            at += size

    def pieces(self):
        """The cells, those of one role together."""
        made = []
        for character, role in self.cells:
            if made and made[-1][1] == role:
                made[-1][0].append(character)
            else:
                made.append(([character], role))
        return [(''.join(characters), role) for characters, role in made]


class Columns:
    """Where the processes stand. names(pid): what they are called."""

    def __init__(self, lifelines, places, names):
        self.numbers = {pid: number for number, pid in enumerate(lifelines)}
        self.places, self.names = places, names

    def place(self, pid):
        """The cell of a process: the last column if it has no lifeline, the left edge for none."""
        if pid in self.numbers:
            return self.places[self.numbers[pid]]
        return 0 if pid is None else self.places[-1]

    def stranger(self, pid):
        """The name of somebody who has no lifeline, and so must be named; else ''."""
        return '' if pid is None or pid in self.numbers else self.names(pid)


def content(event):
    """The text of an event, in the words of OTP where there are such."""
    return flat(event.brief or event.text)


def _point(canvas, event, columns, width):
    sign, word, role = POINTS[event.kind]
    at = columns.place(event.pid)
    words = f'{columns.stranger(event.pid)} {word} {content(event)}'.strip()
    if event.kind == 'lost':
        words += f' sent to {columns.names(event.peer)}'
    canvas.put(at, sign, role)
    if at + 2 + cell_len(words) > width and at > width // 2:
        words = cut(words, at - 1)
        canvas.put(at - 1 - cell_len(words), words, role)
    else:
        canvas.put(at + 2, cut(words, width - at - 2), role)


def _arrow(canvas, event, columns, width):
    arrow = ARROWS.get(event.kind, ODD)
    start, end = columns.place(event.pid), columns.place(event.peer)
    words = f'{arrow.word} {content(event)}'.strip()
    by, to = columns.stranger(event.pid), columns.stranger(event.peer)
    if start == end:
        who = f'↺ {by}'.rstrip() if event.pid == event.peer else f' {by} → {to}'
        words = cut(f'{who} {words}', width - start - 1 if start < width // 2 else start - 1)
        canvas.put(start, arrow.foot, arrow.role)
        canvas.put(start + 1 if start < width // 2 else start - 1 - cell_len(words), words, arrow.role)
    else:
        _shaft(canvas, arrow, start, end, f'{by}: {words}' if by else f'→ {to}: {words}' if to else words)


def _shaft(canvas, arrow, start, end, words):
    left, right = min(start, end), max(start, end)
    room = right - left - 3
    words = cut(words, room)
    before = max((room - cell_len(words)) // 2, 0)
    canvas.put(left + 1, arrow.shaft * (right - left - 1), arrow.role)
    if words:
        canvas.put(left + 2 + before, words, arrow.role if arrow.role != 'name' else 'plain')
    canvas.put(start, arrow.foot, arrow.role)
    if start < end:
        canvas.put(end - 1, arrow.head + '│', arrow.role)
    else:
        canvas.put(end, '│' + arrow.head.replace('▶', '◀').replace('▷', '◁'), arrow.role)


def name_of(pid):
    """A process that has no name."""
    return f'<0.{pid}.0>' if pid.__class__ is int else str(pid)


def as_text(events, width, names=name_of, room=None, chosen=None):
    """The chart as plain text."""
    chart = Chart(events, room or room_for(width), width, names, chosen)
    lines = [header(chart.above, width), *map(chart.line, range(len(events)))]
    return '\n'.join(''.join(text for text, _ in line).rstrip() for line in lines)


def time_cell(nanoseconds, width=9):
    """When an event was, in seconds of the node's clock."""
    return cell(f'{nanoseconds / 10 ** 9:.3f}', width, '>')

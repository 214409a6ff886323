"""A sequence chart: a column for each process (its *lifeline*), a line for each event.

    sequence(events, lifelines, width) -> lines of pieces, as many as there are events

An event has `kind, pid, peer, text` (kinds as in `runtime/trace.py`; pid and peer are numbers, or None, or for what is no
process a text). Processes without a lifeline share the last column, 'others', in which they are called by their numbers.
"""
from typing import NamedTuple

from pyex.observer.views.paint import cell, cell_len, cut, flat

OTHERS = 'others'
NARROW = 18                     # cells that a lifeline takes at least


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


def sequence(events, lifelines, width, others=False):
    """A line of pieces for each event. lifelines: pids; others: whether there is a column for the rest."""
    columns = {pid: number for number, pid in enumerate(lifelines)}
    places = centres(len(lifelines) + others, width)
    dead = {event.pid for event in events if event.kind == 'exit'}
    born = {event.peer for event in events if event.kind == 'spawn'}
    alive = [pid for pid in lifelines if pid not in born]
    lines = []
    for event in events:
        if event.kind == 'exit' and event.pid in alive:
            alive.remove(event.pid)
        lines.append(_line(event, columns, places, {columns[pid] for pid in alive}, width))
        if event.kind == 'spawn' and event.peer in columns and event.peer not in alive:
            alive.append(event.peer)
        elif event.pid in columns and event.pid not in alive and event.pid not in dead:
            alive.append(event.pid)
    return lines


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


def _line(event, columns, places, alive, width):
    canvas = Canvas(width)
    for number in alive:
        canvas.put(places[number], '│', 'dim')
    if event.kind in POINTS:
        _point(canvas, event, columns, places, width)
    else:
        _arrow(canvas, event, columns, places, width)
    return canvas.pieces()


def _place(pid, columns, places):
    """Where a process stands; the last column if it has no lifeline, the left edge if there is none."""
    if pid in columns:
        return places[columns[pid]]
    return 0 if pid is None else places[-1]


def _point(canvas, event, columns, places, width):
    sign, word, role = POINTS[event.kind]
    at = _place(event.pid, columns, places)
    who = '' if event.pid in columns or event.pid is None else f'{name_of(event.pid)} '
    words = f'{who}{word} {flat(event.text)}'.rstrip()
    if event.kind == 'lost':
        words += f' sent to {name_of(event.peer)}'
    words = cut(words, max(width - at - 2, 12))
    canvas.put(at, sign, role)
    if at + 2 + cell_len(words) <= width:
        canvas.put(at + 2, words, role)
    else:
        canvas.put(max(0, at - 1 - cell_len(words)), words, role)


def _arrow(canvas, event, columns, places, width):
    arrow = ARROWS.get(event.kind, ODD)
    start, end = _place(event.pid, columns, places), _place(event.peer, columns, places)
    words = f'{arrow.word} {flat(event.text)}'.strip()
    if start == end:
        who = '' if event.pid == event.peer else f'{name_of(event.pid)} → {name_of(event.peer)} '
        canvas.put(start, arrow.foot, arrow.role)
        canvas.put(start + 1, cut(f'↺ {who}{words}' if event.pid == event.peer else f' {who}{words}', max(width - start - 1, 1)), arrow.role)
        return
    if event.pid not in columns and event.pid is not None:
        words = f'{name_of(event.pid)}: {words}'
    elif event.peer not in columns and event.peer is not None:
        words = f'→ {name_of(event.peer)}: {words}'
    _shaft(canvas, arrow, start, end, words)


def _shaft(canvas, arrow, start, end, words):
    left, right = min(start, end), max(start, end)
    room = right - left - 3
    words = cut(words, room)
    before = max((room - cell_len(words)) // 2, 0)
    canvas.put(left + 1, arrow.shaft * (right - left - 1), arrow.role)
    if words:
        canvas.put(left + 2 + before, words, arrow.role if arrow.role != 'name' else 'plain')
    if start < end:
        canvas.put(start, arrow.foot, arrow.role)
        canvas.put(end - 1, arrow.head + '│', arrow.role)
    else:
        canvas.put(start, arrow.foot, arrow.role)
        canvas.put(end, '│' + arrow.head.replace('▶', '◀').replace('▷', '◁'), arrow.role)


def name_of(pid):
    """A process in the chart that has no lifeline."""
    return f'<0.{pid}.0>' if pid.__class__ is int else str(pid)


def as_text(events, lifelines, names, width, others=False):
    """The chart as plain text."""
    lines = [header(names, width), *sequence(events, lifelines, width, others)]
    return '\n'.join(''.join(text for text, _ in line).rstrip() for line in lines)


def time_cell(nanoseconds, width=9):
    """When an event was, in seconds of the node's clock."""
    return cell(f'{nanoseconds / 10 ** 9:.3f}', width, '>')

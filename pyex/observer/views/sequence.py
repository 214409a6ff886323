"""The live sequence chart: which processes get a *lifeline*, and the steps that events are; `observer/chart.py` draws them.

An event has `kind, pid, peer, text` (kinds as in `runtime/trace.py`; pid and peer are numbers, or None, or for what is no
process a text). Processes without a lifeline share the last column, 'others', in which they are called by their numbers.
"""
from pyex.observer import chart
from pyex.observer.cells import cell, flat
from pyex.observer.chart import EARLIEST, LATEST, Step

OTHERS = 'others'
RECENT = 500                    # events that decide who gets a lifeline
MANY = 1_000                    # lifelines at most, however wide it is
NARROW = 16                     # cells that a lifeline takes at least


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


def places(count, width):
    """The cells in which the lifelines stand."""
    share = width // max(count, 1)
    return [share * number + min(share // 2, 6) for number in range(count)]


class Chart:
    """A chart of events with at most `room` lifelines. Its lines are drawn when they are asked for: `line(number)`, pieces.

    names(pid): what a process is called. chosen: the pids that shall have a lifeline, None for the most active of late. above: the names
    above the lifelines, pieces.
    """

    def __init__(self, events, room, width, names, chosen=None):
        recent = events[-RECENT:]
        everybody = most_active(recent, MANY, chosen)
        known = {*everybody}
        strangers = any(pid.__class__ is int and pid not in known for event in events for pid in (event.pid, event.peer))
        others = strangers or len(everybody) > room or not everybody
        lifelines = most_active(recent, room - others, chosen)
        self.events, self.width, self.names = events, width, names
        self.columns = {pid: number for number, pid in enumerate(lifelines)}
        self.places = places(len(lifelines) + others, width)
        self.above = [(chart.heads([*self._titles(lifelines), *([OTHERS] if others else [])], self.places, width), 'head')]
        self.lives = [[EARLIEST, LATEST] for _ in lifelines]
        for number, event in enumerate(events):
            if event.kind == 'spawn' and event.peer in self.columns:
                self.lives[self.columns[event.peer]][0] = number
            elif event.kind == 'exit' and event.pid in self.columns:
                self.lives[self.columns[event.pid]][1] = number

    def _titles(self, lifelines):
        """The names above; those that had one name one after the other are told apart."""
        above = [*map(self.names, lifelines)]
        return [f'{name_of(pid)} {name}' if above.count(name) > 1 else name for pid, name in zip(lifelines, above)]

    def line(self, number):
        return chart.line(self._step(self.events[number]), number, self.places, self.lives, self.width)

    def _step(self, event):
        """An event as a step."""
        kind, pid, peer, text = event.kind, event.pid, event.peer, content(event)
        if kind == 'send' and pid is None:
            kind, pid, peer = 'fires', peer, None
        elif kind == 'lost':
            text, peer = chart.lost(text, self.names(peer), peer.__class__ is not int), None
        elif kind == 'signal':
            text = chart.signal(text, event.detail)
        target = None if peer is None or kind in chart.POINTS else self._column(peer)
        return Step(kind, self._column(pid), target, text, self._stranger(pid), self._stranger(peer))

    def _column(self, pid):
        """The last one for those without a lifeline."""
        return self.columns.get(pid, len(self.places) - 1)

    def _stranger(self, pid):
        """The name of somebody who has no lifeline, and so must be named; else ''."""
        return '' if pid is None or pid in self.columns else self.names(pid)


def content(event):
    """The text of an event, in the words of OTP where there are such."""
    return flat(event.brief or event.text)


def name_of(pid):
    """A process that has no name."""
    return f'<0.{pid}.0>' if pid.__class__ is int else str(pid)


def time_cell(nanoseconds, width=9):
    """When an event was, in seconds of the node's clock."""
    return cell(f'{nanoseconds / 10 ** 9:.3f}', width, '>')

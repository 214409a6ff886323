"""The first two lines: where one is (the breadcrumbs), and how the node is."""
from textual.widget import Widget

from pyex.observer.cells import SECOND, cell_len, human
from pyex.observer.views.paint import strip


class Rates:
    """How fast counters grow, and what they were: a `Summary` for each refresh."""
    LENGTH = 600

    def __init__(self):
        self.summaries = []

    def add(self, summary):
        self.summaries.append(summary)
        del self.summaries[:-self.LENGTH]

    @property
    def last(self):
        return self.summaries[-1] if self.summaries else None

    def of(self, name):
        """The growth of a counter in a second, between each two refreshes."""
        return [max(0, getattr(b, name) - getattr(a, name)) * SECOND / (b.now - a.now)
                for a, b in zip(self.summaries, self.summaries[1:]) if b.now > a.now and None not in (getattr(a, name), getattr(b, name))]

    def of_last(self, name):
        """The growth in a second between the last two refreshes, or None."""
        tail = Rates()
        tail.summaries = self.summaries[-2:]
        rates = tail.of(name)
        return rates[0] if rates else None


class Head(Widget):
    DEFAULT_CSS = 'Head { height: 2; }'

    def __init__(self, **options):
        super().__init__(**options)
        self.crumbs, self.right, self.summary, self.rates = ('observer',), '', None, Rates()

    def show(self, crumbs, right):
        self.crumbs, self.right = crumbs, right
        self.refresh()

    def render_line(self, y):
        return strip(self._where() if y == 0 else self._state(), self.size.width, self.app.roles)

    def _where(self):
        pieces = [(' pyex ', 'cursor'), (' ', 'plain')]
        for number, crumb in enumerate(self.crumbs):
            last = number == len(self.crumbs) - 1
            pieces += [(crumb, 'title' if last else 'dim'), ('' if last else ' › ', 'dim')]
        room = self.size.width - sum(cell_len(text) for text, _ in pieces) - cell_len(self.right) - 1
        return [*pieces, (' ' * max(room, 1), 'plain'), (self.right, 'dim')]

    def _state(self):
        rates, summary = self.rates, self.rates.last
        if summary is None:
            return [(' waiting for the node', 'dim')]
        queued = sum(count for _, count in summary.queues)
        pieces = [(f' {summary.processes:,} processes'.replace(',', ' ') if summary.processes > 9999 else f' {summary.processes} processes', 'plain'),
                  (f'  run queue {human(queued)}', 'warn' if queued > 100 else 'plain')]
        busy = rates.of_last('busy')
        if busy is not None:
            pieces.append((f'  busy {min(busy / SECOND, 1):.0%}', 'warn' if busy > 0.95 * SECOND else 'plain'))
        for name, unit in (('reductions', 'reds/s'), ('messages', 'msgs/s'), ('ended', 'exits/s')):
            rate = rates.of_last(name)
            if rate is not None and getattr(summary, name) is not None:
                pieces.append((f'  {human(round(rate))} {unit}', 'plain'))
        return pieces

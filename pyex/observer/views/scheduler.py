"""The scheduler: what it has done each second, what waits to run, and what memory is used for."""
from pyex.observer.cells import SECOND, cell_len, duration, human
from pyex.observer.views.charts import chart, gauge, scale
from pyex.observer.views.document import Document, Line
from pyex.observer.views.view import View

RATES = (('reductions', 'Reductions a second'), ('messages', 'Messages a second'), ('ended', 'Exits a second'), ('spawned', 'Spawned a second'))


MANY, TALL = 32, 8              # lines from which there are three rows of charts; lines of a chart at most


class SchedulerView(View):
    crumb = 'scheduler'
    hints = (('+ -', 'refresh interval'), ('z', 'freeze'), ('?', 'help'), ('q', 'leave'))
    notes = ()

    def compose(self):
        yield Document()

    def request(self):
        return look

    def left(self):
        """What the source is told when nobody looks any more."""
        return lambda source: source.watch_messages(False)

    def on_resize(self):
        self.show(None)

    def show(self, _data):
        rates = self.app.head.rates
        if rates.last is not None:
            self.query_one(Document).show([Line(tuple(pieces)) for pieces in panel(rates, self.app.size.width, self.size.height)])


def look(source):
    """Have messages counted."""
    source.watch_messages(True)


def panel(rates, width, height):
    """The whole view as lines of pieces."""
    half = width // 2 - 1
    rows = 3 if height >= MANY else 2
    tall = min(max(4, (height - 8) // rows), TALL)
    charts = [chart(title, rates.of(name), half, tall, '/s') for name, title in RATES]
    charts.insert(2, chart('Busy, percent', [min(100, share / SECOND * 100) for share in rates.of('busy')], half, tall, ' %', 100))
    charts.append(chart('Processes', [summary.processes for summary in rates.summaries], half, tall))
    charts.append(chart('Ready to run', [sum(count for _, count in summary.queues) for summary in rates.summaries], half, tall))
    lines = []
    for left, right in list(zip(charts[::2], charts[1::2]))[:rows]:
        lines += beside(left, right, half)
    summary = rates.last
    return lines + [[]] + beside(queues(summary, half), memory(summary, half), half) + [clock(summary)]


def beside(left, right, width):
    """Two blocks of lines side by side."""
    lines = []
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else []
        other = right[number] if number < len(right) else []
        size = sum(cell_len(words) for words, _ in one)
        lines.append([*one, (' ' * (width - size + 1), 'plain'), *other])
    return lines


def queues(summary, width):
    """What is ready to run, by priority."""
    top = scale(max((count for _, count in summary.queues), default=1) or 1)
    return [[(' Run queues', 'head'), ('  ready processes by priority', 'dim')],
            *[gauge(name, count, top, width, side=10) for name, count in summary.queues]]


def memory(summary, width):
    """What uses how much, in our own units."""
    top = max((size for _, size in summary.memory), default=1) or 1
    return [[(' Memory', 'head'), ("  what Python keeps, in bytes", 'dim')],
            *[gauge(name, size, top, width) for name, size in summary.memory]]


def clock(summary):
    kind = 'virtual clock' if summary.virtual else 'real clock'
    words = f' up {duration(summary.now)}, {kind}'
    if summary.seed is not None:
        words += f', seed {summary.seed}'
    running = f', running <0.{summary.running}.0>' if summary.running else ''
    return [(words + running, 'dim'), (f', {human(summary.timers)} timers, {human(summary.names)} names, {human(summary.tables)} ETS tables', 'dim')]

"""Small charts out of characters: text in, text out."""
from pyex.observer.cells import human

BLOCKS = ' ▁▂▃▄▅▆▇█'
STEPS = len(BLOCKS) - 1


def heights(values, width):
    """The last values, one for each column, with zeros on the left for those that are not there yet."""
    recent = list(values)[-width:]
    return [0] * (width - len(recent)) + recent


def scale(top):
    """The next round number above a value: 1, 2 or 5 with zeros."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if top <= size * factor:
                return size * factor
        size *= 10


def columns(values, width, height, top=None):
    """A chart of columns, as lines from top to bottom, and the number at its upper end."""
    shown = heights(values, width)
    top = top or scale(max(shown, default=0) or 1)
    eighths = [min(height * STEPS, -(-value * height * STEPS // top)) for value in shown]
    lines = []
    for row in range(height - 1, -1, -1):
        lines.append(''.join(BLOCKS[int(max(0, min(STEPS, value - row * STEPS)))] for value in eighths))
    return lines, top


def chart(title, values, width, height, unit='', top=None):
    """Lines of pieces: a title with the last value, and the columns with their scale on the right."""
    side = 6
    lines, top = columns(values, max(width - side - 2, 1), height - 1, top)
    now = human(round(values[-1])) if values else '-'
    rows = [[(f' {title} ', 'head'), (f'{now}{unit}', 'good')]]
    for number, line in enumerate(lines):
        mark = human(top) if number == 0 else '0' if number == len(lines) - 1 else ''
        rows.append([(' ' + line, 'bar'), (f' {mark}', 'dim')])
    return rows


def gauge(title, value, top, width, text=None, side=12):
    """A line of pieces: a bar lying on its side."""
    room = max(width - side - 10, 1)
    eighths = round(value * room * STEPS / top) if top else 0
    full, part = divmod(min(eighths, room * STEPS), STEPS)
    bar = '█' * full + ('▏▎▍▌▋▊▉'[part - 1] if part else '')
    return [(f' {title:<{side}}', 'plain'), (bar, 'bar'), (' ' * (room - len(bar)), 'plain'), (f' {text or human(value):>7}', 'dim')]

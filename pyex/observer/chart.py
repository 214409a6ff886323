"""A sequence chart: what some processes did to each other, one line for each event, time going down.

      shell          Counter
    #PID<0.120.0>  #PID<0.121.0>
         │              │
         ├── call :get ─▶
         ◀── reply 1 ───┤

An arrow ends where the message is put into a mailbox. What is not taken at once is taken further down: `◆ takes :a`.
"""
from typing import NamedTuple

GAP = 14                                # letters between two lines of life, at least
LONGEST = 60                            # letters of a text, at most
LENGTHS = 60, 46, 34, 26, 20, 14, 10      # letters of a text that are tried, the longest that fits into the width
LINE, RIGHT, LEFT, FROM, TO = '│', '▶', '◀', '├', '┤'


class Step(NamedTuple):
    """A line of a chart. source, target: the places of processes from the left; target None for what one does by itself. end: the
    process ends here. begin: the target begins here."""
    source: int
    target: int | None
    text: str
    end: bool = False
    begin: bool = False


def draw(people, steps, width):
    """The text of a chart. people: [(title, pid text)], from left to right."""
    if not steps:
        return 'Nothing was sent'
    room = max([len(step.text) for step in steps if step.target is None or step.target == step.source], default=0)
    for longest in LENGTHS:
        positions = _positions(people, steps, longest)
        if positions[-1] + min(room, longest) + 2 <= width:
            break
    else:
        return _list(people, steps, width)
    alive = [not any(step.begin and step.target == place for step in steps) for place in range(len(people))]
    lines = [_heads(people, positions, 0), _heads(people, positions, 1), _lives(positions, alive)]
    for step in steps:
        lines.append(_line(step, positions, alive, width))
        if step.begin:
            alive[step.target] = True
        if step.end:
            alive[step.source] = False
    return '\n'.join(lines)


def _positions(people, steps, longest):
    """The columns of the lines of life: far enough apart for what stands between neighbours, `longest` letters of it at most."""
    gaps = [GAP] * len(people)
    for step in steps:
        length = min(len(step.text), longest) + 6
        if step.target is None or step.target == step.source:
            gaps[step.source] = max(gaps[step.source], length - 2)
        elif abs(step.target - step.source) == 1:
            low = min(step.source, step.target)
            gaps[low] = max(gaps[low], length)
    positions, place = [], max(len(text) for text in people[0]) // 2 + 1
    for index, gap in enumerate(gaps):
        positions.append(place)
        following = people[index + 1] if index + 1 < len(people) else ('', '')
        heads = (max(map(len, people[index])) + max(map(len, following))) // 2 + 3
        place += max(gap, heads)
    return positions


def _heads(people, positions, which):
    row = ''
    for texts, position in zip(people, positions):
        text = texts[which]
        row = row.ljust(max(0, position - len(text) // 2)) + text
    return row.rstrip()


def _lives(positions, alive):
    row = [' '] * (positions[-1] + 1)
    for position, lives in zip(positions, alive):
        if lives:
            row[position] = LINE
    return ''.join(row).rstrip()


def _line(step, positions, alive, width):
    row = list(_lives(positions, alive).ljust(max(width, positions[-1] + LONGEST + 8)))
    at = positions[step.source]
    room = _room(step.source, positions, alive, width)
    text = step.text if len(step.text) <= room else step.text[:room - 1] + '…'
    if step.target is None or step.target == step.source:
        row[at] = '✕' if step.end else '◆' if step.target is None else '↺'
        _write(row, at + 2, text)
    else:
        _arrow(row, at, positions[step.target], text, step.begin)
    return ''.join(row).rstrip()


def _room(place, positions, alive, width):
    """How many letters fit at the right of a line of life, up to the next one."""
    following = next((position for position, lives in zip(positions[place + 1:], alive[place + 1:]) if lives), width + 1)
    return max(8, following - positions[place] - 3)


def _arrow(row, start, end, text, begin):
    low, high = min(start, end), max(start, end)
    for column in range(low + 1, high):
        row[column] = '─'
    row[start] = FROM if end > start else TO
    row[end] = '●' if begin else RIGHT if end > start else LEFT
    room = high - low - 5
    text = f' {text if len(text) <= room else text[:room - 1] + "…"} '
    _write(row, low + 1 + (high - low - 1 - len(text)) // 2, text)


def _write(row, column, text):
    row[column:column + len(text)] = text


def _list(people, steps, width):
    """The same as a list, when there are too many processes to stand side by side."""
    def name(place):
        title, pid = people[place]
        return f'{title} {pid}' if title else pid
    rows = []
    for number, step in enumerate(steps, 1):
        arrow = f' ─▶ {name(step.target)}' if step.target is not None else ''
        rows.append(f'{number:4}  {name(step.source)}{arrow}  {step.text}'[:width])
    return '\n'.join(rows)

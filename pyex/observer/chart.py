"""A sequence chart: what some processes do to each other, one line for each step, time going down.

      shell          Counter
    #PID<0.120.0>  #PID<0.121.0>
         │              │
         ├─ call :get ──▶
         ◀── reply 1 ───┤

An arrow ends where the message is put into a mailbox. What is not taken at once is taken further down: `◆ takes :a`.

`draw` makes the text of a whole chart for the prompt, with columns as wide as its texts need; the observer's live view
(`views/sequence.py`) has columns of its own, which stay where they are while steps are added. A line of both comes from `line`.
"""
from typing import NamedTuple

from pyex.observer.cells import cell_len, cut

GAP = 14                                # cells between two lines of life, at least
LENGTHS = 60, 46, 34, 26, 20, 14, 10      # letters of a text that are tried, the longest that fits into the width
EARLIEST, LATEST = -1, 10 ** 9            # before the first step, after the last one
LIFE = '│'


class Step(NamedTuple):
    """A line of a chart. kind: one of ARROWS or POINTS. source, target: columns from the left; target None for what one does by
    itself. by, to: who it is, where a column is shared by several."""
    kind: str
    source: int
    target: int | None
    text: str
    by: str = ''
    to: str = ''


class Arrow(NamedTuple):
    """How a step between two processes looks. word: comes before its text; foot: None for the usual one, which shows the way."""
    shaft: str
    head: str | None
    word: str
    role: str
    foot: str | None = None


ARROWS = {
    'send': Arrow('─', None, '', 'name'),
    'spawn': Arrow('─', '●', 'spawn', 'good'),
    'restart': Arrow('─', '●', 'restart', 'good'),
    'link': Arrow('═', None, 'link', 'note'),
    'unlink': Arrow('═', None, 'unlink', 'note'),
    'monitor': Arrow('┄', None, 'monitor', 'note'),
    'demonitor': Arrow('┄', None, 'demonitor', 'note'),
    'signal': Arrow('╌', None, 'exit signal', 'bad'),
    'down': Arrow('╌', None, 'DOWN', 'bad'),
    'timer': Arrow('┄', None, 'timer', 'dim', '◷'),
    'give': Arrow('┄', None, 'gives table', 'note'),
}
POINTS = {
    'receive': ('◆', 'takes', 'dim'),
    'exit': ('✕', 'exit', 'bad'),
    'lost': ('✗', '', 'warn'),
    'fires': ('◷', 'timer:', 'dim'),
    'timeout': ('◷', 'after: the time is over', 'warn'),
    'register': ('●', 'is', 'note'),
    'unregister': ('○', 'is no longer', 'note'),
    'cancel': ('○', 'cancels a timer', 'dim'),
    'table': ('●', 'makes table', 'note'),
    'untable': ('○', 'drops table', 'note'),
}
ODD = Arrow('─', None, '?', 'dim')
BIRTHS = {'spawn', 'restart'}
LEGEND = (('├──▶', 'a message'), ('✗', 'a message to nobody'), ('◆', 'a receive takes a message'), ('↺', 'a message to itself'),
          ('├──●', 'spawns'), ('✕', 'exits'), ('├╌╌▶', 'an exit signal, or the DOWN message of a monitor'),
          ('├┄┄▶', 'monitors'), ('├══▶', 'links'), ('◷', 'timers'))


# ---- what steps say -------------------------------------------------------------------------------------------------------

def lost(message, receiver, by_name):
    """The text of a message that nobody gets."""
    return f'{message} is lost: ' + (f'nobody is called {receiver}' if by_name else f'{receiver} has ended')


def signal(reason, detail):
    """The text of an exit signal; detail as in runtime/trace.py."""
    return reason + {'message': ', trapped', 'ignored': ', ignored'}.get(detail, '')


def words(step):
    """All that a step says."""
    word = POINTS[step.kind][1] if step.kind in POINTS else ARROWS.get(step.kind, ODD).word
    return f'{word} {step.text}'.strip()


# ---- one line ---------------------------------------------------------------------------------------------------------------

def lives(steps, count):
    """[(step of the birth, step of the death)] of so many columns."""
    found = [[EARLIEST, LATEST] for _ in range(count)]
    for number, step in enumerate(steps):
        if step.kind in BIRTHS:
            found[step.target][0] = number
        elif step.kind == 'exit':
            found[step.source][1] = number
    return found


def line(step, number, places, alive, width):
    """The line of a step, pieces `(text, role)`. places: the cells of the columns; alive: what `lives` gives."""
    canvas = Canvas(width)
    for place, (birth, death) in zip(places, alive):
        if birth < number < death:
            canvas.put(place, LIFE, 'dim')
    draw_step = _arrow if step.target is not None and step.target != step.source else _point
    draw_step(canvas, step, places, width)
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


def _point(canvas, step, places, width):
    """What one does by itself: a sign and words, at the left of it where there is no room at the right."""
    at, said = places[step.source], words(step)
    if step.kind in POINTS:
        sign, _, role = POINTS[step.kind]
        said = f'{step.by} {said}'.lstrip()
    else:
        arrow, other = ARROWS.get(step.kind, ODD), step.by != step.to and step.target is not None
        sign, role = arrow.foot or ('●' if other else '↺'), arrow.role
        said = f'{step.by} → {step.to}: {said}' if other else f'{step.by}: {said}' if step.by else said
    canvas.put(at, sign, role)
    if at + 2 + cell_len(said) > width and at > width // 2:
        said = cut(said, at - 1)
        canvas.put(at - 1 - cell_len(said), said, role)
    else:
        canvas.put(at + 2, cut(said, width - at - 2), role)


def _arrow(canvas, step, places, width):
    arrow, said = ARROWS.get(step.kind, ODD), words(step)
    start, end = places[step.source], places[step.target]
    said = f'{step.by}: {said}' if step.by else f'→ {step.to}: {said}' if step.to else said
    left, right = min(start, end), max(start, end)
    inner = right - left - 1
    said = cut(said, inner - 2)
    canvas.put(left + 1, arrow.shaft * inner, arrow.role)
    if said:
        canvas.put(left + 1 + (inner - cell_len(said) - 2) // 2, f' {said} ', 'plain' if arrow.role == 'name' else arrow.role)
    rightwards = start < end
    canvas.put(start, arrow.foot or ('├' if rightwards else '┤'), arrow.role)
    canvas.put(end, arrow.head or ('▶' if rightwards else '◀'), arrow.role)


def heads(names, places, width):
    """The names above the columns, each over its own."""
    row = ''
    for number, (name, place) in enumerate(zip(names, places)):
        following = places[number + 1] if number + 1 < len(places) else width
        name = cut(name, max(following - place - 1, GAP // 2, width // len(names) - 1 if len(names) > 1 else width))
        start = max(cell_len(row) + (number > 0), min(place - cell_len(name) // 2, width - cell_len(name)))
        row += ' ' * (start - cell_len(row)) + name
    return row


# ---- a whole chart ------------------------------------------------------------------------------------------------------------

def draw(people, steps, width):
    """The text of a chart. people: [(title, pid text)], from left to right."""
    if not steps:
        return 'Nothing was sent'
    own = max([cell_len(words(step)) for step in steps if step.target is None or step.target == step.source], default=0)
    for longest in LENGTHS:
        places = _places(people, steps, longest)
        if places[-1] + min(own, longest) + 2 <= width:
            break
    else:
        return _list(people, steps, width)
    alive = lives(steps, len(people))
    rows = [heads(texts, places, width) for texts in zip(*people)]
    rows.append(_first_lives(places, alive))
    rows += [''.join(text for text, _ in line(step, number, places, alive, width)).rstrip() for number, step in enumerate(steps)]
    return '\n'.join(rows)


def _first_lives(places, alive):
    """The line under the names."""
    canvas = Canvas(places[-1] + 1)
    for place, (birth, _) in zip(places, alive):
        canvas.put(place, LIFE if birth == EARLIEST else ' ', 'dim')
    return ''.join(text for text, _ in canvas.pieces()).rstrip()


def _places(people, steps, longest):
    """The cells of the lines of life: far enough apart for what stands between neighbours, `longest` letters of it at most."""
    gaps = [GAP] * len(people)
    for step in steps:
        length = min(cell_len(words(step)), longest) + 6
        if step.target is None or step.target == step.source:
            gaps[step.source] = max(gaps[step.source], length - 2)
        elif abs(step.target - step.source) == 1:
            low = min(step.source, step.target)
            gaps[low] = max(gaps[low], length)
    widths = [max(map(cell_len, texts)) for texts in people]
    places, place = [], widths[0] // 2 + 1
    for gap, wide, following in zip(gaps, widths, [*widths[1:], 0]):
        places.append(place)
        place += max(gap, (wide + following) // 2 + 3)
    return places


def _list(people, steps, width):
    """The same as a list, when there are too many processes to stand side by side."""
    def name(place):
        title, pid = people[place]
        return f'{title} {pid}' if title else pid
    rows = []
    for number, step in enumerate(steps, 1):
        arrow = f' ─▶ {name(step.target)}' if step.target is not None else ''
        rows.append(cut(f'{number:4}  {name(step.source)}{arrow}  {words(step)}', width))
    return '\n'.join(rows)

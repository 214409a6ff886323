"""What keys there are, and what the columns and marks mean."""
from textual.binding import Binding
from textual.screen import ModalScreen

from pyex.observer.views.document import Document, Line, heading

NAMES = {'slash': '/', 'question_mark': '?', 'colon': ':', 'less_than_sign': '<', 'greater_than_sign': '>', 'asterisk': '*', 'plus': '+', 'minus': '-',
         'equals_sign': '=', 'left': '←', 'right': '→', 'up': '↑', 'down': '↓', 'space': 'Space', 'escape': 'Esc', 'enter': 'Enter', 'tab': 'Tab',
         'pagedown': 'PgDn', 'pageup': 'PgUp', 'home': 'Home', 'end': 'End', 'shift+tab': 'Shift-Tab'}
MOVING = (('↑ ↓  j k', 'move'), ('PgUp PgDn', 'a page'), ('g G  Home End', 'first, last'), ('Enter', 'into what the cursor is on'))


def key_text(key):
    """A key as it stands on the keyboard."""
    if key in NAMES:
        return NAMES[key]
    return key.replace('ctrl+', 'Ctrl-') if '+' in key else key.upper() if len(key) > 1 else key


def bindings_of(widget):
    """[(keys, what they do)] of a widget or app, those that do the same together."""
    found = {}
    for binding in type(widget).BINDINGS:
        if binding.description:
            found.setdefault(binding.description, []).extend(key_text(key.strip()) for key in binding.key.split(','))
    return [(' '.join(keys), what) for what, keys in found.items()]


class Help(ModalScreen):
    DEFAULT_CSS = 'Help { background: ansi_default; } Help Document { height: 1fr; }'
    BINDINGS = Binding('escape,q,question_mark,f1,ctrl+c', 'close', show=False),

    def __init__(self, view, app):
        super().__init__()
        self.lines = lines_of(view, app)

    def compose(self):
        yield Document()

    def on_mount(self):
        self.query_one(Document).show(self.lines)

    def action_close(self):
        self.dismiss()


def lines_of(view, app):
    """The whole help, with what concerns a view first."""
    lines = [heading(f'Keys of this view ({view.crumb})', 'Esc closes the help')]
    lines += [_line(keys, what) for keys, what in bindings_of(view)]
    lines += [heading('Moving'), *[_line(keys, what) for keys, what in MOVING]]
    lines += [heading('Everywhere'), *[_line(keys, what) for keys, what in bindings_of(app)]]
    for title, legend in getattr(view, 'legends', ()):
        lines += [heading(title), *[_line(name, what) for name, what in legend]]
    return lines


def _line(left, right):
    return Line(((f'   {left:<20}', 'key'), (right, 'plain')))

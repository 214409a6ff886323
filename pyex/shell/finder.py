"""Ctrl-R: the entries of the history that hold the letters typed, below the prompt; Enter takes one back to the prompt."""
from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition, has_focus
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import ConditionalContainer, HSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl

from pyex.shell.history import ranked

ROWS = 8                # entries that are shown at once
CHOSEN, FOUND, HINT = 'reverse', 'class:elixir.found', 'class:elixir.hint'
HELP = 'Enter takes one, Up and Down choose, Esc leaves. '
LINE_END = ' ↵ '


class Finder:
    """entries(): the history, the latest first. target: the Buffer that gets what is found."""

    def __init__(self, entries, target):
        self.entries, self.target = entries, target
        self.query = Buffer(multiline=False, on_text_changed=lambda _: self._search())
        self.found, self.chosen = [], 0
        self.window = Window(BufferControl(self.query, focus_on_click=True), height=1, get_line_prefix=lambda *_: [(HINT, '' if self.query.text else HELP), (HINT, 'history: ')])
        self.container = ConditionalContainer(HSplit([
            self.window,
            Window(FormattedTextControl(self.rows), height=lambda: min(ROWS, max(1, len(self.found))), dont_extend_height=True)]),
            filter=Condition(lambda: get_app().layout.has_focus(self.query)))

    def open(self, event):
        """Begin, with what is typed as the query if it is one line."""
        self.query.document = Document(self.target.text if '\n' not in self.target.text else '')
        self._search()
        event.app.layout.focus(self.window)

    def _search(self):
        self.found, self.chosen = ranked(self.entries(), self.query.text), 0

    def move(self, step):
        self.chosen = max(0, min(self.chosen + step, len(self.found) - 1))

    def close(self, event, take):
        """Back to the prompt, with the chosen entry if `take`."""
        if take and self.found:
            text = self.found[self.chosen][0]
            self.target.save_to_undo_stack()
            self.target.document = Document(text, len(text))
        event.app.layout.focus(self.target)

    def rows(self):
        """The fragments of the list."""
        if not self.found:
            return [(HINT, '  nothing like it')]
        first = max(0, self.chosen - ROWS + 1)
        shown = []
        for number, (entry, places) in enumerate(self.found[first:first + ROWS], first):
            shown += _row(entry, places, get_app().output.get_size().columns - 3, number == self.chosen)
        shown.pop()
        return shown

    def bindings(self):
        """The keys while it is open."""
        keys, searching = KeyBindings(), has_focus(self.query)
        for names, step in ((('up', 'c-p', 'c-s'), -1), (('down', 'c-n', 'c-r'), 1), (('pageup',), -ROWS), (('pagedown',), ROWS)):
            for name in names:
                keys.add(name, filter=searching)(lambda event, step=step: self.move(step))
        for names, take in ((('enter', 'tab', 'right'), True), (('escape', 'c-g', 'c-c', 'c-d'), False)):
            for name in names:
                keys.add(name, filter=searching)(lambda event, take=take: self.close(event, take))
        return keys


def _row(entry, places, width, chosen):
    """The fragments of one entry, on one line."""
    style = CHOSEN if chosen else ''
    shown = [(style, '> ' if chosen else '  ')]
    marked = set(places)
    for at, letter in enumerate(entry[:width]):
        shown.append((f'{style} {FOUND}' if at in marked else style, LINE_END if letter == '\n' else letter))
    return [*shown, ('', '\n')]

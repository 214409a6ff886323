"""The last line of the screen: the keys that count here, or a line that a person types (a filter, a command, a reason)."""
from collections.abc import Callable
from typing import NamedTuple

from rich.style import Style
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from pyex.observer.cells import cell_len
from pyex.observer.views.paint import strip


class Question(NamedTuple):
    """What is asked for. done(text) gets the answer; live(text), if given, each text on the way, and '' if it is given up."""
    title: str
    done: Callable
    text: str = ''
    live: Callable | None = None
    suggestions: tuple = ()


class Keys(Widget):
    """`key what it does`, as many as fit; or a message, until the next key."""

    DEFAULT_CSS = 'Keys { height: 1; }'

    def __init__(self, **options):
        super().__init__(**options)
        self.keys, self.message = (), None

    def show(self, keys, message=None):
        """keys: (key, label) in order of weight. message: a piece shown instead of them."""
        if (keys, message) != (self.keys, self.message):
            self.keys, self.message = keys, message
            self.refresh()

    def render_line(self, _y):
        styles, width = self.app.roles, self.size.width
        if self.message:
            return strip([(' ', 'plain'), self.message], width, styles)
        pieces = [piece for key, label in self._fitting(width) for piece in ((' ', 'plain'), (key, 'key'), (' ' + label + ' ', 'dim'))]
        return strip(pieces, width, styles)

    def _fitting(self, width):
        """The keys that there is room for: the last two always, then from the left."""
        size = [cell_len(key) + cell_len(label) + 3 for key, label in self.keys]
        room, fit = width - sum(size[-2:]), 0
        while fit < len(size) - 2 and size[fit] <= room:
            room -= size[fit]
            fit += 1
        return [*self.keys[:fit], *self.keys[max(fit, len(size) - 2):]]


class Answer(Input):
    """The field; Esc gives up."""
    BINDINGS = Binding('escape,ctrl+c', 'give_up', show=False),
    DEFAULT_CSS = '''
    Answer { border: none; padding: 0; height: 1; width: 1fr; background: ansi_default; color: ansi_default; }
    Answer:focus { border: none; background: ansi_default; background-tint: ansi_default 0%; }
    '''

    class GaveUp(Message):
        pass

    def action_give_up(self):
        self.post_message(self.GaveUp())


class Bottom(Horizontal):
    """The two in one place."""

    DEFAULT_CSS = 'Bottom { height: 1; } Bottom Static { width: auto; height: 1; }'

    def __init__(self, **options):
        super().__init__(**options)
        self.question = None

    def compose(self):
        yield Keys()
        yield Static(id='asks', markup=False)
        yield Answer(select_on_focus=False)

    def on_mount(self):
        self._switch(False)

    def _switch(self, asking):
        self.query_one(Keys).display = not asking
        self.query_one('#asks').display = self.query_one(Answer).display = asking

    @property
    def keys(self):
        return self.query_one(Keys)

    def ask(self, question):
        self.question = question
        answer = self.query_one(Answer)
        answer.suggester = SuggestFromList(question.suggestions) if question.suggestions else None
        self.query_one('#asks').update(question.title + ' ')
        self.query_one('#asks').styles.text_style = Style(bold=True)
        with answer.prevent(Input.Changed):
            answer.value = question.text
        answer.cursor_position = len(question.text)
        self._switch(True)
        answer.focus()

    def on_input_changed(self, event):
        event.stop()
        if self.question is not None and self.question.live is not None:
            self.question.live(event.value)

    def on_input_submitted(self, event):
        event.stop()
        self._close(lambda question: question.done(event.value))

    def on_answer_gave_up(self):
        self._close(lambda question: question.live and question.live(''))

    def _close(self, then):
        question, self.question = self.question, None
        self._switch(False)
        self.app.focus_view()
        if question is not None:
            then(question)

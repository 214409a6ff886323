"""What the views have in common: something to ask the source for, and something to show."""
from textual.containers import Container
from textual.message import Message


class View(Container):
    """A screenful below the head.

    crumb: what the breadcrumbs call it. hints: ((key, label), ...) for the last line. `request()` gives a function of the source, which is
    called in another thread; what it returns goes to `show`. Both run at each refresh, so the former asks only for
    what is on the screen.
    """
    DEFAULT_CSS = 'View { height: 1fr; }'
    crumb = ''
    gentle = False              # whether what it asks takes little of the scheduler's time by itself, however long it takes
    hints = ()

    class Open(Message):
        """Go into something: a view that is not there yet."""
        def __init__(self, view):
            super().__init__()
            self.view = view

    def request(self):
        raise NotImplementedError

    def show(self, data):
        raise NotImplementedError

    def focus_first(self):
        """Give the keys to what is in here."""
        found = next((child for child in self.query('*') if child.focusable), None)
        if found is not None:
            self.screen.set_focus(found)            # at once, unlike `focus()`: keys that were typed already go there

    def ask_again(self):
        """What is shown does not fit what is asked for any more."""
        self.app.hurry()

    def on_table_wanted(self, event):
        event.stop()
        self.ask_again()

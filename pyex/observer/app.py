"""The full-screen observer: views onto a *source*, which is a node in this Python or one at the other end of a socket.

The app is the frame: head, body, last line, breadcrumbs, and the *pump*, the one task that asks the source. It asks again when
the interval has passed or a key has changed what is to be seen, and never twice at once; the asking happens in a thread of
its own, since the source may have to wait for the scheduler. What is asked and how it is drawn is in `views/`.
"""
import asyncio
import os
from time import perf_counter

from textual.app import App
from textual.binding import Binding
from textual.containers import Container
from textual.filter import NoColor

from pyex.observer.model import SourceLost
from pyex.observer.views.actions import ACTIONS, start
from pyex.observer.views.bottom import Bottom, Question
from pyex.observer.views.columns import PROCESSES
from pyex.observer.views.ets import TablesView
from pyex.observer.views.head import Head
from pyex.observer.views.help import Help
from pyex.observer.views.messages import MessagesView
from pyex.observer.views.paint import palette
from pyex.observer.views.process import ProcessView
from pyex.observer.views.processes import ProcessesView
from pyex.observer.views.scheduler import SchedulerView
from pyex.observer.views.timers import NamesView, TimersView
from pyex.observer.views.trees import TreesView
from pyex.shell.background import background

REST = 10                                               # times as long as an answer took, the source is left in peace
PATIENCE = 1.5                                          # seconds until a person is told that an answer takes long
INTERVALS = 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60        # seconds
ROOTS = {'processes': ProcessesView, 'trees': TreesView, 'messages': MessagesView, 'ets': TablesView, 'timers': TimersView, 'names': NamesView,
         'scheduler': SchedulerView}


class Body(Container):
    DEFAULT_CSS = 'Body { height: 1fr; }'


class ObserverApp(App):
    """threaded: whether the source is asked in another thread. interval: seconds between refreshes, None for only on demand."""
    ENABLE_COMMAND_PALETTE = False
    CSS = 'Screen { background: ansi_default; color: ansi_default; }'
    BINDINGS = (
        *[Binding(str(number), f'root({name!r})', f'the views: {", ".join(ROOTS)}') for number, name in enumerate(ROOTS, 1)],
        Binding('colon', 'command', 'a command: a view, sort, filter, pid, every, save, light, dark'),
        Binding('escape', 'leave', 'out, or take back the filter'),
        Binding('z,Z', 'freeze', 'freeze'), Binding('plus,equals_sign', 'interval(1)', 'refresh less often'),
        Binding('minus', 'interval(-1)', 'refresh more often'), Binding('ctrl+r', 'now', 'refresh now'),
        Binding('ctrl+s', 'save', 'save this screen as SVG'), Binding('question_mark,f1', 'help', 'this help'),
        Binding('q,f10,ctrl+c,ctrl+q', 'quit', 'leave', priority=False),
    )

    def __init__(self, source, *, light=False, color=True, interval=1.0, threaded=True, **options):
        super().__init__(ansi_color=True, **options)
        if not color and not self.no_color:
            self.no_color = True
            self._filters.append(NoColor())
        self.source, self.interval, self.threaded = source, interval, threaded
        self.use_background(light)
        self.frozen, self.message = False, None
        self.hurried = asyncio.Event()
        self.path = []                  # the views one went through, the one that is shown last
        self.known = {}                 # {name: view} of the roots
        self.lost = None                # the SourceLost, when the source is gone
        self.failure = None             # an error of ours that ended the app
        self.slow = False               # whether the source has been asked for long
        self.asking = asyncio.Lock()
        self.given_up = False           # whether the answer that comes is of no use any more
        self.errands = []               # functions of the source, to be called before the next request

    def use_background(self, light):
        """Take the colours for a light or a dark background."""
        self.roles, self.theme = palette(light), 'ansi-light' if light else 'ansi-dark'

    def compose(self):
        yield Head()
        yield Body()
        yield Bottom()

    async def on_mount(self):
        await self.action_root('processes')
        if self.threaded:
            self.run_worker(self._pump())

    def _fatal_error(self):
        """An error of ours: instead of Textual's picture of it, `run` raises it when the terminal is as it was."""
        self.failure = self._exception
        self._close_messages_no_wait()

    # ---- asking the source ----------------------------------------------------------------------------------------------

    async def _pump(self):
        while True:
            self.hurried.clear()
            began = perf_counter()
            await self.ask_source()
            await self._pause(0 if self.view.gentle else REST * (perf_counter() - began))

    async def _pause(self, rest):
        """Until the interval has passed, and so many seconds, or somebody is in a hurry."""
        try:
            await asyncio.wait_for(self.hurried.wait(), None if self.frozen else max(self.interval, rest))
        except TimeoutError:
            pass

    async def ask_source(self):
        """One refresh of the view that is shown."""
        view = self.view
        if not view.is_mounted:
            return
        ask, patience = view.request(), self.set_timer(PATIENCE, self._is_slow)
        self.given_up = False
        errands, self.errands = self.errands, []
        try:
            summary, data = await self._call(lambda source: ([errand(source) for errand in errands], source.summary(), ask(source))[1:])
        except SourceLost as error:
            self.tell((f'{error}; q leaves', 'bad'))
            self.frozen, self.lost = True, error
            return
        finally:
            patience.stop()
            self.slow = False
        if not view.is_attached:
            return                      # the person has left meanwhile
        if not self.frozen:
            self.head.rates.add(summary)
        if view is self.view and not self.given_up:
            view.show(data)
        self.show_head()

    def _is_slow(self):
        self.slow = True
        self.show_head()

    async def _call(self, ask):
        async with self.asking:
            return await asyncio.to_thread(ask, self.source) if self.threaded else ask(self.source)

    def hurry(self):
        """Ask again at once: what is shown is not what a person wants to see any more."""
        if self.threaded:
            self.hurried.set()
            self.abandon()
        else:
            self.call_next(self.ask_source)

    def abandon(self):
        """Have the source give up what it is asked, if it can: a look at a million processes takes its time."""
        if self.asking.locked() and hasattr(self.source, 'abandon'):
            self.given_up = True
            self.source.abandon()

    def act(self, action, done):
        """Have the source do something; what came of it is told in the last line."""
        self.abandon()

        async def acting():
            failure = await self._call(action)
            self.tell((failure, 'bad') if failure else (done, 'good'))
            self.hurry()
        self.run_worker(acting())

    def act_on(self, name, pids, who):
        start(self, ACTIONS[name], pids, who)

    # ---- views ------------------------------------------------------------------------------------------------------------

    @property
    def view(self):
        return self.path[-1]

    @property
    def head(self):
        return self.query_one(Head)

    async def action_root(self, name):
        """One of the views that are always there."""
        view = self.known.get(name)
        if view is None:
            view = self.known[name] = ROOTS[name]()
            await self._add(view)
        await self._go([view])

    async def _add(self, view):
        view.display = False
        await self.query_one(Body).mount(view)

    async def _go(self, path):
        left = [view for view in self.path if view not in path]
        self._take_leave(left)
        for view in self.path:
            view.display = False
        self.path = path
        self.view.display = True
        for view in left:
            if view not in self.known.values():
                await view.remove()
        self.focus_view()
        self.message = None
        self.show_head()
        self.hurry()

    def _take_leave(self, views):
        self.errands += [view.left() for view in views if hasattr(view, 'left')]

    def last_errands(self):
        """What the source is told when the app is over: nobody looks any more."""
        self._take_leave(self.path)
        return self.errands

    async def on_view_open(self, event):
        await self.enter(event.view)

    async def enter(self, view):
        """Go into a view."""
        await self._add(view)
        await self._go([*self.path, view])

    def open(self, view):
        """The same, some time soon."""
        self.run_worker(self.enter(view))

    async def action_leave(self):
        leave = getattr(self.view, 'leave', None)
        if leave is not None and leave():
            self.show_head()
        elif len(self.path) > 1:
            await self._go(self.path[:-1])
        else:
            self.tell(('q leaves the observer', 'dim'))

    def focus_view(self):
        self.view.focus_first()

    def show_head(self):
        if not self.view.is_attached:
            return                      # the person has left meanwhile
        rhythm = ['frozen'] if self.frozen else [] if self.interval is None else [f'every {self.interval:g} s']
        slow = ['looking...'] if self.slow else []
        self.head.show(tuple(view.crumb for view in self.path), ', '.join([*self.view.notes, *slow, *rhythm]))
        self.query_one(Bottom).keys.show(self.view.hints, self.message)

    def tell(self, message):
        """A piece of text in the last line, until the next key."""
        self.message = message
        self.show_head()

    def on_key(self):
        if self.message is not None:
            self.message = None
            self.show_head()

    # ---- keys ---------------------------------------------------------------------------------------------------------------

    def ask(self, question):
        self.query_one(Bottom).ask(question)

    def action_freeze(self):
        self.frozen = not self.frozen
        self.show_head()
        self.hurry()

    def action_interval(self, by):
        if self.interval is not None:
            index = min(range(len(INTERVALS)), key=lambda index: abs(INTERVALS[index] - self.interval)) + by
            self.interval = INTERVALS[max(0, min(index, len(INTERVALS) - 1))]
            self.show_head()
            self.hurry()

    def action_now(self):
        self.hurry()

    def action_help(self):
        self.push_screen(Help(self.view, self))

    def action_save(self, path=''):
        """Write what is on the screen into a file: as text if its name ends so, else as SVG."""
        path = os.path.abspath(os.path.expanduser(path or f'observer-{self.path[0].crumb}.svg'))
        try:
            self.save(path)
        except OSError as error:
            self.tell((f'{path}: {error.strerror}', 'bad'))
        else:
            self.tell((f'saved as {path}', 'good'))

    def save(self, path):
        """The same; an OSError if it cannot be done."""
        text = self.as_text() if path.endswith(('.txt', '.md')) else self.export_screenshot(title='pyex observer', simplify=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)

    def as_text(self):
        """What is on the screen, as lines of text."""
        return ''.join(strip.text.rstrip() + '\n' for strip in self.screen._compositor.render_strips())

    def action_command(self):
        self.ask(Question(':', self.command, suggestions=tuple(COMMANDS)))

    def command(self, text):
        """What was typed after the colon."""
        name, _, rest = text.strip().partition(' ')
        found = [known for known in COMMANDS if name and known.startswith(name)]
        if not found:
            self.tell((f'{name}: no such command; there are {", ".join(COMMANDS)}', 'bad') if name else None)
            return
        failure = COMMANDS[found[0]](self, rest.strip())
        if failure:
            self.tell((failure, 'bad'))

    def open_root(self, name):
        self.run_worker(self.action_root(name))

    def show_messages_of(self, pids):
        """The messages of some processes as they pass."""
        async def opening():
            await self.action_root('messages')
            self.view.only(pids)
        self.run_worker(opening())


# ---- commands: (app, the rest of the line) -> None, or what is wrong -----------------------------------------------------

def _root(name):
    return lambda app, _rest: app.open_root(name)


def _sort(app, rest):
    column = next((column for column in PROCESSES if rest.lower() in (column.key, column.title.lower())), None)
    if column is None:
        return f'sort by one of {", ".join(column.key for column in PROCESSES)}'
    app.open_root('processes')
    app.call_next(lambda: app.known['processes'].action_sort(column.key))


def _filter(app, rest):
    if hasattr(app.view, 'set_filter'):
        app.view.set_filter(rest)
        return None
    return 'this view has no filter'


def _pid(app, rest):
    numbers = [int(number) for number in rest.strip('#PID<>').split('.') if number.isdigit()]
    if not numbers:
        return 'pid wants a number: pid 104, or pid 0.104.0'
    app.open(ProcessView(numbers[1 if len(numbers) == 3 else 0], ''))


def _every(app, rest):
    try:
        seconds = float(rest)
    except ValueError:
        return 'every wants a number of seconds'
    app.interval = min(max(seconds, INTERVALS[0]), 3600)
    app.hurry()


def _background(light):
    def use(app, _rest):
        app.use_background(light)
        app.hurry()
    return use


COMMANDS = {**{name: _root(name) for name in ROOTS}, 'sort': _sort, 'filter': _filter, 'pid': _pid, 'every': _every,
            'light': _background(True), 'dark': _background(False), 'freeze': lambda app, _: app.action_freeze(), 'save': lambda app, rest: app.action_save(rest),
            'help': lambda app, _: app.action_help(), 'quit': lambda app, _: app.exit()}


def run(source, color=True, light=None):
    """Show the observer in this terminal until the person leaves it. light: whether its background is; None for what the environment says."""
    app = ObserverApp(source, light=background() == 'light' if light is None else light, color=color)
    app.run()
    try:
        for errand in app.last_errands():
            errand(source)
    except SourceLost:
        pass
    if app.failure is not None:
        raise getattr(app.failure, 'error', app.failure)

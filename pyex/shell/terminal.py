"""The shell in a terminal: a prompt, what is entered evaluated expression by expression, and what processes ask for."""
import importlib
from functools import cached_property, partial

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import ANSI, fragment_list_width, to_formatted_text
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.renderer import print_formatted_text

from pyex.runtime.entry import NodeDied
from pyex.shell.editor import MODE, SHADE, Editor
from pyex.shell.background import background
from pyex.shell.highlight import lines, style_of
from pyex.shell.host import nothing, report
from pyex.shell.knowledge import Knowledge
from pyex.shell.pressed import noted
from pyex.shell.reader import entry_of, split
from pyex.shell.screen import Screen, history_path
from pyex.shell.session import Session

LATER = 0.2             # seconds after the first prompt that what only completion needs is read
TOO_MANY = 5            # defects one after the other, before the shell gives up


class TerminalShell:

    def __init__(self, session, screen):
        self.session, self.screen = session, screen
        screen.ask_person = self.ask
        session.expects = self.expects
        session.show_observer = self.show_observer
        screen.keys.append((('f5',), 'the observer; what is typed waits for you', self.step_aside))
        self.aside = None               # what was typed when the prompt was left for something else
        self.leaving = None             # what it was left for: a closure
        depth = None if screen.ansi else ColorDepth.DEPTH_1_BIT
        self.knowledge = Knowledge(session)
        self.style = style_of(background())
        self.editor = Editor(self.knowledge, screen, self.style, depth, history_path(), self.continuation)
        self.depth = depth
        self.configured = None, None    # the editing mode and the background that were configured last

    @cached_property
    def asker(self):
        """The prompt for processes that ask (it takes 10 ms to make, and most sessions need none)."""
        return PromptSession(color_depth=self.depth, enable_suspend=True)

    def run(self, commands=()):
        """Until the person leaves; the exit status."""
        if not self.session.start(commands):
            return self.session.status
        self.editor.begin_with(self.screen.keyboard.typed())
        defects = 0
        while defects < TOO_MANY:
            try:
                self.turn()
                defects = 0
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            except NodeDied:
                self.session.renew()
            except Exception as error:      # a defect of ours must not end the person's session
                report(error)
                defects += 1
        return 1

    def turn(self):
        """One prompt and its answers; other processes that have asked for input come before."""
        self.session.handle_pending()
        while self.screen.asked():
            self.session.node.entry.settle(self.session.settling)
            self.session.handle_pending()
        text = self.edit()
        leaving, self.leaving = self.leaving, None
        if leaving is not None:
            leaving()
        elif text.strip() and self.editor.given_up():
            self.screen.write('stderr', '** (interrupted) before it began\n')
        elif text.strip():
            self.evaluate(split(text) if self.editor.several else [entry_of(text)])
        else:
            self.session.enter()

    def evaluate(self, entries):
        """One entry after the other; those of a pasted block are shown again, each before its answer. Ctrl+C ends all."""
        for entry in entries:
            if len(entries) > 1:
                self.echo(entry.text)
            self.session.evaluate(entry)
            if self.session.outcome == 'interrupted':
                self.editor.drop_typed()
                break

    def continuation(self, width, _line=0, _soft_wrapped=0):
        shown = to_formatted_text(ANSI(self.session.prompt(continued=True)))
        return [('', ' ' * (width - fragment_list_width(shown))), *shown]

    def edit(self):
        """What a person enters at the prompt, above which other processes may print meanwhile."""
        self._configure()
        offered, default = self.session.offer(), ''
        if self.aside is not None and self.session.lent is None:
            default, offered, self.aside = self.aside, '', None
        try:
            return self.editor.ask(ANSI(self.session.prompt()), default, self._opened, offered)
        finally:
            self.screen.closed()

    def _opened(self):
        self.screen.opened(self.editor.app)
        self.editor.app.loop.call_later(LATER, self.knowledge.begin)

    def _configure(self):
        """Take over what `IEx.configure/1` has said about keys and colours."""
        asked = self.session.templates.get(MODE), self.session.templates.get(SHADE)
        if asked != self.configured:
            self.configured, (mode, shade) = asked, asked
            if mode:
                self.editor.use_mode(mode)
            self.style = self.editor.style = style_of(shade or background())

    def ask(self, prompt):
        """A line for a process that wants one; None for the end of the input."""
        try:
            with noted(self.asker.app) as signals:
                line = self.asker.prompt(ANSI(prompt), pre_run=lambda: self.screen.opened(self.asker.app), handle_sigint=False)
        except EOFError:
            return None
        finally:
            self.screen.closed()
        if signals:
            raise KeyboardInterrupt
        return line

    def step_aside(self, event):
        """Leave the prompt for the observer."""
        self._leave(event.app, lambda: self.show_observer(self.session.observer.source))

    def _leave(self, application, closure):
        """Leave the prompt for a closure; what is typed comes back after it."""
        self.leaving, self.aside = closure, application.current_buffer.document
        application.erase_when_done = True
        application.exit(result='')

    def expects(self, request):
        """On the node's thread: a process has asked for input. Who is typing is told, or asked at once if it is urgent."""
        if not self.session.urgent:
            self.screen.expects(request)
            return
        with self.screen.lock:
            if self.screen.application is not None:
                self.screen.loop.call_soon_threadsafe(self._called_away)

    def _called_away(self):
        application = self.editor.app
        if application.is_running and not application.is_done:
            self._leave(application, nothing)

    def show_observer(self, source):
        """The observer, in the whole of the terminal, until the person leaves it. Its library is loaded now (0.2 s), not before."""
        with self.screen.lent():
            importlib.import_module('pyex.observer.app').run(source, color=self.screen.ansi)

    def echo(self, text):
        before, shown = to_formatted_text(ANSI(self.session.prompt())), []
        after = self.continuation(fragment_list_width(before))
        for line in lines(text.rstrip('\n')):
            shown += [*before, *(line if self.screen.ansi else [('', part) for _, part in line]), ('', '\n')]
            before = after
        print_formatted_text(self.editor.app.output, shown, self.style)


def run(options, connect):
    """A shell in a terminal, on the node that `connect(host, console, options)` makes; the exit status."""
    screen = Screen(options.color)
    try:
        session = Session(screen)
        session.connect = partial(connect, session, screen, options)
        session.connect()
        return TerminalShell(session, screen).run(options.commands)
    finally:
        screen.restore()

"""The shell in a terminal: editing with prompt_toolkit, history over sessions, a pasted block evaluated expression by expression."""
import importlib

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.formatted_text import ANSI, FormattedText
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.output import ColorDepth

from pyex.shell.completion import Knowledge, NodeCompleter
from pyex.shell.highlight import BracketMarks, Chunks, ElixirLexer, background, fragments, style_of
from pyex.shell.host import report
from pyex.shell.keys import bindings
from pyex.shell.reader import split
from pyex.shell.screen import Screen, history_path
from pyex.shell.session import Session

TOO_MANY = 5            # defects one after the other, before the shell gives up


class TerminalShell:

    def __init__(self, session, screen):
        self.session, self.screen = session, screen
        screen.ask_person = self.ask
        session.expects = screen.expects
        session.show_observer = self.show_observer
        depth = None if screen.ansi else ColorDepth.DEPTH_1_BIT
        path = history_path()
        self.knowledge = Knowledge(session)
        self.knowledge.begin()
        self.style, chunks = style_of(background()), Chunks()
        self.editor = PromptSession(
            multiline=True, history=FileHistory(path) if path else InMemoryHistory(),
            lexer=ElixirLexer(chunks), input_processors=[BracketMarks(chunks)], style=self.style, color_depth=depth,
            enable_suspend=True,
            completer=NodeCompleter(self.knowledge), complete_while_typing=False,
            key_bindings=bindings(self.submit), prompt_continuation=self.continuation)
        self.asker = PromptSession(color_depth=depth, enable_suspend=True)

    def run(self, commands=()):
        """Until the person leaves; the exit status."""
        if not self.session.start(commands):
            return self.session.status
        self.screen.write('stdout', self.session.banner + '\n')
        defects = 0
        while defects < TOO_MANY:
            try:
                self.turn()
                defects = 0
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
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
        text = self.edit(self.editor, self.session.prompt(), self.session.offer())
        if text.strip():
            self.evaluate(split(text))
        else:
            self.session.enter()

    def evaluate(self, entries):
        """One entry after the other; those of a pasted block are shown again, each before its answer. Ctrl+C ends all."""
        for entry in entries:
            if len(entries) > 1:
                self.echo(entry.text)
            self.session.evaluate(entry)
            if self.session.outcome == 'interrupted':
                break

    def continuation(self, width, _line, _soft_wrapped):
        return self.session.prompt(continued=True).rjust(width)

    def submit(self, buffer):
        if len(split(buffer.text)) > 1:
            self.editor.app.erase_when_done = True
        buffer.validate_and_handle()

    def edit(self, editor, prompt, default=''):
        """What a person enters at a prompt, above which other processes may print meanwhile."""
        editor.app.erase_when_done = False
        try:
            return editor.prompt(prompt, default=default, pre_run=lambda: self.screen.opened(editor.app))
        finally:
            self.screen.closed()

    def ask(self, prompt):
        """A line for a process that wants one; None for the end of the input."""
        try:
            return self.edit(self.asker, ANSI(prompt))
        except EOFError:
            return None

    def show_observer(self, source):
        """The observer, in the whole of the terminal, until the person leaves it. Its library is loaded now (0.2 s), not before."""
        with self.screen.lent():
            importlib.import_module('pyex.observer.app').run(source, color=self.screen.ansi)

    def echo(self, text):
        first, *more = text.rstrip('\n').split('\n')
        prompt = self.session.prompt()
        shown = '\n'.join([prompt + first, *[self.continuation(len(prompt), 0, 0) + line for line in more]])
        print_formatted_text(FormattedText(fragments(shown)) if self.screen.ansi else shown, style=self.style)


def run(options, connect):
    """A shell in a terminal, on the node that `connect(host, console, options)` makes; the exit status."""
    screen = Screen(options.color)
    session = Session(screen)
    connect(session, screen, options)
    return TerminalShell(session, screen).run(options.commands)

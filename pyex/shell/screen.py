"""A terminal: what processes print appears above the prompt, and never disturbs what is being typed.

While a prompt stands, output is collected (`backlog.py`) and shown batch by batch: the prompt is erased, the lines are written and
the prompt is drawn again, in one write. A line that has no end yet stands above the prompt and is gone on with there. Between
prompts output is written straight through, all of it, so that a slow terminal slows the writer down.

The node's thread writes, the main thread edits: `lock` is held by whoever touches the terminal or the backlog.
"""
import asyncio
import os
import signal
import sys
import threading
from contextlib import contextmanager
from functools import partial

from prompt_toolkit.data_structures import Point
from prompt_toolkit.utils import get_cwidth

from pyex.shell.backlog import LONGEST, STYLE, Backlog, is_blank, style_after, tame
from pyex.shell.console import PlainConsole
from pyex.shell.keyboard import Keyboard
from pyex.shell.settings import state_folder
from pyex.shell.status import StatusLine
from pyex.terms.show import inspect

BATCH = 0.02            # seconds that output waits for more of it
A_SECOND = 2_000        # lines: more of them wait longer, until there are too many
PAUSE = 0.5             # seconds after a batch of which lines were left out
SWITCH = 0.001          # seconds that the node's thread may keep Python to itself while the main thread wants it
PLAIN = '\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[0m'       # no bracketed paste; lines wrap, a cursor, no colour


class Screen(PlainConsole):

    def __init__(self, color=None):
        super().__init__(color)
        self.lock = threading.Lock()
        self.application = self.loop = None     # of the prompt that stands
        self.absent = False             # whether another program has the terminal
        self.backlog = Backlog()
        self.scheduled, self.delay = False, BATCH
        self.fragment = ''              # the line without an end that the cursor is in, or that stands above the prompt
        self.styles = []                # the colours in force before it
        self.typed = ''                 # the rest of a line of which a process asked for some characters only
        self.questions = 0              # that a person was asked for processes
        self.mixed = os.isatty(2)       # whether errors are to be seen here too
        self.status = StatusLine(self.columns)
        self.status_line = self.status.toolbar
        self.keys = [(('f2',), 'status line on and off', lambda _event: self.status.toggle())]
        self.reflows = reflows(os.environ)
        self.keyboard = Keyboard()
        self.keyboard.hush()
        self.ask_person = None          # shows a prompt to a person and gives the line: set by the shell

    def attach(self, node):
        super().attach(node)
        self.status.attach(node)
        sys.setswitchinterval(SWITCH)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._leave)
        signal.signal(signal.SIGCONT, self._continued)

    def restore(self):
        """Leave the terminal as it was."""
        try:
            if self.application is not None:
                os.write(1, ('\r\n' + PLAIN).encode())
            self.keyboard.restore()
        except OSError:                         # it is gone
            pass

    def _leave(self, number, _frame):
        self.restore()
        os._exit(128 + number)

    def _continued(self, _number, _frame):
        """The program was stopped, and goes on: who had the terminal meanwhile has changed its modes, and what is on it."""
        application = self.application
        if application is None:
            if not self.absent:
                self.keyboard.hush()
        elif not application._running_in_terminal:
            application.input.raw_mode().__enter__()
            self.loop.call_soon_threadsafe(application._on_resize)

    # on the node's thread

    def write(self, device, text):
        if self.listener is not None:
            self.listener(text)
        if device == 'stderr' and not self.mixed:
            self._put(2, text)
            return
        with self.lock:
            if self.application is None and not self.absent:
                self._put(1, text)
                self._follow(text)
            else:
                self._collect(text)

    def _collect(self, text):
        self.backlog.add(text)
        if not self.scheduled and self.application is not None:
            self._schedule()

    def _follow(self, text):
        """Note where the cursor is left and in which colour."""
        whole, mark, rest = text.rpartition('\n')
        if mark:
            self.styles = style_after(self.styles, self.fragment + whole)
            self.fragment = ''
        self.fragment = (self.fragment + rest)[-LONGEST:]

    def _schedule(self):
        try:
            self.loop.call_soon_threadsafe(self.loop.call_later, self.delay, self._flush)
            self.scheduled = True
        except RuntimeError:            # the prompt has just ended; `closed` writes the rest
            pass

    def expects(self, request):
        """A process asks for input: a person at a prompt is told, and asked when that line is entered."""
        prompt = f', with {inspect(request.prompt)}' if request.prompt else ''
        with self.lock:
            if self.application is not None:
                self._collect(self._dim(f'({inspect(request.asker)} asks for input{prompt}; its turn comes after this line)') + '\n')

    # on the main thread

    def tell(self, text):
        """The shell itself says something above the prompt: it is no part of the session's transcript."""
        with self.lock:
            self._collect(text)

    def opened(self, application):
        """A prompt stands from now on."""
        with self.lock:
            self.application, self.loop = application, asyncio.get_running_loop()
            self.typed = ''
            if is_blank(self.fragment):
                self.fragment = ''
            else:
                self._put(1, '\x1b[0m\n')
        self.status.opened(application, self.loop)
        if self.reflows:
            application._on_resize = partial(self._resized, application)

    def _resized(self, application):
        """The terminal has another width: rows that have become too long were broken, so the prompt begins further up."""
        renderer = application.renderer
        cursor, screen, columns = renderer._cursor_pos, renderer.last_rendered_screen, self.columns()
        if screen is not None:
            above = sum(max(0, length - 1) // columns for length in row_lengths(screen)[:cursor.y])
            renderer._cursor_pos = Point(cursor.x % columns, cursor.y + above + cursor.x // columns)
        type(application)._on_resize(application)

    def closed(self):
        """The prompt is over."""
        self.status.closed()
        with self.lock:
            self.application, self.scheduled = None, False
            self.fragment = ''
            self._catch_up()

    @contextmanager
    def lent(self):
        """Another program has the terminal in this block; what processes print meanwhile is shown afterwards."""
        with self.lock:
            self.absent = True
        self.keyboard.restore()
        try:
            yield
        finally:
            self.keyboard.hush()
            with self.lock:
                self.absent = False
                self._catch_up()

    def _catch_up(self):
        """Write what was collected, after which all is written straight through."""
        if self.backlog:
            lines, fragment, _ = self._take()
            text = self._styled(lines, fragment)
            self._put(1, text)
            self._follow(text)

    def asked(self):
        """Whether a person was asked for a line since the last call."""
        asked, self.questions = self.questions, 0
        return asked > 0

    def read(self, kind, prompt):
        if kind == 'rest':
            lines = iter(lambda: self._line(''), None)
            return ''.join(lines).encode() or None
        wanted = 1 if kind == 'line' else kind[1]
        text = self.typed or self._line(prompt)
        while text is not None and kind != 'line' and len(text) < wanted:
            more = self._line('')
            if more is None:
                break
            text += more
        if text is None:
            return None
        end = text.index('\n') + 1 if kind == 'line' else wanted
        self.typed = text[end:]
        return text[:end].encode()

    def _line(self, prompt):
        """A line that a person types; None for the end of the input. What stands before the cursor becomes part of the prompt."""
        before = '' if is_blank(self.fragment) else tame(self.fragment)
        if before:
            up = rows(before, self.columns()) - 1
            self._put(1, '\r' + (f'\x1b[{up}A' if up else '') + '\x1b[J')
            self.fragment = ''
        self.questions += 1
        line = self.ask_person(before + prompt)
        text = None if line is None else line + '\n'
        self._heard(prompt, text or '\n')
        return text

    def _flush(self):
        """Show what was collected above the prompt."""
        with self.lock:
            application = self.application
            self.scheduled = False
            if application is None or application.is_done or not self.backlog:
                return
            if application._running_in_terminal:        # an editor, say, has the terminal
                self._schedule()
                return
            above = self.fragment
            lines, fragment, self.delay = self._take(above)
            text = self._styled(lines, fragment and fragment + '\n')
            self.styles, self.fragment = style_after(self.styles, '\n'.join(lines)), fragment
        columns = self.columns()
        shown = lines + [fragment] if fragment else lines
        self._draw(application, text, rows(tame(above), columns) if above else 0, height(shown, columns, self.rows()))

    @staticmethod
    def _draw(application, text, replaced, added):
        """Write a text above the prompt, in the place of so many rows that stand there: one write, which does not flicker."""
        renderer = application.renderer
        output, cursor, screen = renderer.output, renderer._cursor_pos, renderer.last_rendered_screen
        room = renderer._min_available_height
        if room:
            room = max(1, max(room, screen.height if screen else 0) + replaced - added)
        output.write_raw('\r')
        output.cursor_up(cursor.y + replaced)
        output.erase_down()
        output.reset_attributes()
        output.enable_autowrap()
        output.write_raw(text)
        renderer._cursor_pos, renderer._last_screen, renderer._min_available_height = Point(0, 0), None, room
        application._redraw()

    def _take(self, above=''):
        """(tame lines, the fragment as it came, the delay until the next batch) of what was collected; `above` goes before it."""
        head, left_out, tail, fragment = self.backlog.take(self.rows() - 6)
        if head:
            head[0] = above + head[0]
        else:
            fragment = above + fragment
        if len(fragment) > LONGEST:
            tail, fragment = [*tail, fragment], ''
        lines = [*map(tame, head), *([self._dim(f'... {left_out:,} lines left out')] if left_out else []), *map(tame, tail)]
        return lines, fragment, PAUSE if left_out else max(BATCH, len(lines) / A_SECOND)

    def _styled(self, lines, rest):
        """The text of lines and what follows them, in the colours that were in force before; in none in the end."""
        last = rest.removesuffix('\n')
        text = ''.join(self.styles) + ''.join([line + '\n' for line in lines]) + tame(last) + rest[len(last):]
        return text + '\x1b[0m' if '\x1b' in text else text

    def _dim(self, text):
        return f'\x1b[2m{text}\x1b[22m' if self.ansi else text


def reflows(environment):
    """Whether the terminal breaks long lines anew when it becomes narrower; a few old ones cut them off."""
    return 'TMUX' in environment or not ('XTERM_VERSION' in environment or 'STY' in environment or environment.get('TERM') == 'linux')


def row_lengths(screen):
    """How many columns each row of a screen of prompt_toolkit's takes."""
    return [max((x + 1 for x, cell in screen.data_buffer[y].items() if cell.char != ' '), default=0) for y in range(screen.height)]


def rows(line, columns):
    """How many rows of a terminal a tame line takes."""
    width = get_cwidth(STYLE.sub('', line.replace('\x07', '')).expandtabs())
    return max(1, -(-width // max(1, columns)))


def height(lines, columns, enough):
    """How many rows some lines take; no matter how many if it is `enough`."""
    total = 0
    for line in lines:
        total += rows(tame(line), columns)
        if total >= enough:
            break
    return total


def history_path():
    """Where the typed lines of all sessions are kept, or None if there is no such place."""
    folder = state_folder()
    return folder and os.path.join(folder, 'history')

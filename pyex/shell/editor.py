"""The prompt that Elixir is typed at: prompt_toolkit's, with our tokens' colours, completion, signatures, history and keys.

From top to bottom: what is typed, with the menu of completions below the cursor; the finder of the history (Ctrl-R); one line with
the signature of the call around the cursor, or with what is wrong; the status line.
"""
import os
import re
import traceback

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.cursor_shapes import (
    CursorShape,
    DynamicCursorShapeConfig,
    ModalCursorShapeConfig,
)
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition, has_focus, is_done, to_filter
from prompt_toolkit.formatted_text import fragment_list_width, to_formatted_text
from prompt_toolkit.input.typeahead import (
    clear_typeahead,
    get_typeahead,
    store_typeahead,
)
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, HSplit, Window, walk
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.layout.processors import TabsProcessor
from prompt_toolkit.utils import get_cwidth

from pyex.shell import keys, markdown
from pyex.shell.completion import NodeCompleter, shortened
from pyex.shell.finder import Finder
from pyex.shell.highlight import BracketMarks, Chunks, ElixirLexer
from pyex.shell.history import Entries
from pyex.shell.knowledge import UNANSWERED
from pyex.shell.pressed import noted
from pyex.shell.reader import error_of, split
from pyex.shell.signature import PROBLEM, signature

MENU = 9                # rows that a menu of completions may take
MODE, SHADE = 'editing_mode', 'background'         # settings of IEx.configure/1
ESCAPE = 0.1            # seconds after which Esc is a key, and not the begin of Alt and another one
AGAIN = ' (Enter again runs it as it is)'
DIM, OFFER = 'ansibrightblack', 'Enter runs this; what you type replaces it; Tab edits it'
INPUTRC = re.compile(r'^\s*set\s+editing-mode\s+(vi|emacs)', re.MULTILINE)


class Editor(PromptSession):

    def __init__(self, knowledge, screen, style, depth, history_path, continuation):
        self.knowledge, self.screen = knowledge, screen
        self.chunks = Chunks()
        self.names = NodeCompleter(knowledge, self._room)
        self.problem = None             # (text, message): what is wrong with what is typed, said once
        self.signed = None, []          # text before the cursor and its signature
        self.extra_keys = getattr(screen, 'keys', [])
        self.found_there = None         # the place in the history, and its text, that Up or Down have led to
        self.several = False            # whether what was entered is several expressions
        self.offered = ''               # a text that stands at the prompt, to be run as it is or replaced by what is typed
        self.late = False               # whether Ctrl+C came at the end of the prompt
        super().__init__(
            multiline=True, history=Entries(history_path), lexer=ElixirLexer(self.chunks), style=style, color_depth=depth,
            input_processors=[BracketMarks(self.chunks), TabsProcessor(tabstop=2, char1=' ', char2=' ')], completer=self.names,
            prompt_continuation=continuation, enable_suspend=True, enable_open_in_editor=True, tempfile_suffix='.exs',
            bottom_toolbar=getattr(screen, 'status_line', None), editing_mode=self._first_mode(),
            cursor=DynamicCursorShapeConfig(self._cursor))
        self.finder = Finder(lambda: self.history._loaded_strings, self.default_buffer)
        self.key_bindings = keys.bindings(self, self.extra_keys)
        self._furnish()

    def _furnish(self):
        """Put our lines into the layout, and change what the buffer does."""
        buffer = self.default_buffer
        self.app._handle_exception = self._defect       # prompt_toolkit's would stop and wait for Enter
        self.app.timeoutlen = self.app.ttimeoutlen = ESCAPE
        buffer.enable_history_search = to_filter(True)              # (given to the constructor it would forbid the menu while typing)
        buffer.complete_while_typing = Condition(lambda: self.history_at_rest() and self.mode_inserts())
        buffer.on_text_insert += keys.align_closer
        window = self.layout.current_window
        window.dont_extend_height = to_filter(True)                 # our lines stand right below what is typed
        line = Window(FormattedTextControl(self.below), height=1, dont_extend_height=True)
        around = next(each for each in walk(self.layout.container) if isinstance(each, HSplit) and window in map(_content, each.children))
        for each in walk(self.layout.container):
            for menu in getattr(each, 'floats', ()):
                if isinstance(menu.content, CompletionsMenu):
                    menu.content.content.height = Dimension(min=1, max=MENU)
        around.children += [self.finder.container, ConditionalContainer(
            line, filter=Condition(lambda: bool(self.below())) & has_focus(buffer) & ~is_done), Window()]

    def _defect(self, _loop, context):
        """An error of ours in a menu or a key is told, and what is typed stays."""
        error = context.get('exception')
        if error is None:
            return
        trace = ''.join(traceback.format_exception(error)) if os.environ.get('PYEX_DEBUG') else ''
        self.tell(f'{trace}** (Pyex.InternalError) {type(error).__name__}: {error}\n')

    def history_at_rest(self):
        """Not while a person walks through the history."""
        return self.default_buffer.working_index == len(self.default_buffer._working_lines) - 1

    def mode_inserts(self):
        app = get_app()
        return app.editing_mode != EditingMode.VI or app.vi_state.input_mode.value != 'vi-navigation'

    def _get_default_buffer_control_height(self):
        """Room for the menu only while there is one: the lines below stay where they are otherwise."""
        state = self.default_buffer.complete_state
        if state is None or not state.completions or get_app().is_done:
            return Dimension()
        row = self.default_buffer.document.cursor_position_row + 1
        return Dimension(min=row + min(MENU, len(state.completions)))

    # ---- one prompt

    def ask(self, prompt, default, opened, offered=''):
        """What a person enters; `opened()` is called when the prompt stands. default: what stands there. offered: what stands
        there to be run as it is, and is replaced by what is typed."""
        self.offered = offered
        self.names.forget()
        self.signed, self.problem, self.several, self.found_there = (None, []), None, False, None
        self.app.erase_when_done = False
        with noted(self.app) as signals:
            entered = self.prompt(prompt, default=Document(offered, 0) if offered else default, pre_run=opened, handle_sigint=False)
        self.late = bool(signals)
        return entered

    def begin_with(self, text):
        """What was typed before there was a prompt."""
        pressed = []
        parser = Vt100Parser(pressed.append)
        parser.feed(text)
        parser.flush()
        store_typeahead(self.app.input, pressed)

    def drop_typed(self):
        """What was read of the terminal before an evaluation that was interrupted is dropped, as the terminal drops what nobody has read."""
        clear_typeahead(self.app.input)

    def given_up(self):
        """Whether Ctrl+C came so soon after Enter that it was still a key; what was typed before it is dropped, as the terminal would."""
        self.begin_with(self.screen.keyboard.waiting())
        pressed = get_typeahead(self.app.input)
        after = max((index + 1 for index, press in enumerate(pressed) if press.key == Keys.ControlC), default=0)
        store_typeahead(self.app.input, pressed[after:])
        return after > 0 or self.late

    def untouched(self, buffer):
        """Whether what was offered stands there as it was; who moves into it edits it."""
        return bool(self.offered) and buffer.text == self.offered and not buffer.cursor_position

    def make_room(self, buffer):
        """Something is typed instead of what was offered."""
        if self.untouched(buffer):
            buffer.document = Document()

    def _columns(self):
        return self.app.output.get_size().columns

    def _room(self, document):
        columns = self._columns()
        return columns - (fragment_list_width(to_formatted_text(self.message)) + document.cursor_position_col) % columns

    def submit(self, buffer):
        """Enter: what is wrong is said first, with the cursor on it."""
        text = buffer.text
        error = error_of(text)
        if error is not None and not error.incomplete and (self.problem is None or self.problem[0] != text):
            self.problem = text, _message(error)
            buffer.cancel_completion()
            buffer.cursor_position = _place(error, buffer.document)
            return
        self.several = len(split(text)) > 1
        self.app.erase_when_done = self.several
        buffer.validate_and_handle()

    def give_up(self, buffer):
        """`#iex:break`, which ends what is not complete, as in iex."""
        self.several = False
        buffer.validate_and_handle()

    # ---- what stands below

    def below(self):
        """The fragments of the line below: what is wrong, else the signature of the call around the cursor."""
        document = self.default_buffer.document
        if self.problem is not None:
            if self.problem[0] == document.text:
                return [(PROBLEM, shortened(self.problem[1], self._columns() - len(AGAIN)) + AGAIN)]
            self.problem = None
        if self.untouched(self.default_buffer):
            return [(DIM, OFFER)]
        before = document.text_before_cursor
        if self.signed[0] != before:
            self.signed = before, self._signature(before)
        return clipped(self.signed[1], self._columns())

    def _signature(self, text):
        try:
            return signature(text, self.knowledge) if text.strip() else []
        except UNANSWERED:
            return []

    def walk(self, move, step):
        """Up or Down: `move()` through the lines, then through the history; on an entry that was just found there, `step()` to the next one."""
        buffer = self.default_buffer
        before = buffer.working_index
        if self.found_there == (before, buffer.text) and buffer.document.is_cursor_at_the_end:
            step()
        else:
            move()
        if buffer.working_index != before:
            buffer.cursor_position = len(buffer.text)
            self.found_there = buffer.working_index, buffer.text

    def complete(self, buffer):
        """Tab: what all candidates share; else into the menu, as for one that only holds the letters typed."""
        document, state = buffer.document, buffer.complete_state
        if state is not None and state.complete_index is not None:
            buffer.complete_next()
            return
        try:
            found, typed = self.names.found(document.text_before_cursor, True)
        except UNANSWERED:
            return
        common = os.path.commonprefix([each.text for each in found])
        if len(common) > len(typed) and common.startswith(typed) and common != ':' or len(found) == 1 and common.lower().startswith(typed.lower()):
            buffer.cancel_completion()
            buffer.delete_before_cursor(len(typed))
            buffer.insert_text(common, fire_event=False)
        elif state is not None and state.completions:
            buffer.complete_next()
        elif found:
            buffer.start_completion(select_first=False)

    # ---- what keys do

    def tell(self, text):
        """Print something above the prompt."""
        self.screen.tell(text)

    def explain(self, document):
        """The documentation of the function or module before the cursor, above the prompt."""
        try:
            text = self.knowledge.documentation(document.text_before_cursor)
        except UNANSWERED:
            text = None
        self.tell((markdown.render(text, self.screen.columns()) if text else 'Nothing is known about what stands here.') + '\n')

    def _cursor(self):
        """In vi mode the cursor's shape tells whether letters are typed or are commands."""
        return ModalCursorShapeConfig() if self.editing_mode == EditingMode.VI else CursorShape._NEVER_CHANGE

    def switch_mode(self):
        wanted = EditingMode.EMACS if self.editing_mode == EditingMode.VI else EditingMode.VI
        self.use_mode(wanted.value.lower())
        self.screen.status.settings.set(MODE, wanted.value.lower())

    def use_mode(self, name):
        self.editing_mode = EditingMode.VI if name == 'vi' else EditingMode.EMACS

    def _first_mode(self):
        """As kept by F4, else as in ~/.inputrc (`set editing-mode vi`)."""
        kept = self.screen.status.settings.get(MODE, None) or _inputrc_mode()
        return EditingMode.VI if kept == 'vi' else EditingMode.EMACS


def clipped(fragments, columns):
    """Fragments of one line, as many as fit; the last one ends in `…` if there are more."""
    shown = []
    for style, text in fragments:
        shown.append((style, shortened(text, columns)))
        columns -= get_cwidth(text)
        if columns <= 0:
            break
    return shown


def _content(container):
    return getattr(container, 'content', container)


def _inputrc_mode():
    path = os.environ.get('INPUTRC') or os.path.expanduser('~/.inputrc')
    try:
        with open(path, encoding='utf-8', errors='replace') as file:
            found = INPUTRC.findall(file.read())
    except OSError:
        return None
    return found[-1] if found else None


def _message(error):
    return ' '.join(error.description.split('\n')[0].split())


def _place(error, document):
    """Where the cursor goes: to what is wrong, as far as the text reaches."""
    line = error.fields.get('end_line') or error.line
    column = error.fields.get('end_column') or error.column or 1
    row = max(0, min(line - 1, document.line_count - 1))
    return document.translate_row_col_to_index(row, min(column - 1, len(document.lines[row])))

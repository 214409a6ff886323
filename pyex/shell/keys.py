"""What Enter and a paste do: Enter submits only complete entries, and indents the next line of others."""
import re

from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import completion_is_selected, has_focus
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys

from pyex.shell.reader import is_incomplete
from pyex.syntax import tokens

INDENT = '  '
OPENERS = {'do', 'fn', 'stab_op', '(', '[', '{', '<<', 'block_identifier'}
CLOSERS = re.compile(r'^\s*(end|else|rescue|catch|after|\)|\]|\})(?![\w?!])')
PROMPT = re.compile(r'^\s*(?:iex|pyex|\.\.\.)(?:\(\d+\))?> ?')


def bindings(submit):
    """The shell's keys; `submit(buffer)` takes what was typed."""
    keys = KeyBindings()
    typing = has_focus(DEFAULT_BUFFER)

    @keys.add('enter', filter=typing & completion_is_selected)
    def _choose(event):
        event.current_buffer.complete_state = None

    @keys.add('enter', filter=typing & ~completion_is_selected)
    def _enter(event):
        buffer = event.current_buffer
        align(buffer)
        if buffer.document.on_last_line and not is_incomplete(buffer.text + '\n'):
            submit(buffer)
        else:
            buffer.insert_text('\n' + indentation(buffer.document.text_before_cursor))

    @keys.add('escape', 'enter', filter=typing)
    def _newline(event):
        event.current_buffer.insert_text('\n')

    @keys.add(Keys.BracketedPaste, filter=typing)
    def _paste(event):
        text = event.data.replace('\r\n', '\n').replace('\r', '\n')
        event.current_buffer.insert_text(without_prompts(text).rstrip('\n'))

    return keys


def indentation(text):
    """The white space that the line after `text` begins with."""
    line = text.rpartition('\n')[2]
    spaces = line[:len(line) - len(line.lstrip())]
    shown = [token for token in tokens(line) if token.kind not in ('comment', 'eol')]
    return spaces + INDENT if shown and (shown[-1].kind in OPENERS or shown[-1].text == '%{') else spaces


def align(buffer):
    """Move a line that begins with `end`, `else` or a closing bracket one step out, if it stands where Enter put it."""
    document = buffer.document
    line, row = document.current_line, document.cursor_position_row
    depth = len(line) - len(line.lstrip())
    if row and depth >= len(INDENT) and CLOSERS.match(line) and depth == len(indentation(document.lines[row - 1])):
        start = document.cursor_position - document.cursor_position_col
        text = document.text[:start] + document.text[start + len(INDENT):]
        buffer.document = Document(text, max(start, document.cursor_position - len(INDENT)))


def without_prompts(text):
    """Pasted text; of a pasted session only what was typed at its prompts."""
    lines = text.split('\n')
    if not PROMPT.match(lines[0]):
        return text
    return '\n'.join(PROMPT.sub('', line) for line in lines if PROMPT.match(line))

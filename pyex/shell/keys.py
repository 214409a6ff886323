"""The keys of the prompt: one decorated function for each, with the line that F1 shows about it.

What moves the cursor, deletes and undoes are prompt_toolkit's keys: Emacs's, or vi's (F4).
"""
import re

from prompt_toolkit.application import get_app
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import (
    Condition,
    completion_is_selected,
    emacs_insert_mode,
    has_completions,
    has_focus,
    vi_insert_mode,
)
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys

from pyex.shell.indentation import STEP, aligned, indentation, leading
from pyex.shell.reader import BREAK, is_incomplete

PROMPT = re.compile(r'^\s*(?:iex|pyex|pry|\.{2,})(?:\([^()\s]*\))?\d*>(?: |$)')
NUMBERED = re.compile(r'^\s*(?:iex|pyex)\(\d+\)>(?: |$)')
CLOSERS = {'end', 'else', 'rescue', 'catch', 'after', ')', ']', '}', '>>'}

TYPING = has_focus(DEFAULT_BUFFER)
KEYS = []               # (names of keys, filter, help, function(editor, event)), in the order of F1's list
INHERITED = [           # what is prompt_toolkit's, for F1's list
    ('Ctrl-A, Ctrl-E, Ctrl-K, Ctrl-W', 'begin, end, delete to the end, delete a word (Emacs keys)'),
    ('Ctrl-_', 'undo; a paste is undone in one go'),
    ('Ctrl-X Ctrl-E, Alt-O, v in vi', 'edit it in $EDITOR'),
    ('Ctrl-C, Ctrl-D', 'drop what is typed (or interrupt what runs); leave pyex')]


def key(*names, help=None, filter=TYPING, **options):
    """Register a key. help: (what the key is called, what it does) for F1."""
    def register(function):
        KEYS.append((names, filter, help, function, options))
        return function
    return register


def bindings(editor, extra=()):
    """The keys for an Editor; extra: (names, help, handler(event)) of others."""
    made = KeyBindings()
    for names, when, _, function, options in KEYS:
        made.add(*names, filter=TYPING & when, **options)(lambda event, function=function: function(editor, event))
    for names, _, handler in extra:
        made.add(*names)(handler)
    return merge_key_bindings([made, editor.finder.bindings()])


def helped(extra=()):
    """The lines that F1 shows."""
    rows = [help for _, _, help, _, _ in KEYS if help] + [(', '.join(map(str.upper, names)), help) for names, help, _ in extra] + INHERITED
    width = max(len(name) for name, _ in rows)
    return ''.join(f'  {name.ljust(width)}  {text}\n' for name, text in rows)


# ---- Enter, Tab, arrows ---------------------------------------------------------------------------------------------------------


@key('enter', filter=completion_is_selected)
def _choose(_editor, event):
    event.current_buffer.complete_state = None


@key('enter', filter=~completion_is_selected, help=('Enter', 'run it, if it is complete; else a new line'))
def _enter(editor, event):
    buffer = event.current_buffer
    align(buffer)
    if editor.untouched(buffer):
        editor.submit(buffer)
    elif buffer.document.on_last_line and buffer.document.current_line.strip() == BREAK:
        editor.give_up(buffer)
    elif buffer.document.on_last_line and not is_incomplete(buffer.text + '\n'):
        editor.submit(buffer)
    else:
        new_line(buffer)


@key('escape', 'enter', help=('Alt-Enter, Ctrl-J', 'a new line in any case'))
@key('c-j')
def _new_line(_editor, event):
    new_line(event.current_buffer)


@key('backspace', filter=~completion_is_selected & Condition(lambda: not get_app().current_buffer.cursor_position))
def _drop_offer(editor, event):
    editor.make_room(event.current_buffer)


@key('tab', help=("Tab", "completes: what all candidates share, then the menu"))
def _tab(editor, event):
    buffer = event.current_buffer
    if editor.untouched(buffer):
        buffer.cursor_position = len(buffer.text)
    elif not buffer.document.current_line_before_cursor.strip():
        buffer.insert_text(STEP)
    else:
        editor.complete(buffer)


@key('s-tab')
def _shift_tab(_editor, event):
    buffer = event.current_buffer
    before = buffer.document.current_line_before_cursor
    if buffer.complete_state is not None:
        buffer.complete_previous()
    elif before.endswith(STEP) and not before.strip():
        buffer.delete_before_cursor(len(STEP))


@key('down', filter=has_completions)
def _into_menu(_editor, event):
    event.current_buffer.complete_next()


@key('up', filter=~completion_is_selected, help=('Up, Down', 'older and newer entries that begin with what stands before the cursor'))
def _up(editor, event):
    event.current_buffer.complete_state = None
    editor.make_room(event.current_buffer)
    editor.walk(event.current_buffer.auto_up, event.current_buffer.history_backward)


@key('down', filter=~has_completions)
def _down(editor, event):
    editor.walk(event.current_buffer.auto_down, event.current_buffer.history_forward)


@key('c-up', help=('Ctrl-Up, Ctrl-Down', 'the line above, the line below'))
def _line_up(_editor, event):
    event.current_buffer.cursor_up()


@key('c-down')
def _line_down(_editor, event):
    event.current_buffer.cursor_down()


@key('escape', filter=has_completions)
def _close_menu(_editor, event):
    event.current_buffer.cancel_completion()


# ---- history, editor, help --------------------------------------------------------------------------------------------------------


@key('c-r', help=('Ctrl-R, F3', 'find in the history: letters in their order are enough'))
@key('f3')
def _find(editor, event):
    editor.finder.open(event)


@key('f1', help=('F1', 'these keys'))
def _help(editor, _event):
    editor.tell(helped(editor.extra_keys))


@key('f4', help=('F4', 'Emacs keys or vi keys (kept for later sessions)'))
def _mode(editor, _event):
    editor.switch_mode()


@key('escape', 'h', help=('Alt-H', 'the documentation of what stands before the cursor'))
def _docs(editor, event):
    editor.explain(event.current_buffer.document)


@key('escape', 'o')
@key('c-o')
def _editor(_editor, event):
    event.current_buffer.open_in_editor()


@key(Keys.Any, filter=emacs_insert_mode | vi_insert_mode, save_before=lambda event: not event.is_repeat)
def _letter(editor, event):
    """As prompt_toolkit's, but what is typed in one go is undone in one go."""
    editor.make_room(event.current_buffer)
    event.current_buffer.insert_text(event.data * event.arg)


@key(Keys.BracketedPaste)
def _paste(editor, event):
    text = without_prompts(event.data.replace('\r\n', '\n').replace('\r', '\n'))
    buffer = event.current_buffer
    editor.make_room(buffer)
    buffer.insert_text(text.rstrip('\n'), fire_event=False)
    if text.endswith('\n') and text.strip() and buffer.document.is_cursor_at_the_end:
        if is_incomplete(buffer.text + '\n'):
            new_line(buffer)
        else:
            editor.submit(buffer)


# ---- lines ------------------------------------------------------------------------------------------------------------------------


def new_line(buffer):
    buffer.insert_text('\n' + indentation(buffer.document.text_before_cursor))


def align(buffer):
    """Indent the current line as what it begins with wants it, unless a person has moved it."""
    document = buffer.document
    line = document.current_line
    start = document.cursor_position - document.cursor_position_col
    if not document.cursor_position_row:
        return
    before = document.text[:start]
    wanted, given = aligned(before, line), leading(line)
    if wanted is None or wanted == given or given != indentation(before[:-1]):
        return
    text = before + wanted + line[len(given):] + document.text[start + len(line):]
    buffer.document = Document(text, max(start, document.cursor_position + len(wanted) - len(given)))


def align_closer(buffer):
    """After each key: a line that has just become `end`, `else`, `)`... moves to where it belongs."""
    if buffer.document.current_line.strip() in CLOSERS:
        align(buffer)


def without_prompts(text):
    """Pasted text; of a pasted session only what was typed at its prompts.

    It is one when it begins with a prompt; also when it begins within a line and numbered prompts follow.
    """
    lines = text.split('\n')
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not PROMPT.match(lines[first]) and not any(map(NUMBERED.match, lines)):
        return text
    typed = [number for number, line in enumerate(lines) if number == first or PROMPT.match(line)]
    return '\n'.join(PROMPT.sub('', lines[number]) for number in typed) + ('\n' if typed[-1] + 1 < len(lines) else '')

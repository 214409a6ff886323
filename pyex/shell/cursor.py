"""Where the cursor stands: in what name, in which argument of which call, in a string... told from the tokens before it.

*Typed* is the unfinished word at the cursor, *head* the path before its last dot (`Foo.Bar`, `:lists`, `user.address`). A *frame* is
something that is open at the cursor: a bracket, a block, or a call (with or without parentheses).
"""
from typing import NamedTuple

from pyex.shell.brackets import CLOSING, closes, opens
from pyex.syntax import tokens

NAMES = {'identifier', 'paren_identifier', 'do_identifier', 'op_identifier', 'bracket_identifier'}
STRINGS = {'bin_string', 'list_string', 'bin_heredoc', 'list_heredoc', 'atom_quoted'}
WORDS = {'true', 'false', 'nil', 'do', 'end', 'fn', 'block_identifier', 'and_op', 'or_op', 'in_op', 'when_op', 'unary_op', 'not_op'}
# What an argument of a call without parentheses may begin with.
OPERANDS = {*NAMES, *STRINGS, 'alias', 'atom', 'int', 'flt', 'char', 'sigil', 'kw_identifier', '[', '{', '%{}', '%', '<<', 'fn', 'true', 'false',
            'nil', 'capture_op', 'at_op'}
# After these an operator may come (after a name, too, but that could be called instead).
OPERATED = OPERANDS - NAMES - {'kw_identifier', '[', '{', '%{}', '%', '<<', 'fn', 'capture_op', 'at_op'}
PATH = {*NAMES, 'alias', 'atom', '.'}
CALL = 'call'           # the kind of a frame of a call without parentheses


class Frame:
    """callee: the path that is called or `%`'s struct ('Enum.map', 'f'), '' for none. argument: the number of the current one, from 0.
    key: the keyword that the cursor is in the value of. keys: the keywords given already. piped: a first argument comes by `|>`.
    fresh: nothing of the current argument is there yet but what is typed. updates: the path in `%{path | `."""
    __slots__ = ('kind', 'callee', 'argument', 'key', 'keys', 'piped', 'start', 'updates', 'fresh', 'types')

    def __init__(self, kind, callee='', piped=False, start=0):
        self.kind, self.callee, self.piped, self.start = kind, callee, piped, start
        self.argument, self.key, self.keys, self.updates, self.fresh, self.types = 0, None, [], None, True, False

    @property
    def position(self):
        """The number of the parameter that the current argument is."""
        return self.argument + self.piped


class Cursor(NamedTuple):
    """place: what could stand here ('name', 'member', 'atom', 'struct', 'string', 'sigil', 'modifiers', 'arity', 'type', 'attribute', 'pid',
    'operator', 'nothing'). frames: what is open, innermost last. text: what stands before the cursor."""
    place: str
    head: str
    typed: str
    frames: list
    spans: list
    text: str

    def call(self):
        """The Frame of the call whose arguments the cursor is among, or None; and the keywords whose values lead from it to the cursor."""
        keys = []
        for frame in reversed(self.frames):
            if frame.key:
                keys.insert(0, frame.key)
            if frame.callee and frame.kind in ('(', CALL):
                return frame, keys
            if frame.kind != '[':
                break
        return None, []

    def around(self):
        """The Frames of the calls around the cursor, however deep inside of an argument it stands, innermost first."""
        for frame in reversed(self.frames):
            if frame.kind == 'do':
                return
            if frame.callee and frame.kind in ('(', CALL):
                yield frame


def look(text, read=tokens):
    """The Cursor at the end of a text. read(text): its spans."""
    padded = read(text + ' ')                   # what reaches into the blank is not closed
    spans = [span for span in padded if span.start < len(text)]
    last = spans[-1] if spans else None
    if last is not None and last.end > len(text):
        return _unclosed(last._replace(text=last.text[:len(text) - last.start], end=len(text)), spans[:-1], text)
    place, head, typed, kept = _word(spans, text)
    frames = frames_of(spans[:kept], text[:spans[kept].start] if kept < len(spans) else text)
    return Cursor(_refined(place, frames, spans[:kept], typed, text), head, typed, frames, spans[:kept], text)


def _unclosed(last, before, text):
    """The cursor inside of a comment, a string or a sigil."""
    frames = frames_of(before, text[:last.start])
    if last.kind == 'comment':
        return Cursor('pid' if last.text.startswith('#PID<') else 'nothing', '', last.text, frames, before, text)
    if last.kind in STRINGS and last.kind != 'atom_quoted':
        quote = next((mark for mark in ('"""', "'''", '"', "'") if last.text.startswith(mark)), '')
        return Cursor('string', '', last.text[len(quote):], frames, before, text)
    return Cursor('nothing', '', '', frames, before, text)


def _word(spans, text):
    """(place, head, typed, how many spans stand before the path) at the end of a text."""
    last = spans[-1] if spans else None
    if last is None or last.end != len(text):
        return 'name', '', '', len(spans)
    if last.kind == 'sigil':
        return 'modifiers', last.text[:2], '', len(spans) - 1
    if last.kind == 'error' and last.text in (':', '~'):
        return ('atom' if last.text == ':' else 'sigil'), '', last.text, len(spans) - 1
    if last.kind in NAMES and len(spans) > 1 and spans[-2].text == '~' and spans[-2].end == last.start:
        return 'sigil', '', '~' + last.text, len(spans) - 2
    if last.text == '/' and len(spans) > 1 and spans[-2].kind in NAMES and spans[-2].end == last.start:
        start = path_start(spans, len(spans) - 1)
        return 'arity', ''.join(span.text for span in spans[start:-1]), '', start
    if last.kind in WORDS and last.text.isalpha():
        return 'name', '', last.text, len(spans) - 1
    if last.kind not in PATH:
        return 'name', '', '', len(spans)
    start = path_start(spans, len(spans))
    parts = [span.text for span in spans[start:]]
    typed = '' if parts[-1] == '.' else parts.pop()
    if parts:
        return 'member', ''.join(parts[:-1]), typed, start
    return ('atom' if last.kind == 'atom' else 'name'), '', typed, start


def _refined(place, frames, before, typed, text):
    """A place, when what stands before the word tells more."""
    last = before[-1] if before else None
    if place not in ('name', 'member') or last is None:
        return place
    touching = last.end == len(text) - len(typed)
    if last.kind in ('%', '%{}') and last.text == '%' and (touching or place == 'member'):
        return 'struct'
    if last.kind == 'at_op' and touching:
        return 'attribute'
    if frames and frames[-1].kind == '<<' and frames[-1].types:
        return 'type'
    if place == 'name' and not touching and not typed and (last.kind in OPERATED or last.text in (')', ']', '}')):
        return 'operator'
    return place


def path_start(spans, end):
    """The index at which the path (`Foo.Bar.baz`) begins that ends before `end`."""
    start = end
    while start and spans[start - 1].kind in PATH and (start == end or spans[start - 1].end == spans[start].start) \
            and (start == end or (spans[start - 1].text == '.') != (spans[start].text == '.')):
        start -= 1
    return start if start == end or spans[start].text != '.' else end


def frames_of(spans, text):
    """What is open at the end of spans."""
    reading = _Frames(spans, text)
    for index, span in enumerate(spans):
        HANDLERS.get(span.kind, _Frames.other)(reading, index, span)
    reading.bare_call_at_end()
    return reading.stack


class _Frames:
    """The open frames while spans are read one after the other."""

    def __init__(self, spans, text):
        self.spans, self.text, self.stack = spans, text, []

    def path_before(self, index):
        start = path_start(self.spans, index)
        return start, ''.join(span.text for span in self.spans[start:index])

    def begin(self, kind, callee_end, called):
        """A frame opens; `called`: the path before it is what is called."""
        start, path = self.path_before(callee_end) if called else (callee_end, '')
        piped = start > 0 and self.spans[start - 1].kind == 'arrow_op' and self.spans[start - 1].text == '|>'
        self.touched()
        self.stack.append(Frame(kind, path.rstrip('.'), piped, self.spans[start].start if start < len(self.spans) else len(self.text)))

    def touched(self):
        if self.stack:
            self.stack[-1].fresh = False

    def end_calls(self):
        while self.stack and self.stack[-1].kind == CALL:
            self.stack.pop()

    # -- by kinds of spans

    def other(self, index, span):
        if opens(span):
            return self.opening(index, span)
        if closes(span):
            return self.closing(span)
        before = self.spans[index - 1] if index else None
        if before is not None and span.kind in OPERANDS and self.is_bare_callee(index - 1) and before.end < span.start:
            self.begin(CALL, index, True)
        self.touched()

    def is_bare_callee(self, index):
        span = self.spans[index]
        return span.kind in ('identifier', 'op_identifier', 'do_identifier')

    def opening(self, index, span):
        before = self.spans[index - 1] if index else None
        touching = before is not None and before.end == span.start
        if before is not None and not touching and self.is_bare_callee(index - 1) and span.kind in OPERANDS:
            self.begin(CALL, index, True)
        if span.text == 'do':
            self.end_calls()
        called = touching and (span.text == '(' and before.kind in (*NAMES, '.') or span.text == '{' and before.kind == 'alias' and self.is_struct(index))
        struct = span.text == '{' and called
        dotted = touching and span.text == '{' and before.text == '.'
        self.begin('%' if struct else '.{' if dotted else span.text, index - dotted, called or dotted)

    def is_struct(self, index):
        start = path_start(self.spans, index)
        return start > 0 and self.spans[start - 1].kind == '%'

    def closing(self, span):
        self.end_calls()
        if self.stack and CLOSING.get(self.stack[-1].kind, '}') == span.text:
            self.stack.pop()

    def comma(self, _index, _span):
        if self.stack:
            frame = self.stack[-1]
            frame.argument += not frame.keys        # the keywords at the end are one argument
            frame.key, frame.fresh, frame.types = None, True, False

    def keyword(self, index, span):
        if index and self.is_bare_callee(index - 1) and self.spans[index - 1].end < span.start:
            self.begin(CALL, index, True)
        if self.stack:
            frame = self.stack[-1]
            frame.key = span.text.rstrip(':').strip('"')
            frame.keys.append(frame.key)
            frame.fresh = False

    def line_end(self, index, _span):
        before = self.spans[index - 1] if index else None
        if before is not None and not (before.kind == ',' or before.kind.endswith('_op')):
            self.end_calls()

    def arrow(self, _index, _span):
        self.end_calls()
        self.touched()

    def block(self, _index, _span):
        self.end_calls()

    def pipe(self, index, _span):
        """`%{path | `"""
        if self.stack and self.stack[-1].kind in ('%{', '%'):
            self.stack[-1].updates = self.path_before(index)[1]
            self.stack[-1].fresh = True
        else:
            self.touched()

    def type(self, _index, _span):
        if self.stack and self.stack[-1].kind == '<<':
            self.stack[-1].types = True
        self.touched()

    def comment(self, _index, _span):
        """Comments mean nothing."""

    def bare_call_at_end(self):
        """`alias ` with nothing after it yet."""
        if self.spans and self.text[-1:] in (' ', '\t') and self.is_bare_callee(len(self.spans) - 1):
            if '\n' not in self.text[self.spans[-1].end:]:
                self.begin(CALL, len(self.spans), True)


HANDLERS = {',': _Frames.comma, 'kw_identifier': _Frames.keyword, 'eol': _Frames.line_end, ';': _Frames.line_end, 'stab_op': _Frames.arrow,
            'block_identifier': _Frames.block, 'pipe_op': _Frames.pipe, 'type_op': _Frames.type, 'comment': _Frames.comment}

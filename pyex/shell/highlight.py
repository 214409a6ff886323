"""Colours for what is being typed, from the tokens of `pyex.syntax` (there is no second lexer).

A text is kept in *chunks*: the fewest lines that the tokenizer can read alone (mostly one, more for a heredoc). What a key
press leaves as it was is not read again, so a key press costs the same in a long text as in a short one.
"""
from bisect import bisect_right

from prompt_toolkit.layout.processors import Processor, Transformation
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import Style

from pyex.shell.brackets import pair
from pyex.syntax import tokens
from pyex.syntax.highlight import Span

ROLES = {
    'atom': 'atom', 'atom_quoted': 'atom', 'kw_identifier': 'atom',
    'int': 'number', 'flt': 'number', 'char': 'number',
    'bin_string': 'string', 'list_string': 'string', 'bin_heredoc': 'string', 'list_heredoc': 'string', 'sigil': 'string',
    'alias': 'alias',
    'do': 'word', 'end': 'word', 'fn': 'word', 'block_identifier': 'word', 'true': 'word', 'false': 'word', 'nil': 'word',
    'comment': 'comment', 'error': 'error',
}

# Macros that read as keywords of the language.
WORDS = {'def', 'defp', 'defmodule', 'defmacro', 'defmacrop', 'defstruct', 'defprotocol', 'defimpl', 'defguard',
         'defdelegate', 'defexception', 'alias', 'import', 'require', 'use', 'case', 'cond', 'if', 'unless', 'with', 'for',
         'receive', 'try', 'quote', 'unquote', 'raise', 'throw', 'when', 'and', 'or', 'not', 'in'}

FIELDS = {'.'}          # after these a word is a name like any other

# The same roles as those of printed values (IEx.Config), so that what is typed looks like what is answered.
DARK = {'atom': 'ansicyan', 'number': 'ansiyellow', 'string': 'ansigreen', 'alias': 'ansibrightblue', 'word': 'ansimagenta',
        'comment': 'ansibrightblack', 'error': 'ansired', 'pair': 'bold underline', 'unpaired': 'ansired bold', 'hint': 'ansibrightblack',
        'argument': 'bold', 'problem': 'ansired', 'found': 'bold underline'}
LIGHT = DARK | {'atom': '#006a7a', 'number': '#8b5a00', 'string': '#00722e', 'alias': '#0b4fb3', 'word': '#8c1a8c', 'comment': '#6a6a6a',
                'error': '#c00000', 'unpaired': '#c00000 bold', 'hint': '#5a5a5a', 'problem': '#c00000'}
MENU = {'completion-menu': 'noinherit bg:#3a3a3a fg:#e4e4e4', 'completion-menu.completion.current': 'noinherit reverse',
        'completion-menu.meta.completion': 'bg:#303030 fg:#b0b0b0', 'completion-menu.meta.completion.current': 'bg:#505050 fg:#ffffff'}
LIGHT_MENU = {'completion-menu': 'noinherit bg:#e4e4e4 fg:#202020', 'completion-menu.completion.current': 'noinherit reverse',
              'completion-menu.meta.completion': 'bg:#d8d8d8 fg:#505050',
              'completion-menu.meta.completion.current': 'bg:#c0c0c0 fg:#000000'}


def style_of(shade):
    """The Style for a background."""
    roles, menu = (LIGHT, LIGHT_MENU) if shade == 'light' else (DARK, MENU)
    return Style.from_dict({**{f'elixir.{role}': style for role, style in roles.items()}, **menu, 'bottom-toolbar': 'noreverse'})


def role(token):
    """The style class of a token, '' for none."""
    found = 'word' if token.text in WORDS and token.kind != 'kw_identifier' else ROLES.get(token.kind)
    return f'class:elixir.{found}' if found else ''


class Chunk:
    """Some whole lines, their spans (places count from its begin), and the fragments of each line."""
    __slots__ = ('text', 'spans', 'lines')

    def __init__(self, text, spans):
        self.text, self.spans = text, spans
        self.lines = _lines(text, spans)
        if text.endswith('\n'):
            self.lines.pop()


class Chunks:
    """The chunks of the text that is being typed, from which those of the next one are taken as far as they are the same."""

    def __init__(self):
        self.text, self.found = '', []
        self.known = {}                 # first line -> the Chunk that begins with it
        self.paired = None, None        # a text and its (Brackets, spans)

    def of(self, text):
        """The Chunks of a text."""
        if text != self.text:
            self.text, self.found = text, self._read(text)
            self.known = {_first_line(chunk.text): chunk for chunk in self.found}
        return self.found

    def _read(self, text):
        found, at = [], 0
        while at < len(text):
            chunk = self._known_at(text, at)
            fresh = [chunk] if chunk else read(text, at)
            found += fresh
            at += sum(len(each.text) for each in fresh)
        return found

    def _known_at(self, text, at):
        chunk = self.known.get(text[at:(text.find('\n', at) + 1) or len(text)])
        return chunk if chunk and chunk.text.endswith('\n') and text.startswith(chunk.text, at) else None

    def spans(self, text):
        """All spans of a text, with their places in it."""
        found, at = [], 0
        for chunk in self.of(text):
            found += [Span(kind, part, start + at, end + at) for kind, part, start, end in chunk.spans]
            at += len(chunk.text)
        return found

    def brackets(self, text):
        """(Brackets, spans) of a text."""
        if self.paired[0] != text:
            spans = self.spans(text)
            self.paired = text, (pair(spans), spans)
        return self.paired[1]


FIRST_TRY, GROWTH = 1, 8        # lines that are read at once, to find where a chunk ends


def read(text, at):
    """The chunks that begin at a place: as few lines as possible, but those that were read for it."""
    lines, count, end = 0, FIRST_TRY, at
    while end < len(text):
        while lines < count and end < len(text):
            end = text.find('\n', end) + 1 or len(text)
            lines += 1
        found = cut(text[at:end], tokens(text[at:end]))
        if len(found) > 1 or end == len(text) or _is_clean(found[0]):
            return found if end == len(text) or _is_clean(found[-1]) else found[:-1]
        count *= GROWTH
    return []


def cut(text, spans):
    """Tokenized text as chunks: it is cut where a line ends outside of everything."""
    found, first, start, depth = [], 0, 0, 0
    for index, span in enumerate(spans):
        if span.kind == 'interpolation':
            depth += 1 if span.text == '#{' else -1
        if span.kind == 'eol' and not depth and text[span.end - 1] == '\n':
            found.append(_chunk(text, spans[first:index + 1], start, span.end))
            first, start = index + 1, span.end
    if start < len(text):
        found.append(_chunk(text, spans[first:], start, len(text)))
    return found


def _chunk(text, spans, start, end):
    return Chunk(text[start:end], [Span(kind, part, left - start, right - start) for kind, part, left, right in spans])


def _is_clean(chunk):
    """Whether it ends where a line ends outside of everything."""
    last = chunk.spans[-1] if chunk.spans else None
    return last is not None and last.kind == 'eol' and last.end == len(chunk.text) and not _depth(chunk.spans)


def _depth(spans):
    return sum(1 if span.text == '#{' else -1 for span in spans if span.kind == 'interpolation')


def _first_line(text):
    return text[:text.find('\n') + 1] or text


def _lines(text, spans):
    """The fragments of each line."""
    out = [[]]
    for style, part in _fragments(text, spans):
        first, *more = part.split('\n')
        if first:
            out[-1].append((style, first))
        out.extend([(style, line)] if line else [] for line in more)
    return out


def _fragments(text, spans):
    """Text as (style, text) pairs."""
    at, before = 0, ''
    for span in spans:
        if span.start > at:
            yield '', text[at:span.start]
        if span.end > max(at, span.start):
            yield '' if before in FIELDS and span.kind != 'alias' else role(span), text[max(at, span.start):span.end]
        at, before = max(at, span.end), span.text
    if at < len(text):
        yield '', text[at:]


def lines(text):
    """The (style, text) pairs of each line of a text."""
    return _lines(text, tokens(text))


class ElixirLexer(Lexer):

    def __init__(self, chunks):
        self.chunks = chunks

    def lex_document(self, document):
        shown = [line for chunk in self.chunks.of(document.text) for line in chunk.lines]
        return lambda number: shown[number] if number < len(shown) else []


class BracketMarks(Processor):
    """Shows the bracket (or `do`, `fn`, `end`) at the cursor and its partner, and one that closes the wrong thing."""

    def __init__(self, chunks):
        self.chunks = chunks
        self.marked = None, []          # (text, cursor) and its marks: this is asked for each line

    def apply_transformation(self, transformation_input):
        document = transformation_input.document
        row = transformation_input.lineno
        asked = document.text, document.cursor_position
        if self.marked[0] != asked:
            self.marked = asked, self.marks(document)
        parts = [place for place in self.marked[1] if document.translate_index_to_position(place[0])[0] == row]
        if not parts:
            return Transformation(transformation_input.fragments)
        shown = explode_text_fragments(transformation_input.fragments)
        for start, end, style in parts:
            column = transformation_input.source_to_display(document.translate_index_to_position(start)[1])
            for at in range(column, min(column + end - start, len(shown))):
                shown[at] = (f'{shown[at][0]} class:elixir.{style}', shown[at][1])
        return Transformation(shown)

    def marks(self, document):
        """(start, end, style) of what is marked for this cursor."""
        brackets, spans = self.chunks.brackets(document.text)
        found = []
        if brackets.wrong is not None:
            span = spans[brackets.wrong]
            found.append((span.start, span.end, 'unpaired'))
        index = self._at(spans, brackets.partners, document.cursor_position)
        if index is not None:
            found += [(spans[each].start, spans[each].end, 'pair') for each in (index, brackets.partners[index])]
        return found

    @staticmethod
    def _at(spans, partners, cursor):
        """The index of the paired span that the cursor stands on, or right behind."""
        index = bisect_right(spans, cursor, key=lambda span: span.start) - 1
        for each in (index, index - 1):
            if each in partners and spans[each].start <= cursor <= spans[each].end:
                return each
        return None

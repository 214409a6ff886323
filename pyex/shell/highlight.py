"""Colours for what is being typed, from the tokens of `pyex.syntax` (there is no second lexer)."""
from prompt_toolkit.lexers import Lexer

from pyex.syntax import tokens

ROLES = {
    'atom': 'ansicyan', 'atom_quoted': 'ansicyan', 'kw_identifier': 'ansicyan',
    'int': 'ansiyellow', 'flt': 'ansiyellow', 'char': 'ansiyellow',
    'bin_string': 'ansigreen', 'list_string': 'ansigreen', 'bin_heredoc': 'ansigreen', 'list_heredoc': 'ansigreen',
    'sigil': 'ansigreen',
    'alias': 'ansibrightblue',
    'do': 'ansimagenta', 'end': 'ansimagenta', 'fn': 'ansimagenta', 'block_identifier': 'ansimagenta',
    'true': 'ansimagenta', 'false': 'ansimagenta', 'nil': 'ansimagenta',
    'comment': 'ansibrightblack', 'error': 'ansired',
}

# Macros that read as keywords of the language.
WORDS = {'def', 'defp', 'defmodule', 'defmacro', 'defmacrop', 'defstruct', 'defprotocol', 'defimpl', 'defguard',
         'defdelegate', 'defexception', 'alias', 'import', 'require', 'use', 'case', 'cond', 'if', 'unless', 'with', 'for',
         'receive', 'try', 'quote', 'unquote', 'raise', 'throw', 'when', 'and', 'or', 'not', 'in'}


def style(token):
    """The style of a token, '' for none."""
    if token.text in WORDS:
        return 'ansimagenta'
    return ROLES.get(token.kind, '')


def fragments(text):
    """Text as prompt_toolkit's (style, text) pairs."""
    out, at = [], 0
    for token in tokens(text):
        if token.start > at:
            out.append(('', text[at:token.start]))
        if token.end > max(at, token.start):
            out.append((style(token), text[max(at, token.start):token.end]))
        at = max(at, token.end)
    if at < len(text):
        out.append(('', text[at:]))
    return out


def lines(text):
    """The fragments of each line."""
    out = [[]]
    for style_, part in fragments(text):
        first, *more = part.split('\n')
        out[-1].append((style_, first))
        out.extend([(style_, line)] for line in more)
    return out


class ElixirLexer(Lexer):

    def lex_document(self, document):
        shown = lines(document.text)
        return lambda number: shown[number] if number < len(shown) else []

"""Graphemes: what readers take for one character (a letter with its accents, an emoji of several parts).

Text without any character that joins others is cut with Python's own means; the rest by the `regex` package, which takes 60 ms to
import and so is imported when it is first needed.
"""
from functools import cache
from importlib import import_module
import re

# Blocks whose characters each stand for themselves: Latin, Greek, Cyrillic; CJK symbols, kana, ideographs; fullwidth forms.
_SINGLE = re.compile('[^\r\u00ad\u0300-\u036f\u0483-\u0489\u0530-\u2fff\u302a-\u3030\u303d\u3099\u309a\u3297\u3299'
                     '\ua000-\ufaff\ufe00-\ufe2f\ufeff\uff9e\uff9f\ufff0-\U0010ffff]*')


@cache
def _cluster():
    return import_module('regex').compile(r'\X', import_module('regex').VERSION1)


def is_plain(text):
    """Whether each character of a text is a grapheme."""
    return text.isascii() and '\r' not in text or _SINGLE.fullmatch(text) is not None


def graphemes(text):
    """The graphemes of a string as a sequence of strings (the string itself if each character is one)."""
    return text if is_plain(text) else _cluster().findall(text)


def first(text):
    """The first grapheme of a string that is not empty."""
    if len(text) == 1 or text[0] < '\u0300' > text[1] and text[0] != '\r':
        return text[0]
    return _cluster().match(text)[0]


def length(text):
    """The number of graphemes."""
    return len(text) if is_plain(text) else len(_cluster().findall(text))


def units(binary):
    """The graphemes of a binary as a list of binaries; each byte that is no UTF-8 is one by itself."""
    if binary.__class__ is str:
        return list(graphemes(binary))
    return [unit for piece in pieces(binary) for unit in (graphemes(piece) if piece.__class__ is str else (piece,))]


def codepoints(binary):
    """The characters of a binary as a list of binaries; each byte that is no UTF-8 is one by itself."""
    if binary.__class__ is str:
        return list(binary)
    return [unit for piece in pieces(binary) for unit in (piece if piece.__class__ is str else (piece,))]


def pieces(data):
    """Bytes as a list of strings and, for what is no UTF-8, single bytes."""
    out = []
    while data:
        try:
            out.append(str(data, 'utf-8'))
            break
        except UnicodeDecodeError as problem:
            if problem.start:
                out.append(str(data[:problem.start], 'utf-8'))
            out.append(data[problem.start:problem.start + 1])
            data = data[problem.start + 1:]
    return out

"""Searching binaries for one or several others: what `:binary` and `String` share.

A search in a `str` for `str`s finds what a search in their bytes would: UTF-8 is self-synchronising. So bytes are only needed where one
side is no UTF-8, or where places count in bytes.
"""
import re

from pyex.natives.arguments import elements
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import atom
from pyex.terms.binary import canonical, to_bytes

COMPILED = (atom('bm'), atom('ac'))


def alternatives(pattern, position=2):
    """The Python list of the binaries of a pattern: a binary, a list of them, or `:binary.compile_pattern/1`'s result."""
    if pattern.__class__ is str or pattern.__class__ is bytes:
        return [pattern]
    if pattern.__class__ is tuple and len(pattern) == 2 and pattern[0] in COMPILED:
        return elements(pattern[1], position)
    found = elements(pattern, position, 'not a valid pattern')
    if not all(item.__class__ is str or item.__class__ is bytes for item in found):
        raise badarg({position: 'not a valid pattern'})
    return found


def alike(subject, patterns):
    """(subject, patterns, function that makes a term of a part of the subject): all str, or all bytes."""
    if subject.__class__ is str and all(pattern.__class__ is str for pattern in patterns):
        return subject, patterns, _same
    return to_bytes(subject), [to_bytes(pattern) for pattern in patterns], canonical


def _same(part):
    return part


def finder(patterns):
    """A compiled Python regular expression for any of the patterns, the longest first."""
    ordered = sorted(patterns, key=len, reverse=True)
    if patterns and patterns[0].__class__ is bytes:
        return re.compile(b'|'.join(map(re.escape, ordered)))
    return re.compile('|'.join(map(re.escape, ordered)))


def split(subject, patterns, parts=0):
    """The parts of a subject between the patterns; at most `parts` of them unless that is 0. (Subject and patterns as of `alike`.)"""
    if parts == 1 or not patterns:
        return [subject]
    if len(patterns) == 1:
        return subject.split(patterns[0], parts - 1)
    return finder(patterns).split(subject, max(parts - 1, 0))


def replace(subject, patterns, replacement, count=-1):
    """The subject with the patterns replaced, `count` times at most unless that is negative."""
    if len(patterns) == 1:
        return subject.replace(patterns[0], replacement, count)
    return finder(patterns).sub(lambda _: replacement, subject, max(count, 0)) if patterns else subject

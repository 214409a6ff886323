"""`:pyex_regex`: what Elixir's `Regex` needs beyond `:re`."""
import re

from pyex.natives.arguments import linked
from pyex.natives.re import Subject, groups_of, found_in, pattern_of, replaced, template_of
from pyex.natives.registry import native
from pyex.terms.atom import TRUE, atom

INFINITY = atom('infinity')
_SPECIAL = re.compile(r'[.^$*+?()\[\]{}|\\\s#-]')


@native('pyex_regex', 'match?', 2)
def is_match(expression, string):
    """Whether the expression matches."""
    pattern = pattern_of(expression)
    return atom('true' if found_in(pattern, Subject(string, pattern)) else 'false')


@native('pyex_regex', 'replace', 4)
def replace(expression, string, template, everywhere):
    """The string with matches replaced by a template with `\\1` and `\\g{1}`."""
    pattern = pattern_of(expression)
    return replaced(pattern, Subject(string, pattern), template_of(template), everywhere is TRUE)


@native('pyex_regex', 'pieces', 3)
def pieces(expression, string, everywhere):
    """The string cut at its matches: binaries, and for each match a tuple `{groups}` with the list of all its groups."""
    pattern = pattern_of(expression)
    text = Subject(string, pattern)
    out, place = [], 0
    for match in found_in(pattern, text, everywhere=everywhere is TRUE):
        out.append(text.part(place, match.start()))
        out.append((linked([text.as_binary(*match.span(group)) for group in range(pattern.groups + 1)]),))
        place = match.end()
    return linked(out + [text.part(place, len(text.text))])


@native('pyex_regex', 'split', 6)
def split(expression, string, parts, on, trim, include):
    """The parts of a string between the groups `on` of its matches, at most `parts`; with those groups if `include`."""
    pattern = pattern_of(expression)
    text = Subject(string, pattern)
    groups, _ = groups_of(on, pattern)
    trimmed, most = trim is TRUE, float('inf') if parts is INFINITY else parts
    out, place, count = [], 0, 1
    for match in found_in(pattern, text, everywhere=True):
        for start, end in sorted(match.span(group) for group in groups if group is not None):
            if start < place or count >= most or trimmed and start == end == place:
                continue
            if not (trimmed and start == place):
                out.append(text.part(place, start))
                count += 1
            if include is TRUE and not (trimmed and start == end):
                out.append(text.part(start, end))
            place = end
    if not trimmed or place < len(text.text):
        out.append(text.part(place, len(text.text)))
    return linked(out)


@native('pyex_regex', 'escape', 1)
def escape(string):
    """The string with a backslash before each character that means something in an expression."""
    text = string if string.__class__ is str else string.decode('utf-8', 'surrogateescape')
    made = _SPECIAL.sub(r'\\\g<0>', text)
    return made if string.__class__ is str else made.encode('utf-8', 'surrogateescape')


_SHOWN = re.compile(r'\\/|\\.|/|#\{|[\x00-\x1f\x7f]', re.DOTALL)
_CONTROL = {'\n': r'\n', '\t': r'\t', '\r': r'\r', '\v': r'\v', '\f': r'\f', '\a': r'\a', '\b': r'\b', '\x1b': r'\e'}


def _shown(match):
    text = match[0]
    if text == '/' or text == r'\/':
        return r'\/'
    if text[0] == '\\':
        return text
    return r'\#{' if text == '#{' else _CONTROL.get(text) or f'\\x{ord(text):02X}'


@native('pyex_regex', 'shown', 1)
def shown(source):
    """The source of an expression as it stands between slashes."""
    return _SHOWN.sub(_shown, source if source.__class__ is str else source.decode('latin-1'))

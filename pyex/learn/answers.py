"""Whether an answer is the one on the page.

Text must be equal to the last character, except: pids and references need to be the same ones throughout the page, not to
have the same numbers; the time of day in a log report and the stack frames in pyex's own library are not compared. On the page,
a line `...` stands for any lines, and `[..]` for anything within a line.
"""
import difflib
import re

IDENTITY = re.compile(r'#(PID|Reference|Port)<[\d.]+>')
TIME = re.compile(r'\b\d\d:\d\d:\d\d(?:\.\d{3}\b|(?=  #PID))')       # of a log report, of crashes()
FRAMES = re.compile(r'^ {4,}\((?:elixir|stdlib|logger|iex) .*\n?', re.MULTILINE)
HOLES = re.compile(r'(^\.\.\.$|\[\.\.\])', re.MULTILINE)
SHOWN = 12                      # lines of a difference


class Identities:
    """Who is who: pids and references of the page and of the run, one to one."""

    def __init__(self):
        self.there, self.back = {}, {}

    def same(self, expected, got):
        """Whether two texts are equal as answers."""
        expected, got = masked(expected), masked(got)
        found = re.fullmatch(pattern(expected), got, re.DOTALL)
        return found is not None and all(map(self._pair, identities(expected), found.groups()))

    def _pair(self, one, other):
        if one not in self.there and other not in self.back:
            self.there[one], self.back[other] = other, one
        return self.there.get(one) == other


def identities(text):
    return [found[0] for found in IDENTITY.finditer(text)]


def masked(text):
    return FRAMES.sub('', TIME.sub('TIME', text) + '\n').rstrip('\n')


def pattern(expected):
    """A regular expression whose groups are the identities."""
    parts = []
    for part in HOLES.split(expected):
        if part == '...':
            parts.append('.*?')
        elif part == '[..]':
            parts.append('[^\n]*')
        else:
            parts += [re.escape(text) if number % 3 == 0 else f'(#{text}<[0-9.]+>)'
                      for number, text in enumerate(re.split(r'#(PID|Reference|Port)(<[\d.]+>)', part)) if number % 3 != 2]
    return ''.join(parts)


def difference(expected, got):
    """The lines in which two answers differ: those of the page with -, those of the run with +."""
    if not expected:
        return marked('+', got)
    lines = difflib.ndiff(expected.split('\n'), got.split('\n') if got else [])
    return '\n'.join([f'    {line}'.rstrip() for line in lines if not line.startswith('?')][:SHOWN])


def marked(mark, text):
    lines = text.split('\n')
    return '\n'.join([f'    {mark} {line}'.rstrip() for line in lines[:SHOWN]] + ['    ...'] * (len(lines) > SHOWN))

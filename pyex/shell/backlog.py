"""Output that waits to be shown above a prompt: bounded, and tame.

A *line* here ends with a newline; what comes after the last one is the *fragment*, which more output may go on with. Of more
lines than a person could read the middle is left out, and counted: whoever writes is not slowed down, since that would change what
the processes do that one wants to watch, and what is kept does not grow with what is written. *Tame* is text that only moves the
cursor on, so that a terminal can count on where it is; colours stay.
"""
import re
from collections import deque

MOST = 1_000            # lines that are shown at once; of more the middle is left out
LARGE = 1 << 18         # characters that are collected before the middle is dropped
LONGEST = 4_000         # characters of a line; the rest is left out
STYLES = 8              # colour sequences that may be in force at once

SEQUENCE = re.compile(
    r'\x1b\[[0-9;:]*m'                                  # a colour, the only one that stays
    r'|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]'                # cursor movements and the like
    r'|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)'     # titles, links, device strings
    r'|\x1b[ -/]*[0-~]')
STYLE = re.compile(r'\x1b\[[0-9;:]*m')
UNFINISHED = re.compile(r'\x1b(?:\[[0-?]*[ -/]*)?$')
WILD = re.compile(r'[\x00-\x06\x08\x0b-\x1f\x7f-\x9f]')
OTHER = re.compile(r'[\x00-\x06\x0b-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\[[0-9;:]*m)')
STYLE_OR_CHARACTER = re.compile(STYLE.pattern + '|.', re.DOTALL)
RESETS = {'\x1b[m', '\x1b[0m'}


class Backlog:
    """Collects texts until they are taken, `MOST` lines of them at most."""

    def __init__(self):
        self.parts, self.size = [], 0
        self.head, self.tail, self.left_out = [], deque(), 0

    def __bool__(self):
        return bool(self.parts or self.head)

    def add(self, text):
        self.parts.append(text)
        self.size += len(text)
        if self.size > LARGE:
            self._sort()

    def _sort(self):
        """Move what was collected to the head, and from there on to the tail."""
        lines = ''.join(self.parts).split('\n')
        fragment = lines.pop()
        if len(fragment) > LONGEST:
            fragment = fragment[:LONGEST + 1]
        self.parts, self.size = [fragment] if fragment else [], len(fragment)
        room = MOST // 2 - len(self.head)
        if room:
            self.head += map(clipped, lines[:room])
            lines = lines[room:]
        self.left_out += max(0, len(lines) - MOST)
        self.tail.extend(map(clipped, lines[-MOST:]))
        while len(self.tail) > MOST // 2:
            self.tail.popleft()
            self.left_out += 1

    def take(self, few):
        """(the first lines, how many were left out, the last lines, the fragment), and begin anew.

        If any have to be left out, only `few` are given, that the gap can be seen among them.
        """
        self._sort()
        head, left_out, tail, fragment = self.head, self.left_out, list(self.tail), ''.join(self.parts)
        self.__init__()
        if left_out:
            half = min(MOST // 2, max(1, few // 2))
            left_out += len(head) + len(tail) - 2 * half
            head, tail = head[:half], tail[-half:]
        return head, left_out, tail, fragment


def clipped(line):
    return line if len(line) <= LONGEST else f'{line[:LONGEST]} ...'


def tame(line):
    """A line without what would move the cursor elsewhere; `\\r` and backspaces are carried out."""
    if not WILD.search(line):
        return line
    line = UNFINISHED.sub('', line)
    line = SEQUENCE.sub(lambda found: found[0] if STYLE.fullmatch(found[0]) else '', line)
    if '\r' in line or '\b' in line:
        line = _overwritten(line)
    return OTHER.sub(_visible, line)


def _overwritten(line):
    """What stands in a line after carriage returns and backspaces in it."""
    cells, at, style = [], 0, ''
    for part in STYLE_OR_CHARACTER.findall(line):
        if part == '\r':
            at = 0
        elif part == '\b':
            at = max(0, at - 1)
        elif part[0] == '\x1b':
            style += part
        else:
            cells[at:at + 1] = [style + part]
            at, style = at + 1, ''
    return ''.join(cells) + style


def _visible(found):
    code = ord(found[0])
    if code == 0 or code >= 0x80:
        return ''
    return '^' + chr(code ^ 0x40)


def is_blank(line):
    """Whether nothing of a line is seen, so that the cursor is still where it began."""
    return not STYLE.sub('', tame(line))


def style_after(before, text):
    """The colour sequences in force after a text, when `before` were in force."""
    styles = list(before)
    for sequence in STYLE.findall(text):
        styles = [] if sequence in RESETS else [*styles, sequence][-STYLES:]
    return styles

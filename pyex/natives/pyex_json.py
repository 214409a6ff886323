"""`:pyex_json`: texts in JSON, for `JSON`.

A text becomes *events*: `{:object_start}`, `{:key, text}`, `{:object_finish}`, `{:array_start}`, `{:array_finish}` and the values
`{:integer, digits}`, `{:float, digits}`, `{:string, text}`, `{:literal, true}`. Who wants terms folds them, here (`decode`) or in Elixir
with functions of the caller's. Positions in errors count bytes. The order of keys and duplicates are not looked at.
"""
import re
from os.path import commonprefix

from pyex.natives.registry import native
from pyex.runtime.exceptions import error
from pyex.terms import lists
from pyex.terms.atom import FALSE, NIL, TRUE, atom
from pyex.terms.binary import canonical, to_bytes
from pyex.terms.maps import from_pairs

SPACE = re.compile(r'[ \t\n\r]*')
NUMBER = re.compile(r'-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?')
BEGUN_NUMBER = re.compile(r'-|-?(?:0|[1-9][0-9]*)(?:\.|(?:\.[0-9]+)?[eE][+-]?)')
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
HEX = re.compile(r'[0-9a-fA-F]{4}')
ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
WORDS = {'t': ('true', TRUE), 'f': ('false', FALSE), 'n': ('null', NIL)}
START = {'{': 'object', '[': 'array'}
FINISH = {'object': '}', 'array': ']'}
END, INVALID, SEQUENCE = map(atom, ('unexpected_end', 'invalid_byte', 'unexpected_sequence'))
KEY, STRING, INTEGER, FLOAT, LITERAL = map(atom, ('key', 'string', 'integer', 'float', 'literal'))
EDGES = {(kind, edge): (atom(f'{kind}_{edge}'),) for kind in FINISH for edge in ('start', 'finish')}


class Refused(Exception):
    """The text is no JSON; `reason` is what `JSON.decode/1` answers."""

    def __init__(self, *reason):
        super().__init__(reason)
        self.reason = reason


class Scanner:
    """Goes through a text once; `at` is the place of the next character."""

    def __init__(self, binary):
        self.data = to_bytes(binary)
        self.text, self.broken = _valid_part(self.data)
        self.at, self.events = 0, []

    def rest(self):
        """What stands behind the place."""
        return canonical(self.data[self.offset(self.at):])

    def offset(self, at):
        return len(self.text[:at].encode())

    def refuse(self, at):
        """The character at this place (or the end) may not stand there."""
        offset = self.offset(at)
        if at < len(self.text) or self.broken:
            raise Refused(INVALID, offset, self.data[offset])
        raise Refused(END, len(self.data))

    def skip(self):
        """The next character that is no space, '' at the end."""
        self.at = SPACE.match(self.text, self.at).end()
        return self.text[self.at:self.at + 1]

    def value(self):
        """Take one value, of whatever depth."""
        around, step = [], self.begin           # the kinds of the containers that are open, and what comes next
        while step is not None:
            step = step(around)

    def begin(self, around):
        """A value: all of it, or the beginning of a container."""
        character = self.skip()
        kind = START.get(character)
        if kind is None:
            self.simple(character)
            return self.go_on
        self.at += 1
        around.append(kind)
        self.events.append(EDGES[kind, 'start'])
        return self.first

    def first(self, around):
        """What follows an opening bracket."""
        if self.skip() == FINISH[around[-1]]:
            return self.close(around)
        return self.member(around)

    def member(self, around):
        if around[-1] == 'object':
            self.key()
        return self.begin

    def go_on(self, around):
        """What follows a value."""
        if not around:
            return None
        character = self.skip()
        if character == FINISH[around[-1]]:
            return self.close(around)
        self.take(',')
        return self.member(around)

    def close(self, around):
        self.at += 1
        self.events.append(EDGES[around.pop(), 'finish'])
        return self.go_on

    def key(self):
        self.skip()
        self.take('"')
        self.events.append((KEY, self.string()))
        self.skip()
        self.take(':')

    def take(self, character):
        if self.text[self.at:self.at + 1] != character:
            self.refuse(self.at)
        self.at += 1

    def simple(self, character):
        """A string, a number, `true`, `false` or `null`."""
        if character == '"':
            self.at += 1
            self.events.append((STRING, self.string()))
        elif character in WORDS:
            self.word(*WORDS[character])
        elif character and character in '-0123456789':
            self.number()
        else:
            self.refuse(self.at)

    def word(self, word, term):
        if not self.text.startswith(word, self.at):
            self.refuse(self.at + len(commonprefix([word, self.text[self.at:self.at + len(word)]])))
        self.at += len(word)
        self.events.append((LITERAL, term))

    def number(self):
        found = NUMBER.match(self.text, self.at)
        begun = BEGUN_NUMBER.match(self.text, self.at)
        if begun is not None and (found is None or begun.end() > found.end()):
            self.refuse(begun.end())
        self.at = found.end()
        fraction, exponent = found.groups()
        digits = found[0] if fraction or not exponent else found[0].replace(exponent, '.0' + exponent)
        self.events.append((FLOAT if fraction or exponent else INTEGER, digits))

    def string(self):
        """The text up to the closing quotation mark, which is taken too."""
        parts = []
        while True:
            found = PLAIN.match(self.text, self.at)
            parts.append(found[0])
            self.at = found.end()
            if self.text[self.at:self.at + 1] != '\\':
                self.take('"')
                return ''.join(parts)
            parts.append(self.escape())

    def escape(self):
        letter = self.text[self.at + 1:self.at + 2]
        if letter == 'u':
            return self.unicode()
        if letter not in ESCAPES or not letter:
            self.refuse(self.at + 1)
        self.at += 2
        return ESCAPES[letter]

    def unicode(self):
        """`\u20AC`, or two of them that are the halves of one character."""
        start = self.at
        code = self.unit(start)
        if 0xD800 <= code < 0xDC00:
            low = self.unit(start)
            if not 0xDC00 <= low < 0xE000:
                self.refuse_sequence(start, 12)
            code = 0x10000 + (code - 0xD800) * 0x400 + low - 0xDC00
        elif 0xDC00 <= code < 0xE000:
            self.refuse_sequence(start, 6)
        return chr(code)

    def unit(self, start):
        if len(self.text) < self.at + 6:
            self.refuse(len(self.text))
        found = HEX.match(self.text, self.at + 2)
        if found is None or not self.text.startswith('\\u', self.at):
            self.refuse_sequence(start, self.at + 6 - start)
        self.at += 6
        return int(found[0], 16)

    def refuse_sequence(self, start, length):
        raise Refused(SEQUENCE, self.offset(start), self.text[start:start + length])


def _valid_part(data):
    """The text up to the first byte that is no UTF-8, and whether there is one."""
    try:
        return data.decode(), False
    except UnicodeDecodeError as refusal:
        return data[:refusal.start].decode(), refusal.reason != 'unexpected end of data'


@native('pyex_json', 'scan', 1)
def scan(binary):
    """`{:ok, events, rest}` of the first value in a text, or `{:error, reason}`."""
    scanner = Scanner(binary)
    try:
        scanner.value()
    except Refused as refusal:
        return atom('error'), refusal.reason
    return atom('ok'), lists.from_python(scanner.events), scanner.rest()


@native('pyex_json', 'decode', 1)
def decode(binary):
    """`JSON.decode/1`: the term of a text, `null` being `nil`."""
    scanner = Scanner(binary)
    try:
        scanner.value()
        if scanner.skip() or scanner.broken:
            scanner.refuse(scanner.at)
    except Refused as refusal:
        return atom('error'), refusal.reason
    return atom('ok'), _fold(scanner.events)


def _fold(events):
    """The term that events describe."""
    around, members = [], []            # what is open, and what the innermost of these holds so far
    for event in events:
        if event in OPENING:
            around.append(members)
            members = []
        elif event in CLOSING:
            term, members = CLOSING[event](members), around.pop()
            members.append(term)
        else:
            members.append(VALUES[event[0]](event[1]))
    return members[0]


def _object(members):
    """Keys and values in turn as a map; of a key that comes twice the first counts, as in Elixir."""
    return from_pairs(reversed(list(zip(members[::2], members[1::2]))))


OPENING = {EDGES[kind, 'start'] for kind in FINISH}
CLOSING = {EDGES['object', 'finish']: _object, EDGES['array', 'finish']: lists.from_python}
VALUES = {INTEGER: int, FLOAT: float, KEY: str, STRING: str, LITERAL: lambda term: term}

NEEDS_ESCAPE = re.compile(r'["\\\x00-\x1f]')
ESCAPED = {character: '\\' + letter for letter, character in ESCAPES.items() if letter != '/'}


@native('pyex_json', 'quote', 1)
def quote(binary):
    """A text as a string of JSON."""
    if binary.__class__ is not str:
        text, broken = _valid_part(to_bytes(binary))
        raise error((INVALID, to_bytes(binary)[len(text.encode())]) if broken else END)
    return '"' + NEEDS_ESCAPE.sub(_escaped, binary) + '"'


def _escaped(found):
    return ESCAPED.get(found[0]) or f'\\u{ord(found[0]):04X}'

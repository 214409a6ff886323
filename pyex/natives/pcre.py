"""Regular expressions in PCRE's syntax, translated to Python's.

`compiled(source, options)` gives a Pattern. The engine is Python's `re` where it has everything the expression needs, and else the `regex`
package (properties, recursion, `\\K`, `\\X`...), which takes 60 ms to import. Without the option `unicode` PCRE works on bytes, and so do we.

Not here: callouts, `(*VERBS)`, and the options that only tune PCRE.
"""
from functools import lru_cache
from importlib import import_module
import re

_INLINE = re.compile(r'\(\?([imsxUJ]*)(?:-([imsxUJ]*))?([:)])')
_NAMED = re.compile(r"\(\?(?:P?<(?P<a>[^>!=][^>]*)>|'(?P<b>[^']*)')")
_QUANTIFIER = re.compile(r'[*+?]|\{(\d+)(?:,(\d*))?\}')
_POSIX = {'alpha': 'a-zA-Z', 'digit': '0-9', 'alnum': 'a-zA-Z0-9', 'upper': 'A-Z', 'lower': 'a-z', 'space': r'\s', 'blank': r' \t',
          'punct': r'!-/:-@\[-`{-~', 'xdigit': '0-9a-fA-F', 'word': r'\w', 'cntrl': r'\x00-\x1f\x7f', 'print': r'\x20-\x7e',
          'graph': r'\x21-\x7e', 'ascii': r'\x00-\x7f'}
_ESCAPES = {'A': r'\A', 'Z': r'(?=\n?\Z)', 'z': r'\Z', 'R': r'(?:\r\n|[\n\v\f\r])', 'N': r'[^\n]', 'h': r'[ \t]', 'H': r'[^ \t]',
            'v': r'[\n\v\f\r]', 'V': r'[^\n\v\f\r]', 'e': r'\x1b', 'a': r'\x07', 'E': ''}
_IN_CLASS = {'h': r' \t', 'v': r'\n\v\f\r', 'e': r'\x1b', 'a': r'\x07', 'E': '', 'R': 'R', 'N': 'N'}
_KEPT = frozenset('dDwWsSbBnrtf')
_OTHER_ENGINE = frozenset('GKX')
_LATIN = r'\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\xff'          # bytes that are letters to Erlang's PCRE, which takes them for Latin-1
_LARGEST = 65535
_FLAGS = {'caseless': 'IGNORECASE', 'multiline': 'MULTILINE', 'dotall': 'DOTALL'}


class PatternError(Exception):
    """What is wrong with an expression, in PCRE's words, and where (an offset)."""

    def __init__(self, message, offset):
        self.message, self.offset = message, offset


class Pattern:
    """A compiled expression: engine (a Python pattern), unicode (bool), groups (their count), names {name: number}, options."""

    def __init__(self, engine, options):
        self.engine, self.options = engine, options
        self.unicode = 'unicode' in options
        self.groups, self.names = engine.groups, dict(engine.groupindex)


@lru_cache(maxsize=1000)
def compiled(source, options):
    """The Pattern of a source (str or bytes) and a frozenset of names of options; raises PatternError."""
    text = source if source.__class__ is str else source.decode('latin-1')
    translator = _Translator(text, options)
    python = translator.run()
    flags = [_FLAGS[name] for name in options if name in _FLAGS]
    python = python if 'unicode' in options else python.encode('utf-8' if source.__class__ is str else 'latin-1')
    return Pattern(_engine(python, flags, translator.other_engine, len(text)), options)


def _engine(python, flags, other_engine, size):
    """The compiled Python pattern, by `re` if possible."""
    if not other_engine:
        try:
            return re.compile(python, _sum(re, flags))
        except re.error:
            pass                                        # perhaps a look-behind that only the other one knows
    engine = import_module('regex')
    try:
        return engine.compile(python, _sum(engine, flags))
    except engine.error as problem:
        raise PatternError(problem.msg, problem.pos or size) from None


def _sum(module, flags):
    return sum(int(getattr(module, name)) for name in flags)


class _Translator:
    """One walk over a source. out: the Python pattern in pieces. scopes: for each open group the flags that are in force up to its end.
    repeatable: whether what was read last may be followed by a quantifier.
    """

    def __init__(self, source, options):
        self.source, self.options = source, options
        self.place, self.out, self.other_engine = 0, [], False
        self.extended, self.ungreedy = 'extended' in options, 'ungreedy' in options
        self.scopes, self.saved = [[]], []
        self.repeatable = False
        self.names, self.groups = set(), 0

    def run(self):
        source, size = self.source, len(self.source)
        while self.place < size:
            character = source[self.place]
            read = _READERS.get(character)
            if read is not None:
                read(self)
            elif self.extended and character.isspace():
                self.place += 1
            else:
                self.put(re.escape(character), 1)
        if len(self.scopes) > 1:
            raise PatternError('missing )', size)
        return ''.join(self.out) + ')' * len(self.scopes[0])

    def put(self, text, length, repeatable=True):
        """Add a piece for the next `length` characters of the source."""
        self.out.append(text)
        self.place += length
        self.repeatable = repeatable

    # ---- groups

    def opening(self):
        source, place = self.source, self.place
        if source.startswith('(?', place):
            if found := _INLINE.match(source, place):
                return self.inline_flags(found)
            if found := _NAMED.match(source, place):
                return self.named_group(found)
            return self.special_group()
        self.groups += 1
        self.open_group('(', 1)

    def open_group(self, text, length):
        self.scopes.append([])
        self.saved.append((self.extended, self.ungreedy))
        self.put(text, length, False)

    def named_group(self, found):
        name = found['a'] or found['b'] or ''
        if name[:1].isdigit():
            raise PatternError('group name must start with a non-digit', found.start('a'))
        if name in self.names:
            raise PatternError('two named subpatterns have the same name', found.end() - 1)
        self.names.add(name)
        self.groups += 1
        self.open_group(f'(?P<{name}>', found.end() - found.start())

    def inline_flags(self, found):
        on, off, end = found[1], found[2] or '', found[3]
        python = ''.join(flag for flag in on if flag in 'ims') + ('-' + ''.join(f for f in off if f in 'ims') if off.strip('xUJ') else '')
        length = found.end() - found.start()
        if end == ':':
            self.open_group(f'(?{python}:', length)
        elif python:
            self.scopes[-1].append(f'(?{python}:')
            self.put(f'(?{python}:', length, False)
        else:
            self.put('', length, False)
        self.extended = 'x' in on or self.extended and 'x' not in off
        self.ungreedy = 'U' in on or self.ungreedy and 'U' not in off

    def special_group(self):
        source, place = self.source, self.place
        after = source[place + 2:place + 3]
        if after == '#':
            end = source.find(')', place)
            if end < 0:
                raise PatternError('missing ) after comment', len(source))
            self.place = end + 1
        elif source.startswith(('(?=', '(?!', '(?>'), place):
            self.open_group(source[place:place + 3], 3)
        elif source.startswith(('(?<=', '(?<!'), place):
            self.open_group(source[place:place + 4], 4)
        elif source.startswith('(?P=', place):
            end = self.until(')', place)
            self.put(source[place:end + 1], end + 1 - place)
        elif source.startswith(('(?<', "(?'", '(?P<'), place):
            raise PatternError('syntax error in subpattern name (missing terminator)', len(source))
        else:
            self.foreign_group(after)

    def foreign_group(self, after):
        """Branch reset, recursion, calls, conditions: what only the other engine knows."""
        source, place = self.source, self.place
        self.other_engine = True
        if after == '|' or after == '(':
            self.open_group('(?|' if after == '|' else '(?', 3 if after == '|' else 2)
        elif after and (after in 'R&+-P' or after.isdigit()):
            end = self.until(')', place)
            self.put(source[place:end + 1].replace('(?P>', '(?&'), end + 1 - place)
        else:
            raise PatternError('unrecognized character after (? or (?-', place + 2)

    def until(self, character, start):
        end = self.source.find(character, start)
        if end < 0:
            raise PatternError('missing )', len(self.source))
        return end

    def closing(self):
        if len(self.scopes) == 1:
            raise PatternError('unmatched parentheses', self.place)
        self.put(')' * len(self.scopes.pop()) + ')', 1)
        self.extended, self.ungreedy = self.saved.pop()

    def bar(self):
        flags = self.scopes[-1]
        self.put(')' * len(flags) + '|' + ''.join(flags), 1, False)

    # ---- what repeats

    def quantifier(self):
        found = _QUANTIFIER.match(self.source, self.place)
        if found is None:
            return self.put(r'\{', 1)
        end = found.end()
        if not self.repeatable:
            raise PatternError('nothing to repeat', end - 1)
        self._check_counts(found)
        text, mark = found[0], self.source[end:end + 1]
        length = end - self.place
        if mark == '+':
            return self.put(text + '+', length + 1, False)
        lazy = (mark == '?') != self.ungreedy
        self.put(text + ('?' if lazy else ''), length + (mark == '?'), False)

    def _check_counts(self, found):
        low, high = found[1], found[2]
        if low and max(int(low), int(high or 0)) > _LARGEST:
            raise PatternError('number too big in {} quantifier', found.end() - 1)
        if low and high and int(low) > int(high):
            raise PatternError('numbers out of order in {} quantifier', found.end() - 1)

    # ---- escapes

    def escape(self):
        character = self.source[self.place + 1:self.place + 2]
        if not character:
            raise PatternError('\\ at end of pattern', len(self.source))
        if character == 'Q':
            return self.literal()
        if character == 'g' or character == 'k':
            return self.reference()
        if character in '123456789' and self.is_reference():
            return self.numbered()
        self.put(*self.escaped(character, _ESCAPES), repeatable=character not in 'AZzbBGE')

    def escaped(self, character, table):
        """(Python's text, length) of the escape at the place."""
        if character in table:
            return table[character], 2
        if character in 'pP':
            return self.property(character)
        if character == 'x' or character == 'o' or character.isdigit():
            return self.code(character)
        if character == 'c':
            return re.escape(chr(ord(self.source[self.place + 2:self.place + 3].upper() or '@') ^ 64)), 3
        if character in _OTHER_ENGINE:
            self.other_engine = True
            return '\\' + character, 2
        if character in 'wW' and 'unicode' not in self.options:
            return self.word(character, table), 2
        return ('\\' + character if character in _KEPT else re.escape(character)), 2

    def word(self, character, table):
        if table is _IN_CLASS:
            return '\\w' + _LATIN if character == 'w' else '\\W'
        return f'[\\w{_LATIN}]' if character == 'w' else f'[^\\w{_LATIN}]'

    def property(self, character):
        self.other_engine = True
        found = re.compile(r'\{(\^?)(\w+)\}|(\w)').match(self.source, self.place + 2)
        if found is None:
            raise PatternError('malformed \\P or \\p sequence', self.place + 2)
        if found[1]:
            character = 'P' if character == 'p' else 'p'
        name = found[2] or found[3]
        if not _is_property(name):
            raise PatternError('unknown property name after \\P or \\p', found.end() - 1)
        return f'\\{character}{{{name}}}', found.end() - self.place

    def code(self, character):
        source, place = self.source, self.place
        if source.startswith('\\x{', place) or source.startswith('\\o{', place):
            found = re.compile(r'\{([0-9a-fA-F]+)\}').match(source, place + 2)
            if found is None:
                raise PatternError('non-hex character in \\x{} (closing brace missing?)', place + 3)
            return re.escape(chr(int(found[1], 16 if character == 'x' else 8))), found.end() - place
        if character == 'x':
            found = re.compile('[0-9a-fA-F]{0,2}').match(source, place + 2)
            return f'\\x{int(found[0] or "0", 16):02x}', found.end() - place
        found = re.compile('[0-7]{1,3}').match(source, place + 1)
        if found is None:
            return re.escape(character), 2
        return f'\\x{int(found[0], 8) & 255:02x}', found.end() - place

    def literal(self):
        end = self.source.find('\\E', self.place)
        text = self.source[self.place + 2:end] if end >= 0 else self.source[self.place + 2:]
        length = len(text) + (4 if end >= 0 else 2)
        self.put(re.escape(text), length, bool(text) or self.repeatable)

    # ---- references

    def is_reference(self):
        number = int(re.compile(r'\d+').match(self.source, self.place + 1)[0])
        return number < 10 or number <= self.groups

    def numbered(self):
        found = re.compile(r'\d+').match(self.source, self.place + 1)
        number = int(found[0])
        if number > max(self.groups, self.source.count('(')):
            raise PatternError('reference to non-existent subpattern', found.end())
        self.put(f'(?:\\{number})', found.end() - self.place)

    def reference(self):
        found = re.compile(r"\\[gk](?:\{(-?\w+)\}|<(-?\w+)>|'(-?\w+)'|(-?\d+))").match(self.source, self.place)
        if found is None:
            raise PatternError('a numbered reference must not be zero', self.place + 2)
        name = found[1] or found[2] or found[3] or found[4]
        length = found.end() - found.start()
        if self.source[self.place + 1] == 'g' and not (found[1] or found[4]):
            self.other_engine = True                    # \g<name> calls the group
            return self.put(f'(?&{name})' if not name.lstrip('-').isdigit() else f'(?{name})', length)
        if name.lstrip('-').isdigit():
            number = int(name)
            return self.put(f'(?:\\{number + self.groups + 1 if number < 0 else number})', length)
        self.put(f'(?P={name})', length)

    # ---- classes and comments

    def character_class(self):
        source, place = self.source, self.place
        out, place = ['['], place + 1
        if source.startswith('^', place):
            out, place = ['[^'], place + 1
        first, last = True, None
        while True:
            if place >= len(source):
                raise PatternError('missing terminating ] for character class', len(source))
            if source[place] == ']' and not first:
                break
            text, place = self.class_item(place)
            last = self._check_range(out, text, last, place)
            out.append(text)
            first = False
        self.place = place
        self.put(''.join(out) + ']', 1)

    def _check_range(self, out, text, last, place):
        """Complain about a range that runs backwards; gives the text that a range could start from."""
        if out[-1] == '-' and last and len(text) == len(last) == 1 and text < last:
            raise PatternError('range out of order in character class', place - 1)
        return last if text == '-' and out[-1] != '-' else text

    def class_item(self, place):
        """(Python's text, the place after) of one item of a class."""
        source, character = self.source, self.source[place]
        if character == '[' and source[place + 1:place + 2] in (':', '.', '='):
            found = re.compile(r'\[:(\^?)(\w+):\]').match(source, place)
            if found:
                return self.posix(found), found.end()
        if character == '\\' and place + 1 < len(source):
            self.place = place
            text, length = self.escaped(source[place + 1], _IN_CLASS)
            return text, place + length
        return ('\\' + character if character in '[]&~|^' else character), place + 1

    def posix(self, found):
        if found[2] not in _POSIX:
            raise PatternError('unknown POSIX class name', found.start(2))
        if found[1]:
            self.other_engine = True
            return f'[:^{found[2]}:]'
        return _POSIX[found[2]]

    def comment(self):
        if not self.extended:
            return self.put(r'\#', 1)
        end = self.source.find('\n', self.place)
        self.place = end + 1 if end >= 0 else len(self.source)

    def plain(self):
        self.put(self.source[self.place], 1, self.source[self.place] not in '^')


_READERS = {'(': _Translator.opening, ')': _Translator.closing, '|': _Translator.bar, '*': _Translator.quantifier,
            '+': _Translator.quantifier, '?': _Translator.quantifier, '{': _Translator.quantifier, '\\': _Translator.escape,
            '[': _Translator.character_class, '#': _Translator.comment, '.': _Translator.plain, '^': _Translator.plain,
            '$': _Translator.plain}


@lru_cache(maxsize=200)
def _is_property(name):
    engine = import_module('regex')
    try:
        engine.compile(f'\\p{{{name}}}')
    except engine.error:
        return False
    return True

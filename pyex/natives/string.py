"""`:string`: Erlang's strings, which are binaries or lists of characters; a result has the form of the first argument."""
from pyex.natives.arguments import character, clause_elements, function_clause, linked
from pyex.natives.registry import native
from pyex.natives.unicode import Stop, text_of
from pyex.runtime.exceptions import badarg
from pyex.terms import graphemes
from pyex.terms.atom import TRUE, Atom, atom, boolean
from pyex.terms.lists import iterate

ALL, LEADING, TRAILING, BOTH, NOMATCH, ERROR = map(atom, ('all', 'leading', 'trailing', 'both', 'nomatch', 'error'))
LEFT, RIGHT, NO_INTEGER, NO_FLOAT = atom('left'), atom('right'), atom('no_integer'), atom('no_float')
_SPACE = '\t\n\v\f\r \x85\u2028\u2029\u200e\u200f'


def _text(term):
    if term is not None and term.__class__ not in (str, bytes, list):
        raise function_clause()
    try:
        return text_of(term)
    except Stop:
        raise badarg() from None


def _like(text, original):
    """A text in the form of the original: a binary, or a list of characters."""
    if original.__class__ is str or original.__class__ is bytes:
        return text
    return linked([ord(character) for character in text])


def _separators(term):
    """The characters of a list of separators."""
    return ''.join(character(item) if item.__class__ is int else _text(item) for item in iterate(term)) if term.__class__ is list else _text(term)


# Case

@native('string', 'uppercase', 1)
def uppercase(string):
    """The string in upper case."""
    return _like(_text(string).upper(), string)


@native('string', 'lowercase', 1)
def lowercase(string):
    """The string in lower case."""
    return _like(_text(string).lower(), string)


@native('string', 'titlecase', 1)
def titlecase(string):
    """The string with its first character in title case."""
    text = _text(string)
    return _like(text[:1].title() + text[1:], string)


@native('string', 'casefold', 1)
def casefold(string):
    """The string in a form that is equal for upper and lower case."""
    return _like(_text(string).casefold(), string)


@native('string', 'to_upper', 1)
def to_upper(string):
    """A string or character of Latin-1 in upper case."""
    return ord(character(string).upper()[0]) if string.__class__ is int else uppercase(string)


@native('string', 'to_lower', 1)
def to_lower(string):
    """A string or character of Latin-1 in lower case."""
    return ord(character(string).lower()[0]) if string.__class__ is int else lowercase(string)


# Parts

@native('string', 'length', 1)
def length(string):
    """The number of graphemes."""
    return graphemes.length(_text(string))


@native('string', 'len', 1)
def len_(cells):
    """The number of characters of a list."""
    return len(clause_elements(cells))


@native('string', 'is_empty', 1)
def is_empty(string):
    """Whether the string is empty."""
    return boolean(not _text(string))


@native('string', 'to_graphemes', 1)
def to_graphemes(string):
    """The list of the graphemes: characters, or lists of several."""
    units = graphemes.graphemes(_text(string))
    return linked([ord(unit) if len(unit) == 1 else _like(unit, None) for unit in units])


@native('string', 'reverse', 1)
def reverse(string):
    """The characters from the end, as a list."""
    return _like(''.join(reversed(graphemes.graphemes(_text(string)))), None)


@native('string', 'slice', 2)
def slice_(string, start):
    """The graphemes from a position on."""
    return _like(''.join(graphemes.graphemes(_text(string))[start:]), string)


@native('string', 'slice', 3)
def slice_of(string, start, count):
    """`count` graphemes from a position on (or to the end, `:infinity`)."""
    units = graphemes.graphemes(_text(string))
    return _like(''.join(units[start:] if count.__class__ is Atom else units[start:start + count]), string)


@native('string', 'substr', 2)
def substr(cells, start):
    """The characters from a position on, counted from 1."""
    return linked(clause_elements(cells)[start - 1:])


@native('string', 'substr', 3)
def substr_of(cells, start, count):
    """`count` characters from a position on, counted from 1."""
    return linked(clause_elements(cells)[start - 1:start - 1 + count])


@native('string', 'concat', 2)
def concat(left, right):
    """Two strings as one."""
    return linked(clause_elements(left), right)


@native('string', 'prefix', 2)
def prefix(string, start):
    """What follows a beginning, or `:nomatch`."""
    text, head = _text(string), _text(start)
    return _like(text[len(head):], string) if text.startswith(head) else NOMATCH


@native('string', 'equal', 2)
def equal(left, right):
    """Whether two strings have the same characters."""
    return boolean(_text(left) == _text(right))


@native('string', 'equal', 3)
def equal_but_case(left, right, ignore_case):
    """Whether two strings have the same characters, perhaps but for their case."""
    a, b = _text(left), _text(right)
    return boolean(a.casefold() == b.casefold() if ignore_case is TRUE else a == b)


# Searching

@native('string', 'find', 2)
def find(string, pattern):
    """The string from the first occurrence of a pattern on, or `:nomatch`."""
    return find_from(string, pattern, LEADING)


@native('string', 'find', 3)
def find_from(string, pattern, side):
    """The string from the first (`:leading`) or last (`:trailing`) occurrence of a pattern on, or `:nomatch`."""
    text, part = _text(string), _text(pattern)
    place = text.rfind(part) if side is TRAILING else text.find(part)
    return _like(text[place:], string) if place >= 0 else NOMATCH


@native('string', 'split', 2)
def split(string, pattern):
    """The parts before and after the first occurrence of a pattern."""
    return split_at(string, pattern, LEADING)


@native('string', 'split', 3)
def split_at(string, pattern, where):
    """The parts before and after the first (`:leading`), the last (`:trailing`) or `:all` occurrences of a pattern."""
    text, part = _text(string), _text(pattern)
    if not part:
        return [string, None]
    parts = text.split(part) if where is ALL else text.rsplit(part, 1) if where is TRAILING else text.split(part, 1)
    return linked([_like(item, string) for item in parts])


@native('string', 'replace', 3)
def replace(string, pattern, replacement):
    """The parts around the first occurrence of a pattern, with a replacement between them, as a list."""
    return replace_at(string, pattern, replacement, LEADING)


@native('string', 'replace', 4)
def replace_at(string, pattern, replacement, where):
    """The parts around occurrences of a pattern, with a replacement between them, as a list."""
    out = []
    for part in iterate(split_at(string, pattern, where)):
        out += [replacement, part]
    return linked(out[1:])


@native('string', 'chr', 2)
def chr_(cells, code):
    """The position of the first occurrence of a character, counted from 1, or 0."""
    items = clause_elements(cells)
    return items.index(code) + 1 if code in items else 0


@native('string', 'rchr', 2)
def rchr(cells, code):
    """The position of the last occurrence of a character, counted from 1, or 0."""
    items = clause_elements(cells)
    return len(items) - items[::-1].index(code) if code in items else 0


@native('string', 'str', 2)
def str_(string, part):
    """The position of the first occurrence of a string, counted from 1, or 0."""
    return _text(string).find(_text(part)) + 1


@native('string', 'rstr', 2)
def rstr(string, part):
    """The position of the last occurrence of a string, counted from 1, or 0."""
    return _text(string).rfind(_text(part)) + 1


# Words

def _cut(text, separators):
    words = ['']
    for unit in graphemes.graphemes(text):
        if unit in separators:
            words.append('')
        else:
            words[-1] += unit
    return [word for word in words if word]


@native('string', 'lexemes', 2)
def lexemes(string, separators):
    """The parts between separators that are not empty."""
    return linked([_like(word, string) for word in _cut(_text(string), _separators(separators))])


@native('string', 'tokens', 2)
def tokens(string, separators):
    """The parts between separators that are not empty."""
    return lexemes(string, separators)


@native('string', 'words', 1)
def words(string):
    """The number of words between spaces."""
    return len(_cut(_text(string), ' '))


@native('string', 'join', 2)
def join(strings, separator):
    """The strings of a list as one, with a separator between them."""
    return _like(_text(separator).join(map(_text, clause_elements(strings))), None)


# Trimming and padding

def _trimmed(text, side, characters):
    if side is LEADING or side is LEFT:
        return text.lstrip(characters)
    return text.rstrip(characters) if side is TRAILING or side is RIGHT else text.strip(characters)


@native('string', 'trim', 1)
def trim(string):
    """The string without whitespace at its ends."""
    return trim_of(string, BOTH, None)


@native('string', 'trim', 2)
def trim_side(string, side):
    """The string without whitespace at its `:leading` or `:trailing` side, or `:both`."""
    return trim_of(string, side, None)


@native('string', 'trim', 3)
def trim_of(string, side, characters):
    """The string without some characters at its `:leading` or `:trailing` side, or `:both`."""
    return _like(_trimmed(_text(string), side, _separators(characters) if characters else _SPACE), string)


@native('string', 'strip', 1)
def strip(string):
    """The string without spaces at its ends."""
    return _like(_text(string).strip(' '), string)


@native('string', 'strip', 2)
def strip_side(string, side):
    """The string without spaces at its `:left` or `:right` side, or `:both`."""
    return _like(_trimmed(_text(string), side, ' '), string)


@native('string', 'strip', 3)
def strip_of(string, side, code):
    """The string without a character at its `:left` or `:right` side, or `:both`."""
    return _like(_trimmed(_text(string), side, character(code)), string)


@native('string', 'pad', 2)
def pad(string, count):
    """The string filled up with spaces at its end, as a list of parts."""
    return pad_with(string, count, TRAILING, 32)


@native('string', 'pad', 3)
def pad_side(string, count, side):
    """The string filled up with spaces at its `:leading` or `:trailing` side, or `:both`, as a list of parts."""
    return pad_with(string, count, side, 32)


@native('string', 'pad', 4)
def pad_with(string, count, side, filling):
    """The string filled up at its `:leading` or `:trailing` side, or `:both`, as a list of parts."""
    missing = max(count - length(string), 0)
    if side is LEADING:
        return [linked([filling] * missing), [string, None]]
    if side is BOTH:
        return [linked([filling] * (missing // 2)), [string, linked([filling] * (missing - missing // 2))]]
    return [string, linked([filling] * missing)]


def _justified(string, place):
    return _like(place(_text(string)), None)


@native('string', 'left', 2)
def left(string, count):
    """The string cut or filled up to a length, at the left."""
    return _justified(string, lambda text: text[:count].ljust(count))


@native('string', 'left', 3)
def left_with(string, count, code):
    """The string cut or filled up with a character to a length, at the left."""
    return _justified(string, lambda text: text[:count].ljust(count, character(code)))


@native('string', 'right', 2)
def right(string, count):
    """The string cut or filled up to a length, at the right."""
    return _justified(string, lambda text: text[max(len(text) - count, 0):].rjust(count))


@native('string', 'right', 3)
def right_with(string, count, code):
    """The string cut or filled up with a character to a length, at the right."""
    return _justified(string, lambda text: text[max(len(text) - count, 0):].rjust(count, character(code)))


@native('string', 'centre', 2)
def centre(string, count):
    """The string in the middle of a length."""
    return _justified(string, lambda text: ' ' * ((count - len(text)) // 2) + text + ' ' * (count - len(text) - (count - len(text)) // 2))


@native('string', 'copies', 2)
def copies(string, count):
    """The string so many times."""
    return _like(_text(string) * count, None)


@native('string', 'chars', 2)
def chars(code, count):
    """A character so many times."""
    return linked([code] * count)


# Pieces

@native('string', 'nth_lexeme', 3)
def nth_lexeme(string, number, separators):
    """The part of a number, counted from 1, between separators; an empty one if there are not so many."""
    if number.__class__ is not int or number < 1:
        raise function_clause()
    words = _cut(_text(string), _separators(separators))
    return _like(words[number - 1] if number <= len(words) else '', string)


@native('string', 'chomp', 1)
def chomp(string):
    """The string without the line ends at its end."""
    text = _text(string)
    while text.endswith('\n'):
        text = text[:-2] if text.endswith('\r\n') else text[:-1]
    return _like(text, string)


@native('string', 'take', 2)
def take(string, characters):
    """`{the characters at the front that are among some, the rest}`."""
    return _taken(string, characters, False, LEADING)


@native('string', 'take', 3)
def take_or_not(string, characters, complement):
    """`{the characters at the front, the rest}`: those among some, or with `true` those that are not."""
    return _taken(string, characters, complement is TRUE, LEADING)


@native('string', 'take', 4)
def take_at(string, characters, complement, side):
    """The same at the `:leading` or at the `:trailing` side: `{leading part, trailing part}`."""
    return _taken(string, characters, complement is TRUE, side)


def _taken(string, characters, complement, side):
    units, wanted = list(graphemes.graphemes(_text(string))), set(graphemes.graphemes(_separators(characters)))
    order = units if side is LEADING else units[::-1]
    count = next((i for i, unit in enumerate(order) if (unit in wanted) is complement), len(units))
    cut = count if side is LEADING else len(units) - count
    return _like(''.join(units[:cut]), string), _like(''.join(units[cut:]), string)


@native('string', 'span', 2)
def span(string, characters):
    """How many characters at the front are among some."""
    return _span(string, characters, False)


@native('string', 'cspan', 2)
def cspan(string, characters):
    """How many characters at the front are not among some."""
    return _span(string, characters, True)


def _span(string, characters, complement):
    wanted = _text(characters)
    return next((i for i, unit in enumerate(_text(string)) if (unit in wanted) is complement), len(_text(string)))


@native('string', 'sub_string', 2)
def sub_string(string, start):
    """The string from a position, counted from 1."""
    return _like(_text(string)[start - 1:], None)


@native('string', 'sub_string', 3)
def sub_string_to(string, start, stop):
    """The string from a position to another, both counted from 1 and included."""
    return _like(_text(string)[start - 1:max(stop, start - 1)], None)


@native('string', 'next_grapheme', 1)
def next_grapheme(string):
    """`[first character | rest]`, or an empty list. What people see as one character may be a list of code points."""
    first = next(iter(graphemes.graphemes(_text(string))), '')
    codes = [ord(code) for code in first]
    return _first(codes[0] if len(codes) == 1 else linked(codes), first, string)


@native('string', 'next_codepoint', 1)
def next_codepoint(string):
    """`[first code point | rest]`, or an empty list."""
    first = _text(string)[:1]
    return _first(first and ord(first), first, string)


def _first(head, text, string):
    return [head, _like(_text(string)[len(text):], string)] if text else None


# Numbers

def _number(string, forms, convert, missing):
    """`{number, rest}` of a string that begins with a number, or `{:error, reason}`."""
    text = _text(string)
    end = 0
    for size in range(1, len(text) + 1):
        if forms(text[:size]):
            end = size
    return (convert(text[:end]), _like(text[end:], string)) if end else (ERROR, missing)


def _is_integer(text):
    return text.lstrip('+-').isdecimal() and text.isascii() and len(text) - len(text.lstrip('+-')) < 2


def _is_float(text):
    whole, point, fraction = text.partition('.')
    mantissa, mark, exponent = fraction.partition('e')
    return bool(point) and _is_integer(whole) and mantissa.isdecimal() and (not mark or _is_integer(exponent))


@native('string', 'to_integer', 1)
def to_integer(string):
    """`{integer, rest}` of a string that begins with an integer, or `{:error, :no_integer}`."""
    return _number(string, _is_integer, int, NO_INTEGER)


@native('string', 'to_float', 1)
def to_float(string):
    """`{float, rest}` of a string that begins with a float, or `{:error, :no_float}`."""
    return _number(string, _is_float, float, NO_FLOAT)

"""`:pyex_string`: what Elixir's `String` is made of. Binaries that are no UTF-8 are cut into bytes where they must be."""
from collections import Counter
from unicodedata import normalize as normal_form

from pyex.natives.arguments import linked
from pyex.natives.patterns import alike, alternatives, finder, replace, split
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms import escapes, graphemes
from pyex.terms.atom import FALSE, NIL, TRUE, atom
from pyex.terms.binary import byte_size, canonical, to_bytes

INFINITY, NFD_KINDS = atom('infinity'), {'nfc': 'NFC', 'nfd': 'NFD', 'nfkc': 'NFKC', 'nfkd': 'NFKD'}
ASCII, GREEK, TURKIC = atom('ascii'), atom('greek'), atom('turkic')
_SPACE = '\t\n\v\f\r \x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000'
_TRIMMED = _SPACE + '\xa0\u2007\u202f'                      # `trim` takes away no-break spaces too, `split` keeps them
_UPPER = {code: code - 32 for code in range(97, 123)}
_LOWER = {code: code + 32 for code in range(65, 91)}


def _joined(units):
    """The binary of graphemes."""
    try:
        return ''.join(units)
    except TypeError:
        return canonical(b''.join(map(to_bytes, units)))


# Units

@native('pyex_string', 'length', 1)
def length(string):
    """The number of graphemes."""
    return graphemes.length(string) if string.__class__ is str else len(graphemes.units(string))


@native('pyex_string', 'graphemes', 1)
def graphemes_(string):
    """The list of the graphemes."""
    return linked(graphemes.graphemes(string) if string.__class__ is str else graphemes.units(string))


@native('pyex_string', 'codepoints', 1)
def codepoints(string):
    """The list of the characters, as binaries."""
    return linked(string if string.__class__ is str else graphemes.codepoints(string))


@native('pyex_string', 'next_grapheme', 1)
def next_grapheme(string):
    """`{first grapheme, rest}`, or `nil` for an empty string."""
    if not string:
        return NIL
    if string.__class__ is str:
        first = graphemes.first(string)
        return first, string[len(first):]
    units = graphemes.units(string)
    return units[0], _joined(units[1:])


@native('pyex_string', 'next_codepoint', 1)
def next_codepoint(string):
    """`{first character, rest}`, or `nil` for an empty string."""
    if not string:
        return NIL
    units = string if string.__class__ is str else graphemes.codepoints(string)
    return units[0], units[1:] if units.__class__ is str else _joined(units[1:])


@native('pyex_string', 'slice', 3)
def slice_(string, start, count):
    """`count` graphemes from `start` on; a negative start counts from the end, and stops at the first one."""
    units = graphemes.graphemes(string) if string.__class__ is str else graphemes.units(string)
    if start < 0:
        start = max(start + len(units), 0)
    part = units[start:start + count]
    return part if part.__class__ is str else _joined(part)


@native('pyex_string', 'at', 2)
def at(string, position):
    """The grapheme at a position, negative ones counted from the end, or `nil`."""
    units = graphemes.graphemes(string) if string.__class__ is str else graphemes.units(string)
    return units[position] if -len(units) <= position < len(units) else NIL


@native('pyex_string', 'reverse', 1)
def reverse(string):
    """The graphemes from the end."""
    if string.__class__ is str and graphemes.is_plain(string):
        return string[::-1]
    return _joined(graphemes.units(string)[::-1])


# Case

@native('pyex_string', 'upcase', 2)
def upcase(string, mode):
    """The string in upper case."""
    return _by_pieces(string, lambda text: _upper(text, mode))


@native('pyex_string', 'downcase', 2)
def downcase(string, mode):
    """The string in lower case."""
    return _by_pieces(string, lambda text: _lower(text, mode))


@native('pyex_string', 'capitalize', 2)
def capitalize(string, mode):
    """The first grapheme in title case, the rest in lower case."""
    if string.__class__ is not str:
        return _by_pieces(string, lambda text: text)
    if not string:
        return string
    first = graphemes.first(string)
    head = _upper(first, mode) if mode in (ASCII, TURKIC) else first[:1].title() + first[1:]
    return head + _lower(string[len(first):], mode)


def _by_pieces(string, change):
    if string.__class__ is str:
        return change(string)
    return _joined([change(piece) if piece.__class__ is str else piece for piece in graphemes.pieces(string)])


def _upper(text, mode):
    if mode is ASCII:
        return text.translate(_UPPER)
    return (text.replace('i', 'İ') if mode is TURKIC else text).upper()


def _lower(text, mode):
    if mode is ASCII:
        return text.translate(_LOWER)
    if mode is TURKIC:
        text = text.replace('İ', 'i').replace('I', 'ı')
    if mode is not GREEK and 'Σ' in text:           # only the Greek mode knows the sigma at the end of a word
        return 'σ'.join(part.lower() for part in text.split('Σ'))
    return text.lower()


# Whitespace

@native('pyex_string', 'split', 1)
def split_words(string):
    """The words between whitespace."""
    if string.__class__ is str and string.isascii() and not any(c in string for c in '\x1c\x1d\x1e\x1f'):
        return linked(string.split())
    units, words = graphemes.codepoints(string), [[]]
    for unit in units:
        if unit.__class__ is str and unit in _SPACE:
            words.append([])
        else:
            words[-1].append(unit)
    return linked([_joined(word) for word in words if word])


@native('pyex_string', 'trim', 2)
def trim(string, side):
    """The string without whitespace at its `:leading` side, its `:trailing` one, or `:both`."""
    if string.__class__ is str:
        return _strip(string, side.name)
    pieces = graphemes.pieces(string)
    if side.name != 'trailing' and pieces[0].__class__ is str:
        pieces[0] = pieces[0].lstrip(_TRIMMED)
    if side.name != 'leading' and pieces[-1].__class__ is str:
        pieces[-1] = pieces[-1].rstrip(_TRIMMED)
    return _joined(pieces)


def _strip(text, side):
    if side == 'both':
        return text.strip(_TRIMMED)
    return text.lstrip(_TRIMMED) if side == 'leading' else text.rstrip(_TRIMMED)


@native('pyex_string', 'without', 3)
def without(string, part, side):
    """The string without all repetitions of `part` at one side (`:leading` or `:trailing`)."""
    text, (part,), term = alike(string, [part])
    if not part:
        return string
    while part and (text.startswith(part) if side.name == 'leading' else text.endswith(part)):
        text = text[len(part):] if side.name == 'leading' else text[:-len(part)]
    return term(text)


@native('pyex_string', 'repetitions', 3)
def repetitions(string, part, side):
    """`{count, rest}`: how often the string begins (`:leading`) or ends with `part`, and the string without that."""
    rest = without(string, part, side)
    return (byte_size(string) - byte_size(rest)) // byte_size(part), rest


# Searching

def _search(string, pattern):
    return alike(string, alternatives(pattern))


@native('pyex_string', 'split', 4)
def split_by(string, pattern, parts, trimmed):
    """The parts between a pattern, `parts` of them at most (or `:infinity`), without empty ones if `trimmed`."""
    most = 0 if parts is INFINITY else parts
    patterns = alternatives(pattern)
    if not all(patterns):
        return linked(_split_graphemes(string, patterns, most, trimmed is TRUE))
    text, patterns, term = alike(string, patterns)
    if trimmed is TRUE:
        found = _split_trimmed(text, patterns, most)
    else:
        found = split(text, patterns, most)
    return linked(found if term is _unchanged else [term(part) for part in found])


_unchanged = alike('', [])[2]


def _split_trimmed(text, patterns, most):
    """Parts that are not empty; the last one of a limited number holds all the rest."""
    if not most:
        return [part for part in split(text, patterns) if part]
    found, rest = [], text
    while len(found) < most - 1:
        head, *tail = split(rest, patterns, 2)
        if head:
            found.append(head)
        if not tail:
            return found
        rest = tail[0]
    return found + [rest] if rest else found


def _split_graphemes(string, patterns, most, trimmed):
    if len(patterns) > 1:
        raise badarg({2: 'not a valid pattern'})
    units = graphemes.units(string)
    ends = [] if trimmed else ['']
    if most == 1:
        return [string]
    found = ends + units + ends
    if most and len(found) > most:
        found = found[:most - 1] + [_joined(found[most - 1:])]
    return found


@native('pyex_string', 'contains?', 2)
def contains(string, pattern):
    """Whether the pattern occurs in the string."""
    text, patterns, _ = _search(string, pattern)
    return TRUE if any(item in text for item in patterns) else FALSE


@native('pyex_string', 'starts_with?', 2)
def starts_with(string, pattern):
    """Whether the string begins with a binary, or one of a list."""
    text, patterns, _ = _search(string, pattern)
    return TRUE if text.startswith(tuple(patterns)) else FALSE


@native('pyex_string', 'ends_with?', 2)
def ends_with(string, pattern):
    """Whether the string ends with a binary, or one of a list."""
    text, patterns, _ = _search(string, pattern)
    return TRUE if text.endswith(tuple(patterns)) else FALSE


@native('pyex_string', 'replace', 4)
def replace_(string, pattern, replacement, everywhere):
    """The string with the pattern replaced, everywhere or once."""
    patterns = alternatives(pattern)
    if replacement.__class__ is not str and replacement.__class__ is not bytes:
        raise badarg({3: 'not a binary'})
    if not all(patterns):
        return _replace_between(string, replacement, everywhere)
    text, (new, *patterns), term = alike(string, [replacement, *patterns])
    return term(replace(text, patterns, new, -1 if everywhere is TRUE else 1))


def _replace_between(string, replacement, everywhere):
    if everywhere is not TRUE:
        return _joined([replacement, string])
    return _joined([piece for unit in graphemes.units(string) for piece in (replacement, unit)] + [replacement])


@native('pyex_string', 'places', 2)
def places(string, pattern):
    """`{before, found, after}` of the first occurrence of the pattern, or `nil`."""
    text, patterns, term = _search(string, pattern)
    found = patterns and finder(patterns).search(text)
    if not found:
        return NIL
    return term(text[:found.start()]), term(found[0]), term(text[found.end():])


# Properties

@native('pyex_string', 'valid?', 1)
def valid(string):
    """Whether a binary is UTF-8."""
    return TRUE if string.__class__ is str else FALSE


@native('pyex_string', 'printable?', 2)
def printable(string, limit):
    """Whether the first `limit` characters (or all, `:infinity`) are printable."""
    if string.__class__ is str:
        return TRUE if escapes.printable(string, None if limit is INFINITY else limit) else FALSE
    if limit is INFINITY:
        return FALSE
    units = graphemes.codepoints(string)[:limit]
    return TRUE if all(unit.__class__ is str and escapes.printable(unit) for unit in units) else FALSE


@native('pyex_string', 'normalize', 2)
def normalize(string, form):
    """The string in a normal form: `:nfc`, `:nfd`, `:nfkc`, `:nfkd`."""
    return _by_pieces(string, lambda text: normal_form(NFD_KINDS[form.name], text))


@native('pyex_string', 'replace_invalid', 2)
def replace_invalid(string, replacement):
    """The string with what is no UTF-8 in it replaced."""
    if string.__class__ is str:
        return string
    return to_bytes(string).decode('utf-8', 'replace').replace('\ufffd', replacement)


@native('pyex_string', 'whole', 1)
def whole(binary):
    """A binary without the bytes of broken characters at its ends."""
    if binary.__class__ is str:
        return binary
    start = 0
    while start < min(len(binary), 3) and binary[start] & 0xC0 == 0x80:
        start += 1
    end = len(binary)
    for back in range(1, min(4, end - start) + 1):
        lead = binary[end - back]
        if lead & 0xC0 != 0x80:
            if back < 2 + (lead >= 0xE0) + (lead >= 0xF0) and lead >= 0xC0:
                end -= back
            break
    return canonical(binary[start:end])


# Likeness

@native('pyex_string', 'jaro', 2)
def jaro(string, other):
    """Jaro's likeness of two strings that are not empty."""
    left, right = graphemes.units(string), graphemes.units(other)
    window = max(max(len(left), len(right)) // 2 - 1, 0)
    taken, ours = [False] * len(right), []
    for index, unit in enumerate(left):
        for place in range(max(index - window, 0), min(index + window + 1, len(right))):
            if not taken[place] and right[place] == unit:
                taken[place] = True
                ours.append(unit)
                break
    if not ours:
        return 0.0
    theirs = [unit for unit, used in zip(right, taken) if used]
    moved = sum(a != b for a, b in zip(ours, theirs)) / 2
    return (len(ours) / len(left) + len(ours) / len(right) + (len(ours) - moved) / len(ours)) / 3


@native('pyex_string', 'bag', 2)
def bag(string, other):
    """The likeness of two strings as bags of graphemes."""
    left, right = Counter(graphemes.units(string)), Counter(graphemes.units(other))
    apart = max((left - right).total(), (right - left).total())
    return 1 - apart / max(left.total(), right.total())

"""`:io_lib`: formatted text. The result of `format` is a list of characters and of lists of characters, as Erlang's."""
import re

from pyex.natives.arguments import character, clause_elements, function_clause, linked
from pyex.natives.registry import native
from pyex.natives.unicode import Stop, text_of
from pyex.runtime.exceptions import ElixirError, badarg
from pyex.terms.atom import FALSE, Atom, boolean
from pyex.terms.binary import to_bytes
from pyex.terms.erlang_text import Style, atom_text, quoted, write
from pyex.terms.integer_text import digits

_DIRECTIVE = re.compile(r'~(-?(?:\d+|\*))?(?:\.(-?\d+|\*)?(?:\.(.|\*))?)?([tlkK]*)([~a-zA-Z#+])', re.DOTALL)
_PRINTABLE = frozenset(range(32, 127)) | frozenset((8, 9, 10, 11, 12, 13, 27))


class Directive:
    """One `~...` of a format: width, precision and pad (None if not given), unicode (`~t`), and the arguments still to be read."""

    def __init__(self, match, arguments):
        self.arguments = arguments
        width, precision, pad, modifiers, _ = match.groups()
        self.width = self._number(width)
        self.precision = self._number(precision)
        self.pad = character(self.next()) if pad == '*' else pad or ' '
        self.unicode, self.lists = 't' in modifiers, 'l' in modifiers

    def _number(self, text):
        if text is None:
            return None
        return self.next() if text.lstrip('-') == '*' else int(text)

    def next(self):
        """The next argument."""
        if not self.arguments:
            raise badarg()
        return self.arguments.pop(0)

    def next_of(self, kind):
        term = self.next()
        if term.__class__ is not kind:
            raise badarg()
        return term

    def justify(self, text, width=None):
        """The text in the directive's width, to the right unless it is negative; stars if it does not fit."""
        width = self.width if self.width is not None else width
        if width is None:
            return text
        if len(text) > abs(width):
            return '*' * abs(width)
        return text.ljust(-width, self.pad) if width < 0 else text.rjust(width, self.pad)


# Directives: each gives (text, whether it is a list of its own in the result)

def _plain(directive):
    term = directive.next()
    return directive.justify(write(term, Style(False, directive.unicode))), True


def _pretty(directive):
    """`~p`: its width is that of lines, not that of a field; with `l`, lists are never text."""
    term = directive.next()
    if directive.width is not None and directive.width < 0:
        raise badarg()
    return write(term, Style(not directive.lists, directive.unicode)), True


def _limited(strings):
    def make(directive):
        term = directive.next()
        return write(term, Style(strings, directive.unicode), directive.next_of(int)), True
    return make


def _string(directive):
    term = directive.next()
    if term.__class__ is Atom:
        text, nested = term.name, False
    else:
        text, nested = _characters(term, directive.unicode), True
    if directive.precision is not None:
        text = text[:directive.precision].ljust(directive.precision, directive.pad)
    if directive.width is not None and len(text) > abs(directive.width):
        return text[:abs(directive.width)], nested
    return directive.justify(text), nested


def _characters(term, unicode):
    if term is not None and term.__class__ not in (str, bytes, list):
        raise badarg()
    try:
        return text_of(term) if unicode else text_of(term if term.__class__ is list else to_bytes(term or ''), 'latin-1')
    except Stop:
        raise badarg() from None


def _character(directive):
    count = directive.precision if directive.precision is not None else directive.width or 1
    return directive.justify(character(directive.next_of(int)) * count), False


def _integer(upper, prefix=False):
    def make(directive):
        number = directive.next_of(int)
        base = directive.precision or 10
        text = digits(number, base)
        text = text if upper else text.lower()
        if prefix:
            text = f'-{base}#{text[1:]}' if number < 0 else f'{base}#{text}'
        return directive.justify(text), False
    return make


def _prefixed(upper):
    def make(directive):
        number, base = directive.next_of(int), directive.precision or 10
        mark = directive.next()
        mark = mark.name if mark.__class__ is Atom else text_of(mark)
        text = digits(abs(number), base)
        return directive.justify(('-' if number < 0 else '') + mark + (text if upper else text.lower())), False
    return make


def _fixed(directive):
    number = _float(directive)
    return directive.justify(f'{number:.{6 if directive.precision is None else directive.precision}f}'), False


def _exponential(directive):
    places = 6 if directive.precision is None else directive.precision
    return directive.justify(_exponent_text(_float(directive), places)), False


def _exponent_text(number, places):
    mantissa, _, exponent = f'{number:.{places - 1}e}'.partition('e')
    return f'{mantissa}e{exponent[0]}{int(exponent[1:])}'


def _general(directive):
    number = _float(directive)
    places = 6 if directive.precision is None else directive.precision
    if 0.1 <= abs(number) < 10000.0:
        whole = len(str(int(abs(number)))) if abs(number) >= 1 else 0
        return directive.justify(f'{number:.{max(places - max(whole, 1), 1)}f}'), False
    return directive.justify(_exponent_text(number, places)), False


def _float(directive):
    number = directive.next()
    if number.__class__ is int:
        number = float(number)
    if number.__class__ is not float:
        raise badarg()
    return number


def _newline(directive):
    return '\n' * (directive.width or 1), False


def _tilde(directive):
    return '~', False


def _ignored(directive):
    directive.next()
    return '', False


_DIRECTIVES = {
    'w': _plain, 'p': _pretty, 'W': _limited(False), 'P': _limited(True), 's': _string, 'c': _character,
    'B': _integer(True), 'b': _integer(False), '#': _integer(True, True), '+': _integer(False, True), 'X': _prefixed(True),
    'x': _prefixed(False), 'f': _fixed, 'e': _exponential, 'g': _general, 'n': _newline, '~': _tilde, 'i': _ignored}


def formatted(template, arguments):
    """The parts of a format: Python strings of characters, and lists of one string that are lists of their own in the result."""
    parts, place = [], 0
    for match in _DIRECTIVE.finditer(template):
        _text(template[place:match.start()], parts)
        make = _DIRECTIVES.get(match[5])
        if make is None:
            raise badarg()
        text, nested = make(Directive(match, arguments))
        parts.append([text] if nested else text)
        place = match.end()
    _text(template[place:], parts)
    if arguments:
        raise badarg()
    return parts


def _text(text, parts):
    if '~' in text:
        raise badarg()
    parts.append(text)


def _parts(format_, arguments):
    try:
        template = format_.name if format_.__class__ is Atom else text_of(format_)
        return formatted(template, clause_elements(arguments))
    except (Stop, ElixirError):
        raise badarg() from None


@native('io_lib', 'format', 2)
def format_(template, arguments):
    """The characters of a format such as `"~p is ~.2f~n"`, its directives filled with the arguments."""
    out = None
    for part in reversed(_parts(template, arguments)):
        if part.__class__ is list:
            out = [linked([ord(c) for c in part[0]]), out]
        else:
            out = linked([ord(c) for c in part], out)
    return out


@native('io_lib', 'fwrite', 2)
def fwrite(template, arguments):
    """`format/2`."""
    return format_(template, arguments)


@native('io_lib', 'write', 1)
def write_(term):
    """A term as `~w` writes it."""
    return linked([ord(c) for c in write(term, Style(False))])


@native('io_lib', 'print', 1)
def print_(term):
    """A term as `~p` writes it."""
    return linked([ord(c) for c in write(term, Style(True))])


@native('io_lib', 'write_atom', 1)
def write_atom(term):
    """An atom in Erlang's syntax."""
    if term.__class__ is not Atom:
        raise function_clause()
    return linked([ord(c) for c in atom_text(term.name)])


@native('io_lib', 'write_string', 1)
def write_string(cells):
    """A string in Erlang's syntax, with its quotes."""
    return linked([ord(c) for c in '"' + quoted(_checked(cells), '"') + '"'])


@native('io_lib', 'nl', 0)
def nl():
    """A new line, as a list of one character."""
    return [10, None]


def _checked(data):
    """The text of chardata, which must be right."""
    try:
        return text_of(data)
    except Stop:
        raise badarg() from None


def _all(cells, test):
    while cells.__class__ is list:
        head, cells = cells
        if head.__class__ is not int or not test(head):
            return FALSE
    return boolean(cells is None)


@native('io_lib', 'printable_list', 1)
def printable_list(cells):
    """Whether a list holds printable characters of Latin-1 only."""
    return _all(cells, lambda code: code in _PRINTABLE or 160 <= code < 256)


@native('io_lib', 'printable_latin1_list', 1)
def printable_latin1_list(cells):
    """Whether a list holds printable characters of Latin-1 only."""
    return printable_list(cells)


@native('io_lib', 'printable_unicode_list', 1)
def printable_unicode_list(cells):
    """Whether a list holds printable characters only."""
    return _all(cells, lambda code: code in _PRINTABLE or 160 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000)


@native('io_lib', 'char_list', 1)
def char_list(cells):
    """Whether a list holds characters only."""
    return _all(cells, lambda code: 0 <= code < 0xD800 or 0xE000 <= code < 0x110000)


@native('io_lib', 'latin1_char_list', 1)
def latin1_char_list(cells):
    """Whether a list holds characters of Latin-1 only."""
    return _all(cells, lambda code: 0 <= code < 256)


@native('io_lib', 'chars_length', 1)
def chars_length(data):
    """The number of characters of chardata."""
    return len(_checked(data))

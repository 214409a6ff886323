"""`:unicode`: conversions between encodings, and normal forms.

Chardata is a binary in an encoding, or a list of character codes, binaries and such lists. Results that stop at wrong or unfinished input
are `{:error, done, rest}` and `{:incomplete, done, rest}`.
"""
from unicodedata import normalize

from pyex.natives.arguments import linked
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import ERROR, Atom, atom
from pyex.terms.binary import canonical, to_bytes

INCOMPLETE, UTF8 = atom('incomplete'), atom('utf8')
_ENCODINGS = {'utf8': 'utf-8', 'unicode': 'utf-8', 'latin1': 'latin-1', 'utf16': 'utf-16-be', 'utf32': 'utf-32-be'}
_ENDS = {'big': 'be', 'little': 'le'}
_MARKS = ((b'\x00\x00\xfe\xff', 'utf32', 'big'), (b'\xff\xfe\x00\x00', 'utf32', 'little'), (b'\xef\xbb\xbf', 'utf8', None),
          (b'\xfe\xff', 'utf16', 'big'), (b'\xff\xfe', 'utf16', 'little'))


class Stop(Exception):
    """Chardata that cannot be read further: the text so far and what is left, as a term."""

    def __init__(self, kind, done, rest):
        self.kind, self.done, self.rest = kind, done, rest


def codec(encoding, position):
    """Python's name of an encoding term."""
    if encoding.__class__ is Atom and encoding.name in _ENCODINGS:
        return _ENCODINGS[encoding.name]
    if encoding.__class__ is tuple and len(encoding) == 2 and all(part.__class__ is Atom for part in encoding):
        name, end = encoding[0].name, encoding[1].name
        if name in ('utf16', 'utf32') and end in _ENDS:
            return _ENCODINGS[name][:-2] + _ENDS[end]
    raise badarg({position: 'not a valid encoding'})


def text_of(data, encoding='utf-8'):
    """The Python string of chardata; raises Stop."""
    if data.__class__ is str and encoding == 'utf-8':
        return data
    if data is not None and data.__class__ not in (list, str, bytes):
        raise badarg({1: 'not valid character data (an iodata term)'})
    out, rest = [], [data]
    while rest:
        term = rest.pop()
        if term.__class__ is list:
            rest.append(term[1])
            rest.append(term[0])
        elif term is not None:
            _read(term, encoding, out, rest)
    return ''.join(out)


def _read(term, encoding, out, rest):
    """Read one character code or binary."""
    if term.__class__ is int:
        if 0 <= term < 0xD800 or 0xE000 <= term < 0x110000:
            out.append(chr(term))
            return
        raise Stop(ERROR, ''.join(out), [term, rest[-1] if len(rest) == 1 else _unread(rest)])
    if term.__class__ is not str and term.__class__ is not bytes:
        raise badarg({1: 'not valid character data (an iodata term)'})
    if term.__class__ is str and encoding == 'utf-8':
        out.append(term)
        return
    data = to_bytes(term)
    try:
        out.append(data.decode(encoding))
    except UnicodeDecodeError as problem:
        out.append(data[:problem.start].decode(encoding))
        left = canonical(data[problem.start:])
        unfinished = problem.reason in ('unexpected end of data', 'truncated data')
        rest_ = _unread(rest)
        raise Stop(INCOMPLETE if unfinished and not rest_ else ERROR, ''.join(out), [left, rest_] if rest_ else left) from None


def _unread(rest):
    """What is left on the stack, as a term."""
    out = None
    for term in rest:
        out = [term, out] if term is not None else out
    return out


@native('unicode', 'characters_to_binary', 1)
def characters_to_binary(data):
    """The UTF-8 binary of chardata."""
    return characters_between(data, UTF8, UTF8)


@native('unicode', 'characters_to_binary', 2)
def characters_to_binary_from(data, encoding):
    """The UTF-8 binary of chardata in an encoding."""
    return characters_between(data, encoding, UTF8)


@native('unicode', 'characters_to_binary', 3)
def characters_between(data, encoding, wanted):
    """The binary of chardata in an encoding, in another encoding."""
    source, target = codec(encoding, 2), codec(wanted, 3)
    try:
        text = text_of(data, source)
    except Stop as stop:
        return stop.kind, _encoded(stop.done, target), stop.rest
    try:
        return _encoded(text, target)
    except UnicodeEncodeError as problem:
        return ERROR, _encoded(text[:problem.start], target), text[problem.start:]


def _encoded(text, target):
    return text if target == 'utf-8' else canonical(text.encode(target))


@native('unicode', 'characters_to_list', 1)
def characters_to_list(data):
    """The list of the character codes of chardata."""
    return characters_to_list_from(data, UTF8)


@native('unicode', 'characters_to_list', 2)
def characters_to_list_from(data, encoding):
    """The list of the character codes of chardata in an encoding."""
    try:
        return linked([ord(c) for c in text_of(data, codec(encoding, 2))])
    except Stop as stop:
        return stop.kind, linked([ord(c) for c in stop.done]), stop.rest


def _normal(data, form):
    try:
        return normalize(form, text_of(data))
    except Stop as stop:
        return ERROR, normalize(form, stop.done), stop.rest


def _binary_form(form):
    def normal(data):
        return _normal(data, form)
    return normal


def _list_form(form):
    def normal(data):
        made = _normal(data, form)
        return linked([ord(c) for c in made]) if made.__class__ is str else made
    return normal


def _register_forms():
    for form in ('NFC', 'NFD', 'NFKC', 'NFKD'):
        for kind, make in (('binary', _binary_form), ('list', _list_form)):
            function, name = make(form), f'characters_to_{form.lower()}_{kind}'
            function.__code__ = function.__code__.replace(co_name=name)
            function.__doc__ = f'Chardata in the normal form {form}, as a {kind}.'
            native('unicode', name, 1)(function)


_register_forms()


@native('unicode', 'bom_to_encoding', 1)
def bom_to_encoding(binary):
    """`{encoding, length}` of the byte order mark that a binary begins with, `{:latin1, 0}` if there is none."""
    data = to_bytes(binary)
    for mark, name, end in _MARKS:
        if data.startswith(mark):
            return (atom(name), atom(end)) if end else atom(name), len(mark)
    return atom('latin1'), 0


@native('unicode', 'encoding_to_bom', 1)
def encoding_to_bom(encoding):
    """The byte order mark of an encoding, an empty binary if it has none."""
    parts = encoding if encoding.__class__ is tuple else (encoding,)
    if not 1 <= len(parts) <= 2 or not all(part.__class__ is Atom for part in parts):
        raise badarg()
    name, end = parts[0].name, parts[1].name if parts[1:] else None
    for mark, known, order in _MARKS:
        if (known, order) in ((name, end), (name.replace('unicode', 'utf8'), end)) or (order == 'big' and end is None and known == name):
            return canonical(mark)
    return ''

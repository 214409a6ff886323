"""How strings and charlists are shown between quotes: what is printable, and the escapes of the rest.

Invisible characters (zero-width ones, those that turn the writing direction) are escaped like control characters, so that two
strings that look alike are alike.
"""
import re

_NAMED = {'\0': '\\0', '\a': '\\a', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\v': '\\v', '\f': '\\f', '\r': '\\r', '\x1b': '\\e',
          '\x7f': '\\d', '\\': '\\\\', '#{': '\\#{'}
_INVISIBLE = '\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff'
_ESCAPED = re.compile(f'[\\x00-\\x1f\\x7f-\\x9f\\\\{_INVISIBLE}\ufffe\uffff"]|#{{')
_PLAIN = re.compile(r'[^\x00-\x1f\x7f-\x9f\\"#\u0600-\U0010ffff]*')            # nothing to escape: the usual case
_UNPRINTABLE = re.compile('[\x00-\x06\x0e-\x1a\x1c-\x1f\x80-\x9f\ufffe\uffff]')
_ASCII_PRINTABLE = frozenset(range(32, 127)) | frozenset((7, 8, 9, 10, 11, 12, 13, 27))


def _escape(match):
    text = match[0]
    if text in _NAMED:
        return _NAMED[text]
    if text == '"':
        return '\\"'
    code = ord(text)
    return f'\\x{code:02X}' if code < 256 else f'\\x{{{code:X}}}' if code in (0xfffe, 0xffff) else f'\\u{code:04X}'


def escape(text, quote='"'):
    """`text` as it stands between quotes."""
    if _PLAIN.fullmatch(text):
        return text
    if quote != '"':
        return _ESCAPED.sub(_escape, text.replace('"', '\ue000')).replace('\ue000', '"').replace(quote, '\\' + quote)
    return _ESCAPED.sub(_escape, text)


def escape_bytes(data):
    """Bytes as they stand between quotes: those that are no UTF-8 as `\\xFF`."""
    out = []
    while data:
        try:
            out.append(escape(str(data, 'utf-8')))
            break
        except UnicodeDecodeError as problem:
            out.append(escape(str(data[:problem.start], 'utf-8')))
            out.append(f'\\x{data[problem.start]:02X}')
            data = data[problem.start + 1:]
    return ''.join(out)


def printable(text, limit=None):
    """Whether all (or the first `limit`) characters are printable."""
    return not _UNPRINTABLE.search(text if limit is None else text[:limit])


def ascii_printable(cells, limit=None):
    """Whether all (or the first `limit`) elements of a list are codes of printable ASCII characters."""
    while cells.__class__ is list and limit != 0:
        head, cells = cells
        if head.__class__ is not int or head not in _ASCII_PRINTABLE:
            return False
        if limit is not None:
            limit -= 1
    return cells is None or limit == 0 and cells.__class__ is list

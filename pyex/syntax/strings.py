"""Text in quotes: strings, charlists, quoted atoms, heredocs, sigils.

`scan` finds the end of a quoted text and splits it into parts: raw text (str), or `Code` for an interpolation, which
holds its own tokens. Raw text has its escapes still in it, except that in a sigil an escaped end marker is freed.
`unescape` then gives the text meant.
"""
import re
from typing import NamedTuple

from pyex.syntax.errors import ElixirSyntaxError
from pyex.terms.binary import canonical


class Code(NamedTuple):
    """An interpolation `#{...}`."""
    line: int
    column: int
    tokens: list
    end_line: int
    end_column: int


def _stops(*characters):
    return re.compile('[^' + ''.join(re.escape(c) for c in {'\\', '\n', '#', *characters}) + ']+')


_PLAIN = {}


def _plain(terminator):
    """A regular expression for text in which nothing happens."""
    return _PLAIN.get(terminator) or _stops(terminator[0])


for _mark in '"\'/|)]}>':
    _PLAIN[_mark] = _stops(_mark)
_HEREDOC_PLAIN = re.compile(r'[^\\\n#]+')


def scan(tokenizer, position, terminator, *, interpolates=True, sigil=False, opened):
    """(parts, position after the terminator) of the quoted text that starts at `position`."""
    text, plain = tokenizer.text, _plain(terminator)
    parts, buffer = [], []
    while True:
        found = plain.match(text, position)
        if found:
            tokenizer.narrow(found.group())
            buffer.append(found.group())
            position = found.end()
        character = text[position:position + 1]
        if not character:
            raise opened()
        if character == terminator:
            break
        position = _special(tokenizer, position, character, buffer, parts, interpolates and opened, terminator if sigil else None)
    if buffer:
        parts.append(''.join(buffer))
    return parts, position + 1


def _special(tokenizer, position, character, buffer, parts, opened, freed):
    """Take one of the characters that mean something inside of quotes; the position after it."""
    text = tokenizer.text
    if character == '\n':
        buffer.append('\n')
        tokenizer.new_line(position + 1)
        return position + 1
    if character == '\\':
        return _backslash(tokenizer, position, buffer, freed)
    if character == '#' and opened and text.startswith('#{', position):
        if buffer:
            parts.append(''.join(buffer))
            buffer.clear()
        code, position = tokenizer.interpolation(position, opened)
        parts.append(code)
        return position
    buffer.append(character)
    return position + 1


def _backslash(tokenizer, position, buffer, freed):
    text = tokenizer.text
    if freed and text.startswith(freed, position + 1):
        buffer.append(freed)
        return position + 1 + len(freed)
    following = text[position + 1:position + 2]
    if following == '\r' and text.startswith('\n', position + 2):
        following = '\r\n'
    buffer.append('\\' + following)
    position += 1 + len(following)
    if following.endswith('\n'):
        tokenizer.new_line(position)
    return position


_HEREDOC_HEAD = re.compile(r'[ \t]*\r?\n')
_BLANK = re.compile(r'[ \t]*')


def scan_heredoc(tokenizer, position, terminator, *, interpolates=True, sigil=False, opened):
    """(parts with indentation removed, position after the terminator, indentation)."""
    text = tokenizer.text
    head = _HEREDOC_HEAD.match(text, position)
    if not head:
        if not text[position:].strip(' \t'):
            raise opened()
        raise ElixirSyntaxError(
            'heredoc allows only whitespace characters followed by a new line after opening ' + terminator,
            *tokenizer.place(position))
    column = tokenizer.place(position - len(terminator))[1]
    position = head.end()
    tokenizer.new_line(position)
    parts, buffer, first_line = [], [], tokenizer.line
    while True:
        blank = _BLANK.match(text, position).end() if text[position - 1] == '\n' else None
        if blank is not None and text.startswith(terminator, blank):
            break
        found = _HEREDOC_PLAIN.match(text, position)
        if found:
            tokenizer.narrow(found.group())
            buffer.append(found.group())
            position = found.end()
        character = text[position:position + 1]
        if not character:
            raise opened()
        position = _special(tokenizer, position, character, buffer, parts, interpolates and opened, terminator if sigil else None)
    if buffer:
        parts.append(''.join(buffer))
    indentation = blank - position
    return _unindent(tokenizer, parts, indentation, first_line, terminator, column), blank + len(terminator), indentation


def _unindent(tokenizer, parts, indentation, line, terminator, column):
    """Remove the indentation of the closing mark from all lines, with a warning for lines that have less."""
    out, starts_line, warned = [], True, False
    for part in parts:
        if part.__class__ is Code:
            out.append(part)
            line, starts_line = part.end_line, False
            continue
        lines = part.split('\n')
        for index, content in enumerate(lines):
            if index or starts_line:
                width = min(_BLANK.match(content).end(), indentation)
                lines[index] = content[width:]
                if width < indentation and not warned and _has_content(lines, index, part is not parts[-1]):
                    warned = True
                    tokenizer.warn(OUTDENTED.format(mark=terminator), line + index, column)
        line += len(lines) - 1
        starts_line = False
        joined = '\n'.join(lines)
        if joined:
            out.append(joined)
    if out and out[0].__class__ is Code:
        out.insert(0, '')
    return out


def _has_content(lines, index, code_follows):
    """Whether anything but a line end follows in a line."""
    return lines[index].strip('\r') or index == len(lines) - 1 and code_follows


OUTDENTED = '''outdented heredoc line. The contents inside the heredoc should be indented at the same level as the \
closing {mark}. The following is forbidden:

    def text do
      """
    contents
      """
    end

Instead make sure the contents are indented as much as the heredoc closing:

    def text do
      """
      contents
      """
    end

The current heredoc line is indented too little'''


ESCAPE = re.compile(r'\\(x\{[^}]*\}?|x[0-9A-Fa-f]{1,2}|u\{[^}]*\}?|u[0-9A-Fa-f]{4}|\r\n|[\s\S]|\Z)')
SIMPLE_ESCAPES = {'0': '\0', 'a': '\a', 'b': '\b', 'd': '\x7f', 'e': '\x1b', 'f': '\f', 'n': '\n', 'r': '\r', 's': ' ',
           't': '\t', 'v': '\v', '\n': '', '\r\n': ''}

BAD_HEX = 'invalid hex escape character, expected \\xHH where H is a hexadecimal digit. Syntax error after: \\x'
BAD_UNICODE = ('invalid Unicode escape character, expected \\uHHHH or \\u{H*} where H is a hexadecimal digit. '
               'Syntax error after: \\u')
BAD_POINT = 'invalid or reserved Unicode code point \\u{%s}. Syntax error after: \\u'


class EscapeError(ValueError):
    """The text after a backslash is wrong."""


def unescape(text):
    """The binary meant by raw text. EscapeError for escapes that mean nothing."""
    if '\\' not in text:
        return text
    out, position, raw = [], 0, False
    for found in ESCAPE.finditer(text):
        out.append(text[position:found.start()])
        piece = escape_value(found.group(1))
        raw = raw or piece.__class__ is bytes
        out.append(piece)
        position = found.end()
    out.append(text[position:])
    if raw:
        return canonical(b''.join(p if p.__class__ is bytes else p.encode() for p in out))
    return ''.join(out)


def escape_value(escape):
    kind = escape[:1]
    if kind == 'x':
        return _hex(escape)
    if kind == 'u':
        return _unicode(escape)
    return SIMPLE_ESCAPES.get(escape, escape)


def _hex(escape):
    digits = escape[1:]
    if digits.startswith('{'):
        return _point(digits[1:-1]) if digits.endswith('}') else _fail(BAD_HEX)
    if not digits:
        raise EscapeError(BAD_HEX)
    byte = int(digits, 16)
    return chr(byte) if byte < 128 else bytes([byte])


def _unicode(escape):
    digits = escape[1:].strip('{}')
    if not digits or not re.fullmatch('[0-9A-Fa-f]{1,6}', digits) or escape[1:2] == '{' and escape[-1] != '}':
        raise EscapeError(BAD_UNICODE)
    return _point(digits)


def _point(digits):
    if not re.fullmatch('[0-9A-Fa-f]{1,6}', digits):
        raise EscapeError(BAD_HEX)
    number = int(digits, 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise EscapeError(BAD_POINT % digits.upper())
    return chr(number)


def _fail(message):
    raise EscapeError(message)

"""Text to tokens.

A token is a plain tuple `(kind, line, column, value, extra)`; kinds are named as in Elixir's grammar, so `foo(` begins with a
`paren_identifier`, `foo[` with a `bracket_identifier`, `foo do` with a `do_identifier`, `foo -1` with an `op_identifier`.
`value` is an atom's or operator's name (str), a number, the parts of a string (see `strings`). `extra`:

- operators: how many line ends came right before
- int, flt, char: the text as written
- strings: (delimiter, indentation or None); sigils: (delimiter, indentation, parts, modifiers)
- brackets, `,`, `fn`, `do`...: how many line ends follow where these are swallowed

Line ends are tokens (`eol`, value: how many), except where Elixir ignores them. Comments are dropped.
"""
import re
import unicodedata

from pyex.diagnostics import Diagnostic
from pyex.syntax import messages, strings
from pyex.syntax.errors import ElixirSyntaxError
from pyex.syntax.operators import ATOM_SYMBOLS, BY_LENGTH, JOINS_LINES, KINDS, WORDS
from pyex.syntax.refusals import invalid_do
from pyex.syntax.strings import Code
from pyex.syntax.terminators import Terminators
from pyex.terms import graphemes


def _any(symbols):
    return '|'.join(map(re.escape, symbols))


_END = r'(?![A-Za-z0-9_\u0080-\U0010ffff])'         # the end of a name that is plain ASCII
MASTER = re.compile(rf'''[ \t]*(?:
  (?P<identifier>[a-z_][A-Za-z0-9_]*{_END}[?!]?)
| (?P<newline>\r?\n(?:[ \t]*\r?\n)*)
| (?P<comma>,)
| (?P<alias>[A-Z][A-Za-z0-9_]*{_END})
| (?P<atom>:[A-Za-z_][A-Za-z0-9_@]*{_END}[?!]?)
| (?P<symbol>:(?:{_any(ATOM_SYMBOLS)}))
| (?P<key>(?:%\{{\}}|<<>>|\{{\}}|\.\.//|%|\.)(?=:\s))
| (?P<open>\(|\[|<<(?![<~])|\{{)
| (?P<close>\)|\]|>>(?!>)|\}})
| (?P<number>\d)
| (?P<string>"""|\'\'\'|"|\')
| (?P<comment>\#[^\n]*)
| (?P<char>\?)
| (?P<sigil>~(?=[A-Za-z]))
| (?P<quoted_atom>:["\'])
| (?P<operator>{_any(BY_LENGTH)})
| (?P<dot>\.)
| (?P<word>[^\W\d]\w*[?!]?)
| (?P<word_atom>:[^\W\d][\w@]*[?!]?)
| (?P<semicolon>;)
| (?P<percent>%)
| (?P<continuation>\\\r?\n)
| (?P<end>\Z)
| (?P<other>[\s\S])
)''', re.VERBOSE).match

_NUMBER = re.compile(r'''0x[0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*|0b[01]+(?:_[01]+)*|0o[0-7]+(?:_[0-7]+)*
|\d+(?:_\d+)*(?P<fraction>\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?)?''', re.VERBOSE).match
_BLANKS = re.compile(r'[ \t]*').match
AFTER_DOT = re.compile(r'(?:[ \t]|\r?\n|\#[^\n]*)*').match
_DOTTED = re.compile(rf'[A-Z_a-z]\w*[?!]?|[^\W\d]\w*[?!]?|{_any(s for s in BY_LENGTH if s not in (".", "->", "=>"))}').match
_SPACE = frozenset(' \t\r\n')
_RESERVED = frozenset(('true', 'false', 'nil', 'fn', 'do', 'end', 'after', 'else', 'rescue', 'catch', *WORDS))
_BLOCKS = frozenset(('after', 'else', 'rescue', 'catch'))
_NO_DO_AFTER = frozenset((',', ';'))
_NOT_SIGNED = frozenset('([<{%+-/>:')          # after `foo -`, these make the sign a binary operator


class Tokenizer:
    def __init__(self, text, line=1, column=1, file='nofile', warnings=None, existing_atoms_only=False):
        self.text, self.file, self.warnings = text, file, warnings
        self.existing_atoms_only = existing_atoms_only
        self.position, self.line, self.line_start = 0, line, 1 - column
        self.tokens, self.terminators = [], Terminators()
        self.unclosed_interpolation = None
        self.comment = -1                   # where the last comment begins
        self.depth = 0                      # how many interpolations we are in

    # -- running

    def run(self):
        """All tokens of the text."""
        self._loop()
        return self.tokens

    def _loop(self):
        text, handlers = self.text, HANDLERS
        while True:
            found = MASTER(text, self.position)
            group = found.lastgroup
            if handlers[group](self, found.start(group), found.end()):
                return

    def place(self, position):
        return self.line, position - self.line_start + 1

    def new_line(self, position):
        """A line begins at `position`."""
        self.line += 1
        self.line_start = position

    def narrow(self, text):
        """A grapheme of several code points inside of quotes is one column."""
        if not text.isascii():
            self.line_start += len(text) - graphemes.length(text)

    def warn(self, message, line, column):
        if self.warnings is not None:
            self.warnings.append(Diagnostic('warning', message, self.file, line, column))

    def error(self, message, position, **fields):
        return ElixirSyntaxError(message, self.line, position - self.line_start + 1, **fields)

    def interpolation(self, position, opened):
        """The tokens of the interpolation whose `#{` stands at `position`, and the position after its `}`."""
        outer = self.tokens, self.terminators
        line, column = self.place(position)
        self.unclosed_interpolation = lambda: messages.unclosed_interpolation(opened().description), line, column
        self.tokens, self.terminators, self.position = [], Terminators(), position + 2
        self.depth += 1
        self._loop()
        self.depth -= 1
        code = Code(line, column, (self.tokens, self.terminators.partners), *self.place(self.position - 1))
        self.tokens, self.terminators = outer
        return code, self.position

    # -- names

    def _identifier(self, start, end):
        text = self.text
        name = text[start:end]
        following = text[end:end + 1]
        if following == ':' and self._is_key(end):
            return self._key_token(name, start, end)
        if name in _RESERVED:
            return self._reserved(name, start, end)
        self._name(name, start, end, following)

    def _is_key(self, end):
        """Whether the colon at `end` makes a keyword's key of what stands before."""
        following = self.text[end + 1:end + 2]
        if following in _SPACE and following:
            return True
        return False

    def _key_token(self, name, start, end):
        self.tokens.append(('kw_identifier', self.line, start - self.line_start + 1, name, None))
        self.position = end + 1

    def _name(self, name, start, end, following):
        if following == '(':
            kind = 'paren_identifier'
        elif following == '[':
            kind = 'bracket_identifier'
        else:
            kind = 'identifier'
            if (following == ' ' or following == '\t') and self._is_signed(end):
                kind = 'op_identifier'
            elif following == ':' and self.text[end + 1:end + 2] != ':' and self.text[end + 1:end + 2]:
                if self._joined_key(name, end):
                    raise self.error(messages.KEY_WITHOUT_SPACE + name + ':', start)
        self.tokens.append((kind, self.line, start - self.line_start + 1, name, None))
        self.position = end

    def _joined_key(self, name, end):
        return self.text[end + 1].isalnum() or self.text[end + 1] in '_"\'@'

    def _is_signed(self, end):
        """Whether `foo -1` follows: a sign after a space and not before one."""
        text = self.text
        end = _BLANKS(text, end).end()
        if text[end:end + 1] in ('+', '-'):
            following = text[end + 1:end + 2]
            return following not in _SPACE and following not in _NOT_SIGNED and following != ''
        return False

    def _word(self, start, end):
        """A name with letters beyond ASCII."""
        name = _normal(self.text[start:end])
        first = name[0]
        if first.isascii() and first.isupper():
            return self._bad_alias(start, end)
        if not name.rstrip('?!').isidentifier() or first.isupper() or first.istitle():
            return self._other(start, end)
        return self._identifier_named(name, start, end)

    def _identifier_named(self, name, start, end):
        following = self.text[end:end + 1]
        if following == ':' and self._is_key(end):
            return self._key_token(name, start, end)
        return self._name(name, start, end, following)

    def _alias(self, start, end):
        name, following = self.text[start:end], self.text[end:end + 1]
        if following == ':' and self._is_key(end):
            return self._key_token(name, start, end)
        if following in ('?', '!') and following:
            return self._bad_alias(start, end + 1)
        if following == ':' and self.text[end + 1:end + 2] != ':' and self.text[end + 1:end + 2] and self._joined_key(name, end):
            raise self.error(messages.KEY_WITHOUT_SPACE + name + ':', start)
        self.tokens.append(('alias', self.line, start - self.line_start + 1, name, None))
        self.position = end

    def _bad_alias(self, start, end):
        name = self.text[start:end]
        bad = next((c for c in name if not c.isascii() or c in '?!'), None)
        if bad is None:
            return self._other(end, end + 1)        # it is what follows the name that is wrong
        raise self.error(messages.BAD_ALIAS.format(bad=bad, code=_code(bad), name=name), start)

    def _atom(self, start, end):
        self.tokens.append(('atom', self.line, start - self.line_start + 1, self.text[start + 1:end], None))
        self.position = end

    def _word_atom(self, start, end):
        name = _normal(self.text[start + 1:end])
        self.tokens.append(('atom', self.line, start - self.line_start + 1, name, None))
        self.position = end

    # -- reserved words

    def _reserved(self, name, start, end):
        column = start - self.line_start + 1
        self.position = end
        if name in WORDS:
            return self._word_operator(name, column, end)
        if name == 'do':
            return self._do(column, start)
        if name == 'fn':
            self.terminators.open('fn', self.line, column, self._indentation(), len(self.tokens))
        elif name == 'end':
            self.terminators.close('end', self.line, column, self._indentation(), len(self.tokens))
        kind = 'block_identifier' if name in _BLOCKS else name
        self.tokens.append((kind, self.line, column, name, None))

    def _word_operator(self, name, column, end):
        text = self.text
        if text[_BLANKS(text, end).end():][:1] == '/':
            self.tokens.append(('identifier', self.line, column, name, None))
            return
        kind, tokens = WORDS[name], self.tokens
        if name == 'in' and tokens and tokens[-1][0] == 'unary_op' and tokens[-1][3] == 'not':
            _, line, column, _, _ = tokens.pop()
            self._joining((kind, line, column, 'not in', self._newlines_before()))
        elif name == 'not':
            tokens.append((kind, self.line, column, name, None))
        else:
            self._joining((kind, self.line, column, name, self._newlines_before()))

    def _do(self, column, start):
        tokens = self.tokens
        if tokens:
            kind, line, at, value, extra = tokens[-1]
            if kind == 'identifier':
                tokens[-1] = ('do_identifier', line, at, value, extra)
            elif kind == 'fn':
                raise self.error(messages.DO_AFTER_FN, start)
            elif kind in _NO_DO_AFTER:
                raise invalid_do('unexpected reserved word: ', 'do', *self.place(start))
        self.terminators.open('do', self.line, column, self._indentation(), len(tokens))
        tokens.append(('do', self.line, column, 'do', None))

    def _indentation(self):
        begin = self.text.rfind('\n', 0, self.position) + 1
        return _BLANKS(self.text, begin).end() - begin

    # -- operators

    def _newlines_before(self):
        tokens = self.tokens
        return tokens[-1][3] if tokens and tokens[-1][0] == 'eol' else 0

    def _joining(self, token):
        """Add a token that takes back a line end before it."""
        tokens = self.tokens
        if tokens and tokens[-1][0] == 'eol':
            tokens[-1] = token
        else:
            tokens.append(token)

    def _operator(self, start, end):
        text, symbol = self.text, self.text[start:end]
        if text[end:end + 1] == ':' and self._is_key(end):
            return self._key_token(symbol, start, end)
        kind, column = KINDS[symbol], start - self.line_start + 1
        if symbol in messages.DEPRECATED_OPERATORS:
            self.warn(messages.DEPRECATED_OPERATORS[symbol], self.line, column)
        elif symbol == '..' and text.startswith('///', end):
            symbol, end = '..//', end + 2           # &..///3
        self.position = end
        if kind == 'capture_op' and text[end:end + 1].isdigit():
            self.tokens.append(('capture_int', self.line, column, '&', None))
        elif text[end:end + 1] in ('/', ' ', '\t') and self._is_named(kind, end):
            self.tokens.append(('identifier', self.line, column, symbol, None))
        elif kind in JOINS_LINES:
            self._joining((kind, self.line, column, symbol, self._newlines_before()))
        else:
            self.tokens.append((kind, self.line, column, symbol, None))

    def _is_named(self, kind, end):
        """`&+/2`: an operator before a slash is a name."""
        text = self.text
        end = _BLANKS(text, end).end()
        if text[end:end + 1] != '/':
            return False
        if self.tokens and self.tokens[-1][0] == 'capture_op':
            return True
        return kind not in ('stab_op', 'assoc_op') and text[end:end + 2] != '//'

    def _key(self, start, end):
        self._key_token(self.text[start:end], start, end)

    def _percent(self, start, end):
        if self.text[end:end + 1] in ('(', '['):
            raise self.error(messages.NO_MAP + self.text[start:end + 1], start)
        column = start - self.line_start + 1
        self.position = end
        if self.text[end:end + 1] != '{':
            self.tokens.append(('%', self.line, column, '%', None))
            return
        self.tokens.append(('%{}', self.line, column, '%{}', None))
        self._opened('{', column)
        self.position = end + 1

    def _dot(self, start, end):
        text, column = self.text, start - self.line_start + 1
        if text[end:end + 1] == ':' and self._is_key(end):
            return self._key_token('.', start, end)
        after = AFTER_DOT(text, end).end()
        line = self.line
        self.line += text.count('\n', end, after)
        if self.line != line:
            self.line_start = text.rindex('\n', end, after) + 1
        following = text[after:after + 1]
        self.position = after
        if following == '(':
            self.tokens.append(('dot_call_op', line, column, '.', None))
            return
        self._joining(('.', line, column, '.', None))
        if following == '"' or following == "'":
            return self._quoted_call(after)
        found = _DOTTED(text, after)
        if found and not ('A' <= following <= 'Z'):
            self._dotted(found)

    def _dotted(self, found):
        """What follows a dot is a name even if it is reserved, or an operator."""
        start, end = found.span()
        name = _normal(found.group())
        if self.text[end:end + 1] == ':' and self._is_key(end) and name not in KINDS:
            return
        self._name(name, start, end, self.text[end:end + 1])

    def _quoted_call(self, start):
        mark = self.text[start]
        line, column = self.place(start)
        parts, end = strings.scan(self, start + 1, mark, opened=lambda: self._unclosed(mark, line, column, 'function name'))
        if any(part.__class__ is Code for part in parts):
            raise ElixirSyntaxError(messages.INTERPOLATED_CALL + mark, line, column)
        name = self._unescaped(parts, line, column)[0] if parts else ''
        if _plain_atom(name):
            self.warn(messages.needless_quotes('call', name), line, column)
        following = self.text[end:end + 1]
        kind = {'(': 'paren_identifier', '[': 'bracket_identifier'}.get(following, 'identifier')
        if kind == 'identifier' and self._is_signed(end):
            kind = 'op_identifier'
        self.tokens.append((kind, line, column, name, mark))
        self.position = end

    # -- punctuation

    def _newline(self, start, end):
        text, tokens = self.text, self.tokens
        count = text.count('\n', start, end)
        if not tokens or tokens[-1][0] not in ('eol', ',', ';'):
            begin = self.comment if self.comment >= self.line_start else start
            tokens.append(('eol', self.line, begin - self.line_start + 1, count, None))
        else:
            kind, line, column, before, _ = tokens[-1]
            tokens[-1] = kind, line, column, before + count, None
        self.line += count
        self.line_start = self.position = end

    def _comma(self, start, end):
        self.tokens.append((',', self.line, start - self.line_start + 1, 0, None))
        self.position = end

    def _semicolon(self, start, end):
        if self.tokens and self.tokens[-1][0] == ';':
            return self._other(start, end)
        self.tokens.append((';', self.line, start - self.line_start + 1, 0, None))
        self.position = end

    def _open(self, start, end):
        self._opened(self.text[start:end], start - self.line_start + 1)
        self.position = end

    def _opened(self, kind, column):
        self.terminators.open(kind, self.line, column, self._indentation(), len(self.tokens))
        self.tokens.append((kind, self.line, column, kind, None))

    def _close(self, start, end):
        kind, column = self.text[start:end], start - self.line_start + 1
        self.position = end
        if kind == '}' and self.depth and not self.terminators.stack:
            return True
        self.terminators.close(kind, self.line, column, self._indentation(), len(self.tokens))
        self.tokens.append((kind, self.line, column, kind, None))

    def _comment(self, start, end):
        if self.tokens and self.tokens[-1][0] == 'eol':
            kind, line, column, _, _ = self.tokens[-1]
            self.tokens[-1] = kind, line, column, 0, None       # lines before a comment do not count
        self.comment = start
        self.position = end

    def _continuation(self, start, end):
        if end == len(self.text):
            raise self.error(messages.BACKSLASH_AT_END, start, exception='TokenMissingError', incomplete=True)
        self.new_line(end)
        self.position = end

    def _end(self, start, end):
        if self.terminators.stack:
            raise self.terminators.unclosed(self.line, end - self.line_start + 1)
        if self.depth:
            describe, line, column = self.unclosed_interpolation
            raise ElixirSyntaxError(describe(), line, column, exception='TokenMissingError', incomplete=True)
        return True

    def _other(self, start, end):
        character = self.text[start]
        line, column = self.place(start)
        if character == '\\' and not self.text[start + 1:].strip(' \t\r\n'):
            raise self.error(messages.BACKSLASH_AT_END, start, exception='TokenMissingError', incomplete=True)
        raise self.error(f'unexpected token: "{character}" (column {column}, code point U+{_code(character)})', start)

    # -- literals

    def _number(self, start, end):
        found = _NUMBER(self.text, start)
        end, written = found.end(), found.group()
        following = self.text[end:end + 1]
        if following.isalpha() or following == '_':
            raise self.error(messages.AFTER_NUMBER.format(bad=following, number=written), start)
        digits = written.replace('_', '')
        kind, value = ('flt', self._float(digits, start)) if found.group('fraction') else ('int', _integer(digits))
        self.tokens.append((kind, self.line, start - self.line_start + 1, value, written))
        self.position = end

    def _float(self, digits, start):
        value = float(digits)
        if value in (float('inf'), float('-inf')):
            raise self.error(messages.BAD_FLOAT + digits, start, raw=(messages.BAD_FLOAT, digits))
        return value

    def _char(self, start, end):
        text, column = self.text, start - self.line_start + 1
        if text[end:end + 1] == '\\' and text[end + 1:end + 2]:
            return self._escaped_char(start, end)
        character = text[end:end + 1]
        if not character:
            return self._other(start, end)
        if character in CHAR_WARNINGS:
            name, escape = CHAR_WARNINGS[character]
            self.warn(messages.CHAR.format(mark='?', code=ord(character), name=name, escape=escape), self.line, column)
        self.tokens.append(('char', self.line, column, ord(character), text[start:end + 1]))
        self.position = end + 1
        if character == '\n':
            self.new_line(end + 1)

    def _escaped_char(self, start, end):
        text, column, line = self.text, start - self.line_start + 1, self.line
        character = text[end + 1]
        end += 3 if text.startswith('\r\n', end + 1) else 2
        if text[end - 1] == '\n':
            character = '\n'
            self.new_line(end)
        value = 10 if character == '\n' else ord(strings.SIMPLE_ESCAPES.get(character, character))
        if character in CHAR_WARNINGS:
            name, escape = CHAR_WARNINGS[character]
            self.warn(messages.CHAR.format(mark='?\\', code=ord(character), name=name, escape=escape), line, column)
        self.tokens.append(('char', line, column, value, text[start:end]))
        self.position = end

    # -- strings

    def _unclosed(self, mark, line, column, what):
        return ElixirSyntaxError(messages.unclosed(mark, line, what), line, column, exception='TokenMissingError',
                                 incomplete=True, opening_delimiter=mark, expected_delimiter=mark,
                                 end_line=self.line, end_column=len(self.text) - self.line_start + 1)

    def _unescaped(self, parts, line, column):
        try:
            return [part if part.__class__ is Code else strings.unescape(part) for part in parts]
        except strings.EscapeError as problem:
            raise ElixirSyntaxError(str(problem), line, column) from None

    def _string(self, start, end):
        mark = self.text[start:end]
        line, column = self.place(start)
        base = 'bin' if mark[0] == '"' else 'list'
        if len(mark) == 3:
            return self._heredoc(mark, line, column, end, base)
        parts, end = strings.scan(self, end, mark, opened=lambda: self._unclosed(mark, line, column, 'string'))
        parts = self._unescaped(parts, line, column + 1)
        self.position = end
        if self.text[end:end + 1] == ':' and self._is_key(end):
            return self._quoted_key(parts, mark, line, column)
        if base == 'list':
            self.warn(messages.SINGLE_QUOTES, line, column)
        self.tokens.append((base + '_string', line, column, parts, (mark, None)))

    def _heredoc(self, mark, line, column, end, base):
        parts, end, indentation = strings.scan_heredoc(
            self, end, mark, opened=lambda: self._unclosed(mark, line, column, 'heredoc'))
        self.tokens.append((base + '_heredoc', line, column, self._unescaped(parts, line, column), (mark, indentation)))
        self.position = end

    def _quoted_key(self, parts, mark, line, column):
        self.position += 1
        if any(part.__class__ is Code for part in parts):
            self.tokens.append(('kw_identifier_quoted', line, column, parts, (mark, None)))
            return
        name = parts[0] if parts else ''
        if _plain_atom(name):
            self.warn(messages.needless_quotes('keyword', name), line, column)
        self.tokens.append(('kw_identifier', line, column, name, mark))

    def _quoted_atom(self, start, end):
        mark = self.text[start + 1]
        line, column = self.place(start)
        parts, end = strings.scan(self, end, mark, opened=lambda: self._unclosed(mark, line, column, 'atom'))
        parts = self._unescaped(parts, line, column)
        self.position = end
        if any(part.__class__ is Code for part in parts):
            self.tokens.append(('atom_interpolated', line, column, parts, (mark, None)))
            return
        name = parts[0] if parts else ''
        if _plain_atom(name):
            self.warn(messages.needless_quotes('atom', name), line, column)
        self.tokens.append(('atom_quoted', line, column, name, mark))

    def _sigil(self, start, end):
        found = _SIGIL(self.text, start)
        if not found:
            return self._bad_sigil(start)
        name, mark = found.groups()
        line, column = self.place(start)
        closing = _PAIRS.get(mark, mark)
        options = {'interpolates': name[0].islower(), 'sigil': True,
                   'opened': lambda: self._unclosed_sigil(name, mark, closing, line, column)}
        indentation = None
        if len(mark) == 3:
            parts, end, indentation = strings.scan_heredoc(self, found.end(), mark, **options)
        else:
            parts, end = strings.scan(self, found.end(), closing, **options)
        modifiers = _MODIFIERS(self.text, end)
        self.tokens.append(('sigil', line, column, name, (mark, indentation, parts, modifiers.group())))
        self.position = modifiers.end()

    def _unclosed_sigil(self, name, mark, closing, line, column):
        error = self._unclosed(closing, line, column, 'heredoc')
        if len(mark) == 1:
            error.fields['description'] = messages.unclosed_sigil(name, mark, closing, line)
        error.fields['opening_delimiter'] = mark
        return error

    def _bad_sigil(self, start):
        name = _LETTERS(self.text, start + 1).group()
        after = self.text[start + 1 + len(name):][:1]
        if not name[0].isupper() and len(name) > 1 or not (name.isupper() or len(name) == 1):
            raise self.error(messages.BAD_SIGIL_NAME + name, start)
        if not after:
            return self._other(start, start + 1)
        raise self.error(messages.BAD_SIGIL_DELIMITER.format(bad=after, column=start + 2 + len(name) - self.line_start,
                                                             code=_code(after)), start)


_SIGIL = re.compile(r'~([a-z]|[A-Z][A-Z0-9]*)("""|\'\'\'|[/|"\'(\[{<])').match
_PAIRS = {'(': ')', '[': ']', '{': '}', '<': '>'}
_MODIFIERS = re.compile(r'[A-Za-z0-9]*').match
_LETTERS = re.compile(r'[A-Za-z0-9]+').match
_PLAIN_ATOM = re.compile(r'[A-Za-z_][A-Za-z0-9_]*[?!]?').fullmatch

CHAR_WARNINGS = {'\n': ('newline', '\\n'), '\t': ('tab', '\\t'), '\r': ('carriage return', '\\r'), ' ': ('space', '\\s'),
                 '\v': ('vertical tab', '\\v'), '\f': ('form feed', '\\f'), '\0': ('null', '\\0'),
                 '\a': ('alert', '\\a'), '\b': ('backspace', '\\b'), '\x1b': ('escape', '\\e'), '\x7f': ('delete', '\\d')}


def _normal(name):
    """A name in the form in which names are compared; the micro sign is the Greek letter."""
    return name if name.isascii() else unicodedata.normalize('NFC', name).replace('\xb5', '\u03bc')


def _code(character):
    """A code point as Elixir tells it: in four digits, or not at all."""
    code = ord(character)
    return f'{code:04X}' if code <= 0xFFFF else '****'


def _plain_atom(name):
    return name.__class__ is str and _PLAIN_ATOM(name)


def _integer(digits):
    return int(digits, 0) if digits[:2] in ('0x', '0b', '0o') else int(digits)


HANDLERS = {name: getattr(Tokenizer, '_' + name) for name in (
    'identifier', 'newline', 'comma', 'alias', 'atom', 'key', 'open', 'close', 'number', 'string', 'comment', 'char',
    'sigil', 'quoted_atom', 'operator', 'dot', 'word', 'word_atom', 'semicolon', 'percent', 'continuation', 'end', 'other')}
HANDLERS['symbol'] = Tokenizer._atom

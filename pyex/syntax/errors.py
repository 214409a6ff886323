"""The one exception that reading Elixir text can raise, and how it is worded.

`exception` is the Elixir exception's name: SyntaxError (the text is wrong), TokenMissingError (it stops too early) or
MismatchedDelimiterError. `fields` are those of the Elixir struct, as Python values, and `text` and `first_line`: what was read
and the number of its first line. `message` is what `Exception.message/1` gives. `incomplete` says that more text could make
it right. `raw` is what `Code.string_to_quoted/2` gives: (message, token), where the message may be a pair of texts that the
token stands between.
"""
from pyex.diagnostics import error_snippet, mismatch_snippet
from pyex.terms.atom import atom
from pyex.terms.lists import from_python

TITLES = {
    'SyntaxError': 'invalid syntax found on',
    'TokenMissingError': 'token missing on',
    'MismatchedDelimiterError': 'mismatched delimiter found on',
}


class ElixirSyntaxError(Exception):
    def __init__(self, description, line, column, *, exception='SyntaxError', incomplete=False, raw=None, **fields):
        super().__init__(description)
        self.exception, self.incomplete = exception, incomplete
        self.raw = raw or _raw(description, incomplete)
        self.fields = {'file': 'nofile', 'line': line, 'column': column, 'description': description, 'snippet': None,
                       'text': '', 'first_line': 1, **fields}

    def locate(self, file, text, first_line):
        """Complete the fields once it is known what text, from which file, was read."""
        fields = self.fields
        fields['file'], fields['first_line'], fields['text'] = file, first_line, text
        fields['snippet'] = text if self.exception != 'SyntaxError' else self._line(fields['line'])
        return self

    def _line(self, number):
        lines = self.fields['text'].split('\n')
        index = number - self.fields['first_line']
        return lines[index].rstrip('\r') if 0 <= index < len(lines) else None

    @property
    def description(self):
        return self.fields['description']

    @property
    def line(self):
        return self.fields['line']

    @property
    def column(self):
        return self.fields['column']

    @property
    def message(self):
        fields = self.fields
        end = 'end_' if 'end_line' in fields else ''
        line, column = fields[end + 'line'], fields[end + 'column']
        place = f'{line}:' if column is None else f'{line}:{column}:'
        head = f'{TITLES[self.exception]} {fields["file"]}:{place}\n'
        if end:
            return head + mismatch_snippet(fields)
        return head + error_snippet(fields['file'], line, column, self.description, self._line(line))

    def __str__(self):
        return self.message


class LiteralRefused(Exception):
    """What a `literal_encoder` raises: a text that says why it has nothing for a literal."""


def _raw(description, incomplete):
    if incomplete:
        return description, ''
    message, colon, token = description.rpartition(': ')
    return (message + colon, token) if colon else (description, '')


_PLACES = ('opening_delimiter', 'expected_delimiter', 'closing_delimiter', 'line', 'column', 'end_line', 'end_column')


def error_tuple(error):
    """`{meta, message, token}` of `{:error, ...}` from `Code.string_to_quoted/2`, as terms."""
    meta = []
    for name in _PLACES:
        value = error.fields.get(name)
        if value is not None:
            meta.append((atom(name), atom(value) if value.__class__ is str else value))
    if 'end_line' in error.fields:
        kind = 'mismatched_delimiter' if 'closing_delimiter' in error.fields else 'unclosed_delimiter'
        meta.insert(0, (atom('error_type'), atom(kind)))
    return from_python(meta), *error.raw

"""The one exception that reading Elixir text can raise, and how it is worded.

`exception` is the Elixir exception's name: SyntaxError (the text is wrong), TokenMissingError (it stops too early) or
MismatchedDelimiterError. `fields` are those of the Elixir struct, as Python values; `message` is what
`Exception.message/1` gives. `incomplete` says that more text could make it right.
"""
from pyex.diagnostics import error_snippet, mismatch_snippet


class ElixirSyntaxError(Exception):
    def __init__(self, description, line, column, *, exception='SyntaxError', incomplete=False, **fields):
        super().__init__(description)
        self.exception, self.incomplete = exception, incomplete
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
        if 'end_line' in fields:
            line, column = fields['end_line'], fields['end_column']
        else:
            line, column = fields['line'], fields['column']
        head = f'{TITLES[self.exception]} {fields["file"]}:{line}:{column}:\n'
        if 'end_line' in fields:
            return head + mismatch_snippet(fields)
        return head + error_snippet(fields['file'], line, column, self.description, self._line(line))

    def __str__(self):
        return self.message


TITLES = {
    'SyntaxError': 'invalid syntax found on',
    'TokenMissingError': 'token missing on',
    'MismatchedDelimiterError': 'mismatched delimiter found on',
}

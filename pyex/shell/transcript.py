"""What was typed and printed in a session, kept so that it can be saved as a page or as a script.

A *record* is one input and what was printed from then until the next input, whoever printed it. Long output loses its middle, and
the oldest records go when there are too many, so a transcript does not grow with the session.

`page` writes Markdown in the form of the lessons, with prompts without numbers; what was interrupted is shown there, but not replayed. `script` writes the inputs as a program: answers become
comments, and so does what cannot run in one: an input that raised, or a helper that only the prompt has. A value that a later input
takes from the history gets a name: `v3` for `v(3)`.
"""
import re
from collections import deque
from itertools import groupby

from pyex.shell.backlog import STYLE, tame
from pyex.shell.reader import BREAK
from pyex.syntax import parse
from pyex.syntax.errors import ElixirSyntaxError
from pyex.terms import lists
from pyex.terms.atom import Atom

TOTAL = 4_000_000       # characters of all records together
HALF = 50_000           # characters at the head, and at the tail, of the output of one
HEAD, TAIL = 80, 15     # lines of them that are written, if there are more
ANY_LINES = '...'       # stands for any lines in a lesson
SCRIPTED = {'flush', 'pid', 'port', 'ref', 'c', 'r', 'l', 'import_file', 'import_file_if_available', 'import_if_available',
            'use_if_available'}                 # helpers of the prompt that mean the same in a script
LOOSE = {'when', '<-', '\\\\', '|', '::'}          # operators that bind less than `=`
EXTENT = re.compile(r'v(?:\s*\(\s*(-?\d+)?\s*\)|\s+(-?\d+))')
FENCE = re.compile(r'(?m)^\s*(`{3,})')


class Record:
    """An input with the number of its prompt, and its output. outcome: as in `Session`, None while it is evaluated."""

    def __init__(self, entry, number):
        self.text, self.operator, self.number = entry.text.rstrip('\n'), entry.operator, number
        self.outcome, self.hidden = None, False
        self.head, self.tail, self.size, self.left_out = [], [], 0, 0

    def add(self, text):
        self.size += len(text)
        if self.size <= HALF:
            self.head.append(text)
            return
        self.tail.append(text)
        if self.size > 4 * HALF:
            kept = ''.join(self.tail)
            self.left_out += kept.count('\n', 0, -HALF)
            self.tail, self.size = [kept[-HALF:]], 2 * HALF

    @property
    def evaluated(self):
        return self.outcome == 'evaluated'

    @property
    def output(self):
        """What was printed, in lines without colours."""
        gap = f'\n{ANY_LINES}\n' if self.left_out else ''
        text = ''.join([*self.head, gap, *self.tail])
        return '\n'.join([STYLE.sub('', tame(line)).rstrip() for line in text.split('\n')]).rstrip('\n')

    @property
    def written(self):
        """The output, without the middle of very many lines."""
        lines = self.output.split('\n')
        return '\n'.join(lines if len(lines) <= HEAD + 1 + TAIL else [*lines[:HEAD], ANY_LINES, *lines[-TAIL:]])


class Transcript:
    """The records of a session."""

    def __init__(self):
        self.records = deque()
        self.size = 0                   # of all records but the last
        self.forgotten = 0              # records that had to go

    # on the node's thread

    def began(self, entry, number):
        """An input is evaluated from now on."""
        if self.records:
            self.size += self.records[-1].size + len(self.records[-1].text)
        self.records.append(Record(entry, number))
        while self.size > TOTAL:
            oldest = self.records.popleft()
            self.size -= oldest.size + len(oldest.text)
            self.forgotten += 1

    def ended(self, outcome):
        """What has come of the last input."""
        if self.records and self.records[-1].outcome is None:
            self.records[-1].outcome = outcome

    def printed(self, text):
        if self.records:
            self.records[-1].add(text)

    def hide(self):
        """The input under way is about the transcript itself, and no part of it."""
        if self.records:
            self.records[-1].hidden = True

    def gap(self):
        """What the title of a file says about inputs that are no longer kept."""
        return f', without its first {self.forgotten:,} inputs, which are no longer kept' if self.forgotten else ''

    def selected(self, last=None):
        """The records that are worth keeping, the last of them if so many are wanted."""
        records = [record for record in self.records if record.text.strip() and not record.hidden]
        return records[-last:] if last else records


# ---- pages ------------------------------------------------------------------------------------------------------------------


def page(records, title):
    """Records as Markdown: transcripts in `iex` fences, modules in `elixir` fences, room for prose between them."""
    blocks = [_fence(kind, [record.text if kind == 'elixir' else as_typed(record) for record in group])
              for kind, group in groupby(records, fence_of)]
    return '\n\n'.join([f'# {title}', *blocks]) + '\n'


def fence_of(record):
    if record.outcome == 'interrupted':
        return 'iex text'
    return 'elixir' if is_module(record) else 'iex'


def _fence(language, texts):
    text = '\n'.join(texts)
    mark = max(['``', *FENCE.findall(text)], key=len) + '`'
    return f'{mark}{language}\n{text}\n{mark}'


def as_typed(record):
    """An input at its prompts, and its output."""
    lines = record.text.split('\n') + ([BREAK] if record.operator == 'break' else [])
    output = record.written
    return '\n...> '.join(['iex> ' + lines[0], *lines[1:]]).replace('...> \n', '...>\n') + ('\n' + output if output else '')


def is_module(record):
    """Whether an input only defines modules, and nothing was to be said about them."""
    if not record.evaluated or not record.output.startswith('{:module,') or 'warning:' in record.output:
        return False
    return all(head(node) == 'defmodule' for node in expressions(record.text))


# ---- scripts ----------------------------------------------------------------------------------------------------------------


def script(records, title, helpers):
    """Records as a program. helpers: the names of the prompt's helpers."""
    stages = Script(records, helpers).stages()
    texts = ['\n\n'.join(stage) for stage in stages]
    body = texts[0] if len(texts) == 1 else IN_STAGES.format(stages=',\n'.join(map(_heredoc, texts)))
    return f'# {title}\n\n{body}\n'


IN_STAGES = """\
# A program is compiled before any of it runs, but here modules are used as structs or macros that it defines itself.
# So each of these stages is compiled when the one before it has run, as at the prompt.
[
{stages}
]
|> Enum.reduce({{[], __ENV__}}, fn stage, {{variables, env}} ->
  {{_, variables, env}} = stage |> Code.string_to_quoted!() |> Code.eval_quoted_with_env(variables, env)
  {{variables, env}}
end)"""


def _heredoc(text):
    mark = '"""' if "'''" in text else "'''"
    return f'~S{mark}\n{text}\n{mark}'


class Script:

    def __init__(self, records, helpers):
        self.records, self.helpers = records, helpers
        self.values = [record for record in records if record.evaluated]        # what `v(n)` looks into
        self.kept = set()                       # the records that run in the script
        self.named = {}                         # {record: the name of its value}
        self.used = set()                       # helpers that the script takes from IEx

    def stages(self):
        """The texts of the records, in lists of those that can be compiled together."""
        bodies = [(record, self.body(record)) for record in self.records]       # first, since they name values before them
        stages, defined = [['import IEx.Helpers'] if self.used else []], set()
        for record, body in bodies:
            answer = commented(record.written) if record.output and not is_module(record) else ''
            text = commented(record.text) if body is None else self.with_name(record, body)
            nodes = list(walk(expressions(record.text))) if body is not None else []
            if defined & set(compiled_with(nodes)):
                stages, defined = [*stages, []], set()
            defined |= {name for name in map(defined_by, nodes) if name}
            stages[-1].append(f'{text}\n{answer}'.rstrip('\n'))
        return stages

    def with_name(self, record, body):
        name = self.named.get(record)
        if name is None:
            return body
        nodes = expressions(body)
        return f'{name} = {body}' if len(nodes) == 1 and head(nodes[0]) not in LOOSE else f'{name} = (\n{body}\n)'

    def body(self, record):
        """The input as it can stand in a script, or None."""
        if not record.evaluated:
            return None
        nodes = expressions(record.text)
        found = set(calls(nodes)) & self.helpers
        if any(variable(node) in self.helpers for node in nodes):
            return None                         # a helper without parentheses, or a variable by itself
        if found - SCRIPTED - {'v'}:
            return None
        try:
            text = self.without_history(record, nodes) if 'v' in found else record.text
            if record.operator is not None:
                text = f'{self.name(record, -1)} {text.lstrip()}'
        except LookupError:                     # the value is from before the script
            return None
        self.used |= found - {'v'}
        self.kept.add(record)
        return text

    def without_history(self, record, nodes):
        lines = record.text.split('\n')
        places = [place(node) for node in walk(nodes) if head(node) == 'v' and node[2].__class__ is not Atom]
        for line, column in sorted(places, reverse=True):
            text = lines[line - 1]
            found = EXTENT.match(text, column - 1)
            if found is None:                   # its number is computed
                raise LookupError(text)
            name = self.name(record, int(found[1] or found[2] or -1))
            lines[line - 1] = text[:column - 1] + name + text[found.end():]
        return '\n'.join(lines)

    def name(self, record, number):
        """The name of the value that `v(number)` gives at a record."""
        before = self.values[:self.values.index(record)]
        wanted = next((each for each in reversed(before) if each.number == number), None) if number > 0 else before[number]
        if wanted not in self.kept:
            raise LookupError(number)
        return self.named.setdefault(wanted, f'v{wanted.number}')


def commented(text):
    return '\n'.join([f'# {line}'.rstrip() for line in text.split('\n')])


# ---- quoted code ------------------------------------------------------------------------------------------------------------


def expressions(text):
    """The quoted expressions of a text, with columns; none if it cannot be read."""
    try:
        quoted = parse(text, columns=True)
    except ElixirSyntaxError:
        return []
    return lists.to_python(quoted[2]) if head(quoted) == '__block__' else [quoted]


def head(node):
    """The name of a call or of a variable, or None."""
    return node[0].name if node.__class__ is tuple and len(node) == 3 and node[0].__class__ is Atom else None


def variable(node):
    return head(node) if node.__class__ is tuple and len(node) == 3 and node[2].__class__ is Atom else None


def calls(nodes):
    """The names of all local calls."""
    return [head(node) for node in walk(nodes) if head(node) and node[2].__class__ is not Atom]


def compiled_with(nodes):
    """The last names of the modules that code needs while it is compiled."""
    for node in nodes:
        if head(node) in ('%', 'require', 'import', 'use') and node[2].__class__ is list:
            yield last_name(node[2][0])


def defined_by(node):
    return last_name(node[2][0]) if head(node) == 'defmodule' and node[2].__class__ is list else None


def last_name(node):
    """`C` of `A.B.C`."""
    names = lists.to_python(node[2]) if head(node) == '__aliases__' else [None]
    return names[-1]


def place(node):
    meta = {key.name: value for key, value in lists.to_python(node[1])}
    return meta['line'], meta['column']


def walk(nodes):
    """All nodes in some nodes, but those inside of modules: they are expanded on their own, and mean nothing of the prompt's."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        if head(node) == 'defmodule':
            continue
        if node.__class__ is tuple:
            waiting += node
        elif node.__class__ is list:
            waiting += lists.to_python(node) if node[1] is None or node[1].__class__ is list else node

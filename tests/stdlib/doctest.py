"""Runs the `iex>` examples of the docs of the standard library.

An example is one or more lines after `iex>` and `...>`, and what is expected below it: an expression whose value is the same
(`===`), text beginning with `#` or `** (` as the shell prints it, or nothing. Examples without an empty line between them
share their variables.
"""
import re
from dataclasses import dataclass

from evaluation import OK, RAISED
from pyex.terms.atom import atom
from pyex.terms.order import same
from pyex.terms.show import inspect

_PROMPT = re.compile(r'iex(\(\d+\))?> ?')
_MORE = re.compile(r'\.\.\.(\(\d+\))?> ?')


@dataclass
class Example:
    """What is typed, and the text below it ('' if nothing is expected)."""
    source: str
    expected: str

    @property
    def is_expression(self):
        return bool(self.expected) and not self.expected.startswith(('#', '** ('))


def examples_of(text):
    """The groups of examples in a doc: a list of lists of Examples."""
    groups, group, example = [], [], None
    for line in map(str.strip, text.split('\n')):
        if prompt := _PROMPT.match(line):
            example = Example(line[prompt.end():], '')
            group.append(example)
        elif example and not example.expected and (more := _MORE.match(line)):
            example.source += '\n' + line[more.end():]
        elif not line:
            groups.append(group)
            group, example = [], None
        elif example:
            example.expected += ('\n' if example.expected else '') + line
    return [group for group in [*groups, group] if group]


def docs_of(node, module):
    """The docs of a module as (name, text) pairs."""
    docs = node.modules.find(atom(module)).metadata.docs
    if docs is None:
        return []
    texts = [('moduledoc', docs.moduledoc)]
    texts += [(f'{name.name}/{arity}', doc.text) for (_kind, name, arity), doc in docs.entries.items()]
    return [(name, text) for name, text in texts if text.__class__ is str]


def failures(evaluation, module):
    """What is wrong with the examples of a module: a list of texts."""
    found = []
    for name, text in docs_of(evaluation.node, module):
        for group in examples_of(text):
            found += [f'{module} {name}: {problem}' for problem in _problems(evaluation, group)]
    return found


def _problems(evaluation, group):
    sources, places = [], []
    for example in group:
        places.append(len(sources))
        sources += [example.source, example.expected] if example.is_expression else [example.source]
    outcomes = evaluation.outcomes(sources)
    for example, place in zip(group, places):
        expected = outcomes[place + 1] if example.is_expression else None
        problem = _problem(example, outcomes[place], expected)
        if problem:
            yield f'{example.source}\n    expected: {example.expected}\n    got:      {problem}'


def _problem(example, outcome, expected):
    """None if all is well, else what came instead."""
    got = _printed(outcome)
    if expected is not None:
        return None if outcome[0] is OK is expected[0] and same(expected[1], outcome[1]) else got
    if example.expected:
        return None if _one_line(got) == _one_line(example.expected) else got
    return None if outcome[0] is OK else got


def _printed(outcome):
    if outcome[0] is OK:
        return outcome[2]
    if outcome[0] is RAISED:
        return f'** ({outcome[1]}) {outcome[2]}'
    return f'** ({outcome[1].name}) {inspect(outcome[2])}'


def _one_line(text):
    return ' '.join(text.split())

"""The modules of programs that are there anyway: what the types say of each."""
import re
from contextlib import suppress
from pathlib import Path

from pyex import syntax
from pyex.expand.quoted import BLOCK, is_call, is_node, items
from pyex.syntax import ElixirSyntaxError, to_source
from pyex.terms.atom import atom

MODULE = atom('defmodule'), atom('defprotocol'), atom('defimpl')
ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ('tests/lang/programs/*.exs', 'tests/otp/programs/*.exs', 'tests/differential/*.exs', 'tests/bench/programs/*.exs')
LESSONS = 'tutorials/*/*.md'
TITLES = re.compile(r'incompatible types|expected a |unknown key|will never match|distinct types|with structs|this clause (of|in)')


def files():
    for pattern in PROGRAMS:
        for path in sorted(ROOT.glob(pattern)):
            yield path, path.read_text()
    for path in sorted(ROOT.glob(LESSONS)):
        for block in re.findall(r'^```[^\n]*\n(.*?)^```', path.read_text(), re.M | re.S):
            yield path, re.sub(r'^(iex(\(\d+\))?> ?|\.\.\.(\(\d+\))?> ?)', '', block, flags=re.M)


def modules(text):
    """The text of each module at the top of a program, as far as it can be read."""
    for part in (text, *re.findall(r'^defmodule .*?^end$', text, re.M | re.S)):
        try:
            quoted = syntax.parse(part)
        except ElixirSyntaxError:
            continue
        for one in items(quoted[2]) if is_node(quoted) and quoted[0] is BLOCK else [quoted]:
            if is_node(one) and any(is_call(one, name, 2) or is_call(one, name, 3) for name in MODULE):
                yield to_source(one)
        if part is text:
            return


def checked(text, sandbox):
    """What is written while a text is evaluated."""
    value = sandbox.run(text)
    return ''.join(sandbox.written).strip('\n') or ('silent' if not value.startswith('**') else value)


def warnings(text, sandbox):
    """The warnings about types that a program's modules give."""
    out = []
    for module in modules(text):
        with suppress(AttributeError):          # there is no process here: a body that asks for its own fails after the warnings
            sandbox.run(module)
        out += [one for one in sandbox.written if TITLES.search(one.split('\n')[0])]
    return out

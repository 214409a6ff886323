"""No program that is there anyway is warned of: each of them is right, or wrong in a way that Elixir's types do not see."""
from collections import Counter

from pyex.boot import boot
from pyex.library import STDLIB
from pyex.pipeline import compile_file
from tests.expand.sandbox import Sandbox
from tests.types import corpus

EXAMPLES = ('enum.ex', 'gen_server.ex', 'supervisor.ex', 'date.ex', 'regex.ex', 'iex/helpers.ex', 'erlang/gen_statem.ex', 'macro.ex')


def test_programs_are_silent():
    sandbox = Sandbox()
    warned = Counter()
    for path, text in corpus.files():
        for warning in corpus.warnings(text, sandbox):
            warned[path.name, warning] += 1
    assert not warned


def test_the_library_is_silent():
    """A few files of it; the others were looked at the same way."""
    node = boot()
    found = []
    node.world.warns = lambda file: True
    node.world.emit = found.append
    for name in EXAMPLES:
        if (STDLIB / name).exists():
            compile_file(STDLIB / name, node)
    assert not [one for one in found if corpus.TITLES.search(one.message.split('\n')[0])]

"""What may stand at the cursor."""
import pytest
from immutables import Map

from pyex.boot import boot
from pyex.shell.completion import BINDING, STATE, candidates, word
from pyex.terms import lists
from pyex.terms.atom import atom


@pytest.mark.parametrize('text, expected', [
    ('String.up', ('String', 'up')), ('IO.', ('IO', '')), ('1 + lis', (None, 'lis')), (':lists.rev', (':lists', 'rev')),
    ('user.address.st', ('user.address', 'st')), ('foo(', (None, '')), ('"text', (None, '')), ('', (None, ''))])
def test_word(text, expected):
    assert word(text) == expected


@pytest.fixture(scope='module')
def node():
    node = boot()
    process = node.spawn(lambda: None)
    user = Map({atom('name'): 'Ada', atom('nick'): 'A'})
    process.special().dictionary = {STATE: Map({BINDING: lists.from_python([(atom('user'), user), (atom('used'), 1)])})}
    return node, process.pid


@pytest.mark.parametrize('text, expected', [
    ('String.upc', ['upcase']), (':lists.keyfin', ['keyfind']), ('us', ['used', 'user']), ('user.n', ['name', 'nick']),
    ('Strin', ['String', 'StringIO']), ('Inspect.Alg', ['Algebra']), ('user.na', ['name']), ('nothing.x', [])])
def test_candidates(node, text, expected):
    node, pid = node
    assert sorted({name for name, _ in candidates(text, node, pid)}) == expected

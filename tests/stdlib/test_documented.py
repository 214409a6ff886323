"""Whatever is public in the standard library answers `h`."""
import pytest

from pyex.boot import boot
from pyex.library import module_names
from pyex.terms.atom import atom

KINDS = {'function', 'macro', 'callback', 'macrocallback'}


@pytest.fixture(scope='module')
def modules():
    node = boot()
    return [(name, node.modules.find(atom(name[1:] if name[0] == ':' else f'Elixir.{name}'))) for name in module_names()]


def documentation(modules):
    return [(name, module.metadata.docs) for name, module in modules if module.metadata.docs.moduledoc is not False]


def test_modules_have_docs(modules):
    assert not [name for name, docs in documentation(modules) if docs.moduledoc is None]


def test_functions_and_callbacks_have_docs(modules):
    assert not [f'{name}.{key[1].name}/{key[2]} ({key[0]})' for name, docs in documentation(modules)
                for key, doc in docs.entries.items() if is_silent(key, doc, docs.entries)]


def is_silent(key, doc, entries):
    """A callback of a protocol is described by the function of its name."""
    if key[0] not in KINDS or doc.text is not None or key[1].name.startswith('__'):
        return False
    function = entries.get(('function', *key[1:]))
    return function is None or function.text is None

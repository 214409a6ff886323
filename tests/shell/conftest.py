"""Terminals for the tests of the shell, closed when a test is over."""
import pytest
from terminals import Terminal


@pytest.fixture
def pseudo_terminal(tmp_path):
    """Starts a shell in a `Terminal`."""
    made = []

    def start(**options):
        made.append(Terminal(tmp_path, **options))
        return made[-1]
    yield start
    for each in made:
        each.child.close(force=True)


@pytest.fixture(scope='module')
def common_terminal(tmp_path_factory):
    """One terminal for the tests of a file, each of which begins with `fresh()`."""
    terminal = Terminal(tmp_path_factory.mktemp('home'))
    yield terminal
    terminal.child.close(force=True)


@pytest.fixture
def shell(common_terminal):
    return common_terminal.fresh()

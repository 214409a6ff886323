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

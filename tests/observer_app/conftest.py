"""The terminals of the shell's tests serve here too."""
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / 'shell'))


@pytest.fixture
def shell(tmp_path):
    """A shell in a pseudo-terminal."""
    from terminals import Terminal  # the path to it was only made just now
    terminal = Terminal(tmp_path, COLUMNS='', LINES='')         # xdist sets these, and they would count more than the terminal's size
    yield terminal
    terminal.child.close(force=True)

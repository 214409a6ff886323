"""The pseudo-terminal is the shell's. Copying nodes makes many objects and few cycles, so they are looked for after each test only."""
import gc
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / 'shell'))


@pytest.fixture(autouse=True)
def cycles_wait():
    gc.disable()
    yield
    gc.enable()

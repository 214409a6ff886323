"""The README and all tutorials: each session in them comes out as it is printed there."""
import re
from pathlib import Path

import pytest

from page import replay

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / 'README.md', *sorted((ROOT / 'tutorials').rglob('*.md'))]
TIME = re.compile(r'\b\d\d:\d\d:\d\d\.\d{3}\b')        # of a log line: by the time zone of the machine


@pytest.mark.parametrize('path', PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_page(path):
    page = path.read_text()
    replayed, faults = replay(page)
    assert not faults
    assert TIME.sub('TIME', replayed) == TIME.sub('TIME', page)

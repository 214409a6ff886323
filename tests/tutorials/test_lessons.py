"""The README and all tutorials: each session in them comes out as it is printed there."""
import re
from pathlib import Path

import pytest

from pyex.cli import USAGE
from page import replay

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / 'README.md', *sorted((ROOT / 'tutorials').rglob('*.md'))]
MASKS = [(re.compile(r'\b\d\d:\d\d:\d\d\.\d{3}\b'), 'TIME'),        # of a log report: by the time zone of the machine
         (re.compile(r'^    \((?:elixir|stdlib) .*\n', re.MULTILINE), '')]      # frames in pyex's own library, which changes
IDENTITY = re.compile(r'#(PID|Reference)<[\d.]+>')


def mask(page):
    """A page with identities numbered as they come: how many the system has used up before does not matter, who is who does."""
    for pattern, stand_in in MASKS:
        page = pattern.sub(stand_in, page)
    names = {}
    return IDENTITY.sub(lambda found: names.setdefault(found[0], f'#{found[1]}<{len(names)}>'), page)


@pytest.mark.parametrize('path', PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_page(path):
    page = path.read_text()
    replayed, faults = replay(page)
    assert not faults
    assert mask(replayed) == mask(page)


def test_usage():
    assert f'```\n{USAGE}```\n' in (ROOT / 'README.md').read_text()

"""Sessions recorded from iex, where they are at hand (`PYEX_RECORDINGS`, or a folder `shared` beside the project).

The guide must be answered alike to the letter. All other recordings are compared by hand, with the tool beside them:
`tools/record.py --check iex -- pyex` in that folder.
"""
import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORDINGS = Path(os.environ.get('PYEX_RECORDINGS', ROOT.parent / 'shared'))
GUIDE = sorted(path.stem for path in (RECORDINGS / 'guide').glob('*.out'))
# What differs from run to run, or because one shell is the other.
MASKS = [
    (r'#PID<[\d.]+>', '#PID<>'), (r'#Reference<[\d.]+>', '#Reference<>'), (r'#Function<[\d.]+[^>]*>', '#Function<>'),
    (r'\d\d:\d\d:\d\d\.\d{3}', 'HH:MM:SS'), (r'(?m)^(?:py|i)ex(?=\(\d+\)>)', 'shell'), (r'.*type h\(\) ENTER for help.*', 'BANNER'),
    (r'<<\d+(?:,\s+\d+){10,},\s+\.\.\.>>', '<<BINARY>>'), (r'\n +\((?:elixir|stdlib|kernel|iex|logger) [^\n]*', ''),
    (r'[ \t]+\n', '\n')]


def mask(text):
    for pattern, stand_in in MASKS:
        text = re.sub(pattern, stand_in, text)
    return text.split('\n')


def typed(session):
    """The transcript of a session file typed into our shell."""
    command = [sys.executable, RECORDINGS / 'tools' / 'record.py', session, '--', sys.executable, '-m', 'pyex']
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120).stdout


@pytest.mark.skipif(not GUIDE, reason='no recordings here')
@pytest.mark.parametrize('name', GUIDE)
def test_guide(name):
    session = RECORDINGS / 'guide' / f'{name}.exs'
    wanted, given = mask(session.with_suffix('.out').read_text()), mask(typed(session))
    assert wanted == given, '\n' + '\n'.join(difflib.unified_diff(wanted, given, 'wanted', 'given', lineterm=''))

"""Sessions recorded from iex, where they are at hand (`PYEX_RECORDINGS`, or a folder `shared` beside the project): the guide's
must be answered alike to the letter. The others are counted by hand, see the README.
"""
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORDINGS = Path(os.environ.get('PYEX_RECORDINGS', ROOT.parent / 'shared'))
GUIDE = sorted(path.stem for path in (RECORDINGS / 'guide').glob('*.out'))


@pytest.mark.skipif(not GUIDE, reason='no recordings here')
@pytest.mark.parametrize('name', GUIDE)
def test_guide(name):
    check = subprocess.run([sys.executable, RECORDINGS / 'tools' / 'record.py', '--check', RECORDINGS / 'guide' / f'{name}.exs',
                            '--', sys.executable, '-m', 'pyex'], capture_output=True, text=True, cwd=ROOT)
    assert check.returncode == 0, check.stdout

"""The README and all lessons: whatever is typed in them comes out as it is printed there, and their checks hold."""
from pathlib import Path

import pytest

from pyex.cli import USAGE
from pyex.learn import check, page
from pyex.learn.world import Bases
from pyex.learn.course import Course, pages_of

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / 'README.md', *pages_of([ROOT / 'tutorials'])]


@pytest.fixture(scope='module')
def bases():
    return Bases()


@pytest.mark.parametrize('path', PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_page(path, bases):
    found = page.load(path)
    assert not check.report(found, check.check(found, bases[found.virtual], seeds=check.OTHER_SEEDS[:1]))


def test_what_lessons_need_is_in_the_course():
    course = Course(ROOT / 'tutorials')
    assert [(found.id, name) for found in course.pages.values() for name in found.settings.get('needs', ()) if name not in course.pages] == []
    assert len(course.pages) == len(course.paths), 'two lessons have the same id'


def test_usage():
    assert f'```\n{USAGE}```\n' in (ROOT / 'README.md').read_text()

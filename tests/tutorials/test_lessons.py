"""The README and all lessons: whatever is typed in them comes out as it is printed there, and their checks hold."""
from pathlib import Path

import pytest

from pyex.cli import USAGE
from pyex.learn import check, page
from pyex.learn.course import Course, pages_of
from pyex.learn.world import Bases

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


GUIDE = [                       # the parts of the guide that the course goes along, from its first line to its last
    'Introduction', '1. Prerequisites: The Mindset Shift', '2. The Anatomy of a Process', '3. Preemptive Scheduling: The “Fairness” Engine',
    '4. Hands-on Tutorial: The “Secret Agent” System', '5. Advanced Concept: Priority Levels', '6. Fault Tolerance: “Let it Crash”',
    'Summary for the Beginner', 'Level Up', '1. What is a GenServer?', '2. The Project: A Global Counter', '3. Breaking Down the Magic',
    '4. Testing it in IEx', '5. Why is this “The Best” Way?', 'Your Next Step', 'Supervisors', '1. The Strategy: “Let it Crash”',
    '2. Coding the Supervisor', '3. The “Self-Healing” Magic in Action', '4. Preemptive Scheduling + Supervision', 'Summary: The Elixir Way',
    'Stress Test', '1. The Setup: The “Million Process” Challenge', '2. Why didn’t the computer freeze?', '3. The “Priority” Stress Test',
    '4. Real-World Comparison', 'Summary of Your Journey']


def test_all_parts_of_the_guide_are_covered():
    parts = {part for found in Course(ROOT / 'tutorials').pages.values() for part in found.settings['covers'].split('; ')}
    assert sorted(parts) == sorted(GUIDE)


def test_the_table_of_lessons():
    rows = ['| | lesson | minutes | covers of the guide |', '|---|---|---|---|']
    for number, found in enumerate(Course(ROOT / 'tutorials').pages.values(), 1):
        path = found.path.relative_to(ROOT / 'tutorials').as_posix()
        rows.append(f'| {number} | [{found.title}]({path}) | {found.settings["minutes"]} | {found.settings["covers"]} |')
    table = '\n'.join(rows)
    assert table in (ROOT / 'tutorials' / 'README.md').read_text(), f'the table in tutorials/README.md is to be\n{table}'


def test_a_lesson_needs_what_comes_before_it():
    pages = Course(ROOT / 'tutorials').pages
    ids = [*pages]
    assert [(found.id, name) for found in pages.values() for name in found.settings['needs'] if ids.index(name) >= ids.index(found.id)] == []
    assert [found.id for found in pages.values() if not 5 <= found.settings['minutes'] <= 20] == []


def test_usage():
    assert f'```\n{USAGE}```\n' in (ROOT / 'README.md').read_text()

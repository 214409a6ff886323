"""The course: the lessons of a folder, in the order of their file names, `NN_topic/NN_name.md`."""
import difflib
import re
from functools import cached_property
from pathlib import Path

from pyex.learn import page

SPELLED = {'otp': 'OTP'}
PLACES = Path(__file__).parents[1] / 'tutorials', Path(__file__).parents[2] / 'tutorials'       # of a wheel, of a checkout


class Course:
    """Lessons by their ids. folder: where they are; without one, those that come with pyex."""

    def __init__(self, folder=None):
        self.folder = folder or next((place for place in PLACES if place.is_dir()), None)

    @property
    def paths(self):
        return sorted(self.folder.glob('*/*.md')) if self.folder else []

    @cached_property
    def pages(self):
        """{id: Page} of all lessons."""
        return {found.id: found for found in map(page.load, self.paths)}

    def topics(self):
        """[(topic, [Page])] in their order; a topic is a folder without its number."""
        topics = {}
        for found in self.pages.values():
            topics.setdefault(topic(found), []).append(found)
        return [*topics.items()]

    def find(self, name):
        """The Page that a name means: the path of a file, a lesson's id or its number in the course; None if there is none."""
        path = Path(name)
        if path.suffix and path.is_file():
            return page.load(path)
        if name.isdecimal() and 0 < int(name) <= len(self.pages):
            return [*self.pages.values()][int(name) - 1]
        return self.pages.get(name.removeprefix(':'))

    def near(self, name):
        """The id of a lesson that may have been meant, or None."""
        return next(iter(difflib.get_close_matches(name, self.pages, 1)), None)

    def after(self, found):
        """The Page that follows one in the course, or None."""
        ids = [*self.pages]
        position = ids.index(found.id) + 1 if found.id in self.pages else len(ids)
        return self.pages[ids[position]] if position < len(ids) else None


def topic(found):
    """The name of the folder that a lesson is in, as a heading."""
    name = re.sub(r'^\d+_', '', found.path.parent.name).replace('_', ' ')
    return SPELLED.get(name, name.capitalize())


def pages_of(names):
    """The paths of pages that files and folders hold; a folder's README is no lesson."""
    for name in names:
        path = Path(name)
        yield from sorted(found for found in path.rglob('*.md') if found.name != 'README.md') if path.is_dir() else [path]

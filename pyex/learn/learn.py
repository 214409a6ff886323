"""`pyex learn` and `learn/1`: the course, and lessons one after the other, in a terminal or on a pipe."""
import os
import sys
from itertools import count

from pyex.learn import page
from pyex.learn.course import Course
from pyex.learn.draft import Draft
from pyex.learn.lesson import Left, Lesson
from pyex.learn.progress import Progress
from pyex.learn.voice import YELLOW, Voice
from pyex.learn.world import Bases, prepare
from pyex.shell.console import PlainConsole
from pyex.shell.pipe import PipeShell
from pyex.shell.screen import Screen
from pyex.shell.terminal import TerminalShell

AT_PROMPT = 'learn(:{})'
NAMES, TITLES = 16, 46          # columns in the list of the course
USAGE = '''\
Usage: pyex learn [LESSON] [--real-time]

Without LESSON: the course, and how far you are. LESSON is a name or a number from there, or the path of a
Markdown file.
With --real-time, what sleeps in a lesson takes its time.
'''


def main(arguments):
    """The program; the exit status."""
    names = [argument for argument in arguments if not argument.startswith('-')]
    flags = set(arguments) - set(names)
    if flags & {'-h', '--help'} or flags - {'--real-time', '--no-color'} or len(names) > 1:
        print(USAGE, end='')
        return 0 if flags & {'-h', '--help'} else 1
    color = False if '--no-color' in flags else None
    terminal = Screen(color) if names and sys.stdin.isatty() and sys.stdout.isatty() else PlainConsole(color)
    try:
        return School(terminal, real_time='--real-time' in flags).attend(*names)
    finally:
        terminal.restore()


def at_prompt(host, name=''):
    """`learn/0,1` of a shell: lessons run in the same terminal; the shell waits."""
    terminal, listener = host.terminal, host.terminal.listener
    person = getattr(terminal, 'ask_person', None)
    try:
        School(terminal, way=AT_PROMPT).attend(*([name] if name else []))
    finally:
        terminal.attach(host.node)
        terminal.listener = listener
        if person is not None:
            terminal.ask_person = person



def record(path):
    """Make the draft of a lesson from what a person types; the exit status."""
    terminal = Screen() if sys.stdin.isatty() and sys.stdout.isatty() else PlainConsole()
    title = path.stem.replace('_', ' ').lstrip('0123456789 ').capitalize()
    draft = Draft(terminal, page.read(f'# {title}\n', path), prepare, Progress('draft', os.devnull), Course())
    try:
        in_shell(draft, terminal)
    finally:
        terminal.restore()
    path.write_text(draft.text(), encoding='utf-8')
    print(f'{path} is written; `pyex lesson check {path}` tests it')
    return 0


def in_shell(lesson, terminal):
    """Run a lesson's shell until the person leaves; the exit status."""
    shell = TerminalShell(lesson, terminal) if isinstance(terminal, Screen) else PipeShell(lesson, terminal)
    try:
        return shell.run()
    except Left:
        return 0
    finally:
        lesson.progress.save()
        if lesson.node is not None:
            lesson.node.stop()


class School:
    """Where lessons are given. way: how a lesson is asked for."""

    def __init__(self, terminal, real_time=False, way='pyex learn {}'):
        self.terminal, self.real_time, self.way = terminal, real_time, way
        self.course = Course()
        self.voice = Voice(terminal)
        self.bases = Bases()

    def attend(self, name=None):
        """Lessons, beginning with a name, as long as the learner goes on to others; the exit status."""
        status = 0
        while name is not None:
            found = self.course.find(name) if name else None
            if found is None and name.endswith('.md'):
                self.terminal.write('stderr', f'No file named {name}\n')
                return 1
            if found is None:
                return self.overview(name)
            self.complain(found)
            if not found.steps:
                return 1
            name, status = self.give(found)
            if name is None:
                return status
        return self.overview('')

    def give(self, found):
        """A lesson; (the name of the next or None, the exit status)."""
        lesson = Lesson(self.terminal, found, lambda: self.bases[found.virtual], Progress(found.id), self.course, self.real_time)
        lesson.services['learn'] = self.asked
        status = in_shell(lesson, self.terminal)
        if lesson.next is None and lesson.step is not None:
            done = f'{lesson.progress.count(found)} of {len(found.tasks)} steps are done'
            self.voice.note(f'\n`{self.way.format(found.id)}` goes on where you are now: {done}.')
        return lesson.next, status

    def asked(self, lesson, name=''):
        """`learn(:other)` within a lesson: that one is left, if there is the other."""
        if name and self.course.find(name):
            lesson.next = name
        else:
            self.overview(name, AT_PROMPT)

    def complain(self, found):
        """Say what is wrong with a page; the rest of it can be learned from."""
        for fault in found.faults:
            self.terminal.write('stderr', f'{found.path}:{fault.line}: {fault.text}\n')
        if not found.steps:
            self.terminal.write('stderr', f'{found.path}: there is nothing to do on this page\n')

    def overview(self, name, way=None):
        """The course; if a name was asked for, there is no such lesson."""
        lines, number = [''], count(1)
        for topic, pages in self.course.topics():
            lines.append(self.voice.colored(YELLOW, topic))
            lines += [line(next(number), found) for found in pages]
            lines.append('')
        following = next((found for found in self.course.pages.values() if not Progress(found.id).finished), None)
        way = way or self.way
        lines.append(f'{way.format("NAME")} starts a lesson, or goes on where you left it.')
        lines.append(f'Next for you: {way.format(following.id)}' if following else 'You have done them all.')
        self.voice.say('\n'.join(lines) + '\n')
        if not name:
            return 0
        near = self.course.near(name)
        self.terminal.write('stderr', f'There is no lesson `{name}`.' + (f' Did you mean `{near}`?' if near else '') + '\n')
        return 1


def line(number, found):
    """A lesson in the list of the course."""
    progress = Progress(found.id)
    done = progress.count(found)
    state = 'done' if progress.finished else f'{done} of {len(found.tasks)}' if done else f'{found.settings.get("minutes", "?"):>2} min'
    return f'  {number:2}  {found.id:{NAMES}} {found.title:{TITLES}.{TITLES}} {state}'

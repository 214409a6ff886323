"""`pyex learn` and `learn/1`: the course, and lessons one after the other, in a terminal or on a pipe."""
import sys

from pyex.learn.course import Course
from pyex.learn.lesson import Left, Lesson
from pyex.learn.progress import Progress
from pyex.learn.voice import Voice
from pyex.learn.world import prepare
from pyex.shell.console import PlainConsole
from pyex.shell.pipe import PipeShell
from pyex.shell.screen import Screen
from pyex.shell.terminal import TerminalShell

USAGE = '''\
Usage: pyex learn [LESSON] [--real-time]

Without LESSON: the course, and how far you are. LESSON is a name from there, or the path of a Markdown file.
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
    terminal = Screen(color) if sys.stdin.isatty() and sys.stdout.isatty() else PlainConsole(color)
    try:
        return School(terminal, real_time='--real-time' in flags).attend(*names)
    finally:
        terminal.restore()


def at_prompt(host, name=''):
    """`learn/0,1` of a shell: lessons run in the same terminal; the shell waits."""
    terminal, listener = host.terminal, host.terminal.listener
    person = getattr(terminal, 'ask_person', None)
    try:
        School(terminal).attend(*([name] if name else []))
    finally:
        terminal.attach(host.node)
        terminal.listener = listener
        if person is not None:
            terminal.ask_person = person
    return 'ok'


class School:
    """Where lessons are given."""

    def __init__(self, terminal, real_time=False):
        self.terminal, self.real_time = terminal, real_time
        self.course = Course()
        self.voice = Voice(terminal)
        self.bases = {}

    def attend(self, name=None):
        """Lessons, beginning with a name, as long as the learner goes on to others; the exit status."""
        status = 0
        while name is not None:
            page = self.course.find(name) if name else None
            if page is None:
                return self.overview(name)
            if page.faults:
                return self.refuse(page)
            name, status = self.give(page)
            if name is None:
                return status
        return self.overview('')

    def give(self, page):
        """A lesson; (the name of the next or None, the exit status)."""
        if page.virtual not in self.bases:
            self.bases[page.virtual] = prepare(page.virtual)
        lesson = Lesson(self.terminal, page, self.bases[page.virtual], Progress(page.id), self.course, self.real_time)
        shell = TerminalShell(lesson, self.terminal) if isinstance(self.terminal, Screen) else PipeShell(lesson, self.terminal)
        status = 0
        try:
            status = shell.run()
        except Left:
            pass
        finally:
            lesson.progress.save()
            lesson.node.stop()
        return lesson.next, status

    def refuse(self, page):
        for fault in page.faults:
            self.terminal.write('stderr', f'{page.path}:{fault.line}: {fault.text}\n')
        return 1

    def overview(self, name):
        """The course; if a name was asked for, there is no such lesson."""
        status = 0
        if name:
            near = self.course.near(name)
            self.terminal.write('stderr', f'There is no lesson `{name}`.' + (f' Did you mean `{near}`?' if near else '') + '\n\n')
            status = 1
        lines = ['']
        for topic, pages in self.course.topics():
            lines.append(self.voice.colored('\x1b[33m', topic.capitalize()))
            lines += map(self.line, pages)
            lines.append('')
        lines.append('`learn(:name)` at the prompt of pyex, or `pyex learn name`, starts a lesson or goes on with it.\n')
        self.voice.say('\n'.join(lines).replace('`', ''))
        return status

    def line(self, page):
        progress = Progress(page.id)
        count = progress.count(page)
        state = 'done' if progress.finished else f'{count}/{len(page.tasks)}' if count else ''
        return f'  {page.id:20} {page.title:44.44} {state}'.rstrip()

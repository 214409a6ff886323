"""A session with the shell, as text: prompts, what is typed at them, and the answers."""
import difflib
import re
import textwrap
from contextlib import nullcontext

from pyex.boot import boot
from pyex.shell.pipe import PipeShell
from pyex.shell.session import Session

PROMPT = re.compile(r'^(?:pyex|pry|\.\.\.)\(\d+\)> ?|^Allow\? \[Yn\] ?')
BANNER = re.compile(r'(?m)^.*type h\(\) ENTER for help.*$')
MASKS = [(re.compile(r'#PID<[\d.]+>'), '#PID<>'), (re.compile(r'#Reference<[\d.]+>'), '#Reference<>'),
         (re.compile(r'\d\d:\d\d:\d\d\.\d{3}'), 'HH:MM:SS'), (BANNER, 'BANNER'),
         (re.compile(r'(lib/iex/\w+\.ex):\d+:'), r'\1:'), (re.compile(r'[ \t]+\n'), '\n')]


class Paper:
    """A console on paper: lines come from a list, everything that is printed is kept."""
    ansi = tty = False
    lent = nullcontext
    listener = None

    def __init__(self, lines, ansi=False):
        self.lines, self.printed, self.ansi = list(lines), [], ansi

    def attach(self, node):
        pass

    def columns(self):
        return None

    rows = columns

    def write(self, _device, text):
        if self.listener is not None:
            self.listener(text)
        self.show(text)

    def show(self, text):
        self.printed.append(text)

    def read_line(self, prompt):
        self.show(prompt)
        if not self.lines:
            return None
        line = self.lines.pop(0) + '\n'
        self.show(line)
        return line.encode()

    def read(self, _kind, prompt):
        return self.read_line(prompt)

    @property
    def text(self):
        return ''.join(self.printed)


def play(lines, ansi=False, dot_files=()):
    """All that stands on the screen after these lines were typed."""
    paper = Paper(lines, ansi)
    session = Session(paper)
    session.dot_files = dot_files
    node = boot(output=paper, input=session, argv=[])
    session.attach(node)
    paper.attach(node)
    try:
        PipeShell(session, paper).run()
    finally:
        node.stop()
    return paper.text


def mask(text):
    for pattern, stand_in in MASKS:
        text = pattern.sub(stand_in, text)
    return text.strip()


def check(transcript, dot_files=()):
    """Type the lines that stand after the prompts of a transcript, and get that transcript."""
    transcript = textwrap.dedent(transcript).strip('\n')
    lines = [PROMPT.sub('', line) for line in transcript.split('\n') if PROMPT.match(line)]
    got = play(lines, dot_files=dot_files)
    shown = re.sub(r'(pyex|pry)\(\d+\)> $', '', got.partition('\n')[2])
    wanted, given = mask(transcript), mask(shown)
    assert wanted == given, '\n' + '\n'.join(difflib.unified_diff(wanted.split('\n'), given.split('\n'), 'wanted', 'given'))

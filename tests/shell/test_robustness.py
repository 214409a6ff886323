"""Nothing that can be typed shows a Python error or ends the shell: mutated snippets, each evaluated in one session.

The snippets are the examples of the stdlib's docs and, where they are at hand, all recorded sessions.
"""
import os
import random
import re
import signal
from pathlib import Path

import pytest

from pyex.boot import boot
from pyex.library import sources
from pyex.shell.reader import Entry, split
from pyex.shell.session import Session
from pyex.syntax import tokens
from tests.shell.talk import Paper

ROOT = Path(__file__).parents[2]
RECORDINGS = Path(os.environ.get('PYEX_RECORDINGS', ROOT.parent / 'shared'))
# What would change files, end the program or keep a person waiting.
LEFT_OUT = re.compile(r'File\.|Path\.|System\.|:os\.|:init|:file|IO\.(gets|read|binread|stream)|1_000_000|cd|import_file|'
                      r'sleep\((:infinity|\d{4,})|Node\.|Port\.')
COUNT = int(os.environ.get('PYEX_FUZZ', 150))
DEFECT = re.compile(r'Traceback|InternalError|Error: <|object at 0x')


def snippets():
    texts = [text for path in sources() for text in _examples(path.read_text())]
    for path in sorted(RECORDINGS.glob('*/**/*.exs')):
        lines = [line for line in path.read_text().split('\n') if not line.startswith('#wait')]
        texts += [entry.text for entry in split('\n'.join(lines))]
    return [text for text in texts if not LEFT_OUT.search(text)]


def _examples(source):
    for match in re.finditer(r'^ *iex> (.*(?:\n *\.\.\.> .*)*)', source, re.M):
        yield re.sub(r'\n *\.\.\.> ', '\n', match[1]) + '\n'


class Mutator:
    """Takes the tokens of snippets apart and puts them together wrongly."""

    def __init__(self, texts, seed):
        self.random, self.texts = random.Random(seed), texts
        self.words = [token.text for text in texts for token in tokens(text)]

    def text(self):
        text = self.random.choice(self.texts)
        parts = self._parts(text)
        for _ in range(self.random.randint(1, 3)):
            if parts:
                self._change(parts)
        return ''.join(space + word for space, word in parts) + '\n'

    def _parts(self, text):
        parts, at = [], 0
        for token in tokens(text):
            parts.append((text[at:token.start], token.text))
            at = max(at, token.end)
        return parts

    def _change(self, parts):
        place, other = self.random.randrange(len(parts)), self.random.randrange(len(parts))
        kind = self.random.randrange(4)
        if kind == 0:
            del parts[place]
        elif kind == 1:
            parts.insert(place, parts[other])
        elif kind == 2:
            parts[place] = parts[place][0], self.random.choice(self.words)
        else:
            parts[place], parts[other] = parts[other], parts[place]


class Patient:
    """A session in which what takes long is interrupted as by Ctrl+C."""

    def __init__(self):
        self.paper = Paper([])
        self.session = Session(self.paper)
        self.node = boot(output=self.paper, input=self.session)
        self.session.attach(self.node)
        self.session.start()

    def evaluate(self, text):
        """What is printed in answer, with the Python errors that came up."""
        before = len(self.paper.printed)
        signal.setitimer(signal.ITIMER_REAL, 2, 1)
        try:
            self.session.evaluate(Entry(text))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        found = [*self.paper.printed[before:], *self.node.defects]
        self.node.defects.clear()
        return ''.join(map(str, found))


def _ctrl_c(_signal, _frame):
    raise KeyboardInterrupt


@pytest.fixture
def patient(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    old = signal.signal(signal.SIGALRM, _ctrl_c)
    made = Patient()
    yield made
    made.node.stop()
    signal.signal(signal.SIGALRM, old)


def test_mutated_snippets(patient):
    texts = snippets()
    mutator = Mutator(texts, seed=COUNT)
    for _ in range(COUNT):
        text = mutator.text()
        if not LEFT_OUT.search(text):
            answer = patient.evaluate(text)
            assert not DEFECT.search(answer), f'{text}\n--->\n{answer}'
    assert '\n2002\n' in '\n' + patient.evaluate('1001 + 1001\n')

"""A lesson's page: Markdown into steps. `tutorials/README.md` says how a page is written.

A *block* is a fence that runs. Blocks make up *steps*: a `setup` runs unseen, a `show` (or a module in an `elixir` fence) is
played on Enter, a `try` is typed by the learner; `check`, `wrong` and folded hints belong to the `try` before them. Whatever
else stands on the page is *prose*, which is read before the step that follows it. A page is never refused as a whole: what is
wrong with it stands in `faults`, each with its line.
"""
import difflib
import hashlib
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from pyex.shell.reader import BREAK, Entry, is_incomplete, leading_operator, split

PROMPT = re.compile(r'^(?:iex|pyex)(?:\([^)\s]*\))?> ?')
CONTINUED = re.compile(r'^\s*\.{2,3}(?:\(\d+\))?> ?')
KINDS = {'iex': ('setup', 'show', 'try', 'wrong', 'text'), 'elixir': ('setup', 'show', 'try', 'wrong', 'check', 'when', 'text')}
FLAGS, SETTINGS = ('pyex',), ('id', 'why')
KEYS = ('id', 'title', 'needs', 'seed', 'clock', 'order', 'covers', 'minutes')
CHOICES = {'clock': ('step', 'real'), 'order': ('free', 'matters')}
NAME = re.compile(r'^[a-z][a-z0-9_]*$')
TAGS = re.compile(r'<summary[^>]*>.*?</summary>|</?details[^>]*>', re.DOTALL)
DETAILS = re.compile(r'<details[^>]*>\s*(?:<summary[^>]*>(.*?)</summary>)?', re.DOTALL)


class Fault(NamedTuple):
    """Something wrong with a lesson: its line on the page, a sentence or more."""
    line: int
    text: str


class Input(NamedTuple):
    """What is typed at one prompt: an Entry, the answer that stands on the page, the line of the prompt, the lines of the answer."""
    entry: Entry
    answer: str
    line: int
    answer_lines: tuple


@dataclass
class Block:
    """A fence that runs. transcript: it has prompts and answers. flags: words such as `pyex`. end: the line after the fence."""
    kind: str
    line: int
    end: int
    text: str
    transcript: bool
    id: str = None
    why: str = ''
    flags: frozenset = frozenset()
    inputs: list = field(default_factory=list)

    @property
    def source(self):
        """What is typed in it."""
        return '\n'.join(item.entry.text.rstrip('\n') for item in self.inputs)


class Fold:
    """A <details>: its first line, the line after its last, and the blocks in it."""

    def __init__(self, line):
        self.line, self.end, self.blocks = line, line, []


class Hint(NamedTuple):
    title: str
    text: str


@dataclass
class Step:
    """A block with what belongs to it. prose: Markdown read before it. id: stays the same when the page around it changes."""
    block: Block
    prose: str
    id: str = None
    check: Block = None
    wrongs: list = field(default_factory=list)
    cases: list = field(default_factory=list)       # `when` fences: hints for worlds in which something holds
    hints: list = field(default_factory=list)

    @property
    def kind(self):
        return self.block.kind

    @property
    def digest(self):
        """Equal as long as the model answer and the check are: progress that was made on another is not this step's."""
        parts = self.block.source, self.check.text if self.check else ''
        return hashlib.sha1('\0'.join(parts).encode()).hexdigest()[:12]


@dataclass
class Page:
    """A lesson. closing: the prose after the last step. settings: the front matter."""
    path: Path
    text: str
    settings: dict = field(default_factory=dict)
    title: str = ''
    steps: list = field(default_factory=list)
    closing: str = ''
    faults: list = field(default_factory=list)
    folds: list = field(default_factory=list)       # the `Fold`s in which there are fences

    @property
    def id(self):
        return self.settings.get('id') or re.sub(r'\W+', '_', re.sub(r'^\d+_', '', self.path.stem)).lower()

    @property
    def seed(self):
        return self.settings.get('seed', 1)

    @property
    def virtual(self):
        return self.settings.get('clock', 'step') == 'step'

    @property
    def ordered(self):
        """Whether what it shows depends on the order in which processes run."""
        return self.settings.get('order') == 'matters'

    @property
    def tasks(self):
        """The steps that a learner counts: all but setups."""
        return [step for step in self.steps if step.kind != 'setup']

    def fault(self, line, text):
        self.faults.append(Fault(line, text))


def load(path):
    """The Page of a file."""
    path = Path(path)
    return read(path.read_text(encoding='utf-8'), path)


def read(text, path=Path('lesson.md')):
    """The Page of a text."""
    page = Page(Path(path), text)
    body = _front_matter(page)
    lines = text.split('\n')
    if not re.search(r'^\s*(```|~~~)', text, re.MULTILINE) and any(PROMPT.match(line) for line in lines):
        _transcript(page, lines, body)                  # a recorded session, as it came out of the terminal
    else:
        _Builder(page, lines).build(body)
    page.title = page.settings.get('title') or page.title or page.id
    return page


# ---- front matter ----------------------------------------------------------------------------------------------------------

def _front_matter(page):
    """Read the settings at the head of a page; the number of lines that they take."""
    lines = page.text.split('\n')
    if lines[0].strip() != '---':
        return 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == '---'), None)
    if end is None:
        page.fault(1, 'the front matter begins here and never ends: close it with a line `---`')
        return 1
    for number, line in enumerate(lines[1:end], 2):
        _setting(page, number, line)
    return end + 1


def _setting(page, number, line):
    line = re.sub(r'(^|\s)#.*', '', line).strip() if '"' not in line else line.strip()
    if not line:
        return
    key, colon, value = (part.strip() for part in line.partition(':'))
    if not colon or key not in KEYS:
        page.fault(number, f'the front matter has no `{key}`{_meant(key, KEYS)}; it knows {", ".join(KEYS)}')
        return
    problem = _store(page.settings, key, value.strip('"'))
    if problem:
        page.fault(number, f'`{key}: {value}`: {problem}')


def _store(settings, key, value):
    """Keep a setting; what is wrong with it, or None."""
    if key in ('seed', 'minutes'):
        if not value.isdigit():
            return 'a whole number is wanted'
        value = int(value)
    elif key == 'needs':
        value = [name.strip() for name in value.strip('[]').split(',') if name.strip()]
    elif key == 'id' and not NAME.match(value):
        return 'an id is made of small letters, digits and _'
    elif key in CHOICES and value not in CHOICES[key]:
        return f'it is one of {", ".join(CHOICES[key])}'
    settings[key] = value
    return None


def _meant(word, known):
    near = difflib.get_close_matches(word, known, 1)
    return f' (did you mean `{near[0]}`?)' if near else ''


# ---- the body --------------------------------------------------------------------------------------------------------------

class _Builder:
    """Goes through the tokens of a page from top to bottom."""

    def __init__(self, page, lines):
        self.page, self.lines = page, lines
        self.prose_from = 0             # the line index from which on the text is prose of the step to come
        self.prose = []
        self.task = None                # the last `try`, to which hints, checks and wrong answers belong
        self.fold = None                # the <details> that is open
        self.attached = False           # whether nothing but these stands between it and here

    def build(self, body):
        self.prose_from = body
        for token in MarkdownIt('commonmark').parse('\n' * body + '\n'.join(self.lines[body:])):
            if token.type == 'inline' and not self.page.title:
                self._heading(token)
            if token.type == 'html_block':
                self._html(token)
            elif token.type == 'fence':
                self._fence(token)
        if self.fold is not None:
            self.page.fault(self.fold.line, '`<details>` is never closed: `</details>` is missing')
        self._prose_until(len(self.lines))
        self.page.closing = self._take_prose()
        self._backticks(body)
        self._name_steps()

    def _backticks(self, body):
        """Markdown takes no backtick in the first line of a fence: the fence would be text."""
        for number, line in enumerate(self.lines[body:], body + 1):
            if re.match(r'\s*```(?:iex|elixir)\b[^`]*`', line):
                self.page.fault(number, 'the first line of a fence cannot hold a backtick (Markdown takes it for text): '
                                'put the hint of a `wrong` fence behind it, within <details>')

    def _heading(self, token):
        if self.lines[token.map[0]].startswith('# '):
            self.page.title = token.content

    def _prose_until(self, line):
        """What stands before a line is prose."""
        part = '\n'.join(self.lines[self.prose_from:line]).strip('\n')
        if part.strip():
            self.prose.append(part)
            self.attached = False
        self.prose_from = line

    def _take_prose(self):
        text, self.prose = '\n\n'.join(self.prose), []
        return text

    # folded parts

    def _html(self, token):
        """Follow <details>."""
        start, end = token.map
        opens, closes = token.content.lstrip().startswith('<details'), '</details>' in token.content
        if opens and self.fold is not None:
            self.page.fault(start + 1, f'a `<details>` within the one of line {self.fold.line}: close that first')
        elif opens:
            self._prose_until(start)
            self.fold = Fold(start + 1)
        if self.fold is not None and closes:
            self._unfold(end)

    def _unfold(self, end):
        """A <details> ends: it was a hint, unless there were fences in it."""
        fold, self.fold = self.fold, None
        if fold.blocks:
            self._text_within(fold, end)
            fold.end = end + 1
            self.page.folds.append(fold)
        else:
            for title, text in _details('\n'.join(self.lines[fold.line - 1:end])):
                self._hint(title, text)
        self.prose_from = end

    def _hint(self, title, text):
        if self.task is not None and self.attached:
            self.task.hints.append(Hint(title, text))
        else:
            self.prose.append(f'**{title}** {text}')

    def _text_within(self, fold, line):
        """The text before a line, within <details>: it says why the wrong answer before it is wrong, or it is prose."""
        text = TAGS.sub('', '\n'.join(self.lines[self.prose_from:line])).strip()
        self.prose_from = line
        if not text:
            return
        last = fold.blocks[-1] if fold.blocks else None
        if last is not None and last.kind in ('wrong', 'when') and not last.why:
            last.why = ' '.join(text.split())
        else:
            self.prose.append(text)

    # fences

    def _fence(self, token):
        start, end = token.map
        language, *words = _words(token.info)
        if language not in KINDS:
            return
        if not re.match(r'^\s*' + re.escape(token.markup) + r'\s*$', self.lines[end - 1]) or end - 1 == start:
            self.page.fault(start + 1, f'the fence that begins here is never closed: {token.markup} is missing')
        block = self._block(language, words, token)
        if block is None or block.kind == 'text':
            return
        if self.fold is None:
            self._prose_until(start)
        else:
            self._text_within(self.fold, start)
            self.fold.blocks.append(block)
        self.prose_from = end
        if block.kind in ('check', 'wrong', 'when'):
            self._belonging(block)
        else:
            self._step(block)

    def _block(self, language, words, token):
        """The Block of a fence, or None if its first line makes no sense."""
        start, end = token.map
        transcript = language == 'iex' or PROMPT.match(token.content) is not None
        kind, settings, flags = 'show', {}, set()
        for word in words:
            key, equals, value = word.partition('=')
            if equals and key in SETTINGS:
                settings[key] = value
            elif word in FLAGS:
                flags.add(word)
            elif word in KINDS[language]:
                kind = word
            else:
                self._unknown(language, word, start + 1)
                return None
        block = Block(kind, start + 1, end + 1, token.content, transcript, flags=frozenset(flags), **settings)
        if kind != 'text':
            self._read_inputs(block)
        return block

    def _unknown(self, language, word, line):
        known = (*KINDS[language], *FLAGS, *(f'{name}=' for name in SETTINGS))
        said = f'```{language} {word}: there is no such word{_meant(word, known)}; a fence knows {", ".join(known)}'
        self.page.fault(line, said)

    def _read_inputs(self, block):
        lines = block.text.split('\n')[:-1]
        if block.kind == 'check' or not block.transcript:
            block.inputs = _pasted(block.text, block.line + 1)
        else:
            first = next((number for number, line in enumerate(lines) if line.strip()), None)
            if first is not None and not PROMPT.match(lines[first]):
                self.page.fault(block.line + 1 + first, 'a transcript begins with a prompt, `iex> `; an answer has nobody to belong to')
            block.inputs = typed(lines, block.line + 1)
        if not block.inputs:
            self.page.fault(block.line, f'nothing is typed in this `{block.kind}` fence')
        for item in block.inputs:
            if block.kind != 'check' and is_incomplete(item.entry.text) and not item.answer.startswith('** ('):
                self.page.fault(item.line, f'this input is not complete: {_first_line(item.entry.text)}')

    def _step(self, block):
        step = Step(block, self._take_prose(), block.id)
        self.page.steps.append(step)
        self.task = step if block.kind == 'try' else None
        self.attached = block.kind == 'try'

    def _belonging(self, block):
        tasks = {step.id: step for step in self.page.steps if step.kind == 'try' and step.id}
        task = self.task if block.id is None else tasks.get(block.id)
        if task is None:
            known = [*tasks]
            which = f'no `try` before it has the id `{block.id}`{_meant(block.id, known)}' if block.id else 'there is no `try` before it'
            self.page.fault(block.line, f'whose `{block.kind}` is this? {which}')
        elif block.kind == 'wrong':
            task.wrongs.append(block)
        elif block.kind == 'when':
            task.cases.append(block)
        elif task.check is not None:
            self.page.fault(block.line, f'this step has a check already, in line {task.check.line}')
        else:
            task.check = block
        self.attached = task is not None and task is self.task

    def _name_steps(self):
        """Each step has an id: the one it was given, or one made of what is typed in it."""
        seen = {}
        for step in self.page.steps:
            if step.id is None:
                name = hashlib.sha1(step.block.source.encode()).hexdigest()[:8]
                count = sum(1 for other in seen if other.startswith(name))
                step.id = f'{name}.{count}' if count else name
            elif step.id in seen:
                self.page.fault(step.block.line, f'two steps have the id `{step.id}`; the other is in line {seen[step.id]}')
            seen.setdefault(step.id, step.block.line)
            for wrong in (*step.wrongs, *step.cases):
                if not wrong.why:
                    self.page.fault(wrong.line, f'a `{wrong.kind}` fence needs a reason, the hint for whoever answers so: why="...", '
                                    'or a text behind it within <details>')


def _details(html):
    """(title, text) of each folded part in some lines."""
    for part in html.split('</details>')[:-1]:
        head = DETAILS.search(part)
        if head is not None:
            yield (head[1] or 'Hint').strip(), part[head.end():].strip()


def _words(info):
    try:
        return shlex.split(info) or ['']
    except ValueError:
        return info.split()


def _first_line(text):
    return text.strip().split('\n')[0]


# ---- transcripts -----------------------------------------------------------------------------------------------------------

def typed(lines, number):
    """The Inputs of a transcript's lines; the first has a line number."""
    found, code, start, answer = [], [], number, []

    def finish(end):
        if code:
            broken = code[-1].strip() == BREAK and len(code) > 1
            text = '\n'.join(code[:-1] if broken else code) + '\n'
            entry = Entry(text, 'break' if broken else leading_operator(text))
            found.append(Input(entry, '\n'.join(answer).strip('\n'), start, (start + len(code), end)))
    for here, line in enumerate(lines, number):
        if PROMPT.match(line):
            finish(here)
            code, answer, start = [PROMPT.sub('', line)], [], here
        elif code and not answer and CONTINUED.match(line):
            code.append(CONTINUED.sub('', line))
        elif code:
            answer.append(line)
    finish(number + len(lines))
    return found


def _pasted(text, number):
    """The Inputs of code as it stands in a file."""
    found = []
    for entry in split(text):
        found.append(Input(entry, '', number, (number, number)))
        number += entry.text.count('\n')
    return found


def _transcript(page, lines, body):
    """A page that is nothing but a recorded session: each input is a step."""
    for item in typed(lines[body:], body + 1):
        block = Block('show', item.line, item.answer_lines[1], '', True, inputs=[item])
        page.steps.append(Step(block, ''))
    _Builder(page, lines)._name_steps()

"""Documentation (Markdown) laid out for a terminal as iex lays it out.

A text becomes *blocks* (`read`), those become lines (`Layout`). `colors` has a sequence of the terminal for each role (`doc_code`,
`doc_headings`...); without them the marks of Markdown stay, so that code is still told from words. Of Markdown it knows
what docs use: headings, paragraphs, lists, code, quotes, tables, links; HTML is text.
"""
import re
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

RESET = '\x1b[0m'
DEEPEST = 20                        # lists in lists are read up to here
ITEM = re.compile(r'( {0,3})([*+-]|\d+\.)( +)(?=\S)')
HEADING = re.compile(r'#{1,6} +\S')
FENCE = re.compile(r' {0,3}(```+|~~~+)')
RULER = re.compile(r'\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$')
DEFINITION = re.compile(r' {0,3}\[([^\]]+)\]: *<?(\S+?)>?( +".*")?$')
CLASSES = re.compile(r' *\{:.*\} *$')                  # of admonitions: `#### Note {: .info}`
INLINE = re.compile(r'''
    (?P<code>(?P<ticks>`+)(?P<inner>.+?)(?<!`)(?P=ticks)(?!`))
    | \\(?P<escape>[!-/:-@\[-`{-~])
    | (?P<bold>(?<!\w)(?P<stars>\*\*|__)(?=\S)(?P<strong>.+?)(?<=\S)(?P=stars)(?!\w))
    | (?P<slant>(?<!\w)(?P<star>\*|_)(?=[^\s*_])(?P<slanted>.+?)(?<=[^\s*_\\])(?P=star)(?!\w))
    | !?\[(?P<label>(?:`[^`]*`|[^\]`])+)\](?:\((?P<target>[^()\s]*(?:\([^()]*\)[^()]*)*[^()]*)\)|\[(?P<reference>[^\]]*)\])
    | <(?P<address>[a-z]+:[^\s>]+)>
''', re.VERBOSE | re.DOTALL)


class Block(NamedTuple):
    """kind: heading, code, text, quote, list or table. content: text, lines, blocks, (mark, blocks) of items, or rows of cells."""
    kind: str
    content: object
    aligns: tuple = ()


def render(text, width=80, colors=None):
    """The text laid out in lines of less than `width` columns; each block ends with an empty line."""
    references, lines = {}, []
    for line in text.expandtabs(4).strip('\n').split('\n'):
        found = DEFINITION.match(line)
        if found:
            references[found[1].lower()] = found[2]
        else:
            lines.append(line)
    return ''.join(f'{line}\n' for line in Layout(width, colors or {}, references).blocks(read(lines), ''))


# -- blocks -----------------------------------------------------------------------------------------------------------------

def read(lines, depth=0):
    """The blocks of some lines, that stand within so many others."""
    blocks, rest = [], list(reversed(lines))        # rest: what is not read yet, the next line last
    readers = READERS if depth < DEEPEST else [read_text]
    while rest:
        if rest[-1].strip():
            blocks.append(next(block for reader in readers if (block := reader(rest, depth)) is not None))
        else:
            rest.pop()
    return blocks


def read_code(rest, _depth):
    if not rest[-1].startswith('    '):
        return None
    lines = []
    while rest and (rest[-1].startswith('    ') or not rest[-1].strip()):
        lines.append(rest.pop()[4:])
    return Block('code', without_end(lines))


def without_end(lines):
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def read_fence(rest, _depth):
    found = FENCE.match(rest[-1])
    if found is None:
        return None
    rest.pop()
    lines = []
    while rest and not rest[-1].strip().startswith(found[1]):
        lines.append(rest.pop())
    if rest:
        rest.pop()
    return Block('code', lines)


def read_heading(rest, _depth):
    return Block('heading', rest.pop().strip()) if HEADING.match(rest[-1]) else None


def read_quote(rest, depth):
    if not rest[-1].startswith('>'):
        return None
    lines = []
    while rest and rest[-1].startswith('>'):
        lines.append(CLASSES.sub('', rest.pop()[1:].removeprefix(' ')))
    return Block('quote', read(lines, depth + 1))


def read_table(rest, _depth):
    if len(rest) < 2 or '|' not in rest[-1] or '|' not in rest[-2] or not RULER.match(rest[-2].strip()):
        return None
    rows = []
    while rest and '|' in rest[-1]:
        rows.append([cell.strip() for cell in re.split(r'(?<!\\)\|', rest.pop().strip().strip('|'))])
    aligns = tuple('center' if cell[0] == cell[-1] == ':' else 'right' if cell[-1] == ':' else 'left' for cell in rows.pop(1))
    return Block('table', rows, aligns)


def read_list(rest, depth):
    found = ITEM.match(rest[-1])
    if found is None:
        return None
    items = []
    while rest and (found := ITEM.match(rest[-1])):
        items.append((found[2], read(read_item(rest, found), depth + 1)))
    return Block('list', items)


def read_item(rest, found):
    """The lines of one item, without their margin: those that are indented, and those that go on with its text."""
    margin, lines = found.end(2) + 1, [rest.pop()[found.end():]]
    while rest:
        line = rest[-1]
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            if not goes_on(rest, margin):
                break
            lines.append('')
        elif indent >= margin:
            lines.append(line[margin:] if lines[-1] == '' or ITEM.match(line[margin:]) or FENCE.match(line[margin:]) or
                         within_fence(lines) else line.strip())
        elif ITEM.match(line) or not lines[-1] or starts_block(line):
            break
        else:
            lines.append(line.strip())
        rest.pop()
    skip_to_item(rest)
    return lines


def goes_on(rest, margin):
    """Whether the next line with something in it belongs to an item with this margin."""
    line = next((line for line in reversed(rest) if line.strip()), '')
    return line.startswith(' ' * margin)


def within_fence(lines):
    return sum(FENCE.match(line) is not None for line in lines) % 2 == 1


def skip_to_item(rest):
    """Empty lines between two items say nothing."""
    following = next((line for line in reversed(rest) if line.strip()), '')
    if ITEM.match(following):
        while not rest[-1].strip():
            rest.pop()


def read_text(rest, _depth):
    lines = [rest.pop()]
    while rest and rest[-1].strip() and not starts_block(rest[-1]) and not rest[-1].startswith('    '):
        lines.append(rest.pop())
    return Block('text', ' '.join(line.strip().removesuffix('\\') for line in lines))


def starts_block(line):
    return line.startswith('>') or any(pattern.match(line) for pattern in (ITEM, HEADING, FENCE))


READERS = (read_code, read_fence, read_heading, read_quote, read_table, read_list, read_text)


# -- lines ------------------------------------------------------------------------------------------------------------------

class Layout:
    """Makes lines of blocks. margin: what stands before each line of a block."""

    def __init__(self, width, colors, references):
        self.width, self.colors, self.references = width, {role: color for role, color in colors.items() if color}, references
        self.empty = RESET if self.colors else ''

    def blocks(self, blocks, margin):
        """The lines of blocks, an empty one after each."""
        lines = []
        for block in blocks:
            lines += getattr(self, block.kind)(block, margin)
            if lines and lines[-1] != self.empty:
                lines.append(self.empty)
        return lines

    def painted(self, role, text):
        color = self.colors.get(role)
        return f'{color}{text}{RESET}' if color and text else text

    def heading(self, block, margin):
        return [margin + self.painted('doc_headings', block.content)]

    def code(self, block, margin):
        return [self.painted('doc_code', f'{margin}    {line}') for line in block.content]

    def text(self, block, margin):
        return self.filled(block.content, margin, margin)

    def quote(self, block, margin):
        lines = Layout(self.width - 2, self.colors, self.references).blocks(block.content, margin)
        return [self.painted('doc_quote', '> ') + line.removeprefix(self.empty) for line in lines[:-1]]

    def list(self, block, margin):
        return [line for mark, blocks in block.content for line in self.item(mark, blocks, margin)]

    def item(self, mark, blocks, margin):
        """An item; what follows its first words stands below them."""
        mark = mark if mark[-1] == '.' else '•' if self.colors else '*'
        inner = margin + ' ' * (len(mark) + 3)
        words, others = (blocks[0].content, blocks[1:]) if blocks and blocks[0].kind == 'text' else ('', blocks)
        lines = self.filled(words, f'{margin}  {mark} ', inner)
        return lines + [line for block in others for line in self.blocks([block], inner[:-2] if block.kind == 'list' else inner)]

    def table(self, block, margin):
        rows = [[self.inline(cell) for cell in row] for row in block.content]
        widths = [max(map(visible, column)) for column in zip(*rows)]
        lines = [' | '.join(map(aligned, row, widths, block.aligns)).rstrip() for row in rows]
        return [margin + self.painted('doc_table_heading', lines[0]), *(margin + line for line in lines[1:])]

    # words

    def filled(self, text, first, rest):
        """Words in lines that begin with `first` and `rest`; the first line of an item is shorter by its indentation, as in iex."""
        room = self.width - 1 - (len(rest) if first != rest else 0)
        lines, line, length = [], [], len(first)
        for word in self.words(text):
            size = sum(len(part) for part, _ in word)
            if line and length + size > room:
                lines.append(line)
                line, length, room = [], len(rest), self.width - 1
            line.append(word)
            length += size + 1
        return [(rest if lines_before else first) + self.line(line) for lines_before, line in enumerate([*lines, line])]

    def words(self, text):
        """Lists of (part, role) that must not be torn apart."""
        words, glue = [], False
        for part, role in self.spans(text):
            for number, piece in enumerate(re.split(r'\s+', part)):
                if not number and glue and words:
                    words[-1].append((piece, role))
                elif piece or number:
                    words.append([(piece, role)])
            glue = not part[-1:].isspace()
        return [word for word in words if any(part for part, _ in word)]

    def line(self, words):
        """Words with a space between them; neighbours in one colour are painted together, with the space."""
        parts = []
        for word in words:
            if parts:
                before = parts[-1][1]
                parts.append((' ', before if before == word[0][1] else None))
            parts += word
        runs = groupby(parts, key=itemgetter(1))
        return ''.join(self.painted(role, ''.join(part for part, _ in run)) for role, run in runs)

    def inline(self, text):
        """Text with colours, in one line."""
        return ''.join(self.painted(role, part) for part, role in self.spans(text))

    def spans(self, text, role=None):
        """(part, role) of a text; without colours the marks stay."""
        place, parts = 0, []
        for found in INLINE.finditer(text):
            parts.append((text[place:found.start()], role))
            parts += self.span(found, role)
            place = found.end()
        return [(part, role) for part, role in [*parts, (text[place:], role)] if part]

    def span(self, found, role):
        if found['code']:
            return [(found['inner'].strip(), 'doc_inline_code')] if self.colors else [(found['code'], role)]
        if found['escape']:
            return [(found['escape'], role)]
        if found['address']:
            return [(found['address'], role)]
        if found['label']:
            return self.link(found, role)
        if not self.colors:
            return [(found[0], role)]
        return self.spans(found['strong'], 'doc_bold') if found['bold'] else self.spans(found['slanted'], 'doc_underline')

    def link(self, found, role):
        target = found['target']
        if target is None:
            target = self.references.get((found['reference'] or found['label']).lower())
        if target is None:
            return [(found[0], role)]
        return [*self.spans(found['label'], role), (' (', role), *self.spans(target, role), (')', role)]


def visible(text):
    return len(re.sub('\x1b\\[[0-9;]*m', '', text))


def aligned(text, width, align):
    space = width - visible(text)
    left = {'left': 0, 'right': space, 'center': space // 2}[align]
    return ' ' * left + text + ' ' * (space - left)

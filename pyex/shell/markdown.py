"""Documentation (Markdown) laid out for a terminal, in iex's colours. Only what docs use: headings, paragraphs, lists, code."""
import re
import textwrap

CODE, HEADING, BOLD, PLAIN = '\x1b[36m', '\x1b[33m', '\x1b[1m', '\x1b[0m'
ITEM = re.compile(r'^(\s*)([*-]|\d+\.)\s+(.*)', re.DOTALL)
GLUE = '\x1f'
INLINE = re.compile(r'`([^`\n]+)`|\*\*([^*\n]+)\*\*')


def render(text, width=80):
    """The text with colours, its paragraphs filled to `width` columns."""
    return '\n\n'.join(_block(block, width) for block in _blocks(text)) + '\n'


def _blocks(text):
    """The parts of a text that blank lines separate; code with blank lines in it stays together."""
    blocks = []
    for block in re.split(r'\n\s*\n', text.strip('\n')):
        if blocks and _is_code(block) and _is_code(blocks[-1]):
            blocks[-1] += '\n\n' + block
        else:
            blocks.append(block)
    return blocks


def _is_code(block):
    return block.startswith('    ') and not ITEM.match(block)


def _block(block, width):
    if block.startswith('#'):
        return HEADING + block + PLAIN
    if _is_code(block):
        return '\n'.join(CODE + line + PLAIN if line.strip() else '' for line in block.split('\n'))
    if block.lstrip().startswith(('```', '|')):
        return block
    return '\n'.join(_filled(part, width) for part in _items(block))


def _items(block):
    """A paragraph, or the items of a list."""
    parts = []
    for line in block.split('\n'):
        if not parts or ITEM.match(line):
            parts.append(line)
        else:
            parts[-1] += ' ' + line.strip()
    return parts


def _filled(part, width):
    item = ITEM.match(part)
    first, rest, words = ('', '', part.strip()) if item is None else _bullet(item)
    words = INLINE.sub(lambda match: match[0].replace(' ', GLUE), words)        # no line is broken within code
    lines = textwrap.wrap(words, width - 1, initial_indent=first, subsequent_indent=rest, break_long_words=False,
                          break_on_hyphens=False)
    return INLINE.sub(_inline, '\n'.join(lines)).replace(GLUE, ' ')


def _bullet(item):
    spaces, mark, words = item.groups()
    mark = '•' if mark in '*-' else mark
    return f'{spaces}{mark} ', f'{spaces}  ', words


def _inline(match):
    code, bold = match.groups()
    return CODE + code + PLAIN if code else BOLD + bold + PLAIN

"""Texts for the cells of a terminal: cut and filled to a width, numbers and times for people."""
from rich.cells import cell_len, set_cell_size

SECOND = 10 ** 9                        # nanoseconds
UNITS = ((10 ** 12, 'T'), (10 ** 9, 'G'), (10 ** 6, 'M'), (10 ** 3, 'k'))


def human(number):
    """A count in at most five characters or so: 9999, 12.3k, 4.0M; '' for None."""
    if number is None:
        return ''
    if abs(number) < 10_000:
        return str(number) if number.__class__ is int else f'{number:.0f}'
    for size, letter in UNITS:
        if abs(number) >= size:
            value = number / size
            return f'{value:.1f}{letter}' if abs(value) < 100 else f'{value:.0f}{letter}'
    return ''


def change(number):
    """A difference, with its sign; '' for none."""
    return '' if not number else ('+' if number > 0 else '') + human(number)


def duration(nanoseconds):
    """A length of time in at most five characters or so: 12ms, 3.4s, 12m05, 3h20; '' for None."""
    if nanoseconds is None:
        return ''
    milliseconds = max(0, nanoseconds) // 1_000_000
    if milliseconds < 1_000:
        return f'{milliseconds}ms'
    if milliseconds < 100_000:
        return f'{milliseconds / 1000:.1f}s'
    minutes, seconds = divmod(milliseconds // 1000, 60)
    if minutes < 60:
        return f'{minutes}m{seconds:02}'
    hours, minutes = divmod(minutes, 60)
    return f'{hours}h{minutes:02}' if hours < 48 else f'{hours // 24}d'


def pid_text(pid):
    """A pid as people know it, short."""
    return '' if pid is None else f'<0.{pid}.0>'


def cut(text, width):
    """A text in at most so many cells; what is cut is shown by a dot."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + '…' if width > 0 else ''


def cell(text, width, align='<'):
    """A text in exactly so many cells."""
    text = cut(text, width)
    space = ' ' * (width - cell_len(text))
    return space + text if align == '>' else text + space


def flat(text):
    """A text without line ends and other control characters."""
    return text if text.isprintable() else ''.join(c if c.isprintable() else '⏎' if c == '\n' else '·' for c in text)

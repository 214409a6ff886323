"""What stands between what: brackets, `do ... end`, `fn ... end`, `#{ }`, paired over the tokens of a text that may be unfinished."""
from typing import NamedTuple

CLOSING = {'(': ')', '[': ']', '{': '}', '%{': '}', '<<': '>>', 'do': 'end', 'fn': 'end', '#{': '}'}
OPENING_KINDS = {'(', '[', '{', '%{}', '<<', 'do', 'fn', 'interpolation'}
CLOSING_KINDS = {')', ']', '}', '>>', 'end', 'interpolation'}


class Brackets(NamedTuple):
    """Indices of spans. partners: both ways. open: what is not closed, outermost first. wrong: the first that closes something else."""
    partners: dict
    open: list
    wrong: int = None


def opens(span):
    return span.kind in OPENING_KINDS and span.text in CLOSING


def closes(span):
    return span.kind in CLOSING_KINDS and span.text not in CLOSING


def pair(spans):
    """The Brackets of spans. After one that closes the wrong thing nothing more can be told."""
    partners, stack = {}, []
    for index, span in enumerate(spans):
        if opens(span):
            stack.append(index)
        elif closes(span):
            if not stack or CLOSING[spans[stack[-1]].text] != span.text:
                return Brackets(partners, stack, index)
            partners[index] = stack.pop()
            partners[partners[index]] = index
    return Brackets(partners, stack)


def unfinished_lines(text, spans):
    """The numbers (from 0) of the lines at whose end a bracket, a block or a string is open."""
    found, stack, line, at = set(), [], 0, 0
    for span in spans:
        line += text.count('\n', at, span.start)
        breaks = span.text.count('\n')
        if opens(span):
            stack.append(span)
        elif closes(span):
            if not stack or CLOSING[stack.pop().text] != span.text:
                break
        if breaks and (stack or span.kind != 'eol'):
            found.update(range(line, line + breaks))
        line, at = line + breaks, span.end
    return found

"""Reading the arguments of natives: terms to Python values, or Erlang's `badarg` with its hint.

`position` is the number of the argument, for the hint. What Erlang calls iodata (a binary, or a list of bytes, binaries and such lists)
becomes bytes here.
"""
from pyex.runtime.exceptions import badarg, error
from pyex.terms.atom import atom
from pyex.terms.binary import canonical

FUNCTION_CLAUSE = atom('function_clause')


def function_clause():
    """The error of a function of which no clause matches."""
    return error(FUNCTION_CLAUSE)


def elements(cells, position=1, hint='not a list'):
    """The Python list of a proper list."""
    out = []
    append = out.append
    while cells.__class__ is list:
        head, cells = cells
        append(head)
    if cells is not None:
        raise badarg({position: hint})
    return out


def clause_elements(cells):
    """The Python list of a proper list, for functions that Erlang writes by clauses."""
    out = []
    append = out.append
    while cells.__class__ is list:
        head, cells = cells
        append(head)
    if cells is not None:
        raise function_clause()
    return out


def linked(items, tail=None):
    """The Elixir list of a Python list, for hot paths."""
    for item in reversed(items):
        tail = [item, tail]
    return tail


def binary_bytes(term, position=1, hint='not a binary'):
    """The bytes of a binary."""
    kind = term.__class__
    if kind is str:
        return term.encode()
    if kind is bytes:
        return term
    raise badarg({position: hint})


def integer(term, position=1, hint='not an integer'):
    """An integer, checked."""
    if term.__class__ is not int:
        raise badarg({position: hint})
    return term


def flatten_iodata(term, hint, binary_allowed=True):
    """The bytes of iodata; `hint` is what Erlang says about anything else."""
    if term.__class__ is str and binary_allowed:
        return term.encode()
    if term.__class__ is bytes and binary_allowed:
        return term
    if term is not None and term.__class__ is not list:
        raise badarg({1: hint})
    out = bytearray()
    rest = [term]                        # what is still to be read, the next at the end
    while rest:
        _read_iodata(rest.pop(), out, rest, hint)
    return bytes(out)


def _read_iodata(term, out, rest, hint):
    """Read one list up to the first list within it, which goes on `rest` with what follows it."""
    while term.__class__ is list:
        head, term = term
        if not _read_item(head, out, hint):
            rest.append(term)
            rest.append(head)
            return
    if term is None:
        return
    if term.__class__ is int or not _read_item(term, out, hint):
        raise badarg({1: hint})


def _read_item(item, out, hint):
    """Add a byte or a binary to `out`; False for a list."""
    kind = item.__class__
    if kind is int and 0 <= item < 256:
        out.append(item)
    elif kind is str:
        out += item.encode()
    elif kind is bytes:
        out += item
    elif kind is list:
        return False
    elif item is not None:
        raise badarg({1: hint})
    return True


def iodata(term):
    """The binary of iodata."""
    if term.__class__ is str or term.__class__ is bytes:
        return term
    return canonical(flatten_iodata(term, 'not an iodata term'))


def codes(cells, position=1, hint='not a list'):
    """The string of a list of character codes."""
    items = elements(cells, position, hint)
    try:
        text = ''.join(map(chr, items))
        text.encode()                    # a lone surrogate is no character
        return text
    except (TypeError, ValueError, OverflowError):
        raise badarg({position: hint + ' of characters'}) from None


def character(code):
    """The character of a code."""
    if code.__class__ is not int or not (0 <= code < 0xD800 or 0xE000 <= code < 0x110000):
        raise badarg()
    return chr(code)


def charlist(text):
    """The list of the character codes of a string."""
    return linked([ord(character) for character in text])

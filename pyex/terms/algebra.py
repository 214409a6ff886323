"""Documents that know how to break their lines: the algebra behind `inspect` and `Inspect.Algebra`.

A document is a term, the same tuple that Elixir's functions build, so that Elixir code and Python share documents: a binary, `:doc_nil`,
`:doc_line`, `{:doc_cons, a, b}`, `{:doc_nest, doc, indent, :always | :break}`, `{:doc_break, text, :strict | :flex}`, `{:doc_group, doc, mode}`,
`{:doc_string, text, width}`, `{:doc_color, doc, colour}`, `{:doc_force, doc}`, `{:doc_fits, doc, :enabled | :disabled}`,
`{:doc_collapse, lines}`, `{:doc_limit, doc, limit}`.

`render` lays one out. A group is flat if it fits into what is left of the line; otherwise its strict breaks become new lines, while each
flex break becomes one only if what follows it does not fit. Widths count bytes, as in Elixir. What is still to be laid out is a linked
list of (indent, mode, doc), so that looking ahead costs no copy; nothing recurses.
"""
from pyex.terms.atom import Atom, atom
from pyex.terms.binary import byte_size

NIL_DOC, LINE = atom('doc_nil'), atom('doc_line')
CONS, NEST, BREAK, GROUP, STRING = map(atom, ('doc_cons', 'doc_nest', 'doc_break', 'doc_group', 'doc_string'))
COLOR, FORCE, FITS, COLLAPSE, LIMIT = map(atom, ('doc_color', 'doc_force', 'doc_fits', 'doc_collapse', 'doc_limit'))
STRICT, FLEX, ALWAYS, SELF, INHERIT, ENABLED = map(atom, ('strict', 'flex', 'always', 'self', 'inherit', 'enabled'))
WHEN_BROKEN, RESET, CURSOR, INFINITY = atom('break'), atom('reset'), atom('cursor'), atom('infinity')

FLAT, FLAT_NO_BREAK, BROKEN, BROKEN_NO_FLAT = range(4)
SPACE, SOFT = (BREAK, ' ', STRICT), (BREAK, '', STRICT)
FLEX_SPACE = (BREAK, ' ', FLEX)


# Building

def concat(*docs):
    """All documents one after the other."""
    out = docs[-1]
    for doc in reversed(docs[:-1]):
        out = (CONS, doc, out)
    return out


def nest(doc, indent):
    return NEST, doc, indent, ALWAYS


def group(doc):
    return GROUP, doc, SELF


def color(doc, colour, reset=RESET):
    """A document in a colour, `reset` after it."""
    return CONS, (COLOR, doc, colour), (COLOR, NIL_DOC, reset)


def is_simple(doc):
    """Whether a document is only text: a container of such may be filled like a paragraph."""
    while doc.__class__ is tuple:
        if doc[0] is CONS:
            if not is_simple(doc[1]):
                return False
            doc = doc[2]
        elif doc[0] is COLOR:
            doc = doc[1]
        else:
            return doc[0] is STRING
    return doc is NIL_DOC or doc.__class__ is not Atom


def container(left, docs, right, flex):
    """Documents (their separators within) between two brackets, filled like a paragraph (`flex`) or one a line."""
    glue = FLEX_SPACE if flex else SPACE
    body = docs[-1]
    for doc in reversed(docs[:-1]):
        body = (CONS, doc, (CONS, glue, body))
    if flex:
        return group((CONS, (CONS, left, nest(body, 1)), right))
    return group((CONS, nest((CONS, left, (CONS, SOFT, body)), 2), (CONS, SOFT, right)))


# Looking ahead

def _fits(width, column, broken, todo):
    """Whether what stands before the next line break fits into the line. A line without any break always does: it could not be helped."""
    while True:
        if column > width and broken:
            return False
        if todo is None:
            return True
        entry, todo = todo
        if entry.__class__ is bool:                 # the end of a group within: what is broken there does not count here
            broken = entry
            continue
        indent, mode, doc = entry
        if doc.__class__ is not tuple:
            if doc is LINE:
                if mode == BROKEN or mode == BROKEN_NO_FLAT:
                    return True
                column, broken = indent, False
            elif doc is not NIL_DOC:
                column += byte_size(doc)
            continue
        kind = doc[0]
        if kind is BREAK:
            if mode == BROKEN or mode == BROKEN_NO_FLAT:
                return True
            column, broken = column + byte_size(doc[1]), True
        elif kind is STRING:
            column += doc[2]
        else:
            todo = _LOOK[kind](indent, mode, doc, column, broken, todo)


def _look_cons(indent, mode, doc, column, broken, todo):
    return [(indent, mode, doc[1]), [(indent, mode, doc[2]), todo]]


def _look_nest(indent, mode, doc, column, broken, todo):
    if doc[3] is ALWAYS or mode == BROKEN:
        indent = _nested(indent, column, doc[2])
    return [(indent, mode, doc[1]), todo]


def _look_group(indent, mode, doc, column, broken, todo):
    if mode == BROKEN:
        return [(indent, FLAT, doc[1]), [broken, todo]]
    return [(indent, mode, doc[1]), todo]


def _look_fits(indent, mode, doc, column, broken, todo):
    if doc[2] is not ENABLED or mode == FLAT_NO_BREAK:
        mode = FLAT_NO_BREAK
    else:
        mode = BROKEN_NO_FLAT
    return [(indent, mode, doc[1]), todo]


def _look_force(indent, mode, doc, column, broken, todo):
    if mode == FLAT or mode == FLAT_NO_BREAK:       # it never fits flat
        return [(indent, mode, ' ' * (1 << 20)), [(indent, mode, SPACE), todo]]
    return [(indent, mode, doc[1]), todo]


def _look_inside(indent, mode, doc, column, broken, todo):
    return [(indent, mode, doc[1]), todo]


def _look_past(indent, mode, doc, column, broken, todo):
    return todo


_LOOK = {CONS: _look_cons, NEST: _look_nest, GROUP: _look_group, FITS: _look_fits, FORCE: _look_force, COLOR: _look_inside,
         LIMIT: _look_inside, COLLAPSE: _look_past}


def _nested(indent, column, amount):
    if amount is CURSOR:
        return column
    if amount is RESET:
        return 0
    return indent + amount


def _flat(doc, room):
    """(text, width) of a document in one line; no text if it does not fit, or holds what only `_Layout` knows.

    Most groups fit: this is a third of the time that looking ahead and laying out take.
    """
    out, size, broken, todo = [], 0, False, [doc]
    while todo:
        doc = todo.pop()
        if doc.__class__ is str:
            out.append(doc)
            size += len(doc) if doc.isascii() else byte_size(doc)
        elif doc.__class__ is tuple:
            kind = doc[0]
            if kind is CONS:
                todo += doc[2], doc[1]
                continue
            if kind is BREAK:
                out.append(doc[1])
                size, broken = size + byte_size(doc[1]), True
            elif kind is GROUP or kind is NEST:
                todo.append(doc[1])
                continue
            elif kind is COLOR:
                out.append(ansi(doc[2]))
                todo.append(doc[1])
            else:
                return None, 0
        elif doc is not NIL_DOC:
            return None, 0
        if broken and room is not None and size > room:
            return None, 0
    return ''.join(out), size


# Laying out

def render(doc, width):
    """The text of a document in lines of `width` bytes (None: no limit, nothing breaks but hard lines)."""
    return _Layout(width).run(doc)


class _Layout:
    """One rendering: the text so far, the column, and the entries still to come."""

    def __init__(self, width):
        self.width, self.column, self.out, self.todo, self.collapses = width, 0, [], None, []

    def run(self, doc):
        self.todo = [(0, FLAT, doc), None]
        while self.todo is not None:
            (indent, mode, doc), self.todo = self.todo
            if doc.__class__ is tuple:
                _LAY[doc[0]](self, indent, mode, doc)
            elif doc is LINE:
                self.newline(indent)
            elif doc is not NIL_DOC:
                self.text(doc, byte_size(doc))
        return ''.join(_collapsed(list(map(_as_text, self.out)), self.collapses))

    def text(self, text, width):
        self.out.append(text)
        self.column += width

    def newline(self, indent):
        self.out.append('\n' + ' ' * indent)
        self.column = indent

    def push(self, indent, mode, doc):
        self.todo = [(indent, mode, doc), self.todo]

    def cons(self, indent, mode, doc):
        self.todo = [(indent, mode, doc[1]), [(indent, mode, doc[2]), self.todo]]

    def nest(self, indent, mode, doc):
        if doc[3] is ALWAYS or mode == BROKEN:
            indent = _nested(indent, self.column, doc[2])
        self.push(indent, mode, doc[1])

    def breaks(self, indent, mode, doc):
        flat = mode == FLAT or mode == FLAT_NO_BREAK
        if doc[2] is FLEX:
            width = self.column + byte_size(doc[1])
            flat = flat or self.width is None or _fits(self.width, width, True, self.todo)
        if flat:
            self.text(doc[1], byte_size(doc[1]))
        else:
            self.newline(indent)

    def group(self, indent, mode, doc):
        if doc[2] is not INHERIT or mode != BROKEN:
            text, size = _flat(doc[1], None if self.width is None else self.width - self.column)
            if text:
                return self.text(text, size)
            fits = self.width is None or _fits(self.width, self.column, False, [(indent, FLAT, doc[1]), None])
            mode = FLAT if fits else BROKEN
        self.push(indent, mode, doc[1])

    def string(self, indent, mode, doc):
        self.text(doc[1], doc[2])

    def color(self, indent, mode, doc):
        self.out.append(ansi(doc[2]))
        self.push(indent, mode, doc[1])

    def inside(self, indent, mode, doc):
        self.push(indent, mode, doc[1])

    def collapse(self, indent, mode, doc):
        self.collapses.append((len(self.out), doc[1]))


_LAY = {CONS: _Layout.cons, NEST: _Layout.nest, BREAK: _Layout.breaks, GROUP: _Layout.group, STRING: _Layout.string,
        COLOR: _Layout.color, FORCE: _Layout.inside, FITS: _Layout.inside, LIMIT: _Layout.inside, COLLAPSE: _Layout.collapse}


def _as_text(part):
    return part if part.__class__ is str else part.decode('utf-8', 'replace')


def _collapsed(parts, marks):
    """The parts with no more than so many new lines in a row after each mark (index, most)."""
    for index, most in reversed(marks):
        end = index
        while end < len(parts) and parts[end].startswith('\n'):
            end += 1
        if end > index:
            parts[index:end] = ['\n' * min(end - index, most) + parts[end - 1][1:]]
    return parts


# Colours

_CODES = {name: code for code, name in enumerate(
    ('black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'), 30)}
_STYLES = {'reset': 0, 'bright': 1, 'faint': 2, 'italic': 3, 'underline': 4, 'inverse': 7, 'reverse': 7, 'crossed_out': 9, 'normal': 22,
           'not_italic': 23, 'no_underline': 24, 'inverse_off': 27, 'default_color': 39, 'default_background': 49}
_STYLES |= _CODES | {f'light_{name}': code + 60 for name, code in _CODES.items()}
_STYLES |= {f'{name}_background': code + 10 for name, code in _CODES.items()}
_STYLES |= {f'light_{name}_background': code + 70 for name, code in _CODES.items()}


def ansi(colour):
    """The escape sequence of a colour: an atom, a string that is one already, or a list of them."""
    if colour.__class__ is Atom:
        return f'\x1b[{_STYLES[colour.name]}m' if colour.name in _STYLES else ''
    if colour.__class__ is list:
        return ansi(colour[0]) + (ansi(colour[1]) if colour[1] is not None else '')
    return colour if colour.__class__ is str else ''

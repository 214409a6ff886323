"""From quoted code back to text: what stands for itself, strings with interpolations, sigils, containers."""
from pyex.syntax.shapes import (
    CALLS, FORMS, PRINTERS, arguments, clauses, document, force, form, glue, is_node, keywords, listed, meta_of, named,
    operator, parens, prints, surround)
from pyex.terms import names
from pyex.terms.algebra import FLEX_SPACE, LINE, STRING, concat, group, nest
from pyex.terms.atom import Atom, atom
from pyex.terms.escapes import ascii_printable, escape, escape_bytes
from pyex.terms.float_text import inspected
from pyex.terms.lists import split, to_python
from pyex.terms.show import inspect

LONG_NUMBER = 6


@prints(Atom)
def atom_doc(term, _place):
    return names.literal(term.name)


@prints(int)
def integer(term, _place):
    return grouped(str(term))


@prints(float)
def float_(term, _place):
    text = inspected(term)
    whole, point, rest = text.partition('.')
    return grouped(whole) + point + rest


def grouped(digits):
    """Digits with underscores between thousands, if there are many."""
    sign, digits = ('-', digits[1:]) if digits[0] == '-' else ('', digits)
    if len(digits) < LONG_NUMBER:
        return sign + digits
    return sign + f'{int(digits):,}'.replace(',', '_')


@prints(str)
def string(term, _place):
    text = f'"{escape(term)}"'
    return text if text.isascii() else (STRING, text, len(text))


@prints(bytes)
def raw_binary(term, _place):
    return f'"{escape_bytes(term)}"'


@prints(None)
def anything(term, _place):
    """What is no quoted code at all, as `inspect` shows it."""
    return inspect(term, limit=None, printable_limit=None)


# -- strings with interpolations

def interpolation(part):
    """The code inside of a segment `to_string(code)::binary`, in a list of one; None for another segment."""
    segment = named(part, '::', 2)
    if segment is None or named(segment[1], 'binary', 0) is None and not _is_binary_type(segment[1]):
        return None
    return converted(segment[0])


def _is_binary_type(node):
    return is_node(node) and node[0] is atom('binary') and node[2].__class__ is Atom


def converted(call):
    """[code] of `Kernel.to_string(code)` as interpolations call it, else None."""
    if is_node(call) and call[0].__class__ is tuple:
        dot = named(call[0], '.', 2)
        if dot and dot[0] is atom('Elixir.Kernel') and dot[1] is atom('to_string'):
            return arguments(call)
    return None


def is_interpolated(parts):
    return any(interpolation(part) for part in parts) and all(
        part.__class__ is str or interpolation(part) for part in parts)


def quoted_parts(parts, quote='"', escaped=True, code=interpolation):
    """The text between quotes, as a document."""
    docs = []
    for part in parts:
        if part.__class__ is str:
            docs.append(escape(part, quote) if escaped else part)
        elif part.__class__ is bytes:
            docs.append(escape_bytes(part))
        else:
            docs.append(concat('#{', FORMS['body'](code(part)[0]), '}'))
    return concat(*docs) if docs else ''


@form('<<>>')
def bitstring(node, _place):
    parts = arguments(node)
    if parts is None:
        return None
    if is_interpolated(parts):
        return concat('"', quoted_parts(parts), '"')
    docs = [_segment(part, index, len(parts)) for index, part in enumerate(parts)]
    return flexible('<<', docs, '>>', 2)


def _segment(part, index, count):
    """One segment: no spaces around `::`; angle brackets at the ends are kept apart from the segment's own."""
    generator = named(part, '<-', 2)
    if generator:
        doc = concat(_segment(generator[0], index, 0), ' <- ', document(generator[1], 'operand'))
        return parens(doc) if is_node(generator[1]) and generator[1][0] is atom('<<>>') else doc
    pair = named(part, '::', 2)
    doc = concat(_segment_value(pair[0]), '::', _segment_type(pair[1])) if pair else document(part)
    edge = pair[0] if pair else part
    if named(edge, '<<>>', len(arguments(edge) or ())) is not None if is_node(edge) else False:
        if not is_interpolated(arguments(edge)) and (index == 0 or index == count - 1 and not pair):
            return parens(doc) if not pair else concat('(', document(edge), ')::', _segment_type(pair[1]))
    return doc


def _segment_value(node):
    name, operands = operator(node)
    doc = document(node, 'operand')
    return parens(doc) if name in ('::', '|', 'when', '<-', '\\\\') and len(operands) == 2 else doc


def _segment_type(node):
    name, operands = operator(node)
    if name in ('-', '*') and len(operands) == 2:
        return concat(_segment_type(operands[0]), name, _segment_type(operands[1]))
    doc = document(node, 'operand')
    return parens(doc) if len(operands) == 2 else doc


def interpolated_atom(node, _place):
    """`:"a#{b}"`"""
    dot = is_node(node[0]) and named(node[0], '.', 2)
    if not dot or dot[0] is not atom('erlang') or dot[1] not in (atom('binary_to_atom'), atom('binary_to_existing_atom')):
        return None
    given = arguments(node)
    parts = given and len(given) == 2 and given[1] is atom('utf8') and is_node(given[0]) and given[0][0] is atom('<<>>') \
        and arguments(given[0])
    return concat(':"', quoted_parts(parts), '"') if parts and is_interpolated(parts) else None


def interpolated_charlist(node, _place):
    """`~c"a#{b}"`"""
    dot = is_node(node[0]) and named(node[0], '.', 2)
    if not dot or dot[0] is not atom('Elixir.List') or dot[1] is not atom('to_charlist'):
        return None
    given = arguments(node)
    if not given or len(given) != 1 or given[0].__class__ is not list:
        return None
    parts, tail = split(given[0])
    if tail is not None or not any(converted(part) for part in parts) or not all(
            part.__class__ is str or converted(part) for part in parts):
        return None
    return concat('~c"', quoted_parts(parts, code=converted), '"')


CALLS.append(interpolated_atom)
CALLS.append(interpolated_charlist)


# -- sigils

_CLOSING = {'(': ')', '[': ']', '{': '}', '<': '>'}


def sigil(node, _place):
    """`~r/text/i`, or None if the node is no sigil."""
    name, found = node[0].name[len('sigil_'):], arguments(node)
    if found is None or len(found) != 2 or not is_node(found[0]) or found[0][0] is not atom('<<>>') or not listed(found[1]):
        return None
    if not (len(name) == 1 and name.isalpha() or name.isupper()):
        return None
    parts, modifiers = arguments(found[0]), split(found[1])[0]
    if not parts or not all(part.__class__ is str or interpolation(part) for part in parts):
        return None
    if not all(m.__class__ is int and chr(m).isalnum() for m in modifiers):
        return None
    mark = meta_of(node, 'delimiter') or '"'
    text = quoted_parts(_freed(parts, mark), escaped=False)
    if len(mark) == 3:
        text = concat(LINE, *_lines(text)) if text.__class__ is str else concat(LINE, text)
    return concat('~' + name + mark, text, _CLOSING.get(mark, mark) + ''.join(map(chr, modifiers)))


def _lines(text):
    return [text]


def _freed(parts, mark):
    """Raw text with the closing mark escaped again."""
    closing = _CLOSING.get(mark, mark)
    return [part.replace(closing, '\\' + closing) if part.__class__ is str else part for part in parts]


# -- containers

def flexible(left, docs, right, indent):
    """Filled like a paragraph: tuples and bitstrings."""
    if not docs:
        return left + right
    body = docs[-1]
    for doc in reversed(docs[:-1]):
        body = concat(group(doc), ',', FLEX_SPACE, group(body) if body is docs[-1] else body)
    return group(concat(left, nest(body, indent), right))


def one_a_line(left, docs, right):
    """All in one line, or each in its own."""
    if not docs:
        return concat(left, right)
    body = docs[-1]
    for doc in reversed(docs[:-1]):
        body = glue(concat(doc, ','), body)
    return surround(left, body, right)


def elements(items):
    """The documents of elements; keywords at the end are written as such."""
    start = len(items)
    while start and _is_pair(items[start - 1]):
        start -= 1
    return [_element(item) for item in items[:start]] + [key_value(*pair) for pair in items[start:]]


def _element(item):
    """An element of a list: a keyword list inside of a pair keeps its brackets here."""
    if item.__class__ is tuple and len(item) == 2:
        return flexible('{', [document(item[0]), document(item[1])], '}', 1)
    return document(item)


def _is_pair(term):
    return term.__class__ is tuple and len(term) == 2 and term[0].__class__ is Atom


def key_value(key, value):
    """`key: value`"""
    name, doc = names.as_key(key.name), document(value)
    if is_node(value) and _ends_with_block(value):
        return group(concat(name, nest(concat(LINE, force(doc)), 2)))
    return group(concat(name + ' ', doc))


def keyword_docs(pairs):
    """Keywords without brackets."""
    docs = [key_value(*pair) for pair in pairs]
    out = docs[-1]
    for doc in reversed(docs[:-1]):
        out = glue(concat(doc, ','), out)
    return out


def _ends_with_block(node):
    """Whether a value is a call with a do-block, which begins on a line of its own."""
    found = arguments(node)
    if not found or named(node, '%{}', len(found)) or named(node, '{}', len(found)):
        return False
    pairs = keywords(found[-1])
    return bool(pairs) and pairs[0][0] is atom('do')


@prints(list, type(None))
def list_(term, _place):
    items, tail = split(term)
    if tail is not None:
        return inspect(term, limit=None)
    if items and ascii_printable(term):
        return f'~c"{escape("".join(map(chr, items)))}"'
    found = clauses(term) if items else None
    if found:
        return PRINTERS['clauses'](found)
    return one_a_line('[', elements(items), ']')


@prints(tuple)
def pair(term, _place):
    if len(term) == 2:
        return flexible('{', _last_keywords(list(term)), '}', 1)
    return inspect(term, limit=None)


def _last_keywords(items):
    """Elements of a tuple: a keyword list at the end needs no brackets."""
    pairs = keywords(items[-1]) if len(items) > 1 else None
    if not pairs:
        return [document(item) for item in items]
    return [document(item) for item in items[:-1]] + [key_value(*entry) for entry in pairs]


@form('{}')
def tuple_(node, _place):
    items = arguments(node)
    if items is None:
        return None
    if not items:
        return '{}'
    return flexible('{', _last_keywords(items), '}', 1)


@form('%{}')
def map_(node, _place):
    return map_doc(node, '%{')


def map_doc(node, opening):
    items = arguments(node)
    if items is None:
        return None
    update = named(items[0], '|', 2) if len(items) == 1 else None
    if update and listed(update[1]) and update[1] is not None:
        left = document(update[0], 'operand')
        if len(operator(update[0])[1]) == 2:
            left = parens(left)
        pairs = _pairs(to_python(update[1]))
        body = pairs[-1]
        for doc in reversed(pairs[:-1]):
            body = glue(concat(doc, ','), body)
        return surround(opening, concat(glue(left, '| '), nest(body, 2)), '}')
    return one_a_line(opening, _pairs(items), '}')


def _pairs(items):
    start = len(items)
    while start and _is_pair(items[start - 1]):
        start -= 1
    return [_association(item) for item in items[:start]] + [key_value(*entry) for entry in items[start:]]


def _association(item):
    if item.__class__ is not tuple or len(item) != 2:
        return document(item)
    key = document(item[0], 'operand')
    if len(operator(item[0])[1]) == 2:
        key = parens(key)
    return group(concat(key, ' => ', nest(document(item[1]), 2)))


@form('%')
def struct(node, _place):
    found = arguments(node)
    if not found or len(found) != 2 or not is_node(found[1]) or found[1][0] is not atom('%{}'):
        return None
    name = found[0]
    doc = names.literal(name.name) if name.__class__ is Atom else document(name, 'operand')
    if arguments(found[1]) is None:
        return None
    return concat('%', map_doc(found[1], concat(doc, '{')))



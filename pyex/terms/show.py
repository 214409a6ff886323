"""Terms as text: `inspect`, equal to Elixir's `inspect/2`, and `to_doc`, which makes the document of a term (`terms/algebra.py`).

One function for each class of Python value makes its document. `limit` is how many more elements may be shown (-1: all): it counts down
along a container and into what it holds. A struct is first offered to `options.hook(struct, options, limit)`, which gives
the document that an implementation of the Inspect protocol makes, or None for the default `%Name{field: value}`.
"""
from types import FunctionType, NoneType
from zlib import crc32

from immutables import Map

from pyex.terms import maps, names
from pyex.terms.algebra import COLOR, CONS, FLEX_SPACE, NIL_DOC, RESET, container, group, is_simple, nest, render
from pyex.terms.atom import Atom
from pyex.terms.binary import Bits, to_bytes
from pyex.terms.escapes import ascii_printable, escape, escape_bytes, printable
from pyex.terms.float_text import inspected
from pyex.terms.function import is_external, mfa, owner
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.integer_text import digits

_PREFIXES = {'binary': ('0b', 2), 'octal': ('0o', 8), 'hex': ('0x', 16)}
_HIDDEN_FIELDS = ('__struct__', '__exception__')
_PROMPT_FUNCTIONS = 43                  # Erlang's evaluator numbers its functions down from here by their arity
_PROMPT_MODULE = 3316493


class Options:
    """What Elixir's `%Inspect.Opts{}` holds, in Python values; limits are -1 for `:infinity`, width is None."""
    __slots__ = ('width', 'limit', 'printable_limit', 'base', 'binaries', 'charlists', 'pretty', 'safe', 'structs', 'colors',
                 'custom', 'hook')

    def __init__(self, width=80, limit=50, printable_limit=4096, base='decimal', binaries='infer', charlists='infer', pretty=False,
                 safe=True, structs=True, syntax_colors=None, custom_options=None, struct_hook=None):
        self.width, self.limit, self.printable_limit = width, _limit(limit), _limit(printable_limit)
        self.base, self.binaries, self.charlists = base, binaries, charlists
        self.pretty, self.safe, self.structs = pretty, safe, structs
        self.colors, self.custom, self.hook = syntax_colors or {}, custom_options, struct_hook

    def paint(self, doc, key):
        """The document in the colour that these options give to `key`."""
        if key not in self.colors:
            return doc
        return CONS, (COLOR, doc, self.colors[key]), (COLOR, NIL_DOC, self.colors.get('reset', RESET))


def _limit(value):
    return -1 if value is None or value == 'infinity' else value


def inspect(term, **options):
    """The text of a term; the options are those of Elixir's `inspect/2`, as Python values.

    `width` counts only if `pretty` is true; it may be None (or 'infinity'), as may the limits.
    """
    chosen = Options(**options)
    width = chosen.width if chosen.pretty and chosen.width != 'infinity' else None
    return render(group(to_doc(term, chosen, chosen.limit)), width)


def to_doc(term, options, limit):
    """The document of a term."""
    return _DOCS[term.__class__](term, options, limit)


# Containers

def each(items, limit, make, comma, tail=None):
    """(documents with their commas, whether all are simple) of Python items, cut off by the limit.

    `make(item, limit)` gives an item's document. tail: the term behind an improper list's bar.
    """
    docs, simple = [], True
    for index, item in enumerate(items):
        if limit == 0:
            docs.append('...')
            return _separated(docs, comma), simple
        limit -= 1 if limit > 0 else 0
        doc = make(item, limit)
        if tail is not None and index == len(items) - 1:
            last = make(tail, limit)
            simple = simple and is_simple(last)
            doc = CONS, (CONS, doc, ' |'), (CONS, FLEX_SPACE, last)
            simple = simple and is_simple(doc[1])
            docs.append(doc)
            break
        if doc is not NIL_DOC:
            simple = simple and is_simple(doc)
            docs.append(doc)
    return _separated(docs, comma), simple


def _separated(docs, comma):
    return [(CONS, doc, comma) for doc in docs[:-1]] + docs[-1:]


def _keyword_doc(options):
    def pair(item, limit):
        key, value = item
        return CONS, options.paint(names.as_key(key.name), 'atom'), (CONS, ' ', to_doc(value, options, limit))
    return pair


def is_keyword_key(term):
    return term.__class__ is Atom and not term.name.startswith('Elixir.')


def _is_keyword(items):
    for item in items:
        if item.__class__ is not tuple or len(item) != 2 or not is_keyword_key(item[0]):
            return False
    return True


def list_doc(term, options, limit):
    if term is None:
        return options.paint('[]', 'list')
    if options.charlists == 'as_charlists' or options.charlists == 'infer' and ascii_printable(term, options.printable_limit):
        return _charlist(term, options)
    items, tail = _split(term, limit)
    opening, comma, closing = (options.paint(text, 'list') for text in ('[', ',', ']'))
    if tail is None and _is_keyword(items):
        docs, _ = each(items, limit, _keyword_doc(options), comma)
        return container(opening, docs, closing, flex=False)
    docs, simple = each(items, limit, lambda item, rest: to_doc(item, options, rest), comma, tail)
    return container(opening, docs, closing, flex=simple)


def _split(cells, limit):
    """(elements, improper tail): no more elements than the limit can show, and one for its `...`."""
    items, most = [], limit + 1 if limit >= 0 else -1
    while cells.__class__ is list and len(items) != most:
        head, cells = cells
        items.append(head)
    return items, None if cells.__class__ is list else cells


def _charlist(cells, options):
    text, most = [], options.printable_limit
    while cells is not None and len(text) != most:
        text.append(chr(cells[0]))
        cells = cells[1]
    end = '"' if cells is None else '" ++ ...'
    return options.paint(f'~c"{escape("".join(text))}{end}', 'charlist')


def tuple_doc(term, options, limit):
    opening, comma, closing = (options.paint(text, 'tuple') for text in ('{', ',', '}'))
    if not term:
        return CONS, opening, closing
    docs, _ = each(term, limit, lambda item, rest: to_doc(item, options, rest), comma)
    return container(opening, docs, closing, flex=True)


def map_doc(term, options, limit):
    name = term.get(maps.STRUCT)
    if options.structs and name.__class__ is Atom:
        doc = options.hook and options.hook(term, options, limit)
        return doc if doc is not None and doc is not False else struct_doc(term, options, limit)
    return pairs_doc(maps.items(term), '', options, limit)


def struct_doc(term, options, limit, fields=None):
    """`%Name{field: value}`; fields: the names (atoms) to show, in their order."""
    pairs = [(k, v) for k, v in maps.items(term) if k.__class__ is not Atom or k.name not in _HIDDEN_FIELDS]
    if fields is not None:
        pairs = [(field, term[field]) for field in fields if field in term]
    return pairs_doc(pairs, names.literal(term[maps.STRUCT].name), options, limit)


def pairs_doc(pairs, name, options, limit):
    """A map's or struct's (key, value) pairs between `%name{` and `}`."""
    opening, comma, closing = (options.paint(text, 'map') for text in (f'%{name}{{', ',', '}'))
    if not pairs:
        return CONS, opening, closing
    if all(is_keyword_key(key) for key, _ in pairs):
        make = _keyword_doc(options)
    else:
        make = _association(options)
    docs, _ = each(pairs, limit, make, comma)
    return container(opening, docs, closing, flex=False)


def _association(options):
    arrow = options.paint(' => ', 'map')

    def pair(item, limit):
        return CONS, (CONS, to_doc(item[0], options, limit), arrow), to_doc(item[1], options, limit)
    return pair


# Text and bits

def string_doc(term, options, limit):
    if options.binaries == 'as_binaries' or options.base != 'decimal':
        return bits_doc(term, options, limit)
    most = options.printable_limit
    if options.binaries == 'infer' and not printable(term, None if most < 0 else most):
        return bits_doc(term, options, limit)
    if most < 0 or len(term) <= most:
        return options.paint(f'"{escape(term)}"', 'string')
    return options.paint(f'"{escape(term[:most])}" <> ...', 'string')


def bytes_doc(term, options, limit):
    if options.binaries == 'as_strings' and options.base == 'decimal':
        return options.paint(f'"{escape_bytes(term)}"', 'string')
    most = options.printable_limit
    if options.binaries == 'infer' and options.base == 'decimal' and 0 <= most < len(term):
        start = _leading_characters(term, most)
        if start is not None and printable(start):
            return options.paint(f'"{escape(start)}" <> ...', 'string')
    return bits_doc(term, options, limit)


def _leading_characters(data, count):
    """The first `count` characters of bytes that are UTF-8 at least so far, or None."""
    text = data[:4 * count + 4].decode('utf-8', 'surrogateescape')[:count]
    return text if len(text) == count and text.isprintable() | text.isascii() else None


def bits_doc(term, options, limit):
    """Bytes (and left over bits) as numbers between `<<` and `>>`."""
    whole, over = divmod(term.size, 8) if term.__class__ is Bits else (None, 0)
    data = term.data[:whole] if over else to_bytes(term)
    docs = [_number(byte, options) for byte in (data if limit < 0 else data[:limit])]
    if len(docs) < len(data) or over and len(docs) == limit:
        docs.append('...')
    elif over:
        docs.append((CONS, _number(term.data[whole] >> 8 - over, options), f'::size({over})'))
    return group((CONS, options.paint('<<', 'binary'), (CONS, nest(_filled(docs), 2), options.paint('>>', 'binary'))))


def _filled(docs):
    body = docs[-1] if docs else NIL_DOC
    for doc in reversed(docs[:-1]):
        body = (CONS, (CONS, doc, ','), (CONS, FLEX_SPACE, body))
    return body


# Atoms and numbers

def atom_doc(term, options, limit):
    name = term.name
    key = 'nil' if name == 'nil' else 'boolean' if name == 'true' or name == 'false' else 'atom'
    return options.paint(names.literal(name), key)


def _number(term, options):
    return options.paint(integer_text(term, options.base), 'number')


def integer_text(number, base):
    """An integer as `base` ('decimal', 'hex', 'octal', 'binary') wants it."""
    if base == 'decimal':
        return digits(number)
    prefix, radix = _PREFIXES[base]
    return ('-' if number < 0 else '') + prefix + digits(abs(number), radix)


def integer_doc(term, options, limit):
    return _number(term, options)


def float_doc(term, options, limit):
    return options.paint(inspected(term), 'number')


# Functions and identities

def function_doc(term, options, limit):
    return function_text(term)


def function_text(function):
    code = function.__code__
    name = code.co_name
    named = mfa(name) if '/' in name else None
    if named and (is_external(function) or '-fun-' not in name):
        module, function_name, arity = named
        return f'&{names.literal(module)}.{names.remote(function_name)}/{arity}'
    around = owner(name)
    if around is None:
        number = _PROMPT_FUNCTIONS - code.co_argcount
        return f'#Function<{number}.{_PROMPT_MODULE}/{code.co_argcount} in :erl_eval.expr/6>'
    module, function_name, arity = around
    number = name.rpartition('-fun-')[2].rstrip('-') or '0'
    where = f'{names.literal(module)}.{names.remote(function_name)}/{arity}'
    return f'#Function<{number}.{crc32(module.encode()) >> 5}/{code.co_argcount} in {where}>'


def identity_doc(term, options, limit):
    return repr(term)


_DOCS = {int: integer_doc, float: float_doc, Atom: atom_doc, str: string_doc, bytes: bytes_doc, Bits: bits_doc, NoneType: list_doc,
         list: list_doc, tuple: tuple_doc, Map: map_doc, FunctionType: function_doc, Pid: identity_doc, Reference: identity_doc,
         Port: identity_doc}

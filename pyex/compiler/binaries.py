"""`<<...>>`, built and matched.

Strings joined (interpolation, `<>`) and the usual string patterns have short ways; everything else goes through
`runtime/bitstrings.py`, to which a segment is `(kind, signed, little, unit, size)` and a matched binary a `Reader`.
"""
from pyex.compiler.emitter import value_form
from pyex.compiler.ir import NOTHING, TUPLE, known, name
from pyex.terms import lists
from pyex.terms.atom import Atom, atom
from pyex.terms.binary import ENCODINGS, canonical, to_bytes

_TYPES = {'integer', 'float', 'binary', 'bytes', 'bitstring', 'bits', 'utf8', 'utf16', 'utf32'}
_BINARY = {'bytes': 'binary', 'bits': 'bitstring'}


class Segment:
    """One segment: the code of its value and what its specification says. size is code, or None."""
    __slots__ = ('value', 'kind', 'signed', 'little', 'unit', 'size')

    def __init__(self, q):
        self.value, spec = q, None
        if q.__class__ is tuple and len(q) == 3 and q[0] is _TYPED:
            self.value, spec = lists.to_python(q[2])
        self.kind = 'binary' if self.value.__class__ in (str, bytes) else 'integer'
        if self.value.__class__ is float:
            self.kind = 'float'
        self.signed = self.little = False
        self.size, self.unit = None, None
        for part in _parts(spec):
            self.apply(part)
        if self.unit is None:
            self.unit = 8 if self.kind == 'binary' else 1

    def apply(self, part):
        if part.__class__ is int:
            self.size = part
            return
        modifier, argument = part[0].name, part[2]
        if modifier in _TYPES:
            self.kind = _BINARY.get(modifier, modifier)
        elif modifier == 'signed':
            self.signed = True
        elif modifier == 'little' or modifier == 'native':
            self.little = True
        elif modifier == 'size':
            self.size = argument[0]
        elif modifier == 'unit':
            self.unit = argument[0]
        elif argument.__class__ is Atom:
            self.size = part

    def is_text(self):
        """A literal string, or a whole binary."""
        return self.kind == 'binary' and self.size is None

    def is_byte(self):
        """An unsigned integer of eight bits, as a literal or a variable."""
        return self.kind == 'integer' and not self.signed and self.width() == 8

    def width(self):
        """How many bits it takes, or None where that is not constant."""
        if self.value.__class__ in (str, bytes):
            return 8 * len(to_bytes(self.value)) if self.is_text() else None
        size = _SIZES.get(self.kind) if self.size is None else self.size
        return size * self.unit if size.__class__ is int else None

    def encoded(self):
        """The same segment as it is built: a literal string in an encoding is its bytes."""
        if self.value.__class__ is str and self.kind in ENCODINGS:
            encoding = ENCODINGS[self.kind].replace('-be', '-le') if self.little else ENCODINGS[self.kind]
            self.value, self.kind, self.unit = canonical(self.value.encode(encoding)), 'binary', 8
        return self

    def row(self):
        """The constant part of the specification."""
        return 'c', (TUPLE, (self.kind, self.signed, self.little, self.unit))


_SIZES = {'integer': 8, 'float': 64}
_TYPED, _MINUS, _STAR = atom('::'), atom('-'), atom('*')


def _parts(spec):
    if spec is None:
        return []
    if spec.__class__ is tuple and spec[0] is _MINUS:
        left, right = lists.to_python(spec[2])
        return [*_parts(left), right]
    if spec.__class__ is tuple and spec[0] is _STAR:
        size, unit = lists.to_python(spec[2])
        return [(atom('size'), None, [size, None]), (atom('unit'), None, [unit, None])]
    return [spec]


# ---- building

@value_form('<<>>')
def emit_binary(emitter, _meta, args):
    segments = [Segment(q).encoded() for q in lists.to_python(args)]
    if not segments:
        return 'c', ''
    if all(s.is_text() for s in segments):
        values = emitter.values([s.value for s in segments])
        if all(v[0] == 'c' and v[1].__class__ is str for v in values):
            return 'c', ''.join(v[1] for v in values)
        return 'call', known('join_binaries'), tuple(values), emitter.line
    codes = [q for s in segments for q in ((s.value,) if s.size is None else (s.value, s.size))]
    values = iter(emitter.values(codes))
    rows = [('tuple', (s.row(), next(values), next(values) if s.size is not None else NOTHING)) for s in segments]
    return 'call', known('build_bits'), tuple(rows), emitter.line


# ---- matching

def binary_pattern(matching, args, subject):
    segments = [Segment(q) for q in args]
    if not segments:
        return matching.test(('cmp', '==', subject, ('c', '')))
    if _is_prefix(segments):
        return _match_prefix(matching, segments, subject)
    if _begins_with_bytes(segments):
        return _match_bytes(matching, segments, subject)
    setting, temporary = matching.temp(subject)
    reader = matching.emitter.temp('b')
    opened = ('set', reader, ('call', known('open_bits'), (setting,)))
    matching.test(('cmp', 'is not', opened, NOTHING))
    for index, segment in enumerate(segments):
        _match_segment(matching, segment, name(reader), index == len(segments) - 1)
    last = segments[-1]
    if not (last.kind in ('binary', 'bitstring') and last.size is None and last.value.__class__ is not str):
        matching.test(('call', known('bits_done'), (name(reader),)))


def _is_prefix(segments):
    """`"text" <> rest`"""
    first, last = segments[0], segments[-1]
    return (len(segments) == 2 and first.value.__class__ is str and first.is_text() and last.is_text()
            and last.value.__class__ is tuple)


def _match_prefix(matching, segments, subject):
    prefix, rest = segments[0].value, segments[1].value
    setting, temporary = matching.temp(subject)
    target = matching.emitter.temp('p')
    after = ('set', target, ('call', known('after_prefix'), (setting, ('c', prefix))))
    matching.test(('cmp', 'is not', after, NOTHING))
    matching.early(rest, name(target))


def _begins_with_bytes(segments):
    """`<<a, ?b, rest::binary>>` or `<<a, b>>`"""
    *first, last = segments
    whole = last.is_text() and last.value.__class__ is tuple
    return (bool(first) or not whole) and all(s.is_byte() for s in (first if whole else segments))


def _match_bytes(matching, segments, subject):
    values = [s.value for s in segments]
    if segments[-1].is_byte():
        values.append('')
    setting, temporary = matching.temp(subject)
    parts = matching.emitter.temp('p')
    taken = ('set', parts, ('call', known('take_bytes'), (setting, ('c', len(values) - 1))))
    matching.test(('cmp', 'is not', taken, NOTHING))
    for index, value in enumerate(values):
        matching.early(value, ('index', name(parts), index))


def _match_segment(matching, segment, reader, last):
    emitter = matching.emitter
    if segment.value.__class__ in (str, bytes):
        return _match_literal(matching, segment, reader)
    size = NOTHING
    if segment.size is not None:
        matching.settle()
        size = emitter.value(segment.size)
    if segment.kind == 'binary' and segment.size is None and not last:
        size = ('c', -1)
    target = emitter.temp('p')
    read = ('call', known('read_bits'), (reader, segment.row(), size))
    matching.test(('cmp', 'is not', ('set', target, read), known('MISSING')))
    matching.early(segment.value, name(target))


def _match_literal(matching, segment, reader):
    if segment.kind.startswith('utf'):
        for character in segment.value:
            read = ('call', known('read_bits'), (reader, segment.row(), NOTHING))
            matching.test(('cmp', '==', read, ('c', ord(character))))
    else:
        matching.test(('call', known('skip_text'), (reader, ('c', segment.value))))

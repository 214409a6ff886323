"""`<<>>`: each segment becomes `{:"::", meta, [value, type - endianness - sign - unit(n) - size(expression)]}`.

Only the type is always there; what was not written and has a default is left out.
"""
from pyex import syntax
from pyex.expand import errors
from pyex.expand.forms import form
from pyex.expand.quoted import UNDERSCORE, cells, is_call, is_node, is_variable, items
from pyex.terms.atom import Atom, atom
from pyex.terms.lists import split

MATCH, GUARD = atom('match'), atom('guard')
BITS, SEGMENT, MINUS, TIMES, SIZE, UNIT = map(atom, ('<<>>', '::', '-', '*', 'size', 'unit'))
TYPES = {name: name for name in ('integer', 'float', 'binary', 'bitstring', 'utf8', 'utf16', 'utf32')}
TYPES['bytes'], TYPES['bits'] = 'binary', 'bitstring'
ENDIANNESS, SIGNS = ('big', 'little', 'native'), ('signed', 'unsigned')
UTF = ('utf8', 'utf16', 'utf32')


@form('<<>>')
def expand_bitstring(x, meta, args):
    return BITS, meta, cells(expand_segments(x, meta, args))


def expand_bitstring_pattern(x, meta, args, before):
    """A bitstring generator's pattern: its last segment may not take all the rest."""
    outer = x.context, x.pattern_vars, x.pattern_start
    x.context, x.pattern_vars, x.pattern_start = MATCH, before, x.counter
    try:
        segments = expand_segments(x, meta, args, generator=True)
    finally:
        x.context, x.pattern_vars, x.pattern_start = outer
    return BITS, meta, cells(segments)


def expand_segments(x, meta, args, generator=False):
    x.at_line(meta)
    first, out = x.counter, []
    before = after = x.vars
    last = len(args) - 1
    for index, node in enumerate(args):
        ended = index == last and not generator
        out += expand_segment(x, meta, node, first, ended)
        if x.context is not MATCH and x.vars is not before:     # side by side, as arguments are
            after = x.vars if after is before else after.update(
                {key: version for key, version in x.vars.items() if after.get(key, -1) < version})
            x.vars = before
    if x.context is not MATCH:
        x.vars = after
    return out


def expand_segment(x, meta, node, first, last):
    """The Python list of expanded segments of one: a literal `<<...>>` within another one is spliced in."""
    value, spec, segment_meta = node, None, meta
    if is_call(node, SEGMENT, 2):
        _, segment_meta, (value, (spec, _)) = node
    made = x.expand(value)
    fields = {} if spec is None else read_spec(x, segment_meta, spec, {}, first)
    if is_node(made) and made[0] is BITS and fits_splicing(x, segment_meta, made, fields):
        inner = items(made[2])
        if x.context is MATCH and not last and inner and takes_rest(inner[-1]):
            raise errors.fatal(x, meta, UNSIZED)
        return inner
    complete_type(x, segment_meta, made, fields)
    check_segment(x, segment_meta, made, fields)
    if x.context is MATCH and not last and fields['type'] in ('binary', 'bitstring') and 'size' not in fields \
            and made.__class__ not in (str, bytes):
        raise errors.fatal(x, meta, UNSIZED)
    return [(SEGMENT, segment_meta, [made, [spec_node(segment_meta, fields), None]])]


def takes_rest(segment):
    """Whether an expanded segment matches all that is left."""
    _, _, (value, (spec, _)) = segment
    return value.__class__ not in (str, bytes) and not is_call(spec, MINUS, 2) and spec[0].name in ('binary', 'bitstring')


def fits_splicing(x, meta, made, fields):
    if set(fields) - {'type'} or fields.get('type', 'bitstring') not in ('binary', 'bitstring'):
        return False
    if fields.get('type') == 'binary' and known_bits(made) % 8:
        text = syntax.to_source(as_written(made))
        raise errors.fatal(x, meta, f'expected {text} to be a binary but its number of bits is not divisible by 8')
    return True


def as_written(node):
    """A bitstring with its types as names instead of calls, for showing it."""
    if is_node(node):
        args = atom('nil') if node[2] is None and node[0].name in TYPES else as_written(node[2])
        return node[0], node[1], args
    if node.__class__ is list:
        return [as_written(node[0]), as_written(node[1])]
    return node


def known_bits(node):
    """How many bits a literal bitstring has beyond whole bytes, as far as its sizes are literal."""
    total = 0
    for _, _, (_, (spec, _)) in items(node[2]):
        fields = dict(spec_parts(spec))
        if fields.get('size').__class__ is int and 'float' not in fields:
            total += fields['size'] * fields.get('unit', 8 if 'binary' in fields else 1)
    return total


def spec_parts(spec):
    while is_call(spec, MINUS, 2):
        left, (right, _) = spec[2]
        yield right[0].name, right[2][0] if right[2] else None
        spec = left
    yield spec[0].name, None


# -- specifiers ---------------------------------------------------------------------------------------------------------

def read_spec(x, meta, spec, fields, first):
    """Note what a specifier says in `fields`: type, endianness, sign, unit, size."""
    if is_call(spec, MINUS, 2):
        left, (right, _) = spec[2]
        read_spec(x, meta, left, fields, first)
        return read_spec(x, meta, right, fields, first)
    if is_call(spec, TIMES, 2):
        size, (unit, _) = spec[2]
        if not (is_variable(size) and size[0] is UNDERSCORE):
            note(x, meta, fields, 'size', expand_size(x, meta, size, first))
        return note(x, meta, fields, 'unit', check_unit(x, meta, unit))
    if spec.__class__ is int:
        return note(x, meta, fields, 'size', spec)
    if is_node(spec) and spec[0].__class__ is Atom:
        return read_name(x, meta, spec, fields, first)
    raise errors.fatal(x, meta, f'unknown bitstring specifier: {syntax.to_source(spec)}')


def read_name(x, meta, spec, fields, first):
    name, _, args = spec
    args = [] if args.__class__ is Atom else split(args)[0]
    if name is SIZE and len(args) == 1:
        return note(x, meta, fields, 'size', expand_size(x, meta, args[0], first))
    if name is UNIT and len(args) == 1:
        return note(x, meta, fields, 'unit', check_unit(x, meta, args[0]))
    if not args and name.name in TYPES:
        return note(x, meta, fields, 'type', TYPES[name.name])
    if not args and name.name in ENDIANNESS:
        return note(x, meta, fields, 'endianness', name.name)
    if not args and name.name in SIGNS:
        return note(x, meta, fields, 'sign', name.name)
    made = expand_spec_macro(x, name, spec[1], args)
    if made is None:
        raise errors.fatal(x, meta, f'unknown bitstring specifier: {syntax.to_source((name, spec[1], cells(args)))}')
    return read_spec(x, meta, made, fields, first)


def expand_spec_macro(x, name, meta, args):
    kind, result, _ = x.resolve(name, meta, args) or (None, None, None)
    return result if kind == 'macro' else None


def note(x, meta, fields, key, value):
    if key in fields and fields[key] != value:
        raise errors.fatal(x, meta, f'conflicting {key} specification for bit field: "{value}" and "{fields[key]}"')
    fields[key] = value
    return fields


def check_unit(x, meta, unit):
    if unit.__class__ is not int:
        raise errors.fatal(x, meta, f'unit in bitstring expects an integer as argument, got: {syntax.to_source(unit)}')
    if not 1 <= unit <= 256:
        raise errors.fatal(x, meta, f'unit in bitstring expects an integer between 1 and 256, got: {unit}')
    return unit


def expand_size(x, meta, size, first):
    """A size: in a pattern, a guard expression over what was bound before the pattern or earlier in this bitstring."""
    if size.__class__ is int:
        return size
    if x.context is not MATCH:
        return x.expand(size)
    outer_vars, outer_size = x.vars, x.in_size
    x.vars = x.pattern_vars.update({key: version for key, version in outer_vars.items() if version >= first})
    x.in_size = True
    try:
        return x.expand_in(GUARD, size)
    finally:
        x.vars, x.in_size = outer_vars, outer_size


def value_type(made):
    kind = made.__class__
    if kind is str or kind is bytes:
        return 'binary'
    if kind is float:
        return 'float'
    if kind is int:
        return 'integer'
    return 'bitstring' if is_node(made) and made[0] is BITS else None


def complete_type(x, meta, made, fields):
    natural, given = value_type(made), fields.get('type')
    if given is None:
        fields['type'] = natural or 'integer'
    elif natural and natural != given and (natural, given) not in COMPATIBLE:
        raise errors.fatal(x, meta, f'conflicting type specification for bit field: "{given}" and "{natural}"')


COMPATIBLE = {
    ('integer', 'float'), ('integer', 'utf8'), ('integer', 'utf16'), ('integer', 'utf32'), ('binary', 'bitstring'), ('bitstring', 'binary'),
    ('binary', 'utf8'), ('binary', 'utf16'), ('binary', 'utf32')}


def check_segment(x, meta, made, fields):
    kind = fields['type']
    if made.__class__ in (str, bytes) and ('size' in fields or 'unit' in fields or 'sign' in fields):
        raise errors.fatal(x, meta, LITERAL_STRING)
    if kind in UTF and ('size' in fields or 'unit' in fields):
        raise errors.fatal(x, meta, 'size and unit are not supported on utf types')
    if kind not in ('integer', 'float') and 'sign' in fields:
        raise errors.fatal(x, meta, f'signed and unsigned specifiers are supported only on integer and float types, got: {fields["sign"]}')
    if kind in ('integer', 'float') and 'unit' in fields and 'size' not in fields:
        raise errors.fatal(x, meta, 'integer and float types require a size specifier if the unit specifier is given')
    if kind == 'float' and fields.get('size').__class__ is int and fields['size'] * fields.get('unit', 1) not in (16, 32, 64):
        bits = fields['size'] * fields.get('unit', 1)
        raise errors.fatal(x, meta, f'float requires size*unit to be 16, 32, or 64 (default), got: {bits}')


def spec_node(meta, fields):
    node = atom(fields['type']), None, None
    for key in ('endianness', 'sign'):
        if key in fields:
            node = MINUS, meta, [node, [(atom(fields[key]), None, None), None]]
    for key in ('unit', 'size'):
        if key in fields:
            node = MINUS, meta, [node, [(atom(key), None, [fields[key], None]), None]]
    return node


LITERAL_STRING = (
    'literal string in bitstring supports only endianness and type specifiers, which must be one of: little, big, native, utf8, '
    'utf16, utf32, bits, bytes, binary or bitstring')
UNSIZED = (
    'a binary field without size is only allowed at the end of a binary pattern, at the right side of binary concatenation and '
    'never allowed in binary generators. The following examples are invalid:\n\n    rest <> "foo"\n    <<rest::binary, "foo">>\n\n'
    'They are invalid because there is a bits/bitstring component not at the end. However, the "reverse" would work:\n\n'
    '    "foo" <> rest\n    <<"foo", rest::binary>>\n\n')

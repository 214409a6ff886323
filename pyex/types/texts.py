"""The words of the warnings, and expanded code as it is shown in them."""
from pyex import syntax
from pyex.expand.quoted import (
    CASE, COUNTER, DOT, ERLANG, FN, GENERATED, KERNEL, TERM, TRUE, VERSION, cells, get, is_node, is_variable, items, length)
from pyex.terms.atom import Atom, NIL, atom
from pyex.terms.show import inspect
from pyex.types import known, operators
from pyex.types.printing import quoted, text as type_text

OPTIMIZE, PLUS, SEGMENT, BITS, MINUS = map(atom, ('optimize_boolean', '+', '::', '<<>>', '-'))
INTERPOLATION = [(atom('from_interpolation'), TRUE), None]
CHARS = atom('Elixir.String.Chars'), atom('to_string')
WIDTH = 98
HINTS = {
    'rescue': ('when you rescue without specifying exception names, the variable is assigned a type of a struct but all of its fields are '
               'unknown. If you are trying to access an exception\'s :message key, either specify the exception names or use '
               '`Exception.message/1`.'),
    'dot': ('"var.field" (without parentheses) means "var" is a map() while "var.fun()" (with parentheses) means "var" is an atom()'),
}


class Trace:
    """Where a variable got its type: the code or text that gave it, a hint's name or None."""
    __slots__ = ('name', 'type', 'origin', 'file', 'line', 'hint')

    def __init__(self, name, type_, origin, file, line, hint=None):
        self.name, self.type, self.origin, self.file, self.line, self.hint = name, type_, origin, file, line, hint


# -- code ---------------------------------------------------------------------------------------------------------------------

def walk(code):
    """All nodes of expanded code."""
    pending = [code]
    while pending:
        term = pending.pop()
        if term.__class__ is tuple:
            if len(term) == 3:
                yield term
                pending += (term[0], term[2])
            else:
                pending += term
        else:
            while term.__class__ is list:
                pending.append(term[0])
                term = term[1]


def variables(code):
    return [node for node in walk(code) if is_variable(node)]


def is_foreign(code, traces):
    """Whether a part of what would be shown was made by a macro that is not seen in it: a person did not write that."""
    origins = [trace.origin for trace in _traces_of(code, traces)]
    return _is_made(written(code)) or any(_is_made(written(origin[0])) for origin in origins if origin.__class__ is tuple)


def _is_made(code):
    return any(is_variable(node) and (node[2] is not NIL or get(node[1], COUNTER) is not None)
               or node[0] in (CASE, FN) and (get(node[1], OPTIMIZE) is TRUE or get(node[1], GENERATED) is TRUE) for node in walk(code))


def shown(code):
    return syntax.to_source(written(code))


def written(code):
    """Expanded code as it could have been written."""
    if code.__class__ is list:
        return cells([written(item) for item in items(code)])
    if code.__class__ is not tuple:
        return code
    if len(code) == 2:
        return written(code[0]), written(code[1])
    name, meta, args = code
    if name is TERM:
        return _constant(args[0])
    if name is CASE:
        code = name, meta, args = operators.restored(code) or code
    if name is BITS:
        return name, meta, cells([written_segment(segment) for segment in items(args)])
    if is_node(name) and name[0] is DOT and length(name[2]) == 2 and name[2][0].__class__ is Atom and length(args) >= 0:
        return _call(name, meta, items(args))
    return (written(name) if name.__class__ is tuple else name), meta, written(args)


def _constant(term):
    return syntax.parse(inspect(term)) if term.__class__ is not Atom else term


def written_segment(segment):
    if not is_node(segment) or segment[0] is not SEGMENT:
        return written(segment)
    value, (spec, _) = segment[2]
    interpolated = is_node(value) and is_node(value[0]) and value[0][0] is DOT and tuple(items(value[0][2])) == CHARS
    value = written(value)
    if value.__class__ in (str, bytes):
        return value
    if interpolated:
        value = (DOT, None, cells([KERNEL, CHARS[1]])), INTERPOLATION, value[2]
    return SEGMENT, segment[1], cells([value, _spec(spec)])


def _spec(spec):
    name, meta, args = spec
    if name is MINUS and length(args) == 2:
        return name, meta, cells([_spec(args[0]), _spec(args[1][0])])
    return name, meta, written(args) if args is not None else NIL


def _call(head, meta, args):
    module, (name, _) = head[2]
    if (module, name) == CHARS:
        return name, meta, cells(map(written, args))
    module, name, order, index = known.elixir_call(module, name, len(args))
    args = [written(args[place]) for place in order]
    if index:
        args[1] = _one_less(args[1])
    if module is KERNEL and (module is not head[2][0]):
        return name, meta, cells(args)
    return (DOT, head[1], cells([module, name])), meta, cells(args)


def _one_less(index):
    if index.__class__ is int:
        return index - 1
    return index[2][0] if is_node(index) and index[0] is PLUS else index


# -- pieces -------------------------------------------------------------------------------------------------------------------

def indented(text):
    return '\n'.join('    ' + line if line else line for line in text.split('\n'))


def _traces_of(code, traces):
    """The Traces of the variables in some code, by name; traces: {version: Trace}."""
    found = {}
    for variable in variables(written(code)):
        version = get(variable[1], VERSION)
        if version in traces:
            found[version] = traces[version]
    return sorted(found.values(), key=lambda trace: trace.name)


def _traced(code, frame, *hints):
    """`where "x" was given the type` for the variables in the code, and hints."""
    chosen = _traces_of(code, frame.traces)
    hints = dict.fromkeys([*(trace.hint for trace in chosen if trace.hint), *hints])
    return ''.join(_trace_text(trace, frame) for trace in chosen) + ''.join(f'\n\nhint: {HINTS[name]}' for name in hints)


def _trace_text(trace, frame):
    origin = trace.origin if trace.origin.__class__ is str else shown(trace.origin[0])
    shown_type = type_text(trace.type, frame.structs)
    return (f'\n\nwhere "{trace.name}" was given the type:\n\n    # type: {shown_type}\n    # from: {trace.file}:{trace.line}\n'
            f'{indented(origin)}')


def _types(texts):
    line = ', '.join(texts)
    return line if len(line) <= WIDTH and '\n' not in line else ',\n'.join(texts)


def _marked(args, expected, fits):
    return _types([type_text(arg) if fits(arg, one) else f'-{type_text(arg)}-' for arg, one in zip(args, expected)])


def _clauses(rows):
    if len(rows) == 1:
        return indented(_types([type_text(one) for one in rows[0]]))
    return '\n\n'.join(indented(f'#{number}\n{_types([type_text(one) for one in row])}') for number, row in enumerate(rows, 1))


# -- messages -----------------------------------------------------------------------------------------------------------------

def bad_call(name, code, args, rows, domain, fits, frame):
    return (f'incompatible types given to {name}:\n\n{indented(shown(code))}\n\ngiven types:\n\n{indented(_marked(args, domain, fits))}\n\n'
            f'but expected one of:\n\n{_clauses(rows)}{_traced(code, frame)}\n')


def call_name(module, name, arity):
    """(`Kernel.+/2`, the order of its arguments)"""
    module, name, order, _ = known.elixir_call(module, name, arity)
    return f'{inspect(module)}.{inspect(name)[1:]}/{arity}', order


def _told(opening, code, link, given, frame, *hints):
    """A warning of a piece of code and the type of something in it."""
    return (f'{opening}:\n\n{indented(shown(code))}\n\n{link}:\n\n{indented(type_text(given))}'
            f'{_traced(code, frame, *hints)}\n')


def unknown_key(code, key, given, frame):
    return _told(f'unknown key .{key} in expression', code, 'the given type does not have the given key', given, frame)


def no_map(code, key, given, frame):
    return _told(f'expected a map or struct when accessing .{key} in expression', code, 'but got type', given, frame, 'dot')


def no_module(code, name, given, hints, frame):
    return _told(f'expected a module (an atom) when invoking {name} in expression', code, 'but got type', given, frame, *hints)


def no_function(code, arity, given, frame):
    return _told(f'expected a {arity}-arity function on call', code, 'but got type', given, frame)


def no_map_to_update(code, given, frame):
    return _told('expected a map within map update syntax', code, 'but got type', given, frame)


def no_key_to_update(code, key, given, frame):
    return _told(f'expected a map with key {inspect(key)} in map update syntax', code, 'but got type', given, frame)


def other_struct(code, expected, given, frame):
    link = f'expected type:\n\n{indented(type_text(expected))}\n\nbut got type'
    return _told('incompatible types in struct update', code, link, given, frame)


def bad_segment(code, part, given, expected, frame):
    return (f'incompatible types in expression:\n\n{indented(syntax.to_source(part))}\n\ngot type:\n\n{indented(type_text(given))}\n\n'
            f'but expected type:\n\n{indented(type_text(expected))}{_traced(code, frame)}\n')


def bad_clause(pattern, subject, given, frame):
    link = f'because it attempts to match on the result of:\n\n{indented(shown(subject))}\n\nwhich has type'
    return _told('the following clause will never match', pattern, link, given, frame)


def bad_else(pattern, given, frame):
    link = 'it attempts to match on the result of the try do-block which has incompatible type'
    return _told('the following clause will never match', pattern, link, given, frame)


def bad_match(code, given, frame):
    return _told('the following pattern will never match', code, 'because the right-hand side has type', given, frame)


def condition(code, verdict, given, frame):
    return _told(f'this clause in cond will {verdict}', code, 'since it has type', given, frame)


def _comparison(code, left, right, frame):
    name = known.elixir_call(ERLANG, code[0][2][1][0], 2)[1]
    made = name, None, cells([quoted(left, frame.structs), quoted(right, frame.structs)])
    return f'{indented(shown(code))}\n\ngiven types:\n\n{indented(syntax.to_source(made))}{_traced(code, frame)}\n\n'


def distinct(code, left, right, frame):
    return (f'comparison between distinct types found:\n\n{_comparison(code, left, right, frame)}While Elixir can compare across all types, '
            'you are comparing across types which are always disjoint, and the result is either always true or always false\n')


def with_struct(code, left, right, frame):
    return (f'comparison with structs found:\n\n{_comparison(code, left, right, frame)}Comparison operators (>, <, >=, <=, min, and max) '
            'perform structural and not semantic comparison. Comparing with a struct won\'t give meaningful results. Structs that can be '
            'compared typically define a compare/2 function within their modules that can be used for semantic comparison.\n')


def unused_clause(kind, name, arity):
    return f'this clause of {kind} {name}/{arity} is never used'


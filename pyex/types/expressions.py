"""The types of expressions: one decorated function for each form of expanded code.

What is not known is `DYNAMIC`, and so is what comes after a warning: one mistake is told once. An expression that never returns has
the type `NOTHING`; where its value would be used it counts as `DYNAMIC`.
"""
from pyex.expand.control import AFTER, ARROW, COND, DO, ELSE, IN, LEFT_ARROW, OPTIMIZE, RECEIVE, TRY, WITH
from pyex.expand.quoted import (
    BLOCK, CASE, DOT, EQUALS, ERLANG, FN, GENERATED, MAP, NO_PARENS, PIN, TERM as CONSTANT, TRUE, TUPLE, UNDERSCORE, VERSION, WHEN, get,
    guard_alternatives, is_node, is_variable, items, length, line_of, split_when)
from pyex.terms.atom import Atom, FALSE, NIL, atom
from pyex.terms.maps import STRUCT
from pyex.types import known, lattice, patterns, texts
from pyex.types.lattice import DYNAMIC, NOTHING, Set, Type, certain, compound, either, part, uncertain, weakened
from pyex.types.texts import Trace

FOR, SLASH, CAPTURE, RESCUE, CATCH, EXCEPTION = map(atom, ('for', '/', '&', 'rescue', 'catch', '__exception__'))
STRUCT_FORM, BITS_FORM, CONS, SEGMENT, REST = patterns.STRUCT_FORM, patterns.BITS_FORM, patterns.CONS, patterns.SEGMENT, atom('...')
INTEGER_OR_TEXT = Set(lattice.INTEGER | lattice.BINARY)
SEGMENTS = {'integer': patterns.WHOLE_NUMBERS, 'float': patterns.NUMBERS, 'utf8': INTEGER_OR_TEXT, 'utf16': INTEGER_OR_TEXT,
            'utf32': INTEGER_OR_TEXT}
LAZY = frozenset({atom('andalso'), atom('orelse')})
IDENTITY = frozenset({atom('=:='), atom('=/=')})         # `in` makes them too, and means no harm
EXCEPTIONS = lattice.maps({STRUCT: lattice.ANY_ATOM, EXCEPTION: lattice.atoms(TRUE)}, open_=True)


class Frame:
    """A clause that is being looked at. types: {version: Type} and traces: {version: Trace} of its variables. silent: nobody wrote it."""

    def __init__(self, checker, env, line, silent):
        self.checker, self.env, self.line, self.silent = checker, env, line, silent
        self.types, self.traces = {}, {}
        self.lazy = 0               # how many `andalso` and `orelse` are around

    def structs(self, module):
        return self.checker.fields(module)

    def warn(self, meta, codes, message, *args):
        """Note a warning, unless a macro wrote the code; `message` is only called if it is needed."""
        if self.silent or get(meta, GENERATED) is TRUE or any(texts.is_foreign(code, self.traces) for code in codes):
            return
        self.checker.note(line_of(meta) or self.line, self.env, message(*args, self))

    # -- variables ----------------------------------------------------------------------------------------------------

    def variable(self, node):
        return self.types.get(get(node[1], VERSION), DYNAMIC)

    def reading(self):
        return patterns.Reading(self.checker.fields, lambda node: self.variable(node).upper)

    def bind(self, node, given, origin, line, hint=None):
        version = get(node[1], VERSION)
        if version in self.types:
            both = lattice.both(self.types[version], given)
            given = both if both.upper else given
        self.types[version] = _known(given)
        self.traces[version] = Trace(node[0].name, self.types[version], origin, self.env.file, line, hint)

    def match(self, pattern, given, origin, meta):
        """The Type of what a pattern takes of a type, its variables bound; None if it never matches, they are unknown then."""
        reading = self.reading()
        taken = lattice.both(certain(reading.read(pattern)), given)
        if not taken.upper:
            return None
        for node, path, bits in reading.found:
            found = taken
            for step in path:
                found = part(found, step)
            self.bind(node, found, (origin if bits is None else bits,), self.place(bits, origin, meta))
        return taken

    def place(self, bits, origin, meta):
        for code in (bits, origin):
            if is_node(code) and line_of(code[1]):
                return line_of(code[1])
        return line_of(meta) or self.line

    # -- expressions ----------------------------------------------------------------------------------------------------

    def of(self, code):
        """The Type of an expression."""
        kind = code.__class__
        if kind is not tuple:
            return _list(self, code) if kind is list else certain(patterns.set_of(code))
        if len(code) == 2:
            return compound(_tuple_set, self.value(code[0]), self.value(code[1]))
        head, meta, args = code
        if args.__class__ is Atom:
            return self.variable(code) if head.__class__ is Atom else DYNAMIC
        if head.__class__ is not Atom:
            return _remote(self, code) if is_node(head) and head[0] is DOT else self.unknown(code)
        form = FORMS.get(head)
        return form(self, code, meta, args) if form else _local(self, code, head, items(args))

    def value(self, code):
        """The type of an expression whose value is used."""
        found = self.of(code)
        return found if found.upper else DYNAMIC

    def unknown(self, code):
        for one in code:
            if one.__class__ in (tuple, list):
                self.of(one)
        return DYNAMIC


def _known(given):
    """A type that a value can have. A part of which nothing is known is uncertain, even in what is certain."""
    return given if given.upper and given.lower is not lattice.TERM else DYNAMIC


FORMS = {}


def form(name):
    def register(function):
        FORMS[name] = function
        return function
    return register


# -- values -----------------------------------------------------------------------------------------------------------------

def _tuple_set(*sets):
    return lattice.tuples(sets)


def _list_set(tail, *elements):
    return lattice.non_empty_list(_united(elements), tail)


def _united(sets):
    out = lattice.NONE
    for one in sets:
        out = lattice.union(out, one)
    return out


def _list(frame, code):
    elements, tail = [], certain(Set(lattice.EMPTY_LIST))
    while code.__class__ is list:
        item, code = code
        if is_node(item) and item[0] is CONS:
            item, (last, _) = item[2]
            tail = frame.value(last)
        found = frame.value(item)
        if found not in elements:
            elements.append(found)
    return compound(_list_set, tail, *elements)


@form(TUPLE)
def _tuple(frame, _code, _meta, args):
    return compound(_tuple_set, *[frame.value(arg) for arg in items(args)])


@form(CONSTANT)
def _constant(_frame, _code, _meta, args):
    return certain(patterns.set_of(args[0]))


@form(MAP)
def _map(frame, code, meta, args):
    if args is not None and is_node(args[0]) and args[0][0] is CONS:
        return _update(frame, code, meta, *items(args[0][2]))
    fields, open_ = _fields(frame, args)
    made = _compound_map(fields, open_)
    return weakened(made) if open_ else made        # a key that is computed may be any


def _compound_map(fields, open_):
    made = lattice.maps({key: found.upper for key, found in fields.items()}, open_)
    return uncertain(made) if any(found.gradual for found in fields.values()) else certain(made)


def _fields(frame, pairs):
    """({key: Type}, may there be others?) of the pairs of a map."""
    fields, open_, unsure = {}, False, False
    for pair in items(pairs):
        if pair.__class__ is not tuple or len(pair) != 2:
            return {}, True
        key, value = pair[0], frame.value(pair[1])
        if key.__class__ is Atom:
            fields[key] = value
        else:
            open_ = True
            unsure = unsure or bool(frame.value(key).upper.atoms != lattice.NO_ATOMS)
    return ({}, True) if unsure else (fields, open_)


def _update(frame, code, meta, subject, pairs):
    given = frame.value(subject)
    fields, open_ = _fields(frame, pairs)
    for key in fields:
        found = fetched(given, key)
        if found is None:
            frame.warn(meta, [code], texts.no_key_to_update, code, key, given)
            return DYNAMIC
        if found is NO_MAP:
            break
    if not _may_be_map(given):
        frame.warn(meta, [code], texts.no_map_to_update, code, given)
        return DYNAMIC
    if open_:
        return weakened(_compound_map(fields, True))
    return _with_fields(given, fields)


def _may_be_map(given):
    return bool(given.upper.maps) and lattice.only_maps(given.lower)


def _with_fields(given, fields):
    upper = given.upper
    for key, value in fields.items():
        upper = lattice.put(upper, key, value.upper)
    upper = Set(maps=upper.maps)
    return uncertain(upper) if given.gradual or any(value.gradual for value in fields.values()) else certain(upper)


@form(STRUCT_FORM)
def _struct(frame, code, _meta, args):
    module, (inner, _) = args
    if module.__class__ is not Atom:
        return frame.unknown(code)
    pairs = inner[2]
    if pairs is not None and is_node(pairs[0]) and pairs[0][0] is CONS:
        return _struct_update(frame, code, inner[1], module, *items(pairs[0][2]))
    fields, open_ = _fields(frame, pairs)
    keys = frame.checker.fields(module)
    if open_ or keys is None:
        return uncertain(patterns.struct(None, module, {}))
    known_types = {**dict.fromkeys(keys, certain(lattice.TERM)), **fields, STRUCT: certain(lattice.atoms(module))}
    return _compound_map(known_types, False)


def _struct_update(frame, code, meta, module, subject, pairs):
    given = frame.value(subject)
    expected = patterns.struct(frame.checker.fields(module), module, {})
    fields, _ = _fields(frame, pairs)
    if lattice.disjoint(given.upper, expected):
        frame.warn(meta, [code], texts.other_struct, code, certain(expected), given)
        return DYNAMIC
    return _with_fields(lattice.both(certain(expected), given), fields)


@form(BITS_FORM)
def _bits(frame, _code, meta, args):
    segments = items(args)
    for index, segment in enumerate(segments):
        if is_node(segment) and segment[0] is SEGMENT:
            _segment(frame, segments, index, segment, meta)
    return certain(patterns.TEXT)


def _segment(frame, segments, index, segment, meta):
    value, (spec, _) = segment[2]
    given = frame.value(value)
    for node in texts.walk(spec):
        if node[0] is patterns.SIZE and node[2].__class__ is list:
            frame.of(node[2][0])
    expected = SEGMENTS.get(patterns.segment_type(spec), patterns.TEXT)
    if value.__class__ not in patterns.LITERALS and not lattice.compatible(given, expected):
        dots = REST, None, NIL
        shown = [dots] * (index > 0) + [texts.written_segment(segment)] + [dots] * (index < len(segments) - 1)
        code = BITS_FORM, meta, texts.cells(shown)
        frame.warn(segment[1] or meta, [value], texts.bad_segment, value, code, given, certain(expected))


# -- blocks and matches ---------------------------------------------------------------------------------------------------------

@form(BLOCK)
def _block(frame, _code, _meta, args):
    found = certain(lattice.atoms(NIL))
    for one in items(args):
        found = frame.of(one)
    return found


@form(EQUALS)
def _match(frame, code, meta, args):
    pattern, (value, _) = args
    if is_variable(pattern) and pattern[0] is UNDERSCORE:
        return frame.of(value)
    given = frame.value(value)
    taken = frame.match(pattern, given, code, meta)
    if taken is None:
        frame.warn(meta, [code], texts.bad_match, code, given)
        return DYNAMIC
    return taken


# -- clauses --------------------------------------------------------------------------------------------------------------------

def clauses(frame, arrows, given, mismatch):
    """The union of what clauses give; given: Types of their arguments (None: unknown). mismatch(meta, pattern) says that one never matches."""
    out = NOTHING
    for _, meta, (args, (body, _)) in items(arrows):
        args, guard = split_when(items(args))
        for index, pattern in enumerate(args):
            expected = given[index] if given else DYNAMIC
            if frame.match(pattern, expected, pattern, meta) is None and mismatch:
                mismatch(meta, pattern)
        if guard is not None:
            guards(frame, guard_alternatives(guard))
        out = either(out, frame.of(body))
    return out


def guards(frame, alternatives):
    frame.lazy += 1
    for guard in alternatives:
        frame.of(guard)
    frame.lazy -= 1


@form(CASE)
def _case(frame, _code, meta, args):
    subject, (sections, _) = args
    given = frame.value(subject)
    arrows = sections[0][1]
    silent = is_literal(subject) or get(meta, OPTIMIZE) is TRUE or any(
        texts.is_foreign(clause[2][0], {}) for clause in items(arrows))

    def mismatch(meta, pattern):
        if not silent:
            frame.warn(meta, [pattern, subject], texts.bad_clause, pattern, subject, given)
    return weakened(clauses(frame, arrows, [given], mismatch))


def is_literal(code):
    """Whether an expression is a constant (then a macro may have written it)."""
    return not any(is_variable(node) or node[0] not in (TUPLE, MAP, CONS, CONSTANT) for node in texts.walk(code))


@form(COND)
def _cond(frame, _code, _meta, args):
    out = NOTHING
    arrows = items(args[0][0][1])
    for index, (_, meta, (head, (body, _))) in enumerate(arrows):
        found = frame.value(head[0])
        verdict = _verdict(found.upper)
        if verdict == 'never match' or verdict and index < len(arrows) - 1:
            if not is_literal(head[0]):
                frame.warn(meta, [head[0]], texts.condition, head[0], verdict, found)
        out = either(out, frame.of(body))
    return weakened(out)


FALSY = lattice.atoms(NIL, FALSE)


def _verdict(given):
    if lattice.disjoint(given, FALSY):
        return 'always match'
    return 'never match' if lattice.subset(given, FALSY) else None


@form(FN)
def _fn(frame, _code, _meta, args):
    clauses(frame, args, None, None)
    return certain(Set(lattice.FUN))


@form(RECEIVE)
def _receive(frame, _code, _meta, args):
    out = NOTHING
    for key, arrows in items(args[0]):
        if key is DO:
            out = either(out, clauses(frame, arrows, None, None)) if arrows.__class__ is list else out
        else:
            out = either(out, _after(frame, arrows))
    return weakened(out)


def _after(frame, arrows):
    _, _, (head, (body, _)) = arrows[0]
    frame.of(head[0])
    return frame.of(body)


@form(TRY)
def _try(frame, _code, _meta, args):
    sections = dict(items(args[0]))
    given = frame.of(sections[DO])
    out = NOTHING if ELSE in sections else given
    for key, code in sections.items():
        if key is RESCUE:
            for arrow in items(code):
                out = either(out, _rescue(frame, arrow))
        elif key is CATCH:
            out = either(out, clauses(frame, code, None, None))
        elif key is ELSE:
            out = either(out, _else(frame, code, given))
        elif key is AFTER:
            frame.of(code)
    return weakened(out)


def _else(frame, arrows, given):
    def mismatch(meta, pattern):
        frame.warn(meta, [pattern], texts.bad_else, pattern, given)
    return clauses(frame, arrows, [given if given.upper else DYNAMIC], mismatch)


def _rescue(frame, arrow):
    """What a rescue clause gives. Its variable is one of the exceptions it names; of others no field is known."""
    _, meta, (args, (body, _)) = arrow
    head, expected, hint = args[0], certain(EXCEPTIONS), 'rescue'
    variable = head
    if is_node(head) and head[0] is IN:
        variable, (modules, _) = head[2]
        expected, hint = uncertain(_united([_exception(frame, module) for module in items(modules)])), None
    if is_variable(variable) and variable[0] is not UNDERSCORE:
        frame.bind(variable, expected, f'rescue {texts.shown(head)} ->', line_of(head[1]) or line_of(meta) or frame.line, hint)
    elif not is_variable(variable):
        frame.match(variable, DYNAMIC, variable, meta)
    return frame.of(body)


def _exception(frame, module):
    keys = frame.checker.fields(module)
    return patterns.struct(keys, module, {EXCEPTION: lattice.atoms(TRUE)}) if keys is not None else lattice.TERM


# -- comprehensions and with: their values are not known ---------------------------------------------------------------------------

@form(FOR)
@form(WITH)
def _steps(frame, _code, _meta, args):
    *steps, options = items(args)
    for step in steps:
        _step(frame, step)
    for _, code in items(options):
        if code.__class__ is list and is_node(code[0]) and code[0][0] is ARROW:
            clauses(frame, code, None, None)
        else:
            frame.of(code)
    return DYNAMIC


def _step(frame, step):
    if is_node(step) and step[0] is BITS_FORM:
        *segments, last = items(step[2])
        if is_node(last) and last[0] is LEFT_ARROW:
            pattern, (value, _) = last[2]
            frame.value(value)
            frame.match((BITS_FORM, step[1], texts.cells([*segments, pattern])), DYNAMIC, step, step[1])
            return
    if not (is_node(step) and step[0] is LEFT_ARROW):
        frame.of(step)
        return
    pattern, (value, _) = step[2]
    frame.value(value)
    guard = None
    if is_node(pattern) and pattern[0] is WHEN:
        pattern, (guard, _) = pattern[2]
    frame.match(pattern, DYNAMIC, step, step[1])
    if guard is not None:
        guards(frame, guard_alternatives(guard))


# -- calls ------------------------------------------------------------------------------------------------------------------------

@form(CAPTURE)
def _capture(frame, _code, _meta, args):
    if is_node(args[0]) and args[0][0] is SLASH:
        target, (arity, _) = args[0][2]
        if is_variable(target):
            frame.checker.use_all((target[0], arity))
        else:
            frame.of(target[0][2][0])
    return certain(Set(lattice.FUN))


@form(PIN)
def _pin(frame, _code, _meta, args):
    return frame.variable(args[0])


def _remote(frame, code):
    (_, _, target), meta, args = code
    args = items(args)
    if length(target) == 1:
        return _anonymous(frame, code, meta, target[0], args)
    module, (name, _) = target
    if module.__class__ is not Atom:
        return _dynamic_call(frame, code, meta, module, name, args)
    given = [frame.value(arg) for arg in args] if not (module is ERLANG and name in LAZY) else _lazily(frame, args)
    if module is not ERLANG:
        return DYNAMIC
    if len(given) == 2 and name in known.COMPARISONS:
        return _compare(frame, code, meta, name, *given)
    return _strong(frame, code, meta, module, name, given)


def _lazily(frame, args):
    frame.lazy += 1
    given = [frame.value(arg) for arg in args]
    frame.lazy -= 1
    return given


def _strong(frame, code, meta, module, name, given):
    signature = known.SIGNATURES.get((name, len(given)))
    if signature is None:
        return DYNAMIC
    found = known.applied(signature, given)
    if found is not None:
        return found
    title, order = texts.call_name(module, name, len(given))
    rows = [[certain(row[0][place]) for place in order] for row in signature]
    _refused(frame, code, meta, title, [given[place] for place in order], rows)
    return DYNAMIC


def _refused(frame, code, meta, title, given, rows):
    domain = known.domain([[one.upper for one in row] for row in rows])
    frame.warn(meta, [code], texts.bad_call, title, code, given, rows, domain, lattice.compatible)


def _compare(frame, code, meta, name, left, right):
    if name in known.ORDERINGS and (_is_struct(left) or _is_struct(right)):
        _comparison(frame, code, meta, texts.with_struct, left, right)
    elif not (name not in IDENTITY and _is_number(left) and _is_number(right)) and lattice.disjoint(left.upper, right.upper):
        if name not in IDENTITY:
            _comparison(frame, code, meta, texts.distinct, left, right)
    return either(left, right) if name in known.CHOICES else known.BOOLEAN


def _comparison(frame, code, meta, message, left, right):
    if not frame.lazy:
        frame.warn(meta, [code], message, code, left, right)


def _is_number(given):
    return lattice.subset(given.upper, patterns.NUMBERS)


def _is_struct(given):
    """Whether a value is certainly a struct."""
    if not _may_be_map(given) or not lattice.only_maps(given.upper):
        return False
    value, lacking = lattice.fetch(given.upper, STRUCT)
    return bool(value) and not lacking


def _anonymous(frame, code, meta, function, args):
    found = frame.value(function)
    for arg in args:
        frame.of(arg)
    if not lattice.compatible(found, Set(lattice.FUN)):
        frame.warn(meta, [code], texts.no_function, code, len(args), found)
    return DYNAMIC


NO_MAP = Type(lattice.NONE, lattice.NONE)


def fetched(given, key):
    """The Type of a map's field, None if no such map has it, NO_MAP if there is no map."""
    if not _may_be_map(given):
        return NO_MAP
    upper, _ = lattice.fetch(given.upper, key)
    lower, lacking = lattice.fetch(given.lower, key)
    if lacking or not upper:
        return None
    return Type(lower, upper) if given.gradual else certain(upper)


def _dynamic_call(frame, code, meta, target, name, args):
    """`target.name` or `target.name(...)` for a target that is no literal."""
    found = frame.value(target)
    if get(meta, NO_PARENS) is TRUE and not args:
        return _field(frame, code, meta, found, name)
    for arg in args:
        frame.of(arg)
    if not (found.upper.atoms != lattice.NO_ATOMS and lattice.only_atoms(found.lower)):
        hints = [] if args else ['dot']
        frame.warn(meta, [code], texts.no_module, code, f'{name.name}/{len(args)}', found, hints)
    return DYNAMIC


def _field(frame, code, meta, found, name):
    value = fetched(found, name)
    if value is NO_MAP:
        if not lattice.only_atoms(found.upper):         # a module in a variable may be called without parentheses
            frame.warn(meta, [code], texts.no_map, code, name.name, found)
        return DYNAMIC
    if value is None:
        frame.warn(meta, [code], texts.unknown_key, code, name.name, found)
        return DYNAMIC
    return _known(value)


def _local(frame, code, name, args):
    given = [frame.value(arg) for arg in args]
    found, signature = frame.checker.call((name, len(args)), given)
    if found is None:
        _refused(frame, code, code[1], f'{name.name}/{len(args)}', given, [row for row, _ in signature])
        return DYNAMIC
    return found


"""`for`: loops in place. The elements of a range are counted, so that a million of them are never a list at once.

A generator over a list, a map or a range is a Python loop; of any other enumerable the elements are asked for one by one.
Results are collected in a list, made from front to back, and turned into what `into:` asks for at the end.
"""
from pyex.compiler.binaries import Segment, binary_pattern
from pyex.compiler.clauses import alternatives, choose
from pyex.compiler.emitter import EFFECT, form
from pyex.compiler.ir import NIL, NOTHING, both, is_, known, name
from pyex.compiler.patterns import Matching, guard_condition
from pyex.terms import lists
from pyex.terms.atom import atom
from pyex.terms.lists import EMPTY

_ARROW, _WHEN, _BITS = atom('<-'), atom('when'), atom('<<>>')


@form('for')
def emit_for(emitter, meta, args, to):
    *steps, options = lists.to_python(args)
    options = {key.name: value for key, value in lists.iterate(options)}
    loop = _Reduce if 'reduce' in options else _Effect if to is EFFECT and 'into' not in options else _Collect
    comprehension = loop(emitter, options)
    around, emitter.in_loop = emitter.in_loop, True
    emitter.inner_loops += 1
    comprehension.start()
    _steps(emitter, steps, comprehension)
    emitter.inner_loops -= 1
    emitter.in_loop = around
    emitter.finish(comprehension.result(), to)


def _steps(emitter, steps, comprehension):
    if not steps:
        return comprehension.body()
    step, rest = steps[0], steps[1:]
    if _is_bits(step):
        return _bit_generator(emitter, step, rest, comprehension)
    if step.__class__ is tuple and len(step) == 3 and step[0] is _ARROW:
        return _generator(emitter, step, rest, comprehension)
    emitter.add('if', emitter.condition(step), emitter.into(_steps, emitter, rest, comprehension), ())


def _is_bits(step):
    if step.__class__ is not tuple or len(step) != 3 or step[0] is not _BITS or step[2] is EMPTY:
        return False
    last = lists.to_python(step[2])[-1]
    return last.__class__ is tuple and len(last) == 3 and last[0] is _ARROW


def _generator(emitter, step, rest, comprehension):
    pattern, source = lists.to_python(step[2])
    emitter.at(step[1])
    left, *counted = emitter.temp('l'), emitter.temp('n'), emitter.temp('e'), emitter.temp('s')
    value = emitter.simple_value(source)
    opened = ('call', known('open_generator'), (value,))
    pulled = ('call', ('g', 'Elixir.Stream.__open__/1'), (value,), emitter.line, None)
    emitter.add('unpack', (left, *counted), opened)
    emitter.add('if', is_(name(left), known('MISSING')),
                (('site', emitter.site(), left, pulled, emitter.line), ('unpack', (left, counted[0]), name(left))), ())
    emitter.add('loop', emitter.into(_iteration, emitter, pattern, left, counted, rest, comprehension))


def _iteration(emitter, pattern, left, counted, rest, comprehension):
    following, end, step = counted
    item = emitter.temp('i')
    emitter.add('count', emitter.site(), emitter.line)
    pulled = ('call', ('g', 'Elixir.Stream.__next__/1'), (name(following),), emitter.line, None)
    one = (('site', emitter.site(), item, pulled, emitter.line), ('if', is_(name(item), NOTHING), (('break',),), ()),
           ('unpack', (item, following), name(item)))
    number = ('let', item, name(following)), ('let', following, ('bin', '+', name(item), name(step)))
    more = ('if', ('cmp', '==', name(following), name(end)), (('break',),), ()), ('if', is_(name(step), NOTHING), one, number)
    emitter.add('if', ('cmp', 'is not', name(left), NOTHING), (('unpack', (item, left), name(left)),), more)
    guards = []
    if pattern.__class__ is tuple and len(pattern) == 3 and pattern[0] is _WHEN:
        pattern, guard = lists.to_python(pattern[2])
        guards = alternatives(guard)
    _matched(emitter, lambda matching: matching.match(pattern, name(item)), guards, rest, comprehension)


def _matched(emitter, match, guards, rest, comprehension):
    matching = Matching(emitter)
    match(matching)
    test = both(matching.conditions)
    inner = emitter.into(_guarded, emitter, matching, guards, rest, comprehension)
    if test is None:
        emitter.block += inner
    else:
        emitter.add('if', test, inner, ())


def _guarded(emitter, matching, guards, rest, comprehension):
    emitter.block += matching.bindings
    if not guards:
        return _steps(emitter, rest, comprehension)
    condition = guard_condition(emitter, guards)
    emitter.add('if', condition, emitter.into(_steps, emitter, rest, comprehension), ())


# ---- bit generators: the pattern is matched with the rest of the bits as one more segment, unless it is made of bytes alone

def _bit_generator(emitter, step, rest, comprehension):
    pattern, source = lists.to_python(step[2][0][2])
    segments = [Segment(q) for q in lists.iterate(pattern[2])]
    if all(s.is_byte() for s in segments):
        return _byte_generator(emitter, [s.value for s in segments], source, rest, comprehension)
    left = emitter.temp('l')
    emitter.add('let', left, ('call', known('check_bits'), (emitter.value(source),), emitter.line))
    emitter.add('loop', emitter.into(_bit_iteration, emitter, lists.to_python(pattern[2]), left, rest, comprehension))


def _byte_generator(emitter, patterns, source, rest, comprehension):
    data, place, end = emitter.temp('b'), emitter.temp('n'), emitter.temp('e')
    opened = ('call', known('open_bytes'), (emitter.value(source), ('c', len(patterns))), emitter.line)
    emitter.add('unpack', (data, place, end), opened)
    emitter.add('loop', emitter.into(_byte_iteration, emitter, patterns, data, place, end, rest, comprehension))


def _byte_iteration(emitter, patterns, data, place, end, rest, comprehension):
    emitter.add('count', emitter.site(), emitter.line)
    emitter.add('if', ('cmp', '==', name(place), name(end)), (('break',),), ())
    items = [emitter.temp('i') for _ in patterns]
    for number, item in enumerate(items):
        emitter.add('let', item, ('index', name(data), ('bin', '+', name(place), ('c', number)) if number else name(place)))
    emitter.add('let', place, ('bin', '+', name(place), ('c', len(patterns))))

    def match(matching):
        for pattern, item in zip(patterns, items):
            matching.match(pattern, name(item))
    _matched(emitter, match, [], rest, comprehension)


def _bit_iteration(emitter, segments, left, rest, comprehension):
    after = emitter.temp('r')
    variable = (atom(after), [(atom('version'), 0), EMPTY], atom('nil'))
    spec = (atom('bitstring'), EMPTY, EMPTY)
    remaining = (atom('::'), EMPTY, lists.from_python([variable, spec]))
    emitter.add('count', emitter.site(), emitter.line)
    matching = Matching(emitter)
    binary_pattern(matching, [*segments, remaining], name(left))
    bound = matching.bound[after, 0]
    kept = tuple(s for s in matching.bindings)
    inner = emitter.into(_steps, emitter, rest, comprehension)
    step = (*kept, ('let', left, bound), *inner)
    skip = (('let', left, ('call', known('skip_bits'), (name(left), _width(segments)))),
            ('if', is_(name(left), NOTHING), (('break',),), ()))
    emitter.add('if', both(matching.conditions), step, skip)


def _width(segments):
    """The size of the pattern in bits when it is constant, else None: how far to go on when a value in it does not match."""
    widths = [Segment(q).width() for q in segments]
    return NOTHING if None in widths else ('c', sum(widths))


# ---- what is done with each element

class _Effect:
    """Nobody wants the result."""

    def __init__(self, emitter, options):
        self.emitter, self.options = emitter, options

    def start(self):
        pass

    def body(self):
        self.emitter.emit(self.options['do'], EFFECT)

    def result(self):
        return NOTHING


class _Collect(_Effect):
    """Results are collected, `uniq:` ones once, and put `into:` a collectable at the end."""

    def start(self):
        emitter, options = self.emitter, self.options
        self.into = emitter.simple_value(options['into']) if 'into' in options else None
        self.last, self.found = emitter.temp('last'), emitter.temp('list')
        emitter.new_list(self.last, self.found)
        self.seen = None
        if options.get('uniq') is atom('true'):
            self.seen = emitter.temp('u')
            emitter.add('let', self.seen, ('c', ('\0m', ())))

    def body(self):
        emitter = self.emitter
        value = emitter.value(self.options['do'])
        if self.seen is None:
            emitter.add('grow', self.last, value)
            return
        value = emitter.simple(value)
        fresh = is_(('call', known('map_get'), (name(self.seen), value)), known('MISSING'))
        remember = (('let', self.seen, ('call', known('map_put'), (name(self.seen), value, NIL))),
                    ('grow', self.last, value))
        emitter.add('if', fresh, remember, ())

    def result(self):
        emitter = self.emitter
        collected = 'index', name(self.found), 1
        if self.into is None or self.into == NOTHING:
            return collected
        if self.into == ('c', ('\0m', ())):
            return 'call', known('map_from_list'), (collected,), emitter.line
        if self.into == ('c', ''):
            return 'call', known('join_collected'), (collected,), emitter.line
        arguments = [emitter.simple(collected), self.into]
        return emitter.suspending(('g', 'Elixir.Enum.into/2'), arguments, None)


class _Reduce(_Effect):
    """`reduce:`: the clauses of the body take the accumulator."""

    def start(self):
        emitter = self.emitter
        self.accumulator = emitter.temp('o')
        emitter.add('let', self.accumulator, emitter.value(self.options['reduce']))

    def body(self):
        emitter = self.emitter
        clauses = lists.to_python(self.options['do'])
        current = emitter.temp('o')
        emitter.add('let', current, name(self.accumulator))

        def failure():
            emitter.add('raise', ('call', known('no_case'), (name(current),)), emitter.line)
        choose(emitter, clauses, [name(current)], self.accumulator, failure)

    def result(self):
        return name(self.accumulator)

"""`:re`: regular expressions (`natives/pcre.py` translates them).

A compiled expression is the term `{:re_pattern, groups, unicode, 0, handle}` as in Erlang; its handle is a binary of the options and the source,
from which the Python pattern is made anew when it is not in the cache. Places count bytes.
"""
from pyex.natives.arguments import elements, flatten_iodata, linked
from pyex.natives.pcre import PatternError, compiled
from pyex.natives.registry import native
from pyex.natives.unicode import Stop, text_of
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import OK, ERROR, Atom, atom
from pyex.terms.binary import canonical

RE_PATTERN, MATCH, NOMATCH, NAMELIST = map(atom, ('re_pattern', 'match', 'nomatch', 'namelist'))
_COMPILE = frozenset('''unicode anchored caseless dollar_endonly dotall extended firstline multiline no_auto_capture dupnames
    ungreedy ucp never_utf bsr_anycrlf bsr_unicode no_start_optimize'''.split())
_EMPTY = frozenset()


# Expressions

def _options(terms):
    """(frozenset of names of compile options, {name: value} of the others)."""
    names, others = set(), {}
    for term in terms:
        if term.__class__ is Atom:
            if term.name in _COMPILE:
                names.add(term.name)
            else:
                others[term.name] = True
        elif term.__class__ is tuple and term and term[0].__class__ is Atom:
            others[term[0].name] = term[1:]
        else:
            raise badarg()
    return frozenset(names), others


def _source(data, unicode):
    """The source of an expression given as iodata or chardata."""
    if data.__class__ is str or data.__class__ is bytes:
        return data
    try:
        return text_of(data) if unicode else canonical(flatten_iodata(data, 'not an iodata term'))
    except Stop:
        raise badarg({1: 'not an iodata term'}) from None


@native('re', 'compile', 1)
def compile_(source):
    """`{:ok, expression}`, or `{:error, {what, place}}`."""
    return compile_with(source, None)


@native('re', 'compile', 2)
def compile_with(source, options):
    """`{:ok, expression}`, or `{:error, {what, place}}`; options such as `:caseless`, `:unicode`."""
    names, _ = _options(elements(options, 2))
    text = _source(source, 'unicode' in names)
    try:
        pattern = compiled(text, names)
    except PatternError as problem:
        return ERROR, (linked([ord(c) for c in problem.message]), problem.offset)
    return OK, expression(text, pattern)


def expression(source, pattern):
    """The term of a compiled expression."""
    head = ','.join(sorted(pattern.options)) + '\0'
    handle = head + source if source.__class__ is str else head.encode() + source
    return RE_PATTERN, pattern.groups, int(pattern.unicode), 0, handle


def pattern_of(term, names=_EMPTY):
    """The Pattern of a compiled expression or of a source."""
    if term.__class__ is tuple and len(term) == 5 and term[0] is RE_PATTERN:
        if term[4].__class__ is bytes:
            head, _, source = term[4].partition(b'\0')
            return compiled(source, frozenset(head.decode().split(',')))
        head, _, source = term[4].partition('\0')
        return compiled(source, frozenset(head.split(',')) - {''})
    try:
        return compiled(_source(term, 'unicode' in names), names)
    except PatternError:
        raise badarg({2: 'could not parse regular expression'}) from None


# Matching

class Subject:
    """A subject as the engine takes it: text or data, and how places and parts of it become terms."""
    __slots__ = ('text', 'ascii')

    def __init__(self, term, pattern):
        if pattern.unicode:
            try:
                self.text = text_of(term)
            except Stop:
                raise badarg() from None
            self.ascii = self.text.isascii()
        else:
            data = _source(term, False)
            self.text = data.encode() if data.__class__ is str else data
            self.ascii = True

    def bytes_before(self, place):
        return place if self.ascii else len(self.text[:place].encode())

    def place_of(self, count):
        """The engine's place of a count of bytes."""
        return count if self.ascii else len(self.text.encode()[:count].decode('utf-8', 'ignore'))

    def part(self, start, end):
        part = self.text[start:end]
        return part if part.__class__ is str else canonical(part)

    def as_index(self, start, end):
        if start < 0:
            return -1, 0
        first = self.bytes_before(start)
        return first, self.bytes_before(end) - first

    def as_binary(self, start, end):
        return self.part(start, end) if start >= 0 else ''

    def as_list(self, start, end):
        if start < 0:
            return None
        part = self.text[start:end]
        return linked([ord(c) for c in part] if part.__class__ is str else part)


_SHAPES = {'index': Subject.as_index, 'binary': Subject.as_binary, 'list': Subject.as_list}


def found_in(pattern, subject, place=0, *, everywhere=False, anchored=False, notempty=False):
    """The Python matches from a place on."""
    engine = pattern.engine
    if anchored or 'anchored' in pattern.options:
        first = engine.match(subject.text, place)
        return [first] if first else []
    if everywhere:
        return engine.finditer(subject.text, place)
    found = engine.search(subject.text, place)
    if found and notempty and not found[0]:
        return [other for other in engine.finditer(subject.text, place) if other[0]][:1]
    return [found] if found else []


def _shaped(match, subject, groups, shape, cut):
    """One match as a list of its groups; those at the end that took no part are cut off if `cut`."""
    spans = [match.span(group) if group is not None else (-1, -1) for group in groups]
    while cut and spans and spans[-1][0] < 0:
        spans.pop()
    return linked([shape(subject, start, end) for start, end in spans])


def groups_of(wanted, pattern):
    """(numbers of the groups that `capture` wants, whether unused ones at the end are cut off)."""
    if wanted.__class__ is Atom:
        name = wanted.name
        if name == 'all':
            return range(pattern.groups + 1), True
        if name == 'first':
            return [0], True
        if name == 'all_but_first':
            return range(1, pattern.groups + 1), True
        if name == 'all_names':
            return [pattern.names[name] for name in sorted(pattern.names)], False
        if name == 'none':
            return [], False
        raise badarg()
    return [_group(item, pattern) for item in elements(wanted)], False


def _group(item, pattern):
    """The number of a group given by number or name, None if there is none."""
    if item.__class__ is int:
        return item if 0 <= item <= pattern.groups else None
    name = item.name if item.__class__ is Atom else text_of(item)
    return pattern.names.get(name)


@native('re', 'run', 2)
def run(subject, expression_):
    """`{:match, places}` of the first match, or `:nomatch`."""
    return run_with(subject, expression_, None)


@native('re', 'run', 3)
def run_with(subject, expression_, options):
    """A match: options are `:global`, `{:offset, n}`, `{:capture, which, :index | :binary | :list}`, `:anchored`, `:notempty`."""
    names, others = _options(elements(options, 3))
    pattern = pattern_of(expression_, names)
    text = Subject(subject, pattern)
    wanted, shape = _capture(others)
    groups, cut = groups_of(wanted, pattern)
    place = _offset(others, text)
    found = found_in(pattern, text, place, everywhere='global' in others, anchored='anchored' in names, notempty='notempty' in others)
    made = [_shaped(match, text, groups, shape, cut) for match in found]
    if not made:
        return NOMATCH
    if wanted is atom('none') or not groups:
        return MATCH
    return MATCH, linked(made) if 'global' in others else made[0]


def _capture(others):
    """(which groups, the method of Subject that shapes them)."""
    wanted, *kind = others.get('capture', (atom('all'),))
    name = kind[0].name if kind else 'index'
    if name not in _SHAPES:
        raise badarg()
    return wanted, _SHAPES[name]


def _offset(others, text):
    (count,) = others.get('offset', (0,))
    if count.__class__ is not int or count < 0 or count > text.bytes_before(len(text.text)):
        raise badarg()
    return text.place_of(count)


@native('re', 'inspect', 2)
def inspect_(expression_, item):
    """`{:namelist, names}` of an expression's named groups."""
    if item is not NAMELIST:
        raise badarg({2: 'not a valid item'})
    return NAMELIST, linked(sorted(pattern_of(expression_).names))


@native('re', 'version', 0)
def version():
    """The version of PCRE whose syntax is understood."""
    return '8.44 2020-02-12'


# Replacing and splitting

def _result(binary, others):
    """A binary as the `return` option wants it."""
    (kind,) = others.get('return', (atom('binary'),))
    if kind.name != 'list':
        return binary
    return linked([ord(c) for c in binary] if binary.__class__ is str else binary)


@native('re', 'replace', 3)
def replace(subject, expression_, replacement):
    """The subject with the first match replaced."""
    return replace_with(subject, expression_, replacement, None)


@native('re', 'replace', 4)
def replace_with(subject, expression_, replacement, options):
    """The subject with matches replaced; `&` and `\\1` stand for what was found. Options: `:global`, `{:return, :binary | :list}`."""
    names, others = _options(elements(options, 4))
    pattern = pattern_of(expression_, names)
    text = Subject(subject, pattern)
    template = template_of(_source(replacement, pattern.unicode), ampersand=True)
    return _result(replaced(pattern, text, template, 'global' in others), others)


def template_of(replacement, ampersand=False):
    """A replacement as a list of strings and numbers of groups: `\\1`, `\\g{1}`, `\\\\`, and `&` if asked for."""
    text = replacement if replacement.__class__ is str else replacement.decode('latin-1')
    out, place = [''], 0
    while place < len(text):
        character = text[place]
        if character == '&' and ampersand:
            out += [0, '']
            place += 1
        elif character == '\\':
            place = _template_escape(text, place, out)
        else:
            out[-1] += character
            place += 1
    return out


def _template_escape(text, place, out):
    """Read the escape at a place into a template; gives the place after it."""
    rest = text[place + 1:]
    if rest.startswith('g{'):
        number, brace, _ = rest[2:].partition('}')
        if brace and number.isdigit():
            out += [int(number), '']
            return place + 4 + len(number)
    figures = rest[:len(rest) - len(rest.lstrip('0123456789'))]
    if figures:
        out += [int(figures), '']
        return place + 1 + len(figures)
    if rest[:1] == '\\' or rest[:1] == '&':
        out[-1] += rest[0]
        return place + 2
    out[-1] += '\\'
    return place + 1


def replaced(pattern, text, template, everywhere):
    """The binary of a subject with its matches replaced by a template."""
    encode = (lambda part: part) if pattern.unicode else str.encode
    pieces = [part if part.__class__ is int else encode(part) for part in template]
    out, place = [], 0
    for match in found_in(pattern, text, everywhere=everywhere):
        out.append(text.text[place:match.start()])
        out += [piece if piece.__class__ is not int else _group_text(match, piece, text) for piece in pieces]
        place = match.end()
    out.append(text.text[place:])
    joined = text.text[:0].join(out)
    return joined if joined.__class__ is str else canonical(joined)


def _group_text(match, number, text):
    found = match[number] if number <= match.re.groups else None
    return text.text[:0] if found is None else found


@native('re', 'split', 2)
def split(subject, expression_):
    """The parts between matches."""
    return split_with(subject, expression_, None)


@native('re', 'split', 3)
def split_with(subject, expression_, options):
    """The parts between matches, and the groups. Options: `{:parts, n}`, `:trim`, `:group`, `{:return, :binary | :list}`."""
    names, others = _options(elements(options, 3))
    pattern = pattern_of(expression_, names)
    text = Subject(subject, pattern)
    (most,) = others.get('parts', (0,))
    parts = _split(pattern, text, most if most.__class__ is int else 0)
    while ('trim' in others or most == 0 and 'parts' in others) and parts and not parts[-1]:
        parts.pop()
    results = [_result(part, others) for part in parts]
    if 'group' in others:
        size = pattern.groups + 1
        results = [linked(results[start:start + size]) for start in range(0, len(results), size)]
    return linked(results)


def _split(pattern, text, most):
    parts, place, count = [], 0, 1
    for match in found_in(pattern, text, everywhere=True):
        if most and count >= most:
            break
        if match.end() == match.start() and match.start() in (0, len(text.text)):
            continue
        parts.append(text.part(place, match.start()))
        parts += [text.as_binary(*match.span(group)) for group in range(1, pattern.groups + 1)]
        place, count = match.end(), count + 1
    return parts + [text.part(place, len(text.text))]

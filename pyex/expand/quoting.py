"""`quote`: code that is data. The result of expanding a quote is code that builds the quoted term.

A part without `unquote` in it is one constant. Hygiene is noted in the meta: `context` and `imports` on calls of imported
names, `alias` on aliases, and the context as the third element of variables.
"""
from immutables import Map

from pyex.expand import errors, names
from pyex.expand.forms import form
from pyex.expand.quoted import (
    ALIASES, BLOCK, COLUMN, CONTEXT, COUNTER, DO, DOT, EQUALS, FALSE, GENERATED, IMPORTS, KEEP, LINE, NO_PARENS, TUPLE, WHEN,
    cells, constant, delete, erlang, get, is_call, is_keywords, is_node, items, length, line_of, put, put_new, remote)
from pyex.terms.atom import Atom, NIL, TRUE, atom
from pyex.terms.binary import Bits
from pyex.terms.function import is_external, is_function, mfa
from pyex.terms.identity import Pid
from pyex.terms.lists import split
from pyex.terms.maps import items as map_items
from pyex.terms.show import inspect

QUOTE, UNQUOTE, SPLICING, ALIAS = map(atom, ('quote', 'unquote', 'unquote_splicing', 'alias'))
ELIXIR, PYEX_CODE, APPEND, PIPE = atom('Elixir'), atom('pyex_code'), atom('++'), atom('|')
AMPERSAND, SLASH = atom('&'), atom('/')
OPTIONS = ('line', 'file', 'context', 'generated', 'location', 'bind_quoted', 'unquote', 'optimize_boolean')


class Quote:
    """How to quote: the options of one `quote`, or of an escape."""
    __slots__ = ('x', 'context', 'line', 'keep', 'generated', 'unquote', 'hygiene')

    def __init__(self, x, context):
        self.x, self.context = x, context
        self.line, self.keep, self.generated, self.unquote, self.hygiene = FALSE, None, False, True, True


# -- the form -----------------------------------------------------------------------------------------------------------

@form('quote', 1)
def expand_quote(x, meta, args):
    options = args[0]
    if not is_keywords(options) or get(options, DO, expand_quote) is expand_quote:
        raise errors.fatal(x, meta, 'missing :do option in "quote"')
    return quote(x, meta, delete(options, DO), get(options, DO, None))


@form('quote', 2)
def expand_quote_options(x, meta, args):
    options, block = args
    if not is_keywords(block) or not is_keywords(options):
        raise errors.fatal(x, meta, 'missing :do option in "quote"')
    return quote(x, meta, options, get(block, DO, None))


def quote(x, meta, options, body):
    x.at_line(meta)
    for key, _ in items(options):
        if key.name not in OPTIONS:
            raise errors.fatal(x, meta, f'unsupported option :{key.name} given to quote')
    given = {key.name: value for key, value in items(options)}
    context = given.get('context')
    context = x.expand(context) if context is not None else (x.env.module if x.env.module is not NIL else ELIXIR)
    if context.__class__ is not Atom or context is NIL:
        raise errors.fatal(x, meta, 'invalid :context for quote, expected a compile time atom or alias')
    q = Quote(x, context)
    q.generated = given.get('generated') is TRUE
    q.unquote = given.get('unquote', FALSE if 'bind_quoted' in given else TRUE) is not FALSE
    runtime_line = read_location(x, meta, q, given)
    if runtime_line is not None:
        return remote(PYEX_CODE, atom('with_line'), meta, do_quote(body, q), runtime_line)
    made = do_quote(body, q)
    return bind_quoted(x, meta, q, given['bind_quoted'], made) if 'bind_quoted' in given else made


def read_location(x, meta, q, given):
    """Take in `line`, `file` and `location`; a line that is known only at run time is returned, expanded."""
    file, line = NIL, FALSE
    if given.get('location') is KEEP:
        file, line = x.env.file, TRUE
    if 'file' in given:
        file = x.expand(given['file'])
    runtime_line = None
    if 'line' in given:
        line = x.expand(given['line'])
        if line.__class__ is not int and line is not TRUE and line is not FALSE:
            runtime_line, line = line, FALSE
    q.line = line
    q.keep = file if file.__class__ is str else None
    return runtime_line


def bind_quoted(x, meta, q, bindings, body):
    """`quote bind_quoted: [a: expr]`: the body after `a = unquote(expr)`."""
    if not is_keywords(bindings):
        raise errors.fatal(x, meta, 'invalid :bind_quoted for quote, expected a keyword list of variable names')
    assignments = []
    for name, value in items(bindings):
        variable = name, [(LINE, x.line), None], q.context
        left = constant(variable)
        assignments.append((TUPLE, None, cells([EQUALS, None, [left, [x.expand(value), None]]])))
    return (TUPLE, None, cells([BLOCK, None, cells([*assignments, body])]))


# -- the walk -----------------------------------------------------------------------------------------------------------

def do_quote(term, q):
    """Expanded code that builds the quoted form of a term."""
    made = quoted(term, q)
    return made.code if made.__class__ is Dynamic else constant(made)


class Dynamic:
    """Expanded code in the place of a part of the quoted term."""
    __slots__ = ('code',)

    def __init__(self, code):
        self.code = code


def code_of(part):
    return part.code if part.__class__ is Dynamic else constant(part)


def quoted(term, q):
    """The quoted form of a term: the term itself as it will be, or a Dynamic when it holds an unquote."""
    kind = term.__class__
    if kind is tuple:
        if len(term) == 3:
            return quoted_node(term, q)
        if len(term) == 2:
            if q.unquote and any(is_call(part, SPLICING, 1) for part in term):
                return build(TUPLE, None, quoted(cells(term), q))
            left, right = quoted(term[0], q), quoted(term[1], q)
            if left.__class__ is Dynamic or right.__class__ is Dynamic:
                return Dynamic((code_of(left), code_of(right)))
            return left, right
        return term
    return quoted_list(term, q) if kind is list else term


def quoted_node(node, q):
    name, meta, args = node
    if name.__class__ is Atom:
        handler = SPECIAL.get(name)
        if handler is not None:
            made = handler(node, q)
            if made is not None:
                return made
        if args.__class__ is Atom:
            return name, node_meta(meta, q), (q.context if q.hygiene and args is NIL else args)
        if args is None or args.__class__ is list:
            return quoted_call(name, meta, args, q)
        return node
    if name.__class__ is tuple and q.unquote and is_unquote_call(name):
        return quoted_unquote_call(node, q)
    if name.__class__ is tuple and (args is None or args.__class__ is list):
        dot = unquoted_dot(node) if q.unquote else None
        if dot is not None:
            return quoted_dot(dot, q)
    return build(quoted(name, q), node_meta(meta, q), quoted(args, q))


def build(name, meta, args):
    if name.__class__ is Dynamic or args.__class__ is Dynamic:
        return Dynamic((TUPLE, None, [code_of(name), [constant(meta), [code_of(args), None]]]))
    return name, meta, args


def quoted_call(name, meta, args, q):
    made = node_meta(meta, q)
    if q.hygiene and get(meta, IMPORTS) is None:
        found = names.imports_of(q.x, name)
        if found:
            made = put(put(made, CONTEXT, q.context), IMPORTS, cells(found))
            note_imports(q.x, found, name)
    if name in LEXICAL:
        made = put(delete(made, COUNTER), CONTEXT, q.context)
    elif name in DEFINERS and q.hygiene and args is not None:
        return build(name, made, quoted_definition(args, q))
    return build(name, made, quoted(args, q))


LEXICAL = frozenset(map(atom, ('import', 'alias', 'require')))
DEFINERS = frozenset(map(atom, ('def', 'defp', 'defmacro', 'defmacrop', '@')))


def quoted_definition(args, q):
    """The arguments of `def`: what is defined there carries the context, so that it is known who defined it."""
    head, rest = args
    if is_call(head, WHEN, 2):
        _, meta, (inner, tail) = head
        head = WHEN, meta, [in_context(inner, q), tail]
    else:
        head = in_context(head, q)
    return quoted([head, rest], q)


def in_context(node, q):
    if is_node(node) and (node[1] is None or node[1].__class__ is list):
        return node[0], put(node[1], CONTEXT, q.context), node[2]
    return node


def note_imports(x, found, name):
    tracker = x.world.tracker(x.env.tracker)
    if tracker is not None:
        for arity, module in found:
            tracker.use_import(module, name, arity)


def node_meta(meta, q):
    """A node's meta as the options of the quote want it."""
    if meta.__class__ is not list and meta is not None:
        return meta
    if q.keep is not None:
        line = get(meta, LINE)
        if line is not None:
            meta = [(KEEP, (q.keep, line)), delete(delete(meta, LINE), COLUMN)]
    elif q.line is FALSE:
        if meta is not None:
            meta = None if meta[1] is None and meta[0][0] is LINE else delete(delete(meta, LINE), COLUMN)
    elif q.line is not TRUE:
        meta = put(meta, LINE, q.line)
    return put_new(meta, GENERATED, TRUE) if q.generated else meta


SPECIAL = {}


def special(name):
    def register(function):
        SPECIAL[name] = function
        return function
    return register


@special(UNQUOTE)
def quoted_unquote(node, q):
    if not q.unquote or not is_call(node, UNQUOTE, 1):
        return None
    return Dynamic(q.x.expand(node[2][0]))


@special(SPLICING)
def quoted_splicing(node, q):
    if q.unquote and is_call(node, SPLICING, 1):
        raise errors.fatal(q.x, node[1], 'unquote_splicing only works inside arguments and block contexts, wrap it in parens if you '
                           'want it to work with one-liners')
    return None


@special(QUOTE)
def quoted_quote(node, q):
    """A quote in a quote: its unquotes are its own."""
    _, meta, args = node
    if args is None or args.__class__ is not list or len(items(args)) not in (1, 2):
        return None
    outer, q.unquote = q.unquote, False
    try:
        meta = node_meta(meta, q)
        return build(QUOTE, put(meta, CONTEXT, q.context) if q.hygiene else meta, quoted(args, q))
    finally:
        q.unquote = outer


@special(ALIASES)
def quoted_aliases(node, q):
    _, meta, args = node
    parts = items(args) if args.__class__ is list else None
    if not parts or parts[0].__class__ is not Atom or parts[0] is ELIXIR or not q.hygiene \
            or not all(part.__class__ is Atom for part in parts):
        return None
    found = names.resolve(q.x, meta, parts)
    if found is names.concat(parts) and not is_aliased(q.x, meta, parts[0]):
        found = FALSE
    return ALIASES, put(delete(node_meta(meta, q), COUNTER), ALIAS, found), args


def is_aliased(x, meta, first):
    hygiene = get(meta, ALIAS)
    if hygiene is not None:
        return hygiene is not FALSE
    return atom('Elixir.' + first.name) in x.env.aliases


@special(AMPERSAND)
def quoted_capture(node, q):
    """`&name/arity`: the name is noted like a call."""
    if not is_call(node, AMPERSAND, 1) or not is_call(node[2][0], SLASH, 2) or not q.hygiene:
        return None
    _, meta, (slash, _) = node
    _, slash_meta, (target, (arity, _)) = slash
    if not (is_node(target) and target[0].__class__ is Atom and target[2].__class__ is Atom and arity.__class__ is int):
        return None
    found = names.imports_of(q.x, target[0])
    if not any(number == arity for number, _ in found):
        return None
    note_imports(q.x, found, target[0])
    target_meta = put(put(node_meta(target[1], q), CONTEXT, q.context), IMPORTS, cells(found))
    slash = quoted_call(SLASH, slash_meta, None, q)
    meta = put(put(node_meta(meta, q), IMPORTS, cells(found)), CONTEXT, q.context)
    return AMPERSAND, meta, [(SLASH, slash[1], [(target[0], target_meta, q.context), [arity, None]]), None]


# -- unquote in the place of a name -----------------------------------------------------------------------------------

def is_unquote_call(name):
    """`unquote(name)` as what is called: `unquote(name)(1, 2)`."""
    return is_call(name, UNQUOTE, 1)


def quoted_unquote_call(node, q):
    """`unquote(name)(args)`."""
    name, meta, args = node
    head = q.x.expand(name[2][0])
    return Dynamic((TUPLE, None, [head, [constant(node_meta(meta, q)), [code_of(quoted(args, q)), None]]]))


def unquoted_dot(node):
    """(meta, left, unquoted right, args) of `left.unquote(right)(args)`, args None without a second pair of parentheses.
    None for everything else."""
    name, meta, args = node
    inner = dot_unquote(name, args)
    if inner is not None:
        return (*inner, NIL)
    if is_node(name) and is_node(name[0]):
        inner = dot_unquote(name[0], name[2])
        if inner is not None:
            return (*inner, args)
    return None


def dot_unquote(head, args):
    """(meta, left, right) of `left.unquote(right)`, which is read as a call of `unquote`."""
    if not is_node(head) or head[0] is not DOT or length(args) != 1:
        return None
    inner = split(head[2])[0]
    return (head[1], inner[0], args[0]) if len(inner) == 2 and inner[1] is UNQUOTE else None


def quoted_dot(dot, q):
    """`left.unquote(right)(args)`: only at run time is it known whether right is a name, an alias or a call."""
    meta, left, right, args = dot
    args = args if args is NIL else code_of(quoted(args, q))
    parts = [constant(node_meta(meta, q)), code_of(quoted(left, q)), q.x.expand(right), args, q.context]
    return Dynamic(remote(PYEX_CODE, atom('dot'), meta, *parts))


# -- lists ------------------------------------------------------------------------------------------------------------

def quoted_list(list_, q):
    elements, tail = split(list_)
    if q.unquote and any(is_call(element, SPLICING, 1) for element in elements) or is_splicing_tail(elements, q):
        return Dynamic(spliced(elements, q))
    made = [quoted(element, q) for element in elements]
    tail = quoted(tail, q) if tail is not None else None
    if tail.__class__ is Dynamic or any(part.__class__ is Dynamic for part in made):
        return Dynamic(list_code(made, tail))
    return cells(made, tail)


def list_code(parts, tail=None):
    code = [code_of(part) for part in parts]
    if tail is None:
        return cells(code)
    return cells([*code[:-1], (PIPE, None, [code[-1], [code_of(tail), None]])])


def is_splicing_tail(elements, q):
    """`[unquote_splicing(list) | tail]`."""
    last = elements[-1]
    return q.unquote and is_call(last, PIPE, 2) and is_call(last[2][0], SPLICING, 1)


def spliced(elements, q):
    """Code for a list with spliced parts: `a ++ (b ++ ...)`."""
    last = elements[-1]
    code = None
    if is_splicing_tail(elements, q):
        splice, (tail, _) = last[2]
        code = remote(PYEX_CODE, atom('tail_list'), None, q.x.expand(splice[2][0]), code_of(quoted(tail, q)))
        elements = elements[:-1]
    run = []
    chunks = []
    for element in elements:
        if is_call(element, SPLICING, 1):
            if run:
                chunks.append(list_code(run))
            chunks.append((q.x.expand(element[2][0]), line_of(element[1])))
            run = []
        else:
            run.append(quoted(element, q))
    if run:
        chunks.append(list_code(run))
    for chunk in reversed(chunks):
        code = joined(chunk, code)
    return code


def joined(chunk, code):
    if chunk.__class__ is tuple and chunk.__class__ is not list and len(chunk) == 2 and chunk[1].__class__ is int:
        spliced_code, line = chunk
        return remote(PYEX_CODE, atom('splice'), [(LINE, line), None], spliced_code, code)
    return chunk if code is None else erlang(APPEND, None, chunk, code)


# -- escape -----------------------------------------------------------------------------------------------------------

def escape(term):
    """`Macro.escape/1`: the quoted form of a term's value."""
    return escaped(term)


def escaped(term):
    """The quoted form of a value: tuples and maps as the calls that build them."""
    kind = term.__class__
    if kind is tuple:
        if len(term) == 2:
            left, right = escaped(term[0]), escaped(term[1])
            return term if left is term[0] and right is term[1] else (left, right)
        return TUPLE, None, cells([escaped(item) for item in term])
    if kind is list:
        elements, tail = split(term)
        made = [escaped(item) for item in elements]
        if tail is None:
            return term if all(one is other for one, other in zip(made, elements)) else cells(made)
        return cells([*made[:-1], (PIPE, None, [made[-1], [escaped(tail), None]])])
    if kind is Map:
        return MAP_FORM, None, cells([(escaped(key), escaped(value)) for key, value in map_items(term)])
    return term if kind in AS_THEY_ARE else escaped_value(term)


MAP_FORM, BITS, SEGMENT, SIZE = map(atom, ('%{}', '<<>>', '::', 'size'))
AS_THEY_ARE = frozenset({Atom, int, float, str, bytes, type(None), Pid})


def escaped_value(term):
    """The quoted form of a bitstring or of a remote function; nothing else can be written down."""
    if term.__class__ is Bits:
        size = term.size % 8
        last = SEGMENT, None, [term.data[-1] >> 8 - size, [(SIZE, None, [size, None]), None]]
        return BITS, None, cells([*term.data[:-1], last])
    if is_function(term) and is_external(term):
        module, name, arity_ = mfa(term.__code__.co_name)
        dot = DOT, None, [atom(module), [atom(name), None]]
        return AMPERSAND, None, [(SLASH, None, [(dot, [(NO_PARENS, TRUE), None], None), [arity_, None]]), None]
    raise errors.argument_error(
        f'cannot escape {inspect(term)}. The supported values are: lists, tuples, maps, atoms, numbers, bitstrings, PIDs and remote '
        'functions in the format &Mod.fun/arity')


def escape_unquoting(x, term):
    """Expanded code for a term that is kept as it is except for its unquotes, and whether it had any."""
    q = Quote(x, NIL)
    q.line, q.hygiene = TRUE, False
    made = quoted(term, q)
    return (made.code, True) if made.__class__ is Dynamic else (constant(made), False)


def has_unquotes(term):
    """Whether there is an unquote in quoted code (not within a quote)."""
    pending = [term]
    while pending:
        term = pending.pop()
        if term.__class__ is tuple:
            if len(term) == 3:
                name = term[0]
                if name is UNQUOTE or name is SPLICING:
                    return True
                if name is QUOTE:
                    continue
                if name.__class__ is tuple:
                    pending.append(name)
                term = term[2]
            else:
                pending += term
                continue
        while term.__class__ is list:
            head, term = term
            if head.__class__ is tuple or head.__class__ is list:
                pending.append(head)
    return False

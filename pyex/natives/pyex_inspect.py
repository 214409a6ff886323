"""`:pyex_inspect`: what `Kernel.inspect/2`, the Inspect protocol and `Inspect.Algebra` are made of.

Builtin types are shown in Python (`terms/show.py`). A struct whose module implements the Inspect protocol is shown by that
implementation, in a nested run; other structs as `%Name{...}`, in the order of their fields.
"""
from immutables import Map

from pyex.natives.arguments import elements, linked
from pyex.natives.registry import native
from pyex.runtime.exceptions import ElixirError, badarg
from pyex.terms import names, show
from pyex.terms.algebra import CONS, container, group, render
from pyex.terms.atom import FALSE, NIL, TRUE, Atom, atom
from pyex.terms.lists import iterate
from pyex.terms.maps import STRUCT
from pyex.terms.order import items, same
from pyex.terms.show import Options

OPTS, INFINITY, INSPECT, FIELD = atom('Elixir.Inspect.Opts'), atom('infinity'), atom('inspect'), atom('field')
_HIDDEN = (STRUCT, atom('__exception__'))
_NAMES = ('base', 'binaries', 'charlists')
_LIMITS = ('limit', 'printable_limit', 'width')
_FLAGS = ('pretty', 'safe', 'structs')
_OPTION_ATOMS = {name: atom(name) for name in (*_NAMES, *_LIMITS, *_FLAGS, 'syntax_colors', 'custom_options', 'inspect_fun')}


# Options

def options_from(pairs, hook):
    """Options of (name Atom, value) pairs, those unknown left out as Elixir does."""
    given = {}
    for key, value in pairs:
        name = key.name
        if name in _NAMES:
            given[name] = value.name
        elif name in _LIMITS:
            given[name] = None if value is INFINITY else value
        elif name in _FLAGS:
            given[name] = value is TRUE
        elif name == 'syntax_colors':
            given[name] = {colour[0].name: colour[1] for colour in iterate(value)}
        elif name == 'custom_options':
            given[name] = value
    return Options(struct_hook=hook, **given)


def opts_struct(options, limit):
    """The `%Inspect.Opts{}` of options, for Elixir code."""
    values = {name: atom(getattr(options, name)) for name in _NAMES}
    values |= {name: TRUE if getattr(options, name) else FALSE for name in _FLAGS}
    values['limit'] = INFINITY if limit < 0 else limit
    values['printable_limit'] = INFINITY if options.printable_limit < 0 else options.printable_limit
    values['width'] = INFINITY if options.width is None else options.width
    values['syntax_colors'] = linked([(atom(key), colour) for key, colour in options.colors.items()])
    values['custom_options'] = options.custom
    values['inspect_fun'] = NIL
    return Map({_OPTION_ATOMS[name]: value for name, value in values.items()}).set(STRUCT, OPTS)


def _options_of(opts, hook):
    """Options of an `%Inspect.Opts{}` struct or a keyword list."""
    if opts.__class__ is Map:
        return options_from([(key, value) for key, value in opts.items() if key is not STRUCT], hook)
    return options_from([pair for pair in iterate(opts) if pair.__class__ is tuple and pair[0].__class__ is Atom], hook)


# Structs

class Implementations(dict):
    """{struct's module Atom: the module that implements Inspect for it, or None}, looked up anew when the module table has grown."""

    def __init__(self, modules):
        super().__init__()
        self.modules, self.count = modules, 0

    def of(self, name):
        if len(self.modules) != self.count:
            self.clear()
        if name not in self:
            self[name] = self._find(name)
            self.count = len(self.modules)
        return self[name]

    def _find(self, name):
        if not names.is_alias(name.name):
            return None
        self.modules.find(name)                         # its file may hold the implementation too
        module = self.modules.find(atom('Elixir.Inspect.' + name.name.removeprefix('Elixir.')))
        return module.name if module is not None and (INSPECT, 2) in module.functions else None


def struct_fields(node, name):
    """The names of a struct's fields in the order of its definition, None if there is no such struct."""
    module = node.modules.find(name)
    if module is None or (atom('__struct__'), 0) not in module.functions:
        return None
    described = node.nested(node.exports[name, atom('__info__'), 1], atom('struct'))
    return [field[FIELD] for field in iterate(described) if field[FIELD].name != '__exception__']


def struct_hook(node):
    """The hook of `show.Options` for a node."""
    implementations = Implementations(node.modules)

    def hook(struct, options, limit):
        module = implementations.of(struct[STRUCT])
        if module is not None:
            return _implemented(node, module, struct, options, limit)
        fields = struct_fields(node, struct[STRUCT])
        if fields is None or not _has_fields(struct, fields):
            return show.pairs_doc(items(struct), '', options, limit)
        return show.struct_doc(struct, options, limit, fields)
    return hook


def _has_fields(struct, fields):
    """Whether a map has exactly the keys of a struct."""
    hidden = sum(key in struct for key in _HIDDEN)
    return len(struct) == len(fields) + hidden and all(field in struct for field in fields)


def _implemented(node, module, struct, options, limit):
    try:
        return node.nested(node.exports[module, INSPECT, 2], struct, opts_struct(options, limit))
    except ElixirError as failure:
        if not options.safe:
            raise
        return _failure_doc(node, struct, failure)


def _failure_doc(node, struct, failure):
    """What stands for a struct whose implementation of Inspect fails."""
    exception = node.call('Elixir.Exception', 'normalize', atom(failure.kind), failure.reason)
    message = node.call('Elixir.Exception', 'message', exception)
    plain = show.inspect(struct, structs=False)
    name = names.literal(exception[STRUCT].name)
    quoted = '\n'.join('    ' + line for line in f'"""\n{message}\n"""'.split('\n'))
    return f'#Inspect.Error<\ngot {name} with message:\n\n{quoted}\n\nwhile inspecting:\n\n    {plain}\n>'


# Natives

@native('pyex_inspect', 'inspect', 2, maker=True)
def make_inspect(node):
    """The text of a term; options as a keyword list."""
    hook = struct_hook(node)
    plain = Options(struct_hook=hook)

    def inspect(term, opts):
        kind = term.__class__
        if opts is None and kind is Atom:
            return names.literal(term.name)
        options = plain if opts is None else _options_of(opts, hook)
        width = options.width if options.pretty else None
        return render(group(show.to_doc(term, options, options.limit)), width)
    return inspect


@native('pyex_inspect', 'to_doc', 2, maker=True)
def make_to_doc(node):
    """The document of a term, for an `%Inspect.Opts{}`."""
    hook = struct_hook(node)

    def to_doc(term, opts):
        options = _options_of(opts, hook)
        return show.to_doc(term, options, options.limit)
    return to_doc


@native('pyex_inspect', 'render', 2)
def render_(doc, width):
    """The text of a document in lines of `width` bytes (or `:infinity`)."""
    if width is not INFINITY and width.__class__ is not int:
        raise badarg({2: 'not a width'})
    return render(doc, None if width is INFINITY else width)


@native('pyex_inspect', 'derived', 4, maker=True)
def make_derived(node):
    """The document of a struct with `@derive {Inspect, ...}`: the fields of a list, those of `optional` only if they differ
    from the struct's default; with an ellipsis if the list does not hold all fields.
    """
    hook = struct_hook(node)

    def derived(struct, fields, optional, opts):
        options = _options_of(opts, hook)
        shown = _shown_fields(node, struct, elements(fields), elements(optional, 3))
        name = names.literal(struct[STRUCT].name)
        if set(elements(fields)) >= set(struct_fields(node, struct[STRUCT]) or ()):
            return show.struct_doc(struct, options, options.limit, shown)
        return _partial_doc(struct, shown, name, options)
    return derived


def _shown_fields(node, struct, fields, optional):
    if not optional:
        return fields
    default = node.nested(node.exports[struct[STRUCT], atom('__struct__'), 0])
    return [field for field in fields if field not in optional or not same(struct[field], default[field])]


def _partial_doc(struct, fields, name, options):
    """`#Name<field: value, ...>`."""
    opening, comma, closing = (options.paint(text, 'map') for text in (f'#{name}<', ',', '>'))
    limit, docs = options.limit, []
    for field in fields:
        if limit == 0:
            break
        limit -= 1 if limit > 0 else 0
        key = options.paint(names.as_key(field.name), 'atom')
        docs.append((CONS, key, (CONS, ' ', show.to_doc(struct[field], options, limit))))
    return container(opening, [(CONS, doc, comma) for doc in docs] + ['...'], closing, flex=False)


@native('pyex_inspect', 'atom', 2)
def atom_text(style, term):
    """An atom as source text: `:literal`, `:key` (with its colon) or `:remote_call`."""
    writers = {'literal': names.literal, 'key': names.as_key, 'remote_call': names.remote}
    if style.__class__ is not Atom or style.name not in writers:
        raise badarg({1: 'not one of :literal, :key and :remote_call'})
    if term.__class__ is not Atom:
        raise badarg({2: 'not an atom'})
    return writers[style.name](term.name)


@native('pyex_inspect', 'keyword?', 1)
def is_keyword(cells):
    """Whether a list is shown as a keyword list."""
    if cells is None or cells.__class__ is not list:
        return FALSE
    while cells.__class__ is list:
        item, cells = cells
        if item.__class__ is not tuple or len(item) != 2 or not show.is_keyword_key(item[0]):
            return FALSE
    return TRUE if cells is None else FALSE


@native('pyex_inspect', 'struct', 3, maker=True)
def make_struct(node):
    """The document `%Name{...}` of a struct with the fields of a list."""
    hook = struct_hook(node)

    def struct(term, fields, opts):
        options = _options_of(opts, hook)
        return show.struct_doc(term, options, options.limit, elements(fields))
    return struct

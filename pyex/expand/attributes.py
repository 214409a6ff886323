"""Module attributes: `@name`, `@name value`, and what the reserved ones mean."""
from pyex.expand import errors
from pyex.expand.builder import Attribute
from pyex.expand.env import module_text
from pyex.expand.expander import Expanded
from pyex.expand.metadata import Doc
from pyex.expand.names import resolve
from pyex.expand.quoted import ALIASES, LEAVES, LINE, constant, get, is_keywords, items, length, remote
from pyex.expand.quoting import escape_unquoting, escaped
from pyex.terms.atom import Atom, FALSE, NIL, OK, TRUE, atom
from pyex.terms.binary import is_binary
from pyex.terms.maps import from_pairs
from pyex.terms.show import inspect

MODULE, UNQUOTE = atom('__MODULE__'), atom('unquote')
PYEX_MODULE, READ, PUT, SPEC = atom('pyex_module'), atom('read_attribute'), atom('put_attribute'), atom('put_typespec')
ACCUMULATING = frozenset(map(atom, (
    'after_compile', 'after_verify', 'before_compile', 'behaviour', 'compile', 'derive', 'dialyzer', 'external_resource', 'nifs',
    'on_definition', 'callback', 'macrocallback', 'opaque', 'optional_callbacks', 'spec', 'type', 'typep')))
TYPESPECS = frozenset(map(atom, ('callback', 'macrocallback', 'opaque', 'spec', 'type', 'typep')))
RESERVED = ACCUMULATING | frozenset(map(atom, (
    'doc', 'moduledoc', 'typedoc', 'impl', 'deprecated', 'since', 'vsn', 'on_load', 'enforce_keys', 'fallback_to_any',
    'undefined_impl_description', 'file', '__struct__', '__struct_info__', '__derived__')))
DOCS = frozenset(map(atom, ('doc', 'moduledoc', 'typedoc')))
HOOKS = {atom(name): atom(f'__{name}__') for name in ('after_compile', 'after_verify', 'before_compile', 'on_definition')}


# -- the macro @ ----------------------------------------------------------------------------------------------------------

def expand_attribute(x, meta, node):
    """`@name` or `@name value` as quoted or expanded code."""
    if node.__class__ is not tuple or len(node) != 3 or node[0].__class__ is not Atom:
        raise errors.argument_error('expected 0 or 1 argument for @, got: an expression that is no name')
    name, _, args = node
    count = 0 if args.__class__ is Atom else length(args)
    if count > 1:
        raise errors.argument_error(f'expected 0 or 1 argument for @{name.name}, got: {count}')
    if count == 1:
        return set_attribute(x, meta, name, args[0])
    return read_attribute(x, meta, name)


def set_attribute(x, meta, name, value):
    if x.env.function is not NIL:
        raise errors.argument_error(f'cannot set attribute @{name.name} inside function/macro')
    line = get(meta, LINE)
    line_part = None if line is None else [(LINE, line), None]
    if name in TYPESPECS:
        code, _ = escape_unquoting(x, with_modules(x, value))
        return Expanded(remote(PYEX_MODULE, SPEC, line_part, x.env.module, name, code, x.line))
    if name.name == 'behavior':
        errors.warn(x, meta, '@behavior attribute is not supported, please use @behaviour instead')
    return remote(PYEX_MODULE, PUT, line_part, x.env.module, name, value, x.line)


def with_modules(x, quoted):
    """A type in which the aliases of this place are the modules that they mean."""
    if quoted.__class__ is list:
        head, tail = quoted
        return [with_modules(x, head), with_modules(x, tail)]
    if quoted.__class__ is not tuple:
        return quoted
    if len(quoted) == 3 and quoted[0] is ALIASES:
        return resolve(x, quoted[1], items(quoted[2])) or quoted
    if len(quoted) == 3 and quoted[0] is MODULE and quoted[2].__class__ is Atom:
        return x.env.module
    if len(quoted) == 3 and quoted[0] is UNQUOTE:
        return quoted
    return tuple(with_modules(x, part) for part in quoted)


def read_attribute(x, meta, name):
    if x.env.function is NIL:
        line = get(meta, LINE)
        return remote(PYEX_MODULE, READ, None if line is None else [(LINE, line), None], x.env.module, name, x.line)
    builder = x.world.builder(x.env.module)
    value = read(x.world, builder, name, x.line, x.env.replace(function=NIL))
    if value.__class__ in LEAVES or value is None:
        return value
    return Expanded(constant(value)) if x.context is NIL else escaped(value)


# -- reading and writing --------------------------------------------------------------------------------------------------

def read(world, builder, name, line, env=None):
    """The value of `@name`; an attribute that was never set is reported."""
    found = builder.attributes.get(name)
    if found is None:
        if name in ACCUMULATING:
            return None
        if name not in RESERVED:
            errors.emit(world, 'warning', env or builder.env, line, UNDEFINED.format(name.name, name.name),
                        f'{module_text(builder.name)} (module)')
        return NIL
    found.read = True
    return found.value[1] if name in DOCS and found.value.__class__ is tuple else found.value


def put(world, builder, name, value, line):
    """`@name value`."""
    prepare = PREPARE.get(name)
    if prepare is not None:
        value = prepare(world, builder, name, value, line)
    found = builder.attributes.get(name)
    if found is None:
        accumulate = name in ACCUMULATING
        builder.attributes[name] = Attribute([value, None] if accumulate else value, line, accumulate)
    else:
        found.value = [value, found.value] if found.accumulate else value
        found.line, found.read = line, False
    return OK


def register(builder, name, accumulate, persist):
    if persist:
        builder.persisted.add(name)
    found = builder.attributes.get(name)
    if found is None:
        if accumulate:
            builder.attributes[name] = Attribute(None, None, True)
    elif accumulate and not found.accumulate:
        found.accumulate = True
        found.value = None
    return OK


def unused(builder):
    """[(line, name)] of the attributes that were set and never read."""
    return [(found.line, name) for name, found in builder.attributes.items()
            if not found.read and not found.accumulate and found.line is not None and name not in RESERVED
            and name not in builder.persisted]


# -- what reserved attributes take ----------------------------------------------------------------------------------------

def prepare_doc(world, builder, name, value, line):
    """Documentation is kept with its line; a keyword list adds metadata."""
    if is_keywords(value) and value is not None:
        merge_doc_meta(builder, name, value)
        found = builder.attributes.get(name)
        return found.value if found is not None else (line, NIL)
    if not (is_binary(value) or value is FALSE or value is NIL or value is TRUE):
        raise errors.argument_error(
            f'@{name.name} is a built-in module attribute for documentation. It should be either false, nil, a string, or a '
            f'keyword list, got: {inspect(value)}')
    found = builder.attributes.get(name)
    if name.name == 'doc' and found is not None and is_binary(found.value[1]) and is_binary(value):
        errors.emit(world, 'warning', builder.env, line, f'redefining @doc attribute previously set at line {found.value[0]}.\n\n'
                    'Please remove the duplicate docs. If instead you want to override a previously defined @doc, attach the @doc '
                    'attribute to a function head (the function signature not followed by any do-block). For example:\n\n'
                    '    @doc """\n    new docs\n    """\n    def ...\n', f'{module_text(builder.name)} (module)')
    return line, value


def merge_doc_meta(builder, name, pairs):
    builder.doc_meta.setdefault(name.name, {}).update(items(pairs))


def take_doc(builder, name):
    """(line, text, {metadata}) of the pending `@doc` or `@typedoc`, which is used up."""
    found = builder.attributes.pop(atom(name), None)
    line, text = found.value if found is not None else (None, None)
    return line, text, builder.doc_meta.pop(name, {})


def prepare_hook(world, builder, name, value, line):
    if value.__class__ is Atom:
        return value, HOOKS[name]
    if value.__class__ is tuple and len(value) == 2 and value[0].__class__ is Atom and value[1].__class__ is Atom:
        return value
    raise errors.argument_error(f'@{name.name} expects an atom or a {{module, function}} tuple, got: {inspect(value)}')


def prepare_behaviour(world, builder, name, value, line):
    if value.__class__ is not Atom:
        raise errors.argument_error(f'@behaviour must be a module, got: {inspect(value)}')
    return value


def prepare_impl(world, builder, name, value, line):
    if value.__class__ is not Atom:
        raise errors.argument_error(f'@impl should be a module or a boolean, got: {inspect(value)}')
    return value


def prepare_text(world, builder, name, value, line):
    if not is_binary(value):
        raise errors.argument_error(f'@{name.name} is a built-in module attribute for annotation. It should be a string, got: {inspect(value)}')
    return value


PREPARE = {
    **dict.fromkeys(DOCS, prepare_doc), **dict.fromkeys(HOOKS, prepare_hook),
    atom('behaviour'): prepare_behaviour, atom('impl'): prepare_impl,
    atom('deprecated'): prepare_text, atom('since'): prepare_text,
}
UNDEFINED = 'undefined module attribute @{}, please remove access to @{} or explicitly set it before access'


def doc_entry(line, signature, text, meta):
    """A Doc of what `@doc` said."""
    plain = False if text is FALSE or text is False else text if is_binary(text) else None
    return Doc(line, signature, plain, from_pairs(list(meta.items())))

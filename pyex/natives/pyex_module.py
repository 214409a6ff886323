"""`:pyex_module`: what a module's body calls while the module is being defined, and what `Module` and `__info__/1` answer.

`compile/4` itself is Elixir (`stdlib/erlang/pyex_module.ex`), since the body runs as ordinary code of the process.
"""
from pyex.expand import attributes, behaviours, definitions, errors, from_struct, module
from pyex.expand.builder import Attribute
from pyex.expand.quoted import cells, get, items
from pyex.natives.pyex_crash import explains
from pyex.natives.registry import native
from pyex.pipeline import Recorder
from pyex.runtime.exceptions import ElixirError, error
from pyex.terms.atom import Atom, FALSE, NIL, OK, TRUE, atom, boolean
from pyex.terms.show import inspect

FUNCTION_CLAUSE, UNDEF = atom('function_clause'), atom('undef')
MODULE_FRAME, FILE_FRAME = 'pyex_module.compile/4', 'pyex_code.compile_quoted/2'       # in which a module, a file is compiled
INSTEAD = {
    'get_attribute/2': '. Use the Module.__info__/1 callback or Code.fetch_docs/1 instead',
    'definitions_in/1': '. Use the Module.__info__/1 callback to get public functions and macros instead',
    'definitions_in/2': '. Use the Module.__info__/1 callback to get public functions and macros instead',
    'defines?/2': '. Use Kernel.function_exported?/3 and Kernel.macro_exported?/3 to check for public functions and macros instead',
    'defines?/3': '. Use Kernel.function_exported?/3 and Kernel.macro_exported?/3 to check for public functions and macros instead',
}


def opened(node, name, caller):
    """The builder of an open module, or the error of the function of `Module` that wants it."""
    found = node.world.builder(name)
    if found is None:
        raise errors.argument_error(
            f'could not call Module.{caller} because the module {inspect(name)} is already compiled{INSTEAD.get(caller, "")}')
    return found


# -- around the body ------------------------------------------------------------------------------------------------------

@native('pyex_module', 'open', 4, node=True)
def open_(node, name, block, variables, env_struct):
    """Begin a module: the function of its body and that function's arguments."""
    world = node.world
    if name.__class__ is not Atom or name in (NIL, TRUE, FALSE):
        raise errors.compile_error(f'invalid module name: {inspect(name)}', env_struct.get(atom('file')), env_struct.get(atom('line')))
    forget_abandoned(node, name)
    env = from_struct(env_struct, world.imports.values())
    builder = module.open_module(world, name, env, env.line)
    builder.owner = node.current
    try:
        triples = items(variables)
        expanded, inputs = module.expand_body(world, builder, block, [(key, kind) for key, kind, _ in triples])
        function = world.compile(expanded, inputs, None, builder.file, '(module)')
    except BaseException:               # whatever it is, a module must not stay half defined
        module.abort_module(world, name)
        raise
    return function, cells([value for _, _, value in triples])


def forget_abandoned(node, name):
    """A process that was killed in the middle of a body leaves its builder behind."""
    builder = node.world.builder(name)
    if builder is not None and builder.owner is not None and builder.owner is not node.current and not builder.owner.alive:
        module.abort_module(node.world, name)


@native('pyex_module', 'hooks', 1, node=True)
def hooks(node, name):
    """The `@before_compile` hooks: [{module, function}]."""
    return cells(opened(node, name, 'hooks/1').values('before_compile'))


@native('pyex_module', 'hook', 3, node=True)
def hook(node, name, hook_module, function):
    """The function that runs one `@before_compile` hook in the module's body."""
    world = node.world
    builder = opened(node, name, 'hook/3')
    return world.compile(module.expand_hook(world, builder, hook_module, function), [], None, builder.file, '(module)')


@native('pyex_module', 'close', 1, node=True)
def close(node, name):
    """End a module: {binary, after_compile hooks, after_verify hooks, env}."""
    world = node.world
    builder = opened(node, name, 'close/1')
    made, _ = module.close_module(world, builder)
    module.abort_module(world, name)
    for recorder in world.recorders.get(node.current, ()):
        recorder.modules.append((name, made))
    return made, cells(builder.values('after_compile')), cells(builder.values('after_verify')), builder.env.struct()


@native('pyex_module', 'abort', 1, node=True)
def abort(node, name):
    """Give a module up."""
    module.abort_module(node.world, name)
    return OK


@native('pyex_module', 'is_open', 1, node=True)
def is_open(node, name):
    return boolean(node.world.builder(name) is not None)


@native('pyex_module', 'record', 0, node=True)
def record(node):
    """A file begins: from now on note the modules that this process defines, and put off what is said of their calls."""
    node.world.recorders.setdefault(node.current, []).append(Recorder())
    return OK


@native('pyex_module', 'recorded', 0, node=True)
def recorded(node):
    """The file is over: what there is to say of calls, now that all its modules are known; [{module, binary}] of them."""
    recorder = _last_recorder(node)
    for check in recorder.checks:
        check()
    return cells(recorder.modules)


@native('pyex_module', 'unrecord', 0, node=True)
def unrecord(node):
    """The file was left by an error."""
    _last_recorder(node)
    return OK


@native('pyex_module', 'forsake', 0, node=True)
def forsake(node):
    """Give up what the calling process was defining when it was interrupted: the modules and files whose frames are gone."""
    current, world = node.current, node.world
    names = [site.name for site, _ in current.stack]
    own = [builder.name for builder in world.builders.values() if builder.owner is current]
    for name in own[names.count(MODULE_FRAME):]:
        module.abort_module(world, name)
    for _ in world.recorders.get(current, ())[names.count(FILE_FRAME):]:
        _last_recorder(node)
    return OK


def _last_recorder(node):
    stack = node.world.recorders[node.current]
    recorder = stack.pop()
    if not stack:
        del node.world.recorders[node.current]
    return recorder


# -- definitions ----------------------------------------------------------------------------------------------------------

@native('pyex_module', 'define', 2, node=True)
def define(node, name, number):
    """A `def` whose code holds no `unquote`."""
    builder = opened(node, name, 'define/2')
    place = builder.places[number]
    return definitions.define(node.world, builder, place, *place.code)


@native('pyex_module', 'define', 4, node=True)
def define_with(node, name, number, head, body):
    """A `def` with its code as the body of the module has computed it."""
    builder = opened(node, name, 'define/4')
    return definitions.define(node.world, builder, builder.places[number], head, body)


@native('pyex_module', 'definitions_in', 1, node=True)
def definitions_in(node, name):
    """`Module.definitions_in/1`"""
    return cells([key for key, entry in opened(node, name, 'definitions_in/1').definitions.items() if entry.clauses])


@native('pyex_module', 'definitions_in', 2, node=True)
def definitions_in_kind(node, name, kind):
    """`Module.definitions_in/2`"""
    found = opened(node, name, 'definitions_in/2').definitions.items()
    return cells([key for key, entry in found if entry.kind == kind.name and entry.clauses])


@native('pyex_module', 'defines', 2, node=True)
def defines(node, name, key):
    """`Module.defines?/2`"""
    return boolean(key in opened(node, name, 'defines?/2').definitions)


@native('pyex_module', 'defines', 3, node=True)
def defines_kind(node, name, key, kind):
    """`Module.defines?/3`"""
    entry = opened(node, name, 'defines?/3').definitions.get(key)
    return boolean(entry is not None and entry.kind == kind.name)


@native('pyex_module', 'get_definition', 2, node=True)
def get_definition(node, name, key):
    """`Module.get_definition/2`"""
    return get_definition_options(node, name, key, None)


@native('pyex_module', 'get_definition', 3, node=True)
def get_definition_options(node, name, key, options):
    """`Module.get_definition/3`"""
    entry = opened(node, name, 'get_definition/2').definitions.get(key)
    if entry is None:
        return NIL
    clauses = None
    if get(options, atom('skip_clauses')) is not TRUE:
        clauses = cells([(meta, cells(args), cells(guards), body) for meta, args, guards, body in entry.clauses])
    return atom('v1'), atom(entry.kind), [(atom('line'), entry.line), None], clauses


@native('pyex_module', 'delete_definition', 2, node=True)
def delete_definition(node, name, key):
    """`Module.delete_definition/2`"""
    return boolean(opened(node, name, 'delete_definition/2').definitions.pop(key, None) is not None)


@native('pyex_module', 'clauses', 3, node=True)
def clauses(node, name, function, arity):
    """{kind, [{args, guards}]} of a function, or nil: its heads, for what `FunctionClauseError` shows. On a pipe only those of
    the standard library (as in Elixir, which looks into files: modules typed at the prompt have none)."""
    found = node.modules.find(name)
    known = found is not None and found.metadata is not None and (found.metadata.file.startswith('lib/') or explains(node))
    heads = found.metadata.heads.get((function, arity)) if known else None
    if heads is None:
        return NIL
    kind, rows = heads
    return atom(kind), cells([(cells(args), cells(guards)) for args, guards in rows])


# -- overridables -----------------------------------------------------------------------------------------------------------

@native('pyex_module', 'make_overridable', 2, node=True)
def make_overridable(node, name, what):
    """`Module.make_overridable/2`, with a list of functions or a behaviour."""
    builder = opened(node, name, 'make_overridable/2')
    for key in items(what) if what.__class__ is list or what is None else behaviour_keys(node, builder, what):
        if key.__class__ is not tuple or len(key) != 2:
            raise errors.argument_error(
                f'each element in tuple list has to be a {{function_name :: atom, arity :: 0..255}} tuple, got: {inspect(key)}')
        if key not in builder.definitions:
            raise errors.argument_error(f'cannot make function {key[0].name}/{key[1]} overridable because it was not defined')
        definitions.make_overridable(builder, key)
    return OK


def behaviour_keys(node, builder, behaviour):
    found = node.modules.find(behaviour)
    if found is None or behaviour not in builder.values('behaviour'):
        raise errors.argument_error(
            f'cannot pass module {inspect(behaviour)} as argument to defoverridable/1 because its corresponding behaviour is missing. '
            f'Did you forget to add @behaviour {inspect(behaviour)}?')
    keys = [behaviours.plain(key)[:2] for key in found.metadata.callbacks]
    return [key for key in keys if key in builder.definitions]


@native('pyex_module', 'overridable', 2, node=True)
def overridable(node, name, key):
    """`Module.overridable?/2`"""
    return boolean(key in opened(node, name, 'overridable?/2').overridden)


@native('pyex_module', 'overridables_in', 1, node=True)
def overridables_in(node, name):
    """`Module.overridables_in/1`"""
    return cells(list(opened(node, name, 'overridables_in/1').overridden))


# -- attributes -------------------------------------------------------------------------------------------------------------

@native('pyex_module', 'read_attribute', 3, node=True)
def read_attribute(node, name, attribute, line):
    """`@attribute` in a module's body."""
    return attributes.read(node.world, opened(node, name, 'get_attribute/2'), attribute, line)


@native('pyex_module', 'put_attribute', 4, node=True)
def put_attribute(node, name, attribute, value, line):
    """`@attribute value` in a module's body."""
    return attributes.put(node.world, opened(node, name, 'put_attribute/3'), attribute, value, line)


@native('pyex_module', 'put_attribute', 3, node=True)
def put_attribute_plain(node, name, attribute, value):
    """`Module.put_attribute/3`: nobody is told if it is never read."""
    builder = opened(node, name, 'put_attribute/3')
    attributes.put(node.world, builder, attribute, value, builder.line)
    builder.attributes[attribute].line = None
    return OK


@native('pyex_module', 'get_attribute', 3, node=True)
def get_attribute(node, name, attribute, default):
    """`Module.get_attribute/3`"""
    builder = opened(node, name, 'get_attribute/2')
    if attribute in attributes.TYPESPECS:
        return cells([spec_term(builder, *spec) for spec in reversed(builder.specs) if spec[0] is attribute])
    found = builder.attributes.get(attribute)
    if found is None:
        return None if attribute in attributes.ACCUMULATING else default
    found.read = True
    return found.value


def spec_term(builder, kind, quoted, line):
    return kind, quoted, (builder.name, (line, 1))


@native('pyex_module', 'has_attribute', 2, node=True)
def has_attribute(node, name, attribute):
    """`Module.has_attribute?/2`"""
    return boolean(attribute in opened(node, name, 'has_attribute?/2').attributes)


@native('pyex_module', 'delete_attribute', 2, node=True)
def delete_attribute(node, name, attribute):
    """`Module.delete_attribute/2`: the value it had."""
    builder = opened(node, name, 'delete_attribute/2')
    found = builder.attributes.get(attribute)
    if found is None:
        return NIL
    if found.accumulate:
        value, found.value = found.value, None
        return value
    del builder.attributes[attribute]
    return found.value


@native('pyex_module', 'attributes_in', 1, node=True)
def attributes_in(node, name):
    """`Module.attributes_in/1`"""
    found = opened(node, name, 'attributes_in/1').attributes
    return cells([*found, *sorted(attributes.ACCUMULATING - found.keys(), key=lambda one: one.name)])


@native('pyex_module', 'register_attribute', 3, node=True)
def register_attribute(node, name, attribute, options):
    """`Module.register_attribute/3`"""
    return attributes.register(opened(node, name, 'register_attribute/3'), attribute, get(options, atom('accumulate')) is TRUE,
                               get(options, atom('persist')) is TRUE)


@native('pyex_module', 'put_typespec', 4, node=True)
def put_typespec(node, name, kind, quoted, line):
    """`@spec`, `@type`, `@callback` and their kin: kept as quoted code."""
    builder = opened(node, name, 'put_attribute/3')
    builder.specs.append((kind, quoted, line))
    note_type_docs(builder, kind, quoted, line)
    return OK


def note_type_docs(builder, kind, quoted, line):
    key = behaviours.signature(quoted)
    if key is None or kind.name == 'spec':
        return
    is_callback = kind.name.endswith('callback')
    _, text, meta = attributes.take_doc(builder, 'doc' if is_callback else 'typedoc')
    if kind.name == 'typep':
        return
    if kind.name == 'opaque':
        meta = {**meta, atom('opaque'): TRUE}
    builder.docs.setdefault((kind.name if is_callback else 'type', *key), attributes.doc_entry(line, '', text, meta))


@native('pyex_module', 'spec_to_callback', 2, node=True)
def spec_to_callback(node, name, key):
    """`Module.spec_to_callback/2`"""
    builder = opened(node, name, 'spec_to_callback/2')
    found = [spec for spec in builder.specs if spec[0].name == 'spec' and behaviours.signature(spec[1]) == key]
    builder.specs += [(atom('callback'), quoted, line) for _, quoted, line in found]
    return boolean(bool(found))


@native('pyex_module', 'put_struct', 4, node=True)
def put_struct(node, name, struct, enforced, fields):
    """What `defstruct` found: the map of defaults, the enforced keys, the list for `__info__(:struct)`."""
    builder = opened(node, name, 'put_attribute/3')
    for attribute, value in (('__struct__', struct), ('enforce_keys', enforced), ('__struct_info__', fields)):
        builder.attributes[atom(attribute)] = Attribute(value, None)
    return OK


# -- compiled modules ---------------------------------------------------------------------------------------------------------

INFO = {}


def info_key(name):
    def register(function):
        INFO[atom(name)] = function
        return function
    return register


@native('pyex_module', 'info', 2, node=True)
def info(node, name, key):
    """`Foo.__info__(key)`"""
    found = node.modules.find(name)
    answer = INFO.get(key)
    if found is None or found.metadata is None or answer is None:
        raise ElixirError('error', FUNCTION_CLAUSE, entry=(name, atom('__info__'), [key]))
    return answer(node, found, found.metadata)


@info_key('module')
def info_module(node, found, metadata):
    return found.name


@info_key('functions')
def info_functions(node, found, metadata):
    return cells(metadata.functions)


@info_key('macros')
def info_macros(node, found, metadata):
    return cells(sorted(found.macros, key=lambda pair: (pair[0].name, pair[1])))


@info_key('attributes')
def info_attributes(node, found, metadata):
    given = any(name.name == 'vsn' for name, _ in metadata.attributes)
    return cells([*([] if given else [(atom('vsn'), [hash_of(found), None])]), *metadata.attributes])


@info_key('compile')
def info_compile(node, found, metadata):
    source = cells(list(map(ord, metadata.file)))
    return cells([(atom('version'), cells(list(map(ord, '8.2.3')))), (atom('options'), None), (atom('source'), source)])


@info_key('md5')
def info_md5(node, found, metadata):
    return hash_of(found).to_bytes(16, 'big')


@info_key('exports_md5')
def info_exports_md5(node, found, metadata):
    return hash_of(found).to_bytes(16, 'big')


@info_key('deprecated')
def info_deprecated(node, found, metadata):
    return cells(sorted(metadata.deprecated.items(), key=lambda pair: (pair[0][0].name, pair[0][1])))


@info_key('struct')
def info_struct(node, found, metadata):
    return NIL if metadata.fields is None else metadata.fields


def hash_of(found):
    """A number that looks like a module's md5 and changes with its name and version."""
    number = found.version
    for letter in found.name.name:
        number = (number * 1_000_003 ^ ord(letter)) & (1 << 122) - 1
    return number | 1 << 121


def exports(found):
    """[{name, arity}] of all that can be called in a module, as the BEAM lists it."""
    generated = [(atom('module_info'), 1), (atom('module_info'), 0), (atom('__info__'), 1)]
    macros = [(atom('MACRO-' + name.name), arity + 1) for name, arity in found.macros]
    extra = [(atom('behaviour_info'), 1)] if found.metadata is not None and found.metadata.callbacks else []
    named = sorted(found.functions | set(macros), key=lambda pair: (pair[0].name, pair[1]))
    return [pair for pair in named if pair not in generated] + [pair for pair in extra if pair not in found.functions] + generated


MODULE_KEYS = (atom('module'), atom('exports'), atom('attributes'), atom('compile'), atom('md5'))


@native('pyex_module', 'about', 1, node=True)
def about(node, name):
    """`Foo.module_info()`"""
    return cells([(key, about_key(node, name, key)) for key in MODULE_KEYS])


@native('pyex_module', 'about', 2, node=True)
def about_key(node, name, key):
    """`Foo.module_info(key)`"""
    found = node.modules.find(name)
    if found is None:
        raise error(UNDEF)
    if key.__class__ is not Atom:
        raise error(atom('badarg'))
    if key.name in ('exports', 'functions'):
        return cells(exports(found))
    if key.name == 'native' or key.name == 'nifs':
        return FALSE if key.name == 'native' else None
    if found.metadata is None or key not in INFO:
        raise error(atom('badarg'))
    return INFO[key](node, found, found.metadata)

"""`:pyex_code`: text, quoted code and evaluation for `Code`, `Macro` and the prompt.

Evaluated code runs in the process that asked (`stdlib/erlang/pyex_code.ex`): the natives here only make the function and
read the results.
"""
from inspect import cleandoc

from pyex import syntax
from pyex.diagnostics import Diagnostic
from pyex.expand import Expander, environment, errors, from_struct, macros, reports
from pyex.expand.calls import resolve_call
from pyex.expand.env import is_env
from pyex.expand.forms import is_special
from pyex.expand.quoted import ALIASES, DOT, KERNEL, NO_PARENS, LINE, TERM, VERSION, cells, get, is_node, items, length, put
from pyex.expand.quoting import escaped, has_unquotes
from pyex.expand.lexical import Tracker
from pyex.expand.metadata import Doc, Docs
from pyex.library import module_names
from pyex.natives import registry
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg, error
from pyex.runtime.stacktrace import relative
from pyex.syntax.errors import LiteralRefused
from pyex.terms.atom import Atom, FALSE, NIL, OK, TRUE, alias, atom, boolean
from pyex.terms.lists import split
from pyex.terms.maps import EMPTY_MAP, STRUCT, from_pairs
from pyex.terms.show import inspect


# -- evaluation ------------------------------------------------------------------------------------------------------------

@native('pyex_code', 'env_for_eval', 1, node=True)
def env_for_eval(node, options):
    """`Code.env_for_eval/1`: from options, or from an environment as it is."""
    if is_env(options):
        return options
    env = environment(node.world, get(options, atom('file'), 'nofile'))
    line = get(options, LINE, 1)
    env = env.replace(line=line if line.__class__ is int else 1)
    module = get(options, atom('module'), NIL)
    if module is not NIL:
        env = env.replace(module=module)
    return env.struct()


@native('pyex_code', 'prepare', 3, node=True)
def prepare(node, quoted, binding, env_struct):
    """{function, arguments, state}: what evaluates quoted code with a binding, and what `finish/3` needs after it."""
    return prepared(node, quoted, binding, env_struct, '(file)')


@native('pyex_code', 'prepare_file', 2, node=True)
def prepare_file(node, quoted, env_struct):
    """{function, tracker} of the code of a file, which is compiled: its functions have names, and stand in stack traces. It is
    told of what it does not use, when it was read (variables) and when it has run (`file_done/2`)."""
    tracker = node.world.next_counter()
    node.world.open_tracker(tracker, Tracker())
    try:
        function, _, _ = prepared(node, quoted, None, env_struct, 'elixir_compiler_0.__FILE__/1', tracker)
    except BaseException:
        node.world.close_tracker(tracker)
        raise
    return function, tracker


@native('pyex_code', 'file_done', 2, node=True)
def file_done(node, tracker, env_struct):
    """Warn of the aliases and imports of a file that nothing has used, and forget them."""
    reports.report_unused_names(node.world, tracker, from_struct(env_struct, node.world.imports.values()))
    node.world.close_tracker(tracker)
    return OK


@native('pyex_code', 'file_failed', 1, node=True)
def file_failed(node, tracker):
    """Forget what a file uses."""
    node.world.close_tracker(tracker)
    return OK


def prepared(node, quoted, binding, env_struct, name, tracker=NIL):
    world = node.world
    env = from_struct(env_struct, world.imports.values())
    x = Expander(world, env.replace(versioned_vars=EMPTY_MAP, tracker=tracker))
    inputs, values = bind(x, binding)
    expanded = x.expand(quoted)
    if tracker is not NIL and world.warns(env.file):
        x.report_unused()
    reports.check_remotes(world, x.remotes)
    fresh = sorted(((key, version) for key, version in x.vars.items() if version >= len(inputs)), key=lambda pair: pair[1])
    outputs = [(name, kind, version) for (name, kind), version in fresh]
    used = versions(expanded)
    needed = [(variable, value) for variable, value in zip(inputs, values) if variable[2] in used]
    function = world.compile(expanded, [variable for variable, _ in needed], outputs, env.file, name)
    state = cells([key for key, _ in fresh]), x.env.struct(env.line, NIL, x.vars)
    return function, cells([value for _, value in needed]), state


def versions(expanded):
    """The versions of all variables in expanded code."""
    found, parts = set(), [expanded]
    for part in parts:
        if is_node(part) and part[2].__class__ is Atom:
            found.add(get(part[1], VERSION))
        elif part.__class__ is list or part.__class__ is tuple and part[:1] != (TERM,):
            parts += part
    return found


def bind(x, binding):
    """Make a binding's variables visible: the inputs of the code, and their values."""
    inputs, values = [], []
    for name, value in items(binding):
        name, kind = name if name.__class__ is tuple else (name, NIL)
        if (name, kind) in x.vars:
            position = next(index for index, known in enumerate(inputs) if known[:2] == (name, kind))
            values[position] = value
            continue
        inputs.append((name, kind, x.new_version((name, kind))))
        values.append(value)
    return inputs, values


@native('pyex_code', 'finish', 4)
def finish(binding, state, outputs, prune):
    """{binding, env} after an evaluation; with `prune` only of the variables that it has bound."""
    keys, env = state
    made = {} if prune is TRUE else {plain_key(name): value for name, value in items(binding)}
    for key, value in zip(items(keys), outputs):
        made[plain_key(key)] = value
    return cells(list(made.items())), env


def plain_key(name):
    if name.__class__ is tuple and name[1] is NIL:
        return name[0]
    return name


@native('pyex_code', 'stashed', 1, node=True)
def stashed(node, number):
    """A large constant of evaluated code."""
    return node.world.stashed[number]


# -- text to quoted ----------------------------------------------------------------------------------------------------------

def parse_options(options, node=None):
    """The keyword arguments of `syntax.parse` for the options of `Code.string_to_quoted/2`."""
    encoder = get(options, atom('literal_encoder'))
    return {
        'literal_encoder': encoder and _encoder(node, encoder),
        'file': get(options, atom('file'), 'nofile'), 'line': get(options, LINE, 1), 'column': get(options, atom('column'), 1),
        'columns': get(options, atom('columns')) is TRUE, 'token_metadata': get(options, atom('token_metadata')) is TRUE,
        'existing_atoms_only': get(options, atom('existing_atoms_only')) is TRUE}


def _encoder(node, function):
    def encode(literal, meta):
        answer = node.nested(function, literal, meta)
        if answer.__class__ is tuple and len(answer) == 2 and answer[0] is OK:
            return answer[1]
        raise LiteralRefused(text_of(answer[1]))
    return encode


def text_of(code):
    if code.__class__ is str:
        return code
    if code.__class__ is list or code is None:
        return ''.join(map(chr, items(code)))
    raise badarg({1: 'not valid character data (an iodata term)'})


@native('pyex_code', 'parse', 2, node=True)
def parse(node, code, options):
    """The quoted code of a text; SyntaxError, TokenMissingError or MismatchedDelimiterError otherwise."""
    warnings = []
    try:
        quoted = syntax.parse(text_of(code), warnings=warnings, **parse_options(options, node))
    except syntax.ElixirSyntaxError as failure:
        raise error(syntax_exception(failure)) from None
    finally:
        if get(options, atom('emit_warnings')) is not FALSE:
            for warning in warnings:
                node.world.emit(warning)
    return quoted


FIELDS = {
    'SyntaxError': ('file', 'line', 'column', 'snippet', 'description'),
    'TokenMissingError': ('file', 'line', 'column', 'end_line', 'end_column', 'snippet', 'opening_delimiter', 'expected_delimiter',
                          'line_offset', 'description'),
}
FIELDS['MismatchedDelimiterError'] = (*FIELDS['TokenMissingError'], 'closing_delimiter')
DELIMITERS = ('opening_delimiter', 'expected_delimiter', 'closing_delimiter')


def syntax_exception(failure):
    """The exception struct of a syntax error."""
    pairs = [(STRUCT, atom(f'Elixir.{failure.exception}')), (atom('__exception__'), TRUE)]
    for name in FIELDS[failure.exception]:
        value = failure.fields['first_line'] - 1 if name == 'line_offset' else failure.fields.get(name)
        if name in DELIMITERS and value.__class__ is str:
            value = atom(value)
        pairs.append((atom(name), NIL if value is None else value))
    return from_pairs(pairs)


@native('pyex_code', 'syntax_message', 1)
def syntax_message(exception):
    """The message of a SyntaxError, TokenMissingError or MismatchedDelimiterError, its drawing included."""
    kind = exception.get(STRUCT).name[7:]
    fields = {}
    for name in FIELDS[kind]:
        value = exception.get(atom(name), NIL)
        if value is not NIL:
            fields[name] = value.name if value.__class__ is Atom else value
    if 'file' in fields:
        fields['file'] = relative(fields['file'])
    line = fields.pop('line', 1)
    failure = syntax.ElixirSyntaxError(fields.pop('description', ''), line, fields.pop('column', None), exception=kind, **fields)
    first = line if kind == 'SyntaxError' else fields.get('line_offset', 0) + 1
    failure.fields.update(text=fields.get('snippet') or '', first_line=first)
    if fields.get('snippet') is None:
        failure.fields['first_line'] = line + 1         # no line of the text is known
    return failure.message


@native('pyex_code', 'has_comments', 1)
def has_comments(text):
    """Whether a text has comments: ends of lines from a `#` on without which it reads the same."""
    whole = syntax.parse(text, warnings=[])
    position = text.find('#')
    while position >= 0:
        end = text.find('\n', position)
        rest = '' if end < 0 else text[end:]
        if reads_as(text[:position] + rest, whole):
            return TRUE
        position = text.find('#', position + 1)
    return FALSE


def reads_as(text, quoted):
    try:
        return syntax.parse(text, warnings=[]) == quoted
    except syntax.ElixirSyntaxError:
        return False


@native('pyex_code', 'string_to_quoted', 2, node=True)
def string_to_quoted(node, code, options):
    """`Code.string_to_quoted/2`: {:ok, quoted} or {:error, {meta, message, token}}."""
    try:
        quoted = syntax.parse(text_of(code), warnings=[], **parse_options(options, node))
    except syntax.ElixirSyntaxError as failure:
        return atom('error'), syntax.error_tuple(failure)
    return OK, quoted


@native('pyex_code', 'incomplete', 2)
def incomplete(code, options):
    """Whether a text is no complete expression yet, but could be the beginning of one."""
    try:
        syntax.parse(text_of(code), warnings=[], **parse_options(options))
    except syntax.ElixirSyntaxError as failure:
        return boolean(failure.incomplete)
    return FALSE


@native('pyex_code', 'quoted_to_string', 1)
def quoted_to_string(quoted):
    """`Macro.to_string/1`"""
    return syntax.to_source(quoted)


@native('pyex_code', 'quoted_to_string', 2)
def quoted_to_lines(quoted, width):
    """`Macro.to_string/1` in lines of another width."""
    return syntax.to_source(quoted, width)


# -- macros ------------------------------------------------------------------------------------------------------------------

@native('pyex_code', 'expand_once', 2, node=True)
def expand_once(node, quoted, env_struct):
    """`Macro.expand_once/2`"""
    found, _ = one_step(expander_for(node, env_struct), quoted)
    return found


@native('pyex_code', 'expand', 2, node=True)
def expand(node, quoted, env_struct):
    """`Macro.expand/2`: until it is no macro call any more."""
    x = expander_for(node, env_struct)
    while True:
        quoted, changed = one_step(x, quoted)
        if not changed:
            return quoted


def expander_for(node, env_struct):
    env = from_struct(env_struct, node.world.imports.values())
    variables = env.versioned_vars
    top = max([version for _, version in variables.items() if version.__class__ is int], default=-1) + 1
    return Expander(node.world, env, variables, top)


NAMED = frozenset(map(atom, ('__MODULE__', '__DIR__', '__ENV__')))


def one_step(x, quoted):
    """(what a macro call or a name gives, whether it was one)."""
    if not is_node(quoted):
        return quoted, False
    name, meta, args = quoted
    if name is ALIASES and all(part.__class__ is Atom for part in items(args)):
        return x.expand(quoted), True
    if name.__class__ is Atom and args.__class__ is Atom and name in NAMED:
        return (escaped(x.env_struct()) if name.name == '__ENV__' else x.expand(quoted)), True
    if args is not None and args.__class__ is not list:
        return quoted, False
    if name.__class__ is Atom:
        if is_special(name, length(args)):
            return quoted, False
        kind, result, _ = resolve_call(x, name, meta, items(args)) or (None, None, None)
        return (result, True) if kind == 'macro' else (quoted, False)
    return remote_step(x, quoted)


def remote_step(x, quoted):
    head, meta, args = quoted
    if not (is_node(head) and head[0] is DOT and length(head[2]) == 2 and head[2][1][0].__class__ is Atom):
        return quoted, False
    receiver, (name, _) = head[2]
    if is_node(receiver) and receiver[0] is ALIASES:
        receiver = x.expand(receiver)
    if receiver.__class__ is not Atom or receiver is not KERNEL and receiver not in x.env.requires:
        return quoted, False
    if not macros.is_macro(x, receiver, name, length(args)):
        return quoted, False
    return macros.run_macro(x, meta, receiver, name, items(args)), True


@native('pyex_code', 'escape', 2, node=True)
def escape(node, term, options):
    """`Macro.escape/2`; with `unquote: true` (or just `true`) the unquotes in the term become code."""
    if options is TRUE or options.__class__ is list and get(options, atom('unquote')) is TRUE:
        return escape_keeping(term)
    return escaped(term)


def escape_keeping(term):
    """Quoted code that builds the term, with `unquote(x)` replaced by `x`."""
    if not has_unquotes(term):
        return escaped(term)
    kind = term.__class__
    if kind is tuple:
        if len(term) == 3 and term[0] is UNQUOTE and length(term[2]) == 1:
            return term[2][0]
        if len(term) == 2:
            return escape_keeping(term[0]), escape_keeping(term[1])
        return TUPLE, None, cells([escape_keeping(part) for part in term])
    return escape_list(term)


def escape_list(term):
    elements, tail = split(term)
    code = None if tail is None else escape_keeping(tail)
    for element in reversed(elements):
        if is_node(element) and element[0] is SPLICING and length(element[2]) == 1:
            code = element[2][0] if code is None else ((DOT, None, [atom('erlang'), [atom('++'), None]]), None, cells([element[2][0], code]))
        elif code is None or code.__class__ is list:
            code = [escape_keeping(element), code]
        else:
            code = [(PIPE, None, [escape_keeping(element), [code, None]]), None]
    return code


UNQUOTE, SPLICING, TUPLE, PIPE = atom('unquote'), atom('unquote_splicing'), atom('{}'), atom('|')


@native('pyex_code', 'call_macro', 4, node=True)
def call_macro(node, module, name, args, env_struct):
    """What a module's macro gives for quoted arguments in an environment."""
    x = expander_for(node, env_struct)
    return macros.run_macro(x, None, module, name, items(args))


# -- what quotes call ----------------------------------------------------------------------------------------------------------

@native('pyex_code', 'splice', 2)
def splice(list_, tail):
    """The value of `unquote_splicing` in front of a tail."""
    elements = split(list_)[0] if list_.__class__ is list else []
    if list_ is not None and (list_.__class__ is not list or split(list_)[1] is not None):
        raise errors.argument_error(f'expected a list with quoted expressions in unquote_splicing/1, got: {inspect(list_)}')
    return cells(elements, tail)


@native('pyex_code', 'tail_list', 2)
def tail_list(list_, tail):
    """`[unquote_splicing(list) | tail]` as a quoted list."""
    elements = split(list_)[0]
    return cells([*elements[:-1], (PIPE, None, [elements[-1], [tail, None]])])


@native('pyex_code', 'undefined_local', 2)
def undefined_local(name, args):
    """What `:name.(args)` raises."""
    arity = length(args)
    message = f'function {name.name}/{arity} is undefined (there is no such import)'
    raise error(errors.exception(alias('UndefinedFunctionError'), module=NIL, function=name, arity=arity, reason=NIL, message=message))


@native('pyex_code', 'with_line', 2)
def with_line(quoted, line):
    """Quoted code whose nodes have a line known at run time."""
    return lined(quoted, line) if line.__class__ is int else quoted


def lined(term, line):
    if term.__class__ is tuple:
        if len(term) == 3 and (term[1] is None or term[1].__class__ is list):
            return lined(term[0], line), put(term[1], LINE, line), lined(term[2], line)
        return tuple([lined(part, line) for part in term])
    if term.__class__ is list:
        elements, tail = split(term)
        return cells([lined(part, line) for part in elements], tail)
    return term


@native('pyex_code', 'dot', 5)
def dot(meta, left, right, args, context):
    """`left.unquote(right)(args)`: a call, an alias, or what right already is. `args` is nil where none are written."""
    if is_node(right) and right[0] is ALIASES:
        left_parts = items(left[2]) if is_node(left) and left[0] is ALIASES else [left]
        return ALIASES, meta, cells(left_parts + items(right[2]))
    if is_node(right) and right[0].__class__ is Atom:
        name, _, inner = right
        arguments = args if args is not NIL else None if inner.__class__ is Atom else inner
        made = [(NO_PARENS, TRUE), meta] if args is NIL and inner.__class__ is Atom else meta
        return (DOT, meta, [left, [name, None]]), made, arguments
    if right.__class__ is Atom:
        if args is NIL and right.name.startswith('Elixir.'):
            return ALIASES, meta, [left, [right, None]]
        made = [(NO_PARENS, TRUE), meta] if args is NIL else meta
        return (DOT, meta, [left, [right, None]]), made, None if args is NIL else args
    if is_node(right):
        return (DOT, meta, [left, [right, None]]), meta, None if args is NIL else args
    raise errors.argument_error(
        'expected unquote after dot to return an atom, an alias or a quoted call, got: ' + inspect(right))


# -- modules -------------------------------------------------------------------------------------------------------------------

@native('pyex_code', 'ensure_loaded', 1, node=True)
def ensure_loaded(node, name):
    """`Code.ensure_loaded/1`"""
    if name.__class__ is Atom and node.modules.find(name) is not None:
        return atom('module'), name
    return atom('error'), atom('nofile')


@native('pyex_code', 'is_loaded', 1, node=True)
def is_loaded(node, name):
    """`Code.loaded?/1`"""
    return boolean(node.modules.get(name) is not None)


@native('pyex_code', 'purge_and_delete', 1, node=True)
def purge_and_delete(node, name):
    """Forget a module; true if there was one."""
    return boolean(node.modules.delete(name))


@native('pyex_code', 'all_loaded', 0, node=True)
def all_loaded(node):
    """The names of all loaded modules."""
    return cells(sorted(node.modules, key=lambda name: name.name))


@native('pyex_code', 'all_modules', 0, node=True)
def all_modules(node):
    """The names of all modules, loaded or not."""
    names = {name.name for name in node.modules}
    for name in module_names():
        names.add(name[1:] if name[0] == ':' else f'Elixir.{name}')
    return cells([atom(name) for name in sorted(names)])


@native('pyex_code', 'exports', 1, node=True)
def exports(node, name):
    """[{name, arity}] of a module's functions, or nil."""
    found = node.modules.find(name) if name.__class__ is Atom else None
    return NIL if found is None else cells(sorted(found.functions, key=lambda pair: (pair[0].name, pair[1])))


@native('pyex_code', 'macros', 1, node=True)
def macros_of(node, name):
    """[{name, arity}] of a module's macros, or nil."""
    found = node.modules.find(name) if name.__class__ is Atom else None
    return NIL if found is None else cells(sorted(found.macros, key=lambda pair: (pair[0].name, pair[1])))


@native('pyex_code', 'behaviours', 1, node=True)
def behaviours_of(node, name):
    """The behaviours a module declares, and their callbacks: [{module, [{name, arity}]}]."""
    found = node.modules.find(name) if name.__class__ is Atom else None
    if found is None or found.metadata is None:
        return None
    out = []
    for behaviour in found.metadata.behaviours:
        record = node.modules.find(behaviour)
        if record is not None and record.metadata is not None:
            out.append((behaviour, cells(record.metadata.callbacks)))
    return cells(out)


APPLICATIONS = (('Elixir.IEx', ('iex', '1.18.4')), ('Elixir.Logger', ('logger', '1.18.4')), ('Elixir.', ('elixir', '1.18.4')))
OF_KERNEL = frozenset(('code', 'file', 'application', 'os', 'init', 'error_logger', 'logger', 'global', 'net_kernel', 'rpc', 'heart', 'inet'))
WITHOUT = frozenset(('erlang', 'counters', 'atomics', 'persistent_term'))


@native('pyex_code', 'application_of', 1, node=True)
def application_of(node, name):
    """{application, version} of a module of the standard library, as stack traces show it; nil for all others."""
    found = node.modules.get(name)
    if name.name.startswith('pyex_'):
        return 'elixir', '1.18.4'
    if name.name == 'erl_eval':
        return 'stdlib', '4.2'
    if found is None or name.name in WITHOUT:
        return NIL
    if found.metadata is not None and not found.metadata.file.startswith('lib/'):
        return NIL
    if not name.name.startswith('Elixir.'):
        return ('kernel', '8.5.4') if name.name in OF_KERNEL else ('stdlib', '4.2')
    return next(answer for prefix, answer in APPLICATIONS if name.name == prefix or name.name.startswith(prefix))


MARKDOWN, LANGUAGE = 'text/markdown', 'en'
ERLANG_MODULE = 'Functions of Erlang\'s module `:{0}`. `exports(:{0})` lists them, `h(:{0}.name)` tells about those of a name.'


@native('pyex_code', 'fetch_docs', 1, node=True)
def fetch_docs(node, name):
    """`Code.fetch_docs/1`; unlike in Elixir also for modules typed at the prompt, and for those of Erlang that are written in Python."""
    found = node.modules.find(name) if name.__class__ is Atom else None
    docs = found.metadata.docs if found is not None and found.metadata is not None else None
    natives = native_docs(name.name) if name.__class__ is Atom else {}
    if docs is None and not natives:
        return atom('error'), atom('module_not_found' if found is None else 'chunk_not_found')
    docs = docs or Docs()
    moduledoc = docs.moduledoc or (ERLANG_MODULE.format(name.name) if natives else docs.moduledoc)
    entries = {**natives, **docs.entries}
    described = [entry_term(key, entries[key]) for key in sorted(entries, key=lambda key: (key[0], key[1].name, key[2]))]
    meta = EMPTY_MAP if docs.meta is None else docs.meta
    return atom('docs_v1'), docs.line, atom('elixir'), MARKDOWN, text_term(moduledoc), meta, cells(described)


def native_docs(module):
    """{key: Doc} of the functions of an Erlang module that are written in Python."""
    if module.startswith('Elixir.') or not registry.load(module):
        return {}
    mine = [(name, arity) for owner, name, arity in registry.names() if owner == module]
    return {('function', atom(name), arity): native_doc(module, name, arity) for name, arity in mine}


def native_doc(module, name, arity):
    _, line = registry.place(module, name, arity)
    parameters = [parameter.rstrip('_') for parameter in registry.parameters(module, name, arity)]
    signature = f'{name}({", ".join(parameters)})' if len(parameters) == arity else f'{name}/{arity}'
    text = registry.doc(module, name, arity)
    return Doc(line, signature, text and cleandoc(text))


def text_term(text):
    if text is False:
        return atom('hidden')
    return atom('none') if text is None else from_pairs([(LANGUAGE, text)])


def entry_term(key, doc):
    kind, name, arity = key
    signature = [doc.signature, None] if doc.signature else None
    meta = EMPTY_MAP if doc.meta is None else doc.meta
    return (atom(kind), name, arity), doc.line, signature, text_term(doc.text), meta


@native('pyex_code', 'specs', 1, node=True)
def specs(node, name):
    """[{kind, quoted}] of a module's @spec, @type, @callback..., or nil."""
    found = node.modules.find(name) if name.__class__ is Atom else None
    if found is None or found.metadata is None:
        return NIL
    return cells(list(found.metadata.specs))


@native('pyex_code', 'emit', 4, node=True)
def emit(node, severity, message, file, line):
    """Report a diagnostic (`IO.warn/2`)."""
    node.world.emit(Diagnostic(severity.name, message, file, line))
    return OK

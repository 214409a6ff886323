"""`:pyex_break`: functions with breakpoints, see `stdlib/iex/break.ex`.

The definition of the function, as the expander left it, is compiled again with a question before each expression of its
clauses' bodies, and takes the place of the function under its names. What it was before is kept, to be put back.
"""
from itertools import count

from pyex.compiler import Definition, compile_module, load_functions
from pyex.expand.quoted import BLOCK, LINE, VERSION, cells, constant, get, is_call, is_node, is_variable, items, line_of, remote
from pyex.library import path_of
from pyex.natives.registry import native
from pyex.pipeline import compile_file
from pyex.terms.atom import ERROR, NIL, OK, alias, atom
from pyex.terms.maps import from_pairs

IEX_BREAK, REACHED, STEP, NEXT = alias('IEx', 'Break'), atom('reached'), atom('step'), atom('next?')
MATCH, PIN = atom('='), atom('^')
OWN = 1 << 40                       # versions of variables from here on are ours
NO_MODULE, NATIVES, UNKNOWN = atom('no_module'), atom('natives'), atom('unknown')


@native('pyex_break', 'instrument', 4, node=True)
def instrument(node, module, function, arity, number):
    """Give a function breakpoint `number`: `:ok`, or `{:error, :no_module | :natives | :unknown}`."""
    found = node.modules.find(module)
    if found is None:
        return ERROR, NO_MODULE
    if found.metadata is None:
        return ERROR, NATIVES
    key = function, arity
    definitions = definitions_of(node, found)
    if key not in definitions:
        return ERROR, UNKNOWN
    found = node.modules.find(module)           # it may just have been compiled
    if key not in found.metadata.replaced:
        definition, env = definitions[key]
        replace(node, found, definition, Instrumented(node, found, env.replace(function=key, tracker=NIL), number).definition(definition))
    return OK


@native('pyex_break', 'restore', 3, node=True)
def restore(node, module, function, arity):
    """Put a function back as it was before it got a breakpoint."""
    found = node.modules.find(module)
    replaced = found.metadata.replaced.pop((function, arity), None) if found and found.metadata else None
    if replaced is not None:
        old, new_name, new_arity = replaced
        current = node.globals[f'{module.name}.{new_name}/{new_arity}@{found.version}']
        node.modules.replace(module.name, new_name, new_arity, found.version, current, old)
    return OK


def definitions_of(node, found):
    """{(name, arity): (Definition, Env)} of a module. What came out of the cache has none and is compiled again."""
    path = path_of(found.name.name)
    if not found.metadata.definitions and found.metadata.file.startswith('lib/') and path is not None:
        compile_file(path, node)
        found = node.modules.find(found.name)
    return {key: pair for key, pair in found.metadata.definitions.items() if pair[0].clauses}


def replace(node, found, definition, new):
    name, arity = definition.compiled_name
    compiled = compile_module(found.name, [new], definition.file)
    function = load_functions(compiled, node, found.version, found.metadata.source)[name, arity]
    old = node.globals[f'{found.name.name}.{name}/{arity}@{found.version}']
    found.metadata.replaced[definition.name, definition.arity] = old, name, arity
    node.modules.replace(found.name.name, name, arity, found.version, old, function)


class Instrumented:
    """Makes definitions with questions in them."""

    def __init__(self, node, found, env, number):
        self.found, self.env, self.number = found, constant(env.struct()), number
        typed = found.metadata.source
        self.input = node.world.sources.index(typed) + 1 if typed in node.world.sources else 0
        self.versions = count(OWN)

    def definition(self, definition):
        self.key, self.file = (definition.name, definition.arity), definition.file
        return Definition(*definition[:4], [self.clause(*clause) for clause in definition.clauses], definition.file)

    def variable(self):
        return NEXT, [(VERSION, next(self.versions)), None], IEX_BREAK

    def clause(self, meta, args, guards, body):
        subjects = [self.variable() for _ in args]
        bound = {}
        for pattern in args:
            note_variables(pattern, bound)
        patterns = [(MATCH, meta, cells([pattern, subject])) for pattern, subject in zip(args, subjects)]
        return meta, patterns, guards, self.body(meta, cells(subjects), bound, body)

    def body(self, meta, subjects, bound, body):
        """The body as a block: a question, an expression, a question..."""
        expressions = items(body[2]) if is_node(body) and body[0] is BLOCK and body[2] is not None else [body]
        out, flag = [], None
        for expression in expressions:
            line = line_of(expression[1]) if is_node(expression) and expression[1] is not None else None
            place = constant(self.place(line or line_of(meta)))
            where = cells(list(bound.items())), self.env, place
            asked = (REACHED, self.number, subjects) if flag is None else (STEP, flag)
            flag, here = self.variable(), [(LINE, line or line_of(meta)), None]
            out.append((MATCH, here, cells([flag, remote(IEX_BREAK, asked[0], here, *asked[1:], *where)])))
            out.append(expression)
            note_bindings(expression, bound)
        return BLOCK, meta, cells(out)

    def place(self, line):
        pairs = ('file', self.file or self.found.metadata.file), ('line', line or 0), ('module', self.found.name), ('function', self.key)
        return from_pairs([*((atom(name), value) for name, value in pairs), (atom('input'), self.input)])


def note_bindings(expression, bound):
    """The variables that an expression binds for those after it."""
    while is_call(expression, MATCH, 2):
        pattern, (expression, _) = expression[2]
        note_variables(pattern, bound)


def note_variables(pattern, bound):
    """{name: variable} of what a pattern binds and a person has written."""
    if is_variable(pattern):
        name, meta, context = pattern
        if context is NIL and not name.name.startswith('_') and get(meta, VERSION) is not None:
            bound.pop(name, None)
            bound[name] = pattern
    elif is_node(pattern):
        if pattern[0] is not PIN:
            note_variables(pattern[2], bound)
    elif pattern.__class__ is tuple:
        for part in pattern:
            note_variables(part, bound)
    else:
        while pattern.__class__ is list:
            note_variables(pattern[0], bound)
            pattern = pattern[1]

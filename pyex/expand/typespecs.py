"""Checks on `@type`, `@spec`, `@callback`: that what they name exists. The specs themselves are only kept and shown."""
from pyex import syntax
from pyex.expand import errors
from pyex.expand.behaviours import signature
from pyex.expand.env import module_text
from pyex.expand.quoted import WHEN, is_call, is_keywords, is_node, is_variable, items
from pyex.terms.atom import Atom, atom
from pyex.terms.lists import split

RETURNS, BITS = atom('::'), atom('<<>>')
BUILT_IN = {(name, 0) for name in '''
any arity atom binary bitstring boolean byte char char_list charlist float fun function identifier integer iodata iolist keyword list
map maybe_improper_list mfa module neg_integer no_return node non_neg_integer none nonempty_binary nonempty_bitstring
nonempty_charlist nonempty_list nonempty_maybe_improper_list nonempty_string number pid port pos_integer reference string struct
term timeout tuple record'''.split()} | {
    ('as_boolean', 1), ('keyword', 1), ('list', 1), ('nonempty_list', 1), ('maybe_improper_list', 2), ('nonempty_improper_list', 2),
    ('nonempty_maybe_improper_list', 2), ('record', 1), ('record', 2), ('fun', 1)}
TYPES = ('type', 'typep', 'opaque')
NOT_TYPES = {'{}', '%{}', '%', '<<>>', '|', '::', '->', '..', '...', '__aliases__', '__MODULE__', 'required', 'optional', '-', '@', '__block__',
             '_', 'unquote'}


def check(world, builder):
    """Raise what is wrong with a module's types and specs; warn of private types that nobody uses."""
    defined, used = {}, set()
    for kind, quoted, line in builder.specs:
        if kind.name in TYPES:
            define_type(builder, quoted, line, defined)
    for kind, quoted, line in builder.specs:
        check_spec(builder, kind.name, quoted, line, defined, used)
    for kind, quoted, line in builder.specs:
        if kind.name == 'typep' and key_of(quoted) not in used:
            name, arity = key_of(quoted)
            errors.emit(world, 'warning', builder.env, line, f'type {name}/{arity} is unused')


def fail(builder, line, text):
    raise errors.compile_error(text, builder.file, line)


def key_of(quoted):
    found = signature(quoted)
    return found and (found[0].name, found[1])


def define_type(builder, quoted, line, defined):
    if not is_call(quoted, RETURNS, 2) or key_of(quoted) is None:
        fail(builder, line, f'invalid type specification: {syntax.to_source(quoted)}')
    name, arity = key = key_of(quoted)
    if key in defined:
        fail(builder, line, f'type {name}/{arity} is already defined in {builder.file}:{defined[key]}')
    if key in BUILT_IN:
        fail(builder, line, f'type {name}/{arity} is a built-in type and it cannot be redefined')
    defined[key] = line


def check_spec(builder, kind, quoted, line, defined, used):
    variables, constraints = {}, []
    body = quoted
    if is_call(quoted, WHEN, 2):
        body, (constraints, _) = quoted[2]
        constraints = items(constraints) if is_keywords(constraints) else []
        variables = {name.name: 0 for name, _ in constraints}
    if not is_call(body, RETURNS, 2) or key_of(quoted) is None:
        fail(builder, line, f'type specification missing return type: {syntax.to_source(quoted)}')
    head, (result, _) = body[2]
    arguments = [] if head[2].__class__ is Atom else split(head[2])[0]
    walker = Walker(builder, line, defined, used, variables)
    if kind in TYPES:
        walker.variables = {argument[0].name: 0 for argument in arguments if is_variable(argument)}
        return walker.walk(result)
    for part in [*arguments, result, *(value for _, value in constraints if not is_free(value))]:
        walker.walk(part)
    check_variables(builder, line, walker.variables, constraints)
    check_defined(builder, kind, quoted, line)


def is_free(constraint):
    """`when a: var`"""
    return is_variable(constraint) and constraint[0].name == 'var'


def check_variables(builder, line, variables, constraints):
    for name, value in constraints:
        if variables[name.name] < 2 and is_free(value):
            fail(builder, line, f'type variable {name.name} is used only once. Type variables in typespecs must be referenced at least '
                 'twice, otherwise it is equivalent to term()')


def check_defined(builder, kind, quoted, line):
    key = signature(quoted)
    if kind == 'spec' and key not in builder.definitions and key not in builder.overridden:
        fail(builder, line, f'spec for undefined function {key[0].name}/{key[1]}')


class Walker:
    """Goes through one type and counts the variables that it meets."""

    def __init__(self, builder, line, defined, used, variables):
        self.builder, self.line, self.defined, self.used, self.variables = builder, line, defined, used, variables

    def walk(self, term):
        if term.__class__ is list:
            for part in split(term)[0]:
                self.walk(part)
        elif is_node(term):
            self.walk_node(term)
        elif term.__class__ is tuple:
            for part in term:
                self.walk(part)
        elif term.__class__ in (str, bytes, float):
            fail(self.builder, self.line, f'unexpected expression in typespec: {syntax.to_source(term)}')

    def walk_node(self, node):
        name, _, args = node
        if name.__class__ is not Atom:
            return self.walk(args)          # a remote type: only its arguments
        if name is RETURNS:
            return self.walk(args[1][0])    # `name :: type`
        if name is BITS or name.name == '@':
            return None
        if is_variable(node) and name.name in self.variables:
            self.variables[name.name] += 1
            return None
        if name.name not in NOT_TYPES:
            self.check_type(name.name, 0 if args.__class__ is Atom else len(split(args)[0]))
        return None if args.__class__ is Atom or name.name == '__aliases__' else self.walk(args)

    def check_type(self, name, arity):
        self.used.add((name, arity))
        if (name, arity) not in self.defined and (name, arity) not in BUILT_IN:
            fail(self.builder, self.line,
                 f'type {name}/{arity} undefined (no such type in {module_text(self.builder.name)})')

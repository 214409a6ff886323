"""Whole modules, expressions and rests: the compiler's entry points."""
import marshal

from pyex.compiler import python
from pyex.compiler.awaiting import warm_rest
from pyex.compiler.definition import CompiledModule
from pyex.compiler.functions import emit_definition, emit_expression, emit_external
from pyex.compiler.link import link
from pyex.compiler.rest import rest_of
from pyex.compiler.unit import Unit


class CompiledExpression:
    """An expression as a function that is not linked yet."""
    __slots__ = ('unit', 'code')

    def __init__(self, unit, code):
        self.unit, self.code = unit, code


def compile_module(name, definitions, file):
    """The CompiledModule of a module's definitions (list of Definition)."""
    units, exports = [], []
    for definition in definitions:
        function_name, arity = definition.compiled_name
        define, live, unit = emit_definition(definition, name)
        code = python.code_of(define, definition.file, live)
        units.append((function_name, arity, *unit.data(), code, unit.objects))
        if definition.kind in ('def', 'defmacro'):
            exports.append((function_name, arity))
    return CompiledModule(name.name, file, tuple(units), tuple(exports))


def compile_expression(expanded, inputs, outputs, file, name=None):
    """A CompiledExpression: takes the inputs' values, returns (value, tuple of outputs), or the value if outputs is None.

    inputs, outputs: lists of (name Atom, context Atom, version). name: the code name, which stands in stack traces.
    """
    define, live, unit = emit_expression(expanded, inputs, outputs, file, name or '(file)')
    return CompiledExpression(unit, python.code_of(define, file, live))


def load_functions(compiled, node, version, source=None):
    """{(name, arity): Python function} of a CompiledModule in a node. Each is linked at its first call: most never are."""
    return {unit[:2]: _linked_later(compiled.name, unit, node, version, source) for unit in compiled.units}


def packed(compiled):
    """A CompiledModule to be stored: what most functions never need is marshalled, to be read when they do."""
    units = tuple((name, arity, unit_name, file, rows, marshal.dumps(details), marshal.dumps(code), objects)
                  for name, arity, unit_name, file, rows, details, code, objects in compiled.units)
    return compiled._replace(units=units)


def _linked_later(module, unit, node, version, source):
    def first_call(*arguments):             # a node that is copied copies a thousand of these, so it is one function and no more
        return _link(module, unit, node, version, source, first_call)(*arguments)
    return first_call


def _link(module, unit, node, version, source, first_call):
    name, arity, unit_name, file, rows, details, code, objects = unit
    if code.__class__ is bytes:
        code = marshal.loads(code)
    made = Unit(unit_name, file, rows, details, objects)
    made.source = source
    function = link(made, code, node, version)
    node.modules.replace(module, name, arity, version, first_call, function)
    return function


def linked(function):
    """The function that one from `load_functions` becomes at its first call."""
    if function.__code__.co_name != 'first_call':
        return function
    return _link(**dict(zip(function.__code__.co_freevars, (cell.cell_contents for cell in function.__closure__))))


def compile_rest(site, node, warm=False):
    """The Python function that goes on after a site. warm: what is called there waits by returning; None if it never waits."""
    define, live, _ = site.unit.parts()
    rest = rest_of(define, site.number, live[site.number], site.handles)
    if warm:
        rest = warm_rest(define, rest, site.number, node, site.unit.version)
        if rest is None:
            return None
    code = python.code_of(rest, site.unit.file, live, in_rest=True)
    return link(site.unit, code, node, site.unit.version)


def external(node, module, name, arity):
    """The function that `&Mod.fun/arity` stands for."""
    define, live, unit = emit_external(module, name, arity)
    return link(unit, python.code_of(define, '', live), node)

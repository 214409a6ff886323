"""Patient functions: a function whose receive, when it has to wait, returns WAIT instead of raising `Suspend` (250 ns, and 90 for each
Python function on the way).

That is for who knows what WAIT means: the scheduler, which calls what a process begins with, and other patient functions where
they call in tail position, or call what has a receive of its own (`?Elixir.Foo.bar/2` is the patient one of `Elixir.Foo.bar/2`).
All else is as in the function itself: its name, its sites, its reductions. It takes a millisecond to compile, so it is made for
functions that begin a thousand processes.
"""
from types import FunctionType

from pyex.compiler import python
from pyex.compiler.ir import called, function_of, walk
from pyex.compiler.link import Linker, names_of
from pyex.compiler.unit import Unit
from pyex.runtime.frames import Site


def patient(function, node):
    """The patient function that does what a function of a node does; the function itself where it is not known to wait for anything."""
    if function.__class__ is not FunctionType or function.__globals__ is not node.globals:
        return function                         # a native
    code = function.__code__
    if id(code) not in node.patient_codes:
        node.patient_codes[id(code)] = code, _patient_code(code, node)          # (hashing code objects themselves takes long)
    made = node.patient_codes[id(code)][1]
    return function if made is None else FunctionType(made, node.globals, function.__name__, None, function.__closure__)


def _patient_code(code, node):
    """The code of the patient function, or None."""
    unit, whole, define = code.co_consts[-1], *_defines(code)
    if define is None:
        return None
    receiving = {name for name in _calls(define) if _receives(node, name, unit.version)}
    if not receiving and not any(map(_waits, walk(define[4]))):
        return None
    made = python.patient_code_of(define, unit.file, unit.parts()[1], whole[6], receiving)
    made = Linker(unit, unit.version).code(made)
    node.modules.require_names(names_of(made))
    return made if made.co_freevars == code.co_freevars else None


def _defines(code):
    """The ('def', ...) of a code object's unit, and its own in there; (None, None) if it has none."""
    unit, head = code.co_consts[-1], _head(code)
    if unit.__class__ is not Unit or head is None:
        return None, None
    whole = unit.parts()[0]
    return whole, function_of(whole, head.number)


def _calls(define):
    """The names of the functions that are called other than in tail position."""
    return {called(statement[3]) for statement in walk(define[4]) if statement[0] == 'site'} - {None}


def _receives(node, name, version):
    """Whether a function that is called so has a receive of its own."""
    function = node.globals.get(f'{name}{version}' if name[-1] == '@' else name)
    if function.__class__ is not FunctionType or function.__globals__ is not node.globals:
        return False
    define = _defines(function.__code__)[1]
    return define is not None and any(statement[0] == 'peek' for statement in walk(define[4]))


def _head(code):
    """The first site in a code object, which is that of its first reduction. (Its name would not do: what is typed has several of one name.)"""
    for constant in code.co_consts:
        if constant.__class__ is tuple and constant:
            constant = constant[0]
        if constant.__class__ is Site:
            return constant
    return None


def _waits(statement):
    """Whether this is a receive, or a tail call of what may have one."""
    return statement[0] == 'peek' or statement[0] == 'ret' and called(statement[1]) is not None

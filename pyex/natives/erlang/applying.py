"""`:erlang.apply/2,3` as functions of their own, for `apply(:erlang, :apply, ...)`; calls written out are the compiler's.

They end in the call, with nothing left to do after it, so the called function may be suspended: no frame is lost with theirs.
"""
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg, error
from pyex.terms.atom import atom
from pyex.terms.function import arity, is_function
from pyex.terms.lists import to_python

BADFUN, BADARITY = atom('badfun'), atom('badarity')


def _arguments(cells, position):
    try:
        return to_python(cells)
    except (TypeError, ValueError):
        raise badarg({position: 'not a list'}) from None


@native('erlang', 'apply', 2)
def apply_2(function, arguments):
    """Calls a function with a list of arguments."""
    values = _arguments(arguments, 2)
    if not is_function(function):
        raise error((BADFUN, function))
    if arity(function) != len(values):
        raise error((BADARITY, (function, arguments)))
    return function(*values)


@native('erlang', 'apply', 3, node=True)
def apply_3(node, module, name, arguments):
    """Calls `module.name` with a list of arguments."""
    values = _arguments(arguments, 3)
    return node.exports[module, name, len(values)](*values)

"""Natives: the functions of Erlang's modules that are written in Python, registered with their docs.

    @native('erlang', 'abs', 1)
    def abs_(number): ...                    # terms in, term out; it must not call Elixir functions

    @native('erlang', 'node', 0, node=True)
    def node_(node): ...                     # the first parameter is the Node; for what is not hot

    @native('erlang', 'send', 2, maker=True)
    def make_send(node):                     # called once for each node, returns the function; for what is hot
        def send(destination, message): ...
        return send

    @native('erlang', 'yield', 0, node=True, suspends=True)
    def yield_(node): ...                    # it may raise STOP with a frame of its own captured: a call of it is a site

    @twin('erlang', 'send', 2, 'send')
    def heard_send(node, destination, message): ...         # stands in while somebody listens to 'send' (runtime/trace.py)

A native that must have Elixir called back is written in Elixir instead (`stdlib/erlang/lists.ex` stands beside
`natives/lists.py`); the two together are the module.
"""
import importlib
import os
from functools import cache
from types import CodeType

_FILES = {entry.name.removesuffix('.py') for entry in os.scandir(os.path.dirname(__file__)) if entry.name[0] != '_'}
_natives = {}               # (module name, name, arity) -> (python function, kind); filled while the files are imported
_suspending = set()         # the keys of those whose callers must be able to save a frame
_twins = {}                 # (module name, name, arity) -> (python function, kind, the event it tells of)
_by_code = {}               # id of a code object -> (the code object, (module name, name, arity)): code may not be hashable


def native(module, name, arity, *, node=False, maker=False, suspends=False):
    """Register a Python function as `:module.name/arity`."""
    def register(function):
        if suspends:
            _suspending.add((module, name, arity))
        kind = 'maker' if maker else 'node' if node else 'plain'
        _natives[module, name, arity] = function, kind
        if kind == 'plain':
            _know(function, (module, name, arity))
        return function
    return register


def twin(module, name, arity, event, *, maker=False):
    """Register what does the same as a native that takes a short way, and tells of it: it calls the node's own methods."""
    def register(function):
        _twins[module, name, arity] = function, 'maker' if maker else 'node', event
        return function
    return register


def twins(node, events):
    """{(module name, name, arity): function} of the twins that tell of these events, for one node."""
    return {key: _bound(node, key, function, kind) for key, (function, kind, event) in _twins.items() if event in events}


def load(module):
    """Import the natives of the Erlang module called `module`; False if it has none."""
    if module not in _FILES:
        return False
    importlib.import_module(f'pyex.natives.{module}')
    return True


def is_native(module, name, arity):
    """Is this function of an Erlang module (strs) written in Python?"""
    return load(module) and (module, name, arity) in _natives


def suspends(module, name, arity):
    """May a call of this native end the slice, and go on later?"""
    return (module, name, arity) in _suspending


def bind(node, module=None):
    """{(module name, name, arity): function} of the natives of one module, or of all that are imported, for one node."""
    bound = {}
    for key, (function, kind) in _natives.items():
        if module is not None and key[0] != module:
            continue
        bound[key] = _bound(node, key, function, kind)
    return bound


def _bound(node, key, function, kind):
    if kind == 'maker':
        function = function(node)
    elif kind == 'node':
        function = _with_node(function, node)
    _know(function, key)
    return function


def _know(function, key):
    code = getattr(function, '__code__', None)              # a maker may give one of Python's own functions
    if code is not None and id(code) not in _by_code:
        _by_code[id(code)] = code, key


def _with_node(function, node):
    """The native without its first parameter."""
    made = _maker(function.__code__.co_argcount - 1)(function, node)
    made.__code__ = _code_with_node(function)
    return made


@cache
def _code_with_node(function):
    """The code that all nodes' bindings of a native share."""
    code = _maker(function.__code__.co_argcount - 1)(function, None).__code__
    return code.replace(co_name=function.__name__)


@cache
def _maker(arity):
    parameters = ', '.join(f'a{index}' for index in range(arity))
    return eval(f'lambda function, node: lambda {parameters}: function(node, {parameters})')


def names():
    """The set of (module name, name, arity) of all natives that are imported."""
    return _natives.keys()


def parameters(module, name, arity):
    """The names of a native's parameters; fewer than `arity` where Python does not tell."""
    function, kind = _natives[module, name, arity]
    code = getattr(function, '__code__', None)
    return code.co_varnames[kind == 'node':code.co_argcount] if code and kind != 'maker' else ()


def doc(module, name, arity):
    """The docstring of a native, or None."""
    found = _natives.get((module, name, arity))
    return found and found[0].__doc__


def place(module, name, arity):
    """(file, line) of a native, or None."""
    found = _natives.get((module, name, arity))
    code = getattr(found[0], '__code__', None) if found else None
    return (code.co_filename, code.co_firstlineno) if code else None


def mfa_of(code: CodeType):
    """(module name, name, arity) of a native's code object, or None: this is how stack traces name natives."""
    found = _by_code.get(id(code))
    return found[1] if found is not None and found[0] is code else None

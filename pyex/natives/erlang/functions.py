"""Functions and modules as terms: `fun_info`, `make_fun`, `function_exported`, what is loaded."""
from pyex.natives.arguments import charlist, linked
from pyex.natives.registry import native
from pyex.natives.registry import names as native_names
from pyex.runtime.exceptions import badarg
from pyex.terms import function as functions
from pyex.terms.atom import FALSE, TRUE, UNDEFINED, Atom, atom, boolean

ARITY, MODULE, NAME, TYPE, ENV, LOCAL, EXTERNAL = map(
    atom, ('arity', 'module', 'name', 'type', 'env', 'local', 'external'))
INDEX, NEW_INDEX, UNIQ, NEW_UNIQ, PID = map(atom, ('index', 'new_index', 'uniq', 'new_uniq', 'pid'))
LOCAL_ITEMS = PID, MODULE, NEW_INDEX, NEW_UNIQ, INDEX, UNIQ, NAME, ARITY, ENV, TYPE
EXTERNAL_ITEMS = MODULE, NAME, ARITY, ENV, TYPE
SHELL = 'erl_eval', '-expr/6-fun-{}-'           # where a fn typed at the prompt comes from, on the BEAM


def _names(function):
    """(module, name) of a function, as Atoms."""
    code_name = function.__code__.co_name
    mfa = functions.mfa(code_name) if '/' in code_name else None
    if mfa is not None:
        return atom(mfa[0]), atom(mfa[1])
    number = code_name.partition('-fun-')[2].rstrip('-') or '0'
    around = functions.owner(code_name)
    if around is None:
        return atom(SHELL[0]), atom(SHELL[1].format(number))
    return atom(around[0]), atom(f'-{around[1]}/{around[2]}-fun-{number}-')


def _info(node, function):
    """{item: value} of a function."""
    if function.__class__ is not functions.FunctionType:
        raise badarg({1: 'not a fun'})
    module, name = _names(function)
    external = functions.is_external(function)
    env = None if external else linked([cell.cell_contents for cell in function.__closure__ or ()])
    found = {MODULE: module, NAME: name, ARITY: functions.arity(function), ENV: env, TYPE: EXTERNAL if external else LOCAL}
    if not external:
        index = name.name.rstrip('-').rpartition('-')[2]
        number = int(index) if index.isdecimal() else 0
        found |= {PID: node.current.pid, INDEX: number, NEW_INDEX: number, UNIQ: 0, NEW_UNIQ: '\0' * 16}
    return found


@native('erlang', 'fun_info', 1, node=True)
def fun_info(node, function):
    """What is known of a function as a list of {item, value}."""
    found = _info(node, function)
    return linked([(item, found[item]) for item in (LOCAL_ITEMS if PID in found else EXTERNAL_ITEMS)])


@native('erlang', 'fun_info', 2, node=True)
def fun_info_2(node, function, item):
    """{item, value} of a function."""
    found = _info(node, function)
    if item not in LOCAL_ITEMS:
        raise badarg({2: 'invalid item'})
    return item, found.get(item, UNDEFINED)


@native('erlang', 'fun_info_mfa', 1, node=True)
def fun_info_mfa(node, function):
    """{module, name, arity} of a function."""
    found = _info(node, function)
    return found[MODULE], found[NAME], found[ARITY]


@native('erlang', 'fun_to_list', 1)
def fun_to_list(function):
    """The charlist of a function, as Erlang prints it."""
    if function.__class__ is not functions.FunctionType:
        raise badarg({1: 'not a fun'})
    module, name = _names(function)
    if functions.is_external(function):
        return charlist(f"fun '{module.name}':{name.name}/{functions.arity(function)}")
    return charlist(f'#Fun<{module.name}.0.0>')


@native('erlang', 'make_fun', 3, node=True)
def make_fun(node, module, name, arity):
    """The function `&module.name/arity`."""
    hints = {position: 'not an atom' for position, term in ((1, module), (2, name)) if term.__class__ is not Atom}
    if arity.__class__ is not int:
        hints[3] = 'not an integer'
    elif not 0 <= arity <= 255:
        hints[3] = 'out of range'
    if hints:
        raise badarg(hints)
    return node.globals['external'](module, name, arity)


def _check_names(module, name=None):
    hints = {1: 'not an atom'} if module.__class__ is not Atom else {}
    if name is not None and name.__class__ is not Atom:
        hints[2] = 'not an atom'
    if hints:
        raise badarg(hints)


@native('erlang', 'function_exported', 3, node=True)
def function_exported(node, module, name, arity):
    """Whether a module that is loaded has a public function."""
    _check_names(module, name)
    if arity.__class__ is not int:
        raise badarg({3: 'not an integer'})
    found = node.modules.get(module)
    exported = found is not None and ((name, arity) in found.functions or _is_macro(found, name, arity))
    return boolean(exported or (module, name, arity) in node.exports)


def _is_macro(module, name, arity):
    """Macros are functions whose names begin with MACRO- and that take the caller's environment first."""
    return name.name.startswith('MACRO-') and (atom(name.name[6:]), arity - 1) in module.macros


@native('erlang', 'is_builtin', 3)
def is_builtin(module, name, arity):
    """Whether a function is a native."""
    _check_names(module, name)
    return boolean((module.name, name.name, arity) in native_names())


@native('erlang', 'module_loaded', 1, node=True)
def module_loaded(node, module):
    """Whether a module is loaded."""
    _check_names(module)
    return boolean(module in node.modules)


@native('erlang', 'loaded', 0, node=True)
def loaded(node):
    """The modules that are loaded."""
    return linked(list(node.modules))


@native('erlang', 'pre_loaded', 0)
def pre_loaded():
    """The modules that the BEAM has from the start; here there is one."""
    return [atom('erlang'), None]


@native('erlang', 'delete_module', 1, node=True)
def delete_module(node, module):
    """Forget a module; `undefined` if it is not loaded."""
    _check_names(module)
    return TRUE if node.modules.delete(module) else UNDEFINED


@native('erlang', 'purge_module', 1)
def purge_module(module):
    """True: old code goes away by itself once nobody runs it."""
    _check_names(module)
    return TRUE


@native('erlang', 'check_old_code', 1)
def check_old_code(module):
    """False: see `purge_module/1`."""
    _check_names(module)
    return FALSE


@native('erlang', 'check_process_code', 2)
def check_process_code(pid, module):
    """False: see `purge_module/1`."""
    return FALSE

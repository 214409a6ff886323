"""`:code`: Erlang's code server, as far as it makes sense where modules live in a node's table."""
from pyex.library import path_of
from pyex.natives.registry import native
from pyex.terms.atom import Atom, FALSE, TRUE, atom, boolean
from pyex.terms.lists import from_python

MODULE, ERROR, NOFILE, NON_EXISTING = atom('module'), atom('error'), atom('nofile'), atom('non_existing')


def charlist(text):
    return from_python(list(map(ord, text)))


def file_of(found):
    """What stands for the file a module was loaded from."""
    if found.metadata is None:
        return atom('preloaded')
    return charlist(found.metadata.file) if path_of(found.name.name) is not None else None


@native('code', 'ensure_loaded', 1, node=True)
def ensure_loaded(node, name):
    """`{:module, name}`, or `{:error, :nofile}`."""
    if name.__class__ is Atom and node.modules.find(name) is not None:
        return MODULE, name
    return ERROR, NOFILE


@native('code', 'load_file', 1, node=True)
def load_file(node, name):
    """As `ensure_loaded/1`."""
    return ensure_loaded(node, name)


@native('code', 'is_loaded', 1, node=True)
def is_loaded(node, name):
    """`{:file, path}` of a loaded module, or `false`."""
    found = node.modules.get(name)
    return FALSE if found is None else (atom('file'), file_of(found))


@native('code', 'all_loaded', 0, node=True)
def all_loaded(node):
    """`[{module, path}]` of all loaded modules."""
    found = sorted(node.modules.values(), key=lambda module: module.name.name)
    return from_python([(module.name, file_of(module)) for module in found])


@native('code', 'which', 1, node=True)
def which(node, name):
    """The path of a module's file, or `:non_existing`."""
    found = node.modules.find(name)
    return NON_EXISTING if found is None else file_of(found)


@native('code', 'delete', 1, node=True)
def delete(node, name):
    """Forget a module; `true` if there was one."""
    return boolean(node.modules.delete(name))


@native('code', 'purge', 1)
def purge(name):
    """Old versions live for as long as a process runs them: there is none to purge."""
    return FALSE


@native('code', 'soft_purge', 1)
def soft_purge(name):
    """As `purge/1`; it always succeeds."""
    return TRUE


@native('code', 'get_object_code', 1)
def get_object_code(name):
    """Modules have no object code here."""
    return ERROR


@native('code', 'module_status', 1, node=True)
def module_status(node, name):
    """`:loaded` or `:not_loaded`."""
    return atom('loaded' if node.modules.get(name) is not None else 'not_loaded')

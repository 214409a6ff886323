"""`:erlang.process_info`: what can be asked about a process. Each item is one decorated function of (node, process).

The figures of memory are our own: they tell big processes from small ones, not how many bytes the BEAM would use.
"""
import sys

from pyex.natives.arguments import linked
from pyex.natives.erlang.signals import check_pid
from pyex.natives.registry import native
from pyex.runtime import stacktrace
from pyex.runtime.exceptions import badarg
from pyex.runtime.process import WAITING
from pyex.runtime.signals import PROCESS
from pyex.terms.atom import FALSE, UNDEFINED, Atom, atom, boolean
from pyex.terms.lists import split
from pyex.terms.maps import from_pairs, unkey

ITEMS = {}                              # {Atom: function(node, process)}
SOME = [atom(name) for name in (        # what `process_info/1` shows
    'current_function', 'initial_call', 'status', 'message_queue_len', 'links', 'dictionary', 'trap_exit', 'error_handler',
    'priority', 'group_leader', 'total_heap_size', 'heap_size', 'stack_size', 'reductions', 'garbage_collection',
    'suspending')]
REGISTERED_NAME = atom('registered_name')
WAITS, RUNS, RUNNABLE, SUSPENDED = map(atom, ('waiting', 'running', 'runnable', 'suspended'))
HIBERNATE = atom('erlang'), atom('hibernate'), 3
BASE, FRAME, MESSAGE = 58, 8, 2         # words of a process, of a frame, of a message's place


def item(function):
    """Add an item that is called as its function is."""
    ITEMS[atom(function.__name__)] = function
    return function


@native('erlang', 'process_info', 2, node=True)
def process_info(node, pid, wanted):
    """{item, value} of a process, or a list of them for a list of items; `undefined` if it has ended."""
    check_pid(pid)
    several = wanted is None or wanted.__class__ is list
    names, tail = split(wanted) if several else ((wanted,), None)
    for name in names:
        if name.__class__ is not Atom or name not in ITEMS:
            raise badarg({2: 'invalid item or item list'})
    if tail is not None:
        raise badarg({2: 'invalid item or item list'})
    process = node.find(pid)
    if process is None:
        return UNDEFINED
    if several:
        return linked([(name, ITEMS[name](node, process)) for name in names])
    value = ITEMS[wanted](node, process)
    return None if value is None and wanted is REGISTERED_NAME else (wanted, value)


@native('erlang', 'process_info', 1, node=True)
def process_info_1(node, pid):
    """The most asked for items of a process as a list of {item, value}; `undefined` if it has ended."""
    process = node.find(check_pid(pid))
    if process is None:
        return UNDEFINED
    names = SOME if process.rare.name is None else [REGISTERED_NAME, *SOME]
    return linked([(name, ITEMS[name](node, process)) for name in names])


# ---- code ---------------------------------------------------------------------------------------------------------------

def _entries(node, process):
    """The entries of the stack trace that a process would raise here."""
    if process.rare.hibernating:
        return []
    frame = sys._getframe() if process is node.current else None
    return stacktrace.entries_now(node, process, frame)


@item
def current_function(node, process):
    if process.rare.hibernating:
        return HIBERNATE
    entries = _entries(node, process)
    return entries[0][:3] if entries else process.origin.initial


@item
def current_location(node, process):
    entries = _entries(node, process)
    return entries[0] if entries else (*current_function(node, process), None)


@item
def current_stacktrace(node, process):
    return linked(_entries(node, process))


@item
def backtrace(node, process):
    lines = [f'{module.name}.{name.name}/{arity}\n' for module, name, arity, _ in _entries(node, process)]
    return ''.join(lines)


@item
def initial_call(node, process):
    return process.origin.initial


@item
def parent(node, process):
    return process.origin.parent or UNDEFINED


# ---- state --------------------------------------------------------------------------------------------------------------

@item
def status(node, process):
    if process.rare.suspenders:
        return SUSPENDED
    if process is node.current:
        return RUNS
    return WAITS if process.state == WAITING else RUNNABLE


@item
def registered_name(node, process):
    return process.rare.name


@item
def priority(node, process):
    return atom(node.scheduler.priority_of(process))


@item
def trap_exit(node, process):
    return boolean(process.rare.trapping)


@item
def group_leader(node, process):
    return process.origin.leader or process.pid


@item
def dictionary(node, process):
    return linked([(unkey(stored), value) for stored, value in (process.rare.dictionary or {}).items()])


@item
def reductions(node, process):
    running = process is node.current and not node.nesting
    return process.reductions + (node.scheduler.used() if running else 0)


@item
def error_handler(node, process):
    return atom('error_handler')


@item
def suspending(node, process):
    pid = process.pid
    held = [(other.pid, other.rare.suspenders[pid], 0) for other in node.processes.values()
            if other.rare.suspenders and pid in other.rare.suspenders]
    return linked(held)


# ---- messages and relations ---------------------------------------------------------------------------------------------

@item
def message_queue_len(node, process):
    return len(process.mailbox)


@item
def messages(node, process):
    return linked(list(process.mailbox))


@item
def message_queue_data(node, process):
    return atom('on_heap')


@item
def links(node, process):
    return linked([peer.pid for peer in process.rare.links or ()])


@item
def monitors(node, process):
    watches = (process.rare.monitors or {}).values()
    return linked([(PROCESS, object_) for _, _, object_, _ in watches])


@item
def monitored_by(node, process):
    watches = (process.rare.watchers or {}).values()
    return linked([watcher.pid for watcher, _, _, _ in watches])


# ---- memory, in our own units -------------------------------------------------------------------------------------------

def _words(process):
    values = sum(len(live) for _, live in process.stack)
    return BASE + FRAME * len(process.stack) + values + MESSAGE * len(process.mailbox)


@item
def memory(node, process):
    return 8 * _words(process)


@item
def total_heap_size(node, process):
    return _words(process)


@item
def heap_size(node, process):
    return _words(process)


@item
def min_heap_size(node, process):
    return 233


@item
def min_bin_vheap_size(node, process):
    return 46422


@item
def stack_size(node, process):
    return 1 + len(process.stack)


@item
def garbage_collection(node, process):
    limit = from_pairs([(atom('error_logger'), atom('true')), (atom('kill'), atom('true')), (atom('size'), 0)])
    pairs = [('max_heap_size', limit), ('min_bin_vheap_size', 46422), ('min_heap_size', 233), ('fullsweep_after', 65535),
             ('minor_gcs', 0)]
    return linked([(atom(name), value) for name, value in pairs])


@item
def garbage_collection_info(node, process):
    return linked([(atom('heap_size'), _words(process)), (atom('stack_size'), stack_size(node, process))])


@item
def binary(node, process):
    return None


@item
def catchlevel(node, process):
    return sum(site.handles for site, _ in process.stack)


@item
def last_calls(node, process):
    return FALSE


@item
def sequential_trace_token(node, process):
    return None


@item
def trace(node, process):
    return 0



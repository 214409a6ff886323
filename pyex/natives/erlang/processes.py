"""Processes: the functions of `:erlang` that make them, ask about them, name them and end them."""
from types import FunctionType

from pyex.natives.arguments import elements, linked
from pyex.natives.erlang.signals import check_pid, monitor_options
from pyex.natives.registry import native, twin
from pyex.runtime import names
from pyex.runtime.exceptions import ElixirError, badarg, error, exit_, throw
from pyex.runtime.memory import SPAWNS
from pyex.runtime.node import HOST
from pyex.runtime.process import FUNCTION, NO_MESSAGES, NOTHING_RARE, Origin, Process
from pyex.runtime.scheduler import APPLY, AWAKE, CALL, PRIORITIES, RETURN, Replace
from pyex.runtime.signals import DOWN
from pyex.terms.atom import FALSE, TRUE, UNDEFINED, Atom, atom, boolean
from pyex.terms.identity import Pid, Port
from pyex.terms.lists import split
from pyex.terms.maps import from_pairs

LINK, MONITOR, PRIORITY = map(atom, ('link', 'monitor', 'priority'))
LEVELS = {atom(name): name for name in PRIORITIES}
IGNORED_OPTIONS = {atom(name) for name in ('fullsweep_after', 'min_heap_size', 'min_bin_vheap_size', 'max_heap_size',
                                           'message_queue_data', 'async_dist')}


@native('erlang', 'self', 0, maker=True)
def make_self(node):
    """The pid of the process that asks."""
    def self():
        return node.current.pid
    return self


# ---- spawn --------------------------------------------------------------------------------------------------------------

MANY = 1_000                            # processes with the same beginning, for which it is worth while to compile it once more


@native('erlang', 'spawn', 1, maker=True)
def make_spawn(node):
    """Start a process that calls a function without arguments; its pid."""
    processes, normal, guard = node.processes, node.scheduler.queues['normal'], node.guard
    parent = origin = parents_origin = None         # the last parent: its children share one Origin
    code, times = None, 0                           # of the last function that takes no arguments; how often such were spawned in a row
    known = start = None                            # the last of very many, and its waiting variant, which its process begins with

    def beginning(function):
        nonlocal code, times, known, start
        if function.__class__ is not FunctionType or function.__code__ is not code:
            frames = _fun(function)
            code, times = function.__code__ if frames is function else None, 0
            known = start = None
            return frames
        times += 1
        if times < MANY:
            return function
        known = function
        if start is None:
            start = node.modules.beginning(function)
        elif start.__code__ is code:                # it never waits
            start = function
        elif function.__closure__:                  # another closure of the same code
            start = FunctionType(start.__code__, start.__globals__, start.__name__, None, function.__closure__)
        return start

    def spawn(function):
        nonlocal parent, origin, parents_origin
        frames = start if function is known else beginning(function)
        current = node.current
        if current is not parent or current.origin is not parents_origin:
            parent, parents_origin = current, current.origin
            origin = Origin(parents_origin.leader, current.pid)
        node.pids = number = node.pids + 1
        if guard.short or not number & SPAWNS:
            guard.check()
            node.refuse_if_short()
        process = Process()                         # what `pid_of` and `born` do, without the calls: 100 ns of 600
        process.pid = pid = Pid()
        pid.number = number
        process.frames, process.queue, process.origin = frames, normal, origin
        process.state = process.scanned = process.reductions = 0
        process.mailbox = NO_MESSAGES
        process.timer = process.mark = None
        process.rare = NOTHING_RARE
        processes[pid] = process
        normal.append(process)
        return pid
    return spawn


def _mfa(module, name, arguments):
    """The start of a process by names, checked: (frames, (module, name, arity))."""
    hints = {}
    if module.__class__ is not Atom:
        hints[1] = 'not an atom'
    if name.__class__ is not Atom:
        hints[2] = 'not an atom'
    items, tail = split(arguments)
    if tail is not None:
        hints[3] = 'not a proper list' if items else 'not a list'
    if hints:
        raise badarg(hints)
    return (APPLY, (module, name, items)), (module, name, len(items))


def _fun(function):
    """The first frames of a process that calls a function, which must be one."""
    if function.__class__ is not FunctionType:
        raise badarg({1: 'not a fun'})
    return function if not function.__code__.co_argcount else (CALL, (function, ()))


def _child(node, frames, initial=FUNCTION, link=False, priority='normal'):
    return node.launch(frames, node.origin_of(initial), priority, node.current if link else None)


def _watched(node, process, options=None):
    """Monitor a new process; {pid, reference}."""
    alias, tag = (None, DOWN) if options is None else monitor_options(options)
    reference = node.signals.fresh()
    if alias is not None:
        node.signals.alias(node.current, reference, alias)
    node.signals.monitor(node.current, process, process.pid, reference, tag)
    return process.pid, reference


@twin('erlang', 'spawn', 1, 'spawn')
def heard_spawn(node, function):
    return _child(node, _fun(function)).pid


@native('erlang', 'spawn', 3, node=True)
def spawn_3(node, module, name, arguments):
    """Start a process that calls module.name(arguments...); its pid."""
    return _child(node, *_mfa(module, name, arguments)).pid


@native('erlang', 'spawn_link', 1, node=True)
def spawn_link(node, function):
    """`spawn/1`, linked to the new process."""
    return _child(node, _fun(function), link=True).pid


@native('erlang', 'spawn_link', 3, node=True)
def spawn_link_3(node, module, name, arguments):
    """`spawn/3`, linked to the new process."""
    return _child(node, *_mfa(module, name, arguments), link=True).pid


@native('erlang', 'spawn_monitor', 1, node=True)
def spawn_monitor(node, function):
    """`spawn/1` and `monitor/2`: {pid, reference}."""
    if _fun(function) is not function:
        raise badarg({1: 'not a fun'})
    return _watched(node, _child(node, function))


@native('erlang', 'spawn_monitor', 3, node=True)
def spawn_monitor_3(node, module, name, arguments):
    """`spawn/3` and `monitor/2`: {pid, reference}."""
    return _watched(node, _child(node, *_mfa(module, name, arguments)))


def _check_here(name):
    """Processes run on this node only."""
    if name is not HOST:
        raise badarg({1: 'not this node, and there is no other'} if name.__class__ is Atom else {1: 'not an atom'})


@native('erlang', 'spawn', 2, node=True)
def spawn_on(node, name, function):
    """`spawn/1` on this node; there is no other."""
    if function.__class__ is not FunctionType:
        raise badarg({2: 'not a fun'})
    _check_here(name)
    return _child(node, _fun(function)).pid


@native('erlang', 'spawn', 4, node=True)
def spawn_on_4(node, name, module, function, arguments):
    """`spawn/3` on this node; there is no other."""
    _check_here(name)
    return spawn_3(node, module, function, arguments)


@native('erlang', 'spawn_link', 2, node=True)
def spawn_link_on(node, name, function):
    """`spawn_link/1` on this node; there is no other."""
    _check_here(name)
    return spawn_link(node, function)


@native('erlang', 'spawn_link', 4, node=True)
def spawn_link_on_4(node, name, module, function, arguments):
    """`spawn_link/3` on this node; there is no other."""
    _check_here(name)
    return spawn_link_3(node, module, function, arguments)


class _SpawnOptions:
    """The options of `spawn_opt`."""
    __slots__ = ('link', 'priority', 'monitor')

    def __init__(self, options, position):
        self.link, self.priority, self.monitor = False, 'normal', None
        items, tail = split(options)
        if tail is not None:
            raise badarg({position: 'not a list'})
        for option in items:
            if not self._take(option):
                raise badarg({position: 'invalid spawn option'})

    def _take(self, option):
        if option is LINK:
            self.link = True
        elif option is MONITOR:
            self.monitor = False, None
        elif option.__class__ is not tuple or len(option) != 2:
            return False
        elif option[0] is PRIORITY and option[1] in LEVELS:
            self.priority = LEVELS[option[1]]
        elif option[0] is MONITOR:
            self.monitor = True, option[1]
        else:
            return option[0] in IGNORED_OPTIONS
        return True

    def spawn(self, node, frames, initial=FUNCTION):
        process = _child(node, frames, initial, self.link, self.priority)
        if self.monitor is None:
            return process.pid
        given, options = self.monitor
        return _watched(node, process, options if given else None)


@native('erlang', 'spawn_opt', 2, node=True)
def spawn_opt(node, function, options):
    """`spawn/1` with options: `link`, `monitor`, `{monitor, options}`, `{priority, level}`. Those about memory do nothing."""
    return _SpawnOptions(options, 2).spawn(node, _fun(function))


@native('erlang', 'spawn_opt', 4, node=True)
def spawn_opt_4(node, module, name, arguments, options):
    """`spawn/3` with options."""
    start = _mfa(module, name, arguments)
    return _SpawnOptions(options, 4).spawn(node, *start)


# ---- alive, all, names --------------------------------------------------------------------------------------------------

@native('erlang', 'is_process_alive', 1, node=True)
def is_process_alive(node, pid):
    """Whether a process has not ended."""
    return boolean(node.find(check_pid(pid)) is not None)


@native('erlang', 'processes', 0, node=True)
def processes(node):
    """The pids of all processes."""
    return linked(list(node.processes))


@native('erlang', 'register', 2, node=True)
def register(node, name, pid):
    """Give a process a name; an error if either has one already."""
    hints = {}
    if name.__class__ is not Atom:
        hints[1] = 'not an atom'
    if pid.__class__ is not Pid and pid.__class__ is not Port:
        hints[2] = 'not a pid or port'
    if hints:
        raise badarg(hints)
    if name is UNDEFINED:
        raise badarg({1: "'undefined' is not a valid name"})
    process = node.processes.get(pid)
    if process is None:
        raise badarg({2: 'the pid does not refer to an existing process'})
    if not names.register(node, name, process):
        raise badarg({1: 'name is in use'} if name in node.names else {2: 'this process or port already has a name'})
    return TRUE


@native('erlang', 'unregister', 1, node=True)
def unregister(node, name):
    """Take a name away from its process."""
    if name.__class__ is not Atom or not names.unregister(node, name):
        raise badarg({1: 'not a pid'})
    return TRUE


@native('erlang', 'whereis', 1, node=True)
def whereis(node, name):
    """The pid of the process of that name, or `undefined`."""
    if name.__class__ is not Atom:
        raise badarg({1: 'not an atom'})
    return node.names.get(name, UNDEFINED)


@native('erlang', 'registered', 0, node=True)
def registered(node):
    """All registered names."""
    return linked(list(node.names))


@native('erlang', 'group_leader', 0, node=True)
def group_leader(node):
    """The process that does the input and output of the process that asks."""
    return node.current.origin.leader or node.current.pid


@native('erlang', 'group_leader', 2, node=True)
def set_group_leader(node, leader, pid):
    """Make `leader` the group leader of a process."""
    hints = {position: 'not a pid' for position, term in ((1, leader), (2, pid)) if term.__class__ is not Pid}
    if hints:
        raise badarg(hints)
    process = node.processes.get(pid)
    if process is None:
        raise badarg()
    old = process.origin
    process.origin = Origin(leader, old.parent, old.initial)
    return TRUE


# ---- what ends, waits or rests ------------------------------------------------------------------------------------------

@native('erlang', 'exit', 1)
def exit_1(reason):
    """End the process that calls it, with a reason; `catch` can catch it."""
    raise exit_(reason)


@native('erlang', 'throw', 1)
def throw_1(term):
    """Leave the function for the `catch` around it."""
    raise throw(term)


@native('erlang', 'error', 1)
def error_1(reason):
    """Raise an error with any term as its reason."""
    raise error(reason)


@native('erlang', 'error', 2)
def error_2(reason, arguments):
    """`error/1`, which shows the arguments of the function that raised in the stack trace."""
    raise _error_of_caller(reason, arguments)


@native('erlang', 'error', 3)
def error_3(reason, arguments, options):
    """`error/2` with options."""
    raise _error_of_caller(reason, arguments)


def _error_of_caller(reason, arguments):
    items, tail = split(arguments)
    if tail is not None:
        return error(reason)
    return ElixirError('error', reason, entry=(None, None, items))


@native('erlang', 'nif_error', 1)
def nif_error(reason):
    """`error/1` of a function that should have been replaced by a native."""
    raise error(reason)


@native('erlang', 'nif_error', 2)
def nif_error_2(reason, arguments):
    """`error/2` of a function that should have been replaced by a native."""
    raise error(reason)


@native('erlang', 'raise', 3)
def raise_3(kind, reason, stack):
    """Raise an error, an exit or a throw with a stack trace that is given; `badarg` is returned if these are not fit."""
    items, tail = split(stack)
    if kind not in KINDS or tail is not None or not all(map(_is_stack_entry, items)):
        return BADARG_VALUE
    raise ElixirError(kind.name, reason, stack=stack)


KINDS = {atom('error'), atom('exit'), atom('throw')}
BADARG_VALUE = atom('badarg')


def _is_stack_entry(term):
    if term.__class__ is not tuple:
        return False
    if len(term) == 4:
        return term[0].__class__ is Atom and term[1].__class__ is Atom
    return len(term) in (2, 3)


@native('erlang', 'hibernate', 3, node=True)
def hibernate(node, module, name, arguments):
    """Forget what the process was doing; with the next message it goes on by calling module.name(arguments...)."""
    (_, start), _ = _mfa(module, name, arguments)
    node.current.special().hibernating = True
    raise Replace((AWAKE, start), waits=True)


@native('erlang', 'yield', 0, node=True, suspends=True)
def yield_(node):
    """Let the other processes run."""
    if node.nesting:
        return TRUE
    node.captured.append((RETURN, (TRUE,)))
    raise StopIteration


@native('erlang', 'bump_reductions', 1, node=True)
def bump_reductions(node, count):
    """Count so many reductions as done."""
    if count.__class__ is not int:
        raise badarg({1: 'not an integer'})
    if count < 1:
        raise badarg({1: 'out of range'})
    counter = node.globals['it']
    for _ in range(min(count, counter.__length_hint__())):
        next(counter)
    return TRUE


@native('erlang', 'garbage_collect', 0)
def garbage_collect():
    """True: Python frees memory by itself."""
    return TRUE


@native('erlang', 'garbage_collect', 1, node=True)
def garbage_collect_1(node, pid):
    """True for every pid (on the BEAM it is false for a process that has ended): Python frees memory by itself."""
    return boolean(node.find(check_pid(pid)) is not None)


@native('erlang', 'garbage_collect', 2, node=True)
def garbage_collect_2(node, pid, options):
    """`garbage_collect/1`."""
    return garbage_collect_1(node, pid)


# ---- suspend ------------------------------------------------------------------------------------------------------------

UNLESS_SUSPENDING, ASYNCHRONOUS = atom('unless_suspending'), atom('asynchronous')


@native('erlang', 'suspend_process', 1, node=True)
def suspend_process(node, pid):
    """Stop a process until `resume_process/1`; messages to it are kept."""
    return suspend_process_2(node, pid, None)


@native('erlang', 'suspend_process', 2, node=True)
def suspend_process_2(node, pid, options):
    """`suspend_process/1`; with `unless_suspending`, false if the caller has suspended it already."""
    if check_pid(pid) is node.current.pid:
        raise badarg({1: 'the pid refers to the current process'})
    chosen = elements(options, 2)
    if any(option not in (UNLESS_SUSPENDING, ASYNCHRONOUS) for option in chosen):
        raise badarg({2: 'invalid option in list'})
    process = node.processes.get(pid)
    if process is None:
        raise badarg({1: 'process is not alive'})
    rare = process.special()
    if rare.suspenders is None:
        rare.suspenders = {}
        node.scheduler.park(process)
    mine = rare.suspenders.get(node.current.pid, 0)
    if mine and UNLESS_SUSPENDING in chosen:
        return FALSE
    rare.suspenders[node.current.pid] = mine + 1
    return TRUE


@native('erlang', 'resume_process', 1, node=True)
def resume_process(node, pid):
    """Undo one `suspend_process/1` of the caller."""
    process = node.processes.get(check_pid(pid))
    suspenders = process and process.rare.suspenders
    if not suspenders or node.current.pid not in suspenders:
        raise badarg({1: 'process is not suspended or is not alive'})
    suspenders[node.current.pid] -= 1
    if not suspenders[node.current.pid]:
        del suspenders[node.current.pid]
    if not suspenders:
        process.rare.suspenders = None
        node.scheduler.unpark(process)
    return TRUE


# ---- flags --------------------------------------------------------------------------------------------------------------

TRAP_EXIT = atom('trap_exit')
BOOLEANS = TRUE, FALSE
MAX_HEAP_SIZE = atom('max_heap_size')
_HEAP_LIMIT = from_pairs([(atom('error_logger'), TRUE), (atom('kill'), TRUE), (atom('size'), 0)])
ODD_FLAGS = {                           # flags without an effect here: {name: what they are at first}
    atom('error_handler'): atom('error_handler'), atom('min_heap_size'): 233, atom('min_bin_vheap_size'): 46422,
    MAX_HEAP_SIZE: _HEAP_LIMIT, atom('message_queue_data'): atom('on_heap'), atom('save_calls'): 0,
    atom('fullsweep_after'): 65535, atom('sensitive'): FALSE, atom('monitor_nodes'): FALSE}


@native('erlang', 'process_flag', 2, node=True)
def process_flag(node, flag, value):
    """Set a flag of the calling process (`trap_exit`, `priority`; others have no effect); the old value."""
    if flag is TRAP_EXIT:
        return _set_trap_exit(node.current, value)
    if flag is PRIORITY:
        return _set_priority(node, node.current, value)
    return _set_odd_flag(node.current, flag, value)


def _invalid_value():
    return badarg({2: 'invalid value for this process flag'})


def _set_trap_exit(process, value):
    if value not in BOOLEANS:
        raise _invalid_value()
    old = process.rare.trapping
    if old or value is TRUE:
        process.special().trapping = value is TRUE
    return boolean(old)


def _set_priority(node, process, value):
    if value.__class__ is not Atom or value not in LEVELS:
        raise _invalid_value()
    old = node.scheduler.priority_of(process)
    process.queue = node.scheduler.queues[LEVELS[value]]
    return atom(old)


def _set_odd_flag(process, flag, value):
    if flag.__class__ is not Atom or flag not in ODD_FLAGS:
        raise badarg({1: 'invalid process flag'})
    old = ODD_FLAGS[flag]
    if old.__class__ is not value.__class__ and flag is not MAX_HEAP_SIZE or value.__class__ is int and value < 0:
        raise _invalid_value()
    rare = process.special()
    rare.flags = dict(rare.flags or {})
    old, rare.flags[flag] = rare.flags.get(flag, old), value
    return old


@native('erlang', 'process_flag', 3, node=True)
def process_flag_3(node, pid, flag, value):
    """Set the flag `save_calls` of another process; the old value."""
    process = node.processes.get(check_pid(pid))
    if process is None:
        raise badarg({1: 'not a pid'})
    if flag is not atom('save_calls'):
        raise badarg({2: 'invalid process flag'})
    return _set_odd_flag(process, flag, value)

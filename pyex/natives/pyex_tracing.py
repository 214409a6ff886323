"""`:pyex_tracing`, behind `:erlang.trace/3` and its kin: what processes do, as messages to a process (the *tracer*).

`node.tracing` (`Tracing`) keeps the flags of processes and hears their events from the node's event log (`runtime/trace.py`). A
traced function has a *spy* in its place, which tells of a call and goes on with the function. Trace messages are collected
while a slice runs and delivered after it, in their order. Not here: `:garbage_collection`, ports, and trace
patterns with other actions than `:return_trace` and `:exception_trace`.
"""
from pyex.compiler import linked
from pyex.natives.match_spec import BadSpec, Spec
from pyex.natives.registry import native
from pyex.runtime import mailbox, trace
from pyex.runtime.exceptions import badarg
from pyex.runtime.scheduler import APPLY
from pyex.terms.atom import FALSE, TRUE, Atom, atom
from pyex.terms.identity import Pid
from pyex.terms.function import mfa
from pyex.terms.lists import from_python, split

TRACE, TRACE_TS, TRACER, TIMESTAMP, EXIT, DOWN, PROCESS = map(atom, ('trace', 'trace_ts', 'tracer', 'timestamp', 'EXIT', 'DOWN', 'process'))
SEND, RECEIVE, PROCS, CALL, ARITY, SILENT, RETURN_TO = map(atom, ('send', 'receive', 'procs', 'call', 'arity', 'silent', 'return_to'))
SET_ON_SPAWN, SET_ON_LINK, ALL_FLAGS, RUNNING, IN, OUT = map(atom, ('set_on_spawn', 'set_on_link', 'all', 'running', 'in', 'out'))
STAMPS = {atom(name): TIMESTAMP for name in ('timestamp', 'monotonic_timestamp', 'strict_monotonic_timestamp', 'cpu_timestamp')}
FLAGS = {SEND, RECEIVE, PROCS, CALL, ARITY, SILENT, RETURN_TO, SET_ON_SPAWN, SET_ON_LINK, RUNNING, TIMESTAMP}
EVERYBODY, OLD, NEW = ({atom(name) for name in names.split()} for names in
                       ('all processes', 'existing existing_processes', 'new new_processes'))
SPAWN, SPAWNED, EXITED, LINK, LINKED, UNLINK, UNLINKED, REGISTER, UNREGISTER, NOBODY, CALLED, RETURNED, RAISED = map(atom, (
    'spawn', 'spawned', 'exit', 'link', 'getting_linked', 'unlink', 'getting_unlinked', 'register', 'unregister',
    'send_to_non_existing_process', 'call', 'return_from', 'exception_from'))
RETURN_TRACE, EXCEPTION_TRACE, GLOBAL, LOCAL, ANYTHING, TRACED, MATCH_SPEC, ERLANG_TRACE = map(atom, (
    'return_trace', 'exception_trace', 'global', 'local', '_', 'traced', 'match_spec', 'pyex_tracing'))
KINDS = {RUNNING: {'in', 'out'}, SEND: {'send', 'lost'}, RECEIVE: {'send', 'timeout', 'down', 'signal'}, CALL: set(), SET_ON_SPAWN: {'spawn'}, SET_ON_LINK: {'link'},
         PROCS: {'spawn', 'exit', 'link', 'unlink', 'register', 'unregister', 'signal'}}

HEARD = {}              # {kind: function(tracing, event)}


def _heard(kind):
    def register(function):
        HEARD[kind] = function
        return function
    return register


class Tracing:
    """Who is traced, by whom. flags: {Pid: (frozenset of Atoms, tracer Pid)}. fresh: the same for processes to come, or None."""

    def __init__(self, node):
        self.node = node
        self.flags, self.fresh = {}, None
        self.spies = {}                 # {(module, name, arity): Spy}
        self.pending = []               # (tracer, message), to be delivered after the slice
        self.listener = None

    def listen(self):
        """Hear what the flags ask for, no more."""
        flags = frozenset().union(*(flags for flags, _ in self.flags.values()), self.fresh[0] if self.fresh else ())
        kinds = set().union(*(KINDS.get(flag, ()) for flag in flags), {'spawn'} if self.fresh else (), {'exit'} if flags else ())
        if self.listener is not None:
            self.listener.close()
            self.listener = None
        if kinds:
            self.listener = trace.listen(self.node, kinds, size=0, each=self.hear)

    def hear(self, event):
        HEARD[event.kind](self, event)

    def tell(self, flag, pid, *content):
        """Tell the tracer of a process that has a flag."""
        found = self.flags.get(pid)
        if found is None or flag not in found[0]:
            return
        flags, tracer = found
        stamped = TIMESTAMP in flags
        message = (TRACE_TS if stamped else TRACE, pid, *content, *([self._now()] if stamped else []))
        if not self.pending:
            self.node.entry.post(self._deliver)
        self.pending.append((tracer, message))

    def _now(self):
        seconds, rest = divmod(self.node.clock.system() // 1000, 1_000_000)
        return seconds // 1_000_000, seconds % 1_000_000, rest

    def _deliver(self):
        """Deliver what is to be told; traces of what tracers get would have no end, so it is put into their mailboxes right away."""
        pending, self.pending = self.pending, []
        dead = set()
        for tracer, message in pending:
            process = self.node.processes.get(tracer)
            if process is None:
                dead.add(tracer)
            else:
                mailbox.deliver(process, message)
        if dead:
            self.forget_dead_tracers()
            self.listen()

    def forget_dead_tracers(self):
        """Whom only the dead have traced is traced no more."""
        processes = self.node.processes
        self.flags = {pid: found for pid, found in self.flags.items() if found[1] in processes}
        if self.fresh is not None and self.fresh[1] not in processes:
            self.fresh = None

    def inherit(self, parent, child, flag):
        found = self.flags.get(parent)
        if found is not None and flag in found[0]:
            self.flags[child] = found

    def called(self, pid, spy, arguments):
        """What to tell when a traced function returns: a set of RETURN_TRACE, EXCEPTION_TRACE."""
        found = self.flags.get(pid)
        if found is None or CALL not in found[0]:
            return ()
        actions = spy.takes(arguments)
        if actions is None:
            return ()
        if SILENT not in found[0]:
            module, name, arity = spy.key
            self.tell(CALL, pid, CALLED, (module, name, arity if ARITY in found[0] else arguments))
        return actions


# ---- events as trace messages -----------------------------------------------------------------------------------------------

@_heard('send')
def _send(tracing, event):
    tracing.tell(SEND, event.pid, SEND, event.what, event.other if event.detail is None else event.detail)
    tracing.tell(RECEIVE, event.other, RECEIVE, event.what)


@_heard('lost')
def _lost(tracing, event):
    tracing.tell(SEND, event.pid, NOBODY, event.what, event.other)


@_heard('timeout')
def _timeout(tracing, event):
    if event.reference is not None:
        destination = event.other
        tracing.tell(RECEIVE, tracing.node.names.get(destination, destination), RECEIVE, event.what)


@_heard('down')
def _down(tracing, event):
    tracing.tell(RECEIVE, event.other, RECEIVE, (DOWN, event.reference, PROCESS, event.pid, event.what))


@_heard('signal')
def _signal(tracing, event):
    if event.detail == 'message':
        tracing.tell(RECEIVE, event.other, RECEIVE, (EXIT, event.pid, event.what))


@_heard('spawn')
def _spawn(tracing, event):
    parent, child, initial = event.pid, event.other, event.what
    if tracing.fresh is not None:
        tracing.flags[child] = tracing.fresh
    tracing.inherit(parent, child, SET_ON_SPAWN)
    initial = *initial[:2], _arguments(tracing.node.processes[child].frames)
    tracing.tell(PROCS, parent, SPAWN, child, initial)
    tracing.tell(PROCS, child, SPAWNED, parent, initial)


def _arguments(frames):
    """The arguments of the call that a new process begins with; those of `apply/2` if it begins with a function."""
    if frames.__class__ is not tuple:
        return from_python([frames, None])
    site, live = frames
    if site is APPLY:
        return from_python(live[2])
    return from_python([live[0], from_python(live[1])])


@_heard('in')
def _in(tracing, event):
    tracing.tell(RUNNING, event.pid, IN, _where(tracing.node, event.pid))


@_heard('out')
def _out(tracing, event):
    tracing.tell(RUNNING, event.pid, OUT, _where(tracing.node, event.pid))


def _where(node, pid):
    """{module, name, arity} of the function that a process is in, 0 if that is not known."""
    process = node.processes.get(pid)
    site = process.stack[-1][0] if process is not None and process.stack else None
    found = mfa(site.name) if site is not None and site.name and '/' in site.name else None
    return (atom(found[0]), atom(found[1]), found[2]) if found else 0


@_heard('exit')
def _exit(tracing, event):
    tracing.tell(PROCS, event.pid, EXITED, event.what)
    name = tracing.node.processes[event.pid].rare.name
    if name is not None:
        tracing.tell(PROCS, event.pid, UNREGISTER, name)
    if tracing.flags.pop(event.pid, None) is not None and not tracing.flags:
        tracing.node.entry.post(tracing.listen)


@_heard('link')
def _link(tracing, event):
    tracing.inherit(event.pid, event.other, SET_ON_LINK)
    tracing.tell(PROCS, event.pid, LINK, event.other)
    tracing.tell(PROCS, event.other, LINKED, event.pid)


@_heard('unlink')
def _unlink(tracing, event):
    tracing.tell(PROCS, event.pid, UNLINK, event.other)
    tracing.tell(PROCS, event.other, UNLINKED, event.pid)


@_heard('register')
def _register(tracing, event):
    tracing.tell(PROCS, event.pid, REGISTER, event.what)


@_heard('unregister')
def _unregister(tracing, event):
    tracing.tell(PROCS, event.pid, UNREGISTER, event.what)


# ---- traced functions -------------------------------------------------------------------------------------------------------

class Spy:
    """What is told of the calls of a function. clauses: [(Spec of the arguments or None, frozenset of actions)]."""

    def __init__(self, key, spec, plain, exports):
        self.key, self.spec, self.plain = key, spec, plain
        self.clauses = [(None, frozenset())] if spec is TRUE or spec is None else [_clause(clause, exports) for clause in _list(spec, 2)]

    def takes(self, arguments):
        """The actions of the first clause that takes a list of arguments, or None."""
        for spec, actions in self.clauses:
            if spec is None or spec.run(arguments):
                return actions
        return None


def _clause(clause, exports):
    try:
        head, guards, body = clause
        actions = frozenset(action[0] for action in _list(body, 2) if action.__class__ is tuple)
        if actions - {RETURN_TRACE, EXCEPTION_TRACE} or len(_list(body, 2)) > len(actions):
            raise badarg({2: 'actions other than {:return_trace} and {:exception_trace} are not supported'})
        return Spec([(head, guards, [TRUE, None]), None], exports), actions
    except (BadSpec, ValueError, TypeError) as why:
        raise badarg({2: 'not a match specification'}) from why


def _replacement(node, spy):
    """The function that stands in for a traced one: tells of the call, and calls it."""
    tracing, plain, around = node.tracing, spy.plain, node.exports[ERLANG_TRACE, atom('around'), 4]
    module, name, arity = spy.key

    def spied(*arguments):
        current = node.current
        actions = tracing.called(current.pid, spy, from_python(arguments)) if current is not None else ()
        if not actions:
            return plain(*arguments)
        return around((module, name, arity), plain, from_python(arguments), TRUE if EXCEPTION_TRACE in actions else FALSE)
    spied.__code__ = spied.__code__.replace(co_name=plain.__code__.co_name)
    return spied


@native('pyex_tracing', 'returned', 2, node=True)
def returned(node, function, value):
    """A traced function has returned."""
    node.tracing.tell(CALL, node.current.pid, RETURNED, function, value)
    return value


@native('pyex_tracing', 'raised', 3, node=True)
def raised(node, function, kind, reason):
    """A traced function was left by an exception."""
    node.tracing.tell(CALL, node.current.pid, RAISED, function, (kind, reason))
    return TRUE


# ---- the functions of :erlang -----------------------------------------------------------------------------------------------

@native('pyex_tracing', 'trace', 3, node=True)
def trace_(node, who, how, flags):
    """Switch trace flags of processes on or off; how many processes that are.

    who: a pid, `:all`, `:existing` or `:new`. Flags: `:send`, `:receive`, `:procs`, `:call`, `:arity`, `:silent`, `:set_on_spawn`,
    `:set_on_link`, `:timestamp`, `:all`, `{:tracer, pid}` (the caller unless given).
    """
    tracing = _tracing(node)
    tracing.forget_dead_tracers()
    wanted, tracer = _flags(node, flags)
    if how is not TRUE and how is not FALSE:
        raise badarg({2: 'not a boolean'})
    pids = [pid for pid in _pids(node, who) if pid is not tracer]
    if how is TRUE and any(pid in tracing.flags and tracing.flags[pid][1] is not tracer for pid in pids if who.__class__ is Pid):
        raise badarg({1: 'process is already being traced'})
    for pid in pids:
        _change(tracing.flags, pid, how, wanted, tracer)
    if who in NEW or who in EVERYBODY:
        fresh = {} if tracing.fresh is None else {None: tracing.fresh}
        _change(fresh, None, how, wanted, tracer)
        tracing.fresh = fresh.get(None)
    tracing.listen()
    return len(pids)


def _change(flags, pid, how, wanted, tracer):
    old = flags.get(pid, (frozenset(), tracer))[0]
    new = old | wanted if how is TRUE else old - wanted
    if new:
        flags[pid] = new, tracer
    else:
        flags.pop(pid, None)


def _tracing(node):
    if node.tracing is None:
        node.tracing = Tracing(node)
    return node.tracing


def _flags(node, flags):
    wanted, tracer = set(), node.current.pid
    for flag in _list(flags, 3):
        if flag.__class__ is tuple and len(flag) == 2 and flag[0] is TRACER and flag[1].__class__ is Pid:
            tracer = flag[1]
        elif flag is ALL_FLAGS:
            wanted |= FLAGS - {TIMESTAMP, SILENT, ARITY}
        elif STAMPS.get(flag, flag) in FLAGS:
            wanted.add(STAMPS.get(flag, flag))
        else:
            raise badarg({3: 'invalid trace flag'})
    return frozenset(wanted), tracer


def _list(term, position):
    parts, tail = split(term) if term is None or term.__class__ is list else ((), FALSE)
    if tail is not None:
        raise badarg({position: 'not a list'})
    return parts


def _pids(node, who):
    if who.__class__ is Pid:
        if who not in node.processes:
            raise badarg({1: 'not a valid tracee specification'})
        return [who]
    if who.__class__ is Atom and (who in EVERYBODY or who in OLD):
        return list(node.processes)
    if who.__class__ is Atom and who in NEW:
        return []
    raise badarg({1: 'invalid spec'})


@native('pyex_tracing', 'trace_pattern', 3, node=True)
def trace_pattern(node, function, spec, flags):
    """Tell of calls of functions by processes with the flag `:call`; how many functions that are.

    function: `{module, name, arity}`, name and arity may be `:_`. spec: true, false, or a match specification of the list of
    arguments, whose body may be `{:return_trace}` or `{:exception_trace}`. Flags: `[:local]` for calls from within the module too.
    """
    if function.__class__ is not tuple or len(function) != 3 or function[0].__class__ is not Atom:
        raise badarg({1: 'not a valid function pattern'})
    local = any(flag is LOCAL for flag in _list(flags, 3))
    tracing, count = _tracing(node), 0
    module = node.modules.find(function[0])
    for name, arity in _functions(node, module, function):
        count += 1
        _remove_spy(node, module, (function[0], name, arity))
        if spec is not FALSE:
            _put_spy(node, module, Spy((function[0], name, arity), spec, None, node.exports), local)
    tracing.listen()
    return count


def _functions(node, module, function):
    _, name, arity = function
    if module is None or module.metadata is None:
        return [(name, arity)] if function in node.exports and name is not ANYTHING and arity is not ANYTHING else []
    return [(each, count) for each, count in sorted(module.functions, key=repr)
            if name in (ANYTHING, each) and (arity is ANYTHING or arity == count)]


def _put_spy(node, module, spy, local):
    key = spy.key
    spy.plain = linked(node.exports[key])
    replacement = _replacement(node, spy)
    node.tracing.spies[key] = spy
    if local and module is not None and module.metadata is not None:
        node.modules.replace(key[0].name, key[1].name, key[2], module.version, spy.plain, replacement)
    else:
        node.modules.add_natives({(key[0].name, key[1].name, key[2]): replacement})


def _remove_spy(node, module, key):
    spy = node.tracing.spies.pop(key, None)
    if spy is None:
        return
    node.modules.add_natives({(key[0].name, key[1].name, key[2]): spy.plain})
    if module is not None and module.metadata is not None:
        node.modules.name(f'{key[0].name}.{key[1].name}/{key[2]}@{module.version}', spy.plain)


@native('pyex_tracing', 'trace_info', 2, node=True)
def trace_info(node, who, what):
    """What is traced: of a pid `:flags` or `:tracer`, of `{module, name, arity}` `:traced` or `:match_spec`."""
    tracing = _tracing(node)
    tracing.forget_dead_tracers()
    if who.__class__ is tuple:
        spy = tracing.spies.get(who)
        answers = {TRACED: FALSE if spy is None else GLOBAL, MATCH_SPEC: FALSE if spy is None else spy.spec}
    else:
        flags, tracer = tracing.fresh or (frozenset(), None) if who in NEW else tracing.flags.get(who, (frozenset(), None))
        shown = sorted(flags, key=lambda flag: flag.name)
        answers = {atom('flags'): from_python(shown), TRACER: tracer if tracer is not None else None}
    if what not in answers:
        raise badarg({2: 'invalid item'})
    return what, answers[what]


@native('pyex_tracing', 'trace_delivered', 1, node=True)
def trace_delivered(node, who):
    """Have `{:trace_delivered, who, reference}` sent to the caller after all trace messages so far; the reference."""
    reference, me = node.signals.fresh(), node.current.pid
    node.entry.post(lambda: node.deliver(me, (atom('trace_delivered'), who, reference)))
    return reference

"""Signals: the functions of `:erlang` that send messages, link, monitor and end other processes."""
from pyex.natives.arguments import elements
from pyex.natives.registry import native, twin
from pyex.runtime.exceptions import ProcessExit, badarg
from pyex.runtime.node import HOST
from pyex.runtime.process import NO_MESSAGES, WAITING, WOKEN
from pyex.runtime.signals import DOWN, EXPLICIT, PROCESS, REPLY
from pyex.terms.atom import OK, TRUE, Atom, atom, boolean
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.lists import split

ALIAS, TAG, FLUSH, INFO = map(atom, ('alias', 'tag', 'flush', 'info'))
ALIAS_KINDS = {atom(name) for name in ('explicit_unalias', 'demonitor', 'reply_demonitor')}
SEND_OPTIONS = {atom('noconnect'), atom('nosuspend')}
PORT, TIME_OFFSET = atom('port'), atom('time_offset')


def check_pid(term, position=1):
    """The term, which must be a pid."""
    if term.__class__ is not Pid:
        raise badarg({position: 'not a pid'})
    return term


def check_reference(term, position=1):
    """The term, which must be a reference."""
    if term.__class__ is not Reference:
        raise badarg({position: 'not a reference'})
    return term


# ---- messages -----------------------------------------------------------------------------------------------------------

@native('erlang', 'send', 2, maker=True)
def make_send(node):
    """Send a message to a pid, a registered name, {name, node} or an alias; the message."""
    processes = node.processes

    def send(destination, message):
        if destination.__class__ is Pid:
            try:
                process = processes[destination]
            except KeyError:
                return message
            mailbox = process.mailbox
            if mailbox is NO_MESSAGES:
                process.mailbox = [message]
            else:
                mailbox.append(message)
            if process.state == WAITING:
                process.state = WOKEN
                process.queue.append(process)
            return message
        return _send_elsewhere(node, destination, message)
    return send


@native('erlang', '!', 2, node=True)
def exclamation_mark(node, destination, message):
    """`send/2`."""
    if destination.__class__ is Pid:
        node.deliver(destination, message)
        return message
    return _send_elsewhere(node, destination, message)


@twin('erlang', 'send', 2, 'send')
def heard_send(node, destination, message):
    return exclamation_mark(node, destination, message)


def _send_elsewhere(node, destination, message):
    """Send to what is no pid. An unknown name is an error, except on {name, node}; other nodes are not reached."""
    if destination.__class__ is Reference:
        node.signals.send_to_alias(destination, message)
    elif destination.__class__ is Atom and destination in node.names:
        node.deliver(destination, message)
    elif _is_name_and_node(destination):
        if destination[1] is HOST:
            node.deliver(destination[0], message)
    elif destination.__class__ is not Port:
        raise badarg({1: 'invalid destination'})
    return message


def _is_name_and_node(term):
    return term.__class__ is tuple and len(term) == 2 and term[0].__class__ is Atom and term[1].__class__ is Atom


@native('erlang', 'send', 3, node=True)
def send_3(node, destination, message, options):
    """`send/2` with the options `noconnect` and `nosuspend`; `:ok`."""
    if any(option not in SEND_OPTIONS for option in elements(options, 3)):
        raise badarg({3: 'invalid option in list'})
    if destination.__class__ is Pid:
        node.deliver(destination, message)
    else:
        _send_elsewhere(node, destination, message)
    return OK


# ---- links --------------------------------------------------------------------------------------------------------------

@native('erlang', 'link', 1, node=True)
def link(node, pid):
    """Link the calling process to another: the exit of either is a signal to the other."""
    if pid.__class__ is not Port:
        node.signals.link(node.current, check_pid(pid))
    return TRUE


@native('erlang', 'unlink', 1, node=True)
def unlink(node, pid):
    """Undo `link/1`."""
    if pid.__class__ is not Port:
        node.signals.unlink(node.current, check_pid(pid))
    return TRUE


@native('erlang', 'exit', 2, node=True)
def exit_2(node, pid, reason):
    """Send an exit signal to a process. `:kill` ends it whatever it does."""
    current, process = node.current, node.processes.get(check_pid(pid))
    if process is not None:
        node.signals.exit_soon(current.pid, process, reason)
    if current.frames is None:                      # it was itself
        raise ProcessExit(reason)
    return TRUE


# ---- references and monitors --------------------------------------------------------------------------------------------

@native('erlang', 'make_ref', 0, maker=True)
def make_make_ref(node):
    """A new reference, equal to no other."""
    return node.signals.fresh


def monitor_options(options, position=3):
    """(kind of alias or None, tag) of a monitor's options."""
    alias, tag = None, DOWN
    items, tail = split(options)
    if tail is not None:
        raise badarg({position: 'not a list'})
    for option in items:
        if option.__class__ is tuple and len(option) == 2 and option[0] is ALIAS and option[1] in ALIAS_KINDS:
            alias = option[1]
        elif option.__class__ is tuple and len(option) == 2 and option[0] is TAG:
            tag = option[1]
        else:
            raise badarg({position: 'invalid option in list'})
    return alias, tag


@native('erlang', 'monitor', 2, maker=True)
def make_monitor(node):
    """Be told by a message `{:DOWN, reference, :process, pid, reason}` when a process ends; the reference."""
    signals, get = node.signals, node.find

    def monitor(type_, target):
        if type_ is PROCESS and target.__class__ is Pid:
            reference = signals.fresh()
            signals.monitor(node.current, get(target), target, reference)
            return reference
        return _monitor_other(node, type_, target)
    return monitor


@native('erlang', 'monitor', 3, node=True)
def monitor_3(node, type_, target, options):
    """`monitor/2` with the options `{:alias, kind}` and `{:tag, tag}`."""
    alias, tag = monitor_options(options)
    return _monitor_other(node, type_, target, alias, tag)


def _monitor_other(node, type_, target, alias=None, tag=DOWN):
    """Monitor a pid or a name, with options."""
    if type_ not in (PROCESS, PORT, TIME_OFFSET):
        raise badarg({1: 'invalid monitor type'})
    process, object_ = (None, target) if type_ is not PROCESS else _target(node, target)
    reference = node.signals.fresh()
    if alias is not None:
        node.signals.alias(node.current, reference, alias)
    if type_ is PROCESS:
        node.signals.monitor(node.current, process, object_, reference, tag)
    return reference


def _target(node, term):
    """(Process or None, what its DOWN message will name) of what can be monitored."""
    if term.__class__ is Pid:
        return node.find(term), term
    if term.__class__ is Atom:
        term = term, HOST
    if _is_name_and_node(term) and term[1] is HOST:
        return node.find(node.names.get(term[0])), term
    raise badarg({2: 'not a pid'})


@native('erlang', 'demonitor', 1, maker=True)
def make_demonitor(node):
    """End a monitor."""
    signals = node.signals

    def demonitor(reference):
        if reference.__class__ is not Reference:
            raise badarg({1: 'not a reference'})
        signals.demonitor(node.current, reference)
        return TRUE
    return demonitor


@native('erlang', 'demonitor', 2, node=True)
def demonitor_2(node, reference, options):
    """`demonitor/1`; `flush` removes its message if it has come, `info` asks whether there was anything to end."""
    check_reference(reference)
    flush = info = False
    for option in elements(options, 2):
        if option is FLUSH:
            flush = True
        elif option is INFO:
            info = True
        else:
            raise badarg({2: 'invalid option in list'})
    found = node.signals.demonitor(node.current, reference)
    if flush and not found:
        node.signals.flush(node.current, reference)
    return boolean(found) if info else TRUE


@native('erlang', 'alias', 0, node=True)
def alias_0(node):
    """A reference that messages can be sent to instead of the pid, until `unalias/1`."""
    return alias_1(node, None)


@native('erlang', 'alias', 1, node=True)
def alias_1(node, options):
    """`alias/0`; with the option `reply` it ends with the first message sent to it."""
    ending = EXPLICIT
    for option in elements(options):
        if option is not EXPLICIT and option is not REPLY:
            raise badarg({1: 'invalid option in list'})
        ending = option
    reference = node.signals.fresh()
    node.signals.alias(node.current, reference, ending)
    return reference


@native('erlang', 'unalias', 1, node=True)
def unalias(node, reference):
    """End an alias; whether it was one."""
    return boolean(node.signals.unalias(node.current, check_reference(reference)))

"""`:pyex_call`: the three steps of a call to a server, each in one Python function.

A call is a monitor that is an alias too, a message, an answer to the alias, and the end of both. Said with `:erlang.monitor/3`,
`send/2` and `:erlang.demonitor/2` that is 25 Python calls; here it is three. What they do to the tables of signals is
exactly what runtime/signals.py does. `stdlib/erlang/gen.ex` and `stdlib/gen_server.ex` are their users.
"""
from pyex.natives.registry import native, twin
from pyex.runtime import mailbox
from pyex.runtime.process import NO_MESSAGES, NOTHING_RARE, WAITING, WOKEN
from pyex.runtime.signals import DEMONITOR, DOWN, NOPROC
from pyex.terms.atom import NIL, OK, TRUE, atom
from pyex.terms.identity import Pid, Reference

ALIAS, CALLING_SELF = atom('alias'), atom('calling_self')


@native('pyex_call', 'ask', 3, maker=True)
def make_ask(node):
    """Monitors a pid, with an alias, and sends it `{label, {self(), [:alias | ref]}, request}`; the reference.

    For nil the answer is `:noproc`, for the calling process `:calling_self`, for {name, node} `{:nodedown, node}`.
    """
    return _make_ask(node, mailbox.deliver)


@twin('pyex_call', 'ask', 3, 'send', maker=True)
def make_heard_ask(node):
    return _make_ask(node, node.trace.delivered)


def _make_ask(node, deliver):
    signals, get = node.signals, node.processes.get

    def ask(pid, label, request):
        caller = node.current
        if pid.__class__ is not Pid:
            return NOPROC if pid is NIL else (atom('nodedown'), pid[1])
        if pid is caller.pid:
            return CALLING_SELF
        node.references += 1
        reference = Reference(node.references)
        caller.mark = reference, len(caller.mailbox)
        if signals.under_way:
            signals.hurry()
        server = get(pid)
        if server is None:
            signals.down(caller, DOWN, reference, pid, NOPROC)
            return reference
        watch = caller, server, pid, DOWN
        rare = caller.rare if caller.rare is not NOTHING_RARE else caller.special()
        if rare.monitors is None:
            rare.monitors = {}
        if rare.aliases is None:
            rare.aliases = {}
        rare.monitors[reference] = watch
        rare.aliases[reference] = True
        signals.aliases[reference] = caller, DEMONITOR
        rare = server.rare if server.rare is not NOTHING_RARE else server.special()
        if rare.watchers is None:
            rare.watchers = {}
        rare.watchers[reference] = watch
        deliver(server, (label, (caller.pid, [ALIAS, reference]), request))
        return reference
    return ask


@native('pyex_call', 'done', 1, maker=True)
def make_done(node):
    """Ends the monitor and the alias of a call whose answer has come."""
    aliases, demonitor, flush = node.signals.aliases, node.signals.demonitor, node.signals.flush

    def done(reference):
        caller = node.current
        rare = caller.rare
        watch = rare.monitors.pop(reference, None) if rare.monitors else None
        if watch is None:                       # the server has ended since
            demonitor(caller, reference)
            flush(caller, reference)
        else:
            del aliases[reference], rare.aliases[reference], watch[1].rare.watchers[reference]
        return TRUE
    return done


@native('pyex_call', 'answer', 2, maker=True)
def make_answer(node):
    """Answers a caller `{pid, tag}`: `{tag, reply}` is sent to the alias in its tag, `[:alias | ref]`, or to the pid."""
    get, send_to_alias, deliver = node.signals.aliases.get, node.signals.send_to_alias, node.deliver

    def answer(caller, reply):
        pid, tag = caller
        alias = tag[1] if tag.__class__ is list and tag[0] is ALIAS and tag[1].__class__ is Reference else _alias(tag)
        if alias is None:
            deliver(pid, (tag, reply))
            return OK
        found = get(alias)
        if found is None:
            return OK
        process, ending = found
        if ending is not DEMONITOR:
            send_to_alias(alias, (tag, reply))
            return OK
        if process.mailbox is NO_MESSAGES:
            process.mailbox = [(tag, reply)]
        else:
            process.mailbox.append((tag, reply))
        if process.state == WAITING:
            process.state = WOKEN
            process.queue.append(process)
        return OK
    return answer


@twin('pyex_call', 'answer', 2, 'send')
def heard_answer(node, caller, reply):
    pid, tag = caller
    node.deliver(_alias(tag) or pid, (tag, reply))
    return OK


def _alias(tag):
    """The reference in the tag `[:alias | ref]` or `[[:alias | ref] | more]`, or None."""
    if tag.__class__ is list:
        if tag[0] is ALIAS and tag[1].__class__ is Reference:
            return tag[1]
        return _alias(tag[0])
    return None

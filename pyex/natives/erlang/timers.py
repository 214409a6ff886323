"""Timers: the functions of `:erlang` that send a message later."""
from pyex.natives.arguments import elements
from pyex.natives.erlang.signals import check_reference
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import FALSE, OK, TRUE, Atom, atom
from pyex.terms.identity import Pid

ABS, ASYNC, INFO = atom('abs'), atom('async'), atom('info')
TIMEOUT, CANCEL_TIMER, READ_TIMER = atom('timeout'), atom('cancel_timer'), atom('read_timer')
LONGEST = (1 << 63) // 1_000_000
BOOLEANS = TRUE, FALSE


def _flags(options, position, *allowed):
    """{option Atom: bool} of a list of {option, boolean}."""
    flags = {}
    for option in elements(options, position):
        if option.__class__ is not tuple or len(option) != 2 or option[0] not in allowed or option[1] not in BOOLEANS:
            raise badarg({position: 'invalid option in list'})
        flags[option[0]] = option[1] is TRUE
    return flags


def _due(node, time, destination, absolute):
    """When a timer is due, in nanoseconds."""
    hints = {}
    if time.__class__ is not int:
        hints[1] = 'not an integer'
    elif time < 0 and not absolute:
        hints[1] = 'out of range'
    elif time > LONGEST:
        hints[1] = 'exceeds the maximum supported time value'
    if destination.__class__ is not Pid and destination.__class__ is not Atom:
        hints[2] = 'not a pid or an atom'
    if hints:
        raise badarg(hints)
    return time * 1_000_000 if absolute else node.clock.monotonic() + time * 1_000_000


def _start(node, time, destination, message, options, wrap):
    absolute = _flags(options, 4, ABS).get(ABS, False)
    due = _due(node, time, destination, absolute)
    reference = node.signals.fresh()
    node.timers.send_later(reference, destination, (TIMEOUT, reference, message) if wrap else message, due)
    return reference


@native('erlang', 'send_after', 3, node=True)
def send_after(node, time, destination, message):
    """Send a message to a pid or a name after so many milliseconds; a reference for `cancel_timer/1`."""
    return _start(node, time, destination, message, None, False)


@native('erlang', 'send_after', 4, node=True)
def send_after_4(node, time, destination, message, options):
    """`send_after/3`; with `abs: true` the time is one of the monotonic clock."""
    return _start(node, time, destination, message, options, False)


@native('erlang', 'start_timer', 3, node=True)
def start_timer(node, time, destination, message):
    """`send_after/3` of `{:timeout, reference, message}`."""
    return _start(node, time, destination, message, None, True)


@native('erlang', 'start_timer', 4, node=True)
def start_timer_4(node, time, destination, message, options):
    """`start_timer/3` with options."""
    return _start(node, time, destination, message, options, True)


def _answer(node, left, reference, flags, name):
    """What became of a timer: at once, as a message (`async`), or not at all (`info: false`)."""
    left = FALSE if left is None else left
    if not flags.get(ASYNC):
        return left if flags.get(INFO, True) else OK
    if flags.get(INFO, True):
        node.deliver(node.current.pid, (name, reference, left))
    return OK


@native('erlang', 'cancel_timer', 1, node=True)
def cancel_timer(node, reference):
    """Cancel a timer; the milliseconds that were left, or false."""
    return _answer(node, node.timers.cancel(check_reference(reference)), reference, {}, CANCEL_TIMER)


@native('erlang', 'cancel_timer', 2, node=True)
def cancel_timer_2(node, reference, options):
    """`cancel_timer/1` with the options `async` and `info`."""
    check_reference(reference)
    flags = _flags(options, 2, ASYNC, INFO)
    return _answer(node, node.timers.cancel(reference), reference, flags, CANCEL_TIMER)


@native('erlang', 'read_timer', 1, node=True)
def read_timer(node, reference):
    """The milliseconds that are left of a timer, or false."""
    return _answer(node, node.timers.remaining(check_reference(reference)), reference, {}, READ_TIMER)


@native('erlang', 'read_timer', 2, node=True)
def read_timer_2(node, reference, options):
    """`read_timer/1` with the option `async`."""
    check_reference(reference)
    flags = _flags(options, 2, ASYNC)
    return _answer(node, node.timers.remaining(reference), reference, flags, READ_TIMER)

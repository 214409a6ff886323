"""Mailboxes: how messages come in and how `receive` looks at them.

`peek`, `accept`, `deadline` and `from_mark` are called by generated code (see the README, section 4) on behalf
of the running process. (A receive without `after` has what `accept` does, and most of `peek`, written out: compiler/python.py.) A `receive` looks at each message once, however often it has to wait: `scanned` counts them. When
a reference is made, the length of the mailbox is noted (`mark`): a `receive` that waits for a message with just that
reference begins there, since no earlier message can hold it. So a call costs the same with 100,000 messages waiting.
"""
from collections import deque

from pyex.runtime.exceptions import error
from pyex.runtime.frames import TIMEOUT, WAIT
from pyex.runtime.process import NO_MESSAGES, WAITING, WOKEN
from pyex.terms.atom import atom

LONG = 500                  # from here on a mailbox that is taken from at its front is a deque
FAR = 10_000                # a message that is so far from both ends is slow to find in a deque
LONGEST_TIMEOUT = 0xFFFFFFFF
INFINITY, TIMEOUT_VALUE = atom('infinity'), atom('timeout_value')


def deliver(process, message):
    """Put a message into a mailbox and wake the process if it waits for one."""
    if process.mailbox is NO_MESSAGES:
        process.mailbox = [message]
    else:
        process.mailbox.append(message)
    if process.state == WAITING:
        process.state = WOKEN
        process.queue.append(process)


def abandon(process, timers):
    """Leave the `receive` that a process is in; its messages stay."""
    process.scanned = 0
    if process.timer is not None:
        if process.timer.__class__ is list:
            timers.drop()
        process.timer = None


def remove(process, wanted):
    """Take the first message for which `wanted(message)` out of a mailbox, if there is one."""
    for index, message in enumerate(process.mailbox):
        if wanted(message):
            del process.mailbox[index]
            process.mark = None
            return


def helpers(node):
    """{name: function} of what generated code calls."""
    block = _make_block(node)
    return {'peek': _make_peek(node, block), 'accept': _make_accept(node),
            'deadline': _make_deadline(node), 'from_mark': _make_from_mark(node)}


def _make_block(node):
    timers = node.timers

    def block(process):
        """Nothing new in the mailbox: wait, or (True) the deadline has passed."""
        timer = process.timer
        if timer is not None:
            if timer is TIMEOUT or timer == 0:
                process.timer = None
                process.scanned = 0
                return True
            if timer.__class__ is int:
                timers.wait(process, timer)
        if node.nesting:
            if not node.scheduler.hold(process):
                return False
            process.timer = None
            process.scanned = 0
            return True
        process.state = WAITING
        return False
    return block


def _make_peek(node, block):
    timers = node.timers

    def peek():
        process = node.current
        index = process.scanned
        mailbox = process.mailbox
        if index < len(mailbox):
            process.scanned = index + 1
            return mailbox[index] if index < FAR else far(process, mailbox, index)
        timer = process.timer
        if not node.nesting:
            if timer is None:
                process.state = WAITING
                return WAIT
            if timer.__class__ is int and timer:        # as in `block`, a call less
                timers.wait(process, timer)
                process.state = WAITING
                return WAIT
        if block(process):
            return TIMEOUT
        return peek() if node.nesting else WAIT         # (within a nested run the message has come meanwhile)
    return peek


def _make_accept(node):
    timers = node.timers

    def accept():
        process = node.current
        del process.mailbox[process.scanned - 1]
        process.scanned = 0
        process.mark = None
        timer = process.timer
        if timer is not None:
            process.timer = None
            if timer.__class__ is list:
                timers.drop()
    return accept


def unroll(process):
    """Make a long mailbox a deque. Looked at when a slice begins or is over: within one, a list loses at most 2,000 messages at its front."""
    if process.mailbox.__class__ is list:
        process.mailbox = deque(process.mailbox)


def far(process, mailbox, index):
    """A message in the middle of a long mailbox: who goes through all of it gets a list (by a deque, a million would take minutes)."""
    if mailbox.__class__ is deque and index < len(mailbox) - FAR:
        mailbox = process.mailbox = list(mailbox)
    return mailbox[index]


def _make_deadline(node):
    def deadline(timeout):
        if timeout.__class__ is int and 0 <= timeout <= LONGEST_TIMEOUT:
            node.current.timer = timeout
        elif timeout is not INFINITY:
            raise error(TIMEOUT_VALUE)
    return deadline


def _make_from_mark(node):
    def from_mark(reference):
        process = node.current
        mark = process.mark
        if mark is not None and mark[0] is reference:
            process.scanned = mark[1]
    return from_mark

"""Which of its messages a waiting process would take, without taking any.

A process that waits in `receive` goes on in the rest of its site, called with a message: that tries the patterns and guards of
the clauses and then calls `accept()`. Here the rest is called with an `accept` that only notes the line, so nothing happens to
anybody.
"""
from pyex.runtime.process import WAITING


class _Taken(BaseException):
    """A clause takes the message."""


class _Left(BaseException):
    """No clause does."""


def _taken():
    raise _Taken


class _Receiver:
    """Stands for the node where a message is to be taken."""

    @property
    def current(self):
        raise _Taken


def _left():
    raise _Left


def site(process):
    """The Site of the receive that a process waits in, or None."""
    if process.state != WAITING or not process.stack:
        return None
    found = process.stack[-1][0]
    return found if found.unit is not None else None


def takes(node, process, message):
    """The line of the clause of its receive that takes a message; None if none does. Only of a process that waits, between two
    slices."""
    found, live = process.stack[-1]
    rest = node.rests.get(found) or node.rests.setdefault(found, node.compile_rest(found))
    globals_, stand_ins = node.globals, {'accept': _taken, 'receiver': _Receiver(), 'peek': _left}
    kept = {name: globals_[name] for name in stand_ins}
    current, scanned = node.current, process.scanned
    node.current = process
    globals_.update(stand_ins)
    try:
        rest(message, live)
    except _Taken as taken:
        return _line(taken.__traceback__, globals_)
    except _Left:
        pass
    finally:
        globals_.update(kept)
        node.current, process.scanned = current, scanned
        node.captured.clear()
    return None


def _line(trace, globals_):
    """The line of the innermost Elixir code in a traceback."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_globals is globals_:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line

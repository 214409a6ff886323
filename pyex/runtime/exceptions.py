"""What unwinds the Python stack: errors, throws and exits of Elixir code, and the end of a time slice.

On the BEAM an exception is a class (`:error`, `:exit`, `:throw`), a reason (any term) and a stack trace. Natives raise
reasons as Erlang does (`:badarg`, `{:badkey, key}`); Elixir's `rescue` turns them into exception structs.
"""
from pyex.terms.atom import atom


class Suspend(BaseException):
    """The running process waits in `receive`."""


class ProcessExit(BaseException):
    """The running process ends here and now (`Process.exit(self(), reason)`): no handler of its code may see it."""

    def __init__(self, reason):
        self.reason = reason


class ElixirError(Exception):
    """An error, exit or throw on its way to a handler.

    kind: 'error', 'exit' or 'throw'. reason: a term. hints: {argument number: text}, or a text about the whole, for
    a native's bad arguments (Erlang's `error_info`). stack: the stack trace as a term once it is fixed (a `reraise`).
    entry: the (module atom, name atom, arity or list of arguments) that the trace starts with, where no Python frame
    stands for it (an undefined function).
    """

    def __init__(self, kind, reason, hints=None, stack=None, entry=None):
        self.kind, self.reason, self.hints, self.stack, self.entry = kind, reason, hints, stack, entry

    def __str__(self):
        return f'{self.kind}: {self.reason!r}'


STOP = (Suspend, StopIteration)         # what a call site lets pass when it saves its frame

BADARG, BADARITH, SYSTEM_LIMIT = atom('badarg'), atom('badarith'), atom('system_limit')


def error(reason, hints=None):
    """The exception for `:erlang.error(reason)`: `raise error(...)`."""
    return ElixirError('error', reason, hints)


def badarg(hints=None):
    """`raise badarg({1: 'not a pid'})`: ArgumentError, with Erlang's words about the arguments."""
    return ElixirError('error', BADARG, hints)


def badarith():
    return ElixirError('error', BADARITH)


def exit_(reason):
    return ElixirError('exit', reason)


def throw(term):
    return ElixirError('throw', term)

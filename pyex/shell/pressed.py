"""Ctrl+C while a prompt begins, stands or ends.

prompt_toolkit has the event loop call it when the signal comes: at the end of a prompt that is an error, or nothing, since the loop has ended. A person who
presses Ctrl+C right after Enter means what was entered, so here each signal is noted.
"""
import signal
from contextlib import contextmanager


@contextmanager
def noted(application):
    """For a prompt with `handle_sigint=False`: the signal leaves the application. Gives a list with an entry for each."""
    signals = []

    def leave():
        if application.is_running and not application.is_done:
            application.exit(exception=KeyboardInterrupt(), style='class:aborting')

    def note(_signal, _frame):
        signals.append(True)
        if application.is_running and application.loop is not None:
            application.loop.call_soon_threadsafe(leave)
    before = signal.signal(signal.SIGINT, note)
    try:
        yield signals
    finally:
        signal.signal(signal.SIGINT, before)

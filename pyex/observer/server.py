"""A running shell lets itself be looked at: it listens at a socket (`meeting.py`), and each that connects is attended to
(`attending.py`).

It begins a moment after the start, in a thread of its own, and what it needs is loaded then: the start takes no longer.
"""
import importlib
import os
import threading
import time

DELAY = 1.0                             # seconds


def start(node, title, delay=DELAY):
    """Let a node be looked at. title: what it is called in a list."""
    server = Server(node, title)
    threading.Thread(target=server.serve, args=(delay,), name='pyex observers', daemon=True).start()
    return server


class Server:
    """path: of the socket, None until it listens. reason: why it does not, if it cannot."""

    def __init__(self, node, title):
        self.node, self.title = node, title
        self.path = self.reason = None
        self.since = time.time()
        self.sources = {}               # {number: the LocalSource of an observer}

    def serve(self, delay):
        """The body of the thread."""
        time.sleep(delay)
        meeting = importlib.import_module('pyex.observer.meeting')
        try:
            listening = meeting.listen(meeting.socket_path(os.getpid()))
        except (OSError, meeting.Unsafe) as error:
            self.reason = str(error)
            return
        self.path = listening.getsockname()
        self.attend_all(listening)

    def attend_all(self, listening):
        """Attend to all that connect to a socket, for ever."""
        meeting = importlib.import_module('pyex.observer.meeting')
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:                     # too many files are open, say: that passes
                time.sleep(DELAY)
                continue
            if meeting.is_ours(connection):
                attend = importlib.import_module('pyex.observer.attending').attend
                threading.Thread(target=attend, args=(connection, self), name='pyex observer', daemon=True).start()
            else:
                connection.close()

    def about(self):
        """(title, process id, seconds since the start)"""
        return self.title, os.getpid(), time.time() - self.since

    def close(self):
        """The program ends: nobody shall find it any more."""
        if self.path is not None:
            try:
                os.unlink(self.path)
            except OSError:
                pass                            # somebody has tidied up

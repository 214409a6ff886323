"""A node in another program as the observer asks for it: the methods of `LocalSource`, over a socket."""
import threading

from pyex.observer import meeting, wire
from pyex.observer.model import SourceLost

GONE, OTHER = 'the shell has ended', 'the shell is of another version of pyex'


class RemoteSource:
    """The node of the shell that listens at a path."""

    def __init__(self, path):
        try:
            self.connection = meeting.connect(path)
        except OSError:
            raise SourceLost(GONE) from None
        self.stream = self.connection.makefile('rb')
        self.path = path
        self.turn = threading.Lock()            # a question at a time
        self.title, self.pid, self.age, self.number = self.ask('about')

    def close(self):
        self.stream.close()
        self.connection.close()

    def abandon(self):
        """Have a look that is under way end: `processes` gives None then. From any thread."""
        other = RemoteSource(self.path)
        other.ask('abandon', self.number)
        other.close()

    def ask(self, method, *arguments, **keywords):
        """The answer to a question."""
        try:
            with self.turn:
                self.connection.sendall(wire.pack((method, arguments, keywords)))
                kind, value = wire.receive(self.stream)
        except (EOFError, OSError, ValueError):
            raise SourceLost(GONE) from None
        except wire.Broken:
            raise SourceLost(OTHER) from None
        if kind == 'ok':
            return value
        raise SourceLost(value) if kind == 'lost' else ValueError(value)

    def __getattr__(self, name):
        return lambda *arguments, **keywords: self.ask(name, *arguments, **keywords)

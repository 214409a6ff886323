"""The end of a socket at which a shell answers an observer. Each observer has a `LocalSource` of its own: it remembers what it
was shown."""
from contextlib import suppress

from pyex.observer import wire
from pyex.observer.model import SourceLost
from pyex.observer.source import LocalSource

METHODS = {'summary', 'processes', 'process', 'tree', 'children', 'watch_messages', 'events', 'tables', 'objects', 'timers', 'names',
           'kill', 'send', 'suspend', 'resume'}


def attend(connection, server):
    """Answer one observer until it leaves: the body of a thread."""
    source = LocalSource(server.node)
    server.sources[id(source)] = source
    try:
        with connection, connection.makefile('rb') as stream:
            while True:
                connection.sendall(wire.pack(answer(source, server, *wire.receive(stream))))
    except (EOFError, OSError, wire.Broken, TypeError, ValueError, RecursionError):
        pass                                    # it has left, or is no observer
    finally:
        del server.sources[id(source)]
        with suppress(SourceLost):
            source.close()


def answer(source, server, method, arguments, keywords):
    """What a question is answered with. `about` gives (title, process id, seconds since the start, number of this observer),
    `abandon` (that number) comes over a connection of its own."""
    if method == 'about':
        return 'ok', (*server.about(), id(source))
    if method == 'abandon':
        other = server.sources.get(*arguments)
        return 'ok', other and other.abandon()
    if method not in METHODS:
        return 'wrong', f'there is no question called {method}'
    try:
        return 'ok', getattr(source, method)(*arguments, **keywords)
    except SourceLost as error:
        return 'lost', str(error)
    except (TypeError, ValueError) as error:
        return 'wrong', str(error)

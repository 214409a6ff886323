"""The end of a socket at which a shell answers an observer. Each observer has a `LocalSource` of its own: it remembers what it was shown."""
from pyex.observer import wire
from pyex.observer.model import SourceLost
from pyex.observer.source import LocalSource

METHODS = {'summary', 'processes', 'process', 'tree', 'children', 'watch_messages', 'events', 'tables', 'objects', 'timers', 'names',
           'kill', 'send', 'suspend', 'resume'}


def attend(connection, node, about):
    """Answer one observer until it leaves: the body of a thread. about: a function that says who we are."""
    source = LocalSource(node)
    try:
        with connection, connection.makefile('rb') as stream:
            while True:
                connection.sendall(wire.pack(answer(source, about, *wire.receive(stream))))
    except (EOFError, OSError, wire.Broken, TypeError):
        pass                                    # it has left, or is no observer
    finally:
        source.close()


def answer(source, about, method, arguments, keywords):
    """What a question is answered with."""
    if method == 'about':
        return 'ok', about()
    if method not in METHODS:
        return 'wrong', f'there is no question called {method}'
    try:
        return 'ok', getattr(source, method)(*arguments, **keywords)
    except SourceLost as error:
        return 'lost', str(error)
    except (TypeError, ValueError) as error:
        return 'wrong', str(error)

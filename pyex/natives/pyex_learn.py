"""`:pyex_learn`: what a lesson's Elixir part tells the program around the node (see `pyex/learn/`)."""
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import OK


@native('pyex_learn', 'command', 1, node=True)
def command(node, name):
    """A learner asked for something (`hint()`, `skip()`); it is done when the input has been evaluated."""
    commands = getattr(node.host, 'commands', None)
    if commands is None:
        raise badarg('no lesson is running')
    commands.append(name.name)
    return OK


@native('pyex_learn', 'verdict', 1, node=True)
def verdict(node, term):
    """What came of a check; nothing is typed after it."""
    node.host.verdict, node.host.idle = term, True
    return OK

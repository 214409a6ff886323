"""`:pyex_screen`: what can be set of the terminal that the shell runs in (`shell/screen.py`)."""
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import FALSE, NIL, TRUE, boolean


def _status(node):
    return getattr(node.output, 'status', None)


@native('pyex_screen', 'status', 0, node=True)
def status(node):
    """Whether there is a status line; nil on a terminal that has none to show."""
    line = _status(node)
    return NIL if line is None else boolean(line.shown)


@native('pyex_screen', 'status', 1, node=True)
def set_status(node, shown):
    """Turns the status line on or off, as F2 does; false if the terminal cannot show one."""
    if shown is not TRUE and shown is not FALSE:
        raise badarg({1: 'not a boolean'})
    line = _status(node)
    if line is not None:
        line.show(shown is TRUE)
    return boolean(line is not None)

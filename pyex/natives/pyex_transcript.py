"""`:pyex_transcript`: the session so far as a text (`shell/transcript.py`), for `save/2` of the prompt."""
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms.atom import NIL, OK, alias

HELPERS = alias('IEx', 'Helpers')


def _host(node):
    if node.host is None or not node.host.interactive:
        raise badarg('this node has no shell')
    return node.host


@native('pyex_transcript', 'hide', 0, node=True)
def hide(node):
    """Leaves the running input out of what is saved: it is about the saving itself."""
    _host(node).transcript.hide()
    return OK


@native('pyex_transcript', 'text', 2, node=True)
def text(node, kind, last):
    """`{text, count}` of the last inputs, or of all (nil), as a `:script` or a `:page`."""
    helpers = node.modules.find(HELPERS)
    names = {name.name for name, _ in [*helpers.functions, *helpers.macros]}
    return _host(node).saved(kind.name, None if last is NIL else last, names)

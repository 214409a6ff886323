"""`:pyex_observer`: what `IEx.Observer` asks of the observer, which the host makes for a node (`observer/prompt.py`).

A question about many processes is answered in steps, so that whoever asks does not hold up the others: `begin` and `step`
give `:more` until they give `{:ok, text}` or `{:error, text}`.
"""
from pyex.natives.registry import native
from pyex.runtime.exceptions import badarg
from pyex.terms import lists
from pyex.terms.atom import ERROR, NIL, OK, Atom, atom, boolean

MORE = atom('more')


def _prompt(node):
    if node.host is None:
        raise badarg({1: 'this node has no shell'})
    return node.host.observer_of(node)


WORDS = {'true': True, 'false': False, 'nil': None}


def _options(options):
    """{str: value} of a keyword list; atoms that are no booleans become strs."""
    return {key.name: _word(value.name) if value.__class__ is Atom else value for key, value in lists.to_python(options)}


def _word(name):
    return WORDS.get(name, name)


@native('pyex_observer', 'begin', 3, node=True)
def begin(node, question, subject, options):
    """Ask a question (`:processes`, `:tree`, `:info`, `:tables`, `:objects`, `:timers`) about a subject (nil, a pid, a table)."""
    if question.name == 'objects':
        subject = node.ets.find(subject)
    return _answer(_prompt(node).begin(question.name, None if subject is NIL else subject, _options(options)))


@native('pyex_observer', 'step', 0, node=True)
def step(node):
    """Go on with the question of the calling process."""
    return _answer(_prompt(node).step())


def _answer(answer):
    return MORE if answer is None else (OK if answer[0] else ERROR, answer[1])


@native('pyex_observer', 'record', 0, node=True)
def record(node):
    """Begin to note down what the calling process sets in motion."""
    _prompt(node).record()
    return OK


@native('pyex_observer', 'quiet', 0, node=True)
def quiet(node):
    """Whether nothing of what was set in motion can run on by itself just now."""
    return boolean(_prompt(node).is_quiet())


@native('pyex_observer', 'chart', 1, node=True)
def chart(node, options):
    """The chart of what was noted down: `{:ok, text}` or `{:error, text}`."""
    return _answer(_prompt(node).chart(_options(options)))


@native('pyex_observer', 'open', 1, node=True)
def open_(node, reference):
    """Open the observer in the whole terminal: nil, and `{:pyex_observer, reference}` is sent when the person has left it; or
    why it cannot be."""
    found = 'the observer needs a shell' if node.host is None else node.host.observe(node.current.pid, reference)
    return NIL if found is None else found

"""What messages mean among OTP's processes: `{:"$gen_call", from, :get}` is 'call :get'."""
from pyex.observer import names
from pyex.terms.atom import Atom, atom
from pyex.terms.identity import Reference

WIDTH = 60
ALIAS = atom('alias')


def brief(message, width=WIDTH):
    """A message in OTP's words, or '' if it has no meaning there."""
    if message.__class__ is not tuple or not message:
        return ''
    head = message[0]
    if head.__class__ is Atom:
        say = SAYINGS.get((head, len(message)))
        return say(message, width) if say is not None else ''
    if len(message) == 2 and _is_tag(head):
        return f'reply {names.short(message[1], width)}'
    return ''


def reason(term, width=WIDTH):
    """An exit reason; of one with a stack trace, the reason alone."""
    if term.__class__ is tuple and len(term) == 2 and _is_stack(term[1]):
        return f'{names.short(term[0], width)} (an error)'
    return names.short(term, width)


def _is_stack(term):
    """Whether a term is a stack trace: a list whose first element is {module, name, arity, location}."""
    return term.__class__ is list and term[0].__class__ is tuple and len(term[0]) == 4 and term[0][0].__class__ is Atom


def _is_tag(term):
    """Whether a term is the tag of an answer: a reference, or [:alias | reference]."""
    return term.__class__ is Reference or term.__class__ is list and term[0] is ALIAS and term[1].__class__ is Reference


SAYINGS = {
    (atom('$gen_call'), 3): lambda message, width: f'call {names.short(message[2], width)}',
    (atom('$gen_cast'), 2): lambda message, width: f'cast {names.short(message[1], width)}',
    (atom('system'), 3): lambda message, width: f'system {names.short(message[2], width)}',
    (atom('io_request'), 4): lambda message, width: f'io_request {_io(message[3], width)}',
    (atom('io_reply'), 3): lambda message, width: f'io_reply {names.short(message[2], width)}',
    (atom('ack'), 3): lambda message, width: f'ack {names.short(message[2], width)}',
    (atom('EXIT'), 3): lambda message, width: f'EXIT {names.short(message[2], width)}',
    (atom('DOWN'), 5): lambda message, width: f'DOWN {names.short(message[4], width)}',
    (atom('timeout'), 3): lambda message, width: f'timeout {names.short(message[2], width)}',
}


def _io(request, width):
    return names.short(request[-1] if request.__class__ is tuple and request else request, width)

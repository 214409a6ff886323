"""How questions and answers travel over a socket: one line of JSON each.

A question is `[method, arguments, keywords]`, an answer `["ok", value]` or `["lost", text]` or `["wrong", text]`. Tuples are
lists there, a NamedTuple of `model.py` is `{"Row": [...]}`, a set `{"set": [...]}`; so what arrives is equal to what was
sent.
"""
import json

from pyex.observer import model

LONGEST = 32 << 20                      # bytes of a line
RECORDS = {name: kind for name, kind in vars(model).items() if isinstance(kind, type) and hasattr(kind, '_fields')}


class Broken(Exception):
    """What came is no line of this protocol."""


def pack(value):
    """A line of bytes."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(',', ':')).encode() + b'\n'


def unpack(line):
    try:
        return _value(json.loads(line))
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(str(error)) from None


def _plain(value):
    kind = value.__class__
    if kind.__name__ in RECORDS and RECORDS[kind.__name__] is kind:
        return {kind.__name__: [_plain(field) for field in value]}
    if kind is tuple or kind is list:
        return [_plain(item) for item in value]
    if kind is frozenset or kind is set:
        return {'set': [_plain(item) for item in value]}
    if kind is dict:
        return {'keywords': [[key, _plain(item)] for key, item in value.items()]}
    return value


def _value(plain):
    if plain.__class__ is list:
        return tuple([_value(item) for item in plain])
    if plain.__class__ is dict:
        (name, items), = plain.items()
        values = [_value(item) for item in items]
        if name == 'set':
            return frozenset(values)
        return dict(values) if name == 'keywords' else RECORDS[name](*values)
    return plain


def receive(stream):
    """The next value from a stream of bytes; EOFError at its end."""
    line = stream.readline(LONGEST)
    if not line.endswith(b'\n'):
        raise EOFError
    return unpack(line)

"""Heap frames: how a suspended function is written down.

A frame is `(site, live)`: the place where the function stopped and the values of the variables that what comes after
it needs. `node.rests[site]` is the function that goes on from there; the scheduler has it compiled when it is first needed.
"""


class Site:
    """A place in a function where it can stop: a call that is no tail call, a `receive`, the count at its head.

    unit: what the function was compiled from. number: which of the unit's sites. name: the code name of the function.
    handles: it lies in a `try`, so its rest takes a `Throw`. growing: where in the frame lists stand that are still being made,
    (place of the last cell, place of a cell before the first) of each: what comes after the site will change them.
    """
    __slots__ = ('unit', 'number', 'name', 'line', 'handles', 'growing')

    def __init__(self, unit, number, name, line, handles=False, growing=()):
        self.unit, self.number, self.name, self.line = unit, number, name, line
        self.handles, self.growing = handles, growing

    def __repr__(self):
        return f'<site {self.number} of {self.name}, line {self.line}>'


class Throw:
    """What a rest is called with to have an error raised where it stopped."""
    __slots__ = ('error',)

    def __init__(self, error):
        self.error = error


class _Sign:
    __slots__ = ('text',)

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


RESULT = '@last', '@list'           # the variables of a function that makes its result, a list, from front to back: see `Site.growing`

WAIT = _Sign('WAIT')                # returned by a rest that has saved its frame and waits for a message
TIMEOUT = _Sign('TIMEOUT')          # what `peek()` gives when the deadline of the receive has passed

"""Which variables each site must save: those that what comes after it reads. One backward pass, loops until nothing changes."""
from pyex.compiler.ir import scan


def live_variables(define, table):
    """Fill `table` ({site number: tuple of names}) for a ('def', ...) and the functions nested in it; its free variables."""
    _, _, _, params, body, *_ = define
    needed = _Pass(table).body(body, frozenset())
    return needed - set(params)


def free_variables(define):
    """The variables that a closure captures."""
    return live_variables(define, {})


class _Pass:
    """A walk from the end of a body to its start, keeping the set of variables needed from here on."""

    def __init__(self, table):
        self.table = table
        self.after_loop, self.loop_start = [], []       # what `break` and `continue` lead to
        self.handler = frozenset()                      # what the handlers around need, whatever happens

    def body(self, statements, live):
        for statement in reversed(statements):
            live = getattr(self, statement[0] + '_')(statement, live) | self.handler
        return live

    def _reading(self, live, *expressions, sets=()):
        used, defined = set(), set()
        for e in expressions:
            scan(e, used, defined)
        return frozenset((live - defined - set(sets)) | used)

    def let_(self, s, live):
        return self._reading(live, s[2], sets=(s[1],))

    def lets_(self, s, live):
        return self._reading(live, *s[2], sets=s[1])

    def unpack_(self, s, live):
        return self._reading(live, s[2], sets=s[1])

    def guard_(self, s, live):
        return self.body(s[3], self._reading(live, s[2], sets=(s[1],)))

    def grow_(self, s, live):
        return self._reading(live, ('n', s[1]), s[2])

    close_ = grow_

    def do_(self, s, live):
        return self._reading(live, s[1])

    def ret_(self, s, _live):
        return self._reading(frozenset(), s[1])

    def raise_(self, s, _live):
        return self._reading(frozenset(), s[1])

    def if_(self, s, live):
        return self._reading(self.body(s[2], live) | self.body(s[3], live), s[1])

    def accept_(self, _s, live):
        return live

    def break_(self, _s, _live):
        return self.after_loop[-1]

    def continue_(self, _s, _live):
        return self.loop_start[-1]

    def block_(self, s, live):
        self.after_loop.append(live)
        live = self.body(s[1], live)
        self.after_loop.pop()
        return live

    def loop_(self, s, live):
        self.after_loop.append(live)
        start = frozenset()
        while True:
            self.loop_start.append(start)
            found = self.body(s[1], start)
            self.loop_start.pop()
            if found == start:
                break
            start = found
        self.after_loop.pop()
        return start

    def try_(self, s, live):
        around = self.handler
        self.handler = around | (live - {s[2]})
        inner = self.body(s[1], live - {s[2]})
        self.handler = around
        return inner

    def def_(self, s, live):
        return (live - {s[1]}) | live_variables(s, self.table)

    def site_(self, s, live):
        self._record(s, live, s[2])
        return self._reading(live, s[3], sets=(s[2],))

    def count_(self, s, live):
        self._record(s, live, None)
        return live

    def peek_(self, s, live):
        self._record(s, live, s[2])
        return live - {s[2]}

    def _record(self, s, live, target):
        self.table[s[1]] = tuple(sorted(live - {target} | self.handler - {target}))

"""Clocks: where a node's time comes from, in nanoseconds.

`monotonic()` is what timers and `monotonic_time` go by, `system()` the wall clock. A virtual clock stands still while
anything can run, and is moved to the next timer when nothing can: sleeping takes no time and every run is the same.
"""
import time

VIRTUAL_START = 1_700_000_000_000_000_000        # where a virtual wall clock begins, unless it is told otherwise


class Clock:
    """The machine's time."""
    virtual = False
    monotonic = staticmethod(time.monotonic_ns)
    system = staticmethod(time.time_ns)

    def copy(self):
        return self

    def follow(self, other):
        """Show the time that another clock shows."""


class VirtualClock:
    """Time that only `advance` moves."""
    virtual = True

    def __init__(self, start=VIRTUAL_START):
        self.start, self.now = start, 0
        self.paced = False              # whether the machine's time has to pass, too, before the clock moves
        self.awaited = None, 0          # (a time that somebody waits for, the machine's time since when)

    def monotonic(self):
        return self.now

    def system(self):
        return self.start + self.now

    def advance(self, to):
        """Move to a later monotonic time."""
        self.now = max(self.now, to)

    def lag(self, to):
        """The seconds that still have to pass on the machine before the clock may show a time."""
        if not self.paced:
            return 0
        if self.awaited[0] != to:
            self.awaited = to, time.monotonic()
        return max(0, (to - self.now) / 1e9 - (time.monotonic() - self.awaited[1]))

    def copy(self):
        made = VirtualClock(self.start)
        made.follow(self)
        return made

    def follow(self, other):
        self.now, self.start = other.now, other.start

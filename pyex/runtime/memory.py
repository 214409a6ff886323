"""The memory guard: the machine's limit, met in the process that asks for more instead of ending everything.

What is free is the smaller of what the machine and the control group (a container's limit) have left. When it is little,
`spawn` raises `:system_limit`; when it is nearly nothing, the process that holds or makes most is killed and the node's log
says so. Reading this takes about 50 microseconds, so it is done once for some thousand spawns or some dozen slices.
"""
import os
import sys
from pathlib import Path

from pyex.runtime.exceptions import SYSTEM_LIMIT, ElixirError
from pyex.runtime.process import NOTHING_RARE
from pyex.runtime.signals import KILLED
from pyex.terms.atom import atom

SPAWNS = 4095                           # a look whenever a pid's number has none of these bits: once in 4,096 spawns
LITTLE, NOTHING = 0.06, 0.03            # of all memory
LEAST = 48 << 20                        # bytes: little is never less than twice this, nothing never less than this
BIG = 200_000                           # messages, frames, objects in tables, entries: who has more is big
LOGGER, LOG_MEMORY = atom('logger'), atom('memory')
LARGE = 64 << 20                        # bytes of a term that nobody asks about
BLOCK = 48                              # bytes of a block of Python's heap, or more
SHARE = 4                               # what is free, divided by this, is the most for one term
CELL = 104                              # bytes of a list cell and an integer in it
GROUP = Path('/sys/fs/cgroup')


def _number(path):
    try:
        return int(path.read_text())
    except (OSError, ValueError):           # no such file here, or "max"
        return None


def machine():
    """(bytes in all, bytes free) of the machine or its control group, or None where that cannot be read."""
    try:
        with open('/proc/meminfo', encoding='ascii') as lines:
            rows = dict(line.split(':') for line in lines)
    except OSError:
        return None
    total, free = (int(rows[name].split()[0]) * 1024 for name in ('MemTotal', 'MemAvailable'))
    limit, used = _number(GROUP / 'memory.max'), _number(GROUP / 'memory.current')
    if limit is not None and used is not None and limit < total:
        total, free = limit, min(free, limit - used)
    return total, free


def resident():
    """How many bytes of memory this Python uses (0 where that cannot be read)."""
    try:
        with open('/proc/self/statm', encoding='ascii') as figures:
            return int(figures.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')
    except OSError:
        return 0


def afford(size):
    """Raise `:system_limit` before a native makes one term that takes more than a quarter of the memory that is free."""
    if size > LARGE:
        found = machine()
        if found is not None and size > found[1] // SHARE:
            raise ElixirError('error', SYSTEM_LIMIT)


class Guard:
    """Watches the memory for a node. short: whether `spawn` must refuse. measure: `machine`, or a test's substitute."""

    def __init__(self, node, measure=machine):
        self.node, self.measure = node, measure
        self.short = False
        self.blocks = 0                 # how many blocks Python's heap held when a process was last ended

    def check(self):
        """Look how much is free. True if there is next to nothing."""
        found = self.measure()
        if found is None:
            return False
        total, free = found
        if self.blocks and free < max(2 * LEAST, LITTLE * total):
            free += self._kept()
        self.short = free < max(2 * LEAST, LITTLE * total)
        return free < max(LEAST, NOTHING * total)

    def _kept(self):
        """The bytes that were freed since a process was ended, but that Python keeps for new objects: its heap hardly ever shrinks."""
        return max(0, self.blocks - sys.getallocatedblocks()) * BLOCK

    def look(self, running):
        """`check`, and if there is next to nothing end the process that is to blame."""
        if self.check():
            self._end(max(self.node.processes.values(), key=self._weight), running)

    def _end(self, biggest, running):
        victim = biggest if self._weight(biggest) > BIG else running
        logger = self.node.names.get(LOGGER)
        if logger is not None and victim.pid is not logger:
            time = self.node.clock.system() // 1000
            self.node.deliver(logger, (LOG_MEMORY, victim.pid, len(victim.mailbox), len(victim.stack), time))
        self.blocks = sys.getallocatedblocks()
        self.node.signals.terminate(victim, KILLED)
        self.node.entry.post(self.node.timers.forsake)      # (later: it may take long, and what takes long now is given up for lack of memory)

    def _weight(self, process):
        """How many things a process holds that can be counted."""
        rare, count = process.rare, len(process.mailbox) + len(process.stack)
        if rare is not NOTHING_RARE:
            count += len(rare.dictionary or ()) + sum(self.node.ets.tables[table].size for table in rare.tables or ())
        return count

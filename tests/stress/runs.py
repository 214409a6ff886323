"""The stress runs: each is a program beside this file with a short form (in the suite) and a long one (`python -m tests.stress`).

A program checks itself against a model, raises when something is broken, and else says in its last lines what it has checked. On a
virtual clock a run repeats itself; the programs also run on real Elixir, which is how their models were checked.
"""
import re
import time
from pathlib import Path
from typing import NamedTuple

from pyex.boot import boot
from pyex.runtime.clock import Clock, VirtualClock
from pyex.runtime.memory import resident
from pyex.terms.atom import atom
from pyex.terms.lists import from_python
from tests.script import Paper

PROGRAMS = Path(__file__).parent / 'programs'
REPORT = re.compile(r'\[error\]')
LEFT_OUT = re.compile(r'(\d+) more events came within a second')


class Run(NamedTuple):
    """What came of a program: the text that it printed, the seconds that it took, the bytes that it grew by, what it left in the node."""
    text: str
    seconds: float
    grown: int
    left: list


def run(program, *arguments, virtual=True, seed=1):
    """Run a program in a node of its own."""
    paper, before, start = Paper(), resident(), time.perf_counter()
    node = boot(output=paper, clock=VirtualClock() if virtual else Clock(), seed=seed, argv=[str(argument) for argument in arguments])
    script = node.exports[atom('Elixir.Kernel.CLI'), atom('run'), 1]
    begun = len(node.processes)
    runner = node.spawn(script, (from_python([(atom('file'), str(PROGRAMS / f'{program}.exs'))]),))
    most = [0]

    def ended():
        if node.scheduler.slices & 1023 == 0:
            most[0] = max(most[0], resident())
        return not runner.alive
    node.run(until=ended)
    return Run(paper.text, time.perf_counter() - start, max(most[0], resident()) - before, leftovers(node, begun))


def leftovers(node, begun):
    """What a program has left behind that should have gone with it."""
    found = list(node.defects)
    if len(node.processes) > begun:
        found.append(f'{len(node.processes) - begun} processes')
    if node.signals.aliases:
        found.append(f'{len(node.signals.aliases)} aliases')
    node.timers.forsake()
    if node.timers.messages:
        found.append(f'{len(node.timers.messages)} timers')
    return found


def reports(text):
    """(reports printed, reports left out) of the log."""
    return len(REPORT.findall(text)), sum(map(int, LEFT_OUT.findall(text)))

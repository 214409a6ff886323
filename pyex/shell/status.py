"""The status line below the prompt: the shell's process, the node at a glance, and its clock. F2 turns it on and off.

It is sampled twice a second at most, once a second while nothing changes, only while a prompt stands and it is on, and drawn only
when it says something new. Emphasis is dim and bold, no colours, so it is readable on any background.
"""
import time
from functools import partial
from typing import NamedTuple

from pyex.runtime import probe
from pyex.shell.settings import Settings
from pyex.terms.show import inspect

AT_ONCE, SOON, LATER = 0.02, 0.5, 1.0          # seconds between two samples
SETTING = 'status'
LABEL, VALUE, ALERT = 'class:status dim', 'class:status', 'class:status bold'
GAP = '  '
UNITS = (1e9, 'G'), (1e6, 'M'), (1e3, 'k')


class Sample(NamedTuple):
    """pulse: a `probe.Pulse`. speed: reductions a second, None at first."""
    pulse: probe.Pulse
    speed: float | None


def segments(sample, width):
    """The status line as (style, text) pairs; what does not fit into the width is left out, the least important first."""
    pulse = sample.pulse
    clock = 'real time' if not pulse.virtual else 'virtual time' if pulse.seed is None else f'virtual time, seed {pulse.seed}'
    parts = [                                                           # (importance, pairs)
        (9, [(VALUE, inspect(pulse.pid))]),
        (8, [(LABEL, 'mailbox '), (ALERT if pulse.mailbox else VALUE, _count(pulse.mailbox))]),
        (5, [(LABEL, 'links '), (VALUE, _count(pulse.links))]),
        (7, [(LABEL, 'processes '), (VALUE, _count(pulse.processes))]),
        (4, [(LABEL, 'red/s '), (VALUE, '-' if sample.speed is None else short(sample.speed))]),
        (6, [(LABEL, 'ready '), (VALUE, _count(pulse.runnable))]),
        (7.5 if pulse.virtual else 3, [(LABEL, clock)])]
    while parts and _width(parts) > width:
        parts.remove(min(parts, key=lambda part: part[0]))
    pairs = []
    for _, part in parts:
        pairs += [(LABEL, GAP if pairs else ' '), *part]
    return pairs


def _width(parts):
    return 1 + sum(len(text) for _, part in parts for _, text in part) + len(GAP) * (len(parts) - 1)


def _count(number):
    return '-' if number is None else f'{number:,}'


def short(number):
    """A number in few characters, without much of what changes all the time: 1.2M."""
    for size, unit in UNITS:
        if number >= size:
            return f'{number / size:.1f}{unit}' if number < 10 * size else f'{number / size:.0f}{unit}'
    return f'{number:.0f}'


class StatusLine:

    def __init__(self, columns):
        self.columns = columns                  # the width of the terminal: a function
        self.settings = Settings()
        self.shown = bool(self.settings.get(SETTING, True))
        self.node = self.application = self.loop = None
        self.before = None                      # (time, reductions) of the last sample
        self.sample = None
        self.sampling = False                   # whether a sample is asked for, or will be

    def attach(self, node):
        self.node = node

    def toolbar(self):
        """What prompt_toolkit shows: (style, text) pairs, or None while it is off."""
        return segments(self.sample, self.columns()) if self.shown and self.sample else None

    def show(self, shown):
        """Turn it on or off, for this session and later ones."""
        if shown != self.shown:
            self.shown = shown
            self.settings.set(SETTING, shown)
            if self.application is not None:
                self.loop.call_soon_threadsafe(self._shown, self.application)

    def toggle(self):
        self.show(not self.shown)

    def _shown(self, application):
        if self.shown and not self.sampling:
            self._ask(application)
        application.invalidate()

    # on the main thread, while a prompt stands

    def opened(self, application, loop):
        self.application, self.loop = application, loop
        if self.shown:
            self._ask(application)

    def closed(self):
        self.application = None

    def _ask(self, application):
        """Have a sample taken between two slices; the next one is asked for when this one is there."""
        self.sampling = application is self.application and self.shown
        if self.sampling:
            self.node.entry.post(partial(self._take, application))

    def _take(self, application):
        shell, loop = self.node.host.evaluator, self.loop
        try:
            if shell is None:                   # it is about to come up
                loop.call_soon_threadsafe(loop.call_later, AT_ONCE, self._ask, application)
            else:
                loop.call_soon_threadsafe(self._taken, application, probe.pulse(self.node, shell))
        except RuntimeError:                    # the prompt has just ended
            pass

    def _taken(self, application, pulse):
        if application is not self.application:
            return
        shown = self.toolbar()
        self.sample = Sample(pulse, self._speed(pulse.reductions))
        changed = self.toolbar() != shown
        if changed:
            application.invalidate()
        self.loop.call_later(SOON if changed else LATER, self._ask, application)

    def _speed(self, reductions):
        before, now = self.before, time.monotonic()
        self.before = now, reductions
        if before is None:
            return None
        used = max(0, *(after - earlier for after, earlier in zip(reductions, before[1])))
        return used / (now - before[0])

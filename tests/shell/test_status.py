"""The status line: what it says in how much room, when it is sampled, and how it is turned off."""
import json
from types import SimpleNamespace

import pytest
from talk import play
from terminals import ENTER, F2

from pyex.runtime.clock import VirtualClock
from pyex.runtime.node import Node
from pyex.runtime.probe import Pulse, pulse
from pyex.shell.settings import Settings
from pyex.shell.status import (
    ALERT,
    LATER,
    SOON,
    VALUE,
    Sample,
    StatusLine,
    segments,
    short,
)
from pyex.terms.identity import pid_of


def sample(**fields):
    usual = {'pid': pid_of(109), 'mailbox': 0, 'links': 1, 'processes': 45, 'reductions': (0, 0), 'runnable': 2, 'virtual': False, 'seed': None}
    return Sample(Pulse(**(usual | fields)), 1_234_567.0)


def text(pairs):
    return ''.join(part for _, part in pairs)


@pytest.mark.parametrize('width, shown', [
    (80, ' #PID<0.109.0>  mailbox 0  links 1  processes 45  red/s 1.2M  ready 2  real time'),
    (79, ' #PID<0.109.0>  mailbox 0  links 1  processes 45  red/s 1.2M  ready 2'),
    (60, ' #PID<0.109.0>  mailbox 0  links 1  processes 45  ready 2'),
    (40, ' #PID<0.109.0>  mailbox 0  processes 45'),
    (14, ' #PID<0.109.0>'),
    (5, ''),
])
def test_what_fits(width, shown):
    assert text(segments(sample(), width)) == shown


def test_a_virtual_clock_matters():
    assert text(segments(sample(virtual=True, seed=7), 60)) == ' #PID<0.109.0>  mailbox 0  virtual time, seed 7'


def test_a_mailbox_with_something_in_it_stands_out():
    assert (VALUE, '0') in segments(sample(), 80) and (ALERT, '3') in segments(sample(mailbox=3), 80)


def test_a_dead_shell():
    assert text(segments(sample(mailbox=None, links=None), 40)).startswith(' #PID<0.109.0>  mailbox -')


def test_short():
    assert [short(n) for n in (0, 999, 1000, 45_600, 2_600_000, 3e9)] == ['0', '999', '1.0k', '46k', '2.6M', '3.0G']


def test_a_pulse():
    node = Node(clock=VirtualClock(), seed=3)
    got = pulse(node, pid_of(1))
    assert (got.mailbox, got.links, got.processes, got.runnable, got.virtual, got.seed) == (None, None, 0, 0, True, 3)


def test_settings_last(tmp_path):
    Settings(str(tmp_path)).set('status', False)
    other = Settings(str(tmp_path))
    other.set('keys', 'vi')
    assert Settings(str(tmp_path)).get('status', True) is False and other.get('nothing', 5) == 5
    (tmp_path / 'settings').write_text('not ours')
    assert Settings(str(tmp_path)).get('status', True) is True


def test_on_a_pipe_there_is_none():
    assert '{:error, :no_terminal}' in play(['status()']) and 'function_clause' not in play(['status(false)'])


def test_on_the_screen(pseudo_terminal, tmp_path):
    shell = pseudo_terminal(status=True).wait(lambda shell: shell.lines[-1].startswith(' #PID<0.109.0>  mailbox 0  links 0'))
    assert shell.lines[-1].endswith('real time')
    shell.type('send(self(), :hi)' + ENTER, 'mailbox 1')
    row = next(n for n, line in enumerate(shell.screen.display) if 'mailbox 1' in line)
    number = shell.screen.buffer[row][shell.screen.display[row].index('mailbox 1') + len('mailbox ')]
    assert number.bold and number.bg == 'default'
    shell.type('1 + ', '1 +').type(F2, lambda shell: 'mailbox' not in shell.text)
    assert shell.text.endswith('pyex(2)> 1 +')
    assert json.loads((tmp_path / 'pyex' / 'settings').read_text())['status'] is False
    shell.type('1' + ENTER, 'pyex(3)>').type('status(true)' + ENTER, 'mailbox 1')


class Prompt:
    """A prompt that stands, with a loop in which time passes by hand: it counts how often it is drawn anew."""

    def __init__(self):
        self.drawn, self.later = 0, []

    def call_soon_threadsafe(self, function, *arguments):
        function(*arguments)

    def call_later(self, seconds, function, *arguments):
        self.later.append((seconds, function, arguments))

    def invalidate(self):
        self.drawn += 1

    def pass_time(self):
        """The seconds until the next sample is asked for, which is done; None if none is."""
        if not self.later:
            return None
        seconds, function, arguments = self.later.pop()
        function(*arguments)
        return seconds


@pytest.fixture
def line(monkeypatch, tmp_path):
    monkeypatch.setenv('XDG_STATE_HOME', str(tmp_path))
    line = StatusLine(lambda: 80)
    line.attach(Node())
    line.node.host = SimpleNamespace(evaluator=line.node.spawn(len).pid)
    return line


def test_nothing_is_drawn_while_nothing_changes(line):
    prompt, delays = Prompt(), []
    line.opened(prompt, prompt)
    for _ in range(5):
        line.node.entry.take()
        delays.append(prompt.pass_time())
    assert delays[2:] == [LATER] * 3 and prompt.drawn <= 2
    line.node.send(line.node.host.evaluator, 'hi')
    line.node.entry.take()
    assert prompt.pass_time() == SOON and 'mailbox 1' in text(line.toolbar())
    line.closed()
    assert prompt.pass_time() is None


def test_nothing_is_sampled_while_it_is_off(line):
    prompt = Prompt()
    line.show(False)
    line.opened(prompt, prompt)
    assert not line.node.entry.inbox and line.toolbar() is None


def test_a_busy_node_is_asked_once(line):
    prompt = Prompt()
    line.opened(prompt, prompt)
    for _ in range(4):
        line.toggle()
    assert len(line.node.entry.inbox) == 1

"""Ctrl+C at random moments, in a terminal and on a pipe."""
import random

import pytest

from tests.shell.terminals import CTRL_C, CTRL_D, ENTER, Terminal
from tests.stress.interrupts import in_terminal, on_pipe


@pytest.fixture
def terminal(tmp_path):
    made = Terminal(tmp_path)
    yield made
    made.child.close(True)


def test_in_a_terminal(terminal):
    in_terminal(terminal, 6, random.Random(1))
    assert 'Traceback' not in terminal.raw and '{:python' not in terminal.raw


def test_right_after_enter(terminal):
    """Enter and Ctrl+C arrive in one piece: the shell reads both as keys."""
    terminal.type(f'Process.sleep(:infinity){ENTER}x = 1{ENTER}{CTRL_C}{{:alive, 1 + 1}}{ENTER}', '{:alive, 2}')
    assert '** (interrupted) before it began' in terminal.text and 'x = 1' not in terminal.text
    terminal.child.send(CTRL_D)
    assert terminal.ends() == 0


def test_on_a_pipe():
    printed = on_pipe(8, random.Random(1))
    assert printed.count('(interrupted)') >= 7 and 'Traceback' not in printed and '{:python' not in printed

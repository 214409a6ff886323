"""The shell in a terminal: keys in, screen out."""
import os
import sys
import time

import pexpect
import pyte
import pytest

ENTER, CTRL_C, CTRL_D, UP, TAB = '\r', '\x03', '\x04', '\x1b[A', '\t'


class Terminal:
    """A terminal of 80 columns with a shell in it."""

    def __init__(self, home, **environment):
        self.screen = pyte.HistoryScreen(80, 40)
        self.stream = pyte.Stream(self.screen)
        environment = {**os.environ, 'TERM': 'xterm-256color', 'XDG_STATE_HOME': str(home), 'NO_COLOR': '', **environment}
        environment = {name: value for name, value in environment.items() if value}
        self.raw = ''
        self.child = pexpect.spawn(sys.executable, ['-m', 'pyex'], env=environment, dimensions=(40, 80), encoding='utf-8',
                                   timeout=20)
        self.wait('pyex(1)>')

    @property
    def text(self):
        return '\n'.join(line.rstrip() for line in self.screen.display).rstrip()

    def wait(self, wanted, seconds=20):
        """Read until `wanted` stands on the screen."""
        end = time.monotonic() + seconds
        while wanted not in self.text:
            assert time.monotonic() < end, f'no {wanted!r} on the screen:\n{self.text}'
            self._read()

    def _read(self):
        try:
            data = self.child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            return
        self.raw += data
        self.stream.feed(data)
        if '\x1b[6n' in data:           # where is the cursor?
            self.child.send(f'\x1b[{self.screen.cursor.y + 1};{self.screen.cursor.x + 1}R')

    def type(self, keys, wanted):
        self.child.send(keys)
        self.wait(wanted)
        return self

    def paste(self, text, wanted):
        return self.type(f'\x1b[200~{text}\x1b[201~', wanted)

    def ends(self):
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def terminal(tmp_path):
    made = []

    def start(**environment):
        made.append(Terminal(tmp_path, **environment))
        return made[-1]
    yield start
    for each in made:
        each.child.close(force=True)


def test_values_are_coloured(terminal):
    shell = terminal()
    shell.type('{:ok, 1}' + ENTER, 'pyex(2)>')
    assert '\x1b[36m:ok' in shell.raw and '\x1b[33m1' in shell.raw


def test_no_color(terminal):
    shell = terminal(NO_COLOR='1')
    shell.type('{:ok, 1}' + ENTER, 'pyex(2)>')
    assert '\x1b[36m' not in shell.raw


def test_enter_submits_only_complete_code(terminal):
    shell = terminal().type('f = fn x ->' + ENTER, '...(1)>')
    shell.type('x * 2' + ENTER + 'end' + ENTER, 'pyex(2)>')
    assert '...(1)>   x * 2' in shell.text and '...(1)> end' in shell.text
    shell.type('f.(21)' + ENTER, '42\n')


def test_a_block_is_evaluated_expression_by_expression(terminal):
    shell = terminal().paste('x = 20\n\n# twice\nx +\n  1\n|> Kernel.*(2)\n', 'pyex(3)>')
    assert shell.text.split('\n')[1:] == ['pyex(1)> x = 20', '20', 'pyex(2)> # twice', ' ...(2)> x +', ' ...(2)>   1',
                                         ' ...(2)> |> Kernel.*(2)', '42', 'pyex(3)>']


def test_ctrl_c_keeps_the_bindings(terminal):
    shell = terminal().type('x = 7' + ENTER, 'pyex(2)>').type('receive do :never -> 1 end' + ENTER, 'receive')
    shell.type(CTRL_C, 'interrupted')
    shell.type('x * 6' + ENTER, '42\n')


def test_ctrl_c_ends_an_endless_loop(terminal):
    shell = terminal().type('Stream.cycle([1]) |> Enum.each(& &1)' + ENTER, 'cycle')
    shell.type(CTRL_C, 'interrupted').type('1 + 1' + ENTER, '2\n')


def test_ctrl_c_ends_a_pasted_block(terminal):
    shell = terminal().paste('x = 1\nProcess.sleep(:infinity)\nx = 2\n', 'pyex(2)> Process.sleep')
    shell.type(CTRL_C, 'interrupted').type('x * 10' + ENTER, '10\n')


def test_ctrl_c_clears_the_line_and_ctrl_d_leaves(terminal):
    shell = terminal().type('[1, 2', '[1, 2').type(CTRL_C, 'pyex(1)> [1, 2\npyex(1)>')
    shell.child.send(CTRL_D)
    assert shell.ends() == 0


def test_output_of_processes_leaves_what_is_typed_alone(terminal):
    shell = terminal().type('spawn(fn -> Process.sleep(300); IO.puts("tick") end)' + ENTER, 'pyex(2)>')
    shell.type('1 + ', 'pyex(2)> 1 +').wait('tick\npyex(2)> 1 +')
    shell.type('41' + ENTER, '42\n')


def test_the_history_lasts(terminal):
    terminal().type('6 * 7' + ENTER, '42').child.sendeof()
    terminal().type(UP, 'pyex(1)> 6 * 7')


def test_a_process_asks(terminal):
    shell = terminal().type('name = IO.gets("name? ")' + ENTER, 'name? ').type('Ada' + ENTER, '"Ada\\n"')
    shell.type('String.trim(name)' + ENTER, '"Ada"\n')


def test_completion(terminal):
    terminal().type('String.upc' + TAB, 'String.upcase')

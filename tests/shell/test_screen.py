"""What processes print while a person types, on a screen."""
import os
import re
import signal
import sys

import pexpect
from terminals import CTRL_C, CTRL_D, ENTER

from pyex.shell.screen import reflows


def after(milliseconds, code):
    """An input that has a process do something when the prompt stands again."""
    return f'spawn(fn -> Process.sleep({milliseconds}); {code} end)' + ENTER


def test_a_thousand_lines_a_second_while_a_person_types(pseudo_terminal):
    shell = pseudo_terminal()
    shell.type('spawn(fn -> for n <- 1..500 do IO.puts("tick #{n}"); if rem(n, 20) == 0, do: Process.sleep(20) end end)' + ENTER, 'tick 20')
    for typed in ('[1, ', '2, ', '3', '] ++ ', '[4]'):
        shell.type(typed, lambda shell, typed=typed: shell.lines[-1].endswith(typed.rstrip()))
    shell.wait('tick 500\npyex(2)> [1, 2, 3] ++ [4]')
    assert [line for line in shell.lines if line.startswith('tick')] == [f'tick {n}' for n in range(1, 501)]
    shell.type(ENTER, '[1, 2, 3, 4]\npyex(3)>')
    assert shell.screen.cursor.x == len('pyex(3)> ')


def test_a_flood_is_shortened(pseudo_terminal):
    shell = pseudo_terminal()
    shell.type(after(100, 'Enum.each(1..10_000, &IO.puts("line #{&1}"))'), 'pyex(2)>')
    shell.type('1 + 41', 'pyex(2)> 1 + 41').wait('line 10000\npyex(2)> 1 + 41')
    left_out = [int(line.split()[1].replace(',', '')) for line in shell.lines if line.endswith('lines left out')]
    shown = [line for line in shell.lines if re.fullmatch(r'line \d+', line)]
    assert left_out and sum(left_out) + len(shown) == 10_000
    shell.type(ENTER, '42\n')


def test_between_prompts_nothing_is_left_out(shell):
    shell.type('Enum.each(1..3000, &IO.puts("row #{&1}"))' + ENTER, 'row 3000\n:ok')
    assert [line for line in shell.lines if line.startswith('row')] == [f'row {n}' for n in range(1, 3001)]


def test_a_line_without_an_end_is_gone_on_with(shell):
    shell.type('p = spawn(fn -> (fn f -> receive do text -> IO.write(text); f.(f) end end) |> then(& &1.(&1)) end)' + ENTER, 'pyex>')
    shell.type('for n <- 1..3, do: Process.send_after(p, "#{n}.", 200 * n)' + ENTER, 'pyex>')
    shell.type('x = 1', '1.\npyex> x = 1').wait('1.2.\npyex> x = 1').wait('1.2.3.\npyex> x = 1')
    shell.type(ENTER, 'pyex>').type('send(p, "4\\n5") && :sent' + ENTER, '5:sent\npyex>')
    assert '1.2.3.\npyex> x = 1\n1' in shell.plain


def test_what_moves_the_cursor_does_nothing_while_a_prompt_stands(shell):
    shell.type(after(200, r'IO.puts("\e[2J\e[Hhome\e[5A\e]0;title\a \x01\n10%\r\u8bed\u8a00\e[31mred")'), 'pyex>')
    shell.type('abc', '语言').wait('pyex> abc')
    row = next(n for n, line in enumerate(shell.screen.display) if '语' in line)
    line = ''.join(shell.screen.buffer[row][x].data for x in range(40)).rstrip()
    assert line == '语言red' and shell.screen.buffer[row][6].fg == 'red'
    assert 'home' in shell.text and shell.screen.buffer[row + 1][1].fg == 'default'


def test_a_long_line_takes_its_rows(shell):
    shell.type(after(200, 'IO.write(String.duplicate("\\u8bed", 60)); Process.sleep(200); IO.puts("!")'), 'pyex>')
    shell.type('1 +', '语').wait('!\npyex> 1 +')
    assert shell.text.count('语') == 60


def test_errors_come_above_the_prompt_too(shell):
    shell.type(after(200, 'IO.puts(:stderr, "trouble"); raise "oops"'), 'pyex>')
    shell.type('1 + ', 'oops').wait('pyex> 1 +')
    assert 'trouble\n' in shell.text


def test_completions_stay_while_something_is_printed(shell):
    shell.type(after(700, 'IO.puts("news")'), 'pyex>')
    shell.type('String.up\t', 'upcase').wait('news\npyex> String.up')
    assert 'upcase' in shell.text.partition('news')[2]


def test_a_resize_while_something_is_printed(pseudo_terminal):
    shell = pseudo_terminal().type(after(300, 'for n <- 1..5 do IO.puts("tick #{n}"); Process.sleep(60) end'), 'pyex(2)>')
    shell.type('1 + 41', 'tick 2').resize(60, 20)
    shell.wait('tick 5\npyex(2)> 1 + 41')
    shell.type(ENTER, '42\n')


def test_input_for_a_process_beside_the_prompt(shell):
    shell.type(after(300, 'IO.puts("hello " <> IO.gets("name? "))'), 'pyex>')
    notice = re.compile(r'\n(#PID<[\d.]+>)\n\(\1 asks for input, with "name\? "; its turn comes after this line\)\npyex> 1 \+ 1')
    shell.type('1 + 1', lambda shell: notice.search(shell.plain))
    shell.type(ENTER, 'name?').type('Ada' + ENTER, 'hello Ada')


def test_several_readers_have_their_turns(shell):
    shell.type('for n <- 1..2, do: spawn(fn -> IO.inspect({n, IO.gets("#{n}? ")}) end)' + ENTER, '1?')
    shell.type('one' + ENTER, '2?').type('two' + ENTER, '{2, "two\\n"}').wait('{1, "one\\n"}')


def test_characters_and_the_rest_of_the_input(shell):
    shell.type('{IO.getn("", 2), IO.getn("", 1), IO.gets("")}' + ENTER, 'IO.getn')
    shell.type('abcde' + ENTER, '{"ab", "c", "de\\n"}')
    shell.type('IO.read(:eof)' + ENTER, 'IO.read').type('x' + ENTER + 'y' + ENTER, 'y').type(CTRL_D, '"x\\ny\\n"')


def test_a_prompt_of_ones_own(shell):
    shell.type('IO.write("name: "); IO.gets("")' + ENTER, '\nname:')
    shell.type('Ada' + ENTER, 'name: Ada\n"Ada\\n"')


def test_ctrl_d_and_ctrl_c_at_a_question(shell):
    shell.type('x = IO.gets("? ")' + ENTER, '\n?').type(CTRL_D, ':eof')
    shell.type('IO.gets("again? ")' + ENTER, 'again?').type(CTRL_C, 'interrupted').type('x' + ENTER, ':eof\npyex>').type('flush' + ENTER, 'flush\n:ok')


def test_clear(shell):
    shell.type('IO.puts("old")' + ENTER, ':ok').type('clear' + ENTER, lambda shell: shell.plain == 'pyex>')
    shell.type('1 + 1' + ENTER, 'pyex> 1 + 1\n2')


def test_a_signal_leaves_the_terminal_as_it_was(pseudo_terminal):
    shell = pseudo_terminal().type('1 + ', '1 +')
    shell.child.kill(15)
    assert shell.ends() == 143
    assert shell.raw.rpartition('1 +')[2].count('\x1b[?2004l') >= 1


def test_a_terminal_that_goes_away(pseudo_terminal):
    shell = pseudo_terminal().type('spawn(fn -> Enum.each(Stream.cycle([1]), &IO.puts/1) end)' + ENTER, 'pyex(2)>')
    shell.child.kill(1)
    assert shell.ends() == 129


def test_errors_and_warnings_are_coloured(shell):
    shell.type('no_such_variable' + ENTER, '** (CompileError)')
    shell.type('defmodule Warned do def f(x), do: 1 end' + ENTER, '{:module')
    lines = shell.screen.display
    for title, color in (('error:', 'red'), ('warning:', 'brown')):
        row = next(n for n, line in enumerate(lines) if line.startswith(title))
        assert {shell.screen.buffer[row][x].fg for x in range(len(title))} == {color}
        assert shell.screen.buffer[row][len(title) + 1].fg == 'default'



def test_the_terminal_is_as_it_was(tmp_path):
    """A shell that is left, halted, or killed with a prompt standing: `stty` says the same as before."""
    program = f'{sys.executable} -m pyex; echo "status $?"; stty -a;'
    child = pexpect.spawn('/bin/sh', ['-c', 'stty -a;' + program * 3 + 'echo over'], timeout=20, encoding='utf-8',
                          env={**os.environ, 'TERM': 'xterm-256color', 'XDG_STATE_HOME': str(tmp_path), 'PROMPT_TOOLKIT_NO_CPR': '1'})
    child.setwinsize(24, 80)
    states, statuses = [], []
    for keys in (CTRL_D, 'System.halt(3)' + ENTER, 'IO.puts("pid=" <> System.pid())' + ENTER):
        child.expect(r'Interactive[^>]*\(1\)>')
        states.append(child.before)
        child.send(keys)
        if 'pid' in keys:
            child.expect(r'pid=(\d+)\r')
            os.kill(int(child.match[1]), signal.SIGTERM)
        child.expect(r'status (\d+)\r\n')
        statuses.append(int(child.match[1]))
    child.expect('over')
    states.append(child.before)
    modes = [re.findall(r'-?\b(?:icanon|echo|isig|icrnl|ixon|opost)\b', state) for state in states]
    assert modes == [modes[0]] * 4 and modes[0] and statuses == [0, 3, 143]


def test_lines_that_a_narrower_terminal_breaks():
    assert reflows({'TERM': 'xterm-256color'}) and reflows({'TERM': 'screen-256color', 'TMUX': '/tmp/x', 'XTERM_VERSION': 'XTerm(1)'})
    assert not reflows({'TERM': 'linux'}) and not reflows({'XTERM_VERSION': 'XTerm(1)'})


def test_a_progress_bar_beside_the_prompt(shell):
    shell.type(after(100, r'for n <- 1..5 do IO.write("\r\e[32m#{n * 20}%\e[0m done"); Process.sleep(60) end; IO.puts("")'), 'pyex>')
    shell.type('1 +', '100% done\npyex> 1 +')
    bars = [line for line in shell.text.split('\n') if '% done' in line and 'spawn' not in line]
    assert bars == ['100% done']
    row = next(n for n, line in enumerate(shell.screen.display) if line.startswith('100% done'))
    assert [shell.screen.buffer[row][x].fg for x in (0, 5)] == ['green', 'default']


WITHOUT_TERMINALS = '''
import sys
sys.modules.update(dict.fromkeys(('termios', 'tty', 'pty', 'fcntl')))
from pyex.cli import main
main([])
'''


def test_a_system_without_posix_terminals():
    child = pexpect.spawn(sys.executable, ['-c', WITHOUT_TERMINALS], timeout=20, encoding='utf-8')
    child.expect('this system has no POSIX terminals')
    child.expect(r'pyex\(1\)> ')
    child.sendline('6 * 7')
    child.expect('42')
    child.sendeof()
    child.expect(pexpect.EOF)
    assert 'Traceback' not in child.before

"""Breakpoints, interrupts and deaths, as they are seen in a terminal."""
from terminals import CTRL_C, ENTER

PRIED = 'defmodule Pried do\n  require IEx\n  def go(x) do\n    IEx.pry()\n    x\n  end\nend\n'


def test_a_request_takes_the_prompt_and_gives_back_what_was_typed(shell):
    shell.paste(PRIED, '{:go, 1}}')
    shell.type('shell = self(); pid = spawn(fn -> receive do :now -> Pried.go(7) end end)' + ENTER, '#PID')
    shell.type('Process.send_after(pid, :now, 250); 0' + ENTER, '\n0\n').type('40 + ', '> 40 +')
    shell.wait('Allow? [Yn]').type('y' + ENTER, 'pry(1)>')
    assert '40 +' not in shell.text.split('\n')[-2:]
    shell.type('x' + ENTER, '\n7\n').type('continue' + ENTER, '> 40 +').type('2' + ENTER, '\n42\n')


def test_an_interrupt_says_where(shell):
    shell.type('send(self(), {:error, 1})' + ENTER, '{:error, 1}').type('receive do {:ok, _} -> 1 end' + ENTER, 'receive')
    shell.type(CTRL_C, 'for {:ok, _}; the mailbox')
    shell.type('flush' + ENTER, ':ok')


def test_what_is_half_typed_is_left(shell):
    shell.type('[1,' + ENTER, '...').type(CTRL_C, '>').type('1 + 1' + ENTER, '\n2\n')


def test_how_death_came_is_dim_and_crashes_are_numbered(shell):
    shell.type('kept = 1' + ENTER, '\n1\n').type('spawn_link(fn -> raise "oops" end)' + ENTER, 'restore() gives back')
    assert 'tells more' in shell.text and '\x1b[2m#PID' in shell.raw
    shell.type('restore()' + ENTER, 'Restored: kept').type('kept + 1' + ENTER, '\n2\n')

"""What a person does in the course of a session, on the screen: modules typed there, breakpoints, death, a project, files."""
import subprocess
import sys

import pytest
from terminals import CTRL_C, ENTER, PACKAGE

PARCEL = '''defmodule Parcel do
  @moduledoc "What is *sent*."
  @type size :: pos_integer()
  @callback send_off(term()) :: :ok
  @doc "Doubles `x`."
  def double(x) when x > 0 do
    m = x + x
    m
  end
end
'''


def answers(shell, text, *wanted):
    """Type a line on an empty screen, and wait for all that is wanted."""
    shell.fresh().type(text + ENTER, lambda shell: all(part in shell.plain for part in wanted))


def test_helpers_know_what_was_typed(shell):
    shell.paste(PARCEL, '{:module, Parcel')
    answers(shell, 'h Parcel', 'What is sent.')
    answers(shell, 'h Parcel.double', 'def double(x)', 'Doubles x.')
    answers(shell, 't Parcel', '@type size() :: pos_integer()')
    answers(shell, 'b Parcel', '@callback send_off(term()) :: :ok')
    answers(shell, 'i Parcel', 'typed at the prompt')
    answers(shell, 'source Parcel', 'defmodule Parcel do')
    answers(shell, 'Parcel.double(0)', 'showing 1 out of 1', 'def double(x) when x > 0')


def test_a_breakpoint(shell):
    shell.paste(PARCEL, '{:module, Parcel')
    answers(shell, 'break!(Parcel.double/1)', '\n1\n')
    answers(shell, 'Parcel.double(4)', 'Break reached: Parcel.double/1 (iex:', 'pry(1)>')
    shell.type('x * 100' + ENTER, '\n400\n').type('n' + ENTER, lambda shell: shell.text.count('Break reached') == 2).type('whereami' + ENTER, 'Location: iex:')
    shell.type('continue' + ENTER, '\n8\n').type('remove_breaks' + ENTER, '\n:ok\n')


def test_dbg(shell):
    answers(shell, '[1, 2] |> Enum.sum() |> dbg()', '[1, 2] #=> [1, 2]', '|> Enum.sum() #=> 3')


def test_what_died_is_told_and_given_back(shell):
    answers(shell, 'kept = 4711', '\n4711\n')
    answers(shell, 'spawn_link(fn -> raise "oops" end)', '(RuntimeError) oops', 'tells more', '** (EXIT from #PID<', 'restore() gives back', 'ENTER for help)\npyex>')
    answers(shell, 'kept', 'undefined variable "kept"')
    answers(shell, 'restore()', 'Restored: ')
    answers(shell, 'kept', '\n4711\n')
    answers(shell, 'crash()', '** (RuntimeError) oops', 'Started by', 'Mailbox ')


def test_a_look_into_the_mailbox(shell):
    answers(shell, 'for n <- 1..2, do: send(self(), {:n, n})', '\n[n: 1, n: 2]\n')
    answers(shell, 'peek', 'holds 2 messages', '1  {:n, 1}')
    answers(shell, 'peek do {:n, n} when n > 1 -> n end', 'does not take it: n is 1, and n > 1 does not hold', '2  {:n, 2}  is taken by', 'would take message 2')
    answers(shell, 'flush', '{:n, 1}\n{:n, 2}\n:ok')


@pytest.mark.parametrize('text, shown', [
    ('Enum.fla', 'flat_map/2'), ('Strin', 'StringIO'), ('some_va', 'some_value'), ('some_value.na', '"Ada"'), ('%Rang', '%Range{}'), ('%Range{fi', 'first:'),
    ('[:hiber', 'a server sleeps'), ('~', 'A charlist just as'), ('#PID<', 'this shell'), ('String.split("a", " ", tr', 'leave out empty'),
    ('<<1::lit', 'the low byte first'), ('h Enum.fla', 'flat_map/2'), ('Enum.zip/', 'zip(enumerable1, enumerable2)')])
def test_every_kind_of_completion(shell, text, shown):
    shell.type('some_value = %{name: "Ada"}; some_variable = 1' + ENTER, '\n1\n').fresh()
    shell.type(text, shown).child.send(CTRL_C)


def test_a_project(pseudo_terminal, tmp_path):
    (tmp_path / 'lib').mkdir()
    (tmp_path / '.iex.exs').write_text('from_file = 71\nIO.puts("hello from the file")\n')
    (tmp_path / 'lib' / 'greet.ex').write_text('defmodule Greet do\n  def hi, do: :one\nend\n')
    shell = pseudo_terminal(folder=tmp_path)
    assert 'hello from the file' in shell.text
    shell.type('from_file' + ENTER, '\n71\n').type('recompile' + ENTER, 'Compiling 1 file (.ex)\n:ok').type('Greet.hi()' + ENTER, '\n:one\n')
    (tmp_path / 'lib' / 'greet.ex').write_text('defmodule Greet do\n  def hi, do: :second\nend\n')
    answers(shell, 'recompile()', 'Compiling 1 file (.ex)')
    answers(shell, 'Greet.hi()', '\n:second\n')
    answers(shell, 'exit', 'exit')
    assert shell.ends() == 0


def test_a_dot_file_and_a_saved_session(pseudo_terminal, tmp_path):
    (tmp_path / 'dots.exs').write_text('IO.puts("dots")\n')
    shell = pseudo_terminal(folder=tmp_path, arguments=['--dot-iex', 'dots.exs'])
    assert '\ndots\n' in shell.text
    shell.type('5 |> Kernel.+(1)' + ENTER, '\n6\n').type('Process.sleep(:infinity)' + ENTER, 'infinity').type(CTRL_C, 'interrupted')
    shell.type('save("all.md")' + ENTER, 'Saved 2 inputs in all.md')
    assert '```iex\niex> 5 |> Kernel.+(1)\n6\n```' in (tmp_path / 'all.md').read_text()
    subprocess.run([sys.executable, '-m', 'pyex', 'lesson', 'check', 'all.md'], cwd=tmp_path, env={'PYTHONPATH': PACKAGE}, check=True, timeout=60)

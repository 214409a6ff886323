"""The prompt in a terminal: keys in, screen out."""
import os
import sys

import pexpect
import pytest
from terminals import CTRL_C, CTRL_D, ENTER, TAB, UP

DOWN, ESCAPE, CTRL_R, CTRL_J, UNDO, ALT_H, F1, F4 = '\x1b[B', '\x1b', '\x12', '\n', '\x1f', '\x1bh', '\x1bOP', '\x1bOS'


@pytest.fixture
def prompt(shell):
    """The common terminal with an empty prompt; a half-typed expression is dropped afterwards."""
    yield shell
    shell.child.send(CTRL_C)


def cell(shell, text, offset=0):
    """The cell at the begin of a text on the screen."""
    row = next(y for y in reversed(range(shell.screen.lines)) if text in shell.screen.display[y])
    return shell.screen.buffer[row][shell.screen.display[row].index(text) + offset]


def cursor(shell):
    return shell.screen.cursor.x, shell.screen.cursor.y


def gone(text):
    return lambda shell: text not in shell.text


# ---- colours and brackets -------------------------------------------------------------------------------------------------------


def test_values_and_what_is_typed_are_coloured(prompt):
    prompt.type('x = {:ok, 1, "a", nil}', '"a", nil}')
    assert [cell(prompt, 'x = {:ok, 1, "a", nil}', at).fg for at in (0, 5, 10, 13, 18)] == ['default', 'cyan', 'brown', 'green', 'magenta']
    prompt.type(ENTER, '\n{:ok, 1, "a", nil}')
    assert [cell(prompt, '\n{:ok'[1:], at).fg for at in (1, 6, 9, 14)] == ['cyan', 'brown', 'green', 'magenta']


def test_brackets_and_blocks_show_their_partners(prompt):
    prompt.type('f = fn x -> (x) end', '(x) end')
    assert cell(prompt, 'end').underscore and cell(prompt, 'fn x').underscore and not cell(prompt, '(x)').underscore
    prompt.type('\x1b[D' * 4, lambda shell: cell(shell, '(x)').underscore)
    assert cell(prompt, ') end').underscore and not cell(prompt, 'end').underscore


def test_a_bracket_that_closes_something_else_is_red(prompt):
    prompt.type('[1, 2)', '[1, 2)')
    assert cell(prompt, '2)', 1).fg == 'red'


def test_no_color(pseudo_terminal):
    shell = pseudo_terminal(NO_COLOR='1', rows=12)
    shell.type('{:ok, 1}' + ENTER, 'pyex(2)>')
    shell.type('Enum.ma', 'map_every/3').type(TAB + TAB, 'Enum.map')
    assert '\x1b[3' not in shell.raw.replace('\x1b[39m', '') and ';3' not in shell.raw


def test_light_background(pseudo_terminal):
    shell = pseudo_terminal(COLORFGBG='0;15', rows=12)
    shell.type(':ok', ':ok')
    assert cell(shell, ':ok').fg not in ('cyan', 'default')


# ---- lines ----------------------------------------------------------------------------------------------------------------------


def test_enter_submits_only_complete_code(prompt):
    prompt.type('f = fn x ->' + ENTER, '...').type('x * 2' + ENTER + 'end' + ENTER, 'Function')
    assert prompt.plain.split('\n')[:3] == ['pyex> f = fn x ->', ' ...>   x * 2', ' ...> end']
    prompt.type('f.(21)' + ENTER, '42\n')


def test_an_operator_goes_on_with_the_value_before(prompt):
    prompt.type('[3, 4]' + ENTER, '[3, 4]\n').type('|> Enum.map(fn x ->' + ENTER + 'x * 2' + ENTER + 'end)' + ENTER, '[6, 8]\n')
    prompt.type('|> Enum.sum()' + ENTER, '\n14\n')


def test_lines_are_indented_and_ends_go_back(prompt):
    keys = ['case 2 do', 'x when x > 5 ->', ':big', 'x ->', 'if true do', 'x', 'else', '0', 'end', 'end']
    prompt.type(ENTER.join(keys), lambda shell: shell.plain.endswith('\n ...> end'))
    assert [line.partition('>')[2][1:] for line in prompt.plain.split('\n')] == [
        'case 2 do', '  x when x > 5 ->', '    :big', '  x ->', '    if true do', '      x', '    else', '      0', '    end', 'end']


def test_a_new_line_in_any_case(prompt):
    prompt.type('2' + CTRL_J + '|> Kernel.+(40)' + ENTER, '42\n')
    prompt.type('3' + ESCAPE + ENTER + '|> Kernel.+(30)' + ENTER, '33\n')
    prompt.type('Enum.su', 'sum/1').type(ESCAPE + ENTER, gone('sum/1')).type('m(1..3)' + ENTER, 'Enum.su\n ...')


def test_an_unfinished_expression_is_given_up(prompt):
    prompt.type('[1,' + ENTER + '#iex:break' + ENTER, '(TokenMissingError)').type('4 + 4' + ENTER, '\n8\n')


def test_a_syntax_error_is_shown_before_it_runs(prompt):
    prompt.type('foo = 1 +* 2' + ENTER, "syntax error before: '*'")
    assert prompt.plain == "pyex> foo = 1 +* 2\nsyntax error before: '*' (Enter again runs it as it is)"
    assert cursor(prompt) == (prompt.screen.display[0].index('*'), 0)
    prompt.type('\x1b[3~' + ENTER, '3\n')                   # Delete
    prompt.type('7 +* 2' + ENTER, 'Enter again').type(ENTER, '** (SyntaxError)')


# ---- completion and signatures ----------------------------------------------------------------------------------------------------


def test_a_menu_appears_while_typing(prompt):
    prompt.type('Enum.filt', 'filter/2')
    assert prompt.screen.display[1].index('filter/2') == 1 + prompt.screen.display[0].index('filt')
    assert '(enumerable, fun)  Keeps the' in prompt.text
    prompt.type(ESCAPE, gone('filter/2'))


def test_tab_completes_what_is_common_then_walks_the_menu(prompt):
    prompt.type('String.upc', 'upcase/').type(TAB, lambda shell: shell.plain.startswith('pyex> String.upcase'))
    prompt.type('\x15Enum.min_', 'min_max_by').type(TAB, 'Enum.min_by').type(TAB, 'Enum.min_max')
    prompt.type('\x1b[Z', 'Enum.min_by').type(ENTER, gone('min_max/')).type('([-3, 2], &abs/1)' + ENTER, '2\n')


def test_down_goes_into_the_menu_and_up_into_the_history(prompt):
    prompt.type('Integer.to_string(70)' + ENTER, '"70"').type('Integer.to_', 'to_charlist').type(DOWN, 'Integer.to_charlist')
    prompt.type(UP, 'Integer.to_').type(CTRL_C, 'pyex').type('Integer.to_', 'to_charlist').type(UP, 'Integer.to_string(70)')


def test_variables_and_modules_of_the_session(prompt):
    prompt.type('parcel = %{weight: 3, to: "Rome"}' + ENTER, 'weight: 3').type('parcel.', ' weight').type(ESCAPE, gone(' weight '))
    prompt.type(CTRL_C + 'defmodule Parcel do' + ENTER + '@doc "Sends it away."' + ENTER + 'def send_off(parcel, by \\\\ :train), do: {parcel, by}' + ENTER
                + 'end' + ENTER, '{:module').type('Parcel.se', 'send_off/1,2').type('nd_off(', 'Parcel.send_off(parcel, by \\\\ :train)  Sends it away')


def test_the_signature_of_the_call_marks_the_argument(prompt):
    prompt.type('String.replace("a", ', 'String.replace(subject')
    line = prompt.text.split('\n')[-1]
    assert line.startswith('String.replace(subject, pattern, ')
    assert cell(prompt, 'pattern').bold and not cell(prompt, 'subject').bold
    prompt.type('"b", fn', lambda shell: not cell(shell, 'pattern').bold)
    prompt.type(' _ -> "c" end)', gone('pattern'))


def test_the_signature_of_a_callback(prompt):
    prompt.type('defmodule Stack do' + ENTER + 'use GenServer' + ENTER + 'def handle_ca', 'handle_call/3').type('ll(', 'handle_call(request, from, state)')


# ---- history ----------------------------------------------------------------------------------------------------------------------


def test_whole_expressions_come_back(prompt):
    prompt.type('if 1 > 2 do' + ENTER + ':more' + ENTER + 'else' + ENTER + ':less' + ENTER + 'end' + ENTER, '\n:less\n').type('7 * 6' + ENTER, '42\n')
    prompt.fresh().type('if 1' + UP, 'if 1 > 2 do')
    assert prompt.plain == 'pyex> if 1 > 2 do\n ...>   :more\n ...> else\n ...>   :less\n ...> end'
    prompt.type(CTRL_C, lambda shell: shell.plain.endswith('end\npyex>')).type('777' + ENTER, lambda shell: shell.plain.endswith('\n777\npyex>')).type(UP, lambda shell: shell.plain.endswith('> 777')).type(UP, '> clear')
    prompt.type(UP, '> 7 * 6').type(UP, lambda shell: shell.plain.endswith('\n ...> end')).type(DOWN, lambda shell: shell.plain.endswith('> 7 * 6'))


def test_the_history_is_found_by_some_letters(prompt):
    prompt.type('Enum.sum(1..10)' + ENTER, '55\n').type('Enum.product(1..5)' + ENTER, '120\n').fresh()
    prompt.type(CTRL_R, 'history').type('ensum', '> Enum.sum(1..10)').type(ENTER, lambda shell: shell.plain == 'pyex> Enum.sum(1..10)')
    prompt.type(CTRL_R + 'zzz', 'nothing like it').type(ESCAPE, lambda shell: shell.plain == 'pyex> Enum.sum(1..10)')


def test_the_history_lasts(pseudo_terminal):
    pseudo_terminal(rows=8).type('6 *' + ENTER + '7' + ENTER, '42').child.send(CTRL_D)
    pseudo_terminal(rows=8).type(UP, lambda shell: shell.text.endswith('pyex(1)> 6 *\n ...(1)>   7'))


# ---- pasting ------------------------------------------------------------------------------------------------------------------------


def test_a_block_is_evaluated_expression_by_expression(prompt):
    prompt.paste('x = 20\n\n# twice\nx +\n  1\n|> Kernel.*(2)\n', lambda shell: shell.plain.endswith('\n42\npyex>'))
    assert prompt.plain.split('\n') == ['pyex> x = 20', '20', 'pyex> # twice', ' ...> x +', ' ...>   1', ' ...> |> Kernel.*(2)', '42', 'pyex>']


def test_a_paste_without_a_line_end_waits_and_is_undone_at_once(prompt):
    prompt.type('y = ', 'y =').paste('[1,\n\n\t2]', '2]')
    assert prompt.plain == 'pyex> y = [1,\n ...>\n ...>   2]'
    prompt.type(UNDO, lambda shell: shell.plain == 'pyex> y =')


def test_what_is_typed_in_one_go_is_undone_in_one_go(prompt):
    prompt.type('1 + 23', '23').type('\x01' + '99 - ', '99 - 1 + 23').type(UNDO, lambda shell: shell.plain == 'pyex> 1 + 23').type(UNDO, lambda shell: shell.plain == 'pyex>')


def test_prompts_and_answers_of_a_pasted_session_are_dropped(prompt):
    prompt.paste('iex> a = 4\n4\niex(2)> a\n...(2)> |> Kernel.*(10)\n40\n', lambda shell: shell.plain.endswith('\n40\npyex>'))
    assert prompt.plain.split('\n')[:4] == ['pyex> a = 4', '4', 'pyex> a', ' ...> |> Kernel.*(10)']


def test_a_paste_that_goes_on_is_gone_on_with(prompt):
    prompt.paste('if true do\n  :yes\n', ':yes').type('end' + ENTER, '\n:yes\n')


def test_ctrl_c_ends_a_pasted_block(prompt):
    prompt.paste('x = 1\nProcess.sleep(:infinity)\nx = 2\n', '> Process.sleep')
    prompt.type(CTRL_C, 'interrupted').type('x * 10' + ENTER, '10\n')


# ---- while something runs -----------------------------------------------------------------------------------------------------------


def test_what_is_typed_meanwhile_stands_at_the_next_prompt(prompt):
    prompt.type('receive do after 300 -> :rested end' + ENTER + '20 + 3' + ENTER + '4 + ', lambda shell: shell.plain.endswith('> 4 +'))
    assert prompt.plain.split('\n')[1:] == [':rested', 'pyex> 20 + 3', '23', 'pyex> 4 +']


def test_ctrl_c_keeps_the_bindings(prompt):
    prompt.type('x = 7' + ENTER, '7\n').type('receive do :never -> 1 end' + ENTER, 'receive')
    prompt.type(CTRL_C, 'interrupted').type('x * 6' + ENTER, '42\n')


def test_ctrl_c_ends_an_endless_loop(prompt):
    prompt.type('Stream.cycle([1]) |> Enum.each(& &1)' + ENTER, 'cycle')
    prompt.type(CTRL_C, 'interrupted').type('1 + 1' + ENTER, '2\n')


def test_output_of_processes_leaves_what_is_typed_alone(prompt):
    prompt.type('spawn(fn -> Process.sleep(300); IO.puts("tick") end)' + ENTER, 'PID')
    prompt.type('1 + ', '> 1 +').wait('tick\npyex> 1 +').type('41' + ENTER, '42\n')


def test_a_process_asks(prompt):
    prompt.type('name = IO.gets("name? ")' + ENTER, '\nname?').type('Ada' + ENTER, '"Ada\\n"')
    prompt.type('String.trim(name)' + ENTER, '"Ada"\n').type('IO.gets("twice? ")' + ENTER + 'Bob' + ENTER, '"Bob\\n"')


# ---- keys --------------------------------------------------------------------------------------------------------------------------


def test_the_keys_are_listed(prompt):
    prompt.type(F1, 'Ctrl-R, F3')
    assert 'F2' in prompt.text and max(map(len, prompt.text.split('\n'))) <= 80


def test_documentation_of_what_is_typed(prompt):
    prompt.type('String.upcase', 'upcase').type(ALT_H, 'iex> String.upcase').wait(lambda shell: shell.plain.endswith('pyex> String.upcase'))


def test_vi_keys(prompt):
    prompt.type(F4 + 'ab cd', 'ab cd').type(ESCAPE + 'bdw', gone('cd')).type('a9' + ESCAPE, 'ab 9')
    prompt.type('i' + F4, 'ab 9').type('\x01' + '8 ', '8 ab 9')


def test_settings(prompt):
    prompt.type('IEx.configure(editing_mode: :vi, background: :light)' + ENTER, '\n:ok\n').type('xy z' + ESCAPE + 'dbi:', lambda shell: shell.plain.endswith('> :z'))
    assert cell(prompt, ':z').fg not in ('cyan', 'default')
    prompt.type(CTRL_C + 'IEx.configure(editing_mode: :emacs, background: :dark)' + ENTER, lambda shell: shell.plain.count('\n:ok\n') == 2)


def test_a_coloured_prompt(pseudo_terminal):
    shell = pseudo_terminal(rows=8).type(r'IEx.configure(default_prompt: "\e[32m%prefix\e[0m:%counter>")' + ENTER, 'pyex:2>')
    assert cell(shell, 'pyex:2>').fg == 'green' and cell(shell, ':2>').fg == 'default'
    shell.type('[1,' + ENTER + '2]', '2]')
    assert cursor(shell)[0] == len('pyex:2>   2]')


def test_an_editor(tmp_path, pseudo_terminal):
    script = tmp_path / 'editor'
    script.write_text('#!/bin/sh\necho "[1, 2]\n|> Enum.sum()" > "$1"\n')
    script.chmod(0o755)
    shell = pseudo_terminal(EDITOR=str(script), VISUAL='', rows=8).type('[0]\x18\x05', '|> Enum.sum()').type(ENTER, '\n3\n')
    assert shell.text.split('\n')[1:] == ['pyex(1)> [1, 2]', ' ...(1)> |> Enum.sum()', '3', 'pyex(2)>']


def test_ctrl_c_clears_the_line_and_ctrl_d_leaves(pseudo_terminal):
    shell = pseudo_terminal(rows=8).type('[1, 2', '[1, 2').type(CTRL_C, 'pyex(1)> [1, 2\npyex(1)>')
    shell.child.send(CTRL_D)
    assert shell.ends() == 0


def test_what_is_typed_before_there_is_a_prompt(tmp_path):
    environment = {**os.environ, 'TERM': 'xterm-256color', 'XDG_STATE_HOME': str(tmp_path)}
    child = pexpect.spawn(sys.executable, ['-m', 'pyex'], env=environment, dimensions=(20, 80), timeout=20)
    child.send('40 + \r2\r')
    child.expect('42')
    child.close(force=True)

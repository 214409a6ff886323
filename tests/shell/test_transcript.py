"""Sessions saved as pages and as scripts."""
import re
import subprocess
import sys
import textwrap

import pytest
from talk import play

from pyex.shell.reader import Entry
from pyex.shell.transcript import HALF, HEAD, TAIL, TOTAL, Record, Transcript, page, script

HELPERS = {'v', 'h', 'flush', 'pid', 'clear', 'save'}


def recorded(*dialogue):
    """A Transcript of (input, output) or (input, output, outcome)."""
    transcript, number = Transcript(), 1
    for text, output, *outcome in dialogue:
        operator = '|>' if text.startswith('|>') else None
        transcript.began(Entry(text + '\n', operator), number)
        transcript.printed(output)
        transcript.ended(outcome[0] if outcome else 'evaluated')
        number += not outcome
    return transcript


def check_page(dialogue, wanted):
    assert page(recorded(*dialogue).selected(), 'T') == '# T\n\n' + textwrap.dedent(wanted).lstrip('\n')


def check_script(dialogue, wanted):
    assert script(recorded(*dialogue).selected(), 'T', HELPERS) == '# T\n\n' + textwrap.dedent(wanted).lstrip('\n')


def test_a_page():
    check_page([('x = [1,\n  2]', '\x1b[33m[1, 2]\x1b[0m\n'), ('IO.puts("a")', 'a\n:ok\n'), ('y', '** (CompileError) no\n', 'failed')], '''
        ```iex
        iex> x = [1,
        ...>   2]
        [1, 2]
        iex> IO.puts("a")
        a
        :ok
        iex> y
        ** (CompileError) no
        ```
        ''')


def test_modules_have_fences_of_their_own():
    check_page([('1', '1\n'), ('defmodule A do\nend', '{:module, A, <<70, ...>>, nil}\n'), ('2', '2\n')], '''
        ```iex
        iex> 1
        1
        ```

        ```elixir
        defmodule A do
        end
        ```

        ```iex
        iex> 2
        2
        ```
        ''')


def test_a_module_with_a_warning_keeps_its_answer():
    check_page([('defmodule A do end', 'warning: no\n\n{:module, A, <<70, ...>>, nil}\n')], '''
        ```iex
        iex> defmodule A do end
        warning: no

        {:module, A, <<70, ...>>, nil}
        ```
        ''')


def test_fences_in_the_output():
    check_page([('doc', '```\ncode\n```\n')], '''
        ````iex
        iex> doc
        ```
        code
        ```
        ````
        ''')


def test_a_script():
    check_script([('x = 1', '1\n'), ('hd([])', '** (ArgumentError) no\n', 'failed'), ('h Enum', 'Enum\n'), ('clear', ''),
                  ('flush()', '{:a, 1}\n:ok\n')], '''
        import IEx.Helpers

        x = 1
        # 1

        # hd([])
        # ** (ArgumentError) no

        # h Enum
        # Enum

        # clear

        flush()
        # {:a, 1}
        # :ok
        ''')


def test_values_of_the_history_get_names():
    check_script([('1 + 1', '2\n'), ('x = 5; x + 1', '6\n'), ('hd([])', 'no\n', 'failed'), ('|> Kernel.*(2)', '12\n'),
                  ('v(1) + v(-1) + v()', '26\n'), ('[v -2]', '[12]\n'), ('v(99)', 'no\n')], '''
        v1 = 1 + 1
        # 2

        v2 = (
        x = 5; x + 1
        )
        # 6

        # hd([])
        # no

        v3 = v2 |> Kernel.*(2)
        # 12

        v1 + v3 + v3
        # 26

        [v3]
        # [12]

        # v(99)
        # no
        ''')


def test_structs_are_compiled_when_their_module_is_there():
    text = script(recorded(('defmodule A.P do\n  defstruct [:x]\nend', '{:module, 1}\n'), ('p = %A.P{x: 1}', '%A.P{x: 1}\n'),
                           ('p.x', '1\n')).selected(), 'T', HELPERS)
    assert "[\n~S'''\ndefmodule A.P do\n  defstruct [:x]\nend\n''',\n~S'''\np = %A.P{x: 1}\n# %A.P{x: 1}\n\np.x\n# 1\n'''\n]\n|> Enum.reduce" in text


def test_a_value_that_no_script_has():
    check_script([('h Enum', 'Enum\n'), ('v(-1)', 'x\n'), ('v(1 + 0)', 'x\n')], '''
        # h Enum
        # Enum

        # v(-1)
        # x

        # v(1 + 0)
        # x
        ''')


def test_functions_of_modules_are_no_helpers():
    check_script([('defmodule A do\n  def h(v), do: clear(v)\n  def f, do: %B{}\nend', 'x\n')], '''
        defmodule A do
          def h(v), do: clear(v)
          def f, do: %B{}
        end
        # x
        ''')


def test_v_may_be_a_variable_or_a_function_of_a_module():
    check_script([('v = 1', '1\n'), ('v + A.v(1)', '2\n')], '''
        v = 1
        # 1

        v + A.v(1)
        # 2
        ''')


def test_long_output_loses_its_middle():
    record = Record(Entry('x\n'), 1)
    for number in range(200_000):
        record.add(f'{number}\n')
    text, lines = record.output, record.written.split('\n')
    assert text.startswith('0\n1\n') and text.endswith('199999') and 150_000 < record.left_out and len(text) < 5 * HALF
    assert lines == [*map(str, range(HEAD)), '...', *map(str, range(200_000 - TAIL, 200_000))]


def test_what_was_interrupted_is_no_lesson():
    check_page([('1', '1\n'), ('receive do\n  :a -> 1\nend', '** (interrupted) waiting\n', 'interrupted'), ('2', '2\n')], '''
        ```iex
        iex> 1
        1
        ```

        ```iex text
        iex> receive do
        ...>   :a -> 1
        ...> end
        ** (interrupted) waiting
        ```

        ```iex
        iex> 2
        2
        ```
        ''')


def test_old_records_go():
    transcript = recorded(*[('x', 'y' * HALF + '\n')] * 200)
    assert transcript.gap() == f', without its first {transcript.forgotten} inputs, which are no longer kept' and len(transcript.selected()) * HALF < TOTAL + 3 * HALF


SESSION = '''
x = 20
defmodule Calc do
  def add(a, b), do: a + b
end
defmodule Point do
  defstruct [:x]
end
%Point{x: x}
Calc.add(x, 1)
|> Kernel.*(2)
1 / 0
spawn(fn -> IO.puts("from a process") end)
receive do :a -> 1 after 10 -> "nothing" end
send(self(), {:hi, 1})
flush()
IO.puts(v(1) + x)
'''.strip().split('\n')


@pytest.fixture(scope='module')
def saved(tmp_path_factory):
    """The folder in which a session was saved, and what it printed at the end."""
    folder = tmp_path_factory.mktemp('saved')
    lines = [f'save("{folder}/{name}"{options})' for name, options in (
        ('page.md', ''), ('work.exs', ''), ('last.md', ', last: 2'), ('page.md', ''), ('page.md', ', force: true'), ('page.txt', ''),
        ('page.md', ', last: 0'), ('new/page.md', ''))]
    return folder, play(SESSION + lines)


def test_what_save_says(saved):
    folder, text = saved
    said = re.findall(r'(?m)^pyex\(\d+\)> save.*\n(.*)$', text.replace(str(folder), ''))
    assert said == ['Saved 12 inputs in /page.md', 'Saved 12 inputs in /work.exs', 'Saved 2 inputs in /last.md',
                    '** (ArgumentError) /page.md exists already; save("/page.md", force: true) overwrites it',
                    'Saved 12 inputs in /page.md',
                    '** (ArgumentError) a session is saved as a script (.exs) or as a page (.md), got: ".txt"',
                    '** (ArgumentError) last: must be a positive number of inputs, got: 0',
                    '** (File.Error) could not write to file "/new/page.md": no such file or directory']


def test_a_saved_page_is_the_session(saved):
    folder, _ = saved
    page = (folder / 'page.md').read_text()
    typed = [re.sub(r'^(?:iex|\.\.\.)> ?', '', line) for line in page.split('\n')
             if re.match(r'iex>|\.\.\.>', line) or line.startswith(('defmodule', '  def', 'end'))]
    assert typed == SESSION
    play([*typed, f'save("{folder}/again.md")'])
    assert (folder / 'again.md').read_text() == page
    assert (folder / 'last.md').read_text().endswith('iex> IO.puts(v(1) + x)\n40\n:ok\n```\n')


def test_a_saved_script_runs(saved):
    folder, _ = saved
    done = subprocess.run([sys.executable, '-m', 'pyex', str(folder / 'work.exs')], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ('from a process\n{:hi, 1}\n40\n', '', 0)


def test_nothing_to_save(tmp_path):
    assert '** (ArgumentError) there is nothing to save yet' in play([f'save("{tmp_path}/page.md")'])

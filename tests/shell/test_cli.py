"""The command line, as a program of its own."""
import os
import subprocess
import sys

import pytest


def run(*arguments, stdin=''):
    """(status, standard output, standard error) of `pyex` with these arguments."""
    environment = {**os.environ, 'NO_COLOR': '1', 'TERM': 'dumb'}
    done = subprocess.run([sys.executable, '-m', 'pyex', *arguments], input=stdin, capture_output=True, text=True, timeout=60,
                          env=environment)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def script(tmp_path):
    def write(text):
        path = tmp_path / 'script.exs'
        path.write_text(text)
        return str(path)
    return write


def test_expressions():
    assert run('-e', 'IO.puts(1 + 1)', '-e', 'IO.inspect(System.argv())', 'a', '-b') == (0, '2\n["a", "-b"]\n', '')


def test_a_script_and_its_arguments(script):
    path = script('IO.inspect(System.argv())\nIO.puts(IO.gets("name? "))')
    assert run(path, 'x', '--', '-e', stdin='Ada\n') == (0, '["x", "--", "-e"]\nname? Ada\n\n', '')


def test_an_error_in_a_script(script):
    status, out, err = run(script('IO.puts("first")\nraise "boom"\n'))
    assert (status, out) == (1, 'first\n')
    assert err.startswith('** (RuntimeError) boom\n') and 'script.exs:2: (file)' in err


def test_what_a_script_does_not_use(script, monkeypatch):
    path = script('import List\nalias A.B\ndefmodule M do\n  raise "boom"\nend\n')
    monkeypatch.chdir(os.path.dirname(path))
    monkeypatch.setenv('PYTHONPATH', os.pathsep.join(sys.path))
    _, _, err = run(path)
    assert err == '** (RuntimeError) boom\n    script.exs:4: (module)\n    script.exs:3: (file)\n'
    path = script('import List\nalias A.B\nx = 1\nIO.puts("ran")\n')
    status, out, err = run(path)
    assert (status, out) == (0, 'ran\n')
    assert err.startswith('warning: variable "x" is unused') and '└─ script.exs:3\n' in err
    assert err.partition('exs:3\n\n')[2] == 'warning: unused alias B\n└─ script.exs:2\n\nwarning: unused import List\n└─ script.exs:1\n\n'


@pytest.mark.parametrize('expression, status', [
    ('exit({:shutdown, 3})', 3), ('System.halt(4)', 4), ('exit(:normal)', 0), ('throw(:x)', 1), ('1 +', 1), ('foo()', 1),
    ('spawn_link(fn -> exit(:aa) end); Process.sleep(1000)', 1), ('spawn(fn -> System.halt(7) end); Process.sleep(:infinity)', 7)])
def test_status(expression, status):
    assert run('-e', expression)[0] == status


def test_the_shell_on_a_pipe():
    status, out, err = run(stdin='1 + 1\n[1,\n2]\n')
    assert status == 0
    assert out.partition('\n')[2] == 'pyex(1)> 2\npyex(2)> ...(2)> [1, 2]\npyex(3)> '
    assert err == ''


def test_the_shell_after_a_required_file(script):
    path = script('defmodule Sized do\n  def size, do: 42\nend')
    assert run('-r', path, stdin='Sized.size()\n')[1].endswith('pyex(1)> 42\npyex(2)> ')


def test_flags():
    assert run('--help')[1].startswith('Usage: pyex')
    assert run('--version')[1].startswith('pyex ')
    assert run('--nonsense')[0] == 1
    assert run('nothing.exs') == (1, '', 'No file named nothing.exs\n')


def test_prompts_can_be_configured(script):
    path = script('IEx.configure(default_prompt: "iex(%counter)>", continuation_prompt: "%prefix %node>")')
    assert run('-r', path, stdin='[1,\n2]\n')[1].partition('\n')[2] == 'iex(1)> ... nonode@nohost> [1, 2]\niex(2)> '

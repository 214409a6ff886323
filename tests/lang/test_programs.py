"""The language by small programs: each file of `programs/` prints exactly its `# expect:` lines.

A new test is a new file; `elixir record.exs FILE` writes what real Elixir prints for it. The top-level expressions are
evaluated one after the other, as at the prompt.
"""
from pathlib import Path

import pytest

from pyex.boot import boot
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import alias, atom

PROGRAMS = sorted(Path(__file__).parent.glob('programs/*.exs'))
RUNNER = '''
defmodule Programs.Runner do
  def run(program, file) do
    {:__block__, _, expressions} = Code.string_to_quoted!(program <> "\\n:ok", file: file)

    Enum.reduce(expressions, {[], Code.env_for_eval(file: file)}, fn expression, {binding, env} ->
      {_, binding, env} = Code.eval_quoted_with_env(expression, binding, env)
      {binding, env}
    end)
  catch
    kind, reason -> IO.puts(Exception.format(kind, reason, __STACKTRACE__))
  end
end
'''
MARK = '# expect:'


class Output:
    """What a node prints."""

    def __init__(self):
        self.texts = {'stdout': [], 'stderr': []}

    def write(self, device, text):
        self.texts[device].append(text)

    def printed(self):
        return ''.join(self.texts['stdout'])


@pytest.fixture(scope='module')
def origin():
    """A node that knows the runner; each program gets a copy of it."""
    node = boot(output=Output(), clock=VirtualClock(), seed=1)
    call(node, alias('Code'), 'compile_string', RUNNER)
    return node


def call(node, module, name, *args):
    process = node.spawn(node.exports[module, atom(name), len(args)], args)
    node.run(until=lambda: not process.alive)
    return process


def check(origin, path):
    lines = path.read_text().splitlines()
    program = '\n'.join(line for line in lines if not line.startswith(MARK))
    expected = [line[len(MARK):].removeprefix(' ') for line in lines if line.startswith(MARK)]
    output = origin.output = Output()
    call(origin, alias('Programs', 'Runner'), 'run', program, path.name)
    printed = output.printed().rstrip('\n').split('\n')
    assert [line.rstrip() for line in printed] == expected, ''.join(output.texts['stderr'])


@pytest.mark.parametrize('path', PROGRAMS, ids=lambda path: path.stem)
def test_program(origin, path):
    check(origin, path)

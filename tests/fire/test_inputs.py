"""No input kills the shell or shows it from inside: damaged pieces of real sessions are typed into a new one.

The pieces come from recorded sessions where these lie beside the project, else from those below. What does not end is
interrupted. The test is short; `python -m tests.fire.test_inputs SECONDS` goes on for longer.
"""
import random
import re
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fire.arena import arena

TOKEN = re.compile(r'\w+|\s+|[^\w\s]')
RECORDED = Path(__file__).parents[3] / 'shared'
OWN = ['''
defmodule Counter do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call(:next, _from, n), do: {:reply, n, n + 1}
  def handle_cast({:set, n}, _), do: {:noreply, n}
end
{:ok, pid} = GenServer.start(Counter, 1)
GenServer.call(pid, :next)
GenServer.cast(pid, {:set, 10})
Process.exit(pid, :kill)
''', '''
parent = self()
pid = spawn_link(fn -> receive do {:hi, from} when is_pid(from) -> send(from, :hello) end end)
send(pid, {:hi, parent})
receive do :hello -> "got it" after 100 -> "nothing" end
Process.flag(:trap_exit, true)
spawn_link(fn -> raise "oops #{1 + 1}" end)
receive do {:EXIT, _, reason} -> reason after 50 -> :none end
flush()
''', '''
for <<r::4, g::4 <- <<1, 2, 3>> >>, r != g, into: %{}, do: {r, g}
with {:ok, x} <- Map.fetch(%{a: 1}, :a), y = x + 1, do: {x, y}, else: (_ -> :error)
try do raise ArgumentError, "no" rescue e in [ArgumentError] -> e.message after IO.puts("end") end
~w(a b c)a |> Enum.map(&Atom.to_string/1) |> Enum.join(", ")
%URI{host: "x"} |> Map.put(:port, 1)
cond do 1 > 2 -> :a; true -> :b end
"""
  heredoc #{inspect([1, 2 | 3])}
  """
quote do: unquote(1 + 2) + x
fn 0 -> 1; n when n > 0 -> n end
''']


def sessions():
    """The lines of each session."""
    files = [*sorted(RECORDED.glob('iex/*/*.exs')), *sorted(RECORDED.glob('guide/0[12346]*.exs'))]
    return [text.strip().split('\n') for text in (*OWN, *(path.read_text() for path in files))]


SESSIONS = sessions()
TOKENS = [token for lines in SESSIONS for line in lines for token in TOKEN.findall(line)]


# ---- damage: what is done to a list of lines

def delete_line(lines, pick):
    del lines[pick(lines)]


def repeat_line(lines, pick):
    lines.insert(pick(lines), lines[pick(lines)])


def swap_lines(lines, pick):
    i, j = pick(lines), pick(lines)
    lines[i], lines[j] = lines[j], lines[i]


def truncate(lines, pick):
    i = pick(lines)
    lines[i] = lines[i][:pick(lines[i] + ' ')]


def _in_characters(change):
    def damage(lines, pick):
        i = pick(lines)
        lines[i] = ''.join(change(list(lines[i]) or [' '], pick))
    return damage


def _in_tokens(change):
    def damage(lines, pick):
        i = pick(lines)
        lines[i] = ''.join(change(TOKEN.findall(lines[i]) or [' '], pick))
    return damage


def without(parts, pick):
    del parts[pick(parts)]
    return parts


def doubled(parts, pick):
    i = pick(parts)
    return [*parts[:i], parts[i], *parts[i:]]


def swapped(parts, pick):
    i, j = pick(parts), pick(parts)
    parts[i], parts[j] = parts[j], parts[i]
    return parts


def replaced(parts, pick):
    parts[pick(parts)] = TOKENS[pick(TOKENS)]
    return parts


DAMAGE = [delete_line, repeat_line, swap_lines, truncate,
          *map(_in_characters, (without, doubled, swapped)), *map(_in_tokens, (without, doubled, swapped, replaced))]


@st.composite
def damaged(draw):
    """Some lines of a session, damaged in one to four places."""
    def pick(items):
        return draw(st.integers(0, len(items) - 1))
    session = SESSIONS[pick(SESSIONS)]
    start = draw(st.sampled_from([0, pick(session)]))
    lines = session[start:start + draw(st.sampled_from([1, 3, 8, 20]))]
    for _ in range(draw(st.integers(1, 4))):
        if lines:
            DAMAGE[pick(DAMAGE)](lines, pick)
    return lines


def check(lines):
    with arena() as shell:
        shell.type(lines)
        assert shell.faults() == []


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Damaged code may well write files."""
    monkeypatch.chdir(tmp_path)


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(damaged())
def test_damaged_sessions(lines):
    check(lines)


def long_run(seconds):
    """Damage with a plain random source, which is faster than hypothesis; prints what fails."""
    end, source = time.monotonic() + seconds, random.Random()
    while time.monotonic() < end:
        session = source.choice(SESSIONS)
        start = source.choice([0, source.randrange(len(session))])
        lines = session[start:start + source.choice([1, 3, 8, 20])]
        for _ in range(source.randint(1, 4)):
            if lines:
                source.choice(DAMAGE)(lines, lambda items: source.randrange(len(items)))
        try:
            check(lines)
        except Exception as fault:          # the next one is tried whatever this was
            print('=' * 80, *lines, '-' * 80, fault, sep='\n', flush=True)


if __name__ == '__main__':
    long_run(float(sys.argv[1]))

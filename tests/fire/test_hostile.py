"""Programs that would take a shell down: each must be endable from the prompt, and the prompt must answer after it.

The machine of these tests has little memory: what it has beyond what the tests began with is `ROOM`.
"""
import time

import pytest

from pyex.natives.erlang import conversions
from pyex.runtime import memory
from pyex.runtime.memory import resident
from pyex.terms.atom import count
from tests.fire.arena import arena

ROOM = 160 << 20
TOLD = '(interrupted)'          # Ctrl-C was needed, and worked
LIMIT = 'SystemLimitError'
ANEW = 'Interactive pyex'       # the evaluator had to be replaced


@pytest.fixture
def shell(monkeypatch):
    with arena() as made:
        before = resident()

        def machine():
            return 2 * ROOM, max(0, ROOM - (resident() - before))
        monkeypatch.setattr(memory, 'machine', machine)
        made.node.guard.measure = machine
        yield made


def check(shell, program, outcome, patience=0.5):
    """Type a program, one input a line: its outcome is told, and the shell is as good as before."""
    before = len(shell.paper.text)
    shell.type(program.strip().split('\n'), patience)
    printed = shell.paper.text[before:]
    assert outcome in printed, printed[-2000:]
    assert shell.faults() == []


@pytest.mark.parametrize('program', [
    'f = fn f -> f.(f) end; f.(f)',
    'Stream.cycle([1]) |> Enum.each(fn x -> x end)',
    'Process.sleep(:infinity)',
    'try do Process.sleep(:infinity) catch _, _ -> :caught after Process.sleep(:infinity) end',
    'Enum.reduce(1..100_000_000_000, 0, fn x, sum -> x + sum end)',
    'for x <- 1..100_000_000_000, reduce: 0, do: (_ -> x)',
    'Regex.run(~r/(a+)+$/, String.duplicate("a", 22) <> "b"); Process.sleep(:infinity)',
])
def test_endless(shell, program):
    check(shell, program, TOLD)


@pytest.mark.parametrize('program', [
    'Enum.to_list(1..1_000_000_000_000)', '2 ** 10_000_000_000', 'Bitwise.bsl(1, 10_000_000_000_000)', 'Integer.pow(7, 100_000_000)',
    'String.duplicate("abc", 1_000_000_000_000)', 'List.duplicate(1, 1_000_000_000_000)', '<<1::size(99_999_999_999_999)>>',
])
def test_too_large(shell, program):
    check(shell, program, LIMIT, patience=5)


def test_endless_recursion(shell):
    check(shell, """
defmodule Deep, do: (def run(n), do: 1 + run(n + 1))
Deep.run(0)
""", 'since memory is running out', patience=120)


def test_endless_list(shell):
    check(shell, """
defmodule Grow, do: (def run(list), do: run([1 | list]))
Grow.run([])
""", 'since memory is running out', patience=120)


def test_endless_binary(shell):
    check(shell, """
defmodule Double, do: (def run(text), do: run(text <> text <> "x"))
Double.run("ab")
""", LIMIT, patience=120)


def test_flood(shell):
    check(shell, '''
me = self()
flood = spawn(fn -> (fn f -> f.(f) end).(fn f -> send(me, :flood); f.(f) end) end)
Process.sleep(50); Process.exit(flood, :kill); {:still, 1 + 1}
''', '{:still, 2}', patience=5)


def test_fork_bomb(shell):
    check(shell, '''
defmodule Bomb, do: (def run, do: (spawn(&run/0); spawn(&run/0); run()))
spawn(&Bomb.run/0); :lit
Process.sleep(100); sweep(); length(Process.list()) < 100
''', 'true', patience=10)


def test_busy_neighbours(shell):
    shell.ask('for _ <- 1..100, do: spawn(fn -> (fn f -> f.(f) end).(fn f -> f.(f) end) end); :ok')
    start = time.monotonic()
    assert '\n2\n' in '\n' + shell.ask('1 + 1')
    assert time.monotonic() - start < 2


@pytest.mark.parametrize('priority', ['high', 'max'])
def test_a_loop_that_starves_all_others(shell, priority):
    check(shell, f"""
loop = Process.spawn(fn -> (fn f -> f.(f) end).(fn f -> f.(f) end) end, priority: :{priority})
1 + 1
Process.exit(loop, :kill)
{{:over, Process.alive?(loop)}}
""", '{:over, false}', patience=20)


@pytest.mark.parametrize('program', [
    'Process.list() |> Enum.each(&Process.exit(&1, :kill))', 'Process.exit(Process.whereis(:user), :kill)',
    'Process.exit(Process.group_leader(), :kill)', 'Process.exit(self(), :kill)', 'Process.exit(self(), :normal)',
    'spawn_link(fn -> exit(:boom) end); Process.sleep(100)',
])
def test_killed(shell, program):
    check(shell, program, ANEW, patience=5)


@pytest.mark.parametrize('program', [
    'Process.exit(Process.whereis(:logger), :kill); spawn(fn -> raise "x" end); :fine',
    'Process.group_leader(self(), spawn(fn -> :ok end)); :fine',
    'send(:user, {:io_request, 1, 2, 3}); send(:logger, {:crash, 1}); :fine',
    'Enum.each(Process.get(), fn {key, _} -> Process.delete(key) end); :fine',
])
def test_disturbed(shell, program):
    check(shell, program, '', patience=5)


@pytest.mark.parametrize('module', ['Kernel', 'IO', 'IEx.Evaluator', 'Exception', ':erlang', ':lists'])
def test_redefined(shell, module):
    check(shell, f'defmodule {module} do end', 'cannot define module', patience=5)


@pytest.mark.parametrize('text', [
    '"[" <> String.duplicate("{1, :a},", 100_000) <> "0]"', 'String.duplicate("(", 5000) <> String.duplicate(")", 5000)',
    'String.duplicate("1 + ", 5000) <> "1"', 'String.duplicate("x = 1\\n", 5000)', 'String.duplicate("fn -> ", 200) <> "1" <> String.duplicate(" end", 200)',
], ids=['list', 'parentheses', 'sum', 'lines', 'functions'])
def test_long_text(shell, text):
    check(shell, f'try do Code.eval_string({text}); :done rescue e -> {{:done, e.__struct__}} end', ':done', patience=20)


def test_growth_of_atoms(shell, monkeypatch):
    monkeypatch.setattr(conversions, 'ATOMS', count() + 50_000)
    check(shell, 'Stream.iterate(1, &(&1 + 1)) |> Enum.each(&String.to_atom("hostile_#{&1}"))\n{:"hostile_1", String.to_atom("hostile_2")}', LIMIT, patience=30)


@pytest.mark.parametrize('program', [
    't = :ets.new(:t, []); Stream.iterate(1, &(&1 + 1)) |> Enum.each(&:ets.insert(t, {&1, [&1]}))',
    'Enum.reduce(Stream.iterate(1, &(&1 + 1)), %{}, &Map.put(&2, &1, {&1}))',
    'Stream.iterate(1, &(&1 + 1)) |> Enum.each(&send(self(), {&1, [&1]}))',
    'Stream.iterate(1, &(&1 + 1)) |> Enum.each(&Process.put(&1, [&1]))',
    'Stream.iterate(1, &(&1 + 1)) |> Enum.each(&Process.send_after(self(), {&1, [&1]}, 1_000_000))',
    'Stream.iterate(1, &(&1 + 1)) |> Enum.each(fn _ -> Process.monitor(self()); Process.monitor(:user); Process.alias() end)',
], ids=['tables', 'maps', 'messages', 'dictionary', 'timers', 'references'])
def test_growth(shell, monkeypatch, program):
    """The memory of a process that was ended is there for others, whether Python gives it back to the machine or not."""
    monkeypatch.setattr(memory, 'LEAST', memory.LEAST // 4)
    before = resident()
    shell.node.guard.measure = lambda: (ROOM, max(0, ROOM // 3 - (resident() - before)))
    check(shell, f'{program}\nspawn(fn -> :ok end)', '#PID<', patience=30)

"""Ctrl+C at any moment: endless programs are typed into a real shell, each is interrupted at a random moment, and the shell must answer."""
import re
import signal
import subprocess
import sys
import time

from tests.shell.terminals import CTRL_C, DISCARD, ENTER

ENDLESS = [
    'Stream.cycle([1]) |> Enum.each(fn x -> x end)',
    'Stream.repeatedly(fn -> spawn_link(fn -> :ok end) end) |> Enum.each(fn pid -> send(pid, :hello) end)',
    'Stream.repeatedly(fn -> Process.send_after(self(), :x, 1) end) |> Enum.each(fn _ -> receive do :x -> :ok end end)',
    '{:ok, agent} = Agent.start(fn -> 0 end); Stream.repeatedly(fn -> Agent.get(agent, & &1) end) |> Stream.run()',
    'Stream.cycle([1]) |> Task.async_stream(& &1) |> Stream.run()',
    'Stream.repeatedly(fn -> spawn(fn -> raise "flood" end); Process.sleep(1) end) |> Stream.run()',
    'Stream.iterate(1, &(&1 + 1)) |> Enum.each(&IO.puts/1)',
    'Stream.repeatedly(fn -> Code.eval_string("defmodule Made do\\ndef f, do: 1\\nend") end) |> Stream.run()',
    'receive do :never -> 1 end',
    'Stream.repeatedly(fn -> Enum.sort(Enum.shuffle(1..20_000)) end) |> Stream.run()',
    'f = fn f -> try do f.(f) after f.(f) end end; f.(f)',
    't = :ets.new(:t, []); Stream.iterate(1, &(&1 + 1)) |> Enum.each(&:ets.insert(t, {rem(&1, 1000), &1}))',
    'IO.gets("name? ")',
    'd = Supervisor.child_spec({Task, fn -> 1 end}, restart: :permanent); Supervisor.start_link([d], strategy: :one_for_one, max_restarts: 1_000_000); Process.sleep(:infinity)',
    'exit(Process.sleep(:infinity))',
    'Regex.run(~r/(a+)+$/, String.duplicate("a", 20) <> "b"); Process.sleep(:infinity)',
]
BARE = re.compile(r'pyex(\(\d+\))?>$')
LONGEST = 0.15                  # seconds until Ctrl+C


def at_prompt(terminal):
    return BARE.search(terminal.text) is not None


def in_terminal(terminal, presses, source):
    """Interrupt so many programs in a pseudo-terminal. Fails if the shell does not come back."""
    for number in range(presses):
        program = source.choice(ENDLESS)
        terminal.child.send(DISCARD + 'clear' + ENTER)
        terminal.wait(at_prompt)
        terminal.child.send(program + ENTER)
        time.sleep(source.choice([0, LONGEST]) * source.random())   # the moment is what is tested: nothing is waited for
        for _ in range(1 if 'IO.gets' in program else source.choice([1, 1, 2])):       # (a third, unanswered, would leave the shell)
            terminal.child.send(CTRL_C)
        terminal.type(f'{{:alive, {number} + 1}}{ENTER}', f'{{:alive, {number + 1}}}')


def on_pipe(presses, source):
    """Interrupt so many programs in a shell on a pipe; what it printed."""
    shell = subprocess.Popen([sys.executable, '-m', 'pyex'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    printed = []

    def until(text):
        while not printed or text not in printed[-1]:
            line = shell.stdout.readline()
            assert line, 'the shell has ended:\n' + ''.join(printed[-30:])
            printed.append(line)

    def type_(text):
        shell.stdin.write(text + '\n')
        shell.stdin.flush()
    for number in range(presses):
        program = source.choice([program for program in ENDLESS if 'IO.gets' not in program])
        type_(f'IO.puts("begun {number}"); {program}')
        until(f'begun {number}')
        time.sleep(source.random() * LONGEST)
        shell.send_signal(signal.SIGINT)
        type_(f'{{:alive, {number} + 1}}')
        until(f'{{:alive, {number + 1}}}')
    shell.stdin.close()
    printed.append(shell.stdout.read())
    assert shell.wait(20) == 0, ''.join(printed[-30:])
    return ''.join(printed)

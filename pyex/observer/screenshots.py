"""Pictures of the observer's views for teaching material: `python -m pyex.observer.screenshots FOLDER` writes SVGs.

They show one small program on a node with a virtual clock and a seed, so that every run draws the same pictures.
"""
import asyncio
import os
import sys

from pyex.boot import boot
from pyex.observer.app import ObserverApp
from pyex.observer.source import LocalSource
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import alias, atom

SIZE = 100, 30
MILLISECOND = 10 ** 6
PROGRAM = '''
defmodule Stock do
  use GenServer

  def start_link(items), do: GenServer.start_link(__MODULE__, items, name: Stock)
  def take(item), do: GenServer.call(Stock, {:take, item})

  def init(items), do: {:ok, %{items: items, sold: 0}}

  def handle_call({:take, item}, _from, state) do
    :ets.insert(:sales, {state.sold, item})
    {:reply, :ok, %{state | sold: state.sold + 1}}
  end
end

defmodule Customer do
  def start_link(name) do
    Task.start_link(fn ->
      Process.register(self(), name)
      shop(1)
    end)
  end

  defp shop(n) do
    Stock.take(Enum.random([:apple, :pear, :plum]))
    send(Journal, {:bought, self(), n})
    if rem(n, 12) == 0, do: exit(:out_of_money)
    Process.sleep(50 + :rand.uniform(100))
    shop(n + 1)
  end
end

defmodule Journal do
  def start_link(_) do
    pid = spawn_link(fn ->
      Process.register(self(), Journal)
      write(0)
    end)
    {:ok, pid}
  end

  defp write(lines) do
    receive do
      {:read, from} -> send(from, lines)
      {:closed, _} -> :ok
    end
  end
end

:ets.new(:sales, [:named_table, :public, :ordered_set])

{:ok, _} = Supervisor.start_link([
  {Stock, [:apple, :pear, :plum]},
  %{id: Journal, start: {Journal, :start_link, [[]]}},
  %{id: :customers, type: :supervisor, start: {Supervisor, :start_link, [
    (for name <- [:ann, :ben, :eve], do: %{id: name, start: {Customer, :start_link, [name]}}),
    [strategy: :one_for_one, max_restarts: 1000, name: Customers]]}}
], strategy: :one_for_one, name: Shop)

Process.send_after(Stock, :inventory, 60_000)
Process.sleep(:infinity)
'''
SHOTS = (
    # file, keys (a number: so many milliseconds pass)
    ('processes', ['1', 'N', 1000, 1000]),
    ('trees', ['2', 1000]),
    ('process', ['1', 'slash', ' journal', 'enter', 'enter', 100]),
    ('messages', ['1', 'escape', 'escape', '3', 'slash', ' !journal', 'enter', 500]),
    ('ets', ['4', 'enter', 100]),
    ('scheduler', ['7', *[500] * 24]),
)


class Repeatable(LocalSource):
    """A source without the figures that differ from run to run: the size of the whole program, the time that it took."""

    def summary(self):
        summary = super().summary()
        return summary._replace(busy=None, memory=tuple(pair for pair in summary.memory if pair[0] != 'program'))


class Silence:
    """Output that goes nowhere."""
    ansi = False

    def write(self, device, text):
        """Crash reports are no part of the pictures."""

    def columns(self):
        return None

    rows = columns


def start(program):
    """A node that runs a program for two seconds of its own time."""
    node = boot(output=Silence(), clock=VirtualClock(), seed=1)
    node.spawn(node.exports[alias('Code'), atom('eval_string'), 1], (program,))
    pass_time(node, 2000)
    return node


def pass_time(node, milliseconds):
    end = node.clock.monotonic() + milliseconds * MILLISECOND
    node.run(until=lambda: node.clock.monotonic() >= end)
    node.clock.advance(end)


async def shoot(node):
    """{file name: picture}"""
    pictures = {}
    app = ObserverApp(Repeatable(node), interval=None, threaded=False)
    async with app.run_test(size=SIZE) as pilot:
        for name, keys in SHOTS:
            for key in keys:
                if key.__class__ is int:
                    pass_time(node, key)
                    await app.ask_source()
                else:
                    await pilot.press(*(list(key[1:]) if key.startswith(' ') else [key]))
                await pilot.pause()
            pictures[f'observer-{name}.svg'] = app.export_screenshot(title='pyex observer', simplify=True)
    return pictures


def main(arguments):
    if len(arguments) != 1:
        print('usage: python -m pyex.observer.screenshots FOLDER', file=sys.stderr)
        return 1
    os.makedirs(arguments[0], exist_ok=True)
    for name, picture in asyncio.run(shoot(start(PROGRAM))).items():
        with open(os.path.join(arguments[0], name), 'w', encoding='utf-8') as file:
            file.write(picture)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

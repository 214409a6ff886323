"""What looking costs: the event log, off and on, and a look at very many processes. Run it: python tests/bench/observer.py [PROCESSES]

The figures to reach: nothing while nobody listens; under 5 % of the scheduler's time for a look, however many processes there are.
"""
import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from pyex.boot import boot
from pyex.observer import source as sources
from pyex.observer.model import Query
from pyex.runtime import trace
from pyex.terms.atom import atom

PROGRAM = '''
defmodule Bench do
  def relay(next), do: (receive do n -> send(next, n); relay(next) end)

  def ring(n, rounds) do
    last = Enum.reduce(1..n, self(), fn _, next -> spawn(fn -> relay(next) end) end)
    send(last, :go)
    round(last, rounds)
  end

  def round(_, 0), do: :ok
  def round(last, k), do: (receive do m -> send(last, m); round(last, k - 1) end)

  def spawns(0), do: :ok
  def spawns(n), do: (spawn(fn -> :ok end); spawns(n - 1))
  def sleepers(0), do: :ok
  def sleepers(n), do: (spawn(&idle/0); sleepers(n - 1))
  def idle, do: (receive do :x -> idle() end)
  def busy(n), do: busy(n + 1)
end
'''


class Silent:
    ansi = False

    def write(self, _device, text):
        print(text, end='')

    def columns(self):
        return None


def evaluate(node, text):
    return node.spawn(node.exports[atom('Elixir.Code'), atom('eval_string'), 1], (text,))


def run(node, text):
    """Microseconds of CPU that a program takes."""
    began = time.process_time()
    process = evaluate(node, text)
    node.run(until=lambda: not process.alive and not any(node.scheduler.queues.values()))
    return (time.process_time() - began) * 1e6


def events(node):
    """The event log: a hop in a ring and a spawn, with nobody listening, with all kinds, with nobody again."""
    def best(text, count):
        return min(run(node, text) for _ in range(3)) / count

    def row(label):
        print(f'{label:34} {best("Bench.ring(100, 1_000)", 101_000):8.2f} {best("Bench.spawns(50_000)", 50_000):8.2f}')
    print(f'{"microseconds":34} {"hop":>8} {"spawn":>8}')
    row('nobody listens')
    for label, options in (('all events', {}), ('spawns and exits', {'kinds': {'spawn', 'exit'}}), ('all, of no process', {'pids': set()})):
        listener = trace.listen(node, **options)
        row(label)
        listener.close()
    row('nobody listens any more')


def looks(node, count):
    """Looks at many processes: how long they take, and which part of the scheduler's time, idle and beside two busy processes."""
    node.start()
    process = node.entry.call(lambda: evaluate(node, f'Bench.sleepers({count})'))
    while process.alive or node.entry.call(lambda: any(node.scheduler.queues.values())):
        time.sleep(0.05)
    source, steps, step = sources.LocalSource(node), [], sources._step

    def timed(*arguments):
        began = time.thread_time()
        answer = step(*arguments)
        steps.append(time.thread_time() - began)
        return answer
    sources._step = timed

    def row(label, query):
        steps.clear()
        began, worked = time.perf_counter(), node.entry.call(time.thread_time)
        page = source.processes(query)
        wall, worked = time.perf_counter() - began, node.entry.call(time.thread_time) - worked
        print(f'{label:34} {wall:8.2f} {sum(steps):8.3f} {100 * sum(steps) / worked if busy else 0:6.1f} % {1000 * max(steps):8.1f} {page.total:9}')
    print(f'{"looks":34} {"s":>8} {"s taken":>8} {"share":>8} {"longest ms":>8} {"processes":>9}')
    for busy in (False, True):
        if busy:
            node.entry.call(lambda: [evaluate(node, 'Bench.busy(0)') for _ in range(2)])
        print('beside two busy processes' if busy else 'at rest')
        row('by pid', Query())
        row('by reductions', Query('reductions', True))
        row('by mailbox, of some', Query('messages', True, 'messages>0'))


if __name__ == '__main__':
    gc.disable()
    node = boot(output=Silent())
    run(node, PROGRAM)
    events(node)
    looks(node, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

"""A copy of a whole node that runs Elixir: servers, timers, tables with functions in them, random numbers."""
from pyex.boot import boot
from pyex.runtime import probe
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import atom

PROGRAM = '''
defmodule Counter do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call({:apply, f}, _, n), do: {:reply, f.(n), f.(n)}
  def handle_info(:tick, n) do
    Process.send_after(self(), :tick, 100)
    {:noreply, n + 1}
  end
end
{:ok, pid} = GenServer.start(Counter, 0, name: Counter)
send(pid, :tick)
:ets.new(:table, [:named_table, :public])
:ets.insert(:table, {:f, fn x -> x * 2 end})
spawn(fn ->
  Process.sleep(1000)
  [{:f, f}] = :ets.lookup(:table, :f)
  IO.inspect({GenServer.call(Counter, {:apply, f}), :rand.uniform(1000)})
  Process.sleep(:infinity)
end)
Process.sleep(500)
IO.puts("half")
Process.sleep(10_000)
'''


class Output:
    def __init__(self):
        self.texts = []

    def write(self, device, text):
        self.texts.append(text)

    def take(self):
        texts, self.texts = ''.join(self.texts), []
        return texts


def run_until(node, milliseconds):
    node.run(until=lambda: node.clock.monotonic() >= milliseconds * 1_000_000)


def test_a_node_and_its_copy_go_the_same_way():
    output = Output()
    node = boot(clock=VirtualClock(), seed=3, output=output)
    node.spawn(node.exports[atom('Elixir.Code'), atom('eval_string'), 1], (PROGRAM,))
    run_until(node, 550)
    assert output.take() == 'half\n'
    copy, before = node.copy(), probe.digest(node)
    assert probe.digest(copy) == before
    run_until(copy, 1500)
    answer = output.take()
    assert answer.startswith('{22, ') and probe.digest(node) == before
    run_until(node, 1500)
    assert output.take() == answer and probe.digest(node) == probe.digest(copy)
    assert not node.defects and not copy.defects


HALF_MADE = '''
defmodule Lists do
  def double([head | tail]), do: [half(head) * 4 | double(tail)]
  def double([]), do: []
  def half(n), do: n / 2
end
spawn(fn -> IO.inspect(Enum.sum(Lists.double(Enum.to_list(1..3000)))) end)
spawn(fn -> IO.inspect(Enum.sum(Enum.map(1..3000, fn n -> n * 3 end))) end)
spawn(fn -> IO.inspect(Enum.sum(for a <- 1..20, b <- 1..200, Lists.half(b) > 0, do: a + b)) end)
'''


def making_lists(node):
    return any(site.growing for process in node.processes.values() for site, _ in process.stack)


def go_on(node, slices):
    end = node.scheduler.slices + slices
    node.run(until=lambda: node.scheduler.slices >= end)


def test_lists_that_are_being_made_are_not_shared_with_the_copy():
    output = Output()
    node = boot(clock=VirtualClock(), output=output)
    node.spawn(node.exports[atom('Elixir.Code'), atom('eval_string'), 1], (HALF_MADE,))
    node.run(until=lambda: making_lists(node))
    copies = 0
    while making_lists(node):
        copy, before, copies = node.copy(), probe.digest(node), copies + 1
        go_on(copy, 3)
        assert probe.digest(node) == before
        go_on(node, 1)
    copy.run()
    assert copies > 3 and set(output.take().split()) == {'13504500', '9003000.0', '444000'}


def test_what_is_empty_is_not_shared():
    """A process that once had links, monitors and a dictionary, and has none any more."""
    node = boot(clock=VirtualClock(), seed=1)
    once = '''
    pid = spawn(fn -> Process.sleep(:infinity) end)
    Process.link(pid); Process.unlink(pid)
    Process.demonitor(Process.monitor(pid))
    Process.put(:a, 1); Process.delete(:a)
    Process.sleep(:infinity)
    '''
    node.spawn(node.exports[atom('Elixir.Code'), atom('eval_string'), 1], (once,))
    node.run(until=lambda: node.clock.monotonic() > 0 or not any(node.scheduler.queues.values()))
    for process, copied in zip(node.processes.values(), node.copy().processes.values()):
        for part in ('links', 'monitors', 'watchers', 'dictionary'):
            mine = getattr(process.rare, part)
            assert mine is None or mine is not getattr(copied.rare, part)

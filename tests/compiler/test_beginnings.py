"""What the thousandth process with the same beginning starts with (compiler/awaiting.py) does what the first did."""
import re

from pyex.boot import boot
from pyex.runtime import probe
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import atom

MODULE = '''
defmodule Waiter do
  def wait(parent, n) when n > 0, do: wait(parent, n - 1)
  def wait(parent, 0), do: listen(parent)
  def first, do: receive(do: (any -> any))
  defp listen(parent) do
    receive do
      {:add, n} -> send(parent, {self(), n + VERSION})
      :crash -> raise "oops"
    after 5_000 -> exit(:late)
    end
  end
end
'''
CHECK = MODULE.replace('VERSION', '1') + '''
me = self()
work = fn -> Waiter.wait(me, 3) end
sum = fn pids ->
  for pid <- pids, do: send(pid, {:add, 1})
  pids |> Enum.map(fn pid -> receive do {^pid, n} -> n end end) |> Enum.sum()
end
pids = for _ <- 1..1200, do: spawn(work)
Process.sleep(10)
IO.inspect(for pid <- [hd(pids), List.last(pids)], do: Process.info(pid, :reductions))
IO.inspect(for pid <- [hd(pids), List.last(pids)], do: Process.info(pid, :current_function))
IO.inspect(sum.(pids))
'''
GOES_ON = CHECK + '''
work = fn ->
  {:ask, from} = try do
    {_, 2} = Waiter.wait(me, 2)
    Waiter.first()
  after
    send(me, :asked)
  end
  add = fn n -> receive do m when is_integer(m) -> send(me, {self(), n + m}) end end
  send(from, {self(), 10})
  add.(1)
end
pids = for _ <- 1..1200, do: spawn(work)
Process.sleep(10)
sum.(pids)
Process.sleep(10)
for pid <- [hd(pids), List.last(pids)], do: IO.inspect(Process.info(pid, [:reductions, :current_function]))
for pid <- pids, do: send(pid, {:ask, me})
for pid <- pids, do: send(pid, 5)
IO.inspect(for pid <- pids, n <- [10, 6], uniq: true, do: (receive do :asked -> receive do {^pid, ^n} -> n end; {^pid, ^n} -> n end))
'''
REDEFINED = CHECK + MODULE.replace('VERSION', '10') + '''
IO.inspect(sum.(for _ <- 1..1200, do: spawn(work)))
'''
CRASHES = 'Logger.configure(level: :none)\n' + CHECK + '''
stack = fn pid ->
  ref = Process.monitor(pid)
  send(pid, :crash)
  receive do {:DOWN, ^ref, _, _, reason} -> reason end
end
[first | _] = pids = for _ <- 1..10, do: spawn(fn -> Waiter.wait(me, 0) end)
last = spawn(work)
IO.inspect(elem(stack.(last), 0))
IO.inspect(for {m, f, a, _} <- elem(stack.(first), 1), do: {m, f, a})
last = spawn(work)
IO.inspect(for {m, f, a, _} <- elem(stack.(last), 1), do: {m, f, a})
last = spawn(work)
ref = Process.monitor(last)
receive do {:DOWN, ^ref, _, _, reason} -> IO.inspect(reason) end
'''
COPIED = CHECK + '''
pids = for _ <- 1..50, do: spawn(work)
Process.sleep(10)
IO.inspect(sum.(pids))
IO.inspect(sum.(for _ <- 1..50, do: spawn(work)))
'''


class Output:
    def __init__(self):
        self.text = ''

    def write(self, device, text):
        if device != 'stderr':
            self.text += text


def started(program):
    output = Output()
    node = boot(clock=VirtualClock(), seed=3, output=output)
    node.spawn(node.exports[atom('Elixir.Code'), atom('eval_string'), 1], (program,))
    return node, output


def printed(program):
    node, output = started(program)
    node.run()
    assert node.begun
    return output.text.splitlines()


def test_they_wait_as_the_functions_themselves():
    reductions, functions, total = printed(CHECK)
    first, last = re.findall(r'\d+', reductions)
    assert first == last
    assert functions == '[current_function: {Waiter, :listen, 1}, current_function: {Waiter, :listen, 1}]'
    assert total == '2400'


def test_they_wait_in_what_they_call():
    first, last, sums = printed(GOES_ON)[3:]
    assert first == last and first.endswith('current_function: {Waiter, :first, 0}]') and sums == '[10, 6]'


def test_they_call_the_newest_version():
    assert printed(REDEFINED)[3:] == ['13200']


def test_their_errors_have_the_same_stack_traces():
    error, first, last, late = printed(CRASHES)[3:]
    assert error == '%RuntimeError{message: "oops"}'
    assert first == last == '[{Waiter, :listen, 1}]'
    assert late == ':late'


def test_a_copy_of_a_node_has_its_own():
    node, output = started(COPIED)
    node.run(until=lambda: node.clock.monotonic() >= 15_000_000)
    assert len(node.begun) == 1
    copy, output.text = node.copy(), ''
    copy.run()
    in_copy, output.text = output.text, ''
    node.run()
    assert in_copy == output.text == '100\n100\n'
    assert probe.digest(copy) == probe.digest(node)


CLOSURES = '''
me = self()
pids = for n <- 1..1200, do: spawn(fn -> receive do :ask -> send(me, {self(), n}) end end)
for pid <- pids, do: send(pid, :ask)
IO.inspect((for pid <- pids, do: (receive do {^pid, n} -> n end)) == Enum.to_list(1..1200))
'''


def test_closures_keep_what_they_captured():
    assert printed(CLOSURES) == ['true']

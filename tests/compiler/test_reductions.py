"""What counts reductions: each turn of a loop, and each call but those of leaves, which are over soon."""
import pytest

from tests.script import printed

COUNTED = {
    'Enum.each(list, fn x -> x + 1 end)': 1,
    'Enum.map(1..10_000, &(&1 * 2))': 1,
    'Enum.reduce(list, &+/2)': 1,
    'Enum.reduce(list, &max/2)': 1,
    'for(x <- 1..10_000, do: Used.leaf(x))': 1,
    'for(<<byte <- String.duplicate("x", 10_000)>>, do: byte)': 1,
    'Enum.map(list, &Used.leaf/1)': 1,
    'Enum.map(list, &Used.call/1)': 2,
    'Enum.each(list, fn x -> Used.call(x) end)': 3,
    'Used.turns(10_000)': 1,
}
PROGRAM = '''
defmodule Used do
  def leaf(x) when x > 0, do: {{x, [x, x * 2]}}
  def call(x), do: Function.identity(x)
  def turns(0), do: :ok
  def turns(n), do: turns(leaf(n) |> elem(0) |> Kernel.-(1))
  def now, do: elem(Process.info(self(), :reductions), 1)
  def run(list), do: ({}; list)
end
list = Enum.to_list(1..10_000)
Used.run(list)
before = Used.now()
Used.run(list)
IO.inspect(round((Used.now() - before) / 10_000))
'''


@pytest.mark.parametrize('code, times', COUNTED.items(), ids=COUNTED)
def test_reductions_of_ten_thousand_turns(code, times):
    assert printed('eval', PROGRAM.format(code)) == f'{times}\n'

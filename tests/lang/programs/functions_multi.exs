defmodule Fact do
  def of(0), do: 1
  def of(n) when n > 0, do: n * of(n - 1)
  def sum(list, acc \\ 0)
  def sum([], acc), do: acc
  def sum([h | t], acc), do: sum(t, acc + h)
end
IO.inspect {Fact.of(20), Fact.sum([1, 2, 3]), Fact.sum([1], 10)}
# expect: {2432902008176640000, 6, 11}

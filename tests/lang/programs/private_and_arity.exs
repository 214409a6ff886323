defmodule Arity do
  def f(), do: 0
  def f(a), do: a
  def f(a, b), do: a + b
  defp p(x), do: x * 2
  def q(x), do: p(p(x))
  def h?(x), do: x == 1
  def h!(x), do: x
end
IO.inspect {Arity.f(), Arity.f(1), Arity.f(1, 2), Arity.q(3), Arity.h?(1), Arity.h!(2)}
IO.inspect {&Arity.f/0, &Arity.f/2}
IO.inspect function_exported?(Arity, :p, 1)
# expect: {0, 1, 3, 12, true, 2}
# expect: {&Arity.f/0, &Arity.f/2}
# expect: false

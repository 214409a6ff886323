defmodule Defaults do
  def f(a, b \\ a_default(), c \\ 3)
  def f(a, b, c) when a > 0, do: {:pos, a, b, c}
  def f(a, b, c), do: {:neg, a, b, c}
  defp a_default, do: :computed
  def g(x \\ 1, y, z \\ 2), do: {x, y, z}
end
IO.inspect [Defaults.f(1), Defaults.f(-1, 2), Defaults.f(1, 2, 4)]
IO.inspect [Defaults.g(:y), Defaults.g(:x, :y), Defaults.g(:x, :y, :z)]
# expect: [{:pos, 1, :computed, 3}, {:neg, -1, 2, 3}, {:pos, 1, 2, 4}]
# expect: [{1, :y, 2}, {:x, :y, 2}, {:x, :y, :z}]

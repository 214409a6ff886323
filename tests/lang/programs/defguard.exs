defmodule Even do
  defguard is_even(n) when is_integer(n) and rem(n, 2) == 0
  defguardp is_small(n) when n < 10
  def kind(n) when is_even(n) and is_small(n), do: :small_even
  def kind(n) when is_even(n), do: :even
  def kind(_), do: :other
end
IO.inspect Enum.map([2, 20, 3, "x"], &Even.kind/1)
require Even
IO.inspect {Even.is_even(4), Even.is_even(3)}
# expect: [:small_even, :even, :other, :other]
# expect: {true, false}

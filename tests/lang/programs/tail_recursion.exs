defmodule Loop do
  def down(0), do: :done
  def down(n), do: down(n - 1)
  def even?(0), do: true
  def even?(n), do: odd?(n - 1)
  def odd?(0), do: false
  def odd?(n), do: even?(n - 1)
end
IO.inspect {Loop.down(10_000), Loop.even?(1001)}
# expect: {:done, false}

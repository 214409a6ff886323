defmodule Rec2 do
  def flatten([]), do: []
  def flatten([h | t]) when is_list(h), do: flatten(h) ++ flatten(t)
  def flatten([h | t]), do: [h | flatten(t)]
  def hanoi(0, _, _, _), do: 0
  def hanoi(n, a, b, c), do: hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
  def ack(0, n), do: n + 1
  def ack(m, 0), do: ack(m - 1, 1)
  def ack(m, n), do: ack(m - 1, ack(m, n - 1))
  def perms([]), do: [[]]
  def perms(l), do: for(h <- l, t <- perms(l -- [h]), do: [h | t])
end
IO.inspect {Rec2.flatten([1, [2, [3, []]], 4]), Rec2.hanoi(10, :a, :b, :c), Rec2.ack(2, 3)}
IO.inspect Rec2.perms([1, 2, 3])
# expect: {[1, 2, 3, 4], 1023, 9}
# expect: [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]

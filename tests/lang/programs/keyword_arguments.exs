f = fn a, opts -> {a, opts} end
IO.inspect f.(1, b: 2, c: 3)
defmodule Kw do
  def go(a, opts \\ []), do: {a, Keyword.get(opts, :size, 0)}
  def blk(a, do: b), do: {a, b}
end
IO.inspect [Kw.go(1), Kw.go(1, size: 5), Kw.blk(1, do: 2)]
r = Kw.blk 3 do
  4
end
IO.inspect r
# expect: {1, [b: 2, c: 3]}
# expect: [{1, 0}, {1, 5}, {1, 2}]
# expect: {3, 4}

defmodule Money do
  defstruct [:cents]
  defimpl String.Chars do
    def to_string(%{cents: c}), do: "$#{div(c, 100)}.#{rem(c, 100)}"
  end
  defimpl Inspect do
    def inspect(%{cents: c}, _opts), do: "#Money<#{c}>"
  end
end
m = struct(Money, cents: 1250)
IO.puts "costs #{m}"
IO.inspect [m]
# expect: costs $12.50
# expect: [#Money<1250>]

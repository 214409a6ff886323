defmodule Blocks do
  defmacro both(opts) do
    quote do
      {unquote(opts[:do]), unquote(opts[:else])}
    end
  end
end
require Blocks
r = Blocks.both do
  1 + 1
else
  :other
end
IO.inspect r
IO.inspect Blocks.both(do: 5, else: 6)
# expect: {2, :other}
# expect: {5, 6}

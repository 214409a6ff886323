defmodule Nested do
  defmacro outer(x) do
    inner = quote do
      fn y -> unquote(x) + y end
    end
    quote do
      f = unquote(inner)
      f.(10)
    end
  end
end
require Nested
IO.inspect Nested.outer(1 + 1)
IO.puts Macro.to_string(quote do
  quote do
    unquote(x) + 1
  end
end)
# expect: 12
# expect: quote do
# expect:   unquote(x) + 1
# expect: end

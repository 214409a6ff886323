defmodule Unless do
  defmacro never(condition, do: block) do
    quote do
      if unquote(condition), do: nil, else: unquote(block)
    end
  end
  defmacro show(expr) do
    text = Macro.to_string(expr)
    quote do
      unquote(text) <> " = " <> inspect(unquote(expr))
    end
  end
end
require Unless
IO.inspect Unless.never(false, do: 1)
IO.inspect Unless.never(true, do: 1)
IO.puts Unless.show(1 + 2 * 3)
# expect: 1
# expect: nil
# expect: 1 + 2 * 3 = 7

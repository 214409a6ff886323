defmodule Binder do
  defmacro def_all(list) do
    quote bind_quoted: [list: list] do
      for {name, value} <- list do
        def unquote(name)(), do: unquote(value)
      end
    end
  end
end
defmodule Bound do
  require Binder
  Binder.def_all(one: 1, two: 2)
end
IO.inspect {Bound.one(), Bound.two()}
# expect: {1, 2}

defprotocol Fields do
  def fields(term)
end
defimpl Fields, for: Any do
  defmacro __deriving__(module, struct, options) do
    names = (struct |> Map.keys()) -- [:__struct__]
    quote do
      defimpl Fields, for: unquote(module) do
        def fields(_), do: {unquote(names), unquote(options)}
      end
    end
  end
  def fields(_), do: :any
end
defmodule Pair do
  @derive {Fields, only: :all}
  defstruct [:a, :b]
end
IO.inspect Fields.fields(struct(Pair))
# expect: {[:a, :b], [only: :all]}

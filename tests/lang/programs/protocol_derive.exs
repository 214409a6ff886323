defprotocol Label do
  def label(term, extra)
end
defimpl Label, for: Any do
  def label(%name{}, extra), do: {name, extra}
end
defmodule Box do
  @derive [Label]
  defstruct [:size]
end
IO.inspect Label.label(struct(Box), 1)
IO.inspect Label.impl_for(struct(Box))
try do Label.label(5, 1) rescue e -> IO.inspect e.__struct__ end
# expect: {Box, 1}
# expect: Label.Any
# expect: Protocol.UndefinedError

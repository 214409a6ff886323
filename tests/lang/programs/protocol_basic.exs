defprotocol Size do
  @doc "How big it is."
  def of(term)
end
defimpl Size, for: BitString do
  def of(s), do: byte_size(s)
end
defimpl Size, for: [List, Map] do
  def of(x), do: Enum.count(x)
end
IO.inspect {Size.of("abc"), Size.of([1, 2]), Size.of(%{a: 1})}
IO.inspect {Size.impl_for("x"), Size.impl_for(1)}
try do Size.of(1) rescue e in Protocol.UndefinedError -> IO.inspect {e.protocol, e.value} end
# expect: {3, 2, 1}
# expect: {Size.BitString, nil}
# expect: {Size, 1}

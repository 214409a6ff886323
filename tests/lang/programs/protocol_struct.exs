defprotocol Area do
  def area(shape)
end
defmodule Square do
  defstruct [:side]
  defimpl Area do
    def area(%{side: s}), do: s * s
  end
end
defmodule Circle do
  defstruct [:r]
end
defimpl Area, for: Circle do
  def area(%Circle{r: r}), do: 3 * r * r
end
IO.inspect Enum.map([struct(Square, side: 2), struct(Circle, r: 1)], &Area.area/1)
IO.inspect Area.impl_for(struct(Square))
# expect: [4, 3]
# expect: Area.Square

defmodule Bag do
  defstruct items: %{}
  @behaviour Access
  def fetch(b, k), do: Map.fetch(b.items, k)
  def get_and_update(b, k, f) do
    {got, items} = Map.get_and_update(b.items, k, f)
    {got, %{b | items: items}}
  end
  def pop(b, k), do: {b.items[k], %{b | items: Map.delete(b.items, k)}}
end
bag = struct(Bag, items: %{a: 1})
IO.inspect bag[:a]
IO.inspect put_in(bag[:b], 2).items
IO.inspect pop_in(bag[:a]) |> elem(0)
# expect: 1
# expect: %{a: 1, b: 2}
# expect: 1

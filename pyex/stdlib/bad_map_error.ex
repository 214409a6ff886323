defmodule BadMapError do
  @moduledoc """
  Something that is no map was used as one.

      iex> try do Map.keys([1]) rescue e in BadMapError -> e.term end
      [1]
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: "expected a map, got: #{inspect(term)}"
end

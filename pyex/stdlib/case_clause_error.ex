defmodule CaseClauseError do
  @moduledoc """
  No clause of a `case` takes the value.

      iex> try do case(Enum.count([]), do: (1 -> 2)) rescue e in CaseClauseError -> e.term end
      0
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: "no case clause matching: #{inspect(term)}"
end

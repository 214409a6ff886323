defmodule MatchError do
  @moduledoc """
  A value does not match the pattern on the left of `=`.

      iex> try do {:ok, _} = List.first([:error]) rescue e in MatchError -> e.term end
      :error
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: "no match of right hand side value: #{inspect(term)}"
end

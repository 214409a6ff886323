defmodule WithClauseError do
  @moduledoc """
  No clause in the `else` of a `with` takes the value.

      iex> Exception.message(%WithClauseError{term: 1})
      "no with clause matching: 1"
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: "no with clause matching: #{inspect(term)}"
end

defmodule TryClauseError do
  @moduledoc """
  No clause in the `else` of a `try` takes the value.

      iex> Exception.message(%TryClauseError{term: 1})
      "no try clause matching: 1"
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: "no try clause matching: #{inspect(term)}"
end

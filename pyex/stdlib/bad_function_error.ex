defmodule BadFunctionError do
  @moduledoc """
  Something that is no function was called.

      iex> f = List.first([5])
      iex> try do f.(1) rescue e in BadFunctionError -> e.term end
      5
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: "expected a function, got: #{inspect(term)}"
end

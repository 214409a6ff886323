defmodule BadStructError do
  @moduledoc """
  Something that isn't the struct that was asked for.

      iex> Exception.message(%BadStructError{struct: Range, term: 5})
      "expected a struct named Range, got: 5"
  """
  defexception [:struct, :term]

  @impl true
  def message(%{struct: struct, term: term}), do: "expected a struct named #{inspect(struct)}, got: #{inspect(term)}"
end

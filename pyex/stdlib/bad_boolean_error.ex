defmodule BadBooleanError do
  @moduledoc """
  The left side of `and` or `or` is neither `true` nor `false`.

      iex> try do Enum.count([]) and true rescue e in BadBooleanError -> e.term end
      0
  """
  defexception [:term, :operator]

  @impl true
  def message(%{term: term, operator: operator}) do
    ~s(expected a boolean on left-side of "#{operator}", got: #{inspect(term)})
  end
end

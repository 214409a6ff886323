defmodule CondClauseError do
  @moduledoc """
  All conditions of a `cond` are `false` or `nil`.

      iex> try do cond(do: (Enum.any?([]) -> 1)) rescue e -> Exception.message(e) end
      "no cond clause evaluated to a truthy value"
  """
  defexception []

  @impl true
  def message(_exception), do: "no cond clause evaluated to a truthy value"
end

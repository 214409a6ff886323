defmodule Enum.EmptyError do
  @moduledoc """
  Something was asked of an empty collection that only one with elements can tell.

      iex> try do Enum.max([]) rescue e -> e.message end
      "empty error"
  """
  defexception message: "empty error"
end

defmodule Enum.OutOfBoundsError do
  @moduledoc """
  A collection has no element at the index.

      iex> try do Enum.fetch!([1], 5) rescue e -> e.message end
      "out of bounds error"
  """
  defexception message: "out of bounds error"
end

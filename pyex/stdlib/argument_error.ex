defmodule ArgumentError do
  @moduledoc """
  A function was given an argument that it can't work with.

      iex> try do String.to_integer("one") rescue e -> e.__struct__ end
      ArgumentError
  """
  defexception message: "argument error"
end

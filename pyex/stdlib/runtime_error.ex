defmodule RuntimeError do
  @moduledoc """
  Something went wrong while the program ran: what `raise/1` makes of a text.

      iex> try do raise "oops" rescue e in RuntimeError -> e.message end
      "oops"
  """
  defexception message: "runtime error"
end

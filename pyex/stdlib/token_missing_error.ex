defmodule TokenMissingError do
  @moduledoc """
  A text that stops before the code in it is complete.

      iex> try do Code.string_to_quoted!("(1 + 2") rescue e in TokenMissingError -> e.expected_delimiter end
      :")"
  """
  defexception [
    :file,
    :line,
    :column,
    :end_line,
    :end_column,
    :snippet,
    :opening_delimiter,
    :expected_delimiter,
    line_offset: 0,
    description: "expression is incomplete"
  ]

  @impl true
  def message(exception), do: :pyex_code.syntax_message(exception)
end

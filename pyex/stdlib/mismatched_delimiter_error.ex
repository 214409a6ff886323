defmodule MismatchedDelimiterError do
  @moduledoc """
  A bracket or a block that is closed by something else than what opened it.

      iex> try do Code.string_to_quoted!("[1}") rescue e in MismatchedDelimiterError -> e.closing_delimiter end
      :"}"
  """
  defexception [
    :file,
    :line,
    :column,
    :end_line,
    :end_column,
    :opening_delimiter,
    :closing_delimiter,
    :expected_delimiter,
    :snippet,
    line_offset: 0,
    description: "unexpected token"
  ]

  @impl true
  def message(exception), do: :pyex_code.syntax_message(exception)
end

defmodule SyntaxError do
  @moduledoc """
  A text that is no Elixir.

      iex> try do Code.string_to_quoted!("1 )") rescue e in SyntaxError -> e.line end
      1
  """
  defexception [:file, :line, :column, :snippet, description: "syntax error"]

  @impl true
  def message(exception), do: :pyex_code.syntax_message(exception)
end

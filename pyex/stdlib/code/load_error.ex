defmodule Code.LoadError do
  @moduledoc """
  A file with code can't be read.

      iex> try do Code.eval_file("no/such/file.exs") rescue e in Code.LoadError -> e.reason end
      :enoent
  """
  defexception [:file, :message, :reason]

  @impl true
  def exception(opts) do
    file = Keyword.fetch!(opts, :file)
    reason = Keyword.fetch!(opts, :reason)
    %Code.LoadError{message: "could not load #{file}. Reason: #{reason}", file: file, reason: reason}
  end
end

defmodule IO.StreamError do
  @moduledoc """
  Raised when a stream of a device cannot be read. Its field `:reason` says why.
  """
  defexception [:reason, :message]

  @impl true
  def exception(opts) do
    reason = opts[:reason]
    %IO.StreamError{message: "error during streaming: #{reason |> :file.format_error() |> IO.iodata_to_binary()}", reason: reason}
  end
end

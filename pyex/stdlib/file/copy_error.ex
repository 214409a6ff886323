defmodule File.CopyError do
  @moduledoc """
  A file can't be copied.

      iex> Exception.message(%File.CopyError{action: "copy", source: "a", destination: "b", reason: :enoent})
      ~s(could not copy from "a" to "b": no such file or directory)
  """
  defexception [:reason, :source, :destination, on: "", action: ""]

  @impl true
  def message(exception), do: "could not #{exception.action} from #{inspect(exception.source)} to #{place(exception)}"

  defp place(%{on: on, destination: destination, reason: reason}) do
    at = if on == "" or on == destination, do: "", else: " (on #{inspect(on)})"
    "#{inspect(destination)}#{at}: #{IO.iodata_to_binary(:file.format_error(reason))}"
  end
end

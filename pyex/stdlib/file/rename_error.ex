defmodule File.RenameError do
  @moduledoc """
  A file can't be renamed.

      iex> Exception.message(%File.RenameError{action: "rename", source: "a", destination: "b", reason: :enoent})
      ~s(could not rename from "a" to "b": no such file or directory)
  """
  defexception [:reason, :source, :destination, on: "", action: ""]

  @impl true
  def message(%{action: action, source: source, destination: destination, reason: reason}) do
    text = IO.iodata_to_binary(:file.format_error(reason))
    "could not #{action} from #{inspect(source)} to #{inspect(destination)}: #{text}"
  end
end

defmodule File.Error do
  @moduledoc """
  A file can't be worked with.

      iex> Exception.message(%File.Error{action: "read file", path: "no.txt", reason: :enoent})
      ~s(could not read file "no.txt": no such file or directory)
  """
  defexception [:reason, :path, action: ""]

  @impl true
  def message(%{action: action, reason: reason, path: path}) do
    "could not #{action} #{inspect(path)}: #{explained(action, reason)}"
  end

  defp explained("remove directory", :eexist), do: "directory is not empty"
  defp explained(_action, reason), do: IO.iodata_to_binary(:file.format_error(reason))
end

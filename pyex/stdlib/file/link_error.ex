defmodule File.LinkError do
  @moduledoc """
  A link can't be made.

      iex> Exception.message(%File.LinkError{action: "create symlink", existing: "a", new: "b", reason: :eexist})
      ~s(could not create symlink from "b" to "a": file already exists)
  """
  defexception [:reason, :existing, :new, action: ""]

  @impl true
  def message(%{action: action, existing: existing, new: new, reason: reason}) do
    text = IO.iodata_to_binary(:file.format_error(reason))
    "could not #{action} from #{inspect(new)} to #{inspect(existing)}: #{text}"
  end
end

defmodule Version.InvalidVersionError do
  @moduledoc "The error of a text that is no version."

  defexception [:version]

  def exception(version) when is_binary(version), do: %__MODULE__{version: version}
  @impl true
  def message(%{version: version}), do: "invalid version: #{inspect(version)}"
end

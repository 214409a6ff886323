defmodule Version.InvalidRequirementError do
  @moduledoc "The error of a text that is no requirement on versions."

  defexception [:requirement]

  def exception(requirement) when is_binary(requirement), do: %__MODULE__{requirement: requirement}
  @impl true
  def message(%{requirement: requirement}), do: "invalid requirement: #{inspect(requirement)}"
end

defmodule Version.Requirement do
  @moduledoc "A requirement on versions, as `Version.parse_requirement/1` makes it: alternatives of conditions."

  @opaque t :: %__MODULE__{source: String.t()}

  defstruct [:source, :lexed]
end

defimpl String.Chars, for: Version.Requirement do
  def to_string(%{source: source}), do: source
end

defimpl Inspect, for: Version.Requirement do
  def inspect(%{source: source}, opts) do
    Inspect.Algebra.concat(["Version.parse_requirement!(", Inspect.Algebra.to_doc(source, opts), ")"])
  end
end

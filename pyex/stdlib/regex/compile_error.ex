defmodule Regex.CompileError do
  @moduledoc "The error of a regular expression that cannot be compiled."

  defexception message: "regex could not be compiled"
end

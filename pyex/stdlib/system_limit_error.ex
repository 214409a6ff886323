defmodule SystemLimitError do
  @moduledoc """
  The machine or the runtime has no room for what was asked.

      iex> Exception.message(%SystemLimitError{})
      "a system limit has been reached"
  """
  defexception message: "a system limit has been reached"
end

defmodule Protocol.UndefinedError do
  @moduledoc """
  A protocol is not implemented for the type of a value.

      iex> try do to_string({1}) rescue e in Protocol.UndefinedError -> {e.protocol, e.value} end
      {String.Chars, {1}}
  """
  defexception [:protocol, :value, description: ""]

  @impl true
  def message(%{protocol: protocol, value: value, description: description}) do
    shown = value |> inspect(pretty: true) |> String.replace("\n", "\n    ")

    "protocol #{inspect(protocol)} not implemented for type #{type(value)}" <>
      about(description) <> "\n\nGot value:\n\n    " <> shown <> "\n"
  end

  defp about(""), do: ""
  defp about(description), do: ", " <> description

  defp type(%module{}), do: "#{inspect(module)} (a struct)"
  defp type(value), do: inspect(:pyex_protocol.type_of(value))
end

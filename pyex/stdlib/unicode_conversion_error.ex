defmodule UnicodeConversionError do
  @moduledoc """
  Bytes or numbers that are not the encoding of any text.

      iex> try do List.to_string([0x110000]) rescue e in UnicodeConversionError -> e.message end
      "invalid code point 1114112"
  """
  defexception [:encoded, :message]

  @impl true
  def exception(opts) do
    %UnicodeConversionError{
      encoded: Keyword.fetch!(opts, :encoded),
      message: "#{Keyword.fetch!(opts, :kind)} #{detail(Keyword.fetch!(opts, :rest))}"
    }
  end

  # `rest` is where it went wrong: a number, a list that begins with one, or bytes.
  defp detail(rest) when is_binary(rest), do: "encoding starting at #{inspect(rest)}"
  defp detail([list | _]) when is_list(list), do: detail(list)
  defp detail([code | _]), do: "code point #{code}"
  defp detail(code) when is_integer(code), do: "code point #{code}"
end

defmodule JSON.DecodeError do
  @moduledoc """
  A text is no JSON: `JSON.decode!/1` raises this.

  `reason` is that of `JSON.decode/1`, `offset` counts bytes, `data` is the text.

      iex> try do JSON.decode!("[") rescue e in JSON.DecodeError -> {e.offset, e.reason} end
      {1, {:unexpected_end, 1}}
  """
  defexception [:message, :offset, :data, :reason]

  @impl true
  def exception(opts) do
    reason = Keyword.fetch!(opts, :reason)
    offset = elem(reason, 1)
    text = "#{what(reason)} at position (byte offset) #{offset}"
    %JSON.DecodeError{message: text, offset: offset, data: Keyword.fetch!(opts, :data), reason: reason}
  end

  defp what({:unexpected_end, _}), do: "unexpected end of JSON binary"
  defp what({:invalid_byte, _, byte}), do: "invalid byte #{byte}"
  defp what({:unexpected_sequence, _, bytes}), do: "unexpected sequence #{inspect(bytes)}"
end

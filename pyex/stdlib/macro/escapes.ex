# The escapes of strings: a backslash and what follows it.
defmodule Macro.Escapes do
  @moduledoc false

  # What the letters mean; other characters mean themselves.
  @letters %{?0 => 0, ?a => ?\a, ?b => ?\b, ?d => ?\d, ?e => ?\e, ?f => ?\f, ?n => ?\n, ?r => ?\r, ?s => ?\s, ?t => ?\t, ?v => ?\v}

  def character(special) when special in [:newline, :unicode, :hex], do: true
  def character(char), do: Map.get(@letters, char, char)

  def resolve(text, map), do: text |> resolve(map, []) |> IO.iodata_to_binary()

  defp resolve(text, map, done) do
    case :binary.split(text, "\\") do
      [last] -> Enum.reverse([last | done])
      [before, ""] -> Enum.reverse(["\\", before | done])
      [before, rest] -> escape(rest, map, [before | done])
    end
  end

  defp escape("\r\n" <> rest, map, done), do: line_end(rest, "\\\r\n", map, done)
  defp escape("\n" <> rest, map, done), do: line_end(rest, "\\\n", map, done)
  defp escape("x" <> rest, map, done), do: if(map.(:hex), do: hex(rest, map, done), else: resolve(rest, map, ["\\x" | done]))
  defp escape("u" <> rest, map, done), do: if(map.(:unicode), do: unicode(rest, map, done), else: resolve(rest, map, ["\\u" | done]))

  defp escape(<<char::utf8, rest::binary>>, map, done) do
    case map.(char) do
      false -> resolve(rest, map, [<<?\\, char::utf8>> | done])
      made -> resolve(rest, map, [<<made::utf8>> | done])
    end
  end

  defp line_end(rest, text, map, done), do: resolve(rest, map, [if(map.(:newline), do: "", else: text) | done])

  defp hex(<<high, low, rest::binary>> = text, map, done) do
    case digits(<<high, low>>) do
      {:ok, byte} -> resolve(rest, map, [<<byte>> | done])
      :error -> one_digit(text, map, done)
    end
  end

  defp hex(text, map, done), do: one_digit(text, map, done)

  # An old form: \xA, \x{41}. It stands for a code point.
  defp one_digit("{" <> rest, map, done), do: braced(rest, map, done, &bad_hex/0)

  defp one_digit(<<digit, rest::binary>>, map, done) do
    case digits(<<digit>>) do
      {:ok, code} -> resolve(rest, map, [<<code::utf8>> | done])
      :error -> bad_hex()
    end
  end

  defp one_digit(_text, _map, _done), do: bad_hex()

  defp unicode("{" <> rest, map, done), do: braced(rest, map, done, &bad_unicode/0)

  defp unicode(<<digits::binary-size(4), rest::binary>>, map, done) do
    case digits(digits) do
      {:ok, code} -> resolve(rest, map, [code_point(code, digits) | done])
      :error -> bad_unicode()
    end
  end

  defp unicode(_text, _map, _done), do: bad_unicode()

  defp braced(text, map, done, fail) do
    with [digits, rest] <- :binary.split(text, "}"),
         true <- byte_size(digits) in 1..6,
         {:ok, code} <- digits(digits) do
      resolve(rest, map, [code_point(code, digits) | done])
    else
      _ -> fail.()
    end
  end

  defp code_point(code, _digits) when code in 0..0xD7FF or code in 0xE000..0x10FFFF, do: <<code::utf8>>
  defp code_point(_code, digits), do: raise(ArgumentError, "invalid or reserved Unicode code point \\u{#{digits}}")

  defp digits(text) do
    if text != "" and Enum.all?(:binary.bin_to_list(text), &(&1 in ?0..?9 or &1 in ?a..?f or &1 in ?A..?F)) do
      {:ok, String.to_integer(text, 16)}
    else
      :error
    end
  end

  defp bad_hex(), do: raise(ArgumentError, "invalid hex escape character, expected \\xHH where H is a hexadecimal digit")

  defp bad_unicode() do
    raise ArgumentError, "invalid Unicode escape character, expected \\uHHHH or \\u{H*} where H is a hexadecimal digit"
  end
end

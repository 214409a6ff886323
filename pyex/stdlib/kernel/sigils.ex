# What the `sigil_*` macros of Kernel make of their text.
defmodule Kernel.Sigils do
  @moduledoc false

  @doc "The pieces of an interpolated text with the escapes of its strings resolved."
  def unescape(pieces), do: Enum.map(pieces, &if(is_binary(&1), do: Macro.unescape_string(&1), else: &1))

  def charlist(text), do: :unicode.characters_to_list(text)

  @doc "A list of words: of a text known now, or of one that is put together at run time."
  def words(text, modifiers) do
    kind = word_kind(modifiers)
    if is_binary(text), do: made_of(String.split(text), kind), else: quoted_words(text, kind)
  end

  defp word_kind([]), do: ?s
  defp word_kind([kind]) when kind in [?s, ?a, ?c], do: kind
  defp word_kind(_), do: raise(ArgumentError, "modifier must be one of: s, a, c")

  defp made_of(words, ?s), do: words
  defp made_of(words, ?a), do: Enum.map(words, &String.to_atom/1)
  defp made_of(words, ?c), do: Enum.map(words, &String.to_charlist/1)

  defp quoted_words(text, ?s), do: quote(do: String.split(unquote(text)))
  defp quoted_words(text, ?a), do: quote(do: Enum.map(String.split(unquote(text)), &String.to_atom/1))
  defp quoted_words(text, ?c), do: quote(do: Enum.map(String.split(unquote(text)), &String.to_charlist/1))

  @doc "A regular expression; one without interpolation is compiled now, so that its errors come early."
  def regex({:<<>>, _, [text]}, modifiers) when is_binary(text) do
    raw_regex(Macro.unescape_string(text, &Regex.unescape_map/1), modifiers)
  end

  def regex({:<<>>, meta, pieces}, modifiers) do
    pieces = Enum.map(pieces, &if(is_binary(&1), do: Macro.unescape_string(&1, fn char -> Regex.unescape_map(char) end), else: &1))
    compiled_later({:<<>>, meta, pieces}, modifiers)
  end

  def raw_regex(text, modifiers) do
    text |> Regex.compile!(List.to_string(modifiers)) |> Macro.escape()
  end

  defp compiled_later(quoted, modifiers), do: quote(do: Regex.compile!(unquote(quoted), unquote(List.to_string(modifiers))))

  def date(text), do: text |> Date.from_iso8601() |> parsed!(text, "Date")
  def time(text), do: text |> Time.from_iso8601() |> parsed!(text, "Time")
  def naive_datetime(text), do: text |> NaiveDateTime.from_iso8601() |> parsed!(text, "NaiveDateTime")

  def utc_datetime(text) do
    case DateTime.from_iso8601(text) do
      {:ok, datetime, 0} -> Macro.escape(datetime)
      {:ok, _datetime, _offset} -> unparsed!(text, "UTC DateTime", :non_utc_offset)
      {:error, reason} -> unparsed!(text, "UTC DateTime", reason)
    end
  end

  defp parsed!({:ok, value}, _text, _kind), do: Macro.escape(value)
  defp parsed!({:error, reason}, text, kind), do: unparsed!(text, kind, reason)

  defp unparsed!(text, kind, reason) do
    raise ArgumentError, "cannot parse #{inspect(text)} as #{kind} for Calendar.ISO, reason: #{inspect(reason)}"
  end
end

# Strings: thin functions over the natives of :pyex_string, which work on whole strings at once.
defmodule String do
  @moduledoc """
  Functions for strings: binaries in UTF-8.

  Lengths and positions count graphemes, what a reader takes for one character, even where it is written with several code points:

      iex> String.length("noe\\u0308l")
      4
      iex> byte_size("noe\\u0308l")
      6
      iex> String.reverse("noe\\u0308l") |> String.first()
      "l"

  Positions count from 0, negative ones from the end.
  """

  @type t :: binary
  @type codepoint :: t
  @type grapheme :: t
  @type pattern :: t | [t] | tuple

  defguardp is_pattern(pattern) when is_binary(pattern) or is_list(pattern) or is_tuple(pattern)

  # ---- Parts --------------------------------------------------------------------------------------------------------

  @doc """
  The grapheme at a position, or nil.

      iex> String.at("keyboard", -1)
      "d"
      iex> String.at("key", 5)
      nil
  """
  @spec at(t, integer) :: grapheme | nil
  def at(string, position) when is_binary(string) and is_integer(position), do: :pyex_string.at(string, position)

  @doc """
  The first grapheme, or nil.

      iex> String.first("key")
      "k"
  """
  @spec first(t) :: grapheme | nil
  def first(string) when is_binary(string), do: :pyex_string.at(string, 0)

  @doc """
  The last grapheme, or nil.

      iex> String.last("key")
      "y"
  """
  @spec last(t) :: grapheme | nil
  def last(string) when is_binary(string), do: :pyex_string.at(string, -1)

  @doc """
  The number of graphemes.

      iex> String.length("été")
      3
  """
  @spec length(t) :: non_neg_integer
  def length(string) when is_binary(string), do: :pyex_string.length(string)

  @doc """
  The list of the graphemes.

      iex> String.graphemes("né!")
      ["n", "é", "!"]
  """
  @spec graphemes(t) :: [grapheme]
  def graphemes(string) when is_binary(string), do: :pyex_string.graphemes(string)

  @doc """
  The list of the code points, each as a string.

      iex> String.codepoints("olá")
      ["o", "l", "á"]
  """
  @spec codepoints(t) :: [codepoint]
  def codepoints(string) when is_binary(string), do: :pyex_string.codepoints(string)

  @doc """
  The first grapheme and the rest, or nil for an empty string.

      iex> String.next_grapheme("olá")
      {"o", "lá"}
  """
  @spec next_grapheme(t) :: {grapheme, t} | nil
  def next_grapheme(string) when is_binary(string), do: :pyex_string.next_grapheme(string)

  @doc """
  The first code point and the rest, or nil for an empty string.

      iex> String.next_codepoint("olá")
      {"o", "lá"}
  """
  @spec next_codepoint(t) :: {codepoint, t} | nil
  def next_codepoint(string) when is_binary(string), do: :pyex_string.next_codepoint(string)

  @doc """
  `length` graphemes from `start` on.

      iex> String.slice("keyboard", -5, 3)
      "boa"
  """
  @spec slice(t, integer, non_neg_integer) :: t
  def slice(string, start, length)
      when is_binary(string) and is_integer(start) and is_integer(length) and length >= 0 do
    :pyex_string.slice(string, start, length)
  end

  @doc """
  The graphemes at the positions of a range.

      iex> String.slice("keyboard", 1..3)
      "eyb"
      iex> String.slice("keyboard", 3..-2//1)
      "boar"
      iex> String.slice("keyboard", 0..-1//2)
      "kyor"
  """
  @spec slice(t, Range.t()) :: t
  def slice(string, %{__struct__: Range, first: first, last: last} = range) when is_binary(string) do
    size = :pyex_string.length(string)
    first = if first < 0, do: max(first + size, 0), else: first
    last = if last < 0, do: last + size, else: last

    case step(range) do
      1 -> :pyex_string.slice(string, first, max(last - first + 1, 0))
      step -> string |> :pyex_string.slice(first, max(last - first + 1, 0)) |> every(step)
    end
  end

  defp step(%{step: step}) when step > 0, do: step
  defp step(%{step: -1, first: first, last: last}) when last < 0 or first > last, do: 1

  defp step(%{} = range) do
    raise ArgumentError, "String.slice/2 does not accept ranges with negative steps, got: #{inspect(range)}"
  end

  defp every(string, step), do: string |> :pyex_string.graphemes() |> Enum.take_every(step) |> :erlang.iolist_to_binary()

  @doc """
  The string before and after a position.

      iex> String.split_at("waterfall", 5)
      {"water", "fall"}
      iex> String.split_at("waterfall", -4)
      {"water", "fall"}
  """
  @spec split_at(t, integer) :: {t, t}
  def split_at(string, position) when is_binary(string) and is_integer(position) do
    size = :pyex_string.length(string)
    position = if position < 0, do: max(position + size, 0), else: position
    {:pyex_string.slice(string, 0, position), :pyex_string.slice(string, position, size)}
  end

  @doc """
  The bytes from a place on, cut so that no character is broken.

      iex> String.byte_slice("olá", 0, 3)
      "ol"
  """
  @spec byte_slice(t, integer, non_neg_integer) :: t
  def byte_slice(string, start, bytes)
      when is_binary(string) and is_integer(start) and is_integer(bytes) and bytes >= 0 do
    size = byte_size(string)
    start = if start < 0, do: max(start + size, 0), else: min(start, size)
    :pyex_string.whole(binary_part(string, start, min(bytes, size - start)))
  end

  # ---- Splitting and joining ----------------------------------------------------------------------------------------

  @doc """
  The words between whitespace.

      iex> String.split("  one two   three ")
      ["one", "two", "three"]
  """
  @spec split(t) :: [t]
  def split(binary) when is_binary(binary), do: :pyex_string.split(binary)

  @doc """
  The parts between a string, one of a list of strings, or a regular expression.

  Options: `:parts` (how many there may be at most), `:trim` (leave out empty ones). With a regular expression also those
  of `Regex.split/3`. An empty string as the pattern gives the graphemes.

      iex> String.split("a,b,,c", ",")
      ["a", "b", "", "c"]
      iex> String.split("a,b,,c", ",", trim: true)
      ["a", "b", "c"]
      iex> String.split("2024-05-06", "-", parts: 2)
      ["2024", "05-06"]
      iex> String.split("a1b2c", ["1", "2"])
      ["a", "b", "c"]
      iex> String.split("a1b22c", ~r/\\d+/)
      ["a", "b", "c"]
  """
  @spec split(t, pattern | Regex.t(), keyword) :: [t]
  def split(string, pattern, options \\ [])

  def split(string, %{__struct__: Regex} = pattern, options) when is_binary(string) and is_list(options) do
    Regex.split(pattern, string, options)
  end

  def split(string, "", options) when is_binary(string) and is_list(options), do: split_parts(string, "", options)
  def split(string, [], options) when is_binary(string) and is_list(options), do: if(string == "" and options[:trim], do: [], else: [string])

  def split(string, pattern, options) when is_binary(string) and is_list(options) and is_pattern(pattern) do
    split_parts(string, pattern, options)
  end

  defp split_parts(string, pattern, options) do
    :pyex_string.split(string, pattern, parts(Keyword.get(options, :parts, :infinity)), Keyword.get(options, :trim, false))
  end

  defp parts(:infinity), do: :infinity
  defp parts(count) when is_integer(count) and count > 0, do: count

  @doc """
  The parts as `split/3` gives them, each made when it is asked for. The option is `:trim`.

      iex> String.splitter("1,2 3,4", [" ", ","]) |> Enum.take(3)
      ["1", "2", "3"]
  """
  @spec splitter(t, pattern, keyword) :: Enumerable.t()
  def splitter(string, pattern, options \\ [])

  def splitter(string, "", options) when is_binary(string) do
    Stream.concat([split(string, "", options)])
  end

  def splitter(string, pattern, options) when is_binary(string) and is_list(options) do
    trim = Keyword.get(options, :trim, false)
    parts = Stream.unfold(string, &next_part(&1, pattern))
    if trim, do: Stream.reject(parts, &(&1 == "")), else: parts
  end

  defp next_part(:done, _pattern), do: nil

  defp next_part(string, pattern) do
    case :pyex_string.places(string, pattern) do
      {before, _found, rest} -> {before, rest}
      nil -> {string, :done}
    end
  end

  @doc """
  The string `n` times.

      iex> String.duplicate("=-", 4)
      "=-=-=-=-"
  """
  @compile {:inline, duplicate: 2}
  @spec duplicate(t, non_neg_integer) :: t
  def duplicate(subject, n) when is_binary(subject), do: :binary.copy(subject, n)

  @doc """
  Cuts a string where what it holds changes between printable and not (`:printable`), or between valid and not (`:valid`).

      iex> String.chunk("abc\\0def", :printable)
      ["abc", <<0>>, "def"]
  """
  @spec chunk(t, :valid | :printable) :: [t]
  def chunk(string, trait)
  def chunk("", _trait), do: []

  def chunk(string, trait) when is_binary(string) and trait in [:valid, :printable] do
    test = if trait == :valid, do: &valid?/1, else: &printable?/1

    string
    |> :pyex_string.codepoints()
    |> Enum.chunk_by(test)
    |> Enum.map(&:erlang.iolist_to_binary/1)
  end

  # ---- Case and whitespace ------------------------------------------------------------------------------------------

  @doc """
  The string in upper case. The mode is `:default`, `:ascii` (only a to z), `:greek` or `:turkic`.

      iex> String.upcase("straße")
      "STRASSE"
      iex> String.upcase("é and e", :ascii)
      "é AND E"
  """
  @spec upcase(t, :default | :ascii | :greek | :turkic) :: t
  def upcase(string, mode \\ :default)
  def upcase("", _mode), do: ""
  def upcase(string, :default) when is_binary(string), do: :pyex_string.upcase(string, :default)
  def upcase(string, :ascii) when is_binary(string), do: :pyex_string.upcase(string, :ascii)

  def upcase(string, mode) when is_binary(string) and (mode === :greek or mode === :turkic) do
    :pyex_string.upcase(string, mode)
  end

  @doc """
  The string in lower case. The mode is `:default`, `:ascii`, `:greek` (which knows the sigma at the end of a word) or `:turkic`.

      iex> String.downcase("OLÁ")
      "olá"
      iex> String.downcase("ΣΑΣ", :greek)
      "σας"
  """
  @spec downcase(t, :default | :ascii | :greek | :turkic) :: t
  def downcase(string, mode \\ :default)
  def downcase("", _mode), do: ""
  def downcase(string, :default) when is_binary(string), do: :pyex_string.downcase(string, :default)
  def downcase(string, :ascii) when is_binary(string), do: :pyex_string.downcase(string, :ascii)
  def downcase(string, :greek) when is_binary(string), do: :pyex_string.downcase(string, :greek)
  def downcase(string, :turkic) when is_binary(string), do: :pyex_string.downcase(string, :turkic)

  @doc """
  The first grapheme in upper case, the rest in lower case.

      iex> String.capitalize("éCLAIR")
      "Éclair"
  """
  @spec capitalize(t, :default | :ascii | :greek | :turkic) :: t
  def capitalize(string, mode \\ :default)

  def capitalize(string, mode) when is_binary(string) and mode in [:default, :ascii, :greek, :turkic] do
    :pyex_string.capitalize(string, mode)
  end

  @doc """
  The string without whitespace at its ends.

      iex> String.trim("  padded\\n")
      "padded"
  """
  @spec trim(t) :: t
  def trim(string) when is_binary(string), do: :pyex_string.trim(string, :both)

  @doc """
  The string without all repetitions of another one at its ends.

      iex> String.trim("--title--", "-")
      "title"
  """
  @spec trim(t, t) :: t
  def trim(string, to_trim) when is_binary(string) and is_binary(to_trim) do
    string |> trim_leading(to_trim) |> trim_trailing(to_trim)
  end

  @doc """
  The string without whitespace at its beginning.

      iex> String.trim_leading("  a ")
      "a "
  """
  @spec trim_leading(t) :: t
  def trim_leading(string) when is_binary(string), do: :pyex_string.trim(string, :leading)

  @doc """
  The string without all repetitions of another one at its beginning.

      iex> String.trim_leading("007", "0")
      "7"
  """
  @spec trim_leading(t, t) :: t
  def trim_leading(string, to_trim) when is_binary(string) and is_binary(to_trim) do
    :pyex_string.without(string, not_empty!(to_trim), :leading)
  end

  @doc """
  The string without whitespace at its end.

      iex> String.trim_trailing(" a  ")
      " a"
  """
  @spec trim_trailing(t) :: t
  def trim_trailing(string) when is_binary(string), do: :pyex_string.trim(string, :trailing)

  @doc """
  The string without all repetitions of another one at its end.

      iex> String.trim_trailing("wow!!!", "!")
      "wow"
  """
  @spec trim_trailing(t, t) :: t
  def trim_trailing(string, to_trim) when is_binary(string) and is_binary(to_trim) do
    :pyex_string.without(string, not_empty!(to_trim), :trailing)
  end

  defp not_empty!(""), do: raise(ArgumentError, "cannot use an empty string as the match to replace")
  defp not_empty!(match), do: match

  @doc """
  The string filled up to `count` graphemes at its beginning, with spaces, a string, or the strings of a list by turns.

      iex> String.pad_leading("7", 3, "0")
      "007"
      iex> String.pad_leading("7", 3)
      "  7"
  """
  @spec pad_leading(t, non_neg_integer, t | [t]) :: t
  def pad_leading(string, count, padding \\ [" "])

  def pad_leading(string, count, padding) when is_binary(padding) do
    pad_leading(string, count, :pyex_string.graphemes(padding))
  end

  def pad_leading(string, count, [_ | _] = padding) when is_binary(string) and is_integer(count) and count >= 0 do
    :erlang.iolist_to_binary([padding(string, count, padding), string])
  end

  @doc """
  The string filled up to `count` graphemes at its end, with spaces, a string, or the strings of a list by turns.

      iex> String.pad_trailing("ab", 6, [".", "-"])
      "ab.-.-"
  """
  @spec pad_trailing(t, non_neg_integer, t | [t]) :: t
  def pad_trailing(string, count, padding \\ [" "])

  def pad_trailing(string, count, padding) when is_binary(padding) do
    pad_trailing(string, count, :pyex_string.graphemes(padding))
  end

  def pad_trailing(string, count, [_ | _] = padding) when is_binary(string) and is_integer(count) and count >= 0 do
    :erlang.iolist_to_binary([string, padding(string, count, padding)])
  end

  defp padding(string, count, padding), do: fill(count - :pyex_string.length(string), padding, padding)

  defp fill(count, _, _) when count <= 0, do: []
  defp fill(count, [text | rest], all) when is_binary(text), do: [text | fill(count - 1, rest, all)]
  defp fill(count, [], all), do: fill(count, all, all)
  defp fill(_, [other | _], _), do: raise(ArgumentError, "expected a string padding element, got: #{inspect(other)}")

  @doc """
  The graphemes from the last to the first.

      iex> String.reverse("été 1")
      "1 été"
  """
  @spec reverse(t) :: t
  def reverse(string) when is_binary(string), do: :pyex_string.reverse(string)

  # ---- Replacing ----------------------------------------------------------------------------------------------------

  @doc """
  The string with a pattern (a string, one of a list, a regular expression) replaced by a string, or by what a function makes of
  the part that was found. `global: false` replaces only the first one.

      iex> String.replace("banana", "an", "AN")
      "bANANa"
      iex> String.replace("banana", "an", "AN", global: false)
      "bANana"
      iex> String.replace("banana", ["a", "n"], &String.upcase/1)
      "bANANA"
      iex> String.replace("room 12", ~r/\\d+/, fn n -> "<" <> n <> ">" end)
      "room <12>"
  """
  @spec replace(t, pattern | Regex.t(), t | (t -> t | iodata), keyword) :: t
  def replace(subject, pattern, replacement, options \\ [])
      when is_binary(subject) and (is_binary(replacement) or is_function(replacement, 1)) and is_list(options) do
    replace_guarded(subject, pattern, replacement, options)
  end

  defp replace_guarded(subject, %{__struct__: Regex} = regex, replacement, options) do
    Regex.replace(regex, subject, replacement, options)
  end

  defp replace_guarded(subject, [], _replacement, _options), do: subject

  defp replace_guarded(subject, pattern, replacement, [_ | _] = options) when is_binary(replacement) and is_pattern(pattern) do
    case Keyword.fetch(options, :insert_replaced) do
      {:ok, places} ->
        global = if Keyword.get(options, :global, true), do: [:global], else: []
        :binary.replace(subject, pattern, replacement, [{:insert_replaced, places} | global])

      :error ->
        :pyex_string.replace(subject, pattern, replacement, Keyword.get(options, :global, true))
    end
  end

  defp replace_guarded(subject, pattern, replacement, []) when is_binary(replacement) and is_pattern(pattern) do
    :pyex_string.replace(subject, pattern, replacement, true)
  end

  defp replace_guarded(subject, pattern, replacement, options) when is_pattern(pattern) do
    parts = if Keyword.get(options, :global, true), do: replaced(subject, pattern, replacement), else: once(subject, pattern, replacement)
    :erlang.iolist_to_binary(parts)
  end

  defp replaced(subject, "", fun), do: [Enum.map(:pyex_string.graphemes(subject), &[fun.(""), &1]), fun.("")]

  defp replaced(subject, pattern, fun) do
    case :pyex_string.places(subject, pattern) do
      {before, found, rest} -> [before, fun.(found) | replaced(rest, pattern, fun)]
      nil -> [subject]
    end
  end

  defp once(subject, pattern, fun) do
    case :pyex_string.places(subject, pattern) do
      {before, found, rest} -> [before, fun.(found), rest]
      nil -> [subject]
    end
  end

  @doc """
  The string with each repetition of `match` at its beginning replaced.

      iex> String.replace_leading("0012", "0", "o")
      "oo12"
  """
  @spec replace_leading(t, t, t) :: t
  def replace_leading(string, match, replacement)
      when is_binary(string) and is_binary(match) and is_binary(replacement) do
    {count, rest} = :pyex_string.repetitions(string, not_empty!(match), :leading)
    :binary.copy(replacement, count) <> rest
  end

  @doc """
  The string with each repetition of `match` at its end replaced.

      iex> String.replace_trailing("wow!!", "!", "?")
      "wow??"
  """
  @spec replace_trailing(t, t, t) :: t
  def replace_trailing(string, match, replacement)
      when is_binary(string) and is_binary(match) and is_binary(replacement) do
    {count, rest} = :pyex_string.repetitions(string, not_empty!(match), :trailing)
    rest <> :binary.copy(replacement, count)
  end

  @doc """
  The string with `match` at its beginning, if it is there, replaced.

      iex> String.replace_prefix("world", "", "hello ")
      "hello world"
      iex> String.replace_prefix("hello world", "hello ", "")
      "world"
  """
  @spec replace_prefix(t, t, t) :: t
  def replace_prefix(string, match, replacement)
      when is_binary(string) and is_binary(match) and is_binary(replacement) do
    size = byte_size(match)

    case string do
      <<^match::binary-size(size), rest::binary>> -> replacement <> rest
      _ -> string
    end
  end

  @doc """
  The string with `match` at its end, if it is there, replaced.

      iex> String.replace_suffix("world", "ld", "th")
      "worth"
  """
  @spec replace_suffix(t, t, t) :: t
  def replace_suffix(string, match, replacement)
      when is_binary(string) and is_binary(match) and is_binary(replacement) do
    if :pyex_string.ends_with?(string, match) do
      binary_part(string, 0, byte_size(string) - byte_size(match)) <> replacement
    else
      string
    end
  end

  @doc """
  The string with all bytes that are no UTF-8 replaced.

      iex> String.replace_invalid("a" <> <<255>>, "?")
      "a?"
  """
  @spec replace_invalid(binary, t) :: t
  def replace_invalid(bytes, replacement \\ "\uFFFD") when is_binary(bytes) and is_binary(replacement) do
    :pyex_string.replace_invalid(bytes, replacement)
  end

  # ---- Questions ----------------------------------------------------------------------------------------------------

  @doc """
  Whether the string holds another one, or one of a list.

      iex> String.contains?("library", "bra")
      true
      iex> String.contains?("library", ["x", "lib"])
      true
  """
  @spec contains?(t, pattern) :: boolean
  def contains?(string, contents) when is_binary(string) and is_pattern(contents), do: :pyex_string.contains?(string, contents)

  @doc """
  Whether the string begins with another one, or one of a list.

      iex> String.starts_with?("library", ["lab", "lib"])
      true
  """
  @spec starts_with?(t, t | [t]) :: boolean
  def starts_with?(string, prefix) when is_binary(string) and (is_binary(prefix) or is_list(prefix)) do
    :pyex_string.starts_with?(string, prefix)
  end

  @doc """
  Whether the string ends with another one, or one of a list.

      iex> String.ends_with?("library", "ary")
      true
  """
  @spec ends_with?(t, t | [t]) :: boolean
  def ends_with?(string, suffix) when is_binary(string) and (is_binary(suffix) or is_list(suffix)) do
    :pyex_string.ends_with?(string, suffix)
  end

  @doc """
  Whether a regular expression matches.

      iex> String.match?("room 12", ~r/room \\d+/)
      true
  """
  @spec match?(t, Regex.t()) :: boolean
  def match?(string, regex) when is_binary(string), do: Regex.match?(regex, string)

  @doc """
  Whether two strings are the same characters, however they are encoded.

      iex> String.equivalent?("e\\u0301", "é")
      true
  """
  @spec equivalent?(t, t) :: boolean
  def equivalent?(string1, string2) when is_binary(string1) and is_binary(string2) do
    normalize(string1, :nfd) == normalize(string2, :nfd)
  end

  @doc """
  Whether a binary is UTF-8.

      iex> String.valid?("olá")
      true
      iex> String.valid?(<<255>>)
      false
  """
  @spec valid?(t, :default | :fast_ascii) :: boolean
  def valid?(string, algorithm \\ :default)
  def valid?(string, mode) when is_binary(string) and mode in [:default, :fast_ascii], do: :pyex_string.valid?(string)

  @doc """
  Whether all characters (or the first `limit`) are printable.

      iex> String.printable?("olá")
      true
      iex> String.printable?("a\\0")
      false
  """
  @spec printable?(t, non_neg_integer | :infinity) :: boolean
  def printable?(string, character_limit \\ :infinity)

  def printable?(string, limit) when is_binary(string) and (limit == :infinity or (is_integer(limit) and limit >= 0)) do
    :pyex_string.printable?(string, limit)
  end

  @doc """
  The string in one of Unicode's normal forms: `:nfc`, `:nfd`, `:nfkc` or `:nfkd`.

      iex> String.normalize("e\\u0301", :nfc)
      "é"
  """
  @spec normalize(t, :nfd | :nfc | :nfkd | :nfkc) :: t
  def normalize(string, form) when is_binary(string) and form in [:nfc, :nfd, :nfkc, :nfkd] do
    :pyex_string.normalize(string, form)
  end

  # ---- Likeness -----------------------------------------------------------------------------------------------------

  @doc """
  How alike two strings are by Jaro's measure, from 0.0 to 1.0.

      iex> String.jaro_distance("planet", "plant")
      0.9444444444444445
  """
  @spec jaro_distance(t, t) :: float
  def jaro_distance(string1, string2)
  def jaro_distance(string, string), do: 1.0
  def jaro_distance(_string, ""), do: 0.0
  def jaro_distance("", _string), do: 0.0
  def jaro_distance(string1, string2) when is_binary(string1) and is_binary(string2), do: :pyex_string.jaro(string1, string2)

  @doc """
  How alike two strings are as bags of graphemes, from 0.0 to 1.0.

      iex> String.bag_distance("abc", "abd")
      0.6666666666666667
  """
  @spec bag_distance(t, t) :: float
  def bag_distance(string1, string2)
  def bag_distance(_string, ""), do: 0.0
  def bag_distance("", _string), do: 0.0
  def bag_distance(string1, string2) when is_binary(string1) and is_binary(string2), do: :pyex_string.bag(string1, string2)

  @doc """
  The steps that turn one string into another.

      iex> String.myers_difference("kitten", "sitting")
      [del: "k", ins: "s", eq: "itt", del: "e", ins: "i", eq: "n", ins: "g"]
  """
  @spec myers_difference(t, t) :: [{:eq | :ins | :del, t}]
  def myers_difference(string1, string2) when is_binary(string1) and is_binary(string2) do
    for {kind, parts} <- List.myers_difference(graphemes(string1), graphemes(string2)) do
      {kind, :erlang.iolist_to_binary(parts)}
    end
  end

  # ---- Conversions --------------------------------------------------------------------------------------------------

  @doc """
  The atom of a name.

      iex> String.to_atom("hello world")
      :"hello world"
  """
  @spec to_atom(t) :: atom
  def to_atom(string), do: :erlang.binary_to_atom(string)

  @doc """
  The atom of a name, if it exists already.

      iex> String.to_existing_atom("ok")
      :ok
  """
  @spec to_existing_atom(t) :: atom
  def to_existing_atom(string), do: :erlang.binary_to_existing_atom(string)

  @doc """
  The list of the code points as numbers.

      iex> String.to_charlist("né")
      [110, 233]
  """
  @spec to_charlist(t) :: charlist
  def to_charlist(string) when is_binary(string) do
    case :unicode.characters_to_list(string) do
      result when is_list(result) -> result
      {:error, encoded, rest} -> raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :invalid
      {:incomplete, encoded, rest} -> raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :incomplete
    end
  end

  @doc false
  @deprecated "Use String.to_charlist/1 instead"
  def to_char_list(string), do: String.to_charlist(string)

  @doc false
  @deprecated "Use String.trim/1 instead"
  def strip(string), do: trim(string)

  @doc """
  The integer that a string writes.

      iex> String.to_integer("-42")
      -42
  """
  @spec to_integer(t) :: integer
  def to_integer(string), do: :erlang.binary_to_integer(string)

  @doc """
  The integer that a string writes in a base from 2 to 36.

      iex> String.to_integer("ff", 16)
      255
  """
  @spec to_integer(t, 2..36) :: integer
  def to_integer(string, base), do: :erlang.binary_to_integer(string, base)

  @doc """
  The float that a string writes, which must have a decimal point.

      iex> String.to_float("2.5e3")
      2500.0
  """
  @spec to_float(t) :: float
  def to_float(string), do: :erlang.binary_to_float(string)
end

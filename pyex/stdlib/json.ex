defmodule JSON do
  @moduledoc ~S"""
  Texts in JSON from terms, and back.

      iex> JSON.encode!(%{name: "Ada", tags: ["x", 1.5, nil]})
      ~S({"name":"Ada","tags":["x",1.5,null]})
      iex> JSON.decode("[1, true, null]")
      {:ok, [1, true, nil]}

  | Elixir | JSON | back in Elixir |
  | ------ | ---- | -------------- |
  | integer, float | number | integer, float |
  | `true`, `false`, `nil` | `true`, `false`, `null` | the same |
  | binary | string | binary |
  | other atom | string | binary |
  | list | array | list |
  | map | object, its keys as strings | map with binaries as keys |
  | `Date`, `Time`, `NaiveDateTime`, `DateTime`, `Duration` | string as of ISO 8601 | binary |
  | other struct | what its `JSON.Encoder` says | map |

  Tuples (and so keyword lists) have no form in JSON.
  """

  @typedoc "Why a text is no JSON: it ends too early, a byte may not stand there, or an escape means no character."
  @type decode_error_reason ::
          {:unexpected_end, non_neg_integer()}
          | {:invalid_byte, non_neg_integer(), byte()}
          | {:unexpected_sequence, non_neg_integer(), binary()}

  @typedoc "What `decode/3` calls for the parts of a text."
  @type decoders :: [
          array_start: (acc() -> acc()),
          array_push: (value(), acc() -> acc()),
          array_finish: (acc(), acc() -> {value(), acc()}),
          object_start: (acc() -> acc()),
          object_push: (binary(), value(), acc() -> acc()),
          object_finish: (acc(), acc() -> {value(), acc()}),
          float: (binary() -> term()),
          integer: (binary() -> term()),
          string: (binary() -> term()),
          null: term()
        ]

  @type acc :: term()
  @type value :: term()
  @type encoder :: (term(), encoder() -> iodata())

  @doc """
  The term that a text stands for.

      iex> JSON.decode(~S({"ok": true}))
      {:ok, %{"ok" => true}}
      iex> JSON.decode("[1, ?]")
      {:error, {:invalid_byte, 4, 63}}
      iex> JSON.decode("[1,")
      {:error, {:unexpected_end, 3}}
  """
  @spec decode(binary()) :: {:ok, term()} | {:error, decode_error_reason()}
  def decode(binary) when is_binary(binary), do: :pyex_json.decode(binary)

  @doc """
  The first value of a text, made by functions of one's own; the answer is `{value, acc, rest of the text}`.

  The decoders are named in `t:decoders/0`; those that are left out do what `decode/1` does, with lists as accumulators.
  `array_start` and `object_start` get the accumulator around the container, and answer that within it; `array_finish` and
  `object_finish` get both.

      iex> JSON.decode(~S([1.0, {"a": null}] and more), :outside, null: :nothing, float: &Function.identity/1)
      {["1.0", %{"a" => :nothing}], :outside, " and more"}
      iex> JSON.decode("[1, [2]]", 0, array_push: fn value, sum -> value + sum end, array_start: fn _ -> 0 end, array_finish: fn sum, old -> {sum, old} end)
      {3, 0, ""}
  """
  @spec decode(binary(), term(), decoders()) :: {term(), term(), binary()} | {:error, decode_error_reason()}
  def decode(binary, acc, decoders) when is_binary(binary) and is_list(decoders) do
    case :pyex_json.scan(binary) do
      {:ok, events, rest} -> events |> fold(acc, [], Map.merge(defaults(), Map.new(decoders))) |> Tuple.append(rest)
      error -> error
    end
  end

  defp defaults do
    %{
      array_start: fn _ -> [] end,
      array_push: &[&1 | &2],
      array_finish: &{Enum.reverse(&1), &2},
      object_start: fn _ -> [] end,
      object_push: &[{&1, &2} | &3],
      object_finish: &{Map.new(&1), &2},
      float: &String.to_float/1,
      integer: &String.to_integer/1,
      string: & &1,
      null: nil
    }
  end

  # around: for each open container the accumulator outside of it, and how a member is put into it
  defp fold([{:array_start} | events], acc, around, decoders) do
    fold(events, decoders.array_start.(acc), [{acc, decoders.array_push} | around], decoders)
  end

  defp fold([{:object_start} | events], acc, around, decoders) do
    fold(events, decoders.object_start.(acc), [{acc, nil} | around], decoders)
  end

  defp fold([{:key, key} | events], acc, [{old, _} | around], decoders) do
    fold(events, acc, [{old, &decoders.object_push.(key, &1, &2)} | around], decoders)
  end

  defp fold([{:array_finish} | events], acc, [{old, _} | around], decoders) do
    {value, acc} = decoders.array_finish.(acc, old)
    put(value, events, acc, around, decoders)
  end

  defp fold([{:object_finish} | events], acc, [{old, _} | around], decoders) do
    {value, acc} = decoders.object_finish.(acc, old)
    put(value, events, acc, around, decoders)
  end

  defp fold([{:literal, nil} | events], acc, around, decoders), do: put(decoders.null, events, acc, around, decoders)
  defp fold([{:literal, value} | events], acc, around, decoders), do: put(value, events, acc, around, decoders)

  defp fold([{kind, text} | events], acc, around, decoders) do
    put(Map.fetch!(decoders, kind).(text), events, acc, around, decoders)
  end

  defp put(value, [], acc, [], _decoders), do: {value, acc}
  defp put(value, events, acc, [{_, push} | _] = around, decoders), do: fold(events, push.(value, acc), around, decoders)

  @doc """
  As `decode/1`, but raises `JSON.DecodeError` for what is no JSON.

      iex> JSON.decode!("3")
      3
  """
  @spec decode!(binary()) :: term()
  def decode!(binary) when is_binary(binary) do
    case decode(binary) do
      {:ok, term} -> term
      {:error, reason} -> raise JSON.DecodeError, data: binary, reason: reason
    end
  end

  @doc ~S"""
  The text of a term.

  `encoder` is called for each value, with itself as second argument: so a function of one's own can treat some values in a way
  of its own, and leave the others to `protocol_encode/2`.

      iex> JSON.encode!([1, "two", %{three: nil}])
      ~S([1,"two",{"three":null}])
      iex> JSON.encode!({:a, "tuple"}, fn
      ...>   tuple, encoder when is_tuple(tuple) -> JSON.protocol_encode(Tuple.to_list(tuple), encoder)
      ...>   other, encoder -> JSON.protocol_encode(other, encoder)
      ...> end)
      ~S(["a","tuple"])
  """
  @spec encode!(term(), encoder()) :: binary()
  def encode!(term, encoder \\ &protocol_encode/2), do: IO.iodata_to_binary(encoder.(term, encoder))

  @doc """
  As `encode!/2`, but as iodata, which files and sockets take as it is.

      iex> IO.iodata_to_binary(JSON.encode_to_iodata!([1, [2]]))
      "[1,[2]]"
  """
  @spec encode_to_iodata!(term(), encoder()) :: iodata()
  def encode_to_iodata!(term, encoder \\ &protocol_encode/2), do: encoder.(term, encoder)

  @doc """
  The usual encoder: plain values are written at once, structs by `JSON.Encoder`.

      iex> IO.iodata_to_binary(JSON.protocol_encode(:word, &JSON.protocol_encode/2))
      ~S("word")
  """
  @spec protocol_encode(term(), encoder()) :: iodata()
  def protocol_encode(nil, _encoder), do: "null"
  def protocol_encode(word, _encoder) when is_boolean(word), do: Atom.to_string(word)
  def protocol_encode(atom, encoder) when is_atom(atom), do: encoder.(Atom.to_string(atom), encoder)
  def protocol_encode(text, _encoder) when is_binary(text), do: :pyex_json.quote(text)
  def protocol_encode(number, _encoder) when is_integer(number), do: Integer.to_string(number)
  def protocol_encode(number, _encoder) when is_float(number), do: Float.to_string(number)
  def protocol_encode([], _encoder), do: "[]"
  def protocol_encode([first | rest], encoder), do: [?[, encoder.(first, encoder) | elements(rest, encoder)]
  def protocol_encode(map, encoder) when is_map(map) and not is_struct(map), do: object(Map.to_list(map), encoder)
  def protocol_encode(other, encoder), do: JSON.Encoder.encode(other, encoder)

  defp elements([], _encoder), do: ~c"]"
  defp elements([first | rest], encoder), do: [?,, encoder.(first, encoder) | elements(rest, encoder)]

  @doc false
  def object([], _encoder), do: "{}"
  def object([pair | rest], encoder), do: [?{, member(pair, encoder) | members(rest, encoder)]

  defp members([], _encoder), do: ~c"}"
  defp members([pair | rest], encoder), do: [?,, member(pair, encoder) | members(rest, encoder)]

  # Whatever can be made a string may be a key.
  defp member({key, value}, encoder), do: [encoder.(String.Chars.to_string(key), encoder), ?:, encoder.(value, encoder)]
end

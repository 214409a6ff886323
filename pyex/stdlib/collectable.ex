# The protocol behind Enum.into and `for ... into:`, and what it is for the language's own collections.
defprotocol Collectable do
  @moduledoc """
  What elements can be put into: this is what `Enum.into/2` and the `:into` option of `for` ask.

      iex> Enum.into([a: 1], %{b: 2})
      %{a: 1, b: 2}
      iex> for word <- ["tea", "cup"], into: "", do: word <> "."
      "tea.cup."
  """

  @typedoc "What the function of `into/1` is called with: an element, the end, or the end before time."
  @type command :: {:cont, term} | :done | :halt

  @doc """
  Gives `{initial accumulator, collecting function}`. The function is called with the accumulator and `{:cont, element}`
  for each element, at the end with `:done`, when it gives the collection, or with `:halt` when nothing comes of it.

      iex> {acc, collect} = Collectable.into(%{})
      iex> acc = collect.(acc, {:cont, {:a, 1}})
      iex> collect.(acc, :done)
      %{a: 1}
  """
  def into(collectable)
end

defimpl Collectable, for: List do
  def into(list) do
    if list != [] do
      IO.warn(
        "the Collectable protocol is deprecated for non-empty lists. The behavior of " <>
          "Enum.into/2 and \"for\" comprehensions with an :into option is incorrect " <>
          "when collecting into non-empty lists. If you're collecting into a non-empty keyword " <>
          "list, consider using Keyword.merge/2 instead. If you're collecting into a non-empty " <>
          "list, consider concatenating the two lists with the ++ operator."
      )
    end

    collect = fn
      acc, {:cont, element} -> [element | acc]
      acc, :done -> list ++ :lists.reverse(acc)
      _acc, :halt -> :ok
    end

    {[], collect}
  end
end

defimpl Collectable, for: BitString do
  def into(binary) when is_binary(binary) do
    collect = fn
      acc, {:cont, element} when is_binary(element) and is_list(acc) -> [element | acc]
      acc, {:cont, element} when is_bitstring(element) and is_bitstring(acc) -> <<acc::bitstring, element::bitstring>>
      acc, {:cont, element} when is_bitstring(element) -> <<joined(acc)::bitstring, element::bitstring>>
      acc, :done when is_bitstring(acc) -> acc
      acc, :done -> joined(acc)
      _acc, :halt -> :ok
    end

    {[binary], collect}
  end

  def into(bitstring) do
    collect = fn
      acc, {:cont, element} when is_bitstring(element) -> <<acc::bitstring, element::bitstring>>
      acc, :done -> acc
      _acc, :halt -> :ok
    end

    {bitstring, collect}
  end

  defp joined(acc), do: :erlang.iolist_to_binary(:lists.reverse(acc))
end

defimpl Collectable, for: Map do
  def into(map) do
    collect = fn
      acc, {:cont, {key, value}} -> :maps.put(key, value, acc)
      _acc, {:cont, other} -> not_a_pair(other)
      acc, :done -> acc
      _acc, :halt -> :ok
    end

    {map, collect}
  end

  defp not_a_pair(other) do
    raise ArgumentError,
          "collecting into a map requires {key, value} tuples, got: #{inspect(other)}"
  end
end

defimpl Collectable, for: MapSet do
  def into(%MapSet{map: map}) do
    collect = fn
      acc, {:cont, element} -> :maps.put(element, [], acc)
      acc, :done -> %MapSet{map: acc}
      _acc, :halt -> :ok
    end

    {map, collect}
  end
end

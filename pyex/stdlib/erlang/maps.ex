# The functions of Erlang's :maps that call functions; the others are natives (natives/maps.py).
defmodule :maps do
  @moduledoc """
  Functions for maps (as Erlang's `:maps`), with the function as first argument.

      iex> :maps.map(fn _key, n -> n * 10 end, %{a: 1, b: 2})
      %{a: 10, b: 20}
  """

  @doc """
  Gives each key the value that `fun` makes of both.

      iex> :maps.map(fn key, n -> {key, n} end, %{a: 1})
      %{a: {:a, 1}}
  """
  def map(fun, map) when is_function(fun, 2), do: map_pairs(pairs(map), fun, [])

  defp map_pairs([{key, value} | rest], fun, done), do: map_pairs(rest, fun, [{key, fun.(key, value)} | done])
  defp map_pairs([], _fun, done), do: :maps.from_list(done)

  @doc """
  Keeps the pairs for which `fun` answers true.

      iex> :maps.filter(fn _key, n -> n > 1 end, %{a: 1, b: 2})
      %{b: 2}
  """
  def filter(fun, map) when is_function(fun, 2), do: filter_pairs(pairs(map), fun, [])

  defp filter_pairs([{key, value} = pair | rest], fun, kept) do
    case fun.(key, value) do
      true -> filter_pairs(rest, fun, [pair | kept])
      false -> filter_pairs(rest, fun, kept)
    end
  end

  defp filter_pairs([], _fun, kept), do: :maps.from_list(kept)

  @doc """
  Filters and maps at once: `fun` answers true, false, or `{true, new value}`.

      iex> :maps.filtermap(fn _key, n -> n > 1 && {true, n * 10} end, %{a: 1, b: 2})
      %{b: 20}
  """
  def filtermap(fun, map) when is_function(fun, 2), do: filtermap_pairs(pairs(map), fun, [])

  defp filtermap_pairs([{key, value} = pair | rest], fun, kept) do
    case fun.(key, value) do
      true -> filtermap_pairs(rest, fun, [pair | kept])
      {true, new} -> filtermap_pairs(rest, fun, [{key, new} | kept])
      false -> filtermap_pairs(rest, fun, kept)
    end
  end

  defp filtermap_pairs([], _fun, kept), do: :maps.from_list(kept)

  @doc """
  Folds over keys and values.

      iex> :maps.fold(fn _key, n, sum -> n + sum end, 0, %{a: 1, b: 2})
      3
  """
  def fold(fun, acc, map) when is_function(fun, 3), do: fold_pairs(pairs(map), fun, acc)

  defp fold_pairs([{key, value} | rest], fun, acc), do: fold_pairs(rest, fun, fun.(key, value, acc))
  defp fold_pairs([], _fun, acc), do: acc

  @doc """
  Calls `fun` with each key and value.

      iex> :maps.foreach(fn key, n -> send(self(), {key, n}) end, %{a: 1})
      :ok
  """
  def foreach(fun, map) when is_function(fun, 2), do: foreach_pair(pairs(map), fun)

  defp foreach_pair([{key, value} | rest], fun) do
    fun.(key, value)
    foreach_pair(rest, fun)
  end

  defp foreach_pair([], _fun), do: :ok

  # A map's pairs, or those of an iterator.
  defp pairs(map) when is_map(map), do: :maps.to_list(map)
  defp pairs(other) when not is_list(other) and not is_tuple(other) and other != :none, do: :erlang.error({:badmap, other})
  defp pairs(iterator), do: next_pairs(:maps.next(iterator), [])

  defp next_pairs({key, value, iterator}, pairs), do: next_pairs(:maps.next(iterator), [{key, value} | pairs])
  defp next_pairs(:none, pairs), do: :lists.reverse(pairs)

  @doc """
  Puts what `fun` makes of the value under `key` in its place; there has to be one.

      iex> :maps.update_with(:a, &(&1 + 1), %{a: 1})
      %{a: 2}
  """
  def update_with(key, fun, map) when is_function(fun, 1) do
    case :maps.find(key, map) do
      {:ok, value} -> :maps.put(key, fun.(value), map)
      :error -> :erlang.error({:badkey, key}, [key, fun, map])
    end
  end

  @doc """
  The same; without a value, `init` is put there.

      iex> :maps.update_with(:b, &(&1 + 1), 0, %{a: 1})
      %{a: 1, b: 0}
  """
  def update_with(key, fun, init, map) when is_function(fun, 1) do
    case :maps.find(key, map) do
      {:ok, value} -> :maps.put(key, fun.(value), map)
      :error -> :maps.put(key, init, map)
    end
  end

  @doc """
  Joins two maps; where both have a key, `combiner` gives the value from the key and its two values.

      iex> :maps.merge_with(fn _key, left, right -> left + right end, %{a: 1, b: 2}, %{b: 3})
      %{a: 1, b: 5}
  """
  def merge_with(combiner, map1, map2) when is_map(map1) and is_map(map2) and is_function(combiner, 3) do
    merge_pairs(:maps.to_list(map2), combiner, map1)
  end

  def merge_with(combiner, map1, map2), do: bad_map(map1, map2, [combiner, map1, map2])

  defp merge_pairs([{key, value2} | rest], combiner, map) do
    case :maps.find(key, map) do
      {:ok, value1} -> merge_pairs(rest, combiner, :maps.put(key, combiner.(key, value1, value2), map))
      :error -> merge_pairs(rest, combiner, :maps.put(key, value2, map))
    end
  end

  defp merge_pairs([], _combiner, map), do: map

  @doc """
  Keeps the keys that both maps have, with the values of the second.

      iex> :maps.intersect(%{a: 1, b: 2}, %{b: 3, c: 4})
      %{b: 3}
  """
  def intersect(map1, map2) when is_map(map1) and is_map(map2), do: :maps.with(:maps.keys(map1), map2)
  def intersect(map1, map2), do: bad_map(map1, map2, [map1, map2])

  @doc """
  Keeps the keys that both maps have; `combiner` gives the value from the key and its two values.

      iex> :maps.intersect_with(fn _key, left, right -> left + right end, %{a: 1, b: 2}, %{b: 3})
      %{b: 5}
  """
  def intersect_with(combiner, map1, map2) when is_map(map1) and is_map(map2) and is_function(combiner, 3) do
    filtermap_pairs(:maps.to_list(map1), &combined(&1, &2, combiner, map2), [])
  end

  def intersect_with(combiner, map1, map2), do: bad_map(map1, map2, [combiner, map1, map2])

  defp combined(key, value1, combiner, map2) do
    case :maps.find(key, map2) do
      {:ok, value2} -> {true, combiner.(key, value1, value2)}
      :error -> false
    end
  end

  defp bad_map(map1, map2, args) do
    :erlang.error(
      cond do
        not is_map(map1) -> {:badmap, map1}
        not is_map(map2) -> {:badmap, map2}
        true -> :badarg
      end,
      args
    )
  end

  @doc """
  A map of lists: under each answer of `fun` the elements that it was given for.

      iex> :maps.groups_from_list(&rem(&1, 2), [1, 2, 3])
      %{0 => [2], 1 => [1, 3]}
  """
  def groups_from_list(fun, list), do: groups_from_list(fun, fn element -> element end, list)

  @doc """
  The same with what `value_fun` makes of the elements.

      iex> :maps.groups_from_list(&rem(&1, 2), &(&1 * 10), [1, 2, 3])
      %{0 => [20], 1 => [10, 30]}
  """
  def groups_from_list(fun, value_fun, list) when is_function(fun, 1) and is_function(value_fun, 1) do
    :pyex_enum.group(:lists.map(&{fun.(&1), value_fun.(&1)}, list))
  end
end

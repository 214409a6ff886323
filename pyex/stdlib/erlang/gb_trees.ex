# General balanced trees (Arne Andersson, 1999): {size, tree}, where a tree is {key, value, smaller, greater} or nil.
# Nothing but its size is kept in a tree. What is put in too deep, measured by the square root of the size, has the
# smallest tree around it that is out of balance built anew; deleting builds nothing anew. Keys are compared with ==/2.
defmodule :gb_trees do
  @moduledoc """
  Dictionaries that are balanced trees, sorted by key (as Erlang's `:gb_trees`).

      iex> tree = :gb_trees.insert(:a, 1, :gb_trees.empty())
      iex> :gb_trees.lookup(:a, tree)
      {:value, 1}
  """

  @doc """
  The empty tree.

      iex> :gb_trees.empty()
      {0, nil}
  """
  def empty, do: {0, nil}

  @doc "Whether there is nothing in it."
  def is_empty({0, nil}), do: true
  def is_empty(_tree), do: false

  @doc "Counts the pairs."
  def size({size, _}) when is_integer(size) and size >= 0, do: size

  @doc "Gives `{:value, value}` or `:none`."
  def lookup(key, {_, tree}), do: lookup_in(key, tree)

  defp lookup_in(key, {other, _, smaller, _}) when key < other, do: lookup_in(key, smaller)
  defp lookup_in(key, {other, _, _, greater}) when key > other, do: lookup_in(key, greater)
  defp lookup_in(_key, {_, value, _, _}), do: {:value, value}
  defp lookup_in(_key, nil), do: :none

  @doc "Whether a key is there."
  def is_defined(key, tree), do: lookup(key, tree) != :none

  @doc "Gives the value of a key, which has to be there."
  def get(key, tree) do
    case lookup(key, tree) do
      {:value, value} -> value
      :none -> :erlang.error(:function_clause)
    end
  end

  @doc "Gives a key another value; it has to be there."
  def update(key, value, {size, tree}), do: {size, changed(key, value, tree)}

  defp changed(key, value, {other, old, smaller, greater}) when key < other do
    {other, old, changed(key, value, smaller), greater}
  end

  defp changed(key, value, {other, old, smaller, greater}) when key > other do
    {other, old, smaller, changed(key, value, greater)}
  end

  defp changed(key, value, {_, _, smaller, greater}), do: {key, value, smaller, greater}

  @doc """
  Puts a new key in; it must not be there.

      iex> :gb_trees.to_list(:gb_trees.insert(:a, 1, :gb_trees.insert(:b, 2, :gb_trees.empty())))
      [a: 1, b: 2]
  """
  def insert(key, value, {size, tree}) when is_integer(size) do
    {size + 1, grown(insert_in(key, value, tree, limit(size + 1)))}
  end

  defp limit(size), do: size * size

  # The limit is halved on the way down; a leaf that reaches 0 lies too deep, and on the way back up {tree, height, size}
  # is told until a tree is found that is too high for its size.
  defp insert_in(key, value, nil, 0), do: {:deep, {key, value, nil, nil}, 1, 1}
  defp insert_in(key, value, nil, _limit), do: {key, value, nil, nil}

  defp insert_in(key, value, {other, old, smaller, greater}, limit) when key < other do
    case insert_in(key, value, smaller, div(limit, 2)) do
      {:deep, smaller, height, size} -> balanced({other, old, smaller, greater}, height, size, greater)
      smaller -> {other, old, smaller, greater}
    end
  end

  defp insert_in(key, value, {other, old, smaller, greater}, limit) when key > other do
    case insert_in(key, value, greater, div(limit, 2)) do
      {:deep, greater, height, size} -> balanced({other, old, smaller, greater}, height, size, smaller)
      greater -> {other, old, smaller, greater}
    end
  end

  defp insert_in(key, _value, _tree, _limit), do: :erlang.error({:key_exists, key})

  defp balanced(tree, height, size, sibling) do
    {sibling_height, sibling_size} = measure(sibling)
    size = size + sibling_size + 1
    height = 2 * Kernel.max(height, sibling_height)

    if height > limit(size), do: build(pairs(tree, []), size), else: {:deep, tree, height, size}
  end

  defp grown({:deep, tree, _height, _size}), do: tree
  defp grown(tree), do: tree

  # {2 to the power of the height, size}
  defp measure({_, _, nil, nil}), do: {2, 1}

  defp measure({_, _, smaller, greater}) do
    {height1, size1} = measure(smaller)
    {height2, size2} = measure(greater)
    {2 * Kernel.max(height1, height2), size1 + size2 + 1}
  end

  defp measure(nil), do: {1, 0}

  defp pairs({key, value, smaller, greater}, rest), do: pairs(smaller, [{key, value} | pairs(greater, rest)])
  defp pairs(nil, rest), do: rest

  # A perfectly balanced tree of sorted pairs.
  defp build(pairs, size) do
    {tree, []} = build_part(size, pairs)
    tree
  end

  defp build_part(0, pairs), do: {nil, pairs}
  defp build_part(1, [{key, value} | rest]), do: {{key, value, nil, nil}, rest}

  defp build_part(size, pairs) do
    after_one = size - 1
    second = div(after_one, 2)
    {smaller, [{key, value} | rest]} = build_part(after_one - second, pairs)
    {greater, rest} = build_part(second, rest)
    {{key, value, smaller, greater}, rest}
  end

  @doc "Gives a key a value, whether it is there or not."
  def enter(key, value, tree) do
    if is_defined(key, tree), do: update(key, value, tree), else: insert(key, value, tree)
  end

  @doc "Builds the tree anew, perfectly balanced."
  def balance({size, tree}), do: {size, build(pairs(tree, []), size)}

  @doc "Makes a tree of pairs that are sorted by key."
  def from_orddict(pairs) do
    size = length(pairs)
    {size, build(pairs, size)}
  end

  @doc "Removes a key, which has to be there."
  def delete(key, {size, tree}) when size >= 0, do: {size - 1, delete_in(key, tree)}

  defp delete_in(key, {other, value, smaller, greater}) when key < other do
    {other, value, delete_in(key, smaller), greater}
  end

  defp delete_in(key, {other, value, smaller, greater}) when key > other do
    {other, value, smaller, delete_in(key, greater)}
  end

  defp delete_in(_key, {_, _, smaller, greater}), do: joined(smaller, greater)

  defp joined(smaller, nil), do: smaller
  defp joined(nil, greater), do: greater

  defp joined(smaller, greater) do
    {key, value, greater} = without_smallest(greater)
    {key, value, smaller, greater}
  end

  @doc "Removes a key if it is there."
  def delete_any(key, tree), do: if(is_defined(key, tree), do: delete(key, tree), else: tree)

  @doc "Removes a key, which has to be there: `{value, rest}`."
  def take(key, tree), do: {get(key, tree), delete(key, tree)}

  @doc "Removes a key: `{value, rest}`, or `:error`."
  def take_any(key, tree), do: if(is_defined(key, tree), do: take(key, tree), else: :error)

  @doc """
  Removes the smallest key: `{key, value, rest}`.

      iex> :gb_trees.take_smallest(:gb_trees.from_orddict([a: 1, b: 2]))
      {:a, 1, {1, {:b, 2, nil, nil}}}
  """
  def take_smallest({size, tree}) when size >= 0 do
    {key, value, rest} = without_smallest(tree)
    {key, value, {size - 1, rest}}
  end

  defp without_smallest({key, value, nil, greater}), do: {key, value, greater}

  defp without_smallest({key, value, smaller, greater}) do
    {least, its_value, smaller} = without_smallest(smaller)
    {least, its_value, {key, value, smaller, greater}}
  end

  @doc "Removes the greatest key: `{key, value, rest}`."
  def take_largest({size, tree}) when size >= 0 do
    {key, value, rest} = without_largest(tree)
    {key, value, {size - 1, rest}}
  end

  defp without_largest({key, value, smaller, nil}), do: {key, value, smaller}

  defp without_largest({key, value, smaller, greater}) do
    {most, its_value, greater} = without_largest(greater)
    {most, its_value, {key, value, smaller, greater}}
  end

  @doc "Gives the smallest key and its value."
  def smallest({_, tree}), do: least(tree)

  defp least({key, value, nil, _}), do: {key, value}
  defp least({_, _, smaller, _}), do: least(smaller)

  @doc "Gives the greatest key and its value."
  def largest({_, tree}), do: most(tree)

  defp most({key, value, _, nil}), do: {key, value}
  defp most({_, _, _, greater}), do: most(greater)

  @doc "Lists the pairs, sorted by key."
  def to_list({_, tree}), do: pairs(tree, [])

  @doc "Lists the keys, sorted."
  def keys({_, tree}), do: :lists.map(fn {key, _} -> key end, pairs(tree, []))

  @doc "Lists the values, in the order of their keys."
  def values({_, tree}), do: :lists.map(fn {_, value} -> value end, pairs(tree, []))

  @doc "Gives each key the value that `fun` makes of both."
  def map(fun, {size, tree}) when is_function(fun, 2), do: {size, map_in(fun, tree)}

  defp map_in(_fun, nil), do: nil

  defp map_in(fun, {key, value, smaller, greater}) do
    {key, fun.(key, value), map_in(fun, smaller), map_in(fun, greater)}
  end

  @doc """
  Something to walk through the tree with, by `next/1`.

      iex> {:a, 1, iterator} = :gb_trees.next(:gb_trees.iterator(:gb_trees.from_orddict([a: 1])))
      iex> :gb_trees.next(iterator)
      :none
  """
  def iterator({_, tree}), do: left_border(tree, [])

  @doc "The same, beginning with the first key that is not smaller than `key`."
  def iterator_from(key, {_, tree}), do: left_border_from(key, tree, [])

  # The trees whose smaller half is done, the next one first.
  defp left_border({_, _, nil, _} = tree, rest), do: [tree | rest]
  defp left_border({_, _, smaller, _} = tree, rest), do: left_border(smaller, [tree | rest])
  defp left_border(nil, rest), do: rest

  defp left_border_from(key, {other, _, _, greater}, rest) when other < key, do: left_border_from(key, greater, rest)
  defp left_border_from(key, {_, _, smaller, _} = tree, rest), do: left_border_from(key, smaller, [tree | rest])
  defp left_border_from(_key, nil, rest), do: rest

  @doc "The next pair: `{key, value, iterator}`, or `:none`."
  def next([{key, value, _, greater} | rest]), do: {key, value, left_border(greater, rest)}
  def next([]), do: :none
end

# Sets as general balanced trees: a :gb_trees whose values say nothing, under the names and with the shape of Erlang's:
# {size, tree}, where a tree is {element, smaller, greater} or nil. Elements are compared with ==/2.
defmodule :gb_sets do
  @moduledoc """
  Sets that are balanced trees (as Erlang's `:gb_sets`).

      iex> set = :gb_sets.from_list([3, 1, 2])
      iex> :gb_sets.smallest(set)
      1
  """

  @doc "The empty set."
  def new, do: {0, nil}

  @doc "The empty set."
  def empty, do: {0, nil}

  @doc "The set of one element."
  def singleton(element), do: {1, {element, nil, nil}}

  @doc "Whether a term is such a set."
  def is_set({0, nil}), do: true
  def is_set({size, {_, _, _}}) when is_integer(size) and size >= 0, do: true
  def is_set(_term), do: false

  @doc "Whether there is nothing in it."
  def is_empty({0, nil}), do: true
  def is_empty(_set), do: false

  @doc "Counts the elements."
  def size({size, _}), do: size

  @doc "Makes a set of a list."
  def from_list(list), do: from_ordset(:lists.usort(list))

  @doc "Makes a set of a sorted list without duplicates."
  def from_ordset(list) do
    size = length(list)
    {tree, []} = build(size, list)
    {size, tree}
  end

  defp build(0, list), do: {nil, list}
  defp build(1, [element | rest]), do: {{element, nil, nil}, rest}

  defp build(size, list) do
    after_one = size - 1
    second = div(after_one, 2)
    {smaller, [element | rest]} = build(after_one - second, list)
    {greater, rest} = build(second, rest)
    {{element, smaller, greater}, rest}
  end

  @doc "Lists the elements, sorted."
  def to_list({_, tree}), do: elements(tree, [])

  defp elements({element, smaller, greater}, rest), do: elements(smaller, [element | elements(greater, rest)])
  defp elements(nil, rest), do: rest

  @doc "Whether an element is in the set."
  def is_member(element, {_, tree}), do: member_of(element, tree)

  @doc "Whether an element is in the set."
  def is_element(element, set), do: is_member(element, set)

  defp member_of(element, {other, smaller, _}) when element < other, do: member_of(element, smaller)
  defp member_of(element, {other, _, greater}) when element > other, do: member_of(element, greater)
  defp member_of(_element, {_, _, _}), do: true
  defp member_of(_element, nil), do: false

  @doc """
  Puts an element in.

      iex> :gb_sets.to_list(:gb_sets.add(2, :gb_sets.from_list([1, 3])))
      [1, 2, 3]
  """
  def add(element, set), do: if(is_member(element, set), do: set, else: insert(element, set))

  @doc "Puts an element in."
  def add_element(element, set), do: add(element, set)

  @doc "Puts an element in that must not be there."
  def insert(element, {size, tree}) when is_integer(size) do
    case insert_in(element, tree, (size + 1) * (size + 1)) do
      {:deep, tree, _height, _size} -> {size + 1, tree}
      tree -> {size + 1, tree}
    end
  end

  # See :gb_trees.insert/3.
  defp insert_in(element, nil, 0), do: {:deep, {element, nil, nil}, 1, 1}
  defp insert_in(element, nil, _limit), do: {element, nil, nil}

  defp insert_in(element, {other, smaller, greater}, limit) when element < other do
    case insert_in(element, smaller, div(limit, 2)) do
      {:deep, smaller, height, size} -> balanced({other, smaller, greater}, height, size, greater)
      smaller -> {other, smaller, greater}
    end
  end

  defp insert_in(element, {other, smaller, greater}, limit) when element > other do
    case insert_in(element, greater, div(limit, 2)) do
      {:deep, greater, height, size} -> balanced({other, smaller, greater}, height, size, smaller)
      greater -> {other, smaller, greater}
    end
  end

  defp insert_in(element, _tree, _limit), do: :erlang.error({:key_exists, element})

  defp balanced(tree, height, size, sibling) do
    {sibling_height, sibling_size} = measure(sibling)
    size = size + sibling_size + 1
    height = 2 * Kernel.max(height, sibling_height)

    if height > size * size do
      {tree, []} = build(size, elements(tree, []))
      tree
    else
      {:deep, tree, height, size}
    end
  end

  defp measure({_, nil, nil}), do: {2, 1}

  defp measure({_, smaller, greater}) do
    {height1, size1} = measure(smaller)
    {height2, size2} = measure(greater)
    {2 * Kernel.max(height1, height2), size1 + size2 + 1}
  end

  defp measure(nil), do: {1, 0}

  @doc "Builds the tree anew, perfectly balanced."
  def balance(set), do: from_ordset(to_list(set))

  @doc "Takes an element out that has to be there."
  def delete(element, {size, tree}), do: {size - 1, delete_in(element, tree)}

  defp delete_in(element, {other, smaller, greater}) when element < other do
    {other, delete_in(element, smaller), greater}
  end

  defp delete_in(element, {other, smaller, greater}) when element > other do
    {other, smaller, delete_in(element, greater)}
  end

  defp delete_in(_element, {_, smaller, nil}), do: smaller
  defp delete_in(_element, {_, nil, greater}), do: greater

  defp delete_in(_element, {_, smaller, greater}) do
    {least, greater} = without_smallest(greater)
    {least, smaller, greater}
  end

  @doc "Takes an element out if it is there."
  def delete_any(element, set), do: if(is_member(element, set), do: delete(element, set), else: set)

  @doc "Takes an element out if it is there."
  def del_element(element, set), do: delete_any(element, set)

  @doc """
  Takes the smallest element out: `{element, rest}`.

      iex> {1, rest} = :gb_sets.take_smallest(:gb_sets.from_list([2, 1]))
      iex> :gb_sets.to_list(rest)
      [2]
  """
  def take_smallest({size, tree}) do
    {element, rest} = without_smallest(tree)
    {element, {size - 1, rest}}
  end

  defp without_smallest({element, nil, greater}), do: {element, greater}

  defp without_smallest({element, smaller, greater}) do
    {least, smaller} = without_smallest(smaller)
    {least, {element, smaller, greater}}
  end

  @doc "Takes the greatest element out: `{element, rest}`."
  def take_largest({size, tree}) do
    {element, rest} = without_largest(tree)
    {element, {size - 1, rest}}
  end

  defp without_largest({element, smaller, nil}), do: {element, smaller}

  defp without_largest({element, smaller, greater}) do
    {most, greater} = without_largest(greater)
    {most, {element, smaller, greater}}
  end

  @doc "The smallest element."
  def smallest({_, tree}), do: least(tree)

  defp least({element, nil, _}), do: element
  defp least({_, smaller, _}), do: least(smaller)

  @doc "The greatest element."
  def largest({_, tree}), do: most(tree)

  defp most({element, _, nil}), do: element
  defp most({_, _, greater}), do: most(greater)

  @doc "The elements of either set."
  def union(set1, set2), do: from_ordset(:ordsets.union(to_list(set1), to_list(set2)))

  @doc "The elements of all sets of a list."
  def union(sets), do: :lists.foldl(&union/2, new(), sets)

  @doc "The elements that both sets have."
  def intersection(set1, set2), do: from_ordset(:ordsets.intersection(to_list(set1), to_list(set2)))

  @doc "The elements that all sets of a list have."
  def intersection([set]), do: set
  def intersection([set | rest]), do: :lists.foldl(&intersection/2, set, rest)

  @doc "The elements of the first set that are not in the second."
  def difference(set1, set2), do: from_ordset(:ordsets.subtract(to_list(set1), to_list(set2)))

  @doc "The elements of the first set that are not in the second."
  def subtract(set1, set2), do: difference(set1, set2)

  @doc "Whether all elements of the first set are in the second."
  def is_subset(set1, set2), do: :ordsets.is_subset(to_list(set1), to_list(set2))

  @doc "Whether the sets have no element in common."
  def is_disjoint(set1, set2), do: :ordsets.is_disjoint(to_list(set1), to_list(set2))

  @doc "Folds over the elements, sorted."
  def fold(fun, acc, set), do: :lists.foldl(fun, acc, to_list(set))

  @doc "Keeps the elements for which `fun` answers true."
  def filter(fun, set), do: from_ordset(:lists.filter(fun, to_list(set)))

  @doc "Something to walk through the set with, by `next/1`."
  def iterator({_, tree}), do: left_border(tree, [])

  @doc "The same, beginning with the first element that is not smaller than `element`."
  def iterator_from(element, {_, tree}), do: left_border_from(element, tree, [])

  defp left_border({_, smaller, _} = tree, rest), do: left_border(smaller, [tree | rest])
  defp left_border(nil, rest), do: rest

  defp left_border_from(element, {other, _, greater}, rest) when other < element do
    left_border_from(element, greater, rest)
  end

  defp left_border_from(element, {_, smaller, _} = tree, rest), do: left_border_from(element, smaller, [tree | rest])
  defp left_border_from(_element, nil, rest), do: rest

  @doc "The next element: `{element, iterator}`, or `:none`."
  def next([{element, _, greater} | rest]), do: {element, left_border(greater, rest)}
  def next([]), do: :none
end

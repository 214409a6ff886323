# Sets as sorted lists without duplicates. Elements are told apart as ==/2 does.
defmodule :ordsets do
  @moduledoc """
  Sets that are sorted lists (as Erlang's `:ordsets`).

      iex> :ordsets.from_list([3, 1, 2, 3])
      [1, 2, 3]
  """

  @doc "The empty set."
  def new, do: []

  @doc "Whether a term is such a set."
  def is_set([first | rest]), do: rising?(rest, first)
  def is_set([]), do: true
  def is_set(_term), do: false

  defp rising?([next | rest], last) when last < next, do: rising?(rest, next)
  defp rising?([], _last), do: true
  defp rising?(_other, _last), do: false

  @doc "Counts the elements."
  def size(set), do: length(set)

  @doc "Whether there is nothing in it."
  def is_empty(set), do: set == []

  @doc "The set as a list, which it is."
  def to_list(set), do: set

  @doc "Makes a set of a list."
  def from_list(list), do: :lists.usort(list)

  @doc """
  Whether an element is in the set.

      iex> :ordsets.is_element(2, [1, 2])
      true
  """
  def is_element(element, [head | rest]) when element > head, do: is_element(element, rest)
  def is_element(element, [head | _]), do: element == head
  def is_element(_element, []), do: false

  @doc """
  Puts an element in.

      iex> :ordsets.add_element(2, [1, 3])
      [1, 2, 3]
  """
  def add_element(element, [head | rest]) when element > head, do: [head | add_element(element, rest)]
  def add_element(element, [head | _] = set) when element < head, do: [element | set]
  def add_element(_element, [_ | _] = set), do: set
  def add_element(element, []), do: [element]

  @doc """
  Takes an element out.

      iex> :ordsets.del_element(2, [1, 2, 3])
      [1, 3]
  """
  def del_element(element, set), do: subtract(set, [element])

  @doc """
  The elements of either set.

      iex> :ordsets.union([1, 3], [2, 3])
      [1, 2, 3]
  """
  def union(set1, set2), do: :lists.umerge(set1, set2)

  @doc "The elements of all sets of a list."
  def union(sets), do: :lists.umerge(sets)

  @doc """
  The elements that both sets have.

      iex> :ordsets.intersection([1, 2, 3], [2, 3, 4])
      [2, 3]
  """
  def intersection(set1, set2), do: common(set1, set2, [])

  @doc "The elements that all sets of a list have."
  def intersection([set]), do: set
  def intersection([set | rest]), do: :lists.foldl(&intersection/2, set, rest)

  defp common([head1 | rest1], [head2 | _] = set2, done) when head1 < head2, do: common(rest1, set2, done)
  defp common([head1 | _] = set1, [head2 | rest2], done) when head1 > head2, do: common(set1, rest2, done)
  defp common([head | rest1], [_ | rest2], done), do: common(rest1, rest2, [head | done])
  defp common(_set1, _set2, done), do: :lists.reverse(done)

  @doc """
  The elements of the first set that are not in the second.

      iex> :ordsets.subtract([1, 2, 3], [2])
      [1, 3]
  """
  def subtract(set1, set2), do: others(set1, set2, [])

  defp others([head1 | rest1], [head2 | _] = set2, done) when head1 < head2, do: others(rest1, set2, [head1 | done])
  defp others([head1 | _] = set1, [head2 | rest2], done) when head1 > head2, do: others(set1, rest2, done)
  defp others([_ | rest1], [_ | rest2], done), do: others(rest1, rest2, done)
  defp others(set1, [], done), do: :lists.reverse(done, set1)
  defp others([], _set2, done), do: :lists.reverse(done)

  @doc "Whether all elements of the first set are in the second."
  def is_subset(set1, set2), do: others(set1, set2, []) == []

  @doc "Whether the sets have no element in common."
  def is_disjoint(set1, set2), do: common(set1, set2, []) == []

  @doc "Folds over the elements."
  def fold(fun, acc, set), do: :lists.foldl(fun, acc, set)

  @doc "Keeps the elements for which `fun` answers true."
  def filter(fun, set), do: :lists.filter(fun, set)
end

# Sets as maps whose values are empty lists: what Erlang calls version 2. Elements are told apart as ===/2 does.
defmodule :sets do
  @moduledoc """
  Sets that are maps (as Erlang's `:sets`, always in its newer representation).

      iex> set = :sets.from_list([1, 2, 1])
      iex> :sets.size(set)
      2
  """

  @doc "The empty set."
  def new, do: %{}

  @doc "The empty set; options are for Erlang's older representation and change nothing here."
  def new(_options), do: %{}

  @doc "Makes a set of a list."
  def from_list(list), do: :maps.from_keys(list, [])

  @doc "The same with options, which change nothing here."
  def from_list(list, _options), do: :maps.from_keys(list, [])

  @doc "Whether a term is a set."
  def is_set(term), do: is_map(term)

  @doc "Counts the elements."
  def size(set), do: map_size(set)

  @doc "Whether there is nothing in it."
  def is_empty(set), do: map_size(set) == 0

  @doc """
  Lists the elements.

      iex> :sets.to_list(:sets.from_list([2, 1]))
      [1, 2]
  """
  def to_list(set), do: :maps.keys(set)

  @doc """
  Whether an element is in the set.

      iex> :sets.is_element(1, :sets.from_list([1]))
      true
  """
  def is_element(element, set), do: :maps.is_key(element, set)

  @doc "Puts an element in."
  def add_element(element, set), do: :maps.put(element, [], set)

  @doc "Takes an element out."
  def del_element(element, set), do: :maps.remove(element, set)

  @doc "The elements of either set."
  def union(set1, set2), do: :maps.merge(set1, set2)

  @doc "The elements of all sets of a list."
  def union(sets), do: :lists.foldl(&:maps.merge/2, %{}, sets)

  @doc "The elements that both sets have."
  def intersection(set1, set2), do: :maps.with(:maps.keys(set1), set2)

  @doc "The elements that all sets of a list have."
  def intersection([set]), do: set
  def intersection([set | rest]), do: :lists.foldl(&intersection/2, set, rest)

  @doc "The elements of the first set that are not in the second."
  def subtract(set1, set2), do: :maps.without(:maps.keys(set2), set1)

  @doc "Whether all elements of the first set are in the second."
  def is_subset(set1, set2), do: map_size(intersection(set1, set2)) == map_size(set1)

  @doc "Whether the sets have no element in common."
  def is_disjoint(set1, set2), do: map_size(intersection(set1, set2)) == 0

  @doc "Folds over the elements."
  def fold(fun, acc, set), do: :lists.foldl(fun, acc, :maps.keys(set))

  @doc "Keeps the elements for which `fun` answers true."
  def filter(fun, set), do: from_list(:lists.filter(fun, :maps.keys(set)))
end

# Sets: a map whose keys are the elements.
defmodule MapSet do
  @moduledoc """
  Sets: collections that hold each value once, in no order that could be relied on.

      iex> set = MapSet.new([3, 1, 2, 3])
      iex> MapSet.size(set)
      3
      iex> 2 in set
      true

  Elements are told apart as `===/2` does. Sets are enumerable, and elements can be put into them with `Enum.into/2`.
  """

  @type value :: term
  @type t :: t(term)
  @type t(value) :: %__MODULE__{map: internal(value)}
  @opaque internal(value) :: %{optional(value) => []}

  # Elements are the keys of the map, each with an empty list as its value (as in Erlang's :sets).
  defstruct map: %{}

  @doc """
  The empty set.

      iex> MapSet.new()
      MapSet.new([])
  """
  def new, do: %MapSet{}

  @doc """
  Makes a set of the elements of an enumerable.

      iex> MapSet.new([:b, :a, :b])
      MapSet.new([:a, :b])
  """
  def new(enumerable)
  def new(%MapSet{} = map_set), do: map_set
  def new(enumerable), do: %MapSet{map: :maps.from_keys(Enum.to_list(enumerable), [])}

  @doc """
  Makes a set of what `transform` makes of the elements.

      iex> MapSet.new([1, -1, 2], &abs/1)
      MapSet.new([1, 2])
  """
  def new(enumerable, transform) when is_function(transform, 1) do
    %MapSet{map: :maps.from_keys(Enum.map(enumerable, transform), [])}
  end

  @doc """
  Puts `value` in.

      iex> MapSet.put(MapSet.new([1]), 2)
      MapSet.new([1, 2])
  """
  def put(%MapSet{map: map} = map_set, value), do: %{map_set | map: :maps.put(value, [], map)}

  @doc """
  Takes `value` out.

      iex> MapSet.delete(MapSet.new([1, 2]), 1)
      MapSet.new([2])
  """
  def delete(%MapSet{map: map} = map_set, value), do: %{map_set | map: :maps.remove(value, map)}

  @doc """
  Whether `value` is in the set.

      iex> MapSet.member?(MapSet.new([1, 2]), 2)
      true
      iex> MapSet.member?(MapSet.new([1, 2]), 2.0)
      false
  """
  def member?(%MapSet{map: map}, value), do: :maps.is_key(value, map)

  @doc """
  Counts the elements.

      iex> MapSet.size(MapSet.new(["a", "b", "a"]))
      2
  """
  def size(%MapSet{map: map}), do: map_size(map)

  @doc """
  Lists the elements.

      iex> MapSet.to_list(MapSet.new([2, 1]))
      [1, 2]
  """
  def to_list(%MapSet{map: map}), do: :maps.keys(map)

  @doc """
  The elements of either set.

      iex> MapSet.union(MapSet.new([1, 2]), MapSet.new([2, 3]))
      MapSet.new([1, 2, 3])
  """
  def union(%MapSet{map: map1} = map_set, %MapSet{map: map2}), do: %{map_set | map: :maps.merge(map1, map2)}

  @doc """
  The elements that both sets have.

      iex> MapSet.intersection(MapSet.new([1, 2]), MapSet.new([2, 3]))
      MapSet.new([2])
  """
  def intersection(%MapSet{map: map1} = map_set, %MapSet{map: map2}) do
    if map_size(map1) <= map_size(map2) do
      %{map_set | map: :maps.with(:maps.keys(map1), map2)}
    else
      %{map_set | map: :maps.with(:maps.keys(map2), map1)}
    end
  end

  @doc """
  The elements of the first set that are not in the second.

      iex> MapSet.difference(MapSet.new([1, 2]), MapSet.new([2, 3]))
      MapSet.new([1])
  """
  def difference(%MapSet{map: map1} = map_set, %MapSet{map: map2}) do
    %{map_set | map: :maps.without(:maps.keys(map2), map1)}
  end

  @doc """
  The elements that are in one of the sets, not in both.

      iex> MapSet.symmetric_difference(MapSet.new([1, 2]), MapSet.new([2, 3]))
      MapSet.new([1, 3])
  """
  def symmetric_difference(%MapSet{} = map_set1, %MapSet{} = map_set2) do
    union(difference(map_set1, map_set2), difference(map_set2, map_set1))
  end

  @doc """
  Whether the sets have no element in common.

      iex> MapSet.disjoint?(MapSet.new([1, 2]), MapSet.new([3]))
      true
  """
  def disjoint?(%MapSet{} = map_set1, %MapSet{} = map_set2), do: size(intersection(map_set1, map_set2)) == 0

  @doc """
  Whether all elements of the first set are in the second.

      iex> MapSet.subset?(MapSet.new([1]), MapSet.new([1, 2]))
      true
      iex> MapSet.subset?(MapSet.new([1, 5]), MapSet.new([1, 2]))
      false
  """
  def subset?(%MapSet{map: map1} = map_set1, %MapSet{map: map2} = map_set2) do
    map_size(map1) <= map_size(map2) and size(intersection(map_set1, map_set2)) == map_size(map1)
  end

  @doc """
  Whether two sets have the same elements.

      iex> MapSet.equal?(MapSet.new([1, 2]), MapSet.new([2, 1]))
      true
      iex> MapSet.equal?(MapSet.new([1]), MapSet.new([1.0]))
      false
  """
  def equal?(%MapSet{map: map1}, %MapSet{map: map2}), do: map1 === map2

  @doc """
  Keeps the elements for which `fun` answers true.

      iex> MapSet.filter(MapSet.new(1..5), &(&1 > 3))
      MapSet.new([4, 5])
  """
  def filter(%MapSet{map: map} = map_set, fun) when is_map(map) and is_function(fun) do
    %{map_set | map: :maps.from_keys(Enum.filter(:maps.keys(map), fun), [])}
  end

  @doc """
  Removes the elements for which `fun` answers true.

      iex> MapSet.reject(MapSet.new(1..5), &(&1 > 3))
      MapSet.new([1, 2, 3])
  """
  def reject(%MapSet{map: map} = map_set, fun) when is_map(map) and is_function(fun) do
    %{map_set | map: :maps.from_keys(Enum.reject(:maps.keys(map), fun), [])}
  end

  @doc """
  Parts a set into the elements for which `fun` answers true and the others.

      iex> MapSet.split_with(MapSet.new(1..4), &(rem(&1, 2) == 0))
      {MapSet.new([2, 4]), MapSet.new([1, 3])}
  """
  def split_with(%MapSet{map: map} = map_set, fun) when is_map(map) and is_function(fun, 1) do
    {accepted, refused} = Enum.split_with(:maps.keys(map), fun)
    {%{map_set | map: :maps.from_keys(accepted, [])}, %{map_set | map: :maps.from_keys(refused, [])}}
  end
end

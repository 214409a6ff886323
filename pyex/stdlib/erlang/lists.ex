# The functions of Erlang's :lists that call functions; the others are natives (natives/lists.py).
# A function that decides something has to answer true or false, nothing else will do.
defmodule :lists do
  @moduledoc """
  Functions for lists (as Erlang's `:lists`), with the function as first argument.

      iex> :lists.map(fn n -> n * 2 end, [1, 2, 3])
      [2, 4, 6]
  """

  @doc """
  Maps each element.

      iex> :lists.map(&(&1 + 1), [1, 2])
      [2, 3]
  """
  def map(fun, list) when is_function(fun, 1), do: map_each(fun, list)

  defp map_each(fun, [head | tail]), do: [fun.(head) | map_each(fun, tail)]
  defp map_each(_fun, []), do: []

  @doc """
  Calls `fun` for each element.

      iex> :lists.foreach(fn n -> send(self(), n) end, [1, 2])
      :ok
  """
  def foreach(fun, [head | tail]) do
    fun.(head)
    foreach(fun, tail)
  end

  def foreach(fun, []) when is_function(fun, 1), do: :ok

  @doc """
  Folds from the first element on.

      iex> :lists.foldl(fn n, acc -> [n | acc] end, [], [1, 2, 3])
      [3, 2, 1]
  """
  def foldl(fun, acc, [head | tail]), do: foldl(fun, fun.(head, acc), tail)
  def foldl(fun, acc, []) when is_function(fun, 2), do: acc

  @doc """
  Folds from the last element on.

      iex> :lists.foldr(fn n, acc -> [n | acc] end, [], [1, 2, 3])
      [1, 2, 3]
  """
  def foldr(fun, acc, list) when is_function(fun, 2), do: foldl(fun, acc, :lists.reverse(list))

  @doc """
  Maps and folds at once, from the first element on.

      iex> :lists.mapfoldl(fn n, sum -> {n * 10, sum + n} end, 0, [1, 2, 3])
      {[10, 20, 30], 6}
  """
  def mapfoldl(fun, acc, list) when is_function(fun, 2), do: mapfoldl(fun, acc, list, [])

  defp mapfoldl(fun, acc, [head | tail], done) do
    {made, acc} = fun.(head, acc)
    mapfoldl(fun, acc, tail, [made | done])
  end

  defp mapfoldl(_fun, acc, [], done), do: {:lists.reverse(done), acc}

  @doc """
  Maps and folds at once, from the last element on.

      iex> :lists.mapfoldr(fn n, sum -> {sum, sum + n} end, 0, [1, 2, 3])
      {[5, 3, 0], 6}
  """
  def mapfoldr(fun, acc, list) when is_function(fun, 2), do: mapfoldr(fun, acc, :lists.reverse(list), [])

  defp mapfoldr(fun, acc, [head | tail], done) do
    {made, acc} = fun.(head, acc)
    mapfoldr(fun, acc, tail, [made | done])
  end

  defp mapfoldr(_fun, acc, [], done), do: {done, acc}

  @doc """
  Maps each element to a list and joins these.

      iex> :lists.flatmap(&[&1, &1], [1, 2])
      [1, 1, 2, 2]
  """
  def flatmap(fun, list) when is_function(fun, 1), do: flatmap(fun, [], list)

  defp flatmap(fun, [element | inner], list), do: [element | flatmap(fun, inner, list)]
  defp flatmap(fun, [], [head | tail]), do: flatmap(fun, fun.(head), tail)
  defp flatmap(_fun, [], []), do: []

  @doc """
  Keeps the elements for which `fun` answers true.

      iex> :lists.filter(&(&1 > 1), [1, 2, 3])
      [2, 3]
  """
  def filter(fun, list) when is_function(fun, 1), do: filter_each(fun, list)

  defp filter_each(fun, [head | tail]) do
    case fun.(head) do
      true -> [head | filter_each(fun, tail)]
      false -> filter_each(fun, tail)
      other -> :erlang.error({:bad_filter, other})
    end
  end

  defp filter_each(_fun, []), do: []

  @doc """
  Filters and maps at once: `fun` answers true, false, or `{true, new element}`.

      iex> :lists.filtermap(fn n -> n > 1 && {true, n * 10} end, [1, 2, 3])
      [20, 30]
  """
  def filtermap(fun, list) when is_function(fun, 1), do: filtermap_each(fun, list)

  defp filtermap_each(fun, [head | tail]) do
    case fun.(head) do
      true -> [head | filtermap_each(fun, tail)]
      {true, new} -> [new | filtermap_each(fun, tail)]
      false -> filtermap_each(fun, tail)
    end
  end

  defp filtermap_each(_fun, []), do: []

  @doc """
  Parts the elements into those for which `fun` answers true and the others.

      iex> :lists.partition(&(rem(&1, 2) == 0), [1, 2, 3, 4])
      {[2, 4], [1, 3]}
  """
  def partition(fun, list) when is_function(fun, 1), do: partition(fun, list, [], [])

  defp partition(fun, [head | tail], accepted, refused) do
    case fun.(head) do
      true -> partition(fun, tail, [head | accepted], refused)
      false -> partition(fun, tail, accepted, [head | refused])
    end
  end

  defp partition(_fun, [], accepted, refused), do: {:lists.reverse(accepted), :lists.reverse(refused)}

  @doc """
  Takes elements as long as `fun` answers true.

      iex> :lists.takewhile(&(&1 < 3), [1, 2, 3, 1])
      [1, 2]
  """
  def takewhile(fun, list) when is_function(fun, 1) do
    {taken, _rest} = splitwith(fun, list)
    taken
  end

  @doc """
  Leaves elements out as long as `fun` answers true.

      iex> :lists.dropwhile(&(&1 < 3), [1, 2, 3, 1])
      [3, 1]
  """
  def dropwhile(fun, [head | tail] = list) do
    case fun.(head) do
      true -> dropwhile(fun, tail)
      false -> list
    end
  end

  def dropwhile(fun, []) when is_function(fun, 1), do: []

  @doc """
  Cuts in two before the first element for which `fun` answers false.

      iex> :lists.splitwith(&(&1 < 3), [1, 2, 3, 1])
      {[1, 2], [3, 1]}
  """
  def splitwith(fun, list) when is_function(fun, 1), do: splitwith(fun, list, [])

  defp splitwith(fun, [head | tail] = list, taken) do
    case fun.(head) do
      true -> splitwith(fun, tail, [head | taken])
      false -> {:lists.reverse(taken), list}
    end
  end

  defp splitwith(_fun, [], taken), do: {:lists.reverse(taken), []}

  @doc """
  Whether `fun` answers true for all elements.

      iex> :lists.all(&(&1 > 0), [1, 2])
      true
  """
  def all(fun, [head | tail]) do
    case fun.(head) do
      true -> all(fun, tail)
      false -> false
    end
  end

  def all(fun, []) when is_function(fun, 1), do: true

  @doc """
  Whether `fun` answers true for one element at least.

      iex> :lists.any(&(&1 > 1), [1, 2])
      true
  """
  def any(fun, [head | tail]) do
    case fun.(head) do
      true -> true
      false -> any(fun, tail)
    end
  end

  def any(fun, []) when is_function(fun, 1), do: false

  @doc """
  Finds the first element for which `fun` answers true.

      iex> :lists.search(&(&1 > 1), [1, 2, 3])
      {:value, 2}
      iex> :lists.search(&(&1 > 9), [1, 2, 3])
      false
  """
  def search(fun, [head | tail]) do
    case fun.(head) do
      true -> {:value, head}
      false -> search(fun, tail)
    end
  end

  def search(fun, []) when is_function(fun, 1), do: false

  @doc """
  Gives what `fun` makes of the elements of two lists of one length.

      iex> :lists.zipwith(&(&1 + &2), [1, 2], [10, 20])
      [11, 22]
  """
  def zipwith(fun, [head1 | tail1], [head2 | tail2]), do: [fun.(head1, head2) | zipwith(fun, tail1, tail2)]
  def zipwith(fun, [], []) when is_function(fun, 2), do: []

  @doc """
  Gives what `fun` makes of the elements of three lists of one length.

      iex> :lists.zipwith3(&(&1 + &2 + &3), [1, 2], [10, 20], [5, 5])
      [16, 27]
  """
  def zipwith3(fun, [head1 | tail1], [head2 | tail2], [head3 | tail3]) do
    [fun.(head1, head2, head3) | zipwith3(fun, tail1, tail2, tail3)]
  end

  def zipwith3(fun, [], [], []) when is_function(fun, 3), do: []

  @doc """
  Puts what `fun` makes of each tuple's nth element in its place, counted from 1.

      iex> :lists.keymap(&(&1 * 10), 2, [a: 1, b: 2])
      [a: 10, b: 20]
  """
  def keymap(fun, n, list) do
    map(fn tuple -> :erlang.setelement(n, tuple, fun.(:erlang.element(n, tuple))) end, list)
  end

  # Sorting: the list is cut into runs that are in order already, and these are merged two by two.

  @doc """
  Sorts by a function that tells whether its first argument may stand before the second. Equal elements keep their order.

      iex> :lists.sort(&(&1 >= &2), [1, 3, 2])
      [3, 2, 1]
  """
  def sort(fun, list) when is_function(fun, 2), do: merge_runs(runs(list, fun, []), fun)

  defp runs([first, second | rest], fun, runs) do
    case fun.(first, second) do
      true -> rising(rest, second, [second, first], fun, runs)
      false -> falling(rest, second, [second, first], fun, runs)
    end
  end

  defp runs([last], _fun, runs), do: :lists.reverse([[last] | runs])
  defp runs([], _fun, runs), do: :lists.reverse(runs)

  defp rising([head | tail] = list, last, run, fun, runs) do
    case fun.(last, head) do
      true -> rising(tail, head, [head | run], fun, runs)
      false -> runs(list, fun, [:lists.reverse(run) | runs])
    end
  end

  defp rising([], _last, run, _fun, runs), do: :lists.reverse([:lists.reverse(run) | runs])

  defp falling([head | tail] = list, last, run, fun, runs) do
    case fun.(last, head) do
      true -> runs(list, fun, [run | runs])
      false -> falling(tail, head, [head | run], fun, runs)
    end
  end

  defp falling([], _last, run, _fun, runs), do: :lists.reverse([run | runs])

  defp merge_runs([run], _fun), do: run
  defp merge_runs([], _fun), do: []
  defp merge_runs(runs, fun), do: merge_runs(merge_pairs(runs, fun, []), fun)

  defp merge_pairs([run1, run2 | rest], fun, done), do: merge_pairs(rest, fun, [merge(fun, run1, run2) | done])
  defp merge_pairs([run], _fun, done), do: :lists.reverse([run | done])
  defp merge_pairs([], _fun, done), do: :lists.reverse(done)

  @doc """
  Merges two lists that are sorted by `fun`.

      iex> :lists.merge(&(&1 >= &2), [5, 1], [4, 3])
      [5, 4, 3, 1]
  """
  def merge(fun, list1, list2) when is_function(fun, 2), do: merge(list1, list2, fun, [])

  defp merge([head1 | tail1] = list1, [head2 | tail2] = list2, fun, done) do
    case fun.(head1, head2) do
      true -> merge(tail1, list2, fun, [head1 | done])
      false -> merge(list1, tail2, fun, [head2 | done])
    end
  end

  defp merge([], list2, _fun, done), do: :lists.reverse(done, list2)
  defp merge(list1, [], _fun, done), do: :lists.reverse(done, list1)

  @doc """
  Sorts, and keeps the first of elements that may stand on either side of each other.

      iex> :lists.usort(&(rem(&1, 3) <= rem(&2, 3)), [4, 3, 1, 0])
      [3, 4]
  """
  def usort(fun, list) when is_function(fun, 2), do: unique(sort(fun, list), fun, [])

  @doc """
  Merges two lists that are sorted by `fun` and keeps one of equal elements.

      iex> :lists.umerge(&(&1 <= &2), [1, 3], [1, 2])
      [1, 2, 3]
  """
  def umerge(fun, list1, list2) when is_function(fun, 2), do: unique(merge(fun, list1, list2), fun, [])

  defp unique([head, next | tail], fun, done) do
    case fun.(next, head) do
      true -> unique([head | tail], fun, done)
      false -> unique([next | tail], fun, [head | done])
    end
  end

  defp unique([last], _fun, done), do: :lists.reverse([last | done])
  defp unique([], _fun, []), do: []

  # What calls nobody, but is easily said with Elixir's own functions.

  @doc """
  Keeps one of all equal elements, the first.

      iex> :lists.uniq([1, 2, 1])
      [1, 2]
  """
  def uniq(list) when is_list(list), do: :pyex_enum.uniq(list)

  @doc """
  Keeps the first of all elements for which `fun` gives the same.

      iex> :lists.uniq(&rem(&1, 2), [1, 3, 2])
      [1, 2]
  """
  def uniq(fun, list) when is_function(fun, 1), do: :pyex_enum.uniq_by(list, map_each(fun, list))

  @doc """
  Puts `separator` between the elements.

      iex> :lists.join(:x, [1, 2, 3])
      [1, :x, 2, :x, 3]
  """
  def join(separator, list), do: :pyex_enum.intersperse(list, separator)

  @doc """
  Pairs of index and element, counted from 1.

      iex> :lists.enumerate([:a, :b])
      [{1, :a}, {2, :b}]
  """
  def enumerate(list), do: enumerate(1, list)

  @doc """
  Pairs of index and element, counted from `index`.

      iex> :lists.enumerate(10, [:a, :b])
      [{10, :a}, {11, :b}]
  """
  def enumerate(index, list) when is_integer(index) do
    map(fn {element, index} -> {index, element} end, :pyex_enum.with_index(list, index))
  end

  @doc """
  The length of the flattened list.

      iex> :lists.flatlength([1, [2, [3]]])
      3
  """
  def flatlength(list), do: length(:lists.flatten(list))
end

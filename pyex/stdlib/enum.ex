# Enum: everything that walks over something enumerable at once. Lazy walking is Stream's.
#
# Lists go straight to loops of their own, each a private function ending in `_list` that calls itself in tail position,
# and ranges to counting loops; everything else goes through reduce/3, which asks the Enumerable protocol last. Work
# without callbacks is done by natives (:lists, :maps, :pyex_enum).
defmodule Enum do
  @moduledoc """
  Functions for everything that can be walked through: lists, maps, ranges, sets, streams.

      iex> Enum.map([1, 2, 3], fn n -> n * 2 end)
      [2, 4, 6]
      iex> Enum.sum(1..100)
      5050
      iex> Enum.sort_by(["pear", "fig", "banana"], &String.length/1)
      ["fig", "pear", "banana"]

  A map is walked through as pairs of key and value:

      iex> Enum.map(%{a: 1, b: 2}, fn {key, value} -> {value, key} end)
      [{1, :a}, {2, :b}]

  All of these functions do their work at once and never end on an endless stream; `Stream` has the lazy ones. An index
  counts from 0, a negative one from the end.
  """

  @type t :: Enumerable.t()
  @type acc :: any
  @type element :: any
  @typedoc "A place in it, from 0 on; negative ones count from the end."
  @type index :: integer
  @type default :: any

  import Kernel, except: [max: 2, min: 2]

  # Tests

  @doc """
  Whether all elements are truthy.

      iex> Enum.all?([1, true, "x"])
      true
      iex> Enum.all?([1, nil])
      false
      iex> Enum.all?([])
      true
  """
  @spec all?(t) :: boolean
  def all?(enumerable) when is_list(enumerable), do: all_list(enumerable)
  def all?(enumerable), do: all?(enumerable, fn element -> element end)

  defp all_list([head | tail]), do: if(head, do: all_list(tail), else: false)
  defp all_list([]), do: true

  @doc """
  Whether `fun` answers true for all elements; it is not asked further after a no.

      iex> Enum.all?([2, 4, 6], &(rem(&1, 2) == 0))
      true
      iex> Enum.all?(1..9, &(&1 < 5))
      false
  """
  @spec all?(t, (element -> as_boolean(term))) :: boolean
  def all?(enumerable, fun) when is_list(enumerable), do: all_list(enumerable, fun)

  def all?(enumerable, fun) do
    walk(enumerable, true, fn element, _ -> if fun.(element), do: {:cont, true}, else: {:halt, false} end)
  end

  defp all_list([head | tail], fun), do: if(fun.(head), do: all_list(tail, fun), else: false)
  defp all_list([], _fun), do: true

  @doc """
  Whether one element at least is truthy.

      iex> Enum.any?([nil, false, 3])
      true
      iex> Enum.any?([])
      false
  """
  @spec any?(t) :: boolean
  def any?(enumerable) when is_list(enumerable), do: any_list(enumerable)
  def any?(enumerable), do: any?(enumerable, fn element -> element end)

  defp any_list([head | tail]), do: if(head, do: true, else: any_list(tail))
  defp any_list([]), do: false

  @doc """
  Whether `fun` answers true for one element at least; it is not asked further after that.

      iex> Enum.any?([1, 2, 3], &(&1 > 2))
      true
  """
  @spec any?(t, (element -> as_boolean(term))) :: boolean
  def any?(enumerable, fun) when is_list(enumerable), do: any_list(enumerable, fun)

  def any?(enumerable, fun) do
    walk(enumerable, false, fn element, _ -> if fun.(element), do: {:halt, true}, else: {:cont, false} end)
  end

  defp any_list([head | tail], fun), do: if(fun.(head), do: true, else: any_list(tail, fun))
  defp any_list([], _fun), do: false

  @doc """
  Whether `element` is in it, compared with `===/2`. This is what `element in enumerable` asks.

      iex> Enum.member?([1, 2, 3], 2)
      true
      iex> Enum.member?(1..10//3, 4)
      true
      iex> Enum.member?([1, 2], 2.0)
      false
  """
  @spec member?(t, element) :: boolean
  def member?(enumerable, element) when is_list(enumerable), do: :lists.member(element, enumerable)

  def member?(enumerable, element) do
    case Enumerable.member?(enumerable, element) do
      {:ok, answer} -> answer
      {:error, module} -> walk_with(module, enumerable, false, &found(&1, &2, element))
    end
  end

  defp found(element, _acc, element), do: {:halt, true}
  defp found(_other, acc, _element), do: {:cont, acc}

  @doc """
  Whether there is nothing in it.

      iex> Enum.empty?([])
      true
      iex> Enum.empty?(%{a: 1})
      false
  """
  @spec empty?(t) :: boolean
  def empty?(enumerable) when is_list(enumerable), do: enumerable == []

  def empty?(enumerable) do
    case Enumerable.slice(enumerable) do
      {:ok, size, _} -> size == 0
      {:error, module} -> walk_with(module, enumerable, true, fn _, _ -> {:halt, false} end)
    end
  end

  # Walks with a function that answers {:cont, acc} or {:halt, acc}.
  defp walk(first..last//step, acc, fun), do: walk_range(first, last, step, acc, fun)

  defp walk(enumerable, acc, fun) do
    {_, acc} = Enumerable.reduce(enumerable, {:cont, acc}, fun)
    acc
  end

  defp walk_range(first, last, step, acc, fun) do
    {part, next} = :pyex_enum.range_part(first, last, step)

    case walk_list(part, acc, fun) do
      {:cont, acc} when next != :end -> walk_range(next, last, step, acc, fun)
      {_, acc} -> acc
    end
  end

  defp walk_list([head | tail], acc, fun) do
    case fun.(head, acc) do
      {:cont, acc} -> walk_list(tail, acc, fun)
      {:halt, acc} -> {:halt, acc}
    end
  end

  defp walk_list([], acc, _fun), do: {:cont, acc}

  defp walk_with(module, enumerable, acc, fun) do
    {_, acc} = module.reduce(enumerable, {:cont, acc}, fun)
    acc
  end

  # Counting

  @doc """
  Counts the elements.

      iex> Enum.count([:a, :b])
      2
      iex> Enum.count(1..10//4)
      3
  """
  @spec count(t) :: non_neg_integer
  def count(enumerable) when is_list(enumerable), do: length(enumerable)

  def count(enumerable) do
    case Enumerable.count(enumerable) do
      {:ok, value} when is_integer(value) -> value
      {:error, module} -> walk_with(module, enumerable, 0, fn _, count -> {:cont, count + 1} end)
    end
  end

  @doc """
  Counts the elements for which `fun` answers true.

      iex> Enum.count(1..5, &(&1 > 2))
      3
  """
  @spec count(t, (element -> as_boolean(term))) :: non_neg_integer
  def count(enumerable, fun) when is_list(enumerable), do: count_list(enumerable, fun, 0)

  def count(enumerable, fun) do
    reduce(enumerable, 0, fn element, count -> if fun.(element), do: count + 1, else: count end)
  end

  defp count_list([head | tail], fun, count) do
    if fun.(head), do: count_list(tail, fun, count + 1), else: count_list(tail, fun, count)
  end

  defp count_list([], _fun, count), do: count

  @doc """
  Counts the elements, no further than `limit`.

      iex> Enum.count_until(1..9, 5)
      5
      iex> Enum.count_until([:a], 5)
      1
  """
  @spec count_until(t, pos_integer) :: non_neg_integer
  def count_until(enumerable, limit) when is_integer(limit) and limit > 0 do
    case Enumerable.count(enumerable) do
      {:ok, value} -> Kernel.min(value, limit)
      {:error, module} -> walk_with(module, enumerable, 0, &count_one(&1, &2, limit))
    end
  end

  defp count_one(_element, count, limit) when count + 1 < limit, do: {:cont, count + 1}
  defp count_one(_element, count, _limit), do: {:halt, count + 1}

  @doc """
  Counts the elements for which `fun` answers true, no further than `limit`.

      iex> Enum.count_until(1..9, &(rem(&1, 2) == 0), 3)
      3
      iex> Enum.count_until(1..9, &(&1 > 8), 3)
      1
  """
  @spec count_until(t, (element -> as_boolean(term)), pos_integer) :: non_neg_integer
  def count_until(enumerable, fun, limit) when is_integer(limit) and limit > 0 do
    walk(enumerable, 0, fn element, count ->
      if fun.(element), do: count_one(element, count, limit), else: {:cont, count}
    end)
  end

  @doc """
  Counts how often each element occurs.

      iex> Enum.frequencies(["tea", "cup", "tea"])
      %{"cup" => 1, "tea" => 2}
  """
  @spec frequencies(t) :: map
  def frequencies(enumerable), do: :pyex_enum.frequencies(to_list(enumerable))

  @doc """
  Counts how often each answer of `key_fun` occurs.

      iex> Enum.frequencies_by(["tea", "cup", "milk"], &String.length/1)
      %{3 => 2, 4 => 1}
  """
  @spec frequencies_by(t, (element -> any)) :: map
  def frequencies_by(enumerable, key_fun) when is_function(key_fun) do
    :pyex_enum.frequencies(map(enumerable, key_fun))
  end

  # Finding

  @doc """
  Gives the element at `index`, or `default` if there is none.

      iex> Enum.at([:a, :b, :c], 1)
      :b
      iex> Enum.at([:a, :b, :c], -1)
      :c
      iex> Enum.at([:a], 5, :none)
      :none
  """
  @spec at(t, index, default) :: element | default
  def at(enumerable, index, default \\ nil)

  def at(enumerable, index, default) when is_integer(index) do
    case fetch(enumerable, index) do
      {:ok, element} -> element
      :error -> default
    end
  end

  @doc """
  Gives `{:ok, element}` for the element at `index`, `:error` if there is none.

      iex> Enum.fetch([2, 4, 6], 0)
      {:ok, 2}
      iex> Enum.fetch([2, 4, 6], 9)
      :error
  """
  @spec fetch(t, index) :: {:ok, element} | :error
  def fetch(enumerable, index) when is_integer(index) do
    if is_list(enumerable), do: :pyex_enum.fetch(enumerable, index), else: fetch_any(enumerable, index)
  end

  defp fetch_any(enumerable, index) do
    case slice_any(enumerable, index, 1) do
      [element] -> {:ok, element}
      _ -> :error
    end
  end

  @doc """
  Gives the element at `index`; there has to be one.

      iex> Enum.fetch!([2, 4, 6], 2)
      6
      iex> Enum.fetch!([2], 1)
      ** (Enum.OutOfBoundsError) out of bounds error
  """
  @spec fetch!(t, index) :: element
  def fetch!(enumerable, index) when is_integer(index) do
    case fetch(enumerable, index) do
      {:ok, element} -> element
      :error -> raise Enum.OutOfBoundsError
    end
  end

  @doc """
  Gives the first element for which `fun` answers true, or `default`.

      iex> Enum.find([1, 4, 6], &(rem(&1, 2) == 0))
      4
      iex> Enum.find([1, 3], :none, &(rem(&1, 2) == 0))
      :none
  """
  @spec find(t, default, (element -> any)) :: element | default
  def find(enumerable, default \\ nil, fun)
  def find(enumerable, default, fun) when is_list(enumerable), do: find_list(enumerable, default, fun)

  def find(enumerable, default, fun) do
    walk(enumerable, default, fn element, default ->
      if fun.(element), do: {:halt, element}, else: {:cont, default}
    end)
  end

  defp find_list([head | tail], default, fun), do: if(fun.(head), do: head, else: find_list(tail, default, fun))
  defp find_list([], default, _fun), do: default

  @doc """
  Gives the index of the first element for which `fun` answers true, or `nil`.

      iex> Enum.find_index([5, 6, 7], &(&1 > 5))
      1
  """
  @spec find_index(t, (element -> any)) :: non_neg_integer | nil
  def find_index(enumerable, fun) when is_list(enumerable), do: find_index_list(enumerable, 0, fun)

  def find_index(enumerable, fun) do
    result =
      walk(enumerable, 0, fn element, index ->
        if fun.(element), do: {:halt, {:found, index}}, else: {:cont, index + 1}
      end)

    case result do
      {:found, index} -> index
      _ -> nil
    end
  end

  defp find_index_list([head | tail], index, fun) do
    if fun.(head), do: index, else: find_index_list(tail, index + 1, fun)
  end

  defp find_index_list([], _index, _fun), do: nil

  @doc """
  Gives the first truthy answer of `fun`, or `default`.

      iex> Enum.find_value([5, 12], fn n -> n > 9 && "got \#{n}" end)
      "got 12"
      iex> Enum.find_value([5], :none, fn n -> n > 9 end)
      :none
  """
  @spec find_value(t, default, (element -> found)) :: found | default when found: term
  def find_value(enumerable, default \\ nil, fun)
  def find_value(enumerable, default, fun) when is_list(enumerable), do: find_value_list(enumerable, default, fun)

  def find_value(enumerable, default, fun) do
    walk(enumerable, default, fn element, default ->
      if value = fun.(element), do: {:halt, value}, else: {:cont, default}
    end)
  end

  defp find_value_list([head | tail], default, fun), do: fun.(head) || find_value_list(tail, default, fun)
  defp find_value_list([], default, _fun), do: default

  # Mapping

  @doc """
  Gives the list of what `fun` makes of each element.

      iex> Enum.map([1, 2, 3], &(&1 * 2))
      [2, 4, 6]
      iex> Enum.map(%{a: 1}, fn {key, n} -> {key, -n} end)
      [a: -1]
  """
  @spec map(t, (element -> any)) :: list
  def map(enumerable, fun) when is_list(enumerable), do: map_list(enumerable, fun)
  def map(_.._//_ = range, fun), do: map_range(range, fun)
  def map(map, fun) when is_non_struct_map(map), do: map_list(:maps.to_list(map), fun)
  def map(enumerable, fun), do: :lists.reverse(reduce(enumerable, [], &[fun.(&1) | &2]))

  defp map_list([head | tail], fun), do: [fun.(head) | map_list(tail, fun)]
  defp map_list([], _fun), do: []

  defp map_range(range, fun), do: for(element <- range, do: fun.(element))

  @doc """
  Calls `fun` for each element and gives `:ok`.

      iex> Enum.each([1, 2], fn n -> send(self(), n) end)
      :ok
  """
  @spec each(t, (element -> any)) :: :ok
  def each(enumerable, fun) when is_list(enumerable), do: each_list(enumerable, fun)
  def each(_.._//_ = range, fun), do: each_range(range, fun)
  def each(map, fun) when is_non_struct_map(map), do: each_list(:maps.to_list(map), fun)

  def each(enumerable, fun) do
    reduce(enumerable, nil, fn element, _ ->
      fun.(element)
      nil
    end)

    :ok
  end

  defp each_list([head | tail], fun) do
    fun.(head)
    each_list(tail, fun)
  end

  defp each_list([], _fun), do: :ok

  defp each_range(range, fun) do
    for element <- range, do: fun.(element)
    :ok
  end

  @doc """
  Puts `fun`'s answer in the place of every `nth` element, the first one included.

      iex> Enum.map_every(1..6, 2, &(&1 * 100))
      [100, 2, 300, 4, 500, 6]
  """
  @spec map_every(t, non_neg_integer, (element -> any)) :: list
  def map_every(enumerable, nth, fun)
  def map_every(enumerable, 1, fun), do: map(enumerable, fun)
  def map_every(enumerable, 0, _fun), do: to_list(enumerable)
  def map_every([], nth, _fun) when is_integer(nth) and nth > 1, do: []

  def map_every(enumerable, nth, fun) when is_integer(nth) and nth > 1 do
    {reversed, _} =
      reduce(enumerable, {[], nth}, fn
        element, {acc, ^nth} -> {[fun.(element) | acc], 1}
        element, {acc, index} -> {[element | acc], index + 1}
      end)

    :lists.reverse(reversed)
  end

  @doc """
  Maps each element to an enumerable and joins these.

      iex> Enum.flat_map([4, 5], &[&1, -&1])
      [4, -4, 5, -5]
      iex> Enum.flat_map(1..3, &(1..&1))
      [1, 1, 2, 1, 2, 3]
  """
  @spec flat_map(t, (element -> t)) :: list
  def flat_map(enumerable, fun) when is_list(enumerable), do: flat_map_list([], enumerable, fun)
  def flat_map(_.._//_ = range, fun), do: for(element <- range, inner <- fun.(element), do: inner)
  def flat_map(enumerable, fun), do: :lists.reverse(reduce(enumerable, [], &push_all(fun.(&1), &2)))

  defp flat_map_list([element | inner], list, fun), do: [element | flat_map_list(inner, list, fun)]
  defp flat_map_list([], [head | tail], fun), do: flat_map_list(to_list(fun.(head)), tail, fun)
  defp flat_map_list([], [], _fun), do: []

  defp push_all(list, acc) when is_list(list), do: :lists.reverse(list, acc)
  defp push_all(other, acc), do: reduce(other, acc, &[&1 | &2])

  @doc """
  Maps and folds at once: `fun` gives an enumerable and the next accumulator, or `{:halt, acc}` to end.

      iex> Enum.flat_map_reduce(1..100, 0, fn n, sum ->
      ...>   if sum < 6, do: {[n, n], sum + n}, else: {:halt, sum}
      ...> end)
      {[1, 1, 2, 2, 3, 3], 6}
  """
  @spec flat_map_reduce(t, acc, (element, acc -> {t, acc} | {:halt, acc})) :: {[any], acc}
  def flat_map_reduce(enumerable, acc, fun) do
    {reversed, acc} =
      walk(enumerable, {[], acc}, fn element, {list, acc} ->
        case fun.(element, acc) do
          {:halt, acc} -> {:halt, {list, acc}}
          {result, acc} -> {:cont, {push_all(result, list), acc}}
        end
      end)

    {:lists.reverse(reversed), acc}
  end

  @doc """
  Maps and folds at once: `fun` gives `{mapped element, next accumulator}`.

      iex> Enum.map_reduce([1, 2, 3], 0, fn n, sum -> {n * 10, sum + n} end)
      {[10, 20, 30], 6}
  """
  @spec map_reduce(t, acc, (element, acc -> {element, acc})) :: {list, acc}
  def map_reduce(enumerable, acc, fun) when is_list(enumerable), do: map_reduce_list(enumerable, acc, fun, [])

  def map_reduce(enumerable, acc, fun) do
    {reversed, acc} =
      reduce(enumerable, {[], acc}, fn element, {list, acc} ->
        {mapped, acc} = fun.(element, acc)
        {[mapped | list], acc}
      end)

    {:lists.reverse(reversed), acc}
  end

  defp map_reduce_list([head | tail], acc, fun, mapped) do
    {element, acc} = fun.(head, acc)
    map_reduce_list(tail, acc, fun, [element | mapped])
  end

  defp map_reduce_list([], acc, _fun, mapped), do: {:lists.reverse(mapped), acc}

  @doc """
  Pairs each element with its index, counted from `fun_or_offset`; or gives both to a function.

      iex> Enum.with_index([:a, :b])
      [a: 0, b: 1]
      iex> Enum.with_index([:a, :b], 1)
      [a: 1, b: 2]
      iex> Enum.with_index([:a, :b], fn element, index -> {index, element} end)
      [{0, :a}, {1, :b}]
  """
  @spec with_index(t, integer | (element, index -> value)) :: [{element, index}] | [value] when value: any
  def with_index(enumerable, fun_or_offset \\ 0)

  def with_index(enumerable, offset) when is_list(enumerable) and is_integer(offset) do
    :pyex_enum.with_index(enumerable, offset)
  end

  def with_index(enumerable, fun) when is_list(enumerable) and is_function(fun, 2) do
    with_index_list(enumerable, 0, fun)
  end

  def with_index(enumerable, offset) when is_integer(offset), do: :pyex_enum.with_index(to_list(enumerable), offset)

  def with_index(enumerable, fun) when is_function(fun, 2) do
    {mapped, _} = map_reduce(enumerable, 0, fn element, index -> {fun.(element, index), index + 1} end)
    mapped
  end

  defp with_index_list([head | tail], index, fun), do: [fun.(head, index) | with_index_list(tail, index + 1, fun)]
  defp with_index_list([], _index, _fun), do: []

  @doc """
  Folds, and gives all accumulators; the first element is the first of them.

      iex> Enum.scan(1..4, &(&1 + &2))
      [1, 3, 6, 10]
  """
  @spec scan(t, (element, acc -> acc)) :: list
  def scan(enumerable, fun)
  def scan([], _fun), do: []
  def scan([first | rest], fun), do: [first | scan_list(rest, first, fun)]
  def scan(enumerable, fun), do: scan(to_list(enumerable), fun)

  @doc """
  Folds, beginning with `acc`, and gives all accumulators after it.

      iex> Enum.scan(1..4, 10, &(&1 + &2))
      [11, 13, 16, 20]
  """
  @spec scan(t, acc, (element, acc -> acc)) :: list
  def scan(enumerable, acc, fun) when is_list(enumerable), do: scan_list(enumerable, acc, fun)
  def scan(enumerable, acc, fun), do: scan_list(to_list(enumerable), acc, fun)

  defp scan_list([head | tail], acc, fun) do
    acc = fun.(head, acc)
    [acc | scan_list(tail, acc, fun)]
  end

  defp scan_list([], _acc, _fun), do: []

  # Keeping some

  @doc """
  Keeps the elements for which `fun` answers true.

      iex> Enum.filter([1, 2, 3, 4], &(rem(&1, 2) == 0))
      [2, 4]
  """
  @spec filter(t, (element -> as_boolean(term))) :: list
  def filter(enumerable, fun) when is_list(enumerable), do: filter_list(enumerable, fun)
  def filter(_.._//_ = range, fun), do: filter_range(range, fun)
  def filter(map, fun) when is_non_struct_map(map), do: filter_list(:maps.to_list(map), fun)

  def filter(enumerable, fun) do
    kept = reduce(enumerable, [], fn element, acc -> if fun.(element), do: [element | acc], else: acc end)
    :lists.reverse(kept)
  end

  defp filter_list([head | tail], fun) do
    if fun.(head), do: [head | filter_list(tail, fun)], else: filter_list(tail, fun)
  end

  defp filter_list([], _fun), do: []

  defp filter_range(range, fun), do: for(element <- range, fun.(element), do: element)

  @doc """
  Removes the elements for which `fun` answers true.

      iex> Enum.reject([1, 2, 3, 4], &(rem(&1, 2) == 0))
      [1, 3]
  """
  @spec reject(t, (element -> as_boolean(term))) :: list
  def reject(enumerable, fun) when is_list(enumerable), do: reject_list(enumerable, fun)

  def reject(enumerable, fun) do
    kept = reduce(enumerable, [], fn element, acc -> if fun.(element), do: acc, else: [element | acc] end)
    :lists.reverse(kept)
  end

  defp reject_list([head | tail], fun) do
    if fun.(head), do: reject_list(tail, fun), else: [head | reject_list(tail, fun)]
  end

  defp reject_list([], _fun), do: []

  @doc false
  @deprecated "Use Enum.filter/2 + Enum.map/2 or for comprehensions instead"
  def filter_map(enumerable, filter, mapper), do: enumerable |> filter(filter) |> map(mapper)

  @doc """
  Parts the elements into those for which `fun` answers true and the others.

      iex> Enum.split_with(1..6, &(rem(&1, 2) == 0))
      {[2, 4, 6], [1, 3, 5]}
  """
  @spec split_with(t, (element -> as_boolean(term))) :: {list, list}
  def split_with(enumerable, fun) do
    {accepted, refused} =
      reduce(enumerable, {[], []}, fn element, {accepted, refused} ->
        if fun.(element), do: {[element | accepted], refused}, else: {accepted, [element | refused]}
      end)

    {:lists.reverse(accepted), :lists.reverse(refused)}
  end

  @doc false
  @deprecated "Use Enum.split_with/2 instead"
  def partition(enumerable, fun), do: split_with(enumerable, fun)

  @doc """
  Keeps one of all equal elements, the first.

      iex> Enum.uniq([1, 2, 1, 1.0])
      [1, 2, 1.0]
  """
  @spec uniq(t) :: list
  def uniq(enumerable), do: :pyex_enum.uniq(to_list(enumerable))

  @doc false
  @deprecated "Use Enum.uniq_by/2 instead"
  def uniq(enumerable, fun), do: uniq_by(enumerable, fun)

  @doc """
  Keeps the first of all elements for which `fun` gives the same.

      iex> Enum.uniq_by(["tea", "cup", "milk"], &String.length/1)
      ["tea", "milk"]
  """
  @spec uniq_by(t, (element -> term)) :: list
  def uniq_by(enumerable, fun) do
    list = to_list(enumerable)
    :pyex_enum.uniq_by(list, map_list(list, fun))
  end

  @doc """
  Of equal elements in a row, keeps the first.

      iex> Enum.dedup([1, 1, 2, 2, 1])
      [1, 2, 1]
  """
  @spec dedup(t) :: list
  def dedup(enumerable) do
    list = to_list(enumerable)
    :pyex_enum.dedup_by(list, list)
  end

  @doc """
  Of elements in a row for which `fun` gives the same, keeps the first.

      iex> Enum.dedup_by([{1, :a}, {2, :b}, {2, :c}, {1, :d}], fn {n, _} -> n end)
      [{1, :a}, {2, :b}, {1, :d}]
  """
  @spec dedup_by(t, (element -> term)) :: list
  def dedup_by(enumerable, fun) do
    list = to_list(enumerable)
    :pyex_enum.dedup_by(list, map_list(list, fun))
  end

  # Parts

  @doc """
  Takes the first `amount` elements, or with a negative amount the last ones.

      iex> Enum.take([5, 3, 9], 2)
      [5, 3]
      iex> Enum.take([5, 3, 9], -2)
      [3, 9]
      iex> Enum.take([5], 4)
      [5]
  """
  @spec take(t, amount :: integer) :: list
  def take(enumerable, amount)
  def take(_enumerable, 0), do: []

  def take(enumerable, amount) when is_list(enumerable) and is_integer(amount) and amount > 0 do
    :pyex_enum.take(enumerable, amount)
  end

  def take(enumerable, amount) when is_integer(amount) and amount > 0 do
    {reversed, _} = walk(enumerable, {[], amount}, &take_one/2)
    :lists.reverse(reversed)
  end

  def take(enumerable, amount) when is_integer(amount) and amount < 0 do
    list = to_list(enumerable)
    :pyex_enum.drop(list, Kernel.max(length(list) + amount, 0))
  end

  defp take_one(element, {acc, 1}), do: {:halt, {[element | acc], 0}}
  defp take_one(element, {acc, left}), do: {:cont, {[element | acc], left - 1}}

  @doc """
  Leaves the first `amount` elements out, or with a negative amount the last ones.

      iex> Enum.drop([5, 3, 9], 2)
      [9]
      iex> Enum.drop([5, 3, 9], -2)
      [5]
  """
  @spec drop(t, amount :: integer) :: list
  def drop(enumerable, amount)

  def drop(enumerable, amount) when is_list(enumerable) and is_integer(amount) and amount >= 0 do
    :pyex_enum.drop(enumerable, amount)
  end

  def drop(enumerable, 0), do: to_list(enumerable)

  def drop(enumerable, amount) when is_integer(amount) and amount > 0 do
    :pyex_enum.drop(to_list(enumerable), amount)
  end

  def drop(enumerable, amount) when is_integer(amount) and amount < 0 do
    list = to_list(enumerable)
    :pyex_enum.take(list, Kernel.max(length(list) + amount, 0))
  end

  @doc """
  Takes elements as long as `fun` answers true.

      iex> Enum.take_while([5, 3, 9, 1], &(&1 > 2))
      [5, 3, 9]
  """
  @spec take_while(t, (element -> as_boolean(term))) :: list
  def take_while(enumerable, fun) when is_list(enumerable), do: take_while_list(enumerable, fun)

  def take_while(enumerable, fun) do
    taken = walk(enumerable, [], fn element, acc -> if fun.(element), do: {:cont, [element | acc]}, else: {:halt, acc} end)
    :lists.reverse(taken)
  end

  defp take_while_list([head | tail], fun), do: if(fun.(head), do: [head | take_while_list(tail, fun)], else: [])
  defp take_while_list([], _fun), do: []

  @doc """
  Leaves elements out as long as `fun` answers true.

      iex> Enum.drop_while([5, 3, 1, 9], &(&1 > 2))
      [1, 9]
  """
  @spec drop_while(t, (element -> as_boolean(term))) :: list
  def drop_while(enumerable, fun) when is_list(enumerable), do: drop_while_list(enumerable, fun)

  def drop_while(enumerable, fun) do
    {_, reversed} =
      reduce(enumerable, {:dropping, []}, fn
        element, {:dropping, []} -> if fun.(element), do: {:dropping, []}, else: {:keeping, [element]}
        element, {:keeping, acc} -> {:keeping, [element | acc]}
      end)

    :lists.reverse(reversed)
  end

  defp drop_while_list([head | tail] = list, fun), do: if(fun.(head), do: drop_while_list(tail, fun), else: list)
  defp drop_while_list([], _fun), do: []

  @doc """
  Takes every `nth` element, beginning with the first.

      iex> Enum.take_every(1..10, 4)
      [1, 5, 9]
      iex> Enum.take_every(1..10, 0)
      []
  """
  @spec take_every(t, nth :: non_neg_integer) :: list
  def take_every(enumerable, nth)
  def take_every(_enumerable, 0), do: []
  def take_every(enumerable, 1), do: to_list(enumerable)
  def take_every(list, nth) when is_list(list) and is_integer(nth) and nth > 1, do: :pyex_enum.take_every(list, nth)
  def take_every(enumerable, nth) when is_integer(nth) and nth > 1, do: :pyex_enum.take_every(to_list(enumerable), nth)

  @doc """
  Leaves every `nth` element out, beginning with the first.

      iex> Enum.drop_every(1..10, 3)
      [2, 3, 5, 6, 8, 9]
  """
  @spec drop_every(t, nth :: non_neg_integer) :: list
  def drop_every(enumerable, nth)
  def drop_every(_enumerable, 1), do: []
  def drop_every(enumerable, 0), do: to_list(enumerable)
  def drop_every([], nth) when is_integer(nth), do: []
  def drop_every(enumerable, nth) when is_integer(nth) and nth > 1, do: :pyex_enum.drop_every(to_list(enumerable), nth)

  @doc """
  Cuts in two after `count` elements; a negative count is counted from the end.

      iex> Enum.split([5, 3, 9], 2)
      {[5, 3], [9]}
      iex> Enum.split([5, 3, 9], -1)
      {[5, 3], [9]}
  """
  @spec split(t, integer) :: {list, list}
  def split(enumerable, count) when is_list(enumerable) and is_integer(count) and count >= 0 do
    :pyex_enum.split(enumerable, count)
  end

  def split(enumerable, count) when is_integer(count) and count >= 0 do
    :pyex_enum.split(to_list(enumerable), count)
  end

  def split(enumerable, count) when is_integer(count) and count < 0 do
    list = to_list(enumerable)
    :pyex_enum.split(list, Kernel.max(length(list) + count, 0))
  end

  @doc """
  Cuts in two before the first element for which `fun` does not answer true.

      iex> Enum.split_while([5, 3, 9, 1], &(&1 != 9))
      {[5, 3], [9, 1]}
  """
  @spec split_while(t, (element -> as_boolean(term))) :: {list, list}
  def split_while(enumerable, fun) when is_list(enumerable), do: split_while_list(enumerable, fun, [])

  def split_while(enumerable, fun) do
    {reversed, rest} =
      reduce(enumerable, {[], []}, fn
        element, {taken, []} -> if fun.(element), do: {[element | taken], []}, else: {taken, [element]}
        element, {taken, rest} -> {taken, [element | rest]}
      end)

    {:lists.reverse(reversed), :lists.reverse(rest)}
  end

  defp split_while_list([head | tail] = list, fun, acc) do
    if fun.(head), do: split_while_list(tail, fun, [head | acc]), else: {:lists.reverse(acc), list}
  end

  defp split_while_list([], _fun, acc), do: {:lists.reverse(acc), []}

  @doc """
  Gives the elements whose indexes are in a range; its negative ends are counted from the end.

      iex> Enum.slice(["a", "b", "c", "d"], 1..2)
      ["b", "c"]
      iex> Enum.slice(["a", "b", "c", "d"], 1..-2//1)
      ["b", "c"]
      iex> Enum.slice([1, 2, 3, 4, 5], 0..-1//2)
      [1, 3, 5]
  """
  @spec slice(t, Range.t()) :: list
  def slice(enumerable, index_range)

  def slice(enumerable, first..last//step = index_range) do
    cond do
      step > 0 -> slice_range(enumerable, first, last, step)
      step == -1 and first > last -> slice_range(enumerable, first, last, 1)
      true -> raise ArgumentError, "Enum.slice/2 does not accept ranges with negative steps, got: #{inspect(index_range)}"
    end
  end

  defp slice_range(enumerable, first, last, step) when first >= 0 and last >= 0 do
    if last >= first, do: slice_steps(enumerable, first, last - first + 1, step), else: check_enumerable(enumerable)
  end

  defp slice_range(enumerable, first, last, step) do
    {size, list} = sized(enumerable)
    start = if first < 0, do: Kernel.max(size + first, 0), else: first
    stop = if last < 0, do: size + last, else: last
    if stop >= start, do: slice_steps(list, start, stop - start + 1, step), else: []
  end

  # {size, something to slice}: what does not know its size is made a list first.
  defp sized(list) when is_list(list), do: {length(list), list}

  defp sized(enumerable) do
    case Enumerable.slice(enumerable) do
      {:ok, size, _} -> {size, enumerable}
      {:error, module} -> sized(module_list(module, enumerable))
    end
  end

  defp module_list(module, enumerable) do
    :lists.reverse(walk_with(module, enumerable, [], fn element, acc -> {:cont, [element | acc]} end))
  end

  defp check_enumerable(enumerable) do
    if not is_list(enumerable), do: Enumerable.slice(enumerable)
    []
  end

  defp slice_steps(enumerable, start, amount, 1), do: slice_any(enumerable, start, amount)
  defp slice_steps(enumerable, start, amount, step), do: :pyex_enum.take_every(slice_any(enumerable, start, amount), step)

  @doc """
  Gives `amount` elements from the index `start_index` on.

      iex> Enum.slice([5, 3, 9, 1], 1, 2)
      [3, 9]
      iex> Enum.slice([5, 3, 9, 1], -3, 2)
      [3, 9]
  """
  @spec slice(t, index, non_neg_integer) :: list
  def slice(_enumerable, start_index, 0) when is_integer(start_index), do: []

  def slice(enumerable, start_index, amount)
      when is_integer(start_index) and start_index < 0 and is_integer(amount) and amount >= 0 do
    {size, enumerable} = sized(enumerable)
    slice_any(enumerable, Kernel.max(size + start_index, 0), amount)
  end

  def slice(enumerable, start_index, amount)
      when is_integer(start_index) and is_integer(amount) and amount >= 0 do
    slice_any(enumerable, start_index, amount)
  end

  defp slice_any(list, start, amount) when is_list(list), do: :pyex_enum.slice(list, start, amount)

  defp slice_any(enumerable, start, amount) do
    case Enumerable.slice(enumerable) do
      {:ok, size, slicer} -> slice_sized(enumerable, size, slicer, if(start < 0, do: size + start, else: start), amount)
      {:error, module} when start < 0 -> :pyex_enum.slice(module_list(module, enumerable), start, amount)
      {:error, module} -> slice_walk(module, enumerable, start, amount)
    end
  end

  defp slice_sized(_enumerable, size, _slicer, start, _amount) when start < 0 or start >= size, do: []

  defp slice_sized(_enumerable, size, slicer, start, amount) when is_function(slicer, 3) do
    slicer.(start, Kernel.min(size - start, amount), 1)
  end

  defp slice_sized(_enumerable, size, slicer, start, amount) when is_function(slicer, 2) do
    slicer.(start, Kernel.min(size - start, amount))
  end

  defp slice_sized(enumerable, _size, slicer, start, amount) do
    :pyex_enum.slice(slicer.(enumerable), start, amount)
  end

  defp slice_walk(module, enumerable, start, amount) do
    {_, _, reversed} = walk_with(module, enumerable, {start, amount, []}, &slice_one/2)
    :lists.reverse(reversed)
  end

  defp slice_one(_element, {start, amount, []}) when start > 0, do: {:cont, {start - 1, amount, []}}
  defp slice_one(element, {start, 1, acc}), do: {:halt, {start, 0, [element | acc]}}
  defp slice_one(element, {start, amount, acc}), do: {:cont, {start, amount - 1, [element | acc]}}

  @doc """
  Moves an element, or the elements of a range of indexes, to another index.

      iex> Enum.slide([:a, :b, :c, :d], 0, 2)
      [:b, :c, :a, :d]
      iex> Enum.slide([:a, :b, :c, :d, :e], 3..4, 1)
      [:a, :d, :e, :b, :c]
  """
  @spec slide(t, Range.t() | index, index) :: list
  def slide(enumerable, range_or_single_index, insertion_index)

  def slide(enumerable, single_index, insertion_index) when is_integer(single_index) do
    slide(enumerable, single_index..single_index, insertion_index)
  end

  def slide(_, _.._//step = index_range, _insertion_index) when step != 1 do
    raise ArgumentError, "Enum.slide/3 does not accept ranges with custom steps, got: #{inspect(index_range)}"
  end

  def slide(enumerable, first..last//_, insertion_index) when first < 0 or last < 0 or insertion_index < 0 do
    list = to_list(enumerable)
    size = length(list)
    from_end = fn index -> if index < 0, do: index + size, else: index end
    first = Kernel.max(from_end.(first), 0)
    last = from_end.(last)
    if first < size, do: slide(list, first..last//1, Kernel.max(from_end.(insertion_index), 0)), else: list
  end

  def slide(enumerable, insertion_index.._//_, insertion_index), do: to_list(enumerable)

  def slide(_, first..last//_, insertion_index) when insertion_index > first and insertion_index <= last do
    raise ArgumentError,
          "insertion index for slide must be outside the range being moved " <>
            "(tried to insert #{first}..#{last} at #{insertion_index})"
  end

  def slide(enumerable, first..last//_, _insertion_index) when first > last, do: to_list(enumerable)

  def slide(enumerable, first..last//_, insertion_index) do
    :pyex_enum.slide(to_list(enumerable), first, last, insertion_index)
  end

  @doc """
  Reverses `count` elements from `start_index` on.

      iex> Enum.reverse_slice([1, 2, 3, 4, 5], 1, 3)
      [1, 4, 3, 2, 5]
  """
  @spec reverse_slice(t, non_neg_integer, non_neg_integer) :: list
  def reverse_slice(enumerable, start_index, count)
      when is_integer(start_index) and start_index >= 0 and is_integer(count) and count >= 0 do
    {before, rest} = :pyex_enum.split(to_list(enumerable), start_index)
    {middle, rest} = :pyex_enum.split(rest, count)
    before ++ :lists.reverse(middle, rest)
  end

  # Chunks

  @doc """
  Cuts into lists of `count` elements.

      iex> Enum.chunk_every([:a, :b, :c, :d, :e], 2)
      [[:a, :b], [:c, :d], [:e]]
  """
  @spec chunk_every(t, pos_integer) :: [list]
  def chunk_every(enumerable, count), do: chunk_every(enumerable, count, count, [])

  @doc """
  Cuts into lists of `count` elements, each beginning `step` elements after the one before. What fills the last one
  comes from `leftover`; `:discard` leaves a list that is too short out.

      iex> Enum.chunk_every([1, 2, 3, 4, 5], 3, 1, :discard)
      [[1, 2, 3], [2, 3, 4], [3, 4, 5]]
      iex> Enum.chunk_every([1, 2, 3, 4, 5], 2, 2, [:pad])
      [[1, 2], [3, 4], [5, :pad]]
  """
  @spec chunk_every(t, pos_integer, pos_integer, t | :discard) :: [list]
  def chunk_every(enumerable, count, step, leftover \\ [])

  def chunk_every(enumerable, count, step, leftover)
      when is_integer(count) and count > 0 and is_integer(step) and step > 0 do
    :pyex_enum.chunk_every(to_list(enumerable), count, step, filling(leftover, count))
  end

  defp filling(:discard, _count), do: :discard
  defp filling(leftover, count), do: take(leftover, count)

  @doc false
  @deprecated "Use Enum.chunk_every/2 instead"
  def chunk(enumerable, count), do: chunk(enumerable, count, count, nil)

  @doc false
  @deprecated "Use Enum.chunk_every/3 instead"
  def chunk(enumerable, count, step), do: chunk(enumerable, count, step, nil)

  @doc false
  @deprecated "Use Enum.chunk_every/4 instead"
  def chunk(enumerable, count, step, leftover), do: chunk_every(enumerable, count, step, leftover || :discard)

  @doc """
  Begins a new list wherever `fun` gives something else than for the element before.

      iex> Enum.chunk_by([1, 3, 2, 4, 5], &rem(&1, 2))
      [[1, 3], [2, 4], [5]]
  """
  @spec chunk_by(t, (element -> any)) :: [list]
  def chunk_by(enumerable, fun) do
    list = to_list(enumerable)
    :pyex_enum.chunk_by(list, map_list(list, fun))
  end

  @doc """
  Cuts as `chunk_fun` says: for an element and the accumulator it gives `{:cont, chunk, acc}`, `{:cont, acc}` or
  `{:halt, acc}`. In the end `after_fun` may give one more chunk.

      iex> Enum.chunk_while(1..7, [], fn n, acc ->
      ...>   if rem(n, 3) == 0, do: {:cont, Enum.reverse([n | acc]), []}, else: {:cont, [n | acc]}
      ...> end, fn acc -> {:cont, acc, []} end)
      [[1, 2, 3], [4, 5, 6], [7]]
  """
  @spec chunk_while(t, acc, (element, acc -> {:cont, chunk, acc} | {:cont, acc} | {:halt, acc}), (acc -> {:cont, chunk, acc} | {:cont, acc})) :: Enumerable.t() when chunk: any
  def chunk_while(enumerable, acc, chunk_fun, after_fun) do
    {chunks, acc} =
      walk(enumerable, {[], acc}, fn element, {chunks, acc} ->
        case chunk_fun.(element, acc) do
          {:cont, chunk, acc} -> {:cont, {[chunk | chunks], acc}}
          {:cont, acc} -> {:cont, {chunks, acc}}
          {:halt, acc} -> {:halt, {chunks, acc}}
        end
      end)

    case after_fun.(acc) do
      {:cont, _acc} -> :lists.reverse(chunks)
      {:cont, chunk, _acc} -> :lists.reverse(chunks, [chunk])
    end
  end

  # Joining

  @doc """
  Joins enumerables to one list.

      iex> Enum.concat([[1], [2, 3], 4..5])
      [1, 2, 3, 4, 5]
  """
  @spec concat(t) :: t
  def concat(enumerables)
  def concat(list) when is_list(list), do: concat_list(list, [])
  def concat(enums), do: concat_list(to_list(enums), [])

  defp concat_list([head | tail], acc) when is_list(head), do: concat_list(tail, :lists.reverse(head, acc))
  defp concat_list([head | tail], acc), do: concat_list(tail, reduce(head, acc, &[&1 | &2]))
  defp concat_list([], acc), do: :lists.reverse(acc)

  @doc """
  Joins two enumerables to one list.

      iex> Enum.concat(1..2, [:a])
      [1, 2, :a]
  """
  @spec concat(t, t) :: t
  def concat(left, right) when is_list(left) and is_list(right), do: left ++ right
  def concat(left, right), do: concat_list([left, right], [])

  @doc """
  Joins the elements to one string, with `joiner` between them.

      iex> Enum.join([1, "b", :c], "-")
      "1-b-c"
      iex> Enum.join(1..3)
      "123"
  """
  @spec join(t, binary) :: binary
  def join(enumerable, joiner \\ "")
  def join(enumerable, ""), do: join_list(to_list(enumerable), "")
  def join(enumerable, joiner) when is_list(enumerable) and is_binary(joiner), do: join_list(enumerable, joiner)
  def join(enumerable, joiner) when is_binary(joiner), do: join_list(to_list(enumerable), joiner)

  # The native knows strings, integers and atoms; other elements go through String.Chars.
  defp join_list(list, joiner) do
    :pyex_enum.join(list, joiner) || :pyex_enum.join(map_list(list, &String.Chars.to_string/1), joiner)
  end

  @doc """
  Joins what `mapper` makes of the elements to one string.

      iex> Enum.map_join([1, 2, 3], "+", &(&1 * 10))
      "10+20+30"
  """
  @spec map_join(t, binary, (element -> String.Chars.t())) :: binary
  def map_join(enumerable, joiner \\ "", mapper)

  def map_join(enumerable, joiner, mapper) when is_binary(joiner), do: join_list(map(enumerable, mapper), joiner)

  @doc """
  Puts `separator` between the elements.

      iex> Enum.intersperse([1, 2, 3], :and)
      [1, :and, 2, :and, 3]
  """
  @spec intersperse(t, element) :: list
  def intersperse(enumerable, separator), do: :pyex_enum.intersperse(to_list(enumerable), separator)

  @doc """
  Maps the elements and puts `separator` between them.

      iex> Enum.map_intersperse([1, 2, 3], :and, &(&1 * 10))
      [10, :and, 20, :and, 30]
  """
  @spec map_intersperse(t, element, (element -> any)) :: list
  def map_intersperse(enumerable, separator, mapper) do
    :pyex_enum.intersperse(map(enumerable, mapper), separator)
  end

  @doc """
  Pairs the elements of two enumerables, as far as the shorter one goes.

      iex> Enum.zip([1, 2, 3], [:a, :b])
      [{1, :a}, {2, :b}]
  """
  @spec zip(t, t) :: [{any, any}]
  def zip(enumerable1, enumerable2) when is_list(enumerable1) and is_list(enumerable2) do
    :pyex_enum.zip(enumerable1, enumerable2)
  end

  def zip(enumerable1, enumerable2), do: zip([enumerable1, enumerable2])

  @doc """
  Makes tuples of the elements of several enumerables, as far as the shortest one goes.

      iex> Enum.zip([1..3, [:a, :b], ["x", "y", "z"]])
      [{1, :a, "x"}, {2, :b, "y"}]
  """
  @spec zip(t) :: [tuple]
  def zip(enumerables)
  def zip([]), do: []
  def zip(enumerables), do: zip_with(enumerables, &:erlang.list_to_tuple/1)

  @doc """
  Gives what `zip_fun` makes of the elements of two enumerables side by side.

      iex> Enum.zip_with([1, 2], [10, 20], &(&1 + &2))
      [11, 22]
  """
  @spec zip_with(t, t, (term, term -> term)) :: [term]
  def zip_with(enumerable1, enumerable2, zip_fun)
      when is_list(enumerable1) and is_list(enumerable2) and is_function(zip_fun, 2) do
    zip_with_list(enumerable1, enumerable2, zip_fun)
  end

  def zip_with(enumerable1, enumerable2, zip_fun) when is_function(zip_fun, 2) do
    zip_with([enumerable1, enumerable2], fn [element1, element2] -> zip_fun.(element1, element2) end)
  end

  defp zip_with_list([head1 | tail1], [head2 | tail2], fun) do
    [fun.(head1, head2) | zip_with_list(tail1, tail2, fun)]
  end

  defp zip_with_list([], _, _fun), do: []
  defp zip_with_list(_, [], _fun), do: []

  @doc """
  Gives what `zip_fun` makes of the lists of elements of several enumerables side by side.

      iex> Enum.zip_with([[1, 2], [10, 20], [5, 5]], fn [a, b, c] -> a + b + c end)
      [16, 27]
  """
  @spec zip_with(t, ([term] -> term)) :: [term]
  def zip_with([], _fun), do: []

  def zip_with(enumerables, zip_fun) do
    :lists.reverse(zip_reduce(enumerables, [], fn elements, acc -> [zip_fun.(elements) | acc] end))
  end

  @doc """
  Folds over two enumerables side by side.

      iex> Enum.zip_reduce([2, 3], [10, 100], 0, fn a, b, sum -> sum + a * b end)
      320
  """
  @spec zip_reduce(t, t, acc, (term, term, acc -> acc)) :: acc
  def zip_reduce(left, right, acc, reducer)
      when is_list(left) and is_list(right) and is_function(reducer, 3) do
    zip_reduce_list(left, right, acc, reducer)
  end

  def zip_reduce(left, right, acc, reducer) when is_function(reducer, 3) do
    zip_reduce([left, right], acc, fn [element1, element2], acc -> reducer.(element1, element2, acc) end)
  end

  defp zip_reduce_list([head1 | tail1], [head2 | tail2], acc, fun) do
    zip_reduce_list(tail1, tail2, fun.(head1, head2, acc), fun)
  end

  defp zip_reduce_list([], _, acc, _fun), do: acc
  defp zip_reduce_list(_, [], acc, _fun), do: acc

  @doc """
  Folds over several enumerables side by side; `reducer` is given the list of their elements.

      iex> Enum.zip_reduce([[2, 3], [10, 100]], 0, fn [a, b], sum -> sum + a * b end)
      320
  """
  @spec zip_reduce(t, acc, ([term], acc -> acc)) :: acc
  def zip_reduce([], acc, reducer) when is_function(reducer, 2), do: acc

  def zip_reduce(enums, acc, reducer) when is_function(reducer, 2) do
    enums = to_list(enums)

    case shortest(enums, nil) do
      nil -> reduce(Stream.zip_with(enums, fn elements -> elements end), acc, reducer)
      size -> reduce_list(:pyex_enum.zip_rows(map_list(enums, &first_of(&1, size))), acc, reducer)
    end
  end

  # The size of the shortest of lists and ranges; nil if there is anything else, which can only be walked.
  defp shortest([list | rest], size) when is_list(list), do: shortest(rest, Kernel.min(size, length(list)))
  defp shortest([%Range{} = range | rest], size), do: shortest(rest, Kernel.min(size, Range.size(range)))
  defp shortest([_ | _], _size), do: nil
  defp shortest([], size), do: size

  defp first_of(list, _size) when is_list(list), do: list
  defp first_of(first.._//step, size), do: :pyex_enum.range_to_list(first, first + (size - 1) * step, step)

  @doc """
  Parts a list of pairs into two lists.

      iex> Enum.unzip([{1, :a}, {2, :b}])
      {[1, 2], [:a, :b]}
  """
  @spec unzip(t) :: {[element], [element]}
  def unzip(enumerable), do: unzip(:lists.reverse(to_list(enumerable)), [], [])

  defp unzip([{left, right} | rest], lefts, rights), do: unzip(rest, [left | lefts], [right | rights])
  defp unzip([], lefts, rights), do: {lefts, rights}

  # Folding

  @doc """
  Folds the elements with `fun`; the first one is the first accumulator.

      iex> Enum.reduce(1..5, &(&1 * &2))
      120
      iex> Enum.reduce([], &(&1 + &2))
      ** (Enum.EmptyError) empty error
  """
  @spec reduce(t, (element, acc -> acc)) :: acc
  def reduce(enumerable, fun)
  def reduce([head | tail], fun), do: reduce_list(tail, head, fun)
  def reduce([], _fun), do: raise(Enum.EmptyError)

  def reduce(enumerable, fun) do
    result =
      reduce(enumerable, :first, fn
        element, {:acc, acc} -> {:acc, fun.(element, acc)}
        element, :first -> {:acc, element}
      end)

    case result do
      {:acc, acc} -> acc
      :first -> raise Enum.EmptyError
    end
  end

  @doc """
  Folds the elements with `fun`, beginning with `acc`.

      iex> Enum.reduce([1, 2, 3], 0, fn n, sum -> n + sum end)
      6
      iex> Enum.reduce(%{a: 1, b: 2}, [], fn {key, _}, acc -> [key | acc] end)
      [:b, :a]
  """
  @spec reduce(t, acc, (element, acc -> acc)) :: acc
  def reduce(enumerable, acc, fun) when is_list(enumerable), do: reduce_list(enumerable, acc, fun)
  def reduce(_.._//_ = range, acc, fun), do: reduce_range(range, acc, fun)
  def reduce(%_{} = enumerable, acc, fun), do: reduce_any(enumerable, acc, fun)
  def reduce(%{} = enumerable, acc, fun), do: reduce_list(:maps.to_list(enumerable), acc, fun)
  def reduce(enumerable, acc, fun), do: reduce_any(enumerable, acc, fun)

  defp reduce_list([head | tail], acc, fun), do: reduce_list(tail, fun.(head, acc), fun)
  defp reduce_list([], acc, _fun), do: acc

  defp reduce_range(range, acc, fun), do: for(element <- range, reduce: acc, do: (acc -> fun.(element, acc)))

  defp reduce_any(enumerable, acc, fun) do
    {_, acc} = Enumerable.reduce(enumerable, {:cont, acc}, fn element, acc -> {:cont, fun.(element, acc)} end)
    acc
  end

  @doc """
  Folds until `fun` says `{:halt, acc}`; `{:cont, acc}` goes on.

      iex> Enum.reduce_while(1..100, 0, fn n, sum ->
      ...>   if sum > 20, do: {:halt, {n, sum}}, else: {:cont, sum + n}
      ...> end)
      {7, 21}
  """
  @spec reduce_while(t, any, (element, any -> {:cont, any} | {:halt, any})) :: any
  def reduce_while(enumerable, acc, fun) do
    {_, acc} = Enumerable.reduce(enumerable, {:cont, acc}, fun)
    acc
  end

  @doc """
  Adds the elements together.

      iex> Enum.sum([1, 2.5])
      3.5
      iex> Enum.sum(1..1_000_000)
      500000500000
  """
  @spec sum(t) :: number
  def sum(enumerable)

  def sum(first.._last//step = range) do
    case Range.size(range) do
      0 -> 0
      size -> div(size * (2 * first + (size - 1) * step), 2)
    end
  end

  def sum(enumerable), do: :pyex_enum.sum(to_list(enumerable))

  @doc """
  Adds together what `mapper` makes of the elements.

      iex> Enum.sum_by([%{n: 1}, %{n: 4}], & &1.n)
      5
  """
  @spec sum_by(t, (element -> number)) :: number
  def sum_by(enumerable, mapper), do: :pyex_enum.sum(map(enumerable, mapper))

  @doc """
  Multiplies the elements with each other.

      iex> Enum.product([2, 3, 7])
      42
      iex> Enum.product([])
      1
  """
  @spec product(t) :: number
  def product(enumerable), do: :pyex_enum.product(to_list(enumerable))

  @doc """
  Multiplies what `mapper` makes of the elements.

      iex> Enum.product_by([%{n: 2}, %{n: 4}], & &1.n)
      8
  """
  @spec product_by(t, (element -> number)) :: number
  def product_by(enumerable, mapper), do: :pyex_enum.product(map(enumerable, mapper))

  # Collecting

  @doc """
  Gives the elements as a list.

      iex> Enum.to_list(1..3)
      [1, 2, 3]
      iex> Enum.to_list(%{b: 2, a: 1})
      [a: 1, b: 2]
  """
  @spec to_list(t) :: [element]
  def to_list(enumerable) when is_list(enumerable), do: enumerable
  def to_list(first..last//step), do: :pyex_enum.range_to_list(first, last, step)
  def to_list(%_{} = enumerable), do: reverse(enumerable) |> :lists.reverse()
  def to_list(%{} = enumerable), do: :maps.to_list(enumerable)
  def to_list(enumerable), do: reverse(enumerable) |> :lists.reverse()

  @doc """
  Gives the elements as a list, the last one first.

      iex> Enum.reverse([1, 2, 3])
      [3, 2, 1]
  """
  @spec reverse(t) :: list
  def reverse(enumerable)
  def reverse(list) when is_list(list), do: :lists.reverse(list)
  def reverse(enumerable), do: reduce(enumerable, [], &[&1 | &2])

  @doc """
  The same, with the elements of `tail` behind it.

      iex> Enum.reverse([1, 2, 3], [0])
      [3, 2, 1, 0]
  """
  @spec reverse(t, t) :: list
  def reverse(enumerable, tail) when is_list(enumerable), do: :lists.reverse(enumerable, to_list(tail))
  def reverse(enumerable, tail), do: reduce(enumerable, to_list(tail), &[&1 | &2])

  @doc """
  Puts the elements into `collectable`: a list, a map, a set, a string...

      iex> Enum.into([a: 1, b: 2], %{c: 3})
      %{a: 1, b: 2, c: 3}
      iex> Enum.into(["b", "c"], "a")
      "abc"
  """
  @spec into(Enumerable.t(), Collectable.t()) :: Collectable.t()
  def into(enumerable, collectable)
  def into(enumerable, []), do: to_list(enumerable)
  def into(enumerable, %_{} = collectable), do: into_any(enumerable, collectable)
  def into(%_{} = enumerable, %{} = collectable), do: into_any(enumerable, collectable)
  def into(%{} = enumerable, %{} = collectable), do: :maps.merge(collectable, enumerable)
  def into(enumerable, %{} = collectable), do: :maps.merge(collectable, :maps.from_list(to_list(enumerable)))
  def into(enumerable, collectable), do: into_any(enumerable, collectable)

  defp into_any(enumerable, collectable) do
    {initial, collector} = Collectable.into(collectable)
    collect(enumerable, initial, collector, fn element, acc -> collector.(acc, {:cont, element}) end)
  end

  defp collect(enumerable, initial, collector, fun) do
    try do
      reduce(enumerable, initial, fun)
    catch
      kind, reason ->
        collector.(initial, :halt)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      acc -> collector.(acc, :done)
    end
  end

  @doc """
  Puts what `transform` makes of the elements into `collectable`.

      iex> Enum.into(1..3, %{}, &{&1, -&1})
      %{1 => -1, 2 => -2, 3 => -3}
  """
  @spec into(Enumerable.t(), Collectable.t(), (term -> term)) :: Collectable.t()
  def into(enumerable, collectable, transform)
  def into(enumerable, [], transform), do: map(enumerable, transform)
  def into(enumerable, %_{} = collectable, transform), do: into_any(enumerable, collectable, transform)

  def into(enumerable, %{} = collectable, transform) do
    :maps.merge(collectable, :maps.from_list(map(enumerable, transform)))
  end

  def into(enumerable, collectable, transform), do: into_any(enumerable, collectable, transform)

  defp into_any(enumerable, collectable, transform) do
    {initial, collector} = Collectable.into(collectable)
    collect(enumerable, initial, collector, fn element, acc -> collector.(acc, {:cont, transform.(element)}) end)
  end

  @doc """
  Makes a map of lists: under each answer of `key_fun` what `value_fun` makes of the elements it was given for.

      iex> Enum.group_by(["tea", "cup", "milk"], &String.first/1)
      %{"c" => ["cup"], "m" => ["milk"], "t" => ["tea"]}
      iex> Enum.group_by(["tea", "cup", "milk"], &String.length/1, &String.upcase/1)
      %{3 => ["TEA", "CUP"], 4 => ["MILK"]}
  """
  @spec group_by(t, (element -> any), (element -> any)) :: map
  def group_by(enumerable, key_fun, value_fun \\ fn element -> element end)

  def group_by(enumerable, key_fun, value_fun) when is_function(key_fun) do
    :pyex_enum.group(group_list(reverse(enumerable), key_fun, value_fun, []))
  end

  defp group_list([head | tail], key_fun, value_fun, acc) do
    key = key_fun.(head)
    group_list(tail, key_fun, value_fun, [{key, value_fun.(head)} | acc])
  end

  defp group_list([], _key_fun, _value_fun, acc), do: acc

  # Order

  @doc """
  Sorts in the order of terms.

      iex> Enum.sort([5, 3, 9, 1])
      [1, 3, 5, 9]
      iex> Enum.sort([3, :b, "c", nil, 1.5])
      [1.5, 3, :b, nil, "c"]
  """
  @spec sort(t) :: list
  def sort(enumerable), do: :lists.sort(to_list(enumerable))

  @doc """
  Sorts by a sorter: `:asc`, `:desc`, a module with `compare/2` such as `Date`, `{:desc, module}`, or a function that
  tells whether its first argument may stand before the second. Equal elements keep their order.

      iex> Enum.sort([5, 3, 9, 1], :desc)
      [9, 5, 3, 1]
      iex> Enum.sort([5, 3, 9, 1], &(rem(&1, 3) <= rem(&2, 3)))
      [3, 9, 1, 5]
  """
  @spec sort(t, (element, element -> boolean) | :asc | :desc | module | {:asc | :desc, module}) :: list
  def sort(enumerable, sorter)
  def sort(enumerable, :asc), do: :lists.sort(to_list(enumerable))
  def sort(enumerable, :desc), do: :pyex_enum.sort_desc(to_list(enumerable))
  def sort(enumerable, sorter), do: :lists.sort(to_sort_fun(sorter), to_list(enumerable))

  defp to_sort_fun(sorter) when is_function(sorter, 2), do: sorter
  defp to_sort_fun(:asc), do: &<=/2
  defp to_sort_fun(:desc), do: &>=/2
  defp to_sort_fun(module) when is_atom(module), do: &(module.compare(&1, &2) != :gt)
  defp to_sort_fun({:asc, module}) when is_atom(module), do: &(module.compare(&1, &2) != :gt)
  defp to_sort_fun({:desc, module}) when is_atom(module), do: &(module.compare(&1, &2) != :lt)

  @doc """
  Sorts by what `mapper` makes of each element, which it is asked once.

      iex> Enum.sort_by(["pear", "fig", "banana", "kiwi"], &String.length/1)
      ["fig", "pear", "kiwi", "banana"]
      iex> Enum.sort_by(["pear", "fig", "banana", "kiwi"], &String.length/1, :desc)
      ["banana", "pear", "kiwi", "fig"]
  """
  @spec sort_by(t, (element -> mapped), (mapped, mapped -> boolean) | :asc | :desc | module | {:asc | :desc, module}) :: list when mapped: element
  def sort_by(enumerable, mapper, sorter \\ :asc)

  def sort_by(enumerable, mapper, :asc) when is_function(mapper, 1) do
    list = to_list(enumerable)
    :pyex_enum.sort_by(list, map_list(list, mapper))
  end

  def sort_by(enumerable, mapper, :desc) when is_function(mapper, 1) do
    list = to_list(enumerable)
    :pyex_enum.sort_by_desc(list, map_list(list, mapper))
  end

  def sort_by(enumerable, mapper, sorter) when is_function(mapper, 1) do
    fun = to_sort_fun(sorter)
    keyed = map(enumerable, &{&1, mapper.(&1)})
    map_list(:lists.sort(fn {_, key1}, {_, key2} -> fun.(key1, key2) end, keyed), &:erlang.element(1, &1))
  end

  @doc """
  Gives the elements in an order of chance.

      iex> Enum.shuffle([:only])
      [:only]
      iex> Enum.sort(Enum.shuffle(1..5))
      [1, 2, 3, 4, 5]
  """
  @spec shuffle(t) :: list
  def shuffle(enumerable) do
    drawn = reduce(enumerable, [], fn element, acc -> [{:rand.uniform(), element} | acc] end)
    map_list(:lists.keysort(1, drawn), &:erlang.element(2, &1))
  end

  @doc """
  Gives an element chosen by chance.

      iex> Enum.random(7..7)
      7
      iex> Enum.random([])
      ** (Enum.EmptyError) empty error
  """
  @spec random(t) :: element
  def random(enumerable) do
    {size, enumerable} = sized(enumerable)
    if size == 0, do: raise(Enum.EmptyError)
    fetch!(enumerable, :rand.uniform(size) - 1)
  end

  @doc """
  Gives `count` elements chosen by chance, none of them twice.

      iex> Enum.take_random([:a], 3)
      [:a]
      iex> length(Enum.take_random(1..10, 3))
      3
  """
  @spec take_random(t, non_neg_integer) :: list
  def take_random(enumerable, count)
  def take_random(_enumerable, 0), do: []

  def take_random(enumerable, count) when is_integer(count) and count >= 0 do
    {size, drawn} = reduce(enumerable, {0, %{}}, &draw(&1, &2, count))
    map_list(:pyex_enum.range_to_list(0, Kernel.min(size, count) - 1, 1), &:maps.get(&1, drawn))
  end

  # One pass over anything, however long (reservoir sampling): each element changes places with one of those before it,
  # and only those in the first `count` places are kept.
  defp draw(element, {index, drawn}, count) do
    place = :rand.uniform(index + 1) - 1

    cond do
      index < count and place == index -> {index + 1, :maps.put(index, element, drawn)}
      index < count -> {index + 1, :maps.put(place, element, :maps.put(index, :maps.get(place, drawn), drawn))}
      place < count -> {index + 1, :maps.put(place, element, drawn)}
      true -> {index + 1, drawn}
    end
  end

  @doc """
  Gives the greatest element; of equal ones the first.

      iex> Enum.max([5, 9, 1])
      9
      iex> Enum.max([])
      ** (Enum.EmptyError) empty error
  """
  def max(enumerable)
  def max([_ | _] = list), do: :lists.max(list)
  def max(enumerable), do: max(enumerable, fn -> raise Enum.EmptyError end)

  @doc """
  The same; an empty enumerable gives the answer of `empty_fallback`. Or with a sorter, as in `max/3`.

      iex> Enum.max([], fn -> 0 end)
      0
      iex> Enum.max([5, 9, 1], &<=/2)
      1
  """
  def max(enumerable, empty_fallback) when is_function(empty_fallback, 0) do
    case ends(enumerable) do
      {_, last} -> last
      [] -> empty_fallback.()
      list -> :lists.max(list)
    end
  end

  def max(enumerable, sorter), do: max(enumerable, sorter, fn -> raise Enum.EmptyError end)

  @doc """
  Gives the greatest element in the order of a module with `compare/2`, or of a function that tells whether its first
  argument stays the greatest beside the second.

      iex> Enum.max([5, 9, 1], &>=/2, fn -> 0 end)
      9
  """
  @spec max(t, (element, element -> boolean) | module, (-> empty)) :: element | empty when empty: any
  def max(enumerable, sorter, empty_fallback) do
    best(to_list(enumerable), max_sort_fun(sorter), empty_fallback)
  end

  defp max_sort_fun(sorter) when is_function(sorter, 2), do: sorter
  defp max_sort_fun(module) when is_atom(module), do: &(module.compare(&1, &2) != :lt)

  defp min_sort_fun(sorter) when is_function(sorter, 2), do: sorter
  defp min_sort_fun(module) when is_atom(module), do: &(module.compare(&1, &2) != :gt)

  # {least, greatest} of a range, or a list
  defp ends(first.._last//step = range) do
    case Range.size(range) do
      0 -> []
      size when step > 0 -> {first, first + (size - 1) * step}
      size -> {first + (size - 1) * step, first}
    end
  end

  defp ends(enumerable), do: to_list(enumerable)

  defp best([first | rest], keep?, _empty_fallback), do: best_list(rest, first, keep?)
  defp best([], _keep?, empty_fallback), do: empty_fallback.()

  defp best_list([head | tail], best, keep?) do
    if keep?.(best, head), do: best_list(tail, best, keep?), else: best_list(tail, head, keep?)
  end

  defp best_list([], best, _keep?), do: best

  @doc """
  Gives the least element; of equal ones the first.

      iex> Enum.min([5, 9, 1])
      1
      iex> Enum.min([])
      ** (Enum.EmptyError) empty error
  """
  def min(enumerable)
  def min([_ | _] = list), do: :lists.min(list)
  def min(enumerable), do: min(enumerable, fn -> raise Enum.EmptyError end)

  @doc """
  The same; an empty enumerable gives the answer of `empty_fallback`. Or with a sorter, as in `min/3`.

      iex> Enum.min([], fn -> 0 end)
      0
      iex> Enum.min([5, 9, 1], &>=/2)
      9
  """
  def min(enumerable, empty_fallback) when is_function(empty_fallback, 0) do
    case ends(enumerable) do
      {first, _} -> first
      [] -> empty_fallback.()
      list -> :lists.min(list)
    end
  end

  def min(enumerable, sorter), do: min(enumerable, sorter, fn -> raise Enum.EmptyError end)

  @doc """
  Gives the least element in the order of a module with `compare/2`, or of a function that tells whether its first
  argument stays the least beside the second.

      iex> Enum.min([5, 9, 1], &<=/2, fn -> 0 end)
      1
  """
  @spec min(t, (element, element -> boolean) | module, (-> empty)) :: element | empty when empty: any
  def min(enumerable, sorter, empty_fallback) do
    best(to_list(enumerable), min_sort_fun(sorter), empty_fallback)
  end

  @doc """
  Gives the element for which `fun` gives the most; of equal ones the first.

      iex> Enum.max_by(["a", "bbb", "cc"], &String.length/1)
      "bbb"
  """
  def max_by(enumerable, fun), do: max_by(enumerable, fun, &>=/2)

  @doc """
  The same, with a sorter as in `max/3`, or with a function for the answer about nothing at all.

      iex> Enum.max_by([], &String.length/1, fn -> :none end)
      :none
  """
  def max_by(enumerable, fun, empty_fallback) when is_function(fun, 1) and is_function(empty_fallback, 0) do
    max_by(enumerable, fun, &>=/2, empty_fallback)
  end

  def max_by(enumerable, fun, sorter), do: max_by(enumerable, fun, sorter, fn -> raise Enum.EmptyError end)

  @doc """
  The same, with both.

      iex> Enum.max_by([1, -3, 2], &abs/1, &>=/2, fn -> 0 end)
      -3
  """
  @spec max_by(t, (element -> any), (element, element -> boolean) | module, (-> empty)) :: element | empty when empty: any
  def max_by(enumerable, fun, sorter, empty_fallback) when is_function(fun, 1) do
    best_by(to_list(enumerable), fun, max_sort_fun(sorter), empty_fallback)
  end

  defp best_by([first | rest], fun, keep?, _empty_fallback), do: best_by_list(rest, first, fun.(first), fun, keep?)
  defp best_by([], _fun, _keep?, empty_fallback), do: empty_fallback.()

  defp best_by_list([head | tail], best, best_key, fun, keep?) do
    key = fun.(head)

    if keep?.(best_key, key) do
      best_by_list(tail, best, best_key, fun, keep?)
    else
      best_by_list(tail, head, key, fun, keep?)
    end
  end

  defp best_by_list([], best, _best_key, _fun, _keep?), do: best

  @doc """
  Gives the element for which `fun` gives the least; of equal ones the first.

      iex> Enum.min_by([a: 3, b: 1], fn {_, n} -> n end)
      {:b, 1}
  """
  def min_by(enumerable, fun), do: min_by(enumerable, fun, &<=/2)

  @doc """
  The same, with a sorter as in `min/3`, or with a function for the answer about nothing at all.

      iex> Enum.min_by([], &String.length/1, fn -> :none end)
      :none
  """
  def min_by(enumerable, fun, empty_fallback) when is_function(fun, 1) and is_function(empty_fallback, 0) do
    min_by(enumerable, fun, &<=/2, empty_fallback)
  end

  def min_by(enumerable, fun, sorter), do: min_by(enumerable, fun, sorter, fn -> raise Enum.EmptyError end)

  @doc """
  The same, with both.

      iex> Enum.min_by([2, -1, 3], &abs/1, &<=/2, fn -> 0 end)
      -1
  """
  @spec min_by(t, (element -> any), (element, element -> boolean) | module, (-> empty)) :: element | empty when empty: any
  def min_by(enumerable, fun, sorter, empty_fallback) when is_function(fun, 1) do
    best_by(to_list(enumerable), fun, min_sort_fun(sorter), empty_fallback)
  end

  @doc """
  Gives the least and the greatest element; `empty_fallback` answers for nothing at all.

      iex> Enum.min_max([5, 9, 1])
      {1, 9}
      iex> Enum.min_max([], fn -> {0, 0} end)
      {0, 0}
  """
  @spec min_max(t, (-> empty)) :: {element, element} | empty when empty: any
  def min_max(enumerable, empty_fallback \\ fn -> raise Enum.EmptyError end)

  def min_max(enumerable, empty_fallback) when is_function(empty_fallback, 0) do
    case ends(enumerable) do
      {_, _} = ends -> ends
      [] -> empty_fallback.()
      list -> {:lists.min(list), :lists.max(list)}
    end
  end

  @doc """
  Gives the elements for which `fun` gives the least and the most.

      iex> Enum.min_max_by(["aaa", "b", "cc"], &String.length/1)
      {"b", "aaa"}
  """
  def min_max_by(enumerable, fun), do: min_max_by(enumerable, fun, &</2)

  @doc """
  The same, with a module with `compare/2` or a function for "less than", or with a function for the answer about
  nothing at all.

      iex> Enum.min_max_by([], &String.length/1, fn -> :none end)
      :none
  """
  def min_max_by(enumerable, fun, empty_fallback) when is_function(fun, 1) and is_function(empty_fallback, 0) do
    min_max_by(enumerable, fun, &</2, empty_fallback)
  end

  def min_max_by(enumerable, fun, sorter), do: min_max_by(enumerable, fun, sorter, fn -> raise Enum.EmptyError end)

  @doc """
  The same, with both.

      iex> Enum.min_max_by([2, -1, 3], &abs/1, &</2, fn -> 0 end)
      {-1, 3}
  """
  def min_max_by(enumerable, fun, sorter, empty_fallback)
      when is_function(fun, 1) and is_atom(sorter) and is_function(empty_fallback, 0) do
    min_max_by(enumerable, fun, &(sorter.compare(&1, &2) == :lt), empty_fallback)
  end

  def min_max_by(enumerable, fun, sorter, empty_fallback)
      when is_function(fun, 1) and is_function(sorter, 2) and is_function(empty_fallback, 0) do
    case to_list(enumerable) do
      [] -> empty_fallback.()
      [first | rest] -> both_by(rest, {first, fun.(first)}, fun, sorter)
    end
  end

  defp both_by(rest, first, fun, less?), do: both_by_list(rest, first, first, fun, less?)

  defp both_by_list([head | tail], {_, least} = min, {_, most} = max, fun, less?) do
    key = fun.(head)

    cond do
      less?.(key, least) -> both_by_list(tail, {head, key}, max, fun, less?)
      less?.(most, key) -> both_by_list(tail, min, {head, key}, fun, less?)
      true -> both_by_list(tail, min, max, fun, less?)
    end
  end

  defp both_by_list([], {min, _}, {max, _}, _fun, _less?), do: {min, max}
end

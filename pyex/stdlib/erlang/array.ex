# Arrays: {:array, size, fixed or extendible, default value, a map of what was set}. Erlang keeps a tree of tuples there,
# which nobody should rely on; the first four elements are as Erlang's.
defmodule :array do
  @moduledoc """
  Arrays, with indexes from 0 on (as Erlang's `:array`).

      iex> array = :array.set(2, :x, :array.new(default: 0))
      iex> :array.to_list(array)
      [0, 0, :x]
  """

  @doc "An empty array that grows."
  def new, do: {:array, 0, :infinity, :undefined, %{}}

  @doc """
  An array with options: a size, `:fixed`, `fixed: boolean`, `size: n`, `default: value`.

      iex> :array.size(:array.new(5))
      5
  """
  def new(options), do: with_options(List.wrap(options), {0, nil, :undefined})

  @doc "An array of a size, with more options."
  def new(size, options) when is_integer(size) and size >= 0 do
    with_options([{:size, size} | List.wrap(options)], {0, nil, :undefined})
  end

  defp with_options([:fixed | rest], {size, _, default}), do: with_options(rest, {size, true, default})
  defp with_options([{:fixed, fixed} | rest], {size, _, default}), do: with_options(rest, {size, fixed, default})
  defp with_options([{:default, default} | rest], {size, fixed, _}), do: with_options(rest, {size, fixed, default})

  defp with_options([{:size, size} | rest], {_, fixed, default}) when is_integer(size) and size >= 0 do
    with_options(rest, {size, if(fixed == nil, do: true, else: fixed), default})
  end

  defp with_options([size | rest], made) when is_integer(size), do: with_options([{:size, size} | rest], made)

  defp with_options([], {size, fixed, default}) do
    {:array, size, if(fixed == true, do: 0, else: :infinity), default, %{}}
  end

  defp with_options(_options, _made), do: :erlang.error(:badarg)

  @doc "Whether a term is an array."
  def is_array({:array, size, _, _, map}) when is_integer(size) and is_map(map), do: true
  def is_array(_term), do: false

  @doc "The number of places."
  def size({:array, size, _, _, _}), do: size

  @doc "What unset places hold."
  def default({:array, _, _, default, _}), do: default

  @doc "Lets the array grow no more."
  def fix({:array, size, _, default, map}), do: {:array, size, 0, default, map}

  @doc "Whether the array does not grow."
  def is_fix({:array, _, 0, _, _}), do: true
  def is_fix(_array), do: false

  @doc "Lets the array grow."
  def relax({:array, size, _, default, map}), do: {:array, size, :infinity, default, map}

  @doc """
  Sets a place.

      iex> :array.get(0, :array.set(0, :a, :array.new()))
      :a
  """
  def set(index, value, {:array, size, growth, default, map})
      when is_integer(index) and index >= 0 and (index < size or growth != 0) do
    {:array, Kernel.max(size, index + 1), growth, default, :maps.put(index, value, map)}
  end

  def set(_index, _value, _array), do: :erlang.error(:badarg)

  @doc "What a place holds."
  def get(index, {:array, size, growth, default, map})
      when is_integer(index) and index >= 0 and (index < size or growth != 0) do
    :maps.get(index, map, default)
  end

  def get(_index, _array), do: :erlang.error(:badarg)

  @doc "Makes a place hold the default value again."
  def reset(index, {:array, size, growth, default, map})
      when is_integer(index) and index >= 0 and (index < size or growth != 0) do
    {:array, size, growth, default, :maps.remove(index, map)}
  end

  def reset(_index, _array), do: :erlang.error(:badarg)

  @doc "Changes the number of places."
  def resize(size, {:array, _, growth, default, map}) when is_integer(size) and size >= 0 do
    {:array, size, growth, default, :maps.filter(fn index, _ -> index < size end, map)}
  end

  @doc "Cuts unset places off at the end."
  def resize(array), do: resize(sparse_size(array), array)

  @doc "One more than the last index that is set to something else than the default value."
  def sparse_size({:array, _, _, default, map}) do
    :maps.fold(fn index, value, most -> if value === default, do: most, else: Kernel.max(most, index + 1) end, 0, map)
  end

  @doc "The values of all places."
  def to_list({:array, size, _, default, map}), do: for(index <- 0..(size - 1)//1, do: :maps.get(index, map, default))

  @doc "The values that are not the default value."
  def sparse_to_list(array), do: for({_, value} <- sparse_to_orddict(array), do: value)

  @doc "Pairs of index and value for all places."
  def to_orddict({:array, size, _, default, map}) do
    for(index <- 0..(size - 1)//1, do: {index, :maps.get(index, map, default)})
  end

  @doc "Pairs of index and value for all places that do not hold the default value."
  def sparse_to_orddict({:array, _, _, default, map}) do
    for({index, value} <- :maps.to_list(map), value !== default, do: {index, value})
  end

  @doc """
  Makes an array of a list.

      iex> :array.get(1, :array.from_list([:a, :b]))
      :b
  """
  def from_list(list), do: from_list(list, :undefined)

  @doc "The same with a default value."
  def from_list(list, default) do
    {:array, length(list), :infinity, default, :maps.from_list(:lists.enumerate(0, list))}
  end

  @doc "Makes an array of pairs of index and value."
  def from_orddict(pairs), do: from_orddict(pairs, :undefined)

  @doc "The same with a default value."
  def from_orddict(pairs, default) do
    :lists.foldl(fn {index, value}, array -> set(index, value, array) end, new(default: default), pairs)
  end

  @doc "Puts what `fun` makes of index and value into each place."
  def map(fun, {:array, size, growth, default, _} = array) do
    {:array, size, growth, default, :maps.from_list(mapped(fun, to_orddict(array)))}
  end

  @doc "The same for places that do not hold the default value."
  def sparse_map(fun, {:array, size, growth, default, _} = array) do
    {:array, size, growth, default, :maps.from_list(mapped(fun, sparse_to_orddict(array)))}
  end

  defp mapped(fun, pairs), do: :lists.map(fn {index, value} -> {index, fun.(index, value)} end, pairs)

  @doc "Folds over indexes and values."
  def foldl(fun, acc, array), do: fold(fun, acc, to_orddict(array))

  @doc "Folds over indexes and values from the end."
  def foldr(fun, acc, array), do: fold(fun, acc, :lists.reverse(to_orddict(array)))

  @doc "Folds over places that do not hold the default value."
  def sparse_foldl(fun, acc, array), do: fold(fun, acc, sparse_to_orddict(array))

  @doc "The same from the end."
  def sparse_foldr(fun, acc, array), do: fold(fun, acc, :lists.reverse(sparse_to_orddict(array)))

  defp fold(fun, acc, pairs), do: :lists.foldl(fn {index, value}, acc -> fun.(index, value, acc) end, acc, pairs)
end

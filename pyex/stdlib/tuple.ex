# Tuples: almost everything is one of Erlang's own functions under an index that counts from 0.
defmodule Tuple do
  @moduledoc """
  Functions for tuples, which hold a fixed number of values side by side.

      iex> {:point, 3, 4}
      {:point, 3, 4}

  Reading an element takes the same time for each index, while every change copies the whole tuple. `elem/2`,
  `put_elem/3` and `tuple_size/1` are in `Kernel`. For collections that grow, take a list or a map.
  """

  @doc """
  Makes a tuple of `size` times `data`.

      iex> Tuple.duplicate(:x, 3)
      {:x, :x, :x}
  """
  @spec duplicate(term, non_neg_integer) :: tuple
  def duplicate(data, size) when is_integer(size) and size >= 0, do: :erlang.make_tuple(size, data)

  @doc """
  Puts `value` in front of the element at `index`; the tuple's size as index puts it at the end.

      iex> Tuple.insert_at({:a, :c}, 1, :b)
      {:a, :b, :c}
      iex> Tuple.insert_at({:a, :c}, 2, :d)
      {:a, :c, :d}
  """
  @spec insert_at(tuple, non_neg_integer, term) :: tuple
  def insert_at(tuple, index, value) when is_integer(index) and index >= 0 do
    :erlang.insert_element(index + 1, tuple, value)
  end

  @doc false
  @deprecated "Use insert_at instead"
  @spec append(tuple, term) :: tuple
  def append(tuple, value), do: :erlang.append_element(tuple, value)

  @doc """
  Takes the element at `index` out.

      iex> Tuple.delete_at({:a, :b, :c}, 1)
      {:a, :c}
  """
  @spec delete_at(tuple, non_neg_integer) :: tuple
  def delete_at(tuple, index) when is_integer(index) and index >= 0, do: :erlang.delete_element(index + 1, tuple)

  @doc """
  Adds the elements together.

      iex> Tuple.sum({1, 2, 3.5})
      6.5
      iex> Tuple.sum({})
      0
  """
  @spec sum(tuple) :: number
  def sum(tuple), do: Enum.sum(:erlang.tuple_to_list(tuple))

  @doc """
  Multiplies the elements with each other.

      iex> Tuple.product({2, 3, 7})
      42
      iex> Tuple.product({})
      1
  """
  @spec product(tuple) :: number
  def product(tuple), do: Enum.product(:erlang.tuple_to_list(tuple))

  @doc """
  Gives the elements as a list.

      iex> Tuple.to_list({:a, 1, "x"})
      [:a, 1, "x"]
  """
  @spec to_list(tuple) :: list
  def to_list(tuple), do: :erlang.tuple_to_list(tuple)
end

# The protocol behind Enum and Stream, and what it is for the language's own collections.
defprotocol Enumerable do
  @moduledoc """
  What can be walked through: `Enum` and `Stream` work on everything that implements this protocol.

  The one function that matters is `reduce/3`. The others answer questions faster than by walking, where that can be
  done; `{:error, __MODULE__}` says that it cannot.

  `reduce/3` is told how to go on by a tagged accumulator:

    * `{:cont, acc}`: go on;
    * `{:halt, acc}`: end here, and give `{:halted, acc}`;
    * `{:suspend, acc}`: stop for now, and give `{:suspended, acc, continuation}`. The continuation is a function that
      takes the next tagged accumulator and goes on.

  At the end it gives `{:done, acc}`.

      iex> Enumerable.reduce([1, 2, 3], {:cont, 0}, fn n, sum -> {:cont, sum + n} end)
      {:done, 6}
      iex> Enumerable.reduce(1..9, {:cont, 0}, fn n, sum -> if sum > 5, do: {:halt, sum}, else: {:cont, sum + n} end)
      {:halted, 6}
  """

  @typedoc "Whether it goes on, and what has come of it so far."
  @type acc :: {:cont, term} | {:halt, term} | {:suspend, term}
  @type reducer :: (element :: term, current_acc :: acc -> updated_acc :: acc)
  @type result :: {:done, term} | {:halted, term} | {:suspended, term, continuation}
  @typedoc "Called to go on after a suspension."
  @type continuation :: (acc -> result)
  @type slicing_fun :: (start :: non_neg_integer, length :: pos_integer, step :: pos_integer -> [term])
  @type to_list_fun :: (t -> [term])
  @type t :: term
  @type t(_element) :: t

  @doc """
  Walks through the elements; see the module's description.

      iex> {:suspended, 1, continue} = Enumerable.reduce([1, 2], {:cont, 0}, fn n, _ -> {:suspend, n} end)
      iex> {:suspended, 2, continue} = continue.({:cont, 0})
      iex> continue.({:cont, 7})
      {:done, 7}
  """
  def reduce(enumerable, acc, fun)

  @doc """
  Gives `{:ok, size}` if the size is known without walking.

      iex> Enumerable.count(1..10//3)
      {:ok, 4}
  """
  def count(enumerable)

  @doc """
  Gives `{:ok, boolean}` if membership is known without walking.

      iex> Enumerable.member?(1..10//3, 4)
      {:ok, true}
      iex> Enumerable.member?([1], 1)
      {:error, Enumerable.List}
  """
  def member?(enumerable, element)

  @doc """
  Gives `{:ok, size, slicing function}` if parts can be had without walking. The function takes start, length and step
  and gives a list; or it takes the enumerable and gives all of it as a list.

      iex> {:ok, 10, slice} = Enumerable.slice(1..10)
      iex> slice.(2, 3, 1)
      [3, 4, 5]
  """
  def slice(enumerable)
end

defimpl Enumerable, for: List do
  def count(list), do: {:ok, length(list)}
  def member?(_list, _element), do: {:error, __MODULE__}
  def slice(_list), do: {:error, __MODULE__}

  def reduce([head | tail], {:cont, acc}, fun), do: reduce(tail, fun.(head, acc), fun)
  def reduce([], {:cont, acc}, _fun), do: {:done, acc}
  def reduce(_list, {:halt, acc}, _fun), do: {:halted, acc}
  def reduce(list, {:suspend, acc}, fun), do: {:suspended, acc, &reduce(list, &1, fun)}
end

defimpl Enumerable, for: Map do
  def count(map), do: {:ok, map_size(map)}
  def slice(map), do: {:ok, map_size(map), &:maps.to_list/1}

  def member?(map, {key, value}) do
    case map do
      %{^key => ^value} -> {:ok, true}
      _ -> {:ok, false}
    end
  end

  def member?(_map, _other), do: {:ok, false}

  def reduce(map, acc, fun), do: Enumerable.List.reduce(:maps.to_list(map), acc, fun)
end

defimpl Enumerable, for: MapSet do
  def count(set), do: {:ok, MapSet.size(set)}
  def member?(set, element), do: {:ok, MapSet.member?(set, element)}
  def slice(set), do: {:ok, MapSet.size(set), &MapSet.to_list/1}
  def reduce(set, acc, fun), do: Enumerable.List.reduce(MapSet.to_list(set), acc, fun)
end

defimpl Enumerable, for: Range do
  def count(range), do: {:ok, Range.size(range)}

  def member?(first..last//step, element) when is_integer(element) do
    inside = if step > 0, do: element >= first and element <= last, else: element <= first and element >= last
    {:ok, inside and rem(element - first, step) == 0}
  end

  def member?(_range, _element), do: {:ok, false}

  def slice(first.._//step = range) do
    {:ok, Range.size(range), &slice(first + &1 * step, &2, step * &3)}
  end

  defp slice(first, length, step), do: :pyex_enum.range_to_list(first, first + (length - 1) * step, step)

  def reduce(first..last//step, acc, fun), do: reduce(first, last, acc, fun, step)

  defp reduce(first, last, {:cont, acc}, fun, step)
       when (step > 0 and first <= last) or (step < 0 and first >= last) do
    reduce(first + step, last, fun.(first, acc), fun, step)
  end

  defp reduce(_first, _last, {:cont, acc}, _fun, _step), do: {:done, acc}
  defp reduce(_first, _last, {:halt, acc}, _fun, _step), do: {:halted, acc}
  defp reduce(first, last, {:suspend, acc}, fun, step), do: {:suspended, acc, &reduce(first, last, &1, fun, step)}
end

# A function that takes a tagged accumulator and a reducing function is a stream.
defimpl Enumerable, for: Function do
  def count(function) when is_function(function, 2), do: {:error, __MODULE__}
  def count(function), do: not_enumerable(function)

  def member?(function, _element) when is_function(function, 2), do: {:error, __MODULE__}
  def member?(function, _element), do: not_enumerable(function)

  def slice(function) when is_function(function, 2), do: {:error, __MODULE__}
  def slice(function), do: not_enumerable(function)

  def reduce(function, acc, fun) when is_function(function, 2), do: function.(acc, fun)
  def reduce(function, _acc, _fun), do: not_enumerable(function)

  defp not_enumerable(function) do
    raise Protocol.UndefinedError,
      protocol: @protocol,
      value: function,
      description: "only anonymous functions of arity 2 are enumerable"
  end
end

# A Stream holds what it walks through and the steps to be done for each element: functions that make a reducing
# function of the next one, the last step first. The state of a step that needs one is in the accumulator, behind the
# user's: [acc, state of the first step, state of the second...].
defimpl Enumerable, for: Stream do
  def count(_stream), do: {:error, __MODULE__}
  def member?(_stream, _element), do: {:error, __MODULE__}
  def slice(_stream), do: {:error, __MODULE__}

  # Without states nothing stands behind the accumulator.
  def reduce(%Stream{enum: enum, funs: funs, accs: [], done: nil}, acc, fun) do
    Enumerable.reduce(enum, acc, :lists.foldl(fn make, next -> make.(next) end, fun, funs))
  end

  def reduce(%Stream{enum: enum, funs: funs, accs: states, done: done}, acc, fun) do
    last = fn element, [acc | rest] ->
      {reason, acc} = fun.(element, acc)
      {reason, [acc | rest]}
    end

    step = :lists.foldl(fn make, next -> make.(next) end, last, funs)
    walk(&Enumerable.reduce(enum, &1, step), :lists.reverse(states), acc, done && {done, fun})
  end

  defp walk(reduce, states, {command, acc}, done) do
    case reduce.({command, [acc | states]}) do
      {:suspended, [acc | states], continue} -> {:suspended, acc, &walk(continue, states, &1, done)}
      {:halted, accs} -> finish({:halted, accs}, done)
      {:done, accs} -> finish({:done, accs}, done)
    end
  end

  defp finish({reason, [acc | _states]}, nil), do: {reason, acc}

  # `done` is told how the walk ended and may give elements more.
  defp finish({reason, accs}, {done, fun}), do: done.(reason, accs, fun)
end

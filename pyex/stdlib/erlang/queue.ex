# Queues of two lists, as Erlang has them: {the rear, newest element first; the front, oldest element first}.
# As long as there are two elements or more, neither list is empty, so that both ends are at hand.
defmodule :queue do
  @moduledoc """
  Double-ended queues (as Erlang's `:queue`).

      iex> queue = :queue.in(:b, :queue.in(:a, :queue.new()))
      iex> {{:value, :a}, queue} = :queue.out(queue)
      iex> :queue.to_list(queue)
      [:b]
  """

  import Kernel, except: [in: 2]

  @doc """
  The empty queue.

      iex> :queue.new()
      {[], []}
  """
  def new, do: {[], []}

  @doc "Whether a term is a queue."
  def is_queue({rear, front}) when is_list(rear) and is_list(front), do: true
  def is_queue(_term), do: false

  @doc """
  Whether there is nothing in it.

      iex> :queue.is_empty(:queue.new())
      true
  """
  def is_empty({[], []}), do: true
  def is_empty({rear, front}) when is_list(rear) and is_list(front), do: false
  def is_empty(queue), do: :erlang.error(:badarg, [queue])

  @doc """
  Counts the elements.

      iex> :queue.len(:queue.from_list([1, 2, 3]))
      3
  """
  def len({rear, front}) when is_list(rear) and is_list(front), do: length(rear) + length(front)
  def len(queue), do: :erlang.error(:badarg, [queue])

  @doc """
  Lists the elements from front to rear.

      iex> :queue.to_list(:queue.from_list([1, 2, 3]))
      [1, 2, 3]
  """
  def to_list({rear, front}) when is_list(rear) and is_list(front), do: front ++ :lists.reverse(rear)
  def to_list(queue), do: :erlang.error(:badarg, [queue])

  @doc """
  Makes a queue of a list, its first element at the front.

      iex> :queue.from_list([1, 2, 3, 4])
      {[4, 3], [1, 2]}
  """
  def from_list(list) when is_list(list), do: from_front(list)
  def from_list(list), do: :erlang.error(:badarg, [list])

  # A queue of one list: half of it stays where it is.
  defp from_front([]), do: {[], []}
  defp from_front([_] = only), do: {only, []}
  defp from_front([first, second]), do: {[second], [first]}

  defp from_front(list) do
    {front, rear} = :pyex_enum.split(list, div(length(list), 2))
    {:lists.reverse(rear), front}
  end

  defp from_rear([]), do: {[], []}
  defp from_rear([_] = only), do: {[], only}
  defp from_rear([second, first]), do: {[second], [first]}

  defp from_rear(list) do
    {rear, front} = :pyex_enum.split(list, div(length(list), 2))
    {rear, :lists.reverse(front)}
  end

  @doc """
  Puts an element in at the rear.

      iex> :queue.to_list(:queue.in(3, :queue.from_list([1, 2])))
      [1, 2, 3]
  """
  def unquote(:in)(item, {[_] = rear, []}), do: {[item], rear}
  def unquote(:in)(item, {rear, front}) when is_list(rear) and is_list(front), do: {[item | rear], front}
  def unquote(:in)(item, queue), do: :erlang.error(:badarg, [item, queue])

  @doc """
  Puts an element in at the front.

      iex> :queue.to_list(:queue.in_r(0, :queue.from_list([1, 2])))
      [0, 1, 2]
  """
  def in_r(item, {[], [_] = front}), do: {front, [item]}
  def in_r(item, {rear, front}) when is_list(rear) and is_list(front), do: {rear, [item | front]}
  def in_r(item, queue), do: :erlang.error(:badarg, [item, queue])

  @doc """
  Takes the element at the front: `{{:value, element}, rest}`, or `{:empty, queue}`.

      iex> {{:value, 1}, rest} = :queue.out(:queue.from_list([1, 2]))
      iex> :queue.to_list(rest)
      [2]
      iex> :queue.out(:queue.new())
      {:empty, {[], []}}
  """
  def out({[], []} = queue), do: {:empty, queue}
  def out({[last], []}), do: {{:value, last}, {[], []}}

  def out({[last | rear], []}) do
    [first | front] = :lists.reverse(rear)
    {{:value, first}, {[last], front}}
  end

  def out({rear, [first]}) when is_list(rear), do: {{:value, first}, from_rear(rear)}
  def out({rear, [first | front]}) when is_list(rear), do: {{:value, first}, {rear, front}}
  def out(queue), do: :erlang.error(:badarg, [queue])

  @doc """
  Takes the element at the rear.

      iex> {{:value, 2}, rest} = :queue.out_r(:queue.from_list([1, 2]))
      iex> :queue.to_list(rest)
      [1]
  """
  def out_r({[], []} = queue), do: {:empty, queue}
  def out_r({[], [first]}), do: {{:value, first}, {[], []}}

  def out_r({[], [first | front]}) do
    [last | rear] = :lists.reverse(front)
    {{:value, last}, {rear, [first]}}
  end

  def out_r({[last], front}) when is_list(front), do: {{:value, last}, from_front(front)}
  def out_r({[last | rear], front}) when is_list(front), do: {{:value, last}, {rear, front}}
  def out_r(queue), do: :erlang.error(:badarg, [queue])

  @doc """
  Gives the element at the front; the queue must not be empty.

      iex> :queue.get(:queue.from_list([1, 2]))
      1
  """
  def get(queue) do
    case peek(queue) do
      {:value, item} -> item
      :empty -> :erlang.error(:empty, [queue])
    end
  end

  @doc "Gives the element at the rear; the queue must not be empty."
  def get_r(queue) do
    case peek_r(queue) do
      {:value, item} -> item
      :empty -> :erlang.error(:empty, [queue])
    end
  end

  @doc """
  Gives `{:value, element}` for the element at the front, or `:empty`.

      iex> :queue.peek(:queue.from_list([1, 2]))
      {:value, 1}
  """
  def peek({[], []}), do: :empty
  def peek({rear, [first | _]}) when is_list(rear), do: {:value, first}
  def peek({[_ | _] = rear, []}), do: {:value, :lists.last(rear)}
  def peek(queue), do: :erlang.error(:badarg, [queue])

  @doc """
  Gives `{:value, element}` for the element at the rear, or `:empty`.

      iex> :queue.peek_r(:queue.from_list([1, 2]))
      {:value, 2}
  """
  def peek_r({[], []}), do: :empty
  def peek_r({[last | _], front}) when is_list(front), do: {:value, last}
  def peek_r({[], [_ | _] = front}), do: {:value, :lists.last(front)}
  def peek_r(queue), do: :erlang.error(:badarg, [queue])

  @doc """
  Leaves the element at the front out; the queue must not be empty.

      iex> :queue.to_list(:queue.drop(:queue.from_list([1, 2])))
      [2]
  """
  def drop(queue) do
    case out(queue) do
      {{:value, _}, rest} -> rest
      {:empty, _} -> :erlang.error(:empty, [queue])
    end
  end

  @doc "Leaves the element at the rear out; the queue must not be empty."
  def drop_r(queue) do
    case out_r(queue) do
      {{:value, _}, rest} -> rest
      {:empty, _} -> :erlang.error(:empty, [queue])
    end
  end

  @doc """
  Turns front and rear round.

      iex> :queue.to_list(:queue.reverse(:queue.from_list([1, 2, 3])))
      [3, 2, 1]
  """
  def reverse({rear, front}) when is_list(rear) and is_list(front), do: {front, rear}
  def reverse(queue), do: :erlang.error(:badarg, [queue])

  @doc """
  Puts the second queue behind the first.

      iex> :queue.to_list(:queue.join(:queue.from_list([1]), :queue.from_list([2, 3])))
      [1, 2, 3]
  """
  def join({rear, front} = queue, {[], []}) when is_list(rear) and is_list(front), do: queue
  def join({[], []}, {rear, front} = queue) when is_list(rear) and is_list(front), do: queue

  def join({rear1, front1}, {rear2, front2})
      when is_list(rear1) and is_list(front1) and is_list(rear2) and is_list(front2) do
    {rear2, front1 ++ :lists.reverse(rear1, front2)}
  end

  def join(queue1, queue2), do: :erlang.error(:badarg, [queue1, queue2])

  @doc """
  Cuts a queue in two after `n` elements.

      iex> {first, rest} = :queue.split(1, :queue.from_list([1, 2, 3]))
      iex> {:queue.to_list(first), :queue.to_list(rest)}
      {[1], [2, 3]}
  """
  def split(n, queue) when is_integer(n) and n >= 0 do
    list = to_list(queue)
    if n > length(list), do: :erlang.error(:badarg, [n, queue])
    {first, rest} = :pyex_enum.split(list, n)
    {from_front(first), from_front(rest)}
  end

  def split(n, queue), do: :erlang.error(:badarg, [n, queue])

  @doc """
  Whether an element is in the queue.

      iex> :queue.member(2, :queue.from_list([1, 2]))
      true
  """
  def member(item, {rear, front}) when is_list(rear) and is_list(front) do
    :lists.member(item, front) or :lists.member(item, rear)
  end

  def member(item, queue), do: :erlang.error(:badarg, [item, queue])

  @doc """
  Keeps the elements for which `fun` answers true; it may also answer with a list to put in the element's place.

      iex> :queue.to_list(:queue.filter(&(&1 > 1), :queue.from_list([1, 2, 3])))
      [2, 3]
  """
  def filter(fun, queue) when is_function(fun, 1) do
    keep = fn item ->
      case fun.(item) do
        true -> [item]
        false -> []
        list when is_list(list) -> list
      end
    end

    from_front(:lists.flatmap(keep, to_list(queue)))
  end

  @doc "Filters and maps at once: `fun` answers true, false or `{true, new element}`."
  def filtermap(fun, queue) when is_function(fun, 1), do: from_front(:lists.filtermap(fun, to_list(queue)))

  @doc """
  Folds from the front on.

      iex> :queue.fold(fn n, sum -> n + sum end, 0, :queue.from_list([1, 2, 3]))
      6
  """
  def fold(fun, acc, queue) when is_function(fun, 2), do: :lists.foldl(fun, acc, to_list(queue))

  @doc "Whether `fun` answers true for one element at least."
  def any(fun, queue) when is_function(fun, 1), do: :lists.any(fun, to_list(queue))

  @doc "Whether `fun` answers true for all elements."
  def all(fun, queue) when is_function(fun, 1), do: :lists.all(fun, to_list(queue))

  @doc """
  Takes the first element out that is equal to `item`.

      iex> :queue.to_list(:queue.delete(1, :queue.from_list([1, 2, 1])))
      [2, 1]
  """
  def delete(item, queue), do: delete_with(&(&1 === item), queue)

  @doc "Takes the last element out that is equal to `item`."
  def delete_r(item, queue), do: reverse(delete(item, reverse(queue)))

  @doc "Takes the first element out for which `fun` answers true."
  def delete_with(fun, queue) when is_function(fun, 1) do
    case :lists.splitwith(&(not fun.(&1)), to_list(queue)) do
      {before, [_ | rest]} -> from_front(before ++ rest)
      {_, []} -> queue
    end
  end

  @doc "Takes the last element out for which `fun` answers true."
  def delete_with_r(fun, queue), do: reverse(delete_with(fun, reverse(queue)))

  # The names of the "Okasaki API".

  @doc "As `in_r/2`."
  def cons(item, queue), do: in_r(item, queue)

  @doc "As `get/1`."
  def head(queue), do: get(queue)

  @doc "As `drop/1`."
  def tail(queue), do: drop(queue)

  @doc "As `in/2`, with the queue first."
  def snoc(queue, item), do: :queue.in(item, queue)

  @doc "As `get_r/1`."
  def last(queue), do: get_r(queue)

  @doc "As `get_r/1`."
  def daeh(queue), do: get_r(queue)

  @doc "As `drop_r/1`."
  def init(queue), do: drop_r(queue)

  @doc "As `drop_r/1`: an old slip of the pen for `liat/1`."
  def lait(queue), do: drop_r(queue)

  @doc "As `drop_r/1`."
  def liat(queue), do: drop_r(queue)
end

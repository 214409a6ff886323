# Stream: lazy enumeration. Nothing happens before something of Enum (or Stream.run/1) walks through the stream.
#
# A stream is one of two things. What gives one element or none for each element is a *step*, and steps are gathered in a
# %Stream{} (see Enumerable's implementation for it). Everything else is a function of a tagged accumulator and a
# reducing function, which Enumerable takes as it is.
defmodule Stream do
  @moduledoc """
  Enumerables whose elements are made when they are asked for, one by one.

      iex> stream = Stream.map(1..1_000_000, fn n -> n * n end)
      iex> Enum.take(stream, 3)
      [1, 4, 9]

  `Enum` works through a whole collection before the next function sees the result; a stream carries each element through
  all functions before it looks at the next one. That makes a difference when little of much is needed, and it makes
  endless streams possible:

      iex> Stream.iterate(1, &(&1 * 3)) |> Stream.filter(&(rem(&1, 2) == 1)) |> Enum.take(4)
      [1, 3, 9, 27]
  """

  @type acc :: any
  @type element :: any
  @type index :: non_neg_integer
  @type default :: any
  @typedoc "Milliseconds, or `:infinity`."
  @type timer :: non_neg_integer | :infinity

  defstruct enum: nil, funs: [], accs: [], done: nil

  # Steps: a function that makes a reducing function of the next one. A step with a state finds it behind the accumulator.

  defp lazy(%Stream{done: nil, funs: funs} = stream, step), do: %{stream | funs: [step | funs]}
  defp lazy(enum, step), do: %Stream{enum: enum, funs: [step]}

  defp lazy(%Stream{done: nil, funs: funs, accs: accs} = stream, state, step) do
    %{stream | funs: [step | funs], accs: [state | accs]}
  end

  defp lazy(enum, state, step), do: %Stream{enum: enum, funs: [step], accs: [state]}

  defp pass_on(next, element, acc, state, rest) do
    {reason, [acc | rest]} = next.(element, [acc | rest])
    {reason, [acc, state | rest]}
  end

  @doc """
  Maps each element.

      iex> Enum.to_list(Stream.map(1..3, &(&1 * 2)))
      [2, 4, 6]
  """
  def map(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next -> fn element, acc -> next.(fun.(element), acc) end end)
  end

  @doc """
  Calls `fun` for each element that passes by.

      iex> stream = Stream.each(1..2, fn n -> send(self(), n) end)
      iex> Stream.run(stream)
      :ok
  """
  def each(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next ->
      fn element, acc ->
        fun.(element)
        next.(element, acc)
      end
    end)
  end

  @doc """
  Lets the elements pass for which `fun` answers true.

      iex> Enum.to_list(Stream.filter(1..6, &(rem(&1, 2) == 0)))
      [2, 4, 6]
  """
  def filter(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next -> fn element, acc -> if fun.(element), do: next.(element, acc), else: {:cont, acc} end end)
  end

  @doc """
  Lets the elements pass for which `fun` does not answer true.

      iex> Enum.to_list(Stream.reject(1..6, &(rem(&1, 2) == 0)))
      [1, 3, 5]
  """
  def reject(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next -> fn element, acc -> if fun.(element), do: {:cont, acc}, else: next.(element, acc) end end)
  end

  @doc false
  @deprecated "Use Stream.filter/2 + Stream.map/2 instead"
  def filter_map(enum, filter, mapper), do: enum |> filter(filter) |> map(mapper)

  @doc """
  Lets elements pass as long as `fun` answers true, and ends there.

      iex> Enum.to_list(Stream.take_while(1..9, &(&1 < 4)))
      [1, 2, 3]
  """
  def take_while(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next -> fn element, acc -> if fun.(element), do: next.(element, acc), else: {:halt, acc} end end)
  end

  @doc """
  Leaves elements out as long as `fun` answers true.

      iex> Enum.to_list(Stream.drop_while(1..6, &(&1 < 4)))
      [4, 5, 6]
  """
  def drop_while(enum, fun) when is_function(fun, 1) do
    lazy(enum, true, fn next ->
      fn element, [acc, dropping | rest] ->
        if dropping && fun.(element) do
          {:cont, [acc, true | rest]}
        else
          pass_on(next, element, acc, false, rest)
        end
      end
    end)
  end

  @doc """
  Takes the first `count` elements and asks for no more. A negative count takes the last ones, for which all elements
  have to be walked through.

      iex> Enum.to_list(Stream.take(1..100, 3))
      [1, 2, 3]
      iex> Enum.to_list(Stream.take(1..100, -2))
      [99, 100]
  """
  def take(enum, count) when is_integer(count), do: take_after_guards(enum, count)

  defp take_after_guards(_enum, 0), do: %Stream{enum: []}

  defp take_after_guards(enum, count) when count > 0 do
    lazy(enum, count, fn next ->
      fn
        element, [acc, 1 | rest] ->
          {_, accs} = pass_on(next, element, acc, 0, rest)
          {:halt, accs}

        element, [acc, left | rest] ->
          pass_on(next, element, acc, left - 1, rest)
      end
    end)
  end

  defp take_after_guards(enum, count), do: &Enumerable.reduce(Enum.take(enum, count), &1, &2)

  @doc """
  Leaves the first `n` elements out, or with a negative number the last ones.

      iex> Enum.to_list(Stream.drop(1..5, 2))
      [3, 4, 5]
      iex> Enum.to_list(Stream.drop(1..5, -2))
      [1, 2, 3]
  """
  def drop(enum, n) when is_integer(n) and n >= 0 do
    lazy(enum, n, fn next ->
      fn
        element, [acc, 0 | rest] -> pass_on(next, element, acc, 0, rest)
        _element, [acc, left | rest] -> {:cont, [acc, left - 1 | rest]}
      end
    end)
  end

  def drop(enum, n) when is_integer(n) and n < 0 do
    lazy(enum, {-n, [], []}, fn next ->
      fn element, [acc, held | rest] ->
        case hold(element, held) do
          {:pass, oldest, held} -> pass_on(next, oldest, acc, held, rest)
          held -> {:cont, [acc, held | rest]}
        end
      end
    end)
  end

  # The last elements wait in a queue of two lists, until more than n of them are known.
  defp hold(element, {0, [oldest | front], back}), do: {:pass, oldest, {0, front, [element | back]}}
  defp hold(element, {0, [], back}), do: hold(element, {0, :lists.reverse(back), []})
  defp hold(element, {room, front, back}), do: {room - 1, front, [element | back]}

  @doc """
  Takes every `nth` element, beginning with the first.

      iex> Enum.to_list(Stream.take_every(1..10, 4))
      [1, 5, 9]
  """
  def take_every(enum, nth)
  def take_every(_enum, 0), do: %Stream{enum: []}

  def take_every(enum, nth) when is_integer(nth) and nth > 0 do
    every(enum, nth, fn next, element, accs -> next.(element, accs) end, fn _next, _element, accs -> {:cont, accs} end)
  end

  @doc """
  Leaves every `nth` element out, beginning with the first.

      iex> Enum.to_list(Stream.drop_every(1..10, 3))
      [2, 3, 5, 6, 8, 9]
  """
  def drop_every(enum, nth)
  def drop_every(enum, 0), do: %Stream{enum: enum}
  def drop_every([], _nth), do: %Stream{enum: []}

  def drop_every(enum, nth) when is_integer(nth) and nth > 0 do
    every(enum, nth, fn _next, _element, accs -> {:cont, accs} end, fn next, element, accs -> next.(element, accs) end)
  end

  @doc """
  Puts `fun`'s answer in the place of every `nth` element, the first one included.

      iex> Enum.to_list(Stream.map_every(1..5, 2, &(&1 * 10)))
      [10, 2, 30, 4, 50]
  """
  def map_every(enum, nth, fun) when is_integer(nth) and nth >= 0 and is_function(fun, 1) do
    map_every_after_guards(enum, nth, fun)
  end

  defp map_every_after_guards(enum, 0, _fun), do: %Stream{enum: enum}
  defp map_every_after_guards([], _nth, _fun), do: %Stream{enum: []}

  defp map_every_after_guards(enum, nth, fun) do
    every(enum, nth, &(&1.(fun.(&2), &3)), & &1.(&2, &3))
  end

  defp every(enum, nth, chosen, others) do
    lazy(enum, nth, fn next ->
      fn element, [acc, count | rest] ->
        {on, count} = if count == nth, do: {chosen, 1}, else: {others, count + 1}
        {reason, [acc | rest]} = on.(next, element, [acc | rest])
        {reason, [acc, count | rest]}
      end
    end)
  end

  @doc """
  Pairs each element with its index, counted from `fun_or_offset`; or gives both to a function.

      iex> Enum.to_list(Stream.with_index([:a, :b]))
      [a: 0, b: 1]
      iex> Enum.to_list(Stream.with_index([:a, :b], fn element, index -> {index, element} end))
      [{0, :a}, {1, :b}]
  """
  def with_index(enum, fun_or_offset \\ 0)

  def with_index(enum, offset) when is_integer(offset) do
    lazy(enum, offset, fn next ->
      fn element, [acc, index | rest] -> pass_on(next, {element, index}, acc, index + 1, rest) end
    end)
  end

  def with_index(enum, fun) when is_function(fun, 2) do
    lazy(enum, 0, fn next ->
      fn element, [acc, index | rest] -> pass_on(next, fun.(element, index), acc, index + 1, rest) end
    end)
  end

  @doc """
  Folds, and gives all accumulators; the first element is the first of them.

      iex> Enum.to_list(Stream.scan(1..4, &(&1 + &2)))
      [1, 3, 6, 10]
  """
  def scan(enum, fun) when is_function(fun, 2) do
    lazy(enum, :first, fn next ->
      fn
        element, [acc, :first | rest] ->
          pass_on(next, element, acc, {:last, element}, rest)

        element, [acc, {:last, last} | rest] ->
          value = fun.(element, last)
          pass_on(next, value, acc, {:last, value}, rest)
      end
    end)
  end

  @doc """
  Folds, beginning with `acc`, and gives all accumulators after it.

      iex> Enum.to_list(Stream.scan(1..4, 10, &(&1 + &2)))
      [11, 13, 16, 20]
  """
  def scan(enum, acc, fun) when is_function(fun, 2) do
    lazy(enum, acc, fn next ->
      fn element, [acc, last | rest] ->
        value = fun.(element, last)
        pass_on(next, value, acc, value, rest)
      end
    end)
  end

  @doc """
  Of equal elements in a row, lets the first pass.

      iex> Enum.to_list(Stream.dedup([1, 1, 2, 1]))
      [1, 2, 1]
  """
  def dedup(enum), do: dedup_by(enum, fn element -> element end)

  @doc """
  Of elements in a row for which `fun` gives the same, lets the first pass.

      iex> Enum.to_list(Stream.dedup_by([{1, :a}, {1, :b}, {2, :c}], fn {n, _} -> n end))
      [{1, :a}, {2, :c}]
  """
  def dedup_by(enum, fun) when is_function(fun, 1) do
    lazy(enum, :first, fn next ->
      fn element, [acc, last | rest] ->
        case {:last, fun.(element)} do
          ^last -> {:cont, [acc, last | rest]}
          last -> pass_on(next, element, acc, last, rest)
        end
      end
    end)
  end

  @doc """
  Lets one of all equal elements pass, the first. All elements that passed are kept in memory.

      iex> Enum.to_list(Stream.uniq([3, 1, 3]))
      [3, 1]
  """
  def uniq(enum), do: uniq_by(enum, fn element -> element end)

  @doc false
  @deprecated "Use Stream.uniq_by/2 instead"
  def uniq(enum, fun), do: uniq_by(enum, fun)

  @doc """
  Lets the first of all elements pass for which `fun` gives the same.

      iex> Enum.to_list(Stream.uniq_by(["tea", "cup", "milk"], &String.length/1))
      ["tea", "milk"]
  """
  def uniq_by(enum, fun) when is_function(fun, 1) do
    lazy(enum, %{}, fn next ->
      fn element, [acc, seen | rest] ->
        case fun.(element) do
          key when is_map_key(seen, key) -> {:cont, [acc, seen | rest]}
          key -> pass_on(next, element, acc, :maps.put(key, true, seen), rest)
        end
      end
    end)
  end

  @doc """
  Puts `intersperse_element` between the elements.

      iex> Enum.to_list(Stream.intersperse([1, 2, 3], :and))
      [1, :and, 2, :and, 3]
  """
  def intersperse(enumerable, intersperse_element) do
    enumerable |> flat_map(&[intersperse_element, &1]) |> drop(1)
  end

  # Chunks

  @doc """
  Gathers lists of `count` elements.

      iex> Enum.to_list(Stream.chunk_every(1..5, 2))
      [[1, 2], [3, 4], [5]]
  """
  def chunk_every(enum, count), do: chunk_every(enum, count, count, [])

  @doc """
  Gathers lists of `count` elements, each beginning `step` elements after the one before; see `Enum.chunk_every/4`.

      iex> Enum.to_list(Stream.chunk_every(1..5, 3, 2, :discard))
      [[1, 2, 3], [3, 4, 5]]
  """
  def chunk_every(enum, count, step, leftover \\ [])

  def chunk_every(enum, count, step, leftover)
      when is_integer(count) and count > 0 and is_integer(step) and step > 0 do
    chunk_while(enum, {[], 0, 0}, &gather(&1, &2, count, step), &last_chunk(&1, count, leftover))
  end

  # {elements of the next list, newest first; how many; how many elements are to be left out before it}
  defp gather(_element, {[], 0, skip}, _count, _step) when skip > 0, do: {:cont, {[], 0, skip - 1}}

  defp gather(element, {gathered, size, 0}, count, step) when size + 1 == count do
    gathered = [element | gathered]
    kept = Kernel.max(count - step, 0)
    {:cont, :lists.reverse(gathered), {:pyex_enum.take(gathered, kept), kept, Kernel.max(step - count, 0)}}
  end

  defp gather(element, {gathered, size, 0}, _count, _step), do: {:cont, {[element | gathered], size + 1, 0}}

  defp last_chunk({[], _, _}, _count, _leftover), do: {:cont, []}
  defp last_chunk(_gathered, _count, :discard), do: {:cont, []}

  defp last_chunk({gathered, size, _}, count, leftover) do
    {:cont, :lists.reverse(gathered, Enum.take(leftover, count - size)), []}
  end

  @doc false
  @deprecated "Use Stream.chunk_every/2 instead"
  def chunk(enum, n), do: chunk(enum, n, n, nil)

  @doc false
  @deprecated "Use Stream.chunk_every/3 instead"
  def chunk(enum, n, step), do: chunk(enum, n, step, nil)

  @doc false
  @deprecated "Use Stream.chunk_every/4 instead"
  def chunk(enum, n, step, leftover), do: chunk_every(enum, n, step, leftover || :discard)

  @doc """
  Begins a new list wherever `fun` gives something else than for the element before.

      iex> Enum.to_list(Stream.chunk_by([1, 3, 2, 4, 5], &rem(&1, 2)))
      [[1, 3], [2, 4], [5]]
  """
  def chunk_by(enum, fun) when is_function(fun, 1) do
    chunk_while(enum, nil, &gather_by(&1, fun.(&1), &2), &last_run/1)
  end

  defp gather_by(element, key, {gathered, key}), do: {:cont, {[element | gathered], key}}
  defp gather_by(element, key, nil), do: {:cont, {[element], key}}
  defp gather_by(element, key, {gathered, _other}), do: {:cont, :lists.reverse(gathered), {[element], key}}

  defp last_run(nil), do: {:cont, nil}
  defp last_run({gathered, _key}), do: {:cont, :lists.reverse(gathered), nil}

  @doc """
  Gathers as `chunk_fun` says; see `Enum.chunk_while/4`.

      iex> chunk = fn n, acc -> if rem(n, 3) == 0, do: {:cont, Enum.reverse([n | acc]), []}, else: {:cont, [n | acc]} end
      iex> Enum.to_list(Stream.chunk_while(1..7, [], chunk, fn acc -> {:cont, acc, []} end))
      [[1, 2, 3], [4, 5, 6], [7]]
  """
  def chunk_while(enum, acc, chunk_fun, after_fun) when is_function(chunk_fun, 2) and is_function(after_fun, 1) do
    step = fn next -> &chunk_step(&1, &2, next, chunk_fun) end
    done = &chunk_done(&1, &2, &3, after_fun)

    case enum do
      %Stream{done: nil, funs: funs, accs: accs} ->
        %{enum | funs: [step | funs], accs: [{:going, acc} | accs], done: done}

      _ ->
        %Stream{enum: enum, funs: [step], accs: [{:going, acc}], done: done}
    end
  end

  defp chunk_step(element, [acc, {:going, state} | rest], next, chunk_fun) do
    case chunk_fun.(element, state) do
      {:cont, chunk, state} -> pass_on(next, chunk, acc, {:going, state}, rest)
      {:cont, state} -> {:cont, [acc, {:going, state} | rest]}
      {:halt, state} -> {:halt, [acc, {:ended, state} | rest]}
    end
  end

  # A stream with `done` has no steps behind it, so its state is the last one. If somebody else ended the walk, nobody
  # wants the last chunk.
  defp chunk_done(reason, [acc | states], fun, after_fun) do
    case {reason, :lists.last(states)} do
      {:halted, {:going, _}} -> {:halted, acc}
      {_, {_, state}} -> emit_last(after_fun.(state), reason, acc, fun)
    end
  end

  defp emit_last({:cont, _state}, reason, acc, _fun), do: {reason, acc}
  defp emit_last({:cont, chunk, _state}, reason, acc, fun), do: ended(fun.(chunk, acc), reason)

  defp ended({:cont, acc}, reason), do: {reason, acc}
  defp ended({:halt, acc}, _reason), do: {:halted, acc}
  defp ended({:suspend, acc}, reason), do: {:suspended, acc, &ended(&1, reason)}

  # Producers: what gives any number of elements at once. A producer has a state and three functions of it: the next
  # elements ({enumerable, state}, {:halt, state} or {:done, state}), closing, and closing after `next` itself failed.

  defp produce({:halt, acc}, state, _fun, {_next, close, _fail}) do
    close.(state)
    {:halted, acc}
  end

  defp produce({:suspend, acc}, state, fun, producer), do: {:suspended, acc, &produce(&1, state, fun, producer)}

  defp produce({:cont, acc}, state, fun, {next, close, fail} = producer) do
    try do
      next.(state)
    catch
      kind, reason ->
        fail.(state)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      {:halt, state} ->
        close.(state)
        {:halted, acc}

      {:done, state} ->
        close.(state)
        {:done, acc}

      {list, state} when is_list(list) ->
        emit_list({:cont, acc}, list, state, fun, producer)

      {enum, state} ->
        emit_any({:cont, acc}, &Enumerable.reduce(enum, &1, tagged(fun)), state, fun, producer)
    end
  end

  defp emit_list({:cont, acc}, list, state, fun, {_next, close, _fail} = producer) do
    try do
      emit_some(list, acc, fun)
    catch
      kind, reason ->
        close.(state)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      {:suspend, acc, rest} -> {:suspended, acc, &emit_list(&1, rest, state, fun, producer)}
      command -> produce(command, state, fun, producer)
    end
  end

  defp emit_list({:suspend, acc}, list, state, fun, producer) do
    {:suspended, acc, &emit_list(&1, list, state, fun, producer)}
  end

  defp emit_list({:halt, acc}, _list, state, fun, producer), do: produce({:halt, acc}, state, fun, producer)

  defp emit_some([head | tail], acc, fun) do
    case fun.(head, acc) do
      {:cont, acc} -> emit_some(tail, acc, fun)
      {:halt, acc} -> {:halt, acc}
      {:suspend, acc} -> {:suspend, acc, tail}
    end
  end

  defp emit_some([], acc, _fun), do: {:cont, acc}

  defp emit_any({:suspend, acc}, reduce, state, fun, producer) do
    {:suspended, acc, &emit_any(&1, reduce, state, fun, producer)}
  end

  defp emit_any({command, acc}, reduce, state, fun, {_next, close, _fail} = producer) do
    try do
      reduce.({command, {:none, acc}})
    catch
      kind, reason ->
        close.(state)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      {:suspended, {_, acc}, continue} -> {:suspended, acc, &emit_any(&1, continue, state, fun, producer)}
      {_, {:stop, acc}} -> produce({:halt, acc}, state, fun, producer)
      {_, {_, acc}} -> produce({command, acc}, state, fun, producer)
    end
  end

  # Wraps the accumulator in a tag that tells whether there were elements, and whether it was `fun` that ended the walk.
  defp tagged(fun) do
    fn element, {_, acc} ->
      case fun.(element, acc) do
        {:halt, acc} -> {:halt, {:stop, acc}}
        {command, acc} -> {command, {:some, acc}}
      end
    end
  end

  @doc """
  A stream of what is made piece by piece, such as what is read from somewhere. `start_fun` opens, `next_fun` gives
  `{elements, next state}` or `{:halt, state}`, and `after_fun` closes however the walk ends.

      iex> countdown = Stream.resource(
      ...>   fn -> 3 end,
      ...>   fn 0 -> {:halt, 0}; n -> {["n\#{n}"], n - 1} end,
      ...>   fn _ -> :closed end
      ...> )
      iex> Enum.to_list(countdown)
      ["n3", "n2", "n1"]
  """
  def resource(start_fun, next_fun, after_fun)
      when is_function(start_fun, 0) and is_function(next_fun, 1) and is_function(after_fun, 1) do
    fn command, fun -> produce(command, start_fun.(), fun, {next_fun, after_fun, after_fun}) end
  end

  @doc """
  Gives any number of elements for each element, with an accumulator: `reducer` gives `{elements, acc}`, or
  `{:halt, acc}` to end.

      iex> stream = Stream.transform(1..10, 0, fn n, sum ->
      ...>   if sum + n > 10, do: {:halt, sum}, else: {[n * 10], sum + n}
      ...> end)
      iex> Enum.to_list(stream)
      [10, 20, 30, 40]
  """
  def transform(enum, acc, reducer) when is_function(reducer, 2) do
    fn command, fun -> start_transform(enum, command, acc, fun, reducer, nil, fn _acc -> :ok end) end
  end

  @doc """
  The same with a function for the first accumulator and one that is called at the end.

      iex> stream = Stream.transform([1, 2], fn -> 0 end, fn n, sum -> {[sum], sum + n} end, fn _sum -> :ok end)
      iex> Enum.to_list(stream)
      [0, 1]
  """
  def transform(enum, start_fun, reducer, after_fun)
      when is_function(start_fun, 0) and is_function(reducer, 2) and is_function(after_fun, 1) do
    fn command, fun -> start_transform(enum, command, start_fun.(), fun, reducer, nil, after_fun) end
  end

  @doc """
  The same with one more function, `last_fun`, which may give elements after all others.

      iex> stream = Stream.transform([1, 2], fn -> 0 end, fn n, sum -> {[n], sum + n} end,
      ...>   fn sum -> {[{:sum, sum}], sum} end, fn _sum -> :ok end)
      iex> Enum.to_list(stream)
      [1, 2, {:sum, 3}]
  """
  def transform(enum, start_fun, reducer, last_fun, after_fun)
      when is_function(start_fun, 0) and is_function(reducer, 2) and is_function(last_fun, 1) and
             is_function(after_fun, 1) do
    fn command, fun -> start_transform(enum, command, start_fun.(), fun, reducer, last_fun, after_fun) end
  end

  # The state is {how to go on with the enumerable, accumulator, what comes next}: an element is taken first, and then
  # given to the reducer, so that whatever fails, the right things are closed.
  defp start_transform(enum, command, acc, fun, reducer, last_fun, after_fun) do
    next = &transform_next(&1, reducer, last_fun)
    close = &transform_close(&1, after_fun)

    fail = fn
      {_continue, acc, :take} -> after_fun.(acc)
      state -> transform_close(state, after_fun)
    end

    produce(command, {puller(enum), acc, :take}, fun, {next, close, fail})
  end

  defp transform_next({continue, acc, :take}, _reducer, last_fun) do
    case pull(continue) do
      {:ok, element, continue} -> {[], {continue, acc, {:reduce, element}}}
      :end when last_fun == nil -> {:done, {nil, acc, :end}}
      :end -> {[], {nil, acc, :last}}
    end
  end

  defp transform_next({continue, acc, {:reduce, element}}, reducer, _last_fun) do
    case reducer.(element, acc) do
      {:halt, acc} -> {:halt, {continue, acc, :take}}
      {elements, acc} -> {elements, {continue, acc, :take}}
    end
  end

  defp transform_next({nil, acc, :last}, _reducer, last_fun) do
    case last_fun.(acc) do
      {:halt, acc} -> {:halt, {nil, acc, :end}}
      {elements, acc} -> {elements, {nil, acc, :end}}
    end
  end

  defp transform_next({nil, acc, :end}, _reducer, _last_fun), do: {:done, {nil, acc, :end}}

  defp transform_close({continue, acc, _}, after_fun) do
    give_up(continue)
    after_fun.(acc)
  end

  # Taking single elements out of any enumerable: a puller is a continuation that stops after each element.
  defp puller(enum), do: &Enumerable.reduce(enum, &1, fn element, _ -> {:suspend, {:ok, element}} end)

  # For comprehensions over what is no list, map or range: {elements, nil}, or {[], puller}; [element | puller], or [] at the end.
  @doc false
  def __open__(%MapSet{} = set), do: {Enum.to_list(set), nil}
  def __open__(enum), do: {[], puller(enum)}

  @doc false
  def __next__(puller) do
    case pull(puller) do
      {:ok, element, puller} -> [element | puller || &over/1]
      :end -> []
    end
  end

  defp over(_command), do: {:done, :end}

  defp pull(nil), do: :end

  defp pull(continue) do
    case continue.({:cont, :end}) do
      {:suspended, {:ok, element}, continue} -> {:ok, element, continue}
      {_, {:ok, element}} -> {:ok, element, nil}
      {_, :end} -> :end
    end
  end

  defp give_up(nil), do: :ok
  defp give_up(continue), do: continue.({:halt, :end})

  @doc """
  Maps each element to an enumerable and joins these.

      iex> Enum.to_list(Stream.flat_map(1..3, &List.duplicate(&1, &1)))
      [1, 2, 2, 3, 3, 3]
  """
  def flat_map(enum, mapper) when is_function(mapper, 1) do
    transform(enum, nil, fn element, nil -> {mapper.(element), nil} end)
  end

  @doc """
  Joins enumerables, one after the other.

      iex> Enum.to_list(Stream.concat([1..2, [:a]]))
      [1, 2, :a]
  """
  def concat(enumerables), do: flat_map(enumerables, fn enum -> enum end)

  @doc """
  Joins two enumerables.

      iex> Enum.to_list(Stream.concat(1..2, 5..6))
      [1, 2, 5, 6]
  """
  def concat(first, second), do: flat_map([first, second], fn enum -> enum end)

  @doc """
  Repeats an enumerable for ever.

      iex> Enum.take(Stream.cycle([:red, :green]), 5)
      [:red, :green, :red, :green, :red]
  """
  def cycle(enumerable)
  def cycle([]), do: raise(ArgumentError, "cannot cycle over an empty enumerable")

  def cycle(enumerable) do
    fn command, fun -> cycle(command, puller(enumerable), :none, enumerable, fun) end
  end

  defp cycle({:halt, acc}, continue, _tag, _enum, _fun) do
    give_up(continue)
    {:halted, acc}
  end

  defp cycle({:suspend, acc}, continue, tag, enum, fun) do
    {:suspended, acc, &cycle(&1, continue, tag, enum, fun)}
  end

  defp cycle({:cont, acc}, continue, tag, enum, fun) do
    case pull(continue) do
      {:ok, element, continue} -> cycle(fun.(element, acc), continue, :some, enum, fun)
      :end when tag == :none -> raise ArgumentError, "cannot cycle over an empty enumerable"
      :end -> cycle({:cont, acc}, puller(enum), :none, enum, fun)
    end
  end

  # Side by side

  @doc """
  Pairs the elements of two enumerables, as far as the shorter one goes.

      iex> Enum.to_list(Stream.zip(Stream.cycle([:odd, :even]), 1..3))
      [odd: 1, even: 2, odd: 3]
  """
  def zip(enumerable1, enumerable2), do: zip_with(enumerable1, enumerable2, fn left, right -> {left, right} end)

  @doc """
  Makes tuples of the elements of several enumerables, as far as the shortest one goes.

      iex> Enum.to_list(Stream.zip([1..3, [:a, :b], ["x", "y", "z"]]))
      [{1, :a, "x"}, {2, :b, "y"}]
  """
  def zip(enumerables), do: zip_with(enumerables, &:erlang.list_to_tuple/1)

  @doc """
  Gives what `zip_fun` makes of the elements of two enumerables side by side.

      iex> Enum.to_list(Stream.zip_with([1, 2], [10, 20], &(&1 + &2)))
      [11, 22]
  """
  def zip_with(enumerable1, enumerable2, zip_fun) when is_function(zip_fun, 2) do
    zip_with([enumerable1, enumerable2], fn [left, right] -> zip_fun.(left, right) end)
  end

  @doc """
  Gives what `zip_fun` makes of the lists of elements of several enumerables side by side.

      iex> Enum.to_list(Stream.zip_with([[1, 2], [10, 20], [5, 5]], fn [a, b, c] -> a + b + c end))
      [16, 27]
  """
  def zip_with(enumerables, zip_fun)
  def zip_with([], zip_fun) when is_function(zip_fun, 1), do: %Stream{enum: []}

  def zip_with(enumerables, zip_fun) when is_function(zip_fun, 1) do
    fn command, fun -> side_by_side(command, Enum.map(enumerables, &puller/1), zip_fun, fun) end
  end

  defp side_by_side({:halt, acc}, continues, _zip_fun, _fun) do
    Enum.each(continues, &give_up/1)
    {:halted, acc}
  end

  defp side_by_side({:suspend, acc}, continues, zip_fun, fun) do
    {:suspended, acc, &side_by_side(&1, continues, zip_fun, fun)}
  end

  defp side_by_side({:cont, acc}, continues, zip_fun, fun) do
    case pull_all(continues, [], []) do
      {:ok, elements, continues} -> combine(elements, acc, continues, zip_fun, fun)
      :end -> {:done, acc}
    end
  end

  defp combine(elements, acc, continues, zip_fun, fun) do
    try do
      fun.(zip_fun.(elements), acc)
    catch
      kind, reason ->
        Enum.each(continues, &give_up/1)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      command -> side_by_side(command, continues, zip_fun, fun)
    end
  end

  defp pull_all([continue | rest], elements, pulled) do
    try do
      pull(continue)
    catch
      kind, reason ->
        Enum.each(pulled, &give_up/1)
        Enum.each(rest, &give_up/1)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      {:ok, element, continue} ->
        pull_all(rest, [element | elements], [continue | pulled])

      :end ->
        Enum.each(pulled, &give_up/1)
        Enum.each(rest, &give_up/1)
        :end
    end
  end

  defp pull_all([], elements, pulled), do: {:ok, :lists.reverse(elements), :lists.reverse(pulled)}

  # Sources

  @doc """
  A stream of a value and what `next_fun` makes of it, of that, and so on.

      iex> Enum.take(Stream.iterate(1, &(&1 * 3)), 4)
      [1, 3, 9, 27]
  """
  def iterate(start_value, next_fun) when is_function(next_fun, 1) do
    unfold({:first, start_value}, fn
      {:first, value} ->
        {value, {:next, value}}

      {:next, value} ->
        next = next_fun.(value)
        {next, {:next, next}}
    end)
  end

  @doc """
  A stream of the first elements of what `next_fun` gives: `{element, next accumulator}`, or `nil` at the end.

      iex> fibonacci = Stream.unfold({0, 1}, fn {a, b} -> {a, {b, a + b}} end)
      iex> Enum.take(fibonacci, 8)
      [0, 1, 1, 2, 3, 5, 8, 13]
  """
  def unfold(next_acc, next_fun) when is_function(next_fun, 1) do
    fn command, fun -> unfold(command, next_acc, next_fun, fun) end
  end

  defp unfold({:cont, acc}, next_acc, next_fun, fun) do
    case next_fun.(next_acc) do
      nil -> {:done, acc}
      {element, next_acc} -> unfold(fun.(element, acc), next_acc, next_fun, fun)
    end
  end

  defp unfold({:suspend, acc}, next_acc, next_fun, fun), do: {:suspended, acc, &unfold(&1, next_acc, next_fun, fun)}
  defp unfold({:halt, acc}, _next_acc, _next_fun, _fun), do: {:halted, acc}

  @doc """
  A stream of what `generator_fun` gives each time it is called.

      iex> Enum.take(Stream.repeatedly(fn -> :tick end), 2)
      [:tick, :tick]
  """
  def repeatedly(generator_fun) when is_function(generator_fun, 0) do
    fn command, fun -> unfold(command, nil, fn nil -> {generator_fun.(), nil} end, fun) end
  end

  @doc """
  A stream of `n` times `value`.

      iex> Enum.join(Stream.duplicate("ho", 3))
      "hohoho"
  """
  def duplicate(value, n) when is_integer(n) and n >= 0 do
    unfold(n, fn
      0 -> nil
      left -> {value, left - 1}
    end)
  end

  @doc """
  Counts for ever, from `fun_or_offset` on; or gives what a function makes of 0, 1, 2...

      iex> Enum.take(Stream.from_index(3), 2)
      [3, 4]
      iex> Enum.take(Stream.from_index(&(&1 * &1)), 4)
      [0, 1, 4, 9]
  """
  def from_index(fun_or_offset \\ 0)
  def from_index(offset) when is_integer(offset), do: unfold(offset, fn index -> {index, index + 1} end)
  def from_index(fun) when is_function(fun, 1), do: unfold(0, fn index -> {fun.(index), index + 1} end)

  @doc """
  Counts from 0 on, waiting `n` milliseconds before each number.

      iex> Enum.take(Stream.interval(1), 3)
      [0, 1, 2]
  """
  def interval(n)

  def interval(n) when is_integer(n) and n >= 0 when n == :infinity do
    unfold(0, fn count ->
      Process.sleep(n)
      {count, count + 1}
    end)
  end

  @doc """
  Gives a single 0 after `n` milliseconds.

      iex> Enum.to_list(Stream.timer(1))
      [0]
  """
  def timer(n)
  def timer(n) when is_integer(n) and n >= 0 when n == :infinity, do: take(interval(n), 1)

  @doc """
  Puts each element that passes by into `collectable`, once the stream is walked through.

      iex> Enum.to_list(Stream.into([1, 2], [], &(&1 * 2)))
      [1, 2]
  """
  def into(enum, collectable, transform \\ fn element -> element end)

  def into(enum, collectable, transform) when is_function(transform, 1) do
    fn command, fun ->
      {initial, collector} = Collectable.into(collectable)

      collect = fn element, [acc | collected] ->
        collected = collector.(collected, {:cont, transform.(element)})
        {reason, acc} = fun.(element, acc)
        {reason, [acc | collected]}
      end

      collect(command, &Enumerable.reduce(enum, &1, collect), initial, collector)
    end
  end

  defp collect({command, acc}, reduce, collected, collector) do
    try do
      reduce.({command, [acc | collected]})
    catch
      kind, reason ->
        collector.(collected, :halt)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      {:suspended, [acc | collected], continue} ->
        {:suspended, acc, &collect(&1, continue, collected, collector)}

      {reason, [acc | collected]} ->
        collector.(collected, :done)
        {reason, acc}
    end
  end

  @doc """
  Walks through a stream for what it does, and gives `:ok`.

      iex> 1..3 |> Stream.each(fn n -> send(self(), n) end) |> Stream.run()
      :ok
  """
  def run(stream) do
    Enumerable.reduce(stream, {:cont, nil}, fn _element, nil -> {:cont, nil} end)
    :ok
  end
end

defmodule IEx.Peek do
  @moduledoc false
  # Mailboxes, looked at without taking anything out: `peek()`, and `peek do ... end`, which says of each message which of the
  # clauses would take it, and of each clause why it does not.
  #
  # A *clause* is {text of its head, pattern, judge}: judge.(message) is :takes, :pattern (it does not fit) or {:guard, text,
  # variables} (the guard does not hold). In `pattern`, quoted code, pinned variables are `{:pinned, value}`.

  @most 20

  ## peek/0, peek/1

  def show(pid) when is_pid(pid) or is_atom(pid) do
    case mailbox(pid) do
      nil -> say([named(pid), " is not alive"])
      [] -> say([of(pid), " is empty"])
      messages -> listed(of(pid), messages, fn {message, number} -> put(number, message, "") end) && waits_for(whole(pid))
    end
  end

  def show(other) do
    raise ArgumentError, "peek wants a pid or a name, or clauses in `do ... end` as `receive` has them, got: " <> inspect(other)
  end

  defp listed(title, messages, rows) do
    count = length(messages)
    say([title, " holds ", if(count == 1, do: "1 message:", else: "#{count} messages:")])
    messages |> Enum.take(@most) |> Enum.with_index(1) |> Enum.each(rows)
    if count > @most, do: say("  ... and #{count - @most} more")
    :ok
  end

  # Of a process that waits in a receive, every message in its mailbox is one that no clause takes.
  defp waits_for(pid) when pid == self(), do: :ok

  defp waits_for(pid) do
    with [_ | _] = heads <- :pyex_debug.clauses(pid) do
      say(["None is taken by the receive that it waits in: ", Enum.intersperse(heads, " or ")])
    else
      _ -> :ok
    end
  end

  defp mailbox(pid) do
    with pid when is_pid(pid) <- whole(pid), {:messages, messages} <- Process.info(pid, :messages), do: messages
  end

  defp whole(name) when is_atom(name), do: Process.whereis(name)
  defp whole(pid), do: pid

  defp of(pid), do: ["The mailbox of ", named(pid)]

  defp named(pid) when pid == self(), do: "this shell"
  defp named(pid), do: inspect(pid)

  ## peek do ... end

  @doc "The quoted call of `judge/3` for the clauses of a receive."
  def expand(pid, sections, _env) do
    clauses = for {:->, _, [[head], _body]} <- List.wrap(sections[:do]), do: clause(head)
    quote generated: true, do: IEx.Peek.judge(unquote(pid), unquote(clauses), unquote(Keyword.has_key?(sections, :after)))
  end

  defp clause({:when, _, [pattern, guard]} = head) do
    asked = for {name, _, _} <- variables(guard), do: name
    bound = for {name, _, _} = variable <- variables(pattern), name in asked, do: {name, variable}

    judge =
      quote generated: true do
        fn message ->
          case message do
            unquote(pattern) when unquote(guard) -> unquote(taking(pattern))
            unquote(pattern) -> {unquote(taking(pattern)), {:guard, unquote(Macro.to_string(guard)), unquote(bound)}} |> elem(1)
            _ -> :pattern
          end
        end
      end

    {:{}, [], [Macro.to_string(head), escaped(pattern), judge]}
  end

  defp clause(pattern) do
    judge =
      quote generated: true do
        fn message ->
          case message do
            unquote(pattern) -> unquote(taking(pattern))
            _ -> :pattern
          end
        end
      end

    {:{}, [], [Macro.to_string(pattern), escaped(pattern), judge]}
  end

  # Reads the variables of the pattern, so that nobody is warned of unused ones.
  defp taking(pattern), do: quote(generated: true, do: {unquote(variables(pattern)), :takes} |> elem(1))

  defp variables(quoted) do
    {_, found} = Macro.prewalk(quoted, [], &variable/2)
    found |> Enum.reverse() |> Enum.uniq_by(&elem(&1, 0))
  end

  defp variable({:^, _, _}, found), do: {nil, found}
  defp variable({name, _, context} = node, found) when is_atom(name) and is_atom(context) and name != :_, do: {node, [node | found]}
  defp variable(node, found), do: {node, found}

  # The pattern as a term, with the values of pinned variables in it.
  defp escaped(pattern) do
    pattern |> Macro.prewalk(&pinned/1) |> Macro.escape(unquote: true)
  end

  defp pinned({:^, _, [variable]}), do: {:pinned, {:unquote, [], [variable]}}
  defp pinned(other), do: other

  @doc "Prints what the clauses do with each message."
  def judge(pid, clauses, timeout?) do
    case mailbox(pid) do
      nil -> say([named(pid), " is not alive"])
      [] -> say([of(pid), " is empty: this receive would wait", until(timeout?)])
      messages -> judged(pid, messages, clauses, timeout?)
    end
  end

  defp until(true), do: " until its timeout"
  defp until(false), do: ""

  defp judged(pid, messages, clauses, timeout?) do
    listed(of(pid), messages, fn {message, number} -> verdict(message, number, clauses) end)

    case Enum.find_index(messages, fn message -> taken_by(message, clauses) != nil end) do
      nil -> say(["No clause takes any of them: this receive would wait", until(timeout?)])
      index -> say("This receive would take message #{index + 1}")
    end
  end

  defp taken_by(message, clauses), do: Enum.find(clauses, fn {_, _, judge} -> judge.(message) == :takes end)

  defp verdict(message, number, clauses) do
    case taken_by(message, clauses) do
      {head, _, _} ->
        put(number, message, ["  is taken by  ", head])

      nil ->
        put(number, message, "")
        for {head, pattern, judge} <- clauses, do: say(["       ", head, "  does not take it: ", why(judge.(message), pattern, message)])
    end
  end

  defp why({:guard, guard, variables}, _pattern, _message) do
    values = Enum.map_join(variables, ", ", fn {name, value} -> "#{name} is #{brief(value)}" end)
    if values == "", do: "#{guard} does not hold", else: "#{values}, and #{guard} does not hold"
  end

  defp why(:pattern, pattern, message), do: mismatch(pattern, message, "it") || "the pattern does not fit"

  ## Why a pattern does not fit: the first part that differs, or nil if that is not found

  defp mismatch({:pinned, value}, value, _path), do: nil
  defp mismatch({:pinned, wanted}, value, path), do: "#{path} is #{brief(value)}, not #{brief(wanted)}"
  defp mismatch({:=, _, [left, right]}, value, path), do: mismatch(left, value, path) || mismatch(right, value, path)
  defp mismatch({:{}, _, parts}, value, path), do: tuple(parts, value, path)
  defp mismatch({left, right}, value, path), do: tuple([left, right], value, path)
  defp mismatch({:%{}, _, pairs}, value, path), do: map(pairs, value, path)

  defp mismatch({:%, _, [{:__aliases__, _, parts}, {:%{}, _, pairs}]}, value, path) do
    struct = List.last(parts)

    case value do
      %module{} -> if List.last(Module.split(module)) == "#{struct}", do: map(pairs, value, path), else: "#{path} is a %#{inspect(module)}{}"
      _ -> "#{path} is #{kind(value)}, no struct"
    end
  end

  defp mismatch([{:|, _, [head, tail]}], [first | rest], path) do
    mismatch(head, first, "the head of #{path}") || mismatch(tail, rest, "the tail of #{path}")
  end

  defp mismatch([{:|, _, _}], value, path), do: "#{path} is #{brief(value)}, no list with a head"
  defp mismatch([], [], _path), do: nil
  defp mismatch([pattern | more], [first | rest], path), do: mismatch(pattern, first, "an element of #{path}") || mismatch(more, rest, path)
  defp mismatch(pattern, value, path) when is_list(pattern) and is_list(value), do: "#{path} has another length"
  defp mismatch(pattern, value, path) when is_list(pattern), do: "#{path} is #{kind(value)}, no list"
  defp mismatch({_, _, _}, _value, _path), do: nil
  defp mismatch(literal, value, _path) when literal === value, do: nil
  defp mismatch(literal, value, path), do: "#{path} is #{brief(value)}, not #{brief(literal)}"

  defp tuple(parts, value, path) when not is_tuple(value), do: "#{path} is #{kind(value)}, no tuple of #{length(parts)}"

  defp tuple(parts, value, path) when tuple_size(value) != length(parts) do
    "#{path} has #{elements(tuple_size(value))}, not #{length(parts)}"
  end

  defp tuple(parts, value, path) do
    [parts, Tuple.to_list(value), 1..length(parts)//1]
    |> Enum.zip()
    |> Enum.find_value(fn {part, element, number} -> mismatch(part, element, "element #{number}#{within(path)}") end)
  end

  defp elements(1), do: "1 element"
  defp elements(count), do: "#{count} elements"

  defp within("it"), do: ""
  defp within(path), do: " of #{path}"

  defp map(_pairs, value, path) when not is_map(value), do: "#{path} is #{kind(value)}, no map"

  defp map(pairs, value, path) do
    Enum.find_value(pairs, fn {key, pattern} ->
      case value do
        %{^key => part} -> mismatch(pattern, part, "its #{inspect(key)}#{within(path)}")
        _ -> "#{path} has no key #{brief(key)}"
      end
    end)
  end

  defp kind(value) when is_atom(value) or is_number(value) or is_pid(value) or is_reference(value), do: brief(value)
  defp kind(value) when is_tuple(value), do: "a tuple"
  defp kind(value) when is_list(value), do: "a list"
  defp kind(%module{}), do: "a %#{inspect(module)}{}"
  defp kind(value) when is_map(value), do: "a map"
  defp kind(value) when is_function(value), do: "a function"
  defp kind(value), do: brief(value)

  ## Text

  defp brief(value), do: inspect(value, limit: 5, printable_limit: 40)

  defp put(number, message, after_it) do
    shown = inspect(message, Keyword.merge(IEx.inspect_opts(), limit: 10))
    IO.puts([String.pad_leading("#{number}", 3), "  ", String.replace(shown, "\n", "\n     "), after_it])
  end

  defp say(text), do: IO.puts(IEx.color(:eval_info, text))
end

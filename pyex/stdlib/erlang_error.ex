defmodule ErlangError do
  @moduledoc """
  An error whose reason has no exception of its own; the reason is in `original`.

      iex> try do :erlang.error(:strange) rescue e -> e end
      %ErlangError{original: :strange, reason: nil}
  """
  defexception [:original, :reason]

  @impl true
  def message(%{original: original, reason: nil}), do: "Erlang error: #{inspect(original)}"
  def message(%{original: original, reason: reason}), do: "Erlang error: #{inspect(original)}#{reason}"

  @doc """
  The exception for an error's reason. The stack trace tells the rest: which function is undefined, which argument is wrong.

      iex> ErlangError.normalize({:badmatch, 1}, [])
      %MatchError{term: 1}
  """
  def normalize(reason, stacktrace)
  def normalize(%_{__exception__: true} = exception, _stacktrace), do: exception

  def normalize(:badarg, stacktrace) do
    case explained(stacktrace, "errors were found at the given arguments") do
      {:ok, head, details} -> %ArgumentError{message: head <> details}
      :error -> %ArgumentError{}
    end
  end

  def normalize(:badarith, _stacktrace), do: %ArithmeticError{}

  def normalize(:system_limit, stacktrace) do
    default = "a system limit has been reached due to errors at the given arguments"

    case explained(stacktrace, default) do
      {:ok, head, details} -> %SystemLimitError{message: head <> details}
      :error -> %SystemLimitError{}
    end
  end

  def normalize(:cond_clause, _stacktrace), do: %CondClauseError{}
  def normalize({:badarity, {function, args}}, _stacktrace), do: %BadArityError{function: function, args: args}
  def normalize({:badfun, term}, _stacktrace), do: %BadFunctionError{term: term}
  def normalize({:badstruct, struct, term}, _stacktrace), do: %BadStructError{struct: struct, term: term}
  def normalize({:badmatch, term}, _stacktrace), do: %MatchError{term: term}
  def normalize({:badmap, term}, _stacktrace), do: %BadMapError{term: term}
  def normalize({:badbool, operator, term}, _stacktrace), do: %BadBooleanError{operator: operator, term: term}
  def normalize({:case_clause, term}, _stacktrace), do: %CaseClauseError{term: term}
  def normalize({:with_clause, term}, _stacktrace), do: %WithClauseError{term: term}
  def normalize({:try_clause, term}, _stacktrace), do: %TryClauseError{term: term}
  def normalize({:badarg, payload}, _stacktrace), do: %ArgumentError{message: "argument error: #{inspect(payload)}"}
  def normalize({:badkey, key}, stacktrace), do: %KeyError{key: key, term: searched(stacktrace)}
  def normalize({:badkey, key, map}, _stacktrace) when is_map(map), do: %KeyError{key: key, term: map}

  def normalize({:badkey, key, term}, _stacktrace) do
    message =
      "key #{inspect(key)} not found in: #{inspect(term)}\n\n" <>
        "If you are using the dot syntax, such as map.field, make sure the left-hand side of the dot is a map"

    %KeyError{key: key, term: term, message: message}
  end

  def normalize(:undef, stacktrace) do
    {module, function, arity} = called(stacktrace)
    %UndefinedFunctionError{module: module, function: function, arity: arity}
  end

  def normalize(:function_clause, stacktrace) do
    {module, function, arity} = called(stacktrace)
    %FunctionClauseError{module: module, function: function, arity: arity}
  end

  def normalize(other, stacktrace) do
    case explained(stacktrace, "") do
      {:ok, _head, details} -> %ErlangError{original: other, reason: details}
      :error -> %ErlangError{original: other}
    end
  end

  defp called([{module, function, args, _} | _]) when is_list(args), do: {module, function, length(args)}
  defp called([{module, function, arity, _} | _]), do: {module, function, arity}
  defp called(_), do: {nil, nil, nil}

  # The map in which the key was looked for, where the trace begins with the function that did.
  defp searched([{:maps, :update, [_, _, map], _} | _]), do: map
  defp searched([{:maps, :get, [_, map], _} | _]), do: map
  defp searched([{:maps, :take, [_, map], _} | _]), do: map
  defp searched([{:erlang, :map_get, [_, map], _} | _]), do: map
  defp searched([{Map, :update!, [map, _, _], _} | _]), do: map
  defp searched([{Map, :get_and_update!, [map, _, _], _} | _]), do: map
  defp searched(_), do: nil

  # Natives leave their words about bad arguments in the location of the top entry.
  defp explained([{_module, _function, _args, location} | _], head) do
    case location[:error_info] do
      %{hints: hints} -> explanation(hints, head)
      _ -> :error
    end
  end

  defp explained(_stacktrace, _head), do: :error

  defp explanation(text, head) when is_binary(text), do: {:ok, head, ": " <> text}

  defp explanation(%{} = hints, head) do
    head = Map.get(hints, :reason, head)

    case {Enum.sort(for({n, text} when is_integer(n) <- hints, do: {n, text})), hints} do
      {[], %{general: text}} -> {:ok, head, ": " <> to_string(text)}
      {[], %{reason: _}} -> {:ok, head, ""}
      {[], _} -> :error
      {arguments, _} -> {:ok, head, ":\n\n" <> Enum.map_join(arguments, &about_argument/1)}
    end
  end

  defp about_argument({n, text}), do: "  * #{ordinal(n)} argument: #{text}\n"

  defp ordinal(1), do: "1st"
  defp ordinal(2), do: "2nd"
  defp ordinal(3), do: "3rd"
  defp ordinal(n), do: "#{n}th"
end

defmodule FunctionClauseError do
  @moduledoc """
  No clause of a function takes the arguments.

      iex> try do Enum.take([1], :a) rescue e -> {e.module, e.function, e.arity} end
      {Enum, :take, 2}
  """
  defexception [:module, :function, :arity, :kind, :args, :clauses]

  @most_clauses 10

  @impl true
  def message(%{function: nil}), do: "no function clause matches"

  def message(exception) do
    "no function clause matching in #{name(exception)}" <> blame(exception, &inspect/1, &marked/1)
  end

  defp name(%{module: module, function: function, arity: arity}), do: Exception.format_mfa(module, function, arity)

  @impl true
  def blame(exception, [{module, function, args, location} | rest] = stacktrace) when is_list(args) do
    arity = length(args)

    case exception do
      %{module: ^module, function: ^function, arity: ^arity} ->
        exception = with_clauses(%{exception | args: args}, module, function, args)
        {exception, [{module, function, arity, location} | rest]}

      _ ->
        {exception, stacktrace}
    end
  end

  def blame(exception, stacktrace), do: {exception, stacktrace}

  defp with_clauses(exception, module, function, args) do
    case Exception.blame_mfa(module, function, args) do
      {:ok, kind, clauses} -> %{exception | kind: kind, clauses: clauses}
      :error -> exception
    end
  end

  @doc false
  # The part under the first line. `show` prints an argument, `mark` a part of a clause with whether it matched.
  def blame(%{args: nil}, _show, _mark), do: ""

  def blame(%{args: args, clauses: clauses} = exception, show, mark) do
    "\n\nThe following arguments were given to #{name(exception)}:\n" <>
      arguments(args, show) <> attempted(exception, clauses, mark)
  end

  defp arguments(args, show) do
    args |> Enum.with_index(1) |> Enum.map_join(fn {arg, n} -> "\n    # #{n}\n    #{indented(show.(arg))}\n" end)
  end

  defp indented(text), do: String.replace(text, "\n", "\n    ")

  defp attempted(_exception, nil, _mark), do: ""

  defp attempted(%{kind: kind, function: function}, clauses, mark) do
    shown = Enum.take(clauses, @most_clauses)
    head = "\nAttempted function clauses (showing #{length(shown)} out of #{length(clauses)}):\n\n"
    head <> Enum.map_join(shown, &"    #{kind} #{function}#{Exception.Blame.clause(&1, mark)}\n") <> left_out(clauses)
  end

  defp left_out(clauses) do
    case length(clauses) - @most_clauses do
      n when n > 1 -> "    ...\n    (#{n} clauses not shown)\n"
      1 -> "    ...\n    (1 clause not shown)\n"
      _ -> ""
    end
  end

  defp marked(%{match?: true, node: node}), do: Macro.to_string(node)
  defp marked(%{match?: false, node: node}), do: "-" <> Macro.to_string(node) <> "-"
end

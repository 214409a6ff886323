# Which parts of a function's clauses match some arguments. The heads of the library's clauses are kept for this; for modules
# made at the prompt there are none. Each part is tried by itself: an argument against its pattern, a guard's leaf with the
# variables that the patterns bound.
defmodule Exception.Blame do
  @moduledoc false

  @doc "{:ok, kind, clauses} with each clause as {args, guards}, or :error."
  def clauses(module, function, args) do
    case :pyex_module.clauses(module, function, length(args)) do
      {kind, heads} -> {:ok, kind, Enum.map(heads, &judged(&1, args))}
      nil -> :error
    end
  end

  defp judged({patterns, guards}, args) do
    {nodes, binding} = Enum.map_reduce(Enum.zip(patterns, args), [], &argument/2)
    {nodes, Enum.map(guards, &guard(source(&1), binding))}
  end

  defp argument({pattern, value}, binding) do
    node = source(pattern)

    case bound(pattern, value) do
      {:ok, more} -> {%{match?: true, node: node}, more ++ binding}
      :error -> {%{match?: false, node: node}, binding}
    end
  end

  defp bound(pattern, value) do
    code =
      quote generated: true do
        case unquote(Macro.var(:value, __MODULE__)) do
          unquote(plain(pattern)) -> {:ok, binding(unquote(nil))}
          _ -> :error
        end
      end

    {result, _} = Code.eval_quoted(code, [{{:value, __MODULE__}, value}])
    result
  end

  defp guard({operator, meta, [left, right]}, binding) when operator in [:and, :or] do
    {operator, meta, [guard(left, binding), guard(right, binding)]}
  end

  defp guard(leaf, binding) do
    code = quote(generated: true, do: case(:ok, do: (:ok when unquote(leaf) -> true; _ -> false)))
    %{match?: holds?(code, binding), node: leaf}
  end

  # A leaf whose variables no pattern has bound does not hold.
  defp holds?(code, binding) do
    known = Keyword.keys(binding)
    {_, used} = Macro.prewalk(code, [], &variables/2)
    if Enum.all?(used, &(&1 in known)), do: elem(Code.eval_quoted(code, binding), 0), else: false
  end

  defp variables({name, _, context} = node, acc) when is_atom(name) and is_atom(context) and name != :_, do: {node, [name | acc]}
  defp variables(node, acc), do: {node, acc}

  # Variables without what the expander noted down about them.
  defp plain(quoted), do: Macro.prewalk(quoted, &plain_variable/1)

  defp plain_variable({name, _, context}) when is_atom(name) and is_atom(context), do: {name, [generated: true], nil}
  defp plain_variable(other), do: other

  @renamed %{andalso: :and, orelse: :or, "=:=": :===, "=/=": :!==, "/=": :!=, "=<": :<=}

  # Expanded code as it was written: Kernel's functions again by their own names.
  defp source(quoted), do: quoted |> plain() |> Macro.postwalk(&written/1)

  defp written({{:., _, [:erlang, :element]}, _, [index, tuple]}) when is_integer(index), do: {:elem, [], [tuple, index - 1]}
  defp written({{:., _, [:erlang, :is_map_key]}, _, [key, map]}), do: {:is_map_key, [], [map, key]}
  defp written({{:., _, [:erlang, name]}, _, args}) when name != :map_get, do: {Map.get(@renamed, name, name), [], args}
  defp written(other), do: other

  ## Text

  @doc "A clause's arguments and guards; `mark` prints a part with whether it matched."
  def clause({args, guards}, mark) do
    "(" <> Enum.map_join(args, ", ", mark) <> ")" <> Enum.map_join(guards, &(" when " <> text(&1, mark)))
  end

  defp text({operator, _, [left, right]}, mark) do
    "#{side(left, operator, :left, mark)} #{operator} #{side(right, operator, :right, mark)}"
  end

  defp text(leaf, mark), do: mark.(leaf)

  # `and` binds tighter than `or`, and both lean to the left.
  defp side({inner, _, [_, _]} = guard, outer, side, mark) do
    text = text(guard, mark)
    if {outer, inner} == {:and, :or} or (side == :right and inner == outer), do: "(" <> text <> ")", else: text
  end

  defp side(leaf, _outer, _side, mark), do: mark.(leaf)
end

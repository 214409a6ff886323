defmodule IEx.Typespec do
  @moduledoc false
  # Types, specs and callbacks of a module as text. They are kept as they were typed and shown as iex shows them, which reads
  # them out of compiled code: types are calls with parentheses, a struct has all of its fields, `list(t)` is `[t]`.

  @typedoc "What was asked for: all types, those of a name, or the one with this many parameters."
  @type wanted :: :any | {atom, :any | arity}

  @doc "`{kind, {name, arity}, quoted}` of the typespecs of these kinds, sorted by name."
  def find(module, kinds, wanted) do
    found = for {kind, quoted} <- :pyex_iex.typespecs(module), kind in kinds, id = id(quoted), wanted?(id, wanted), do: {kind, id, quoted}
    Enum.sort_by(found, &elem(&1, 1))
  end

  defp wanted?(_id, :any), do: true
  defp wanted?({name, _}, {name, :any}), do: true
  defp wanted?(id, wanted), do: id == wanted

  defp id({:when, _, [spec, _]}), do: id(spec)
  defp id({:"::", _, [head, _]}), do: id(head)
  defp id({name, _, arguments}) when is_list(arguments), do: {name, length(arguments)}
  defp id({name, _, _}), do: {name, 0}

  @doc "The lines of a typespec: `@type t() :: integer()`."
  def text(kind, quoted, width) do
    :pyex_code.quoted_to_string({:@, [], [{kind, [], [shown(quoted, kind)]}]}, width)
  end

  defp shown({:"::", _, [head, _]}, :opaque), do: head |> head([]) |> elem(0)

  defp shown({:"::", meta, [head, type]}, kind) when kind in [:type, :typep] do
    {head, variables} = head(head, [])
    {:"::", meta, [head, type(type, variables)]}
  end

  defp shown({:when, meta, [{:"::", _, [head, result]}, constraints]}, _kind) do
    variables = Keyword.keys(constraints)
    {:when, meta, [spec(meta, head, result, variables), Enum.map(constraints, &constraint(&1, variables))]}
  end

  defp shown({:"::", meta, [head, result]}, _kind), do: spec(meta, head, result, [])

  # The parameters of a type are variables in it.
  defp head({name, meta, arguments}, _) when is_list(arguments) do
    {{name, meta, arguments}, for({variable, _, context} <- arguments, is_atom(context), do: variable)}
  end

  defp head({name, meta, _}, _), do: {{name, meta, []}, []}

  defp spec(meta, {name, head_meta, arguments}, result, variables) do
    arguments = if is_list(arguments), do: Enum.map(arguments, &type(&1, variables)), else: []
    {:"::", meta, [{name, head_meta, arguments}, type(result, variables)]}
  end

  defp constraint({name, {:var, _, context} = free}, _variables) when is_atom(context), do: {name, free}
  defp constraint({name, bound}, variables), do: {name, type(bound, variables)}

  @doc "A type as iex shows it; `variables` are the names in it that are no types."
  def type({:"::", meta, [name, type]}, variables), do: {:"::", meta, [name, type(type, variables)]}
  def type({:%, meta, [module, {:%{}, _, pairs}]}, variables), do: {:%, meta, [module, {:%{}, [], fields(module, pairs, variables)}]}
  def type({:%{}, meta, pairs}, variables), do: {:%{}, meta, Enum.map(pairs, &pair(&1, variables))}
  def type({:<<>>, meta, []}, _variables), do: {:<<>>, meta, [{:"::", [], [{:_, [], nil}, 0]}]}
  def type({:<<>>, _, _} = bits, _variables), do: bits
  def type({:_, _, context}, _variables) when is_atom(context), do: {:term, [], []}
  def type({:..., _, _} = dots, _variables), do: dots
  def type({:fun, meta, none}, _variables) when none in [nil, []], do: [{:->, meta, [[{:..., [], []}], {:any, [], []}]}]
  def type({:list, _, [type]}, variables), do: [type(type, variables)]
  def type({:nonempty_list, _, [type]}, variables), do: [type(type, variables), {:..., [], []}]

  def type({name, meta, context}, variables) when is_atom(name) and is_atom(context) do
    if name in variables, do: {name, meta, context}, else: {name, meta, []}
  end

  def type({{:., meta, [module, name]}, _, arguments}, variables) do
    {{:., meta, [module, name]}, meta, Enum.map(arguments, &type(&1, variables))}
  end

  def type({name, meta, arguments}, variables) when is_list(arguments), do: {name, meta, Enum.map(arguments, &type(&1, variables))}
  def type({left, right}, variables), do: {type(left, variables), type(right, variables)}
  # As a keyword list it would be taken for one with options.
  def type([{name, type}], variables) when is_atom(name), do: [{:{}, [], [name, type(type, variables)]}]
  def type(list, variables) when is_list(list), do: Enum.map(list, &type(&1, variables))
  def type(literal, _variables), do: literal

  defp pair({{word, meta, [key]}, value}, variables) when word in [:required, :optional] do
    {{word, meta, [type(key, variables)]}, type(value, variables)}
  end

  defp pair({key, value}, variables) when is_atom(key), do: {key, type(value, variables)}
  defp pair({key, value}, variables), do: {{:required, [], [type(key, variables)]}, type(value, variables)}

  defp fields(module, pairs, variables) do
    given = Enum.map(pairs, &pair(&1, variables))
    Enum.sort(Keyword.merge(for(field <- struct_fields(module), do: {field, {:term, [], []}}), given))
  end

  defp struct_fields(module) do
    if Code.ensure_loaded?(module) and function_exported?(module, :__info__, 1) do
      for %{field: field} <- module.__info__(:struct) || [], do: field
    else
      []
    end
  end
end

# `defguard` makes a macro whose body is the guard, fully expanded where it was defined. In a guard the arguments take the
# place of the parameters; elsewhere each argument is evaluated once, into a variable.
defmodule Kernel.Guards do
  @moduledoc false

  @doc "The definition (`defmacro` or `defmacrop`) for a guard written as `name(args) when condition`."
  def define(kind, {:when, _, [call, condition]}, env) do
    {name, args} = parts!(kind, call)
    guard = Macro.prewalk(condition, &Macro.expand(&1, %{env | context: :guard}))
    names = for {arg, _, context} <- args, do: {arg, context}

    quote do
      @doc guard: true
      unquote(kind)(unquote(name)(unquote_splicing(args))) do
        Kernel.Guards.call(unquote(Macro.escape(guard)), unquote(names), [unquote_splicing(args)], __CALLER__)
      end
    end
  end

  def define(kind, call, _env) do
    {name, args} = parts!(kind, call)
    quote(do: unquote(kind)(unquote(name)(unquote_splicing(args))))
  end

  defp parts!(kind, call) do
    case Macro.decompose_call(call) do
      {name, args} when is_atom(name) ->
        if Enum.all?(args, &variable?/1), do: {name, args}, else: invalid!(kind, call)

      _ ->
        invalid!(kind, call)
    end
  end

  defp variable?({name, _, context}), do: is_atom(name) and is_atom(context)
  defp variable?(_), do: false

  defp invalid!(kind, call) do
    definer = if kind == :defmacro, do: "defguard", else: "defguardp"
    raise ArgumentError, "invalid syntax in #{definer} #{Macro.to_string(call)}"
  end

  @doc "What a call of the guard expands to."
  def call(guard, names, args, env) do
    if Macro.Env.in_guard?(env), do: replace(guard, names, args), else: evaluate_once(guard, names, args)
  end

  defp evaluate_once(guard, names, args) do
    variables = for {name, _context} <- names, do: Macro.unique_var(name, __MODULE__)
    bindings = for {variable, arg} <- Enum.zip(variables, args), do: {:=, [generated: true], [variable, arg]}
    {:__block__, [], bindings ++ [replace(guard, names, variables)]}
  end

  defp replace(guard, names, args) do
    table = Map.new(Enum.zip(names, args))
    replace(guard, table)
  end

  # Only the guard is walked, never what was put into it.
  defp replace({name, _, context} = variable, table) when is_atom(name) and is_atom(context) do
    Map.get(table, {name, context}, variable)
  end

  defp replace({form, meta, args}, table) when is_list(args), do: {replace(form, table), meta, replace(args, table)}
  defp replace({left, right}, table), do: {replace(left, table), replace(right, table)}
  defp replace(list, table) when is_list(list), do: Enum.map(list, &replace(&1, table))
  defp replace(other, _table), do: other
end

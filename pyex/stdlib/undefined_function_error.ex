defmodule UndefinedFunctionError do
  @moduledoc """
  A function was called that the module does not have, or whose module does not exist.

      iex> try do apply(Enum, :no_such_function, []) rescue e -> e.function end
      :no_such_function
  """
  defexception [:module, :function, :arity, :reason, :message]

  @impl true
  def message(%{message: nil} = exception), do: exception |> described() |> elem(0)
  def message(%{message: message}), do: message

  @impl true
  def blame(%{message: message} = exception, stacktrace) when is_binary(message), do: {exception, stacktrace}

  def blame(exception, stacktrace) do
    {text, loaded?} = described(exception)
    {%{exception | message: text <> hint(exception, loaded?)}, stacktrace}
  end

  defp described(%{function: function, arity: arity}) when is_nil(function) or is_nil(arity), do: {"undefined function", false}
  defp described(%{module: nil, reason: nil} = exception), do: {"function #{name(exception)} is undefined", false}

  defp described(%{module: module, reason: nil} = exception) do
    if Code.ensure_loaded?(module) do
      {"function #{name(exception)} is undefined or private", true}
    else
      {"function #{name(exception)} is undefined (module #{inspect(module)} is not available)", false}
    end
  end

  defp described(%{reason: reason} = exception), do: {"function #{name(exception)} is undefined (#{reason})", false}

  defp name(%{module: module, function: function, arity: arity}), do: Exception.format_mfa(module, function, arity)

  defp hint(%{function: function}, _loaded?) when is_nil(function), do: ""
  defp hint(%{module: nil}, _loaded?), do: ""
  defp hint(exception, true), do: behaviour_hint(exception) || macro_hint(exception) || near_functions(exception)
  defp hint(exception, false), do: same_name_elsewhere(exception)

  defp behaviour_hint(%{module: module, function: function, arity: arity}) do
    behaviours = for {:behaviour, list} <- attributes(module), behaviour <- list, do: behaviour
    behaviour = Enum.find(behaviours, &callback?(&1, {function, arity}))
    behaviour && ", but the behaviour #{inspect(behaviour)} expects it to be present"
  end

  defp attributes(module), do: if(function_exported?(module, :module_info, 1), do: module.module_info(:attributes), else: [])

  defp callback?(behaviour, callback) do
    Code.ensure_loaded?(behaviour) and function_exported?(behaviour, :behaviour_info, 1) and
      callback in behaviour.behaviour_info(:callbacks)
  end

  defp macro_hint(%{module: module, function: function, arity: arity}) do
    if macro_exported?(module, function, arity) do
      ". However, there is a macro with the same name and arity. Be sure to require #{inspect(module)} " <>
        "if you intend to invoke this macro"
    end
  end

  defp near_functions(%{module: module, function: function}) do
    exports = Enum.reject(exports(module), fn {name, _} -> hidden?(name) end)
    near(exports, function) |> Enum.map(fn {_, {name, arity}} -> spelled(name) <> "/#{arity}" end) |> Exception.Suggestions.list()
  end

  # Where functions of that very name exist, only they are shown.
  defp near(exports, function) do
    case Keyword.get_values(exports, function) do
      [] ->
        wanted = Atom.to_string(function)

        Exception.Suggestions.nearest(
          for {name, _} = export <- exports,
              distance = String.jaro_distance(wanted, Atom.to_string(name)),
              distance >= 0.77,
              do: {distance, export}
        )

      arities ->
        for arity <- Enum.sort(arities), do: {1.0, {function, arity}}
    end
  end

  defp spelled(name), do: Macro.inspect_atom(:remote_call, name)

  defp exports(module), do: :pyex_code.exports(module) ++ :pyex_code.macros(module)

  defp hidden?(name), do: name in [:module_info, :__info__] or match?("__" <> _, Atom.to_string(name))

  # `Cat.sound()` where there is a `Zoo.Cat` with that function.
  defp same_name_elsewhere(%{module: module, function: function, arity: arity, reason: reason}) do
    case Atom.to_string(module) do
      "Elixir." <> name -> if(reason, do: "", else: candidates(name, function, arity)) |> or_check_the_name(name)
      _ -> ""
    end
  end

  defp candidates(name, function, arity) do
    ending = "." <> String.downcase(name)

    for module <- Enum.sort(:pyex_code.all_modules()),
        String.ends_with?(String.downcase(Atom.to_string(module)), ending),
        exported?(module, function, arity),
        do: Exception.format_mfa(module, function, arity)
  end

  defp exported?(module, function, arity), do: Code.ensure_loaded?(module) and function_exported?(module, function, arity)

  defp or_check_the_name([_ | _] = candidates, _name), do: Exception.Suggestions.list(candidates)

  defp or_check_the_name(_none, name) do
    if String.contains?(name, ".") do
      ""
    else
      ". Make sure the module name is correct and has been specified in full (or that an alias has been defined)"
    end
  end
end

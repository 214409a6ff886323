# Run-time and expansion-time parts of Kernel's macros that need the whole of Kernel: `raise`, `use`, `defdelegate`, `destructure`.
defmodule Kernel.Definitions do
  @moduledoc false

  @doc "The exception that `raise term` means, for a term that is only known at run time."
  def exception(text) when is_binary(text), do: RuntimeError.exception(text)
  def exception(module) when is_atom(module), do: module.exception([])
  def exception(%_{__exception__: true} = exception), do: exception

  def exception(other) do
    ArgumentError.exception(
      "raise/1 and reraise/2 expect a module name, string or exception as the first argument, got: #{inspect(other)}"
    )
  end

  @doc "Exactly `count` elements of a list, `nil` standing for missing ones."
  def destructure(list, count) when is_list(list) and is_integer(count), do: take(list, count)
  def destructure(nil, count) when is_integer(count), do: take([], count)

  defp take(_list, 0), do: []
  defp take([], count), do: [nil | take([], count - 1)]
  defp take([head | tail], count), do: [head | take(tail, count - 1)]

  @doc "The modules named by the argument of `use`."
  def used_modules({{:., _, [base, :{}]}, _, parts}, env) do
    base = Macro.expand(base, env)
    for {:__aliases__, _, names} <- parts, do: Module.concat([base | names])
  end

  def used_modules(quoted, env) do
    case Macro.expand(quoted, %{env | context: nil}) do
      module when is_atom(module) ->
        [module]

      _ ->
        raise ArgumentError,
              "invalid arguments for use, expected a compile time atom or alias, got: #{Macro.to_string(quoted)}"
    end
  end

  @doc "The module that a `defdelegate` names with `:to`."
  def delegate_target(opts) do
    Keyword.get(opts, :to) || raise ArgumentError, "expected to: to be given as argument"
  end

  @doc "One delegation: {name, arguments, name there, arguments there}."
  def delegate(fun, opts) when is_list(opts) do
    {name, args} = delegated_call(fun)
    as = Keyword.get(opts, :as, name)
    {name, args, as, Enum.map(args, &argument_name/1)}
  end

  defp delegated_call(fun) do
    case Macro.decompose_call(fun) do
      {name, args} when is_atom(name) -> {name, args}
      _ -> raise ArgumentError, "invalid syntax in defdelegate #{Macro.to_string(fun)}"
    end
  end

  defp argument_name({:\\, _, [argument, _default]}), do: argument_name(argument)
  defp argument_name({name, _, context} = variable) when is_atom(name) and is_atom(context), do: variable

  defp argument_name(other) do
    raise ArgumentError, "defdelegate/2 only accepts function parameters, got: #{Macro.to_string(other)}"
  end

  @doc "Refuses a delegation of a function to itself."
  def check_delegation!(module, name, {module, name}) do
    raise ArgumentError,
          "defdelegate function is calling itself, which will lead to an infinite loop. " <>
            "You should either change the value of the :to option or specify the :as option"
  end

  def check_delegation!(_module, _name, _target), do: :ok
end

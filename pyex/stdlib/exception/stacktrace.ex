# Entries of stack traces as text. An entry is {module, function, arity or arguments, location}, or {fun, arity or arguments,
# location}.
defmodule Exception.Stacktrace do
  @moduledoc false

  def entry({module, :__MODULE__, 0, location}), do: place(location) <> inspect(module) <> " (module)"
  def entry({_module, :__MODULE__, 1, location}), do: place(location) <> "(module)"
  def entry({_module, :__FILE__, 1, location}), do: place(location) <> "(file)"

  def entry({module, function, arity, location}) do
    application(module) <> place(location) <> mfa(module, function, arity)
  end

  def entry({fun, arity, location}) when is_function(fun), do: place(location) <> inspect(fun) <> arity(arity)
  def entry(other), do: inspect(other)

  @doc "The function of an entry; the functions that the compiler made for a `fn` are called what they were written as."
  def mfa(module, function, arity) do
    case anonymous(Atom.to_string(function)) do
      {:fn, outer} -> "anonymous fn#{arity(arity)} in #{inspect(module)}.#{outer}"
      nil -> "#{inspect(module)}.#{Macro.inspect_atom(:remote_call, function)}#{arity(arity)}"
    end
  end

  # "-name/2-fun-0-" is the first `fn` in name/2.
  defp anonymous("-" <> rest) do
    with [outer, tail] <- String.split(rest, ["-fun-", "-inlined-"], parts: 2),
         {_, "-"} <- Integer.parse(tail),
         [_ | _] = parts <- String.split(outer, "/"),
         {name, [arity]} <- Enum.split(parts, -1) do
      {:fn, Macro.inspect_atom(:remote_call, String.to_atom(Enum.join(name, "/"))) <> "/" <> arity}
    else
      _ -> nil
    end
  end

  defp anonymous(_), do: nil

  def arity(arity) when is_integer(arity), do: "/#{arity}"
  def arity(args) when is_list(args), do: "(" <> Enum.map_join(args, ", ", &inspect/1) <> ")"

  # Names which part of the system a library function belongs to.
  defp application(module) do
    case :pyex_code.application_of(module) do
      nil -> ""
      {name, version} -> "(#{name} #{version}) "
    end
  end

  defp place(location), do: Exception.format_file_line(location[:file], location[:line], " ")
end

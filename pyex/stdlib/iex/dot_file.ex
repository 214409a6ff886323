defmodule IEx.DotFile do
  @moduledoc false
  # The files that a shell process begins with: `.iex.exs` and `.pyex.exs`, or what was named instead.

  @doc "Evaluates the files one after the other; `{binding, env}` with what they left. An error in one is told, and ends only that one."
  def load(binding, env), do: Enum.reduce(files(), {binding, env}, &evaluate/2)

  defp files do
    case IEx.Config.get(:dot_iex, nil) do
      nil -> :pyex_iex.dot_files()
      "" -> []
      file -> [Path.expand(file)]
    end
  end

  defp evaluate(file, {binding, env}) do
    {_value, binding, own_env} = file |> File.read!() |> Code.string_to_quoted!(file: file) |> Code.eval_quoted_with_env(binding, %{env | file: file, line: 1})
    {binding, %{own_env | file: env.file, line: env.line}}
  rescue
    error -> failed(file, :error, error, __STACKTRACE__, {binding, env})
  catch
    kind, reason -> failed(file, kind, reason, __STACKTRACE__, {binding, env})
  end

  defp failed(file, kind, reason, stack, before) do
    IO.puts(IEx.color(:eval_error, "Error while evaluating: #{file}"))
    IEx.Evaluator.print_error(kind, reason, Enum.take_while(stack, &(elem(&1, 0) != :pyex_code)), Process.group_leader())
    before
  end
end

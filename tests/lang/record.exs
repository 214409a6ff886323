# Records what real Elixir prints for the programs: `elixir record.exs [FILE...]` rewrites their `# expect:` lines.
# A program that raises is reported and left alone.
defmodule Recorder do
  def run(paths), do: Enum.each(paths, &record/1)

  defp record(path) do
    program = path |> File.read!() |> String.split("\n") |> Enum.reject(&String.starts_with?(&1, "# expect:")) |> Enum.join("\n")
    program = String.trim_trailing(program) <> "\n"

    case printed(program, path) do
      {:ok, output} -> File.write!(path, program <> expected(output))
      {:error, text} -> IO.puts(:stderr, "#{path}: #{text}")
    end
  end

  defp expected(output) do
    output |> String.trim_trailing("\n") |> String.split("\n") |> Enum.map_join(&(String.trim_trailing("# expect: " <> &1) <> "\n"))
  end

  defp printed(program, path) do
    {:ok, device} = StringIO.open("")
    leader = Process.group_leader()
    Process.group_leader(self(), device)

    try do
      evaluate(program, Path.basename(path))
      {:ok, device |> StringIO.contents() |> elem(1)}
    catch
      kind, reason -> {:error, Exception.format(kind, reason, __STACKTRACE__)}
    after
      Process.group_leader(self(), leader)
    end
  end

  # One expression after the other, as at the prompt: a later one may use the macros and structs of an earlier one.
  defp evaluate(program, file) do
    {:__block__, _, expressions} = Code.string_to_quoted!(program <> "\n:ok", file: file)

    Enum.reduce(expressions, {[], Code.env_for_eval(file: file)}, fn expression, {binding, env} ->
      {_, binding, env} = Code.eval_quoted_with_env(expression, binding, env)
      {binding, env}
    end)
  end
end

paths = if System.argv() == [], do: Path.wildcard(Path.join(__DIR__, "programs/*.exs")), else: System.argv()
Recorder.run(paths)

# Asks real Elixir for the answers to the expressions in cases/*.exs, one a line, and writes them beside into *.out:
#     elixir tests/natives/record.exs [name ...]
# A line of an answer is the inspected value, or `** kind reason hints` for an error, with Erlang's hints about its arguments.

defmodule Recorder do
  def answer(line) do
    {value, _} = Code.eval_string(line)
    inspect(value, limit: :infinity, width: :infinity, charlists: :as_lists)
  catch
    kind, reason -> "** #{kind} #{inspect(reason, limit: :infinity, width: :infinity, charlists: :as_lists)}#{hints(reason, __STACKTRACE__)}"
  end

  defp hints(reason, [{_, _, _, info} | _] = stack) do
    with %{} = details <- info[:error_info],
         {m, _, _, _} = hd(stack),
         :badarg <- reason,
         module = details[:module] || default(m),
         found when found != %{} <- module.format_error(reason, stack) do
      " " <> inspect(Map.new(found, fn {k, v} -> {k, if(is_list(v) or is_binary(v), do: IO.iodata_to_binary(v), else: v)} end), width: :infinity)
    else
      _ -> ""
    end
  end

  defp default(:erlang), do: :erl_erts_errors
  defp default(_), do: :erl_stdlib_errors

  def record(path) do
    lines = path |> File.read!() |> String.split("\n", trim: true)
    File.write!(Path.rootname(path) <> ".out", Enum.map_join(lines, "\n", &answer/1) <> "\n")
  end
end

names = case System.argv() do
  [] -> Path.wildcard(Path.join(__DIR__, "cases/*.exs"))
  names -> Enum.map(names, &Path.join(__DIR__, "cases/#{&1}.exs"))
end
Enum.each(names, &Recorder.record/1)

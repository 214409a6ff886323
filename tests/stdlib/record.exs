# Writes real Elixir's answers into the golden files: elixir tests/stdlib/record.exs FILE...
# A file holds expressions, one a line, each followed by a line `=> answer`; lines that begin with # are kept.
# Where another version of Elixir than the one at hand is right, the answer is marked with `=>!` and kept.
answer = fn source ->
  try do
    {value, _} = Code.eval_string(source)
    inspect(value, charlists: :as_lists, limit: :infinity)
  rescue
    error -> "** (#{inspect(error.__struct__)}) #{inspect(Exception.message(error))}"
  catch
    kind, reason -> "** #{inspect(kind)} #{inspect(reason)}"
  end
end

for file <- System.argv() do
  record = fn
    _record, [], done -> Enum.reverse(done)
    record, ["=>!" <> _ = line | rest], done -> record.(record, rest, [line | done])
    record, ["=>" <> _ | rest], done -> record.(record, rest, done)
    record, ["" | rest], done -> record.(record, rest, ["" | done])
    record, ["#" <> _ = line | rest], done -> record.(record, rest, [line | done])

    record, [line | rest], done ->
      case rest do
        ["=>!" <> _ | _] -> record.(record, rest, [line | done])
        _ -> record.(record, rest, ["=> " <> Task.await(Task.async(fn -> answer.(line) end)), line | done])
      end
  end

  lines = file |> File.read!() |> String.trim_trailing() |> String.split("\n")
  File.write!(file, Enum.join(record.(record, lines, []), "\n") <> "\n")
end

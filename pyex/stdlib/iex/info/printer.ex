defmodule IEx.Info.Printer do
  @moduledoc false
  # The layout of `i/1`.

  # sigil, and what the value represents
  @sigils %{
    Date => {"D", "a date", "Date, Calendar, Map"},
    Time => {"T", "a time", "Time, Calendar, Map"},
    NaiveDateTime => {"N", "a \"naive\" datetime (that is, a datetime without a time zone)", "NaiveDateTime, Calendar, Map"}
  }

  def struct_rows(struct, module) do
    case @sigils do
      %{^module => {sigil, what, modules}} -> sigil_rows(struct, module, sigil, what, modules)
      _ -> plain_rows(module)
    end
  end

  defp plain_rows(module) do
    [
      {"Data type", inspect(module)},
      {"Description", "This is a struct. Structs are maps with a __struct__ key."},
      {"Reference modules", "#{inspect(module)}, Map"}
    ]
  end

  defp sigil_rows(struct, module, sigil, what, modules) do
    text = """
    This is a struct representing #{what}. It is commonly
    represented using the `~#{sigil}` sigil syntax, that is
    defined in the `Kernel.sigil_#{sigil}/2` macro.
    """

    [{"Data type", inspect(module)}, {"Description", text}, {"Raw representation", raw(struct)}, {"Reference modules", modules}]
  end

  @doc "A struct as what it is, whatever its own way of being printed."
  def raw(%module{} = struct) do
    fields = Enum.map_join(module.__info__(:struct), ", ", fn %{field: field} -> "#{field}: #{inspect(Map.fetch!(struct, field))}" end)
    "%#{inspect(module)}{#{fields}}"
  end

  @protocols [Collectable, Enumerable, IEx.Info, Inspect, JSON.Encoder, List.Chars, String.Chars]

  def rows(term) do
    protocols = for protocol <- @protocols, Code.ensure_loaded?(protocol), protocol.impl_for(term) != nil, do: inspect(protocol)
    [{"Term", inspect(term, IEx.inspect_opts())} | IEx.Info.info(term)] ++ [{"Implemented protocols", Enum.join(protocols, ", ")}]
  end

  def print(term) do
    Enum.each(rows(term), fn {title, text} ->
      IO.puts(IEx.color(:eval_result, title))
      IO.puts(IEx.color(:eval_info, indented(text)))
    end)
  end

  defp indented(text) do
    text |> to_string() |> String.trim_trailing("\n") |> String.split("\n") |> Enum.map_join("\n", &("  " <> &1))
  end
end

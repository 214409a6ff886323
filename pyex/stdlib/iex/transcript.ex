defmodule IEx.Transcript do
  @moduledoc false
  # Saves what was typed and printed at this prompt.

  def save(path, options) do
    :pyex_transcript.hide()
    kind = kind(Path.extname(path))
    options = Keyword.validate!(options, last: nil, force: false)
    {text, count} = :pyex_transcript.text(kind, last(options[:last]))
    if count == 0, do: raise(ArgumentError, "there is nothing to save yet")
    write(path, text, options[:force])
    inputs = if count == 1, do: "1 input", else: "#{count} inputs"
    IO.puts(IEx.color(:eval_info, "Saved #{inputs} in #{path}"))
  end

  defp kind(".exs"), do: :script
  defp kind(".md"), do: :page
  defp kind(other), do: raise(ArgumentError, "a session is saved as a script (.exs) or as a page (.md), got: #{inspect(other)}")

  defp last(nil), do: nil
  defp last(count) when is_integer(count) and count > 0, do: count
  defp last(other), do: raise(ArgumentError, "last: must be a positive number of inputs, got: #{inspect(other)}")

  defp write(path, text, force?) do
    if not force? and File.exists?(path) do
      raise ArgumentError, "#{path} exists already; save(#{inspect(path)}, force: true) overwrites it"
    end

    File.write!(path, text)
  end
end

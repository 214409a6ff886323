defmodule :logger_formatter do
  # The formatter that handlers have unless they name another. Not here: `legacy_header`, `chars_limit`, `depth`, `max_size`.
  @moduledoc """
  Events as lines of text (as Erlang's `:logger_formatter`).
  """

  @template [:time, ~c" ", :level, ~c": ", :msg, ~c"\n"]

  @doc "The text of an event. `:template` is a list of texts and of keys: `:time`, `:level`, `:msg` and those of the metadata."
  def format(event, config), do: config |> Map.get(:template, @template) |> Enum.map(&part(&1, event))

  defp part(:level, event), do: Atom.to_string(event.level)
  defp part(:msg, event), do: Logger.Formatter.message(event)
  defp part(:time, event), do: Logger.Formatter.iso8601(event.meta.time)
  defp part(key, %{meta: meta}) when is_atom(key), do: meta |> Map.get(key, "") |> Logger.Formatter.metadata_text()

  defp part({key, present, absent}, event) do
    if Map.has_key?(event.meta, key) or key in [:level, :msg], do: Enum.map(present, &part(&1, event)), else: absent
  end

  defp part(text, _event), do: text

  @doc "Whether a configuration is one: `:ok`, or why not."
  def check_config(%{} = config) do
    case Map.keys(config) -- [:template, :single_line, :time_designator, :time_offset, :max_size, :depth, :chars_limit] do
      [] -> :ok
      unknown -> {:error, {:invalid_formatter_config, :logger_formatter, Map.take(config, unknown)}}
    end
  end
end

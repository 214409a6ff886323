defmodule IEx.History do
  @moduledoc false
  # The last values that the shell printed, by the number of the prompt that they were typed at.

  defstruct first: 1, last: 0, values: %{}

  def append(%__MODULE__{values: values} = history, counter, value, limit) do
    first = if map_size(values) == 0, do: counter, else: history.first
    forget(%{history | first: first, last: counter, values: Map.put(values, counter, value)}, limit)
  end

  defp forget(%{values: values} = history, limit) when limit >= 0 and map_size(values) > limit do
    values = Map.delete(values, history.first)
    forget(%{history | first: history.first + 1, values: values}, limit)
  end

  defp forget(history, _limit), do: history

  def nth(%__MODULE__{values: values} = history, n) do
    wanted = if n > 0, do: n, else: history.last + 1 + n

    case values do
      %{^wanted => value} when n != 0 -> value
      _ -> raise "v(#{n}) is out of bounds, " <> bounds(history)
    end
  end

  defp bounds(%{values: values}) when map_size(values) == 0, do: "no entries were stored in history so far"

  defp bounds(history) do
    "the currently preserved history ranges from #{history.first} to #{history.last} " <>
      "(or use negative numbers to look from the end)"
  end
end

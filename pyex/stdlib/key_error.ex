defmodule KeyError do
  @moduledoc """
  A key is not in the map, the struct or the keyword list.

      iex> try do Map.fetch!(%{a: 1}, :b) rescue e in KeyError -> {e.key, e.term} end
      {:b, %{a: 1}}
  """
  defexception [:key, :term, :message]

  @impl true
  def message(%{message: nil, key: key, term: term}), do: text(key, term)
  def message(%{message: message}), do: message

  @impl true
  def blame(%{message: message} = exception, stacktrace) when is_binary(message), do: {exception, stacktrace}

  def blame(%{key: key, term: term} = exception, stacktrace) do
    {%{exception | message: text(key, term) <> hint(key, names(term))}, stacktrace}
  end

  defp text(key, nil), do: "key #{inspect(key)} not found"
  defp text(key, term), do: "key #{inspect(key)} not found in: #{inspect(term, pretty: true, limit: :infinity)}"

  defp names(%_{} = struct), do: struct |> Map.from_struct() |> Map.keys()
  defp names(map) when is_map(map), do: Map.keys(map)
  defp names([_ | _] = list), do: if(Keyword.keyword?(list), do: Keyword.keys(list), else: [])
  defp names(_), do: []

  defp hint(key, names) when is_atom(key) do
    if Enum.all?(names, &is_atom/1), do: Exception.Suggestions.text(key, names, &inspect/1), else: ""
  end

  defp hint(_key, _names), do: ""
end

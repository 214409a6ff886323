# Property lists: lists of atoms and tuples. An atom stands for {atom, true}; the first entry of a key counts.
defmodule :proplists do
  @moduledoc """
  Property lists (as Erlang's `:proplists`).

      iex> :proplists.get_value(:size, [:verbose, size: 3])
      3
      iex> :proplists.get_value(:verbose, [:verbose, size: 3])
      true
  """

  @doc "The property of a key and a value in its shortest form."
  def property(key, true) when is_atom(key), do: key
  def property(key, value), do: {key, value}

  @doc "A property in its shortest form."
  def property({key, true}) when is_atom(key), do: key
  def property(property), do: property

  @doc "All properties in their shortest form."
  def compact(list), do: :lists.map(&property/1, list)

  @doc "All atoms as pairs."
  def unfold(list), do: :lists.map(fn entry -> if is_atom(entry), do: {entry, true}, else: entry end, list)

  @doc "The value of a key, or `:undefined`."
  def get_value(key, list), do: get_value(key, list, :undefined)

  @doc """
  The value of a key, or a default.

      iex> :proplists.get_value(:depth, [size: 3], 1)
      1
  """
  def get_value(key, list, default) do
    case lookup(key, list) do
      {^key, value} -> value
      :none -> default
      _tuple -> default
    end
  end

  @doc "All values of a key."
  def get_all_values(key, list), do: for({^key, value} <- lookup_all(key, list), do: value)

  @doc "All values of a key in one list; values that are lists are joined."
  def append_values(key, list), do: :lists.flatmap(&List.wrap/1, get_all_values(key, list))

  @doc "Whether the value of a key is true."
  def get_bool(key, list), do: get_value(key, list, false) === true

  @doc "All keys, each once."
  def get_keys(list), do: :lists.usort(for(entry <- list, key?(entry), do: key_of(entry)))

  @doc "The first entry of a key, or `:none`."
  def lookup(key, list) do
    case lookup_all(key, list) do
      [first | _] -> first
      [] -> :none
    end
  end

  @doc "All entries of a key."
  def lookup_all(key, list) do
    for entry <- list, key?(entry), key_of(entry) === key, do: if(is_atom(entry), do: {entry, true}, else: entry)
  end

  @doc "Whether there is an entry of a key."
  def is_defined(key, list), do: lookup_all(key, list) != []

  @doc "Removes all entries of a key."
  def delete(key, list), do: for(entry <- list, not (key?(entry) and key_of(entry) === key), do: entry)

  @doc "Parts the entries by their keys: a list for each of `keys`, and the other entries."
  def split(list, keys) do
    others = for entry <- list, not (key?(entry) and :lists.member(key_of(entry), keys)), do: entry
    {for(key <- keys, do: for(entry <- list, key?(entry) and key_of(entry) === key, do: entry)), others}
  end

  @doc """
  A map of the properties.

      iex> :proplists.to_map([:a, b: 1, b: 2])
      %{a: true, b: 1}
  """
  def to_map(list) do
    :maps.from_list(:lists.reverse(for entry <- unfold(list), is_tuple(entry) and tuple_size(entry) == 2, do: entry))
  end

  @doc "The properties of a map."
  def from_map(map), do: :maps.to_list(map)

  @doc """
  Replaces properties by others: `[{property, replacement}]`. What counts is the first entry of the property's key: if it is that
  property, the replacement stands in its place, and further entries of that key are left out.

      iex> :proplists.expand([{:fast, [cache: true, log: false]}], [:fast, :verbose])
      [{:cache, true}, {:log, false}, :verbose]
  """
  def expand(expansions, list) do
    :lists.foldl(fn {property, replacement}, entries -> expand_one(entries, property(property), replacement) end, list, expansions)
  end

  defp expand_one(entries, property, replacement) do
    key = key_of(property)
    {before, rest} = :lists.splitwith(fn entry -> not (key?(entry) and key_of(entry) === key) end, entries)

    case rest do
      [first | others] -> if property(first) === property, do: before ++ replacement ++ delete(key, others), else: entries
      [] -> entries
    end
  end

  @doc """
  Gives keys other names: `[{alias, key}]`.

      iex> :proplists.substitute_aliases([{:colour, :color}], [colour: :red])
      [color: :red]
  """
  def substitute_aliases(aliases, list) do
    for entry <- list do
      case key?(entry) and :lists.keyfind(key_of(entry), 1, aliases) do
        {_alias, key} when is_atom(entry) -> property(key, true)
        {_alias, key} -> property(:erlang.setelement(1, entry, key))
        false -> entry
      end
    end
  end

  @doc """
  Gives keys that say the contrary their plain names, and the contrary values: `[{negated, key}]`.

      iex> :proplists.substitute_negations([{:no_color, :color}], [:no_color])
      [color: false]
  """
  def substitute_negations(negations, list) do
    for entry <- list do
      case key?(entry) and :lists.keyfind(key_of(entry), 1, negations) do
        {_negated, key} when is_atom(entry) or :erlang.element(2, entry) === true -> {key, false}
        {_negated, key} -> property(key, true)
        false -> entry
      end
    end
  end

  @doc "Applies stages: `{:aliases, pairs}`, `{:negations, pairs}`, `{:expand, pairs}`; the entries come out in their shortest form."
  def normalize(list, stages) do
    compact(
      :lists.foldl(
        fn
          {:aliases, pairs}, entries -> substitute_aliases(pairs, entries)
          {:negations, pairs}, entries -> substitute_negations(pairs, entries)
          {:expand, pairs}, entries -> expand(pairs, entries)
        end,
        list,
        stages
      )
    )
  end

  defp key?(entry), do: is_atom(entry) or (is_tuple(entry) and tuple_size(entry) >= 1)

  defp key_of(entry) when is_atom(entry), do: entry
  defp key_of(entry), do: :erlang.element(1, entry)
end

# Names from one case to another.
defmodule Macro.Names do
  @moduledoc false

  def camelize(""), do: ""
  def camelize(<<?_, rest::binary>>), do: camelize(rest)
  def camelize(<<first, rest::binary>>), do: <<upper(first)>> <> camel(rest)

  defp camel(<<?_, ?_, rest::binary>>), do: camel(<<?_, rest::binary>>)
  defp camel(<<?_, char, rest::binary>>) when char in ?a..?z, do: <<upper(char)>> <> camel(rest)
  defp camel(<<?_, char, rest::binary>>) when char in ?0..?9, do: <<char>> <> camel(rest)
  defp camel(<<?_>>), do: ""
  defp camel(<<?/, rest::binary>>), do: "." <> camelize(rest)
  defp camel(<<char, rest::binary>>), do: <<char>> <> camel(rest)
  defp camel(""), do: ""

  def underscore(atom) when is_atom(atom) do
    "Elixir." <> name = Atom.to_string(atom)
    underscore(name)
  end

  def underscore(""), do: ""
  def underscore(<<first, rest::binary>>), do: <<lower(first)>> <> snake(rest, first)

  # `previous` decides whether an upper case letter begins a word.
  defp snake(<<char, next, rest::binary>>, _previous)
       when char in ?A..?Z and not (next in ?A..?Z) and next != ?. and next != ?_ and not (next in ?0..?9) do
    <<?_, lower(char), next>> <> snake(rest, next)
  end

  defp snake(<<char, rest::binary>>, previous) when char in ?A..?Z and not (previous in ?A..?Z) and previous != ?_ do
    <<?_, lower(char)>> <> snake(rest, char)
  end

  defp snake(<<?., rest::binary>>, _previous), do: "/" <> underscore(rest)
  defp snake(<<char, rest::binary>>, _previous), do: <<lower(char)>> <> snake(rest, char)
  defp snake("", _previous), do: ""

  defp upper(char) when char in ?a..?z, do: char - 32
  defp upper(char), do: char

  defp lower(char) when char in ?A..?Z, do: char + 32
  defp lower(char), do: char
end

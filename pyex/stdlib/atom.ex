# Atoms as text. The other way is `String.to_atom/1`. Calls of both functions are compiled to Erlang's own.
defmodule Atom do
  @moduledoc """
  Functions for atoms, constants whose value is their own name.

      iex> :ok
      :ok
      iex> :"with spaces"
      :"with spaces"

  Two atoms are equal if their names are. `true`, `false`, `nil` and the names of modules are atoms too:

      iex> is_atom(nil) and is_atom(String)
      true
      iex> String == :"Elixir.String"
      true

  An atom stays in a table for as long as the node runs, so atoms should not be made from input; `String.to_existing_atom/1`
  gives only those that are there already.
  """

  @doc """
  The name of an atom as a charlist.

      iex> Atom.to_charlist(:abc)
      ~c"abc"
  """
  @spec to_charlist(atom) :: charlist
  def to_charlist(atom), do: :erlang.atom_to_list(atom)

  @doc false
  @deprecated "Use Atom.to_charlist/1 instead"
  def to_char_list(atom), do: :erlang.atom_to_list(atom)

  @doc """
  The name of an atom as a string. Names of modules begin with `Elixir.` there.

      iex> Atom.to_string(:abc)
      "abc"
      iex> Atom.to_string(String)
      "Elixir.String"
  """
  @spec to_string(atom) :: String.t()
  def to_string(atom), do: :erlang.atom_to_binary(atom)
end

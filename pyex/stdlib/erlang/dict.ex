# Dictionaries as maps. Erlang's own are hash tables in tuples, whose inside nobody should rely on.
defmodule :dict do
  @moduledoc """
  Dictionaries (as Erlang's `:dict`; here they are maps).

      iex> dict = :dict.store(:a, 1, :dict.new())
      iex> :dict.fetch(:a, dict)
      1
  """

  @doc "The empty dictionary."
  def new, do: %{}

  @doc "Whether there is nothing in it."
  def is_empty(dict), do: map_size(dict) == 0

  @doc "Counts the pairs."
  def size(dict), do: map_size(dict)

  @doc "Lists the pairs."
  def to_list(dict), do: :maps.to_list(dict)

  @doc "Makes a dictionary of pairs."
  def from_list(pairs), do: :maps.from_list(pairs)

  @doc "Gives a key a value."
  def store(key, value, dict), do: :maps.put(key, value, dict)

  @doc """
  Gives `{:ok, value}` or `:error`.

      iex> :dict.find(:a, :dict.new())
      :error
  """
  def find(key, dict), do: :maps.find(key, dict)

  @doc "Gives the value of a key, which has to be there."
  def fetch(key, dict) do
    case :maps.find(key, dict) do
      {:ok, value} -> value
      :error -> :erlang.error(:badarg, [key, dict])
    end
  end

  @doc "Whether a key is there."
  def is_key(key, dict), do: :maps.is_key(key, dict)

  @doc "Lists the keys."
  def fetch_keys(dict), do: :maps.keys(dict)

  @doc "Removes a key."
  def erase(key, dict), do: :maps.remove(key, dict)

  @doc "Removes a key: `{value, rest}`, or `:error`."
  def take(key, dict), do: :maps.take(key, dict)

  @doc "Puts a value at the end of the list under a key."
  def append(key, value, dict), do: append_list(key, [value], dict)

  @doc "Puts a list at the end of the list under a key."
  def append_list(key, values, dict), do: :maps.update_with(key, &(&1 ++ values), values, dict)

  @doc "Puts what `fun` makes of the value under a key in its place; there has to be one."
  def update(key, fun, dict), do: store(key, fun.(fetch(key, dict)), dict)

  @doc "The same; without a value, `initial` is put there."
  def update(key, fun, initial, dict), do: :maps.update_with(key, fun, initial, dict)

  @doc "Adds a number to the value under a key."
  def update_counter(key, increment, dict), do: :maps.update_with(key, &(&1 + increment), increment, dict)

  @doc "Folds over keys and values."
  def fold(fun, acc, dict), do: :maps.fold(fun, acc, dict)

  @doc "Gives each key the value that `fun` makes of both."
  def map(fun, dict), do: :maps.map(fun, dict)

  @doc "Keeps the pairs for which `fun` answers true."
  def filter(fun, dict), do: :maps.filter(fun, dict)

  @doc "Joins two dictionaries; where both have a key, `fun` gives the value from the key and its two values."
  def merge(fun, dict1, dict2), do: :maps.merge_with(fun, dict1, dict2)
end

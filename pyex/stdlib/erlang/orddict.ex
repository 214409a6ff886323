# Dictionaries as lists of {key, value}, sorted by key. Keys are told apart as ==/2 does.
defmodule :orddict do
  @moduledoc """
  Dictionaries that are sorted lists of pairs (as Erlang's `:orddict`).

      iex> :orddict.from_list([b: 2, a: 1])
      [a: 1, b: 2]
  """

  @doc "The empty dictionary."
  def new, do: []

  @doc "Whether there is nothing in it."
  def is_empty(dict), do: dict == []

  @doc "Counts the pairs."
  def size(dict), do: length(dict)

  @doc "The pairs, sorted by key."
  def to_list(dict), do: dict

  @doc "Makes a dictionary of pairs; the last of several pairs with one key stays."
  def from_list(pairs), do: :lists.foldl(fn {key, value}, dict -> store(key, value, dict) end, [], pairs)

  @doc """
  Gives a key a value.

      iex> :orddict.store(:b, 2, [a: 1, c: 3])
      [a: 1, b: 2, c: 3]
  """
  def store(key, new, [{other, _} = pair | rest]) when key > other, do: [pair | store(key, new, rest)]
  def store(key, new, [{other, _} | _] = dict) when key < other, do: [{key, new} | dict]
  def store(key, new, [{_, _} | rest]), do: [{key, new} | rest]
  def store(key, new, []), do: [{key, new}]

  @doc """
  Gives `{:ok, value}` or `:error`.

      iex> :orddict.find(:a, [a: 1])
      {:ok, 1}
  """
  def find(key, [{other, _} | rest]) when key > other, do: find(key, rest)
  def find(key, [{other, value} | _]) when key == other, do: {:ok, value}
  def find(_key, _dict), do: :error

  @doc "Gives the value of a key, which has to be there."
  def fetch(key, dict) do
    {:ok, value} = find(key, dict)
    value
  end

  @doc "Whether a key is there."
  def is_key(key, dict), do: find(key, dict) != :error

  @doc "Lists the keys."
  def fetch_keys(dict), do: :lists.map(fn {key, _} -> key end, dict)

  @doc """
  Removes a key.

      iex> :orddict.erase(:a, [a: 1, b: 2])
      [b: 2]
  """
  def erase(key, [{other, _} = pair | rest]) when key > other, do: [pair | erase(key, rest)]
  def erase(key, [{other, _} | rest]) when key == other, do: rest
  def erase(_key, dict), do: dict

  @doc "Removes a key: `{value, rest}`, or `:error`."
  def take(key, dict) do
    case find(key, dict) do
      {:ok, value} -> {value, erase(key, dict)}
      :error -> :error
    end
  end

  @doc "Puts a value at the end of the list under a key."
  def append(key, new, dict), do: append_list(key, [new], dict)

  @doc "Puts a list at the end of the list under a key."
  def append_list(key, news, dict), do: update(key, &(&1 ++ news), news, dict)

  @doc "Puts what `fun` makes of the value under a key in its place; there has to be one."
  def update(key, fun, dict), do: store(key, fun.(fetch(key, dict)), dict)

  @doc """
  The same; without a value, `initial` is put there.

      iex> :orddict.update(:a, &(&1 + 1), 0, [a: 1])
      [a: 2]
  """
  def update(key, fun, initial, dict) do
    case find(key, dict) do
      {:ok, value} -> store(key, fun.(value), dict)
      :error -> store(key, initial, dict)
    end
  end

  @doc "Adds a number to the value under a key."
  def update_counter(key, increment, dict), do: update(key, &(&1 + increment), increment, dict)

  @doc "Folds over keys and values."
  def fold(fun, acc, dict), do: :lists.foldl(fn {key, value}, acc -> fun.(key, value, acc) end, acc, dict)

  @doc "Gives each key the value that `fun` makes of both."
  def map(fun, dict), do: :lists.map(fn {key, value} -> {key, fun.(key, value)} end, dict)

  @doc "Keeps the pairs for which `fun` answers true."
  def filter(fun, dict), do: :lists.filter(fn {key, value} -> fun.(key, value) end, dict)

  @doc """
  Joins two dictionaries; where both have a key, `fun` gives the value from the key and its two values.

      iex> :orddict.merge(fn _key, left, right -> left + right end, [a: 1, b: 2], [b: 3])
      [a: 1, b: 5]
  """
  def merge(fun, dict1, dict2) do
    add = fn {key, value2}, dict ->
      case find(key, dict) do
        {:ok, value1} -> store(key, fun.(key, value1, value2), dict)
        :error -> store(key, value2, dict)
      end
    end

    :lists.foldl(add, dict1, dict2)
  end
end

# Maps: keys and values, found by key in about the same time however many there are.
# What calls nobody back is one of Erlang's own functions (:maps); those raise BadMapError by themselves.
defmodule Map do
  @moduledoc """
  Functions for maps.

      iex> stock = %{"apples" => 12, "pears" => 3}
      iex> stock["apples"]
      12
      iex> %{stock | "pears" => 4}
      %{"apples" => 12, "pears" => 4}

  With atoms as keys there is a shorter way to write and to read them:

      iex> user = %{name: "Odd", age: 41}
      iex> user.name
      "Odd"

  Keys are compared as `===/2` does, so `1` and `1.0` are two keys. In patterns a map stands for all maps that have
  those keys. Maps are enumerated as pairs of key and value:

      iex> Enum.map(%{b: 2, a: 1}, fn {key, value} -> {value, key} end)
      [{1, :a}, {2, :b}]
  """

  @type key :: any
  @type value :: any

  @doc """
  The empty map.

      iex> Map.new()
      %{}
  """
  @spec new() :: map
  def new, do: %{}

  @doc """
  Makes a map of pairs; the last of several pairs with one key stays.

      iex> Map.new([{:b, 1}, {:a, 2}, {:b, 3}])
      %{a: 2, b: 3}
      iex> Map.new(a: 1)
      %{a: 1}
  """
  @spec new(Enumerable.t()) :: map
  def new(enumerable)
  def new(list) when is_list(list), do: :maps.from_list(list)
  def new(%_{} = enumerable), do: :maps.from_list(Enum.to_list(enumerable))
  def new(%{} = map), do: map
  def new(enum), do: :maps.from_list(Enum.to_list(enum))

  @doc """
  Makes a map of the pairs that `transform` makes of the elements.

      iex> Map.new([:north, :south], fn name -> {name, to_string(name)} end)
      %{north: "north", south: "south"}
  """
  @spec new(Enumerable.t(), (term -> {key, value})) :: map
  def new(enumerable, transform) do
    :maps.from_list(Enum.map(enumerable, transform))
  end

  @doc """
  Makes a map that gives all keys the same value.

      iex> Map.from_keys([:a, :b], 0)
      %{a: 0, b: 0}
  """
  @spec from_keys([key], value) :: map
  def from_keys(keys, value), do: :maps.from_keys(keys, value)

  @doc """
  Makes a plain map of a struct. A module's name stands for its struct with the default values.

      iex> Map.from_struct(1..4)
      %{first: 1, last: 4, step: 1}
  """
  @spec from_struct(atom | struct) :: map
  def from_struct(struct) when is_atom(struct), do: :maps.remove(:__struct__, struct.__struct__())
  def from_struct(%_{} = struct), do: :maps.remove(:__struct__, struct)

  @doc """
  Lists the keys.

      iex> Map.keys(%{b: 2, a: 1})
      [:a, :b]
  """
  @spec keys(map) :: [key]
  def keys(map), do: :maps.keys(map)

  @doc """
  Lists the values, in the order of their keys.

      iex> Map.values(%{b: 2, a: 1})
      [1, 2]
  """
  @spec values(map) :: [value]
  def values(map), do: :maps.values(map)

  @doc """
  Lists the pairs.

      iex> Map.to_list(%{b: 2, a: 1})
      [a: 1, b: 2]
  """
  @spec to_list(map) :: [{term, term}]
  def to_list(map), do: :maps.to_list(map)

  @doc false
  @deprecated "Use Kernel.map_size/1 instead"
  def size(map), do: map_size(map)

  @doc """
  Whether a map has `key`.

      iex> Map.has_key?(%{a: nil}, :a)
      true
      iex> Map.has_key?(%{a: 1}, :b)
      false
  """
  @spec has_key?(map, key) :: boolean
  def has_key?(map, key), do: :maps.is_key(key, map)

  @doc """
  Gives `{:ok, value}` for the value under `key`, `:error` if there is none.

      iex> Map.fetch(%{a: 1}, :a)
      {:ok, 1}
      iex> Map.fetch(%{a: 1}, :b)
      :error
  """
  @spec fetch(map, key) :: {:ok, value} | :error
  def fetch(map, key), do: :maps.find(key, map)

  @doc """
  Gives the value under `key`; there has to be one.

      iex> Map.fetch!(%{a: 1}, :a)
      1
      iex> Map.fetch!(%{a: 1}, :size)
      ** (KeyError) key :size not found in: %{a: 1}
  """
  @spec fetch!(map, key) :: value
  def fetch!(map, key), do: :maps.get(key, map)

  @doc """
  Gives the value under `key`, or `default` if there is none.

      iex> Map.get(%{a: 1}, :a)
      1
      iex> Map.get(%{a: 1}, :b)
      nil
      iex> Map.get(%{a: 1}, :b, 0)
      0
  """
  @spec get(map, key, value) :: value
  def get(map, key, default \\ nil) do
    case map do
      %{^key => value} -> value
      %{} -> default
      _ -> :erlang.error({:badmap, map}, [map, key, default])
    end
  end

  @doc """
  The same, where `fun` is called for the default value only if it is needed.

      iex> Map.get_lazy(%{a: 1}, :b, fn -> 6 * 7 end)
      42
  """
  @spec get_lazy(map, key, (-> value)) :: value
  def get_lazy(map, key, fun) when is_function(fun, 0) do
    case map do
      %{^key => value} -> value
      %{} -> fun.()
      _ -> :erlang.error({:badmap, map}, [map, key, fun])
    end
  end

  @doc """
  Gives `key` a value.

      iex> Map.put(%{a: 1}, :b, 2)
      %{a: 1, b: 2}
      iex> Map.put(%{a: 1}, :a, 2)
      %{a: 2}
  """
  @spec put(map, key, value) :: map
  def put(map, key, value), do: :maps.put(key, value, map)

  @doc """
  Gives `key` a value if it has none.

      iex> Map.put_new(%{a: 1}, :a, 9)
      %{a: 1}
      iex> Map.put_new(%{a: 1}, :b, 9)
      %{a: 1, b: 9}
  """
  @spec put_new(map, key, value) :: map
  def put_new(map, key, value) do
    case map do
      %{^key => _value} -> map
      %{} -> :maps.put(key, value, map)
      _ -> :erlang.error({:badmap, map}, [map, key, value])
    end
  end

  @doc """
  The same, where `fun` is called for the value only if it is needed.

      iex> Map.put_new_lazy(%{a: 1}, :b, fn -> 9 end)
      %{a: 1, b: 9}
  """
  @spec put_new_lazy(map, key, (-> value)) :: map
  def put_new_lazy(map, key, fun) when is_function(fun, 0) do
    case map do
      %{^key => _value} -> map
      %{} -> :maps.put(key, fun.(), map)
      _ -> :erlang.error({:badmap, map}, [map, key, fun])
    end
  end

  @doc """
  Gives `key` a value only if it has one already.

      iex> Map.replace(%{a: 1}, :a, 9)
      %{a: 9}
      iex> Map.replace(%{a: 1}, :b, 9)
      %{a: 1}
  """
  @spec replace(map, key, value) :: map
  def replace(map, key, value) do
    case map do
      %{^key => _value} -> :maps.put(key, value, map)
      %{} -> map
      _ -> :erlang.error({:badmap, map}, [map, key, value])
    end
  end

  @doc """
  Gives `key` a value; it has to have one already.

      iex> Map.replace!(%{a: 1}, :a, 9)
      %{a: 9}
      iex> Map.replace!(%{a: 1}, :size, 9)
      ** (KeyError) key :size not found in: %{a: 1}
  """
  @spec replace!(map, key, value) :: map
  def replace!(map, key, value), do: :maps.update(key, value, map)

  @doc """
  Puts what `fun` makes of the value under `key` in its place, if there is one.

      iex> Map.replace_lazy(%{a: 2}, :a, &(&1 * 10))
      %{a: 20}
      iex> Map.replace_lazy(%{a: 2}, :b, &(&1 * 10))
      %{a: 2}
  """
  @spec replace_lazy(map, key, (existing :: value -> new :: value)) :: map
  def replace_lazy(map, key, fun) when is_map(map) and is_function(fun, 1) do
    case map do
      %{^key => value} -> :maps.put(key, fun.(value), map)
      %{} -> map
    end
  end

  @doc """
  Puts what `fun` makes of the value under `key` in its place; without a value, `default` is put there.

      iex> Map.update(%{a: 1}, :a, 0, &(&1 + 1))
      %{a: 2}
      iex> Map.update(%{a: 1}, :b, 0, &(&1 + 1))
      %{a: 1, b: 0}
  """
  @spec update(map, key, default :: value, (existing :: value -> new :: value)) :: map
  def update(map, key, default, fun) when is_function(fun, 1) do
    case map do
      %{^key => value} -> :maps.put(key, fun.(value), map)
      %{} -> :maps.put(key, default, map)
      _ -> :erlang.error({:badmap, map}, [map, key, default, fun])
    end
  end

  @doc """
  Puts what `fun` makes of the value under `key` in its place; there has to be one.

      iex> Map.update!(%{a: 1}, :a, &(&1 + 1))
      %{a: 2}
      iex> Map.update!(%{a: 1}, :size, &(&1 + 1))
      ** (KeyError) key :size not found in: %{a: 1}
  """
  @spec update!(map, key, (existing :: value -> new :: value)) :: map
  def update!(map, key, fun) when is_function(fun, 1) do
    value = :erlang.map_get(key, map)
    :maps.put(key, fun.(value), map)
  end

  @doc """
  Reads and changes the value under `key` in one go: `fun` is given the value (or `nil`) and answers
  `{what to answer, new value}`, or `:pop` to remove it.

      iex> Map.get_and_update(%{a: 1}, :a, fn n -> {n, n + 1} end)
      {1, %{a: 2}}
      iex> Map.get_and_update(%{a: 1}, :a, fn _ -> :pop end)
      {1, %{}}
      iex> Map.get_and_update(%{a: 1}, :b, fn nil -> {:none, 0} end)
      {:none, %{a: 1, b: 0}}
  """
  @spec get_and_update(map, key, (value | nil -> {got, new :: value} | :pop)) :: {got, map} when got: value
  def get_and_update(map, key, fun) when is_function(fun, 1) do
    current = get(map, key)
    replace_with(fun.(current), map, key, current)
  end

  @doc """
  The same, for a key that has to be there.

      iex> Map.get_and_update!(%{a: 1}, :a, fn n -> {n, n + 1} end)
      {1, %{a: 2}}
      iex> Map.get_and_update!(%{a: 1}, :size, fn n -> {n, n} end)
      ** (KeyError) key :size not found in: %{a: 1}
  """
  @spec get_and_update!(map, key, (value -> {got, new :: value} | :pop)) :: {got, map} when got: value
  def get_and_update!(map, key, fun) when is_function(fun, 1) do
    current = :maps.get(key, map)
    replace_with(fun.(current), map, key, current)
  end

  defp replace_with({get, update}, map, key, _current), do: {get, :maps.put(key, update, map)}
  defp replace_with(:pop, map, key, current), do: {current, :maps.remove(key, map)}

  defp replace_with(other, _map, _key, _current) do
    raise "the given function must return a two-element tuple or :pop, got: #{inspect(other)}"
  end

  @doc """
  Removes `key`.

      iex> Map.delete(%{a: 1, b: 2}, :a)
      %{b: 2}
      iex> Map.delete(%{b: 2}, :a)
      %{b: 2}
  """
  @spec delete(map, key) :: map
  def delete(map, key), do: :maps.remove(key, map)

  @doc """
  Gives the value under `key`, or `default`, and the map without that key.

      iex> Map.pop(%{a: 1, b: 2}, :a)
      {1, %{b: 2}}
      iex> Map.pop(%{a: 1}, :b, :none)
      {:none, %{a: 1}}
  """
  @spec pop(map, key, default) :: {value, updated :: map} | {default, map} when default: value
  def pop(map, key, default \\ nil) do
    case :maps.take(key, map) do
      {_, _} = taken -> taken
      :error -> {default, map}
    end
  end

  @doc """
  The same, for a key that has to be there.

      iex> Map.pop!(%{a: 1, b: 2}, :a)
      {1, %{b: 2}}
      iex> Map.pop!(%{a: 1}, :size)
      ** (KeyError) key :size not found in: %{a: 1}
  """
  @spec pop!(map, key) :: {value, updated :: map}
  def pop!(map, key) do
    case :maps.take(key, map) do
      {_, _} = taken -> taken
      :error -> raise KeyError, key: key, term: map
    end
  end

  @doc """
  The same, where `fun` is called for the default value only if it is needed.

      iex> Map.pop_lazy(%{a: 1}, :b, fn -> 42 end)
      {42, %{a: 1}}
  """
  @spec pop_lazy(map, key, (-> value)) :: {value, map}
  def pop_lazy(map, key, fun) when is_function(fun, 0) do
    case :maps.take(key, map) do
      {_, _} = taken -> taken
      :error -> {fun.(), map}
    end
  end

  @doc """
  Keeps the given keys.

      iex> Map.take(%{a: 1, b: 2, c: 3}, [:a, :c, :z])
      %{a: 1, c: 3}
  """
  @spec take(map, [key]) :: map
  def take(map, keys)
  def take(map, keys) when is_map(map) and is_list(keys), do: :maps.with(keys, map)
  def take(map, keys) when is_map(map), do: :maps.with(Enum.to_list(keys), map)
  def take(non_map, _keys), do: :erlang.error({:badmap, non_map})

  @doc """
  Removes the given keys.

      iex> Map.drop(%{a: 1, b: 2, c: 3}, [:a, :c, :z])
      %{b: 2}
  """
  @spec drop(map, [key]) :: map
  def drop(map, keys)
  def drop(map, keys) when is_map(map) and is_list(keys), do: :maps.without(keys, map)
  def drop(map, keys) when is_map(map), do: :maps.without(Enum.to_list(keys), map)
  def drop(non_map, keys), do: :erlang.error({:badmap, non_map}, [non_map, keys])

  @doc """
  Parts a map into the given keys and the others.

      iex> Map.split(%{x: 1, y: 2, z: 3}, [:y, :w])
      {%{y: 2}, %{x: 1, z: 3}}
  """
  @spec split(map, [key]) :: {map, map}
  def split(map, keys)
  def split(map, keys) when is_map(map) and is_list(keys), do: {:maps.with(keys, map), :maps.without(keys, map)}
  def split(map, keys) when is_map(map), do: split(map, Enum.to_list(keys))
  def split(non_map, keys), do: :erlang.error({:badmap, non_map}, [non_map, keys])

  @doc """
  Parts a map into the pairs for which `fun` answers true and the others.

      iex> Map.split_with(%{a: 1, b: 2, c: 3}, fn {_key, n} -> rem(n, 2) == 1 end)
      {%{a: 1, c: 3}, %{b: 2}}
  """
  @spec split_with(map, ({key, value} -> as_boolean(term))) :: {map, map}
  def split_with(map, fun) when is_map(map) and is_function(fun, 1) do
    {accepted, refused} = :lists.partition(&truthy(fun, &1), :maps.to_list(map))
    {:maps.from_list(accepted), :maps.from_list(refused)}
  end

  defp truthy(fun, pair) do
    if fun.(pair), do: true, else: false
  end

  @doc """
  Joins two maps; values of the second one replace those of the first.

      iex> Map.merge(%{a: 1, b: 2}, %{b: 3, c: 4})
      %{a: 1, b: 3, c: 4}
  """
  @spec merge(map, map) :: map
  def merge(map1, map2), do: :maps.merge(map1, map2)

  @doc """
  Joins two maps; where both have a key, `fun` gives the value from the key and its two values.

      iex> Map.merge(%{a: 1, b: 2}, %{b: 3, c: 4}, fn _key, left, right -> left + right end)
      %{a: 1, b: 5, c: 4}
  """
  @spec merge(map, map, (key, value, value -> value)) :: map
  def merge(map1, map2, fun) when is_function(fun, 3), do: :maps.merge_with(fun, map1, map2)

  @doc """
  Keeps the keys that are in both maps, with the values of the second one.

      iex> Map.intersect(%{a: 1, b: 2}, %{b: 3, c: 4})
      %{b: 3}
  """
  @spec intersect(map, map) :: map
  def intersect(map1, map2), do: :maps.intersect(map1, map2)

  @doc """
  Keeps the keys that are in both maps; `fun` gives the value from the key and its two values.

      iex> Map.intersect(%{a: 1, b: 2}, %{b: 3, c: 4}, fn _key, left, right -> left + right end)
      %{b: 5}
  """
  @spec intersect(map, map, (key, value, value -> value)) :: map
  def intersect(map1, map2, fun) when is_function(fun, 3), do: :maps.intersect_with(fun, map1, map2)

  @doc """
  Whether two maps have the same keys and values, compared with `===/2`.

      iex> Map.equal?(%{a: 1, b: 2}, %{b: 2, a: 1})
      true
      iex> Map.equal?(%{a: 1}, %{a: 1.0})
      false
  """
  @spec equal?(map, map) :: boolean
  def equal?(map1, map2)
  def equal?(%{} = map1, %{} = map2), do: map1 === map2
  def equal?(%{} = map1, map2), do: :erlang.error({:badmap, map2}, [map1, map2])
  def equal?(term, other), do: :erlang.error({:badmap, term}, [term, other])

  @doc false
  @deprecated "Use Map.new/2 instead (invoke Map.from_struct/1 before if you have a struct)"
  def map(map, fun) when is_map(map) do
    :maps.from_list(:lists.map(fn {key, _} = pair -> {key, fun.(pair)} end, :maps.to_list(map)))
  end

  @doc """
  Keeps the pairs for which `fun` answers true.

      iex> Map.filter(%{a: 1, b: 2}, fn {_key, n} -> n > 1 end)
      %{b: 2}
  """
  @spec filter(map, ({key, value} -> as_boolean(term))) :: map
  def filter(map, fun) when is_map(map) and is_function(fun, 1) do
    :maps.from_list(Enum.filter(:maps.to_list(map), fun))
  end

  @doc """
  Removes the pairs for which `fun` answers true.

      iex> Map.reject(%{a: 1, b: nil}, fn {_key, value} -> is_nil(value) end)
      %{a: 1}
  """
  @spec reject(map, ({key, value} -> as_boolean(term))) :: map
  def reject(map, fun) when is_map(map) and is_function(fun, 1) do
    :maps.from_list(Enum.reject(:maps.to_list(map), fun))
  end
end

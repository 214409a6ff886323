# Access: `container[key]` and the paths of get_in, put_in, update_in and pop_in.
defmodule Access do
  @moduledoc """
  Looks values up by key: this is what `container[key]` calls.

      iex> user = %{name: "Odd"}
      iex> {user[:name], user[:age]}
      {"Odd", nil}
      iex> [size: 3][:size]
      3

  It works for maps and keyword lists, and for structs whose module has the functions of this behaviour. `nil[key]`
  is `nil`, so that lookups can be chained.

  The other half of this module makes steps for the paths of `get_in/2`, `put_in/3`, `update_in/3` and `pop_in/2`:

      iex> shop = %{items: [%{id: 1, price: 5}, %{id: 2, price: 8}]}
      iex> get_in(shop, [:items, Access.all(), :price])
      [5, 8]
      iex> update_in(shop, [:items, Access.at(0), :price], &(&1 * 2))
      %{items: [%{id: 1, price: 10}, %{id: 2, price: 8}]}
  """

  @typedoc "What can be reached into: keyword lists, maps and structs with `Access`."
  @type container :: keyword | struct | map
  @type nil_container :: nil
  @type t :: container | nil_container | any
  @type key :: any
  @type value :: any
  @type get_fun(data) :: (:get, data, (term -> term) -> new_data :: container)
  @type get_and_update_fun(data, current_value) :: (:get_and_update, data, (term -> term) -> {current_value, new_data :: container} | :pop)
  @typedoc "A step on the way to a value that is a function: see `all/0`, `key/2`..."
  @type access_fun(data, current_value) :: get_fun(data) | get_and_update_fun(data, current_value)

  @doc "Looks `key` up: `{:ok, value}` or `:error`."
  @callback fetch(term :: term, key :: term) :: {:ok, term} | :error

  @doc "Reads and changes the value under `key`: `fun` gives `{what to answer, new value}` or `:pop`."
  @callback get_and_update(data :: term, key :: term, fun :: (term -> {term, term} | :pop)) :: {term, term}

  @doc "Removes `key`: gives its value and what is left."
  @callback pop(data :: term, key :: term) :: {term, term}

  @doc """
  Gives `{:ok, value}` for the value under `key`, or `:error`.

      iex> Access.fetch(%{a: 1}, :a)
      {:ok, 1}
      iex> Access.fetch([a: 1], :b)
      :error
  """
  def fetch(container, key)

  def fetch(%module{} = container, key) do
    module.fetch(container, key)
  rescue
    error in UndefinedFunctionError ->
      reraise explain(error, module, {:fetch, 2}), __STACKTRACE__
  end

  def fetch(map, key) when is_map(map) do
    case map do
      %{^key => value} -> {:ok, value}
      _ -> :error
    end
  end

  def fetch(list, key) when is_list(list) and is_atom(key) do
    case :lists.keyfind(key, 1, list) do
      {_, value} -> {:ok, value}
      false -> :error
    end
  end

  def fetch(list, key) when is_list(list) and is_integer(key), do: no_index(key)
  def fetch(list, key) when is_list(list), do: no_atom(key)
  def fetch(nil, _key), do: :error

  @doc """
  Gives the value under `key`, which has to be there.

      iex> Access.fetch!(%{a: 1}, :a)
      1
      iex> Access.fetch!([a: 1], :size)
      ** (KeyError) key :size not found in: [a: 1]
  """
  def fetch!(container, key) do
    case fetch(container, key) do
      {:ok, value} -> value
      :error -> raise(KeyError, key: key, term: container)
    end
  end

  @doc """
  Gives the value under `key`, or `default` if there is none.

      iex> Access.get(%{a: 1}, :a)
      1
      iex> Access.get([a: 1], :b, 0)
      0
      iex> Access.get(nil, :anything)
      nil
  """
  def get(container, key, default \\ nil)

  def get(%module{} = container, key, default) do
    try do
      module.fetch(container, key)
    rescue
      error in UndefinedFunctionError ->
        reraise explain(error, module, {:fetch, 2}), __STACKTRACE__
    else
      {:ok, value} -> value
      :error -> default
    end
  end

  def get(map, key, default) when is_map(map) do
    case map do
      %{^key => value} -> value
      _ -> default
    end
  end

  def get(list, key, default) when is_list(list) and is_atom(key) do
    case :lists.keyfind(key, 1, list) do
      {_, value} -> value
      false -> default
    end
  end

  def get(list, key, _default) when is_list(list) and is_integer(key), do: no_index(key)
  def get(list, key, _default) when is_list(list), do: no_atom(key)
  def get(nil, _key, default), do: default

  defp no_index(key) do
    raise ArgumentError, """
    the Access module does not support accessing lists by index, got: #{inspect(key)}

    Accessing a list by index is typically discouraged in Elixir, \
    instead we prefer to use the Enum module to manipulate lists \
    as a whole. If you really must access a list element by index, \
    you can use Enum.at/2 or the functions in the List module\
    """
  end

  defp no_atom(key) do
    raise ArgumentError, """
    the Access module supports only keyword lists (with atom keys), got: #{inspect(key)}

    If you want to search lists of tuples, use List.keyfind/3\
    """
  end

  # The error about a struct's missing callback says what to write instead of `struct[field]`.
  defp explain(%{module: module, function: name, arity: arity} = error, module, {name, arity}) do
    reason =
      "#{inspect(module)} does not implement the Access behaviour\n\n" <>
        "You can use the \"struct.field\" syntax to access struct fields. You can also use " <>
        "Access.key!/1 to access struct fields dynamically inside get_in/put_in/update_in"

    %{error | reason: reason}
  end

  defp explain(error, _module, _function), do: error

  @doc """
  Reads and changes the value under `key` in one go: `fun` is given the value (or `nil`) and answers
  `{what to answer, new value}`, or `:pop` to remove it.

      iex> Access.get_and_update(%{a: 1}, :a, fn n -> {n, n + 1} end)
      {1, %{a: 2}}
      iex> Access.get_and_update([a: 1], :a, fn _ -> :pop end)
      {1, []}
  """
  def get_and_update(container, key, fun)

  def get_and_update(%module{} = container, key, fun) do
    module.get_and_update(container, key, fun)
  rescue
    error in UndefinedFunctionError ->
      reraise explain(error, module, {:get_and_update, 3}), __STACKTRACE__
  end

  def get_and_update(map, key, fun) when is_map(map), do: Map.get_and_update(map, key, fun)
  def get_and_update(list, key, fun) when is_list(list) and is_atom(key), do: Keyword.get_and_update(list, key, fun)
  def get_and_update(list, key, _fun) when is_list(list) and is_integer(key), do: no_index(key)
  def get_and_update(list, key, _fun) when is_list(list), do: no_atom(key)

  def get_and_update(nil, key, _fun) do
    raise ArgumentError, "could not put/update key #{inspect(key)} on a nil value"
  end

  @doc """
  Removes `key`: gives its value (or `nil`) and what is left.

      iex> Access.pop(%{a: 1, b: 2}, :a)
      {1, %{b: 2}}
      iex> Access.pop([a: 1], :z)
      {nil, [a: 1]}
  """
  def pop(container, key)

  def pop(%module{} = container, key) do
    module.pop(container, key)
  rescue
    error in UndefinedFunctionError ->
      reraise explain(error, module, {:pop, 2}), __STACKTRACE__
  end

  def pop(map, key) when is_map(map), do: Map.pop(map, key)
  def pop(list, key) when is_list(list) and is_atom(key), do: Keyword.pop(list, key)
  def pop(list, key) when is_list(list) and is_integer(key), do: no_index(key)
  def pop(list, key) when is_list(list), do: no_atom(key)
  def pop(nil, key), do: raise(ArgumentError, "could not pop key #{inspect(key)} on a nil value")

  @doc """
  A step to the value under `key` of a map or struct, where `default` stands in for a missing one.

      iex> put_in(%{}, [Access.key(:a, %{}), :b], 1)
      %{a: %{b: 1}}
      iex> get_in(%{name: "Odd"}, [Access.key(:name)])
      "Odd"
  """
  def key(key, default \\ nil) do
    fn
      :get, data, next -> next.(Map.get(data || %{}, key, default))
      :get_and_update, data, next -> change_key(data || %{}, key, default, next)
    end
  end

  defp change_key(data, key, default, next) do
    value = Map.get(data, key, default)

    case next.(value) do
      {get, update} -> {get, Map.put(data, key, update)}
      :pop -> {value, Map.delete(data, key)}
    end
  end

  @doc """
  A step to the value under `key` of a map or struct; it has to be there.

      iex> update_in(%{n: 1}, [Access.key!(:n)], &(&1 + 1))
      %{n: 2}
      iex> get_in(%{n: 1}, [Access.key!(:size)])
      ** (KeyError) key :size not found in: %{n: 1}
  """
  def key!(key) do
    fn
      :get, %{} = data, next ->
        next.(:erlang.map_get(key, data))

      :get_and_update, %{} = data, next ->
        value = :erlang.map_get(key, data)

        case next.(value) do
          {get, update} -> {get, Map.put(data, key, update)}
          :pop -> {value, Map.delete(data, key)}
        end

      _op, data, _next ->
        raise "Access.key!/1 expected a map/struct, got: #{inspect(data)}"
    end
  end

  @doc """
  A step to the element of a tuple at `index`.

      iex> get_in({1, {2, 3}}, [Access.elem(1), Access.elem(0)])
      2
      iex> put_in({:a, :b}, [Access.elem(1)], :z)
      {:a, :z}
  """
  def elem(index) when is_integer(index) and index >= 0 do
    position = index + 1

    fn
      :get, data, next when is_tuple(data) ->
        next.(:erlang.element(position, data))

      :get_and_update, data, next when is_tuple(data) ->
        case next.(:erlang.element(position, data)) do
          {get, update} -> {get, :erlang.setelement(position, data, update)}
          :pop -> raise "cannot pop data from a tuple"
        end

      _op, data, _next ->
        raise "Access.elem/1 expected a tuple, got: #{inspect(data)}"
    end
  end

  @doc """
  A step to all elements of a list.

      iex> update_in([1, 2, 3], [Access.all()], &(&1 * 10))
      [10, 20, 30]
      iex> get_in([%{n: 1}, %{n: 2}], [Access.all(), :n])
      [1, 2]
  """
  def all, do: &all/3

  defp all(:get, data, next) when is_list(data), do: Enum.map(data, next)
  defp all(:get_and_update, data, next) when is_list(data), do: change_all(data, next, [], [])
  defp all(_op, data, _next), do: raise("Access.all/0 expected a list, got: #{inspect(data)}")

  defp change_all([element | rest], next, gets, updates) do
    case next.(element) do
      {get, update} -> change_all(rest, next, [get | gets], [update | updates])
      :pop -> change_all(rest, next, [element | gets], updates)
    end
  end

  defp change_all([], _next, gets, updates), do: {:lists.reverse(gets), :lists.reverse(updates)}

  @doc """
  A step to the element of a list at `index`, a negative one from the end. Reading a missing one gives `nil`, changing
  it changes nothing.

      iex> get_in([:a, :b], [Access.at(1)])
      :b
      iex> update_in([1, 2], [Access.at(-1)], &(&1 * 10))
      [1, 20]
      iex> pop_in([1, 2], [Access.at(0)])
      {1, [2]}
  """
  def at(index) when is_integer(index) do
    fn op, data, next -> at(op, data, index, next) end
  end

  defp at(:get, data, index, next) when is_list(data), do: next.(Enum.at(data, index))

  defp at(:get_and_update, data, index, next) when is_list(data) do
    case :pyex_enum.split_at(data, index) do
      {before, [value | rest]} -> change_at(next.(value), value, before, rest)
      :none -> {nil, data}
    end
  end

  defp at(_op, data, _index, _next), do: raise("Access.at/1 expected a list, got: #{inspect(data)}")

  defp change_at(answer, value, before, rest) do
    case answer do
      {get, update} -> {get, before ++ [update | rest]}
      :pop -> {value, before ++ rest}
    end
  end

  @doc """
  A step to the element of a list at `index`, which has to be there.

      iex> get_in([:a, :b], [Access.at!(1)])
      :b
      iex> get_in([:a], [Access.at!(1)])
      ** (Enum.OutOfBoundsError) out of bounds error
  """
  def at!(index) when is_integer(index) do
    fn op, data, next -> at!(op, data, index, next) end
  end

  defp at!(:get, data, index, next) when is_list(data), do: next.(Enum.fetch!(data, index))

  defp at!(:get_and_update, data, index, next) when is_list(data) do
    case :pyex_enum.split_at(data, index) do
      {before, [value | rest]} -> change_at(next.(value), value, before, rest)
      :none -> raise Enum.OutOfBoundsError
    end
  end

  defp at!(_op, data, _index, _next), do: raise("Access.at!/1 expected a list, got: #{inspect(data)}")

  @doc """
  A step to the elements of a list for which `func` answers true.

      iex> get_in([1, 2, 3], [Access.filter(&(&1 > 1))])
      [2, 3]
      iex> update_in([1, 2, 3], [Access.filter(&(&1 > 1))], &(&1 * 10))
      [1, 20, 30]
  """
  def filter(func) when is_function(func) do
    fn op, data, next -> filter(op, data, func, next) end
  end

  defp filter(:get, data, func, next) when is_list(data) do
    data |> Enum.filter(func) |> Enum.map(next)
  end

  defp filter(:get_and_update, data, func, next) when is_list(data) do
    change_some(data, func, next, [], [])
  end

  defp filter(_op, data, _func, _next), do: raise("Access.filter/1 expected a list, got: #{inspect(data)}")

  defp change_some([element | rest], func, next, gets, updates) do
    if func.(element) do
      case next.(element) do
        {get, update} -> change_some(rest, func, next, [get | gets], [update | updates])
        :pop -> change_some(rest, func, next, [element | gets], updates)
      end
    else
      change_some(rest, func, next, gets, [element | updates])
    end
  end

  defp change_some([], _func, _next, gets, updates), do: {:lists.reverse(gets), :lists.reverse(updates)}

  @doc """
  A step to the first element of a list for which `predicate` answers true.

      iex> get_in([%{n: 1}, %{n: 2}], [Access.find(&(&1.n > 1)), :n])
      2
      iex> update_in([1, 2, 3], [Access.find(&(&1 > 1))], &(&1 * 10))
      [1, 20, 3]
  """
  def find(predicate) when is_function(predicate, 1) do
    fn op, data, next -> find(op, data, predicate, next) end
  end

  defp find(:get, data, predicate, next) when is_list(data), do: next.(Enum.find(data, predicate))

  defp find(:get_and_update, data, predicate, next) when is_list(data) do
    case Enum.split_while(data, &(not predicate.(&1))) do
      {before, [value | rest]} -> change_at(next.(value), value, before, rest)
      {_, []} -> {nil, data}
    end
  end

  defp find(_op, data, _predicate, _next), do: raise("Access.find/1 expected a list, got: #{inspect(data)}")

  @doc """
  A step to the elements of a list whose indexes are in `range`, counted as `Enum.slice/2` does.

      iex> get_in([1, 2, 3, 4], [Access.slice(1..2)])
      [2, 3]
      iex> update_in([1, 2, 3, 4, 5], [Access.slice(0..-1//2)], &(&1 * 10))
      [10, 2, 30, 4, 50]
  """
  def slice(%Range{} = range) do
    if range.step > 0 do
      fn op, data, next -> slice(op, data, range, next) end
    else
      raise ArgumentError, "Access.slice/1 does not accept ranges with negative steps, got: #{inspect(range)}"
    end
  end

  defp slice(:get, data, range, next) when is_list(data), do: data |> Enum.slice(range) |> Enum.map(next)

  defp slice(:get_and_update, data, range, next) when is_list(data) do
    wanted = absolute(range, length(data))
    change_slice(data, 0, wanted, next, [], [])
  end

  defp slice(_op, data, _range, _next) do
    raise ArgumentError, "Access.slice/1 expected a list, got: #{inspect(data)}"
  end

  defp absolute(first..last//step, length) do
    from_end = fn index -> if index < 0, do: length + index, else: index end
    max(from_end.(first), 0)..from_end.(last)//step
  end

  defp change_slice([element | rest], index, range, next, gets, updates) do
    if index in range do
      case next.(element) do
        :pop -> change_slice(rest, index + 1, range, next, [element | gets], updates)
        {get, update} -> change_slice(rest, index + 1, range, next, [get | gets], [update | updates])
      end
    else
      change_slice(rest, index + 1, range, next, gets, [element | updates])
    end
  end

  defp change_slice([], _index, _range, _next, gets, updates), do: {:lists.reverse(gets), :lists.reverse(updates)}
end

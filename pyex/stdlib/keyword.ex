# Keyword lists: lists of {atom, value} pairs, in order, where a key may stand more than once.
defmodule Keyword do
  @moduledoc """
  Functions for keyword lists: lists of pairs whose first element is an atom.

      iex> [{:color, :red}, {:size, 10}]
      [color: :red, size: 10]

  They carry options. Their order counts and a key may stand in them more than once, of which most functions see the
  first. Finding a key means walking the list, so larger collections of keys and values are better kept in a `Map`.

      iex> [a: 1, b: 2, a: 3][:a]
      1
  """

  @type key :: atom
  @type value :: any
  @type default :: any
  @type t :: [{key, value}]
  @type t(value) :: [{key, value}]

  @doc """
  Whether `term` is a keyword list.

      iex> Keyword.keyword?(a: 1, b: 2)
      true
      iex> Keyword.keyword?([{"a", 1}])
      false
  """
  @spec keyword?(term) :: boolean
  def keyword?(term)
  def keyword?([{key, _value} | rest]) when is_atom(key), do: keyword?(rest)
  def keyword?([]), do: true
  def keyword?(_other), do: false

  @doc """
  The empty keyword list.

      iex> Keyword.new()
      []
  """
  @spec new() :: []
  def new, do: []

  @doc """
  Makes a keyword list of pairs; the last of several pairs with one key stays.

      iex> Keyword.new([{:x, 1}, {:y, 2}, {:x, 3}])
      [y: 2, x: 3]
  """
  @spec new(Enumerable.t()) :: t
  def new(pairs), do: new(pairs, fn pair -> pair end)

  @doc """
  Makes a keyword list of the pairs that `transform` makes of the elements.

      iex> Keyword.new([:a, :b], fn name -> {name, Atom.to_string(name)} end)
      [a: "a", b: "b"]
  """
  @spec new(Enumerable.t(), (term -> {key, value})) :: t
  def new(pairs, transform) when is_function(transform, 1), do: add_latest(Enum.reverse(pairs), transform, [])

  defp add_latest([element | rest], transform, keywords) do
    {key, value} = transform.(element)
    add_latest(rest, transform, put_new(keywords, key, value))
  end

  defp add_latest([], _transform, keywords), do: keywords

  @doc """
  Makes a keyword list that gives all keys the same value.

      iex> Keyword.from_keys([:a, :b], 0)
      [a: 0, b: 0]
  """
  @spec from_keys([key], value) :: t
  def from_keys(keys, value) when is_list(keys), do: :lists.map(&{&1, value}, keys)

  @doc """
  Gives the first value under `key`, or `default` if there is none.

      iex> Keyword.get([a: 1, a: 2], :a)
      1
      iex> Keyword.get([a: 1], :b)
      nil
      iex> Keyword.get([a: 1], :b, 7)
      7
  """
  @spec get(t, key, default) :: value | default
  def get(keywords, key, default \\ nil)

  def get(keywords, key, default) when is_list(keywords) and is_atom(key) do
    case :lists.keyfind(key, 1, keywords) do
      {^key, value} -> value
      false -> default
    end
  end

  @doc """
  The same, where `fun` is called for the default value only if it is needed.

      iex> Keyword.get_lazy([a: 1], :b, fn -> 6 * 7 end)
      42
  """
  @spec get_lazy(t, key, (-> value)) :: value
  def get_lazy(keywords, key, fun) when is_list(keywords) and is_atom(key) and is_function(fun, 0) do
    case :lists.keyfind(key, 1, keywords) do
      {^key, value} -> value
      false -> fun.()
    end
  end

  @doc """
  Gives `{:ok, value}` for the first value under `key`, `:error` if there is none.

      iex> Keyword.fetch([a: 1], :a)
      {:ok, 1}
      iex> Keyword.fetch([a: 1], :b)
      :error
  """
  @spec fetch(t, key) :: {:ok, value} | :error
  def fetch(keywords, key) when is_list(keywords) and is_atom(key) do
    case :lists.keyfind(key, 1, keywords) do
      {^key, value} -> {:ok, value}
      false -> :error
    end
  end

  @doc """
  Gives the first value under `key`; there has to be one.

      iex> Keyword.fetch!([a: 1], :a)
      1
      iex> Keyword.fetch!([size: 1], :b)
      ** (KeyError) key :b not found in: [size: 1]
  """
  @spec fetch!(t, key) :: value
  def fetch!(keywords, key) when is_list(keywords) and is_atom(key) do
    case :lists.keyfind(key, 1, keywords) do
      {^key, value} -> value
      false -> raise KeyError, key: key, term: keywords
    end
  end

  @doc """
  Gives all values under `key`, in their order.

      iex> Keyword.get_values([a: 1, b: 2, a: 3], :a)
      [1, 3]
  """
  @spec get_values(t, key) :: [value]
  def get_values(keywords, key) when is_list(keywords) and is_atom(key), do: get_values(keywords, key, [])

  defp get_values([{key, value} | tail], key, values), do: get_values(tail, key, [value | values])
  defp get_values([{_, _} | tail], key, values), do: get_values(tail, key, values)
  defp get_values([], _key, values), do: :lists.reverse(values)

  @doc """
  Lists the keys, as often as they stand there.

      iex> Keyword.keys(a: 1, b: 2, a: 3)
      [:a, :b, :a]
  """
  @spec keys(t) :: [key]
  def keys(keywords) when is_list(keywords), do: :lists.map(&key_of/1, keywords)

  defp key_of({key, _value}) when is_atom(key), do: key

  defp key_of(other) do
    raise ArgumentError,
          "expected a keyword list, but an entry in the list is not a two-element tuple with an atom as its " <>
            "first element, got: #{inspect(other)}"
  end

  @doc """
  Lists the values.

      iex> Keyword.values(a: 1, b: 2, a: 3)
      [1, 2, 3]
  """
  @spec values(t) :: [value]
  def values(keywords) when is_list(keywords), do: :lists.map(fn {_key, value} -> value end, keywords)

  @doc """
  Whether something stands under `key`.

      iex> Keyword.has_key?([a: 1], :a)
      true
      iex> Keyword.has_key?([a: 1], :b)
      false
  """
  @spec has_key?(t, key) :: boolean
  def has_key?(keywords, key) when is_list(keywords) and is_atom(key), do: :lists.keymember(key, 1, keywords)

  @doc """
  Whether two keyword lists hold the same pairs, in any order.

      iex> Keyword.equal?([a: 1, b: 2], [b: 2, a: 1])
      true
      iex> Keyword.equal?([a: 1], [a: 1.0])
      false
  """
  @spec equal?(t, t) :: boolean
  def equal?(left, right) when is_list(left) and is_list(right), do: :lists.sort(left) === :lists.sort(right)

  @doc """
  The list itself.

      iex> Keyword.to_list(a: 1)
      [a: 1]
  """
  @spec to_list(t) :: t
  def to_list(keywords) when is_list(keywords), do: keywords

  @doc false
  @deprecated "Use Kernel.length/1 instead"
  def size(keywords), do: length(keywords)

  @doc """
  Gives `key` a value. All that stood under it goes; the new pair stands in front.

      iex> Keyword.put([a: 1, b: 2, a: 3], :a, 9)
      [a: 9, b: 2]
      iex> Keyword.put([a: 1], :b, 2)
      [b: 2, a: 1]
  """
  @spec put(t, key, value) :: t
  def put(keywords, key, value) when is_list(keywords) and is_atom(key) do
    [{key, value} | delete(keywords, key)]
  end

  # {the pairs before the first one with this key, newest first; its value; the pairs behind it}
  defp front(keywords, key) do
    if :lists.keymember(key, 1, keywords), do: front(keywords, key, []), else: :none
  end

  defp front([{key, value} | rest], key, before), do: {before, value, rest}
  defp front([pair | rest], key, before), do: front(rest, key, [pair | before])

  @doc """
  Gives `key` a value if it has none.

      iex> Keyword.put_new([a: 1], :a, 9)
      [a: 1]
      iex> Keyword.put_new([a: 1], :b, 2)
      [b: 2, a: 1]
  """
  @spec put_new(t, key, value) :: t
  def put_new(keywords, key, value) when is_list(keywords) and is_atom(key) do
    if :lists.keymember(key, 1, keywords), do: keywords, else: [{key, value} | keywords]
  end

  @doc """
  The same, where `fun` is called for the value only if it is needed.

      iex> Keyword.put_new_lazy([a: 1], :b, fn -> 2 end)
      [b: 2, a: 1]
  """
  @spec put_new_lazy(t, key, (-> value)) :: t
  def put_new_lazy(keywords, key, fun) when is_list(keywords) and is_atom(key) and is_function(fun, 0) do
    if :lists.keymember(key, 1, keywords), do: keywords, else: [{key, fun.()} | keywords]
  end

  @doc """
  Gives `key` a value only if it has one already.

      iex> Keyword.replace([a: 1, b: 2, a: 3], :a, 9)
      [a: 9, b: 2]
      iex> Keyword.replace([a: 1], :b, 2)
      [a: 1]
  """
  @spec replace(t, key, value) :: t
  def replace(keywords, key, value) when is_list(keywords) and is_atom(key) do
    case front(keywords, key) do
      {before, _old, rest} -> :lists.reverse(before, [{key, value} | delete_key(rest, key)])
      :none -> keywords
    end
  end

  @doc """
  Gives `key` a value; it has to have one already.

      iex> Keyword.replace!([a: 1, b: 2], :b, 9)
      [a: 1, b: 9]
      iex> Keyword.replace!([a: 1], :size, 2)
      ** (KeyError) key :size not found in: [a: 1]
  """
  @spec replace!(t, key, value) :: t
  def replace!(keywords, key, value) when is_list(keywords) and is_atom(key) do
    case front(keywords, key) do
      {before, _old, rest} -> :lists.reverse(before, [{key, value} | delete_key(rest, key)])
      :none -> raise KeyError, key: key, term: keywords
    end
  end

  @doc """
  Puts what `fun` makes of the value under `key` in its place, if there is one.

      iex> Keyword.replace_lazy([a: 2], :a, &(&1 * 10))
      [a: 20]
      iex> Keyword.replace_lazy([a: 2], :b, &(&1 * 10))
      [a: 2]
  """
  @spec replace_lazy(t, key, (existing :: value -> new :: value)) :: t
  def replace_lazy(keywords, key, fun) when is_list(keywords) and is_atom(key) and is_function(fun, 1) do
    case front(keywords, key) do
      {before, value, rest} -> :lists.reverse(before, [{key, fun.(value)} | delete_key(rest, key)])
      :none -> keywords
    end
  end

  @doc """
  Puts what `fun` makes of the value under `key` in its place; without a value, `default` is put at the end.

      iex> Keyword.update([a: 1], :a, 0, &(&1 + 1))
      [a: 2]
      iex> Keyword.update([a: 1], :b, 0, &(&1 + 1))
      [a: 1, b: 0]
  """
  @spec update(t, key, default :: value, (existing :: value -> new :: value)) :: t
  def update(keywords, key, default, fun) when is_list(keywords) and is_atom(key) and is_function(fun, 1) do
    update(keywords, key, default, fun, [])
  end

  defp update([{key, value} | rest], key, _default, fun, before) do
    :lists.reverse(before, [{key, fun.(value)} | delete_key(rest, key)])
  end

  defp update([{_, _} = pair | rest], key, default, fun, before), do: update(rest, key, default, fun, [pair | before])
  defp update([], key, default, _fun, before), do: :lists.reverse(before, [{key, default}])

  @doc """
  Puts what `fun` makes of the value under `key` in its place; there has to be one.

      iex> Keyword.update!([a: 1, b: 2], :b, &(&1 * 10))
      [a: 1, b: 20]
      iex> Keyword.update!([a: 1], :size, &(&1 * 10))
      ** (KeyError) key :size not found in: [a: 1]
  """
  @spec update!(t, key, (current :: value -> new :: value)) :: t
  def update!(keywords, key, fun) when is_list(keywords) and is_atom(key) and is_function(fun, 1) do
    update!(keywords, key, fun, keywords)
  end

  defp update!([{key, value} | keywords], key, fun, _original), do: [{key, fun.(value)} | delete_key(keywords, key)]
  defp update!([{_, _} = pair | keywords], key, fun, original), do: [pair | update!(keywords, key, fun, original)]
  defp update!([], key, _fun, original), do: raise(KeyError, key: key, term: original)

  @doc """
  Reads and changes the first value under `key` in one go: `fun` gives `{what to answer, new value}`, or `:pop` to
  remove the pair.

      iex> Keyword.get_and_update([a: 1], :a, fn n -> {n, n + 1} end)
      {1, [a: 2]}
      iex> Keyword.get_and_update([a: 1], :a, fn _ -> :pop end)
      {1, []}
      iex> Keyword.get_and_update([a: 1], :b, fn nil -> {:none, 0} end)
      {:none, [b: 0, a: 1]}
  """
  @spec get_and_update(t, key, (value | nil -> {got, new :: value} | :pop)) :: {got, new :: t} when got: value
  def get_and_update(keywords, key, fun) when is_list(keywords) and is_atom(key) do
    case front(keywords, key) do
      {before, value, rest} -> get_and_replace(fun.(value), key, value, before, rest)
      :none -> get_and_replace(fun.(nil), key, nil, [], keywords)
    end
  end

  defp get_and_replace({get, value}, key, _old, before, rest), do: {get, :lists.reverse(before, [{key, value} | rest])}
  defp get_and_replace(:pop, _key, old, before, rest), do: {old, :lists.reverse(before, rest)}

  defp get_and_replace(other, _key, _old, _before, _rest) do
    raise "the given function must return a two-element tuple or :pop, got: #{inspect(other)}"
  end

  @doc """
  The same, for a key that has to be there.

      iex> Keyword.get_and_update!([a: 1], :a, fn n -> {n, n + 1} end)
      {1, [a: 2]}
      iex> Keyword.get_and_update!([a: 1], :size, fn n -> {n, n} end)
      ** (KeyError) key :size not found in: [a: 1]
  """
  @spec get_and_update!(t, key, (value -> {got, new :: value} | :pop)) :: {got, new :: t} when got: value
  def get_and_update!(keywords, key, fun) do
    case front(keywords, key) do
      {before, value, rest} -> get_and_replace(fun.(value), key, value, before, rest)
      :none -> raise KeyError, key: key, term: keywords
    end
  end

  @doc """
  Removes all pairs with `key`.

      iex> Keyword.delete([a: 1, b: 2, a: 3], :a)
      [b: 2]
  """
  @spec delete(t, key) :: t
  def delete(keywords, key) when is_list(keywords) and is_atom(key) do
    if :lists.keymember(key, 1, keywords), do: delete_key(keywords, key), else: keywords
  end

  defp delete_key([{key, _} | tail], key), do: delete_key(tail, key)
  defp delete_key([{_, _} = pair | tail], key), do: [pair | delete_key(tail, key)]
  defp delete_key([], _key), do: []

  @doc false
  @deprecated "Use Keyword.fetch/2 + Keyword.delete/2 instead"
  def delete(keywords, key, value) when is_list(keywords) and is_atom(key) do
    :lists.filter(&(&1 !== {key, value}), keywords)
  end

  @doc """
  Removes the first pair with `key`.

      iex> Keyword.delete_first([a: 1, b: 2, a: 3], :a)
      [b: 2, a: 3]
  """
  @spec delete_first(t, key) :: t
  def delete_first(keywords, key) when is_list(keywords) and is_atom(key), do: :lists.keydelete(key, 1, keywords)

  @doc """
  Gives the first value under `key`, or `default`, and the list without that key.

      iex> Keyword.pop([a: 1, b: 2, a: 3], :a)
      {1, [b: 2]}
      iex> Keyword.pop([a: 1], :b, :none)
      {:none, [a: 1]}
  """
  @spec pop(t, key, default) :: {value | default, t}
  def pop(keywords, key, default \\ nil)

  def pop(keywords, key, default) when is_list(keywords) and is_atom(key) do
    case fetch(keywords, key) do
      {:ok, value} -> {value, delete(keywords, key)}
      :error -> {default, keywords}
    end
  end

  @doc """
  The same, for a key that has to be there.

      iex> Keyword.pop!([a: 1, b: 2], :a)
      {1, [b: 2]}
      iex> Keyword.pop!([a: 1], :size)
      ** (KeyError) key :size not found in: [a: 1]
  """
  @spec pop!(t, key) :: {value, t}
  def pop!(keywords, key) when is_list(keywords) and is_atom(key) do
    case fetch(keywords, key) do
      {:ok, value} -> {value, delete(keywords, key)}
      :error -> raise KeyError, key: key, term: keywords
    end
  end

  @doc """
  The same, where `fun` is called for the default value only if it is needed.

      iex> Keyword.pop_lazy([a: 1], :b, fn -> 42 end)
      {42, [a: 1]}
  """
  @spec pop_lazy(t, key, (-> value)) :: {value, t}
  def pop_lazy(keywords, key, fun) when is_list(keywords) and is_atom(key) and is_function(fun, 0) do
    case fetch(keywords, key) do
      {:ok, value} -> {value, delete(keywords, key)}
      :error -> {fun.(), keywords}
    end
  end

  @doc """
  Gives all values under `key`, and the list without that key.

      iex> Keyword.pop_values([a: 1, b: 2, a: 3], :a)
      {[1, 3], [b: 2]}
  """
  @spec pop_values(t, key) :: {[value], t}
  def pop_values(keywords, key) when is_list(keywords) and is_atom(key) do
    {get_values(keywords, key), delete(keywords, key)}
  end

  @doc """
  Gives the first value under `key`, or `default`, and the list without that one pair.

      iex> Keyword.pop_first([a: 1, b: 2, a: 3], :a)
      {1, [b: 2, a: 3]}
  """
  @spec pop_first(t, key, default) :: {value | default, t}
  def pop_first(keywords, key, default \\ nil)

  def pop_first(keywords, key, default) when is_list(keywords) and is_atom(key) do
    case :lists.keytake(key, 1, keywords) do
      {:value, {^key, value}, rest} -> {value, rest}
      false -> {default, keywords}
    end
  end

  @doc """
  Joins two keyword lists; keys of the second one replace those of the first.

      iex> Keyword.merge([a: 1, b: 2], [b: 3, c: 4])
      [a: 1, b: 3, c: 4]
  """
  @spec merge(t, t) :: t
  def merge(keywords1, keywords2)
  def merge(keywords1, []) when is_list(keywords1), do: keywords1
  def merge([], keywords2) when is_list(keywords2), do: keywords2

  def merge(keywords1, keywords2) when is_list(keywords1) and is_list(keywords2) do
    check_keyword(keywords2, "second")
    check_keyword(keywords1, "first")
    :lists.filter(fn {key, _} -> not :lists.keymember(key, 1, keywords2) end, keywords1) ++ keywords2
  end

  defp check_keyword(keywords, place) do
    if not keyword?(keywords) do
      raise ArgumentError, "expected a keyword list as the #{place} argument, got: #{inspect(keywords)}"
    end
  end

  @doc """
  Joins two keyword lists; where both have a key, `fun` gives the value from the key and its two values.

      iex> Keyword.merge([a: 1, b: 2], [b: 3, c: 4], fn _key, left, right -> left + right end)
      [a: 1, b: 5, c: 4]
  """
  @spec merge(t, t, (key, value, value -> value)) :: t
  def merge(keywords1, keywords2, fun)
      when is_list(keywords1) and is_list(keywords2) and is_function(fun, 3) do
    check_keyword(keywords1, "first")
    check_keyword(keywords2, "second")
    merge(keywords2, [], keywords1, keywords1, fun)
  end

  # `rest` loses a pair for each one that was merged into one of the second list, `kept` all pairs with such a key.
  defp merge([{key, value2} | tail], merged, rest, kept, fun) do
    case :lists.keytake(key, 1, rest) do
      {:value, {^key, value1}, rest} ->
        merge(tail, [{key, fun.(key, value1, value2)} | merged], rest, delete(kept, key), fun)

      false ->
        merge(tail, [{key, value2} | merged], rest, kept, fun)
    end
  end

  defp merge([], merged, _rest, kept, _fun), do: kept ++ :lists.reverse(merged)

  @doc """
  Keeps the pairs whose keys are in both lists, with the values of the second one.

      iex> Keyword.intersect([a: 1, b: 2], [b: 3, c: 4])
      [b: 3]
  """
  @spec intersect(t, t) :: t
  def intersect(keyword1, keyword2), do: intersect(keyword1, keyword2, fn _key, _left, right -> right end)

  @doc """
  Keeps the pairs whose keys are in both lists; `fun` gives the value from the key and its two values.

      iex> Keyword.intersect([a: 1, b: 2], [b: 3, c: 4], fn _key, left, right -> left + right end)
      [b: 5]
  """
  def intersect([{key, value1} | rest], keyword2, fun) do
    case :lists.keyfind(key, 1, keyword2) do
      {^key, value2} -> [{key, fun.(key, value1, value2)} | intersect(rest, keyword2, fun)]
      false -> intersect(rest, keyword2, fun)
    end
  end

  def intersect([], _keyword2, _fun), do: []

  @doc """
  Parts a list into the pairs with one of `keys` and the others.

      iex> Keyword.split([a: 1, b: 2, a: 3, c: 4], [:a, :c])
      {[a: 1, a: 3, c: 4], [b: 2]}
  """
  @spec split(t, [key]) :: {t, t}
  def split(keywords, keys) when is_list(keywords) and is_list(keys) do
    :lists.partition(fn {key, _} -> :lists.member(key, keys) end, keywords)
  end

  @doc """
  Parts a list into the pairs for which `fun` answers true and the others.

      iex> Keyword.split_with([a: 1, b: 2, c: 3], fn {_key, n} -> rem(n, 2) == 1 end)
      {[a: 1, c: 3], [b: 2]}
  """
  @spec split_with(t, ({key, value} -> as_boolean(term))) :: {t, t}
  def split_with(keywords, fun) when is_list(keywords) and is_function(fun, 1) do
    Enum.split_with(keywords, fun)
  end

  @doc """
  Keeps the pairs with one of `keys`.

      iex> Keyword.take([a: 1, b: 2, a: 3], [:a, :z])
      [a: 1, a: 3]
  """
  @spec take(t, [key]) :: t
  def take(keywords, keys) when is_list(keywords) and is_list(keys) do
    :lists.filter(fn {key, _} -> :lists.member(key, keys) end, keywords)
  end

  @doc """
  Removes the pairs with one of `keys`.

      iex> Keyword.drop([a: 1, b: 2, a: 3], [:a, :z])
      [b: 2]
  """
  @spec drop(t, [key]) :: t
  def drop(keywords, keys) when is_list(keywords) and is_list(keys) do
    :lists.filter(fn {key, _} -> not :lists.member(key, keys) end, keywords)
  end

  @doc """
  Gives each pair the value that `fun` makes of it.

      iex> Keyword.map([a: 1, b: 2], fn {_key, n} -> n * 10 end)
      [a: 10, b: 20]
  """
  def map(keywords, fun) when is_list(keywords) do
    :lists.map(fn {key, _} = pair -> {key, fun.(pair)} end, keywords)
  end

  @doc """
  Keeps the pairs for which `fun` answers true.

      iex> Keyword.filter([a: 1, b: 2], fn {_key, n} -> n > 1 end)
      [b: 2]
  """
  @spec filter(t, ({key, value} -> as_boolean(term))) :: t
  def filter(keywords, fun) when is_list(keywords) and is_function(fun, 1), do: do_filter(keywords, fun)

  defp do_filter([], _fun), do: []

  defp do_filter([{_, _} = entry | entries], fun) do
    if fun.(entry), do: [entry | do_filter(entries, fun)], else: do_filter(entries, fun)
  end

  @doc """
  Removes the pairs for which `fun` answers true.

      iex> Keyword.reject([a: 1, b: 2], fn {_key, n} -> n > 1 end)
      [a: 1]
  """
  @spec reject(t, ({key, value} -> as_boolean(term))) :: t
  def reject(keywords, fun) when is_list(keywords) and is_function(fun, 1), do: do_reject(keywords, fun)

  defp do_reject([], _fun), do: []

  defp do_reject([{_, _} = entry | entries], fun) do
    if fun.(entry), do: do_reject(entries, fun), else: [entry | do_reject(entries, fun)]
  end

  @doc """
  Checks options: `values` lists the keys that are allowed, some with a default value. Gives `{:ok, options}` with the
  defaults filled in, or `{:error, unknown keys}`.

      iex> Keyword.validate([size: 1], [:size, color: :blue])
      {:ok, [color: :blue, size: 1]}
      iex> Keyword.validate([sise: 1], [:size])
      {:error, [:sise]}
  """
  @spec validate(t, values :: [atom | {atom, term}]) :: {:ok, t} | {:error, [atom]}
  def validate(keyword, values) when is_list(keyword) and is_list(values) do
    validate(keyword, values, [], [])
  end

  defp validate([{key, _} = pair | rest], allowed, good, bad) when is_atom(key) do
    case without_allowed(allowed, key, []) do
      :error -> validate(rest, allowed, good, [key | bad])
      remaining -> validate(rest, remaining, [pair | good], bad)
    end
  end

  defp validate([], allowed, good, []), do: {:ok, with_defaults(allowed, good)}
  defp validate([], _allowed, _good, bad), do: {:error, bad}

  defp validate([pair | _], _allowed, _good, _bad) do
    raise ArgumentError, "expected a keyword list as first argument, got invalid entry: #{inspect(pair)}"
  end

  defp without_allowed([key | rest], key, seen), do: :lists.reverse(seen, rest)
  defp without_allowed([{key, _} | rest], key, seen), do: :lists.reverse(seen, rest)

  defp without_allowed([other | rest], key, seen) when is_atom(other) or tuple_size(other) == 2 do
    without_allowed(rest, key, [other | seen])
  end

  defp without_allowed([], _key, _seen), do: :error
  defp without_allowed([other | _], _key, _seen), do: invalid_option(other)

  defp with_defaults([{key, default} | rest], good) when is_atom(key), do: with_defaults(rest, [{key, default} | good])
  defp with_defaults([key | rest], good) when is_atom(key), do: with_defaults(rest, good)
  defp with_defaults([], good), do: good
  defp with_defaults([other | _], _good), do: invalid_option(other)

  defp invalid_option(other) do
    raise ArgumentError, "expected the second argument to be a list of atoms or tuples, got: #{inspect(other)}"
  end

  @doc """
  Checks options like `validate/2`, gives the options themselves and raises for unknown keys.

      iex> Keyword.validate!([], size: 5)
      [size: 5]
      iex> Keyword.validate!([size: 1, sise: 2], [:size])
      ** (ArgumentError) unknown keys [:sise] in [size: 1, sise: 2], the allowed keys are: [:size]
  """
  @spec validate!(t, values :: [atom | {atom, term}]) :: t
  def validate!(keyword, values) do
    case validate(keyword, values) do
      {:ok, options} ->
        options

      {:error, unknown} ->
        raise ArgumentError,
              "unknown keys #{inspect(unknown)} in #{inspect(keyword)}, the allowed keys are: " <>
                inspect(:lists.map(&option_key/1, values))
    end
  end

  defp option_key({key, _default}), do: key
  defp option_key(key), do: key
end

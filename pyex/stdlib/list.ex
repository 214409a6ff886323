# Lists: what needs to know that its argument is a list. What works on anything enumerable is in Enum.
# Work that calls nobody back is done by natives (:lists, :pyex_enum).
defmodule List do
  @moduledoc """
  Functions for lists.

  A list is a chain of cells, each a value and the rest of the list. So a value is quickly put in front of a list, and
  reaching the end takes as long as the list is long:

      iex> [0 | [1, 2]]
      [0, 1, 2]
      iex> [first | rest] = ["a", "b", "c"]
      iex> {first, rest}
      {"a", ["b", "c"]}

  Lists of code points are charlists, the strings of Erlang: `~c"abc"` is `[97, 98, 99]`. Indexes count from 0, negative
  ones from the end.
  """

  @doc """
  Removes the first element that is equal to `element`.

      iex> List.delete([:a, :b, :a], :a)
      [:b, :a]
      iex> List.delete([1, 2], 5)
      [1, 2]
  """
  @spec delete(list, any) :: list
  def delete(list, element)
  def delete([element | list], element), do: list
  def delete([other | list], element), do: [other | delete(list, element)]
  def delete([], _element), do: []

  @doc """
  Makes a list of `n` times `elem`.

      iex> List.duplicate("ho", 3)
      ["ho", "ho", "ho"]
      iex> List.duplicate(1, 0)
      []
  """
  @spec duplicate(elem, non_neg_integer) :: [elem] when elem: var
  def duplicate(elem, n), do: :lists.duplicate(n, elem)

  @doc """
  Puts the elements of lists within the list in their place, however deep.

      iex> List.flatten([1, [2, [3, []]], 4])
      [1, 2, 3, 4]
  """
  @spec flatten(deep_list) :: list when deep_list: [any | deep_list]
  def flatten(list), do: :lists.flatten(list)

  @doc """
  The same, with the list `tail` behind it, which is left as it is.

      iex> List.flatten([1, [2]], [3, [4]])
      [1, 2, 3, [4]]
  """
  @spec flatten(deep_list, [elem]) :: [elem] when deep_list: [elem | deep_list], elem: var
  def flatten(list, tail), do: :lists.flatten(list, tail)

  @doc """
  Folds a list from its first element on.

      iex> List.foldl([1, 2, 3], "", fn n, text -> "(\#{text}\#{n})" end)
      "(((1)2)3)"
  """
  @spec foldl([elem], acc, (elem, acc -> acc)) :: acc when elem: var, acc: var
  def foldl(list, acc, fun) when is_list(list) and is_function(fun), do: :lists.foldl(fun, acc, list)

  @doc """
  Folds a list from its last element on.

      iex> List.foldr([1, 2, 3], "", fn n, text -> "(\#{n}\#{text})" end)
      "(1(2(3)))"
  """
  @spec foldr([elem], acc, (elem, acc -> acc)) :: acc when elem: var, acc: var
  def foldr(list, acc, fun) when is_list(list) and is_function(fun), do: :lists.foldr(fun, acc, list)

  @doc """
  Gives the first element, or `default` for an empty list.

      iex> List.first([7, 8])
      7
      iex> List.first([])
      nil
      iex> List.first([], :none)
      :none
  """
  @spec first([elem], default) :: elem | default when elem: var, default: any
  def first(list, default \\ nil)
  def first([], default), do: default
  def first([head | _], _default), do: head

  @doc """
  Gives the last element, or `default` for an empty list.

      iex> List.last([7, 8])
      8
      iex> List.last([], :none)
      :none
  """
  @spec last([elem], default) :: elem | default when elem: var, default: any
  def last(list, default \\ nil)
  def last([], default), do: default
  def last([head], _default), do: head
  def last([_ | tail], default), do: last(tail, default)

  @doc """
  Finds the first tuple whose element at `position` is `key`.

      iex> List.keyfind([a: 1, b: 2], :b, 0)
      {:b, 2}
      iex> List.keyfind([a: 1, b: 2], 2, 1)
      {:b, 2}
      iex> List.keyfind([a: 1], :z, 0, :nobody)
      :nobody
  """
  @spec keyfind([tuple], any, non_neg_integer, any) :: any
  def keyfind(list, key, position, default \\ nil)

  def keyfind(list, key, position, default) when is_integer(position) do
    :lists.keyfind(key, position + 1, list) || default
  end

  @doc """
  Finds the first tuple whose element at `position` is `key`; there has to be one.

      iex> List.keyfind!([a: 1, b: 2], :b, 0)
      {:b, 2}
      iex> List.keyfind!([a: 1], :z, 0)
      ** (KeyError) key :z at position 0 not found in: [a: 1]
  """
  @spec keyfind!([tuple], any, non_neg_integer) :: any
  def keyfind!(list, key, position) when is_integer(position) do
    :lists.keyfind(key, position + 1, list) ||
      raise KeyError,
        key: key,
        term: list,
        message: "key #{inspect(key)} at position #{inspect(position)} not found in: #{inspect(list)}"
  end

  @doc """
  Whether the list has a tuple whose element at `position` is `key`.

      iex> List.keymember?([a: 1, b: 2], 2, 1)
      true
      iex> List.keymember?([a: 1, b: 2], :c, 0)
      false
  """
  @spec keymember?([tuple], any, non_neg_integer) :: boolean
  def keymember?(list, key, position) when is_integer(position), do: :lists.keymember(key, position + 1, list)

  @doc """
  Puts `new_tuple` in the place of the first tuple whose element at `position` is `key`.

      iex> List.keyreplace([a: 1, b: 2], :a, 0, {:a, 9})
      [a: 9, b: 2]
  """
  @spec keyreplace([tuple], any, non_neg_integer, tuple) :: [tuple]
  def keyreplace(list, key, position, new_tuple) when is_integer(position) do
    :lists.keyreplace(key, position + 1, list, new_tuple)
  end

  @doc """
  Sorts tuples by their element at `position`; the sorter is what `Enum.sort/2` takes.

      iex> List.keysort([a: 5, b: 1, c: 3], 1)
      [b: 1, c: 3, a: 5]
      iex> List.keysort([a: 5, b: 1, c: 3], 1, :desc)
      [a: 5, c: 3, b: 1]
  """
  @spec keysort([tuple], non_neg_integer, (any, any -> boolean) | :asc | :desc | module | {:asc | :desc, module}) :: [tuple]
  def keysort(list, position, sorter \\ :asc)

  def keysort(list, position, :asc) when is_list(list) and is_integer(position) do
    :lists.keysort(position + 1, list)
  end

  def keysort(list, position, sorter) when is_list(list) and is_integer(position) do
    Enum.sort_by(list, &:erlang.element(position + 1, &1), sorter)
  end

  @doc """
  Replaces the first tuple whose element at `position` is `key`, or adds `new_tuple` at the end.

      iex> List.keystore([a: 1], :a, 0, {:a, 9})
      [a: 9]
      iex> List.keystore([a: 1], :b, 0, {:b, 2})
      [a: 1, b: 2]
  """
  @spec keystore([tuple], any, non_neg_integer, tuple) :: [tuple, ...]
  def keystore(list, key, position, new_tuple) when is_integer(position) do
    :lists.keystore(key, position + 1, list, new_tuple)
  end

  @doc """
  Removes the first tuple whose element at `position` is `key`.

      iex> List.keydelete([a: 1, b: 2, a: 3], :a, 0)
      [b: 2, a: 3]
  """
  @spec keydelete([tuple], any, non_neg_integer) :: [tuple]
  def keydelete(list, key, position) when is_integer(position), do: :lists.keydelete(key, position + 1, list)

  @doc """
  Gives the first tuple whose element at `position` is `key`, and the list without it.

      iex> List.keytake([a: 1, b: 2], :b, 0)
      {{:b, 2}, [a: 1]}
      iex> List.keytake([a: 1], :z, 0)
      nil
  """
  @spec keytake([tuple], any, non_neg_integer) :: {tuple, [tuple]} | nil
  def keytake(list, key, position) when is_integer(position) do
    case :lists.keytake(key, position + 1, list) do
      {:value, tuple, rest} -> {tuple, rest}
      false -> nil
    end
  end

  @doc """
  Makes a list of any value: lists stay, `nil` is the empty list, anything else becomes a list's only element.

      iex> {List.wrap([1]), List.wrap(nil), List.wrap(:x)}
      {[1], [], [:x]}
      iex> List.wrap(%{a: 1})
      [%{a: 1}]
  """
  @spec wrap(term) :: list
  def wrap(term)
  def wrap(list) when is_list(list), do: list
  def wrap(nil), do: []
  def wrap(other), do: [other]

  @doc false
  @deprecated "Use Enum.zip/1 instead"
  def zip([]), do: []

  def zip(list_of_lists) when is_list(list_of_lists) do
    :pyex_enum.zip_lists(Enum.map(list_of_lists, &to_list/1))
  end

  defp to_list(tuple) when is_tuple(tuple), do: :erlang.tuple_to_list(tuple)
  defp to_list(list) when is_list(list), do: list

  @doc """
  Whether a list holds nothing but printable ASCII characters; a `limit` looks at no more than so many.

      iex> List.ascii_printable?(~c"abc")
      true
      iex> List.ascii_printable?([?a, 0])
      false
      iex> List.ascii_printable?([?a, 0], 1)
      true
  """
  @spec ascii_printable?(list, :infinity | non_neg_integer) :: boolean
  def ascii_printable?(list, limit \\ :infinity)

  def ascii_printable?(list, limit)
      when is_list(list) and (limit == :infinity or (is_integer(limit) and limit >= 0)) do
    printable?(list, limit)
  end

  defp printable?(_list, 0), do: true

  defp printable?([char | rest], limit) when char in 32..126 or char in 7..13 or char == 27 do
    printable?(rest, if(is_integer(limit), do: limit - 1, else: limit))
  end

  defp printable?([], _limit), do: true
  defp printable?(_other, _limit), do: false

  @doc """
  Whether the end of a list is something else than the empty list.

      iex> List.improper?([1 | 2])
      true
      iex> List.improper?([1, 2])
      false
  """
  @spec improper?(maybe_improper_list) :: boolean
  def improper?(list) when is_list(list) and length(list) >= 0, do: false
  def improper?(list) when is_list(list), do: true

  @doc """
  Puts `value` at `index`. An index beyond either end stands for that end.

      iex> List.insert_at([1, 2, 3], 1, :new)
      [1, :new, 2, 3]
      iex> List.insert_at([1, 2, 3], -1, :last)
      [1, 2, 3, :last]
      iex> List.insert_at([1], 10, 2)
      [1, 2]
  """
  @spec insert_at(list, index :: integer, any) :: list
  def insert_at(list, index, value) when is_list(list) and is_integer(index) do
    {before, rest} = :pyex_enum.split(list, if(index < 0, do: max(length(list) + index + 1, 0), else: index))
    before ++ [value | rest]
  end

  @doc """
  Puts `value` in the place of the element at `index`; beyond the ends nothing happens.

      iex> List.replace_at([1, 2, 3], 0, :one)
      [:one, 2, 3]
      iex> List.replace_at([1, 2, 3], 7, :far)
      [1, 2, 3]
  """
  @spec replace_at(list, index :: integer, any) :: list
  def replace_at(list, index, value) when is_list(list) and is_integer(index) do
    case :pyex_enum.split_at(list, index) do
      {before, [_ | rest]} -> before ++ [value | rest]
      :none -> list
    end
  end

  @doc """
  Puts what `fun` makes of the element at `index` in its place; beyond the ends nothing happens.

      iex> List.update_at([1, 2, 3], -1, &(&1 * 10))
      [1, 2, 30]
  """
  @spec update_at([elem], index :: integer, (elem -> any)) :: list when elem: any
  def update_at(list, index, fun) when is_list(list) and is_function(fun) and is_integer(index) do
    case :pyex_enum.split_at(list, index) do
      {before, [value | rest]} -> before ++ [fun.(value) | rest]
      :none -> list
    end
  end

  @doc """
  Removes the element at `index`; beyond the ends nothing happens.

      iex> List.delete_at([1, 2, 3], 0)
      [2, 3]
      iex> List.delete_at([1, 2, 3], -1)
      [1, 2]
  """
  @spec delete_at(list, index :: integer) :: list
  def delete_at(list, index) when is_integer(index) do
    {_, rest} = pop_at(list, index)
    rest
  end

  @doc """
  Gives the element at `index`, and the list without it.

      iex> List.pop_at([1, 2, 3], 1)
      {2, [1, 3]}
      iex> List.pop_at([1], 5, :none)
      {:none, [1]}
  """
  @spec pop_at(list, index :: integer, any) :: {any, list}
  def pop_at(list, index, default \\ nil) when is_integer(index) do
    case :pyex_enum.split_at(list, index) do
      {before, [value | rest]} -> {value, before ++ rest}
      :none -> {default, list}
    end
  end

  @doc """
  Whether a list begins with the elements of another one.

      iex> List.starts_with?([1, 2, 3], [1, 2])
      true
      iex> List.starts_with?([1], [1, 2])
      false
      iex> List.starts_with?([:a], [])
      true
  """
  @spec starts_with?(list, list) :: boolean
  def starts_with?(list, prefix)
  def starts_with?([head | tail], [head | prefix_tail]), do: starts_with?(tail, prefix_tail)
  def starts_with?(list, []) when is_list(list), do: true
  def starts_with?(list, [_ | _]) when is_list(list), do: false

  @doc """
  Whether a list ends with the elements of another one.

      iex> List.ends_with?([1, 2, 3], [2, 3])
      true
      iex> List.ends_with?([1, 2, 3], [2])
      false
  """
  @spec ends_with?(list, list) :: boolean
  def ends_with?(list, suffix) when is_list(list) and is_list(suffix), do: :lists.suffix(suffix, list)

  @doc """
  The atom whose name is the charlist.

      iex> List.to_atom(~c"made")
      :made
  """
  @spec to_atom(charlist) :: atom
  def to_atom(charlist), do: :erlang.list_to_atom(charlist)

  @doc """
  The atom whose name is the charlist, if it exists already.

      iex> List.to_existing_atom(~c"ok")
      :ok
  """
  @spec to_existing_atom(charlist) :: atom
  def to_existing_atom(charlist), do: :erlang.list_to_existing_atom(charlist)

  @doc """
  Reads a float from a charlist.

      iex> List.to_float(~c"2.50")
      2.5
  """
  @spec to_float(charlist) :: float
  def to_float(charlist), do: :erlang.list_to_float(charlist)

  @doc """
  Reads an integer from a charlist.

      iex> List.to_integer(~c"-123")
      -123
  """
  @spec to_integer(charlist) :: integer
  def to_integer(charlist), do: :erlang.list_to_integer(charlist)

  @doc """
  Reads an integer written in a base from 2 to 36.

      iex> List.to_integer(~c"3FF", 16)
      1023
  """
  @spec to_integer(charlist, 2..36) :: integer
  def to_integer(charlist, base), do: :erlang.list_to_integer(charlist, base)

  @doc """
  Gives the elements as a tuple.

      iex> List.to_tuple([:a, 1])
      {:a, 1}
  """
  @spec to_tuple(list) :: tuple
  def to_tuple(list), do: :erlang.list_to_tuple(list)

  @doc """
  Joins code points, strings and lists of such into one string.

      iex> List.to_string([?a, "bc", [?d, ["e"]]])
      "abcde"
      iex> List.to_string([9731])
      "☃"
  """
  def to_string(list) when is_list(list), do: joined(characters(list, :string), list, :string)

  @doc """
  The same as a charlist.

      iex> List.to_charlist([?a, "bc", [?d]])
      ~c"abcd"
  """
  def to_charlist(list) when is_list(list), do: joined(characters(list, :charlist), list, :charlist)

  defp characters(list, :string) do
    :unicode.characters_to_binary(list)
  rescue
    ArgumentError -> :invalid
  end

  defp characters(list, :charlist) do
    :unicode.characters_to_list(list)
  rescue
    ArgumentError -> :invalid
  end

  defp joined(:invalid, list, :string) do
    raise ArgumentError, """
    cannot convert the given list to a string.

    To be converted to a string, a list must either be empty or only
    contain the following elements:

      * strings
      * integers representing Unicode code points
      * a list containing one of these three elements

    Please check the given list or call inspect/1 to get the list representation, got:

    #{inspect(list)}
    """
  end

  defp joined(:invalid, list, :charlist) do
    raise ArgumentError, """
    cannot convert the given list to a charlist.

    To be converted to a charlist, a list must contain only:

      * strings
      * integers representing Unicode code points
      * or a list containing one of these three elements

    Please check the given list or call inspect/1 to get the list representation, got:

    #{inspect(list)}
    """
  end

  defp joined({:error, encoded, rest}, _list, _kind) do
    raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :invalid
  end

  defp joined({:incomplete, encoded, rest}, _list, _kind) do
    raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :incomplete
  end

  defp joined(result, _list, _kind), do: result

  @doc """
  Tells how one list becomes another: a keyword list of what stays (`:eq`), goes (`:del`) and comes (`:ins`).

      iex> List.myers_difference([1, 4, 2, 3], [1, 2, 3, 4])
      [eq: [1], del: [4], eq: [2, 3], ins: [4]]
  """
  @spec myers_difference(list, list) :: [{:eq | :ins | :del, list}]
  def myers_difference(list1, list2) when is_list(list1) and is_list(list2) do
    shortest_script([{0, list1, list2, []}], nil)
  end

  @doc """
  The same, where `diff_script` is asked for each element that another one replaces: it gives what to write as `:diff`,
  or `nil` if the two have nothing in common.

      iex> List.myers_difference(["a", "db", "c"], ["a", "bc"], &String.myers_difference/2)
      [eq: ["a"], diff: [del: "d", eq: "b", ins: "c"], del: ["c"]]
  """
  def myers_difference(list1, list2, diff_script)
      when is_list(list1) and is_list(list2) and is_function(diff_script) do
    shortest_script([{0, list1, list2, []}], diff_script)
  end

  # Eugene Myers' greedy search. A path is {y, rest of the first list, rest of the second, steps taken (newest first)};
  # the paths of a round have all changed the same number of elements, and stand in the order of their diagonals.
  defp shortest_script(paths, diff_script) do
    case follow_equals(paths, []) do
      {:done, steps} ->
        grouped(steps, [])

      {:next, [first | _] = followed} ->
        shortest_script([down(first, diff_script) | next_round(followed, diff_script)], diff_script)
    end
  end

  defp next_round([path], diff_script), do: [right(path, diff_script)]

  defp next_round([{y1, _, _, _} = path1, {y2, _, _, _} = path2 | rest], diff_script) do
    step = if y1 > y2, do: right(path1, diff_script), else: down(path2, diff_script)
    [step | next_round([path2 | rest], diff_script)]
  end

  defp right({y, list1, [], steps}, _diff_script), do: {y, list1, [], steps}
  defp right(path, diff_script), do: replacement(path, diff_script) || inserted(path)

  defp down({y, [], list2, steps}, _diff_script), do: {y + 1, [], list2, steps}
  defp down(path, diff_script), do: replacement(path, diff_script) || deleted(path)

  defp inserted({y, list1, [element | rest], steps}), do: {y, list1, rest, [{:ins, element} | steps]}
  defp deleted({y, [element | rest], list2, steps}), do: {y + 1, rest, list2, [{:del, element} | steps]}

  defp replacement({y, [element1 | rest1], [element2 | rest2], steps}, diff_script) when diff_script != nil do
    if diff = diff_script.(element1, element2), do: {y + 1, rest1, rest2, [{:diff, diff} | steps]}
  end

  defp replacement(_path, _diff_script), do: nil

  defp follow_equals([path | paths], followed) do
    case follow(path) do
      {_, [], [], steps} -> {:done, steps}
      path -> follow_equals(paths, [path | followed])
    end
  end

  defp follow_equals([], followed), do: {:next, :lists.reverse(followed)}

  defp follow({y, [element | rest1], [element | rest2], steps}), do: follow({y + 1, rest1, rest2, [{:eq, element} | steps]})
  defp follow(path), do: path

  defp grouped([], groups), do: groups
  defp grouped([{:diff, diff} | steps], groups), do: grouped(steps, [{:diff, diff} | groups])

  defp grouped([{kind, element} | steps], [{kind, elements} | groups]) do
    grouped(steps, [{kind, [element | elements]} | groups])
  end

  # What stays on both sides of an insertion of the same is put behind it: "ins, eq" reads better than "eq, ins, eq".
  defp grouped(steps, [{:eq, same}, {:ins, same}, {:eq, other} | groups]) do
    grouped(steps, [{:ins, same}, {:eq, same ++ other} | groups])
  end

  defp grouped([{kind, element} | steps], groups), do: grouped(steps, [{kind, [element]} | groups])
end

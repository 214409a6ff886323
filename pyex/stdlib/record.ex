defmodule Record do
  @moduledoc """
  Tuples with a name in front, and macros that know their fields.

      iex> defmodule DocsOfRecord do
      ...>   require Record
      ...>   Record.defrecord(:user, name: "nobody", age: 0)
      ...>   def grow(u), do: user(u, age: user(u, :age) + 1)
      ...>   def new(name), do: user(name: name)
      ...> end
      iex> DocsOfRecord.new("Ann") |> DocsOfRecord.grow()
      {:user, "Ann", 1}
  """

  @doc """
  Whether the term is a tuple with an atom in front. Allowed in guards.

      iex> require Record; Record.is_record({:user, 1})
      true
  """
  defguard is_record(term) when is_tuple(term) and tuple_size(term) > 0 and is_atom(elem(term, 0))

  @doc """
  Whether the term is a tuple with that atom in front. Allowed in guards.

      iex> require Record; Record.is_record({:user, 1}, :user)
      true
  """
  defguard is_record(term, kind)
           when is_tuple(term) and is_atom(kind) and tuple_size(term) > 0 and elem(term, 0) == kind

  @doc """
  Defines macros to make, read, change and match a record. The tag, the atom in front, is the name of the macros if not given.
  """
  defmacro defrecord(name, tag \\ nil, fields), do: definition(:defmacro, name, tag, fields)

  @doc """
  As `defrecord/3`, for this module alone.
  """
  defmacro defrecordp(name, tag \\ nil, fields), do: definition(:defmacrop, name, tag, fields)

  defp definition(kind, name, tag, fields) do
    quote bind_quoted: [name: name, tag: tag, fields: fields, kind: kind] do
      tag = tag || name
      fields = Record.__fields__(fields)

      case kind do
        :defmacro ->
          defmacro unquote(name)(args \\ []), do: Record.__access__(unquote(tag), unquote(fields), args, __CALLER__)
          defmacro unquote(name)(record, args), do: Record.__access__(unquote(tag), unquote(fields), record, args, __CALLER__)

        :defmacrop ->
          defmacrop unquote(name)(args \\ []), do: Record.__access__(unquote(tag), unquote(fields), args, __CALLER__)
          defmacrop unquote(name)(record, args), do: Record.__access__(unquote(tag), unquote(fields), record, args, __CALLER__)
      end
    end
  end

  @doc false
  # Fields as escaped {name, default} pairs.
  def __fields__(fields) when is_list(fields) do
    for field <- fields do
      case field do
        {name, default} when is_atom(name) -> {name, Macro.escape(default)}
        name when is_atom(name) -> {name, nil}
        other -> raise ArgumentError, "record fields must be atoms, got: #{inspect(other)}"
      end
    end
  end

  def __fields__(other), do: raise(ArgumentError, "record fields must be a keyword list, got: #{inspect(other)}")

  @doc false
  # record() and record(field: value) make or match, record(:field) is an index, record(value) a keyword list.
  def __access__(tag, fields, args, caller) do
    cond do
      is_atom(args) -> index(tag, fields, args)
      Keyword.keyword?(args) -> create(tag, fields, args, caller)
      true -> quote(do: Record.__keyword__(unquote(tag), unquote(Keyword.keys(fields)), unquote(args)))
    end
  end

  @doc false
  # record(value, :field) reads, record(value, field: other) changes.
  def __access__(tag, fields, record, args, caller) do
    cond do
      is_atom(args) -> quote(do: :erlang.element(unquote(index(tag, fields, args) + 1), unquote(record)))
      Keyword.keyword?(args) -> update(tag, fields, record, args, caller)
      true -> raise ArgumentError, "expected arguments to be a compile time atom or a keyword list, got: #{Macro.to_string(args)}"
    end
  end

  defp index(tag, fields, name) do
    case Enum.find_index(fields, &match?({^name, _}, &1)) do
      nil -> raise ArgumentError, "record #{inspect(tag)} does not have the key: #{inspect(name)}"
      index -> index + 1
    end
  end

  # `_: value` stands for all fields that aren't given; in a match those match anything.
  defp create(tag, fields, args, caller) do
    {others, args} = Keyword.pop(args, :_, :none)
    for {name, _} <- args, do: index(tag, fields, name)
    missing = if caller.context == :match, do: fn _ -> quote(do: _) end, else: & &1
    values = for {name, default} <- fields, do: Keyword.get_lazy(args, name, fn -> other(others, missing.(default)) end)
    {:{}, [], [tag | values]}
  end

  defp other(:none, default), do: default
  defp other(value, _default), do: value

  defp update(_tag, _fields, _record, _args, %{context: :match}) do
    raise ArgumentError, "cannot invoke update style macro inside match"
  end

  defp update(tag, fields, record, args, _caller) do
    Enum.reduce(args, record, fn {name, value}, record ->
      quote(do: :erlang.setelement(unquote(index(tag, fields, name) + 1), unquote(record), unquote(value)))
    end)
  end

  @doc false
  def __keyword__(tag, names, record) when elem(record, 0) == tag and tuple_size(record) == length(names) + 1 do
    [_tag | values] = Tuple.to_list(record)
    Enum.zip(names, values)
  end

  def __keyword__(tag, _names, record) when is_tuple(record) and tuple_size(record) > 0 and elem(record, 0) == tag do
    raise ArgumentError,
          "expected argument to be a #{inspect(tag)} record with the right number of fields, got: #{inspect(record)}"
  end

  def __keyword__(tag, _names, other) do
    raise ArgumentError,
          "expected argument to be a literal atom, literal keyword or a #{inspect(tag)} record, got runtime: #{inspect(other)}"
  end
end

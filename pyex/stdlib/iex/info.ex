defprotocol IEx.Info do
  @moduledoc """
  What `i/1` says about a value: a list of `{title, text}`.

  A module's own values can have their own words: implement `info/1` for its struct.
  """
  @fallback_to_any true

  @doc "The titles and texts about a value."
  def info(term)
end

defimpl IEx.Info, for: Any do
  def info(%module{} = struct), do: IEx.Info.Printer.struct_rows(struct, module)
end

defimpl IEx.Info, for: Integer do
  def info(_), do: [{"Data type", "Integer"}, {"Reference modules", "Integer"}]
end

defimpl IEx.Info, for: Float do
  def info(_), do: [{"Data type", "Float"}, {"Reference modules", "Float"}]
end

defimpl IEx.Info, for: Tuple do
  def info(_), do: [{"Data type", "Tuple"}, {"Reference modules", "Tuple"}]
end

defimpl IEx.Info, for: Map do
  def info(_), do: [{"Data type", "Map"}, {"Reference modules", "Map"}]
end

defimpl IEx.Info, for: Reference do
  def info(_), do: [{"Data type", "Reference"}]
end

defimpl IEx.Info, for: Function do
  def info(function) do
    {:type, type} = Function.info(function, :type)
    {:arity, arity} = Function.info(function, :arity)
    [{"Data type", "Function"}, {"Type", type}, {"Arity", arity} | describe(type)]
  end

  defp describe(:local), do: [{"Description", "This is an anonymous function."}]
  defp describe(:external), do: []
end

defimpl IEx.Info, for: Port do
  def info(port) do
    open = Port.info(port) != nil
    [{"Data type", "Port"}, {"Open", open}, {"Reference modules", "Port"}]
  end
end

defimpl IEx.Info, for: PID do
  def info(pid) do
    [{"Data type", "PID"}, {"Alive", Process.alive?(pid)}] ++
      living(Process.info(pid)) ++
      [{"Description", "Use Process.info/1 to get more info about this process"}, {"Reference modules", "Process, Node"}]
  end

  defp living(nil), do: []

  defp living(info) do
    [{"Name", name(info[:registered_name])}, {"Links", links(info[:links])}, {"Message queue length", info[:message_queue_len]}]
  end

  defp name(name) when name in [nil, []], do: "not registered"
  defp name(name), do: inspect(name)

  defp links([]), do: "none"
  defp links(links), do: Enum.map_join(links, ", ", &inspect/1)
end

defimpl IEx.Info, for: Atom do
  def info(atom) do
    cond do
      Code.ensure_loaded?(atom) -> module(atom)
      match?("Elixir." <> _, Atom.to_string(atom)) -> rows([raw(atom)], "Atom")
      true -> rows([], "Atom")
    end
  end

  defp rows(middle, modules), do: [{"Data type", "Atom"}] ++ middle ++ [{"Reference modules", modules}]

  # A module has no bytecode here; what it was made of is its source.
  defp module(module) do
    rows(source(:pyex_iex.location(module, nil, nil)) ++ [version(module), description(module)] ++ protocol(module) ++ [raw(module)], "Module, Atom")
  end

  defp source({file, line, nil}), do: [{"Source", "#{file}:#{line}"}]
  defp source({file, line, _typed}), do: [{"Source", "typed at the prompt (#{file}:#{line}), see source/1"}]
  defp source(nil), do: []

  defp version(module) do
    attributes = if function_exported?(module, :module_info, 1), do: module.module_info(:attributes), else: []
    {"Version", inspect(attributes[:vsn] || [])}
  end

  defp description(module) do
    docs = if match?({:docs_v1, _, _, _, %{}, _, _}, Code.fetch_docs(module)), do: "Use h(#{inspect(module)}) to access its documentation.\n", else: ""
    {"Description", docs <> "Call #{inspect(module)}.module_info() to access metadata."}
  end

  defp protocol(module) do
    if function_exported?(module, :__protocol__, 1) do
      [{"Protocol", "This module is a protocol. These data structures implement it:\n  " <> Enum.map_join(implementations(module), ", ", &inspect/1)}]
    else
      []
    end
  end

  defp implementations(protocol) do
    for {module, _} <- :code.all_loaded(), function_exported?(module, :__impl__, 1), module.__impl__(:protocol) == protocol, do: module.__impl__(:for)
  end

  defp raw(atom), do: {"Raw representation", ~s(:") <> Atom.to_string(atom) <> ~s(")}
end

defimpl IEx.Info, for: List do
  @charlist """
  This is a list of integers that is printed using the `~c` sigil syntax,
  defined by the `Kernel.sigil_c/2` macro, because all the integers in it
  represent printable ASCII characters. Conventionally, a list of Unicode
  code points is known as a charlist and a list of ASCII characters is a
  subset of it.
  """

  @keywords """
  This is what is referred to as a "keyword list". A keyword list is a list
  of two-element tuples where the first element of each tuple is an atom.
  """

  @improper """
  This is an "improper list": its last tail is no list. [1, 2, 3] is the
  same as [1, 2, 3 | []], whose last tail is the empty list; that of
  [1, 2 | 3] is 3. Most functions for lists take proper ones only.
  """

  def info(list) do
    cond do
      list == [] -> rows([])
      List.improper?(list) -> rows([{"Description", @improper}])
      List.ascii_printable?(list) -> rows([{"Description", @charlist}, {"Raw representation", raw(list)}])
      Keyword.keyword?(list) -> rows([{"Description", @keywords}])
      true -> rows([])
    end
  end

  defp raw(list), do: inspect(list, charlists: :as_lists)

  defp rows(middle), do: [{"Data type", "List"}] ++ middle ++ [{"Reference modules", modules(middle)}]

  defp modules([{"Description", @keywords}]), do: "Keyword, List"
  defp modules(_), do: "List"
end

defimpl IEx.Info, for: BitString do
  @printable """
  This is a string: a UTF-8 encoded binary. It's printed surrounded by
  "double quotes" because all UTF-8 encoded code points in it are printable.
  """

  @unprintable """
  This is a string: a UTF-8 encoded binary. It's printed with the `<<>>`
  syntax (as opposed to double quotes) because it contains non-printable
  UTF-8 encoded code points (the first non-printable code point being
  """

  @binary """
  This is a binary: a collection of bytes. It's printed with the `<<>>`
  syntax (as opposed to double quotes) because it is not a UTF-8 encoded
  """

  @bits """
  This is a bitstring. It's a chunk of bits that are not divisible by 8
  (the number of bytes isn't whole).
  """

  def info(bits) when not is_binary(bits) do
    [{"Data type", "BitString"}, {"Bits size", bit_size(bits)}, {"Description", @bits}]
  end

  def info(binary) do
    [{"Data type", "BitString"}, {"Byte size", byte_size(binary)} | describe(binary)]
  end

  defp describe(binary) do
    cond do
      String.printable?(binary) ->
        raw = inspect(binary, binaries: :as_binaries)
        [{"Description", @printable}, {"Raw representation", raw}, {"Reference modules", "String, :binary"}]

      String.valid?(binary) ->
        text = @unprintable <> "`#{inspect(unprintable(binary))}`)."
        [{"Description", text}, {"Reference modules", "String, :binary"}]

      true ->
        text = @binary <> "binary (the first invalid byte being `<<#{invalid(binary)}>>`)"
        [{"Description", text}, {"Reference modules", ":binary"}]
    end
  end

  defp unprintable(binary), do: binary |> String.codepoints() |> Enum.find(&(not String.printable?(&1)))

  defp invalid(<<_::utf8, rest::binary>>), do: invalid(rest)
  defp invalid(<<byte, _::binary>>), do: byte
end

defimpl IEx.Info, for: Range do
  def info(range) do
    text = """
    This is a struct representing a range of numbers. It is commonly
    defined using the `first..last//step` syntax. The step is not
    required and defaults to 1.
    """

    [
      {"Data type", "Range"},
      {"Description", text},
      {"Raw representation", IEx.Info.Printer.raw(range)},
      {"Reference modules", "Range"}
    ]
  end
end

defmodule IEx.Source do
  @moduledoc false
  # `open` and `source`: where a module or a function stands, whether in a file or in what was typed at the prompt.

  ## source

  @doc "Prints the place of a module or function and, for a function or what was typed, its code."
  def source(wanted) do
    case locate(wanted) do
      {:ok, file, line, typed} ->
        IO.puts(IEx.color(:eval_info, "#{Path.relative_to_cwd(file)}:#{line}"))
        print(code(wanted, file, typed))

      {:error, reason} ->
        puts_error("Could not find the source of #{name(wanted)}. #{reason}")
    end

    IEx.dont_display_result()
  end

  defp print(""), do: :ok
  defp print(code), do: IO.puts("\n" <> code)

  # All clauses of a function; a module that was typed as a whole, one in a file is too long to be printed.
  defp code({_module}, _file, nil), do: ""
  defp code({_module}, _file, {text, _first}), do: String.trim_trailing(text)
  defp code({module, name}, file, typed), do: code({module, name, nil}, file, typed)
  defp code({module, name, arity}, _file, {text, _first}), do: clauses(text, module, name, arity)
  defp code({module, name, arity}, file, nil), do: if(File.regular?(file), do: clauses(File.read!(file), module, name, arity), else: "")

  defp clauses(text, module, name, arity) do
    case Code.string_to_quoted(text, token_metadata: true) do
      {:ok, quoted} -> text |> String.split("\n") |> excerpts(definitions(quoted, last_name(module), name, arity))
      {:error, _} -> ""
    end
  end

  defp last_name(module), do: module |> Atom.to_string() |> String.split(".") |> List.last()

  @definers [:def, :defp, :defmacro, :defmacrop, :defguard, :defguardp, :defdelegate]

  # `{first, last}` lines of the definitions of a name in the innermost module that is called so.
  defp definitions(quoted, module, name, arity) do
    {_, bodies} = Macro.prewalk(quoted, [], fn
      {:defmodule, _, [alias, [{_, body}]]} = node, found -> {node, if(named?(alias, module), do: [body | found], else: found)}
      node, found -> {node, found}
    end)

    {_, found} = Macro.prewalk(bodies, [], &note_definition(&1, &2, name, arity))
    Enum.sort(found)
  end

  defp named?({:__aliases__, _, parts}, module), do: to_string(List.last(parts)) == module
  defp named?(atom, module), do: to_string(atom) == module

  defp note_definition({definer, meta, [head | _]} = node, found, name, arity) when definer in @definers do
    case call(head) do
      {^name, _, arguments} -> {node, if(arity == nil or arity in arities(arguments), do: [{meta[:line], last_line(node)} | found], else: found)}
      _ -> {node, found}
    end
  end

  defp note_definition(node, found, _name, _arity), do: {node, found}

  defp call({:when, _, [head | _]}), do: call(head)
  defp call(head), do: head

  defp arities(arguments) when is_list(arguments) do
    most = length(arguments)
    (most - Enum.count(arguments, &match?({:\\, _, _}, &1)))..most
  end

  defp arities(_), do: [0]

  defp last_line(node) do
    {_, last} = Macro.prewalk(node, 0, fn
      {_, meta, _} = node, last when is_list(meta) -> {node, Enum.max([last | lines(meta)])}
      node, last -> {node, last}
    end)

    last
  end

  defp lines(meta) do
    for place <- [meta, meta[:end], meta[:closing], meta[:end_of_expression]], is_list(place), line = place[:line], is_integer(line), do: line
  end

  defp excerpts(lines, places) do
    Enum.map_join(places, "\n\n", fn {first, last} -> lines |> Enum.slice((first - 1)..(last - 1)) |> outdented() end)
  end

  defp outdented([first | _] = lines) do
    margin = String.length(first) - String.length(String.trim_leading(first))
    Enum.map_join(lines, "\n", fn line -> if String.trim(line) == "", do: "", else: String.slice(line, margin..-1//1) end)
  end

  ## open

  @doc "Opens a place in the editor: `{file, line}`, or what `decompose/2` made of a term."
  def open({file, line}) when is_binary(file) and is_integer(line), do: edit(file, line)

  def open({module} = wanted) when is_atom(module), do: open_found(wanted)
  def open({module, name} = wanted) when is_atom(module) and is_atom(name), do: open_found(wanted)
  def open({module, name, arity} = wanted) when is_atom(module) and is_atom(name) and is_integer(arity), do: open_found(wanted)
  def open({{file, line}}) when is_binary(file) and is_integer(line), do: edit(file, line)
  def open({other}), do: invalid(other)
  def open(other), do: invalid(other)

  defp invalid(term) do
    puts_error("Invalid arguments for open helper: #{inspect(term)}")
    IEx.dont_display_result()
  end

  defp open_found(wanted) do
    case locate(wanted) do
      {:ok, _file, line, {text, first}} -> text |> copy(elem(wanted, 0)) |> edit(line - first + 1)
      {:ok, file, line, nil} -> if File.regular?(file), do: edit(file, line), else: unavailable(inspect(file), "File is not available.")
      {:error, reason} -> unavailable(name(wanted), reason)
    end

    IEx.dont_display_result()
  end

  # What was typed gets a file of its own, which the editor shows; it is not read again.
  defp copy(text, module) do
    file = Path.join(System.tmp_dir!(), "#{inspect(module)}.ex")
    File.write!(file, text)
    file
  end

  defp unavailable(what, reason), do: puts_error("Could not open: #{what}. #{reason}")

  defp edit(file, line) do
    file = Path.expand(file)

    case System.get_env("ELIXIR_EDITOR") || System.get_env("EDITOR") do
      nil ->
        unavailable(
          inspect(file),
          "Please set the ELIXIR_EDITOR or EDITOR environment variables with the command line invocation of your favorite EDITOR."
        )

      editor ->
        run(command(editor, file, line))
    end

    IEx.dont_display_result()
  end

  # `code -g __FILE__:__LINE__`, or a plain name, which gets `file:line`.
  defp command(editor, file, line) do
    if editor =~ "__FILE__" or editor =~ "__LINE__" do
      editor |> String.replace("__FILE__", inspect(file)) |> String.replace("__LINE__", Integer.to_string(line))
    else
      "#{editor} #{inspect(file)}:#{line}"
    end
  end

  defp run(command) do
    if :pyex_iex.serve(:edit, [command]), do: receive(do: ({:pyex_iex, :served, _status} -> :ok))
  end

  ## Places

  defp locate({module}), do: locate(module, nil, nil, "Module is not available.")
  defp locate({module, name}), do: locate(module, name, nil, "Function/macro is not available.")
  defp locate({module, name, arity}), do: locate(module, name, arity, "Function/macro is not available.")

  defp locate(module, name, arity, missing) do
    case is_atom(module) and Code.ensure_loaded?(module) && :pyex_iex.location(module, name, arity) do
      false -> {:error, "Module is not available."}
      nil -> {:error, missing}
      {file, line, typed} -> {:ok, file, line, typed}
    end
  end

  defp name({module}), do: inspect(module)
  defp name({module, name}), do: "#{inspect(module)}.#{name}"
  defp name({module, name, arity}), do: "#{inspect(module)}.#{name}/#{arity}"

  defp puts_error(text), do: IO.puts(IEx.color(:eval_error, text))
end

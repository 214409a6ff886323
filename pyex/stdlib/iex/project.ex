defmodule IEx.Project do
  @moduledoc false
  # `recompile`: the Elixir files in the folder `lib` of the directory in which pyex was started. What is known of each file (when it was
  # changed last, which modules it defined, which it needs to be compiled) is kept in the application environment, so that only what changed
  # is compiled, and what is made of it by macros, structs and the like.

  defstruct [:stamp, modules: [], needs: []]

  @doc "Compiles what changed: `:ok`, `:noop` if nothing did, `:error` if something does not compile."
  def recompile(options) do
    lib = Path.join(:pyex_iex.directory(), "lib")

    if File.dir?(lib) do
      lib |> Path.join("**/*.ex") |> Path.wildcard() |> update(known(), options)
    else
      IO.puts(IEx.color(:eval_error, "There is no folder #{lib}: recompile() compiles the files in lib, below the directory in which pyex was started"))
      :error
    end
  end

  @doc "Compiles what changed among the files that `recompile` compiled before, in silence if nothing did."
  def reload, do: if(known() != %{}, do: recompile([]), else: :noop)

  defp known, do: Application.get_env(:iex, :project, %{})
  defp remember(known), do: Application.put_env(:iex, :project, known)

  defp update(files, known, options) do
    {there, gone} = Map.split(known, files)
    forget(Map.values(gone))
    remember(there)
    changed = Enum.filter(files, &(options[:force] || changed?(&1, there)))
    modules = for file <- gone |> Map.keys() |> Enum.concat(changed), module <- modules(known, file), do: module

    case with_dependents(changed, modules, there) do
      [] when gone == %{} -> :noop
      [] -> :ok
      stale -> compile_all(stale)
    end
  end

  defp changed?(file, known), do: not match?(%{^file => %{stamp: stamp}} when stamp != nil, known) or known[file].stamp != stamp(file)

  # Times of files are too coarse: two changes within a second happen.
  defp stamp(file) do
    case File.read(file) do
      {:ok, text} -> {byte_size(text), :erlang.phash2(text)}
      _ -> nil
    end
  end

  defp modules(known, file), do: if(known[file], do: known[file].modules, else: [])

  defp forget(gone) do
    for %{modules: modules} <- gone, module <- modules do
      :code.purge(module)
      :code.delete(module)
    end
  end

  # A file that needed one of these modules is compiled too, and so on.
  defp with_dependents(files, modules, known) do
    case for({file, %{needs: needs}} <- known, file not in files, Enum.any?(needs, &(&1 in modules)), do: file) do
      [] -> Enum.sort(files)
      more -> with_dependents(files ++ more, modules ++ Enum.flat_map(more, &modules(known, &1)), known)
    end
  end

  ## Compiling

  @doc "Files in an order in which they can be compiled."
  def in_order(files), do: files |> Enum.map(&{&1, scan(&1)}) |> sort() |> Enum.map(&elem(&1, 0))

  defp compile_all(files) do
    IO.puts("Compiling #{length(files)} file#{if length(files) > 1, do: "s"} (.ex)")
    before = Code.compiler_options(ignore_module_conflict: true)

    try do
      files |> Enum.map(&{&1, scan(&1)}) |> sort() |> compile_each()
    after
      Code.compiler_options(before)
    end
  end

  defp compile_each([]), do: :ok

  defp compile_each([{file, %{needs: needs}} | rest]) do
    stamp = stamp(file)
    modules = for {module, _} <- Code.compile_file(file), do: module
    remember(Map.put(known(), file, %__MODULE__{stamp: stamp, modules: modules, needs: needs}))
    compile_each(rest)
  rescue
    error ->
      IO.puts("\n== Compilation error in file #{Path.relative_to(file, :pyex_iex.directory())} ==")
      IO.puts(IEx.color(:eval_error, Exception.format(:error, error, [])))
      failed([file | Enum.map(rest, &elem(&1, 0))])
  end

  # They are compiled the next time, whether they change or not.
  defp failed(files) do
    known = known()
    remember(Enum.reduce(files, known, &Map.put(&2, &1, %__MODULE__{modules: modules(known, &1)})))
    :error
  end

  ## What a file needs before it can be compiled

  defp scan(file) do
    with {:ok, text} <- File.read(file), {:ok, quoted} <- Code.string_to_quoted(text) do
      found = walk(quoted, %{prefix: nil, aliases: aliases(quoted), defined: [], needs: []})
      %{defined: found.defined, needs: Enum.uniq(found.needs) -- found.defined}
    else
      _ -> %{defined: [], needs: []}
    end
  end

  # The aliases of a file, wherever in it they hold.
  defp aliases(quoted) do
    {_, found} =
      Macro.prewalk(quoted, %{}, fn
        {:alias, _, [{{:., _, [base, :{}]}, _, names}]} = node, found -> {node, Enum.reduce(names, found, &put_alias(&2, parts(base) ++ parts(&1), nil))}
        {:alias, _, [{:__aliases__, _, parts}]} = node, found -> {node, put_alias(found, parts, nil)}
        {:alias, _, [{:__aliases__, _, parts}, [as: {:__aliases__, _, [name]}]]} = node, found -> {node, put_alias(found, parts, name)}
        node, found -> {node, found}
      end)

    found
  end

  defp parts({:__aliases__, _, parts}), do: parts
  defp parts(_), do: []

  defp put_alias(found, parts, name) do
    if parts != [] and Enum.all?(parts, &is_atom/1), do: Map.put(found, name || List.last(parts), parts), else: found
  end

  @definers [:defmodule, :defprotocol]
  @users [:use, :import, :require]

  defp walk({definer, _, [{:__aliases__, _, parts}, [{_, body} | _]]}, state) when definer in @definers do
    module = Module.concat([state.prefix | parts])
    inner = walk(body, %{state | prefix: module, defined: [module | state.defined]})
    %{inner | prefix: state.prefix}
  end

  defp walk({user, _, [alias | rest]}, state) when user in @users, do: walk(rest, need(alias, state))
  defp walk({:defimpl, _, [protocol | rest]}, state), do: walk(rest, need(protocol, state))
  defp walk({:@, _, [{attribute, _, [value]}]}, state) when attribute in [:behaviour, :derive], do: value |> List.wrap() |> Enum.reduce(state, &need/2)
  defp walk({:%, _, [alias, fields]}, state), do: walk(fields, need(alias, state))
  defp walk({form, _, arguments}, state), do: walk(arguments, walk(form, state))
  defp walk({left, right}, state), do: walk(right, walk(left, state))
  defp walk(list, state) when is_list(list), do: Enum.reduce(list, state, &walk/2)
  defp walk(_other, state), do: state

  defp need({:__aliases__, _, parts}, state) do
    if Enum.all?(parts, &is_atom/1), do: %{state | needs: meanings(parts, state) ++ state.needs}, else: state
  end

  defp need({{:., _, [base, :{}]}, _, names}, state), do: Enum.reduce(names, state, &need({:__aliases__, [], parts(base) ++ parts(&1)}, &2))
  defp need({name, _options}, state), do: need(name, state)
  defp need(_other, state), do: state

  # What the parts may mean: with their alias, and within the module around them.
  defp meanings([first | rest] = parts, state) do
    full = Map.get(state.aliases, first, [first]) ++ rest
    [Module.concat(full)] ++ if(state.prefix, do: [Module.concat([state.prefix | parts])], else: [])
  end

  # Each file after those that define what it needs; where these need each other, in the order of their names.
  defp sort(scanned) do
    owners = for {file, %{defined: defined}} <- scanned, module <- defined, into: %{}, do: {module, file}
    table = Map.new(scanned)
    {ordered, _} = Enum.reduce(scanned, {[], MapSet.new()}, fn {file, _}, found -> visit(file, table, owners, found) end)
    ordered |> Enum.reverse() |> Enum.map(&{&1, table[&1]})
  end

  defp visit(file, table, owners, {ordered, seen} = found) do
    if file in seen do
      found
    else
      before = for module <- table[file].needs, owner = owners[module], do: owner
      {ordered, seen} = before |> Enum.sort() |> Enum.reduce({ordered, MapSet.put(seen, file)}, &visit(&1, table, owners, &2))
      {[file | ordered], seen}
    end
  end
end

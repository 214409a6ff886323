defmodule IEx.Introspection do
  @moduledoc false
  # `h`, `b` and `t`: what was asked for, looked up in the docs of a module, printed.

  @doc "The quoted form of what `term` names: `{module}`, `{module, name}` or `{module, name, arity}`."
  def decompose(term, env), do: term |> target() |> located(env)

  defp target({:/, _, [call, arity]}) when is_integer(arity), do: {target(call), arity}
  defp target({{:., _, [module, name]}, _, []}) when is_atom(name), do: {:remote, module, name}
  defp target({:__aliases__, _, _} = alias), do: {:module, alias}
  defp target({sigil, _, nil}) when is_atom(sigil), do: {:local, sigil}
  defp target({name, _, context}) when is_atom(name) and is_atom(context), do: {:local, name}
  defp target({name, _, arguments}) when is_atom(name) and is_list(arguments), do: {:local, name}
  defp target(other), do: {:module, other}

  defp located({{:remote, module, name}, arity}, _env), do: quote(do: {unquote(module), unquote(name), unquote(arity)})
  defp located({{:local, name}, arity}, env), do: local(name, arity, env)
  defp located({:remote, module, name}, _env), do: quote(do: {unquote(module), unquote(name)})
  defp located({:local, name}, env), do: local(name, nil, env)
  defp located({:module, module}, _env), do: quote(do: {unquote(module)})
  defp located({other, arity}, env), do: located({:module, {:/, [], [other, arity]}}, env)

  defp local(name, arity, env) do
    module = special(name) || imported(name, arity, env) || Kernel
    if arity, do: quote(do: {unquote(module), unquote(name), unquote(arity)}), else: quote(do: {unquote(module), unquote(name)})
  end

  defp special(name) do
    if Enum.any?(Kernel.SpecialForms.__info__(:macros), fn {other, _} -> other == name end), do: Kernel.SpecialForms
  end

  defp imported(name, arity, env) do
    Enum.find_value(env.functions ++ env.macros, fn {module, exports} ->
      Enum.find_value(exports, fn {other, n} -> other == name and arity in [nil, n] and module end)
    end)
  end

  @doc "Prints the documentation of a module or its functions."
  def h({module}), do: module |> docs() |> module_doc(module)
  def h({module, name}), do: module |> docs() |> function_docs(module, name, :any)
  def h({module, name, arity}), do: module |> docs() |> function_docs(module, name, arity)

  defp docs(module) when is_atom(module) do
    case Code.ensure_loaded(module) do
      {:module, _} -> Code.fetch_docs(module)
      {:error, reason} -> {:missing, reason}
    end
  end

  defp docs(_), do: :invalid

  defp module_doc({:docs_v1, _, _, _, doc, _, _}, module) do
    case doc do
      %{"en" => text} -> page([inspect(module)], [], text)
      _ -> puts_error("#{inspect(module)} was compiled without a @moduledoc, or with @moduledoc false")
    end

    quiet()
  end

  defp module_doc(other, module), do: no_docs(other, module)

  defp function_docs({:docs_v1, _, _, _, _, _, entries}, module, name, arity) do
    case Enum.filter(entries, &named?(&1, name, arity)) do
      [] -> puts_error("No documentation for #{inspect(module)}.#{name}#{arity_text(arity)} was found")
      found -> Enum.each(found, &entry_page(&1, module))
    end

    quiet()
  end

  defp function_docs(other, module, _name, _arity), do: no_docs(other, module)

  defp named?({{kind, name, arity}, _, _, doc, meta}, wanted, wanted_arity) do
    kind in [:function, :macro] and name == wanted and doc != :hidden and
      (wanted_arity == :any or wanted_arity in (arity - Map.get(meta, :defaults, 0))..arity)
  end

  defp entry_page({{kind, name, arity}, _, signatures, doc, _meta}, module) do
    word = if kind == :macro, do: "defmacro ", else: "def "
    titles = if signatures == [], do: ["#{name}/#{arity}"], else: signatures
    text = if is_map(doc), do: doc["en"], else: "(no documentation)\n"
    page(Enum.map(titles, &(word <> &1)), spec_lines(module, name, arity), text)
  end

  defp spec_lines(module, name, arity) do
    for {:spec, quoted} <- specs(module, [:spec], name), spec_arity(quoted) == arity, do: "@spec " <> Macro.to_string(quoted)
  end

  defp spec_arity({:when, _, [spec, _]}), do: spec_arity(spec)
  defp spec_arity({:"::", _, [head, _]}), do: spec_arity(head)
  defp spec_arity({_name, _, arguments}) when is_list(arguments), do: length(arguments)
  defp spec_arity(_), do: 0

  defp page(titles, specs, text) do
    IO.puts("")
    Enum.each(titles, fn title -> IO.puts(title(title)) end)
    IO.puts("")
    if specs != [], do: IO.puts([Enum.map(specs, &["  ", &1, "\n"])])
    IO.puts(:pyex_iex.markdown(text))
  end

  @width 80

  defp title(title) do
    padding = max(@width - String.length(title), 0)
    centred = String.duplicate(" ", div(padding, 2)) <> title

    if IEx.Config.colors?(),
      do: IEx.color(:doc_title, String.pad_trailing(centred, @width)),
      else: centred
  end

  defp no_docs({:missing, reason}, module) do
    puts_error("Could not load module #{inspect(module)}, got: #{reason}")
    quiet()
  end

  defp no_docs(:invalid, term) do
    puts_error("h expects a module, a function, or a module's function, got: #{inspect(term)}")
    quiet()
  end

  defp no_docs({:error, _}, module) do
    puts_error("#{inspect(module)} was not compiled with docs")
    quiet()
  end

  @doc "Prints the callbacks of a behaviour, or one of them with its documentation."
  def b({module}), do: typed(module, [:callback, :macrocallback], :any, "No callbacks for #{inspect(module)} were found")
  def b({module, name}), do: typed(module, [:callback, :macrocallback], name, missing(module, name))
  def b({module, name, _arity}), do: b({module, name})

  @doc "Prints the types of a module, or one of them with its documentation."
  def t({module}), do: typed(module, [:type, :opaque], :any, "No type information for #{inspect(module)} was found")
  def t({module, name}), do: typed(module, [:type, :opaque], name, missing(module, name))
  def t({module, name, _arity}), do: t({module, name})

  defp missing(module, name), do: "No information for #{inspect(module)}.#{name} was found"

  defp typed(module, kinds, name, missing) do
    case docs(module) do
      {:missing, _} = error -> no_docs(error, module)
      :invalid -> no_docs(:invalid, module)
      docs -> module |> specs(kinds, name) |> print_specs(docs, name, missing)
    end

    quiet()
  end

  defp print_specs([], _docs, _name, missing), do: puts_error(missing)

  defp print_specs(specs, docs, name, _missing) do
    Enum.each(specs, fn {kind, quoted} -> IO.puts("@#{kind} #{Macro.to_string(quoted)}") end)
    IO.puts(described(docs, name))
  end

  defp described({:docs_v1, _, _, _, _, _, entries}, name) do
    for {{kind, ^name, _}, _, _, %{"en" => text}, _} <- entries, kind in [:type, :opaque, :callback, :macrocallback], do: ["\n", :pyex_iex.markdown(text)]
  end

  defp described(_docs, _name), do: []

  # The typespecs of a module, all or those of one name.
  defp specs(module, kinds, name) do
    for {kind, quoted} <- :pyex_iex.typespecs(module), kind in kinds, name in [:any, spec_name(quoted)], do: {kind, quoted}
  end

  defp spec_name({:when, _, [spec, _]}), do: spec_name(spec)
  defp spec_name({:"::", _, [head, _]}), do: spec_name(head)
  defp spec_name({name, _, _}), do: name

  defp arity_text(:any), do: ""
  defp arity_text(arity), do: "/#{arity}"

  defp puts_error(text), do: IO.puts(IEx.color(:eval_error, text))

  defp quiet, do: IEx.dont_display_result()
end

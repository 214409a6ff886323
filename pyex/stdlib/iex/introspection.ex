defmodule IEx.Introspection do
  @moduledoc false
  # `h`, `b` and `t`: what was asked for, looked up in the docs of a module, printed. It makes no difference whether a module was typed
  # at the prompt, compiled from a file or is one of ours.

  alias IEx.Typespec

  ## What was asked for

  @doc "The quoted form of what `term` names: `{module}`, `{module, name}` or `{module, name, arity}`."
  def decompose(term, env), do: term |> target() |> located(env)

  defp target({:/, _, [call, arity]}) when is_integer(arity), do: {target(call), arity}
  defp target({{:., _, [module, name]}, _, []}) when is_atom(name), do: {:remote, module, name}
  defp target({:__aliases__, _, _} = alias), do: {:module, alias}
  defp target({sigil, _, [{:<<>>, _, [""]}, []]} = call), do: if(sigil?(sigil), do: {:local, sigil}, else: {:module, call})
  defp target({name, _, context}) when is_atom(name) and is_atom(context), do: {:local, name}
  defp target({name, _, []}) when is_atom(name), do: {:local, name}
  defp target(other), do: {:module, other}

  defp sigil?(name), do: match?("sigil_" <> _, Atom.to_string(name))

  defp located({{:remote, module, name}, arity}, _env), do: quote(do: {unquote(module), unquote(name), unquote(arity)})
  defp located({{:local, name}, arity}, env), do: local(name, arity, env)
  defp located({:remote, module, name}, _env), do: quote(do: {unquote(module), unquote(name)})
  defp located({:local, name}, env), do: local(name, nil, env)
  defp located({:module, module}, _env), do: quote(do: {unquote(module)})
  defp located({other, arity}, env), do: located({:module, {:/, [], [other, arity]}}, env)

  defp local(name, arity, env) do
    module = special(name, arity) || imported(name, arity, env) || Kernel
    if arity, do: quote(do: {unquote(module), unquote(name), unquote(arity)}), else: quote(do: {unquote(module), unquote(name)})
  end

  defp special(name, arity), do: if(exported?(Kernel.SpecialForms.__info__(:macros), name, arity), do: Kernel.SpecialForms)

  defp imported(name, arity, env) do
    Enum.find_value(env.functions ++ env.macros, fn {module, exports} -> exported?(exports, name, arity) and module end)
  end

  defp exported?(exports, name, arity), do: Enum.any?(exports, fn {other, n} -> other == name and arity in [nil, n] end)

  ## h

  @doc "Prints the documentation of a module or its functions."
  def h({module}), do: with_docs(module, "h", &module_page(module, &1))
  def h({module, name}), do: with_docs(module, "h", &function_pages(module, name, :any, &1))
  def h({module, name, arity}), do: with_docs(module, "h", &function_pages(module, name, arity, &1))

  # Calls the function with `{meta, doc, entries}` of a module, or says why there are none.
  defp with_docs(module, helper, print) when is_atom(module) do
    case Code.ensure_loaded(module) do
      {:module, _} -> module |> Code.fetch_docs() |> known_docs(module, helper, print)
      {:error, reason} -> puts_error("Could not load module #{inspect(module)}, got: #{reason}")
    end

    IEx.dont_display_result()
  end

  defp with_docs(term, "h", _print) do
    puts_error("The \"h\" helper expects a Module, Module.fun or Module.fun/arity, got: #{inspect(term)}")

    puts_error(
      "If instead of accessing documentation you would like more information about a value or about the result of an expression, " <>
        "use the \"i\" helper instead"
    )

    IEx.dont_display_result()
  end

  defp with_docs(term, helper, _print) do
    puts_error("Invalid arguments for #{helper} helper: #{inspect(term)}")
    IEx.dont_display_result()
  end

  defp known_docs({:docs_v1, _, _, _, doc, meta, entries}, _module, _helper, print), do: print.({doc, meta, entries})
  defp known_docs({:error, _}, module, "h", _print), do: puts_error("#{inspect(module)} was not compiled with docs")
  defp known_docs({:error, _}, _module, _helper, print), do: print.({:none, %{}, []})

  defp module_page(module, {%{"en" => text}, meta, _entries}), do: page(inspect(module), [], meta, text)
  defp module_page(module, _docs), do: puts_error("No documentation for #{inspect(module)} was found")

  defp function_pages(module, name, arity, {_, _, entries}) do
    case Enum.filter(entries, &described?(&1, [:function, :macro], name, arity)) do
      [] -> no_function(module, name, arity, entries)
      found -> Enum.each(found, &function_page(&1, module))
    end
  end

  # Functions with default values count with each of their arities.
  defp described?({{kind, name, most}, _, _, doc, meta}, kinds, wanted, arity) do
    kind in kinds and name == wanted and doc != :hidden and (arity == :any or arity in (most - Map.get(meta, :defaults, 0))..most//1)
  end

  defp function_page({{kind, name, arity}, _, signatures, doc, meta}, module) do
    specs = Typespec.find(module, [:spec], {name, if(kind == :macro, do: arity + 1, else: arity)})
    text = if is_map(doc), do: doc["en"]
    page(heading(kind, module, name, arity, signatures), specs, meta, text)
  end

  defp heading(kind, module, name, arity, signatures) do
    signature = if signatures == [], do: "#{name}/#{arity}", else: Enum.join(signatures, " ")

    cond do
      not match?("Elixir." <> _, Atom.to_string(module)) -> "#{inspect(module)}.#{signature}"
      kind == :macro -> "defmacro " <> signature
      true -> "def " <> signature
    end
  end

  defp no_function(module, name, arity, entries) do
    wanted = "#{inspect(module)}.#{name}#{if arity != :any, do: "/#{arity}"}"

    cond do
      kind = other_kind(entries, [:callback, :macrocallback], name, arity) -> hint(wanted, kind, "b")
      kind = other_kind(entries, [:type], name, arity) -> hint(wanted, kind, "t")
      true -> puts_error("No documentation for #{wanted} was found")
    end
  end

  defp other_kind(entries, kinds, name, arity) do
    Enum.find_value(entries, fn entry -> described?(entry, kinds, name, arity) && entry |> elem(0) |> elem(0) end)
  end

  defp hint(wanted, kind, helper) do
    word = if kind == :macrocallback, do: "callback", else: kind

    puts_error("""
    No documentation for function #{wanted} was found, but there is a #{word} with the same name.
    You can view #{word} documentation with the #{helper}/1 helper.
    """)
  end

  ## b and t

  @doc "Prints the callbacks of a behaviour, or those of a name with their documentation."
  def b({module}), do: with_docs(module, "b", fn _ -> all_callbacks(module) end)
  def b({module, name}), do: b({module, name, :any})

  def b({module, name, arity}) do
    with_docs(module, "b", fn docs ->
      described(module, [:callback, :macrocallback], {name, arity}, docs) ||
        puts_error("No documentation for #{inspect(module)}.#{name}#{if arity != :any, do: "/#{arity}"} was found")
    end)
  end

  defp all_callbacks(module) do
    case Typespec.find(module, [:callback, :macrocallback], :any) do
      [] ->
        puts_error("No callbacks for #{inspect(module)} were found")

      found ->
        Enum.each(found, &typespec/1)
        module |> optional_callbacks() |> optional()
    end
  end

  defp optional_callbacks(module) do
    if function_exported?(module, :behaviour_info, 1), do: module.behaviour_info(:optional_callbacks), else: []
  end

  defp optional([]), do: :ok

  defp optional(callbacks) do
    callbacks = callbacks |> Enum.map(&without_macro/1) |> Enum.sort()
    marked(:pyex_code.quoted_to_string({:@, [], [{:optional_callbacks, [], [callbacks]}]}, IEx.width()))
    IO.puts("")
  end

  defp without_macro({name, arity}) do
    case Atom.to_string(name) do
      "MACRO-" <> name -> {String.to_atom(name), arity - 1}
      _ -> {name, arity}
    end
  end

  @doc "Prints the types of a module, or those of a name with their documentation."
  def t({module}), do: with_docs(module, "t", fn _ -> all_types(module) end)
  def t({module, name}), do: t({module, name, :any})

  def t({module, name, arity}) do
    with_docs(module, "t", fn docs ->
      described(module, [:type, :opaque], {name, arity}, docs) ||
        puts_error("No type information for #{inspect(module)}.#{name} was found or #{inspect(module)}.#{name} is private")
    end)
  end

  defp all_types(module) do
    case Typespec.find(module, [:type, :typep, :opaque], :any) do
      [] -> puts_error("No type information for #{inspect(module)} was found")
      found -> Enum.each(found, &typespec/1)
    end
  end

  # Typespecs with what is said about them (a protocol says it about its functions); nil if there are none.
  defp described(module, kinds, wanted, {_, _, entries}) do
    found = Typespec.find(module, kinds, wanted)
    for {kind, {name, arity}, _} = spec <- found, do: typespec(spec) && about(entries, kind, name, arity)
    found != [] || nil
  end

  defp about(entries, kind, name, arity) do
    kinds = if kind in [:type, :opaque], do: [:type], else: [kind, :function]

    Enum.find_value(kinds, fn kind ->
      case List.keyfind(entries, {kind, name, arity}, 0) do
        {_, _, _, %{"en" => text}, meta} -> metadata(meta) && IO.write(layout(text))
        _ -> nil
      end
    end)
  end

  defp typespec({kind, _id, quoted}) do
    marked(Typespec.text(kind, quoted, IEx.width()))
    IO.puts("")
    true
  end

  ## Printing

  defp page(title, specs, meta, text) do
    blank()
    IO.puts(title(title, IEx.width()))
    blank()
    for {_, _, quoted} <- specs, do: :spec |> Typespec.text(quoted, IEx.width()) |> indented() |> marked("  ")
    if specs != [], do: IO.puts("")
    metadata(meta)
    if text, do: IO.write(layout(text))
  end

  # Between the parts of a page colours are reset, as iex does it.
  defp blank, do: IO.puts(if IEx.Config.colors?(), do: IO.ANSI.reset(), else: "")

  defp layout(text), do: :pyex_iex.markdown(text, IEx.width(), IEx.Config.doc_colors())

  defp title(title, width) do
    centred = String.pad_leading(title, div(width + String.length(title), 2))
    if IEx.Config.colors?(), do: IEx.color(:doc_title, String.pad_trailing(centred, width)), else: centred
  end

  defp indented(text), do: String.replace(text, "\n", "\n  ")

  # `@spec` and its like have the colour of code.
  defp marked(text, margin \\ "") do
    [mark, rest] = text |> IO.iodata_to_binary() |> String.split(" ", parts: 2)
    IO.puts([margin, IEx.color(:doc_inline_code, mark), " ", rest])
  end

  @shown [:deprecated, :guard, :since]

  # What is known of a function besides its text. Always true.
  defp metadata(meta) do
    lines = for {key, value} <- meta, text = row(key, value), do: [IEx.color(:doc_metadata, "#{key}:"), " ", text, "\n"]
    if lines != [], do: IO.puts(lines)
    true
  end

  defp row(:delegate_to, {module, name, arity}), do: Exception.format_mfa(module, name, arity)
  defp row(key, value) when key in @shown and is_binary(value), do: folded(value, String.length("#{key}: "))
  defp row(key, value) when key in @shown and is_boolean(value), do: to_string(value)
  defp row(_key, _value), do: nil

  # Text in lines that begin below its first word.
  defp folded(text, margin) do
    text |> :pyex_iex.markdown(IEx.width() - margin, []) |> String.trim_trailing() |> String.replace("\n", "\n" <> String.duplicate(" ", margin))
  end

  defp puts_error(text), do: IO.puts(IEx.color(:eval_error, text))
end

# `dbg`: code is rewritten so that its steps leave their values in variables; these are printed beside their source.
# What is printed is a list of sections {title or nil, rows, end}, a row being {source text, value}.
defmodule Macro.Dbg do
  @moduledoc false

  def expand(code, options, env) do
    {steps, sections, result} = steps(code)
    header = header(env)

    quote generated: true do
      unquote_splicing(steps)
      Macro.Dbg.print(unquote(header), unquote(sections), unquote(options))
      unquote(result)
    end
  end

  defp header(env) do
    [entry | _] = Macro.Env.stacktrace(env)
    "[" <> Exception.format_stacktrace_entry(entry) <> "]"
  end

  ## Rewriting: {steps, sections, the variable with the result}

  defp steps({:__block__, _, [_, _ | _] = expressions}) do
    {steps, rows} = expressions |> Enum.map(&kept/1) |> Enum.unzip()
    {_, result} = List.last(rows)
    {steps, [section("Code block:", rows, :block)], result}
  end

  defp steps({:|>, _, _} = pipeline) do
    [{first, _} | rest] = Macro.unpipe(pipeline)
    {step, row} = kept(first)

    {rows, _} =
      Enum.map_reduce(rest, row, fn {call, position}, {_, previous} ->
        {step, {_, value}} = kept(Macro.pipe(previous, call, position))
        row = {"|> " <> Macro.to_string(call), value}
        {{step, row}, row}
      end)

    {steps, rows} = Enum.unzip([{step, row} | rows])
    {_, result} = List.last(rows)
    {steps, [section(nil, rows)], result}
  end

  defp steps({operator, meta, [_left, _right]} = code) when operator in [:and, :or, :&&, :||] do
    {steps, rows} = boolean(code, meta)
    {_, result} = List.last(rows)
    {steps, [section(nil, rows)], result}
  end

  defp steps({:if, meta, [condition, clauses]} = code) do
    {step, {_, value} = row} = kept(condition)
    {whole, whole_row} = kept_as(Macro.to_string(code), {:if, meta, [value, clauses]})
    {[step, whole], [section("If condition:", [row]), section("If expression:", [whole_row])], elem(whole_row, 1)}
  end

  defp steps({:case, meta, [argument, [do: clauses]]} = code) do
    {step, {_, value} = row} = kept(argument)
    numbered = for {clause, n} <- Enum.with_index(clauses, 1), do: with_number(clause, n)
    {number, result} = {fresh(:number), fresh(:result)}
    whole = quote(do: {unquote(number), unquote(result)} = unquote({:case, meta, [value, [do: numbered]]}))
    title = quote(do: "Case expression (clause ##{unquote(number)} matched):")
    sections = [section("Case argument:", [row]), section(title, [{Macro.to_string(code), result}])]
    {[step, whole], sections, result}
  end

  defp steps({:cond, meta, [[do: clauses]]} = code) do
    numbered = for {clause, n} <- Enum.with_index(clauses, 1), do: with_condition(clause, n)
    [number, text, value, result] = Enum.map([:number, :text, :value, :result], &fresh/1)
    pattern = {:{}, [], [number, text, value, result]}
    whole = quote(do: unquote(pattern) = unquote({:cond, meta, [[do: numbered]]}))
    title = quote(do: "Cond clause (clause ##{unquote(number)} matched):")
    {[whole], [section(title, [{text, value}]), section("Cond expression:", [{Macro.to_string(code), result}])], result}
  end

  # The clauses' values are noted down on the way, since a clause that doesn't match ends the whole.
  defp steps({:with, meta, args} = code) when is_list(args) do
    log = fresh(:log)
    {clauses, [options]} = Enum.split(args, -1)
    noted = Enum.map(clauses, &noted(&1, log))
    open = quote(do: unquote(log) = Macro.Dbg.open_log())
    {whole, {_, result} = row} = kept_as(Macro.to_string(code), {:with, meta, noted ++ [options]})
    rows = quote(do: Macro.Dbg.close_log(unquote(log)))
    {[open, whole], [{:{}, [], ["With clauses:", rows, :open]}, section("With expression:", [row])], result}
  end

  defp steps(code) do
    {step, {_, result} = row} = kept(code)
    {[step], [section(nil, [row])], result}
  end

  # a and b and c: the values of a, of a and b, and of the whole.
  defp boolean({operator, meta, [left, right]} = code, _meta) do
    {steps, rows} =
      case left do
        {inner, inner_meta, [_, _]} when inner in [:and, :or, :&&, :||] -> boolean(left, inner_meta)
        _ -> left |> kept() |> then(fn {step, row} -> {[step], [row]} end)
      end

    {_, value} = List.last(rows)
    {step, row} = kept_as(Macro.to_string(code), {operator, meta, [value, right]})
    {steps ++ [step], rows ++ [row]}
  end

  defp noted({:<-, meta, [pattern, value]}, log), do: {:<-, meta, [pattern, noted_value(value, log)]}
  defp noted({:=, meta, [pattern, value]}, log), do: {:=, meta, [pattern, noted_value(value, log)]}
  defp noted(value, log), do: noted_value(value, log)

  defp noted_value(value, log), do: quote(do: Macro.Dbg.note(unquote(log), unquote(Macro.to_string(value)), unquote(value)))

  defp with_number({:->, meta, [head, body]}, n), do: {:->, meta, [head, {n, body}]}

  defp with_condition({:->, meta, [[condition], body]}, n) do
    {step, {text, value}} = kept(condition)
    {:->, meta, [[step], {:{}, [], [n, text, value, body]}]}
  end

  defp kept(code), do: kept_as(Macro.to_string(code), code)

  defp kept_as(text, code) do
    variable = fresh(:value)
    {{:=, [generated: true], [variable, code]}, {text, variable}}
  end

  defp fresh(name), do: Macro.unique_var(name, __MODULE__)

  defp section(title, rows, ending \\ :open), do: {:{}, [], [title, rows, ending]}

  ## Run time

  @log :"$dbg"

  def open_log() do
    key = {@log, make_ref()}
    Process.put(key, [])
    key
  end

  def note(key, text, value) do
    Process.put(key, [{text, value} | Process.get(key, [])])
    value
  end

  def close_log(key), do: Enum.reverse(Process.delete(key) || [])

  @doc "Prints the sections to the group leader."
  def print(header, sections, options) do
    ansi? = IO.ANSI.enabled?()
    colors = if ansi?, do: IO.ANSI.syntax_colors(), else: []
    {located?, options} = Keyword.pop(options, :print_location, true)
    place = if located?, do: [:cyan, :italic, header, :reset, "\n"], else: []
    options = Keyword.merge([width: 80, pretty: true, syntax_colors: colors], options)
    body = sections |> Enum.map(&shown(&1, options)) |> Enum.intersperse("\n")
    IO.write(IO.ANSI.format([place, body, "\n"], ansi?))
  end

  defp shown({title, rows, :block}, options) do
    [titled(title), "(\n", Enum.map(rows, &["  ", row(&1, options)]), ")\n"]
  end

  defp shown({title, rows, :open}, options), do: [titled(title), Enum.map(rows, &row(&1, options))]

  defp titled(nil), do: []
  defp titled(title), do: [:bright, title, :reset, "\n"]

  defp row({text, value}, options) do
    [:bright, text, :reset, :faint, " #=> ", :reset, inspect(value, options), "\n"]
  end
end

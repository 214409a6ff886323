defmodule IEx.Break do
  @moduledoc false
  # Breakpoints. A function with one is compiled again, from its definition as the expander left it, with a question before each
  # expression of its body: is this the place to stop? (`:pyex_break`, which keeps the code from before.)
  #
  # The table `IEx.Break` belongs to the shell's server: `{id, {module, function, arity}, stops, wanted}` in which `wanted` is a
  # function that says whether a list of arguments is one to stop at, and `{:next, id}`.

  @table __MODULE__

  @doc "Creates the table, if there is none, in the process that shall own it."
  def init do
    if :ets.whereis(@table) == :undefined, do: :ets.new(@table, [:named_table, :public, :ordered_set])
  end

  @doc "The id of a new breakpoint, or of the one that the function has, with so many stops."
  def set(module, function, arity, wanted, stops) when is_atom(module) and is_atom(function) and stops >= 1 do
    init()
    mfa = {module, function, arity}
    id = id_of(mfa) || :ets.update_counter(@table, :next, 1, {:next, 0})

    case :pyex_break.instrument(module, function, arity, id) do
      :ok ->
        :ets.insert(@table, {id, mfa, stops, wanted})
        {:ok, id}

      {:error, reason} ->
        {:error, reason}
    end
  end

  def set!(module, function, arity, wanted, stops) do
    case set(module, function, arity, wanted, stops) do
      {:ok, id} -> id
      {:error, reason} -> raise "could not set breakpoint, " <> explain(reason, module, function, arity)
    end
  end

  defp explain(:no_module, module, _, _), do: "could not find .beam file for #{inspect(module)}"
  defp explain(:natives, module, _, _), do: "module #{inspect(module)} is built in and has no Elixir code"
  defp explain(:unknown, module, name, arity), do: "unknown function/macro " <> Exception.format_mfa(module, name, arity)

  defp id_of(mfa) do
    case :ets.match(@table, {:"$1", mfa, :_, :_}) do
      [[id]] -> id
      [] -> nil
    end
  end

  @doc "`[{id, {module, function, arity}, stops}]`"
  def all, do: for({id, mfa, stops, _} when is_integer(id) <- :ets.tab2list(@table), do: {id, mfa, stops})

  @title {"ID", "Module.function/arity", "Pending stops"}

  @doc "Prints them as a table."
  def list, do: IEx.Pry.own_work(&print_all/0)

  defp print_all do
    case all() do
      [] -> IO.puts(IEx.color(:eval_info, "No breakpoints set"))
      found -> table(Enum.map(found, fn {id, {module, name, arity}, stops} -> {"#{id}", Exception.format_mfa(module, name, arity), "#{stops}"} end))
    end
  end

  defp table(rows) do
    widths = for column <- 0..2, do: [@title | rows] |> Enum.map(&String.length(elem(&1, column))) |> Enum.max()
    lines = Enum.map([@title | rows], fn row -> row |> Tuple.to_list() |> Enum.zip(widths) |> Enum.map_join(" ", &cell/1) |> String.trim_trailing() end)
    line = Enum.map_join(widths, " ", &String.duplicate("-", &1 + 2))
    IO.puts(["\n", Enum.intersperse([hd(lines), line | tl(lines)], "\n"), "\n"])
  end

  defp cell({text, width}), do: " " <> String.pad_trailing(text, width) <> " "

  @doc "No more stops, the code stays as it is."
  def reset(id) when is_integer(id) do
    if :ets.member(@table, id) do
      :ets.update_element(@table, id, {3, 0})
      :ok
    else
      :not_found
    end
  end

  def reset({_, _, _} = mfa), do: reset(id_of(mfa) || 0)

  @doc "Takes away the breakpoints that `wanted?` holds for."
  def remove(wanted?), do: IEx.Pry.own_work(fn -> remove_all(wanted?) end)

  defp remove_all(wanted?) do
    for {id, {module, function, arity} = mfa, _} <- all(), wanted?.(mfa) do
      :pyex_break.restore(module, function, arity)
      :ets.delete(@table, id)
    end

    :ok
  end

  @doc "What the code of a function with a breakpoint calls first: whether to stop before the next expression."
  def reached(id, arguments, binding, env, place) do
    if not IEx.Pry.own_work?() and due?(id, arguments), do: stop(binding, env, place), else: false
  end

  @doc "What it calls before each further expression."
  def step(false, _binding, _env, _place), do: false
  def step(true, binding, env, place), do: stop(binding, env, place)

  defp stop(binding, env, place), do: IEx.Pry.stop(binding, env, place) == {:ok, true}

  defp due?(id, arguments) do
    case :ets.whereis(@table) != :undefined and :ets.lookup(@table, id) do
      [{_, _, stops, wanted}] when stops > 0 -> wanted.(arguments) and :ets.update_counter(@table, id, {3, -1}) >= 0
      _ -> false
    end
  end

  ## What is typed: `Mod.fun/arity`, or `Mod.fun(pattern, pattern) when guard`

  @doc "The quoted call of `set!/5` for an expression of `IEx.break!/2`."
  def expand({:/, _, [call, arity]}, stops, env) do
    with {{:., _, [module, function]}, _, []} <- call,
         module when is_atom(module) <- Macro.expand(module, env),
         true <- is_atom(function) and is_integer(arity) do
      quote do: IEx.Break.set!(unquote(module), unquote(function), unquote(arity), fn _ -> true end, unquote(stops))
    else
      _ -> raise ArgumentError, "expected Mod.fun/arity, such as URI.parse/1, got: #{Macro.to_string({:/, [], [call, arity]})}"
    end
  end

  def expand({:when, _, [call, guard]}, stops, env), do: with_patterns(call, [guard], stops, env)
  def expand(call, stops, env), do: with_patterns(call, [], stops, env)

  defp with_patterns(call, guards, stops, env) do
    with {{:., _, [module, function]}, _, args} <- call,
         module when is_atom(module) <- Macro.expand(module, env),
         true <- is_atom(function) do
      head = if guards == [], do: args, else: [{:when, [], [args | guards]}]

      quote generated: true do
        IEx.Break.set!(unquote(module), unquote(function), unquote(length(args)), unquote(matcher(head)), unquote(stops))
      end
    else
      _ -> raise ArgumentError, "expected a function call or Mod.fun/arity in break!, got: #{Macro.to_string(call)}"
    end
  end

  defp matcher([{:when, meta, [args | guards]}]), do: matcher_of({:when, meta, [args | guards]})
  defp matcher(args), do: matcher_of(args)

  defp matcher_of(pattern) do
    quote generated: true do
      fn arguments ->
        case arguments do
          unquote(pattern) -> true
          _ -> false
        end
      end
    end
  end
end

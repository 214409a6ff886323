defmodule IEx.Pry do
  @moduledoc false
  # What happens at a breakpoint: the prompt gets the variables of that place. A process that evaluates an input has the
  # prompt already; any other asks the shell for it, and the person is asked.
  #
  # A *place* is %{file, line, module, function, input}: input is the number of the input at the prompt that the code was
  # typed in (see `:pyex_debug`), 0 for code of a file.

  @around 3

  @doc "`IEx.pry/0`: `{:ok, next?}` when the process goes on, next? if it shall stop at the next expression."
  def pry(binding, %Macro.Env{} = env, input) do
    place = %{file: env.file, line: env.line, module: env.module, function: env.function, input: input}
    stop(binding, env, place)
  end

  ## dbg as a breakpoint

  @doc "What `dbg` expands to with `--dbg pry`: a breakpoint, for each line of a pipeline if `next()` is used."
  def dbg({:|>, _, _} = pipeline, options, env) do
    [{first, _} | calls] = Macro.unpipe(pipeline)
    {next, value} = {Macro.unique_var(:next?, __MODULE__), Macro.unique_var(:value, __MODULE__)}
    [{_, same_line} | further] = chunks(first, calls)
    start = quote(do: unquote(next) = IEx.Pry.step(true, binding(), __ENV__, unquote(env.line), unquote(input(env))))
    begun = chunk([quote(do: unquote(value) = unquote(first))], [{first, value}], same_line, value, options)
    {:__block__, [], [start | begun] ++ Enum.flat_map(further, &stepped(&1, next, value, options, env)) ++ [value]}
  end

  def dbg(code, options, env) do
    quote do
      IEx.Pry.step(true, binding(), __ENV__, unquote(env.line), unquote(input(env)))
      unquote(Macro.dbg(code, [{:print_location, false} | options], env))
    end
  end

  # The calls of a pipeline by lines: [{line, calls}], the first of them with those on the line of what it begins with.
  defp chunks(first, calls) do
    Enum.reduce(calls, [{line(first), []}], fn {call, _} = step, [{line, steps} | chunks] ->
      if line(call) in [nil, line] or line == nil and steps == [],
        do: [{line || line(call), steps ++ [step]} | chunks],
        else: [{line(call), [step]}, {line, steps} | chunks]
    end)
    |> Enum.reverse()
  end

  defp line({_, meta, _}) when is_list(meta), do: meta[:line]
  defp line([first | _]), do: line(first)
  defp line(_literal), do: nil

  defp stepped({line, calls}, next, value, options, env) do
    stop = quote(do: unquote(next) = IEx.Pry.step(unquote(next), binding(), __ENV__, unquote(line), unquote(input(env))))
    [stop | chunk([], [], calls, value, options)]
  end

  # The calls of a line, and what prints their values.
  defp chunk(steps, rows, calls, value, options) do
    {steps, rows, last} =
      Enum.reduce(calls, {steps, rows, value}, fn {call, position}, {steps, rows, previous} ->
        result = Macro.unique_var(:value, __MODULE__)
        step = quote(do: unquote(result) = unquote(Macro.pipe(previous, call, position)))
        {steps ++ [step], rows ++ [{{:|>, call}, result}], result}
      end)

    rows = for {code, result} <- rows, do: {source(code), result}
    printed = quote(do: Macro.Dbg.print("", [{nil, unquote(rows), :open}], unquote([{:print_location, false} | options])))
    steps ++ [printed, quote(do: unquote(value) = unquote(last))]
  end

  defp source({:|>, call}), do: "|> " <> Macro.to_string(call)
  defp source(code), do: Macro.to_string(code)

  defp input(env), do: :pyex_debug.latest(env.file)

  @doc "Stops at a line, if asked to: whether to stop at the next step."
  def step(false, _binding, _env, _line, _input), do: false
  def step(true, binding, env, line, input), do: pry(binding, %{env | line: line}, input) == {:ok, true}

  ## Stopping

  @doc "Stops at a place. The shell's own work never stops."
  def stop(binding, env, place) do
    if own_work?(), do: {:error, :shell}, else: stop_now(binding, env, place)
  end

  @doc "Whether the calling process is one of the system's, or does the shell's own work: evaluates no input, or tells of a breakpoint."
  def own_work? do
    :erlang.get(:iex_own_work) == true or self() == :erlang.whereis(:user) or self() == :erlang.whereis(:logger) or
      self() == :erlang.whereis(:standard_error) or self() == :pyex_debug.server()
  end

  @doc "Calls a function as the shell's own work."
  def own_work(function) do
    before = :erlang.put(:iex_own_work, true)
    result = function.()
    if before == :undefined, do: :erlang.erase(:iex_own_work), else: :erlang.put(:iex_own_work, before)
    result
  end

  defp stop_now(binding, env, place) do
    own_work(fn -> if Process.get(:iex_evaluator), do: stop_here(binding, env, place), else: stop_elsewhere(binding, env, place) end)
  end

  defp stop_here(binding, env, place) do
    how = at_prompt(binding, env, place)
    Process.put(:iex_was_pried, true)
    {:ok, how == :next}
  end

  defp at_prompt(binding, env, place) do
    IO.puts(IEx.color(:eval_info, ["Break reached: ", location(place), lines(place)]))
    IEx.Evaluator.pry(binding, env, Map.put(place, :stack, stack()))
  end

  defp stop_elsewhere(binding, env, place) do
    case :pyex_debug.server() do
      nil ->
        IO.puts("Cannot pry #{inspect(self())} at #{location(place)}. Is an IEx shell running?")
        {:error, :no_iex}

      server ->
        ask(server, binding, env, place)
    end
  end

  defp ask(server, binding, env, place) do
    ref = Process.monitor(server)
    request = ["Request to pry ", inspect(self()), " at ", location(place), lines(place), "\n"]
    send(server, {:pry, self(), ref, IEx.color(:eval_info, request)})

    receive do
      {^ref, :refused} -> done(ref, {:error, :refused})
      {:DOWN, ^ref, _, _, _} -> {:error, :no_iex}
      {^ref, :allowed} -> done(ref, with_prompt(server, ref, fn -> IEx.Evaluator.pry(binding, env, Map.put(place, :stack, stack())) end))
      {^ref, :again} -> done(ref, with_prompt(server, ref, fn -> at_prompt(binding, env, place) end))
    end
  end

  defp with_prompt(server, ref, evaluate) do
    Process.put(:iex_server, server)
    Process.put(:iex_pried, true)
    how = evaluate.()
    Enum.each([:iex_server, :iex_pried, :iex_was_pried, :iex_leave], &Process.delete/1)
    send(server, {ref, how})
    {:ok, how == :next}
  end

  defp done(ref, result) do
    Process.demonitor(ref, [:flush])
    result
  end

  defp stack do
    {:current_stacktrace, stack} = Process.info(self(), :current_stacktrace)

    stack
    |> Enum.drop_while(fn entry -> elem(entry, 0) in [Process, IEx.Pry, IEx.Break, :erlang] end)
    |> Enum.take_while(fn entry -> elem(entry, 0) not in [IEx.Evaluator, :pyex_code] end)
  end

  @doc "`whereami`: prints the place, with so many lines around it, and the stack below."
  def whereami(%{stack: stack} = place, radius) do
    trace = Exception.format_stacktrace(stack)
    IO.puts(IEx.color(:eval_info, ["Location: ", short(place), lines(place, radius), "\n", trace]))
  end

  defp location(%{function: {name, arity}, module: module} = place) do
    Exception.format_mfa(module, name, arity) <> " (" <> short(place) <> ")"
  end

  defp location(place), do: short(place)

  defp short(%{file: file, line: line}), do: "#{Path.relative_to_cwd(file)}:#{line}"

  # The lines around a place, after an empty one; nothing if the text is not to be had.
  defp lines(place, radius \\ @around) do
    case :pyex_debug.lines(place.file, place.input, place.line, radius) do
      nil -> []
      lines -> ["\n\n" | Enum.map(lines, &numbered(&1, place.line))]
    end
  end

  defp numbered({line, text}, current) do
    row = [String.pad_leading("#{line}: ", 7), text, "\n"]
    if line == current and IEx.Config.colors?(), do: [IO.ANSI.bright(), row, IO.ANSI.normal()], else: row
  end
end

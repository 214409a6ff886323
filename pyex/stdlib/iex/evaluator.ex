defmodule IEx.Evaluator do
  @moduledoc false
  # The process that `self()` is at the prompt. It waits for an input of the host, evaluates it with the bindings and the
  # environment of those before, lets what was set in motion settle, prints the value or the error, and waits again.
  #
  # Its state lives in the loop and, for helpers and for an interrupt (which drops the loop), in the process dictionary.
  # A process that stands at a breakpoint evaluates inputs too, in a loop within whatever it was doing: see `pry/3`.

  def init(server, outcome) do
    Process.put(:iex_server, server)
    Process.put(:iex_history, %IEx.History{})
    Process.put(:iex_own_work, true)
    :pyex_crash.witness(self())
    loop(begun(initial_state()), outcome)
  end

  # The files of the person are evaluated, and what was given to `IEx.after_spawn/1` is called.
  defp begun(state) do
    {binding, env} =
      if IEx.Config.get(:dot_iex, nil) == nil and :pyex_iex.dot_files() == [], do: {[], state.env}, else: IEx.DotFile.load([], state.env)

    Enum.each(IEx.after_spawn(), & &1.())
    %{state | binding: binding, env: env}
  end

  @doc "What a new shell process begins with."
  def initial_state, do: state([], initial_env())

  defp state(binding, env) do
    %{binding: binding, env: env, after: :other, leader: Process.group_leader(), prefix: :pyex, pried: nil}
  end

  @doc """
  Evaluates inputs at a breakpoint, with the variables of that place, until `leave/1` is called there; returns what that was given.
  `pried` is what `whereami` tells.
  """
  def pry(binding, env, pried) do
    kept = {Process.get(:iex_evaluator), Process.get(:iex_history), Process.get(:iex_leave)}
    Process.put(:iex_history, %IEx.History{})
    Process.delete(:iex_leave)
    Process.delete(:iex_was_pried)
    imports = quote do: import(IEx.Helpers)
    {_, _, env} = Code.eval_quoted_with_env(imports, [], %{env | file: "iex", context: nil})

    try do
      at_breakpoint(%{state(binding, env) | prefix: :pry, pried: pried}, :pried)
    after
      restore(kept)
    end
  end

  defp restore({state, history, leave}) do
    put_back(:iex_evaluator, state)
    put_back(:iex_history, history)
    put_back(:iex_leave, leave)
  end

  defp put_back(key, nil), do: Process.delete(key)
  defp put_back(key, value), do: Process.put(key, value)

  defp at_breakpoint(state, outcome) do
    {outcome, state} = one_input(state, outcome)

    case Process.get(:iex_leave) do
      nil -> at_breakpoint(state, outcome)
      {:leave, how} -> how
    end
  end

  @doc "Has the loop at a breakpoint end after the input that is being evaluated."
  def leave(how), do: Process.put(:iex_leave, {:leave, how})

  @doc "What is known of the breakpoint that the calling process evaluates inputs at, or nil."
  def pried, do: with(%{pried: pried} <- Process.get(:iex_evaluator), do: pried)

  @doc "The environment of the first input: what a shell has imported."
  def initial_env do
    imports = {:__block__, [], for(module <- :pyex_iex.imports(), do: quote(do: import(unquote(module))))}
    {_, _, env} = Code.eval_quoted_with_env(imports, [], Code.env_for_eval(file: "iex"))
    env
  end

  @doc "What an evaluation is broken off with when the host interrupts it. `where` says in words where it was."
  def interrupt(where), do: throw({:pyex_iex, :interrupted, where})

  @doc "The same for an evaluator whose loop is lost: all but the bindings is forgotten. A breakpoint is left."
  def interrupted(where) do
    state = Process.get(:iex_evaluator) || initial_state()
    Process.put(:iex_own_work, true)
    tell_interrupted(where, state)
    if state.pried && Process.get(:iex_pried), do: exit(:interrupted)
    state = if state.pried, do: initial_state(), else: state
    loop(state, :interrupted)
  end

  defp tell_interrupted(where, state) do
    forget_settled()
    :pyex_module.forsake()
    text = IO.iodata_to_binary(["** (interrupted) ", where | crowd()])
    IO.puts(state.leader, IEx.color(:eval_interrupt, :pyex_debug.wrapped(text)))
  end

  @many 1000

  defp crowd do
    count = :erlang.system_info(:process_count)
    if count > @many, do: "; #{count} processes are still there, sweep() ends those without a name", else: []
  end

  defp forget_settled do
    receive do
      {:pyex_iex, :settled} -> forget_settled()
    after
      0 -> :ok
    end
  end

  # outcome: what came of the last input, for the host: :started, :restarted, :respawned, :evaluated, :failed, :interrupted,
  # :pried (a breakpoint was reached), :resumed (it was left)
  defp loop(state, outcome) do
    {outcome, state} = one_input(state, outcome)
    loop(state, outcome)
  end

  defp one_input(state, outcome) do
    Process.put(:iex_evaluator, state)
    :pyex_debug.keep(state.prefix, state.binding, state.env)
    :pyex_iex.ready(self(), outcome)

    receive do
      {:pyex_iex, :eval, text, shorthand, counter} -> evaluate(state, text, shorthand, counter) |> back_from_breakpoint()
      {:pyex_iex, :resume} -> resumed(state)
    end
  end

  defp evaluate(state, text, shorthand, counter) do
    :pyex_debug.input("iex", counter, text)
    if IEx.Config.get(:auto_reload, false), do: IEx.Project.reload()
    forms = text |> parse(shorthand, counter, state.after) |> helper(state)
    Process.put(:iex_own_work, false)
    {value, binding, env} = eval_each(forms, state.binding, state.env)
    Process.put(:iex_own_work, true)
    settle()
    print_value(value, state.leader)
    remember(counter, value)
    Process.delete(:iex_error)
    {:evaluated, given_back(%{state | binding: binding, env: env, after: kind(forms)})}
  catch
    :throw, {:pyex_iex, :interrupted, where} ->
      Process.put(:iex_own_work, true)
      tell_interrupted(where, state)
      {:interrupted, %{state | after: :other}}

    kind, reason ->
      stack = __STACKTRACE__
      Process.put(:iex_own_work, true)
      Process.put(:iex_error, {kind, reason, stack})
      settle()
      print_error(kind, reason, stack, state.leader)
      {:failed, %{state | after: :other}}
  end

  # An input in which a breakpoint was reached and left ends as in iex, with the banner; the variables from before are kept.
  defp back_from_breakpoint({outcome, state}) do
    here? = Process.delete(:iex_was_pried) == true
    if (resume?() or here?) and outcome != :interrupted, do: resumed(state), else: {outcome, state}
  end

  # Whether another process had the prompt meanwhile, and has given it back.
  defp resume? do
    receive do
      {:pyex_iex, :resume} -> true
    after
      0 -> false
    end
  end

  defp resumed(state) do
    Process.put(:iex_history, %IEx.History{})
    IO.puts(state.leader, ["\n", :pyex_iex.banner()])
    {:resumed, state}
  end

  # What `restore()` asked for: the variables of a shell process that died, but for those that exist again.
  defp given_back(state) do
    case Process.delete(:iex_restore) do
      nil -> state
      {binding, env} -> %{state | binding: Keyword.merge(binding, state.binding), env: env || state.env}
    end
  end

  # An input that begins with a binary operator goes on with the value before it.
  defp parse(text, nil, counter, _after), do: quoted(text, IEx.Config.get(:parser, nil), file: "iex", line: counter, columns: true)

  defp parse(_text, :break, counter, _after) do
    raise TokenMissingError, file: "iex", line: counter, description: "incomplete expression"
  end

  defp parse(text, operator, counter, :match) do
    raise SyntaxError,
      file: "iex",
      line: counter,
      column: 1,
      snippet: text |> String.split("\n") |> hd(),
      description:
        "pipe shorthand is not allowed immediately after a match expression in IEx. " <>
          "To make it work, surround the whole pipeline with parentheses '#{operator}'"
  end

  defp parse(text, _operator, counter, _after), do: parse("v(-1) " <> text, nil, counter, :other)

  defp quoted(text, nil, options), do: Code.string_to_quoted!(text, options)

  defp quoted(text, {module, function, arguments}, options) do
    {:ok, quoted, _state} = apply(module, function, [text, options, "" | arguments])
    quoted
  end

  # `clear`, `pwd` and the like need no parentheses, unless a variable has that name.
  defp helper({name, meta, nil} = variable, state) do
    known? = List.keymember?(state.binding, name, 0)
    if not known? and Enum.any?(:pyex_iex.imports(), &helps?(&1, name)), do: {name, meta, []}, else: variable
  end

  defp helper(forms, _state), do: forms

  defp helps?(module, name), do: function_exported?(module, name, 0) or macro_exported?(module, name, 0)

  defp kind({:=, _, [_, _]}), do: :match
  defp kind(_), do: :other

  # Expression by expression, so that one may use the module or the import of another before it.
  defp eval_each({:__block__, _, [first, second | rest]}, binding, env) do
    {_, binding, env} = Code.eval_quoted_with_env(first, binding, env)
    eval_each({:__block__, [], [second | rest]}, binding, env)
  end

  defp eval_each(form, binding, env), do: Code.eval_quoted_with_env(form, binding, env)

  defp settle do
    :pyex_iex.settle()
    receive do: ({:pyex_iex, :settled} -> :ok)
  end

  defp remember(counter, value) do
    limit = Application.get_env(:iex, :history_size, 20)
    history = Process.get(:iex_history) || %IEx.History{}
    Process.put(:iex_history, IEx.History.append(history, counter, value, limit))
  end

  defp print_value(:"do not show this result in output", _leader), do: :ok
  defp print_value(value, leader), do: IO.puts(leader, IEx.color(:eval_result, inspect(value, IEx.inspect_opts())))

  @doc "Prints an error of an evaluation as the shell does. Also for errors in helpers that run code of files."
  def print_error(kind, reason, stack, leader) do
    {blamed, blamed_stack} = Exception.blame(kind, reason, stack)
    IO.write(leader, [banner(kind, reason, blamed, stack), "\n", trace(blamed, prune(blamed_stack))])
  end

  # The arguments and clauses of a FunctionClauseError are indented, so they are not taken from its message.
  defp banner(kind, reason, %FunctionClauseError{} = blamed, stack) do
    options = Keyword.drop(IEx.inspect_opts(), [:width])
    title = IEx.color(:eval_error, Exception.format_banner(kind, reason, stack))
    [title, pad(FunctionClauseError.blame(blamed, &inspect(&1, options), &blame_part/1))]
  end

  defp banner(kind, _reason, blamed, stack), do: IEx.color(:eval_error, Exception.format_banner(kind, blamed, stack))

  defp pad(text), do: "    " <> String.replace(text, "\n", "\n    ")

  defp blame_part(%{match?: true, node: node}), do: Macro.to_string(node)

  defp blame_part(%{match?: false, node: node}) do
    case IEx.Config.color(:blame_diff) do
      "" -> "-" <> Macro.to_string(node) <> "-"
      color -> color <> Macro.to_string(node) <> "\e[0m"
    end
  end

  defp trace(%module{}, []) when module in [SyntaxError, TokenMissingError, MismatchedDelimiterError], do: ""
  # The diagnostics that came before it have said where.
  defp trace(%CompileError{file: nil}, _stack), do: IEx.color(:stack_info, Exception.format_stacktrace([]))
  defp trace(_, stack), do: IEx.color(:stack_info, Exception.format_stacktrace(stack))

  @below [IEx.Server, Code, :pyex_code, :pyex_iex, :proc_lib]

  # The frames of the shell itself are nobody's business, nor what stands below a breakpoint.
  defp prune(stack) do
    stack
    |> Enum.take_while(fn entry -> elem(entry, 0) != IEx.Evaluator end)
    |> Enum.reject(fn entry -> elem(entry, 0) == :pyex_module end)
    |> Enum.reverse()
    |> Enum.drop_while(fn entry -> elem(entry, 0) in @below end)
    |> Enum.reverse()
  end
end
